/* SPDX-License-Identifier: MIT
 *
 * What no block shows alone: a pay-off over the lines of a heading, which markup often makes blocks
 * of their own, and one in the properties of a document.
 */
#include "plugins/check-promise/promise.h"

#define LINES_MAX 3u       /* of a heading */
#define HEADINGS_MAX 1000u /* of a document that are read so */
#define LINE_SIZE_MAX 200u /* bytes of one */
#define PROPERTY_SIZE_MAX 4000u

/* ---- lines of a heading ---------------------------------------------------------------------- */

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

static int look_for_split(struct ts_call *call, const struct promise *promise,
                          const struct ts_document *document)
{
    guint headings = 0;
    for (uint32_t i = 0; i + 1 < document->blocks.count && headings < HEADINGS_MAX; i++) {
        if (is_line(ts_item(document->blocks, i)) && is_line(ts_item(document->blocks, i + 1))) {
            headings++;
            if (look_over(call, promise, document, i) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- properties ------------------------------------------------------------------------------ */

/* Readers give some of them as blocks too: those were seen. */
static gboolean is_block(const struct ts_document *document, struct ts_str value)
{
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        if (ts_equal(((const struct ts_block *)ts_item(document->blocks, i))->text, value)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_payoff(struct ts_call *call, const struct promise *promise, struct ts_str value)
{
    struct ts_block block = {.size = sizeof block, .text = value};
    struct text text = text_of(call, &block);
    for (guint32 w = 0; w < text.words.count; w++) {
        for (guint i = 0; i < promise->payoffs->len; i++) {
            const struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
            if (payoff_at(payoff, &text, w).closeness == CLOSE_EXACT) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static int look_at_property(struct ts_call *call, const struct promise *promise,
                            const struct ts_document *document, const struct ts_pair *property)
{
    if (property->value.len > PROPERTY_SIZE_MAX || !has_payoff(call, promise, property->value) ||
        is_block(document, property->value)) {
        return 0;
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text("payoff"),
        .value = ts_text("exact"),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK, .where = property->name},
    };
    return call->host->emit_observation(call, &observation);
}

/* What people see of them: in a list of files, in the window's title, in a search. */
static gboolean is_shown(struct ts_str name)
{
    static const char *const names[] = {"title", "subject", "topic", "description", "keywords"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (ts_is(name, names[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static int look_at_properties(struct ts_call *call, const struct promise *promise,
                              const struct ts_document *document)
{
    for (uint32_t i = 0; i < document->meta.count; i++) {
        const struct ts_pair *property = ts_item(document->meta, i);
        if (is_shown(property->name) && look_at_property(call, promise, document, property) != 0) {
            return -1;
        }
    }
    return 0;
}

int promise_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    return look_for_split(call, self, document) == 0 ? look_at_properties(call, self, document)
                                                     : -1;
}
