/* SPDX-License-Identifier: MIT
 *
 * A heading whose lines are blocks of their own, as markup often has it, is read as one: the
 * pay-off that begins in one line and ends in another is there.
 */
#include "plugins/check-promise/promise.h"

#define LINES_MAX 3u       /* of a heading */
#define LINE_SIZE_MAX 200u /* bytes of one */

static gboolean is_line(const struct ts_block *block)
{
    return block->role == TS_ROLE_HEADING && block->text.len > 0 &&
           block->text.len <= LINE_SIZE_MAX;
}

/* The lines from first on as one text; memory of the call. */
static struct ts_str joined(struct ts_call *call, const struct ts_document *document,
                            uint32_t first)
{
    char *text = call->host->alloc(call, (size_t)LINES_MAX * (LINE_SIZE_MAX + 1));
    size_t size = 0;
    for (uint32_t i = first; i < document->blocks.count && i < first + LINES_MAX; i++) {
        const struct ts_block *line = ts_item(document->blocks, i);
        if (!is_line(line)) {
            break;
        }
        memcpy(text + size, line->text.ptr, line->text.len);
        size += line->text.len;
        text[size++] = ' ';
    }
    return ts_bytes(text, size);
}

/* The place is what stands in the first line. */
static int observe(struct ts_call *call, const struct ts_block *line, uint32_t index,
                   const struct text *text, guint32 first)
{
    uint32_t offset = text->words.items[first].offset;
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text("payoff"),
        .value = ts_text("exact"),
        .confidence = -1,
        .place = {.block = index, .offset = offset, .length = (uint32_t)line->text.len - offset},
    };
    return call->host->emit_observation(call, &observation);
}

/* Only what crosses the border between the first line and the next: the rest was seen. */
static int look_over(struct ts_call *call, const struct promise *promise,
                     const struct ts_document *document, uint32_t index)
{
    const struct ts_block *line = ts_item(document->blocks, index);
    struct ts_block whole = {.size = sizeof whole, .text = joined(call, document, index)};
    struct text text = text_of(call, &whole);
    for (guint32 w = 0; w < text.words.count && text.words.items[w].offset < line->text.len; w++) {
        for (guint i = 0; i < promise->payoffs->len; i++) {
            struct sighting own = payoff_at(g_ptr_array_index(promise->payoffs, i), &text, w);
            if (own.closeness == CLOSE_EXACT &&
                text.words.items[w + own.count - 1].offset > line->text.len) {
                return observe(call, line, index, &text, w);
            }
        }
    }
    return 0;
}

int promise_inspect_split(struct ts_call *call, const struct promise *promise,
                          const struct ts_document *document)
{
    for (uint32_t i = 0; i + 1 < document->blocks.count; i++) {
        if (is_line(ts_item(document->blocks, i)) && is_line(ts_item(document->blocks, i + 1)) &&
            look_over(call, promise, document, i) != 0) {
            return -1;
        }
    }
    return 0;
}
