/* SPDX-License-Identifier: MIT
 *
 * What a reporter is: a const struct in the table of report.c, from which -o, help and tests
 * follow.
 */
#ifndef CORE_REPORT_REPORT_H
#define CORE_REPORT_REPORT_H

#include <stdio.h>

#include "core/result/result.h"

struct report_options {
    const char *language;      /* "en", "nl": of titles, messages and interface */
    gboolean has_color;        /* term: use colour */
    guint width;               /* term: columns; 0 = not a terminal */
    gboolean has_observations; /* --observations */
    gboolean is_new_only;      /* --new-only: findings of state new */
    guint verbosity; /* term: 0 only findings, 1 with all touchpoints and verdict, 2 every place */
};

struct reporter {
    const char *name; /* "term" */
    const char *help; /* one line */
    /* Writes the whole run. 0, or -1 with *error_r (the caller frees it). */
    int (*write)(const struct result *result, const struct report_options *options, FILE *out,
                 char **error_r);
};

/* NULL-terminated. */
const struct reporter *const *report_list(void);
const struct reporter *report_find(const char *name);

/* One -o FORMAT[=FILE]: checks that the format exists and the file can be written, before the run.
 */
struct report_target {
    const struct reporter *reporter;
    char *path; /* NULL = standard output */
};
/* A report in memory; the caller frees *bytes_r. 0, or -1 with *error_r. */
int report_to_memory(const struct reporter *reporter, const struct result *result,
                     const struct report_options *options, GString **bytes_r, char **error_r);

struct report_target *report_target_new(const char *argument, char **error_r);
void report_target_free(struct report_target **target);

/* Writes to the target: to a file by way of a temporary one, so that no half report stays behind.
 */
int report_write(const struct report_target *target, const struct result *result,
                 const struct report_options *options, char **error_r);
/* The same for a report that is there already. */
int report_write_bytes(const struct report_target *target, struct ts_str bytes, char **error_r);

#endif
