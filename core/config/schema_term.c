/* SPDX-License-Identifier: MIT
 *
 * What an entry of `terms` may hold, in the brand book and in a rule pack.
 */
#include "core/config/schema_rows.h"

#define SCOPES                                                                            \
    "text|heading|title|link|alt|subject|preheader|prompt|metadata|code|quote|cell|item|" \
    "label"

const struct schema_field schema_kind_item = {.name = "in", .type = SCHEMA_ID};
const struct schema_field schema_language_item = {.name = "languages", .type = SCHEMA_LANGUAGE};
const struct schema_field schema_words = {
    .name = "words",
    .type = SCHEMA_LIST,
    .flags = SCHEMA_FILLED,
};

static const struct schema_field conditional_fields[] = {
    {.name = "if", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "If this stands there,"},
    {.name = "then", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "this must too."},
    {NULL},
};

static const struct schema_field count_fields[] = {
    {.name = "of",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .help = "Words or signs that are counted together."},
    {.name = "min", .type = SCHEMA_INTEGER, .help = "At least so many."},
    {.name = "max", .type = SCHEMA_INTEGER, .help = "At most so many."},
    {NULL},
};

static const struct schema_field except_item = {
    .name = "except",
    .type = SCHEMA_CHOICE,
    .choices = "url|email|code|quote|link|markup",
};

static const struct schema_field scope_item = {
    .name = "scope",
    .type = SCHEMA_CHOICE,
    .choices = SCOPES,
};

/* An example is a text, or a text with what it needs to be judged as meant. */
static const struct schema_field example_fields[] = {
    {.name = "text", .type = SCHEMA_TEXT, .flags = SCHEMA_REQUIRED, .help = "The example."},
    {.name = "scope",
     .type = SCHEMA_CHOICE,
     .choices = SCOPES,
     .help = "Its role; the first of the term's scope if absent."},
    {.name = "in",
     .type = SCHEMA_LIST,
     .of = &schema_kind_item,
     .help = "Kinds of its document; the first of the term's if absent."},
    {.name = "lang", .type = SCHEMA_LANGUAGE, .help = "Its language; that of the term if absent."},
    {NULL},
};
static const struct schema_field example_forms[] = {
    {.name = "example", .type = SCHEMA_TEXT, .help = "The example."},
    {.name = "example", .type = SCHEMA_MAP, .of = example_fields},
    {NULL},
};
static const struct schema_field example_item = {
    .name = "example", .type = SCHEMA_EITHER, .of = example_forms};

static const struct schema_field term_fields[] = {
    ID("The rule is called terms/ID."),
    {.name = "prefer", .type = SCHEMA_TEXT, .help = "Write this, instead of what `not` lists."},
    {.name = "not", .type = SCHEMA_LIST, .help = "With prefer: the wrong ways to write it."},
    {.name = "forbid", .type = SCHEMA_LIST, .flags = SCHEMA_FILLED, .help = "Never write these."},
    {.name = "require",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_FILLED,
     .help = "One of these must be found."},
    {.name = "consistent",
     .type = SCHEMA_DICTIONARY,
     .flags = SCHEMA_FILLED,
     .of = &schema_words,
     .keys = SCHEMA_TEXT,
     .help = "Groups of words of which a document may use only one."},
    {.name = "want", .type = SCHEMA_TEXT, .help = "With consistent: the group that is right."},
    {.name = "conditional",
     .type = SCHEMA_MAP,
     .of = conditional_fields,
     .help = "If the one stands there, the other must too."},
    {.name = "casing",
     .type = SCHEMA_CHOICE,
     .choices = "sentence|title|upper|lower",
     .help = "How capitals are used."},
    {.name = "count",
     .type = SCHEMA_MAP,
     .of = count_fields,
     .help = "How often words or signs may stand there."},
    {.name = "pattern", .type = SCHEMA_PATTERN, .help = "A regular expression that may not match."},
    {.name = "lang", .type = SCHEMA_LANGUAGE, .help = "Only in text of this language."},
    {.name = "scope", .type = SCHEMA_LIST, .of = &scope_item, .help = "Only in text of this role."},
    IN,
    {.name = "except_in",
     .type = SCHEMA_LIST,
     .of = &schema_kind_item,
     .help = "Not in documents of these kinds."},
    {.name = "on",
     .type = SCHEMA_CHOICE,
     .choices = "block|document|touchpoint",
     .help = "What each must satisfy it: every block of text, every document (default), or the "
             "touchpoint as a whole."},
    {.name = "except",
     .type = SCHEMA_LIST,
     .of = &except_item,
     .help = "Not in URLs, e-mail addresses, code or quotes."},
    {.name = "except_words",
     .type = SCHEMA_LIST,
     .help = "Words and phrases that are right all the same; a last * stands for any ending."},
    {.name = "forms", .type = SCHEMA_LIST, .help = "Other forms of the words that count too."},
    {.name = "instead", .type = SCHEMA_TEXT, .help = "What to write instead."},
    {.name = "because", .type = SCHEMA_TEXT, .help = "Why; shown with the finding."},
    {.name = "link", .type = SCHEMA_TEXT, .help = "Where more is said; shown with the finding."},
    {.name = "source", .type = SCHEMA_TEXT, .help = "Where the advice comes from; for people."},
    SEVERITY("Severity of its findings."),
    {.name = "enabled",
     .type = SCHEMA_BOOLEAN,
     .help = "false: it is switched off; of a pack, it may be adjusted by an entry of its id."},
    {.name = "ok",
     .type = SCHEMA_LIST,
     .of = &example_item,
     .help = "Examples in which it must find nothing: touchstone rules --test."},
    {.name = "wrong",
     .type = SCHEMA_LIST,
     .of = &example_item,
     .help = "Examples in which it must find something."},
    HOLDS_FROM_UNTIL,
    {NULL},
};

const struct schema_field schema_term = {
    .name = "terms",
    .type = SCHEMA_MAP,
    .of = term_fields,
    .one_of = SCHEMA_TERM_KINDS,
};

/* Without a kind it adjusts the term of a pack: plan_packs.c sees to it. */
const struct schema_field schema_own_term = {
    .name = "terms",
    .type = SCHEMA_MAP,
    .flags = SCHEMA_MAY_LACK,
    .of = term_fields,
    .one_of = SCHEMA_TERM_KINDS,
};
