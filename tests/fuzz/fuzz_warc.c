/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a record's head, and as its block with an HTTP answer: views stay inside, joined
 * chunks are no longer than the body, and a page is read or it is said why not.
 */
#include <stdint.h>

#include "plugins/source-warc/head.h"
#include "plugins/source-warc/http.h"
#include "plugins/source-warc/record.h"
#include "plugins/source-warc/warc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void assert_inside(struct ts_str view, struct ts_str whole)
{
    g_assert(view.len == 0 ||
             (view.ptr >= whole.ptr && view.ptr + view.len <= whole.ptr + whole.len));
}

static void try_http(struct ts_str block)
{
    struct http http;
    GString *plain = g_string_new(NULL);
    if (http_parse(block, &http)) {
        g_assert_cmpuint(http.status, >=, 200);
        assert_inside(http.body, block);
        for (size_t i = 0; i < HTTP_FIELD_COUNT; i++) {
            assert_inside(http.fields[i], block);
        }
    }
    http_join_chunks(block, plain);
    g_assert_cmpuint(plain->len, <=, block.len);
    g_string_free(plain, TRUE);
}

static void try_address(struct ts_str uri)
{
    gboolean is_note = FALSE;
    g_autofree char *address = address_of(uri, &is_note);
    g_assert(!address || (g_utf8_validate(address, -1, NULL) && strlen(address) <= 4096));
    if (address) {
        address_is_page(address);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str all = ts_bytes(data, size);
    size_t head = head_size(all);
    struct ts_str block = ts_bytes(all.ptr + head, all.len - head);
    struct record record;
    struct page page = {0};
    enum record_format format = record_parse(ts_bytes(all.ptr, head), &record);
    for (size_t i = 0; i < RECORD_FIELD_COUNT; i++) {
        assert_inside(record.fields[i], all);
    }
    record_date(record.fields[RECORD_FIELD_DATE]);
    try_address(record_uri(record.fields[RECORD_FIELD_URI]));
    try_http(block);
    if (format == RECORD_GOOD) {
        payload_read(&record, block, record.fields[RECORD_FIELD_PAYLOAD_DIGEST], &page);
        g_assert(page.failure || page.status >= 200);
        g_assert_cmpuint(page.body->len, <=, WARC_PAGE_SIZE);
    }
    page_clear(&page);
    return 0;
}
