/* SPDX-License-Identifier: MIT
 *
 * The small words of HTML.
 */
#include "core/report/html_write.h"

#include <string.h>

#include "core/report/escape.h"

void html_raw(struct html *html, const char *markup)
{
    g_string_append(html->text, markup);
}

void html_text(struct html *html, const char *text)
{
    escape_html(html->text, text, -1);
}

void html_place_link(struct html *html, const char *locator, const char *words)
{
    if (!escape_is_web_link(locator)) {
        html_text(html, words);
        return;
    }
    html_raw(html, "<a rel=\"noreferrer\" href=\"");
    html_text(html, locator);
    if (*words && !strchr(locator, '#')) {
        html_raw(html, "#:~:text=");
        escape_uri_part(html->text, words, -1);
    }
    html_raw(html, "\">");
    html_text(html, words);
    html_raw(html, "</a>");
}

gboolean html_has_section(const struct result_touchpoint *touchpoint)
{
    return touchpoint->is_current &&
           touchpoint->errors + touchpoint->warnings + touchpoint->infos >
               touchpoint->run_errors + touchpoint->run_warnings + touchpoint->run_infos;
}

void html_touchpoint_link(struct html *html, const struct result_touchpoint *touchpoint)
{
    gboolean is_link = html_has_section(touchpoint);
    if (is_link) {
        html_raw(html, "<a href=\"#t-");
        html_text(html, touchpoint->id);
        html_raw(html, "\">");
    }
    html_text(html, touchpoint->name);
    html_raw(html, is_link ? "</a>" : "");
}

void html_text_len(struct html *html, const char *text, gsize len)
{
    escape_html(html->text, text, (gssize)len);
}

void html_json(GString *out, const char *text, gssize len)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    escape_terminal(safe, text, len);
    g_string_append_c(out, '"');
    for (gsize i = 0; i < safe->len; i++) {
        char byte = safe->str[i];
        if (byte == '"' || byte == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, byte);
        } else if (byte == '<' || byte == '>' || byte == '&') {
            g_string_append_printf(out, "\\u%04x", (unsigned)byte);
        } else {
            g_string_append_c(out, byte);
        }
    }
    g_string_append_c(out, '"');
}

void html_word(struct html *html, enum word word)
{
    html_text(html, words_get(html->language, word));
}

void html_count(struct html *html, enum word word, guint64 n)
{
    g_autofree char *count = words_count(html->language, word, n);
    html_text(html, count);
}

void html_element(struct html *html, const char *tag, const char *class_name, const char *text)
{
    g_string_append_printf(html->text, "<%s", tag);
    if (class_name) {
        g_string_append_printf(html->text, " class=\"%s\"", class_name);
    }
    html_raw(html, ">");
    html_text(html, text);
    g_string_append_printf(html->text, "</%s>", tag);
}

/* Shapes differ as much as colours do: a report is also read in grey, and by the colour-blind. */
static const struct {
    const char *id, *drawing;
} shapes[] = {
    {"error", "<path d=\"M8 .6 15.4 8 8 15.4.6 8z\"/>"},
    {"deviating", "<path d=\"M8 .6 15.4 8 8 15.4.6 8z\"/>"},
    {"warning", "<path d=\"M8 1.4 15.4 14.6H.6z\"/>"},
    {"info", "<circle cx=\"8\" cy=\"8\" r=\"5\"/>"},
    {"unknown",
     "<circle cx=\"8\" cy=\"8\" r=\"6.3\" fill=\"none\" stroke=\"currentColor\" "
     "stroke-width=\"1.8\"/><path d=\"M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.6-.9 1.2v.2\" "
     "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
     "<circle cx=\"8\" cy=\"11.6\" r=\".95\"/>"},
    {"unchecked",
     "<circle cx=\"8\" cy=\"8\" r=\"6.3\" fill=\"none\" stroke=\"currentColor\" "
     "stroke-width=\"1.8\"/><path d=\"M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.6-.9 1.2v.2\" "
     "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
     "<circle cx=\"8\" cy=\"11.6\" r=\".95\"/>"},
    {"consistent", "<path d=\"M1.6 8.6 6 13 14.6 3.4\" fill=\"none\" stroke=\"currentColor\" "
                   "stroke-width=\"2.4\"/>"},
    {"not-measured", "<circle cx=\"8\" cy=\"8\" r=\"6.3\" fill=\"none\" stroke=\"currentColor\" "
                     "stroke-width=\"1.6\" stroke-dasharray=\"2.2 2.2\"/>"},
    {"note", "<path d=\"M1.5 8h13\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/>"},
    {"right", "<path d=\"M2.6 8.6 6.4 12.4 13.4 4.2\" fill=\"none\" stroke=\"currentColor\" "
              "stroke-width=\"1.9\"/>"},
    {"altered", "<path d=\"M8 1.8 15 14H1z\"/>"},
    {"old", "<path d=\"M8 .8 15.2 8 8 15.2.8 8z\"/>"},
    {"early", "<circle cx=\"8\" cy=\"8\" r=\"6.2\" fill=\"none\" stroke=\"currentColor\" "
              "stroke-width=\"1.7\"/><path d=\"M8 4v4.3l2.9 1.7\" fill=\"none\" "
              "stroke=\"currentColor\" stroke-width=\"1.5\"/>"},
    {"mixed", "<path d=\"M8 .8 15.2 8 8 15.2.8 8z\" fill=\"none\" stroke=\"currentColor\" "
              "stroke-width=\"1.5\"/><path d=\"M8 .8v14.4L.8 8z\"/>"},
    {"absent", "<path d=\"M3 3 13 13M13 3 3 13\" fill=\"none\" stroke=\"currentColor\" "
               "stroke-width=\"1.9\"/>"},
    {"unseen",
     "<circle cx=\"8\" cy=\"8\" r=\"6.3\" fill=\"none\" stroke=\"currentColor\" "
     "stroke-width=\"1.8\"/><path d=\"M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.6-.9 1.2v.2\" "
     "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>"
     "<circle cx=\"8\" cy=\"11.6\" r=\".95\"/>"},
    {"not-applicable",
     "<path d=\"M5 8h6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/>"},
    {"streak", "<path d=\"M3.2 2.2 12.5.9l2.9 6.3-3.6 7.2-8.4.7L.6 8.3z\" fill=\"none\" "
               "stroke=\"currentColor\" stroke-width=\"1.3\"/>"
               "<path d=\"M4.6 10.8 11 4.9\" stroke=\"currentColor\" stroke-width=\"2\"/>"},
};

void html_sign_defs(struct html *html)
{
    html_raw(html, "<svg class=\"defs\" aria-hidden=\"true\">");
    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
        g_string_append_printf(
            html->text,
            "<symbol id=\"s-%s\" viewBox=\"0 0 16 16\" fill=\"currentColor\">%s</symbol>",
            shapes[i].id, shapes[i].drawing);
    }
    html_raw(html, "</svg>\n");
}

void html_sign(struct html *html, const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
        if (strcmp(shapes[i].id, id) == 0) {
            g_string_append_printf(html->text,
                                   "<svg class=\"%s\" aria-hidden=\"true\"><use href=\"#s-%s\"/>"
                                   "</svg>",
                                   shapes[i].id, shapes[i].id);
        }
    }
}

/* A browser scrolls to the words of a text fragment and marks them; a page's own fragment, or the
 * part of a file, leaves no room for one. */
void html_locator(struct html *html, const char *locator, struct ts_str mark)
{
    if (!escape_is_web_link(locator)) {
        html_element(html, "span", "mono", locator);
        return;
    }
    html_raw(html, "<a class=\"mono\" rel=\"noreferrer\" href=\"");
    html_text(html, locator);
    if (mark.len && !strchr(locator, '#')) {
        html_raw(html, "#:~:text=");
        escape_uri_part(html->text, mark.ptr, (gssize)mark.len);
    }
    html_raw(html, "\">");
    html_text(html, locator);
    html_raw(html, "</a>");
}
