/* SPDX-License-Identifier: MIT
 *
 * Rows that several tables of schema_*.c have alike; for those files only.
 */
#ifndef CORE_CONFIG_SCHEMA_ROWS_H
#define CORE_CONFIG_SCHEMA_ROWS_H

#include "core/config/schema.h"

#define SEVERITY(why)                                                                           \
    {                                                                                           \
        .name = "severity", .type = SCHEMA_CHOICE, .choices = "error|warning|info", .help = why \
    }
#define HOLDS_FROM_UNTIL                                                            \
    {.name = "from", .type = SCHEMA_DATE, .help = "First day on which it holds."},  \
    {                                                                               \
        .name = "until", .type = SCHEMA_DATE, .help = "Last day on which it holds." \
    }
#define ID(why)                                                                \
    {                                                                          \
        .name = "id", .type = SCHEMA_ID, .flags = SCHEMA_REQUIRED, .help = why \
    }
#define IN                                                                   \
    {                                                                        \
        .name = "in", .type = SCHEMA_LIST, .of = &schema_kind_item,          \
        .help = "Only in documents of these kinds; a channel is a kind too." \
    }

/* schema_term.c */
extern const struct schema_field schema_kind_item, schema_language_item;
extern const struct schema_field schema_words; /* a list of words, not empty */

#endif
