/* SPDX-License-Identifier: MIT
 *
 * What the source "warc" makes of records, whole and cut, sound and damaged: a page is judged as it
 * was fetched, or it is said that it can't be.
 */
#include "tests/plugin/warc_support.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <zlib.h>

#include <cmocka.h>

#define PAGE "https://www.vlakwerk.example/"
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-8\r\n"
#define DATE "2026-11-01T10:00:00Z"

/* ---- files ---- */

struct fixture {
    char *folder, *path;
    GString *file;
    gboolean is_packed;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->folder = g_dir_make_tmp("warc-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "a.warc", NULL);
    fixture->file = g_string_new(NULL);
    *state = fixture;
    return fixture->folder ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    GDir *dir = g_dir_open(fixture->folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        g_remove(path);
    }
    g_dir_close(dir);
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
    g_string_free(fixture->file, TRUE);
    g_free(fixture);
    return 0;
}

static GString *pack(const char *bytes, size_t size)
{
    z_stream zlib = {0};
    assert_int_equal(deflateInit2(&zlib, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY), Z_OK);
    size_t room = deflateBound(&zlib, size) + 64;
    GString *out = g_string_sized_new(room);
    zlib.next_in = (Bytef *)bytes;
    zlib.avail_in = (uInt)size;
    zlib.next_out = (Bytef *)out->str;
    zlib.avail_out = (uInt)room;
    assert_int_equal(deflate(&zlib, Z_FINISH), Z_STREAM_END);
    g_string_set_size(out, room - zlib.avail_out);
    deflateEnd(&zlib);
    return out;
}

static void put(struct fixture *fixture, const char *bytes, size_t size)
{
    if (!fixture->is_packed) {
        g_string_append_len(fixture->file, bytes, (gssize)size);
        return;
    }
    GString *packed = pack(bytes, size);
    g_string_append_len(fixture->file, packed->str, (gssize)packed->len);
    g_string_free(packed, TRUE);
}

static char *digest_of(const char *bytes, size_t size)
{
    g_autofree char *hex =
        g_compute_checksum_for_data(G_CHECKSUM_SHA1, (const guchar *)bytes, size);
    return g_strconcat("sha1:", hex, NULL);
}

static GString *record_of(const char *type, const char *uri, const char *headers, const char *block,
                          size_t size)
{
    GString *record = g_string_new(NULL);
    g_string_append_printf(record,
                           "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: <%s>\r\n%s"
                           "Content-Length: %zu\r\n\r\n",
                           type, uri, headers, size);
    g_string_append_len(record, block, (gssize)size);
    g_string_append(record, "\r\n\r\n");
    return record;
}

static void put_record(struct fixture *fixture, const char *type, const char *uri,
                       const char *headers, const char *block)
{
    g_autofree char *all = g_strconcat(
        strstr(headers, "Content-Type") ? ""
                                        : "Content-Type: application/http;msgtype=response\r\n",
        strstr(headers, "WARC-Date") ? "" : "WARC-Date: " DATE "\r\n", headers, NULL);
    GString *record = record_of(type, uri, all, block, strlen(block));
    put(fixture, record->str, record->len);
    g_string_free(record, TRUE);
}

/* A page with a digest of its own. */
static void put_page(struct fixture *fixture, const char *uri, const char *body)
{
    g_autofree char *block = g_strconcat(HTML "\r\n", body, NULL);
    g_autofree char *digest = digest_of(body, strlen(body));
    g_autofree char *headers = g_strdup_printf("WARC-Payload-Digest: %s\r\n", digest);
    put_record(fixture, "response", uri, headers, block);
}

/* GLib would wait for the disk, and there are thousands of them. */
static void write_bytes(const struct fixture *fixture, size_t size)
{
    FILE *file = fopen(fixture->path, "we");
    assert_non_null(file);
    assert_int_equal(fwrite(fixture->file->str, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void write_file(const struct fixture *fixture)
{
    write_bytes(fixture, fixture->file->len);
}

static void open_file(struct fixture *fixture, struct warc_source *source)
{
    write_file(fixture);
    assert_true(warc_source_open(source, fixture->path, NULL));
}

static void assert_said(const char *row, struct warc_source *source, const char *locator,
                        unsigned status, const char *said)
{
    unsigned own = warc_source_ask(source, locator, NULL);
    if (own != status || !strstr(source->said, said)) {
        fail_msg("%s: %s: status %u, \"%.300s\"", row, locator, own, source->said);
    }
}

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
    {"packed as nobody asked", "response", "",
     HTML "Content-Encoding: zstd\r\n\r\n\x28\xb5\x2f\xfd", TS_FAILED, "packed in a way"},
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
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(rows); i++) {
        const struct row *row = &rows[i / 2];
        struct warc_source source;
        fixture->is_packed = i % 2;
        g_string_truncate(fixture->file, 0);
        put_record(fixture, row->type, PAGE, row->headers, row->block);
        open_file(fixture, &source);
        assert_said(row->name, &source, PAGE, row->status, row->said);
        warc_source_close(&source);
    }
}

/* What crawlers take a digest of: the block, the body as it came, joined, unpacked. */
static void test_digests(void **state)
{
    static const char body[] = "4\r\nkaal\r\n0\r\n\r\n";
    struct fixture *fixture = *state;
    g_autofree char *block = g_strconcat(HTML "Transfer-Encoding: chunked\r\n\r\n", body, NULL);
    g_autofree char *of_block = digest_of(block, strlen(block));
    g_autofree char *of_body = digest_of(body, strlen(body));
    g_autofree char *of_text = digest_of("kaal", 4);
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
        put_record(fixture, "response", PAGE, headers->str, block);
        open_file(fixture, &source);
        assert_said(own[i].name, &source, PAGE, own[i].status, "");
        warc_source_close(&source);
        g_string_free(headers, TRUE);
    }
}

static void test_head(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    put_record(fixture, "response", PAGE, "",
               "HTTP/1.1 200 OK\r\nCONTENT-TYPE: Text/HTML;\r\n charset=\"ISO-8859-1\"\r\n"
               "content-language: nl\r\n\r\n<p>x");
    open_file(fixture, &source);
    assert_said("head", &source, PAGE, TS_FETCHED, "<p>x");
    assert_true(ts_is(source.answer.media_type, "text/html"));
    assert_true(ts_is(source.answer.charset, "iso-8859-1"));
    assert_true(ts_is(source.answer.language, "nl"));
    g_autofree char *etag = g_strndup(source.answer.etag.ptr, source.answer.etag.len);
    assert_int_equal(warc_source_ask(&source, PAGE, etag), TS_NOT_MODIFIED);
    assert_int_equal(warc_source_ask(&source, PAGE, "sha256:0"), TS_FETCHED);
    warc_source_close(&source);
}

/* ---- several records ---- */

static char *joined(struct warc_source *source)
{
    GPtrArray *list = warc_source_list(source);
    g_ptr_array_add(list, NULL);
    char *text = g_strjoinv(" ", (char **)list->pdata);
    g_ptr_array_unref(list);
    return text;
}

static void test_listing(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    put_record(fixture, "warcinfo", "", "Content-Type: application/warc-fields\r\n", "a: b\r\n");
    put_record(fixture, "response", "dns:vlakwerk.example", "Content-Type: text/dns\r\n",
               "1.2.3.4");
    put_page(fixture, PAGE "robots.txt", "User-agent: *");
    put_record(fixture, "request", PAGE, "", "GET / HTTP/1.1\r\n\r\n");
    put_page(fixture, "https://WWW.vlakwerk.example:443/?utm_source=brief", "<p>Begin.");
    put_page(fixture, PAGE "logo.png", "PNG");
    put_record(fixture, "response", PAGE "foto", "",
               "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nP");
    put_record(fixture, "response", PAGE "weg", "",
               "HTTP/1.1 404 N\r\nContent-Type: image/png\r\n\r\n");
    put_record(fixture, "response", PAGE "oud", "", "HTTP/1.1 301 M\r\nLocation: /nieuw\r\n\r\n");
    put_page(fixture, PAGE "nieuw", "<p>Nieuw.");
    put_record(fixture, "resource", "metadata://gnu.org/wget.log", "Content-Type: text/plain\r\n",
               "x");
    put_record(fixture, "resource", "file:///c/brief vloer.txt", "Content-Type: text/plain\r\n",
               "Brief");
    put_record(fixture, "conversion", PAGE "omgezet", "Content-Type: text/plain\r\n", "x");
    open_file(fixture, &source);
    g_autofree char *list = joined(&source);
    assert_string_equal(list,
                        PAGE " " PAGE "weg " PAGE "oud " PAGE "nieuw file:///c/brief vloer.txt");
    assert_int_equal(((const struct ts_found *)ts_item(source.answer.found, 0))->purpose,
                     TS_LINK_PAGE);
    assert_int_equal(((const struct ts_found *)ts_item(source.answer.found, 1))->purpose,
                     TS_LINK_ALTERNATE);
    assert_said("start", &source, PAGE, TS_FETCHED, "<p>Begin.");
    assert_said("gone", &source, PAGE "weg", TS_VANISHED, "404");
    assert_said("moved", &source, PAGE "oud", TS_REDIRECTED, PAGE "nieuw");
    assert_said("a file", &source, "file:///c/brief vloer.txt", TS_FETCHED, "Brief");
    assert_said("a picture", &source, PAGE "foto", TS_REFUSED, "image/png is not read");
    assert_said("unknown", &source, PAGE "nergens", TS_VANISHED, "not among");
    warc_source_close(&source);
}

static void test_patterns(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    put_page(fixture, PAGE "a/1", "<p>1");
    put_page(fixture, PAGE "a/2", "<p>2");
    put_page(fixture, "https://shop.vlakwerk.example/a/3", "<p>3");
    write_file(fixture);
    assert_true(warc_source_open(&source, fixture->path,
                                 ", include: [\"/a/*\"], exclude: [\"/a/2\", \"https://shop.*\"]"));
    g_autofree char *list = joined(&source);
    assert_string_equal(list, PAGE "a/1");
    assert_said("excluded", &source, PAGE "a/2", TS_REFUSED, "outside the scope");
    warc_source_close(&source);
    assert_false(warc_source_open(&source, fixture->path, ", include: [\"a/*\"]"));
    assert_non_null(strstr(source.fake->failure, "matches nothing"));
    warc_source_close(&source);
}

/* The newest of an address counts, wherever it stands. */
static void test_newest(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    put_record(fixture, "response", PAGE, "WARC-Date: 2026-11-03T10:00:00Z\r\n",
               HTML "\r\n<p>drie");
    put_record(fixture, "response", PAGE, "WARC-Date: 2026-11-02T10:00:00Z\r\n",
               HTML "\r\n<p>twee");
    put_record(fixture, "response", PAGE "b", "", HTML "\r\n<p>een");
    put_record(fixture, "response", PAGE "b", "", HTML "\r\n<p>twee");
    open_file(fixture, &source);
    g_autofree char *list = joined(&source);
    assert_string_equal(list, PAGE " " PAGE "b");
    assert_said("by date", &source, PAGE, TS_FETCHED, "<p>drie");
    assert_said("by place", &source, PAGE "b", TS_FETCHED, "<p>twee");
    warc_source_close(&source);
}

#define IDENTICAL \
    "WARC-Profile: http://netpreserve.org/warc/1.0/revisit/identical-payload-digest\r\n"
#define UNMODIFIED "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n"

static void test_revisits(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *digest = digest_of("<p>Vloer.", 9);
    g_autofree char *same =
        g_strdup_printf(IDENTICAL "WARC-Date: 2026-11-02T10:00:00Z\r\nWARC-Truncated: length\r\n"
                                  "WARC-Payload-Digest: %s\r\n",
                        digest);
    g_autofree char *other = g_strdup_printf(
        IDENTICAL "WARC-Date: 2026-11-02T10:00:00Z\r\nWARC-Refers-To-Target-URI: " PAGE
                  "\r\nWARC-Refers-To-Date: " DATE "\r\nWARC-Payload-Digest: sha256:%064d\r\n",
        0);
    put_page(fixture, PAGE, "<p>Vloer.");
    put_page(fixture, PAGE "c", "<p>Trap.");
    put_record(fixture, "response", PAGE "kort", "WARC-Truncated: time\r\n", HTML "\r\n<p>Ko");
    put_record(fixture, "revisit", PAGE, same, HTML "\r\n");
    put_record(fixture, "revisit", PAGE "b", same, HTML "\r\n");
    put_record(fixture, "revisit", PAGE "c", UNMODIFIED "WARC-Date: 2026-11-02T10:00:00Z\r\n",
               "HTTP/1.1 304 Not Modified\r\n\r\n");
    put_record(fixture, "revisit", PAGE "d",
               IDENTICAL "WARC-Refers-To-Target-URI: <" PAGE ">\r\nWARC-Refers-To-Date: " DATE
                         "\r\n",
               HTML "\r\n");
    put_record(fixture, "revisit", PAGE "e",
               IDENTICAL "WARC-Refers-To-Target-URI: " PAGE
                         "\r\nWARC-Refers-To-Date: 2020-01-01T00:00:00Z\r\n",
               HTML "\r\n");
    put_record(fixture, "revisit", PAGE "f", other, HTML "\r\n");
    put_record(fixture, "revisit", PAGE "kort", UNMODIFIED "WARC-Date: 2026-11-02T10:00:00Z\r\n",
               "");
    open_file(fixture, &source);
    assert_said("itself", &source, PAGE, TS_FETCHED, "<p>Vloer.");
    assert_said("by digest", &source, PAGE "b", TS_FETCHED, "<p>Vloer.");
    assert_said("not modified", &source, PAGE "c", TS_FETCHED, "<p>Trap.");
    assert_said("by date", &source, PAGE "d", TS_FETCHED, "<p>Vloer.");
    assert_said("another date", &source, PAGE "e", TS_FAILED, "earlier visit");
    assert_said("another digest", &source, PAGE "f", TS_FAILED, "does not match its digest");
    assert_said("of what is cut", &source, PAGE "kort", TS_FAILED, "to its end");
    warc_source_close(&source);
}

/* ---- cut and damaged files ---- */

static const struct {
    const char *uri, *body;
} pages[] = {{PAGE "een", "<p>Een."}, {PAGE "twee", "<p>Twee."}, {PAGE "drie", "<p>Drie."}};

/* Three pages; boundaries: where each ends. */
static void put_pages(struct fixture *fixture, size_t boundaries[G_N_ELEMENTS(pages)])
{
    g_string_truncate(fixture->file, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        put_page(fixture, pages[i].uri, pages[i].body);
        boundaries[i] = fixture->file->len;
    }
}

/* Asks for all that is listed: no page but as it was. Counts pages and what is said to be wrong. */
static void ask_all(struct fixture *fixture, const char *row, size_t at, guint *page_count_r,
                    guint *fault_count_r)
{
    struct warc_source source;
    assert_true(warc_source_open(&source, fixture->path, NULL));
    g_autoptr(GPtrArray) list = warc_source_list(&source);
    *page_count_r = *fault_count_r = 0;
    for (guint i = 0; i < list->len; i++) {
        const char *locator = g_ptr_array_index(list, i);
        unsigned status = warc_source_ask(&source, locator, NULL);
        gboolean is_right = FALSE;
        for (size_t j = 0; j < G_N_ELEMENTS(pages); j++) {
            is_right = is_right || g_str_equal(source.said, pages[j].body);
        }
        if (status == TS_FETCHED && !is_right) {
            fail_msg("%s at %zu: %s is \"%s\"", row, at, locator, source.said);
        }
        *(status == TS_FETCHED ? page_count_r : fault_count_r) += 1;
    }
    warc_source_close(&source);
}

static void test_cut(void **state)
{
    struct fixture *fixture = *state;
    size_t boundaries[G_N_ELEMENTS(pages)];
    for (int i = 0; i < 2; i++) {
        fixture->is_packed = i;
        put_pages(fixture, boundaries);
        for (size_t size = 0; size <= fixture->file->len; size++) {
            guint page_count, fault_count, whole = 0;
            gboolean is_boundary = FALSE;
            for (size_t j = 0; j < G_N_ELEMENTS(pages); j++) {
                whole += boundaries[j] <= size;
                is_boundary = is_boundary || boundaries[j] == size;
            }
            write_bytes(fixture, size);
            ask_all(fixture, i ? "packed" : "plain", size, &page_count, &fault_count);
            if ((fault_count == 0) != is_boundary || page_count < whole || page_count > whole + 1) {
                fail_msg("%s, cut at %zu: %u pages, %u faults", i ? "packed" : "plain", size,
                         page_count, fault_count);
            }
        }
    }
}

/* A byte is another: in a packed file the checksum tells, in a plain one the digest. */
static void test_flipped(void **state)
{
    struct fixture *fixture = *state;
    size_t boundaries[G_N_ELEMENTS(pages)];
    for (int i = 0; i < 2; i++) {
        fixture->is_packed = i;
        put_pages(fixture, boundaries);
        for (size_t at = 0; at < fixture->file->len; at++) {
            guint page_count, fault_count;
            fixture->file->str[at] ^= 0x15;
            write_file(fixture);
            ask_all(fixture, i ? "packed" : "plain", at, &page_count, &fault_count);
            fixture->file->str[at] ^= 0x15;
            guint least = at < 2 ? 1 : G_N_ELEMENTS(pages); /* two bytes tell that it is packed */
            if (i && page_count + fault_count < least) {
                fail_msg("flipped at %zu: %u pages, %u faults", at, page_count, fault_count);
            }
        }
    }
}

/* What is behind a broken record is found again. */
static void test_going_on(void **state)
{
    struct fixture *fixture = *state;
    size_t boundaries[G_N_ELEMENTS(pages)];
    for (int i = 0; i < 2; i++) {
        struct warc_source source;
        fixture->is_packed = i;
        put_pages(fixture, boundaries);
        memset(fixture->file->str + boundaries[0] + 12, 0x55, 40);
        open_file(fixture, &source);
        g_autoptr(GPtrArray) list = warc_source_list(&source);
        assert_said("before", &source, pages[0].uri, TS_FETCHED, pages[0].body);
        assert_said("behind", &source, pages[2].uri, TS_FETCHED, pages[2].body);
        assert_said("the file", &source, fixture->path, TS_FAILED, "is damaged, first at byte");
        assert_said("the lost", &source, pages[1].uri, TS_FAILED, "not all");
        warc_source_close(&source);
    }
}

/* A member that ends inside its record, and one that lacks its end; the crawl went on. */
static void test_half_members(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    GString *half = record_of("response", PAGE "half", "Content-Type: application/http\r\n",
                              HTML "\r\n<p>Half", 60);
    fixture->is_packed = TRUE;
    put_page(fixture, PAGE, "<p>Begin.");
    put(fixture, half->str, half->len - 10);
    put_page(fixture, PAGE "b", "<p>Midden.");
    g_string_truncate(fixture->file, fixture->file->len - 9);
    put_page(fixture, PAGE "c", "<p>Eind.");
    g_string_free(half, TRUE);
    open_file(fixture, &source);
    assert_said("before", &source, PAGE, TS_FETCHED, "<p>Begin.");
    assert_said("half", &source, PAGE "half", TS_FAILED, "cut off");
    assert_said("without its end", &source, PAGE "b", TS_FAILED, "");
    assert_said("behind", &source, PAGE "c", TS_FETCHED, "<p>Eind.");
    assert_said("the file", &source, fixture->path, TS_FAILED, "2 places are damaged");
    warc_source_close(&source);
}

/* The whole file in one member, as gzip makes it. */
static void test_one_member(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    size_t boundaries[G_N_ELEMENTS(pages)];
    put_pages(fixture, boundaries);
    GString *packed = pack(fixture->file->str, fixture->file->len);
    g_string_free(fixture->file, TRUE);
    fixture->file = packed;
    open_file(fixture, &source);
    for (int i = 2; i >= 0; i--) {
        assert_said("one member", &source, pages[i].uri, TS_FETCHED, pages[i].body);
    }
    warc_source_close(&source);
}

/* ---- bombs ---- */

static void test_bombs(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *zeros = g_malloc0(30u << 20);
    GString *body = g_string_new(HTML "Content-Encoding: gzip\r\n\r\n");
    GString *packed = pack(zeros, 15u << 20);
    g_string_append_len(body, packed->str, (gssize)packed->len);
    GString *inner = record_of("response", PAGE "in", "Content-Type: application/http\r\n",
                               body->str, body->len);
    GString *outer =
        record_of("response", PAGE "om", "Content-Type: application/http\r\n", zeros, 30u << 20);
    put(fixture, inner->str, inner->len);
    put(fixture, outer->str, outer->len);
    open_file(fixture, &source);
    assert_said("inside", &source, PAGE "in", TS_FAILED, "200-fold");
    assert_int_equal(source.answer.cause, TS_CAUSE_LIMIT);
    assert_said("large", &source, PAGE "om", TS_FAILED, "20 MB");
    assert_int_equal(source.answer.cause, TS_CAUSE_LIMIT);
    warc_source_close(&source);
    g_string_truncate(fixture->file, 0);
    fixture->is_packed = TRUE;
    put(fixture, outer->str, outer->len);
    put_page(fixture, PAGE, "<p>Vloer.");
    open_file(fixture, &source);
    assert_said("a member", &source, PAGE "om", TS_FAILED, "200-fold");
    assert_said("behind", &source, PAGE, TS_FETCHED, "<p>Vloer.");
    warc_source_close(&source);
    g_string_free(body, TRUE);
    g_string_free(packed, TRUE);
    g_string_free(inner, TRUE);
    g_string_free(outer, TRUE);
}

static void test_long_heads(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *long_text = g_strnfill(70000, 'x');
    g_autofree char *headers = g_strdup_printf("X: %s\r\n", long_text);
    g_autofree char *block = g_strdup_printf(HTML "X: %s\r\n\r\n<p>Lang.", long_text);
    g_autofree char *long_uri = g_strconcat(PAGE, long_text, NULL);
    put_page(fixture, PAGE, "<p>Begin.");
    put_record(fixture, "response", PAGE "a", headers, HTML "\r\n<p>x");
    put_record(fixture, "response", PAGE "b", "", block);
    long_uri[5000] = '\0';
    put_page(fixture, long_uri, "<p>Adres.");
    open_file(fixture, &source);
    assert_said("before", &source, PAGE, TS_FETCHED, "<p>Begin.");
    assert_said("a record's", &source, PAGE "a", TS_FAILED, "not all");
    assert_said("an answer's", &source, PAGE "b", TS_FAILED, "headers are larger than 64 KB");
    assert_said("the file", &source, fixture->path, TS_FAILED, "1 records have no address");
    warc_source_close(&source);
}

/* ---- files ---- */

static void test_other_files(void **state)
{
    static const struct {
        const char *name, *text, *said;
    } own[] = {
        {"empty", "", "is empty"},
        {"text", "Dit is geen archief.\n\nEcht niet.\n", "is no WARC file"},
        {"ARC", "filedesc://a.arc 0.0.0.0 20260101000000 text/plain 1\n1 0 A\n\n",
         "is an ARC file"},
        {"draft", "WARC/0.18\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "draft"},
        {"cut", "WARC/1.0\r\nWARC-Type: warcin", "is cut off"},
        {"no length", "WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n\r\n", "is no WARC file"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(own); i++) {
        struct warc_source source;
        fixture->is_packed = i % 2;
        g_string_truncate(fixture->file, 0);
        put(fixture, own[i / 2].text, strlen(own[i / 2].text));
        open_file(fixture, &source);
        g_autofree char *list = joined(&source);
        assert_string_equal(list, fixture->path);
        assert_said(own[i / 2].name, &source, fixture->path, TS_FAILED, own[i / 2].said);
        warc_source_close(&source);
    }
}

static void test_folder(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *packed = g_build_filename(fixture->folder, "b.warc.gz", NULL);
    g_autofree char *other = g_build_filename(fixture->folder, "b.log", NULL);
    g_autofree char *glob = g_build_filename(fixture->folder, "?.warc*", NULL);
    put_page(fixture, PAGE "a", "<p>A.");
    write_file(fixture);
    fixture->is_packed = TRUE;
    g_string_truncate(fixture->file, 0);
    put_page(fixture, PAGE "b", "<p>B.");
    assert_true(g_file_set_contents(packed, fixture->file->str, (gssize)fixture->file->len, NULL));
    assert_true(g_file_set_contents(other, "log", -1, NULL));
    const char *const paths[] = {fixture->folder, glob};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        assert_true(warc_source_open(&source, paths[i], NULL));
        g_autofree char *list = joined(&source);
        assert_string_equal(list, PAGE "a " PAGE "b");
        assert_said(paths[i], &source, PAGE "b", TS_FETCHED, "<p>B.");
        assert_said(paths[i], &source, PAGE "a", TS_FETCHED, "<p>A.");
        warc_source_close(&source);
    }
    g_remove(fixture->path);
    g_remove(packed);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        assert_false(warc_source_open(&source, paths[i], NULL));
        assert_non_null(strstr(source.fake->failure, "no .warc or .warc.gz"));
        warc_source_close(&source);
    }
    assert_true(warc_source_open(&source, fixture->path, NULL));
    assert_said("absent", &source, fixture->path, TS_FAILED, "No such file");
    warc_source_close(&source);
}

/* The file is another one by the time that a page is asked for. */
static void test_changed(void **state)
{
    struct fixture *fixture = *state;
    struct warc_source source;
    put_page(fixture, PAGE "a", "<p>A.");
    put_page(fixture, PAGE "b", "<p>B.");
    open_file(fixture, &source);
    g_autofree char *list = joined(&source);
    g_string_truncate(fixture->file, 0);
    put_page(fixture, PAGE "c", "<p>C.");
    write_file(fixture);
    assert_said("another", &source, PAGE "a", TS_FAILED, "no longer there");
    assert_said("shorter", &source, PAGE "b", TS_FAILED, "no longer there");
    warc_source_close(&source);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_rows),     UNIT(test_digests),    UNIT(test_head),         UNIT(test_listing),
        UNIT(test_patterns), UNIT(test_newest),     UNIT(test_revisits),     UNIT(test_cut),
        UNIT(test_flipped),  UNIT(test_going_on),   UNIT(test_half_members), UNIT(test_one_member),
        UNIT(test_bombs),    UNIT(test_long_heads), UNIT(test_other_files),  UNIT(test_folder),
        UNIT(test_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
