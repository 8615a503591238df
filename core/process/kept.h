/* SPDX-License-Identifier: MIT
 *
 * What is kept of a document between runs, packed: its content, for a check that must judge it
 * again, and its links, which lead on though nobody reads the page anew.
 */
#ifndef CORE_PROCESS_KEPT_H
#define CORE_PROCESS_KEPT_H

#include "core/process/document.h"
#include "core/process/wire.h"

/* zstd with its working memory, which is worth keeping. */
struct packer;
struct packer *packer_new(void);
void packer_free(struct packer **packer);
/* Appends the packed bytes to out. */
void packer_pack(struct packer *packer, const GByteArray *bytes, GByteArray *out);
/* Replaces out by what was packed; -1: it is damaged, or larger than a kept document can be. */
int packer_unpack(struct packer *packer, struct ts_str packed, GByteArray *out);

/* ---- content ---- */

/* All that checks see of a frozen document, but for its bytes. */
void kept_put_document(GByteArray *out, const struct document *document);
/* Fills a document that was reset and has its frame; strings are views into bytes. -1: damaged. */
int kept_get_document(struct ts_str bytes, struct document *document);

/* ---- links ---- */

struct kept_link {
    struct ts_str locator;  /* resolved, without its fragment */
    struct ts_str fragment; /* decoded, or empty */
    struct ts_str where;
    guint32 purpose;     /* enum ts_link_purpose */
    guint32 is_external; /* outside the scope: only asked whether it is there */
    guint32 line, column;
};
void kept_put_link(GByteArray *out, const struct kept_link *link);
/* 1, 0 at the end, -1 damaged: the border where texts are held against UTF-8. */
int kept_next_link(struct wire_reader *links, struct kept_link *link_r);

/* ---- anchors ---- */

/* The name of a place in a page, as a number: of a fragment and of what it leads to the same. */
guint64 kept_anchor(struct ts_str name);

#endif
