/* SPDX-License-Identifier: MIT
 *
 * The characters of a page and the lines that they form.
 */
#include <math.h>
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define GARBLED_SHARE 8u /* one of so many characters without a meaning: the font has no map */
#define JUMP 0.3         /* of the font's size: a gap without a space begins another line */

/* Where each character begins, and where the last ends. */
static void index_characters(struct pdf_page *page)
{
    const char *at = page->text;
    for (guint i = 0; i <= page->count; i++) {
        guint offset = (guint)(at - page->text);
        g_array_append_val(page->offsets, offset);
        at = i < page->count ? g_utf8_next_char(at) : at;
    }
}

gunichar pdf_character(const struct pdf_page *page, guint i)
{
    return g_utf8_get_char(page->text + g_array_index(page->offsets, guint, i));
}

/* Control characters, private use and the like: what a font without a map to Unicode gives. */
static gboolean is_meaningless(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return (type == G_UNICODE_CONTROL && !g_unichar_isspace(c)) || type == G_UNICODE_PRIVATE_USE ||
           type == G_UNICODE_UNASSIGNED || type == G_UNICODE_SURROGATE || c == 0xFFFD;
}

/* Marks of the writing direction stand in the library's text, but not among its boxes. */
static void drop_directions(char *text)
{
    char *to = text;
    for (const char *at = text; *at;) {
        const char *next = g_utf8_next_char(at);
        gunichar c = g_utf8_get_char(at);
        gboolean is_mark = c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E);
        if (!is_mark) {
            memmove(to, at, (gsize)(next - at));
            to += next - at;
        }
        at = next;
    }
    *to = '\0';
}

/* One box a character. Should the library give fewer, the rest stands where the last one does: no
 * text is lost. */
static gboolean get_boxes(struct pdf_page *page)
{
    guint count = 0;
    poppler_page_get_text_layout(page->page, &page->rects, &count);
    drop_directions(page->text);
    page->count = (guint)g_utf8_strlen(page->text, -1);
    if (count > 0 && count < page->count) {
        page->rects = g_renew(PopplerRectangle, page->rects, page->count);
        for (guint i = count; i < page->count; i++) {
            page->rects[i] = page->rects[count - 1];
        }
    }
    return count > 0 && page->count > 0;
}

/* ---- lines ---- */

static double overlap(double a1, double a2, double b1, double b2)
{
    return MIN(a2, b2) - MAX(a1, b1);
}

/* The library puts no line feed between some blocks; and text that runs upwards has characters
 * above each other. */
static gboolean is_jump(const PopplerRectangle *last, const PopplerRectangle *next)
{
    double size = MAX(fabs(last->y2 - last->y1), fabs(last->x2 - last->x1));
    double across = overlap(last->x1, last->x2, next->x1, next->x2);
    double down = overlap(last->y1, last->y2, next->y1, next->y2);
    return down > 0 ? across < -JUMP * size : across <= 0 || down < -JUMP * size;
}

static void begin_line(const struct pdf_page *page, struct pdf_line *line, guint first)
{
    const PopplerRectangle *rect = &page->rects[first];
    *line = (struct pdf_line){
        .first = first,
        .left = rect->x1,
        .top = rect->y1,
        .right = rect->x2,
        .bottom = rect->y2,
        .order = page->lines->len,
    };
}

static void end_line(struct pdf_page *page, struct pdf_line *line)
{
    while (line->count > 0 &&
           g_unichar_isspace(pdf_character(page, line->first + line->count - 1))) {
        line->count--;
    }
    if (line->count > 0) {
        line->is_upright =
            line->count > 2 && line->bottom - line->top > 2 * (line->right - line->left);
        g_array_append_val(page->lines, *line);
    }
    line->count = 0;
}

static void extend_line(struct pdf_line *line, const PopplerRectangle *rect)
{
    line->left = MIN(line->left, rect->x1);
    line->top = MIN(line->top, rect->y1);
    line->right = MAX(line->right, rect->x2);
    line->bottom = MAX(line->bottom, rect->y2);
    line->count++;
}

static void find_lines(struct pdf_page *page)
{
    struct pdf_line line = {0};
    guint last = 0; /* the last character that is no space */
    for (guint i = 0; i < page->count; i++) {
        gunichar c = pdf_character(page, i);
        if (c == '\n' || c == '\r') {
            end_line(page, &line);
        } else if (g_unichar_isspace(c)) {
            line.count += line.count > 0;
        } else {
            gboolean is_next = line.count > 0 && last + 1 == i;
            if (is_next && is_jump(&page->rects[last], &page->rects[i])) {
                end_line(page, &line);
            }
            if (line.count == 0) {
                begin_line(page, &line, i);
            }
            extend_line(&line, &page->rects[i]);
            last = i;
        }
    }
    end_line(page, &line);
}

/* ---- fonts ---- */

struct font {
    guint all, meaningless;
};

static void count_meaning(const struct pdf_page *page, const PopplerTextAttributes *run,
                          GHashTable *fonts)
{
    const char *name = run->font_name ? run->font_name : "";
    struct font *font = g_hash_table_lookup(fonts, name);
    if (!font) {
        font = g_new0(struct font, 1);
        g_hash_table_insert(fonts, (char *)name, font);
    }
    for (gint i = MAX(run->start_index, 0); i <= run->end_index && (guint)i < page->count; i++) {
        gunichar c = pdf_character(page, (guint)i);
        font->all += !g_unichar_isspace(c);
        font->meaningless += is_meaningless(c);
    }
}

/* A bullet of a picture font is one such character, and no reason to doubt a page. */
static gboolean is_garbled_font(const struct font *font)
{
    return font && font->meaningless > 3 && font->meaningless * GARBLED_SHARE > font->all;
}

/* The font of most of a line's characters tells its size, and whether it can be read. Runs and
 * lines both ascend; run is the first that may reach into the line. */
static GList *look_at_fonts(struct pdf_line *line, GList *run, GHashTable *fonts)
{
    gint end = (gint)(line->first + line->count), most = 0;
    for (; run; run = run->next) {
        const PopplerTextAttributes *font = run->data;
        gint size = MIN(font->end_index + 1, end) - MAX(font->start_index, (gint)line->first);
        if (size > most) {
            const char *name = font->font_name ? font->font_name : "";
            most = size;
            line->size = font->font_size;
            line->is_garbled = is_garbled_font(g_hash_table_lookup(fonts, name));
        }
        if (font->end_index + 1 >= end) {
            break;
        }
    }
    return run;
}

static void count_size(GHashTable *sizes, const struct pdf_line *line)
{
    gpointer key = GINT_TO_POINTER((gint)lrint(line->size * 2));
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(sizes, key)) + line->count;
    g_hash_table_insert(sizes, key, GUINT_TO_POINTER(count));
}

static double most_used(GHashTable *sizes)
{
    GHashTableIter iter;
    gpointer key, value;
    guint most = 0;
    gint size = 0;
    g_hash_table_iter_init(&iter, sizes);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint count = GPOINTER_TO_UINT(value);
        if (count > most || (count == most && GPOINTER_TO_INT(key) < size)) {
            most = count;
            size = GPOINTER_TO_INT(key);
        }
    }
    return size / 2.0;
}

static void measure_lines(struct pdf_page *page)
{
    GList *runs = poppler_page_get_text_attributes(page->page), *run = runs;
    g_autoptr(GHashTable) fonts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_autoptr(GHashTable) sizes = g_hash_table_new(NULL, NULL);
    for (GList *item = runs; item; item = item->next) {
        count_meaning(page, item->data, fonts);
    }
    for (guint i = 0; i < page->lines->len; i++) {
        struct pdf_line *line = &g_array_index(page->lines, struct pdf_line, i);
        run = look_at_fonts(line, run, fonts);
        line->size = line->size > 0.1 ? line->size : MAX(line->bottom - line->top, 1);
        page->garbled += line->is_garbled;
        count_size(sizes, line);
    }
    page->size = MAX(most_used(sizes), 1);
    poppler_page_free_text_attributes(runs);
}

/* ---- page ---- */

gboolean pdf_page_open(struct pdf_page *page, PopplerPage *from, guint number)
{
    *page = (struct pdf_page){.page = from, .number = number};
    page->lines = g_array_new(FALSE, FALSE, sizeof(struct pdf_line));
    page->offsets = g_array_new(FALSE, FALSE, sizeof(guint));
    page->areas = g_ptr_array_new();
    poppler_page_get_size(from, &page->width, &page->height);
    page->text = poppler_page_get_text(from);
    if (!page->text || !get_boxes(page)) {
        return FALSE;
    }
    index_characters(page);
    find_lines(page);
    measure_lines(page);
    return page->lines->len > 0;
}

void pdf_page_close(struct pdf_page *page)
{
    g_ptr_array_unref(page->areas);
    poppler_page_free_link_mapping(page->mapping);
    g_array_unref(page->lines);
    g_array_unref(page->offsets);
    g_free(page->rects);
    g_free(page->text);
}
