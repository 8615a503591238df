/* SPDX-License-Identifier: MIT
 *
 * The words of mails: encoded headers, senders, character sets, older mails, files in the text.
 */
#include "tests/plugin/mime_support.h"

/* ---- headers ---- */

static const struct {
    const char *raw, *subject;
} subjects[] = {
    {"gewoon", "gewoon"},
    {"=?utf-8?q?Caf=C3=A9?=", "Café"},
    {"=?UTF-8?B?Q2Fmw6k=?=", "Café"},
    {"=?iso-8859-1*nl?Q?caf=E9?=", "café"},
    /* a character split over two words, and over two lines */
    {"=?utf-8?q?Caf=C3?= =?utf-8?q?=A9?= open", "Café open"},
    {"=?utf-8?b?Q2Fmww==?=\r\n =?utf-8?b?qQ==?=", "Café"},
    {"=?utf-8?q?een?= =?iso-8859-15?q?_=A4_2?=", "een € 2"},
    {"voor =?utf-8?q?tussen?= na", "voor tussen na"},
    {"vast=?utf-8?q?geplakt?=aan", "vastgeplaktaan"},
    {"=?utf-8?q?met spaties erin?=", "met spaties erin"},
    {"=?utf-8?q?Klaar?=20Bel_ons?=", "Klaar? Bel ons"},
    {"=?utf-8?q?Wat?"
     "?=",
     "Wat?"},
    {"=?utf-8?q?geen einde", "=?utf-8?q?geen einde"},
    {"=?utf-8?x?onbekend?=", "=?utf-8?x?onbekend?="},
    {"=?klingon?q?caf=C3=A9?=", "café"},
    {"=?unknown-8bit?q?caf=E9 en nog wat tekst?=", "café en nog wat tekst"},
    {"caf\xc3\xa9", "café"},
    {"caf\xe9 en meer tekst", "café en meer tekst"},
    {"=?iso-8859-1?Q?ruw caf\xe9 erin?=", "ruw café erin"},
    {"=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"},
    {"\x1b$BF|K\\\x1b(B", "日本"},
    {"=?utf-8?q?=00NUL?=", "NUL"},
    {"=?utf-8?b?!!!?=x", "x"},
    {"tab\tin\r\n\tvouw", "tab in vouw"},
};

static void test_subjects(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autofree char *mail =
            g_strdup_printf("From: a@b.example\r\nSubject: %s\r\n\r\nx", subjects[i].raw);
        int done = mime_read(fake, ts_text(mail));
        if (done != 0 || fake->breach || strcmp(mime_meta(fake, "subject"), subjects[i].subject)) {
            fail_msg("row %zu: \"%s\" (%s)", i, mime_meta(fake, "subject"),
                     fake->breach ? fake->breach : "");
        }
    }
}

/* name: the block "from", or "". */
static const struct {
    const char *raw, *from, *name;
} senders[] = {
    {"info@vlakwerk.example", "info@vlakwerk.example", ""},
    {"Vlakwerk <info@vlakwerk.example>", "Vlakwerk <info@vlakwerk.example>", "Vlakwerk"},
    {"<info@vlakwerk.example>", "info@vlakwerk.example", ""},
    {"info@vlakwerk.example (Vlakwerk)", "Vlakwerk <info@vlakwerk.example>", "Vlakwerk"},
    {"\"Vlakwerk, Utrecht\" <a@b.example>", "\"Vlakwerk, Utrecht\" <a@b.example>",
     "Vlakwerk, Utrecht"},
    {"\"Jan \\\"de Vloer\\\" Pot\" <a@b.example>", "\"Jan \\\"de Vloer\\\" Pot\" <a@b.example>",
     "Jan \"de Vloer\" Pot"},
    {"=?utf-8?q?Vlakwerk_B=2EV=2E?= <a@b.example>", "Vlakwerk B.V. <a@b.example>", "Vlakwerk B.V."},
    {"\"=?utf-8?q?Caf=C3=A9?=\" <a@b.example>", "Café <a@b.example>", "Café"},
    /* a name that wants to pass for an address */
    {"=?utf-8?q?baas=40bank=2Eexample_=3Cx=3E?= <a@b.example>",
     "\"baas@bank.example <x>\" <a@b.example>", "baas@bank.example <x>"},
    {"=?utf-8?q?Pot, Jan (vloeren)?= <a@b.example>", "\"Pot, Jan (vloeren)\" <a@b.example>",
     "Pot, Jan (vloeren)"},
    {"a@b.example, Jan <c@d.example>", "a@b.example, Jan <c@d.example>", "Jan"},
    {"Team: Jan <c@d.example>, e@f.example;", "Jan <c@d.example>, e@f.example", "Jan"},
    {"\"Nooit dicht <a@b.example>", "Nooit dicht <a@b.example>", "Nooit dicht"},
    {"Caf\xe9 Vlakwerk en zo <a@b.example>", "Café Vlakwerk en zo <a@b.example>",
     "Café Vlakwerk en zo"},
    {"", "", ""},
};

static const char *block_at(const struct fakehost *fake, const char *where)
{
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        if (strcmp(block->where, where) == 0) {
            return block->text;
        }
    }
    return "";
}

static void test_senders(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(senders); i++) {
        g_autofree char *mail = g_strdup_printf("From: %s\r\nSubject: a\r\n\r\nx", senders[i].raw);
        int done = mime_read(fake, ts_text(mail));
        const char *name = block_at(fake, "from");
        if (done != 0 || fake->breach || strcmp(mime_meta(fake, "from"), senders[i].from) != 0 ||
            strcmp(name, senders[i].name) != 0) {
            fail_msg("row %zu: from \"%s\", name \"%s\"", i, mime_meta(fake, "from"), name);
        }
    }
}

/* ---- character sets of bodies ---- */

static const struct {
    const char *type, *body, *text;
} charsets[] = {
    {"text/plain; charset=utf-8", "caf\xc3\xa9", "café"},
    {"text/plain; charset=iso-8859-1", "caf\xe9 \x80", "café €"},
    {"text/plain; charset=us-ascii", "caf\xc3\xa9", "café"},
    {"text/plain", "caf\xc3\xa9", "café"},
    {"text/plain; charset=onbestaand", "caf\xc3\xa9", "café"},
    {"text/plain; charset=utf-7", "caf+AOk-", "café"},
    {"text/plain; charset=koi8-r", "\xd7\xcf\xc4\xc1", "вода"},
    {"text/plain; charset=\"windows-1252\"", "\x93vloer\x94", "“vloer”"},
    /* the mail wins over the page, a byte order mark over both */
    {"text/html; charset=utf-8", "<meta charset=iso-8859-1><p>caf\xc3\xa9", "café"},
    {"text/html; charset=iso-8859-1", "<meta charset=utf-8><p>caf\xe9", "café"},
    {"text/html; charset=iso-8859-1", "\xef\xbb\xbf<p>caf\xc3\xa9", "café"},
    {"text/html", "<meta charset=iso-8859-15><p>\xa4 5", "€ 5"},
};

static void test_charsets(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(charsets); i++) {
        g_autofree char *mail =
            g_strdup_printf(HEAD "Content-Type: %s\r\n\r\n%s", charsets[i].type, charsets[i].body);
        int done = mime_read(fake, ts_text(mail));
        g_autofree char *blocks = mime_blocks(fake);
        if (done != 0 || fake->breach || strcmp(blocks, charsets[i].text) != 0) {
            fail_msg("row %zu: %s", i, blocks);
        }
    }
}

/* ---- text/plain ---- */

static const struct {
    const char *type, *body, *blocks;
} texts[] = {
    {"text/plain; format=flowed", "Een vloer \r\nis plat.\r\n\r\nTwee", "Een vloer is plat.|Twee"},
    {"text/plain; format=flowed; delsp=yes", "vloer \r\nkleed\r\nis", "vloerkleed is"},
    {"text/plain; format=flowed", " >geen aanhaling\r\n>wel \r\n>een", "geen aanhaling|> wel een"},
    /* what was written before */
    {"text/plain",
     "Nieuw\r\n\r\nOp 3 mei 2026 schreef Jan <a@b.example>:\r\n> oud\r\n\r\nOok nieuw",
     "Nieuw|> Op 3 mei 2026 schreef Jan <a@b.example>: oud|Ook nieuw"},
    {"text/plain",
     "Nieuw\n\nOn Mon, 3 May 2026 at 10:00,\nJan Pot <a@b.example> wrote:\n\n"
     "Oud\n\nKanaalstraat 12",
     "Nieuw|> On Mon, 3 May 2026 at 10:00, Jan Pot <a@b.example> wrote:|> Oud|> Kanaalstraat 12"},
    {"text/plain", "Nieuw\n-----Original Message-----\nOud",
     "Nieuw|> -----Original Message----- Oud"},
    {"text/plain",
     "Nieuw\n\n________________________________\nVan: Jan <a@b.example>\n"
     "Verzonden: maandag 3 mei 2026 10:00\nAan: b@c.example\nOnderwerp: vloer\n\nOud",
     "Nieuw|> Van: Jan <a@b.example> Verzonden: maandag 3 mei 2026 10:00 Aan: b@c.example "
     "Onderwerp: vloer|> Oud"},
    {"text/plain", "Nieuw\n\n*From:* Jan\n*Sent:* Monday\n*To:* Piet\n\nOud",
     "Nieuw|> *From:* Jan *Sent:* Monday *To:* Piet|> Oud"},
    {"text/plain", "Begin doorgestuurd bericht:\n\nOud", "> Begin doorgestuurd bericht:|> Oud"},
    /* and what was not */
    {"text/plain", "Van: 1 mei\nTot: 3 mei\nzijn wij dicht",
     "Van: 1 mei Tot: 3 mei zijn wij dicht"},
    {"text/plain", "Op onze vloer:\nniets", "Op onze vloer: niets"},
    {"text/plain", "On sale from 3 May:\nfloors", "On sale from 3 May: floors"},
    {"text/plain", "-----\nVan ons\n-----\nvoor jou", "Van ons|voor jou"},
    {"text/plain", "a --\nb -- c", "a -- b -- c"},
    /* OpenPGP */
    {"text/plain",
     "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nGelezen\n"
     "-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\nNa",
     "Gelezen|Na"},
    {"text/enriched", "<bold>Een</bold> vloer<nl>\n\n<<5", "Een vloer|<5"},
};

static void test_texts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *mail =
            g_strdup_printf(HEAD "Content-Type: %s\r\n\r\n%s", texts[i].type, texts[i].body);
        int done = mime_read(fake, ts_text(mail));
        g_autofree char *blocks = mime_blocks(fake);
        if (done != 0 || fake->breach || strcmp(blocks, texts[i].blocks) != 0) {
            fail_msg("row %zu: %s (%s)", i, blocks, fake->breach ? fake->breach : "");
        }
    }
}

/* Lines keep their numbers behind a file that was taken out. */
static void test_places(void **state)
{
    struct fakehost *fake = *state;
    mime_read(fake,
              ts_text(HEAD "\r\nEen\r\n\r\nbegin 644 a.txt\r\n#8V%T\r\n`\r\nend\r\n\r\nTwee"));
    const struct fake_block *last = g_ptr_array_index(fake->blocks, fake->blocks->len - 1);
    assert_string_equal(last->text, "Twee");
    assert_string_equal(last->where, "part=1/block[2]");
    assert_int_equal(g_array_index(last->marks, struct ts_mark, 0).line, 8);
}

/* content: of the first child. */
static const struct {
    const char *body, *blocks, *children, *content, *cut;
} files[] = {
    {"Kijk:\nbegin 644 kat.txt\n#8V%T\n`\nend\nMooi?", "Kijk:|Mooi?",
     "part=1/file=1 application/octet-stream kat.txt\n", "cat", ""},
    {"begin 644 kat.txt\n#8V%T\n", "", "part=1/file=1 application/octet-stream kat.txt\n", "cat",
     "the file \"kat.txt\" in the text has no end: it is cut off"},
    {"=ybegin line=128 size=3 name=kat.txt\n\x8d\x8b\x9e\n=yend size=3\nMooi", "Mooi",
     "part=1/file=1 application/octet-stream kat.txt\n", "cat", ""},
    {"begin 644 goed\nmet niets", "begin 644 goed met niets", "", "", ""},
    {"begin met 3 dingen", "begin met 3 dingen", "", "", ""},
    {"-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n", "", "", "",
     "encrypted: its content was not read"},
};

static void test_files(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *mail = g_strdup_printf(HEAD "\r\n%s", files[i].body);
        int done = mime_read(fake, ts_text(mail));
        g_autofree char *blocks = mime_blocks(fake);
        g_autofree char *children = mime_children(fake);
        const struct fake_child *child =
            fake->children->len ? g_ptr_array_index(fake->children, 0) : NULL;
        gsize size = 0;
        const char *content = child ? g_bytes_get_data(child->bytes, &size) : "";
        if (done != 0 || fake->breach || strcmp(blocks, files[i].blocks) != 0 ||
            strcmp(children, files[i].children) != 0 || size != strlen(files[i].content) ||
            memcmp(content, files[i].content, size) != 0 ||
            strcmp(mime_cut(fake), files[i].cut) != 0) {
            fail_msg("row %zu: %s, %s, %.*s, %s", i, blocks, children, (int)size, content,
                     mime_cut(fake));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subjects), cmocka_unit_test(test_senders),
        cmocka_unit_test(test_charsets), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_places),   cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, mime_set_up, mime_tear_down);
}
