/* SPDX-License-Identifier: MIT
 *
 * Paragraphs, headings, lists and code of text files.
 */
#include "plugins/read-text/text.h"

#include "plugins/common/acceptance.h"
#include "plugins/common/charset.h"
#include "plugins/common/limits.h"

static void flush(struct text_reader *reader)
{
    if (!block_builder_is_empty(&reader->builder)) {
        g_autofree char *where = g_strdup_printf("block[%u]", ++reader->block_number);
        if (reader->role == TS_ROLE_HEADING && !reader->title) {
            reader->title = g_strdup(reader->builder.text->str);
        }
        if (block_builder_flush(&reader->builder, reader->role, reader->language, where) != 0) {
            reader->is_failed = 1;
        }
    }
    reader->role = TS_ROLE_TEXT;
}

static struct ts_str strip(struct ts_str line, uint32_t *column_r)
{
    *column_r = 1;
    while (line.len && (*line.ptr == ' ' || *line.ptr == '\t')) {
        line = ts_bytes(line.ptr + 1, line.len - 1);
        (*column_r)++;
    }
    while (line.len && g_ascii_isspace(line.ptr[line.len - 1])) {
        line.len--;
    }
    return line;
}

static void add_plain(struct text_reader *reader, struct ts_str line, uint32_t column)
{
    block_builder_space(&reader->builder);
    block_builder_add(&reader->builder, line, reader->line, column);
}

/* Long paragraphs are cut, so that no block is without measure. */
static void add_line(struct text_reader *reader, struct ts_str line, uint32_t column)
{
    if (reader->builder.text->len > READER_BLOCK_SIZE) {
        flush(reader);
    }
    if (reader->is_markdown && !reader->is_in_fence) {
        block_builder_space(&reader->builder);
        inline_add(reader, line, column);
    } else {
        add_plain(reader, line, column);
    }
}

/* ---- Markdown's lines ---- */

static size_t count_front(struct ts_str line, char mark)
{
    size_t count = 0;
    while (count < line.len && line.ptr[count] == mark) {
        count++;
    }
    return count;
}

static struct ts_str skip(struct ts_str line, size_t size, uint32_t *column)
{
    struct ts_str rest = ts_bytes(line.ptr + size, line.len - size);
    *column += (uint32_t)size;
    while (rest.len && *rest.ptr == ' ') {
        rest = ts_bytes(rest.ptr + 1, rest.len - 1);
        (*column)++;
    }
    return rest;
}

static gboolean is_underline(struct ts_str line)
{
    size_t equals = count_front(line, '=');
    size_t dashes = count_front(line, '-');
    return line.len >= 2 && (equals == line.len || dashes == line.len);
}

static size_t list_mark(struct ts_str line)
{
    size_t digits = 0;
    if (line.len > 1 && strchr("-*+", line.ptr[0]) && line.ptr[1] == ' ') {
        return 2;
    }
    while (digits < line.len && g_ascii_isdigit(line.ptr[digits])) {
        digits++;
    }
    gboolean is_numbered = digits > 0 && digits < 4 && digits + 1 < line.len &&
                           strchr(".)", line.ptr[digits]) && line.ptr[digits + 1] == ' ';
    return is_numbered ? digits + 2 : 0;
}

static gboolean take_fence(struct text_reader *reader, struct ts_str line)
{
    if (count_front(line, '`') < 3 && count_front(line, '~') < 3) {
        return FALSE;
    }
    flush(reader);
    reader->is_in_fence = !reader->is_in_fence;
    return TRUE;
}

static void take_markdown(struct text_reader *reader, struct ts_str line, uint32_t column)
{
    size_t hashes = count_front(line, '#');
    size_t mark = list_mark(line);
    if (take_fence(reader, line)) {
        return;
    }
    if (reader->is_in_fence) {
        reader->role = TS_ROLE_CODE;
        add_line(reader, line, column);
    } else if (is_underline(line)) {
        if (!block_builder_is_empty(&reader->builder)) {
            reader->role = TS_ROLE_HEADING;
        }
        flush(reader);
    } else if (hashes > 0 && hashes <= 6 && hashes < line.len && line.ptr[hashes] == ' ') {
        flush(reader);
        reader->role = TS_ROLE_HEADING;
        struct ts_str rest = skip(line, hashes, &column);
        while (rest.len && rest.ptr[rest.len - 1] == '#') {
            rest.len--;
        }
        add_line(reader, rest, column);
        flush(reader);
    } else if (mark > 0) {
        flush(reader);
        reader->role = TS_ROLE_ITEM;
        add_line(reader, skip(line, mark, &column), column);
    } else if (line.ptr[0] == '>') {
        reader->role = TS_ROLE_QUOTE;
        add_line(reader, skip(line, 1, &column), column);
    } else if (line.ptr[0] == '|') {
        flush(reader);
        reader->role = TS_ROLE_CELL;
        add_line(reader, line, column);
    } else {
        add_line(reader, line, column);
    }
}

/* Comments of one line by which content accepts something; what is code only shows them. */
static void take_comments(struct text_reader *reader, struct ts_str line, uint32_t column)
{
    const char *end = line.ptr + line.len;
    const char *at = reader->is_in_fence ? end : line.ptr;
    while (at < end && (at = memmem(at, (size_t)(end - at), "<!--", 4))) {
        const char *close = memmem(at, (size_t)(end - at), "-->", 3);
        struct ts_str comment = ts_bytes(at, (size_t)((close ? close + 3 : end) - at));
        if (close && acceptance_is(comment)) {
            uint32_t own = column + (uint32_t)g_utf8_strlen(line.ptr, (gssize)(at - line.ptr));
            reader->is_failed |=
                acceptance_emit(reader->call, comment, reader->line, own, ts_text(NULL)) != 0;
        }
        at = comment.ptr + comment.len;
    }
}

static void take_line(struct text_reader *reader, struct ts_str raw)
{
    uint32_t column;
    struct ts_str line = strip(raw, &column);
    if (line.len == 0) {
        if (!reader->is_in_fence) {
            flush(reader);
        }
    } else if (reader->is_markdown) {
        take_comments(reader, line, column);
        take_markdown(reader, line, column);
    } else {
        add_line(reader, line, column);
    }
}

/* ---- front matter ---- */

/* "title: Bel ons" between lines of three dashes at the very front. */
static void take_setting(struct text_reader *reader, struct ts_str line)
{
    const char *colon = memchr(line.ptr, ':', line.len);
    if (!colon) {
        return;
    }
    g_autofree char *key = g_strndup(line.ptr, (gsize)(colon - line.ptr));
    g_autofree char *value = g_strndup(colon + 1, (gsize)(line.ptr + line.len - colon - 1));
    g_strstrip(g_strdelimit(value, "\"'", ' '));
    if (g_str_equal(key, "title") && *value && !reader->title) {
        reader->title = g_strdup(value);
        reader->role = TS_ROLE_TITLE;
        inline_add(reader, ts_text(value), (uint32_t)(colon - line.ptr) + 3);
        flush(reader);
    } else if ((g_str_equal(key, "lang") || g_str_equal(key, "language")) && strlen(value) < 20) {
        g_free(reader->language);
        reader->language = g_strdup(value);
    }
}

/* The bytes of the front matter, which is read on the way. */
static size_t take_front_matter(struct text_reader *reader, struct ts_str text)
{
    if (text.len < 4 || memcmp(text.ptr, "---\n", 4) != 0) {
        return 0;
    }
    const char *end = memmem(text.ptr + 3, text.len - 3, "\n---", 4);
    if (!end) {
        return 0;
    }
    const char *at = text.ptr + 4;
    while (at <= end) {
        const char *stop = memchr(at, '\n', (size_t)(end + 1 - at));
        stop = stop ? stop : end;
        reader->line++;
        take_setting(reader, ts_bytes(at, (size_t)(stop - at)));
        at = stop + 1;
    }
    reader->line++;
    const char *after = memchr(end + 1, '\n', (size_t)(text.ptr + text.len - end - 1));
    return after ? (size_t)(after + 1 - text.ptr) : text.len;
}

/* ---- the whole ---- */

static void read_lines(struct text_reader *reader, struct ts_str text)
{
    size_t at = reader->is_markdown ? take_front_matter(reader, text) : 0;
    while (at < text.len && !reader->is_failed) {
        const char *stop = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = stop ? (size_t)(stop - text.ptr) : text.len;
        reader->line++;
        take_line(reader, ts_bytes(text.ptr + at, end - at));
        at = end + 1;
    }
    flush(reader);
}

#define WORD_LONG 40u /* bytes without white space, after which it is no word of a text */

/* Text has no control characters but those that lay it out, and its words end: what is packed into
 * letters (base64, keys) has few ends. */
int text_sniff(struct ts_str bytes)
{
    size_t reach = MIN(bytes.len, 4096u);
    size_t run = 0, packed = 0;
    for (size_t i = 0; i < reach; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        gboolean is_space = g_ascii_isspace(byte);
        if ((byte < 0x20 && !is_space) || byte == 0x7F) {
            return 0;
        }
        run = is_space ? 0 : run + 1;
        packed += run == WORD_LONG ? WORD_LONG : run > WORD_LONG;
    }
    return packed * 4 < reach && !blocks_is_blank(bytes);
}

int text_read(struct ts_call *call, struct ts_str bytes, struct ts_str charset, int is_markdown)
{
    struct charset_result converted;
    struct charset_hint hint = {.declared = charset};
    charset_to_utf8(call, &hint, bytes, &converted);
    if (converted.is_binary) {
        return ts_fail(call, "is not text: many of its bytes are no characters");
    }
    if (blocks_is_blank(converted.text)) {
        return ts_fail(call, "is empty");
    }
    struct text_reader reader = {.call = call, .is_markdown = is_markdown};
    block_builder_init(&reader.builder, call);
    read_lines(&reader, converted.text);
    struct ts_head head = {
        .size = sizeof head, .title = ts_text(reader.title), .language = ts_text(reader.language)};
    int done = reader.is_failed ? -1 : call->host->emit_head(call, &head);
    block_builder_finish(&reader.builder);
    g_free(reader.title);
    g_free(reader.language);
    return done;
}
