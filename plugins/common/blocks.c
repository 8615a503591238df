/* SPDX-License-Identifier: MIT
 *
 * Gathers text into blocks.
 */
#include "plugins/common/blocks.h"

#include <string.h>

#include "plugins/common/limits.h"

void source_cursor_init(struct source_cursor *cursor, struct ts_str source)
{
    *cursor = (struct source_cursor){.source = source, .line = 1, .column = 1};
}

/* Eight bytes at a time: all but those that begin with the bits 10. */
static uint32_t count_characters(const char *at, const char *end)
{
    uint32_t count = (uint32_t)(end - at);
    for (; end - at >= 8; at += 8) {
        uint64_t bytes;
        memcpy(&bytes, at, sizeof bytes);
        bytes = (bytes >> 7) & ~(bytes >> 6) & 0x0101010101010101u;
        count -= (uint32_t)((bytes * 0x0101010101010101u) >> 56);
    }
    for (; at < end; at++) {
        count -= ((unsigned char)*at & 0xC0) == 0x80;
    }
    return count;
}

static void move_back(struct source_cursor *cursor, size_t offset)
{
    const char *begin = cursor->source.ptr + offset;
    const char *end = cursor->source.ptr + cursor->offset;
    const char *line = memrchr(begin, '\n', (size_t)(end - begin));
    cursor->offset = offset;
    if (!line) {
        cursor->column -= count_characters(begin, end);
        return;
    }
    for (; line; line = memrchr(begin, '\n', (size_t)(line - begin))) {
        cursor->line--;
    }
    line = memrchr(cursor->source.ptr, '\n', offset);
    cursor->column = 1 + count_characters(line ? line + 1 : cursor->source.ptr, begin);
}

void source_cursor_move(struct source_cursor *cursor, size_t offset)
{
    offset = MIN(offset, cursor->source.len);
    if (offset < cursor->offset) {
        move_back(cursor, offset);
        return;
    }
    const char *at = cursor->source.ptr + cursor->offset;
    const char *end = cursor->source.ptr + offset;
    const char *line;
    while (at < end && (line = memchr(at, '\n', (size_t)(end - at)))) {
        cursor->line++;
        cursor->column = 1;
        at = line + 1;
    }
    cursor->column += count_characters(at, end);
    cursor->offset = offset;
}

void block_builder_init(struct block_builder *builder, struct ts_call *call)
{
    *builder = (struct block_builder){
        .call = call,
        .text = g_string_sized_new(256),
        .spans = g_array_new(FALSE, FALSE, sizeof(struct ts_span)),
        .values = g_ptr_array_new_with_free_func(g_free),
        .open = g_array_new(FALSE, FALSE, sizeof(guint)),
        .marks = g_array_new(FALSE, FALSE, sizeof(struct ts_mark)),
    };
}

void block_builder_finish(struct block_builder *builder)
{
    g_string_free(builder->text, TRUE);
    g_array_unref(builder->spans);
    g_ptr_array_unref(builder->values);
    g_array_unref(builder->open);
    g_array_unref(builder->marks);
}

static void add_mark(struct block_builder *builder, uint32_t line, uint32_t column)
{
    struct ts_mark mark = {(uint32_t)builder->text->len, line, column};
    if (builder->marks->len) {
        const struct ts_mark *last =
            &g_array_index(builder->marks, struct ts_mark, builder->marks->len - 1);
        if (last->offset == mark.offset) {
            g_array_set_size(builder->marks, builder->marks->len - 1);
        }
    }
    g_array_append_val(builder->marks, mark);
}

/* White space as HTML has it; a no-break space is a character. */
static inline gboolean is_space(char byte)
{
    static const char spaces[256] = {[' '] = 1, ['\n'] = 1, ['\t'] = 1, ['\r'] = 1, ['\f'] = 1};
    return spaces[(guchar)byte];
}

void block_builder_space(struct block_builder *builder)
{
    builder->wants_space = TRUE;
}

/* A pending space goes before a character, never to the front or the end of a block. */
static void settle_space(struct block_builder *builder)
{
    if (builder->wants_space && builder->text->len) {
        g_string_append_c(builder->text, ' ');
    }
    builder->wants_space = FALSE;
}

/* How far text and source run in step: words with single spaces between them. */
static size_t in_step(const char *text, size_t size)
{
    size_t end = 0;
    while (end < size && (!is_space(text[end]) ||
                          (text[end] == ' ' && end + 1 < size && !is_space(text[end + 1])))) {
        end++;
    }
    return end;
}

void block_builder_add(struct block_builder *builder, struct ts_str run, uint32_t line,
                       uint32_t column)
{
    gboolean needs_mark = TRUE;
    for (size_t at = 0; at < run.len;) {
        if (is_space(run.ptr[at])) {
            /* After folded space, text and source are out of step: a mark puts them in again. */
            needs_mark |= builder->wants_space || run.ptr[at] == '\n';
            builder->wants_space = TRUE;
            line += run.ptr[at] == '\n' ? 1 : 0;
            column = run.ptr[at] == '\n' ? 1 : column + 1;
            at++;
            continue;
        }
        size_t end = at + in_step(run.ptr + at, run.len - at);
        settle_space(builder);
        if (needs_mark) {
            add_mark(builder, line, column);
            needs_mark = FALSE;
        }
        g_string_append_len(builder->text, run.ptr + at, (gssize)(end - at));
        column += count_characters(run.ptr + at, run.ptr + end);
        at = end;
    }
}

guint block_builder_begin_span(struct block_builder *builder, uint32_t kind, const char *value)
{
    struct ts_span span = {.offset = (uint32_t)builder->text->len, .kind = kind};
    guint index = builder->spans->len;
    if (index >= READER_SPANS) {
        return G_MAXUINT;
    }
    span.value.len = builder->values->len;
    g_ptr_array_add(builder->values, g_strdup(value ? value : ""));
    g_array_append_val(builder->spans, span);
    g_array_append_val(builder->open, index);
    return index;
}

void block_builder_end_span(struct block_builder *builder, guint index)
{
    if (index >= builder->spans->len) {
        return;
    }
    struct ts_span *span = &g_array_index(builder->spans, struct ts_span, index);
    span->length = (uint32_t)builder->text->len - span->offset;
    for (guint i = builder->open->len; i > 0; i--) {
        if (g_array_index(builder->open, guint, i - 1) == index) {
            g_array_remove_index(builder->open, i - 1);
            return;
        }
    }
}

gboolean block_builder_is_empty(const struct block_builder *builder)
{
    return builder->text->len == 0;
}

/* Spans begin at their first character, not at the space before it, and have a length. */
static struct ts_list final_spans(struct block_builder *builder, GArray *out)
{
    for (guint i = 0; i < builder->spans->len; i++) {
        struct ts_span span = g_array_index(builder->spans, struct ts_span, i);
        if (span.offset < builder->text->len && span.length > 1 &&
            builder->text->str[span.offset] == ' ') {
            span.offset++;
            span.length--;
        }
        if (span.length > 0) {
            span.value = ts_text(g_ptr_array_index(builder->values, span.value.len));
            g_array_append_val(out, span);
        }
    }
    return (struct ts_list){out->data, out->len, sizeof(struct ts_span)};
}

static int emit(struct block_builder *builder, uint32_t role, const char *language,
                const char *where)
{
    g_autoptr(GArray) spans =
        builder->spans->len ? g_array_new(FALSE, FALSE, sizeof(struct ts_span)) : NULL;
    struct ts_block block = {
        .size = sizeof block,
        .role = role,
        .text = ts_bytes(builder->text->str, builder->text->len),
        .language = ts_text(language),
        .where = ts_text(where),
        .spans = spans ? final_spans(builder, spans) : (struct ts_list){0},
        .marks = {builder->marks->data, builder->marks->len, sizeof(struct ts_mark)},
    };
    return builder->call->host->emit_block(builder->call, &block);
}

/* Open spans keep their index, so the array keeps its length up to the last of them. */
void block_builder_drop(struct block_builder *builder)
{
    guint kept = 0;
    for (guint i = 0; i < builder->open->len; i++) {
        kept = MAX(kept, g_array_index(builder->open, guint, i) + 1);
    }
    for (guint i = 0; i < kept; i++) {
        g_array_index(builder->spans, struct ts_span, i).offset = 0;
        g_array_index(builder->spans, struct ts_span, i).length = 0;
    }
    g_array_set_size(builder->spans, kept);
    g_ptr_array_set_size(builder->values, (gint)kept);
    g_array_set_size(builder->marks, 0);
    g_string_truncate(builder->text, 0);
    builder->wants_space = FALSE;
}

int block_builder_flush(struct block_builder *builder, uint32_t role, const char *language,
                        const char *where)
{
    int done = 0;
    guint open_count = builder->open->len;
    if (builder->text->len == 0 && builder->spans->len == 0) { /* as between most tags */
        builder->wants_space = FALSE;
        return 0;
    }
    for (guint i = 0; i < open_count; i++) {
        struct ts_span *span =
            &g_array_index(builder->spans, struct ts_span, g_array_index(builder->open, guint, i));
        span->length = (uint32_t)builder->text->len - span->offset;
    }
    if (builder->text->len) {
        done = emit(builder, role, language, where);
        builder->is_failed |= done != 0;
    }
    block_builder_drop(builder);
    return done;
}

gboolean blocks_is_blank(struct ts_str text)
{
    size_t at = 0;
    while (at < text.len && is_space(text.ptr[at])) {
        at++;
    }
    return at == text.len;
}
