/* SPDX-License-Identifier: MIT
 *
 * Addresses in text: which of ours it is, how it is written, what deviates, and what is no affair
 * of ours.
 */
#include "tests/plugin/identity_support.h"

#define NBSP "\302\240"
#define SHY "\302\255"

static const char brand[] =
    "name: Vlakwerk\n"
    "languages: [nl, en, de, fr]\n"
    "country: NL\n"
    "identity:\n"
    "  names: [ { id: legal, text: Vlakwerk B.V. } ]\n"
    "  addresses:\n"
    "    - {id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ, city: Utrecht,"
    " city_alias: [Utrecht-stad]}\n"
    "    - {id: old, street: Prof. Dr. Melkerlaan, number: 30, postcode: 5613 AM, city: "
    "Eindhoven}\n"
    "    - {id: shop, street: Lange Sluisgracht, number: 99, postcode: 3511 AB, city: Utrecht,"
    " for: [shop-utrecht]}\n"
    "    - {id: hague, street: Plein 1820, number: 7, suffix: bis, postcode: 2511 CR,"
    " city: \"'s-Gravenhage\", city_alias: [Den Haag, The Hague]}\n"
    "    - {id: dock, street: Havendok Zuid, postcode: 3542 AX, city: Utrecht}\n"
    "    - {id: post, po_box: 2000, postcode: 3500 CA, city: Utrecht}\n"
    "    - {id: ghent, street: Brugsesteenweg, number: 114, suffix: bus 3, postcode: 9000,"
    " city: Gent, city_alias: [Gand], country: BE}\n"
    "    - {id: bonn, street: Grünstraße, number: 27b, postcode: 53111, city: Bonn, country: DE}\n"
    "    - {id: york, street: Miller Street, number: 14, postcode: YO1 8RL, city: York,"
    " country: GB}\n"
    "    - {id: lille, street: rue de la Monnaie, number: 8, suffix: bis, postcode: \"59800\","
    " city: Lille, country: FR}\n"
    "    - {id: denver, street: County Road 17, number: 2400, postcode: \"80299\", city: Denver,"
    " country: US}\n"
    "    - {id: oslo, street: Storgata, number: 5, postcode: \"0155\", city: Oslo, country: "
    "\"NO\"}\n";

struct row {
    const char *text, *seen;
};

/* Only what begins with "address". */
static const struct row rows[] = {
    /* over blocks, cells, lines, no-break spaces */
    {"Kanaalstraat 12A, 3531 CJ Utrecht", "address:hq=match"},
    {"Kanaalstraat" NBSP "12A\n3531" NBSP "CJ" NBSP "Utrecht", "address:hq=match"},
    {"Kanaal" SHY "straat 12a\n3531 CJ\nUTRECHT", "address:hq=match"},
    {"Kanaalstraat\n12A\n3531 CJ\nUtrecht", "address:hq=match"},
    {"Adres: Kanaalstraat\nHuisnummer: 12A", "address:hq=match"},
    {"3531 CJ Utrecht, Kanaalstraat 12A", "address:hq=match"},
    {"UtrechtKanaalstraat 12A3531 CJUtrecht", "address:hq=match"},
    {"Lange Sluisgracht 993511 AB Utrecht", "address:shop=match"},
    {"Lange Sluisgracht 993511 BV Utrecht", ""},
    {"GhentBrugsesteenweg 114 bus 39000 Gent", "address:ghent=match"},
    {"Brugsesteenweg 114/39000 Gent", "address:ghent=written-otherwise"},
    {"Bestelling 114, artikel 39000 Gent", ""},
    /* no difference: case, commas, nr., the country, the alias */
    {"KANAALSTRAAT nr. 12a | NL-3531 CJ UTRECHT-STAD (Nederland)", "address:hq=match"},
    {"Kanaalstraat, 12A, 3531 CJ, Utrecht", "address:hq=match"},
    {"Kanaalstraat 12A in Utrecht", "address:hq=match"},
    {"Plein 1820 7 bis, 2511 CR Den Haag", "address:hague=match"},
    {"Plein 1820 nr. 7 bis, 2511 CR 's-Gravenhage", "address:hague=match"},
    {"Brugsesteenweg 114, bus 3 - B-9000 Gent", "address:ghent=match"},
    {"Gruenstrasse 27b", ""}, /* another spelling than ß and ü */
    {"GRÜNSTRASSE 27b, D-53111 Bonn", "address:bonn=match"},
    {"Unit 2, 14 Miller Street, York YO1 8RL", "address:york=match"},
    {"8 bis, rue de la Monnaie, 59800 LILLE", "address:lille=match"},
    {"Storgata 5, 0155 Oslo", "address:oslo=match"},
    {"2400 County Road 17, Denver, CO 80299", "address:denver=match"},
    {"2400 County Road 17, Bldg. 4, Suite 2\nDenver, CO 80299", "address:denver=match"},
    /* without a house number */
    {"Havendok Zuid, 3542 AX Utrecht", "address:dock=match"},
    {"Havendok Zuid\n3542 AX\nUtrecht", "address:dock=match"},
    {"Havendok Zuid in Utrecht", ""},
    /* street and number alone */
    {"U vindt ons op de Kanaalstraat 12A.", "address:hq=match"},
    {"In de Kanaalstraat staan bomen.", ""},
    {"3531 CJ Utrecht", ""},
    /* written otherwise */
    {"Kanaalstr. 12A, 3531 CJ Utrecht", "address:hq=written-otherwise"},
    {"Kanaalstraat 12-a, 3531 CJ Utrecht", "address:hq=written-otherwise"},
    {"Kanaalstraat 12 A, 3531 CJ Utrecht", "address:hq=written-otherwise"},
    {"Kanaalstraat 12/A, 3531 CJ Utrecht", "address:hq=written-otherwise"},
    {"Kanaalstraat 12A, 3531CJ Utrecht", "address:hq=written-otherwise"},
    {"Professor Doctor Melkerln. 30", "address:old=written-otherwise"},
    {"Brugsestwg. 114 bte 3, 9000 Gand", "address:ghent=written-otherwise"},
    {"Brugsesteenweg 114/3, 9000 Gent", "address:ghent=written-otherwise"},
    {"Brugsesteenweg 114 b3, 9000 Gent", "address:ghent=written-otherwise"},
    {"Grünstr. 27 b, 53111 Bonn", "address:bonn=written-otherwise"},
    {"14 Miller St., York YO18RL", "address:york=written-otherwise"},
    {"Miller Street 14, York YO1 8RL", "address:york=written-otherwise"},
    /* one part deviates */
    {"Vlakwerk, Kanalstraat 12A, 3531 CJ Utrecht", "address:hq=near:street"},
    {"Vlakwerk, Havenkade 12A, 3531 CJ Utrecht", "address:hq=near:street"},
    {"Kanaalstraat 21A, 3531 CJ Utrecht", "address:hq=near:number"},
    {"Kanaalstraat 12B, 3531 CJ Utrecht", "address:hq=near:suffix"},
    {"Kanaalstraat 12, 3531 CJ Utrecht", "address:hq=near:suffix"},
    {"Kanaalstraat 12A, 3531 JC Utrecht", "address:hq=near:postcode"},
    {"Kanaalstraat 12A, 3531 CJ Nieuwegein", "address:hq=near:city"},
    {"Kanaalstraat 12A, 3531 CJ Utrecth", "address:hq=near:city"},
    {"Brugsesteenweg 114 bus 13, 9000 Gent", "address:ghent=near:suffix"},
    {"15 Miller Street, York YO1 8RL", "address:york=near:number"},
    {"2500 County Road 17, Denver, CO 80299", "address:denver=near:number"},
    {"Postbus 2001, 3500 CA Utrecht", "address:post=near:number"},
    /* a match suppresses what is like it around it */
    {"Vlakwerk, Kanaalstraat 12A, 3531 CJ Utrecht. Ingang Kanaalstraat 14.", "address:hq=match"},
    {"Kanaalstraat 12A, 3531 CJ Utrecht\nMagazijn Vlakwerk: Kanaalstraat 21A, 3531 CJ Utrecht",
     "address:hq=match,address:hq=near:number"},
    /* post-office boxes */
    {"Postbus 2000\n3500 CA Utrecht", "address:post=match"},
    {"P.O. Box 2000, 3500 CA UTRECHT", "address:post=match"},
    {"P.O. Box 2000 NL-3500 CA UTRECHT", "address:post=match"},
    {"Schrijf naar Postbus 2000.", "address:post=match"},
    {"Gemeente Arnhem, Postbus 2000", ""},
    {"Kanaalstraat 12A, Bezoek alleen op afspraak", "address:hq=match"},
    {"Kanaalstraat 12A, Arnhem", ""},
    {"Vlakwerk. Parkeren: Kanaalstraat 40, 3531 CJ Utrecht", ""},
    /* others */
    {"Kanaalstraat 12A, 7411 KP Deventer", ""},
    {"Kanaalstraat 12A in Deventer", ""},
    {"Bakkerij Roggebloem, Kanaalstraat 14, 3531 CJ Utrecht", ""},
    {"Bakkerij Roggebloem\nKanaalstraat 14\n3531 CJ Utrecht", ""},
    {"Naast ons zit Roggebloem (Kanaalstraat 14, 3531 CJ Utrecht).", ""},
    {"Hun atelier aan de Kanaalstraat 14, 3531 CJ Utrecht, is open.", ""},
    {"Roggebloem V.O.F., Kanaalstraat 12B, 3531 CJ Utrecht", ""},
    {"Nieuwe Sluisgracht 99 in Arnhem", ""},
    {"Vlakwerk levert in 3531 straten, 12 A-merken en 30 kleuren.", ""},
    {"`Kanaalstraat 12A, 3531 CJ Utrecht", ""},
    /* with our name, and like none of ours */
    {"Vlakwerk B.V., Dorpsweg 3, 1234 AB Ons Dorp", "address=unknown"},
    {"Vlakwerk B.V.\nt.a.v. Jo Meerman\nHavenkade 3\n1234 AB Ons Dorp", "address=unknown"},
    {"Vlakwerk Belgique, Rue du Moulin 14, 1000 Bruxelles", "address=unknown"},
    {"Vlakwerk, 3 High Street, Hull HU1 1AA", "address=unknown"},
    {"Vlakwerk, 3 Cobbled Steps, Hull HU1 1AA", "address=unknown"},
    {"Vlakwerk, Postbus 77, 6500 AB Nijmegen", "address=unknown"},
    {"Nieuw: onze tweede winkel, Dorpsweg 3, 1234 AB Ons Dorp", "address=unknown"},
    {"Dorpsweg 3, 1234 AB Ons Dorp", ""},
    {"Vlakwerk bezorgt bij de familie Jansen, Dorpsweg 3, 1234 AB Ons Dorp", ""},
    {"Vlakwerk B.V.\nKanaalstraat 12A\n3531 CJ Utrecht\nJ. Jansen\nDorpsweg 3\n1234 AB Ons Dorp",
     "address:hq=match"},
    {"Vlakwerk Catalogus 12, 2026 Utrecht en omgeving", ""},
};

static void test_rows(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        inspect(&state, rows[i].text);
        g_autofree char *seen = seen_of(state.fake, "address");
        if (strcmp(seen, rows[i].seen) != 0) {
            fail_msg("%s\n  wanted %s\n  got    %s", rows[i].text, rows[i].seen, seen);
        }
    }
    close_state(&state);
}

static const struct row findings[] = {
    {"Kanaalstraat 12A, 3531 CJ Utrecht", ""},
    {"Kanaalstr. 12A, 3531 CJ Utrecht", "written-otherwise Kanaalstr. 12A, 3531 CJ Utrecht>"
                                        "Kanaalstraat 12A, 3531 CJ Utrecht"},
    {"Kanaalstraat 21A\n3531 CJ Utrecht",
     "address-deviates Kanaalstraat 21A 3531 CJ Utrecht>Kanaalstraat 12A, 3531 CJ Utrecht"},
    {"Vlakwerk, Dorpsweg 3, 1234 AB Ons Dorp", "address-unknown Dorpsweg 3, 1234 AB>"},
    {"Lange Sluisgracht 99, 3511 AB Utrecht",
     "address-misplaced Lange Sluisgracht 99, 3511 AB Utrecht>"},
    {"15 Miller Street, York YO1 8RL",
     "address-deviates 15 Miller Street, York YO1 8RL>14 Miller Street, York YO1 8RL"},
    {"Postbus 2001, 3500 CA Utrecht",
     "address-deviates Postbus 2001, 3500 CA Utrecht>Postbus 2000, 3500 CA Utrecht"},
};

static void test_findings(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(findings); i++) {
        inspect(&state, findings[i].text);
        g_autofree char *said = found(state.fake);
        if (strcmp(said, findings[i].seen) != 0) {
            fail_msg("%s\n  wanted %s\n  got    %s", findings[i].text, findings[i].seen, said);
        }
    }
    close_state(&state);
}

static void test_part(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    inspect(&state, "Kanaalstraat 12B, 3531 CJ Utrecht");
    assert_int_equal(state.fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "part"),
                        "what follows the house number");
    assert_string_equal(g_hash_table_lookup(finding->arguments, "part_nl"), "toevoeging");
    close_state(&state);
}

/* Where it is right, and where nobody knows where it is. */
static void test_for(void **data)
{
    static const char *const right[] = {"shop-utrecht", "scan"};
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
        struct ts_document document = {.touchpoint = ts_text(right[i])};
        inspect_as(&state, "Lange Sluisgracht 99, 3511 AB Utrecht", &document);
        assert_int_equal(state.fake->findings->len, 0);
        assert_int_equal(state.fake->observations->len, 1);
    }
    close_state(&state);
}

static void test_refused(void **data)
{
    static const char *const wrong[][2] = {
        {"{id: a, street: Kanaalstraat, number: 12, postcode: 35311 CJ, city: Utrecht}",
         "\"35311 CJ\" is no postcode of NL, where they look like NNNN AA"},
        {"{id: a, street: Kanaalstraat, number: A12, postcode: 3531 CJ, city: Utrecht}",
         "its number must begin with digits"},
        {"{id: a, street: \"--\", number: 12, postcode: 3531 CJ, city: Utrecht}",
         "its street has no letters"},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        struct state state = {0};
        g_autofree char *text = g_strdup_printf(
            "{name: V, languages: [nl], country: NL, identity: {addresses: [%s]}}", wrong[i][0]);
        assert_int_equal(open_brand(&state, text), -1);
        assert_non_null(state.fake->failure);
        if (!strstr(state.fake->failure, wrong[i][1]) ||
            !g_str_has_prefix(state.fake->failure, "at 1:")) {
            fail_msg("%s: %s", wrong[i][0], state.fake->failure);
        }
        close_state(&state);
    }
}

/* A page of nothing but numbers, or of near misses, takes no time that grows faster than it. */
static void test_long(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 20000; i++) {
        g_string_append(text, i % 2 ? "Kanaalstraat 21, 3531 CJ " : "1234 5678 AB 12-3 ");
    }
    gint64 started = g_get_monotonic_time();
    inspect(&state, text->str);
    assert_true(g_get_monotonic_time() - started < 10 * G_USEC_PER_SEC);
    close_state(&state);
}

/* More that deviates than is told is unchecked, not a breach of the contract. */
static void test_cap(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, brand), 0);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 1500; i++) {
        g_string_append(text, "Vlakwerk, Kanaalstraat 21A, 3531 CJ Utrecht. ");
    }
    struct ts_block block = {.size = sizeof block, .text = ts_text(text->str)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    fakehost_reset(state.fake);
    host_call_set_blocks(&state.fake->host, document.blocks);
    state.fake->host.phase = HOST_INSPECT;
    assert_int_equal(state.fake->plugin->check->inspect(&state.fake->call, state.self, &document),
                     -1);
    fakehost_settle(state.fake);
    assert_non_null(state.fake->failure);
    assert_non_null(strstr(state.fake->failure, "more that deviates"));
    close_state(&state);
}

/* Values of the brand book that cannot be right, and where they stand. */
static void test_refused_values(void **data)
{
    static const char *const wrong[][2] = {
        {"phones: [{id: a, number: hallo}]", "phone:a"},
        {"registrations: {iban: [NL92ABNA0417164300]}", "check digits"},
        {"registrations: {vat: [NL004495446B01]}", "check digits"},
        {"registrations: {rsin: ['004495446']}", "check digits"},
        {"registrations: {kbo: ['0123.456.740']}", "check digits"},
        {"registrations: {kvk: ['341234567']}", "no such number"},
        {"emails: [info.vlakwerk.example]", "no e-mail address"},
        {"emails: ['info@']", "no e-mail address"},
        {"domains: ['https://vlakwerk.example/']", "no domain"},
        {"domains: [vlakwerk]", "no domain"},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        struct state state = {0};
        g_autofree char *text =
            g_strdup_printf("{name: V, languages: [nl], country: NL, identity: {%s}}", wrong[i][0]);
        assert_int_equal(open_brand(&state, text), -1);
        assert_non_null(state.fake->failure);
        if (!strstr(state.fake->failure, wrong[i][1]) ||
            !g_str_has_prefix(state.fake->failure, "at 1:")) {
            fail_msg("%s: %s", wrong[i][0], state.fake->failure);
        }
        close_state(&state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_findings),
        cmocka_unit_test(test_part),    cmocka_unit_test(test_for),
        cmocka_unit_test(test_refused), cmocka_unit_test(test_long),
        cmocka_unit_test(test_cap),     cmocka_unit_test(test_refused_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
