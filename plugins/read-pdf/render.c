/* SPDX-License-Identifier: MIT
 *
 * A page as a picture: logos in a PDF are drawings more often than pictures.
 */
#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

#define SCALE (110.0 / 72.0) /* pixels a point */
#define SIDE 2400.0          /* pixels that a side has at most: a poster is drawn smaller */

static cairo_surface_t *draw(PopplerPage *page, double width, double height, double scale)
{
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)MAX(width * scale, 1), (int)MAX(height * scale, 1));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    poppler_page_render_for_printing_with_options(page, cairo, POPPLER_PRINT_DOCUMENT);
    gboolean is_drawn = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (!is_drawn) {
        g_clear_pointer(&surface, cairo_surface_destroy);
    }
    return surface;
}

/* Without annotations, as where pages without text are looked at. */
void pdf_render(struct pdf *pdf, PopplerPage *page, guint number)
{
    PopplerRectangle area = {0};
    poppler_page_get_size(page, &area.x2, &area.y2);
    if (pdf->is_picture_cut || pdf_is_late(pdf, READER_PDF_PICTURE_MSEC) ||
        !(area.x2 >= 1 && area.y2 >= 1)) {
        pdf_say_cut(pdf, "page %u was not drawn to look for pictures in it", number);
        return;
    }
    double scale = MIN(SCALE, SIDE / MAX(area.x2, area.y2));
    cairo_surface_t *surface = draw(page, area.x2, area.y2, scale);
    if (!surface) {
        pdf_say_cut(pdf, "page %u could not be drawn to look for pictures in it", number);
        return;
    }
    g_autofree char *name = g_strdup_printf("page=%u/rendered", number);
    g_autofree char *suffix = pdf_emit_picture(pdf, surface, number, name);
    if (suffix) {
        pdf_emit_reference(pdf, suffix, &area, number);
    }
    cairo_surface_destroy(surface);
}
