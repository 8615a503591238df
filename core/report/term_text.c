/* SPDX-License-Identifier: MIT
 *
 * Widths, line breaks and excerpts.
 */
#include "core/report/term_text.h"

#include <string.h>

#include "core/report/escape.h"

#define ELLIPSIS "…"

static guint width_of(gunichar character)
{
    return g_unichar_iszerowidth(character) ? 0 : g_unichar_iswide(character) ? 2 : 1;
}

guint term_width(const char *text, gssize len)
{
    const char *end = text + (len < 0 ? (gssize)strlen(text) : len);
    guint width = 0;
    for (; text < end; text = g_utf8_next_char(text)) {
        width += width_of(g_utf8_get_char(text));
    }
    return width;
}

guint term_width_escaped(const char *text)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    escape_terminal(escaped, text, -1);
    return term_width(escaped->str, -1);
}

void term_paint(GString *out, const char *color, const char *text)
{
    g_string_append(out, color);
    escape_terminal(out, text, -1);
    g_string_append(out, *color ? "\033[0m" : "");
}

void term_wrap(GString *out, const char *text, guint indent, guint width)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    guint used = indent;
    const char *at;
    escape_terminal(escaped, text, -1);
    at = escaped->str;
    while (*at) {
        gsize len = strcspn(at, " ");
        guint columns = term_width(at, (gssize)len);
        if (width && used > indent && used + 1 + columns > width) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            used = indent;
        } else if (used > indent) {
            g_string_append_c(out, ' ');
            used++;
        }
        g_string_append_len(out, at, (gssize)len);
        used += columns;
        at += len;
        at += *at == ' ';
    }
}

/* Drops characters from the end, until the text fits with an ellipsis. */
static void cut_end(GString *text, guint width)
{
    guint columns = term_width(text->str, -1);
    if (columns <= width) {
        return;
    }
    const char *at = text->str + text->len;
    while (at > text->str && columns + 1 > width) {
        at = g_utf8_prev_char(at);
        columns -= width_of(g_utf8_get_char(at));
    }
    g_string_truncate(text, (gsize)(at - text->str));
    g_string_append(text, width ? ELLIPSIS : "");
}

static void cut_begin(GString *text, guint width)
{
    guint columns = term_width(text->str, -1);
    if (columns <= width) {
        return;
    }
    const char *at = text->str;
    while (*at && columns + 1 > width) {
        columns -= width_of(g_utf8_get_char(at));
        at = g_utf8_next_char(at);
    }
    g_string_erase(text, 0, at - text->str);
    g_string_prepend(text, width ? ELLIPSIS : "");
}

static GString *escaped(const char *text, gsize len)
{
    GString *out = g_string_new(NULL);
    escape_terminal(out, text, (gssize)len);
    return out;
}

struct term_excerpt term_excerpt(const char *text, guint mark_offset, guint mark_length,
                                 guint width)
{
    gsize size = strlen(text);
    gsize begin = MIN(mark_offset, size);
    gsize end = MIN(begin + mark_length, size);
    struct term_excerpt excerpt = {
        .before = escaped(text, begin),
        .mark = escaped(text + begin, end - begin),
        .after = escaped(text + end, size - end),
    };
    if (width) {
        cut_end(excerpt.mark, width);
        guint room = width - term_width(excerpt.mark->str, -1);
        guint after = term_width(excerpt.after->str, -1);
        /* The spot a little before the middle, unless the end leaves room. */
        cut_begin(excerpt.before, MAX(room - MIN(after, room), room * 2 / 5));
        cut_end(excerpt.after, room - term_width(excerpt.before->str, -1));
    }
    return excerpt;
}

void term_column(GString *out, const char *text, guint width)
{
    struct term_excerpt cut = term_excerpt(text, 0, 0, width);
    guint used = term_width(cut.after->str, -1);
    g_string_append_printf(out, "%s%*s", cut.after->str, (int)(width > used ? width - used : 0),
                           "");
    term_excerpt_clear(&cut);
}

void term_excerpt_clear(struct term_excerpt *excerpt)
{
    g_string_free(excerpt->before, TRUE);
    g_string_free(excerpt->mark, TRUE);
    g_string_free(excerpt->after, TRUE);
}
