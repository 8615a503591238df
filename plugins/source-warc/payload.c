/* SPDX-License-Identifier: MIT
 *
 * The content of a block as a reader gets it: out of its chunks, unpacked, and what it was.
 */
#include "plugins/common/decode.h"
#include "plugins/source-warc/digest.h"
#include "plugins/source-warc/head.h"
#include "plugins/source-warc/http.h"
#include "plugins/source-warc/record.h"
#include "plugins/source-warc/warc.h"

/* The stations of a body; each may be what a crawler took the digest of. */
struct stations {
    struct ts_str block, raw, joined;
    GString *chunks;
};

static void fail(struct page *page, const char *why)
{
    if (!page->failure) {
        page->failure = g_strdup(why);
    }
}

static void fail_size(struct page *page, const char *why)
{
    page->is_limit = page->is_limit || !page->failure;
    fail(page, why);
}

/* ---- chunks ---- */

static void join(struct page *page, const struct http *http, struct stations *stations)
{
    struct ts_str coding = http->fields[HTTP_TRANSFER];
    stations->joined = stations->raw;
    if (coding.len == 0 || head_is_name(coding, "identity")) {
        return;
    }
    if (!head_is_name(coding, "chunked")) {
        fail(page, "has a transfer coding that is not read");
        return;
    }
    stations->chunks = g_string_new(NULL);
    enum http_chunks result = http_join_chunks(stations->raw, stations->chunks);
    if (result == HTTP_CHUNKS_NONE) {
        return;
    }
    stations->joined = ts_bytes(stations->chunks->str, stations->chunks->len);
    if (result == HTTP_CHUNKS_CUT) {
        fail(page, "the answer was cut off: its last chunk is missing");
    } else if (result == HTTP_CHUNKS_BROKEN) {
        fail(page, "the answer is damaged: its chunks are not as long as they say");
    }
}

/* Less came than was announced; of what came unpacked or in chunks the number says nothing. */
static gboolean is_short(const struct http *http, struct ts_str body)
{
    struct ts_str length = http->fields[HTTP_LENGTH];
    g_autofree char *text = g_strndup(length.ptr ? length.ptr : "", length.len);
    guint64 announced = 0;
    return !http->fields[HTTP_TRANSFER].len && !http->fields[HTTP_ENCODING].len &&
           g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64, &announced, NULL) &&
           body.len < announced;
}

/* ---- packing ---- */

/* Crawlers that unpack what they keep leave the header as it was. */
static gboolean looks_unpacked(struct ts_str body)
{
    const char *end = body.ptr;
    size_t size = MIN(body.len, 1024u);
    gboolean is_text = g_utf8_validate(body.ptr ? body.ptr : "", (gssize)size, &end) ||
                       (size < body.len && size - (size_t)(end - body.ptr) < 4);
    for (size_t i = 0; i < size; i++) {
        is_text = is_text && ((guchar)body.ptr[i] >= 0x20 || g_ascii_isspace(body.ptr[i]));
    }
    return is_text;
}

static void unpack(struct page *page, struct decoder *decoder, struct ts_str body)
{
    switch (decoder_put(decoder, body, page->body, WARC_PAGE_SIZE)) {
    case DECODE_OK:
        if (!decoder_is_complete(decoder)) {
            fail(page, "the answer was cut off: it can't be unpacked to its end");
        }
        break;
    case DECODE_TOO_LARGE:
        fail_size(page, "is larger than the 20 MB that are read of one page");
        break;
    case DECODE_BOMB:
        fail_size(page, "grows more than 200-fold when it is unpacked");
        break;
    default:
        fail(page, "can't be unpacked: it is not what its Content-Encoding says");
    }
}

static void take_body(struct page *page, struct ts_str body)
{
    if (body.len > WARC_PAGE_SIZE) {
        fail_size(page, "is larger than the 20 MB that are read of one page");
        return;
    }
    g_string_append_len(page->body, body.ptr, (gssize)body.len);
}

static void decode(struct page *page, struct ts_str encoding, struct ts_str body)
{
    struct decoder *decoder = NULL;
    g_autofree char *name = encoding.len ? g_strndup(encoding.ptr, encoding.len) : NULL;
    enum decode_need need = decoder_new(name, &decoder);
    if (need == DECODE_PLAIN || looks_unpacked(body)) {
        take_body(page, body);
    } else if (need == DECODE_PACKED) {
        unpack(page, decoder, body);
    } else {
        fail(page, "is packed in a way that is not read");
    }
    decoder_free(&decoder);
}

/* ---- digests ---- */

/* Crawlers differ in what they take a payload's digest of: any station will do. */
static enum digest_verdict judge_payload(struct ts_str digest, const struct page *page,
                                         const struct stations *stations)
{
    struct ts_str kept = ts_bytes(page->body->str, page->body->len);
    const struct ts_str stations_of[] = {stations->raw, stations->joined, kept};
    enum digest_verdict verdict = DIGEST_UNKNOWN;
    for (size_t i = 0; i < G_N_ELEMENTS(stations_of) && verdict != DIGEST_SAME; i++) {
        verdict = digest_judge(digest, stations_of[i]);
    }
    return verdict;
}

/* One digest that is right proves the content; it is damaged if none is, and one is wrong. */
static gboolean is_damaged(const struct record *record, struct ts_str expected,
                           const struct page *page, const struct stations *stations)
{
    enum digest_verdict block =
        digest_judge(record->fields[RECORD_FIELD_BLOCK_DIGEST], stations->block);
    enum digest_verdict payload =
        judge_payload(record->fields[RECORD_FIELD_PAYLOAD_DIGEST], page, stations);
    struct ts_str own = record->fields[RECORD_FIELD_PAYLOAD_DIGEST];
    gboolean is_other =
        own.len != expected.len ||
        g_ascii_strncasecmp(own.ptr ? own.ptr : "", expected.ptr ? expected.ptr : "", own.len) != 0;
    if (is_other && judge_payload(expected, page, stations) == DIGEST_DIFFERENT) {
        return TRUE;
    }
    return block != DIGEST_SAME && payload != DIGEST_SAME &&
           (block == DIGEST_DIFFERENT || payload == DIGEST_DIFFERENT);
}

/* ---- the whole ---- */

static char *dup_str(struct ts_str text)
{
    return text.len ? g_utf8_make_valid(text.ptr, (gssize)text.len) : NULL;
}

static void take_http(struct page *page, const struct http *http, struct stations *stations)
{
    page->status = http->status;
    page->type = dup_str(http->fields[HTTP_TYPE]);
    page->language = dup_str(http->fields[HTTP_LANGUAGE]);
    page->location = dup_str(http->fields[HTTP_LOCATION]);
    stations->raw = stations->joined = http->body;
    if (page->status < 200 || page->status > 299) {
        return; /* its body is not read */
    }
    join(page, http, stations);
    if (!page->failure && is_short(http, stations->joined)) {
        fail(page, "the answer was cut off: it is shorter than it says");
    }
    if (!page->failure) {
        decode(page, http->fields[HTTP_ENCODING], stations->joined);
    }
}

static void take_plain(struct page *page, const struct record *record, struct stations *stations)
{
    page->status = 200;
    page->type = dup_str(record->fields[RECORD_FIELD_MEDIA_TYPE]);
    stations->raw = stations->joined = stations->block;
    take_body(page, stations->block);
}

void payload_read(const struct record *record, struct ts_str block, struct ts_str expected,
                  struct page *page_r)
{
    struct stations stations = {.block = block};
    struct http http;
    page_r->body = g_string_new(NULL);
    if (!record_is_http(record)) {
        take_plain(page_r, record, &stations);
    } else if (!http_parse(block, &http)) {
        fail(page_r, "the record holds no HTTP answer that can be read");
        stations.raw = stations.joined = block;
    } else if (block.len - http.body.len > WARC_HEAD_SIZE) {
        fail_size(page_r, "its headers are larger than 64 KB");
    } else {
        take_http(page_r, &http, &stations);
    }
    if (!page_r->is_limit && is_damaged(record, expected, page_r, &stations)) {
        g_free(page_r->failure);
        page_r->failure = g_strdup("is damaged: it does not match its digest");
    }
    if (stations.chunks) {
        g_string_free(stations.chunks, TRUE);
    }
}
