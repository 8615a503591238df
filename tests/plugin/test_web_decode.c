/* SPDX-License-Identifier: MIT
 *
 * Content-Encoding: every kind, alone and one inside another, whole, cut, broken, and bombs.
 */
#include "plugins/common/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <brotli/encode.h>
#include <cmocka.h>
#include <zlib.h>
#include <zstd.h>

#define CAP (2u << 20)

static GString *pack_gzip(const GString *plain)
{
    z_stream zlib = {0};
    GString *out = g_string_new(NULL);
    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    g_string_set_size(out, deflateBound(&zlib, plain->len));
    zlib.next_in = (Bytef *)plain->str;
    zlib.avail_in = (uInt)plain->len;
    zlib.next_out = (Bytef *)out->str;
    zlib.avail_out = (uInt)out->len;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    g_string_set_size(out, zlib.total_out);
    deflateEnd(&zlib);
    return out;
}

static GString *pack_brotli(const GString *plain)
{
    size_t size = BrotliEncoderMaxCompressedSize(plain->len) + 64;
    GString *out = g_string_new(NULL);
    g_string_set_size(out, size);
    assert_true(BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, plain->len,
                                      (const uint8_t *)plain->str, &size, (uint8_t *)out->str));
    g_string_set_size(out, size);
    return out;
}

static GString *pack_zstd(const GString *plain)
{
    GString *out = g_string_new(NULL);
    g_string_set_size(out, ZSTD_compressBound(plain->len));
    size_t size = ZSTD_compress(out->str, out->len, plain->str, plain->len, 3);
    assert_false(ZSTD_isError(size));
    g_string_set_size(out, size);
    return out;
}

static const struct {
    const char *name;
    GString *(*pack)(const GString *plain);
} packers[] = {{"gzip", pack_gzip}, {"br", pack_brotli}, {"zstd", pack_zstd}};

/* In the order of the names. */
static GString *pack(const char *encoding, const GString *plain)
{
    g_auto(GStrv) names = g_strsplit(encoding, ", ", 0);
    GString *out = g_string_new_len(plain->str, (gssize)plain->len);
    for (char **name = names; *name; name++) {
        for (size_t i = 0; i < G_N_ELEMENTS(packers); i++) {
            if (g_str_equal(*name, packers[i].name)) {
                GString *packed = packers[i].pack(out);
                g_string_free(out, TRUE);
                out = packed;
            }
        }
    }
    return out;
}

static GString *text_of(size_t size)
{
    GString *text = g_string_new(NULL);
    GRand *random = g_rand_new_with_seed(7);
    while (text->len < size) {
        g_string_append_printf(text, "<p>Plank %d van Vlakwerk</p>\n",
                               g_rand_int_range(random, 0, 90000));
    }
    g_rand_free(random);
    return text;
}

/* As it comes from a server: in pieces. */
static enum decode_result unpack(const char *encoding, struct ts_str packed, size_t piece,
                                 GString *out, gboolean *is_complete_r)
{
    struct decoder *decoder = NULL;
    enum decode_result result = DECODE_OK;
    assert_int_equal(decoder_new(encoding, &decoder), DECODE_PACKED);
    for (size_t at = 0; at < packed.len && result == DECODE_OK; at += piece) {
        result =
            decoder_put(decoder, ts_bytes(packed.ptr + at, MIN(piece, packed.len - at)), out, CAP);
    }
    *is_complete_r = decoder_is_complete(decoder);
    decoder_free(&decoder);
    return result;
}

static const char *const encodings[] = {
    "gzip",       "br",         "zstd",   "gzip, br",   "br, gzip",
    "zstd, gzip", "gzip, zstd", "br, br", "gzip, gzip",
};

static void test_whole(void **state)
{
    static const size_t pieces[] = {1, 7, 1000, 1u << 20};
    GString *plain = text_of(200000);
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        GString *packed = pack(encodings[i], plain);
        for (size_t j = 0; j < G_N_ELEMENTS(pieces); j++) {
            GString *out = g_string_new(NULL);
            gboolean is_complete = FALSE;
            enum decode_result result = unpack(encodings[i], ts_bytes(packed->str, packed->len),
                                               pieces[j], out, &is_complete);
            if (result != DECODE_OK || !is_complete || !g_string_equal(out, plain)) {
                fail_msg("%s in pieces of %zu: %d", encodings[i], pieces[j], (int)result);
            }
            g_string_free(out, TRUE);
        }
        g_string_free(packed, TRUE);
    }
    g_string_free(plain, TRUE);
}

/* Half a stream is never taken for a whole one. */
static void test_cut(void **state)
{
    GString *plain = text_of(20000);
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        GString *packed = pack(encodings[i], plain);
        for (size_t size = 0; size < packed->len; size += 1 + packed->len / 50) {
            GString *out = g_string_new(NULL);
            gboolean is_complete = TRUE;
            unpack(encodings[i], ts_bytes(packed->str, size), 512, out, &is_complete);
            if (is_complete) {
                fail_msg("%s: complete after %zu of %zu", encodings[i], size, packed->len);
            }
            g_string_free(out, TRUE);
        }
        g_string_free(packed, TRUE);
    }
    g_string_free(plain, TRUE);
}

static void test_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        GString *out = g_string_new(NULL);
        gboolean is_complete = FALSE;
        assert_int_equal(unpack(encodings[i],
                                ts_text("<html>no packed stream, whatever it is said to be</html>"),
                                9, out, &is_complete),
                         DECODE_BROKEN);
        g_string_free(out, TRUE);
    }
}

/* 50 MB of nothing: never more than the cap in memory, and over at once. */
static void test_bombs(void **state)
{
    GString *plain = g_string_new(NULL);
    (void)state;
    g_string_set_size(plain, 50u << 20);
    memset(plain->str, 'a', plain->len);
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        GString *packed = pack(encodings[i], plain);
        GString *out = g_string_new(NULL);
        gboolean is_complete = FALSE;
        gint64 begin = g_get_monotonic_time();
        enum decode_result result =
            unpack(encodings[i], ts_bytes(packed->str, packed->len), 16384, out, &is_complete);
        if ((result != DECODE_BOMB && result != DECODE_TOO_LARGE) || out->len > CAP ||
            g_get_monotonic_time() - begin > G_USEC_PER_SEC) {
            fail_msg("%s: %d, %zu bytes", encodings[i], (int)result, out->len);
        }
        g_string_free(out, TRUE);
        g_string_free(packed, TRUE);
    }
    g_string_free(plain, TRUE);
}

/* A frame that asks for 128 MiB of memory is refused, not obeyed. */
static void test_window(void **state)
{
    GString *plain = text_of(1000);
    GString *out = g_string_new(NULL);
    char packed[8192];
    gboolean is_complete = FALSE;
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_inBuffer in = {plain->str, plain->len, 0};
    ZSTD_outBuffer to = {packed, sizeof packed, 0};
    (void)state;
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, 27);
    assert_false(ZSTD_isError(ZSTD_compressStream2(context, &to, &in, ZSTD_e_flush)));
    assert_int_equal(unpack("zstd", ts_bytes(packed, to.pos), to.pos, out, &is_complete),
                     DECODE_BROKEN);
    ZSTD_freeCCtx(context);
    g_string_free(out, TRUE);
    g_string_free(plain, TRUE);
}

static const struct {
    const char *encoding;
    enum decode_need need;
} needs[] = {
    {NULL, DECODE_PLAIN},
    {"", DECODE_PLAIN},
    {"identity", DECODE_PLAIN},
    {"utf-8", DECODE_PLAIN},
    {"none", DECODE_PLAIN},
    {"gzip", DECODE_PACKED},
    {"GZIP", DECODE_PACKED},
    {" gzip ,identity", DECODE_PACKED},
    {"gzip,br", DECODE_PACKED},
    {"zstd", DECODE_PACKED},
    {"gzip,,br", DECODE_PACKED},
    {"gzip, br, gzip", DECODE_UNKNOWN},
    {"gzip, gzip, gzip, gzip, gzip, gzip", DECODE_UNKNOWN},
    {"gzip, utf-8", DECODE_UNKNOWN},
    {"compress", DECODE_UNKNOWN},
    {"dcb", DECODE_UNKNOWN},
};

static void test_needs(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(needs); i++) {
        struct decoder *decoder = NULL;
        if (decoder_new(needs[i].encoding, &decoder) != needs[i].need ||
            (decoder != NULL) != (needs[i].need == DECODE_PACKED)) {
            fail_msg("%s", needs[i].encoding);
        }
        decoder_free(&decoder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole), cmocka_unit_test(test_cut),    cmocka_unit_test(test_broken),
        cmocka_unit_test(test_bombs), cmocka_unit_test(test_window), cmocka_unit_test(test_needs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
