/* SPDX-License-Identifier: MIT
 *
 * What the tests of house terms share: a brand book in a line, and findings as one line.
 */
#ifndef TESTS_PLUGIN_TERMS_SUPPORT_H
#define TESTS_PLUGIN_TERMS_SUPPORT_H

#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND(term) "{name: V, languages: [nl, en], terms: [" term "]}"

#define SHY "\302\255"
#define LSQUO "\342\200\230"
#define RSQUO "\342\200\231"
#define NBSP "\302\240"

struct state {
    struct fakehost *fake;
    void *self;
};

static inline struct state open_with(const char *brand)
{
    struct state state = {.fake = fakehost_new("check-terms")};
    struct ts_open open = fakehost_open(state.fake, "{}", brand);
    assert_int_equal(state.fake->plugin->check->open(&state.fake->call, &open, &state.self), 0);
    return state;
}

static inline void close_state(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

/* "rule actual>expected", "*places" if more than one, separated by commas; the rule is left out if
 * it is t. */
static inline char *found(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        const char *rule = finding->rule + strlen("terms/");
        g_string_append_printf(out, "%s%s%s%s>%s", i ? "," : "", strcmp(rule, "t") ? rule : "",
                               strcmp(rule, "t") ? " " : "", finding->actual, finding->expected);
        if (finding->place_count > 1) {
            g_string_append_printf(out, "*%u", finding->place_count);
        }
    }
    return g_string_free(out, FALSE);
}

/* TRUE if right; else says what is wrong. */
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
