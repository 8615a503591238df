/* SPDX-License-Identifier: MIT
 *
 * Where a document leads: its links and pictures as its source resolves them, each once.
 */
#ifndef CORE_PROCESS_LINKS_H
#define CORE_PROCESS_LINKS_H

#include "core/process/document.h"
#include "core/process/toolbox.h"

struct links;

struct links *links_new(const struct toolbox *toolbox);
void links_free(struct links **links);

/* What the links of one document are resolved with. */
struct links_job {
    const struct document *document;
    guint32 source;       /* ordinal in the plan */
    gboolean is_nofollow; /* the page says that none is to be followed */
    GByteArray *pictures; /* gets a RECORD_PICTURE each; NULL = pictures are not fetched */
};

/* Resolves and appends them (struct kept_link). NULL, or why they can't be followed. */
const char *links_collect(struct links *links, const struct links_job *job, GByteArray *out);

/* The page that this one is only a variant of, by its canonical link: in scope, equal up to the
 * query, and shorter, so that no two name each other. Empty = none; lives until the next call. */
struct ts_str links_canonical(struct links *links, const struct links_job *job);

#endif
