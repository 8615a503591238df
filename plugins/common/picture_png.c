/* SPDX-License-Identifier: MIT
 *
 * PNG (ISO/IEC 15948, third edition for eXIf and acTL) by libpng.
 */
#include "plugins/common/picture_private.h"

#include <setjmp.h>
#include <string.h>

#include <png.h>

#include "plugins/common/limits.h"

#define HEAD_SIZE 8u

struct reading {
    struct picture_job *job;
    png_structp png;
    png_infop info;
    gsize offset;
    int passes;
    struct picture_sink *sink; /* rows go here, or if interlaced */
    guint8 *whole;             /* into this first */
};

static gboolean is_png(struct ts_str bytes)
{
    return bytes.len >= HEAD_SIZE && memcmp(bytes.ptr, "\x89PNG\r\n\x1a\n", HEAD_SIZE) == 0;
}

static void give_bytes(png_structp png, png_bytep to, size_t size)
{
    struct reading *reading = png_get_io_ptr(png);
    struct ts_str bytes = reading->job->bytes;
    if (size > bytes.len - reading->offset) {
        png_error(png, "it ends too early");
    }
    memcpy(to, bytes.ptr + reading->offset, size);
    reading->offset += size;
}

static void note_error(png_structp png, png_const_charp text)
{
    struct reading *reading = png_get_error_ptr(png);
    if (!reading->job->error) {
        picture_fail(reading->job, "a damaged PNG: %s", text);
    }
    png_longjmp(png, 1);
}

static void ignore_warning(png_structp png, png_const_charp text)
{
    (void)png, (void)text;
}

/* The one place where libpng's errors land. */
static gboolean guarded(struct reading *reading, void (*step)(struct reading *))
{
    if (setjmp(png_jmpbuf(reading->png))) {
        return FALSE;
    }
    step(reading);
    return TRUE;
}

/* The number of frames: acTL stands before the first IDAT. */
static guint count_frames(struct ts_str bytes)
{
    const guint8 *ptr = (const guint8 *)bytes.ptr;
    for (gsize at = HEAD_SIZE; at + 12 <= bytes.len;) {
        gsize size = png_get_uint_32(ptr + at);
        if (memcmp(ptr + at + 4, "IDAT", 4) == 0 || size > bytes.len - at - 12) {
            break;
        }
        if (memcmp(ptr + at + 4, "acTL", 4) == 0 && size >= 8) {
            return MAX(1, png_get_uint_32(ptr + at + 8));
        }
        at += size + 12;
    }
    return 1;
}

static void note_orientation(struct reading *reading)
{
    png_bytep exif = NULL;
    png_uint_32 size = 0;
    if (png_get_eXIf_1(reading->png, reading->info, &size, &exif) && size) {
        reading->job->orientation = picture_orientation(exif, size);
    }
}

static void read_head(struct reading *reading)
{
    struct picture_job *job = reading->job;
    png_read_info(reading->png, reading->info);
    job->info.width = png_get_image_width(reading->png, reading->info);
    job->info.height = png_get_image_height(reading->png, reading->info);
    job->info.frames = count_frames(job->bytes);
    note_orientation(reading);
}

/* iCCP before sRGB before gAMA, as the standard has it (11.3.2). */
static void choose_colours(struct reading *reading)
{
    png_charp name = NULL;
    png_bytep profile = NULL;
    png_uint_32 size = 0;
    int method = 0, intent = 0;
    double gamma = 0;
    if (png_get_iCCP(reading->png, reading->info, &name, &method, &profile, &size)) {
        reading->job->profile = g_bytes_new(profile, size);
    } else if (!png_get_sRGB(reading->png, reading->info, &intent) &&
               png_get_gAMA(reading->png, reading->info, &gamma) && gamma > 0.01 && gamma < 10) {
        png_set_gamma(reading->png, 2.2, gamma);
    }
}

/* Whatever it is becomes 8-bit RGBA. */
static void set_transforms(struct reading *reading)
{
    png_byte type = png_get_color_type(reading->png, reading->info);
    choose_colours(reading);
    png_set_expand(reading->png);
    png_set_scale_16(reading->png);
    if (!(type & PNG_COLOR_MASK_COLOR)) {
        png_set_gray_to_rgb(reading->png);
    }
    png_set_add_alpha(reading->png, 255, PNG_FILLER_AFTER);
    reading->passes = png_set_interlace_handling(reading->png);
    png_read_update_info(reading->png, reading->info);
    if (png_get_rowbytes(reading->png, reading->info) != (gsize)reading->job->info.width * 4) {
        png_error(reading->png, "pixels of an unknown kind");
    }
}

static void read_interlaced(struct reading *reading)
{
    gsize row_size = (gsize)reading->job->info.width * 4;
    for (int pass = 0; pass < reading->passes; pass++) {
        for (guint y = 0; y < reading->job->info.height; y++) {
            png_read_row(reading->png, reading->whole + y * row_size, NULL);
        }
    }
}

static void read_rows(struct reading *reading)
{
    for (guint y = 0; y < reading->job->info.height; y++) {
        png_read_row(reading->png, picture_sink_row(reading->sink), NULL);
        picture_sink_next(reading->sink);
    }
}

/* eXIf may stand behind the pixels; what is damaged there costs none. */
static void read_tail(struct reading *reading)
{
    png_read_end(reading->png, reading->info);
    note_orientation(reading);
}

static int read_pixels(struct reading *reading)
{
    struct picture_job *job = reading->job;
    if (!guarded(reading, set_transforms)) {
        return -1;
    }
    if (reading->passes > 1) {
        reading->whole = g_malloc((gsize)job->info.width * job->info.height * 4);
    } else {
        reading->sink = picture_sink_new(job, job->info.width, job->info.height);
    }
    if (!guarded(reading, reading->passes > 1 ? read_interlaced : read_rows)) {
        return -1;
    }
    if (reading->passes > 1) {
        picture_sink_all(job, reading->whole, job->info.width, job->info.height);
    } else {
        picture_sink_finish(&reading->sink, job);
    }
    if (!guarded(reading, read_tail)) {
        g_clear_pointer(&job->error, g_free);
    }
    return 0;
}

static void set_limits(png_structp png)
{
    /* what is too large is told by picture_admit, as of every format, before a row is made */
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_cache_max(png, 64);
    png_set_chunk_malloc_max(png, PICTURE_METADATA_SIZE);
}

static int read_png(struct picture_job *job)
{
    struct reading reading = {.job = job};
    int result = -1;
    reading.png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, note_error, ignore_warning);
    reading.info = png_create_info_struct(reading.png);
    png_set_read_fn(reading.png, &reading, give_bytes);
    set_limits(reading.png);
    if (guarded(&reading, read_head)) {
        result = picture_admit(job);
        result = result == 1 ? read_pixels(&reading) : result;
    }
    picture_sink_free(&reading.sink);
    g_free(reading.whole);
    png_destroy_read_struct(&reading.png, &reading.info, NULL);
    return result;
}

const struct picture_codec picture_png = {
    .format = PICTURE_PNG,
    .media_type = "image/png",
    .is = is_png,
    .read = read_png,
};
