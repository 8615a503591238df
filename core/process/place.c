/* SPDX-License-Identifier: MIT
 *
 * Finds line and column by the block's marks, and cuts the excerpt.
 */
#include "core/process/place.h"

#include "core/limits.h"

/* The last mark at or before offset; NULL if there is none. */
static const struct ts_mark *mark_before(const struct ts_block *block, guint32 offset)
{
    guint32 low = 0;
    guint32 high = block->marks.count;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        const struct ts_mark *mark = ts_item(block->marks, middle);
        if (mark->offset <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low ? ts_item(block->marks, low - 1) : NULL;
}

static gboolean is_continuation(char byte)
{
    return ((guchar)byte & 0xC0) == 0x80;
}

/* Begins and ends at characters, better at words, with the place about in the middle. */
static void cut_excerpt(const struct ts_block *block, guint32 offset, guint32 length,
                        struct record_place *place_r)
{
    struct ts_str text = block->text;
    size_t shown = MIN(length, LIMIT_EXCERPT_SIZE);
    size_t around = (LIMIT_EXCERPT_SIZE - shown) / 2;
    size_t begin = offset > around ? offset - around : 0;
    size_t end = MIN(text.len, offset + shown + around);
    while (begin > 0 && begin < offset && text.ptr[begin - 1] != ' ') {
        begin++;
    }
    while (begin > 0 && begin < text.len && is_continuation(text.ptr[begin])) {
        begin--;
    }
    while (end < text.len && end > offset + shown && text.ptr[end] != ' ') {
        end--;
    }
    while (end < text.len && is_continuation(text.ptr[end])) {
        end--;
    }
    place_r->excerpt = ts_bytes(text.ptr + begin, end - begin);
    place_r->mark_offset = (guint32)(offset - begin);
    place_r->mark_length = (guint32)MIN(length, end > offset ? end - offset : 0);
}

struct record_place place_resolve(const struct ts_place *place, const struct ts_document *document)
{
    struct record_place resolved = {
        .touchpoint = place->touchpoint,
        .locator = place->locator,
        .path = place->where,
        .line = place->line,
        .column = place->column,
    };
    if (!document || place->block == TS_NO_BLOCK || place->block >= document->blocks.count) {
        return resolved;
    }
    const struct ts_block *block = ts_item(document->blocks, place->block);
    const struct ts_mark *mark = mark_before(block, place->offset);
    if (mark) {
        resolved.line = mark->line;
        resolved.column = mark->column + (guint32)g_utf8_strlen(block->text.ptr + mark->offset,
                                                                place->offset - mark->offset);
    }
    resolved.path = block->where;
    cut_excerpt(block, place->offset, place->length, &resolved);
    return resolved;
}
