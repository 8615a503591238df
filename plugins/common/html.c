/* SPDX-License-Identifier: MIT
 *
 * Drives libxml2's HTML parser by events, never a tree: its trees lose text below depth 256 and
 * cost twice the time.
 */
#include "plugins/common/html.h"

#include "plugins/common/charset.h"
#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

#define PATH_MAX_LEN 400u /* bytes, after which a path grows no more */

static struct open_element *top(const struct html_reader *reader)
{
    return reader->open->len
               ? &g_array_index(reader->open, struct open_element, reader->open->len - 1)
               : NULL;
}

/* ---- where we are ---- */

static gboolean is_on_path(const struct element *element)
{
    return (element->flags & ELEMENT_BLOCK) != 0;
}

const char *html_path(const struct html_reader *reader)
{
    return reader->path->str;
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

/* The path grows and shrinks with the open elements. */
static void extend_path(struct html_reader *reader, struct open_element *open)
{
    GString *path = reader->path;
    open->path_len = path->len;
    if (!is_on_path(open->element) || path->len >= PATH_MAX_LEN) {
        return;
    }
    if (path->len > reader->input->where.len) {
        g_string_append_c(path, '/');
    }
    g_string_append(path, open->name);
    if (open->index > 1) {
        g_string_append_c(path, '[');
        append_number(path, open->index);
        g_string_append_c(path, ']');
    }
}

const char *html_language(const struct html_reader *reader)
{
    for (guint i = reader->open->len; i > 0; i--) {
        const struct open_element *open = &g_array_index(reader->open, struct open_element, i - 1);
        if (open->language && is_on_path(open->element)) {
            return open->language;
        }
    }
    return reader->language;
}

/* The parser's place in the text: at an event it stands behind what the event tells of. */
static size_t parser_offset(const struct html_reader *reader)
{
    xmlParserInputPtr input = reader->parser->input;
    return input ? (size_t)input->consumed + (size_t)(input->cur - input->base) : 0;
}

void html_move_cursor(struct html_reader *reader)
{
    source_cursor_move(&reader->cursor, parser_offset(reader));
}

/* ---- emitting ---- */

/* A block whose whole text is one link is a link. */
static uint32_t role_of(const struct html_reader *reader)
{
    const GArray *spans = reader->builder.spans;
    for (guint i = 0; i < spans->len; i++) {
        const struct ts_span *span = &g_array_index(spans, struct ts_span, i);
        if (span->kind == TS_SPAN_LINK && span->offset == 0 &&
            span->length >= reader->builder.text->len) {
            return TS_ROLE_LINK;
        }
    }
    for (guint i = reader->open->len; i > 0; i--) {
        const struct open_element *open = &g_array_index(reader->open, struct open_element, i - 1);
        if (open->is_preheader) {
            return TS_ROLE_PREHEADER;
        }
        if (open->element->flags & ELEMENT_ROLE) {
            return open->element->role;
        }
    }
    return TS_ROLE_TEXT;
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

void html_flush(struct html_reader *reader)
{
    if (!block_builder_is_empty(&reader->builder)) {
        measure_open_spans(reader);
        const char *path = html_path(reader);
        uint32_t role = role_of(reader);
        reader->has_visible |= role != TS_ROLE_PREHEADER;
        block_builder_flush(&reader->builder, role, html_language(reader), path);
    } else {
        block_builder_flush(&reader->builder, TS_ROLE_TEXT, NULL, NULL);
    }
    reader->is_failed |= reader->builder.is_failed;
}

void html_emit_text(struct html_reader *reader, const char *text, uint32_t role, const char *suffix)
{
    struct block_builder builder;
    const char *path = html_path(reader);
    g_autofree char *where = g_strdup_printf("%s/%s", path, suffix);
    block_builder_init(&builder, reader->call);
    block_builder_add(&builder, ts_text(text), reader->cursor.line, reader->cursor.column);
    reader->is_failed |= block_builder_flush(&builder, role, html_language(reader), where) != 0;
    block_builder_finish(&builder);
}

static void emit_title(struct html_reader *reader)
{
    if (reader->has_title) {
        g_string_truncate(reader->builder.text, 0);
        block_builder_flush(&reader->builder, TS_ROLE_TITLE, NULL, NULL);
        return;
    }
    const char *path = html_path(reader);
    reader->has_title = TRUE;
    g_string_assign(reader->title, reader->builder.text->str);
    block_builder_flush(&reader->builder, TS_ROLE_TITLE, html_language(reader), path);
}

static void emit_script(struct html_reader *reader)
{
    const char *path = html_path(reader);
    struct ts_structured structured = {
        .format = ts_text("json-ld"),
        .text = ts_bytes(reader->script->str, reader->script->len),
        .where = ts_text(path),
        .line = reader->script_line,
        .column = reader->script_column,
    };
    reader->is_failed |= reader->call->host->emit_structured(reader->call, &structured) != 0;
    g_string_free(reader->script, TRUE);
    reader->script = NULL;
}

/* ---- elements ---- */

/* Only elements of the table are counted: their names are few, and one pointer each. */
static guint count_sibling(struct html_reader *reader, const struct element *element)
{
    struct open_element *parent = top(reader);
    if (!parent) {
        return 1;
    }
    if (!parent->counts) {
        parent->counts = g_array_sized_new(FALSE, FALSE, sizeof(struct sibling_count), 4);
    }
    for (guint i = 0; i < parent->counts->len; i++) {
        struct sibling_count *own = &g_array_index(parent->counts, struct sibling_count, i);
        if (own->element == element) {
            return ++own->count;
        }
    }
    struct sibling_count first = {element, 1};
    g_array_append_val(parent->counts, first);
    return 1;
}

static gboolean is_style_hidden(const char *style)
{
    if (!style) {
        return FALSE;
    }
    GString *bare = g_string_new(NULL);
    for (; *style && bare->len < 4096; style++) {
        if (!g_ascii_isspace(*style)) {
            g_string_append_c(bare, g_ascii_tolower(*style));
        }
    }
    gboolean is_hidden =
        strstr(bare->str, "display:none") || strstr(bare->str, "visibility:hidden");
    g_string_free(bare, TRUE);
    return is_hidden;
}

static gboolean is_hidden_by(const xmlChar **attributes)
{
    const char *hidden = html_attribute(attributes, "hidden");
    return (hidden && g_ascii_strcasecmp(hidden, "until-found") != 0) ||
           is_style_hidden(html_attribute(attributes, "style"));
}

static void begin_spans(struct html_reader *reader, struct open_element *open,
                        const xmlChar **attributes)
{
    open->span = open->language_span = G_MAXUINT;
    const char *href = g_str_equal(open->name, "a") ? html_attribute(attributes, "href") : NULL;
    if (href) {
        open->span = block_builder_begin_span(&reader->builder, TS_SPAN_LINK, href);
    } else if (open->element->flags & ELEMENT_CODE) {
        open->span = block_builder_begin_span(&reader->builder, TS_SPAN_CODE, NULL);
    } else if (open->element->flags & ELEMENT_QUOTE) {
        open->span = block_builder_begin_span(&reader->builder, TS_SPAN_QUOTE, NULL);
    }
    if (open->language && !is_on_path(open->element)) {
        open->language_span =
            block_builder_begin_span(&reader->builder, TS_SPAN_LANGUAGE, open->language);
    }
}

static void note_language(struct html_reader *reader, struct open_element *open,
                          const xmlChar **attributes)
{
    const char *language = html_attribute(attributes, "lang");
    language = language ? language : html_attribute(attributes, "xml:lang");
    if (language && *language && strlen(language) < 36) {
        open->language = g_strstrip(g_strdup(language));
        if (g_str_equal(open->name, "html")) {
            g_free(reader->language);
            reader->language = g_strdup(open->language);
        }
    }
}

static void begin_script(struct html_reader *reader, const xmlChar **attributes)
{
    const char *type = html_attribute(attributes, "type");
    if (type && g_ascii_strncasecmp(type, "application/ld+json", 19) == 0 && !reader->script) {
        html_move_cursor(reader);
        reader->script = g_string_new(NULL);
        reader->script_line = reader->cursor.line;
        reader->script_column = reader->cursor.column;
    }
}

static void push(struct html_reader *reader, const struct element *element, const char *name,
                 const xmlChar **attributes)
{
    struct open_element open = {.element = element, .name = name};
    const struct open_element *parent = top(reader);
    gboolean was_hidden = parent && parent->is_hidden;
    gboolean is_hidden = is_hidden_by(attributes);
    open.is_preheader = parent && parent->is_preheader;
    if (is_hidden && reader->input->is_part && !reader->has_visible && !was_hidden &&
        !(open.element->flags & ELEMENT_HIDDEN)) {
        open.is_preheader = TRUE; /* what mail programs show beside the subject */
        is_hidden = FALSE;
    }
    open.is_hidden = was_hidden || is_hidden || (open.element->flags & ELEMENT_HIDDEN);
    open.index = 1;
    if (is_on_path(element)) {
        open.index = count_sibling(reader, element);
    }
    extend_path(reader, &open);
    note_language(reader, &open, attributes);
    begin_spans(reader, &open, attributes);
    g_array_append_val(reader->open, open);
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
    g_clear_pointer(&open->counts, g_array_unref);
    g_free(open->language);
    g_array_set_size(reader->open, reader->open->len - 1);
}

/* Beyond the cap the parser would be quadratic: what follows is cut, and said. */
static gboolean is_too_deep(struct html_reader *reader)
{
    if (reader->open->len < READER_DEPTH) {
        return FALSE;
    }
    reader->call->host->emit_truncated(
        reader->call, ts_text("text inside more than 2,000 nested elements was not read"));
    xmlStopParser(reader->parser);
    return TRUE;
}

static void start_element(void *data, const xmlChar *raw_name, const xmlChar **attributes)
{
    struct html_reader *reader = data;
    const char *name = (const char *)raw_name;
    const struct element *element = element_find(name);
    if (is_too_deep(reader)) {
        return;
    }
    html_move_cursor(reader);
    if (element->flags & ELEMENT_BLOCK) {
        html_flush(reader);
    } else if (element->flags & ELEMENT_BREAK) {
        block_builder_space(&reader->builder);
    }
    html_take_attributes(reader, name, attributes);
    if (g_str_equal(name, "script")) {
        begin_script(reader, attributes);
    }
    if (!(element->flags & ELEMENT_VOID)) {
        push(reader, element, name, attributes);
    }
    if (attributes) {
        microdata_begin(reader, name, attributes, (element->flags & ELEMENT_VOID) != 0);
    }
    reader->is_in_title |= g_str_equal(name, "title") && !reader->has_title;
}

static void end_element(void *data, const xmlChar *raw_name)
{
    struct html_reader *reader = data;
    const char *name = (const char *)raw_name;
    struct open_element *open = top(reader); /* never a void one */
    if (!open || !g_str_equal(open->name, name)) {
        return;
    }
    const struct element *element = open->element;
    if (reader->is_in_title && g_str_equal(name, "title")) {
        emit_title(reader);
        reader->is_in_title = FALSE;
    } else if (element->flags & ELEMENT_BLOCK) {
        html_flush(reader);
    }
    if (reader->script && g_str_equal(name, "script")) {
        emit_script(reader);
    }
    microdata_end(reader);
    pop(reader);
}

/* ---- text ---- */

static void characters(void *data, const xmlChar *text, int size)
{
    struct html_reader *reader = data;
    const struct open_element *open = top(reader);
    size_t end = parser_offset(reader);
    microdata_text(reader->microdata, ts_bytes(text, (size_t)size));
    if (open && open->is_hidden) {
        return;
    }
    source_cursor_move(&reader->cursor, end > (size_t)size ? end - (size_t)size : 0);
    block_builder_add(&reader->builder, ts_bytes(text, (size_t)size), reader->cursor.line,
                      reader->cursor.column);
    if (reader->builder.text->len > READER_BLOCK_SIZE) {
        html_flush(reader);
    }
}

static void cdata(void *data, const xmlChar *text, int size)
{
    struct html_reader *reader = data;
    if (reader->script) {
        g_string_append_len(reader->script, (const char *)text, size);
    } else {
        characters(data, text, size);
    }
}

static htmlSAXHandler handler(void)
{
    htmlSAXHandler sax = {0};
    sax.startElement = start_element;
    sax.endElement = end_element;
    sax.characters = characters;
    sax.ignorableWhitespace = characters;
    sax.cdataBlock = cdata;
    return sax;
}

/* ---- the whole ---- */

static void reader_init(struct html_reader *reader, struct ts_call *call,
                        const struct html_input *input, struct ts_str text)
{
    *reader = (struct html_reader){.call = call, .input = input};
    source_cursor_init(&reader->cursor, text);
    block_builder_init(&reader->builder, call);
    reader->open = g_array_new(FALSE, TRUE, sizeof(struct open_element));
    reader->microdata = microdata_new();
    reader->title = g_string_new(NULL);
    reader->path = g_string_new_len(input->where.ptr, (gssize)input->where.len);
    reader->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    reader->language =
        g_strndup(input->language.ptr ? input->language.ptr : "", input->language.len);
}

static void reader_finish(struct html_reader *reader)
{
    while (reader->open->len) {
        pop(reader);
    }
    microdata_free(&reader->microdata);
    block_builder_finish(&reader->builder);
    g_array_unref(reader->open);
    g_string_free(reader->title, TRUE);
    g_string_free(reader->path, TRUE);
    g_hash_table_unref(reader->said);
    g_free(reader->language);
    g_free(reader->base);
    if (reader->script) {
        g_string_free(reader->script, TRUE);
    }
}

static int emit_head(struct html_reader *reader)
{
    struct ts_head head = {
        .size = sizeof head,
        .title = ts_bytes(reader->title->str, reader->title->len),
        .language = ts_text(reader->language),
        .base = ts_text(reader->base),
    };
    return reader->call->host->emit_head(reader->call, &head);
}

static int parse(struct html_reader *reader, struct ts_str text)
{
    htmlSAXHandler sax = handler();
    reader->parser = htmlCreateMemoryParserCtxt(text.ptr, (int)text.len);
    if (!reader->parser) {
        return ts_fail(reader->call, "out of memory");
    }
    *reader->parser->sax = sax;
    reader->parser->userData = reader;
    htmlCtxtUseOptions(reader->parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                           HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                           HTML_PARSE_IGNORE_ENC);
    *reader->parser->sax = sax; /* the options put error handlers in */
    xmlSwitchEncoding(reader->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(reader->parser);
    html_flush(reader);
    htmlFreeParserCtxt(reader->parser);
    reader->parser = NULL;
    return reader->is_failed ? -1 : 0;
}

int html_read(struct ts_call *call, const struct html_input *input)
{
    struct html_reader reader;
    struct charset_result charset;
    struct charset_hint hint = {.declared = input->charset, .has_markup = 1};
    charset_to_utf8(call, &hint, input->bytes, &charset);
    if (charset.is_binary) {
        return ts_fail(call, "is not HTML: most of its bytes are no text");
    }
    if (!input->is_part && blocks_is_blank(charset.text)) {
        return ts_fail(call, "is empty");
    }
    struct ts_str text = html_prepare(call, charset.text);
    reader_init(&reader, call, input, text);
    int done = text.len ? parse(&reader, text) : 0;
    if (done == 0 && !input->is_part) {
        done = emit_head(&reader);
    }
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
