/* SPDX-License-Identifier: MIT
 *
 * The name somebody meant.
 */
#ifndef CORE_CONFIG_NEAREST_H
#define CORE_CONFIG_NEAREST_H

#include <glib.h>

/* The candidate (NULL-terminated list) nearest to a misspelt name, or NULL if none is near enough:
 * at most 2 letters added, lost, changed or swapped with their neighbour, and at most a third of
 * the name's length. Letter case counts for nothing. Of equals the first. */
const char *nearest_name(const char *name, const char *const *candidates);

/* For the end of a message: " (did you mean "X"?)", in the reader's language; "" if none is near.
 * The caller frees it. */
char *nearest_hint(const char *name, const char *const *candidates);

#endif
