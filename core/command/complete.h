/* SPDX-License-Identifier: MIT
 *
 * What a shell is told of the word that is being typed.
 */
#ifndef CORE_COMMAND_COMPLETE_H
#define CORE_COMMAND_COMPLETE_H

#include <glib.h>

struct completion {
    const char *typed;    /* what stands there of the value */
    const char *before;   /* what stands before it in the same word: "--lang=" */
    char *config, *brand; /* of -c and -b on this line; NULL = found */
};

/* Tells the shell of a value, if it begins with what is typed. about may be NULL. */
void complete_put(const struct completion *completion, const char *value, const char *about);

/* complete_names.c: the names of one kind ("TOUCHPOINT", "RUN"), from the files of the plan; FALSE:
 * it is not of those. */
gboolean complete_names(const struct completion *completion, const char *kind);

#endif
