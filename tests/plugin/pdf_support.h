/* SPDX-License-Identifier: MIT
 *
 * Writes small PDF files, object by object, for tests of their reader.
 */
#ifndef TESTS_PLUGIN_PDF_SUPPORT_H
#define TESTS_PLUGIN_PDF_SUPPORT_H

#include <glib.h>

struct pdf_file {
    GString *bytes;
    GArray *offsets; /* gsize: of the objects, which are numbered from 1 */
};

/* Object 1 is the catalog, 2 the page tree, 3 the font Helvetica (resource /F). */
enum { PDF_CATALOG = 1, PDF_PAGES = 2, PDF_FONT = 3, PDF_FIRST = 4 };

struct pdf_file *pdf_file_new(void);
guint pdf_file_next(const struct pdf_file *file); /* the number of the object that comes next */
/* The objects up to PDF_FONT; kids: "4 0 R 6 0 R"; catalog: what else stands in it. */
void pdf_file_begin(struct pdf_file *file, const char *catalog, const char *kids, guint count);
guint pdf_file_add(struct pdf_file *file, const char *format, ...) G_GNUC_PRINTF(2, 3);
guint pdf_file_add_stream(struct pdf_file *file, const char *dictionary, const char *bytes);
/* The page and its content: two objects. extra: what else stands in the page's dictionary. */
void pdf_file_add_page(struct pdf_file *file, const char *resources, const char *extra,
                       const char *content);
/* Writes the table and the trailer, frees the file and returns its bytes. */
GString *pdf_file_end(struct pdf_file **file, const char *trailer);

/* A page's content: each line of text is "X Y SIZE TEXT" in UTF-8, shown in windows-1252. */
char *pdf_lines(const char *lines);
/* One page with these lines; the caller frees it. */
GString *pdf_of_lines(const char *lines);

#endif
