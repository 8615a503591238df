/* SPDX-License-Identifier: MIT
 *
 * What comments in content accept: read in the worker, since it is content.
 */
#ifndef CORE_PROCESS_INLINE_ACCEPTANCE_H
#define CORE_PROCESS_INLINE_ACCEPTANCE_H

#include "core/process/document.h"

/* A comment's rule, and from where to where it holds. */
struct inline_acceptance {
    const char *rule;                                 /* empty: the comment names none */
    guint from_line, from_column, to_line, to_column; /* to_line G_MAXUINT32: to the end */
    const char *where;                                /* with which paths begin */
    const char *reason;
    const char *fault; /* why it does not count; empty: it does */
};

/* Lines of fields with tabs between them, as inline_acceptance_next reads them; the caller frees
 * it. "" = the document has none. */
char *inline_acceptances_of(const struct document *document);

/* The next of such lines, which are cut up in place. FALSE: there is none. */
gboolean inline_acceptance_next(char **lines, struct inline_acceptance *own_r);

#endif
