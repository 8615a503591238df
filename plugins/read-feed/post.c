/* SPDX-License-Identifier: MIT
 *
 * One post: its title and text as blocks, its date, author and rating as metadata.
 */
#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/common/html.h"
#include "plugins/common/limits.h"
#include "plugins/read-feed/feed.h"

struct post {
    struct ts_call *call;
    json_t *root;
    const char *text, *title, *language;
    gboolean is_failed;
};

static const char *member(const struct post *post, const char *name)
{
    const char *text = json_string_value(json_object_get(post->root, name));
    return text ? text : "";
}

/* ---- is it HTML? ---- */

/* Does a tag begin here that people write into posts? */
static gboolean is_tag(const char *at)
{
    static const char *const names[] = {
        "a", "b",   "blockquote", "br", "div", "em",   "figure", "h1",    "h2", "h3", "h4",
        "i", "img", "li",         "ol", "p",   "span", "strong", "table", "u",  "ul"};
    const char *name = at[1] == '/' ? at + 2 : at + 1;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t size = strlen(names[i]);
        if (g_ascii_strncasecmp(name, names[i], size) == 0 && name[size] &&
            strchr(" >/\t\r\n", name[size])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "&amp;", "&#8217;" */
static gboolean is_entity(const char *at)
{
    size_t size = at[1] == '#' ? 2 : 1, from = size;
    while (size < 12 && g_ascii_isalnum(at[size])) {
        size++;
    }
    return size > from && at[size] == ';';
}

static gboolean is_html(const char *text)
{
    for (const char *at = text; (at = strpbrk(at, "<&")); at++) {
        if (*at == '<' ? is_tag(at) : is_entity(at)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- blocks ---- */

static void emit_line(struct post *post, struct ts_str line, uint32_t role, const char *where)
{
    struct block_builder builder;
    block_builder_init(&builder, post->call);
    block_builder_add(&builder, line, 1, 1);
    g_array_set_size(builder.marks, 0); /* lines of the feed are not those of the post */
    post->is_failed |= block_builder_flush(&builder, role, post->language, where) != 0;
    block_builder_finish(&builder);
}

/* People end a line where they mean to. */
static void emit_lines(struct post *post)
{
    struct ts_str text = ts_text(post->text);
    guint number = 0;
    for (size_t at = 0; at < text.len;) {
        size_t reach = MIN(text.len - at, (size_t)READER_BLOCK_SIZE);
        const char *stop = memchr(text.ptr + at, '\n', reach);
        size_t end = stop ? (size_t)(stop - text.ptr) : at + reach;
        while (!stop && end < text.len && ((guchar)text.ptr[end] & 0xC0) == 0x80) {
            end--;
        }
        struct ts_str line = ts_bytes(text.ptr + at, end - at);
        if (!blocks_is_blank(line)) {
            g_autofree char *where = g_strdup_printf("text/line[%u]", ++number);
            emit_line(post, line, TS_ROLE_TEXT, where);
        }
        at = end + (stop ? 1 : 0);
    }
}

static void emit_html(struct post *post, const char *text, const char *where)
{
    struct html_input input = {
        .bytes = ts_text(text),
        .charset = ts_text("utf-8"),
        .language = ts_text(post->language),
        .locator = ts_text(member(post, "url")),
        .where = ts_text(where),
        .is_part = 1,
        .wants_pictures = 1,
    };
    post->is_failed |= html_read(post->call, &input) != 0;
}

static void emit_title(struct post *post)
{
    if (is_html(post->title)) {
        g_autofree char *heading = g_strconcat("<h1>", post->title, "</h1>", NULL);
        emit_html(post, heading, "title/");
    } else if (*post->title) {
        emit_line(post, ts_text(post->title), TS_ROLE_HEADING, "title");
    }
}

static void emit_text(struct post *post)
{
    if (is_html(post->text)) {
        emit_html(post, post->text, "text/");
    } else {
        emit_lines(post);
    }
}

/* ---- the rest ---- */

static void emit_meta(struct post *post)
{
    static const struct {
        const char *member, *meta;
    } rows[] = {{"date", "date"},
                {"author", "author"},
                {"url", "url"},
                {"rating_share", "rating"},
                {"rating", "rating-written"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_pair pair = {ts_text(rows[i].meta), ts_text(member(post, rows[i].member))};
        if (pair.value.len) {
            post->is_failed |= post->call->host->emit_meta(post->call, &pair) != 0;
        }
    }
}

/* A tag, not a sentence: "nl", "en-GB", "nl_NL". */
static char *language_of(const struct post *post)
{
    g_autofree char *tag = g_strdelimit(g_strdup(member(post, "language")), "_", '-');
    for (const char *at = tag; *at; at++) {
        if (!g_ascii_isalnum(*at) && *at != '-') {
            return g_strdup("");
        }
    }
    return g_strdup(strlen(tag) < 20 ? tag : "");
}

int post_read(struct ts_call *call, const struct ts_resource *resource)
{
    struct post post = {.call = call};
    struct ts_head head = {.size = sizeof head};
    post.root = json_loadb(resource->bytes.ptr, resource->bytes.len, 0, NULL);
    if (!json_is_object(post.root)) {
        json_decref(post.root);
        return ts_fail(call, "is no post");
    }
    g_autofree char *language = language_of(&post);
    post.language = language;
    post.title = member(&post, "title");
    post.text = member(&post, "text");
    head.title = is_html(post.title) ? ts_text(NULL) : ts_text(post.title);
    head.language = ts_text(language);
    post.is_failed = call->host->emit_head(call, &head) != 0;
    emit_title(&post);
    emit_text(&post);
    emit_meta(&post);
    json_decref(post.root);
    return post.is_failed ? -1 : 0;
}
