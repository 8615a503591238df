/* SPDX-License-Identifier: MIT
 *
 * What an entry of `facts` may hold, in a rule pack (a slot: the words by which the fact is known)
 * and in the brand book (the truth, and words of its own).
 */
#include "core/config/schema_rows.h"

static const struct schema_field title_item = {.name = "title", .type = SCHEMA_TEXT};
static const struct schema_field unit_item = {
    .name = "units",
    .type = SCHEMA_CHOICE,
    .choices = "minute|hour|day|workday|week|month|year",
};
static const struct schema_field bound_item = {.name = "range", .type = SCHEMA_TEXT};
static const struct schema_field wordings = {
    .name = "phrases",
    .type = SCHEMA_DICTIONARY,
    .flags = SCHEMA_FILLED,
    .of = &schema_words,
    .keys = SCHEMA_ID,
};

/* Nothing is said: the text is empty. */
static const struct schema_field said_item = {
    .name = "says", .type = SCHEMA_TEXT, .flags = SCHEMA_MAY_BE_EMPTY};

static const struct schema_field example_fields[] = {
    {.name = "text", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "The example."},
    {.name = "says",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED,
     .of = &said_item,
     .help = "The value that must be found in it, in its normal form (2d, 1-3wd, 50.00 EUR); "
             "empty: none."},
    {.name = "lang",
     .type = SCHEMA_LANGUAGE,
     .help = "Its language; the first of the pack if absent."},
    {NULL},
};
static const struct schema_field example_item = {
    .name = "examples", .type = SCHEMA_MAP, .of = example_fields};

#define TYPE(needed)                                                                       \
    {                                                                                      \
        .name = "type", .type = SCHEMA_CHOICE, .flags = needed,                            \
        .choices = "duration|money|hours|percentage|number|date|phrase",                   \
        .help = "What kind of value it is; in the brand book, that of its pack if absent." \
    }

#define WORDS                                                                                   \
    {.name = "title",                                                                           \
     .type = SCHEMA_DICTIONARY,                                                                 \
     .flags = SCHEMA_BY_LANGUAGE | SCHEMA_FILLED,                                               \
     .of = &title_item,                                                                         \
     .keys = SCHEMA_LANGUAGE,                                                                   \
     .help = "What it is called in reports, by language; its id if absent."},                   \
        {.name = "units",                                                                       \
         .type = SCHEMA_LIST,                                                                   \
         .flags = SCHEMA_FILLED,                                                                \
         .of = &unit_item,                                                                      \
         .help = "Of a duration: the units that fit it; any if absent."},                       \
        {.name = "anchors",                                                                     \
         .type = SCHEMA_DICTIONARY,                                                             \
         .flags = SCHEMA_BY_LANGUAGE | SCHEMA_FILLED,                                           \
         .of = &schema_words,                                                                   \
         .keys = SCHEMA_LANGUAGE,                                                               \
         .help = "Words and phrases near which the value stands, by language; a last * stands " \
                 "for any ending."},                                                            \
        {.name = "not",                                                                         \
         .type = SCHEMA_DICTIONARY,                                                             \
         .flags = SCHEMA_BY_LANGUAGE,                                                           \
         .of = &schema_words,                                                                   \
         .keys = SCHEMA_LANGUAGE,                                                               \
         .help = "Words near which it is another fact, or none, by language."},                 \
        {.name = "cutoff",                                                                      \
         .type = SCHEMA_BOOLEAN,                                                                \
         .help = "Of a duration: \"ordered before ten, there tomorrow\" says one day."},        \
        {.name = "is",                                                                          \
         .type = SCHEMA_CHOICE,                                                                 \
         .choices = "limit|estimate",                                                           \
         .help = "Of a duration: what \"within 14 days\" promises: 14 days and no others (a "   \
                 "limit), or at most 14 (an estimate)."},                                       \
        {.name = "phrases",                                                                     \
         .type = SCHEMA_DICTIONARY,                                                             \
         .flags = SCHEMA_FILLED,                                                                \
         .of = &wordings,                                                                       \
         .keys = SCHEMA_LANGUAGE,                                                               \
         .help = "Of a phrase: the wordings of each value, by language."},                      \
    {                                                                                           \
        .name = "range", .type = SCHEMA_LIST, .of = &bound_item,                                \
        .help = "The least and the largest number that can be meant, of a duration in days; "   \
                "others are left alone."                                                        \
    }

static const struct schema_field slot_fields[] = {
    ID("Brand books name it by this; packs of other languages share it."),
    TYPE(SCHEMA_REQUIRED),
    WORDS,
    SEVERITY("Severity of a contradiction."),
    {.name = "enabled",
     .type = SCHEMA_BOOLEAN,
     .help = "false: only brand books that say true get it."},
    {.name = "source", .type = SCHEMA_TEXT, .help = "Why these words; for people."},
    {.name = "examples",
     .type = SCHEMA_LIST,
     .of = &example_item,
     .help = "Texts and what they say of it: touchstone rules --test."},
    {NULL},
};

const struct schema_field schema_slot = {.name = "facts", .type = SCHEMA_MAP, .of = slot_fields};

static const struct schema_field fact_fields[] = {
    ID("The slot of a rule pack, or a name of its own."),
    TYPE(0),
    {.name = "truth",
     .type = SCHEMA_TEXT,
     .help = "The right value; without it touchpoints are compared with each other."},
    WORDS,
    {.name = "for",
     .type = SCHEMA_LIST,
     .of = &schema_kind_item,
     .help = "Right only at these touchpoints."},
    SEVERITY("Severity of a contradiction."),
    {.name = "enabled", .type = SCHEMA_BOOLEAN, .help = "false: nobody looks for it."},
    {.name = "from",
     .type = SCHEMA_DATE,
     .flags = SCHEMA_NOT_YET,
     .help = "First day on which it is right."},
    {.name = "until",
     .type = SCHEMA_DATE,
     .flags = SCHEMA_NOT_YET,
     .help = "Last day on which it is right."},
    {NULL},
};

/* What it lacks, a pack must have: plan_merge_facts.c sees to it. */
const struct schema_field schema_fact = {.name = "facts", .type = SCHEMA_MAP, .of = fact_fields};
