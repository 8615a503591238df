/* SPDX-License-Identifier: MIT
 *
 * Looks at lines and brackets alone; what comes of it is parsed again by who writes it.
 */
#include "core/config/yaml_edit.h"

#include <string.h>

/* The start of the line after the one that holds offset. */
static gsize line_after(struct ts_str text, gsize offset)
{
    const char *end = memchr(text.ptr + offset, '\n', text.len - offset);
    return end ? (gsize)(end - text.ptr) + 1 : text.len;
}

static gsize offset_of_line(struct ts_str text, guint32 line)
{
    gsize at = 0;
    while (--line > 0 && at < text.len) {
        at = line_after(text, at);
    }
    return at;
}

/* How far its content is in; -1: the line has none, or a comment. */
static gssize indent_of(struct ts_str text, gsize line)
{
    gsize at = line;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) {
        at++;
    }
    return at < text.len && !strchr("\r\n#", text.ptr[at]) ? (gssize)(at - line) : -1;
}

/* Behind the last entry of a list in block style: its line begins with a dash. FALSE: it has none.
 */
static gboolean find_end(struct ts_str text, const struct ts_node *last, gsize *end_r,
                         gsize *dash_r)
{
    gsize line = offset_of_line(text, last->line);
    gsize at = line;
    while (at < text.len && text.ptr[at] == ' ') {
        at++;
    }
    if (at >= text.len || text.ptr[at] != '-') {
        return FALSE;
    }
    *dash_r = at - line;
    *end_r = line_after(text, line);
    for (gsize next = *end_r; next < text.len; next = line_after(text, next)) {
        gssize indent = indent_of(text, next);
        if (indent > (gssize)*dash_r) {
            *end_r = line_after(text, next); /* the entry goes on */
        } else if (indent >= 0) {
            break;
        }
    }
    return TRUE;
}

/* ---- brackets -------------------------------------------------------------------------------- */

/* Behind a quoted text that begins at this offset. */
static gsize after_quoted(struct ts_str text, gsize at)
{
    char quote = text.ptr[at++];
    while (at < text.len && text.ptr[at] != quote) {
        at += text.ptr[at] == '\\' && quote == '"' ? 2 : 1;
    }
    return MIN(at + 1, text.len);
}

static gboolean begins_comment(struct ts_str text, gsize at)
{
    return text.ptr[at] == '#' && (at == 0 || g_ascii_isspace(text.ptr[at - 1]));
}

/* A quote is one where a value can begin; "it's" has none. */
static gboolean begins_quoted(struct ts_str text, gsize at)
{
    return strchr("\"'", text.ptr[at]) && at > 0 && strchr(" \t\n[{,:", text.ptr[at - 1]);
}

/* Behind the last character of content before the bracket that closes the one at this offset. */
static gboolean find_bracket(struct ts_str text, gsize open, gsize *end_r)
{
    guint depth = 0;
    gsize last = open;
    for (gsize at = open; at < text.len;) {
        if (begins_comment(text, at)) {
            at = line_after(text, at);
            continue;
        }
        if (begins_quoted(text, at)) {
            at = after_quoted(text, at);
            last = at;
            continue;
        }
        depth += strchr("[{", text.ptr[at]) != NULL;
        if (strchr("]}", text.ptr[at]) && --depth == 0) {
            *end_r = last;
            return TRUE;
        }
        at++;
        last = g_ascii_isspace(text.ptr[at - 1]) ? last : at;
    }
    return FALSE;
}

/* Where a value begins: a node stands where its key does, if it has one. */
static gsize value_of(struct ts_str text, const struct ts_node *node)
{
    gsize at = offset_of_line(text, node->line) + (node->column ? node->column - 1 : 0);
    gsize end = at < text.len ? line_after(text, at) : text.len;
    if (at < text.len && text.ptr[at] != '[' && node->key.len) {
        const char *colon = memchr(text.ptr + at, ':', end - at);
        at = colon ? (gsize)(colon - text.ptr) + 1 : end;
        while (at < end && text.ptr[at] == ' ') {
            at++;
        }
    }
    return at;
}

/* ---- either ---------------------------------------------------------------------------------- */

gboolean yaml_edit_find(struct ts_str text, const struct ts_node *list, struct yaml_spot *spot_r)
{
    gsize dash;
    *spot_r = (struct yaml_spot){.indent = NULL};
    if (!list || list->children.count == 0) {
        return FALSE;
    }
    gsize open = value_of(text, list);
    if (open < text.len && text.ptr[open] == '[') {
        spot_r->is_flow = TRUE;
        return find_bracket(text, open, &spot_r->offset);
    }
    if (!find_end(text, ts_item(list->children, list->children.count - 1), &spot_r->offset,
                  &dash)) {
        return FALSE;
    }
    spot_r->indent = g_strnfill(dash, ' ');
    return TRUE;
}

void yaml_spot_clear(struct yaml_spot *spot)
{
    g_clear_pointer(&spot->indent, g_free);
}

char *yaml_edit_insert(struct ts_str text, gsize offset, const char *addition, gboolean is_line)
{
    GString *out = g_string_new_len(text.ptr, (gssize)offset);
    if (is_line && out->len && out->str[out->len - 1] != '\n') {
        g_string_append_c(out, '\n');
    }
    g_string_append(out, addition);
    g_string_append_len(out, text.ptr + offset, (gssize)(text.len - offset));
    return g_string_free(out, FALSE);
}
