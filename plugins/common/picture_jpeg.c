/* SPDX-License-Identifier: MIT
 *
 * JPEG (ITU-T T.81) by libjpeg-turbo.
 */
#include "plugins/common/picture_private.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#define EXIF_MARKER (JPEG_APP0 + 1)
#define PROFILE_MARKER (JPEG_APP0 + 2)
#define PROFILE_HEAD 14u /* "ICC_PROFILE\0", which piece, how many */

struct reading {
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    jmp_buf landing;
    struct picture_job *job;
    struct picture_sink *sink;
    struct picture_cmyk *cmyk;
    guint8 *inks; /* a row of CMYK */
};

static gboolean is_jpeg(struct ts_str bytes)
{
    return bytes.len >= 3 && memcmp(bytes.ptr, "\xff\xd8\xff", 3) == 0;
}

static void fail_and_leave(j_common_ptr common)
{
    struct reading *reading = common->client_data;
    char text[JMSG_LENGTH_MAX];
    if (!reading->job->error) {
        reading->errors.format_message(common, text);
        picture_fail(reading->job, "a damaged JPEG: %s", text);
    }
    longjmp(reading->landing, 1);
}

/* Warnings after which pixels are missing or made up; the others are oddities. */
static gboolean costs_pixels(int code)
{
    return code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE || code == JWRN_MUST_RESYNC ||
           code == JWRN_ARITH_BAD_CODE;
}

static void note_message(j_common_ptr common, int level)
{
    if (level < 0 && costs_pixels(common->err->msg_code)) {
        fail_and_leave(common);
    }
}

/* The one place where libjpeg's errors land. */
static gboolean guarded(struct reading *reading, void (*step)(struct reading *))
{
    if (setjmp(reading->landing)) {
        return FALSE;
    }
    step(reading);
    return TRUE;
}

/* The profile lies in pieces, numbered from 1 (ICC.1:2010, B.4). */
static void note_profile(struct reading *reading)
{
    GByteArray *whole = g_byte_array_new();
    for (guint piece = 1; piece < 256; piece++) {
        jpeg_saved_marker_ptr marker = reading->decoder.marker_list;
        while (marker &&
               !(marker->marker == PROFILE_MARKER && marker->data_length > PROFILE_HEAD &&
                 memcmp(marker->data, "ICC_PROFILE", 12) == 0 && marker->data[12] == piece)) {
            marker = marker->next;
        }
        if (!marker) {
            break;
        }
        g_byte_array_append(whole, marker->data + PROFILE_HEAD, marker->data_length - PROFILE_HEAD);
    }
    reading->job->profile = g_byte_array_free_to_bytes(whole);
}

static void note_orientation(struct reading *reading)
{
    for (jpeg_saved_marker_ptr marker = reading->decoder.marker_list; marker;
         marker = marker->next) {
        if (marker->marker == EXIF_MARKER && marker->data_length > 6 &&
            memcmp(marker->data, "Exif\0", 6) == 0) {
            reading->job->orientation = picture_orientation(marker->data, marker->data_length);
            return;
        }
    }
}

/* The luma table of T.81, K.1, which IJG encoders scale by the quality; in natural order. */
static const guint8 standard_luma[DCTSIZE2] = {
    16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55,
    14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62,
    18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
};

/* The mean scale of its own table over the standard's, and back: IJG's jpeg_quality_scaling. */
static void note_quality(struct reading *reading)
{
    const JQUANT_TBL *table = reading->decoder.quant_tbl_ptrs[0];
    guint own = 0, standard = 0;
    for (int i = 0; table && i < DCTSIZE2; i++) {
        own += table->quantval[i];
        standard += standard_luma[i];
    }
    if (own == 0) {
        return;
    }
    double scale = 100.0 * own / standard;
    double quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
    reading->job->quality = (guint)CLAMP(quality + 0.5, 1, 100);
}

static void read_head(struct reading *reading)
{
    struct picture_job *job = reading->job;
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    jpeg_create_decompress(decoder);
    jpeg_mem_src(decoder, (const unsigned char *)job->bytes.ptr, job->bytes.len);
    jpeg_save_markers(decoder, EXIF_MARKER, 0xffff);
    jpeg_save_markers(decoder, PROFILE_MARKER, 0xffff);
    jpeg_read_header(decoder, TRUE);
    job->info.width = decoder->image_width;
    job->info.height = decoder->image_height;
    note_orientation(reading);
}

/* The smallest of n/8 that is no smaller than what is wanted. */
static void choose_scale(struct reading *reading)
{
    guint longest = MAX(reading->job->info.width, reading->job->info.height);
    guint wanted = reading->job->options->max_side;
    reading->decoder.scale_denom = 8;
    reading->decoder.scale_num = 8;
    if (wanted && wanted < longest) {
        reading->decoder.scale_num = (guint)MAX(1, ((guint64)wanted * 8 + longest - 1) / longest);
    }
}

static void begin(struct reading *reading)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    gboolean is_cmyk =
        decoder->jpeg_color_space == JCS_CMYK || decoder->jpeg_color_space == JCS_YCCK;
    choose_scale(reading);
    decoder->out_color_space = is_cmyk ? JCS_CMYK : JCS_EXT_RGBA;
    decoder->do_block_smoothing = FALSE;
    jpeg_start_decompress(decoder);
    note_quality(reading);
    note_profile(reading);
}

/* Without Adobe's marker the inks are as they say; with it they are inverted. */
static void read_inks(struct reading *reading)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    JSAMPROW row = reading->inks;
    jpeg_read_scanlines(decoder, &row, 1);
    for (gsize i = 0; !decoder->saw_Adobe_marker && i < (gsize)decoder->output_width * 4; i++) {
        reading->inks[i] = (guint8)(255 - reading->inks[i]);
    }
    picture_cmyk_row(reading->cmyk, reading->inks, picture_sink_row(reading->sink),
                     decoder->output_width);
}

static void read_rows(struct reading *reading)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    while (decoder->output_scanline < decoder->output_height) {
        if (reading->cmyk) {
            read_inks(reading);
        } else {
            JSAMPROW row = picture_sink_row(reading->sink);
            jpeg_read_scanlines(decoder, &row, 1);
        }
        picture_sink_next(reading->sink);
    }
}

/* A progressive file that ends between two scans shows all of the picture, but blurred. */
static gboolean lacks_scans(const struct jpeg_decompress_struct *decoder)
{
    for (int i = 0; decoder->progressive_mode && i < decoder->num_components; i++) {
        for (int k = 0; k < DCTSIZE2; k++) {
            if (decoder->coef_bits[i][k] != 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static int read_pixels(struct reading *reading)
{
    struct jpeg_decompress_struct *decoder = &reading->decoder;
    if (!guarded(reading, begin)) {
        return -1;
    }
    if (decoder->out_color_space == JCS_CMYK) {
        reading->cmyk = picture_cmyk_new(reading->job->profile);
        reading->inks = g_malloc((gsize)decoder->output_width * 4);
        g_clear_pointer(&reading->job->profile, g_bytes_unref);
    }
    reading->sink = picture_sink_new(reading->job, decoder->output_width, decoder->output_height);
    if (!guarded(reading, read_rows)) {
        return -1;
    }
    if (lacks_scans(decoder)) {
        return picture_fail(reading->job, "a damaged JPEG: it ends too early");
    }
    picture_sink_finish(&reading->sink, reading->job);
    return 0;
}

static int read_jpeg(struct picture_job *job)
{
    struct reading *reading = g_new0(struct reading, 1);
    int result = -1;
    reading->job = job;
    reading->decoder.err = jpeg_std_error(&reading->errors);
    reading->decoder.client_data = reading;
    reading->errors.error_exit = fail_and_leave;
    reading->errors.emit_message = note_message;
    if (guarded(reading, read_head)) {
        result = picture_admit(job);
        result = result == 1 ? read_pixels(reading) : result;
    }
    jpeg_destroy_decompress(&reading->decoder);
    picture_sink_free(&reading->sink);
    picture_cmyk_free(&reading->cmyk);
    g_free(reading->inks);
    g_free(reading);
    return result;
}

const struct picture_codec picture_jpeg = {
    .format = PICTURE_JPEG,
    .media_type = "image/jpeg",
    .is = is_jpeg,
    .read = read_jpeg,
};
