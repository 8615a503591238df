/* SPDX-License-Identifier: MIT
 *
 * WebP (RFC 9649) by libwebp, its animations by libwebpdemux.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#include <webp/decode.h>
#include <webp/demux.h>

#include "plugins/common/limits.h"

static gboolean is_webp(struct ts_str bytes)
{
    return bytes.len >= 16 && memcmp(bytes.ptr, "RIFF", 4) == 0 &&
           memcmp(bytes.ptr + 8, "WEBPVP8", 7) == 0;
}

static WebPData data_of(struct picture_job *job)
{
    return (WebPData){(const guint8 *)job->bytes.ptr, job->bytes.len};
}

static void note_metadata(struct picture_job *job, const WebPDemuxer *demuxer)
{
    WebPChunkIterator chunk;
    if (WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk)) {
        job->profile = g_bytes_new(chunk.chunk.bytes, chunk.chunk.size);
        WebPDemuxReleaseChunkIterator(&chunk);
    }
    if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk)) {
        job->orientation = picture_orientation(chunk.chunk.bytes, chunk.chunk.size);
        WebPDemuxReleaseChunkIterator(&chunk);
    }
}

static int read_frame(struct picture_job *job)
{
    int width = 0, height = 0;
    guint8 *rgba = WebPDecodeRGBA((const guint8 *)job->bytes.ptr, job->bytes.len, &width, &height);
    if (!rgba || (guint)width != job->info.width || (guint)height != job->info.height) {
        WebPFree(rgba);
        return picture_fail(job, "a damaged WebP: its pixels can't be decoded");
    }
    picture_sink_all(job, rgba, (guint)width, (guint)height);
    WebPFree(rgba);
    return 0;
}

/* Frames of an animation build on each other: the last needs all before it. */
static int read_animation(struct picture_job *job)
{
    WebPData data = data_of(job);
    WebPAnimDecoderOptions options;
    guint wanted = job->options->is_last_frame ? job->info.frames : 1;
    guint8 *rgba = NULL;
    int msec = 0, result = -1;
    if ((guint64)wanted * job->info.width * job->info.height > PICTURE_ANIMATION_PIXELS) {
        return picture_fail(job, "an animation of %u frames of %u x %u pixels is too long", wanted,
                            job->info.width, job->info.height);
    }
    WebPAnimDecoderOptionsInit(&options);
    options.color_mode = MODE_RGBA;
    WebPAnimDecoder *decoder = WebPAnimDecoderNew(&data, &options);
    guint frame = 0;
    while (decoder && frame < wanted && WebPAnimDecoderGetNext(decoder, &rgba, &msec)) {
        frame++;
    }
    if (frame == wanted) {
        picture_sink_all(job, rgba, job->info.width, job->info.height);
        result = 0;
    } else {
        picture_fail(job, "a damaged WebP: frame %u can't be decoded", frame + 1);
    }
    WebPAnimDecoderDelete(decoder);
    return result;
}

static int read_webp(struct picture_job *job)
{
    WebPData data = data_of(job);
    WebPDemuxer *demuxer = WebPDemux(&data);
    if (!demuxer) {
        return picture_fail(job, "a damaged WebP: it ends too early, or its parts don't fit");
    }
    job->info.width = WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH);
    job->info.height = WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT);
    job->info.frames = MAX(1, WebPDemuxGetI(demuxer, WEBP_FF_FRAME_COUNT));
    gboolean is_animation = WebPDemuxGetI(demuxer, WEBP_FF_FORMAT_FLAGS) & ANIMATION_FLAG;
    note_metadata(job, demuxer);
    WebPDemuxDelete(demuxer);
    int result = picture_admit(job);
    if (result != 1) {
        return result;
    }
    return is_animation ? read_animation(job) : read_frame(job);
}

const struct picture_codec picture_webp = {
    .format = PICTURE_WEBP,
    .media_type = "image/webp",
    .is = is_webp,
    .read = read_webp,
};
