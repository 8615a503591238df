/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers: as written, as said, as dialled; what is none, and whose they are.
 */
#include "tests/plugin/identity_numbers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND                                                                                      \
    "{name: Vlakwerk, languages: [nl, en, de], country: NL, identity: {names: [{id: legal, text: " \
    "Vlakwerk B.V.}], phones: [{id: service, number: '+31 30 123 45 67'}, {id: old, number: '+31 " \
    "40 234 56 78'}, {id: free, number: 0800-0432}, {id: vanity, number: 0800-VLOEREN}, {id: be, " \
    "number: '+32 3 201 23 45'}, {id: de, number: '+49 711 1234567'}, {id: uk, number: '+44 20 "   \
    "7946 0321'}, {id: shop, number: '+31 20 624 11 11', for: [shop]}]}}"

#define NBSP "\302\240"

static const struct {
    const char *kinds, *text, *seen;
} rows[] = {
    /* ways to write it */
    {"", "+31 30 123 45 67", "phone:service=match"},
    {"", "030 123 45 67", "phone:service=match"},
    {"", "(030) 123 45 67", "phone:service=match"},
    {"", "030-1234567", "phone:service=match"},
    {"", "030 - 123" NBSP "45" NBSP "67.", "phone:service=match"},
    {"", "030/123.45.67", "phone:service=match"},
    {"", "0301234567", "phone:service=match"},
    {"", "+31 (0)30 123 45 67", "phone:service=match"},
    {"", "+31(0)30-1234567", "phone:service=match"},
    {"", "(+31) 30 123 4567", "phone:service=match"},
    {"", "0031 30 123 45 67", "phone:service=match"},
    {"", "+31\342\200\20130\342\200\221123\342\200\21145\342\200\22167", "phone:service=match"},
    {"", "T 030\302\267123\302\26745\302\26767", "phone:service=match"},
    {"", "030 \342\200\223 123 45 67", "phone:service=match"},
    {"", "Bel 030 123 45 67 tst. 12", "phone:service=match"},
    {"", "030 123 45 67 toestel 345", "phone:service=match"},
    {"", "030 123 45 67x12", "phone:service=match"},
    {"", "030 123 45 67/68", "phone:service=match"},
    {"", "030 123 45 67 - 69", "phone:service=match"},
    {"", "030 123 45 67 / 040 234 56 78", "phone:service=match; phone:old=match"},
    {"", "030 123 45 67 040 234 56 78", "phone:service=match; phone:old=match"},
    {"", "Bel 123 45 67 (binnen Utrecht)", "phone:service=match"},
    {"", "0800-0432", "phone:free=match"},
    {"", "0800 04 32", "phone:free=match"},
    {"", "0800-VLOEREN", "phone:vanity=match"},
    {"", "0800 VLOEREN", "phone:vanity=match"},
    {"", "0800 8563736", "phone:vanity=match"},
    {"", "03 201 23 45", "phone:be=match"},
    {"", "0032 3 201 23 45", "phone:be=match"},
    {"", "+49 711 12 34 567", "phone:de=match"},
    {"", "0711 1234567", "phone:de=match"},
    {"", "020 7946 0321", "phone:uk=match"},
    {"", "+44 (0)20 7946 0321", "phone:uk=match"},
    {"", "Tel\n030 123 45 67", "phone:service=match"},
    {"", "U kunt ons bellen op 030 123 45 67, van 9.00 tot 17.30 uur.", "phone:service=match"},
    /* nearly */
    {"", "030 123 45 76", "phone:service=near; phone-deviates 030 123 45 76"},
    {"", "+31 30 123 45 68", "phone:service=near; phone-deviates +31 30 123 45 68"},
    {"", "030 213 45 67", "phone:service=near; phone-deviates 030 213 45 67"},
    {"", "020 123 45 67", "phone:service=near; phone-deviates 020 123 45 67"},
    {"", "Bel 030 123 45 6", "phone:service=near; phone-deviates 030 123 45 6"},
    {"", "040 234 56 87", "phone:old=near; phone-deviates 040 234 56 87"},
    {"", "0711 1234576", "phone:de=near; phone-deviates 0711 1234576"},
    {"", "Fax: 030 123 45 68", ""},
    {"contact", "Fax: 030 123 45 68", "phone=unknown; phone-unknown 030 123 45 68"},
    /* lines of one exchange */
    {"", "Jan: 030 123 45 61\nPiet: 030 123 45 62\nKarin: 030 123 45 64", ""},
    {"contact",
     "Tel. 030 123 45 67\nJan: tel. 030 123 45 61\nPiet: tel. 030 123 45 62\nKarin: "
     "tel. 030 123 45 64",
     "phone:service=match; phone=unknown; phone=unknown; phone=unknown; phone-unknown 030 123 45 "
     "61; phone-unknown 030 123 45 62; phone-unknown 030 123 45 64"},
    {"", "030 123 45 61, 030 123 45 61 en 030 123 45 61",
     "phone:service=near; phone:service=near; phone:service=near; phone-deviates 030 123 45 61; "
     "phone-deviates 030 123 45 61; phone-deviates 030 123 45 61"},
    {"", "Bestelnummer 030 123 45 68", ""},
    {"", "Klantnummer: 0301234567", ""},
    {"", "030 124 46 67", ""},
    /* none of ours */
    {"contact", "Tel. 030 987 65 43", "phone=unknown; phone-unknown 030 987 65 43"},
    {"", "Tel. 030 987 65 43", ""},
    {"", "Vlakwerk B.V., tel. 030 987 65 43", "phone=unknown; phone-unknown 030 987 65 43"},
    {"", "Bel Vlakwerk op 030 987 65 43", "phone=unknown; phone-unknown 030 987 65 43"},
    {"contact", "Bakkerij De Wit B.V., tel. 030 987 65 43", ""},
    {"contact", "Polisnummer 0612345678", ""},
    {"contact", "Tel. 112", ""},
    {"contact", "Politie: bel 0900-8844", ""},
    {"contact", "Tel. +1 718 555 4321", ""},
    {"contact", "Tel. +1 718 554 4321", "phone=unknown; phone-unknown +1 718 554 4321"},
    {"contact", "Uw telefoonnummer, bijvoorbeeld 06 12345678", ""},
    {"contact", "Uw telefoonnummer: 06 51234567", ""},
    {"contact", "030 987 65 43", ""},
    {"contact", "Bel ons: 09.00 - 17.30", ""},
    {"contact", "Bel ons tot 01-02-2024", ""},
    {"contact", "Tel. 030 987 65 41\nTel. 030 987 65 42\nTel. 030 987 65 43\nTel. 030 987 65 44",
     ""},
    {"contact", "> Tel. 030 987 65 43", ""},
    {"blog contact", "Tel. 030 987 65 43", ""},
    /* elsewhere */
    {"", "Bel 020 624 11 11", "phone:shop=match; phone-misplaced 020 624 11 11"},
    /* links */
    {"", "[030 123 45 67](tel:+31301234567)", "phone:service=match"},
    {"", "[Bel ons](tel:+31301234567)", "phone:service=match"},
    {"", "[Bel ons](tel:030-1234567)", "phone:service=match"},
    {"", "[Bel ons](tel:+31%2030%20123%2045%2067)", "phone:service=match"},
    {"", "[Bel ons](tel:+31301234576)", "phone:service=near; phone-deviates +31301234576"},
    {"", "[Bel ons](tel:+31309876543)", "phone=unknown; phone-unknown +31309876543"},
    {"", "[030 123 45 67](tel:+31402345678)",
     "phone:old=match; phone:service=match; phone-deviates +31402345678"},
    {"", "[030 123 45 67](tel:+31309876543)", "phone:service=match; phone-deviates +31309876543"},
    {"", "[030 123 45 67](tel:+31301234576)", "phone:service=match; phone-deviates +31301234576"},
    {"", "[030 987 65 43](tel:+31301234567)", "phone:service=match; phone-deviates 030 987 65 43"},
    {"", "[030 987 65 43](tel:+31309876543)", "phone=unknown; phone-unknown 030 987 65 43"},
    {"", "[WhatsApp](https://wa.me/31301234567)", "phone:service=match"},
    {"", "[App ons](https://api.whatsapp.com/send?phone=31301234567&text=hoi)",
     "phone:service=match"},
    {"", "[Deel](https://wa.me/?text=030%20123)", ""},
    {"", "[Bel](tel:x)", ""},
    {"", "@ tel:+31301234567", "phone:service=match"},
    {"", "@ tel:+31301234568", "phone:service=near; phone-deviates +31301234568"},
    {"", "[Bel ons](tel:+31301234567)\n@ tel:+31301234567", "phone:service=match"},
    /* spoken */
    {"", "! Bel ons op nul drie nul, een twee drie, vijfenveertig, zevenenzestig.",
     "phone:service=match"},
    {"", "! Bel ons op nul drie nul, een twee drie, vijfenveertig, zesenzeventig.",
     "phone:service=near; phone-deviates nul drie nul, een twee drie, vijfenveertig, "
     "zesenzeventig"},
    {"", "! Bel 0 3 0, 1 2 3, 4 5, 6 7.", "phone:service=match"},
    {"", "! Uw nummer is {{ klant.telefoon }}.", ""},
    /* none */
    {"contact", "EAN 8712345678906", ""},
    {"contact", "ISBN 978-90-274-3964-2", ""},
    {"contact", "De prijs is \342\202\254 1.234.567,89", ""},
    {"contact", "Versie 10.20.123.4567", ""},
    {"contact", "Artikelnummer 0301-2345-67", ""},
    {"contact", "Track & trace 3SABCD0301234567", ""},
    {"contact", "https://voorbeeld.example/0301234567", ""},
    {"contact", "", ""},
};

static void check_rows(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct numbers_page page;
        numbers_page_init(&page, rows[i].text, rows[i].kinds, "nl");
        fakehost_reset(fake);
        numbers_inspect(fake, self, &page);
        g_autofree char *seen = numbers_seen(fake, "phone|identity/phone");
        if (strcmp(seen, rows[i].seen) != 0) {
            wrong++;
            print_message("\"%s\" (%s): \"%s\", expected \"%s\"\n", rows[i].text, rows[i].kinds,
                          seen, rows[i].seen);
        }
        numbers_page_finish(&page);
    }
    assert_int_equal(wrong, 0);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    (void)unused;
}

/* What the link dials stands in the message. */
static void tells_what_the_link_dials(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    struct numbers_page page;
    numbers_page_init(&page, "[030 123 45 67](tel:+31402345678)", "", "nl");
    numbers_inspect(fake, self, &page);
    assert_int_equal(fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(fake->findings, 0);
    assert_string_equal(finding->expected, "+31 30 123 45 67");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "why"),
                        "the link dials +31402345678");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "why_nl"),
                        "de link belt +31402345678");
    numbers_page_finish(&page);
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    (void)unused;
}

static void refuses_what_is_no_number(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(
        fake, "{}", "{name: V, languages: [nl], identity: {phones: [{id: a, number: bel ons}]}}");
    void *self = NULL;
    assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
    fakehost_settle(fake);
    assert_non_null(strstr(fake->failure, "\"bel ons\" is no telephone number"));
    fakehost_free(&fake);
    (void)unused;
}

/* A card of somebody else in one file with ours. */
static void knows_cards_apart(void **unused)
{
    struct fakehost *fake = fakehost_new("check-identity");
    void *self = numbers_open(fake, BRAND);
    const struct {
        const char *where, *text;
    } lines[] = {
        {"card[1]/ORG", "Vlakwerk"},
        {"card[1]/TEL", "030 765 43 21"},
        {"card[2]/FN", "Piet Vos"},
        {"card[2]/TEL", "Tel. 0578 69 10 10"},
    };
    struct ts_block blocks[G_N_ELEMENTS(lines)] = {{0}};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        blocks[i] = (struct ts_block){.size = sizeof blocks[0],
                                      .text = ts_text(lines[i].text),
                                      .where = ts_text(lines[i].where)};
    }
    struct ts_document document = {
        .size = sizeof document, .media_type = ts_text("text/vcard"), .blocks = TS_LIST_OF(blocks)};
    fakehost_reset(fake);
    host_call_set_blocks(&fake->host, document.blocks);
    fake->host.phase = HOST_INSPECT;
    assert_int_equal(fake->plugin->check->inspect(&fake->call, self, &document), 0);
    g_autofree char *seen = numbers_seen(fake, "identity/phone");
    assert_null(strstr(seen, "0578"));
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    (void)unused;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_cards_apart),
        cmocka_unit_test(check_rows),
        cmocka_unit_test(tells_what_the_link_dials),
        cmocka_unit_test(refuses_what_is_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
