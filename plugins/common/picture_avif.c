/* SPDX-License-Identifier: MIT
 *
 * AVIF by libavif, in one thread, where the library exists.
 */
#include "plugins/common/picture_private.h"

#include <string.h>

#include <avif/avif.h>

#include "plugins/common/limits.h"

/* ISO/IEC 14496-12, 4.3: ftyp comes first, its major brand at 8. */
static gboolean is_avif(struct ts_str bytes)
{
    return bytes.len >= 16 && memcmp(bytes.ptr + 4, "ftyp", 4) == 0 &&
           (memcmp(bytes.ptr + 8, "avif", 4) == 0 || memcmp(bytes.ptr + 8, "avis", 4) == 0);
}

static avifDecoder *decoder_new(struct ts_str bytes)
{
    avifDecoder *decoder = avifDecoderCreate();
    decoder->maxThreads = 1;
    decoder->imageSizeLimit = PICTURE_PIXELS;
    decoder->imageDimensionLimit = PICTURE_SIDE;
    decoder->ignoreXMP = AVIF_TRUE;
    if (avifCodecName(AVIF_CODEC_CHOICE_DAV1D, AVIF_CODEC_FLAG_CAN_DECODE)) {
        decoder->codecChoice = AVIF_CODEC_CHOICE_DAV1D;
    }
    avifDecoderSetIOMemory(decoder, (const uint8_t *)bytes.ptr, bytes.len);
    return decoder;
}

/* Turns anticlockwise by quarters, then a mirror, as one turn of EXIF. */
static guint orientation_of(const avifImage *image)
{
    static const guint8 turns[3][4] = {
        {1, 8, 3, 6}, /* no mirror */
        {4, 5, 2, 7}, /* top and bottom change places */
        {2, 7, 4, 5}, /* left and right */
    };
    guint mirror = image->transformFlags & AVIF_TRANSFORM_IMIR ? 1u + (image->imir.mode & 1) : 0;
    guint quarters = image->transformFlags & AVIF_TRANSFORM_IROT ? image->irot.angle & 3u : 0;
    return turns[mirror][quarters];
}

static void read_head(struct picture_job *job, const avifDecoder *decoder)
{
    job->info.width = decoder->image->width;
    job->info.height = decoder->image->height;
    job->info.frames = (guint)MAX(1, decoder->imageCount);
    job->orientation = orientation_of(decoder->image);
    if (decoder->image->icc.size) {
        job->profile = g_bytes_new(decoder->image->icc.data, decoder->image->icc.size);
    }
}

static int read_pixels(struct picture_job *job, avifDecoder *decoder)
{
    guint frame = job->options->is_last_frame ? job->info.frames - 1 : 0;
    avifRGBImage rgb;
    if ((guint64)(frame + 1) * job->info.width * job->info.height > PICTURE_ANIMATION_PIXELS) {
        return picture_fail(job, "an animation of %u frames of %u x %u pixels is too long",
                            frame + 1, job->info.width, job->info.height);
    }
    avifResult result = avifDecoderNthImage(decoder, frame);
    avifRGBImageSetDefaults(&rgb, decoder->image);
    if (result == AVIF_RESULT_OK && rgb.width == job->info.width &&
        rgb.height == job->info.height) {
        rgb.format = AVIF_RGB_FORMAT_RGBA;
        rgb.depth = 8;
        avifRGBImageAllocatePixels(&rgb);
        result = avifImageYUVToRGB(decoder->image, &rgb);
    }
    if (result != AVIF_RESULT_OK || !rgb.pixels) {
        avifRGBImageFreePixels(&rgb);
        return picture_fail(job, "a damaged AVIF: %s", avifResultToString(result));
    }
    picture_sink_all(job, rgb.pixels, rgb.width, rgb.height);
    avifRGBImageFreePixels(&rgb);
    return 0;
}

static int read_avif(struct picture_job *job)
{
    avifDecoder *decoder = decoder_new(job->bytes);
    avifResult result = avifDecoderParse(decoder);
    int done = -1;
    if (result != AVIF_RESULT_OK) {
        picture_fail(job, "an AVIF that is damaged, or too large: %s", avifResultToString(result));
    } else {
        read_head(job, decoder);
        done = picture_admit(job);
        done = done == 1 ? read_pixels(job, decoder) : done;
    }
    avifDecoderDestroy(decoder);
    return done;
}

const struct picture_codec picture_avif = {
    .format = PICTURE_AVIF,
    .media_type = "image/avif",
    .is = is_avif,
    .read = read_avif,
};
