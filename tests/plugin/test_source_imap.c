/* SPDX-License-Identifier: MIT
 *
 * What the source "imap" takes as a plan and what it says of a wrong one; its locators; and whether
 * a promised mail came. Against a real server see tests/system/imap.sh.
 */
#include "plugins/source-imap/imap.h"
#include "tests/plugin/fakehost.h"

#include <glib/gstdio.h>
#include <gmime/gmime.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECRET "geheim-woord-7Q"
#define LOGIN ", user: proef, password_env: IMAP_TEST_PASSWORD"

/* ---- options ---- */

static int read_options(struct fakehost *fake, const char *yaml, struct imap_options *options)
{
    fakehost_reset(fake);
    g_clear_pointer(&fake->failure, g_free);
    struct ts_open open = fakehost_open(fake, yaml, NULL);
    int done = imap_options_read(&fake->call, open.options, options);
    fakehost_settle(fake);
    return done;
}

/* wrong: a part of what is said; NULL: it is right, and the rest is expected. */
static const struct {
    const char *yaml, *wrong;
    const char *connect, *base, *quoted;
} plans[] = {
    {"{url: \"imaps://Mail.Example.com/INBOX\"" LOGIN "}", NULL, "imaps://mail.example.com:993/",
     "imaps://mail.example.com/INBOX", "\"INBOX\""},
    {"{url: \"imap://mail.example.com\"" LOGIN "}", NULL, "imap://mail.example.com:143/",
     "imap://mail.example.com/INBOX", "\"INBOX\""},
    {"{url: \"imap://mail.example.com:1143/inbox\"" LOGIN "}", NULL,
     "imap://mail.example.com:1143/", "imap://mail.example.com:1143/INBOX", "\"INBOX\""},
    {"{url: \"imaps://a.example/Proef/Caf%C3%A9%20%26%20%22co%22\"" LOGIN "}", NULL,
     "imaps://a.example:993/", "imaps://a.example/Proef/Caf%C3%A9%20&%20%22co%22",
     "\"Proef/Caf&AOk- &- \\\"co\\\"\""},
    {"{url: \"http://a.example/\"" LOGIN "}", "is no address of a mailbox", NULL, NULL, NULL},
    {"{url: \"a.example\"" LOGIN "}", "is no address of a mailbox", NULL, NULL, NULL},
    {"{url: \"imaps://\"" LOGIN "}", "is no address of a mailbox", NULL, NULL, NULL},
    {"{url: \"imaps://ik:" SECRET "@a.example/\"" LOGIN "}", "holds a user name", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/INBOX;UID=1\"" LOGIN "}", "names one mailbox", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/INBOX?ALL\"" LOGIN "}", "has a ? in it", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/a%0D%0AT9 DELETE INBOX\"" LOGIN "}", "url:", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/a%0D%0AT9%20DELETE%20INBOX\"" LOGIN "}", "not plain text", NULL,
     NULL, NULL},
    {"{url: \"imaps://a.example/%FF\"" LOGIN "}", "not plain text", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\", user: proef}", "password_file: is missing", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\", user: proef, password_env: IMAP_TEST_NOTHING}",
     "is not set in the environment", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\", password_env: IMAP_TEST_PASSWORD, user: \"a\\r\\nb\"}",
     "user: needs", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ", max_age: 30}", "max_age: is no span", NULL, NULL,
     NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ", max_mails: 0}", "max_mails:", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ", max_size: 21MB}", "max_size:", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ", timeout: 10ms}", "timeout:", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [{subject: a, evry: 1d}]}",
     "expect: 2:24: unknown key \"evry\"", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [{subject: a}]}",
     "expect: 2:11: every is missing", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [{every: 1d}]}",
     "expect: 2:11: subject or from is missing", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [{subject: a, every: 1 maand}]}",
     "expect: 2:24: every: \"1 maand\" is no span of time", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [{subject: [a], every: 1d}]}",
     "expect: 2:12: subject needs a text", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: [wekelijks]}",
     "expect: 2:11: write { subject", NULL, NULL, NULL},
    {"{url: \"imaps://a.example/\"" LOGIN ",\n expect: {subject: a, every: 1d}}", "is a list", NULL,
     NULL, NULL},
};

static void test_plans(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(plans); i++) {
        struct imap_options options;
        int done = read_options(fake, plans[i].yaml, &options);
        const char *said = fake->failure ? fake->failure : "";
        gboolean is_right =
            plans[i].wrong ? done == -1 && strstr(said, plans[i].wrong) && !strstr(said, SECRET)
                           : done == 0 && g_str_equal(options.connect, plans[i].connect) &&
                                 g_str_equal(options.base, plans[i].base) &&
                                 g_str_equal(options.quoted, plans[i].quoted);
        if (!is_right) {
            fail_msg("row %zu: %s %s %s", i, said, options.base, options.quoted);
        }
        imap_options_clear(&options);
    }
}

static void test_password_file(void **state)
{
    static const struct {
        const char *content;
        int mode;
        const char *wrong; /* NULL: it is taken */
    } files[] = {
        {SECRET "\n", 0600, NULL},
        {SECRET "\n", 0644, "chmod 600"},
        {"", 0600, "is empty"},
        {"twee\nregels", 0600, "may be one line"},
    };
    struct fakehost *fake = *state;
    g_autofree char *folder = g_dir_make_tmp("imap-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "password", NULL);
    g_autofree char *yaml =
        g_strdup_printf("{url: \"imaps://a.example/\", user: proef, password_file: \"%s\"}", path);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        struct imap_options options;
        assert_true(g_file_set_contents(path, files[i].content, -1, NULL));
        g_chmod(path, files[i].mode);
        int done = read_options(fake, yaml, &options);
        if (files[i].wrong ? done == 0 || !strstr(fake->failure, files[i].wrong) ||
                                 strstr(fake->failure, SECRET)
                           : done != 0 || !g_str_equal(options.password, SECRET)) {
            fail_msg("row %zu: %s", i, fake->failure);
        }
        imap_options_clear(&options);
    }
    g_remove(path);
    g_rmdir(folder);
}

static void test_durations(void **state)
{
    static const struct {
        const char *text;
        gint64 seconds;
    } rows[] = {
        {"1d", 86400},    {"12h", 43200},  {"2w", 1209600},
        {"30m", 1800},    {"1 d", 86400},  {"3660d", 316224000},
        {"3661d", 0},     {"0d", 0},       {"d", 0},
        {"1", 0},         {"", 0},         {"-1d", 0},
        {"1dd", 0},       {"1s", 0},       {"1  d", 0},
        {"99999999d", 0}, {"9999999w", 0},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (imap_duration(ts_text(rows[i].text)) != rows[i].seconds) {
            fail_msg("row %zu: %" G_GINT64_FORMAT, i, imap_duration(ts_text(rows[i].text)));
        }
    }
}

/* ---- locators ---- */

#define BASE "imaps://a.example/INBOX"

static void test_locators(void **state)
{
    static const struct {
        const char *locator;
        enum imap_place place;
        guint32 validity, uid;
    } rows[] = {
        {"", IMAP_MAILBOX, 0, 0},
        {BASE ";UIDVALIDITY=123/;UID=45", IMAP_MAIL, 123, 45},
        {BASE ";UIDVALIDITY=4294967295/;UID=4294967295", IMAP_MAIL, 4294967295u, 4294967295u},
        {BASE "#expect=2", IMAP_EXPECTATION, 0, 2},
        {BASE "#left-outs", IMAP_FOREIGN, 0, 0},
        {BASE "#arrivals=3", IMAP_ARRIVALS, 0, 3},
        {BASE, IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=123/;UID=45#part=2", IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=4294967296/;UID=1", IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=1/;UID=99999999999999999999", IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=0/;UID=1", IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=1/;UID=01", IMAP_FOREIGN, 0, 0},
        {BASE ";UIDVALIDITY=1/;UID=", IMAP_FOREIGN, 0, 0},
        {BASE "#expect=0", IMAP_FOREIGN, 0, 0},
        {"imaps://b.example/INBOX;UIDVALIDITY=123/;UID=45", IMAP_FOREIGN, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint32 validity = 0, uid = 0;
        enum imap_place place = locator_parse(BASE, ts_text(rows[i].locator), &validity, &uid);
        if (place != rows[i].place || (place == IMAP_MAIL && validity != rows[i].validity) ||
            (place > IMAP_MAILBOX && uid != rows[i].uid)) {
            fail_msg("row %zu: %d, %u, %u", i, place, validity, uid);
        }
    }
    g_autofree char *mail = locator_of_mail(BASE, 123, 45);
    g_autofree char *expectation = locator_of_expectation(BASE, 2);
    assert_string_equal(mail, rows[1].locator);
    g_autofree char *arrivals = locator_of_arrivals(BASE, 3);
    assert_string_equal(expectation, rows[3].locator);
    g_autofree char *left_out = locator_of_left_out(BASE);
    guint32 unused;
    assert_int_equal(locator_parse(BASE, ts_text(left_out), &unused, &unused), IMAP_LEFT_OUT);
    assert_string_equal(arrivals, rows[5].locator);
}

/* ---- expectations ---- */

#define NOW ((gint64)1795730719)
#define HOUR ((gint64)3600)

struct arrival {
    gint64 age; /* hours */
    const char *header;
};

/* Without a server: what it would have told is put in. */
static char *judge(struct fakehost *fake, const char *expect, const struct arrival *arrivals,
                   guint count)
{
    struct imap imap = {.now = NOW, .mails = g_array_new(FALSE, TRUE, sizeof(struct mail))};
    g_autofree char *yaml =
        g_strdup_printf("{url: \"imaps://a.example/\"" LOGIN ", expect: [%s]}", expect);
    assert_int_equal(read_options(fake, yaml, &imap.options), 0);
    for (guint i = 0; i < count; i++) {
        struct mail mail = {.uid = i + 1, .date = NOW - arrivals[i].age * HOUR};
        g_array_append_val(imap.mails, mail);
    }
    for (guint i = 0; i < count; i++) {
        struct fetch_item item = {
            .uid = i + 1, .has_body = TRUE, .body = ts_text(arrivals[i].header)};
        expect_take(&imap, &item);
    }
    char *json =
        expect_json(&imap, &g_array_index(imap.options.expectations, struct expectation, 0));
    imap_options_clear(&imap.options);
    g_array_unref(imap.mails);
    return json;
}

static const struct {
    const char *expect;
    struct arrival arrivals[3];
    const char *state, *last;
} rows[] = {
    {"{subject: \"Bestelling*\", every: 1d}",
     {{3, "Subject: Bestelling 12\r\n\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{subject: \"bestelling*\", every: 1d}",
     {{3, "subject: BESTELLING 12\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{subject: \"Bestelling*\", every: 1d}", {{3, "Subject: Uw Bestelling\r\n"}}, "missing", ""},
    {"{subject: \"*Bestelling*\", every: 1d}",
     {{3, "Subject: Uw Bestelling\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{subject: \"Bestelling*\", every: 1d}",
     {{26, "Subject: Bestelling\r\n"}},
     "missing",
     "2026-11-25T20:05:19Z"},
    {"{subject: \"Bestelling*\", every: 1d, grace: 3h}",
     {{26, "Subject: Bestelling\r\n"}},
     "there",
     "2026-11-25T20:05:19Z"},
    {"{subject: \"Bestelling*\", every: 1d, grace: 0h}",
     {{25, "Subject: Bestelling\r\n"}},
     "missing",
     "2026-11-25T21:05:19Z"},
    {"{subject: \"Caf\xc3\xa9*\", every: 1d}",
     {{3, "Subject: =?utf-8?q?Caf=C3=A9_open?=\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{subject: \"Een lange regel\", every: 1d}",
     {{3, "Subject: Een\r\n lange\r\n regel\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{subject: \"*\", from: \"*@vlakwerk.example\", every: 1d}",
     {{3, "From: Vlakwerk <info@vlakwerk.example>\r\nSubject: x\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{from: \"Vlakwerk\", every: 1d}",
     {{3, "From: Vlakwerk <info@a.example>\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{from: \"*@vlakwerk.example\", every: 1d}",
     {{3, "From: \"info@vlakwerk.example\" <x@elders.example>\r\n"}},
     "there",
     "2026-11-26T19:05:19Z"},
    {"{from: \"*@vlakwerk.example\", every: 1d}",
     {{3, "From: x@elders.example\r\n"}},
     "missing",
     ""},
    {"{subject: \"a\", every: 1d}",
     {{1, "Subject: a\r\n"}, {200, "Subject: a\r\n"}, {2, "Subject: b\r\n"}},
     "there",
     "2026-11-26T21:05:19Z"},
    {"{subject: \"a\", every: 1d}",
     {{1, "X: 1\r\nNot-Subject: a\r\n"}, {1, ""}, {1, "Subject:"}},
     "missing",
     ""},
};

static void test_expectations(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        guint count = 0;
        while (count < 3 && rows[i].arrivals[count].header) {
            count++;
        }
        g_autofree char *json = judge(*state, rows[i].expect, rows[i].arrivals, count);
        g_autofree char *wanted =
            g_strdup_printf("\"state\":\"%s\",\"last\":\"%s\"", rows[i].state, rows[i].last);
        if (!json || !strstr(json, wanted)) {
            fail_msg("row %zu: %s", i, json);
        }
    }
}

/* Not all mails were looked at: what is not known is not called missing. */
static void test_unknown(void **state)
{
    struct imap imap = {.now = NOW, .headers_at = 5, .headers_newest = NOW - HOUR};
    assert_int_equal(read_options(*state,
                                  "{url: \"imaps://a.example/\"" LOGIN
                                  ", expect: [{subject: a, every: 1d}]}",
                                  &imap.options),
                     0);
    const struct expectation *one =
        &g_array_index(imap.options.expectations, struct expectation, 0);
    assert_null(expect_json(&imap, one));
    imap.headers_newest = NOW - 48 * HOUR; /* older ones do not matter */
    g_autofree char *json = expect_json(&imap, one);
    assert_non_null(strstr(json, "missing"));
    imap.headers_failure = g_strdup("kapot");
    assert_null(expect_json(&imap, one));
    g_free(imap.headers_failure);
    imap_options_clear(&imap.options);
}

/* ---- the list of mails ---- */

static void put(struct imap *imap, guint32 uid, gint64 age, gboolean is_deleted)
{
    struct fetch_item item = {.uid = uid,
                              .has_size = TRUE,
                              .size = 1,
                              .has_date = TRUE,
                              .date = NOW - age * HOUR,
                              .is_deleted = is_deleted};
    listing_take(imap, &item);
}

static void test_listing(void **state)
{
    struct imap imap = {.now = NOW};
    char *reason = NULL;
    imap.mails = g_array_new(FALSE, TRUE, sizeof(struct mail));
    imap.listing = g_array_new(FALSE, TRUE, sizeof(struct mail));
    imap.news = g_array_new(FALSE, TRUE, sizeof(guint32));
    assert_int_equal(
        read_options(*state, "{url: \"imaps://a.example/\"" LOGIN ", max_age: 2d, max_mails: 2}",
                     &imap.options),
        0);
    put(&imap, 9, 1, FALSE);
    put(&imap, 3, 100, FALSE);
    put(&imap, 5, 2, FALSE);
    put(&imap, 9, 1, FALSE);
    put(&imap, 6, 2, TRUE);
    put(&imap, 7, 2, FALSE);
    assert_int_equal(listing_end(&imap, &reason), 0);
    assert_int_equal(imap.mails->len, 4);
    assert_true(listing_find(&imap, 3)->is_left_out);
    assert_true(listing_find(&imap, 5)->is_left_out);
    assert_false(listing_find(&imap, 7)->is_left_out);
    assert_false(listing_find(&imap, 9)->is_left_out);
    assert_null(listing_find(&imap, 6));
    assert_int_equal(imap.left_out, 2);
    put(&imap, 9, 1, FALSE); /* FETCH 10:* tells the last */
    put(&imap, 12, 0, FALSE);
    news_end(&imap);
    assert_int_equal(imap.news->len, 1);
    assert_int_equal(g_array_index(imap.news, guint32, 0), 12);
    assert_non_null(listing_find(&imap, 12));
    g_array_unref(imap.mails);
    g_array_unref(imap.listing);
    g_array_unref(imap.news);
    imap_options_clear(&imap.options);
}

static int set_up(void **state)
{
    g_setenv("IMAP_TEST_PASSWORD", SECRET, TRUE);
    g_mime_init();
    *state = fakehost_new("source-imap");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plans),        cmocka_unit_test(test_password_file),
        cmocka_unit_test(test_durations),    cmocka_unit_test(test_locators),
        cmocka_unit_test(test_expectations), cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_listing),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
