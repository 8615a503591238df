/* SPDX-License-Identifier: MIT
 *
 * What touchstone.accept.yaml may hold.
 */
#include "core/config/schema.h"

static const struct schema_field entry_fields[] = {
    {.name = "word",
     .type = SCHEMA_TEXT,
     .help = "A word that is right though no dictionary has it, in any case of letters."},
    {.name = "lang",
     .type = SCHEMA_LANGUAGE,
     .help = "The language that the word is right in; all of them if absent."},
    {.name = "fingerprint",
     .type = SCHEMA_TEXT,
     .help = "A finding that is accepted wherever it stands."},
    {.name = "rule", .type = SCHEMA_TEXT, .help = "A rule whose findings are accepted."},
    {.name = "touchpoint",
     .type = SCHEMA_ID,
     .help = "Where the rule's findings are accepted; everywhere if absent."},
    {.name = "reason",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "Why it is accepted, for those who read this later."},
    {.name = "owner", .type = SCHEMA_TEXT, .help = "Who decided it."},
    {.name = "until", .type = SCHEMA_DATE, .help = "The last day on which it holds."},
    {.name = NULL},
};

static const struct schema_field entry = {
    .name = "entry",
    .type = SCHEMA_MAP,
    .of = entry_fields,
    .one_of = "word|fingerprint|rule",
};

static const struct schema_field accept_fields[] = {
    {.name = "touchstone",
     .type = SCHEMA_VERSION,
     .flags = SCHEMA_REQUIRED,
     .help = "Version of the format: 1."},
    {.name = "accept", .type = SCHEMA_LIST, .of = &entry, .help = "What is accepted."},
    {.name = NULL},
};

const struct schema_field schema_accept = {
    .name = "touchstone.accept.yaml",
    .type = SCHEMA_MAP,
    .of = accept_fields,
    .help = "What somebody has decided to live with, and why.",
};
