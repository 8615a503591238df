/* SPDX-License-Identifier: MIT
 *
 * What a rule pack may hold. Each section has the name and the form of one of the brand book, which
 * it adds to.
 */
#include "core/config/schema_rows.h"

static const struct schema_field root_fields[] = {
    {.name = "touchstone",
     .type = SCHEMA_VERSION,
     .flags = SCHEMA_REQUIRED,
     .help = "Version of this form: 1."},
    {.name = "pack",
     .type = SCHEMA_PACK,
     .flags = SCHEMA_REQUIRED,
     .help = "Its name, by which brand books ask for it: that of its folder and its file."},
    {.name = "about",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "What it is for, in one sentence."},
    {.name = "languages",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_FILLED,
     .of = &schema_language_item,
     .help = "The languages it knows; a single one is that of all its terms. Any, if "
             "absent; facts need some."},
    {.name = "terms",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_FILLED | SCHEMA_SECTION | SCHEMA_UNIQUE,
     .of = &schema_term,
     .help = "How words are used, each with examples (ok, wrong) and the source of the advice."},
    {.name = "facts",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_FILLED | SCHEMA_SECTION | SCHEMA_UNIQUE,
     .of = &schema_slot,
     .help = "What must be said alike everywhere: the words by which each is known, and examples."},
    {NULL},
};

const struct schema_field schema_pack = {
    .name = "pack",
    .type = SCHEMA_MAP,
    .flags = SCHEMA_SEVERAL,
    .of = root_fields,
    .one_of = "terms|facts",
    .help = "A rule pack: terms and facts for any brand book that names it under \"packs\".",
};
