/* SPDX-License-Identifier: MIT
 *
 * From lines to paragraphs, with the links in them.
 */
#include <string.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

struct writer {
    struct pdf *pdf;
    const struct pdf_page *page;
    struct pdf_paragraph *paragraph; /* the one that gathers, or NULL */
    struct pdf_line last;            /* of it, as wide as its row */
    guint number;
    gboolean is_item; /* a bullet stood alone: what follows is an item */
};

struct pdf_paragraph *pdf_paragraph_new(struct pdf *pdf, guint page, const char *kind, guint number)
{
    struct pdf_paragraph *paragraph = g_new0(struct pdf_paragraph, 1);
    paragraph->page = page;
    paragraph->kind = kind;
    paragraph->number = number;
    paragraph->text = g_string_new(NULL);
    paragraph->spans = g_array_new(FALSE, FALSE, sizeof(struct pdf_span));
    g_ptr_array_add(pdf->paragraphs, paragraph);
    return paragraph;
}

void pdf_paragraph_free(struct pdf_paragraph *paragraph)
{
    for (guint i = 0; i < paragraph->spans->len; i++) {
        g_free(g_array_index(paragraph->spans, struct pdf_span, i).href);
    }
    g_array_unref(paragraph->spans);
    g_string_free(paragraph->text, TRUE);
    g_free(paragraph);
}

/* Between two lines: a space, or the mark of a broken word in the place of its hyphen. */
static void put_break(struct writer *writer, const struct pdf_line *next)
{
    GString *text = writer->paragraph->text;
    if (!pdf_is_broken_word(writer->page, &writer->last, next)) {
        g_string_append_c(text, ' ');
        return;
    }
    gunichar hyphen = pdf_character(writer->page, writer->last.first + writer->last.count - 1);
    if (hyphen != 0xAD) { /* which was not written */
        const char *last = g_utf8_prev_char(text->str + text->len);
        g_string_truncate(text, (gsize)(last - text->str));
        g_string_append(text, "\u00ad");
    }
}

/* The stretch from begin on leads to href. */
static void put_link(struct writer *writer, const char *href, gsize begin)
{
    GArray *spans = writer->paragraph->spans;
    gsize end = writer->paragraph->text->len;
    struct pdf_span *last =
        spans->len ? &g_array_index(spans, struct pdf_span, spans->len - 1) : NULL;
    /* A space, or a line's end, lies between two words of a link. */
    if (last && begin - (last->offset + last->length) <= 2 && g_str_equal(last->href, href)) {
        last->length = end - last->offset;
    } else if (spans->len < READER_SPANS) {
        struct pdf_span span = {begin, end - begin, g_strdup(href)};
        g_array_append_val(spans, span);
        g_hash_table_add(writer->pdf->hrefs, g_strdup(href));
    }
}

/* Soft hyphens are not seen; a sign of private use or of control is an ornament. */
static gboolean is_shown(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return c != 0xAD && c != 0xFFFD && type != G_UNICODE_PRIVATE_USE && type != G_UNICODE_CONTROL;
}

static void put_line(struct writer *writer, const struct pdf_line *line, guint skip)
{
    const struct pdf_page *page = writer->page;
    GString *text = writer->paragraph->text;
    for (guint i = line->first + skip; i < line->first + line->count; i++) {
        gunichar c = pdf_character(page, i);
        gboolean is_space = g_unichar_isspace(c);
        gsize begin = text->len;
        if (is_space || is_shown(c)) {
            g_string_append_unichar(text, is_space ? ' ' : c);
        }
        const char *href = is_space || page->areas->len == 0 ? NULL : pdf_link_at(page, i);
        if (href) {
            put_link(writer, href, begin);
        }
    }
    writer->pdf->text_size += line->count;
}

static gboolean joins(const struct writer *writer, const struct pdf_column *column,
                      const struct pdf_line *line)
{
    return writer->paragraph && !writer->is_item &&
           writer->paragraph->text->len < READER_BLOCK_SIZE / 2 &&
           pdf_joins(writer->page, column, &writer->last, line);
}

static void begin_paragraph(struct writer *writer, const struct pdf_line *line, gboolean is_item)
{
    writer->paragraph =
        pdf_paragraph_new(writer->pdf, writer->page->number, "block", ++writer->number);
    writer->paragraph->role = is_item ? TS_ROLE_ITEM : TS_ROLE_TEXT;
    writer->paragraph->size = line->size;
}

/* A line that goes on beside the last one is as wide as both. */
static struct pdf_line row_of(const struct pdf_line *last, const struct pdf_line *line)
{
    struct pdf_line row = *line;
    if (line->top < (last->top + last->bottom) / 2) {
        row.left = MIN(last->left, line->left);
    }
    return row;
}

static void take_line(struct writer *writer, const struct pdf_column *column,
                      const struct pdf_line *line)
{
    guint bullet = pdf_bullet_size(writer->page, line);
    if (line->is_garbled || bullet >= line->count) {
        writer->is_item = !line->is_garbled;
        writer->paragraph = NULL;
        return;
    }
    if (joins(writer, column, line)) {
        put_break(writer, line);
        put_line(writer, line, 0);
        writer->last = row_of(&writer->last, line);
    } else {
        begin_paragraph(writer, line, bullet > 0 || writer->is_item);
        put_line(writer, line, bullet);
        writer->last = *line;
    }
    writer->is_item = FALSE;
}

void pdf_take_paragraphs(struct pdf *pdf, const struct pdf_page *page)
{
    struct writer writer = {.pdf = pdf, .page = page};
    struct pdf_column column = {0};
    for (guint i = 0; i < page->lines->len; i++) {
        if (i >= column.end) {
            column = pdf_find_column(page, i);
        }
        take_line(&writer, &column, &g_array_index(page->lines, struct pdf_line, i));
    }
}
