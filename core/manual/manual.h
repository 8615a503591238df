/* SPDX-License-Identifier: MIT
 *
 * The parts of manual pages that follow from tables. Each appends roff to out.
 */
#ifndef CORE_MANUAL_MANUAL_H
#define CORE_MANUAL_MANUAL_H

#include "core/command/command.h"
#include "core/config/schema.h"

/* commands.c: of touchstone(1) */
void manual_synopsis(GString *out);
void manual_commands(GString *out);
void manual_common_options(GString *out);
void manual_reports(GString *out);
void manual_options(GString *out, const GOptionEntry *entries);

/* keys.c: of what is in section 5 */
void manual_keys(GString *out, const struct schema_field *file);
/* Sources or checks with their options, and what is alike in all of a kind. */
void manual_plugins(GString *out, const struct catalog *catalog, unsigned kind);

/* header.c: the plugin contract, from its header. FALSE: it has another form than is known. */
gboolean manual_header(GString *out, const char *header);

#endif
