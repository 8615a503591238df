/* SPDX-License-Identifier: MIT
 *
 * House terms: what each kind finds, and what it leaves alone.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BRAND(term) "{name: V, languages: [nl, en], terms: [" term "]}"
#define PREFER BRAND("{id: t, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk]}")
#define CHEAP BRAND("{id: t, lang: nl, forbid: [goedkoop, goedkope], instead: voordelig}")
#define FORM BRAND("{id: t, lang: nl, consistent: {je: [je, jouw], u: [u, uw]}, want: je}")
#define CASING BRAND("{id: t, casing: sentence, scope: heading, except_words: [VlakPlan]}")
#define PATTERN BRAND("{id: t, pattern: 'VW-[0-9]{3}\\b', because: four digits}")

/* found: "actual>expected", separated by commas; empty = nothing. */
static const struct {
    const char *brand;
    unsigned role;
    const char *language, *text, *found;
} rows[] = {
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij VlakWerk.", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij Vlakwerk.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "WELKOM BIJ VLAKWERK", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Bij Vlak Werk en vlak werk.",
     "Vlak Werk>Vlakwerk,vlak werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Een vlak. Werk is er genoeg.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Mail info@VlakWerk.example of www.VlakWerk.example", ""},
    {PREFER, TS_ROLE_CODE, "nl", "VlakWerk", ""},
    {PREFER, TS_ROLE_TITLE, "nl", "VlakWerk", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de VlakWerk-app", ""},
    {CHEAP, TS_ROLE_TEXT, "nl", "Een goedkope vloer", "goedkope>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl-BE", "Goedkoop!", "Goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "en", "goedkoop", ""},
    {CHEAP, TS_ROLE_TEXT, "", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl", "goedkoper spoedkoop", ""},
    {CHEAP, TS_ROLE_TEXT, "nl", "goed\u00adkoop", "goed\u00adkoop>voordelig"},
    {FORM, TS_ROLE_TEXT, "nl", "Leg uw vloer zelf, als u wilt.", "uw>je,u>je"},
    {FORM, TS_ROLE_TEXT, "nl", "Leg je vloer zelf.", ""},
    {FORM, TS_ROLE_TEXT, "nl", "Om 9 uur gaan we open", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Onze Mooie Houten Vloeren",
     "Onze Mooie Houten Vloeren>Onze mooie houten vloeren"},
    {CASING, TS_ROLE_HEADING, "nl", "Onze vloeren in Utrecht", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Werken met VlakPlan", ""},
    {CASING, TS_ROLE_TEXT, "nl", "Onze Mooie Houten Vloeren", ""},
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-123 en VW-1234.", "VW-123>"},
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-1234.", ""},
    {BRAND("{id: t, forbid: [klik hier], scope: link}"), TS_ROLE_LINK, "nl", "Klik hier",
     "Klik hier>"},
    {BRAND("{id: t, forbid: [klik hier], scope: link}"), TS_ROLE_TEXT, "nl", "Klik hier", ""},
    {BRAND("{id: t, forbid: [vloer], except_words: [Vloer]}"), TS_ROLE_TEXT, "nl", "Vloer", ""},
    {BRAND("{id: t, prefer: houten vloer, not: [vloer van hout, vloer]}"), TS_ROLE_TEXT, "nl",
     "Een houten vloer, een vloer van hout.", "vloer van hout>houten vloer"},
    {BRAND("{id: t, forbid: ['{{naam}}']}"), TS_ROLE_TEXT, "nl", "Beste {{naam}},", ""},
};

struct state {
    struct fakehost *fake;
    void *self;
};

static struct state open_with(const char *brand)
{
    struct state state = {.fake = fakehost_new("check-terms")};
    struct ts_open open = fakehost_open(state.fake, "{}", brand);
    assert_int_equal(state.fake->plugin->check->open(&state.fake->call, &open, &state.self), 0);
    return state;
}

static void close_state(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

static char *found(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%s>%s", i ? "," : "", finding->actual, finding->expected);
    }
    return g_string_free(out, FALSE);
}

static void test_blocks(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct state state = open_with(rows[i].brand);
        int done = fakehost_inspect_text(state.fake, state.self, rows[i].text, rows[i].role,
                                         rows[i].language);
        g_autofree char *actual = found(state.fake);
        if (done != 0 || state.fake->breach || strcmp(actual, rows[i].found) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s (%s)", i, rows[i].text, rows[i].found,
                     actual, state.fake->breach ? state.fake->breach : "");
        }
        close_state(&state);
    }
}

static const struct {
    const char *brand, *kind, *first, *second, *found;
} document_rows[] = {
    {BRAND("{id: t, count: {of: ['!'], max: 2}, on: document}"), "home", "Nu! Hier!", "Snel!",
     "! × 3>"},
    {BRAND("{id: t, count: {of: ['!'], max: 3}, on: document}"), "home", "Nu! Hier!", "Snel!", ""},
    {BRAND("{id: t, count: {of: [gratis], min: 1}, on: document}"), "home", "a", "b", " × 0>"},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "legal", "a", "b",
     ">algemene voorwaarden"},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "legal", "a",
     "Onze Algemene Voorwaarden", ""},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "home", "a", "b", ""},
    {BRAND("{id: t, conditional: {if: 'excl. btw', then: incl}, on: document}"), "home",
     "10 euro excl. btw", "b", "excl. btw>incl"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je en je", "en u", "u>je"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je en je", "en jij", ""},
};

static void test_documents(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(document_rows); i++) {
        struct state state = open_with(document_rows[i].brand);
        struct ts_block blocks[2] = {
            {.size = sizeof blocks[0], .text = ts_text(document_rows[i].first)},
            {.size = sizeof blocks[1], .text = ts_text(document_rows[i].second)}};
        struct ts_str kind = ts_text(document_rows[i].kind);
        struct ts_document document = {.size = sizeof document,
                                       .kinds = ts_one(&kind, sizeof kind),
                                       .blocks = TS_LIST_OF(blocks)};
        host_call_set_blocks(&state.fake->host, document.blocks);
        int done = state.fake->plugin->check->inspect(&state.fake->call, state.self, &document);
        fakehost_settle(state.fake);
        g_autofree char *actual = found(state.fake);
        if (done != 0 || state.fake->breach || strcmp(actual, document_rows[i].found) != 0) {
            fail_msg("row %zu\n  wanted %s\n  got    %s (%s)", i, document_rows[i].found, actual,
                     state.fake->breach ? state.fake->breach : "");
        }
        close_state(&state);
    }
}

/* A pattern that works too hard is told, not waited for. */
static void test_greedy_pattern(void **data)
{
    struct state state = open_with(BRAND("{id: t, pattern: '(a+)+$'}"));
    (void)data;
    gint64 begun = g_get_monotonic_time();
    assert_int_equal(fakehost_inspect_text(state.fake, state.self,
                                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
                                           TS_ROLE_TEXT, "nl"),
                     -1);
    assert_true(g_get_monotonic_time() - begun < G_USEC_PER_SEC);
    assert_non_null(strstr(state.fake->failure, "too much work"));
    close_state(&state);
}

static void test_touchpoint(void **data)
{
    struct state state = open_with(BRAND("{id: t, require: [keurmerk], on: touchpoint}"));
    struct ts_touchpoint touchpoints[] = {
        {.id = ts_text("shop"), .locator = ts_text("https://a.example/"), .is_complete = 1},
        {.id = ts_text("part"), .locator = ts_text("https://b.example/"), .is_complete = 0}};
    (void)data;
    state.fake->host.phase = HOST_CONCLUDE;
    assert_int_equal(state.fake->plugin->check->conclude(&state.fake->call, state.self,
                                                         (struct ts_list)TS_LIST_OF(touchpoints)),
                     0);
    fakehost_settle(state.fake);
    assert_null(state.fake->breach);
    assert_int_equal(state.fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
    assert_string_equal(finding->touchpoint, "shop");
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_greedy_pattern),
        cmocka_unit_test(test_touchpoint),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
