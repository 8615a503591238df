/* SPDX-License-Identifier: MIT
 *
 * A document being made: what a reader emits is copied here and then shown to the checks.
 */
#ifndef CORE_PROCESS_DOCUMENT_H
#define CORE_PROCESS_DOCUMENT_H

#include <glib.h>

#include "core/plugin/arena.h"
#include "core/plugin/host.h"
#include "touchstone/plugin.h"

struct document {
    struct ts_document view;  /* complete after document_freeze */
    struct arena *arena;      /* owns every string and span */
    struct host_share *share; /* of its reader and its checks */
    GArray *blocks;           /* struct ts_block */
    GArray *links;            /* struct ts_link */
    GArray *references;       /* struct ts_reference */
    GArray *meta;             /* struct ts_pair */
    GArray *structured;       /* struct ts_structured */
    GArray *anchors;          /* struct ts_str */
    GPtrArray *truncated;     /* char * in the arena: what was cut */
    GByteArray *children;     /* RECORD_CHILD records */
    guint child_count;
    size_t child_bytes;
    guint64 text_size;
    gboolean drops_pictures; /* nothing reads them: those in the page itself are not taken out */
};

struct document *document_new(void);
void document_free(struct document **document);
void document_reset(struct document *document);

/* Each copies what it is given; 0, or -1: a cap of core/limits.h is passed. Beyond the caps of
 * blocks, links and the like the rest is dropped and said once as truncated. */
int document_set_head(struct document *document, const struct ts_head *head);
int document_add_block(struct document *document, const struct ts_block *block);
int document_add_link(struct document *document, const struct ts_link *link);
int document_add_reference(struct document *document, const struct ts_reference *reference);
int document_add_meta(struct document *document, const struct ts_pair *pair);
int document_add_structured(struct document *document, const struct ts_structured *structured);
int document_add_anchor(struct document *document, struct ts_str name);
int document_add_child(struct document *document, const struct ts_child *child);
int document_add_truncated(struct document *document, struct ts_str what);

/* The first value of a piece of metadata, or empty. */
struct ts_str document_meta(const struct document *document, const char *name);

/* A copy in the document's memory. */
struct ts_str document_keep(struct document *document, struct ts_str text);

/* What is the same wherever the block stands: all that inspect_block may look at. */
struct ts_block document_bare_block(const struct ts_block *block);

/* Lays the lists into the view; blocks without a language get the document's. */
void document_freeze(struct document *document);

#endif
