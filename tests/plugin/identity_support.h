/* SPDX-License-Identifier: MIT
 *
 * What the tests of the check "identity" share: a brand book, documents of blocks, and what was
 * seen as one line.
 */
#ifndef TESTS_PLUGIN_IDENTITY_SUPPORT_H
#define TESTS_PLUGIN_IDENTITY_SUPPORT_H

#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BLOCKS_MAX 16

struct state {
    struct fakehost *fake;
    void *self;
};

static inline int open_with(struct state *state, const char *brand, uint32_t flags)
{
    state->fake = fakehost_new("check-identity");
    struct ts_open open = fakehost_open(state->fake, "{}", brand);
    open.flags = flags;
    int done = state->fake->plugin->check->open(&state->fake->call, &open, &state->self);
    fakehost_settle(state->fake);
    return done;
}

static inline int open_brand(struct state *state, const char *brand)
{
    return open_with(state, brand, 0);
}

static inline void close_state(struct state *state)
{
    if (state->self) {
        state->fake->plugin->check->close(&state->fake->call, state->self);
    }
    fakehost_free(&state->fake);
}

/* Blocks are separated by \n; one that begins with ` is code. */
static inline void inspect_as(struct state *state, const char *text, struct ts_document *document)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", BLOCKS_MAX);
    struct ts_block blocks[BLOCKS_MAX] = {{0}};
    uint32_t count = 0;
    for (; lines[count]; count++) {
        gboolean is_code = lines[count][0] == '`';
        blocks[count] = (struct ts_block){.size = sizeof blocks[0],
                                          .role = is_code ? TS_ROLE_CODE : TS_ROLE_TEXT,
                                          .text = ts_text(lines[count] + is_code)};
    }
    document->size = sizeof *document;
    document->blocks = (struct ts_list){blocks, count, sizeof blocks[0]};
    fakehost_reset(state->fake);
    host_call_set_blocks(&state->fake->host, document->blocks);
    state->fake->host.phase = HOST_INSPECT;
    int done = state->fake->plugin->check->inspect(&state->fake->call, state->self, document);
    fakehost_settle(state->fake);
    if (done != 0 || state->fake->breach) {
        fail_msg("%s: %s%s", text, state->fake->breach ? state->fake->breach : "",
                 state->fake->failure ? state->fake->failure : "");
    }
}

static inline void inspect(struct state *state, const char *text)
{
    struct ts_document document = {.touchpoint = ts_text("site"), .locator = ts_text("page")};
    inspect_as(state, text, &document);
}

/* "address:hq=match,name:legal=match": observations of one kind, in their order. */
static inline char *seen_of(const struct fakehost *fake, const char *kind)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(fake->observations, i);
        if (g_str_has_prefix(seen->key, kind)) {
            g_string_append_printf(out, "%s%s=%s", out->len ? "," : "", seen->key, seen->value);
        }
    }
    return g_string_free(out, FALSE);
}

/* "address-deviates actual>expected", separated by " | ". */
static inline char *found(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        g_string_append_printf(out, "%s%s %s>%s", i ? " | " : "",
                               finding->rule + strlen("identity/"), finding->actual,
                               finding->expected);
    }
    return g_string_free(out, FALSE);
}

#endif
