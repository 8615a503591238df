/* SPDX-License-Identifier: MIT
 *
 * Mails in, subject, text, children and complaints out.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define HEAD "From: Vlakwerk <info@vlakwerk.example>\r\nTo: a@b.example\r\n"
#define MULTI                                                                                   \
    HEAD "Subject: Je bestelling\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; " \
         "boundary=x\r\n\r\n"

/* blocks: "text" in order, after subject and sender; children: "suffix type name". */
static const struct {
    const char *mail, *subject, *blocks, *children;
    guint truncated;
} rows[] = {
    {HEAD "Subject: Hallo\r\n\r\nEen regel.\r\n", "Hallo", "Een regel.", "", 0},
    {HEAD "Subject: Hallo\n\nEen\nalinea.\n\nNog een.\n", "Hallo", "Een alinea.|Nog een.", "", 0},
    {HEAD "Subject: =?utf-8?q?Caf=C3=A9?=\r\n\r\nx", "Café", "x", "", 0},
    {HEAD "Subject: =?iso-8859-1?B?Y2Fm6Q==?=\r\n\r\nx", "café", "x", "", 0},
    {HEAD "Subject: caf\xe9 en meer tekst\r\n\r\nx", "café en meer tekst", "x", "", 0},
    {HEAD "Subject: twee\r\n regels\r\n\r\nx", "twee regels", "x", "", 0},
    {HEAD "\r\nzonder onderwerp", "", "zonder onderwerp", "", 0},
    {HEAD "Subject: Leeg\r\n\r\n", "Leeg", "", "", 0},
    {HEAD "Subject: q\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 en=\r\n meer",
     "q", "café en meer", "", 0},
    {HEAD "Subject: b\r\nContent-Type: text/plain; charset=utf-8\r\n"
          "Content-Transfer-Encoding: base64\r\n\r\nY2Fmw6k=",
     "b", "café", "", 0},
    {HEAD "Subject: h\r\nContent-Type: text/html\r\n\r\n<p>Een</p><p>Twee</p>", "h", "Een|Twee", "",
     0},
    {HEAD "Subject: p\r\nContent-Type: text/html\r\n\r\n<div style='display:none'>Voorproefje</div>"
          "<p>Een</p>",
     "p", "Voorproefje|Een", "", 0},
    {MULTI "--x\r\nContent-Type: text/plain\r\n\r\nplat\r\n--x\r\nContent-Type: text/html\r\n\r\n"
           "<p>mooi</p>\r\n--x--\r\n",
     "Je bestelling", "plat|mooi", "", 0},
    {MULTI "--x\r\nContent-Type: text/plain\r\n\r\nplat\r\n", "Je bestelling", "plat", "", 1},
    {HEAD
     "Subject: a\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n\r\ntekst\r\n--y\r\n"
     "Content-Type: application/pdf; name=\"a b.pdf\"\r\n"
     "Content-Disposition: attachment\r\n\r\n%PDF\r\n--y--\r\n",
     "a", "tekst", "part=2 application/pdf a b.pdf\n", 0},
    {HEAD "Subject: a\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n--y\r\n"
          "Content-Type: message/rfc822\r\n\r\nSubject: in\r\n\r\nbinnen\r\n--y--\r\n",
     "a", "", "part=1 message/rfc822 \n", 0},
    {HEAD "Subject: a\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; "
          "filename=x.txt\r\n\r\nbijlage",
     "a", "", "part=1 text/plain x.txt\n", 0},
    {HEAD "Subject: q\r\n\r\n> aangehaald\r\neigen", "q", "aangehaald|eigen", "", 0},
    {HEAD "Subject: q\r\n\r\neen\r\n-----\r\ntwee", "q", "een|twee", "", 0},
};

static char *blocks_of(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (block->role != TS_ROLE_SUBJECT && strcmp(block->where, "from") != 0) {
            g_string_append_printf(out, "%s%s", out->len ? "|" : "", block->text);
        }
    }
    return g_string_free(out, FALSE);
}

static char *children_of(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->children->len; i++) {
        const struct fake_child *child = g_ptr_array_index(fake->children, i);
        g_string_append_printf(out, "%s %s %s\n", child->suffix, child->media_type, child->name);
    }
    return g_string_free(out, FALSE);
}

static void test_mails(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, "message/rfc822", "", "m.eml", ts_text(rows[i].mail));
        g_autofree char *blocks = blocks_of(fake);
        g_autofree char *children = children_of(fake);
        if (done != 0 || fake->breach || g_strcmp0(fake->title, rows[i].subject) != 0 ||
            strcmp(blocks, rows[i].blocks) != 0 || strcmp(children, rows[i].children) != 0 ||
            fake->truncated->len != rows[i].truncated) {
            fail_msg("row %zu: subject %s, blocks %s, children %s, cut %u (%s)", i, fake->title,
                     blocks, children, fake->truncated->len, fake->breach ? fake->breach : "");
        }
    }
}

static void test_headers(void **state)
{
    struct fakehost *fake = *state;
    fakehost_reset(fake);
    fakehost_read(
        fake, "message/rfc822", "", "m.eml",
        ts_text("From: =?utf-8?q?Vlakwerk_B=2EV=2E?= <info@vlakwerk.example>\r\n"
                "Reply-To: help@vlakwerk.example\r\nList-Unsubscribe: <https://a.example/u>\r\n"
                "Subject: x\r\n\r\ny"));
    assert_string_equal(g_hash_table_lookup(fake->meta, "reply-to"), "help@vlakwerk.example");
    assert_string_equal(g_hash_table_lookup(fake->meta, "list-unsubscribe"),
                        "<https://a.example/u>");
    const struct fake_block *sender = g_ptr_array_index(fake->blocks, 1);
    assert_string_equal(sender->where, "from");
    assert_string_equal(sender->text, "Vlakwerk B.V.");
}

/* head: of the mail; last: of its last block. */
static const struct {
    const char *mail, *head, *last;
} languages[] = {
    {HEAD "Subject: a\r\n\r\nx", "", ""},
    {HEAD "Content-Language: nl\r\nSubject: a\r\n\r\nx", "nl", "nl"},
    {HEAD "Content-Language: en-GB, nl\r\nSubject: a\r\n\r\nx", "en-GB", "en-GB"},
    {HEAD "Content-Language: een hele lange zin die geen taal is\r\n\r\nx", "", ""},
    {HEAD "Content-Language: nl\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n"
          "--x\r\nContent-Type: text/plain\r\n\r\nplat\r\n--x--\r\n",
     "nl", "nl"},
    {MULTI "--x\r\nContent-Type: text/plain\r\nContent-Language: en\r\n\r\nplain\r\n--x--\r\n", "",
     "en"},
    {MULTI "--x\r\nContent-Type: text/html\r\n\r\n<html lang=de><p>schoen</p>\r\n--x--\r\n", "",
     "de"},
};

static void test_languages(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        fakehost_reset(fake);
        fakehost_read(fake, "message/rfc822", "", "m.eml", ts_text(languages[i].mail));
        const struct fake_block *last = g_ptr_array_index(fake->blocks, fake->blocks->len - 1);
        if (g_strcmp0(fake->language ? fake->language : "", languages[i].head) != 0 ||
            g_strcmp0(last->language, languages[i].last) != 0) {
            fail_msg("row %zu: head %s, last block %s", i, fake->language, last->language);
        }
    }
}

static void test_refused(void **state)
{
    static const char *const bytes[] = {"", "geen mail", "\x89PNG\r\n\x1a\n", "<html></html>"};
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(bytes); i++) {
        fakehost_reset(fake);
        assert_int_equal(fakehost_read(fake, "message/rfc822", "", "m.eml", ts_text(bytes[i])), -1);
        assert_non_null(fake->failure);
    }
}

static void test_mailbox(void **state)
{
    struct fakehost *fake = *state;
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "application/mbox", "", "m.mbox",
                                   ts_text("From a@b Mon\nSubject: een\n\nx\n\nFrom c@d Tue\n"
                                           "Subject: twee\n\ny\n")),
                     0);
    g_autofree char *children = children_of(fake);
    assert_string_equal(children, "message=1 message/rfc822 \nmessage=2 message/rfc822 \n");
}

/* Parts inside parts inside parts: cut, and said. */
static void test_nesting(void **state)
{
    struct fakehost *fake = *state;
    GString *mail = g_string_new("From: a@b.example\nSubject: diep\n");
    for (guint i = 0; i < 200; i++) {
        g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i,
                               i);
    }
    g_string_append(mail, "\ndiep\n");
    fakehost_reset(fake);
    assert_int_equal(
        fakehost_read(fake, "message/rfc822", "", "m.eml", ts_bytes(mail->str, mail->len)), 0);
    assert_true(fake->truncated->len > 0);
    g_string_free(mail, TRUE);
}

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-mime");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

static int tear_down(void **state)
{
    fakehost_free((struct fakehost **)state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mails),   cmocka_unit_test(test_headers),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_mailbox),
        cmocka_unit_test(test_nesting), cmocka_unit_test(test_languages),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
