/* SPDX-License-Identifier: MIT
 *
 * One PDF: opened, its pages walked twice (text first, then pictures with the time that is left),
 * and what it says of itself.
 */
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

static gint64 processor_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (gint64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* On a busy machine the clock on the wall, by which the host goes too, is ahead. */
gboolean pdf_is_late(const struct pdf *pdf, gint64 msec)
{
    return processor_time() - pdf->begin > msec ||
           g_get_monotonic_time() / 1000 - pdf->wall_begin > 2 * msec ||
           pdf->call->host->is_stopping(pdf->call);
}

void pdf_say_cut(struct pdf *pdf, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    pdf->call->host->emit_truncated(pdf->call, ts_text(what));
}

/* ---- pages ---- */

static void read_page(struct pdf *pdf, PopplerPage *from, guint number)
{
    struct pdf_page page;
    guint before = pdf->paragraphs->len;
    gboolean has_lines = pdf_page_open(&page, from, number);
    pdf_links_open(&page);
    if (has_lines) {
        pdf_order(&page);
        pdf_take_paragraphs(pdf, &page);
    }
    if (page.garbled) {
        pdf->unread[number - 1] = PDF_UNREAD_GARBLED;
    }
    pdf_take_fields(pdf, &page);
    pdf->has_text[number - 1] = pdf->paragraphs->len > before;
    pdf_emit_bare_links(pdf, &page);
    g_hash_table_remove_all(pdf->hrefs);
    pdf_page_close(&page);
}

/* Caps on text and time are looked at between pages. */
static gboolean has_room(struct pdf *pdf, guint page)
{
    if (pdf->text_size > READER_PDF_TEXT) {
        pdf_say_cut(pdf, "text from page %u on was not read: the first 8 MB were", page);
        return FALSE;
    }
    if (pdf_is_late(pdf, READER_PDF_TEXT_MSEC)) {
        pdf_say_cut(pdf, "text from page %u on was not read: the pages before took too long", page);
        return FALSE;
    }
    return TRUE;
}

static void read_pages(struct pdf *pdf)
{
    for (guint number = 1; number <= pdf->page_count; number++) {
        if (!has_room(pdf, number)) {
            pdf->page_count = number - 1;
            return;
        }
        g_autoptr(GObject) page =
            (GObject *)poppler_document_get_page(pdf->document, (int)number - 1);
        if (page) {
            read_page(pdf, (PopplerPage *)page, number);
        } else {
            pdf->unread[number - 1] = PDF_UNREAD_DAMAGED;
        }
    }
}

static void look_at_page(struct pdf *pdf, PopplerPage *page, guint number)
{
    guint pictures = pdf_take_pictures(pdf, page, number);
    gboolean is_scan = pictures == 1 && !pdf->has_text[number - 1];
    gboolean is_asked = number <= pdf->render_pages || number == pdf->page_count;
    if (pdf->wants_pictures && pdf->render_pages && is_asked && !is_scan) {
        pdf_render(pdf, page, number);
    }
    if (pdf->unread[number - 1] == PDF_READ && !pdf->has_text[number - 1]) {
        pdf->unread[number - 1] = pictures             ? PDF_UNREAD_PICTURE
                                  : pdf_is_drawn(page) ? PDF_UNREAD_DRAWN
                                                       : PDF_READ;
    }
}

/* Nothing is decoded if some picture of the file would take too much memory or time. */
static void look_at_sizes(struct pdf *pdf)
{
    guint64 largest = pdf_largest_picture(pdf->bytes);
    gboolean is_slow = memmem(pdf->bytes.ptr, pdf->bytes.len, "/JPXDecode", 10) != NULL;
    if (pdf->wants_pictures && largest > (is_slow ? READER_JPX_PIXELS : READER_PICTURE_PIXELS)) {
        pdf->is_picture_cut = TRUE;
        pdf_say_cut(pdf, "pictures were not taken: one has %" G_GUINT64_FORMAT " million pixels",
                    largest / 1000000);
    }
}

/* Scans are told even where their pictures are not taken. */
static void look_at_pages(struct pdf *pdf)
{
    look_at_sizes(pdf);
    for (guint number = 1; number <= pdf->page_count; number++) {
        if (pdf_is_late(pdf, READER_PDF_TEXT_MSEC)) {
            pdf_say_cut(pdf, "pictures from page %u on were not seen: it took too long", number);
            return;
        }
        g_autoptr(GObject) page =
            (GObject *)poppler_document_get_page(pdf->document, (int)number - 1);
        if (page) {
            look_at_page(pdf, (PopplerPage *)page, number);
        }
    }
}

/* ---- what it says of itself ---- */

static const struct {
    const char *name;
    char *(*get)(PopplerDocument *document);
} kept[] = {
    {"title", poppler_document_get_title},
    {"author", poppler_document_get_author},
    {"subject", poppler_document_get_subject},
    {"keywords", poppler_document_get_keywords},
};

static void emit_meta(struct pdf *pdf)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *raw = kept[i].get(pdf->document);
        g_autofree char *value = g_utf8_make_valid(raw ? raw : "", -1);
        struct ts_pair pair = {ts_text(kept[i].name), ts_text(g_strstrip(value))};
        if (*value) {
            pdf->is_failed |= pdf->call->host->emit_meta(pdf->call, &pair) != 0;
        }
    }
}

static void emit_head(struct pdf *pdf)
{
    g_autofree char *raw = poppler_document_get_title(pdf->document);
    g_autofree char *title = g_utf8_make_valid(raw ? raw : "", -1);
    struct ts_head head = {.size = sizeof head,
                           .title = ts_text(g_strstrip(title)),
                           .language = ts_text(pdf->language)};
    pdf->is_failed |= pdf->call->host->emit_head(pdf->call, &head) != 0;
}

/* ---- open ---- */

/* "encrypted" and "damaged" begin the reason: that is what people ask first. */
static int refuse(struct ts_call *call, const GError *error)
{
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        return ts_fail(call, "encrypted: it can't be read without its password");
    }
    g_autofree char *why =
        g_strdup_printf("damaged: it can't be opened (%s)", error ? error->message : "no reason");
    return call->host->fail(call, TS_FAIL, ts_text(why));
}

static void read_document(struct pdf *pdf)
{
    guint count = (guint)poppler_document_get_n_pages(pdf->document);
    pdf->page_count = MIN(count, READER_PDF_PAGES);
    pdf->unread = g_new0(guint8, pdf->page_count);
    pdf->has_text = g_new0(guint8, pdf->page_count);
    if (count > READER_PDF_PAGES) {
        pdf_say_cut(pdf, "pages beyond the first %u were not read", READER_PDF_PAGES);
    }
    emit_head(pdf);
    emit_meta(pdf);
    read_pages(pdf);
    pdf_emit_paragraphs(pdf);
    look_at_pages(pdf);
    pdf_say_unread(pdf);
    pdf_take_attachments(pdf);
}

static void close_document(struct pdf *pdf)
{
    g_ptr_array_unref(pdf->paragraphs);
    g_hash_table_unref(pdf->hrefs);
    g_hash_table_unref(pdf->pictures);
    g_free(pdf->unread);
    g_free(pdf->has_text);
    g_free(pdf->language);
    g_object_unref(pdf->document);
}

int pdf_read(struct ts_call *call, const struct ts_resource *resource, guint render_pages)
{
    struct ts_str bytes = resource->bytes;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) view = g_bytes_new_static(bytes.ptr, bytes.len);
    struct pdf pdf = {.call = call,
                      .bytes = bytes,
                      .wants_pictures = resource->wants_pictures != 0,
                      .render_pages = render_pages,
                      .begin = processor_time(),
                      .wall_begin = g_get_monotonic_time() / 1000};
    if (bytes.len == 0) {
        return ts_fail(call, "is empty");
    }
    pdf.document = poppler_document_new_from_bytes(view, NULL, &error);
    if (!pdf.document) {
        return refuse(call, error);
    }
    if (poppler_document_get_n_pages(pdf.document) < 1) {
        g_object_unref(pdf.document);
        return ts_fail(call, "damaged: it has no pages");
    }
    pdf.language = pdf_language(bytes);
    pdf.paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)pdf_paragraph_free);
    pdf.hrefs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pdf.pictures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    read_document(&pdf);
    close_document(&pdf);
    return pdf.is_failed ? -1 : 0;
}
