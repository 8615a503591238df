/* SPDX-License-Identifier: MIT
 *
 * Any bytes from a mail server: caps hold, and what is read does not depend on how it arrives.
 */
#include <stdint.h>

#include "plugins/source-imap/imap.h"

#define LITERALS 4096u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void note(GChecksum *sum, const struct response_reader *reader)
{
    struct response_head head;
    struct fetch_item item;
    const struct response *response = &reader->response;
    size_t size = 0;
    g_assert_cmpuint(response->text->len, <=, RESPONSE_TEXT_SIZE);
    g_assert_cmpuint(response->literals->len, <=, RESPONSE_LITERALS);
    g_checksum_update(sum, (const guchar *)response->text->str, (gssize)response->text->len + 1);
    for (guint i = 0; i < response->literals->len; i++) {
        const GString *literal = g_ptr_array_index(response->literals, i);
        g_checksum_update(sum, (const guchar *)literal->str, (gssize)literal->len);
        size += literal->len;
    }
    g_assert_cmpuint(size, <=, LITERALS);
    if (response_parse(response, &head) == RESPONSE_FETCH && fetch_item_parse(response, &item)) {
        g_assert(!item.has_body || item.body.len <= RESPONSE_TEXT_SIZE + LITERALS);
    }
    response_code_number(head.code, "UIDVALIDITY");
}

static char *read_in_pieces(struct ts_str bytes, size_t step)
{
    struct response_reader reader;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    int got = 0;
    response_reader_init(&reader, LITERALS);
    for (size_t at = 0; at < bytes.len && got >= 0; at += step) {
        struct ts_str piece = {bytes.ptr + at, MIN(step, bytes.len - at)};
        while ((got = response_read(&reader, &piece)) == 1) {
            note(sum, &reader);
        }
    }
    response_reader_clear(&reader);
    return g_strdup(g_checksum_get_string(sum));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str bytes = ts_bytes(data, size);
    g_autofree char *whole = read_in_pieces(bytes, size ? size : 1);
    g_autofree char *single = read_in_pieces(bytes, 1);
    g_autofree char *seven = read_in_pieces(bytes, 7);
    guint32 validity, uid;
    gint64 seconds;
    g_assert_cmpstr(whole, ==, single);
    g_assert_cmpstr(whole, ==, seven);
    locator_parse("imaps://a.example/INBOX", bytes, &validity, &uid);
    response_date(bytes, &seconds);
    imap_duration(bytes);
    return 0;
}
