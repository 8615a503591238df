/* SPDX-License-Identifier: MIT
 *
 * Icons (favicon.ico) and cursors: the largest picture of a file that holds several.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#define HEAD_SIZE 6u
#define ENTRY_SIZE 16u

static guint word(const guint8 *ptr)
{
    return ptr[0] | (guint)ptr[1] << 8;
}

static gsize dword(const guint8 *ptr)
{
    return word(ptr) | (gsize)word(ptr + 2) << 16;
}

static gboolean is_ico(struct ts_str bytes)
{
    const guint8 *ptr = (const guint8 *)bytes.ptr;
    return bytes.len >= HEAD_SIZE + ENTRY_SIZE && word(ptr) == 0 &&
           (word(ptr + 2) == 1 || word(ptr + 2) == 2) && word(ptr + 4) > 0 && ptr[9] == 0 &&
           dword(ptr + 18) >= HEAD_SIZE + ENTRY_SIZE;
}

/* Area, then bits a pixel; a side of 0 means 256. */
static guint worth(const guint8 *entry)
{
    guint width = entry[0] ? entry[0] : 256, height = entry[1] ? entry[1] : 256;
    return width * height * 64 + MIN(word(entry + 6), 63);
}

static const guint8 *find_largest(struct ts_str bytes)
{
    const guint8 *ptr = (const guint8 *)bytes.ptr, *best = ptr + HEAD_SIZE;
    gsize count = MIN(word(ptr + 4), (bytes.len - HEAD_SIZE) / ENTRY_SIZE);
    for (gsize i = 1; i < count; i++) {
        const guint8 *entry = ptr + HEAD_SIZE + i * ENTRY_SIZE;
        best = worth(entry) > worth(best) ? entry : best;
    }
    return best;
}

static int read_ico(struct picture_job *job)
{
    struct ts_str whole = job->bytes;
    const guint8 *entry = find_largest(whole);
    gsize size = dword(entry + 8), offset = dword(entry + 12);
    if (offset > whole.len || size > whole.len - offset) {
        return picture_fail(job, "a damaged icon: its largest picture lies outside the file");
    }
    struct ts_str bytes = ts_bytes(whole.ptr + offset, size);
    if (!picture_png.is(bytes)) {
        return picture_icon_bitmap(job, bytes);
    }
    job->bytes = bytes;
    int result = picture_png.read(job);
    job->bytes = whole;
    return result;
}

const struct picture_codec picture_ico = {
    .format = PICTURE_ICO,
    .media_type = "image/x-icon",
    .is = is_ico,
    .read = read_ico,
};
