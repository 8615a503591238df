/* SPDX-License-Identifier: MIT
 *
 * Links: what became of them in a run, and what of it is a finding.
 */
#include "tests/plugin/links_support.h"

#define A "https://www.vlakwerk.example/a"
#define B "https://www.vlakwerk.example/b"
#define OUT "https://pakketvlot.example/x"

static const struct {
    unsigned status, outcome, is_external;
    const char *locator, *target, *chain, *reason, *found;
} outcome_rows[] = {
    {1, TS_LINK_GONE, 0, A, "", "", "answered 404 Not Found",
     "e broken " A " (answered 404 Not Found)"},
    {1, TS_LINK_GONE, 0, A, "", "", "", "e broken " A},
    {2, TS_LINK_GONE, 1, OUT, "", "", "answered 410 Gone", "w broken " OUT " (answered 410 Gone)"},
    {3, TS_LINK_GONE, 0, A, "", "", "x", "e broken " A " (x)"},
    {4, TS_LINK_GONE, 0, A, "", "", "x", ""}, /* the page itself is gone */
    {5, TS_LINK_GONE, 0, A, "", "", "x", ""},
    {1, TS_LINK_MOVED, 0, A, B, "", "", "i redirected " A ">" B},
    {1, TS_LINK_MOVED, 0, A, A "/", "", "", "i redirected " A ">" A "/"},
    {1, TS_LINK_MOVED, 0, A, B, "https://1.example/ https://2.example/", "",
     "i redirected " A ">" B " (" A " -> https://1.example/ -> https://2.example/ -> " B ")"},
    {1, TS_LINK_MOVED, 1, OUT, B, "", "", "i redirected " OUT ">" B},
    {1, TS_LINK_MOVED, 0, A, "", "", "", ""},
    {1, TS_LINK_CIRCLE, 0, A, "", "", "", "e broken " A},
    {1, TS_LINK_CIRCLE, 0, A, B, "", "", "e broken " A " (" B ")"},
    {1, TS_LINK_CIRCLE, 1, OUT, "", "", "", "w broken " OUT},
    {1, TS_LINK_FAILED, 0, A, "", "", "answered 500 Internal Server Error", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 500 Internal Server Error",
     "w broken " OUT " (answered 500 Internal Server Error)"},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 400 Bad Request",
     "w broken " OUT " (answered 400 Bad Request)"},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "the name of the host is not known",
     "w broken " OUT " (the name of the host is not known)"},
    {1, TS_LINK_FAILED, 1, OUT, "", "",
     "https://pakketvlot.example:443 can't be reached: the name of the host is not known",
     "w broken " OUT
     " (https://pakketvlot.example:443 can't be reached: the name of the host is not known)"},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 403 Forbidden", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 401 Unauthorized", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 405 Method Not Allowed", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 429 Too Many Requests", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 503 Service Unavailable", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 999", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 304", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered 30", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "answered x00", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "gave no answer in time", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "its certificate is not trusted: x", ""},
    {1, TS_LINK_FAILED, 1, OUT, "", "", "", ""},
    {1, TS_LINK_NO_FRAGMENT, 0, A "#weg", "", "", "", "w fragment-missing " A "#weg"},
    {1, TS_LINK_NO_FRAGMENT, 0, A "#top", "", "", "", ""},
    {1, TS_LINK_NO_FRAGMENT, 0, A "#/route", "", "", "", ""},
    {1, TS_LINK_NO_FRAGMENT, 0, A, "", "", "", ""},
    {1, TS_LINK_NO_FRAGMENT, 0, PAGE "#weg", "", "", "", ""}, /* said by inspect */
    {1, TS_LINK_NO_FRAGMENT, 0, PAGE "2#weg", "", "", "", "w fragment-missing " PAGE "2#weg"},
    {1, 0, 0, A, "", "", "", ""},
    {1, 99, 0, A, "", "", "", ""}, /* of a newer host */
};

static int conclude(struct state *state)
{
    state->fake->host.phase = HOST_CONCLUDE;
    int done = state->fake->plugin->check->conclude(&state->fake->call, state->self,
                                                    (struct ts_list){NULL, 0, 0});
    fakehost_settle(state->fake);
    return done;
}

static struct ts_stored_document stored(unsigned status, const struct ts_stored_link *links,
                                        guint32 count)
{
    return (struct ts_stored_document){.size = sizeof(struct ts_stored_document),
                                       .status = status,
                                       .touchpoint = ts_text("webshop"),
                                       .locator = ts_text(PAGE),
                                       .links = {links, count, sizeof *links}};
}

static void test_outcomes(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(outcome_rows); i++) {
        struct state state = open_with(ANY);
        struct ts_stored_link link = {
            .locator = ts_text(outcome_rows[i].locator),
            .target = ts_text(outcome_rows[i].target),
            .chain = ts_text(outcome_rows[i].chain),
            .reason = ts_text(outcome_rows[i].reason),
            .outcome = outcome_rows[i].outcome,
            .is_external = outcome_rows[i].is_external,
            .line = 3,
        };
        struct ts_stored_document document = stored(outcome_rows[i].status, &link, 1);
        g_array_append_val(state.fake->stored, document);
        int done = conclude(&state);
        g_autofree char *what = g_strdup_printf("outcome %zu: %s", i, link.reason.ptr);
        wrong += !is_found(state.fake, done, what, outcome_rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

/* One finding a document that links there, each with its place: the host puts them together. */
static void test_places(void **data)
{
    struct state state = open_with(ANY);
    struct ts_stored_link links[] = {
        {.locator = ts_text(A), .outcome = TS_LINK_GONE},
        {.locator = ts_text(B), .target = ts_text(A), .outcome = TS_LINK_MOVED}};
    struct ts_stored_document documents[] = {stored(1, links, 2), stored(1, NULL, 0),
                                             stored(1, links, 1)};
    (void)data;
    documents[2].locator = ts_text(B);
    g_array_append_vals(state.fake->stored, documents, G_N_ELEMENTS(documents));
    int done = conclude(&state);
    assert_true(is_found(state.fake, done, "places",
                         "e broken " A ", i redirected " B ">" A ", e broken " A));
    const struct fake_finding *last = g_ptr_array_index(state.fake->findings, 2);
    assert_string_equal(last->touchpoint, "webshop");
    assert_string_equal(last->locator, B);
    assert_int_equal(last->block, TS_NO_BLOCK);
    close_state(&state);
}

/* Locators of 8 KB, ten stations: what is said stays below the contract's cap. */
static void test_long_chain(void **data)
{
    struct state state = open_with(ANY);
    GString *locator = g_string_new("https://www.vlakwerk.example/");
    g_autoptr(GString) chain = g_string_new(NULL);
    (void)data;
    while (locator->len < 8000) {
        g_string_append(locator, "\303\251");
    }
    for (guint i = 0; i < 10; i++) {
        g_string_append_printf(chain, "%s%s", i ? " " : "", locator->str);
    }
    struct ts_stored_link link = {.locator = ts_bytes(locator->str, locator->len),
                                  .target = ts_bytes(locator->str, locator->len),
                                  .chain = ts_bytes(chain->str, chain->len),
                                  .outcome = TS_LINK_MOVED};
    struct ts_stored_document document = stored(1, &link, 1);
    g_array_append_val(state.fake->stored, document);
    assert_int_equal(conclude(&state), 0);
    assert_null(state.fake->breach);
    assert_int_equal(state.fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
    assert_non_null(strstr(g_hash_table_lookup(finding->arguments, "chain"), " -> ... -> "));
    g_string_free(locator, TRUE);
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_outcomes),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_long_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
