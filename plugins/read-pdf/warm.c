/* SPDX-License-Identifier: MIT
 *
 * What the PDF library opens files for is opened before the seal: a small PDF goes through all that
 * a document goes through.
 */
#include <string.h>

#include <cairo.h>

#include "plugins/read-pdf/pdf.h"

static const char small[] =
    "%PDF-1.4\n"
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R\n"
    "/Resources << >> >>\nendobj\n"
    "4 0 obj\n<< /Length 57 >>\nstream\n"
    "q 10 0 0 10 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q\n\nendstream\nendobj\n"
    "trailer\n<< /Root 1 0 R /Info << /Title <FEFF0061> >> /Size 5 >>\n%%EOF\n";

static cairo_status_t drop(void *data, const unsigned char *bytes, unsigned int size)
{
    (void)data, (void)bytes, (void)size;
    return CAIRO_STATUS_SUCCESS;
}

static void warm_page(PopplerPage *page)
{
    g_free(poppler_page_get_text(page));
    poppler_page_free_image_mapping(poppler_page_get_image_mapping(page));
    pdf_is_drawn(page);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    cairo_surface_write_to_png_stream(surface, drop, NULL);
    cairo_surface_destroy(surface);
}

/* Text strings are UTF-16 (ISO 32000-1, 7.9.2.2): a converter that stays open stays loaded. */
static GIConv keep_converter(void)
{
    return g_iconv_open("UTF-8", "UTF-16BE");
}

/* The library reads its own tables when the first document opens and drops them with the last: one
 * that stays open keeps them for all workers. Nothing is ever changed in it. */
int pdf_warm(struct ts_call *call)
{
    /* Volatile: nobody reads them again, yet they must stay. */
    static PopplerDocument *volatile kept;
    static volatile GIConv converter;
    static gsize is_warm;
    (void)call;
    if (g_once_init_enter(&is_warm)) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(small, sizeof small - 1);
        converter = keep_converter();
        kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
        PopplerPage *page = kept ? poppler_document_get_page(kept, 0) : NULL;
        if (page) {
            warm_page(page);
            g_free(poppler_document_get_title(kept));
            g_object_unref(page);
        }
        g_once_init_leave(&is_warm, 1);
    }
    (void)converter;
    return 0;
}
