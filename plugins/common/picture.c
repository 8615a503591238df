/* SPDX-License-Identifier: MIT
 *
 * From bytes to pixels: which format, how large, and the one way to sRGB.
 */
#include "plugins/common/picture.h"

#include <string.h>

#include <png.h>

enum picture_format picture_format(struct ts_str bytes)
{
    return bytes.len >= 8 && memcmp(bytes.ptr, "\x89PNG\r\n\x1a\n", 8) == 0 ? PICTURE_PNG
                                                                            : PICTURE_UNKNOWN;
}

const char *picture_media_type(enum picture_format format)
{
    return format == PICTURE_PNG ? "image/png" : NULL;
}

int picture_look(struct ts_str bytes, struct picture_info *info_r, char **error_r)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len)) {
        *error_r = g_strdup(image.message);
        return -1;
    }
    *info_r = (struct picture_info){PICTURE_PNG, image.width, image.height, 1};
    png_image_free(&image);
    return 0;
}

int picture_decode(struct ts_str bytes, const struct picture_options *options,
                   struct picture *picture_r, char **error_r)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    (void)options;
    memset(picture_r, 0, sizeof *picture_r);
    if (!png_image_begin_read_from_memory(&image, bytes.ptr, bytes.len)) {
        *error_r = g_strdup(image.message);
        return -1;
    }
    image.format = PNG_FORMAT_RGBA;
    picture_r->rgba = g_malloc(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, NULL, picture_r->rgba, 0, NULL)) {
        *error_r = g_strdup(image.message);
        picture_clear(picture_r);
        return -1;
    }
    picture_r->width = picture_r->natural_width = image.width;
    picture_r->height = picture_r->natural_height = image.height;
    picture_r->format = PICTURE_PNG;
    picture_r->frames = 1;
    for (gsize i = 3; i < PNG_IMAGE_SIZE(image); i += 4) {
        picture_r->has_alpha |= picture_r->rgba[i] != 255;
    }
    return 0;
}

void picture_clear(struct picture *picture)
{
    g_clear_pointer(&picture->rgba, g_free);
}

GBytes *picture_to_png(const guint8 *rgba, guint width, guint height)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = width,
                       .height = height,
                       .format = PNG_FORMAT_RGBA,
                       .flags = PNG_IMAGE_FLAG_FAST};
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(&image, NULL, &size, 0, rgba, 0, NULL)) {
        return NULL;
    }
    guint8 *bytes = g_malloc(size);
    if (!png_image_write_to_memory(&image, bytes, &size, 0, rgba, 0, NULL)) {
        g_free(bytes);
        return NULL;
    }
    return g_bytes_new_take(bytes, size);
}

void picture_warm(void)
{
}
