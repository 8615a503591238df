/* SPDX-License-Identifier: MIT
 *
 * What the source "warc" makes of sound records: a page as it was fetched, or why it is none.
 */
#include "tests/plugin/warc_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- one record ---- */

static const struct row {
    const char *name, *type, *headers, *block;
    unsigned status;
    const char *said;
} rows[] = {
    {"a page", "response", "", HTML "\r\n<p>Een vloer.", TS_FETCHED, "<p>Een vloer."},
    {"line ends of one byte", "response", "", "HTTP/1.0 200 OK\nContent-Type: text/html\n\n<p>x",
     TS_FETCHED, "<p>x"},
    {"HTTP/2", "response", "", "HTTP/2 200\r\ncontent-type: text/html\r\n\r\n<p>x", TS_FETCHED,
     "<p>x"},
    {"an interim answer", "response", "", "HTTP/1.1 100 Continue\r\n\r\n" HTML "\r\n<p>x",
     TS_FETCHED, "<p>x"},
    {"an interim answer alone", "response", "", "HTTP/1.1 100 Continue\r\n\r\n", TS_FAILED,
     "no HTTP answer"},
    {"a status of nobody", "response", "", "HTTP/1.1 002 M\r\n\r\n", TS_FAILED, "no HTTP answer"},
    {"no HTTP", "response", "", "<p>Een vloer.", TS_FAILED, "no HTTP answer"},
    {"a resource", "resource", "Content-Type: text/html\r\n", "<p>Een vloer.", TS_FETCHED,
     "<p>Een vloer."},
    {"chunks", "response", "",
     HTML "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\n<p>\r\n00004\r\nkaal\r\n0\r\n\r\n",
     TS_FETCHED, "<p>kaal"},
    {"chunks that the crawler joined", "response", "",
     HTML "Transfer-Encoding: chunked\r\n\r\n<p>kaal", TS_FETCHED, "<p>kaal"},
    {"a chunk is missing", "response", "",
     HTML "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n4\r\nka", TS_FAILED,
     "last chunk is missing"},
    {"the last chunk is missing", "response", "",
     HTML "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n", TS_FAILED, "last chunk is missing"},
    {"chunks that lie", "response", "",
     HTML "Transfer-Encoding: chunked\r\n\r\n2\r\n<p>kaal\r\n0\r\n\r\n", TS_FAILED, "chunks"},
    {"a coding nobody knows", "response", "", HTML "Transfer-Encoding: vouw\r\n\r\n<p>", TS_FAILED,
     "transfer coding"},
    {"shorter than it says", "response", "", HTML "Content-Length: 99\r\n\r\n<p>x", TS_FAILED,
     "shorter than it says"},
    {"longer than it says", "response", "", HTML "Content-Length: 1\r\n\r\n<p>x", TS_FETCHED,
     "<p>x"},
    {"unpacked by the crawler", "response", "",
     HTML "Content-Encoding: br\r\nContent-Length: 99\r\n\r\n<p>x", TS_FETCHED, "<p>x"},
    {"not what it is packed as", "response", "",
     HTML "Content-Encoding: gzip\r\n\r\n\x1f\x8b\xff\xff", TS_FAILED, "can't be unpacked"},
    {"packed as nobody asked", "response", "", HTML "Content-Encoding: compress\r\n\r\n\x1f\x9d",
     TS_FAILED, "packed in a way"},
    {"gone", "response", "", "HTTP/1.1 404 Weg\r\n\r\n", TS_VANISHED, "answered 404 Not Found"},
    {"gone for good", "response", "", "HTTP/1.1 410 Weg\r\n\r\n", TS_VANISHED, "answered 410 Gone"},
    {"forbidden", "response", "", "HTTP/1.1 403 Nee\r\n\r\n", TS_FAILED, "answered 403 Forbidden"},
    {"a server in trouble", "response", "", "HTTP/1.1 503 Druk\r\n\r\n", TS_FAILED,
     "answered 503 Service Unavailable"},
    {"a part only", "response", "", "HTTP/1.1 206 Deel\r\n\r\nx", TS_FAILED, "answered 206"},
    {"a picture without a name", "response", "",
     "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG", TS_REFUSED, "image/png is not read"},
    {"redirect to nowhere", "response", "", "HTTP/1.1 302 F\r\n\r\n", TS_FAILED, "without saying"},
    {"redirect to itself", "response", "", "HTTP/1.1 302 F\r\nLocation: /#top\r\n\r\n", TS_FAILED,
     "redirects to itself"},
    {"redirect that was not fetched", "response", "", "HTTP/1.1 302 F\r\nLocation: /b\r\n\r\n",
     TS_REFUSED, "did not fetch"},
    {"redirect to a mailbox", "response", "", "HTTP/1.1 302 F\r\nLocation: mailto:a@b\r\n\r\n",
     TS_REFUSED, "not followed"},
    {"cut off by the crawler", "response", "WARC-Truncated: time\r\n", HTML "\r\n<p>Een", TS_FAILED,
     "did not read it to its end (time)"},
    {"a segment", "response", "WARC-Segment-Number: 1\r\n", HTML "\r\n<p>Een", TS_FAILED,
     "split over"},
    {"the right digest, base 32", "response",
     "WARC-Payload-Digest: sha1:CDJSUWSZRL75X3QNYZ6VXJ4CT2NKSDR4\r\n", HTML "\r\n<p>", TS_FAILED,
     "does not match its digest"},
    {"a digest of another kind", "response", "WARC-Payload-Digest: crc32:00000000\r\n",
     HTML "\r\n<p>x", TS_FETCHED, "<p>x"},
    {"the wrong digest", "response", "WARC-Block-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n",
     HTML "\r\n<p>x", TS_FAILED, "does not match its digest"},
    {"a visit again, alone", "revisit",
     "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\n", HTML "\r\n", TS_FAILED,
     "earlier visit"},
};

static void test_rows(void **state)
{
    struct warc_fixture *fixture = *state;
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i / 2];
        struct warc_source source;
        fixture->is_packed = i % 2;
        g_string_truncate(fixture->file, 0);
        warc_put_record(fixture, row->type, PAGE, row->headers, row->block);
        warc_open_file(fixture, &source);
        warc_assert_said(row->name, &source, PAGE, row->status, row->said);
        warc_source_close(&source);
    }
}

/* What crawlers take a digest of: the block, the body as it came, joined, unpacked. */
static void test_digests(void **state)
{
    static const char body[] = "4\r\nkaal\r\n0\r\n\r\n";
    struct warc_fixture *fixture = *state;
    g_autofree char *block = g_strconcat(HTML "Transfer-Encoding: chunked\r\n\r\n", body, NULL);
    g_autofree char *of_block = warc_digest(block, strlen(block));
    g_autofree char *of_body = warc_digest(body, strlen(body));
    g_autofree char *of_text = warc_digest("kaal", 4);
    g_autofree char *sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "kaal", 4);
    const struct {
        const char *name, *format, *digest;
        unsigned status;
    } own[] = {
        {"block", "WARC-Block-Digest: %s\r\n", of_block, TS_FETCHED},
        {"body", "WARC-Payload-Digest: %s\r\n", of_body, TS_FETCHED},
        {"text", "WARC-Payload-Digest: %s\r\n", of_text, TS_FETCHED},
        {"SHA-256", "WARC-Payload-Digest: sha256:%s\r\n", sha256, TS_FETCHED},
        {"text as block", "WARC-Block-Digest: %s\r\n", of_text, TS_FAILED},
        {"block as text", "WARC-Payload-Digest: %s\r\n", of_block, TS_FAILED},
        {"base 32", "WARC-Payload-Digest: %s\r\n", "sha1:YXGRKJWEBJWJOHV6VPUZXMNUP2AQKU54",
         TS_FAILED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        struct warc_source source;
        GString *headers = g_string_new(own[i].format);
        g_string_replace(headers, "%s", own[i].digest, 0);
        g_string_truncate(fixture->file, 0);
        warc_put_record(fixture, "response", PAGE, headers->str, block);
        warc_open_file(fixture, &source);
        warc_assert_said(own[i].name, &source, PAGE, own[i].status, "");
        warc_source_close(&source);
        g_string_free(headers, TRUE);
    }
}

static void test_head(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    warc_put_record(fixture, "response", PAGE, "",
                    "HTTP/1.1 200 OK\r\nCONTENT-TYPE: Text/HTML;\r\n charset=\"ISO-8859-1\"\r\n"
                    "content-language: nl\r\n\r\n<p>x");
    warc_open_file(fixture, &source);
    warc_assert_said("head", &source, PAGE, TS_FETCHED, "<p>x");
    assert_true(ts_is(source.answer.media_type, "text/html"));
    assert_true(ts_is(source.answer.charset, "iso-8859-1"));
    assert_true(ts_is(source.answer.language, "nl"));
    g_autofree char *etag = g_strndup(source.answer.etag.ptr, source.answer.etag.len);
    assert_int_equal(warc_source_ask(&source, PAGE, etag), TS_NOT_MODIFIED);
    assert_int_equal(warc_source_ask(&source, PAGE, "sha256:0"), TS_FETCHED);
    warc_source_close(&source);
}

/* ---- several records ---- */

static void test_listing(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    warc_put_record(fixture, "warcinfo", "", "Content-Type: application/warc-fields\r\n",
                    "a: b\r\n");
    warc_put_record(fixture, "response", "dns:vlakwerk.example", "Content-Type: text/dns\r\n",
                    "1.2.3.4");
    warc_put_page(fixture, PAGE "robots.txt", "User-agent: *");
    warc_put_record(fixture, "request", PAGE, "", "GET / HTTP/1.1\r\n\r\n");
    warc_put_page(fixture, "https://WWW.vlakwerk.example:443/?utm_source=brief", "<p>Begin.");
    warc_put_page(fixture, PAGE "logo.png", "PNG");
    warc_put_record(fixture, "response", PAGE "foto", "",
                    "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nP");
    warc_put_record(fixture, "response", PAGE "weg", "",
                    "HTTP/1.1 404 N\r\nContent-Type: image/png\r\n\r\n");
    warc_put_record(fixture, "response", PAGE "oud", "",
                    "HTTP/1.1 301 M\r\nLocation: /nieuw\r\n\r\n");
    warc_put_page(fixture, PAGE "nieuw", "<p>Nieuw.");
    warc_put_record(fixture, "resource", "metadata://gnu.org/wget.log",
                    "Content-Type: text/plain\r\n", "x");
    warc_put_record(fixture, "resource", "file:///c/brief vloer.txt",
                    "Content-Type: text/plain\r\n", "Brief");
    warc_put_record(fixture, "conversion", PAGE "omgezet", "Content-Type: text/plain\r\n", "x");
    warc_open_file(fixture, &source);
    g_autofree char *list = warc_joined(&source);
    assert_string_equal(list,
                        PAGE " " PAGE "weg " PAGE "oud " PAGE "nieuw file:///c/brief vloer.txt");
    assert_int_equal(((const struct ts_found *)ts_item(source.answer.found, 0))->purpose,
                     TS_LINK_PAGE);
    assert_int_equal(((const struct ts_found *)ts_item(source.answer.found, 1))->purpose,
                     TS_LINK_ALTERNATE);
    warc_assert_said("start", &source, PAGE, TS_FETCHED, "<p>Begin.");
    warc_assert_said("gone", &source, PAGE "weg", TS_VANISHED, "404");
    warc_assert_said("moved", &source, PAGE "oud", TS_REDIRECTED, PAGE "nieuw");
    warc_assert_said("a file", &source, "file:///c/brief vloer.txt", TS_FETCHED, "Brief");
    warc_assert_said("a picture", &source, PAGE "foto", TS_REFUSED, "image/png is not read");
    warc_assert_said("unknown", &source, PAGE "nergens", TS_VANISHED, "not among");
    warc_source_close(&source);
}

static void test_patterns(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    warc_put_page(fixture, PAGE "a/1", "<p>1");
    warc_put_page(fixture, PAGE "a/2", "<p>2");
    warc_put_page(fixture, "https://shop.vlakwerk.example/a/3", "<p>3");
    warc_write_file(fixture);
    assert_true(warc_source_open(&source, fixture->path,
                                 ", include: [\"/a/*\"], exclude: [\"/a/2\", \"https://shop.*\"]"));
    g_autofree char *list = warc_joined(&source);
    assert_string_equal(list, PAGE "a/1");
    warc_assert_said("excluded", &source, PAGE "a/2", TS_REFUSED, "outside the scope");
    warc_source_close(&source);
    assert_false(warc_source_open(&source, fixture->path, ", include: [\"a/*\"]"));
    assert_non_null(strstr(source.fake->failure, "matches nothing"));
    warc_source_close(&source);
}

/* The newest of an address counts, wherever it stands. */
static void test_newest(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    warc_put_record(fixture, "response", PAGE, "WARC-Date: 2026-11-03T10:00:00Z\r\n",
                    HTML "\r\n<p>drie");
    warc_put_record(fixture, "response", PAGE, "WARC-Date: 2026-11-02T10:00:00Z\r\n",
                    HTML "\r\n<p>twee");
    warc_put_record(fixture, "response", PAGE "b", "", HTML "\r\n<p>een");
    warc_put_record(fixture, "response", PAGE "b", "", HTML "\r\n<p>twee");
    warc_open_file(fixture, &source);
    g_autofree char *list = warc_joined(&source);
    assert_string_equal(list, PAGE " " PAGE "b");
    warc_assert_said("by date", &source, PAGE, TS_FETCHED, "<p>drie");
    warc_assert_said("by place", &source, PAGE "b", TS_FETCHED, "<p>twee");
    warc_source_close(&source);
}

#define IDENTICAL \
    "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
#define UNMODIFIED "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n"

static void test_revisits(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *digest = warc_digest("<p>Vloer.", 9);
    g_autofree char *same =
        g_strdup_printf(IDENTICAL "WARC-Date: 2026-11-02T10:00:00Z\r\nWARC-Truncated: length\r\n"
                                  "WARC-Payload-Digest: %s\r\n",
                        digest);
    g_autofree char *other = g_strdup_printf(
        IDENTICAL "WARC-Date: 2026-11-02T10:00:00Z\r\nWARC-Refers-To-Target-URI: " PAGE
                  "\r\nWARC-Refers-To-Date: " DATE "\r\nWARC-Payload-Digest: sha256:%064d\r\n",
        0);
    warc_put_page(fixture, PAGE, "<p>Vloer.");
    warc_put_page(fixture, PAGE "c", "<p>Trap.");
    warc_put_record(fixture, "response", PAGE "kort", "WARC-Truncated: time\r\n", HTML "\r\n<p>Ko");
    warc_put_record(fixture, "revisit", PAGE, same, HTML "\r\n");
    warc_put_record(fixture, "revisit", PAGE "b", same, HTML "\r\n");
    warc_put_record(fixture, "revisit", PAGE "c", UNMODIFIED "WARC-Date: 2026-11-02T10:00:00Z\r\n",
                    "HTTP/1.1 304 Not Modified\r\n\r\n");
    warc_put_record(fixture, "revisit", PAGE "d",
                    IDENTICAL "WARC-Refers-To-Target-URI: <" PAGE ">\r\nWARC-Refers-To-Date: " DATE
                              "\r\n",
                    HTML "\r\n");
    warc_put_record(fixture, "revisit", PAGE "e",
                    IDENTICAL "WARC-Refers-To-Target-URI: " PAGE
                              "\r\nWARC-Refers-To-Date: 2020-01-01T00:00:00Z\r\n",
                    HTML "\r\n");
    warc_put_record(fixture, "revisit", PAGE "f", other, HTML "\r\n");
    warc_put_record(fixture, "revisit", PAGE "kort",
                    UNMODIFIED "WARC-Date: 2026-11-02T10:00:00Z\r\n", "");
    warc_open_file(fixture, &source);
    warc_assert_said("itself", &source, PAGE, TS_FETCHED, "<p>Vloer.");
    warc_assert_said("by digest", &source, PAGE "b", TS_FETCHED, "<p>Vloer.");
    warc_assert_said("not modified", &source, PAGE "c", TS_FETCHED, "<p>Trap.");
    warc_assert_said("by date", &source, PAGE "d", TS_FETCHED, "<p>Vloer.");
    warc_assert_said("another date", &source, PAGE "e", TS_FAILED, "earlier visit");
    warc_assert_said("another digest", &source, PAGE "f", TS_FAILED, "does not match its digest");
    warc_assert_said("of what is cut", &source, PAGE "kort", TS_FAILED, "to its end");
    warc_source_close(&source);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, warc_set_up, warc_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_rows),     UNIT(test_digests), UNIT(test_head),     UNIT(test_listing),
        UNIT(test_patterns), UNIT(test_newest),  UNIT(test_revisits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
