/* SPDX-License-Identifier: MIT
 *
 * From bytes to pixels: which format, how large, and the one way to sRGB.
 */
#include "plugins/common/picture.h"

#include <string.h>

#include <png.h>

#include "plugins/common/limits.h"
#include "plugins/common/picture_private.h"

/* In the order in which they are asked; those with the longest marks first. */
static const struct picture_codec *const codecs[] = {
    &picture_png,  &picture_jpeg, &picture_webp, &picture_gif,
#ifdef HAVE_AVIF
    &picture_avif,
#endif
    &picture_svg,  &picture_ico,  &picture_bmp,
};

/* Formats that are known, but not read. */
static const struct {
    gsize offset;
    const char *mark;
    gsize mark_size;
    const char *why;
} unread[] = {
    {0, "II*\0", 4, "a TIFF picture: browsers don't show it, so it is not read"},
    {0, "MM\0*", 4, "a TIFF picture: browsers don't show it, so it is not read"},
    {0, "8BPS", 4, "a Photoshop document: export it as PNG"},
    {0, "\xff\x0a", 2, "a JPEG XL picture: this format is not read yet; save it as PNG"},
    {4, "JXL \r\n", 6, "a JPEG XL picture: this format is not read yet; save it as PNG"},
    {4, "jP  \r\n", 6, "a JPEG 2000 picture: this format is not read; save it as PNG"},
    {0, "\xff\x4f\xff\x51", 4, "a JPEG 2000 picture: this format is not read; save it as PNG"},
    {4, "ftyphei", 7, "a HEIC picture: this format is not read; save it as JPEG"},
    {4, "ftyphev", 7, "a HEIC picture: this format is not read; save it as JPEG"},
    {4, "ftypmif1", 8, "a HEIF picture: this format is not read; save it as JPEG"},
    {4, "ftypavi", 7, "an AVIF picture: this program was built without libavif"},
    {0, "\x1f\x8b", 2, "a compressed file: if it is an SVG, unpack it"},
};

static const char *why_unread(struct ts_str bytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(unread); i++) {
        if (bytes.len >= unread[i].offset + unread[i].mark_size &&
            memcmp(bytes.ptr + unread[i].offset, unread[i].mark, unread[i].mark_size) == 0) {
            return unread[i].why;
        }
    }
    return bytes.len ? "no picture of a known format" : "an empty file";
}

static const struct picture_codec *find_codec(struct ts_str bytes)
{
    for (guint i = 0; i < G_N_ELEMENTS(codecs); i++) {
        if (codecs[i]->is(bytes)) {
            return codecs[i];
        }
    }
    return NULL;
}

enum picture_format picture_format(struct ts_str bytes)
{
    const struct picture_codec *codec = find_codec(bytes);
    return codec ? codec->format : PICTURE_UNKNOWN;
}

const char *picture_media_type(enum picture_format format)
{
    for (guint i = 0; i < G_N_ELEMENTS(codecs); i++) {
        if (codecs[i]->format == format) {
            return codecs[i]->media_type;
        }
    }
    return NULL;
}

int picture_fail(struct picture_job *job, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_free(job->error);
    job->error = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return -1;
}

int picture_admit(struct picture_job *job)
{
    guint width = job->info.width, height = job->info.height;
    if (width == 0 || height == 0) {
        return picture_fail(job, "a picture of %u x %u pixels shows nothing", width, height);
    }
    if (MAX(width, height) > PICTURE_SIDE || (guint64)width * height > PICTURE_PIXELS) {
        return picture_fail(job,
                            "%u x %u pixels are more than are looked at (%u a side, %u in all)",
                            width, height, PICTURE_SIDE, PICTURE_PIXELS);
    }
    return job->options != NULL;
}

static void clear_job(struct picture_job *job)
{
    g_clear_pointer(&job->profile, g_bytes_unref);
    g_clear_pointer(&job->rgba, g_free);
    g_clear_pointer(&job->error, g_free);
}

static int read_job(struct picture_job *job)
{
    const struct picture_codec *codec = find_codec(job->bytes);
    if (!codec) {
        return picture_fail(job, "%s", why_unread(job->bytes));
    }
    job->info.format = codec->format;
    job->info.frames = 1;
    return codec->read(job);
}

/* As people see it: EXIF's turns 5 to 8 swap the sides. */
static struct picture_info info_of(const struct picture_job *job)
{
    struct picture_info info = job->info;
    if (job->orientation >= 5) {
        info.width = job->info.height;
        info.height = job->info.width;
    }
    return info;
}

int picture_look(struct ts_str bytes, struct picture_info *info_r, char **error_r)
{
    struct picture_job job = {.bytes = bytes};
    int result = read_job(&job);
    *info_r = info_of(&job);
    if (result != 0) {
        *error_r = g_steal_pointer(&job.error);
    }
    clear_job(&job);
    return result;
}

static gboolean has_alpha(const guint8 *rgba, gsize pixel_count)
{
    for (const guint8 *alpha = rgba + 3; pixel_count; pixel_count--, alpha += 4) {
        if (*alpha != 255) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The pixels go over to the picture. */
static struct picture finish(struct picture_job *job)
{
    struct picture_info info = info_of(job);
    gsize pixel_count = (gsize)job->width * job->height;
    if (job->profile) {
        picture_profile_apply(job->profile, job->rgba, pixel_count);
    }
    picture_turn(job);
    return (struct picture){
        .width = job->width,
        .height = job->height,
        .natural_width = info.width,
        .natural_height = info.height,
        .format = info.format,
        .quality = job->quality,
        .frames = info.frames,
        .scaling = info.scaling,
        .view_aspect = info.view_aspect,
        .has_alpha = has_alpha(job->rgba, pixel_count),
        .rgba = job->rgba,
    };
}

int picture_decode(struct ts_str bytes, const struct picture_options *options,
                   struct picture *picture_r, char **error_r)
{
    static const struct picture_options plain = {0};
    struct picture_job job = {.bytes = bytes, .options = options ? options : &plain};
    int result = read_job(&job);
    memset(picture_r, 0, sizeof *picture_r);
    if (result == 0) {
        *picture_r = finish(&job);
        job.rgba = NULL;
    } else {
        *error_r = g_steal_pointer(&job.error);
    }
    clear_job(&job);
    return result;
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
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    guint8 *bytes = g_try_malloc(size);
    if (!bytes || !png_image_write_to_memory(&image, bytes, &size, 0, rgba, 0, NULL)) {
        g_free(bytes);
        return NULL;
    }
    return g_bytes_new_take(g_realloc(bytes, size), size);
}

/* librsvg looks up how to read a picture inside an SVG in files, once. No filter may be drawn here:
 * its threads would not live on in the workers. */
void picture_warm(void)
{
    static const char drawing[] =
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink' width='2' "
        "height='2'><path d='M0 0h1v1z'/><image width='1' height='1' "
        "x:href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4"
        "z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg=='/></svg>";
    struct picture picture;
    g_autofree char *error = NULL;
    if (picture_decode(ts_text(drawing), NULL, &picture, &error) == 0) {
        picture_clear(&picture);
    }
}
