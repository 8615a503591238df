/* SPDX-License-Identifier: MIT
 *
 * How far a run is, on standard error: one line that is rewritten on a terminal, a plain line every
 * ten seconds elsewhere.
 */
#ifndef CORE_REPORT_PROGRESS_H
#define CORE_REPORT_PROGRESS_H

#include <glib.h>
#include <stdio.h>

enum progress_mode {
    PROGRESS_AUTO = -1, /* only on a terminal */
    PROGRESS_NEVER = 0,
    PROGRESS_ALWAYS = 1
};

struct progress_counts {
    guint64 done, queued, findings, unchecked;
    gboolean is_opening; /* the checks prepare themselves, so that nothing else goes on */
};

struct progress;

/* Never NULL; out is borrowed. */
struct progress *progress_new(enum progress_mode mode, FILE *out);

/* The language, English unless said. */
void progress_speak(struct progress *progress, const char *language);

/* For tests: microseconds of another clock than g_get_monotonic_time, and started anew by it. */
void progress_set_clock(struct progress *progress, gint64 (*clock)(void));

/* Cheap: writes at most ten times a second. */
void progress_update(struct progress *progress, const struct progress_counts *counts);

/* Clears the line, or writes the last one, and frees; sets NULL. */
void progress_finish(struct progress **progress);

#endif
