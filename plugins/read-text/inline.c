/* SPDX-License-Identifier: MIT
 *
 * What stands inside a line of Markdown: links and pictures, code, emphasis, raw HTML, template
 * tags.
 */
#include "plugins/common/html_names.h"
#include "plugins/read-text/text.h"

struct run {
    struct text_reader *reader;
    struct ts_str line;
    uint32_t column;
    size_t at;    /* read so far */
    size_t begin; /* not yet added from here */
};

static void add(struct run *run, size_t begin, size_t end)
{
    if (end > begin) {
        uint32_t column = run->column + (uint32_t)g_utf8_strlen(run->line.ptr, (gssize)begin);
        block_builder_add(&run->reader->builder, ts_bytes(run->line.ptr + begin, end - begin),
                          run->reader->line, column);
    }
}

static void flush_to(struct run *run, size_t end)
{
    add(run, run->begin, end);
}

static void skip_to(struct run *run, size_t at)
{
    run->at = run->begin = at;
}

static size_t find(const struct run *run, size_t from, const char *what)
{
    const char *found = from < run->line.len
                            ? memmem(run->line.ptr + from, run->line.len - from, what, strlen(what))
                            : NULL;
    return found ? (size_t)(found - run->line.ptr) : run->line.len;
}

/* `code` and ``co`de``; {{ tags }} and {% tags %} are code too. */
static gboolean take_code(struct run *run, const char *open, const char *close)
{
    size_t size = strlen(open);
    if (run->line.len - run->at < size || memcmp(run->line.ptr + run->at, open, size) != 0) {
        return FALSE;
    }
    size_t end = find(run, run->at + size, close);
    if (end == run->line.len) {
        return FALSE;
    }
    flush_to(run, run->at);
    guint span = block_builder_begin_span(&run->reader->builder, TS_SPAN_CODE, NULL);
    add(run, run->at + size, end);
    block_builder_end_span(&run->reader->builder, span);
    skip_to(run, end + strlen(close));
    return TRUE;
}

static void emit_link(struct run *run, const char *href)
{
    struct ts_link link = {
        .href = ts_text(href),
        .where = ts_text("text"),
        .purpose = g_str_has_prefix(href, "mailto:") || g_str_has_prefix(href, "tel:")
                       ? TS_LINK_CONTACT
                       : TS_LINK_PAGE,
        .line = run->reader->line,
        .column = run->column + (uint32_t)run->at,
    };
    if (*href && run->reader->call->host->emit_link(run->reader->call, &link) != 0) {
        run->reader->is_failed = 1;
    }
}

static void walk(struct run *run);

/* [text](href) and ![alt](src): the text stays. It holds no bracket, so this goes one deep. */
static gboolean take_link(struct run *run)
{
    gboolean is_image = run->line.ptr[run->at] == '!';
    size_t open = run->at + (is_image ? 1 : 0);
    if (open >= run->line.len || run->line.ptr[open] != '[') {
        return FALSE;
    }
    size_t middle = find(run, open, "](");
    size_t close = middle < run->line.len ? find(run, middle, ")") : run->line.len;
    if (close == run->line.len || memchr(run->line.ptr + open + 1, '[', middle - open - 1)) {
        return FALSE;
    }
    const char *target = run->line.ptr + middle + 2;
    g_autofree char *href = g_strndup(target, close - middle - 2);
    href[strcspn(href, " \t")] = '\0';
    flush_to(run, run->at);
    if (!is_image) {
        emit_link(run, href);
    }
    guint span =
        is_image ? G_MAXUINT : block_builder_begin_span(&run->reader->builder, TS_SPAN_LINK, href);
    struct run inner = *run;
    inner.line.len = middle;
    skip_to(&inner, open + 1);
    walk(&inner);
    block_builder_end_span(&run->reader->builder, span);
    skip_to(run, close + 1);
    return TRUE;
}

/* <b>, </a>, <br/>, <https://...>: tags go, addresses stay. */
static gboolean take_tag(struct run *run)
{
    size_t next = run->at + 1;
    if (next >= run->line.len ||
        !(g_ascii_isalpha(run->line.ptr[next]) || strchr("/!", run->line.ptr[next]))) {
        return FALSE;
    }
    size_t end = find(run, run->at, ">");
    if (end == run->line.len) {
        return FALSE;
    }
    flush_to(run, run->at);
    if (memmem(run->line.ptr + run->at, end - run->at, "://", 3) &&
        !memchr(run->line.ptr + run->at, ' ', end - run->at)) {
        add(run, run->at + 1, end);
    }
    skip_to(run, end + 1);
    return TRUE;
}

/* * and _ that mark emphasis, not those inside a word. */
static gboolean take_emphasis(struct run *run)
{
    char mark = run->line.ptr[run->at];
    size_t end = run->at;
    while (end < run->line.len && run->line.ptr[end] == mark) {
        end++;
    }
    gboolean is_inside = run->at > 0 && end < run->line.len &&
                         g_ascii_isalnum(run->line.ptr[run->at - 1]) &&
                         g_ascii_isalnum(run->line.ptr[end]);
    if ((mark == '_' && is_inside) || (mark == '~' && end - run->at < 2)) {
        return FALSE;
    }
    flush_to(run, run->at);
    skip_to(run, end);
    return TRUE;
}

/* &amp; and its like; what is invisible (&shy;) goes in as it is, and words see through it. */
static gboolean take_entity(struct run *run)
{
    char utf8[HTML_REFERENCE_MAX];
    size_t utf8_size;
    const char *at = run->line.ptr + run->at;
    size_t size = html_reference(at, run->line.len - run->at, 0, utf8, &utf8_size);
    if (size == 0 || at[size - 1] != ';') { /* those that HTML forgives are text here */
        return FALSE;
    }
    flush_to(run, run->at);
    block_builder_add(&run->reader->builder, ts_bytes(utf8, utf8_size), run->reader->line,
                      run->column + (uint32_t)run->at);
    skip_to(run, run->at + size);
    return TRUE;
}

static gboolean take_escape(struct run *run)
{
    if (run->at + 1 >= run->line.len || !g_ascii_ispunct(run->line.ptr[run->at + 1])) {
        return FALSE;
    }
    flush_to(run, run->at);
    run->begin = run->at + 1;
    run->at += 2;
    return TRUE;
}

static gboolean take_mark(struct run *run)
{
    switch (run->line.ptr[run->at]) {
    case '`':
        return take_code(run, "``", "``") || take_code(run, "`", "`");
    case '{':
        return take_code(run, "{{", "}}") || take_code(run, "{%", "%}") ||
               take_code(run, "{:", "}");
    case '!':
    case '[':
        return take_link(run);
    case '<':
        return take_tag(run);
    case '*':
    case '_':
    case '~':
        return take_emphasis(run);
    case '&':
        return take_entity(run);
    case '\\':
        return take_escape(run);
    default:
        return FALSE;
    }
}

static void walk(struct run *run)
{
    while (run->at < run->line.len) {
        if (!take_mark(run)) {
            run->at++;
        }
    }
    flush_to(run, run->line.len);
}

void inline_add(struct text_reader *reader, struct ts_str line, uint32_t column)
{
    struct run run = {reader, line, column, 0, 0};
    walk(&run);
}
