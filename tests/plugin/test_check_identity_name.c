/* SPDX-License-Identifier: MIT
 *
 * Names of the firm, wording that tells of a move, and what must be found where.
 */
#include "tests/plugin/identity_support.h"

#define BRAND(rest)                                                                    \
    "name: Vlakwerk\n"                                                                 \
    "languages: [nl, en]\n"                                                            \
    "country: NL\n"                                                                    \
    "identity:\n"                                                                      \
    "  names:\n"                                                                       \
    "    - {id: legal, text: Vlakwerk B.V., also: [Vlakwerk Besloten Vennootschap]}\n" \
    "    - {id: floors, text: Vlakwerk Vloeren V.O.F.}\n"                              \
    "    - {id: sons, text: \"Molenaar & Zonen Limited\"}\n"                           \
    "  addresses:\n"                                                                   \
    "    - {id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ,"   \
    " city: Utrecht}\n"                                                                \
    "    - {id: old, street: Dorpsweg, number: 3, postcode: 5613 AM, city: Eindhoven}\n" rest

struct row {
    const char *text, *seen, *found;
};

static const struct row names[] = {
    {"Vlakwerk B.V. legt vloeren", "name:legal=match", ""},
    {"Vlakwerk BV legt vloeren", "name:legal=match", ""},
    {"VLAKWERK b.v.", "name:legal=match", ""},
    {"Vlakwerk Besloten Vennootschap", "name:legal=match", ""},
    {"Vlakwerk Vloeren V.O.F.", "name:floors=match", ""},
    {"Vlakwerk Vloeren VOF", "name:floors=match", ""},
    {"Molenaar & Zonen Ltd", "name:sons=match", ""},
    {"Vlakwerk legt vloeren; Vlakwerk ook", "name=match", ""},
    {"vlakwerk.example en info@vlakwerk.example", "", ""},
    /* another legal form, a letter off beside one */
    {"Vlakwerk N.V.", "name:legal=near", "name-deviates Vlakwerk N.V.>Vlakwerk B.V."},
    {"Vlakwerk GmbH", "name:legal=near", "name-deviates Vlakwerk GmbH>Vlakwerk B.V."},
    {"Vlakwrek B.V.", "name:legal=near", "name-deviates Vlakwrek B.V.>Vlakwerk B.V."},
    {"Molenaar & Zonnen Ltd.", "name:sons=near",
     "name-deviates Molenaar & Zonnen Ltd.>Molenaar & Zonen Limited"},
    /* ordinary words, and other firms */
    {"Vlakwrek legt vloeren", "", ""},
    {"Vlakwerk Vloeren legt vloeren", "", ""},
    {"Vlakwerk limited edition", "name=match", ""},
    {"Vlakwerk as a company", "name=match", ""},
    {"Vlakwerk Holding B.V.", "name=match", ""},
    {"Stijlwerk B.V.", "", ""},
};

static void test_names(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, BRAND("")), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        inspect(&state, names[i].text);
        g_autofree char *seen = seen_of(state.fake, "name");
        g_autofree char *said = found(state.fake);
        if (strcmp(seen, names[i].seen) != 0 || strcmp(said, names[i].found) != 0) {
            fail_msg("%s\n  wanted %s, %s\n  got    %s, %s", names[i].text, names[i].seen,
                     names[i].found, seen, said);
        }
    }
    close_state(&state);
}

/* ---- what a sentence says of an address -------------------------------------------------------
 */

static char *said;

/* Takes down the detail `said` of each observation of an address. */
static int note_said(struct ts_call *call, const struct ts_observation *observation)
{
    const char *own = "nothing";
    (void)call;
    for (uint32_t i = 0; i < observation->details.count; i++) {
        const struct ts_pair *pair = ts_item(observation->details, i);
        own = !ts_is(pair->name, "said")       ? own
              : ts_is(pair->value, "historic") ? "historic"
                                               : "coming";
    }
    if (observation->key.len > 8 && memcmp(observation->key.ptr, "address:", 8) == 0) {
        char *longer = g_strconcat(said, *said ? "," : "", own, NULL);
        g_free(said);
        said = longer;
    }
    return 0;
}

#define HQ "Kanaalstraat 12A, 3531 CJ Utrecht"
#define OLD "Dorpsweg 3, 5613 AM Eindhoven"

static const struct {
    const char *text, *said;
} sentences[] = {
    {"Bezoek ons: " HQ, "nothing"},
    {"Tot 1 oktober zaten wij in " OLD ".", "historic"},
    {"Tot en met september 2026 vindt u ons op " OLD ".", "historic"},
    {"Voorheen: " OLD, "historic"},
    {"Ons oude adres: " OLD, "historic"},
    {"Ons oude adres\n" OLD, "historic"},
    {"We zitten niet meer op " OLD ".", "historic"},
    {"Op " OLD " zitten wij niet meer.", "historic"},
    {"Vanaf 1 oktober vindt u ons op " HQ ".", "coming"},
    {"Per 1-10-2026 is ons adres " HQ ".", "coming"},
    {"We verhuizen naar " HQ ".", "coming"},
    {"Wij verhuizen van " OLD " naar " HQ ".", "historic,coming"},
    {"Van " OLD " verhuizen we naar " HQ ".", "historic,coming"},
    {"Ons nieuwe adres\n" HQ, "coming"},
    {"Oud: " OLD "\nNieuw: " HQ, "historic,coming"},
    {"From 1 October you will find us at " HQ ".", "coming"},
    {"We are moving to " HQ ".", "coming"},
    {"Until 30 September our office was at " OLD ".", "historic"},
    {"Formerly at " OLD ".", "historic"},
    {"Bis zum 30. September finden Sie uns hier: " OLD ".", "historic"},
    {"Ab dem 1. Oktober finden Sie uns hier: " HQ ".", "coming"},
    {"Wir ziehen um nach " HQ ".", "coming"},
    {"Jusqu'au 30 septembre, nos bureaux : " OLD ".", "historic"},
    {"Nous déménageons. À partir du 1er octobre, notre adresse : " HQ ".", "coming"},
    /* no announcement */
    {"Vanaf 9 uur bent u welkom op " HQ ".", "nothing"},
    {"Tot ziens op " HQ ".", "nothing"},
    {"Per post: " HQ, "nothing"},
    {"From Utrecht station, walk to " HQ ".", "nothing"},
    {"Alles voor 5 euro tot 1 oktober!\n" HQ, "nothing"},
    {"Voorheen: " OLD "\n" HQ, "historic,nothing"},
};

static void test_said(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, BRAND("")), 0);
    struct ts_host host = *state.fake->call.host;
    host.emit_observation = note_said;
    state.fake->call.host = &host;
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        said = g_strdup("");
        inspect(&state, sentences[i].text);
        if (strcmp(said, sentences[i].said) != 0) {
            fail_msg("%s\n  wanted %s\n  got    %s", sentences[i].text, sentences[i].said, said);
        }
        g_free(said);
    }
    close_state(&state);
}

/* ---- what must be found -----------------------------------------------------------------------
 */

#define REQUIRE                                                             \
    "  require:\n"                                                          \
    "    - {in: [contact, email], all: [name, address], severity: error}\n" \
    "    - {in: [shop], lang: [en], all: [address], severity: info}\n"      \
    "    - {in: [shop], \"on\": touchpoint, all: [address]}\n"

static const struct {
    const char *kind, *language, *text, *found;
    unsigned is_truncated;
} documents[] = {
    {"contact", "nl", "Vlakwerk, " HQ, "", 0},
    {"contact", "nl", "Vlakwerk, Kanaalstr. 12A", "written-otherwise Kanaalstr. 12A>" HQ, 0},
    {"contact", "nl", "Vlakwerk", "absent >address", 0},
    {"contact", "nl-BE", "Hallo", "absent >name, address", 0},
    {"contact", "", "Hallo", "absent >name, address", 0},
    {"contact", "nl", "Hallo", "", 1},
    {"contact", "de", "Hallo", "", 0},
    {"contact", "nl", "", "", 0},
    {"home", "nl", "Hallo", "", 0},
    {"shop", "nl", "Hallo", "", 0},
    {"shop", "en", "Hello", "absent >address", 0},
};

static void test_documents(void **data)
{
    struct state state = {0};
    (void)data;
    assert_int_equal(open_brand(&state, BRAND(REQUIRE)), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
        struct ts_str kind = ts_text(documents[i].kind);
        struct ts_document document = {.touchpoint = ts_text("site"),
                                       .locator = ts_text("page"),
                                       .language = ts_text(documents[i].language),
                                       .kinds = ts_one(&kind, sizeof kind),
                                       .is_truncated = documents[i].is_truncated};
        inspect_as(&state, documents[i].text, &document);
        g_autofree char *own = found(state.fake);
        if (strcmp(own, documents[i].found) != 0) {
            fail_msg("row %zu: wanted %s, got %s", i, documents[i].found, own);
        }
    }
    close_state(&state);
}

static const struct {
    const char *expects, *key, *value, *language, *found;
    unsigned is_complete;
} touchpoints[] = {
    {"address", "address:old", "near:number", "nl", "", 1},
    {"address", "address", "unknown", "nl", "absent >address", 1},
    {"address", "name:legal", "match", "nl", "absent >address", 1},
    {"address", "name:legal", "match", "nl", "", 0},
    {"address", "name:legal", "match", "de", "", 1},
    {"phone", "name:legal", "match", "nl", "", 1}, /* the brand book has none */
    {"promise", "name:legal", "match", "nl", "", 1},
    {"name", "name", "match", "nl", "", 1},
    {"name", "address:hq", "match", "nl", "absent >name", 1},
};

static void test_touchpoints(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(touchpoints); i++) {
        struct state state = {0};
        assert_int_equal(open_brand(&state, BRAND("")), 0);
        struct ts_str expects = ts_text(touchpoints[i].expects);
        struct ts_observation seen = {.size = sizeof seen,
                                      .key = ts_text(touchpoints[i].key),
                                      .value = ts_text(touchpoints[i].value)};
        struct ts_touchpoint touchpoint = {.id = ts_text("site"),
                                           .locator = ts_text("https://vlakwerk.example/"),
                                           .expects = ts_one(&expects, sizeof expects),
                                           .is_complete = touchpoints[i].is_complete};
        struct ts_stored_document document = {.size = sizeof document,
                                              .status = TS_CHECKED,
                                              .text_size = 10,
                                              .touchpoint = ts_text("site"),
                                              .locator = ts_text("page"),
                                              .language = ts_text(touchpoints[i].language),
                                              .observations = ts_one(&seen, sizeof seen)};
        g_array_append_val(state.fake->stored, document);
        state.fake->host.phase = HOST_CONCLUDE;
        assert_int_equal(state.fake->plugin->check->conclude(
                             &state.fake->call, state.self, ts_one(&touchpoint, sizeof touchpoint)),
                         0);
        fakehost_settle(state.fake);
        assert_null(state.fake->breach);
        g_autofree char *own = found(state.fake);
        if (strcmp(own, touchpoints[i].found) != 0) {
            fail_msg("row %zu: wanted %s, got %s", i, touchpoints[i].found, own);
        }
        if (state.fake->findings->len) {
            const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
            assert_string_equal(finding->touchpoint, "site");
            assert_string_equal(finding->locator, "https://vlakwerk.example/");
        }
        close_state(&state);
    }
}

/* A run in which nothing was read says what the one before it said. */
static void test_concluding_only(void **data)
{
    static const char brand[] =
        "{name: V, country: NL, languages: [nl], identity: {require: [{all: [email]}], phones: "
        "[{id: a, number: +31 30 123 45 67}]}}";
    static const uint32_t flags[] = {0, TS_OPEN_CONCLUDE};
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        struct state state = {0};
        struct ts_str expects = ts_text("phone");
        struct ts_touchpoint touchpoint = {.id = ts_text("site"),
                                           .locator = ts_text("https://vlakwerk.example/"),
                                           .expects = ts_one(&expects, sizeof expects),
                                           .is_complete = 1};
        struct ts_stored_document document = {.size = sizeof document,
                                              .status = TS_UNCHANGED,
                                              .text_size = 10,
                                              .touchpoint = ts_text("site"),
                                              .locator = ts_text("page"),
                                              .language = ts_text("nl")};
        assert_int_equal(open_with(&state, brand, flags[i]), 0);
        g_array_append_val(state.fake->stored, document);
        state.fake->host.phase = HOST_CONCLUDE;
        assert_int_equal(state.fake->plugin->check->conclude(
                             &state.fake->call, state.self, ts_one(&touchpoint, sizeof touchpoint)),
                         0);
        fakehost_settle(state.fake);
        g_autofree char *own = found(state.fake);
        assert_string_equal(own, "absent >phone");
        close_state(&state);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),           cmocka_unit_test(test_said),
        cmocka_unit_test(test_documents),       cmocka_unit_test(test_touchpoints),
        cmocka_unit_test(test_concluding_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
