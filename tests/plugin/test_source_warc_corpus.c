/* SPDX-License-Identifier: MIT
 *
 * WARC files that wget, Heritrix and others wrote: what each of them gives, and why not.
 */
#include "tests/plugin/warc_support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#define IIPC "iipc+warc-specifications/"
#define SAMPLES IIPC "specifications_warc-deduplication_samples_"
#define WARCIO "webrecorder+warcio/test_data_"
#define HELLO \
    "http://iipc.github.io/warc-specifications/primers/web-archive-formats/hello-world.txt"

static const struct row {
    const char *file, *locator; /* NULL: the file itself */
    unsigned status;
    const char *said;
} rows[] = {
    {IIPC "primers_web-archive-formats_hello-world.warc", HELLO, TS_FETCHED, "Hello World"},
    {IIPC "primers_web-archive-formats_hello-world.warc.gz", HELLO, TS_FETCHED, "Hello World"},
    {IIPC "primers_web-archive-formats_hello-world.warc.cdx", NULL, TS_FAILED, "is no WARC file"},
    {SAMPLES "20130729-heritrix-original.warc.gz", "http://www.bl.uk/", TS_FETCHED,
     "<title>THE BRITISH LIBRARY"},
    {SAMPLES "20130729-heritrix-revisit-with-http-headers.warc.gz", "http://www.bl.uk/", TS_FAILED,
     "earlier visit"},
    {SAMPLES "20141124-heritrix-server-not-modified.warc.gz", "http://www.bl.uk/", TS_FAILED,
     "earlier visit"},
    {SAMPLES "20141129-heritrix-original.warc.gz", "http://bl.uk/subjects/news-media/", TS_FETCHED,
     "<title>News media"},
    {SAMPLES "20141129*.warc.gz", "http://bl.uk/subjects/news-media/", TS_FETCHED,
     "<title>News media"}, /* a revisit with its original */
    {SAMPLES "20130729*.warc.gz", "http://www.bl.uk/", TS_FETCHED, "<title>THE BRITISH LIBRARY"},
    {WARCIO "example.warc", "http://example.com/", TS_FETCHED, "<h1>Example Domain</h1>"},
    {WARCIO "example-bad.warc.gz.bad", "http://example.com/?example=1", TS_FETCHED,
     "<h1>Example Domain</h1>"}, /* all in one gzip member */
    {WARCIO "example-bad.warc.gz.bad", "http://www.iana.org/domains/example", TS_REFUSED,
     "redirects to http://www.iana.org/domains/reserved"},
    {WARCIO "example-bad-non-chunked.warc.gz", "http://example.com/", TS_FETCHED,
     "<h1>Example Domain</h1>"},
    {WARCIO "example-iana.org-chunked.warc", "http://www.iana.org/", TS_FETCHED,
     "<title>Internet Assigned Numbers Authority"},
    {WARCIO "example-resource.warc.gz", "http://example.com/", TS_FETCHED,
     "<title>Example Domain</title>"},
    {WARCIO "example-space-in-target-uri.warc.gz", "file:///example with spaces.png", TS_REFUSED,
     "image/png is not read"},
    {WARCIO "bad.arc", NULL, TS_FAILED, "is an ARC file"},
    {WARCIO "example.arc", NULL, TS_FAILED, "is an ARC file"},
    {WARCIO "example-space-in-url.arc", NULL, TS_FAILED, "is an ARC file"},
    {WARCIO "post-test.warc.gz", "http://httpbin.org/post", TS_REFUSED, "application/json"},
};

static char *corpus_path(const char *name)
{
    return g_build_filename(g_getenv("TOUCHSTONE_SOURCE_ROOT"), "..", "shared", "corpus", "warc",
                            name, NULL);
}

static void test_corpus(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct warc_source source;
        g_autofree char *path = corpus_path(rows[i].file);
        assert_true(warc_source_open(&source, path, NULL));
        unsigned status = warc_source_ask(&source, rows[i].locator ? rows[i].locator : path, NULL);
        if (status != rows[i].status || !strstr(source.said, rows[i].said)) {
            fail_msg("%s: status %u, \"%.300s\"", rows[i].file, status, source.said);
        }
        warc_source_close(&source);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_corpus)};
    g_autofree char *folder = corpus_path("");
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        puts("skipped: there is no ../shared/corpus/warc");
        return 77;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
