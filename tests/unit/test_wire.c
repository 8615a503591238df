/* SPDX-License-Identifier: MIT
 *
 * Values, records, what checks said and stored documents: out and in again, and cut at every byte.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "core/process/record.h"
#include "core/process/said.h"
#include "core/process/stored.h"

#include <cmocka.h>

static void test_values(void **state)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    (void)state;
    wire_put_u8(out, 7);
    wire_put_u32(out, 0xDEADBEEF);
    wire_put_u64(out, G_MAXUINT64 - 1);
    wire_put_double(out, -0.25);
    wire_put_text(out, "één");
    guint begin = wire_begin(out);
    wire_put_u32(out, 5);
    wire_end(out, begin);
    struct wire_reader in = wire_reader(out->data, out->len);
    assert_int_equal(wire_get_u8(&in), 7);
    assert_int_equal(wire_get_u32(&in), 0xDEADBEEF);
    assert_true(wire_get_u64(&in) == G_MAXUINT64 - 1);
    assert_true(wire_get_double(&in) == -0.25);
    assert_true(ts_is(wire_get_str(&in), "één"));
    struct wire_reader part = wire_get_part(&in);
    assert_int_equal(wire_get_u32(&part), 5);
    assert_true(wire_at_end(&part));
    assert_true(wire_at_end(&in));
    assert_false(in.is_broken);
}

/* A count that cannot be true is refused before anything is allocated for it. */
static void test_counts(void **state)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    (void)state;
    wire_put_u32(out, G_MAXUINT32);
    wire_put_u32(out, 0);
    struct wire_reader in = wire_reader(out->data, out->len);
    assert_int_equal(wire_get_count(&in, 4), 0);
    assert_true(in.is_broken);
    assert_int_equal(wire_get_u32(&in), 0);
}

static GByteArray *some_records(void)
{
    GByteArray *out = g_byte_array_new();
    g_autoptr(GByteArray) places = g_byte_array_new();
    record_put_head(out, &(struct record_head){.title = ts_text("Kop"),
                                               .language = ts_text("nl"),
                                               .kinds = ts_text("home website"),
                                               .text_size = 12});
    record_put_kept(
        out, &(struct record_kept){.links = ts_text("packed"), .anchors = ts_text("8 bytes.")});
    record_put_child(out,
                     &(struct record_child){.suffix = ts_text("part=2"), .bytes = ts_text("x")});
    record_put_problem(
        out, &(struct record_problem){.kind = PROBLEM_TRUNCATED, .reason = ts_text("cut")});
    record_put_place(places, &(struct record_place){.line = 3, .column = 9});
    record_put_place(places, &(struct record_place){.line = 4, .excerpt = ts_text("om heen")});
    record_put_finding(out,
                       &(struct record_finding){.check = 1,
                                                .severity = TS_ERROR,
                                                .rule = ts_text("a/b"),
                                                .actual = ts_text("fout"),
                                                .place_count = 2},
                       places);
    record_put_observation(
        out, &(struct record_observation){.key = ts_text("payoff"), .confidence = 0.5});
    return out;
}

static void test_records(void **state)
{
    g_autoptr(GByteArray) out = some_records();
    struct wire_reader in = wire_reader(out->data, out->len);
    struct wire_reader part;
    guint8 type;
    guint seen = 0;
    (void)state;
    while (record_next(&in, &type, &part) == 1) {
        seen |= 1u << type;
        if (type == RECORD_HEAD) {
            struct record_head head;
            assert_int_equal(record_get_head(&part, &head), 0);
            assert_true(ts_is(head.kinds, "home website"));
            assert_int_equal(head.text_size, 12);
        } else if (type == RECORD_FINDING) {
            struct record_finding finding;
            struct record_place place;
            assert_int_equal(record_get_finding(&part, &finding), 0);
            assert_int_equal(record_next_place(&finding, &place), 1);
            assert_int_equal(place.line, 3);
            assert_int_equal(record_next_place(&finding, &place), 1);
            assert_true(ts_is(place.excerpt, "om heen"));
            assert_int_equal(record_next_place(&finding, &place), 0);
        } else if (type == RECORD_OBSERVATION) {
            struct record_observation observation;
            assert_int_equal(record_get_observation(&part, &observation), 0);
            assert_true(observation.confidence == 0.5);
        }
    }
    assert_int_equal(seen, 1u << RECORD_HEAD | 1u << RECORD_KEPT | 1u << RECORD_CHILD |
                               1u << RECORD_PROBLEM | 1u << RECORD_FINDING |
                               1u << RECORD_OBSERVATION);
}

/* Cut anywhere, records end or break; nothing is read behind the end (ASan sees). */
static void test_cut(void **state)
{
    g_autoptr(GByteArray) out = some_records();
    (void)state;
    for (guint size = 0; size < out->len; size++) {
        g_autofree guint8 *copy = g_memdup2(out->data, size ? size : 1);
        struct wire_reader in = wire_reader(copy, size);
        struct wire_reader part;
        struct record_finding finding;
        struct record_place place;
        guint8 type;
        int next;
        while ((next = record_next(&in, &type, &part)) == 1) {
            if (type == RECORD_FINDING && record_get_finding(&part, &finding) == 0) {
                while (record_next_place(&finding, &place) == 1) {
                }
            }
        }
        assert_true(next == 0 || next == -1);
    }
}

#define NO_TEXT                  \
    {                            \
        .ptr = "\xC3(", .len = 2 \
    }

static int check(GByteArray *records)
{
    int result = records_check(ts_bytes(records->data, records->len));
    g_byte_array_set_size(records, 0);
    return result;
}

static int check_finding(struct record_finding finding, struct record_place place)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autoptr(GByteArray) places = g_byte_array_new();
    record_put_place(places, &place);
    record_put_finding(out, &finding, places);
    return check(out);
}

/* What a worker that was taken over may not say, one row each; what is bytes may be any. */
static void test_findings_of_the_hostile(void **state)
{
    static const struct {
        struct record_finding finding;
        struct record_place place;
        int result;
    } rows[] = {
        {{.severity = TS_INFO}, {.line = 1}, 0},
        {{.severity = TS_ERROR, .evidence = NO_TEXT}, {.excerpt = {"één", 5}, 3, 2}, 0},
        {{.severity = TS_SEVERITY_DEFAULT}, {.line = 1}, -1},
        {{.severity = TS_ERROR + 1}, {.line = 1}, -1},
        {{.severity = TS_INFO, .rule = NO_TEXT}, {.line = 1}, -1},
        {{.severity = TS_INFO, .evidence_type = NO_TEXT}, {.line = 1}, -1},
        {{.severity = TS_INFO, .arguments = {"{\"a\":\"b\"}", 9}}, {.line = 1}, 0},
        {{.severity = TS_INFO, .arguments = {"{\"a\":1}", 7}}, {.line = 1}, -1},
        {{.severity = TS_INFO, .arguments = {"no", 2}}, {.line = 1}, -1},
        {{.severity = TS_INFO, .arguments = {"[]", 2}}, {.line = 1}, -1},
        {{.severity = TS_INFO, .numbers = {"{\"a\":1.5}", 9}}, {.line = 1}, 0},
        {{.severity = TS_INFO, .numbers = {"{\"a\":{}}", 8}}, {.line = 1}, -1},
        {{.severity = TS_INFO}, {.locator = NO_TEXT}, -1},
        {{.severity = TS_INFO}, {.excerpt = NO_TEXT}, -1},
        {{.severity = TS_INFO}, {.excerpt = {"een", 3}, .mark_offset = 4}, -1},
        {{.severity = TS_INFO}, {.excerpt = {"een", 3}, .mark_length = G_MAXUINT32}, -1},
        {{.severity = TS_INFO}, {.excerpt = {"één", 5}, .mark_offset = 1, .mark_length = 1}, -1},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (check_finding(rows[i].finding, rows[i].place) != rows[i].result) {
            fail_msg("row %zu", i);
        }
    }
}

static void test_records_of_the_hostile(void **state)
{
    static const struct record_problem problems[] = {
        {.kind = 0},
        {.kind = PROBLEM_ROBOTS + 1},
        {.kind = PROBLEM_UNCHECKED, .reason = {"abc\xF0", 4}},
    };
    static const struct record_observation observations[] = {
        {.confidence = NAN},
        {.details = {"no", 2}},
        {.details = {"{\"a\":[]}", 8}},
        {.numbers = {"{\"a\":\"b\"}", 9}},
        {.excerpt = {"een", 3}, .mark_length = 4},
        {.excerpt = {"één", 5}, .mark_offset = 1, .mark_length = 1},
    };
    g_autoptr(GByteArray) out = some_records();
    (void)state;
    assert_int_equal(check(out), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(problems); i++) {
        record_put_problem(out, &problems[i]);
        assert_int_equal(check(out), -1);
    }
    record_put_head(out, &(struct record_head){.title = NO_TEXT});
    assert_int_equal(check(out), -1);
    record_put_kept(out, &(struct record_kept){.anchors = ts_text("no 64 bits")});
    assert_int_equal(check(out), -1);
    record_put_child(out, &(struct record_child){.name = NO_TEXT});
    assert_int_equal(check(out), -1);
    record_put_child(out, &(struct record_child){.bytes = NO_TEXT});
    assert_int_equal(check(out), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(observations); i++) {
        record_put_observation(out, &observations[i]);
        assert_int_equal(check(out), -1);
    }
    record_put_observation(out, &(struct record_observation){.excerpt = {"één", 5},
                                                             .mark_length = 4,
                                                             .details = ts_text("{\"a\":\"b\"}")});
    assert_int_equal(check(out), 0);
    record_put_suggestion(out, (struct ts_str)NO_TEXT);
    assert_int_equal(check(out), -1);
    wire_put_u8(out, 99);
    wire_end(out, wire_begin(out));
    assert_int_equal(check(out), -1);
}

/* A source's answer is refused whole, also for the last of its locators. */
static void test_answers_of_the_hostile(void **state)
{
    struct ts_found found[] = {{.locator = {"a", 1}}, {.locator = NO_TEXT}};
    struct ts_answer answer = {.size = sizeof answer, .bytes = NO_TEXT};
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct answer back;
    (void)state;
    assert_true(answer_is_text(&answer));
    answer_put(out, 1, &answer, "hash", TRUE);
    assert_int_equal(answer_get(ts_bytes(out->data, out->len), &back), 0);
    answer.found = (struct ts_list)TS_LIST_OF(found);
    assert_false(answer_is_text(&answer));
    g_byte_array_set_size(out, 0);
    answer_put(out, 1, &answer, "hash", TRUE);
    assert_int_equal(answer_get(ts_bytes(out->data, out->len), &back), -1);
    struct ts_pair headers[] = {{{"a", 1}, {"b", 1}}, {{"c", 1}, NO_TEXT}};
    answer.found = (struct ts_list){0};
    answer.headers = (struct ts_list)TS_LIST_OF(headers);
    assert_false(answer_is_text(&answer));
    g_byte_array_set_size(out, 0);
    answer_put(out, 1, &answer, "hash", TRUE);
    assert_int_equal(answer_get(ts_bytes(out->data, out->len), &back), -1);
}

/* Headers travel beside the bytes, one after the other. */
static void test_headers(void **state)
{
    const struct ts_pair headers[] = {{{"map", 3}, {"{}", 2}}, {{"empty", 5}, {NULL, 0}}};
    struct ts_answer answer = {.size = sizeof answer, .headers = TS_LIST_OF(headers)};
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct answer back;
    struct ts_pair pair;
    (void)state;
    answer_put(out, 1, &answer, "hash", TRUE);
    assert_int_equal(answer_get(ts_bytes(out->data, out->len), &back), 0);
    struct wire_reader in = wire_reader(back.headers.ptr, back.headers.len);
    for (guint i = 0; i < G_N_ELEMENTS(headers); i++) {
        assert_int_equal(headers_next(&in, &pair), 1);
        assert_true(ts_equal(pair.name, headers[i].name));
        assert_true(ts_equal(pair.value, headers[i].value));
    }
    assert_int_equal(headers_next(&in, &pair), 0);
    assert_int_equal(answer_next_found(&back, &(struct ts_found){{0}}), 0);
}

static void test_said(void **state)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct arena *arena = arena_new();
    struct ts_pair pair = {ts_text("because"), ts_text("daarom")};
    struct ts_number number = {ts_text("aspect"), 1.5};
    struct ts_place place = {.offset = 4, .length = 2};
    struct ts_finding finding = {.size = sizeof finding,
                                 .rule = ts_text("a/b"),
                                 .arguments = ts_one(&pair, sizeof pair),
                                 .numbers = ts_one(&number, sizeof number),
                                 .places = ts_one(&place, sizeof place)};
    struct ts_observation observation = {.size = sizeof observation,
                                         .key = ts_text("k"),
                                         .confidence = -1,
                                         .place = place,
                                         .details = ts_one(&pair, sizeof pair)};
    struct said said;
    (void)state;
    said_put_finding(out, 3, &finding);
    said_put_observation(out, 4, &observation);
    said_put_failure(out, 5, ts_text("waarom"));
    struct wire_reader in = wire_reader(out->data, out->len);
    assert_int_equal(said_next(&in, arena, &said), 1);
    assert_int_equal(said.check, 3);
    const struct ts_pair *back = ts_item(said.finding.arguments, 0);
    assert_true(ts_is(back->value, "daarom"));
    assert_int_equal(((const struct ts_place *)ts_item(said.finding.places, 0))->offset, 4);
    assert_int_equal(said_next(&in, arena, &said), 1);
    assert_int_equal(said.observation.place.length, 2);
    assert_int_equal(said.observation.details.count, 1);
    back = ts_item(said.observation.details, 0);
    assert_true(ts_is(back->name, "because") && ts_is(back->value, "daarom"));
    assert_int_equal(said_next(&in, arena, &said), 1);
    assert_true(ts_is(said.failure, "waarom"));
    assert_int_equal(said_next(&in, arena, &said), 0);
    arena_free(&arena);
}

static void test_stored(void **state)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    struct arena *arena = arena_new();
    struct ts_stored_document document = {
        .status = TS_CHECKED, .touchpoint = ts_text("shop"), .locator = ts_text("/")};
    struct ts_observation observation = {.key = ts_text("theme"), .confidence = -1};
    struct ts_list touchpoints;
    (void)state;
    struct stored_begun begin = stored_put_document(out, &document, ts_text("home website"));
    stored_put_link(out, &(struct ts_stored_link){.locator = ts_text("/a"), .outcome = 1});
    stored_put_links_end(out, begin, NULL);
    stored_put_observation(out, &observation);
    stored_put_observed(out, &observation, ts_text("{\"n\":2.5}"),
                        ts_text("{\"scope\":\"land\",\"written\":\"2 dagen\"}"));
    stored_put_end(out, begin);
    begin = stored_put_document(out, &document, ts_text(""));
    stored_put_links_end(out, begin, NULL);
    stored_put_end(out, begin);
    struct wire_reader in = wire_reader(out->data, out->len);
    struct ts_stored_document back;
    assert_int_equal(stored_next(&in, arena, &back), 1);
    assert_int_equal(back.kinds.count, 2);
    assert_true(ts_is(*(const struct ts_str *)ts_item(back.kinds, 1), "website"));
    assert_int_equal(back.links.count, 1);
    assert_int_equal(back.observations.count, 2);
    const struct ts_observation *observed = ts_item(back.observations, 1);
    assert_int_equal(observed->numbers.count, 1);
    assert_int_equal(observed->details.count, 2);
    const struct ts_pair *detail = ts_item(observed->details, 1);
    assert_true(ts_is(detail->name, "written") && ts_is(detail->value, "2 dagen"));
    assert_int_equal(stored_next(&in, arena, &back), 1);
    assert_int_equal(back.kinds.count, 0);
    assert_int_equal(stored_next(&in, arena, &back), 0);

    g_byte_array_set_size(out, 0);
    struct ts_touchpoint touchpoint = {.id = ts_text("shop"), .is_complete = 1};
    stored_put_touchpoint(out, &touchpoint, ts_text("promise logo"));
    in = wire_reader(out->data, out->len);
    assert_int_equal(stored_get_touchpoints(&in, arena, &touchpoints), 0);
    assert_int_equal(touchpoints.count, 1);
    assert_int_equal(((const struct ts_touchpoint *)ts_item(touchpoints, 0))->expects.count, 2);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_said),
        cmocka_unit_test(test_stored),
        cmocka_unit_test(test_findings_of_the_hostile),
        cmocka_unit_test(test_records_of_the_hostile),
        cmocka_unit_test(test_answers_of_the_hostile),
        cmocka_unit_test(test_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
