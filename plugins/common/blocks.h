/* SPDX-License-Identifier: MIT
 *
 * From runs of text with places in the source to blocks: white space folded, spans and marks kept.
 * What markup readers (HTML, Markdown, mail) share.
 */
#ifndef PLUGINS_COMMON_BLOCKS_H
#define PLUGINS_COMMON_BLOCKS_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Finds line and column of offsets in one pass over the source, if they ascend; a step back costs
 * its own way, and that of a line. */
struct source_cursor {
    struct ts_str source; /* UTF-8 */
    size_t offset;
    uint32_t line, column; /* of offset, from 1 */
};
void source_cursor_init(struct source_cursor *cursor, struct ts_str source);
void source_cursor_move(struct source_cursor *cursor, size_t offset);

struct block_builder {
    struct ts_call *call;
    GString *text;
    GArray *spans;     /* struct ts_span; value's ptr is NULL till flush, len an index in values */
    GPtrArray *values; /* char *: of the spans */
    GArray *open;      /* guint: spans that have begun */
    GArray *marks;     /* struct ts_mark */
    gboolean wants_space; /* white space was seen since the last character */
    gboolean is_failed;
};

void block_builder_init(struct block_builder *builder, struct ts_call *call);
void block_builder_finish(struct block_builder *builder);

/* Adds a run that stands at line and column of the source. */
void block_builder_add(struct block_builder *builder, struct ts_str run, uint32_t line,
                       uint32_t column);
/* A break without a block's end: a space, whatever follows. */
void block_builder_space(struct block_builder *builder);

/* A span from here to its end; returns what block_builder_end_span takes. */
guint block_builder_begin_span(struct block_builder *builder, uint32_t kind, const char *value);
void block_builder_end_span(struct block_builder *builder, guint span);

gboolean block_builder_is_empty(const struct block_builder *builder);

/* Emits what has gathered, if it is more than white space, and begins anew; spans that are open go
 * on in the next block. 0, or -1: the host refused. */
int block_builder_flush(struct block_builder *builder, uint32_t role, const char *language,
                        const char *where);

/* Forgets what has gathered since the last flush; spans that are open go on. */
void block_builder_drop(struct block_builder *builder);

/* Nothing but white space: no document, however well it parses. */
gboolean blocks_is_blank(struct ts_str text);

#endif
