/* SPDX-License-Identifier: MIT
 *
 * Paragraphs become blocks. A text box stands inside a paragraph, so paragraphs are a stack.
 */
#include "plugins/read-office/writer.h"

#include <string.h>

#include "plugins/common/limits.h"

#define TITLE_SIZE 1000u /* bytes of the title; a heading may be longer */

struct level {
    char *outer; /* the path around it */
    guint paragraphs;
    guint counts[PLACE_COUNT];
    enum place place; /* PLACE_COUNT, PLACE_NAMED_CELL: it begins a path */
};

struct open_link {
    char *href; /* "" = none */
    guint span;
    gsize offset; /* of its text */
};

void writer_init(struct writer *writer, struct ts_call *call)
{
    *writer = (struct writer){
        .call = call,
        .path = g_string_new(NULL),
        .levels = g_array_new(FALSE, TRUE, sizeof(struct level)),
        .paragraphs = g_ptr_array_new(),
    };
}

static void free_paragraph(struct paragraph *paragraph)
{
    block_builder_finish(&paragraph->builder);
    for (guint i = 0; i < paragraph->links->len; i++) {
        g_free(g_array_index(paragraph->links, struct open_link, i).href);
    }
    g_array_unref(paragraph->links);
    g_free(paragraph->language);
    g_free(paragraph->run_language);
    g_free(paragraph);
}

char *writer_shorten(const char *text, gsize size)
{
    const char *end; /* of the last character that is whole */
    g_utf8_validate(text, (gssize)MIN(strlen(text), size), &end);
    return g_strndup(text, (gsize)(end - text));
}

/* ---- places ---- */

static struct level *last_level(const struct writer *writer)
{
    return writer->levels->len
               ? &g_array_index(writer->levels, struct level, writer->levels->len - 1)
               : NULL;
}

static void push_level(struct writer *writer, enum place place)
{
    struct level level = {.outer = g_strdup(writer->path->str), .place = place};
    g_array_append_val(writer->levels, level);
    writer->cells += place == PLACE_CELL || place == PLACE_NAMED_CELL ? 1 : 0;
}

void writer_open(struct writer *writer, const char *name)
{
    g_autofree char *own = writer_shorten(name, WRITER_PATH_SIZE);
    push_level(writer, PLACE_COUNT);
    g_string_assign(writer->path, own);
}

void writer_open_cell(struct writer *writer, const char *name)
{
    push_level(writer, PLACE_NAMED_CELL);
    g_string_assign(writer->path, name);
}

void writer_enter(struct writer *writer, enum place place)
{
    static const char *const names[] = {"table", "row", "cell", "textbox"};
    struct level *outer = last_level(writer);
    gsize size = writer->path->len;
    guint number = outer ? ++outer->counts[place] : 1;
    push_level(writer, place);
    if (size < WRITER_PATH_SIZE) {
        g_string_append_printf(writer->path, "%s%s[%u]", size ? "/" : "", names[place], number);
    }
}

void writer_leave(struct writer *writer)
{
    struct level *level = last_level(writer);
    if (level) {
        writer->cells -= level->place == PLACE_CELL || level->place == PLACE_NAMED_CELL ? 1 : 0;
        g_string_assign(writer->path, level->outer);
        g_free(level->outer);
        g_array_set_size(writer->levels, writer->levels->len - 1);
    }
}

char *writer_where(const struct writer *writer)
{
    const struct level *level = last_level(writer);
    return writer->paragraphs->len && level && level->place != PLACE_NAMED_CELL
               ? g_strdup_printf("%s/p[%u]", writer->path->str, level->paragraphs + 1)
               : g_strdup(writer->path->str);
}

/* ---- paragraphs ---- */

/* Most paragraphs are empty or short: making one costs more than filling it. */
static struct paragraph *take_paragraph(struct writer *writer)
{
    struct paragraph *paragraph = g_steal_pointer(&writer->spare);
    if (!paragraph) {
        paragraph = g_new0(struct paragraph, 1);
        block_builder_init(&paragraph->builder, writer->call);
        paragraph->links = g_array_new(FALSE, FALSE, sizeof(struct open_link));
    }
    return paragraph;
}

static void give_back(struct writer *writer, struct paragraph *paragraph)
{
    if (writer->spare || paragraph->builder.open->len) {
        free_paragraph(paragraph);
        return;
    }
    g_clear_pointer(&paragraph->language, g_free);
    g_clear_pointer(&paragraph->run_language, g_free);
    paragraph->style = NULL;
    writer->spare = paragraph;
}

void writer_begin_paragraph(struct writer *writer)
{
    struct paragraph *paragraph = take_paragraph(writer);
    paragraph->role = writer->cells ? TS_ROLE_CELL : TS_ROLE_TEXT;
    paragraph->serial = ++writer->serial;
    paragraph->language_span = G_MAXUINT;
    g_ptr_array_add(writer->paragraphs, paragraph);
    writer->is_too_deep |= writer->paragraphs->len > WRITER_NESTED;
}

struct paragraph *writer_paragraph(struct writer *writer)
{
    guint count = writer->paragraphs->len;
    return count && count <= WRITER_NESTED ? g_ptr_array_index(writer->paragraphs, count - 1)
                                           : NULL;
}

static void note_title(struct writer *writer, uint32_t role, const char *text)
{
    gboolean is_title = role == TS_ROLE_TITLE && !writer->has_title;
    if (is_title || (role == TS_ROLE_HEADING && !writer->title)) {
        g_free(writer->title);
        writer->title = writer_shorten(text, TITLE_SIZE);
        writer->has_title = is_title;
    }
}

/* There are no lines and columns in an office file: its blocks have no marks. */
static void flush(struct writer *writer, struct paragraph *paragraph)
{
    if (block_builder_is_empty(&paragraph->builder)) {
        block_builder_flush(&paragraph->builder, 0, "", ""); /* emits nothing, forgets its spans */
        return;
    }
    g_autofree char *where = writer_where(writer);
    note_title(writer, paragraph->role, paragraph->builder.text->str);
    g_array_set_size(paragraph->builder.marks, 0);
    writer->is_failed |=
        block_builder_flush(&paragraph->builder, paragraph->role, paragraph->language, where) != 0;
    writer->has_content = TRUE;
    struct level *level = last_level(writer);
    if (level) {
        level->paragraphs++;
    }
}

static void end_language(struct paragraph *paragraph)
{
    block_builder_end_span(&paragraph->builder, paragraph->language_span);
    paragraph->language_span = G_MAXUINT;
    g_clear_pointer(&paragraph->run_language, g_free);
}

void writer_end_paragraph(struct writer *writer)
{
    if (writer->paragraphs->len == 0) {
        return;
    }
    struct paragraph *paragraph =
        g_ptr_array_index(writer->paragraphs, writer->paragraphs->len - 1);
    while (paragraph->links->len && writer_paragraph(writer)) {
        writer_end_link(writer);
    }
    end_language(paragraph);
    flush(writer, paragraph);
    g_ptr_array_set_size(writer->paragraphs, (gint)writer->paragraphs->len - 1);
    give_back(writer, paragraph);
}

static void follow_language(struct paragraph *paragraph, const char *language)
{
    if (!paragraph->language) {
        paragraph->language = g_strdup(language);
    }
    const char *now = paragraph->run_language ? paragraph->run_language : paragraph->language;
    if (g_str_equal(now, language)) {
        return;
    }
    end_language(paragraph);
    if (*language && !g_str_equal(paragraph->language, language)) {
        paragraph->language_span =
            block_builder_begin_span(&paragraph->builder, TS_SPAN_LANGUAGE, language);
        paragraph->run_language = g_strdup(language);
    }
}

void writer_add(struct writer *writer, struct ts_str text, const char *language)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    if (!paragraph || text.len == 0) {
        return;
    }
    if (!blocks_is_blank(text)) {
        follow_language(paragraph, writer_is_language(language) ? language : "");
    }
    block_builder_add(&paragraph->builder, text, 1, 1);
    if (paragraph->builder.text->len > READER_BLOCK_SIZE) {
        flush(writer, paragraph);
    }
}

void writer_space(struct writer *writer)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    if (paragraph) {
        block_builder_space(&paragraph->builder);
    }
}

guint writer_begin_code(struct writer *writer)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    return paragraph ? block_builder_begin_span(&paragraph->builder, TS_SPAN_CODE, NULL)
                     : G_MAXUINT;
}

void writer_end_code(struct writer *writer, guint span)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    if (paragraph && span != G_MAXUINT) {
        block_builder_end_span(&paragraph->builder, span);
    }
}

/* ---- links ---- */

void writer_begin_link(struct writer *writer, const char *href)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    if (!paragraph) {
        return;
    }
    struct open_link link = {.href = g_strstrip(g_strdup(href ? href : "")),
                             .span = G_MAXUINT,
                             .offset = paragraph->builder.text->len};
    if (*link.href) {
        link.span = block_builder_begin_span(&paragraph->builder, TS_SPAN_LINK, link.href);
    }
    g_array_append_val(paragraph->links, link);
}

void writer_end_link(struct writer *writer)
{
    struct paragraph *paragraph = writer_paragraph(writer);
    if (!paragraph || paragraph->links->len == 0) {
        return;
    }
    struct open_link link =
        g_array_index(paragraph->links, struct open_link, paragraph->links->len - 1);
    g_array_set_size(paragraph->links, paragraph->links->len - 1);
    block_builder_end_span(&paragraph->builder, link.span);
    if (*link.href) {
        g_autofree char *where = writer_where(writer);
        const GString *text = paragraph->builder.text;
        gsize offset = MIN(link.offset, text->len);
        offset += offset < text->len && text->str[offset] == ' ' ? 1 : 0;
        writer_emit_link(writer, link.href, ts_bytes(text->str + offset, text->len - offset),
                         where);
    }
    g_free(link.href);
}

void writer_emit_link(struct writer *writer, const char *href, struct ts_str text,
                      const char *where)
{
    struct ts_link link = {
        .href = ts_text(href),
        .text = text,
        .where = ts_text(where),
        .purpose = g_ascii_strncasecmp(href, "mailto:", 7) == 0 ||
                           g_ascii_strncasecmp(href, "tel:", 4) == 0
                       ? TS_LINK_CONTACT
                       : TS_LINK_PAGE,
    };
    writer->is_failed |= writer->call->host->emit_link(writer->call, &link) != 0;
}

void writer_emit(struct writer *writer, struct ts_str text, uint32_t role, const char *where)
{
    g_autofree char *own = where ? NULL : writer_where(writer);
    struct block_builder builder;
    block_builder_init(&builder, writer->call);
    block_builder_add(&builder, text, 1, 1);
    if (!block_builder_is_empty(&builder)) {
        note_title(writer, role, builder.text->str);
        g_array_set_size(builder.marks, 0);
        writer->is_failed |= block_builder_flush(&builder, role, "", where ? where : own) != 0;
        writer->has_content = TRUE;
    }
    block_builder_finish(&builder);
}

void writer_anchor(struct writer *writer, const char *name)
{
    if (name && *name && strlen(name) < 1000 && TS_HAS(writer->call, emit_anchor)) {
        writer->is_failed |= writer->call->host->emit_anchor(writer->call, ts_text(name)) != 0;
    }
}

gboolean writer_is_language(const char *tag)
{
    size_t size = 0;
    while (tag && g_ascii_isalpha(tag[size])) {
        size++;
    }
    return (size == 2 || size == 3) && (tag[size] == '\0' || tag[size] == '-') &&
           strlen(tag) < 36 && g_ascii_strncasecmp(tag, "zxx", 3) != 0 &&
           g_ascii_strncasecmp(tag, "und", 3) != 0;
}

void writer_finish(struct writer *writer)
{
    for (guint i = 0; i < writer->paragraphs->len; i++) {
        free_paragraph(g_ptr_array_index(writer->paragraphs, i));
    }
    g_ptr_array_unref(writer->paragraphs);
    if (writer->spare) {
        free_paragraph(writer->spare);
    }
    while (writer->levels->len) {
        writer_leave(writer);
    }
    g_array_unref(writer->levels);
    g_string_free(writer->path, TRUE);
    g_free(writer->title);
}
