/* SPDX-License-Identifier: MIT
 *
 * Walks the tree of a page: blocks as a person reads them, and what else stands in it.
 */
#include "plugins/common/html.h"

#include <string.h>

#include "plugins/common/acceptance.h"
#include "plugins/common/charset.h"
#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"
#include "plugins/common/url.h"

#define PATH_MAX_LEN 400u    /* bytes, after which a path grows no more */
#define VALUE_MAX_LEN 16384u /* bytes of a span's value */
#define LANGUAGE_MAX_LEN 35u /* bytes of a language tag */

static struct open_element *top(const struct html_reader *reader)
{
    return reader->open->len
               ? &g_array_index(reader->open, struct open_element, reader->open->len - 1)
               : NULL;
}

/* ---- where we are ---- */

static gboolean is_block(const struct html_node *node)
{
    return (node->element->flags & ELEMENT_BLOCK) != 0;
}

const char *html_path(const struct html_reader *reader)
{
    return reader->path->str;
}

const char *html_language(const struct html_reader *reader)
{
    const struct open_element *open = top(reader);
    return open && open->language ? open->language : reader->language;
}

gboolean html_is_hidden(const struct html_reader *reader)
{
    const struct open_element *open = top(reader);
    return open && open->is_hidden;
}

static void append_number(GString *text, guint number)
{
    char digits[12];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    g_string_append_len(text, digits + at, (gssize)(sizeof digits - at));
}

/* Only elements of the table are counted: they are few. */
static guint count_sibling(struct html_reader *reader, enum html_tag tag)
{
    GArray *counts = g_ptr_array_index(reader->counts, reader->open->len);
    for (guint i = 0; i < counts->len; i++) {
        struct sibling_count *own = &g_array_index(counts, struct sibling_count, i);
        if (own->tag == tag) {
            return ++own->count;
        }
    }
    struct sibling_count first = {tag, 1};
    g_array_append_val(counts, first);
    return 1;
}

/* The children of an element that begins are counted anew; the memory of the one before serves. */
static void begin_counts(struct html_reader *reader)
{
    if (reader->counts->len <= reader->open->len) {
        g_ptr_array_add(reader->counts, g_array_new(FALSE, FALSE, sizeof(struct sibling_count)));
    }
    g_array_set_size(g_ptr_array_index(reader->counts, reader->open->len), 0);
}

/* The path grows and shrinks with the open elements. */
static void extend_path(struct html_reader *reader, struct open_element *open)
{
    GString *path = reader->path;
    const struct element *element = open->node->element;
    open->path_len = path->len;
    if (!is_block(open->node)) {
        return;
    }
    guint index = count_sibling(reader, element->tag);
    if (path->len >= PATH_MAX_LEN) {
        return;
    }
    if (path->len > reader->input->where.len) {
        g_string_append_c(path, '/');
    }
    g_string_append(path, element->name);
    if (index > 1) {
        g_string_append_c(path, '[');
        append_number(path, index);
        g_string_append_c(path, ']');
    }
}

/* ---- emitting ---- */

/* A block whose whole text is one link is a link. */
static uint32_t role_of(const struct html_reader *reader)
{
    const GArray *spans = reader->builder.spans;
    const struct open_element *open = top(reader);
    for (guint i = 0; i < spans->len; i++) {
        const struct ts_span *span = &g_array_index(spans, struct ts_span, i);
        if (span->kind == TS_SPAN_LINK && span->offset == 0 &&
            span->length >= reader->builder.text->len) {
            return TS_ROLE_LINK;
        }
    }
    return !open ? TS_ROLE_TEXT : open->is_preheader ? TS_ROLE_PREHEADER : open->role;
}

/* Spans that are still open get their length for role_of. */
static void measure_open_spans(struct html_reader *reader)
{
    for (guint i = 0; i < reader->builder.open->len; i++) {
        guint index = g_array_index(reader->builder.open, guint, i);
        struct ts_span *span = &g_array_index(reader->builder.spans, struct ts_span, index);
        span->length = (uint32_t)reader->builder.text->len - span->offset;
    }
}

static void flush(struct html_reader *reader)
{
    if (!block_builder_is_empty(&reader->builder)) {
        measure_open_spans(reader);
        uint32_t role = role_of(reader);
        if (role == TS_ROLE_PREHEADER) {
            html_trim_preheader(&reader->builder);
        }
        reader->has_visible |= role != TS_ROLE_PREHEADER;
        reader->app.text_size += reader->builder.text->len;
        block_builder_flush(&reader->builder, role, html_language(reader), html_path(reader));
    } else {
        block_builder_flush(&reader->builder, TS_ROLE_TEXT, NULL, NULL);
    }
    reader->is_failed |= reader->builder.is_failed;
}

void html_emit_text(struct html_reader *reader, const char *text, uint32_t role, const char *suffix)
{
    struct block_builder builder;
    g_autofree char *where = g_strdup_printf("%s/%s", html_path(reader), suffix);
    block_builder_init(&builder, reader->call);
    block_builder_add(&builder, ts_text(text), reader->cursor.line, reader->cursor.column);
    reader->app.text_size += role == TS_ROLE_METADATA ? 0 : builder.text->len;
    reader->is_failed |= block_builder_flush(&builder, role, html_language(reader), where) != 0;
    block_builder_finish(&builder);
}

/* The title of the document; a later one, or one of a drawing, is text as any. */
static void emit_title(struct html_reader *reader)
{
    if (reader->has_title) {
        g_string_truncate(reader->builder.text, 0);
        block_builder_flush(&reader->builder, TS_ROLE_TITLE, NULL, NULL);
        return;
    }
    reader->has_title = TRUE;
    g_string_assign(reader->title, reader->builder.text->str);
    block_builder_flush(&reader->builder, TS_ROLE_TITLE, html_language(reader), html_path(reader));
}

/* ---- elements ---- */

/* The language that an element declares, or NULL. */
static const char *declared_language(struct html_reader *reader, const struct html_node *node)
{
    const char *language = html_attribute(reader, node, ATTRIBUTE_LANG);
    language = language ? language : html_attribute(reader, node, ATTRIBUTE_XML_LANG);
    if (!language || !*language || strlen(language) > LANGUAGE_MAX_LEN) {
        return NULL;
    }
    g_autofree char *trimmed = g_strstrip(g_strdup(language));
    const char *own = g_string_chunk_insert_const(reader->languages, trimmed);
    if (node->tag == TAG_HTML) {
        reader->language = own;
    }
    return own;
}

static void begin_spans(struct html_reader *reader, struct open_element *open, const char *language)
{
    const struct html_node *node = open->node;
    unsigned flags = node->element->flags;
    open->span = open->language_span = G_MAXUINT;
    if (node->element->tag == TAG_A) {
        const char *href = html_attribute(reader, node, ATTRIBUTE_HREF);
        href = href ? href : html_attribute(reader, node, ATTRIBUTE_XLINK_HREF);
        if (href) {
            open->span = block_builder_begin_span(&reader->builder, TS_SPAN_LINK,
                                                  strlen(href) <= VALUE_MAX_LEN ? href : "");
        }
    } else if (flags & (ELEMENT_CODE | ELEMENT_QUOTE)) {
        open->span = block_builder_begin_span(
            &reader->builder, flags & ELEMENT_CODE ? TS_SPAN_CODE : TS_SPAN_QUOTE, NULL);
    }
    if (language && !is_block(node)) {
        open->language_span =
            block_builder_begin_span(&reader->builder, TS_SPAN_LANGUAGE, language);
    }
}

static void push(struct html_reader *reader, const struct html_node *node)
{
    struct open_element open = {.node = node};
    const struct open_element *parent = top(reader);
    const struct element *element = node->element;
    const char *language = NULL;
    gboolean was_hidden = parent && parent->is_hidden;
    if (node->attribute_count) {
        open.is_hiding = html_is_hiding(reader, node);
        language = declared_language(reader, node);
    }
    open.begins_preheader = html_begins_preheader(reader, &open, was_hidden);
    open.is_preheader = (parent && parent->is_preheader) || open.begins_preheader;
    open.is_hidden = was_hidden || (open.is_hiding && !open.begins_preheader) ||
                     (element->flags & ELEMENT_HIDDEN);
    open.hides_pictures =
        (parent && parent->hides_pictures) || html_hides_pictures(reader, node, open.is_hiding);
    open.role = element->flags & ELEMENT_ROLE ? element->role
                : parent                      ? parent->role
                                              : TS_ROLE_TEXT;
    open.language = parent ? parent->language : NULL;
    if (language && is_block(node)) {
        open.language = language;
    }
    extend_path(reader, &open);
    begin_spans(reader, &open, language);
    g_array_append_val(reader->open, open);
    begin_counts(reader);
}

static void pop(struct html_reader *reader)
{
    struct open_element *open = top(reader);
    g_string_truncate(reader->path, open->path_len);
    if (open->language_span != G_MAXUINT) {
        block_builder_end_span(&reader->builder, open->language_span);
    }
    if (open->span != G_MAXUINT) {
        block_builder_end_span(&reader->builder, open->span);
    }
    g_array_set_size(reader->open, reader->open->len - 1);
}

static struct ts_str raw_text(const struct html_reader *reader, const struct html_node *node)
{
    const struct html_node *text = node->first;
    return text && text->kind == NODE_TEXT ? html_node_text(reader->tree, text)
                                           : ts_bytes(reader->tree->source.ptr, 0);
}

static void take_json_ld(struct html_reader *reader, const struct html_node *node)
{
    const char *type = html_attribute(reader, node, ATTRIBUTE_TYPE);
    if (!type || g_ascii_strncasecmp(type, "application/ld+json", 19) != 0) {
        return;
    }
    struct ts_str text = raw_text(reader, node);
    source_cursor_move(&reader->cursor, node->end);
    struct ts_structured structured = {
        .format = ts_text("json-ld"),
        .text = text,
        .where = ts_text(html_path(reader)),
        .line = reader->cursor.line,
        .column = reader->cursor.column,
    };
    reader->is_failed |= reader->call->host->emit_structured(reader->call, &structured) != 0;
    html_take_json(reader, text.ptr, text.len);
}

/* What noscript holds is text to a browser with scripts; its links and pictures count all the same.
 */
static void take_noscript(struct html_reader *reader, const struct html_node *node)
{
    const struct html_node *text = node->first;
    struct html_tokens tokens;
    struct html_token token;
    if (!text || text->kind != NODE_TEXT) {
        return;
    }
    html_tokens_init(&tokens, ts_bytes(reader->tree->source.ptr, text->end), &reader->values);
    tokens.at = text->begin;
    do {
        html_tokens_next(&tokens, FALSE, &token);
        if (token.kind == TOKEN_START) {
            struct html_node inner = {
                .kind = NODE_ELEMENT,
                .begin = token.begin,
                .end = token.end,
                .tag = token.element->tag,
                .element = token.element,
                .attributes = token.attributes,
                .attribute_count = token.attribute_count,
            };
            source_cursor_move(&reader->cursor, inner.begin);
            html_take_attributes(reader, &inner);
        }
    } while (token.kind != TOKEN_END_OF_FILE);
    html_tokens_finish(&tokens);
}

static void take_inside(struct html_reader *reader, const struct html_node *node)
{
    if (node->element->tag == TAG_SCRIPT) {
        take_json_ld(reader, node);
    } else if (node->element->tag == TAG_STYLE) {
        html_take_sheet(reader, node, raw_text(reader, node));
    } else if (node->tag == TAG_NOSCRIPT) {
        take_noscript(reader, node);
    } else if (node->space == SPACE_SVG && node->element->tag == TAG_SVG) {
        html_take_svg(reader, node);
    }
}

static void begin_element(struct html_reader *reader, const struct html_node *node)
{
    unsigned flags = node->element->flags;
    source_cursor_move(&reader->cursor, node->begin);
    html_arena_empty(&reader->values);
    if (flags & ELEMENT_BLOCK) {
        flush(reader);
    } else if (flags & ELEMENT_BREAK) {
        block_builder_space(&reader->builder);
    }
    if (node->attribute_count) {
        html_take_attributes(reader, node);
    }
    if (!(flags & ELEMENT_VOID)) {
        push(reader, node);
    }
    html_app_see(reader, node);
    if (node->attribute_count) {
        microdata_begin(reader, node);
    }
    reader->is_in_title |= node->element->tag == TAG_TITLE && !reader->has_title;
    take_inside(reader, node);
}

static void end_element(struct html_reader *reader, const struct html_node *node)
{
    unsigned flags = node->element->flags;
    if (flags & ELEMENT_VOID) {
        return;
    }
    if (reader->is_in_title && node->element->tag == TAG_TITLE) {
        emit_title(reader);
        reader->is_in_title = FALSE;
    } else if ((flags & ELEMENT_BLOCK) || top(reader)->begins_preheader) {
        flush(reader);
    }
    pop(reader);
}

/* ---- text ---- */

static void take_text(struct html_reader *reader, const struct html_node *node)
{
    struct ts_str text = html_node_text(reader->tree, node);
    if (html_is_hidden(reader)) {
        return;
    }
    source_cursor_move(&reader->cursor, node->begin);
    block_builder_add(&reader->builder, text, reader->cursor.line, reader->cursor.column);
    if (reader->builder.text->len > READER_BLOCK_SIZE) {
        flush(reader);
    }
}

/* ---- the whole ---- */

static gboolean goes_on(const struct html_reader *reader)
{
    return !reader->is_failed && !reader->call->host->is_stopping(reader->call);
}

static const struct html_node *leave(struct html_reader *reader, const struct html_node *node)
{
    while (!node->next && node->parent != reader->tree->root) {
        node = node->parent;
        end_element(reader, node);
    }
    return node->next;
}

static void walk(struct html_reader *reader)
{
    const struct html_node *node = reader->tree->root->first;
    for (guint count = 0; node && ((++count & 1023) || goes_on(reader));) {
        if (html_is_older(reader, node)) {
            flush(reader);
            node = reader->is_rest_older ? NULL : leave(reader, node);
            continue;
        }
        if (node->kind != NODE_ELEMENT) {
            take_text(reader, node);
            node = leave(reader, node);
            continue;
        }
        begin_element(reader, node);
        if (node->first && node->tag != TAG_NOSCRIPT) {
            node = node->first;
            continue;
        }
        end_element(reader, node);
        node = leave(reader, node);
    }
    flush(reader);
}

static void reader_init(struct html_reader *reader, struct ts_call *call,
                        const struct html_input *input)
{
    *reader = (struct html_reader){.call = call, .input = input};
    block_builder_init(&reader->builder, call);
    reader->open = g_array_new(FALSE, TRUE, sizeof(struct open_element));
    reader->counts = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    begin_counts(reader);
    reader->microdata = microdata_new();
    reader->children = html_children_new();
    reader->sheet = html_sheet_new();
    reader->title = g_string_new(NULL);
    reader->path = g_string_new_len(input->where.ptr, (gssize)input->where.len);
    reader->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->languages = g_string_chunk_new(64);
    g_autofree char *language =
        g_strndup(input->language.ptr ? input->language.ptr : "", input->language.len);
    reader->language = g_string_chunk_insert(reader->languages, language);
}

static void reader_finish(struct html_reader *reader)
{
    while (reader->open->len) {
        pop(reader);
    }
    microdata_free(&reader->microdata);
    html_children_free(&reader->children);
    html_sheet_free(&reader->sheet);
    g_clear_pointer(&reader->drawing_ids, g_hash_table_unref);
    block_builder_finish(&reader->builder);
    html_arena_finish(&reader->values);
    html_tree_free(&reader->tree);
    g_array_unref(reader->open);
    g_ptr_array_unref(reader->counts);
    g_string_free(reader->title, TRUE);
    g_string_free(reader->path, TRUE);
    g_hash_table_unref(reader->said);
    g_string_chunk_free(reader->languages);
    g_free(reader->base);
}

/* A base may be relative itself; of a page that has no URL it stays as written. One that is no
 * address of a page (data:, javascript:) is none, as in browsers. */
static char *resolve_base(const struct html_reader *reader)
{
    struct ts_str locator = reader->input->locator;
    gboolean is_url = locator.len > 4 && memcmp(locator.ptr, "http", 4) == 0;
    return is_url && reader->base ? url_normalise(locator, ts_text(reader->base))
                                  : g_strdup(reader->base);
}

static int emit_head(struct html_reader *reader)
{
    g_autofree char *base = resolve_base(reader);
    struct ts_head head = {
        .size = sizeof head,
        .title = ts_bytes(reader->title->str, reader->title->len),
        .language = ts_text(reader->language),
        .base = ts_text(base),
    };
    return reader->call->host->emit_head(reader->call, &head);
}

static void say_cuts(struct html_reader *reader)
{
    if (reader->tree->is_too_large) {
        reader->call->host->emit_truncated(
            reader->call, ts_text("what comes after 2,000,000 elements and texts was not read"));
    }
    if (reader->tree->is_too_deep) {
        reader->call->host->emit_truncated(
            reader->call, ts_text("more than 512 nested elements were read as if side by side"));
    }
}

static void emit_acceptances(struct html_reader *reader)
{
    const GArray *all = reader->input->has_acceptances ? reader->tree->acceptances : NULL;
    for (guint i = 0; all && i < all->len && !reader->is_failed; i++) {
        struct ts_str comment = g_array_index(all, struct ts_str, i);
        source_cursor_move(&reader->cursor, (size_t)(comment.ptr - reader->tree->source.ptr));
        reader->is_failed |= acceptance_emit(reader->call, comment, reader->cursor.line,
                                             reader->cursor.column, reader->input->where) != 0;
    }
}

static int read_tree(struct html_reader *reader, struct ts_str text)
{
    reader->tree = html_tree_new(text, TRUE);
    source_cursor_init(&reader->cursor, text);
    walk(reader);
    emit_acceptances(reader);
    microdata_end(reader);
    say_cuts(reader);
    if (reader->is_failed) {
        return -1;
    }
    if (reader->input->is_part) {
        return 0;
    }
    return html_app_is_empty(&reader->app)
               ? ts_fail(reader->call, "page needs a browser: a script makes all of its text")
               : emit_head(reader);
}

int html_read(struct ts_call *call, const struct html_input *input)
{
    struct html_reader reader;
    struct charset_result charset;
    struct charset_hint hint = {.declared = input->charset, .has_markup = 1, .keeps_nul = 1};
    charset_to_utf8(call, &hint, input->bytes, &charset);
    if (charset.is_binary) {
        return ts_fail(call, "is not HTML: most of its bytes are no text");
    }
    if (!input->is_part && blocks_is_blank(charset.text)) {
        return ts_fail(call, "is empty");
    }
    if (charset.text.len >= G_MAXUINT32) {
        return ts_fail(call, "is larger than 4 GB");
    }
    reader_init(&reader, call, input);
    int done = read_tree(&reader, charset.text);
    reader_finish(&reader);
    return done;
}

/* WHATWG MIME Sniffing, section 7.1: what a page may begin with, and that the name ends there. */
int html_sniff(struct ts_str bytes)
{
    static const char *const beginnings[] = {
        "<!doctype html", "<html", "<head",  "<body",  "<script", "<iframe", "<h1", "<div", "<font",
        "<table",         "<a",    "<style", "<title", "<b",      "<br",     "<p",  "<!--",
    };
    size_t at = bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < bytes.len && g_ascii_isspace(bytes.ptr[at])) {
        at++;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        size_t size = strlen(beginnings[i]);
        if (bytes.len - at > size &&
            g_ascii_strncasecmp(bytes.ptr + at, beginnings[i], size) == 0) {
            char next = bytes.ptr[at + size];
            if (next == '>' || g_ascii_isspace(next) || beginnings[i][1] == '!') {
                return 1;
            }
        }
    }
    return 0;
}
