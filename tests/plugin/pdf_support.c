/* SPDX-License-Identifier: MIT
 *
 * Small PDF files, written by hand.
 */
#include "tests/plugin/pdf_support.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct pdf_file *pdf_file_new(void)
{
    struct pdf_file *file = g_new0(struct pdf_file, 1);
    file->bytes = g_string_new("%PDF-1.4\n");
    file->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    return file;
}

guint pdf_file_next(const struct pdf_file *file)
{
    return file->offsets->len + 1;
}

guint pdf_file_add(struct pdf_file *file, const char *format, ...)
{
    va_list arguments;
    gsize offset = file->bytes->len;
    g_array_append_val(file->offsets, offset);
    g_string_append_printf(file->bytes, "%u 0 obj\n", file->offsets->len);
    va_start(arguments, format);
    g_string_append_vprintf(file->bytes, format, arguments);
    va_end(arguments);
    g_string_append(file->bytes, "\nendobj\n");
    return file->offsets->len;
}

guint pdf_file_add_stream(struct pdf_file *file, const char *dictionary, const char *bytes)
{
    return pdf_file_add(file, "<< %s /Length %zu >>\nstream\n%s\nendstream", dictionary,
                        strlen(bytes), bytes);
}

void pdf_file_begin(struct pdf_file *file, const char *catalog, const char *kids, guint count)
{
    pdf_file_add(file, "<< /Type /Catalog /Pages 2 0 R %s >>", catalog);
    pdf_file_add(file, "<< /Type /Pages /Kids [%s] /Count %u >>", kids, count);
    pdf_file_add(file, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                       "/Encoding /WinAnsiEncoding >>");
}

void pdf_file_add_page(struct pdf_file *file, const char *resources, const char *extra,
                       const char *content)
{
    pdf_file_add(file,
                 "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %u 0 R "
                 "/Resources << /Font << /F 3 0 R >> %s >> %s >>",
                 pdf_file_next(file) + 1, resources, extra);
    pdf_file_add_stream(file, "", content);
}

GString *pdf_file_end(struct pdf_file **file, const char *trailer)
{
    GString *bytes = (*file)->bytes;
    const GArray *offsets = (*file)->offsets;
    gsize table = bytes->len;
    g_string_append_printf(bytes, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
    for (guint i = 0; i < offsets->len; i++) {
        g_string_append_printf(bytes, "%010zu 00000 n \n", g_array_index(offsets, gsize, i));
    }
    g_string_append_printf(bytes,
                           "trailer\n<< /Root 1 0 R /Size %u %s >>\nstartxref\n%zu\n%%%%EOF\n",
                           offsets->len + 1, trailer, table);
    g_array_unref((*file)->offsets);
    g_clear_pointer(file, g_free);
    return bytes;
}

static void append_line(GString *content, const char *line)
{
    int x, y, size, begin = 0;
    if (sscanf(line, "%d %d %d %n", &x, &y, &size, &begin) < 3) {
        return;
    }
    g_autofree char *text = g_convert(line + begin, -1, "WINDOWS-1252", "UTF-8", NULL, NULL, NULL);
    g_string_append_printf(content, "BT /F %d Tf %d %d Td (", size, x, y);
    for (const char *at = text; *at; at++) {
        g_string_append_printf(content, "\\%03o", (guint)(guchar)*at);
    }
    g_string_append(content, ") Tj ET\n");
}

char *pdf_lines(const char *lines)
{
    GString *content = g_string_new(NULL);
    g_auto(GStrv) all = g_strsplit(lines, "\n", -1);
    for (guint i = 0; all[i]; i++) {
        append_line(content, all[i]);
    }
    return g_string_free(content, FALSE);
}

GString *pdf_of_lines(const char *lines)
{
    struct pdf_file *file = pdf_file_new();
    g_autofree char *content = pdf_lines(lines);
    pdf_file_begin(file, "", "4 0 R", 1);
    pdf_file_add_page(file, "", "", content);
    return pdf_file_end(&file, "");
}
