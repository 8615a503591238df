/* SPDX-License-Identifier: MIT
 *
 * Many short texts looked for byte by byte in one pass over a block: signs ("!!", "&"), and what
 * must be there before a costlier look is worth its time.
 */
#ifndef PLUGINS_CHECK_TERMS_NEEDLES_H
#define PLUGINS_CHECK_TERMS_NEEDLES_H

#include <glib.h>

#include "touchstone/plugin.h"

enum needle_kind {
    NEEDLE_EACH, /* every occurrence counts, letter case too; those of one do not overlap */
    NEEDLE_ONCE  /* is it there at all, whatever the letter case of ASCII letters? */
};

struct needle {
    char *text;
    guint32 size;
    guint32 anchor; /* where its rarest two bytes stand in it */
    enum needle_kind kind;
    guint owner;   /* the caller's number */
    guint32 next;  /* needle + 1 with the same two bytes, 0 = none */
    guint32 ready; /* scratch: where its next occurrence may begin */
};

struct needles {
    GArray *all;               /* struct needle */
    guint64 pairs[65536 / 64]; /* do two bytes, in small letters, stand in any needle? */
    GHashTable *heads;         /* two bytes -> needle + 1 */
    guint32 singles[256];      /* needle + 1 of a single byte, in small letters */
};

struct needle_hit {
    guint owner;
    guint32 begin, size;
};

void needles_init(struct needles *needles);
void needles_finish(struct needles *needles);
void needles_add(struct needles *needles, struct ts_str text, enum needle_kind kind, guint owner);

/* struct needle_hit; the caller unrefs it; NULL = none. Not for two threads at a time. */
GArray *needles_scan(const struct needles *needles, struct ts_str text);

#endif
