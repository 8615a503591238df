/* SPDX-License-Identifier: MIT
 *
 * milter.yaml, what is wrong with it, and which mails it puts in scope.
 */
#include "core/milter/scope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define FILE_HEAD "touchstone: 1\n"
#define TEN "0123456789"
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define ALL "mails: [{ from: vlakwerk.example }]\n"

static struct milter_settings *read_settings(const char *text, struct problems *problems)
{
    struct tree *tree = tree_parse("f", "/etc/touchstone", ts_text(text), problems);
    struct milter_settings *settings = tree ? milter_settings_read(tree, problems) : NULL;
    tree_free(&tree);
    return settings;
}

/* ---- what is wrong ---- */

static const struct {
    const char *name, *text, *expected;
} faults[] = {
    {"nothing wrong", FILE_HEAD ALL, ""},
    {"no mails", FILE_HEAD, "f:1:1: the key \"mails\" is missing\n"},
    {"no rows", FILE_HEAD "mails: []\n", "f:2:1: \"mails\" is empty\n"},
    {"a misspelt key", FILE_HEAD ALL "on_failre: accept\n",
     "f:3:1: unknown key \"on_failre\" (did you mean \"on_failure\"?)\n"},
    {"a misspelt action", FILE_HEAD ALL "unchecked: rejekt\n",
     "f:3:1: unknown unchecked \"rejekt\" (did you mean \"reject\"?)\n"},
    {"a failure rejects nothing", FILE_HEAD ALL "on_failure: reject\n",
     "f:3:1: unknown on_failure \"reject\" (known: tempfail, accept, tag)\n"},
    {"a mode", FILE_HEAD ALL "mode: rw\n",
     "f:3:1: \"mode\": \"rw\" is no mode of a socket: write 660\n"},
    {"no host", FILE_HEAD ALL "listen: inet:8891\n",
     "f:3:1: \"listen\": \"inet:8891\" names no host: write inet:8891@127.0.0.1\n"},
    {"no port", FILE_HEAD ALL "listen: inet:99999@127.0.0.1\n",
     "f:3:1: \"listen\": \"inet:99999@127.0.0.1\" has no port from 1 to 65535: write "
     "inet:8891@127.0.0.1\n"},
    {"port 0", FILE_HEAD ALL "listen: inet:0@127.0.0.1\n",
     "f:3:1: \"listen\": \"inet:0@127.0.0.1\" has no port from 1 to 65535: write "
     "inet:8891@127.0.0.1\n"},
    {"a number alone", FILE_HEAD ALL "listen: '8891'\n",
     "f:3:1: \"listen\": \"8891\" is a number alone: write inet:8891@127.0.0.1\n"},
    {"a path too long", FILE_HEAD ALL "listen: /" LONG "\n",
     "f:3:1: \"listen\": \"/" LONG "\" is longer than the path of a socket may be (107 bytes)\n"},
    {"no address", FILE_HEAD "mails: [{ from: 'a b' }]\n",
     "f:2:11: \"from\": \"a b\" is no address and no domain: write a@b.example, *@b.example or "
     "b.example\n"},
    {"no domain", FILE_HEAD "mails: [{ sender: vlakwerk..example }]\n",
     "f:2:11: \"sender\": \"vlakwerk..example\" is no address and no domain: write a@b.example, "
     "*@b.example or b.example\n"},
    {"no time", FILE_HEAD ALL "timeout: 0s\n", "f:3:1: \"timeout\" may not be 0\n"},
    {"more than the server takes", FILE_HEAD ALL "max_size: 21MB\n",
     "f:3:1: \"max_size\": the server takes mails of at most 20 MB\n"},
    {"a row that hides others",
     FILE_HEAD "mails:\n  - { touchpoint: a }\n  - { from: b.example }\n",
     "f:3:5: this row fits every mail, so that those behind it never count: put it last\n"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        struct problems *problems = problems_new();
        struct milter_settings *settings = read_settings(faults[i].text, problems);
        g_autoptr(GString) said = g_string_new(NULL);
        for (guint k = 0; k < problems->errors->len; k++) {
            g_string_append_printf(said, "%s\n", (char *)g_ptr_array_index(problems->errors, k));
        }
        if (strcmp(said->str, faults[i].expected) || (settings != NULL) != (said->len == 0)) {
            fail_msg("%s: \"%s\"", faults[i].name, said->str);
        }
        milter_settings_free(&settings);
        problems_free(&problems);
    }
}

static void test_values(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct milter_settings *settings = read_settings(
        FILE_HEAD
        "listen: run/socket\nserver: /run/serve\nmax_size: 64KB\nremember: 2m\nerror: reject\n"
        "mails:\n  - { from: a.example, warning: quarantine, touchpoint: news }\n  - {}\n",
        problems);
    assert_non_null(settings);
    const struct milter_row *first = g_ptr_array_index(settings->rows, 0);
    const struct milter_row *last = g_ptr_array_index(settings->rows, 1);
    assert_string_equal(settings->listen, "/etc/touchstone/run/socket");
    assert_string_equal(settings->server, "/run/serve");
    assert_int_equal(settings->mode, 0660);
    assert_int_equal(settings->max_size, 64 * 1024);
    assert_int_equal(settings->timeout_msec, 30000);
    assert_int_equal(settings->remember_msec, 120000);
    assert_int_equal(settings->on_failure, MILTER_TEMPFAIL);
    assert_false(settings->is_test);
    assert_string_equal(first->touchpoint, "news");
    assert_int_equal(first->actions.error, MILTER_REJECT);
    assert_int_equal(first->actions.warning, MILTER_QUARANTINE);
    assert_int_equal(last->actions.warning, MILTER_TAG);
    assert_int_equal(last->actions.info, MILTER_ACCEPT);
    assert_int_equal(last->actions.unchecked, MILTER_TAG);
    milter_settings_free(&settings);
    problems_free(&problems);
}

/* ---- addresses ---- */

static const struct {
    const char *value, *address;
} addresses[] = {
    {"info@vlakwerk.example", "info@vlakwerk.example"},
    {"<Info@Vlakwerk.example>", "info@vlakwerk.example"},
    {"<>", ""},
    {"", ""},
    {"Vlakwerk", ""},
    {"Vlakwerk <info@vlakwerk.example>", "info@vlakwerk.example"},
    {"\"baas@bank.example\" <info@vlakwerk.example>", "info@vlakwerk.example"},
    {"\"<baas@bank.example>\" <info@vlakwerk.example>", "info@vlakwerk.example"},
    {"\"a \\\" <x@y.example>\" <info@vlakwerk.example>", "info@vlakwerk.example"},
    {"(<x@y.example>) info@vlakwerk.example", "info@vlakwerk.example"},
    {"info@vlakwerk.example, a@b.example", "info@vlakwerk.example"},
    {"\"no end <a@b.example>", ""},
    {"Jan <a@b.example", "a@b.example"},
    {"a@b.example>\" <x@y.example>", ""},
};

static const struct {
    const char *pattern, *address;
    gboolean fits;
} patterns[] = {
    {"vlakwerk.example", "a@vlakwerk.example", TRUE},
    {"vlakwerk.example", "a@mail.vlakwerk.example", TRUE},
    {"vlakwerk.example", "A@VLAKWERK.EXAMPLE", TRUE},
    {"vlakwerk.example", "a@notvlakwerk.example", FALSE},
    {"vlakwerk.example", "a@vlakwerk.example.evil.example", FALSE},
    {"vlakwerk.example", "", FALSE},
    {"nieuws@vlakwerk.example", "nieuws@vlakwerk.example", TRUE},
    {"nieuws@vlakwerk.example", "info@vlakwerk.example", FALSE},
    {"*@vlakwerk.example", "info@vlakwerk.example", TRUE},
    {"*@vlakwerk.example", "info@mail.vlakwerk.example", FALSE},
    {"nieuws+*@vlakwerk.example", "nieuws+7@vlakwerk.example", TRUE},
};

static void test_addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        g_autofree char *address = mail_address(addresses[i].value);
        if (strcmp(address, addresses[i].address)) {
            fail_msg("%s: \"%s\"", addresses[i].value, address);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autoptr(GPtrArray) list = g_ptr_array_new();
        g_ptr_array_add(list, (char *)patterns[i].pattern);
        if (milter_address_fits(list, patterns[i].address) != patterns[i].fits) {
            fail_msg("%s, %s", patterns[i].pattern, patterns[i].address);
        }
    }
}

/* ---- scope ---- */

#define RULES                                                                         \
    FILE_HEAD "max_size: 1KB\nmails:\n"                                               \
              "  - { from: intern@vlakwerk.example, skip: true }\n"                   \
              "  - { list_id: [\"nieuws.*\"], touchpoint: lists }\n"                  \
              "  - { from: vlakwerk.example, list: true, touchpoint: newsletters }\n" \
              "  - { sender: bounce@post.example, touchpoint: platform }\n"           \
              "  - { from: vlakwerk.example, list: false, touchpoint: people }\n"

static const struct {
    const char *name, *sender, *fields; /* "Name: value" a line */
    gsize body;
    const char *expected; /* a touchpoint, or why not in brackets */
} scopes[] = {
    {"a colleague", "jan@vlakwerk.example", "From: Jan <jan@vlakwerk.example>", 10, "people"},
    {"somebody else", "x@y.example", "From: x@y.example", 10, "(sender)"},
    {"no From", "jan@vlakwerk.example", "Subject: x", 10, "(sender)"},
    {"a newsletter", "b@vlakwerk.example",
     "From: info@vlakwerk.example\nList-Unsubscribe: <mailto:x@y.example>", 10, "newsletters"},
    {"bulk", "b@vlakwerk.example", "From: info@vlakwerk.example\nPrecedence: Bulk", 10,
     "newsletters"},
    {"a list by its id", "x@y.example", "From: x@y.example\nList-Id: Nieuws <nieuws.y.example>", 10,
     "lists"},
    {"another list", "x@y.example", "From: x@y.example\nList-Id: <oud.y.example>", 10, "(sender)"},
    {"by its envelope", "bounce@post.example", "From: x@y.example", 10, "platform"},
    {"skipped", "i@vlakwerk.example", "From: intern@vlakwerk.example", 10, "(skipped)"},
    {"a bounce", "<>", "From: postmaster@vlakwerk.example", 10, "(bounce)"},
    {"out of office", "jan@vlakwerk.example",
     "From: jan@vlakwerk.example\nAuto-Submitted: auto-replied (vacation)", 10, "(auto-reply)"},
    {"an order", "o@vlakwerk.example", "From: o@vlakwerk.example\nAuto-Submitted: auto-generated",
     10, "people"},
    {"too large", "jan@vlakwerk.example", "From: jan@vlakwerk.example", 1100, "(size)"},
    {"a forged mark is no field", "x@y.example", "X-Touchstone: pass\nFrom: jan@vlakwerk.example",
     10, "people"},
};

static struct mail *make_mail(const char *sender, const char *fields, gsize body, guint64 max_size)
{
    struct mail *mail = mail_new(sender, max_size);
    g_auto(GStrv) lines = g_strsplit(fields, "\n", -1);
    for (gsize i = 0; lines[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], ": ", 2);
        mail_add_field(mail, parts[0], parts[1]);
    }
    g_autofree char *text = g_strnfill(body, 'x');
    mail_add_body(mail, text, body);
    return mail;
}

static void test_scopes(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct milter_settings *settings = read_settings(RULES, problems);
    assert_non_null(settings);
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++) {
        const char *why = NULL;
        struct mail *mail =
            make_mail(scopes[i].sender, scopes[i].fields, scopes[i].body, settings->max_size);
        const struct milter_row *row = scope_find(settings, mail, &why);
        g_autofree char *got =
            row ? g_strdup(row->touchpoint) : g_strdup_printf("(%s)", why ? why : "");
        if (strcmp(got, scopes[i].expected)) {
            fail_msg("%s: %s", scopes[i].name, got);
        }
        mail_free(&mail);
    }
    milter_settings_free(&settings);
    problems_free(&problems);
}

/* What the server gets is what came, with the line ends of mails and without our own field. */
static void test_bytes(void **state)
{
    (void)state;
    struct mail *mail = mail_new("<a@b.example>", 1000);
    mail_add_field(mail, "Subject", "een\n twee");
    mail_add_field(mail, "x-touchstone", "pass");
    mail_add_body(mail, "Dag\r\n", 5);
    mail_add_body(mail, "Jan\0\r\n", 6);
    GString *bytes = mail_bytes(mail);
    static const char wanted[] = "Subject: een\r\n twee\r\n\r\nDag\r\nJan\0\r\n";
    assert_int_equal(bytes->len, sizeof wanted - 1);
    assert_memory_equal(bytes->str, wanted, sizeof wanted - 1);
    assert_int_equal(mail->forged_count, 1);
    g_string_free(bytes, TRUE);
    mail_free(&mail);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),    cmocka_unit_test(test_values),
        cmocka_unit_test(test_addresses), cmocka_unit_test(test_scopes),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
