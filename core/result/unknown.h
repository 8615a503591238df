/* SPDX-License-Identifier: MIT
 *
 * The words that no dictionary has, over all touchpoints of a stored run, counted: for a person to
 * say which are right.
 */
#ifndef CORE_RESULT_UNKNOWN_H
#define CORE_RESULT_UNKNOWN_H

#include <glib.h>

struct sqlite3;

struct unknown_word {
    char *word;           /* as it stands, in small letters if it ever stood so */
    char *language;       /* or empty */
    gboolean is_misspelt; /* it resembles a word */
    gboolean may_be_name; /* always with a capital, and once where none is due */
    guint places, documents;
    char *locator; /* of a place */
    unsigned line, column;
    char **suggestions; /* NULL-ended */
    /* while counting */
    gboolean was_small, was_inside;
};

struct unknown_filter {
    const char *const *touchpoints; /* ids, NULL-ended; NULL = all */
    const char *language;           /* NULL = any */
    guint min;                      /* places */
};

/* struct unknown_word *, the most frequent first. NULL: *error_r. */
GPtrArray *unknown_read(struct sqlite3 *database, const struct unknown_filter *filter,
                        char **error_r);

#endif
