/* SPDX-License-Identifier: MIT
 *
 * Channels with descriptors, places with excerpts, remembered blocks, fingerprints.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/process/block_memory.h"
#include "core/process/channel.h"
#include "core/process/fingerprint.h"
#include "core/process/place.h"

#include <cmocka.h>

/* Frames larger than the socket's buffer, with descriptors between them, arrive whole, in order. */
static void test_channel(void **state)
{
    int fds[2];
    (void)state;
    assert_int_equal(channel_pair(fds), 0);
    struct channel *left = channel_new(fds[0], FALSE);
    struct channel *right = channel_new(fds[1], FALSE);
    g_autofree char *large = g_strnfill(3 << 20, 'x');
    int memory = memfd_create("test", MFD_CLOEXEC);
    assert_int_equal(write(memory, "inhoud", 6), 6);
    assert_int_equal(channel_send(left, 1, ts_text("een"), -1), 0);
    assert_int_equal(channel_send(left, 2, ts_text(large), memory), 0);
    assert_int_equal(channel_send(left, 3, ts_text(""), -1), 0);
    close(memory);
    assert_true(channel_has_output(left));
    guint32 next = 1;
    for (guint round = 0; round < 100000 && next <= 3; round++) {
        struct frame frame;
        assert_int_equal(channel_flush(left), 0);
        if (channel_receive(right, &frame) != 1) {
            continue;
        }
        assert_int_equal(frame.type, next);
        assert_int_equal(frame.payload.len, next == 1 ? 3 : next == 2 ? 3 << 20 : 0);
        assert_int_equal(frame.fd >= 0, next == 2);
        if (frame.fd >= 0) {
            char text[7] = "";
            assert_int_equal(pread(frame.fd, text, 6, 0), 6);
            assert_string_equal(text, "inhoud");
            close(frame.fd);
        }
        next++;
    }
    assert_int_equal(next, 4);
    channel_free(&left);
    struct frame frame;
    assert_int_equal(channel_receive(right, &frame), -1);
    channel_free(&right);
}

/* A frame that says it is larger than any may be ends the channel. */
static void test_hostile_frame(void **state)
{
    int fds[2];
    const guint32 header[3] = {GUINT32_TO_LE(0xFFFFFFF0u), GUINT32_TO_LE(1), 0};
    struct frame frame;
    (void)state;
    assert_int_equal(channel_pair(fds), 0);
    struct channel *channel = channel_new(fds[0], FALSE);
    assert_int_equal(write(fds[1], header, sizeof header), sizeof header);
    assert_int_equal(channel_receive(channel, &frame), -1);
    close(fds[1]);
    channel_free(&channel);
}

static void test_places(void **state)
{
    static const struct ts_mark marks[] = {{0, 10, 5}, {8, 11, 1}};
    struct ts_block block = {.size = sizeof block,
                             .text = ts_text("een één twee drie"),
                             .where = ts_text("html/body/p"),
                             .marks = TS_LIST_OF(marks)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    static const struct {
        guint32 offset, length, line, column;
    } rows[] = {{0, 3, 10, 5}, {4, 5, 10, 9}, {10, 4, 11, 3}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_place place = {.offset = rows[i].offset, .length = rows[i].length};
        struct record_place record = place_resolve(&place, &document);
        assert_int_equal(record.line, rows[i].line);
        assert_int_equal(record.column, rows[i].column);
        assert_true(ts_is(record.path, "html/body/p"));
        assert_memory_equal(record.excerpt.ptr + record.mark_offset,
                            block.text.ptr + rows[i].offset, rows[i].length);
    }
    struct ts_place nowhere = {.block = TS_NO_BLOCK, .line = 7};
    assert_int_equal(place_resolve(&nowhere, &document).line, 7);
}

/* An excerpt never cuts a character, and always holds the beginning of its place. */
static void test_excerpts(void **state)
{
    GString *text = g_string_new(NULL);
    (void)state;
    for (guint i = 0; i < 200; i++) {
        g_string_append(text, i % 3 ? "é€" : " 𝄞x ");
    }
    struct ts_block block = {.size = sizeof block, .text = ts_bytes(text->str, text->len)};
    struct ts_document document = {.blocks = ts_one(&block, sizeof block)};
    for (const char *at = text->str; *at; at = g_utf8_next_char(at)) {
        struct ts_place place = {.offset = (guint32)(at - text->str),
                                 .length = (guint32)(g_utf8_next_char(at) - at)};
        struct record_place record = place_resolve(&place, &document);
        assert_true(g_utf8_validate(record.excerpt.ptr, (gssize)record.excerpt.len, NULL));
        assert_true(record.excerpt.len <= 200);
        assert_memory_equal(record.excerpt.ptr + record.mark_offset, at, place.length);
    }
    g_string_free(text, TRUE);
}

static void test_block_memory(void **state)
{
    struct block_memory *memory = block_memory_new(4096);
    struct ts_str kind = ts_text("home");
    struct ts_list kinds = ts_one(&kind, sizeof kind);
    struct ts_block block = {.size = sizeof block, .text = ts_text("tekst")};
    struct block_key key = block_key(&block, kinds, 0);
    struct ts_str said;
    (void)state;
    assert_false(block_memory_get(memory, key, &said));
    block_memory_put(memory, key, ts_text("gezegd"));
    assert_true(block_memory_get(memory, key, &said));
    assert_true(ts_is(said, "gezegd"));
    /* Whatever a check may look at makes another key. */
    struct ts_block other = block;
    other.role = TS_ROLE_HEADING;
    struct block_key role = block_key(&other, kinds, 0);
    other = block;
    other.language = ts_text("nl");
    struct block_key language = block_key(&other, kinds, 0);
    struct ts_span span = {.length = 2, .kind = TS_SPAN_CODE};
    other = block;
    other.spans = ts_one(&span, sizeof span);
    struct block_key spans = block_key(&other, kinds, 0);
    struct block_key group = block_key(&block, kinds, 1);
    struct block_key bare = block_key(&block, (struct ts_list){0}, 0);
    const struct block_key keys[] = {role, language, spans, group, bare};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        assert_false(block_memory_get(memory, keys[i], &said));
    }
    /* Full: it forgets, and stays within its room. */
    for (guint i = 0; i < 1000; i++) {
        block_memory_put(memory, (struct block_key){i, i}, ts_text("x"));
    }
    assert_false(block_memory_get(memory, key, &said));
    block_memory_free(&memory);
}

static void test_fingerprints(void **state)
{
    char first[FINGERPRINT_SIZE];
    char second[FINGERPRINT_SIZE];
    static const struct {
        const char *expected, *actual;
        gboolean is_same;
    } rows[] = {
        {"Vlakwerk", "VlakWerk", TRUE},     {"Vlakwerk", "vlakwerk", TRUE},
        {"Vlakwerk", "  VlakWerk ", TRUE},  {"Vlakwerk", "Vlak Werk", FALSE},
        {"Vlakwerk BV", "VlakWerk", FALSE}, {"", "VlakwerkVlakWerk", FALSE},
    };
    (void)state;
    fingerprint_make(ts_text("terms/x"), ts_text("Vlakwerk"), ts_text("VlakWerk"), first);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fingerprint_make(ts_text("terms/x"), ts_text(rows[i].expected), ts_text(rows[i].actual),
                         second);
        assert_int_equal(strcmp(first, second) == 0, rows[i].is_same);
    }
    fingerprint_make(ts_text("terms/y"), ts_text("Vlakwerk"), ts_text("VlakWerk"), second);
    assert_string_not_equal(first, second);
    /* Written into other people's files: it may never change. */
    assert_string_equal(first, "9543c1c9e09acd67");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_channel),      cmocka_unit_test(test_hostile_frame),
        cmocka_unit_test(test_places),       cmocka_unit_test(test_excerpts),
        cmocka_unit_test(test_block_memory), cmocka_unit_test(test_fingerprints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
