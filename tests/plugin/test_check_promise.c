/* SPDX-License-Identifier: MIT
 *
 * The promise: exact, altered, as a theme, belied; and what a touchpoint must show.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define BRAND                                                                                   \
    "{name: V, languages: [nl, en], promise: {payoff: {nl: {text: Gemak op elk vlak, also: "    \
    "['Gemak, op ieder vlak']}, en: Ease on every surface}, themes: {nl: [gemakkelijk, zonder " \
    "gedoe], en: [effortless]}, belied_by: {nl: [print en stuur op]}%s}}"

/* seen: observations "key=value", then findings "rule", separated by spaces. */
static const struct {
    const char *language, *text, *seen;
} rows[] = {
    {"nl", "Gemak op elk vlak", "payoff=exact"},
    {"nl", "Vlakwerk: gemak op elk vlak!", "payoff=exact"},
    {"nl", "GEMAK OP ELK VLAK", "payoff=exact"},
    {"nl", "Gemak, op elk vlak.", "payoff=exact"},
    {"nl", "Gemak, op ieder vlak", "payoff=exact"},
    {"nl", "#GemakOpElkVlak", "payoff=exact"},
    {"en", "Ease on every surface.", "payoff=exact"},
    {"nl", "Ge\u00admak op elk vlak", "payoff=exact"},
    {"nl", "Gemak op elke vlak", "payoff=altered promise/altered"},
    {"nl", "Gemak op elk vlek", "payoff=altered promise/altered"},
    {"nl", "Gemk op elk vlak", "payoff=altered promise/altered"},
    {"nl", "Gemak op elk mooi vlak", "payoff=altered promise/altered"},
    {"nl", "Gemak elk vlak", "payoff=altered promise/altered"},
    {"en", "Ease on every surfaces", "payoff=altered promise/altered"},
    {"nl", "Op elk vlak", ""},
    {"nl", "Elk vlak telt", ""},
    {"nl", "Wij bieden gemak", ""},
    {"nl", "Het gemaakte vlak", ""},
    {"nl", "gemak of elke dag op een vlak", ""},
    {"en", "Surface by surface, every time", ""},
    {"nl", "Zo gemakkelijk is het", "theme=theme"},
    {"nl", "De gemakkelijkste weg", ""},
    {"nl", "Zonder gedoe een vloer, echt zonder gedoe", "theme=theme"},
    {"nl", "Zonder veel gedoe", ""},
    {"en", "An effortless floor", "theme=theme"},
    {"nl", "An effortless floor", ""},
    {"nl", "Print en stuur op naar ons.", "belied=belied promise/belied"},
    {"nl", "Print, en stuur dan op", ""},
    {"fr", "Gemak op elke vlak", ""},
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
        g_string_append_printf(out, "%s%s=%s", out->len ? " " : "", own->key, own->value);
    }
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *own = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%s", out->len ? " " : "", own->rule);
    }
    return g_string_free(out, FALSE);
}

static void test_blocks(void **data)
{
    struct state state = open_with("");
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(state.fake);
        int done = fakehost_inspect_text(state.fake, state.self, rows[i].text, TS_ROLE_TEXT,
                                         rows[i].language);
        g_autofree char *actual = seen(state.fake);
        if (done != 0 || state.fake->breach || strcmp(actual, rows[i].seen) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s (%s)", i, rows[i].text, rows[i].seen,
                     actual, state.fake->breach ? state.fake->breach : "");
        }
    }
    close_state(&state);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_requirements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
