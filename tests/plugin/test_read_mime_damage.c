/* SPDX-License-Identifier: MIT
 *
 * Broken mails are read as far as they go; bombs cost little, and what was left out is said.
 */
#include "tests/plugin/mime_support.h"

#include <sys/resource.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif

#ifdef HAS_SANITIZER
#define CPU_MSEC 20000
#else
#define CPU_MSEC 4000 /* a mail */
#endif
#define MEMORY_KB 1000000L /* of the whole test */

/* cut: the first thing that was said not to be read. */
static const struct {
    const char *mail, *subject, *blocks, *cut;
} broken[] = {
    /* no empty line */
    {"From: a@b.example\nSubject: een\nDit is de tekst\nen nog wat\n", "een",
     "Dit is de tekst en nog wat", ""},
    /* a stray line among the fields */
    {"From: a@b.example\nzomaar een regel\nSubject: een\n\nx", "een", "x", ""},
    {"From: a@b.example\r\nSubject: een\n\nx\r\ny\n", "een", "x y", ""},
    {"From: a@b.example\rSubject: een\r\rx\r", "een", "x", ""},
    {"\n\nFrom: a@b.example\nSubject: een\n\nx", "een", "x", ""},
    {"\xef\xbb\xbf"
     "From: a@b.example\nSubject: een\n\nx",
     "een", "x", ""},
    {"From a@b Mon\nFrom: a@b.example\nSubject: een\n\nx", "een", "x", ""},
    {"Subject : een\nFrom:a@b.example\n\nx", "een", "x", ""},
    {"Subject: een\nSubject: twee\n\nx", "een", "x", ""},
    {"From: a@b.example\nSubject: een", "een", "", ""},
    /* boundaries */
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntekst\n", "een", "tekst",
     "the mail is cut off: its last boundary is missing"},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\n\ntekst\n", "een", "tekst",
     "a boundary is named, but no part begins with it"},
    {"Subject: een\nContent-Type: multipart/mixed\n\n--x\nContent-Type: text/html\n\n<b>a\n--x--\n",
     "een", "a", ""},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\ntekst--x--\n", "een",
     "tekst", ""},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\n\n--x  \n\ntekst\n--x--  \n--x\n",
     "een", "tekst", ""},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=a\n\n--a\n"
     "Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\nbinnen\n--a\n\nbuiten\n--a--\n",
     "een", "binnen|buiten", ""},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
     "geen lege regel\n--x--\n",
     "een", "geen lege regel", ""},
    /* types and encodings */
    {"Subject: een\nContent-Type: text\n\nx", "een", "x", ""},
    {"Subject: een\nContent-Type: text/html charset=utf-8\n\n<b>x", "een", "x", ""},
    {"Subject: een\nContent-Type: TEXT/PLAIN; CHARSET=utf-8;;\n\nx", "een", "x", ""},
    {"Subject: een\nContent-Type: multipart/mixed; boundary=x\nContent-Type: text/plain\n\nx",
     "een", "x", ""},
    {"Subject: een\nContent-Transfer-Encoding: base64\n\nZ2!Vs*ZX\nplbg==", "een", "gelezen", ""},
    {"Subject: een\nContent-Transfer-Encoding: base64\n\nZ2VsZXplbg", "een", "gelezen", ""},
    {"Subject: een\nContent-Transfer-Encoding: base64\n\nZ2VsZXplbg=", "een", "gelezen", ""},
    {"Subject: een\nContent-Transfer-Encoding: base64\n\nDit is helemaal geen base64, maar tekst.",
     "een", "Dit is helemaal geen base64, maar tekst.", ""},
    {"Subject: een\nContent-Transfer-Encoding: quoted-printable\n\na=ZZb=\nc=3D", "een",
     "a=ZZbc=", ""},
    {"Subject: een\nContent-Transfer-Encoding: 8 bit\n\nx", "een", "x", ""},
    {"Subject: een\nContent-Transfer-Encoding: onzin\n\nx", "een", "x", ""},
};

static void test_broken(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        int done = mime_read(fake, ts_text(broken[i].mail));
        g_autofree char *blocks = mime_blocks(fake);
        if (done != 0 || fake->breach || strcmp(blocks, broken[i].blocks) != 0 ||
            strcmp(mime_meta(fake, "subject"), broken[i].subject) != 0 ||
            strcmp(mime_cut(fake), broken[i].cut) != 0) {
            fail_msg("row %zu: subject %s, blocks %s, cut %s (%s)", i, mime_meta(fake, "subject"),
                     blocks, mime_cut(fake), fake->failure ? fake->failure : "");
        }
    }
}

static void test_wide(void **state)
{
    static const char bytes[] = "\xff\xfe"
                                "S\0u\0b\0j\0e\0c\0t\0:\0 \0a\0\n\0\n\0b\0";
    struct fakehost *fake = *state;
    assert_int_equal(mime_read(fake, ts_bytes(bytes, sizeof bytes - 1)), 0);
    assert_string_equal(mime_meta(fake, "subject"), "a");
}

/* ---- bombs ---- */

#define MIXED "From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n"
#define PLAIN "From: a@b.example\nSubject: x\n\n"

/* head, then unit so many times, then tail. cut: said, or NULL: nothing need be. */
static const struct {
    const char *what, *head, *unit, *tail, *cut;
    guint count;
} bombs[] = {
    {"parts", MIXED, "--x\n\na\n", "--x--", "parts beyond the first 1,000 were not read", 100000},
    {"boundaries", MIXED, "--x\n", "", "parts beyond the first 1,000 were not read", 500000},
    {"lines like boundaries", MIXED, "--y\n", "", "a boundary is named", 1000000},
    {"fields", "From: a@b.example\n", "X: y\n", "\nx", "headers beyond the first MB", 400000},
    {"folds", "From: a@b.example\nSubject: x\nX: y\n", " y\n", "\nx", "headers beyond", 1000000},
    {"groups", "From: ", "a:", "\nSubject: x\n\nx", NULL, 1000000},
    {"brackets", "From: ", "(", "\nSubject: x\n\nx", NULL, 2000000},
    {"recipients", "Subject: x\nTo: ", "a@b.example, ", "\n\nx", NULL, 100000},
    {"senders", "Subject: x\nFrom: ", "\"a\" <a@b.example>, ", "\n\nx", "From was not read", 50000},
    {"words", "Subject: ", "=?utf-8?q?ab?= ", "\n\nx", "Subject was not read", 60000},
    {"words in turn", "Subject: ", "=?utf-8?q?=e9?= =?iso-8859-5?q?=e9?= ", "\n\nx", NULL, 30000},
    {"words without end", "Subject: ", "=?a?q?", "\n\nx", "Subject was not read", 150000},
    {"words with ends inside", "Subject: ", "=?a?q?x?=20", "\n\nx", "Subject was not", 90000},
    {"parameters", "Subject: x\nContent-Type: text/plain", "; a=b", "\n\nx", NULL, 200000},
    {"pieces of a parameter", "Subject: x\nContent-Type: text/plain", "; n*1=b", "\n\nx", NULL,
     140000},
    {"paragraphs", PLAIN, "a\n\n", "", "paragraphs of a text beyond", 300000},
    {"quotes", PLAIN, ">", "", NULL, 4000000},
    {"older mails", PLAIN, "From: x\n", "", NULL, 500000},
    {"attributions", PLAIN, "On 3 x\n", "", NULL, 500000},
    {"files in the text", PLAIN, "begin 644 x\n#8V%T\n", "", "has no end", 100000},
    {"whole files in the text", PLAIN, "begin 644 x\n#8V%T\nend\n", "", "files beyond the first",
     100000},
    {"files that do not begin", PLAIN, "begin 644 x\n", "", NULL, 300000},
    {"yEnc", PLAIN, "=ybegin line=1 size=2 name=x\n", "", "has no end", 100000},
    {"enriched", "Subject: x\nContent-Type: text/enriched\n\n", "<bold>", "x", NULL, 600000},
    {"shifts", "Subject: x\nContent-Type: text/plain; charset=iso-2022-jp\n\n", "\x1b$Baa", "",
     NULL, 600000},
    {"mails in mails", "", "From: a@b.example\nContent-Type: message/rfc822\n\n", "x", NULL, 60000},
    {"envelope", "Subject: x\nContent-Type: application/pkcs7-mime\n\n", "\x30\x80", "",
     "its content was not read", 1000000},
};

static gboolean is_said(const struct fakehost *fake, const char *what)
{
    for (guint i = 0; i < fake->truncated->len; i++) {
        if (strstr(g_ptr_array_index(fake->truncated, i), what)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void judge_bomb(struct fakehost *fake, const char *what, struct ts_str mail, const char *cut)
{
    clock_t begin = clock();
    int done = mime_read(fake, mail);
    long msec = (long)((clock() - begin) * 1000 / CLOCKS_PER_SEC);
    if (fake->breach || msec > CPU_MSEC || (done != 0 && !fake->failure) ||
        (cut && !is_said(fake, cut))) {
        fail_msg("%s: %ld ms, %s, said %s", what, msec, fake->breach ? fake->breach : "",
                 mime_cut(fake));
    }
}

static void test_bombs(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(bombs); i++) {
        GString *mail = g_string_new(bombs[i].head);
        for (guint k = 0; k < bombs[i].count; k++) {
            g_string_append(mail, bombs[i].unit);
        }
        g_string_append(mail, bombs[i].tail);
        judge_bomb(fake, bombs[i].what, ts_bytes(mail->str, mail->len), bombs[i].cut);
        g_string_free(mail, TRUE);
    }
}

static GString *nested(guint depth)
{
    GString *mail = g_string_new("From: a@b.example\nSubject: diep\n");
    for (guint i = 0; i < depth; i++) {
        g_string_append_printf(mail, "Content-Type: multipart/mixed; boundary=b%u\n\n--b%u\n", i,
                               i);
    }
    return g_string_append(mail, "\ndiep\n");
}

/* Parts inside parts inside parts; and every line may be a boundary of each of them. */
static void test_nesting(void **state)
{
    static const guint depths[] = {40, 200, 1000, 50000};
    for (size_t i = 0; i < G_N_ELEMENTS(depths); i++) {
        GString *mail = nested(depths[i]);
        judge_bomb(*state, "nesting", ts_bytes(mail->str, mail->len), "parts inside more than 32");
        for (guint k = 0; k < 300000; k++) {
            g_string_append(mail, "--b0x\n");
        }
        judge_bomb(*state, "nesting", ts_bytes(mail->str, mail->len), "parts inside more than 32");
        g_string_free(mail, TRUE);
    }
}

static void test_memory(void **state)
{
    (void)state;
#ifndef HAS_SANITIZER
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    assert_true(usage.ru_maxrss < MEMORY_KB);
#endif
}

/* No cut of a mail is too short to be read or refused. */
static void test_every_length(void **state)
{
    static const char mail[] =
        MIXED "--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
              "Y2Fmw6k=\n--x\nContent-Type: text/html\n\n<p>caf\xc3\xa9 <img src=cid:a>\n--x\n"
              "Content-Type: image/png\nContent-ID: <a>\n\n=?utf-8?q?=C3?=\n--x--\n";
    struct fakehost *fake = *state;
    for (size_t len = 0; len < sizeof mail; len++) {
        g_autofree char *copy = g_memdup2(mail, len ? len : 1); /* so that a step beyond shows */
        judge_bomb(fake, "every length", ts_bytes(copy, len), NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_broken), cmocka_unit_test(test_wide),
        cmocka_unit_test(test_bombs),  cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_memory), cmocka_unit_test(test_every_length),
    };
    return cmocka_run_group_tests(tests, mime_set_up, mime_tear_down);
}
