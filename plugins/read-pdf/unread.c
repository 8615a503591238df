/* SPDX-License-Identifier: MIT
 *
 * What a page shows and no text tells is said: a scan is never clean.
 */
#include <string.h>

#include <cairo.h>

#include "plugins/read-pdf/pdf.h"

#define LOOK 128.0 /* pixels of the longer side of a page that is looked at */
#define INK 24     /* two values of a colour that differ by less are one */

/* Of one page, and of more. */
static const char *const said[][2] = {
    [PDF_UNREAD_PICTURE] = {"is a picture without text: it was not read",
                            "are pictures without text: they were not read"},
    [PDF_UNREAD_DRAWN] = {"is drawn, without text: it was not read",
                          "are drawn, without text: they were not read"},
    [PDF_UNREAD_GARBLED] = {"has a font that does not say which characters it shows: its lines "
                            "were not read",
                            "have fonts that do not say which characters they show: their lines "
                            "were not read"},
    [PDF_UNREAD_DAMAGED] = {"is damaged: it was not read", "are damaged: they were not read"},
};

/* Is it more than one colour? */
static gboolean has_ink(cairo_surface_t *surface)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; data && y < height; y++) {
        for (int x = 0; x < 4 * width; x++) {
            if (x % 4 != 3 && ABS((int)data[y * stride + x] - (int)data[x % 4]) > INK) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Stamps may have words; what is written in free text that has no contents, nobody knows. */
static gboolean has_stamp(PopplerPage *page)
{
    GList *mappings = poppler_page_get_annot_mapping(page);
    gboolean has_it = FALSE;
    for (GList *item = mappings; item && !has_it; item = item->next) {
        PopplerAnnotType type =
            poppler_annot_get_annot_type(((PopplerAnnotMapping *)item->data)->annot);
        has_it = type == POPPLER_ANNOT_STAMP || type == POPPLER_ANNOT_FREE_TEXT;
    }
    poppler_page_free_annot_mapping(mappings);
    return has_it;
}

/* Without annotations: their letters are of fonts that a sealed process can't open, and they would
 * be seen or not by that. */
static gboolean draws(PopplerPage *page)
{
    double width, height;
    poppler_page_get_size(page, &width, &height);
    double scale = LOOK / MAX(MAX(width, height), 1);
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)MAX(width * scale, 1), (int)MAX(height * scale, 1));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render_for_printing_with_options(page, cairo, POPPLER_PRINT_DOCUMENT);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    gboolean is_drawn = has_ink(surface);
    cairo_surface_destroy(surface);
    return is_drawn;
}

gboolean pdf_is_drawn(PopplerPage *page)
{
    return draws(page) || has_stamp(page);
}

void pdf_say_unread(struct pdf *pdf)
{
    for (guint i = 0; i < pdf->page_count;) {
        guint end = i + 1;
        while (end < pdf->page_count && pdf->unread[end] == pdf->unread[i]) {
            end++;
        }
        if (pdf->unread[i] != PDF_READ && end - i > 1) {
            pdf_say_cut(pdf, "pages %u to %u %s", i + 1, end, said[pdf->unread[i]][1]);
        } else if (pdf->unread[i] != PDF_READ) {
            pdf_say_cut(pdf, "page %u %s", i + 1, said[pdf->unread[i]][0]);
        }
        i = end;
    }
}
