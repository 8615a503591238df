/* SPDX-License-Identifier: MIT
 *
 * touchstone init URL|FOLDER: a first brand book and plan from a short look.
 */
#ifndef CORE_COMMAND_INIT_SITE_H
#define CORE_COMMAND_INIT_SITE_H

#include <glib.h>

struct init_site {
    const char *target;    /* a URL or a folder */
    const char *directory; /* where the files go */
    const char *depth, *max_pages;
    const char *const *allow_hosts; /* NULL-terminated, or NULL */
    gboolean is_forced;             /* files that are there are written over */
};

/* Returns the exit status. */
int init_site(const struct init_site *init);

#endif
