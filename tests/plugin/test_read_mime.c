/* SPDX-License-Identifier: MIT
 *
 * Mails in, subject, text, children and complaints out.
 */
#include "tests/plugin/mime_support.h"

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
     "p", "^ Voorproefje|Een", "", 0},
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
    {HEAD "Subject: q\r\n\r\n> aangehaald\r\neigen", "q", "> aangehaald|eigen", "", 0},
    {HEAD "Subject: q\r\n\r\neen\r\n-----\r\ntwee", "q", "een|twee", "", 0},
};

static void test_mails(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, "message/rfc822", "", "m.eml", ts_text(rows[i].mail));
        g_autofree char *blocks = mime_blocks(fake);
        g_autofree char *children = mime_children(fake);
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

static const struct {
    const char *box, *children;
} boxes[] = {
    {"From a@b Mon\nSubject: een\n\nx\n\nFrom c@d Tue\nSubject: twee\n\ny\n",
     "message=1 message/rfc822 \nmessage=2 message/rfc822 \n"},
    {"From a@b Mon\r\nSubject: een\r\n\r\nFrom nu af aan\r\nis alles anders\r\n",
     "message=1 message/rfc822 \n"},
    {"From a@b Mon May  3 10:00:00 2026\nSubject: een\n\nx\nFrom x\n",
     "message=1 message/rfc822 \n"},
};

static void test_mailboxes(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, "application/mbox", "", "m.mbox", ts_text(boxes[i].box));
        g_autofree char *children = mime_children(fake);
        if (done != 0 || strcmp(children, boxes[i].children) != 0) {
            fail_msg("row %zu: %s", i, children);
        }
    }
}

static void test_guarded_lines(void **state)
{
    struct fakehost *fake = *state;
    gsize size;
    fakehost_reset(fake);
    fakehost_read(fake, "application/mbox", "", "m.mbox",
                  ts_text("From a@b Mon\nSubject: een\n\n>From ons\n>>From hen\n"));
    const struct fake_child *child = g_ptr_array_index(fake->children, 0);
    const char *bytes = g_bytes_get_data(child->bytes, &size);
    g_autofree char *text = g_strndup(bytes, size);
    assert_string_equal(text, "Subject: een\n\nFrom ons\n>>From hen\n");
}

/* ---- parts ---- */

#define PICTURE                                                                       \
    "Content-Type: image/png; name=logo.png\r\nContent-Transfer-Encoding: base64\r\n" \
    "Content-ID: <logo@vlakwerk.example>\r\n\r\niVBORw0KGgo=\r\n"
#define RELATED(html)                                                                        \
    HEAD "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html" \
         "\r\n\r\n" html "\r\n--r\r\n" PICTURE "--r--\r\n"

static const struct {
    const char *html, *uri;
} pictures[] = {
    {RELATED("<img src='cid:logo@vlakwerk.example' alt=x>"), "#part=2"},
    {RELATED("<img src='CID:logo%40vlakwerk.example' alt=x>"), "#part=2"},
    {RELATED("<img src='cid:ander@vlakwerk.example' alt=x>"), "cid:ander@vlakwerk.example"},
    {RELATED("<img src='https://a.example/x.png' alt=x>"), "https://a.example/x.png"},
    {RELATED("<table background='cid:logo@vlakwerk.example'><td>x"), "#part=2"},
};

static void test_pictures(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(pictures); i++) {
        mime_read(fake, ts_text(pictures[i].html));
        g_autofree char *children = mime_children(fake);
        assert_string_equal(children, "part=2 image/png logo.png\n");
        assert_int_equal(fake->references->len, 1);
        const struct fake_reference *reference = g_ptr_array_index(fake->references, 0);
        if (strcmp(reference->uri, pictures[i].uri) != 0) {
            fail_msg("row %zu: %s", i, reference->uri);
        }
    }
}

static const struct {
    const char *html, *blocks;
} preheaders[] = {
    {"<div style='display:none'>Voor</div><p>Een", "^ Voor|Een"},
    {"<div style='max-height: 0px; overflow: hidden'>Voor</div><p>Een", "^ Voor|Een"},
    {"<span style='opacity:0;color:#fff'>Voor</span><p>Een", "^ Voor|Een"},
    {"<div style='font-size:1px;height:0;overflow:hidden'>Voor</div><p>Een", "^ Voor|Een"},
    {"<span style='display:none'>Voor</span>Een<b>twee</b>", "^ Voor|Eentwee"},
    {"Een <span style='display:none'>midden</span> twee", "Een twee"},
    /* blanks that keep other text out of the preview */
    {"<div style='display:none'>Voor &zwnj;&nbsp;&#847; &zwnj;&nbsp;</div><p>Een", "^ Voor|Een"},
    {"<div style='display:none'>&zwnj;&nbsp;&zwnj;</div><p>Een", "Een"},
    {"<div style='display:none'>&#9776;</div><p>Een", "Een"},
    /* shown, or too late */
    {"<div style='max-height:0.5em'>Voor</div><p>Een", "Voor|Een"},
    {"<div style='opacity:0.9'>Voor</div><p>Een", "Voor|Een"},
    {"<p>Een</p><div style='display:none'>Na</div>", "Een"},
    {"<p>Een</p><div style='max-height:0;overflow:hidden'>Mobiel</div>", "Een|Mobiel"},
};

static void test_preheaders(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(preheaders); i++) {
        g_autofree char *mail =
            g_strdup_printf(HEAD "Content-Type: text/html\r\n\r\n%s", preheaders[i].html);
        int done = mime_read(fake, ts_text(mail));
        g_autofree char *blocks = mime_blocks(fake);
        if (done != 0 || fake->breach || strcmp(blocks, preheaders[i].blocks) != 0) {
            fail_msg("row %zu: %s (%s)", i, blocks, fake->breach ? fake->breach : "");
        }
    }
}

#define PART(type, body) "--x\r\nContent-Type: " type "\r\n\r\n" body "\r\n"

/* shown: meta mail-parts; cut: the first thing that was said not to be read. */
static const struct {
    const char *mail, *blocks, *children, *shown, *cut;
} parts[] = {
    {MULTI PART("text/plain", "plat") PART("text/html", "<p>mooi") "--x--\r\n", "plat|mooi", "",
     "text/plain text/html", ""},
    {MULTI PART("text/html", "<p>mooi")
         PART("application/pdf; name=\"a.pdf\"", "%PDF-1") "--x--\r\n",
     "mooi", "part=2 application/pdf a.pdf\n", "text/html", ""},
    {MULTI PART("text/plain; name=eerste.txt", "plat")
         PART("text/plain; name=b.txt", "los") "--x--\r\n",
     "plat", "part=2 text/plain b.txt\n", "text/plain", ""},
    {MULTI PART("text/plain", "een") PART("text/plain", "twee") "--x--\r\n", "een|twee", "",
     "text/plain text/plain", ""},
    {MULTI PART("application/octet-stream; name*=utf-8''caf%C3%A9.pdf", "x") "--x--\r\n", "",
     "part=1 application/octet-stream café.pdf\n", "", ""},
    {MULTI PART("application/octet-stream; name*0=\"a\"; name*1=\"b.pdf\"", "x") "--x--\r\n", "",
     "part=1 application/octet-stream ab.pdf\n", "", ""},
    {MULTI PART("application/octet-stream; name=\"=?utf-8?q?caf=C3=A9?=\"",
                "\x89PNG\r\n\x1a\n0") "--x--\r\n",
     "", "part=1 image/png café\n", "", ""},
    {MULTI PART("message/rfc822", "Subject: binnen\r\n\r\nx") "--x--\r\n", "",
     "part=1 message/rfc822 \n", "", ""},
    {HEAD "Content-Type: multipart/digest; boundary=x\r\n\r\n--x\r\n\r\nSubject: een\r\n\r\na"
          "\r\n--x\r\n\r\nSubject: twee\r\n\r\nb\r\n--x--\r\n",
     "", "part=1 message/rfc822 \npart=2 message/rfc822 \n", "", ""},
    {MULTI PART("message/partial; number=2; total=3; id=a", "x") "--x--\r\n", "", "", "",
     "piece 2 of a larger mail; the other pieces were not read"},
    {MULTI PART("message/external-body; access-type=URL", "x") "--x--\r\n", "", "", "",
     "part 1 lies elsewhere (message/external-body) and was not read"},
    {HEAD "Content-Type: multipart/signed; boundary=x\r\n\r\n" PART("text/plain", "getekend")
         PART("application/pgp-signature", "iQ") "--x--\r\n",
     "getekend", "part=2 application/pgp-signature \n", "text/plain", ""},
    {HEAD "Content-Type: multipart/encrypted; boundary=x\r\n\r\n" PART("application/pgp-encrypted",
                                                                       "Version: 1")
         PART("application/octet-stream", "hQ") "--x--\r\n",
     "", "", "", "encrypted: its content was not read"},
    {HEAD "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx", "", "", "",
     "encrypted: its content was not read"},
    /* signed-data around "Subject: a\n\nb" */
    {HEAD "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n"
          "Content-Transfer-Encoding: base64\r\n\r\n"
          "MDQGCSqGSIb3DQEHAqAnMCUCAQExADAcBgkqhkiG9w0BBwGgDwQNU3ViamVjdDogYQoKYjEA",
     "", "part=1 message/rfc822 \n", "", ""},
    {HEAD "Content-Type: application/pkcs7-mime\r\n\r\nx", "", "", "",
     "encrypted, or signed in a way that was not understood: its content was not read"},
    {MULTI PART("application/ms-tnef; name=winmail.dat", "x\x9f>\"") "--x--\r\n", "",
     "part=1 application/ms-tnef winmail.dat\n", "", ""},
    {MULTI PART("text/plain",
                "\x89PNG\r\n\x1a\n\1\2\3\4\5\6\7\1\2\3\4\5\6\7\1\2\3\4\5\6\7") "--x--\r\n",
     "", "part=1 image/png \n", "", ""},
};

static void test_parts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        int done = mime_read(fake, ts_text(parts[i].mail));
        g_autofree char *blocks = mime_blocks(fake);
        g_autofree char *children = mime_children(fake);
        if (done != 0 || fake->breach || strcmp(blocks, parts[i].blocks) != 0 ||
            strcmp(children, parts[i].children) != 0 ||
            strcmp(mime_meta(fake, "mail-parts"), parts[i].shown) != 0 ||
            strcmp(mime_cut(fake), parts[i].cut) != 0) {
            fail_msg("row %zu: %s, %s, %s, %s (%s)", i, blocks, children,
                     mime_meta(fake, "mail-parts"), mime_cut(fake),
                     fake->breach ? fake->breach : "");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mails),         cmocka_unit_test(test_headers),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_mailboxes),
        cmocka_unit_test(test_guarded_lines), cmocka_unit_test(test_languages),
        cmocka_unit_test(test_pictures),      cmocka_unit_test(test_parts),
        cmocka_unit_test(test_preheaders),
    };
    return cmocka_run_group_tests(tests, mime_set_up, mime_tear_down);
}
