/* SPDX-License-Identifier: MIT
 *
 * Asks as the host does, and holds every answer against the contract; and makes files to ask of.
 */
#include "tests/plugin/warc_support.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <zlib.h>

#include <cmocka.h>

static const struct ts_source_ops *ops(const struct warc_source *source)
{
    return source->fake->plugin->source;
}

gboolean warc_source_open(struct warc_source *source, const char *path, const char *options)
{
    g_autofree char *yaml = g_strdup_printf("{path: \"%s\"%s}", path, options ? options : "");
    *source = (struct warc_source){.fake = fakehost_new("source-warc")};
    struct ts_open open = fakehost_open(source->fake, yaml, NULL);
    assert_int_equal(ops(source)->start(&source->fake->call, &source->shared), 0);
    int done = ops(source)->open(&source->fake->call, source->shared, &open, &source->self);
    fakehost_settle(source->fake);
    return done == 0;
}

void warc_source_close(struct warc_source *source)
{
    if (source->self) {
        ops(source)->close(&source->fake->call, source->self);
    }
    ops(source)->stop(&source->fake->call, source->shared);
    fakehost_free(&source->fake);
    g_free(source->said);
}

static void assert_text(struct ts_str text)
{
    assert_true(text.len == 0 || g_utf8_validate(text.ptr, (gssize)text.len, NULL));
}

static void check_answer(const struct ts_answer *answer)
{
    assert_in_range(answer->status, TS_FETCHED, TS_LISTED);
    assert_text(answer->reason);
    assert_text(answer->target);
    assert_text(answer->media_type);
    assert_text(answer->charset);
    assert_text(answer->language);
    assert_true(answer->bytes.len <= 20u << 20);
    assert_true(answer->status != TS_FAILED || answer->reason.len);
    for (uint32_t i = 0; i < answer->found.count; i++) {
        const struct ts_found *found = ts_item(answer->found, i);
        assert_true(found->locator.len > 0 && found->locator.len <= 8192);
        assert_text(found->locator);
    }
}

unsigned warc_source_ask(struct warc_source *source, const char *locator, const char *etag)
{
    struct ts_request request = {
        .size = sizeof request, .id = 7, .locator = ts_text(locator), .etag = ts_text(etag)};
    struct ts_answer *answer = &source->answer;
    int result;
    *answer = (struct ts_answer){.size = sizeof *answer};
    assert_int_equal(ops(source)->feed(&source->fake->call, source->self, &request), 0);
    while ((result = ops(source)->next(&source->fake->call, source->self, answer)) == 2) {
        ops(source)->wait(&source->fake->call, source->shared, -1, 1000);
    }
    assert_int_equal(result, 1);
    assert_int_equal(answer->id, 7);
    check_answer(answer);
    struct ts_str said = answer->status == TS_FETCHED      ? answer->bytes
                         : answer->status == TS_REDIRECTED ? answer->target
                                                           : answer->reason;
    g_free(source->said);
    source->said = g_strndup(said.len ? said.ptr : "", said.len);
    return answer->status;
}

GPtrArray *warc_source_list(struct warc_source *source)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    assert_int_equal(warc_source_ask(source, NULL, NULL), TS_LISTED);
    for (uint32_t i = 0; i < source->answer.found.count; i++) {
        const struct ts_found *found = ts_item(source->answer.found, i);
        g_ptr_array_add(list, g_strndup(found->locator.ptr, found->locator.len));
    }
    return list;
}

/* ---- files to read ---- */

int warc_set_up(void **state)
{
    struct warc_fixture *fixture = g_new0(struct warc_fixture, 1);
    fixture->folder = g_dir_make_tmp("warc-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "a.warc", NULL);
    fixture->file = g_string_new(NULL);
    *state = fixture;
    return fixture->folder ? 0 : -1;
}

int warc_tear_down(void **state)
{
    struct warc_fixture *fixture = *state;
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

GString *warc_pack(const char *bytes, size_t size)
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

void warc_put(struct warc_fixture *fixture, const char *bytes, size_t size)
{
    if (!fixture->is_packed) {
        g_string_append_len(fixture->file, bytes, (gssize)size);
        return;
    }
    GString *packed = warc_pack(bytes, size);
    g_string_append_len(fixture->file, packed->str, (gssize)packed->len);
    g_string_free(packed, TRUE);
}

char *warc_digest(const char *bytes, size_t size)
{
    g_autofree char *hex =
        g_compute_checksum_for_data(G_CHECKSUM_SHA1, (const guchar *)bytes, size);
    return g_strconcat("sha1:", hex, NULL);
}

GString *warc_record(const char *type, const char *uri, const char *headers, const char *block,
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

void warc_put_record(struct warc_fixture *fixture, const char *type, const char *uri,
                     const char *headers, const char *block)
{
    g_autofree char *all = g_strconcat(
        strstr(headers, "Content-Type") ? ""
                                        : "Content-Type: application/http;msgtype=response\r\n",
        strstr(headers, "WARC-Date") ? "" : "WARC-Date: " DATE "\r\n", headers, NULL);
    GString *record = warc_record(type, uri, all, block, strlen(block));
    warc_put(fixture, record->str, record->len);
    g_string_free(record, TRUE);
}

/* A page with a digest of its own. */
void warc_put_page(struct warc_fixture *fixture, const char *uri, const char *body)
{
    g_autofree char *block = g_strconcat(HTML "\r\n", body, NULL);
    g_autofree char *digest = warc_digest(body, strlen(body));
    g_autofree char *headers = g_strdup_printf("WARC-Payload-Digest: %s\r\n", digest);
    warc_put_record(fixture, "response", uri, headers, block);
}

/* GLib would wait for the disk, and there are thousands of them. */
void warc_write_bytes(const struct warc_fixture *fixture, size_t size)
{
    g_remove(fixture->path); /* some disks wait when a file is cut short */
    FILE *file = fopen(fixture->path, "we");
    assert_non_null(file);
    assert_int_equal(fwrite(fixture->file->str, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

void warc_write_file(const struct warc_fixture *fixture)
{
    warc_write_bytes(fixture, fixture->file->len);
}

void warc_open_file(struct warc_fixture *fixture, struct warc_source *source)
{
    warc_write_file(fixture);
    assert_true(warc_source_open(source, fixture->path, NULL));
}

void warc_assert_said(const char *row, struct warc_source *source, const char *locator,
                      unsigned status, const char *said)
{
    unsigned own = warc_source_ask(source, locator, NULL);
    if (own != status || !strstr(source->said, said)) {
        fail_msg("%s: %s: status %u, \"%.300s\"", row, locator, own, source->said);
    }
}

char *warc_joined(struct warc_source *source)
{
    GPtrArray *list = warc_source_list(source);
    g_ptr_array_add(list, NULL);
    char *text = g_strjoinv(" ", (char **)list->pdata);
    g_ptr_array_unref(list);
    return text;
}
