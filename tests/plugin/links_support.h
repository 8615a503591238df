/* SPDX-License-Identifier: MIT
 *
 * What the tests of the check "links" share: opening it, and its findings as one line of text.
 */
#ifndef TESTS_PLUGIN_LINKS_SUPPORT_H
#define TESTS_PLUGIN_LINKS_SUPPORT_H

#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define PAGE "https://www.vlakwerk.example/vloeren/eiken.html"
#define ANY "{}"

struct state {
    struct fakehost *fake;
    void *self;
};

static inline struct state open_with(const char *options)
{
    struct state state = {.fake = fakehost_new("check-links")};
    struct ts_open open = fakehost_open(state.fake, options, "{name: V}");
    assert_int_equal(state.fake->plugin->check->open(&state.fake->call, &open, &state.self), 0);
    return state;
}

static inline void close_state(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

/* "severity rule actual>expected (detail)*places", one after the other with commas; a severity that
 * is left to the rule is -. */
static inline char *found(const struct fakehost *fake)
{
    static const char *const details[] = {"reason", "chain",  "circle",  "address", "number",
                                          "form",   "inside", "outside", "more"};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%c %s %s", i ? ", " : "", "-iwe"[finding->severity],
                               finding -> rule + strlen("links/"), finding -> actual);
        if (*finding->expected) {
            g_string_append_printf(out, ">%s", finding->expected);
        }
        for (size_t d = 0; d < G_N_ELEMENTS(details); d++) {
            const char *value = g_hash_table_lookup(finding->arguments, details[d]);
            if (value && strcmp(value, finding->actual) != 0) {
                g_string_append_printf(out, " (%s)", value);
            }
        }
        if (finding->place_count > 1) {
            g_string_append_printf(out, "*%u", finding->place_count);
        }
    }
    return g_string_free(out, FALSE);
}

static inline gboolean is_found(const struct fakehost *fake, int done, const char *what,
                                const char *wanted)
{
    g_autofree char *actual = found(fake);
    if (done == 0 && !fake->breach && strcmp(actual, wanted) == 0) {
        return TRUE;
    }
    print_error("%s\n  wanted %s\n  got    %s (%s%s)\n", what, wanted, actual,
                fake->breach ? fake->breach : "", fake->failure ? fake->failure : "");
    return FALSE;
}

#endif
