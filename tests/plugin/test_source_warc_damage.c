/* SPDX-License-Identifier: MIT
 *
 * What the source "warc" makes of files that are cut, damaged, too large, or no WARC: no page but
 * as it was fetched, and never a word too few.
 */
#include "tests/plugin/warc_support.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- cut and damaged files ---- */

static const struct {
    const char *uri, *body;
} pages[] = {{PAGE "een", "<p>Een."}, {PAGE "twee", "<p>Twee."}, {PAGE "drie", "<p>Drie."}};

/* Three pages; boundaries: where each ends. */
static void put_pages(struct warc_fixture *fixture, size_t boundaries[G_N_ELEMENTS(pages)])
{
    g_string_truncate(fixture->file, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        warc_put_page(fixture, pages[i].uri, pages[i].body);
        boundaries[i] = fixture->file->len;
    }
}

/* Asks for all that is listed: no page but as it was. Counts pages and what is said to be wrong. */
static void ask_all(struct warc_fixture *fixture, const char *row, size_t at, guint *page_count_r,
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
    struct warc_fixture *fixture = *state;
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
            warc_write_bytes(fixture, size);
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
    struct warc_fixture *fixture = *state;
    size_t boundaries[G_N_ELEMENTS(pages)];
    for (int i = 0; i < 2; i++) {
        fixture->is_packed = i;
        put_pages(fixture, boundaries);
        for (size_t at = 0; at < fixture->file->len; at++) {
            guint page_count, fault_count;
            fixture->file->str[at] ^= 0x15;
            warc_write_file(fixture);
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
    struct warc_fixture *fixture = *state;
    size_t boundaries[G_N_ELEMENTS(pages)];
    for (int i = 0; i < 2; i++) {
        struct warc_source source;
        fixture->is_packed = i;
        put_pages(fixture, boundaries);
        memset(fixture->file->str + boundaries[0] + 12, 0x55, 40);
        warc_open_file(fixture, &source);
        g_ptr_array_unref(warc_source_list(&source)); /* the pass over the file */
        warc_assert_said("before", &source, pages[0].uri, TS_FETCHED, pages[0].body);
        warc_assert_said("behind", &source, pages[2].uri, TS_FETCHED, pages[2].body);
        warc_assert_said("the file", &source, fixture->path, TS_FAILED,
                         "is damaged, first at byte");
        warc_assert_said("the lost", &source, pages[1].uri, TS_FAILED, "not all");
        warc_source_close(&source);
    }
}

/* A member that ends inside its record, and one that lacks its end; the crawl went on. */
static void test_half_members(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    GString *half = warc_record("response", PAGE "half", "Content-Type: application/http\r\n",
                                HTML "\r\n<p>Half", 60);
    fixture->is_packed = TRUE;
    warc_put_page(fixture, PAGE, "<p>Begin.");
    warc_put(fixture, half->str, half->len - 10);
    warc_put_page(fixture, PAGE "b", "<p>Midden.");
    g_string_truncate(fixture->file, fixture->file->len - 9);
    warc_put_page(fixture, PAGE "c", "<p>Eind.");
    g_string_free(half, TRUE);
    warc_open_file(fixture, &source);
    warc_assert_said("before", &source, PAGE, TS_FETCHED, "<p>Begin.");
    warc_assert_said("half", &source, PAGE "half", TS_FAILED, "cut off");
    warc_assert_said("without its end", &source, PAGE "b", TS_FAILED, "");
    warc_assert_said("behind", &source, PAGE "c", TS_FETCHED, "<p>Eind.");
    warc_assert_said("the file", &source, fixture->path, TS_FAILED, "2 places are damaged");
    warc_source_close(&source);
}

/* The whole file in one member, as gzip makes it. */
static void test_one_member(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    size_t boundaries[G_N_ELEMENTS(pages)];
    put_pages(fixture, boundaries);
    GString *packed = warc_pack(fixture->file->str, fixture->file->len);
    g_string_free(fixture->file, TRUE);
    fixture->file = packed;
    warc_open_file(fixture, &source);
    for (int i = 2; i >= 0; i--) {
        warc_assert_said("one member", &source, pages[i].uri, TS_FETCHED, pages[i].body);
    }
    warc_source_close(&source);
}

/* ---- bombs ---- */

static void test_bombs(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *zeros = g_malloc0(30u << 20);
    GString *body = g_string_new(HTML "Content-Encoding: gzip\r\n\r\n");
    GString *packed = warc_pack(zeros, 15u << 20);
    g_string_append_len(body, packed->str, (gssize)packed->len);
    GString *inner = warc_record("response", PAGE "in", "Content-Type: application/http\r\n",
                                 body->str, body->len);
    GString *outer =
        warc_record("response", PAGE "om", "Content-Type: application/http\r\n", zeros, 30u << 20);
    warc_put(fixture, inner->str, inner->len);
    warc_put(fixture, outer->str, outer->len);
    warc_open_file(fixture, &source);
    warc_assert_said("inside", &source, PAGE "in", TS_FAILED, "200-fold");
    assert_int_equal(source.answer.cause, TS_CAUSE_LIMIT);
    warc_assert_said("large", &source, PAGE "om", TS_FAILED, "20 MB");
    assert_int_equal(source.answer.cause, TS_CAUSE_LIMIT);
    warc_source_close(&source);
    g_string_truncate(fixture->file, 0);
    fixture->is_packed = TRUE;
    warc_put(fixture, outer->str, outer->len);
    warc_put_page(fixture, PAGE, "<p>Vloer.");
    warc_open_file(fixture, &source);
    warc_assert_said("a member", &source, PAGE "om", TS_FAILED, "200-fold");
    warc_assert_said("behind", &source, PAGE, TS_FETCHED, "<p>Vloer.");
    warc_source_close(&source);
    g_string_free(body, TRUE);
    g_string_free(packed, TRUE);
    g_string_free(inner, TRUE);
    g_string_free(outer, TRUE);
}

static void test_long_heads(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *long_text = g_strnfill(70000, 'x');
    g_autofree char *headers = g_strdup_printf("X: %s\r\n", long_text);
    g_autofree char *block = g_strdup_printf(HTML "X: %s\r\n\r\n<p>Lang.", long_text);
    g_autofree char *long_uri = g_strconcat(PAGE, long_text, NULL);
    warc_put_page(fixture, PAGE, "<p>Begin.");
    warc_put_record(fixture, "response", PAGE "a", headers, HTML "\r\n<p>x");
    warc_put_record(fixture, "response", PAGE "b", "", block);
    long_uri[5000] = '\0';
    warc_put_page(fixture, long_uri, "<p>Adres.");
    warc_open_file(fixture, &source);
    warc_assert_said("before", &source, PAGE, TS_FETCHED, "<p>Begin.");
    warc_assert_said("a record's", &source, PAGE "a", TS_FAILED, "not all");
    warc_assert_said("an answer's", &source, PAGE "b", TS_FAILED, "headers are larger than 64 KB");
    warc_assert_said("the file", &source, fixture->path, TS_FAILED, "1 records have no address");
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
    struct warc_fixture *fixture = *state;
    for (size_t i = 0; i < 2 * G_N_ELEMENTS(own); i++) {
        struct warc_source source;
        fixture->is_packed = i % 2;
        g_string_truncate(fixture->file, 0);
        warc_put(fixture, own[i / 2].text, strlen(own[i / 2].text));
        warc_open_file(fixture, &source);
        g_autofree char *list = warc_joined(&source);
        assert_string_equal(list, fixture->path);
        warc_assert_said(own[i / 2].name, &source, fixture->path, TS_FAILED, own[i / 2].said);
        warc_source_close(&source);
    }
}

static void test_folder(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    g_autofree char *packed = g_build_filename(fixture->folder, "b.warc.gz", NULL);
    g_autofree char *other = g_build_filename(fixture->folder, "b.log", NULL);
    g_autofree char *glob = g_build_filename(fixture->folder, "?.warc*", NULL);
    warc_put_page(fixture, PAGE "a", "<p>A.");
    warc_write_file(fixture);
    fixture->is_packed = TRUE;
    g_string_truncate(fixture->file, 0);
    warc_put_page(fixture, PAGE "b", "<p>B.");
    assert_true(g_file_set_contents(packed, fixture->file->str, (gssize)fixture->file->len, NULL));
    assert_true(g_file_set_contents(other, "log", -1, NULL));
    const char *const paths[] = {fixture->folder, glob};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        assert_true(warc_source_open(&source, paths[i], NULL));
        g_autofree char *list = warc_joined(&source);
        assert_string_equal(list, PAGE "a " PAGE "b");
        warc_assert_said(paths[i], &source, PAGE "b", TS_FETCHED, "<p>B.");
        warc_assert_said(paths[i], &source, PAGE "a", TS_FETCHED, "<p>A.");
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
    warc_assert_said("absent", &source, fixture->path, TS_FAILED, "No such file");
    warc_source_close(&source);
}

/* The file is another one by the time that a page is asked for. */
static void test_changed(void **state)
{
    struct warc_fixture *fixture = *state;
    struct warc_source source;
    warc_put_page(fixture, PAGE "a", "<p>A.");
    warc_put_page(fixture, PAGE "b", "<p>B.");
    warc_open_file(fixture, &source);
    g_free(warc_joined(&source)); /* the pass over the file */
    g_string_truncate(fixture->file, 0);
    warc_put_page(fixture, PAGE "c", "<p>C.");
    warc_write_file(fixture);
    warc_assert_said("another", &source, PAGE "a", TS_FAILED, "no longer there");
    warc_assert_said("shorter", &source, PAGE "b", TS_FAILED, "no longer there");
    warc_source_close(&source);
}

#define UNIT(test) cmocka_unit_test_setup_teardown(test, warc_set_up, warc_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        UNIT(test_cut),        UNIT(test_flipped), UNIT(test_going_on),   UNIT(test_half_members),
        UNIT(test_one_member), UNIT(test_bombs),   UNIT(test_long_heads), UNIT(test_other_files),
        UNIT(test_folder),     UNIT(test_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
