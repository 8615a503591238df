/* SPDX-License-Identifier: MIT
 *
 * zlib, brotli and zstd behind one face, in steps of a few kilobytes so that the caps hold.
 */
#include "plugins/common/decode.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#define STEP (32u << 10)
#define ZSTD_WINDOW_LOG 23 /* 8 MiB: what RFC 9659 grants an encoder for the web */

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
    ZSTD_DStream *zstd;
    gboolean is_complete;
    guint64 taken;         /* bytes that came, packed */
    guint64 between;       /* bytes that passed from the outer one to this one */
    struct decoder *outer; /* what has to be unpacked first, or NULL */
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

/* ---- zstd ---- */

static gboolean begin_zstd(struct decoder *decoder)
{
    decoder->zstd = ZSTD_createDStream();
    return decoder->zstd && !ZSTD_isError(ZSTD_DCtx_setParameter(decoder->zstd, ZSTD_d_windowLogMax,
                                                                 ZSTD_WINDOW_LOG));
}

static void end_zstd(struct decoder *decoder)
{
    ZSTD_freeDStream(decoder->zstd);
}

/* After a frame another may follow. */
static int step_zstd(struct decoder *decoder, struct ts_str *input, char *output)
{
    ZSTD_inBuffer in = {input->ptr, input->len, 0};
    ZSTD_outBuffer out = {output, STEP, 0};
    if (decoder->is_complete && input->len == 0) {
        return 0;
    }
    size_t left = ZSTD_decompressStream(decoder->zstd, &out, &in);
    *input = ts_bytes(input->ptr + in.pos, input->len - in.pos);
    decoder->is_complete = left == 0;
    return ZSTD_isError(left) ? -1 : (int)out.pos;
}

/* ---- the face ---- */

static const struct method methods[] = {
    {"gzip", begin_gzip, step_gzip, end_zlib},
    {"x-gzip", begin_gzip, step_gzip, end_zlib},
    {"deflate", begin_deflate, step_deflate, end_zlib},
    {"br", begin_brotli, step_brotli, end_brotli},
    {"zstd", begin_zstd, step_zstd, end_zstd},
};

/* Compressions that were not asked for. */
static const char *const unknown[] = {"compress", "x-compress",   "dcb",   "dcz",  "sdch",
                                      "exi",      "pack200-gzip", "bzip2", "lzma", "xz"};

static const struct method *find_method(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (g_ascii_strcasecmp(name, methods[i].name) == 0) {
            return &methods[i];
        }
    }
    return NULL;
}

static gboolean is_unknown(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++) {
        if (g_ascii_strcasecmp(name, unknown[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The one that was applied last is undone first (RFC 9110, section 8.4): it becomes the outer. */
static gboolean push(struct decoder **decoder, const struct method *method)
{
    struct decoder *own = g_new0(struct decoder, 1);
    own->method = method;
    if (!method->begin(own)) {
        method->end(own);
        g_free(own);
        return FALSE;
    }
    struct decoder **end = decoder;
    while (*end) {
        end = &(*end)->outer;
    }
    *end = own;
    return TRUE;
}

enum decode_need decoder_new(const char *encoding, struct decoder **decoder_r)
{
    g_auto(GStrv) names = g_strsplit(encoding ? encoding : "", ",", 0);
    guint count = 0;
    *decoder_r = NULL;
    for (char **name = names; *name; name++) {
        const struct method *method = find_method(g_strstrip(*name));
        gboolean is_bad =
            method ? ++count > DECODE_STACK || !push(decoder_r, method)
                   : is_unknown(*name) ||
                         (**name && names[1] && g_ascii_strcasecmp(*name, "identity") != 0);
        if (is_bad) {
            decoder_free(decoder_r);
            return DECODE_UNKNOWN;
        }
    }
    return count ? DECODE_PACKED : DECODE_PLAIN;
}

void decoder_free(struct decoder **decoder)
{
    if (*decoder) {
        decoder_free(&(*decoder)->outer);
        (*decoder)->method->end(*decoder);
        g_free(*decoder);
        *decoder = NULL;
    }
}

static enum decode_result put_one(struct decoder *decoder, struct ts_str bytes, GString *out,
                                  size_t cap)
{
    char step[STEP];
    int size = 0;
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

/* What the outer one makes is passed on in pieces, and measured by what came from the server. */
static enum decode_result put_stacked(struct decoder *decoder, struct ts_str bytes, GString *out,
                                      size_t cap)
{
    char step[STEP];
    int size = 0;
    struct decoder *outer = decoder->outer;
    do {
        size = outer->method->step(outer, &bytes, step);
        enum decode_result result =
            size < 0 ? DECODE_BROKEN : put_one(decoder, ts_bytes(step, (size_t)size), out, cap);
        decoder->between += size > 0 ? (guint64)size : 0;
        if (result == DECODE_OK && decoder->between > MAX(cap, DECODE_RATIO_FREE)) {
            return DECODE_TOO_LARGE;
        }
        if (result != DECODE_OK) {
            return result;
        }
    } while (size == (int)STEP || (bytes.len > 0 && (size > 0 || outer->is_complete)));
    return DECODE_OK;
}

enum decode_result decoder_put(struct decoder *decoder, struct ts_str bytes, GString *out,
                               size_t cap)
{
    decoder->taken += bytes.len;
    return decoder->outer ? put_stacked(decoder, bytes, out, cap)
                          : put_one(decoder, bytes, out, cap);
}

gboolean decoder_is_complete(const struct decoder *decoder)
{
    return decoder->is_complete && (!decoder->outer || decoder->outer->is_complete);
}
