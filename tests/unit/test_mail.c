/* SPDX-License-Identifier: MIT
 *
 * A mail as the wire has it: whatever subject and text hold, its header is what it should be.
 */
#include <string.h>

#include "core/notify/mail.h"
#include "core/plugin/catalog.h"
#include "tests/unit/config_support.h"

static char *write_mail(const char *subject, const char *text)
{
    g_autoptr(GPtrArray) to = g_ptr_array_new();
    g_ptr_array_add(to, (gpointer) "a@vlakwerk.example");
    g_ptr_array_add(to, (gpointer) "b@vlakwerk.example");
    const struct mail mail = {
        .from = "touchstone@vlakwerk.example",
        .to = to,
        .subject = subject,
        .text = text,
        .language = "nl",
        .time = 1795836245, /* Saturday, 28 November 2026, 03:24:05 */
    };
    return mail_write(&mail);
}

static void test_header(void **state)
{
    static const struct {
        const char *subject, *line;
    } rows[] = {
        {"2 new, 1 fixed", "\r\nSubject: 2 new, 1 fixed\r\nDate:"},
        {"a\r\nBcc: b@c.example", "\r\nSubject: a  Bcc: b@c.example\r\nDate:"},
        {"\u2028Bcc: x", "\r\nSubject: Bcc: x\r\nDate:"},
        {"\u202Etxt", "\r\nSubject: txt\r\nDate:"},
        {"=?UTF-8?B?eA==?=", "\r\nSubject: =?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=\r\nDate:"},
        {"caf\u00e9", "\r\nSubject: =?UTF-8?B?Y2Fmw6k=?=\r\nDate:"},
        {"\xff", "\r\nSubject: =?UTF-8?B?77+9?=\r\nDate:"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *mail = write_mail(rows[i].subject, "x");
        if (!strstr(mail, rows[i].line)) {
            fail_msg("%s: %s", rows[i].subject, mail);
        }
    }
    g_autofree char *mail = write_mail("x", "x");
    assert_non_null(strstr(mail, "\r\nDate: Sat, 28 Nov 2026 03:24:05 +0000\r\n"));
    assert_non_null(strstr(mail, "\r\nTo: a@vlakwerk.example,\r\n b@vlakwerk.example\r\n"));
}

/* Words of a long subject end between characters, and no line of the header is too long. */
static void test_long_subject(void **state)
{
    g_autoptr(GString) subject = g_string_new(NULL);
    for (int i = 0; i < 60; i++) {
        g_string_append(subject, "\u20ac\u00e9");
    }
    g_autofree char *mail = write_mail(subject->str, "x");
    g_auto(GStrv) lines = g_strsplit(mail, "\r\n", -1);
    g_autoptr(GString) read = g_string_new(NULL);
    for (guint i = 0; lines[i]; i++) {
        const char *word = strstr(lines[i], "=?UTF-8?B?");
        assert_true(strlen(lines[i]) <= 78);
        if (word) {
            gsize size = 0;
            g_autofree char *code = g_strndup(word + 10, strlen(word) - 12);
            g_autofree guchar *text = g_base64_decode(code, &size);
            assert_true(g_utf8_validate((const char *)text, (gssize)size, NULL));
            g_string_append_len(read, (const char *)text, (gssize)size);
        }
    }
    assert_string_equal(read->str, subject->str);
}

static void test_text(void **state)
{
    static const struct {
        const char *text, *written;
    } rows[] = {
        {"a\nb\n", "a\r\nb\r\n"}, {".\nQUIT", "=2E\r\nQUIT"}, {"a \nb", "a=20\r\nb"},
        {"1=2", "1=3D2"},         {"\u00e9\r", "=C3=A9=0D"},  {"\t", "=09"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *mail = write_mail("x", rows[i].text);
        assert_string_equal(strstr(mail, "\r\n\r\n") + 4, rows[i].written);
    }
}

/* Soft breaks: no line is longer than 76, and a stop that comes first on one is escaped. */
static void test_long_line(void **state)
{
    g_autofree char *text = g_strnfill(1000, '.');
    g_autofree char *mail = write_mail("x", text);
    g_auto(GStrv) lines = g_strsplit(strstr(mail, "\r\n\r\n") + 4, "\r\n", -1);
    guint stops = 0;
    for (guint i = 0; lines[i]; i++) {
        assert_true(strlen(lines[i]) <= 76);
        assert_true(lines[i][0] != '.');
        for (const char *at = lines[i]; *at; at++) {
            stops += *at == '.' || g_str_has_prefix(at, "=2E");
        }
    }
    assert_int_equal(stops, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header),
        cmocka_unit_test(test_long_subject),
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
