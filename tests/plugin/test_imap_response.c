/* SPDX-License-Identifier: MIT
 *
 * What a mail server says, right, odd and hostile, in whole and byte by byte.
 */
#include "plugins/source-imap/imap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LITERALS 100u /* bytes of literals that are read here */

/* Text of the responses, "<...>" for a literal, each ending in |; then ! and the error. */
static char *read_all(struct ts_str bytes, size_t step)
{
    struct response_reader reader;
    GString *out = g_string_new(NULL);
    int got = 0;
    response_reader_init(&reader, LITERALS);
    for (size_t at = 0; at < bytes.len && got >= 0; at += step) {
        struct ts_str piece = {bytes.ptr + at, MIN(step, bytes.len - at)};
        while ((got = response_read(&reader, &piece)) == 1) {
            guint literal = 0;
            for (size_t i = 0; i < reader.response.text->len; i++) {
                if (reader.response.text->str[i] != '\0') {
                    g_string_append_c(out, reader.response.text->str[i]);
                    continue;
                }
                const GString *inner = g_ptr_array_index(reader.response.literals, literal++);
                g_string_append_printf(out, "<%s>", inner->str);
            }
            g_string_append_c(out, '|');
        }
    }
    if (reader.error) {
        g_string_append_printf(out, "!%s", reader.error);
    }
    response_reader_clear(&reader);
    return g_string_free(out, FALSE);
}

static const struct {
    const char *bytes, *said;
} streams[] = {
    {"* OK hier\r\nT1 OK klaar\r\n", "* OK hier|T1 OK klaar|"},
    {"* OK zonder return\nT1 OK\n", "* OK zonder return|T1 OK|"},
    {"* 1 FETCH (UID 2 BODY[] {5}\r\nhallo)\r\n", "* 1 FETCH (UID 2 BODY[] <hallo>)|"},
    {"* 1 FETCH (UID 2 BODY[] {7}\r\na\r\nb\r\n))\r\n", "* 1 FETCH (UID 2 BODY[] <a\r\nb\r\n)>)|"},
    {"* 1 FETCH (BODY[] {0}\r\n UID 2)\r\n", "* 1 FETCH (BODY[] <> UID 2)|"},
    {"* 1 FETCH (A {1}\r\nx B {1}\r\ny)\r\n", "* 1 FETCH (A <x> B <y>)|"},
    {"* OK [ALERT] zie {5}\r\n* 3 EXISTS\r\n", "* OK [ALERT] zie {5}|* 3 EXISTS|"},
    {"T3 NO geen {12}\r\nx\r\n", "T3 NO geen {12}|x|"},
    {"+ idling {3}\r\n* 1 EXISTS\r\n", "+ idling {3}|* 1 EXISTS|"},
    {"* X {}\r\n* X {a}\r\n* X {1\r\n* X 1}\r\n", "* X {}|* X {a}|* X {1|* X 1}|"},
    {"* 1 FETCH (BODY[] {5}\r\nhal", ""}, /* cut: no mail */
    {"* 1 FETCH (BODY[] {101}\r\n", "!sent more bytes of one mail than are read"},
    {"* 1 FETCH (A {60}\r\n012345678901234567890123456789012345678901234567890123456789 B {60}\r\n",
     "!sent more bytes of one mail than are read"},
    {"* 1 FETCH (BODY[] {18446744073709551617}\r\n", "!sent more bytes of one mail than are read"},
    {"\r\n\r\n", "||"},
};

static void test_streams(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(streams); i++) {
        for (size_t step = 1; step < 80; step++) {
            g_autofree char *said = read_all(ts_text(streams[i].bytes), step);
            if (strcmp(said, streams[i].said) != 0) {
                fail_msg("row %zu in pieces of %zu: %s", i, step, said);
            }
        }
    }
}

static void test_long_lines(void **state)
{
    (void)state;
    GString *text = g_string_new("* OK ");
    for (guint i = 0; i < RESPONSE_TEXT_SIZE - 5; i++) {
        g_string_append_c(text, 'x');
    }
    g_autofree char *cut = read_all(ts_bytes(text->str, text->len), 5000);
    assert_string_equal(cut, "");
    g_string_append(text, "x\r\n");
    g_autofree char *said = read_all(ts_bytes(text->str, text->len), 5000);
    assert_string_equal(said, "!sent a line of more than 64 KB");
    g_autofree char *null = read_all(ts_bytes("* O\0K\r\n", 7), 3);
    assert_string_equal(null, "!sent a NUL byte outside a mail");
    g_string_free(text, TRUE);
}

static void test_many_literals(void **state)
{
    (void)state;
    GString *text = g_string_new("* 1 FETCH (");
    for (guint i = 0; i <= RESPONSE_LITERALS; i++) {
        g_string_append(text, "A {0}\r\n ");
    }
    g_autofree char *said = read_all(ts_bytes(text->str, text->len), 64);
    assert_string_equal(said, "!sent an answer of too many pieces");
    g_string_free(text, TRUE);
}

/* ---- what a response says ---- */

static const struct {
    const char *line;
    enum response_kind kind;
    const char *code, *text;
    guint32 number;
} heads[] = {
    {"T1 OK [READ-ONLY] Klaar", RESPONSE_OK, "READ-ONLY", "Klaar", 0},
    {"T1 ok Klaar", RESPONSE_OK, "", "Klaar", 0},
    {"T1 NO [AUTHENTICATIONFAILED] Nee", RESPONSE_NO, "AUTHENTICATIONFAILED", "Nee", 0},
    {"T1 BAD", RESPONSE_BAD, "", "", 0},
    {"* BYE tot ziens", RESPONSE_BYE, "", "tot ziens", 0},
    {"* OK [UIDVALIDITY 12] ja", RESPONSE_OK, "UIDVALIDITY 12", "ja", 0},
    {"* OK [half open", RESPONSE_OK, "", "[half open", 0},
    {"* 12 EXISTS", RESPONSE_EXISTS, "", "", 12},
    {"* 4294967295 EXISTS", RESPONSE_EXISTS, "", "", 4294967295u},
    {"* 4294967296 EXISTS", RESPONSE_OTHER, "", "", 0},
    {"* -1 EXISTS", RESPONSE_OTHER, "", "", 0},
    {"* 3 fetch (UID 1)", RESPONSE_FETCH, "", "", 3},
    {"T1 3 FETCH (UID 1)", RESPONSE_OTHER, "", "", 0},
    {"* FLAGS (\\Seen)", RESPONSE_OTHER, "", "", 0},
    {"*", RESPONSE_OTHER, "", "", 0},
    {"", RESPONSE_OTHER, "", "", 0},
};

static void test_heads(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        GString *text = g_string_new(heads[i].line);
        struct response response = {text, NULL};
        struct response_head head;
        if (response_parse(&response, &head) != heads[i].kind || !ts_is(head.code, heads[i].code) ||
            !ts_is(head.text, heads[i].text) || head.number != heads[i].number) {
            fail_msg("row %zu: kind %d, number %u", i, head.kind, head.number);
        }
        g_string_free(text, TRUE);
    }
    assert_int_equal(response_code_number(ts_text("UIDVALIDITY 12"), "UIDVALIDITY"), 12);
    assert_int_equal(response_code_number(ts_text("UIDVALIDITY 0"), "UIDVALIDITY"), 0);
    assert_int_equal(response_code_number(ts_text("UIDVALIDITY"), "UIDVALIDITY"), 0);
    assert_int_equal(response_code_number(ts_text("UIDNEXT 12"), "UIDVALIDITY"), 0);
    assert_int_equal(response_code_number(ts_text(NULL), "UIDVALIDITY"), 0);
}

/* ---- FETCH ---- */

#define DATE "INTERNALDATE \"26-Nov-2026 22:05:19 +0000\""

/* Literals are {n} as on the line; body NULL: none. */
static const struct {
    const char *line;
    gboolean is_good;
    guint32 uid;
    guint64 size;
    gboolean is_deleted;
    const char *body;
} items[] = {
    {"* 1 FETCH (UID 7 RFC822.SIZE 44 " DATE " FLAGS (\\Recent))", TRUE, 7, 44, FALSE, NULL},
    {"* 1 FETCH (FLAGS (\\Seen \\deleted) UID 7)", TRUE, 7, 0, TRUE, NULL},
    {"* 1 FETCH (FLAGS () UID 7)", TRUE, 7, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[] {5}\r\nhallo)", TRUE, 7, 0, FALSE, "hallo"},
    {"* 1 FETCH (BODY[] {5}\r\nhallo UID 7)", TRUE, 7, 0, FALSE, "hallo"},
    {"* 1 FETCH (UID 7 BODY[] {5}\r\n) (\"x)", TRUE, 7, 0, FALSE, ") (\"x"},
    {"* 1 FETCH (UID 7 BODY[] NIL)", TRUE, 7, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[] \"kort\")", TRUE, 7, 0, FALSE, "kort"},
    {"* 1 FETCH (UID 7 BODY[HEADER.FIELDS (SUBJECT FROM)] {3}\r\nabc)", TRUE, 7, 0, FALSE, "abc"},
    {"* 1 FETCH (X-LIST (a (b \"c)\") {2}\r\n)) d) UID 7)", TRUE, 7, 0, FALSE, NULL},
    {"* 1 FETCH (MODSEQ (624140003) UID 7)", TRUE, 7, 0, FALSE, NULL},
    {"* 1 FETCH ()", TRUE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 0)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 4294967296)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID x)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[] \"kort)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[] \"kort\\", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 BODY[] (a b))", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (UID 7 FLAGS ((((", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (RFC822.SIZE -1)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (RFC822.SIZE 99999999999999999999)", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH (INTERNALDATE \"vandaag\")", FALSE, 0, 0, FALSE, NULL},
    {"* 1 FETCH UID 7", FALSE, 0, 0, FALSE, NULL},
};

static void test_items(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        struct response_reader reader;
        struct fetch_item item;
        g_autofree char *line = g_strconcat(items[i].line, "\r\n", NULL);
        struct ts_str bytes = ts_text(line);
        response_reader_init(&reader, LITERALS);
        assert_int_equal(response_read(&reader, &bytes), 1);
        gboolean is_good = fetch_item_parse(&reader.response, &item);
        if (is_good != items[i].is_good ||
            (is_good &&
             (item.uid != items[i].uid || item.size != items[i].size ||
              item.is_deleted != items[i].is_deleted || item.has_body != (items[i].body != NULL) ||
              (item.has_body && !ts_is(item.body, items[i].body))))) {
            fail_msg("row %zu: %d, uid %u, body %.*s", i, is_good, item.uid, (int)item.body.len,
                     item.body.ptr ? item.body.ptr : "");
        }
        response_reader_clear(&reader);
    }
}

static const struct {
    const char *text;
    gint64 seconds; /* -1: is none */
} dates[] = {
    {"26-Nov-2026 22:05:19 +0000", 1795730719},
    {"26-Nov-2026 23:05:19 +0100", 1795730719},
    {"26-nov-2026 17:35:19 -0430", 1795730719},
    {" 1-Jan-1970 00:00:00 +0000", 0},
    {"01-Jan-1970 00:00:60 +0000", 59},
    {"31-Feb-2026 00:00:00 +0000", -1},
    {"26-Nov-2026 22:05:19", -1},
    {"26-Nov-2026 22:05:19 0000 ", -1},
    {"26-Xyz-2026 22:05:19 +0000", -1},
    {"26-Nov-2026 25:05:19 +0000", -1},
    {"xx-Nov-2026 22:05:19 +0000", -1},
    {"", -1},
};

static void test_dates(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        gint64 seconds = -1;
        gboolean is_date = response_date(ts_text(dates[i].text), &seconds);
        if (is_date != (dates[i].seconds >= 0) || (is_date && seconds != dates[i].seconds)) {
            fail_msg("row %zu: %" G_GINT64_FORMAT, i, seconds);
        }
    }
}

/* ---- linear ---- */

/* A megabyte of brackets, quotes and sizes is read in a moment, whatever it means. */
static void test_linear(void **state)
{
    static const char *const pieces[] = {"(",     "\"", "\\",   "{1",     "[",
                                         "A (B ", "x ", "\r\n", "{0}\r\n"};
    (void)state;
    gint64 begun = g_get_monotonic_time();
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        GString *text = g_string_new("* 1 FETCH (");
        while (text->len < RESPONSE_TEXT_SIZE - 100) {
            g_string_append(text, pieces[i]);
        }
        g_string_append(text, "\r\n");
        for (guint round = 0; round < 16; round++) {
            struct response_reader reader;
            struct fetch_item item;
            struct ts_str bytes = {text->str, text->len};
            response_reader_init(&reader, LITERALS);
            while (response_read(&reader, &bytes) == 1) {
                fetch_item_parse(&reader.response, &item);
            }
            response_reader_clear(&reader);
        }
        g_string_free(text, TRUE);
    }
    assert_true(g_get_monotonic_time() - begun < 20 * G_USEC_PER_SEC);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_streams),       cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_many_literals), cmocka_unit_test(test_heads),
        cmocka_unit_test(test_items),         cmocka_unit_test(test_dates),
        cmocka_unit_test(test_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
