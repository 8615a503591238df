/* SPDX-License-Identifier: MIT
 *
 * Which way up a camera was held (EXIF 2.3, 4.6.4, Orientation), and the turn that undoes it.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#include <libexif/exif-data.h>

static const guint8 exif_head[6] = "Exif\0";

guint picture_orientation(const guint8 *exif, gsize size)
{
    g_autofree guint8 *whole = NULL;
    guint orientation = 0;
    if (size < 8 || size > (1u << 20)) {
        return 0;
    }
    if (memcmp(exif, exif_head, sizeof exif_head) != 0) {
        whole = g_malloc(size + sizeof exif_head);
        memcpy(whole, exif_head, sizeof exif_head);
        memcpy(whole + sizeof exif_head, exif, size);
        exif = whole;
        size += sizeof exif_head;
    }
    ExifData *data = exif_data_new_from_data(exif, (unsigned)size);
    ExifEntry *entry =
        data ? exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : NULL;
    if (entry && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) {
        orientation = exif_get_short(entry->data, exif_data_get_byte_order(data));
    }
    if (data) {
        exif_data_unref(data);
    }
    return orientation <= 8 ? orientation : 0;
}

/* Where the pixel that comes to stand at 0, 0 was, and the steps along a new row and column. */
struct walk {
    gsize start;
    gssize right, down;
};

static struct walk walk_of(guint orientation, gssize width, gssize height)
{
    const gssize last_column = width - 1, last_row = (height - 1) * width;
    const struct walk walks[9] = {
        {0, 1, width},
        {0, 1, width},
        {(gsize)last_column, -1, width},
        {(gsize)(last_row + last_column), -1, -width},
        {(gsize)last_row, 1, -width},
        {0, width, 1},
        {(gsize)last_row, -width, 1},
        {(gsize)(last_row + last_column), -width, -1},
        {(gsize)last_column, width, -1},
    };
    return walks[orientation];
}

void picture_turn(struct picture_job *job)
{
    if (job->orientation < 2) {
        return;
    }
    struct walk walk = walk_of(job->orientation, job->width, job->height);
    gboolean is_sideways = job->orientation >= 5;
    guint width = is_sideways ? job->height : job->width;
    guint height = is_sideways ? job->width : job->height;
    guint32 *turned = g_new(guint32, (gsize)width * height);
    const guint8 *pixels = job->rgba;
    for (guint y = 0; y < height; y++) {
        gssize from = (gssize)walk.start + (gssize)y * walk.down;
        for (guint x = 0; x < width; x++, from += walk.right) {
            memcpy(&turned[(gsize)y * width + x], pixels + from * 4, 4);
        }
    }
    g_free(job->rgba);
    job->rgba = (guint8 *)turned;
    job->width = width;
    job->height = height;
}
