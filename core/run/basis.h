/* SPDX-License-Identifier: MIT
 *
 * What the verdicts on a document rest on, part by part: so that a change of one part of the brand
 * book, the plan or the plugins has only that judged again which depends on it.
 */
#ifndef CORE_RUN_BASIS_H
#define CORE_RUN_BASIS_H

#include "core/config/plan.h"

/* "*read:HASH *scope:HASH *kinds:HASH *leads:HASH terms:HASH ..." of what a source of the plan
 * brings; the caller frees it. */
char *basis_make(const struct plan *plan, guint32 source);

/* What differs between the basis of then and that of now. */
struct basis_change {
    gboolean reads;     /* by other readers: it must be read anew */
    GByteArray *checks; /* guint32 each: ordinals of the checks that judge again, maybe none */
    GPtrArray *dropped; /* char *: names of the checks whose part goes */
};

/* NULL: nothing differs. */
struct basis_change *basis_compare(const struct plan *plan, guint32 source, const char *now,
                                   const char *then);
void basis_change_free(struct basis_change **change);

#endif
