/* SPDX-License-Identifier: MIT
 *
 * Which mails the source "mail" finds in files, Maildirs and mailboxes, and that each keeps its
 * name and its tag from night to night.
 */
#include "tests/plugin/mail_support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

#define MAIL "From: info@vlakwerk.example\nSubject: Uw vloer\n\nDag.\n"
#define FROM "From info@vlakwerk.example Thu Nov 26 10:15:00 2026\n"

static void assert_listing(struct mail_fixture *fixture, const char *expected)
{
    g_autofree char *names = mail_listing(fixture);
    assert_string_equal(names, expected);
}

static void assert_bytes(struct mail_fixture *fixture, const char *name, const char *expected)
{
    mail_assert(fixture, name, TS_FETCHED, "");
    g_autofree char *got = g_strndup(fixture->answer.bytes.ptr, fixture->answer.bytes.len);
    assert_string_equal(got, expected);
}

/* ---- files ---- */

static void test_folder(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "in/a.eml", MAIL, -1);
    mail_put(fixture, "b.html", "<p>Dag", -1);
    mail_put(fixture, "new/c.html", "<p>Dag", -1); /* no Maildir: it has no cur and no tmp */
    mail_open(fixture, "", NULL);
    assert_listing(fixture, "b.html\nin/a.eml\nnew/c.html\n");
    assert_bytes(fixture, "in/a.eml", MAIL);
    assert_true(ts_is(fixture->answer.media_type, "message/rfc822"));
    mail_assert(fixture, "new/c.html", TS_FETCHED, "");
    assert_true(ts_is(fixture->answer.media_type, "text/html"));
    mail_assert(fixture, "weg.eml", TS_VANISHED, "no longer there");
    mail_assert(fixture, "../elders.eml", TS_VANISHED, "no longer there");
}

static void test_globs(void **state)
{
    static const struct {
        const char *glob, *names; /* NULL: nothing */
    } rows[] = {
        {"/*.eml", "a.eml\n"},
        {"/**/*.eml", "a.eml\nin/b.eml\n"},
        {"/in/*", "in/b.eml\nin/c.html\n"},
        {"/i?/*.html", "in/c.html\n"},
        {"/*.oft", NULL},
    };
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "a.eml", MAIL, -1);
    mail_put(fixture, "in/b.eml", MAIL, -1);
    mail_put(fixture, "in/c.html", "<p>Dag", -1);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        mail_open(fixture, rows[i].glob, NULL);
        if (rows[i].names) {
            assert_listing(fixture, rows[i].names);
        } else {
            mail_assert(fixture, "", TS_FAILED, "no file matches ");
            assert_non_null(strstr(fixture->reason, "/*.oft"));
        }
    }
}

static void test_empty_folder(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_open(fixture, "", NULL);
    mail_assert(fixture, "", TS_FAILED, "no file matches ");
}

/* ---- Maildirs ---- */

static void make_maildir(struct mail_fixture *fixture)
{
    mail_put(fixture, "box/cur/1.a:2,S", MAIL, -1);
    mail_put(fixture, "box/cur/2.b:2,ST", MAIL, -1); /* deleted */
    mail_put(fixture, "box/cur/3.sh", MAIL, -1);     /* no script */
    mail_put(fixture, "box/new/4.d", MAIL, -1);
    mail_put(fixture, "box/tmp/5.e", MAIL, -1);
    mail_put(fixture, "box/dovecot-uidlist", "3 V1\n", -1);
}

static void test_maildir(void **state)
{
    struct mail_fixture *fixture = *state;
    make_maildir(fixture);
    static const char *const paths[] = {"", "/box"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        mail_open(fixture, paths[i], NULL);
        assert_listing(fixture, "box/cur/1.a\nbox/cur/3.sh\nbox/cur/4.d\n");
        mail_assert(fixture, "box/cur/3.sh", TS_FETCHED, "");
        assert_true(ts_is(fixture->answer.media_type, "message/rfc822"));
        assert_bytes(fixture, "box/cur/4.d", MAIL);
        mail_assert(fixture, "box/cur/2.b", TS_VANISHED, "");
        mail_assert(fixture, "box/tmp/5.e", TS_REFUSED, "");
    }
}

/* Read between two nights: the same mail, unchanged. */
static void test_maildir_read(void **state)
{
    struct mail_fixture *fixture = *state;
    make_maildir(fixture);
    mail_open(fixture, "/box", NULL);
    assert_listing(fixture, "box/cur/1.a\nbox/cur/3.sh\nbox/cur/4.d\n");
    mail_assert(fixture, "box/cur/4.d", TS_FETCHED, "");
    g_autofree char *etag = g_strndup(fixture->answer.etag.ptr, fixture->answer.etag.len);
    mail_move(fixture, "box/new/4.d", "box/cur/4.d:2,RS");
    mail_open(fixture, "/box", NULL);
    mail_ask(fixture, "box/cur/4.d", etag); /* of a run that goes on: nothing was listed */
    assert_int_equal(fixture->answer.status, TS_NOT_MODIFIED);
    assert_listing(fixture, "box/cur/1.a\nbox/cur/3.sh\nbox/cur/4.d\n");
}

/* Read between the listing and the asking. */
static void test_maildir_in_use(void **state)
{
    struct mail_fixture *fixture = *state;
    make_maildir(fixture);
    mail_open(fixture, "/box", NULL);
    assert_listing(fixture, "box/cur/1.a\nbox/cur/3.sh\nbox/cur/4.d\n");
    mail_move(fixture, "box/new/4.d", "box/cur/4.d:2,S");
    fixture->mail->listed_at = 0; /* a while ago */
    assert_bytes(fixture, "box/cur/4.d", MAIL);
    mail_move(fixture, "box/cur/4.d:2,S", "box/cur/4.d:2,ST");
    fixture->mail->listed_at = 0;
    mail_assert(fixture, "box/cur/4.d", TS_VANISHED, "no longer there");
}

/* ---- mailboxes ---- */

static void test_mbox(void **state)
{
    static const struct {
        const char *mbox;
        const char *messages[4];
    } rows[] = {
        {FROM "A: 1\n\neen\n\n" FROM "A: 2\n\ntwee\n", {"A: 1\n\neen\n", "A: 2\n\ntwee\n"}},
        /* what has no blank line before it, or no time, is text */
        {FROM "A: 1\n\neen\n" FROM "\n\nFrom ons in Utrecht\n",
         {"A: 1\n\neen\n" FROM "\n\nFrom ons in Utrecht\n"}},
        /* quoted by one more > */
        {FROM "A: 1\n\n>From hier\n>>From daar\n> From ver\n",
         {"A: 1\n\nFrom hier\n>From daar\n> From ver\n"}},
        {"From - Thu Nov 26 10:15:00 2026\r\nA: 1\r\n\r\neen\r\n\r\nFrom x 09:00\r\nA: 2\r\n\r\n",
         {"A: 1\r\n\r\neen\r\n", "A: 2\r\n"}},
        /* the length that a header tells is not believed */
        {FROM "Content-Length: 99\n\neen\n\n" FROM "A: 2\n\n",
         {"Content-Length: 99\n\neen\n", "A: 2\n"}},
        /* as Mozilla writes it */
        {"From - \nA: 1\n\neen\nFrom - \nA: 2\n\ntwee\nFrom - ons\n",
         {"A: 1\n\neen\n", "A: 2\n\ntwee\nFrom - ons\n"}},
        /* an empty one between */
        {FROM "\n" FROM "A: 2\n\ntwee", {"\n", "A: 2\n\ntwee"}},
    };
    struct mail_fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *names = g_string_new(NULL);
        mail_put(fixture, "Postvak IN", rows[i].mbox, -1);
        mail_open(fixture, i % 2 ? "" : "/Postvak IN", NULL);
        for (size_t k = 0; rows[i].messages[k]; k++) {
            g_string_append_printf(names, "Postvak IN#message=%zu\n", k + 1);
        }
        assert_listing(fixture, names->str);
        for (size_t k = 0; rows[i].messages[k]; k++) {
            g_autofree char *name = g_strdup_printf("Postvak IN#message=%zu", k + 1);
            assert_bytes(fixture, name, rows[i].messages[k]);
            assert_true(ts_is(fixture->answer.media_type, "message/rfc822"));
        }
        mail_assert(fixture, "Postvak IN#message=9", TS_VANISHED, "no longer there");
        mail_assert(fixture, "Postvak OUT#message=1", TS_VANISHED, "");
        g_string_free(names, TRUE);
    }
}

/* Lines over the borders of what is read at once, and one that is longer than that. */
static void test_mbox_large(void **state)
{
    struct mail_fixture *fixture = *state;
    GString *mbox = g_string_new(NULL);
    GPtrArray *mails = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *line = g_strnfill(i == 7 ? 3000000 : 50000 + i * 997, 'x');
        char *mail = g_strdup_printf("A: %u\n\n%s\n", i, line);
        g_ptr_array_add(mails, mail);
        g_string_append_printf(mbox, FROM "%s\n", mail);
    }
    mail_put(fixture, "a.mbox", mbox->str, (gssize)mbox->len);
    mail_open(fixture, "/a.mbox", NULL);
    mail_ask(fixture, "", NULL);
    assert_int_equal(fixture->answer.found.count, mails->len);
    for (guint i = 0; i < mails->len; i++) {
        g_autofree char *name = g_strdup_printf("a.mbox#message=%u", i + 1);
        assert_bytes(fixture, name, g_ptr_array_index(mails, i));
    }
    g_ptr_array_unref(mails);
    g_string_free(mbox, TRUE);
}

static void test_mbox_long_message(void **state)
{
    struct mail_fixture *fixture = *state;
    GString *mbox = g_string_new(FROM "A: 1\n\n");
    for (guint i = 0; i < 21; i++) {
        g_autofree char *line = g_strnfill(1u << 20, 'x');
        g_string_append_printf(mbox, "%s\n", line);
    }
    g_string_append(mbox, "\n" FROM "A: 2\n\ntwee\n");
    mail_put(fixture, "a.mbox", mbox->str, (gssize)mbox->len);
    mail_open(fixture, "/a.mbox", NULL);
    assert_listing(fixture, "a.mbox#message=1\na.mbox#message=2\n");
    mail_assert(fixture, "a.mbox#message=1", TS_FAILED, "at most 20 MB are read of one message");
    assert_bytes(fixture, "a.mbox#message=2", "A: 2\n\ntwee\n");
    g_string_free(mbox, TRUE);
}

/* A mail that was appended is new; those before are as they were. */
static void test_mbox_appended(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "a.mbox", FROM "A: 1\n\neen\n\n" FROM "A: 2\n\ntwee\n", -1);
    mail_open(fixture, "/a.mbox", NULL);
    mail_assert(fixture, "a.mbox#message=2", TS_FETCHED, ""); /* of a run that goes on */
    g_autofree char *etag = g_strndup(fixture->answer.etag.ptr, fixture->answer.etag.len);
    mail_put(fixture, "a.mbox",
             FROM "A: 1\n\neen\n\n" FROM "A: 2\n\ntwee\n\n" FROM "A: 3\n\ndrie\n", -1);
    mail_open(fixture, "/a.mbox", NULL);
    assert_listing(fixture, "a.mbox#message=1\na.mbox#message=2\na.mbox#message=3\n");
    mail_ask(fixture, "a.mbox#message=2", etag);
    assert_int_equal(fixture->answer.status, TS_NOT_MODIFIED);
    mail_ask(fixture, "a.mbox#message=3", etag);
    assert_int_equal(fixture->answer.status, TS_FETCHED);
}

/* Written to while it is read: no half message passes for a whole one. */
static void test_mbox_changed(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "a.mbox", FROM "A: 1\n\neen\n\n" FROM "A: 2\n\ntwee\n", -1);
    mail_open(fixture, "/", NULL);
    assert_listing(fixture, "a.mbox#message=1\na.mbox#message=2\n");
    mail_put(fixture, "a.mbox", FROM "A: 2\n\ntwee\n", -1);
    mail_assert(fixture, "a.mbox#message=2", TS_FAILED, "changed while it was read");
}

static void test_mbox_cap(void **state)
{
    struct mail_fixture *fixture = *state;
    g_autofree char *path = g_build_filename(fixture->path, "a.mbox", NULL);
    mail_put(fixture, "a.mbox", FROM "A: 1\n\neen\n\n" FROM "A: 2\n\n" FROM "A: 3\n", -1);
    struct mbox *mbox = mbox_new(open(path, O_RDONLY), 2);
    assert_int_equal(mbox_step(mbox), 1);
    assert_int_equal(mbox_count(mbox), 2);
    assert_true(mbox_is_cut(mbox));
    mbox_free(mbox);
    mail_open(fixture, "/a.mbox", NULL);
    mail_assert(fixture, "a.mbox#rest", TS_VANISHED, "the rest is not read");
}

/* A file of that ending that is none stays one document, for the reader to say so. */
static void test_no_mbox(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "a.mbox", "geen postvak", -1);
    mail_put(fixture, "from.html", "From 10:15", -1);
    mail_open(fixture, "", NULL);
    assert_listing(fixture, "a.mbox\nfrom.html\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_folder, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_globs, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_empty_folder, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_maildir, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_maildir_read, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_maildir_in_use, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox_large, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox_long_message, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox_appended, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox_changed, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_mbox_cap, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_no_mbox, mail_set_up, mail_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
