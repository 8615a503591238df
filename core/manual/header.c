/* SPDX-License-Identifier: MIT
 *
 * touchstone-plugin(3) from include/touchstone/plugin.h: its comments become prose, its
 * declarations stay as they are, and each callback and service has a paragraph of its own.
 */
#include "core/manual/manual.h"

#include <string.h>

#include "core/manual/roff.h"

struct page {
    GString *out;
    char **line; /* the next */
    guint services;
};

/* ---- comments -------------------------------------------------------------------------------- */

/* The lines of the comment that begins here, without its marks. */
static GPtrArray *take_comment(struct page *page)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    gboolean is_end = FALSE;
    for (; *page->line && !is_end; page->line++) {
        char *text = g_strdup(g_strchug(*page->line));
        char *end = strstr(text, "*/");
        is_end = end != NULL;
        if (end) {
            *end = '\0';
        }
        const char *begin = text + (g_str_has_prefix(text, "/*") ? 2 : *text == '*' ? 1 : 0);
        g_ptr_array_add(lines, g_strdup(g_strchomp((char *)begin + (*begin == ' '))));
        g_free(text);
    }
    return lines;
}

/* Prose; what is indented is a table, and stays in its columns. */
static void put_comment(struct page *page, const GPtrArray *lines)
{
    gboolean is_table = FALSE;
    for (guint i = 0; i < lines->len; i++) {
        const char *text = g_ptr_array_index(lines, i);
        gboolean is_row = g_str_has_prefix(text, "  ");
        if (is_row != is_table) {
            if (is_row) {
                roff_paragraph(page->out);
            }
            g_string_append(page->out, is_row ? ".nf\n" : ".fi\n");
            is_table = is_row;
        }
        if (!*text) {
            if (i + 1 < lines->len) {
                roff_paragraph(page->out);
            }
            continue;
        }
        roff_verbatim(page->out, text);
        g_string_append_c(page->out, '\n');
    }
    g_string_append(page->out, is_table ? ".fi\n" : "");
}

/* ---- declarations ---------------------------------------------------------------------------- */

static int depth_of(const char *line)
{
    int depth = 0;
    for (const char *ptr = line; *ptr; ptr++) {
        depth += (*ptr == '{' || *ptr == '(') - (*ptr == '}' || *ptr == ')');
    }
    return depth;
}

static void put_code_line(struct page *page, const char *line)
{
    roff_verbatim(page->out, line);
    g_string_append_c(page->out, '\n');
}

/* To the line that ends it. Of a function of the header its head alone is told. */
static void put_declaration(struct page *page)
{
    gboolean is_macro = g_str_has_prefix(*page->line, "#define");
    gboolean is_body = g_str_has_prefix(*page->line, "static inline"), is_head = TRUE;
    int depth = 0;
    roff_paragraph(page->out);
    g_string_append(page->out, ".nf\n");
    for (; *page->line; page->line++) {
        const char *line = *page->line;
        depth += depth_of(line);
        gboolean is_end = is_macro ? !g_str_has_suffix(line, "\\")
                                   : depth == 0 && (strchr(line, ';') || strcmp(line, "}") == 0);
        is_head = is_head && !(is_body && *line == '{');
        if (is_head) {
            put_code_line(page, line);
        }
        if (is_end) {
            page->line++;
            break;
        }
    }
    g_string_append(page->out, ".fi\n");
}

/* "int (*feed)(struct ts_call *call," names feed. */
static char *name_of(const char *line)
{
    const char *begin = strstr(line, "(*");
    return begin ? g_strndup(begin + 2, strcspn(begin + 2, ")")) : NULL;
}

/* A struct of functions: a paragraph each. A comment of one line is that of all to the next empty
 * one. */
static void put_functions(struct page *page)
{
    g_autoptr(GPtrArray) comment = NULL;
    roff_paragraph(page->out);
    g_string_append(page->out, "\\fB");
    roff_verbatim(page->out, *page->line);
    g_string_append(page->out, "\\fR\n");
    for (page->line++; *page->line && strcmp(*page->line, "};") != 0;) {
        const char *text = g_strchug(*page->line);
        if (g_str_has_prefix(text, "/*")) {
            g_clear_pointer(&comment, g_ptr_array_unref);
            comment = take_comment(page);
            continue;
        }
        g_autofree char *name = name_of(text);
        if (!*text) {
            g_clear_pointer(&comment, g_ptr_array_unref);
            page->line++;
            continue;
        }
        roff_tag(page->out, name ? name : "", NULL);
        g_string_append(page->out, ".nf\n");
        gboolean is_end = FALSE;
        for (; *page->line && !is_end; page->line++) {
            is_end = strchr(*page->line, ';') != NULL;
            put_code_line(page, *page->line);
        }
        g_string_append(page->out, ".fi\n");
        page->services += name != NULL;
        if (comment) {
            put_comment(page, comment);
        }
        if (comment && comment->len > 1) {
            g_clear_pointer(&comment, g_ptr_array_unref);
        }
    }
    page->line += *page->line != NULL;
}

/* ---- the page -------------------------------------------------------------------------------- */

static gboolean is_functions(const char *line)
{
    return g_str_has_prefix(line, "struct ts_host {") ||
           (g_str_has_prefix(line, "struct ts_") && strstr(line, "_ops {"));
}

/* "---- values ----": the name of a part. */
static char *part_of(const char *line)
{
    const char *begin = g_str_has_prefix(line, "/* ---- ") ? line + strlen("/* ---- ") : NULL;
    const char *end = begin ? strstr(begin, " ---") : NULL;
    return end ? g_strndup(begin, (gsize)(end - begin)) : NULL;
}

static void put_line(struct page *page)
{
    static const char *const plumbing[] = {"#include",
                                           "#if",
                                           "#else",
                                           "#endif",
                                           "extern \"C\"",
                                           "}",
                                           "#define TOUCHSTONE_PLUGIN_H",
                                           "#define TS_EXPORT"};
    const char *line = *page->line;
    for (gsize i = 0; i < G_N_ELEMENTS(plumbing); i++) {
        if (g_str_has_prefix(line, plumbing[i])) {
            page->line++;
            return;
        }
    }
    g_autofree char *part = part_of(line);
    if (part) {
        g_autofree char *upper = g_ascii_strup(part, -1);
        g_string_append_printf(page->out, ".SH \"%s\"\n", upper);
        page->line++;
    } else if (g_str_has_prefix(line, "/*")) {
        g_autoptr(GPtrArray) comment = take_comment(page);
        roff_paragraph(page->out);
        put_comment(page, comment);
    } else if (is_functions(line)) {
        put_functions(page);
    } else if (*line) {
        put_declaration(page);
    } else {
        page->line++;
    }
}

gboolean manual_header(GString *out, const char *header)
{
    const char *begin = strstr(header, "*\n");
    g_autofree char *text = begin ? g_strconcat("/*", begin + 1, NULL) : g_strdup("");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    struct page page = {.out = out, .line = lines};
    while (*page.line) {
        put_line(&page);
    }
    return page.services > 0;
}
