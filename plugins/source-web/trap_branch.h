/* SPDX-License-Identifier: MIT
 *
 * Folders below which pages say the same, whatever their addresses look like.
 */
#ifndef PLUGINS_SOURCE_WEB_TRAP_BRANCH_H
#define PLUGINS_SOURCE_WEB_TRAP_BRANCH_H

#include <glib.h>

#include "touchstone/plugin.h"

#define BRANCHES 50000u   /* that are remembered */
#define BRANCH_SAME 100   /* more pages that were there already than new ones: a trap */
#define BRANCH_NEW_PAGE 2 /* what a new page counts against that */

struct branches;

struct branches *branches_new(void);
void branches_free(struct branches **branches);

/* What came of a page at this path; is_whole: the path itself is one too, for its queries differ.
 * The deepest folder that is full of the same is given up, those above begin anew. */
void branches_note(struct branches *branches, struct ts_str path, gboolean is_whole,
                   gboolean is_old);

/* What was there is known to be a trap of its own kind: it does not count against the folders. */
void branches_forgive(struct branches *branches, struct ts_str path);

/* How much of the path is a folder that was given up; 0 = none. */
size_t branches_find_struck(const struct branches *branches, struct ts_str path);

#endif
