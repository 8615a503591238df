/* SPDX-License-Identifier: MIT
 *
 * House terms over whole documents and touchpoints: what is counted, missed, mixed.
 */
#include "tests/plugin/terms_support.h"

#define PREFER BRAND("{id: t, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk]}")

/* ---- documents ---- */

static const struct {
    const char *brand, *kind, *first, *second, *found;
} document_rows[] = {
    {BRAND("{id: t, count: {of: ['!'], max: 2}, on: document}"), "home", "Nu! Hier!", "Snel!",
     "!>*3"},
    {BRAND("{id: t, count: {of: ['!'], max: 3}, on: document}"), "home", "Nu! Hier!", "Snel!", ""},
    {BRAND("{id: t, count: {of: [gratis, 'voor niets'], max: 1}}"), "home", "gratis",
     "en voor niets", "gratis / voor niets>*2"},
    {BRAND("{id: t, count: {of: [gratis], min: 1}, on: document}"), "home", "a", "b", "gratis>"},
    {BRAND("{id: t, count: {of: [gratis], min: 1}, on: document}"), "home", "a", "Gratis", ""},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "legal", "a", "b",
     ">algemene voorwaarden"},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "legal", "a",
     "Onze Algemene Voorwaarden", ""},
    {BRAND("{id: t, require: [algemene voorwaarden], in: [legal]}"), "home", "a", "b", ""},
    {BRAND("{id: t, require: [a, c]}"), "home", "x", "y", ">a"},
    {BRAND("{id: t, require: [a, c]}"), "home", "x", "c", ""},
    {BRAND("{id: t, require: [Vlakwerk], scope: title}"), "home", "Vlakwerk", "b", ">Vlakwerk"},
    {BRAND("{id: t, require: [Vlakwerk], lang: en}"), "home", "a", "b", ""},
    {BRAND("{id: t, conditional: {if: 'excl. btw', then: incl}, on: document}"), "home",
     "10 euro excl. btw", "b", "excl. btw>incl"},
    {BRAND("{id: t, conditional: {if: 'excl. btw', then: btw}}"), "home", "10 euro excl. btw", "b",
     "excl. btw>btw"},
    {BRAND("{id: t, conditional: {if: 'excl. btw', then: btw}}"), "home", "10 euro excl. btw",
     "12 met btw", ""},
    {BRAND("{id: t, conditional: {if: a, then: b}}"), "home", "x", "y", ""},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je en je", "en u", "u>je"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "u en u", "en je, u", "je>u"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je en je", "en jij", ""},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "u en je", "", "u>je"},
    {BRAND("{id: t, conditional: {if: btw, then: 'incl. btw'}}"), "home", "12 incl. btw", "btw",
     ""},
    {BRAND("{id: t, conditional: {if: btw, then: 'incl. btw'}}"), "home", "a", "12 btw",
     "btw>incl. btw"},
    {BRAND("{id: t, conditional: {if: actie, then: voorwaarden, }, forms: [spelregels]}"), "home",
     "spelregels", "actie", ""},
    {BRAND("{id: t, require: [voorwaarden], forms: [spelregels]}"), "home", "spelregels", "", ""},
    {BRAND("{id: t, count: {of: [actie], max: 1}, forms: [acties]}"), "home", "actie", "Acties",
     "actie>*2"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je en je", "Hij: \"ik wil u zien\"",
     ""},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}}"), "home", "je", "om 9 u", ""},
    {BRAND("{id: t, count: {of: [\303\251\303\251n], max: 1}}"), "home", "E\314\201E\314\201N",
     "\303\251\303\251n", "\303\251\303\251n>*2"},
    {BRAND("{id: t, count: {of: [strasse, fiets], max: 2}}"), "home",
     "Stra\303\237e \357\254\201ets", "fi" SHY "ets", "strasse / fiets>*3"},
    {BRAND("{id: t, count: {of: ['!', '!!'], max: 1}}"), "home", "a!!", "b!", "! / !!>*2"},
    {BRAND("{id: t, casing: sentence, scope: text}"), "home", "Bezoek Mooie Houten Vloeren",
     "Wij leggen houten vloeren.", "Bezoek Mooie Houten Vloeren>Bezoek Mooie houten vloeren"},
    {BRAND("{id: t, casing: sentence, scope: text}"), "home", "Bezoek Anna Houten Vloeren",
     "Wij leggen houten vloeren.", "Bezoek Anna Houten Vloeren>Bezoek Anna houten vloeren"},
    {BRAND("{id: t, casing: sentence, scope: text}"), "home", "Bezoek Anna Jansen Vloeren",
     "Wij leggen houten vloeren.", ""},
    {BRAND("{id: t, casing: sentence, scope: text}"), "home", "Bezoek Mooie Houten Vloeren",
     "Met mooie houten vloeren werd Mooie Houten Vloeren groot.", ""},
    {BRAND("{id: t, casing: sentence, scope: text}"), "home", "Bezoek Mooie Houten Vloeren",
     "www.houten-vloeren.example/mooie", ""},
    {BRAND("{id: a, require: [algemene voorwaarden]}, {id: b, count: {of: [voorwaarden], max: 1}}"),
     "home", "algemene voorwaarden", "en voorwaarden", "b voorwaarden>*2"},
};

static int inspect(struct state *state, const char *kind, const char *first, const char *second)
{
    struct ts_block blocks[2] = {{.size = sizeof blocks[0], .text = ts_text(first)},
                                 {.size = sizeof blocks[1], .text = ts_text(second)}};
    struct ts_str kinds = ts_text(kind);
    struct ts_document document = {.size = sizeof document,
                                   .kinds = ts_one(&kinds, sizeof kinds),
                                   .blocks = TS_LIST_OF(blocks)};
    host_call_set_blocks(&state->fake->host, document.blocks);
    int done = state->fake->plugin->check->inspect(&state->fake->call, state->self, &document);
    fakehost_settle(state->fake);
    return done;
}

static void test_documents(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(document_rows); i++) {
        struct state state = open_with(document_rows[i].brand);
        int done =
            inspect(&state, document_rows[i].kind, document_rows[i].first, document_rows[i].second);
        g_autofree char *what = g_strdup_printf("document row %zu", i);
        wrong += !is_found(state.fake, done, what, document_rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

/* Not in documents of these kinds, whatever else a term says of kinds. */
static void test_except_in(void **data)
{
    static const struct {
        const char *key, *in, *kind, *found;
    } excepted[] = {
        {"forbid", "legal", "legal", ""},  {"forbid", "legal", "home", "a>"},
        {"require", "legal", "legal", ""}, {"require", "legal", "home", ">zz"},
        {"pattern", "legal", "legal", ""}, {"pattern", "home", "legal", "a>"},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(excepted); i++) {
        struct state state = {.fake = fakehost_new("check-terms")};
        gboolean is_required = strcmp(excepted[i].key, "require") == 0;
        const struct ts_node fields[] = {
            {.kind = TS_NODE_TEXT, .key = ts_text("id"), .text = ts_text("t")},
            {.kind = TS_NODE_TEXT,
             .key = ts_text(excepted[i].key),
             .text = ts_text(is_required ? "zz" : "a")},
            {.kind = TS_NODE_TEXT, .key = ts_text("except_in"), .text = ts_text(excepted[i].in)}};
        const struct ts_node terms[] = {{.kind = TS_NODE_MAP, .children = TS_LIST_OF(fields)}};
        const struct ts_node sections[] = {
            {.kind = TS_NODE_LIST, .key = ts_text("terms"), .children = TS_LIST_OF(terms)}};
        const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(sections)};
        const struct ts_open open = {.size = sizeof open, .brand = &brand};
        const struct ts_check_ops *check = state.fake->plugin->check;
        struct ts_str kind = ts_text(excepted[i].kind);
        struct ts_block block = {.size = sizeof block, .text = ts_text("een a")};
        assert_int_equal(check->open(&state.fake->call, &open, &state.self), 0);
        state.fake->host.phase = HOST_INSPECT_BLOCK;
        host_call_set_blocks(&state.fake->host, ts_one(&block, sizeof block));
        int done =
            check->inspect_block(&state.fake->call, state.self, &block, ts_one(&kind, sizeof kind));
        if (is_required) {
            state.fake->host.phase = HOST_INSPECT;
            done = inspect(&state, excepted[i].kind, "een a", "");
        }
        fakehost_settle(state.fake);
        g_autofree char *what = g_strdup_printf("except_in row %zu", i);
        assert_true(is_found(state.fake, done, what, excepted[i].found));
        close_state(&state);
    }
}

/* What was not read may have what seems to be missing. */
static void test_partial(void **data)
{
    struct state state = open_with(BRAND("{id: a, require: [x]}, {id: b, count: {of: [y], min: 1}},"
                                         "{id: c, conditional: {if: z, then: x}},"
                                         "{id: d, count: {of: [z], max: 0}}"));
    struct ts_block blocks[1] = {{.size = sizeof blocks[0], .text = ts_text("z")}};
    struct ts_document document = {
        .size = sizeof document, .blocks = TS_LIST_OF(blocks), .is_truncated = 1};
    (void)data;
    host_call_set_blocks(&state.fake->host, document.blocks);
    int done = state.fake->plugin->check->inspect(&state.fake->call, state.self, &document);
    fakehost_settle(state.fake);
    assert_true(is_found(state.fake, done, "partial", "d z>"));
    close_state(&state);
}

/* Nothing is read twice where no term asks for it. */
static void test_no_document_terms(void **data)
{
    struct state state = open_with(PREFER);
    (void)data;
    assert_int_equal(inspect(&state, "home", "VlakWerk", "VlakWerk"), 0);
    assert_int_equal(state.fake->findings->len, 0);
    close_state(&state);
}

/* ---- touchpoints ---- */

struct page {
    const char *touchpoint, *text;
};

static const struct {
    const char *brand;
    struct page pages[3];
    const char *found; /* of touchpoint shop, which was seen whole, and part, which was not */
} touchpoint_rows[] = {
    {BRAND("{id: t, require: [keurmerk], on: touchpoint}"),
     {{"shop", "a"}, {"shop", "b"}, {"part", "c"}},
     ">keurmerk"},
    {BRAND("{id: t, require: [keurmerk], on: touchpoint}"),
     {{"shop", "a"}, {"shop", "met keurmerk"}, {"part", "c"}},
     ""},
    {BRAND("{id: t, require: [keurmerk], on: touchpoint, in: [legal]}"), {{"shop", "a"}}, ""},
    {BRAND("{id: t, count: {of: [actie], max: 2}, on: touchpoint}"),
     {{"shop", "actie actie"}, {"shop", "actie"}, {"part", "actie"}},
     "actie>*2"},
    {BRAND("{id: t, count: {of: [actie], max: 2}, on: touchpoint}"),
     {{"part", "actie actie"}, {"part", "actie"}},
     "actie>*2"},
    {BRAND("{id: t, count: {of: [actie], min: 2}, on: touchpoint}"),
     {{"shop", "actie"}, {"part", "b"}},
     "actie>"},
    {BRAND("{id: t, conditional: {if: actie, then: voorwaarden}, on: touchpoint}"),
     {{"shop", "actie"}, {"shop", "b"}, {"part", "actie"}},
     "actie>voorwaarden"},
    {BRAND("{id: t, conditional: {if: actie, then: voorwaarden}, on: touchpoint}"),
     {{"shop", "actie"}, {"shop", "voorwaarden"}, {"part", "actie"}},
     ""},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: touchpoint}"),
     {{"shop", "je en je"}, {"shop", "u"}, {"part", "u"}},
     "u>je"},
    {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: touchpoint}"),
     {{"shop", "je en je"}, {"part", "u"}},
     ""},
};

/* What inspect observed in a page becomes a stored document, as the host would keep it. */
static void store(struct state *state, const struct page *page, GPtrArray *kept)
{
    GArray *observations = g_array_new(FALSE, FALSE, sizeof(struct ts_observation));
    fakehost_reset(state->fake);
    assert_int_equal(inspect(state, "home", page->text, ""), 0);
    for (guint i = 0; i < state->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(state->fake->observations, i);
        struct ts_number *number = g_new(struct ts_number, 1);
        /* The fake host keeps no numbers: count again. */
        *number = (struct ts_number){ts_text("count"), 0};
        for (const char *at = page->text; at && *at; at = strchr(at, ' ')) {
            at += *at == ' ';
            number->value += g_str_has_prefix(at, "actie") || g_str_has_prefix(at, "keurmerk") ||
                             g_str_has_prefix(at, "voorwaarden") || g_str_has_prefix(at, "je") ||
                             *at == 'u';
        }
        g_ptr_array_add(kept, number);
        struct ts_observation own = {.size = sizeof own,
                                     .key = ts_text(g_strdup(seen->key)),
                                     .value = ts_text(g_strdup(seen->value)),
                                     .numbers = ts_one(number, sizeof *number)};
        g_ptr_array_add(kept, (char *)own.key.ptr);
        g_ptr_array_add(kept, (char *)own.value.ptr);
        g_array_append_val(observations, own);
    }
    struct ts_stored_document document = {
        .size = sizeof document,
        .status = TS_CHECKED,
        .text_size = strlen(page->text),
        .touchpoint = ts_text(page->touchpoint),
        .locator = ts_text("https://a.example/"),
        .observations = {observations->data, observations->len, sizeof(struct ts_observation)}};
    g_ptr_array_add(kept, g_array_free(observations, FALSE));
    g_array_append_val(state->fake->stored, document);
}

static void test_touchpoints(void **data)
{
    static const struct ts_touchpoint touchpoints[] = {
        {.id = {"shop", 4}, .locator = {"https://a.example/", 18}, .is_complete = 1},
        {.id = {"part", 4}, .locator = {"https://b.example/", 18}, .is_complete = 0}};
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(touchpoint_rows); i++) {
        g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
        struct state state = open_with(touchpoint_rows[i].brand);
        for (size_t p = 0; p < 3 && touchpoint_rows[i].pages[p].touchpoint; p++) {
            store(&state, &touchpoint_rows[i].pages[p], kept);
        }
        fakehost_reset(state.fake);
        state.fake->host.phase = HOST_CONCLUDE;
        int done = state.fake->plugin->check->conclude(&state.fake->call, state.self,
                                                       (struct ts_list)TS_LIST_OF(touchpoints));
        fakehost_settle(state.fake);
        g_autofree char *what = g_strdup_printf("touchpoint row %zu", i);
        wrong += !is_found(state.fake, done, what, touchpoint_rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),   cmocka_unit_test(test_except_in),
        cmocka_unit_test(test_partial),     cmocka_unit_test(test_no_document_terms),
        cmocka_unit_test(test_touchpoints),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
