/* SPDX-License-Identifier: MIT
 *
 * GIF (89a) by giflib; its animations as they are shown, frame upon frame.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#include <gif_lib.h>

#include "plugins/common/limits.h"

#define HEAD_SIZE 13u
#define TRANSPARENT_COLOUR 0u
#define IMAGE_MARK 0x2c
#define EXTENSION_MARK 0x21

struct reading {
    struct picture_job *job;
    gsize offset;
    GifFileType *file;
    GraphicsControlBlock control; /* of the next frame */
    guint32 *canvas, *before;     /* pixels RGBA in memory order; before: as it was, or NULL */
    guint8 *line;
};

static gboolean is_gif(struct ts_str bytes)
{
    return bytes.len >= HEAD_SIZE &&
           (memcmp(bytes.ptr, "GIF87a", 6) == 0 || memcmp(bytes.ptr, "GIF89a", 6) == 0);
}

/* ---- the header: nothing is unpacked ---- */

static gsize colours_size(guint8 flags)
{
    return flags & 0x80 ? 3u << ((flags & 7) + 1) : 0;
}

/* Behind the blocks that begin at an offset; or past the end. */
static gsize skip_blocks(struct ts_str bytes, gsize at)
{
    while (at < bytes.len && bytes.ptr[at] != 0) {
        at += 1 + (guint8)bytes.ptr[at];
    }
    return at + 1;
}

/* Frames that are there as a whole; at least 1, of which the decoder then says what is wrong. */
static guint count_frames(struct ts_str bytes)
{
    guint count = 0;
    gsize at = HEAD_SIZE + colours_size((guint8)bytes.ptr[10]);
    while (at + 10 < bytes.len) {
        if (bytes.ptr[at] == EXTENSION_MARK) {
            at = skip_blocks(bytes, at + 2);
        } else if (bytes.ptr[at] == IMAGE_MARK) {
            at = skip_blocks(bytes, at + 11 + colours_size((guint8)bytes.ptr[at + 9]));
            count += at <= bytes.len;
        } else {
            break;
        }
    }
    return MAX(1, count);
}

static void read_head(struct picture_job *job)
{
    const guint8 *ptr = (const guint8 *)job->bytes.ptr;
    job->info.width = ptr[6] | (guint)ptr[7] << 8;
    job->info.height = ptr[8] | (guint)ptr[9] << 8;
    job->info.frames = count_frames(job->bytes);
}

/* ---- the pixels ---- */

static int give_bytes(GifFileType *file, GifByteType *to, int size)
{
    struct reading *reading = file->UserData;
    gsize left = reading->job->bytes.len - reading->offset;
    gsize taken = MIN(left, (gsize)size);
    memcpy(to, reading->job->bytes.ptr + reading->offset, taken);
    reading->offset += taken;
    return (int)taken;
}

static guint32 colour_of(const GifColorType *colour)
{
    guint8 rgba[4] = {colour->Red, colour->Green, colour->Blue, 255};
    guint32 pixel;
    memcpy(&pixel, rgba, 4);
    return pixel;
}

/* What of a line lies on the canvas. */
static void draw_line(struct reading *reading, guint y, const ColorMapObject *colours)
{
    const GifImageDesc *place = &reading->file->Image;
    const struct picture_info *info = &reading->job->info;
    gsize top = (gsize)place->Top + y;
    for (guint x = 0; top < info->height && x < (guint)place->Width; x++) {
        gsize left = (gsize)place->Left + x;
        int value = reading->line[x];
        if (left < info->width && value != reading->control.TransparentColor &&
            value < colours->ColorCount) {
            reading->canvas[top * info->width + left] = colour_of(&colours->Colors[value]);
        }
    }
}

static int draw_lines(struct reading *reading, const ColorMapObject *colours)
{
    static const struct {
        guint first, step;
    } plain[] = {{0, 1}}, interlaced[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};
    GifFileType *file = reading->file;
    guint passes = file->Image.Interlace ? 4 : 1;
    for (guint pass = 0; pass < passes; pass++) {
        guint first = passes > 1 ? interlaced[pass].first : plain[0].first;
        guint step = passes > 1 ? interlaced[pass].step : plain[0].step;
        for (guint y = first; y < (guint)file->Image.Height; y += step) {
            if (DGifGetLine(file, reading->line, file->Image.Width) == GIF_ERROR) {
                return -1;
            }
            draw_line(reading, y, colours);
        }
    }
    return 0;
}

/* What the frame before asked for. */
static void dispose(struct reading *reading, const GifImageDesc *place, int disposal)
{
    const struct picture_info *info = &reading->job->info;
    gsize canvas_size = (gsize)info->width * info->height * 4;
    if (disposal == DISPOSE_PREVIOUS && reading->before) {
        memcpy(reading->canvas, reading->before, canvas_size);
    }
    gsize right = MIN((gsize)place->Left + (gsize)place->Width, info->width);
    gsize bottom = MIN((gsize)place->Top + (gsize)place->Height, info->height);
    for (gsize y = (gsize)place->Top; disposal == DISPOSE_BACKGROUND && y < bottom; y++) {
        for (gsize x = (gsize)place->Left; x < right; x++) {
            reading->canvas[y * info->width + x] = TRANSPARENT_COLOUR;
        }
    }
}

static void keep_canvas(struct reading *reading)
{
    gsize count = (gsize)reading->job->info.width * reading->job->info.height;
    if (reading->control.DisposalMode == DISPOSE_PREVIOUS) {
        reading->before = reading->before ? reading->before : g_new(guint32, count);
        memcpy(reading->before, reading->canvas, count * 4);
    }
}

static int draw_frame(struct reading *reading)
{
    GifFileType *file = reading->file;
    if (DGifGetImageDesc(file) == GIF_ERROR) {
        return -1;
    }
    const ColorMapObject *colours = file->Image.ColorMap ? file->Image.ColorMap : file->SColorMap;
    if (!colours) {
        return picture_fail(reading->job, "a damaged GIF: it has no colours");
    }
    if ((guint64)file->Image.Width * (guint64)file->Image.Height > PICTURE_PIXELS) {
        return picture_fail(reading->job, "a damaged GIF: a frame of %d x %d pixels",
                            file->Image.Width, file->Image.Height);
    }
    keep_canvas(reading);
    reading->line = g_realloc(reading->line, MAX(1, (gsize)file->Image.Width));
    return draw_lines(reading, colours);
}

static int read_extension(struct reading *reading)
{
    int code = 0;
    GifByteType *block = NULL;
    if (DGifGetExtension(reading->file, &code, &block) == GIF_ERROR) {
        return -1;
    }
    if (code == GRAPHICS_EXT_FUNC_CODE && block && block[0] >= 4) {
        DGifExtensionToGCB(block[0], block + 1, &reading->control);
    }
    while (block) {
        if (DGifGetExtensionNext(reading->file, &block) == GIF_ERROR) {
            return -1;
        }
    }
    return 0;
}

static void reset_control(struct reading *reading)
{
    reading->control =
        (GraphicsControlBlock){.DisposalMode = DISPOSAL_UNSPECIFIED, .TransparentColor = -1};
}

/* 0, or -1: giflib says why in file->Error, or the job has its error. */
static int draw_frames(struct reading *reading, guint wanted)
{
    guint frame = 0;
    reset_control(reading);
    while (frame < wanted) {
        GifRecordType type = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(reading->file, &type) == GIF_ERROR || type == TERMINATE_RECORD_TYPE) {
            return -1;
        }
        if (type == EXTENSION_RECORD_TYPE && read_extension(reading) != 0) {
            return -1;
        }
        if (type != IMAGE_DESC_RECORD_TYPE) {
            continue;
        }
        if (draw_frame(reading) != 0) {
            return -1;
        }
        if (++frame < wanted) {
            dispose(reading, &reading->file->Image, reading->control.DisposalMode);
        }
        reset_control(reading);
    }
    return 0;
}

static int read_pixels(struct picture_job *job)
{
    struct reading reading = {.job = job};
    guint wanted = job->options->is_last_frame ? job->info.frames : 1;
    int code = 0;
    if ((guint64)wanted * job->info.width * job->info.height > PICTURE_ANIMATION_PIXELS) {
        return picture_fail(job, "an animation of %u frames of %u x %u pixels is too long", wanted,
                            job->info.width, job->info.height);
    }
    reading.file = DGifOpen(&reading, give_bytes, &code);
    if (!reading.file) {
        return picture_fail(job, "a damaged GIF: its header makes no sense");
    }
    reading.canvas = g_new0(guint32, (gsize)job->info.width * job->info.height);
    int result = draw_frames(&reading, wanted);
    if (result == 0) {
        picture_sink_all(job, (const guint8 *)reading.canvas, job->info.width, job->info.height);
    } else if (!job->error) {
        const char *why = GifErrorString(reading.file->Error);
        picture_fail(job, "a damaged GIF: %s", why ? why : "it ends too early");
    }
    DGifCloseFile(reading.file, &code);
    g_free(reading.canvas);
    g_free(reading.before);
    g_free(reading.line);
    return result;
}

static int read_gif(struct picture_job *job)
{
    read_head(job);
    int result = picture_admit(job);
    return result == 1 ? read_pixels(job) : result;
}

const struct picture_codec picture_gif = {
    .format = PICTURE_GIF,
    .media_type = "image/gif",
    .is = is_gif,
    .read = read_gif,
};
