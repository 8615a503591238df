/* SPDX-License-Identifier: MIT
 *
 * Parts of a site without end: noticed by what addresses look like, and by pages that say the same.
 */
#ifndef PLUGINS_SOURCE_WEB_TRAPS_H
#define PLUGINS_SOURCE_WEB_TRAPS_H

#include <glib.h>

#include "touchstone/plugin.h"

#define TRAPS_PATTERNS 50000u  /* that are remembered; what comes later is not judged by its own */
#define TRAPS_SEEN 65536u      /* pages that are remembered, a power of two */
#define TRAPS_FOLDERS 1024u    /* whose last page's size is remembered, by hash */
#define TRAPS_DEPTH 3u         /* of those folders */
#define TRAPS_SAME 60          /* more pages that were there already than new ones: a trap */
#define TRAPS_NEW_PAGE 2       /* what a new page counts against that */
#define TRAPS_SHAPES 200u      /* combinations of query parameters of one path */
#define TRAPS_MONTHS_AHEAD 24u /* of a calendar, that are not far */
#define TRAPS_FAR_PAGES 24u    /* of a calendar, that may be far */
#define TRAPS_FIRST_YEAR 1900u /* what is before is far too */

/* What is known of one touchpoint. */
struct traps;

/* now: this month, as trap_month counts it. */
struct traps *traps_new(guint max_per_pattern, guint now);
void traps_free(struct traps **traps);

/* Counts an address in normal form, when it is fed. Why it is not to be asked for, the same text
 * for all of its pattern, or NULL. The caller frees it. */
char *traps_enter(struct traps *traps, struct ts_str url);

/* The same of one that was counted, just before it is asked for. */
char *traps_judge(const struct traps *traps, struct ts_str url);

/* What came of it. */
void traps_note(struct traps *traps, struct ts_str url, struct ts_str page);

#endif
