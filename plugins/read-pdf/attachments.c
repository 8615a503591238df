/* SPDX-License-Identifier: MIT
 *
 * Files that travel inside a PDF are documents of their own.
 */
#include <string.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

/* By the ending; what is not here, readers may know by its bytes. */
static const struct {
    const char *ending, *media_type;
} types[] = {
    {".pdf", "application/pdf"},
    {".html", "text/html"},
    {".htm", "text/html"},
    {".txt", "text/plain"},
    {".md", "text/markdown"},
    {".eml", "message/rfc822"},
    {".csv", "text/csv"},
    {".xml", "application/xml"},
    {".json", "application/json"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".svg", "image/svg+xml"},
    {".zip", "application/zip"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".odp", "application/vnd.oasis.opendocument.presentation"},
};

static const char *media_type_of(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (g_str_has_suffix(lower, types[i].ending)) {
            return types[i].media_type;
        }
    }
    return "application/octet-stream";
}

static gboolean take_bytes(const gchar *bytes, gsize size, gpointer data, GError **error)
{
    GByteArray *all = data;
    if (all->len + size > READER_PDF_ATTACHMENT_SIZE) {
        g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "too large");
        return FALSE;
    }
    g_byte_array_append(all, (const guint8 *)bytes, (guint)size);
    return TRUE;
}

static void emit(struct pdf *pdf, PopplerAttachment *attachment, guint number)
{
    const char *raw = poppler_attachment_get_name(attachment);
    g_autofree char *name = g_utf8_make_valid(raw ? raw : "", -1);
    g_autofree char *suffix = g_strdup_printf("attachment=%u", number);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (strlen(name) > READER_PDF_ADDRESS) {
        *g_utf8_find_prev_char(name, name + READER_PDF_ADDRESS) = '\0';
    }
    if (!poppler_attachment_save_to_callback(attachment, take_bytes, bytes, NULL)) {
        pdf_say_cut(pdf, "attachment %u was not read: it is damaged, or larger than 20 MB", number);
        return;
    }
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(media_type_of(name)),
        .name = ts_text(name),
        .bytes = ts_bytes(bytes->data, bytes->len),
    };
    pdf->is_failed |= pdf->call->host->emit_child(pdf->call, &child) != 0;
}

void pdf_take_attachments(struct pdf *pdf)
{
    GList *attachments = poppler_document_has_attachments(pdf->document)
                             ? poppler_document_get_attachments(pdf->document)
                             : NULL;
    guint number = 0;
    for (GList *item = attachments; item; item = item->next) {
        if (++number > READER_PDF_ATTACHMENTS) {
            pdf_say_cut(pdf, "attachments beyond the first %u were not read",
                        READER_PDF_ATTACHMENTS);
            break;
        }
        emit(pdf, item->data, number);
    }
    g_list_free_full(attachments, g_object_unref);
}
