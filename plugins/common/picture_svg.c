/* SPDX-License-Identifier: MIT
 *
 * SVG by librsvg: from memory, so that nothing outside the file is looked up.
 *
 * What the drawing would need and a sealed process has not is looked for first (picture_svg_scan):
 * fonts, filter effects (librsvg draws them in threads), pictures outside the file.
 */
#include "plugins/common/picture_private.h"

#include <math.h>
#include <string.h>

#include <librsvg/rsvg.h>

#include "plugins/common/limits.h"

#define PRESCAN (64u << 10) /* bytes before the root element */
#define USUAL_SIDE 512u

/* A second lock on what the scan refuses: no font is sought, no thread is made. */
static const guint8 precautions[] =
    "text { display: none !important } * { filter: none !important }";

static const char *skip_past(const char *at, const char *end, const char *mark)
{
    const char *found = memmem(at, (gsize)(end - at), mark, strlen(mark));
    return found ? found + strlen(mark) : end;
}

/* <!DOCTYPE ... [ ... ]> */
static const char *skip_doctype(const char *at, const char *end)
{
    guint depth = 0;
    for (; at < end; at++) {
        depth += *at == '[';
        depth -= *at == ']' && depth;
        if (*at == '>' && depth == 0) {
            return at + 1;
        }
    }
    return end;
}

static const char *find_root(struct ts_str bytes)
{
    const char *at = bytes.ptr, *end = bytes.ptr + MIN(bytes.len, PRESCAN);
    if (bytes.len >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0) {
        at += 3;
    }
    while (at < end) {
        if (g_ascii_isspace(*at)) {
            at++;
        } else if (end - at >= 4 && memcmp(at, "<!--", 4) == 0) {
            at = skip_past(at + 4, end, "-->");
        } else if (end - at >= 2 && memcmp(at, "<?", 2) == 0) {
            at = skip_past(at + 2, end, "?>");
        } else if (end - at >= 2 && memcmp(at, "<!", 2) == 0) {
            at = skip_doctype(at + 2, end);
        } else {
            break;
        }
    }
    return end - at > 5 && *at == '<' ? at + 1 : NULL;
}

/* Only a root element svg: other XML is other readers'. */
static gboolean is_svg(struct ts_str bytes)
{
    const char *root = find_root(bytes), *end = bytes.ptr + bytes.len;
    gsize len = 0;
    while (root && len < 64 && root + len < end && !strchr(" \t\r\n/>", root[len])) {
        len++;
    }
    const char *colon = len ? memchr(root, ':', len) : NULL;
    const char *name = colon ? colon + 1 : root;
    return len >= 3 && root + len - name == 3 && memcmp(name, "svg", 3) == 0;
}

static guint whole(double side)
{
    return side >= 1 && side < 1e6 ? (guint)ceil(side) : side < 1 && side > 0 ? 1 : 0;
}

/* Without a viewBox, browsers scale an SVG that has a size as if it were pixels. */
static void read_scaling(struct picture_info *info, const RsvgRectangle *view, gboolean has_size)
{
    if (view->width > 0 && view->height > 0) {
        info->view_aspect = view->width / view->height;
    } else {
        info->scaling = has_size ? PICTURE_STRETCHES : PICTURE_STAYS;
    }
}

/* Its own size in CSS pixels; else its view box; else what it covers. */
static int read_size(struct picture_job *job, RsvgHandle *handle)
{
    RsvgRectangle view = {0}, box = {0};
    RsvgLength unused;
    gboolean has = FALSE, has_view = FALSE;
    double width = 0, height = 0;
    gboolean has_size = rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height);
    rsvg_handle_get_intrinsic_dimensions(handle, &has, &unused, &has, &unused, &has_view, &view);
    read_scaling(&job->info, has_view ? &view : &box, has_size);
    if (!has_size) {
        if (has_view) {
            box = view;
        } else {
            rsvg_handle_get_geometry_for_element(handle, NULL, &box, NULL, NULL);
        }
        width = box.width;
        height = box.height;
    }
    job->info.width = whole(width);
    job->info.height = whole(height);
    return job->info.width && job->info.height
               ? 0
               : picture_fail(job, "an SVG that shows nothing, or is larger than is looked at");
}

/* cairo's pixels are native 32-bit ARGB, alpha multiplied in. */
static void copy_pixels(cairo_surface_t *surface, guint8 *rgba, guint width, guint height)
{
    const guint8 *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (guint y = 0; y < height; y++) {
        const guint32 *row = (const void *)(data + (gsize)y * (gsize)stride);
        for (guint x = 0; x < width; x++, rgba += 4) {
            guint32 alpha = row[x] >> 24;
            for (int i = 0; i < 3; i++) {
                guint32 value = row[x] >> (16 - 8 * i) & 0xff;
                rgba[i] = (guint8)(alpha ? MIN(255, (value * 255 + alpha / 2) / alpha) : 0);
            }
            rgba[3] = (guint8)alpha;
        }
    }
}

static int draw(struct picture_job *job, RsvgHandle *handle)
{
    guint longest = MAX(job->info.width, job->info.height);
    guint side =
        job->options->max_side ? MIN(job->options->max_side, PICTURE_SVG_SIDE) : USUAL_SIDE;
    job->width = (guint)MAX(1, ((guint64)job->info.width * side + longest / 2) / longest);
    job->height = (guint)MAX(1, ((guint64)job->info.height * side + longest / 2) / longest);
    RsvgRectangle viewport = {0, 0, job->width, job->height};
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)job->width, (int)job->height);
    cairo_t *cairo = cairo_create(surface);
    g_autoptr(GError) error = NULL;
    int result = -1;
    if (rsvg_handle_render_document(handle, cairo, &viewport, &error)) {
        cairo_surface_flush(surface);
        job->rgba = g_malloc((gsize)job->width * job->height * 4);
        copy_pixels(surface, job->rgba, job->width, job->height);
        result = 0;
    } else {
        picture_fail(job, "an SVG that can't be drawn: %s", error->message);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return result;
}

static int read_svg(struct picture_job *job)
{
    g_autoptr(GError) error = NULL;
    if (job->bytes.len > PICTURE_SVG_SIZE) {
        return picture_fail(job, "an SVG of more than %u bytes is not drawn", PICTURE_SVG_SIZE);
    }
    if (picture_svg_scan(job) != 0) {
        return -1;
    }
    RsvgHandle *handle =
        rsvg_handle_new_from_data((const guint8 *)job->bytes.ptr, job->bytes.len, &error);
    if (!handle) {
        return picture_fail(job, "a damaged SVG: %s", error->message);
    }
    rsvg_handle_set_stylesheet(handle, precautions, sizeof precautions - 1, NULL);
    rsvg_handle_set_dpi(handle, 96);
    int result = read_size(job, handle);
    if (result == 0 && job->options) {
        result = draw(job, handle);
    }
    g_object_unref(handle);
    return result;
}

const struct picture_codec picture_svg = {
    .format = PICTURE_SVG,
    .media_type = "image/svg+xml",
    .is = is_svg,
    .read = read_svg,
};
