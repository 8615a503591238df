/* SPDX-License-Identifier: MIT
 *
 * The promise: exact, altered, as a theme, belied; and what a touchpoint must show.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND                                                                                   \
    "{name: V, languages: [nl, en], promise: {payoff: {nl: {text: Gemak op elk vlak, also: "    \
    "['Gemak, op ieder vlak']}, en: Ease on every surface}, themes: {nl: [gemakkelijk, "        \
    "moeiteloos, zonder gedoe], en: [effortless]}, belied_by: {nl: [print en stuur op, alleen " \
    "per post]}%s}}"

#define SHY "\302\255"

/* seen: observations "key=value", then findings "rule actual", separated by a space and a bar. */
static const struct {
    const char *language, *text, *seen;
} rows[] = {
    /* the pay-off as it is */
    {"nl", "Gemak op elk vlak", "payoff=exact"},
    {"nl", "Vlakwerk: gemak op elk vlak!", "payoff=exact"},
    {"nl", "GEMAK OP ELK VLAK", "payoff=exact"},
    {"nl", "gemak  op elk vlak", "payoff=exact"},
    {"nl", "Gemak, op elk vlak.", "payoff=exact"},
    {"nl", "Gemak. Op elk vlak.", "payoff=exact"},
    {"nl", "Gem\303\241k op \303\251lk vlak", "payoff=exact"},
    {"nl", "Gemak, op ieder vlak", "payoff=exact"},
    {"nl", "\342\200\236Gemak op elk vlak\342\200\235", "payoff=exact"},
    {"nl", "#GemakOpElkVlak", "payoff=exact"},
    {"nl", "Gemakopelkvlak", "payoff=exact"},
    {"en", "Ease on every surface.", "payoff=exact"},
    {"nl", "Ease on every surface.", "payoff=exact"},
    {"fr", "Gemak op elk vlak", "payoff=exact"},
    {"nl", "Ge" SHY "mak op elk vlak", "payoff=exact"},
    {"nl", "Echt gemak op elk vlak, en gemak op elk vlak", "payoff=exact|payoff=exact"},
    {"nl", "Wij bieden gemak op elk vlak van uw huis.", "payoff=exact"},
    {"nl", "www.gemakopelkvlak.example", ""},
    /* altered */
    {"nl", "Gemak op elke vlak", "payoff=altered|promise/altered Gemak op elke vlak"},
    {"nl", "Gemak op elk vlek", "payoff=altered|promise/altered Gemak op elk vlek"},
    {"nl", "Gemk op elk vlak", "payoff=altered|promise/altered Gemk op elk vlak"},
    {"nl", "Gmeak op elk vlak", "payoff=altered|promise/altered Gmeak op elk vlak"},
    {"nl", "Gemak op elk vlakk", "payoff=altered|promise/altered Gemak op elk vlakk"},
    {"nl", "Gemak op elk vlakken", "payoff=altered|promise/altered Gemak op elk vlakken"},
    {"nl", "Gemak op elk mooi vlak", "payoff=altered|promise/altered Gemak op elk mooi vlak"},
    {"nl", "Gemak op echt elk vlak", "payoff=altered|promise/altered Gemak op echt elk vlak"},
    {"nl", "Gemak in elk vlak", "payoff=altered|promise/altered Gemak in elk vlak"},
    {"nl", "Gemak elk vlak", "payoff=altered|promise/altered Gemak elk vlak"},
    {"nl", "Gemk op elke vlak", "payoff=altered|promise/altered Gemk op elke vlak"},
    {"en", "Ease on every surfaces", "payoff=altered|promise/altered Ease on every surfaces"},
    {"en", "Ease of every surface", "payoff=altered|promise/altered Ease of every surface"},
    {"en", "Easy on every surface", "payoff=altered|promise/altered Easy on every surface"},
    {"en", "Gemak op elke vlak", "payoff=altered|promise/altered Gemak op elke vlak"},
    {"nl", "Dus: gemak op elke vlak. Dank!", "payoff=altered|promise/altered gemak op elke vlak"},
    {"nl", "Gemak, gemak op elk vlak", "payoff=exact"},
    /* another order, other words: it carries the theme */
    {"nl", "Gemak op beide vlakken", "theme=theme"},
    {"nl", "Op elk vlak gemak", "theme=theme"},
    {"nl", "Op welk vlak dan ook: gemak", "theme=theme"},
    {"nl", "Wij bieden gemak op vele vlakken", "theme=theme"},
    {"nl", "Gemk op elkke vlaak", ""},
    /* something else */
    {"nl", "Op elk vlak", ""},
    {"nl", "Elk vlak telt", ""},
    {"nl", "Wij bieden gemak", ""},
    {"nl", "Het gemaakte vlak", ""},
    {"nl", "Kwaliteit op elk vlak", ""},
    {"nl", "Smaak op elk vlak", ""},
    {"nl", "Gemak dient de mens", ""},
    {"nl", "Gemak op elke plek", ""},
    {"nl", "Een vlakke vloer op elk niveau", ""},
    {"nl", "Gemak voorop. En daar, aan de andere kant, ligt nog een vlak", ""},
    {"en", "Surface by surface, every time", ""},
    {"fr", "Gemak op elke vlak", "theme=theme"},
    /* themes */
    {"nl", "Zo gemakkelijk is het", "theme=theme"},
    {"nl", "De gemakkelijkste weg", "theme=theme"},
    {"nl", "De gemakkelijke weg", "theme=theme"},
    {"nl", "Zonder gedoe een vloer, echt zonder gedoe", "theme=theme"},
    {"nl", "Zonder veel gedoe", ""},
    {"nl", "Dat is niet gemakkelijk", ""},
    {"nl", "Moeiteloze vloeren", "theme=theme"},
    {"nl", "De moeite waard", ""},
    {"en", "An effortless floor", "theme=theme"},
    {"en", "Effortlessly", "theme=theme"},
    {"nl", "An effortless floor", ""},
    /* belied */
    {"nl", "Print en stuur op naar ons.", "belied=belied|promise/belied Print en stuur op"},
    {"nl", "Print, en stuur dan op", ""},
    {"nl", "Dat kan alleen per post.", "belied=belied|promise/belied alleen per post"},
    {"nl", "Dat kan niet alleen per post.", ""},
    {"en", "Print en stuur op", ""},
    {"nl", "", ""},
};

struct state {
    struct fakehost *fake;
    void *self;
};

static struct state open_with(const char *require)
{
    struct state state = {.fake = fakehost_new("check-promise")};
    g_autofree char *brand = g_strdup_printf(BRAND, require);
    struct ts_open open = fakehost_open(state.fake, "{}", brand);
    assert_int_equal(state.fake->plugin->check->open(&state.fake->call, &open, &state.self), 0);
    return state;
}

static void close_state(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

static char *seen(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->observations->len; i++) {
        const struct fake_observation *own = g_ptr_array_index(fake->observations, i);
        g_string_append_printf(out, "%s%s=%s", out->len ? "|" : "", own->key, own->value);
    }
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *own = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%s%s%s", out->len ? "|" : "", own->rule,
                               *own->actual ? " " : "", own->actual);
    }
    return g_string_free(out, FALSE);
}

static void test_blocks(void **data)
{
    struct state state = open_with("");
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(state.fake);
        int done = fakehost_inspect_text(state.fake, state.self, rows[i].text, TS_ROLE_TEXT,
                                         rows[i].language);
        g_autofree char *actual = seen(state.fake);
        if (done != 0 || state.fake->breach || strcmp(actual, rows[i].seen) != 0) {
            print_error("row %zu: %s\n  wanted %s\n  got    %s (%s)\n", i, rows[i].text,
                        rows[i].seen, actual, state.fake->breach ? state.fake->breach : "");
            wrong++;
        }
    }
    close_state(&state);
    assert_int_equal(wrong, 0);
}

/* Three documents: home with the pay-off, contact with a theme, legal with nothing. */
static const struct {
    const char *require;
    guint payoffs; /* documents that show the pay-off: 0 or 1 */
    int is_complete, expects;
    const char *rules;
} requirement_rows[] = {
    {"", 1, 1, 1, ""},
    {"", 0, 1, 1, "promise/absent"},
    {"", 0, 0, 1, ""},
    {"", 0, 1, 0, ""},
    {", require: [{on: touchpoint, accept: theme}]", 0, 1, 1, ""},
    {", require: [{on: document, in: [legal], accept: theme}]", 1, 1, 1, "promise/theme-absent"},
    {", require: [{on: document, in: [home], accept: theme}]", 1, 1, 1, ""},
    {", require: [{on: touchpoint, coverage: 60%, accept: theme}]", 1, 1, 1, ""},
    {", require: [{on: touchpoint, coverage: 70%, accept: theme}]", 1, 1, 1, "promise/coverage"},
    {", require: [{on: touchpoint, coverage: 60%, accept: payoff}]", 1, 1, 1, "promise/coverage"},
};

static void test_requirements(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(requirement_rows); i++) {
        struct state state = open_with(requirement_rows[i].require);
        struct ts_observation payoff = {.key = ts_text("payoff"), .value = ts_text("exact")};
        struct ts_observation theme = {.key = ts_text("theme"), .value = ts_text("theme")};
        struct ts_str kinds[] = {ts_text("home"), ts_text("contact"), ts_text("legal")};
        struct ts_str expects = ts_text("promise");
        for (guint d = 0; d < 3; d++) {
            struct ts_stored_document document = {.size = sizeof document,
                                                  .status = TS_CHECKED,
                                                  .text_size = 100,
                                                  .touchpoint = ts_text("shop"),
                                                  .locator = kinds[d],
                                                  .kinds = ts_one(&kinds[d], sizeof kinds[d])};
            if (d == 0 && requirement_rows[i].payoffs) {
                document.observations = ts_one(&payoff, sizeof payoff);
            } else if (d == 1) {
                document.observations = ts_one(&theme, sizeof theme);
            }
            g_array_append_val(state.fake->stored, document);
        }
        struct ts_touchpoint touchpoint = {.id = ts_text("shop"),
                                           .locator = ts_text("https://a.example/"),
                                           .is_complete =
                                               (uint32_t)requirement_rows[i].is_complete};
        if (requirement_rows[i].expects) {
            touchpoint.expects = ts_one(&expects, sizeof expects);
        }
        state.fake->host.phase = HOST_CONCLUDE;
        assert_int_equal(state.fake->plugin->check->conclude(
                             &state.fake->call, state.self, ts_one(&touchpoint, sizeof touchpoint)),
                         0);
        fakehost_settle(state.fake);
        assert_null(state.fake->breach);
        g_autofree char *actual = seen(state.fake);
        if (strcmp(actual, requirement_rows[i].rules) != 0) {
            fail_msg("row %zu: wanted %s, got %s", i, requirement_rows[i].rules, actual);
        }
        close_state(&state);
    }
}

/* One document: what is said of it, and in which language the pay-off is asked for. */
static const struct {
    const char *require, *language;
    unsigned status;
    size_t text_size;
    const char *observed, *said; /* "rule expected" */
} document_rows[] = {
    {"", "", TS_CHECKED, 9, NULL, "promise/absent Gemak op elk vlak"},
    {"", "nl-NL", TS_UNCHANGED, 9, NULL, "promise/absent Gemak op elk vlak"},
    {"", "en-GB", TS_CHECKED, 9, NULL, "promise/absent Ease on every surface"},
    {"", "en", TS_CHECKED, 9, "payoff", ""},
    {"", "nl", TS_CHECKED, 9, "theme", "promise/absent Gemak op elk vlak"},
    {"", "fr", TS_CHECKED, 9, NULL, ""},
    {"", "nl", TS_CHECKED, 0, NULL, ""},
    {"", "nl", TS_UNCHECKED, 9, NULL, ""},
    {"", "nl", TS_GONE, 9, NULL, ""},
    {", require: [{on: touchpoint, accept: payoff, in: [email]}]", "nl", TS_CHECKED, 9, NULL, ""},
    {", require: [{on: document, accept: payoff}]", "en", TS_CHECKED, 9, "theme",
     "promise/theme-absent Ease on every surface"},
    {", require: [{on: document, accept: payoff}]", "fr", TS_CHECKED, 9, NULL, ""},
    {", require: [{on: document, accept: theme}]", "en", TS_CHECKED, 9, "theme", ""},
    {", require: [{on: document, accept: theme, in: [email]}]", "en", TS_CHECKED, 9, NULL, ""},
    {", require: [{on: touchpoint, coverage: 60%, accept: payoff}]", "nl", TS_CHECKED, 9, NULL,
     "promise/coverage 60%"},
};

static void conclude_document(struct state *state, size_t row)
{
    struct ts_observation seen = {.key = ts_text(document_rows[row].observed),
                                  .value = ts_text("exact")};
    struct ts_str kind = ts_text("home");
    struct ts_str expects = ts_text("promise");
    struct ts_stored_document document = {.size = sizeof document,
                                          .status = document_rows[row].status,
                                          .text_size = document_rows[row].text_size,
                                          .touchpoint = ts_text("shop"),
                                          .locator = ts_text("https://a.example/home"),
                                          .language = ts_text(document_rows[row].language),
                                          .kinds = ts_one(&kind, sizeof kind)};
    struct ts_touchpoint touchpoint = {.id = ts_text("shop"),
                                       .locator = ts_text("https://a.example/"),
                                       .expects = ts_one(&expects, sizeof expects),
                                       .is_complete = 1};
    if (document_rows[row].observed) {
        document.observations = ts_one(&seen, sizeof seen);
    }
    g_array_append_val(state->fake->stored, document);
    state->fake->host.phase = HOST_CONCLUDE;
    assert_int_equal(state->fake->plugin->check->conclude(&state->fake->call, state->self,
                                                          ts_one(&touchpoint, sizeof touchpoint)),
                     0);
    fakehost_settle(state->fake);
}

static void test_documents(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(document_rows); i++) {
        struct state state = open_with(document_rows[i].require);
        g_autofree char *said = NULL;
        conclude_document(&state, i);
        if (state.fake->findings->len) {
            const struct fake_finding *own = g_ptr_array_index(state.fake->findings, 0);
            said = g_strdup_printf("%s %s", own->rule, own->expected);
        }
        if (state.fake->breach || strcmp(said ? said : "", document_rows[i].said) != 0) {
            fail_msg("row %zu: wanted %s, got %s", i, document_rows[i].said, said);
        }
        close_state(&state);
    }
}

/* A pay-off of two words is met in any text: only a slip of the pen is an alteration. */
static void test_short_payoff(void **data)
{
    static const struct {
        const char *text, *seen;
    } short_rows[] = {
        {"Altijd dichtbij", "payoff=exact"},
        {"Altijd dichtbjj", "payoff=altered|promise/altered Altijd dichtbjj"},
        {"Altijd dichterbij", ""},
        {"Altijd heel dichtbij", "theme=theme"},
        {"Dichtbij, altijd", "theme=theme"},
    };
    struct fakehost *fake = fakehost_new("check-promise");
    struct ts_open open = fakehost_open(
        fake, "{}", "{name: V, languages: [nl], promise: {payoff: {nl: Altijd dichtbij}}}");
    struct state state = {.fake = fake};
    (void)data;
    assert_int_equal(fake->plugin->check->open(&fake->call, &open, &state.self), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(short_rows); i++) {
        fakehost_reset(fake);
        fakehost_inspect_text(fake, state.self, short_rows[i].text, TS_ROLE_ALT, "nl");
        g_autofree char *actual = seen(fake);
        assert_string_equal(actual, short_rows[i].seen);
    }
    close_state(&state);
}

/* Time must grow with the text, and sightings have an end. */
static void test_monsters(void **data)
{
    static const char *const pieces[] = {"gemak ",  "gemak op elke vlak ", "op elk ",
                                         "zonder ", "gemk op elk ",        "e\314\201"};
    struct state state = open_with("");
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < (200u << 10)) {
            g_string_append(text, pieces[i]);
        }
        gint64 begun = g_get_monotonic_time();
        fakehost_reset(state.fake);
        assert_int_equal(
            fakehost_inspect_text(state.fake, state.self, text->str, TS_ROLE_TEXT, "nl"), 0);
        assert_null(state.fake->breach);
        assert_true((g_get_monotonic_time() - begun) / 1000 < 4000);
    }
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),    cmocka_unit_test(test_requirements),
        cmocka_unit_test(test_documents), cmocka_unit_test(test_short_payoff),
        cmocka_unit_test(test_monsters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
