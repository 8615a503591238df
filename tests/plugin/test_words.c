/* SPDX-License-Identifier: MIT
 *
 * How text is cut into words: what is one word, what form it has, what is known of it, and that
 * each word leads back to its bytes.
 */
#include "plugins/common/words.h"

#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* ^ sentence start, C capitalised, A all capitals, M mixed case, # digit, K code, Q quote, L link,
 * U address, E mail, X markup */
static const char letters[] = "^CAM#KQLUEX";

struct row {
    const char *text;
    const char *want; /* clean forms, each with its flags after a slash */
};

#define SHY "\302\255"
#define ZWSP "\342\200\213"
#define NBSP "\302\240"
#define RSQUO "\342\200\231"
#define LSQUO "\342\200\230"
#define LDQUO "\342\200\234"
#define RDQUO "\342\200\235"
#define LOW9 "\342\200\236"
#define HYPHEN "\342\200\220"
#define ACUTE "\314\201"

static const struct row rows[] = {
    {"", ""},
    {" ", ""},
    {"... !!! --", ""},
    {"Vloer", "Vloer/^C"},
    {"vloer", "vloer/^"},
    {"Een mooie vloer.", "Een/^C mooie vloer"},
    {"Klaar. Nu de rest", "Klaar/^C Nu/^C de rest"},
    {"Klaar! nu? de: rest; ja", "Klaar/^C nu/^ de/^ rest/^ ja/^"},
    {"een, twee (drie) vier", "een/^ twee drie vier"},
    {"VLOER en VlakPlan en iPhone", "VLOER/^A en VlakPlan/M en iPhone/M"},
    {"A en B", "A/^C en B/C"},
    {"McDonald", "McDonald/^M"},
    /* what joins */
    {"foto's en zo'n e-mail", "foto's/^ en zo'n e-mail"},
    {"foto" RSQUO "s", "foto's/^"},
    {"foto`s", "foto's/^"},
    {"e" HYPHEN "mail", "e-mail/^"},
    {"voor- en nadelen", "voor/^ en nadelen"},
    {"'s avonds in 't bos", "'s/^ avonds in 't bos"},
    {RSQUO "s morgens", "'s/^ morgens"},
    {"'vloer'", "vloer/^"},
    {"l'aventure", "l'aventure/^"},
    {"een--twee", "een/^ twee"},
    {"wie-wat-waar", "wie-wat-waar/^"},
    {"col\302\267lecci\303\263", "col\302\267lecci\303\263/^"},
    /* what cannot be seen, and what is written in more ways */
    {"vloer" SHY "verwarming", "vloerverwarming/^"},
    {"vloer" ZWSP "verwarming", "vloerverwarming/^"},
    {SHY, ""},
    {SHY " vloer", "vloer/^"},
    {"e" ACUTE "e" ACUTE "n", "\303\251\303\251n/^"},
    {"\303\251\303\251n", "\303\251\303\251n/^"},
    {"co\303\266peratie cre\303\253ren", "co\303\266peratie/^ cre\303\253ren"},
    {"\303\211\303\251n", "\303\211\303\251n/^C"},
    {"o\357\254\203ce \357\254\201ets", "office/^ fiets"},
    {"\304\262sbaan \304\263s", "IJsbaan/^M ijs"},
    {"een" NBSP "vloer", "een/^ vloer"},
    {"stra\303\237e", "stra\303\237e/^"},
    {"3\303\2272 m", "3/^# 2/# m"},
    {"\320\234\320\276\321\201\320\272\320\262\320\260",
     "\320\234\320\276\321\201\320\272\320\262\320\260/^C"},
    /* abbreviations keep their dot */
    {"bijv. een vloer", "bijv./^ een vloer"},
    {"Bel a.u.b. even", "Bel/^C a.u.b. even"},
    {"Bel a.u.b.", "Bel/^C a.u.b."},
    {"dhr. Jansen", "dhr./^ Jansen/C"},
    {"enz. De vloer", "enz./^ De/^C vloer"},
    {"hout enz. en meer", "hout/^ enz. en meer"},
    {"Vlakwerk B.V. te Utrecht", "Vlakwerk/^C B.V./A te Utrecht/C"},
    {"Nee, no. Wij", "Nee/^C no Wij/^C"},
    {"no. 5", "no./^ 5/#"},
    {"(o.a. hout)", "o.a./^ hout"},
    {"het eind.", "het/^ eind"},
    {"vloer.Daarna leggen", "vloer/^ Daarna/^C leggen"},
    {"Access2Base.Trace is", "Access2Base.Trace/^C# is"},
    /* numbers */
    {"12 stuks", "12/^# stuks"},
    {"12.50 euro", "12.50/^# euro"},
    {"5.3. Leggen", "5.3/^# Leggen/^C"},
    {"120x240 3mm", "120x240/^# 3mm/#"},
    {"VW-1234", "VW-1234/^A#"},
    {"24/7", "24/^# 7/#"},
    /* no prose */
    {"Zie www.vlakwerk.example/vloer nu", "Zie/^C www.vlakwerk.example/U vloer/U nu/^"},
    {"https://vlakwerk.example/a?b=c", "https/^U vlakwerk.example/U a/U b/^U c/U"},
    {"Op vlakwerk.nl.", "Op/^C vlakwerk.nl/U"},
    {"open tekst.docx of /etc/hosts", "open/^ tekst.docx/U of/^ etc/U hosts/U"},
    {"mail info@vlakwerk.example nu", "mail/^ info/E vlakwerk.example/E nu/^"},
    {"en/of", "en/^ of"},
    {"volg @vlakwerk en #gemak", "volg/^ vlakwerk/X en/^ gemak/X"},
    {"een snake_case $PAD", "een/^ snake/X case/X PAD/AX"},
    {"met --hulp of -h", "met/^ hulp/X of/^ h/X"},
    {"Beste {{ voornaam }}, hallo", "Beste/^C voornaam/X hallo"},
    {"Beste {{voornaam}}", "Beste/^C voornaam/X"},
    {"Hallo,{{voornaam}}!", "Hallo/^C voornaam/X"},
    {"Beste *|FNAME|* en %%naam%% en ${x}", "Beste/^C FNAME/AX en/^ naam/X en/^ x/X"},
    {"Beste {voornaam},", "Beste/^C voornaam/X"},
    {"Wij geven {{ niet dicht", "Wij/^C geven niet dicht"},
    /* quotation marks */
    {"hij zei \"mooi werk\" en ging", "hij/^ zei mooi/Q werk/Q en ging"},
    {LDQUO "Mooi" RDQUO " dus", "Mooi/^CQ dus"},
    {LOW9 "Mooi" RDQUO " en " LOW9 "goed" LDQUO " dus", "Mooi/^CQ en goed/Q dus"},
    {"een 15\" scherm en \"meer\"", "een/^ 15/# scherm en meer/Q"},
    {LDQUO "niet dicht", "niet/^ dicht"},
    {"\302\253 oui \302\273 non", "oui/^Q non"},
};

static char *render(const struct words *words)
{
    GString *out = g_string_new(NULL);
    for (guint32 i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        g_string_append_printf(out, "%s%.*s", i ? " " : "", (int)word->clean.len, word->clean.ptr);
        if (word->flags) {
            g_string_append_c(out, '/');
        }
        for (guint bit = 0; bit < sizeof letters - 1; bit++) {
            if (word->flags >> bit & 1u) {
                g_string_append_c(out, letters[bit]);
            }
        }
    }
    return g_string_free(out, FALSE);
}

/* A word with nothing in it but letters stands in the text as it is. */
static void check_places(const char *text, const struct words *words)
{
    size_t last = 0;
    for (guint32 i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        assert_true(word->offset >= last);
        last = (size_t)word->offset + word->length;
        assert_true(last <= strlen(text));
        assert_true(g_utf8_validate(text + word->offset, word->length, NULL));
    }
}

static void test_rows(void **state)
{
    struct fakehost *fake = *state;
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct words words = words_cut_text(&fake->call, ts_text(rows[i].text));
        g_autofree char *got = render(&words);
        if (strcmp(got, rows[i].want) != 0) {
            print_error("row %zu: %s\n  wanted %s\n  got    %s\n", i, rows[i].text, rows[i].want,
                        got);
            wrong++;
        }
        check_places(rows[i].text, &words);
    }
    assert_int_equal(wrong, 0);
}

static void test_folded(void **state)
{
    static const char *const forms[][3] = {
        /* text, folded, bare */
        {"Vloer", "vloer", "vloer"},
        {"VLOER", "vloer", "vloer"},
        {"\303\211\303\211N", "\303\251\303\251n", "een"},
        {"Gem\303\241k", "gem\303\241k", "gemak"},
        {"STRA\303\237E", "strasse", "strasse"},
        {"\316\243", "\317\203", "\317\203"},
        {"\305\201\303\263d\305\272", "\305\202\303\263d\305\272", "\305\202odz"},
        {"E" ACUTE "e" ACUTE "n", "\303\251\303\251n", "een"},
        {"Foto" RSQUO "s", "foto's", "foto's"},
    };
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        struct words words = words_cut_text(&fake->call, ts_text(forms[i][0]));
        assert_int_equal(words.count, 1);
        struct ts_str bare = words_bare(&fake->call, words.items[0].folded);
        g_autofree char *folded = g_strndup(words.items[0].folded.ptr, words.items[0].folded.len);
        g_autofree char *naked = g_strndup(bare.ptr, bare.len);
        assert_string_equal(folded, forms[i][1]);
        assert_string_equal(naked, forms[i][2]);
    }
}

static void test_spans(void **state)
{
    struct fakehost *fake = *state;
    /*                         0123456789012345678901234567890 */
    static const char text[] = "een link met code erin, \"oui\" ja";
    const struct ts_span spans[] = {
        {.offset = 0, .length = 18, .kind = TS_SPAN_LANGUAGE, .value = ts_text("nl")},
        {.offset = 4, .length = 13, .kind = TS_SPAN_LINK},
        {.offset = 13, .length = 4, .kind = TS_SPAN_CODE},
        {.offset = 13, .length = 4, .kind = TS_SPAN_LANGUAGE, .value = ts_text("en")},
        {.offset = 18, .length = 4, .kind = TS_SPAN_QUOTE},
        {.offset = 25, .length = 3, .kind = TS_SPAN_LANGUAGE, .value = ts_text("fr")},
    };
    static const char *const languages[] = {"nl", "nl", "nl", "en", "", "fr", ""};
    struct ts_block block = {
        .size = sizeof block, .text = ts_text(text), .spans = TS_LIST_OF(spans)};
    struct words words = words_cut(&fake->call, &block);
    g_autofree char *got = render(&words);
    assert_string_equal(got, "een/^ link/L met/L code/KL erin/Q oui/Q ja");
    for (guint32 i = 0; i < words.count; i++) {
        assert_true(ts_is(words.items[i].language, languages[i]));
    }
}

static void test_roles(void **state)
{
    struct fakehost *fake = *state;
    struct ts_block block = {.size = sizeof block, .text = ts_text("een vloer")};
    block.role = TS_ROLE_CODE;
    assert_true(words_cut(&fake->call, &block).items[1].flags & WORD_IN_CODE);
    block.role = TS_ROLE_QUOTE;
    assert_true(words_cut(&fake->call, &block).items[1].flags & WORD_IN_QUOTE);
}

/* Time must grow with the text, whatever the text. */
static void test_monsters(void **state)
{
    static const char *const pieces[] = {
        "a",  "a.", "A.b", "{{",    "\"",       "'",         "a-", "no.(", "1.",
        "%%", "*|", "@a",  "x.Yy ", "\302\255", "e\314\201", "//", "$_",   "\342\200\234"};
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < (256u << 10)) {
            g_string_append(text, pieces[i]);
        }
        gint64 start = g_get_monotonic_time();
        words_cut_text(&fake->call, ts_bytes(text->str, text->len));
        gint64 msec = (g_get_monotonic_time() - start) / 1000;
        if (msec > 2000) {
            fail_msg("%s, over and over: %d ms", pieces[i], (int)msec);
        }
        host_call_reset(&fake->host);
    }
}

static int set_up(void **state)
{
    *state = fakehost_new("check-promise");
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_folded),   cmocka_unit_test(test_spans),
        cmocka_unit_test(test_roles), cmocka_unit_test(test_monsters),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
