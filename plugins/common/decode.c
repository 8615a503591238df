/* SPDX-License-Identifier: MIT
 *
 * zlib and brotli behind one face, in steps of a few kilobytes so that the caps hold.
 */
#include "plugins/common/decode.h"

#include <brotli/decode.h>
#include <zlib.h>

#define STEP (32u << 10)

struct method {
    const char *name;
    gboolean (*begin)(struct decoder *decoder);
    /* Moves input forward, writes at most STEP bytes; returns how many, or -1: it is broken. */
    int (*step)(struct decoder *decoder, struct ts_str *input, char *output);
    void (*end)(struct decoder *decoder);
};

struct decoder {
    const struct method *method;
    z_stream zlib;
    BrotliDecoderState *brotli;
    gboolean is_complete;
    guint64 taken; /* bytes in */
};

/* ---- zlib ---- */

static gboolean begin_gzip(struct decoder *decoder)
{
    return inflateInit2(&decoder->zlib, 15 + 16) == Z_OK;
}

static gboolean begin_deflate(struct decoder *decoder)
{
    return inflateInit2(&decoder->zlib, 15) == Z_OK;
}

static void end_zlib(struct decoder *decoder)
{
    inflateEnd(&decoder->zlib);
}

static int step_zlib(struct decoder *decoder, struct ts_str *input, char *output)
{
    z_stream *zlib = &decoder->zlib;
    zlib->next_in = (Bytef *)input->ptr;
    zlib->avail_in = (uInt)MIN(input->len, G_MAXUINT);
    zlib->next_out = (Bytef *)output;
    zlib->avail_out = STEP;
    int result = inflate(zlib, Z_NO_FLUSH);
    *input =
        ts_bytes(zlib->next_in, input->len - ((size_t)((const char *)zlib->next_in - input->ptr)));
    if (result == Z_STREAM_END) {
        decoder->is_complete = TRUE;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        return -1;
    }
    return (int)(STEP - zlib->avail_out);
}

/* After the end another member may follow; anything else is padding, as for gzip itself. */
static int step_gzip(struct decoder *decoder, struct ts_str *input, char *output)
{
    if (decoder->is_complete) {
        if (input->len == 0 || input->ptr[0] != '\x1f') {
            *input = ts_text(NULL);
            return 0;
        }
        inflateReset(&decoder->zlib);
        decoder->is_complete = FALSE;
    }
    return step_zlib(decoder, input, output);
}

/* "deflate" is zlib's format; some servers send the bare one (RFC 9110, section 8.4.1.2). */
static int step_deflate(struct decoder *decoder, struct ts_str *input, char *output)
{
    struct ts_str whole = *input;
    if (decoder->is_complete) {
        *input = ts_text(NULL);
        return 0;
    }
    gboolean is_first = decoder->zlib.total_in == 0;
    int size = step_zlib(decoder, input, output);
    if (size < 0 && is_first && inflateReset2(&decoder->zlib, -15) == Z_OK) {
        *input = whole;
        size = step_zlib(decoder, input, output);
    }
    return size;
}

/* ---- brotli ---- */

static gboolean begin_brotli(struct decoder *decoder)
{
    decoder->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    return decoder->brotli != NULL;
}

static void end_brotli(struct decoder *decoder)
{
    BrotliDecoderDestroyInstance(decoder->brotli);
}

static int step_brotli(struct decoder *decoder, struct ts_str *input, char *output)
{
    size_t left = input->len, room = STEP;
    const uint8_t *in = (const uint8_t *)input->ptr;
    uint8_t *out = (uint8_t *)output;
    if (decoder->is_complete) {
        *input = ts_text(NULL);
        return 0;
    }
    BrotliDecoderResult result =
        BrotliDecoderDecompressStream(decoder->brotli, &left, &in, &room, &out, NULL);
    *input = ts_bytes(in, left);
    decoder->is_complete = result == BROTLI_DECODER_RESULT_SUCCESS;
    return result == BROTLI_DECODER_RESULT_ERROR ? -1 : (int)(STEP - room);
}

/* ---- the face ---- */

static const struct method methods[] = {
    {"gzip", begin_gzip, step_gzip, end_zlib},
    {"x-gzip", begin_gzip, step_gzip, end_zlib},
    {"deflate", begin_deflate, step_deflate, end_zlib},
    {"br", begin_brotli, step_brotli, end_brotli},
};

/* Compressions that were not asked for. */
static const char *const unknown[] = {"compress", "x-compress",   "zstd",  "dcb",  "dcz", "sdch",
                                      "exi",      "pack200-gzip", "bzip2", "lzma", "xz"};

enum decode_need decoder_new(const char *encoding, struct decoder **decoder_r)
{
    *decoder_r = NULL;
    if (!encoding) {
        return DECODE_PLAIN;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (g_ascii_strcasecmp(encoding, methods[i].name) == 0) {
            struct decoder *decoder = g_new0(struct decoder, 1);
            decoder->method = &methods[i];
            if (!methods[i].begin(decoder)) {
                g_free(decoder);
                return DECODE_UNKNOWN;
            }
            *decoder_r = decoder;
            return DECODE_PACKED;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++) {
        if (g_ascii_strcasecmp(encoding, unknown[i]) == 0) {
            return DECODE_UNKNOWN;
        }
    }
    return strchr(encoding, ',') ? DECODE_UNKNOWN : DECODE_PLAIN;
}

void decoder_free(struct decoder **decoder)
{
    if (*decoder) {
        (*decoder)->method->end(*decoder);
        g_free(*decoder);
        *decoder = NULL;
    }
}

enum decode_result decoder_put(struct decoder *decoder, struct ts_str bytes, GString *out,
                               size_t cap)
{
    char step[STEP];
    int size = 0;
    decoder->taken += bytes.len;
    do {
        size = decoder->method->step(decoder, &bytes, step);
        if (size < 0) {
            return DECODE_BROKEN;
        }
        if (out->len + (size_t)size > cap) {
            return DECODE_TOO_LARGE;
        }
        g_string_append_len(out, step, size);
        if (out->len > DECODE_RATIO_FREE && out->len / DECODE_RATIO > decoder->taken) {
            return DECODE_BOMB;
        }
    } while (size == (int)STEP || (bytes.len > 0 && (size > 0 || decoder->is_complete)));
    return DECODE_OK;
}

gboolean decoder_is_complete(const struct decoder *decoder)
{
    return decoder->is_complete;
}
