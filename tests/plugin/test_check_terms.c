/* SPDX-License-Identifier: MIT
 *
 * House terms: what each kind finds, and what it leaves alone, in blocks, documents and
 * touchpoints.
 */
#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define BRAND(term) "{name: V, languages: [nl, en], terms: [" term "]}"
#define PREFER BRAND("{id: t, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk]}")
#define LOWER BRAND("{id: t, prefer: vloerplan, not: [Vloerplan, VloerPlan]}")
#define ALONE BRAND("{id: t, prefer: VlakPlan}")
#define CHEAP BRAND("{id: t, lang: nl, forbid: [goedkoop, goedkope], instead: voordelig}")
#define FORM BRAND("{id: t, lang: nl, consistent: {je: [je, jouw], u: [u, uw]}, want: je}")
#define MAIL BRAND("{id: t, forbid: [mail, email], instead: e-mail}")
#define LONGER BRAND("{id: a, forbid: [gratis]}, {id: b, forbid: [gratis verzending]}")
#define CASING BRAND("{id: t, casing: sentence, scope: heading, except_words: [VlakPlan]}")
#define TITLE BRAND("{id: t, casing: title}")
#define UPPER BRAND("{id: t, casing: upper, scope: link}")
#define SMALL BRAND("{id: t, casing: lower, scope: link}")
#define PATTERN BRAND("{id: t, pattern: 'VW-[0-9]{3}\\b', because: four digits}")
#define LINK BRAND("{id: t, forbid: [klik hier], scope: link}")
#define SIGNS BRAND("{id: t, forbid: ['!!', 'C++', '&'], instead: '.'}")
#define QUOTED BRAND("{id: t, forbid: [goedkoop], except: [quote]}")
#define ON_BLOCK BRAND("{id: t, conditional: {if: excl. btw, then: incl. btw}, on: block}")

#define SHY "\302\255"
#define RSQUO "\342\200\231"

/* found: "rule actual>expected", "*places" if more than one, separated by commas; empty = nothing.
 * The rule is left out if it is t. */
struct row {
    const char *brand;
    unsigned role;
    const char *language, *text, *found;
};

static const struct row rows[] = {
    /* prefer */
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij VlakWerk.", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Welkom bij Vlakwerk.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "WELKOM BIJ VLAKWERK", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Bij Vlak Werk en vlak werk.", "Vlak Werk>Vlakwerk*2"},
    {PREFER, TS_ROLE_TEXT, "nl", "Bij Vlak  Werk.", "Vlak  Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "Een vlak. Werk is er genoeg.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Een vlak, werk is er genoeg.", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Mail info@VlakWerk.example of www.VlakWerk.example", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Volg @VlakWerk en #VlakWerk", ""},
    {PREFER, TS_ROLE_CODE, "nl", "VlakWerk", ""},
    {PREFER, TS_ROLE_TITLE, "nl", "VlakWerk", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_METADATA, "nl", "VlakWerk", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de VlakWerk-app", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de Vlak Werk-app", "Vlak Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de oud-VlakWerk-klant", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "VlakWerk" RSQUO "s vloeren", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "VlakWerk's vloeren", "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "oud\342\200\220VlakWerk\342\200\220\303\251lan",
     "VlakWerk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "nl", "de Vlakwerk-app en Vlakwerk's vloeren", ""},
    {PREFER, TS_ROLE_TEXT, "nl", "Vlak" SHY "Werk", "Vlak" SHY "Werk>Vlakwerk"},
    {PREFER, TS_ROLE_TEXT, "de", "Bei VlakWerk", "VlakWerk>Vlakwerk"},
    {LOWER, TS_ROLE_TEXT, "nl", "Vloerplan maken. Een Vloerplan.", "Vloerplan>vloerplan"},
    {LOWER, TS_ROLE_TEXT, "nl", "Een VloerPlan.", "VloerPlan>vloerplan"},
    {ALONE, TS_ROLE_TEXT, "nl", "Met Vlakplan en VLAKPLAN en VlakPlan en vlakplan.",
     "Vlakplan>VlakPlan*2"},
    {ALONE, TS_ROLE_TEXT, "nl", "Met Vlakplan-hulp en VLAKPLAN-hulp", "Vlakplan>VlakPlan"},
    {BRAND("{id: t, prefer: houten vloer, not: [vloer van hout, vloer]}"), TS_ROLE_TEXT, "nl",
     "Een houten vloer, een vloer van hout.", "vloer van hout>houten vloer"},
    {BRAND("{id: t, prefer: \303\251lan, not: [elan]}"), TS_ROLE_TEXT, "nl",
     "met elan en \303\251lan", "elan>\303\251lan"},
    /* forbid */
    {CHEAP, TS_ROLE_TEXT, "nl", "Een goedkope vloer", "goedkope>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl-BE", "Goedkoop!", "Goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "NL_nl", "een goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "en", "goedkoop", ""},
    {CHEAP, TS_ROLE_TEXT, "", "goedkoop", "goedkoop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl", "goedkoper spoedkoop goedkoop-label", ""},
    {CHEAP, TS_ROLE_TEXT, "nl", "een goed" SHY "koop ding", "goed" SHY "koop>voordelig"},
    {CHEAP, TS_ROLE_TEXT, "nl", "goedkoop goedkoop GOEDKOOP goedkope",
     "goedkoop>voordelig*3,goedkope>voordelig"},
    {MAIL, TS_ROLE_TEXT, "nl", "per mail of e-mail of E-mail of email", "email>e-mail,mail>e-mail"},
    {LONGER, TS_ROLE_TEXT, "nl", "gratis verzending en gratis", "a gratis>,b gratis verzending>"},
    {BRAND("{id: t, forbid: [vloer], except_words: [Vloer]}"), TS_ROLE_TEXT, "nl", "Vloer", ""},
    {BRAND("{id: t, forbid: [a b, b c d]}"), TS_ROLE_TEXT, "nl", "a b c d", "b c d>"},
    {BRAND("{id: t, forbid: [a b, b a]}"), TS_ROLE_TEXT, "nl", "a b a b", "a b>*2"},
    {BRAND("{id: t, forbid: [excl. btw]}"), TS_ROLE_TEXT, "nl", "excl btw, excl. BTW",
     "excl btw>,excl. BTW>"},
    {BRAND("{id: t, forbid: ['24/7']}"), TS_ROLE_TEXT, "nl", "24/7 open, van 24 tot 7", "24/7>"},
    {BRAND("{id: t, forbid: ['{{naam}}']}"), TS_ROLE_TEXT, "nl", "Beste {{naam}},", ""},
    {BRAND("{id: t, forbid: [klant], forms: [klanten]}"), TS_ROLE_TEXT, "nl", "onze klanten",
     "klanten>"},
    {SIGNS, TS_ROLE_TEXT, "nl", "Nu!! Of C++ & meer, C", "C++>.,!!>.,&>."},
    {SIGNS, TS_ROLE_TEXT, "nl", "https://a.example/?a&b en a&b", "&>."},
    {CHEAP, TS_ROLE_TEXT, "und", "goedkoop", ""},
    /* consistent with want */
    {FORM, TS_ROLE_TEXT, "nl", "Leg uw vloer zelf, als u wilt.", "u>je,uw>je"},
    {FORM, TS_ROLE_TEXT, "nl", "Leg je vloer zelf.", ""},
    {FORM, TS_ROLE_TEXT, "en", "You and u", ""},
    /* casing */
    {CASING, TS_ROLE_HEADING, "nl", "Onze Mooie Houten Vloeren",
     "Onze Mooie Houten Vloeren>Onze mooie houten vloeren"},
    {CASING, TS_ROLE_HEADING, "nl", "Onze vloeren in Utrecht", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Werken met VlakPlan", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Over Ons", "Over Ons>Over ons"},
    {CASING, TS_ROLE_HEADING, "nl", "Vloeren Utrecht", ""},
    {CASING, TS_ROLE_HEADING, "nl", "De AVG en de PDF", ""},
    {CASING, TS_ROLE_HEADING, "nl", "Vragen? Bel Jan de Boer", ""},
    {CASING, TS_ROLE_TEXT, "nl", "Onze Mooie Houten Vloeren", ""},
    {TITLE, TS_ROLE_HEADING, "en", "Our finest floors", "Our finest floors>Our Finest Floors"},
    {TITLE, TS_ROLE_HEADING, "en", "Our Finest Floors with You", ""},
    {TITLE, TS_ROLE_HEADING, "en", "Thanks for your order",
     "Thanks for your order>Thanks for Your Order"},
    {UPPER, TS_ROLE_LINK, "nl", "Lees meer", "Lees meer>LEES MEER"},
    {UPPER, TS_ROLE_LINK, "nl", "LEES MEER", ""},
    {SMALL, TS_ROLE_LINK, "nl", "Lees Meer", "Lees Meer>lees meer"},
    {SMALL, TS_ROLE_LINK, "nl", "lees meer", ""},
    /* pattern */
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-123 en VW-1234.", "VW-123>"},
    {PATTERN, TS_ROLE_TEXT, "nl", "Zie VW-1234.", ""},
    {PATTERN, TS_ROLE_TEXT, "nl", "VW-123 VW-123 VW-124", "VW-123>*2,VW-124>"},
    {PATTERN, TS_ROLE_TEXT, "nl", "www.a.example/VW-123", ""},
    {BRAND("{id: t, pattern: '\\{\\{.*?\\}\\}'}"), TS_ROLE_TEXT, "nl", "Beste {{naam}},",
     "{{naam}}>"},
    {BRAND("{id: t, pattern: 'x*'}"), TS_ROLE_TEXT, "nl", "a\303\251xx\303\251", "xx>"},
    {BRAND("{id: t, pattern: '(?i)\\bnu\\b', lang: nl}"), TS_ROLE_TEXT, "en", "Nu", ""},
    /* scope and exceptions */
    {LINK, TS_ROLE_LINK, "nl", "Klik hier", "Klik hier>"},
    {LINK, TS_ROLE_TEXT, "nl", "Klik hier", ""},
    {BRAND("{id: t, forbid: [mooi], scope: [subject, alt]}"), TS_ROLE_ALT, "nl", "Mooi", "Mooi>"},
    {BRAND("{id: t, forbid: [mooi], scope: [subject, alt]}"), TS_ROLE_TITLE, "nl", "Mooi", ""},
    {QUOTED, TS_ROLE_TEXT, "nl", "Hij zei \"erg goedkoop\" maar goedkoop is het.", "goedkoop>"},
    {QUOTED, TS_ROLE_QUOTE, "nl", "goedkoop", ""},
    {BRAND("{id: t, forbid: [voorbeeld], except: []}"), TS_ROLE_TEXT, "nl", "www.voorbeeld.nl/x",
     ""},
    {BRAND("{id: t, forbid: [voorbeeld], in: [email]}"), TS_ROLE_TEXT, "nl", "voorbeeld", ""},
    /* in one block */
    {ON_BLOCK, TS_ROLE_TEXT, "nl", "10 euro excl. btw", "excl. btw>incl. btw"},
    {ON_BLOCK, TS_ROLE_TEXT, "nl", "10 euro excl. btw, 12 incl. btw", ""},
    {BRAND("{id: t, count: {of: ['!'], max: 1}, on: block}"), TS_ROLE_TEXT, "nl", "Nu! Hier!",
     "!>*2"},
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
static gboolean is_found(const struct fakehost *fake, int done, const char *what,
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

static void test_blocks(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct state state = open_with(rows[i].brand);
        int done = fakehost_inspect_text(state.fake, state.self, rows[i].text, rows[i].role,
                                         rows[i].language);
        g_autofree char *what = g_strdup_printf("row %zu: %s", i, rows[i].text);
        wrong += !is_found(state.fake, done, what, rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

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

/* ---- broken terms and monsters ---- */

/* The host does not let these through; a check does not trust that. */
static void test_refused(void **data)
{
    static const struct {
        const char *key, *text, *why;
    } broken[] = {
        {"pattern", "(", "terms/t (line 7, column 5 of the brand book): the pattern is wrong at"},
        {"forbid", "", "terms/t (line 7, column 5 of the brand book): one of its texts is empty"},
        {"prefer", " ", "one of its texts is empty"},
        {"casing", "loud", "casing is one of"},
        {"consistent", "x", "no groups"},
        {"because", "x", "neither what is right nor what is wrong"},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        struct fakehost *fake = fakehost_new("check-terms");
        const struct ts_node fields[] = {
            {.kind = TS_NODE_TEXT, .key = ts_text("id"), .text = ts_text("t")},
            {.kind = TS_NODE_TEXT, .key = ts_text(broken[i].key), .text = ts_text(broken[i].text)}};
        const struct ts_node terms[] = {
            {.kind = TS_NODE_MAP, .line = 7, .column = 5, .children = TS_LIST_OF(fields)}};
        const struct ts_node sections[] = {
            {.kind = TS_NODE_LIST, .key = ts_text("terms"), .children = TS_LIST_OF(terms)}};
        const struct ts_node brand = {.kind = TS_NODE_MAP, .children = TS_LIST_OF(sections)};
        const struct ts_open open = {.size = sizeof open, .brand = &brand};
        void *self = NULL;
        assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
        fakehost_settle(fake);
        if (!fake->failure || !strstr(fake->failure, broken[i].why)) {
            fail_msg("row %zu: %s", i, fake->failure);
        }
        fakehost_free(&fake);
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

/* Time must grow with the text, whatever the text. */
static void test_monsters(void **data)
{
    static const struct {
        const char *brand, *piece;
    } monsters[] = {
        {BRAND("{id: t, forbid: [a a a a b, a a]}"), "a "},
        {BRAND("{id: t, forbid: ['!']}"), "!"},
        {BRAND("{id: t, pattern: '!'}"), "! "},
        {BRAND("{id: t, pattern: 'a.*b'}"), "a"},
        {PREFER, "-"},
        {PREFER, "a-VlakWerk-"},
        {BRAND("{id: t, casing: title, scope: text}"), "Aa bb "},
        {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: block}"), "je u "},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(monsters); i++) {
        struct state state = open_with(monsters[i].brand);
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < (200u << 10)) {
            g_string_append(text, monsters[i].piece);
        }
        gint64 begun = g_get_monotonic_time();
        fakehost_inspect_text(state.fake, state.self, text->str, TS_ROLE_TEXT, "nl");
        gint64 msec = (g_get_monotonic_time() - begun) / 1000;
        if (msec > 4000 || state.fake->breach) {
            fail_msg("monster %zu: %d ms, %s", i, (int)msec, state.fake->breach);
        }
        close_state(&state);
    }
}

/* ---- what is told with a finding ---- */

static void test_arguments(void **data)
{
    static const struct {
        const char *brand, *text, *arguments[3][2];
    } told[] = {
        {CHEAP, "Een goedkope vloer", {{"instead", "voordelig"}, {"term", "t"}}},
        {PATTERN, "VW-123", {{"wrong", "VW-123"}, {"because", "four digits"}}},
        {ON_BLOCK, "excl. btw", {{"condition", "excl. btw"}, {"needed", "incl. btw"}}},
        {BRAND("{id: t, require: [a, b], on: block, link: 'https://x.example'}"),
         "x",
         {{"missing", "a / b"}, {"link", "https://x.example"}}},
        {BRAND("{id: t, count: {of: ['!'], max: 1}, on: block}"),
         "!!!",
         {{"plenty", "!"}, {"times", "3"}, {"limit", "1"}}},
        {BRAND("{id: t, count: {of: ['!'], min: 4}, on: block}"),
         "!!!",
         {{"scarce", "!"}, {"times", "3"}, {"limit", "4"}}},
        {BRAND("{id: t, consistent: {je: [je], u: [u]}, on: block}"),
         "je, je, u",
         {{"mixed", "u"}, {"common", "je"}}},
    };
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
        struct state state = open_with(told[i].brand);
        fakehost_inspect_text(state.fake, state.self, told[i].text, TS_ROLE_TEXT, "nl");
        assert_int_equal(state.fake->findings->len, 1);
        const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
        for (size_t a = 0; a < 3 && told[i].arguments[a][0]; a++) {
            assert_string_equal(g_hash_table_lookup(finding->arguments, told[i].arguments[a][0]),
                                told[i].arguments[a][1]);
        }
        close_state(&state);
    }
}

static void test_spans(void **data)
{
    struct state state = open_with(BRAND("{id: a, forbid: [klik hier], scope: link},"
                                         "{id: b, forbid: [floor], lang: nl},"
                                         "{id: c, pattern: '[0-9]+'}"));
    static const char text[] = "Wie op klik hier klikt, ziet floor 12 en floor 13";
    const struct ts_span spans[] = {
        {.offset = 7, .length = 9, .kind = TS_SPAN_LINK},
        {.offset = 29, .length = 8, .kind = TS_SPAN_LANGUAGE, .value = ts_text("en")},
        {.offset = 35, .length = 2, .kind = TS_SPAN_CODE},
    };
    struct ts_block block = {.size = sizeof block,
                             .text = ts_text(text),
                             .language = ts_text("nl"),
                             .spans = TS_LIST_OF(spans)};
    (void)data;
    host_call_set_blocks(&state.fake->host, ts_one(&block, sizeof block));
    int done = state.fake->plugin->check->inspect_block(&state.fake->call, state.self, &block,
                                                        (struct ts_list){0});
    fakehost_settle(state.fake);
    assert_true(is_found(state.fake, done, "spans", "a klik hier>,b floor>,c 13>"));
    close_state(&state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_no_document_terms),
        cmocka_unit_test(test_touchpoints),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_greedy_pattern),
        cmocka_unit_test(test_monsters),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_spans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
