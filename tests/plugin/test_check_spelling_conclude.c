/* SPDX-License-Identifier: MIT
 *
 * The spelling check over a run: which words that passed for names are slips after all.
 */
#include "tests/plugin/fakestore.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define PAGES_MAX 4
#define BLOCKS_MAX 7

struct row {
    const char *pages[PAGES_MAX][BLOCKS_MAX];
    const char *want; /* "actual>expected at locator; ..." */
};

#define SHOP "Kom langs in de winkel van Timson aan de gracht."
#define DESK "Bel gerust met Timson voor een afspraak."
#define TEAM "Het advies van Timson is gratis."
#define YARD "Achter de werkplaats van Timson staat een loods."

static const struct row rows[] = {
    /* once, beside a name that stands in four blocks: on one page, or on several */
    {{{SHOP, DESK, TEAM, YARD, "Vraag het aan Timsson of aan de balie."}}, "Timsson>Timson at /0"},
    {{{SHOP, DESK}, {TEAM, YARD}, {"Vraag het aan Timsson of aan de balie."}},
     "Timsson>Timson at /2"},
    /* a footer is one block, on however many pages */
    {{{SHOP}, {SHOP}, {SHOP}, {SHOP, "Vraag het aan Timsson of aan de balie."}}, ""},
    /* as frequent as the other: two names */
    {{{SHOP, DESK, TEAM, YARD},
      {"Vraag het aan Timsson of aan de balie.", "De heer Piet Timsson komt langs.",
       "Stuur een brief naar Timsson en wacht."}},
     ""},
    /* nothing like it in the run */
    {{{"Vraag het aan Timsson of aan de balie."}}, ""},
    /* another letter is another name */
    {{{SHOP, DESK, TEAM, YARD, "Vraag het aan Timsen of aan de balie."}}, ""},
    /* an ending is no slip */
    {{{SHOP, DESK, TEAM, YARD, "Loop langs de oude Timsons in de straat."}}, ""},
    /* names of other letters are no neighbours */
    {{{SHOP, DESK, TEAM, YARD, "Vraag het aan Tamsen of aan de balie."}}, ""},
};

struct state {
    struct fakehost *fake;
    void *self;
};

static int set_up(void **data)
{
    struct state *state = g_new0(struct state, 1);
    struct ts_open open;
    state->fake = fakehost_new("check-spelling");
    open = fakehost_open(state->fake, "{}", "{name: Vlakwerk, languages: [nl, en], spelling: {}}");
    *data = state;
    return state->fake->plugin->check->open(&state->fake->call, &open, &state->self);
}

static int tear_down(void **data)
{
    struct state *state = *data;
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
    g_free(state);
    return 0;
}

static char *tell(const struct fakehost *fake)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        assert_string_equal(finding->rule, "spelling/misspelt");
        g_string_append_printf(text, "%s%s>%s at %s", i ? "; " : "", finding->actual,
                               finding->expected, finding->locator);
    }
    return g_string_free(text, FALSE);
}

static char *conclude(struct state *state, const struct row *row)
{
    fakestore_clear(state->fake);
    for (int i = 0; i < PAGES_MAX && row->pages[i][0]; i++) {
        g_autofree char *locator = g_strdup_printf("/%d", i);
        assert_int_equal(fakestore_judge(state->fake, state->self, locator, "nl", row->pages[i]),
                         0);
        assert_null(state->fake->breach);
        assert_int_equal(state->fake->findings->len, 0);
    }
    assert_int_equal(fakestore_conclude(state->fake, state->self), 0);
    assert_null(state->fake->breach);
    return tell(state->fake);
}

static void test_rows(void **data)
{
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = conclude(*data, &rows[i]);
        if (strcmp(got, rows[i].want) != 0) {
            print_error("row %zu\n  want \"%s\"\n  got  \"%s\"\n", i, rows[i].want, got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* What stands in the database may be anything. */
static void test_broken_rows(void **data)
{
    static const char *const values[] = {
        "",     ":",     "Timson", "Timson:", "Timson:12", "Timson:zzzz", "  :1234 Timson:12345",
        "1234", "1234 ", "12345|", "|||||"};
    struct state *state = *data;
    fakestore_clear(state->fake);
    for (size_t i = 0; i < G_N_ELEMENTS(values) * 2; i++) {
        const char *keys[] = {"names", "doubtful:Timsson"};
        struct ts_observation *own = state->fake->call.host->alloc(&state->fake->call, sizeof *own);
        struct ts_stored_document document = {.size = sizeof document, .status = TS_CHECKED};
        own->size = sizeof *own;
        own->key = ts_text(keys[i % 2]);
        own->value = ts_text(values[i / 2]);
        document.observations = ts_one(own, sizeof *own);
        g_array_append_val(state->fake->stored, document);
    }
    assert_int_equal(fakestore_conclude(state->fake, state->self), 0);
    assert_int_equal(state->fake->findings->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_broken_rows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
