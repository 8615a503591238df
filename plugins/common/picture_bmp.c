/* SPDX-License-Identifier: MIT
 *
 * Device-independent bitmaps (Windows: BITMAPINFOHEADER and its kin): files of their own, and
 * inside icons. No library that is already here reads them.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#define FILE_HEAD 14u
#define CORE_HEAD 12u /* OS/2 1.x: 16-bit sizes, colours of three bytes */
#define INFO_HEAD 40u

enum compression { PLAIN = 0, BITFIELDS = 3, ALPHA_BITFIELDS = 6 };

struct bitmap {
    const guint8 *ptr;
    gsize size;
    gsize pixels, mask; /* offsets; mask: of an icon's transparency, or 0 */
    guint width, height;
    gboolean is_top_down, is_icon;
    guint bits, compression;
    gsize colours; /* offset of the palette */
    guint colour_count, colour_size;
    guint32 masks[4]; /* red, green, blue, alpha */
};

static guint16 word(const guint8 *ptr)
{
    return (guint16)(ptr[0] | ptr[1] << 8);
}

static guint32 dword(const guint8 *ptr)
{
    return word(ptr) | (guint32)word(ptr + 2) << 16;
}

static gsize row_size(guint width, guint bits)
{
    return ((gsize)width * bits + 31) / 32 * 4;
}

static void read_core_head(struct bitmap *bitmap)
{
    bitmap->width = word(bitmap->ptr + 4);
    bitmap->height = word(bitmap->ptr + 6);
    bitmap->bits = word(bitmap->ptr + 10);
    bitmap->colour_size = 3;
}

static void read_info_head(struct bitmap *bitmap)
{
    gint32 width = (gint32)dword(bitmap->ptr + 4), height = (gint32)dword(bitmap->ptr + 8);
    bitmap->is_top_down = height < 0;
    bitmap->width = width > 0 ? (guint)width : 0;
    bitmap->height = height < 0 ? 0u - (guint)height : (guint)height;
    bitmap->height /= bitmap->is_icon ? 2 : 1;
    bitmap->bits = word(bitmap->ptr + 14);
    bitmap->compression = dword(bitmap->ptr + 16);
    bitmap->colour_count = dword(bitmap->ptr + 32);
    bitmap->colour_size = 4;
}

/* Where red, green, blue and alpha stand in 16 and 32 bits. */
static void choose_masks(struct bitmap *bitmap, guint head)
{
    static const guint32 usual16[4] = {0x7c00, 0x03e0, 0x001f, 0};
    static const guint32 usual32[4] = {0xff0000, 0xff00, 0xff, 0xff000000};
    memcpy(bitmap->masks, bitmap->bits == 16 ? usual16 : usual32, sizeof bitmap->masks);
    if (!bitmap->is_icon && bitmap->bits == 32) {
        bitmap->masks[3] = 0; /* not said in a file of its own: unused */
    }
    if (bitmap->compression == PLAIN || bitmap->size < INFO_HEAD + 12) {
        return;
    }
    gboolean has_alpha =
        (head >= 56 || bitmap->compression == ALPHA_BITFIELDS) && bitmap->size >= INFO_HEAD + 16;
    for (guint i = 0; i < 4; i++) {
        bitmap->masks[i] = i < 3 || has_alpha ? dword(bitmap->ptr + INFO_HEAD + i * 4) : 0;
    }
    if (head == INFO_HEAD) {
        bitmap->colours += has_alpha ? 16 : 12;
    }
}

static int read_head(struct picture_job *job, struct bitmap *bitmap)
{
    guint head = bitmap->size >= INFO_HEAD ? dword(bitmap->ptr) : 0;
    if (head != CORE_HEAD && (head < INFO_HEAD || head > bitmap->size)) {
        return picture_fail(job, "a damaged bitmap: its header makes no sense");
    }
    if (head == CORE_HEAD) {
        read_core_head(bitmap);
    } else {
        read_info_head(bitmap);
    }
    bitmap->colours = head;
    choose_masks(bitmap, head);
    job->info.width = bitmap->width;
    job->info.height = bitmap->height;
    return 0;
}

/* 0, or -1 with the error. */
static int lay_out(struct picture_job *job, struct bitmap *bitmap)
{
    guint bits = bitmap->bits;
    if (bitmap->compression != PLAIN &&
        !((bits == 16 || bits == 32) &&
          (bitmap->compression == BITFIELDS || bitmap->compression == ALPHA_BITFIELDS))) {
        return picture_fail(job, "a compressed bitmap is not read: save it as PNG");
    }
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
        return picture_fail(job, "a damaged bitmap: %u bits a pixel", bits);
    }
    guint most = bits <= 8 ? 1u << bits : 0;
    guint count = bitmap->colour_count && bitmap->colour_count < most ? bitmap->colour_count : most;
    bitmap->colour_count = count;
    gsize behind = bitmap->colours + (gsize)count * bitmap->colour_size;
    bitmap->pixels = bitmap->pixels ? bitmap->pixels : behind;
    gsize body = row_size(bitmap->width, bits) * bitmap->height;
    if (behind > bitmap->size || bitmap->pixels > bitmap->size ||
        body > bitmap->size - bitmap->pixels) {
        return picture_fail(job, "a damaged bitmap: it ends too early");
    }
    gsize mask = bitmap->pixels + body;
    if (bitmap->is_icon && row_size(bitmap->width, 1) * bitmap->height <= bitmap->size - mask) {
        bitmap->mask = mask;
    }
    return 0;
}

static guint8 channel(guint32 value, guint32 mask)
{
    if (mask == 0) {
        return 0;
    }
    guint shift = (guint)__builtin_ctz(mask);
    guint64 most = mask >> shift;
    return (guint8)(((value & mask) >> shift) * (guint64)255 / most);
}

static void unpack_masked(const struct bitmap *bitmap, const guint8 *row, guint8 *to)
{
    for (guint x = 0; x < bitmap->width; x++, to += 4) {
        guint32 value = bitmap->bits == 16 ? word(row + x * 2) : dword(row + x * 4);
        for (int i = 0; i < 3; i++) {
            to[i] = channel(value, bitmap->masks[i]);
        }
        to[3] = bitmap->masks[3] ? channel(value, bitmap->masks[3]) : 255;
    }
}

static void unpack_palette(const struct bitmap *bitmap, const guint8 *row, guint8 *to)
{
    guint per_byte = 8 / bitmap->bits;
    for (guint x = 0; x < bitmap->width; x++, to += 4) {
        guint shift = 8 - bitmap->bits * (x % per_byte + 1);
        guint value = (row[x / per_byte] >> shift) & ((1u << bitmap->bits) - 1);
        const guint8 *colour = bitmap->ptr + bitmap->colours + (gsize)value * bitmap->colour_size;
        for (int i = 0; i < 3; i++) {
            to[i] = value < bitmap->colour_count ? colour[2 - i] : 0;
        }
        to[3] = 255;
    }
}

static void unpack_row(const struct bitmap *bitmap, const guint8 *row, guint8 *to)
{
    if (bitmap->bits <= 8) {
        unpack_palette(bitmap, row, to);
    } else if (bitmap->bits != 24) {
        unpack_masked(bitmap, row, to);
    } else {
        for (guint x = 0; x < bitmap->width; x++, row += 3, to += 4) {
            to[0] = row[2];
            to[1] = row[1];
            to[2] = row[0];
            to[3] = 255;
        }
    }
}

static const guint8 *row_at(const struct bitmap *bitmap, gsize from, guint bits, guint y)
{
    guint stored = bitmap->is_top_down ? y : bitmap->height - 1 - y;
    return bitmap->ptr + from + row_size(bitmap->width, bits) * stored;
}

/* An icon of 32 bits has its own alpha, unless that is 0 all over: then the mask counts. */
static gboolean has_own_alpha(const struct bitmap *bitmap)
{
    gsize end = bitmap->pixels + row_size(bitmap->width, bitmap->bits) * bitmap->height;
    for (gsize at = bitmap->pixels; bitmap->bits == 32 && bitmap->masks[3] && at < end; at += 4) {
        if (dword(bitmap->ptr + at) & bitmap->masks[3]) {
            return TRUE;
        }
    }
    return FALSE;
}

static void mask_row(const struct bitmap *bitmap, guint y, guint8 *to)
{
    const guint8 *bits = bitmap->mask ? row_at(bitmap, bitmap->mask, 1, y) : NULL;
    for (guint x = 0; x < bitmap->width; x++, to += 4) {
        to[3] = bits && bits[x / 8] & 0x80 >> x % 8 ? 0 : 255;
    }
}

static int read_bitmap(struct picture_job *job, struct bitmap *bitmap)
{
    if (read_head(job, bitmap) != 0) {
        return -1;
    }
    int result = picture_admit(job);
    if (result != 1) {
        return result;
    }
    if (lay_out(job, bitmap) != 0) {
        return -1;
    }
    gboolean is_masked = bitmap->is_icon && !has_own_alpha(bitmap);
    struct picture_sink *sink = picture_sink_new(job, bitmap->width, bitmap->height);
    for (guint y = 0; y < bitmap->height; y++) {
        guint8 *to = picture_sink_row(sink);
        unpack_row(bitmap, row_at(bitmap, bitmap->pixels, bitmap->bits, y), to);
        if (is_masked) {
            mask_row(bitmap, y, to);
        }
        picture_sink_next(sink);
    }
    picture_sink_finish(&sink, job);
    return 0;
}

int picture_icon_bitmap(struct picture_job *job, struct ts_str bytes)
{
    struct bitmap bitmap = {.ptr = (const guint8 *)bytes.ptr, .size = bytes.len, .is_icon = TRUE};
    return read_bitmap(job, &bitmap);
}

static gboolean is_bmp(struct ts_str bytes)
{
    const guint8 *ptr = (const guint8 *)bytes.ptr;
    return bytes.len >= FILE_HEAD + 4 && memcmp(ptr, "BM", 2) == 0 &&
           (dword(ptr + FILE_HEAD) == CORE_HEAD ||
            (dword(ptr + FILE_HEAD) >= INFO_HEAD && dword(ptr + FILE_HEAD) <= 124));
}

static int read_bmp(struct picture_job *job)
{
    const guint8 *ptr = (const guint8 *)job->bytes.ptr;
    guint32 pixels = dword(ptr + 10);
    struct bitmap bitmap = {.ptr = ptr + FILE_HEAD, .size = job->bytes.len - FILE_HEAD};
    bitmap.pixels = pixels > FILE_HEAD ? pixels - FILE_HEAD : 0;
    return read_bitmap(job, &bitmap);
}

const struct picture_codec picture_bmp = {
    .format = PICTURE_BMP,
    .media_type = "image/bmp",
    .is = is_bmp,
    .read = read_bmp,
};
