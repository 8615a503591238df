/* SPDX-License-Identifier: MIT
 *
 * The pictures of a page become PNG files, each once in a document.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <cairo.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

#define SPECK 4.0                /* points: what is thinner is a line or a dot */
#define CSS_PIXELS (96.0 / 72.0) /* of a point */
#define DICTIONARY 512u          /* bytes around a width in which its height stands */

/* ---- how large they say they are ---- */

/* The number behind a key, or 0. */
static guint64 number_after(const char *at, const char *end)
{
    guint64 number = 0;
    while (at < end && g_ascii_isspace(*at)) {
        at++;
    }
    for (; at < end && g_ascii_isdigit(*at) && number < G_MAXUINT32; at++) {
        number = number * 10 + (guint64)(*at - '0');
    }
    return number;
}

static guint64 height_near(struct ts_str bytes, const char *at)
{
    const char *begin = at - bytes.ptr > (gssize)DICTIONARY ? at - DICTIONARY : bytes.ptr;
    const char *end = bytes.ptr + bytes.len;
    end = end - at > (gssize)DICTIONARY ? at + DICTIONARY : end;
    guint64 most = 0;
    while ((begin = memmem(begin, (gsize)(end - begin), "/Height", 7))) {
        begin += 7;
        most = MAX(most, number_after(begin, end));
    }
    return most;
}

guint64 pdf_largest_picture(struct ts_str bytes)
{
    const char *at = bytes.ptr, *end = bytes.ptr + bytes.len;
    guint64 most = 0;
    while (at && (at = memmem(at, (gsize)(end - at), "/Width", 6))) {
        at += 6;
        guint64 width = number_after(at, end);
        most = width > 1 ? MAX(most, width * height_near(bytes, at)) : most;
    }
    return most;
}

/* ---- PNG ---- */

static cairo_status_t take_png(void *data, const unsigned char *bytes, unsigned int size)
{
    GByteArray *png = data;
    if (png->len + size > READER_PICTURE_SIZE) {
        return CAIRO_STATUS_WRITE_ERROR;
    }
    g_byte_array_append(png, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

static char *hash_of(cairo_surface_t *surface)
{
    int height = cairo_image_surface_get_height(surface);
    int stride = cairo_image_surface_get_stride(surface);
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA1, cairo_image_surface_get_data(surface), (gsize)stride * (gsize)height);
    return g_strdup_printf("%dx%d %s", stride, height, hash);
}

static void cut(struct pdf *pdf, guint page)
{
    if (!pdf->is_picture_cut) {
        pdf->is_picture_cut = TRUE;
        pdf_say_cut(pdf,
                    "pictures from page %u on were not taken: they are too many, or too large, or "
                    "take too long",
                    page);
    }
}

/* The picture becomes a child; returns its suffix, or NULL: it is too large. */
char *pdf_emit_picture(struct pdf *pdf, cairo_surface_t *surface, guint page, const char *name)
{
    g_autoptr(GByteArray) png = g_byte_array_new();
    if (cairo_surface_write_to_png_stream(surface, take_png, png) != CAIRO_STATUS_SUCCESS) {
        cut(pdf, page);
        return NULL;
    }
    char *suffix = g_strdup(name);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text("image/png"),
        .bytes = ts_bytes(png->data, png->len),
    };
    pdf->is_failed |= pdf->call->host->emit_child(pdf->call, &child) != 0;
    return suffix;
}

/* The child that shows these pixels: the one that is there, or a new one. */
static const char *child_of(struct pdf *pdf, cairo_surface_t *surface, guint page, guint number)
{
    g_autofree char *hash = hash_of(surface);
    const char *known = g_hash_table_lookup(pdf->pictures, hash);
    if (known) {
        return known;
    }
    g_autofree char *name = g_strdup_printf("page=%u/picture=%u", page, number);
    char *suffix = pdf_emit_picture(pdf, surface, page, name);
    if (suffix) {
        g_hash_table_insert(pdf->pictures, g_steal_pointer(&hash), suffix);
    }
    return suffix;
}

/* A large photograph is made smaller: to look at it, it need not be as fine as it was printed.
 * Takes the surface over. */
static cairo_surface_t *shrink(cairo_surface_t *surface)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    double scale = sqrt(READER_PICTURE_SHOWN / MAX((double)width * height, 1));
    if (scale >= 1) {
        return surface;
    }
    cairo_surface_t *small = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)MAX(width * scale, 1), (int)MAX(height * scale, 1));
    cairo_t *cairo = cairo_create(small);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BILINEAR);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(small);
    cairo_surface_destroy(surface);
    return small;
}

/* ---- a page ---- */

void pdf_emit_reference(struct pdf *pdf, const char *suffix, const PopplerRectangle *area,
                        guint page)
{
    g_autofree char *uri = g_strconcat("#", suffix, NULL);
    g_autofree char *where = g_strdup_printf("page=%u", page);
    struct ts_reference reference = {
        .uri = ts_text(uri),
        .where = ts_text(where),
        .kind = TS_REFERENCE_IMAGE,
        .width = (uint32_t)lrint(MIN(fabs(area->x2 - area->x1), 1e5) * CSS_PIXELS),
        .height = (uint32_t)lrint(MIN(fabs(area->y2 - area->y1), 1e5) * CSS_PIXELS),
    };
    pdf->is_failed |= pdf->call->host->emit_reference(pdf->call, &reference) != 0;
}

static gboolean is_speck(const PopplerRectangle *area)
{
    return !(fabs(area->x2 - area->x1) >= SPECK && fabs(area->y2 - area->y1) >= SPECK);
}

static void take_picture(struct pdf *pdf, PopplerPage *page, guint number,
                         const PopplerImageMapping *mapping)
{
    cairo_surface_t *surface = poppler_page_get_image(page, mapping->image_id);
    if (surface && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        guint64 width = (guint64)MAX(cairo_image_surface_get_width(surface), 0);
        pdf->pixels += width * (guint64)MAX(cairo_image_surface_get_height(surface), 0);
        surface = shrink(surface);
        const char *suffix = child_of(pdf, surface, number, (guint)mapping->image_id + 1);
        if (suffix) {
            pdf_emit_reference(pdf, suffix, &mapping->area, number);
        }
    }
    cairo_surface_destroy(surface);
}

static gboolean has_room(const struct pdf *pdf)
{
    return pdf->picture_count < READER_PDF_PICTURES && pdf->pixels < READER_PDF_PIXELS &&
           !pdf->is_picture_cut && !pdf_is_late(pdf, READER_PDF_PICTURE_MSEC);
}

guint pdf_take_pictures(struct pdf *pdf, PopplerPage *page, guint number)
{
    GList *mappings = poppler_page_get_image_mapping(page);
    guint count = 0;
    for (GList *item = g_list_last(mappings); item; item = item->prev) {
        const PopplerImageMapping *mapping = item->data;
        if (is_speck(&mapping->area)) {
            continue;
        }
        count++;
        if (!pdf->wants_pictures) {
            continue;
        }
        if (!has_room(pdf)) {
            cut(pdf, number);
            break;
        }
        pdf->picture_count++;
        take_picture(pdf, page, number, mapping);
    }
    poppler_page_free_image_mapping(mappings);
    return count;
}
