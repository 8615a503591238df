/* SPDX-License-Identifier: MIT
 *
 * From the server's lines to what becomes of a mail, and what is said of it.
 */
#include "core/milter/event.h"
#include "core/milter/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define END "{\"type\":\"summary\",\"exit\":0}\n"
#define FOUND(rule, severity, accepted, message, locator, where)                                   \
    "{\"type\":\"finding\",\"rule\":\"" rule "\",\"severity\":\"" severity                         \
    "\",\"accepted\":" accepted ",\"message\":\"" message "\",\"places\":[{\"locator\":\"" locator \
    "\",\"line\":3,\"column\":1,\"where\":\"" where "\"}]}\n"
#define ERROR FOUND("terms/cheap", "error", "false", "write voordelig", "mail.eml", "part=1/p")
#define WARNING FOUND("mail/x", "warning", "false", "so so", "mail.eml", "")
#define INFO FOUND("mail/y", "info", "false", "hm", "mail.eml#part=2", "")
#define ACCEPTED FOUND("terms/old", "error", "true", "old", "mail.eml", "")
#define LOCKED                                                                           \
    "{\"type\":\"document\",\"status\":\"unchecked\",\"reason\":\"encrypted\"}\n" FOUND( \
        "run/unchecked", "warning", "false", "encrypted: a.pdf", "mail.eml#part=2", "")

#define A MILTER_ACCEPT
#define T MILTER_TAG
#define Q MILTER_QUARANTINE
#define R MILTER_REJECT

static const struct {
    const char *name, *lines;
    gboolean is_unchecked;
    struct milter_actions actions; /* error, warning, info, unchecked */
    enum milter_action action;
    const char *header, *reply; /* header NULL: none */
} rows[] = {
    {"nothing", END, FALSE, {R, R, R, R}, MILTER_TAG, "pass", NULL},
    {"an error, rejected",
     ERROR END,
     FALSE,
     {R, T, A, T},
     MILTER_REJECT,
     "findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at=\"part=1/p\"",
     "touchstone: terms/cheap at part=1/p: write voordelig"},
    {"an error, tagged",
     ERROR END,
     FALSE,
     {T, T, A, T},
     MILTER_TAG,
     "findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at=\"part=1/p\"",
     NULL},
    {"an error and others",
     INFO WARNING ERROR END,
     FALSE,
     {R, T, A, T},
     MILTER_REJECT,
     "findings; errors=1; warnings=1; infos=1; rule=terms/cheap; at=\"part=1/p\"",
     "touchstone: terms/cheap at part=1/p: write voordelig (and 2 more)"},
    {"the warning is what is rejected",
     WARNING ERROR END,
     FALSE,
     {T, R, A, T},
     MILTER_REJECT,
     "findings; errors=1; warnings=1; infos=0; rule=mail/x; at=\"line 3\"",
     "touchstone: mail/x at line 3: so so (and 1 more)"},
    {"a remark is accepted",
     INFO END,
     FALSE,
     {R, T, A, T},
     MILTER_ACCEPT,
     "pass; errors=0; warnings=0; infos=1",
     NULL},
    {"a remark in an attachment",
     INFO END,
     FALSE,
     {R, T, Q, T},
     MILTER_QUARANTINE,
     "findings; errors=0; warnings=0; infos=1; rule=mail/y; at=\"part=2 line 3\"",
     "touchstone: mail/y at part=2 line 3: hm"},
    {"what people accepted is nothing",
     ACCEPTED END,
     FALSE,
     {R, R, R, R},
     MILTER_TAG,
     "pass",
     NULL},
    {"unchecked, accepted: no pass", LOCKED END, TRUE, {R, T, A, A}, MILTER_ACCEPT, NULL, NULL},
    {"a remark beside a gap, both accepted: no pass",
     LOCKED INFO END,
     TRUE,
     {R, T, A, A},
     MILTER_ACCEPT,
     NULL,
     NULL},
    {"unchecked, tagged", LOCKED END, TRUE, {R, T, A, T}, MILTER_TAG, "unchecked; encrypted", NULL},
    {"unchecked, quarantined",
     LOCKED END,
     TRUE,
     {R, T, A, Q},
     MILTER_QUARANTINE,
     "unchecked; encrypted",
     NULL},
    {"unchecked, rejected",
     LOCKED END,
     TRUE,
     {R, T, A, R},
     MILTER_REJECT,
     "unchecked; encrypted",
     "touchstone: a part of this mail can not be checked: encrypted"},
    {"unchecked weighs more than a tag",
     LOCKED ERROR END,
     TRUE,
     {T, T, A, R},
     MILTER_REJECT,
     "unchecked; encrypted",
     "touchstone: a part of this mail can not be checked: encrypted"},
    {"an error beside it",
     LOCKED ERROR END,
     TRUE,
     {R, T, A, R},
     MILTER_REJECT,
     "findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at=\"part=1/p\"; unchecked",
     "touchstone: terms/cheap at part=1/p: write voordelig"},
    {"a gap that people accepted", LOCKED END, FALSE, {R, T, A, R}, MILTER_TAG, "pass", NULL},
    {"text of a mail stays on its line",
     FOUND("terms/x", "error", "false", "a\\r\\n250 b\\u0007\\u001b %s 100% caf\\u00e9 \\u65e5",
           "mail.eml", "p\\\"\\r\\nX: y") END,
     FALSE,
     {R, T, A, T},
     MILTER_REJECT,
     "findings; errors=1; warnings=0; infos=0; rule=terms/x; at=\"p' X: y\"",
     "touchstone: terms/x at p\" X: y: a 250 b %%s 100%% cafe ?"},
};

static struct judgement *read_lines(const char *lines, gboolean is_unchecked)
{
    return judgement_read(ts_text(lines), is_unchecked, ts_text("b"));
}

static void test_decisions(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct judgement *judgement = read_lines(rows[i].lines, rows[i].is_unchecked);
        assert_non_null(judgement);
        struct decision decision = decision_of(&rows[i].actions, judgement);
        g_autofree char *header = wording_header(&decision, FALSE);
        g_autofree char *reply = rows[i].reply ? wording_reply(&decision) : NULL;
        if (decision.action != rows[i].action || g_strcmp0(header, rows[i].header) ||
            g_strcmp0(reply, rows[i].reply)) {
            fail_msg("%s: %s, \"%s\", \"%s\"", rows[i].name, milter_action_name(decision.action),
                     header ? header : "none", reply ? reply : "none");
        }
        judgement_unref(judgement);
    }
}

static void test_others(void **state)
{
    (void)state;
    struct decision out = decision_out("size");
    struct decision failed = decision_failed(MILTER_TEMPFAIL, NULL);
    struct decision tagged = decision_failed(MILTER_TAG, NULL);
    struct decision accepted = decision_failed(MILTER_ACCEPT, NULL);
    g_autofree char *out_header = wording_header(&out, FALSE);
    g_autofree char *failed_header = wording_header(&failed, TRUE);
    g_autofree char *tagged_header = wording_header(&tagged, FALSE);
    g_autofree char *reply = wording_reply(&failed);
    assert_string_equal(out_header, "out-of-scope; size");
    assert_string_equal(failed_header, "would-tempfail unchecked; no answer");
    assert_string_equal(tagged_header, "unchecked; no answer");
    assert_null(wording_header(&accepted, FALSE));
    assert_non_null(strstr(reply, "try again later"));
}

static void test_would(void **state)
{
    (void)state;
    const struct milter_actions actions = {R, Q, T, T};
    static const struct {
        const char *lines, *begins;
    } tests[] = {{ERROR END, "would-reject findings;"},
                 {WARNING END, "would-quarantine findings;"},
                 {INFO END, "findings;"},
                 {END, "pass"}};
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
        struct judgement *judgement = read_lines(tests[i].lines, FALSE);
        struct decision decision = decision_of(&actions, judgement);
        g_autofree char *header = wording_header(&decision, TRUE);
        if (!g_str_has_prefix(header, tests[i].begins)) {
            fail_msg("row %zu: %s", i, header);
        }
        judgement_unref(judgement);
    }
}

/* However long, and made of % alone, it fits into a reply and stays doubled. */
static void test_long(void **state)
{
    (void)state;
    const struct milter_actions actions = {R, T, A, T};
    for (guint odd = 0; odd < 2; odd++) {
        g_autofree char *long_text = g_strnfill(3000 + odd, '%');
        g_autofree char *lines = g_strdup_printf(
            "{\"type\":\"finding\",\"rule\":\"terms/%.*s\",\"severity\":\"error\",\"accepted\":"
            "false,\"message\":\"%s\",\"places\":[{\"locator\":\"m\",\"where\":\"%s\"}]}\n" END,
            (int)odd, "x", long_text, odd ? long_text : "p");
        struct judgement *judgement = read_lines(lines, FALSE);
        struct decision decision = decision_of(&actions, judgement);
        g_autofree char *reply = wording_reply(&decision);
        g_autofree char *header = wording_header(&decision, FALSE);
        gsize signs = 0;
        for (const char *at = reply; *at; at++) {
            signs += *at == '%';
        }
        assert_in_range(strlen(reply), 100, WORDING_REPLY_SIZE);
        assert_in_range(strlen(header), 50, WORDING_HEADER_SIZE);
        assert_int_equal(signs % 2, 0);
        judgement_unref(judgement);
    }
}

/* Cut short, or of something else, it is no judgement: never a pass. */
static void test_no_lines(void **state)
{
    (void)state;
    static const char *const tests[] = {
        "", "x", ERROR, "{\"type\":\"run\"}\n", "{}\n", ERROR "{\n" END};
    for (size_t i = 0; i < G_N_ELEMENTS(tests); i++) {
        struct judgement *judgement = read_lines(tests[i], FALSE);
        if (judgement) {
            fail_msg("row %zu is taken for a judgement", i);
        }
    }
}

static void test_events(void **state)
{
    (void)state;
    for (guint is_json = 0; is_json < 2; is_json++) {
        struct event event = event_begin((gboolean)is_json, "mail");
        event_text(&event, "id", "4F2");
        event_text(&event, "why", "a \"b\"\nmail id=5 \x1b[2J\xff");
        event_text(&event, "none", "");
        event_number(&event, "msec", 12);
        g_autofree char *line = event_line(&event);
        json_decref(event.values);
        if (is_json) {
            json_t *read = json_loads(line, 0, NULL);
            assert_non_null(read);
            assert_string_equal(json_string_value(json_object_get(read, "id")), "4F2");
            json_decref(read);
        } else {
            assert_string_equal(line, "touchstone-milter: mail id=4F2 "
                                      "why=\"a \\\"b\\\"\\nmail id=5 \\u001B[2J\\uFFFD\" "
                                      "none=\"\" msec=12\n");
        }
        assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decisions), cmocka_unit_test(test_others),
        cmocka_unit_test(test_would),     cmocka_unit_test(test_long),
        cmocka_unit_test(test_no_lines),  cmocka_unit_test(test_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
