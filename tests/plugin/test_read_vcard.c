/* SPDX-License-Identifier: MIT
 *
 * vCards of three versions: text, links, data, damage.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:4.0\r\n" lines "END:VCARD\r\n"

/* shown: "NAME=text" in order, of links "NAME=text>href"; data: what the structured piece holds
 * behind the version, or NULL. */
static const struct {
    const char *what, *card, *shown, *data;
} rows[] = {
    {"plain", CARD("FN:Vlakwerk\r\nORG:Vlakwerk B.V.;Verkoop\r\nTITLE:Vloerenlegger\r\n"),
     "FN=Vlakwerk|ORG=Vlakwerk B.V., Verkoop|TITLE=Vloerenlegger",
     "{\"name\":\"FN\",\"params\":{},\"value\":\"Vlakwerk\"},"
     "{\"name\":\"ORG\",\"params\":{},\"value\":[\"Vlakwerk B.V.\",\"Verkoop\"]},"
     "{\"name\":\"TITLE\",\"params\":{},\"value\":\"Vloerenlegger\"}]"},
    {"address", CARD("ADR;TYPE=work:;;Kanaalstraat 12A;Utrecht;;3531 CJ;Nederland\r\n"),
     "ADR=Kanaalstraat 12A, 3531 CJ Utrecht, Nederland",
     "{\"name\":\"ADR\",\"params\":{\"TYPE\":\"work\"},\"value\":[\"\",\"\",\"Kanaalstraat 12A\","
     "\"Utrecht\",\"\",\"3531 CJ\",\"Nederland\"]}]"},
    {"address with a box", CARD("ADR:Postbus 2000;;;Utrecht;;3500 CA;\r\n"),
     "ADR=Postbus 2000, 3500 CA Utrecht", NULL},
    {"address of the United Kingdom", CARD("ADR:;;1 Mill Lane;York;;YO1 7AA;\r\n"),
     "ADR=1 Mill Lane, York YO1 7AA", NULL},
    {"phones",
     CARD("TEL;VALUE=uri;TYPE=\"voice,work\":tel:+31-30-123-45-67\r\n"
          "tel;type=FAX:030 123 45 68\r\n"),
     "TEL=+31-30-123-45-67>tel:+31301234567|TEL=030 123 45 68",
     "{\"name\":\"TEL\",\"params\":{\"TYPE\":\"voice,work\",\"VALUE\":\"uri\"},"
     "\"value\":\"tel:+31-30-123-45-67\"},"
     "{\"name\":\"TEL\",\"params\":{\"TYPE\":\"FAX\"},\"value\":\"030 123 45 68\"}]"},
    {"mail and web", CARD("EMAIL:info@vlakwerk.example\r\nURL:https://vlakwerk.example/\r\n"),
     "EMAIL=info@vlakwerk.example>mailto:info@vlakwerk.example|"
     "URL=https://vlakwerk.example/>https://vlakwerk.example/",
     NULL},
    {"groups", CARD("item1.TEL:1234\r\nitem1.X-ABLABEL:Werk\r\n"), "TEL=1234>tel:1234",
     "{\"name\":\"TEL\",\"params\":{},\"value\":\"1234\"},"
     "{\"name\":\"X-ABLABEL\",\"params\":{},\"value\":\"Werk\"}]"},
    {"escapes", CARD("NOTE:een\\, twee\\;\\ndrie\\\\ vier\\x\r\n"),
     "NOTE=een, twee; drie\\ vier\\x",
     "{\"name\":\"NOTE\",\"params\":{},\"value\":\"een, twee;\\ndrie\\\\ vier\\\\x\"}]"},
    {"fold", CARD("NOTE:vloer\r\n en\r\n\t en hout\r\n"), "NOTE=vloeren en hout", NULL},
    {"fold inside a character", CARD("NOTE:caf\r\n \xc3\xa9\r\n"), "NOTE=caf\xc3\xa9", NULL},
    {"line feeds alone", "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n", "FN=A",
     "{\"name\":\"FN\",\"params\":{},\"value\":\"A\"}]"},
    {"colon in quotes", CARD("TEL;X-A=\"a;b:c\":1\r\n"), "TEL=1>tel:1",
     "{\"name\":\"TEL\",\"params\":{\"X-A\":\"a;b:c\"},\"value\":\"1\"}]"},
    {"pictures", CARD("PHOTO;ENCODING=b:AAAA\r\nLOGO:data:image/png;base64,AA\r\nFN:A\r\n"), "FN=A",
     "{\"name\":\"FN\",\"params\":{},\"value\":\"A\"}]"},
    {"version 2.1",
     "BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9=\r\n"
     " Vlak=werk\r\nTEL;WORK;VOICE:030\r\nNOTE:een\r\n twee\r\nEND:VCARD\r\n",
     "FN=Caf\xc3\xa9 Vlak=werk|TEL=030>tel:030|NOTE=een twee",
     "{\"name\":\"FN\",\"params\":{\"CHARSET\":\"ISO-8859-1\",\"ENCODING\":\"QUOTED-PRINTABLE\"},"
     "\"value\":\"Caf\xc3\xa9 Vlak=werk\"},"
     "{\"name\":\"TEL\",\"params\":{\"TYPE\":\"WORK,VOICE\"},\"value\":\"030\"},"
     "{\"name\":\"NOTE\",\"params\":{},\"value\":\"een twee\"}]"},
    {"no end", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A", "FN=A", NULL},
    {"no property", CARD("hallo\r\n:x\r\n;:y\r\nFN\r\nFN:A\r\n"), "FN=A", NULL},
};

static char *shown(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    guint link = 0;
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s%s=%s", out->len ? "|" : "", strrchr(block->where, '/') + 1,
                               block->text);
        if (block->spans->len) {
            const struct fake_link *own = g_ptr_array_index(fake->links, link++);
            g_string_append_printf(out, ">%s", own->href);
        }
    }
    return g_string_free(out, FALSE);
}

static void reads_cards(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, "text/vcard", "", "a.vcf", ts_text(rows[i].card));
        g_autofree char *seen = shown(fake);
        const char *piece = fake->structured->len ? g_ptr_array_index(fake->structured, 0) : "";
        if (done != 0 || fake->breach || strcmp(seen, rows[i].shown) != 0 ||
            (rows[i].data && !g_str_has_suffix(piece, rows[i].data))) {
            fail_msg("%s: %s %s\n%s", rows[i].what, seen, piece, fake->breach ? fake->breach : "");
        }
    }
}

static void reads_several(void **state)
{
    struct fakehost *fake = *state;
    fakehost_reset(fake);
    assert_int_equal(fakehost_read(fake, "text/vcard", "", "a.vcf",
                                   ts_text(CARD("FN:A\r\n") "\r\n" CARD("FN:B\r\nTEL:1\r\n"))),
                     0);
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 1);
    assert_string_equal(fake->title, "A");
    assert_int_equal(fake->structured->len, 2);
    assert_string_equal(block->where, "vcard[2]/FN");
    assert_int_equal(g_array_index(block->marks, struct ts_mark, 0).line, 8);
    assert_int_equal(g_array_index(block->marks, struct ts_mark, 0).column, 4);
}

static void refuses(void **state)
{
    struct fakehost *fake = *state;
    static const struct {
        const char *text, *failure;
    } refused[] = {
        {"", "is no vCard: it has no BEGIN:VCARD"},
        {"FN:A\r\n", "is no vCard: it has no BEGIN:VCARD"},
        {"BEGIN:VCALENDAR\r\n", "is no vCard: it has no BEGIN:VCARD"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        fakehost_reset(fake);
        assert_int_equal(fakehost_read(fake, "text/vcard", "", "a.vcf", ts_text(refused[i].text)),
                         -1);
        assert_string_equal(fake->failure, refused[i].failure);
    }
}

static void sniffs(void **state)
{
    struct fakehost *fake = *state;
    const struct ts_reader_ops *reader = fake->plugin->reader;
    assert_string_equal(reader->sniff(ts_text("\xef\xbb\xbf\r\nbegin:vcard\r\n")), "text/vcard");
    assert_null(reader->sniff(ts_text("BEGIN:VCALENDAR")));
    assert_null(reader->sniff(ts_text("BEGIN:VC")));
}

/* Each cap is said, and no flood takes long. */
static void keeps_caps(void **state)
{
    struct fakehost *fake = *state;
    static const struct {
        const char *what, *before, *each;
        guint count, blocks, truncated;
    } floods[] = {
        {"cards", "", CARD("FN:A\r\n"), 1100, 1000, 1},
        {"properties", "BEGIN:VCARD\r\n", "FN:A\r\n", 600, 500, 1},
        {"a long one", "BEGIN:VCARD\r\nNOTE:", "een vloer\r\n ", 20000, 1, 1},
        {"a long picture", "BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:", "AAAAAAAA\r\n ", 20000, 1,
         0},
        {"parameters", "BEGIN:VCARD\r\nFN", ";a=b", 10000, 0, 0},
        {"components", "BEGIN:VCARD\r\nADR:", ";", 60000, 0, 0},
        {"soft breaks", "BEGIN:VCARD\r\nFN;QUOTED-PRINTABLE:", "=\r\n", 300000, 1, 0},
        {"begins", "", "BEGIN:VCARD\r\n", 100000, 0, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(floods); i++) {
        g_autoptr(GString) card = g_string_new(floods[i].before);
        for (guint j = 0; j < floods[i].count; j++) {
            g_string_append(card, floods[i].each);
        }
        fakehost_reset(fake);
        gint64 begun = g_get_monotonic_time();
        fakehost_read(fake, "text/vcard", "", "a.vcf", ts_bytes(card->str, card->len));
        gint64 msec = (g_get_monotonic_time() - begun) / 1000;
        if (fake->breach || fake->blocks->len != floods[i].blocks ||
            fake->truncated->len != floods[i].truncated || msec > 5000) {
            fail_msg("%s: %u blocks, %u truncated, %d ms, %s", floods[i].what, fake->blocks->len,
                     fake->truncated->len, (int)msec, fake->breach ? fake->breach : "");
        }
    }
}

static int set_up(void **state)
{
    *state = fakehost_new("read-vcard");
    return 0;
}

static int tear_down(void **state)
{
    struct fakehost *fake = *state;
    fakehost_free(&fake);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_cards), cmocka_unit_test(reads_several), cmocka_unit_test(refuses),
        cmocka_unit_test(sniffs),      cmocka_unit_test(keeps_caps),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
