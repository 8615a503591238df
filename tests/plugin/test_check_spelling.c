/* SPDX-License-Identifier: MIT
 *
 * The spelling check through a fake host: what it reports of a block, what it lets pass, and what
 * it says when a dictionary is missing.
 */
#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define BRAND                                                            \
    "{name: Vlakwerk, languages: [nl, en], country: NL, "                \
    "terms: [{id: plan, prefer: VlakPlan, not: [Vlak Plan]}, "           \
    "{id: cheap, lang: nl, forbid: [spotgoedkooop, ten allen tijden]}, " \
    "{id: small, in: [legal], forbid: [vloerrtje]}], "                   \
    "spelling: {words: [/brand/words.txt], known_errors: [/brand/errors.tsv]}}"

static const char brand_words[] = "# names\r\nkwastraal\nBjørnström\nclickvloer  legplank\n";
static const char brand_errors[] = "# wrong\tright\n"
                                   "hobbies\thobby's\n"
                                   "ten alle tijden\tte allen tijde\n"
                                   "ten allen tijden\tte allen tijde\n"
                                   "gister avond\tgisteravond\n"
                                   "Iphone\tiPhone\n"
                                   "advise\tadvice\ten\n";

struct row {
    const char *language, *text;
    const char *want; /* "rule actual>expected; ..." in order; rules without their "spelling/" */
};

static const struct row rows[] = {
    /* Dutch: right as it stands */
    {"nl", "Wij leggen uw vloer.", ""},
    {"nl", "Foto's van baby's in auto's, en 's avonds 't bos in.", ""},
    {"nl", "Bel ons a.u.b. vóór 12.00 uur, d.w.z. in de ochtend.", ""},
    {"nl", "Bijv. op dinsdag, enz. en dhr. Jansen.", ""},
    {"nl", "Dé vloer voor u: zó gelegd. Eén keer en wél goed.", ""},
    {"nl", "De AVG, de PDF's en drie HBO'ers.", ""},
    {"nl", "Vlakwerk's nieuwe VlakPlan en de kwastraal van Bjørnström.", ""},
    {"nl", "Een clickvloer met legplank.", ""},
    {"nl", "Neem contact op met Wesselius van der Kraksnagel in Oudegrachterbroek.", ""},
    {"nl", "Onze betonvloeradviseurs staan klaar.", ""},
    {"nl", "De vloerverwarmingsinstallateur komt langs.", ""},
    {"nl", "Kijk op www.vlakwerk.example of mail info@vlakwerk.example.", ""},
    {"nl", "Open /etc/vloeren/plnak.conf en zet $VLOER_SROT aan.", ""},
    {"nl", "Maat 120x240, artikel VW-1234 of 3mm.", ""},
    {"nl", "Volg @vlakwrek en gebruik #gemkaopelkvlak.", ""},
    {"nl", "Download de app en meld u aan voor de newsletter.", ""},
    {"nl", "Nous posons votre plancher avec plaisir et vous aidons", ""},
    {"nl", "Read more about our floors", ""},
    {"nl", "Op zijn album The Quick Brown Lazysnark Jumps staat het niet.", ""},
    {"nl", "Het lied heet 'all the things you are' en is oud.", ""},
    {"nl", "Ga naar Zuid-Hollandse dorpen en de oost-westverbinding.", ""},
    {"nl", "GRATIS VERZENDING VANAF VIJFTIG EURO", ""},
    {"nl", "In januari en op Maandag.", ""},
    {"nl", "Hij zei dat dat die die bank was.", ""},
    {"nl", "Als je je vloer legt, het het beste bewaart en in in maart.", ""},
    {"nl", "Ha ha ha, heel heel mooi.", ""},
    {"nl", "Naar Sing Sing en Duran Duran.", ""},
    {"nl", "Uw vloer\302\255verwarming is on\302\255der\302\255vloer.", ""},
    {"nl", "Zo\342\200\231n vloer, foto\342\200\231s en cd\342\200\231s.", ""},
    {"nl", "De ijs\302\255baan en het IJsselmeer liggen in IJburg.", ""},
    {"nl", "co\303\266peratie en cre\303\253ren en re\303\253el", ""},
    {"nl", "e-mail, e-mailadres, auto-onderdelen en zee-egel", ""},
    {"nl", "Meer over eHealth and COVID-19 staat hier.", ""},
    {"nl", "Voor als er een kapotgaat of stukgaat.", ""},
    {"nl", "Twee\303\253ndertig zevenentwintigste eenentwintig", ""},
    {"nl", "", ""},
    {"nl", "12 345 - 67 :: !!", ""},
    {"nl", "Vlakwerk", ""},
    {"nl", "VLAKWERK", ""},
    {"nl-BE", "Onze vloeren zijn mooi.", ""},
    {"NL", "Onze vloeren zijn mooi.", ""},
    /* Dutch: wrong */
    {"nl", "Wij leveren op de afgesproken dtaum.", "misspelt dtaum>datum"},
    {"nl", "Wij leveren uw bestelling op de afgesproken tijdd.", "misspelt tijdd~tijd"},
    {"nl", "Uw winkelwagne is leeg.", "misspelt winkelwagne>winkelwagen"},
    {"nl", "De bestellling is onderweg.", "misspelt bestellling>bestelling"},
    {"nl", "Bestellling", "misspelt Bestellling>Bestelling"},
    {"nl", "Onze klantenservicce helpt.", "misspelt klantenservicce>klantenservice"},
    {"nl", "ONZE BESTELLLING", "misspelt BESTELLLING>BESTELLING"},
    {"nl", "Wij gaan naar amsterdam.", "misspelt amsterdam~Amsterdam"},
    {"nl", "De stad Vatikaan is klein.", "misspelt Vatikaan>Vaticaan"},
    {"nl", "Een brakselplofje op de vloer.", "unknown-word brakselplofje>"},
    {"nl", "Het brakselplofje en nog een brakselplofje.", "unknown-word brakselplofje>"},
    {"nl", "Alle controle's zijn klaar.", "misspelt controle's>controles"},
    {"nl", "Wij leggen de de vloer.", "repeated-word de de>de"},
    {"nl", "De de vloer.", "repeated-word De de>De"},
    {"nl", "Een vloer van van hout.", "repeated-word van van>van"},
    {"nl", "Bel nul drie drie, een een twee, vijf vijf zes.", ""},
    {"nl", "Om een een vloer te leggen.", "repeated-word een een>een"},
    {"nl", "Wij hebben drie drie vloeren.", "repeated-word drie drie>drie"},
    {"nl", "Mijn hobbies zijn vloeren.", "known-error hobbies>hobby's"},
    {"nl", "Hobbies genoeg.", "known-error Hobbies>Hobby's"},
    {"nl", "Wij zijn ten alle tijden bereikbaar.", "known-error ten alle tijden>te allen tijde"},
    {"nl", "Ten alle tijden bereikbaar.", "known-error Ten alle tijden>Te allen tijde"},
    {"nl", "Ten alle, tijden bereikbaar.", ""},
    {"nl", "Wij kwamen gister avond aan.", "known-error gister avond>gisteravond"},
    {"nl", "Een Iphone op tafel.", "known-error Iphone>iPhone"},
    {"nl", "Wij advise geven.", "unknown-word advise>"},
    {"nl", "Zij hebben accomodatie geboekt.", "misspelt accomodatie>accommodatie"},
    {"nl", "Het is onmiddelijk klaar.", "misspelt onmiddelijk>onmiddellijk"},
    {"nl", "De \342\200\234vloerr\342\200\235 is mooi.", "misspelt vloerr~vloer"},
    {"nl", "De vlo\302\255err is mooi.", "misspelt vlo\302\255err~vloer"},
    /* capitals, names and passages */
    {"nl", "Lees onze Algemene Voorwaardenn hier.", "misspelt Voorwaardenn>Voorwaarden"},
    {"nl", "De presidennt Augusto Pinochet sprak.", "misspelt presidennt>president"},
    {"nl", "Bekijk de terms and conditions van ons.", ""},
    {"nl", "De winkel heet Universal Carpetstore Living.", ""},
    {"nl", "Het woord \343\203\225\343\202\247\343\202\242 staat er.", ""},
    {"en", "Our Favourite Florring Services", "misspelt Florring~Flooring"},
    {"en", "Our Favourite Kraksnagel Services", ""},
    /* English */
    {"en", "We lay your floor and it's yours.", ""},
    {"en", "The colour of the color, organise and organize.", ""},
    {"en", "Don't worry: we've got Peter's well-known e-mail.", ""},
    {"en", "The CEO's PDFs, e.g. from the U.S. office.", ""},
    {"en", "Ask Wesselius Kraksnagel in Oudegrachterbroek.", ""},
    {"en", "He had had that that was so so good.", ""},
    {"en", "Onze vloeren liggen bij u thuis", ""},
    {"en", "We recieve your order.", "misspelt recieve~receive"},
    {"en", "Recieve your order.", "misspelt Recieve~Receive"},
    {"en", "Your adress is definately wrong.",
     "misspelt adress~address; misspelt definately>definitely"},
    {"en", "It was the the best.", "repeated-word the the>the"},
    {"en", "The untill date and the accomodation.",
     "misspelt untill>until; misspelt accomodation>accommodation"},
    {"en", "They gave good advise.", "known-error advise>advice"},
    {"en", "A splendid brakselploof floor.", "unknown-word brakselploof>"},
    {"en", "Our teh floor.", "misspelt teh~the"},
    {"en", "Visit england today.", "misspelt england>England"},
    /* what resembles it says little: told in the lower tier */
    {"nl", "Zet de expression aan.", "unknown-word expression>"},
    {"nl", "De map usr en het bestand gtk.", "unknown-word usr>; unknown-word gtk>"},
    {"nl", "Dit imagebestand is groot.", "unknown-word imagebestand>"},
    {"en", "That is teh house of ours.", "misspelt teh~the"},
    /* hyphens, stress, apostrophes */
    {"nl", "Hij is film-maker, en quasi-diepzinnige.",
     "unknown-word film-maker>; unknown-word quasi-diepzinnige>"},
    {"nl", "Een zee-egel, oud-leerling, zwart-wit en e-mail.", ""},
    {"nl", "Zet de linux-kernel klaar.", ""},
    {"en", "Start the debian-installer and the linux-kernel.", ""},
    {"nl", "Wij doen \303\263\303\263k mee. E\303\251n keer.", ""},
    {"nl", "Wij doen \303\263ok mee.", "misspelt \303\263ok~ook"},
    {"nl", "Alle regio`s en foto\302\264s.",
     "misspelt regio`s>regio's; misspelt foto\302\264s>foto's"},
    /* compounds whose vowels would run together take a hyphen */
    {"nl", "De familieuitstap gaat niet door.", "unknown-word familieuitstap>"},
    {"nl", "De familie-uitstap gaat niet door.", ""},
    /* slips in words with a capital */
    {"nl", "Wij komen overal in Nederlwnd bij u thuis.", "misspelt Nederlwnd>Nederland"},
    {"nl", "Onze winkel in Utrehct is open.", "misspelt Utrehct>Utrecht"},
    {"en", "Our shop in Amsetrdam is open.", "misspelt Amsetrdam>Amsterdam"},
    {"nl", "Ga met Vlakwrek naar huis.", "misspelt Vlakwrek>Vlakwerk"},
    {"nl", "Ga met VlakPlen naar huis.", ""}, /* may well be another product */
    {"nl", "De kwastrall is mooi, en VlakPaln ook.",
     "misspelt kwastrall>kwastraal; misspelt VlakPaln>VlakPlan"},
    {"nl", "De clickvloeren van Jeroen Bosman en Lisette Timsen.", ""},
    /* words that a term calls wrong are left to check-terms, where it applies */
    {"nl", "Een spotgoedkooop huis, ten allen tijden.", ""},
    {"en", "A spotgoedkooop house.", "unknown-word spotgoedkooop>"},
    {"nl", "Een vloerrtje.", "misspelt vloerrtje>vloertje"},
    /* which language */
    {"", "Wij leggen uw vloer op de afgesproken dtaum bij u thuis.", "misspelt dtaum>datum"},
    {"", "We will lay your floor and you recieve an invoice.", "misspelt recieve~receive"},
    {"", "Vloerr", ""},
    {"fr", "Nous posons votre plancher avec des fautes bizzarres.", ""},
    {"nl", "We will lay your floor and you recieve an invoice.", "misspelt recieve~receive"},
    {"en", "Wij leggen uw vloer op de afgesproken dtaum bij u thuis.", "misspelt dtaum>datum"},
};

struct state {
    struct fakehost *fake;
    struct ts_file files[2];
    void *self;
};

static int open_with(struct state *state, const char *options, const char *brand)
{
    struct ts_open open;
    state->fake = fakehost_new("check-spelling");
    open = fakehost_open(state->fake, options, brand);
    state->files[0] = (struct ts_file){ts_text("/brand/words.txt"), ts_text(brand_words)};
    state->files[1] = (struct ts_file){ts_text("/brand/errors.tsv"), ts_text(brand_errors)};
    open.files = (struct ts_list){state->files, 2, sizeof state->files[0]};
    int result = state->fake->plugin->check->open(&state->fake->call, &open, &state->self);
    fakehost_settle(state->fake);
    return result;
}

static void close_state(struct state *state)
{
    if (state->self) {
        state->fake->plugin->check->close(&state->fake->call, state->self);
    }
    fakehost_free(&state->fake);
}

static int set_up(void **data)
{
    struct state *state = g_new0(struct state, 1);
    *data = state;
    return open_with(state, "{}", BRAND);
}

static int tear_down(void **data)
{
    close_state(*data);
    g_free(*data);
    return 0;
}

/* "rule actual>expected; ..." of what was found, "rule actual~proposal" if several are as near. */
static char *tell(const struct fakehost *fake)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        const char *proposals = g_hash_table_lookup(finding->arguments, "proposals");
        bool is_sure = (finding->expected && *finding->expected) || !proposals;
        g_autofree char *first =
            g_strndup(proposals ? proposals : "", proposals ? strcspn(proposals, ",") : 0);
        g_string_append_printf(text, "%s%s %s%c%s", i ? "; " : "",
                               finding->rule + strlen("spelling/"), finding->actual,
                               is_sure ? '>' : '~',
                               !is_sure            ? first
                               : finding->expected ? finding->expected
                                                   : "");
    }
    return g_string_free(text, FALSE);
}

static char *judge(struct state *state, const char *text, unsigned role, const char *language)
{
    fakehost_reset(state->fake);
    if (fakehost_inspect_text(state->fake, state->self, text, role, language) != 0) {
        return g_strdup_printf("failed: %s", state->fake->failure);
    }
    assert_null(state->fake->breach);
    return tell(state->fake);
}

static void test_rows(void **data)
{
    guint wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = judge(*data, rows[i].text, TS_ROLE_TEXT, rows[i].language);
        if (strcmp(got, rows[i].want) != 0) {
            print_error("row %zu [%s] %s\n  want \"%s\"\n  got  \"%s\"\n", i, rows[i].language,
                        rows[i].text, rows[i].want, got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* The second answer comes from what was remembered. */
static void test_same_twice(void **data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *first = judge(*data, rows[i].text, TS_ROLE_TEXT, rows[i].language);
        g_autofree char *second = judge(*data, rows[i].text, TS_ROLE_TEXT, rows[i].language);
        assert_string_equal(first, second);
    }
}

static void test_code_is_no_text(void **data)
{
    g_autofree char *got = judge(*data, "vloerr = dtaum", TS_ROLE_CODE, "nl");
    assert_string_equal(got, "");
}

static void test_place_is_the_word(void **data)
{
    struct state *state = *data;
    const struct fake_finding *finding;
    g_autofree char *got = judge(state, "C\303\251line, de dtaum en de dtaum.", TS_ROLE_TEXT, "nl");
    assert_string_equal(got, "misspelt dtaum>datum");
    finding = g_ptr_array_index(state->fake->findings, 0);
    assert_int_equal(finding->offset, 12);
    assert_int_equal(finding->length, 5);
    assert_int_equal(finding->place_count, 2);
    assert_string_equal(g_hash_table_lookup(finding->arguments, "proposals"), "datum");
}

static void test_options(void **data)
{
    struct state state = {NULL};
    g_autofree char *quiet = NULL, *strict = NULL;
    (void)data;
    assert_int_equal(open_with(&state, "{unknown: false, names: true}", BRAND), 0);
    quiet = judge(&state, "Een brakselplofje op de vloer.", TS_ROLE_TEXT, "nl");
    strict = judge(&state, "Onze mooie Vloerr is klaar.", TS_ROLE_TEXT, "nl");
    assert_string_equal(quiet, "");
    assert_string_equal(strict, "misspelt Vloerr~Vloer");
    close_state(&state);
}

static int inspect_document(struct state *state, const struct ts_block *blocks, uint32_t count,
                            const char *language)
{
    const struct ts_document document = {
        .size = sizeof document,
        .language = ts_text(language),
        .blocks = {blocks, count, sizeof *blocks},
    };
    fakehost_reset(state->fake);
    int result = state->fake->plugin->check->inspect(&state->fake->call, state->self, &document);
    fakehost_settle(state->fake);
    assert_null(state->fake->breach);
    return result;
}

static struct ts_block block_of(const char *text, const char *language)
{
    return (struct ts_block){
        .size = sizeof(struct ts_block), .text = ts_text(text), .language = ts_text(language)};
}

static void test_missing_dictionary(void **data)
{
    struct state state = {NULL};
    const struct ts_block dutch = block_of("Wij leggen vloeren.", "nl");
    const struct ts_block german = block_of("Wir legen B\303\266den.", "de");
    const struct ts_block number = block_of("12-34", "de");
    struct ts_block undeclared = block_of("Wir legen schnell neue Fliesen aus Ton", "");
    g_autofree char *got = NULL;
    (void)data;
    assert_int_equal(open_with(&state, "{}",
                               "{name: Vlakwerk, languages: [nl, de], "
                               "spelling: {dictionaries: {nl: nl_NL, de: de_NONE}}}"),
                     0);
    got = judge(&state, "De vloerr ligt.", TS_ROLE_TEXT, "nl");
    assert_string_equal(got, "misspelt vloerr~vloer");
    assert_int_equal(inspect_document(&state, &dutch, 1, "nl"), 0);
    assert_int_equal(inspect_document(&state, &number, 1, "nl"), 0);
    assert_int_equal(inspect_document(&state, &german, 1, "nl"), -1);
    assert_non_null(strstr(state.fake->failure, "no German dictionary"));
    assert_non_null(strstr(state.fake->failure, "hunspell-de-de"));
    assert_non_null(strstr(state.fake->failure, "de_NONE.aff"));
    fakehost_name_language(state.fake, state.self, &undeclared);
    assert_true(ts_is(undeclared.language, "de"));
    assert_int_equal(inspect_document(&state, &undeclared, 1, ""), -1);
    close_state(&state);
}

static void test_names_languages(void **data)
{
    static const struct {
        const char *declared, *text, *want;
    } cases[] = {
        {"", "Wij leggen de vloer op zaterdag", "nl"},
        {"", "We lay your floor on Saturday", "en"},
        {"", "Wij leggen", ""}, /* too little to say */
        {"", "Wir legen schnell neue Fliesen aus Ton und Holz", "und"},
        {"nl", "Wij leggen de vloer op zaterdag", "nl"},
        {"nl", "De directeur is of the best, the top.", "nl"},
        {"nl", "We lay your new floor on a Saturday morning", "en"},
        {"nl", "Het concept is een must voor de business case van morgen", "nl"},
        {"fr", "Wij leggen uw nieuwe vloer graag op een zaterdag in juni", "nl"},
        {"de", "Wir legen Ihren neuen Boden gern an einem Samstag im Juni", "de"},
        {"en-GB", "Your floor, laid on a Saturday", "en-GB"},
    };
    struct state *state = *data;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct ts_block block = block_of(cases[i].text, cases[i].declared);
        fakehost_name_language(state->fake, state->self, &block);
        if (!ts_is(block.language, cases[i].want)) {
            fail_msg("%s [%s]: %.*s", cases[i].text, cases[i].declared, (int)block.language.len,
                     block.language.ptr);
        }
    }
}

static void test_name_of_dictionary_is_no_path(void **data)
{
    struct state state = {NULL};
    const struct ts_block dutch = block_of("Wij leggen vloeren.", "nl");
    (void)data;
    assert_int_equal(open_with(&state, "{}",
                               "{name: V, languages: [nl], "
                               "spelling: {dictionaries: {nl: ../hunspell/nl_NL}}}"),
                     0);
    assert_int_equal(inspect_document(&state, &dutch, 1, "nl"), -1);
    close_state(&state);
}

static void test_other_language_is_counted(void **data)
{
    struct state *state = *data;
    const struct ts_block blocks[] = {block_of("Bonjour", "fr"), block_of("Hallo", "nl"),
                                      block_of("Au revoir", "fr-BE")};
    const struct fake_observation *observation;
    assert_int_equal(inspect_document(state, blocks, 3, "nl"), 0);
    assert_int_equal(state->fake->observations->len, 1);
    observation = g_ptr_array_index(state->fake->observations, 0);
    assert_string_equal(observation->key, "other-language");
    assert_string_equal(observation->value, "fr");
}

static void test_bad_brand_files(void **data)
{
    struct state state = {NULL};
    (void)data;
    assert_int_equal(
        open_with(&state, "{}", "{name: V, languages: [nl], spelling: {words: [/brand/no.txt]}}"),
        -1);
    assert_non_null(strstr(state.fake->failure, "/brand/no.txt"));
    state.self = NULL;
    close_state(&state);
}

static const char *first_suggestion(struct state *state, const char *rule, const char *word,
                                    const char *language)
{
    fakehost_reset(state->fake);
    assert_int_equal(state->fake->plugin->check->suggest(&state->fake->call, state->self,
                                                         ts_text(rule), ts_text(word),
                                                         ts_text(language)),
                     0);
    return state->fake->suggestions->len ? g_ptr_array_index(state->fake->suggestions, 0) : "";
}

static void test_suggestions(void **data)
{
    static const struct {
        const char *rule, *word, *language, *want;
    } cases[] = {
        {"spelling/misspelt", "dtaum", "nl", "datum"},
        {"spelling/misspelt", "Dtaum", "nl", "Datum"},
        {"spelling/misspelt", "DTAUM", "nl", "DATUM"},
        {"spelling/misspelt", "accomodatie", "", "accommodatie"},
        {"spelling/misspelt", "recieve", "en", "receive"},
        {"spelling/unknown-word", "onmidelijk", "nl", "onmiddellijk"},
        {"spelling/known-error", "ten alle tijden", "nl", "te allen tijde"},
        {"spelling/known-error", "hobbies", "nl", "hobby's"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_string_equal(
            first_suggestion(*data, cases[i].rule, cases[i].word, cases[i].language),
            cases[i].want);
        assert_true(((struct state *)*data)->fake->suggestions->len <= 5);
    }
}

/* Long tokens, long runs and many unknown words end in an answer, soon. */
static void test_monsters(void **data)
{
    struct state *state = *data;
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *one = NULL, *many = NULL, *spread = NULL;
    for (int i = 0; i < 100000; i++) {
        g_string_append(text, "ab-'");
    }
    one = judge(state, text->str, TS_ROLE_TEXT, "nl");
    assert_string_equal(one, "");
    g_string_truncate(text, 0);
    for (int i = 0; i < 100000; i++) {
        g_string_append_printf(text, "qzx%cv%cj%cw ", 'a' + i % 26, 'a' + i / 26 % 26,
                               'a' + i / 676 % 26);
    }
    many = judge(state, text->str, TS_ROLE_TEXT, "nl");
    assert_string_equal(many, ""); /* no text of this language */
    g_string_truncate(text, 0);
    for (int i = 0; i < 2000; i++) {
        g_string_append_printf(text, "de mooie vloer qzx%cv%cj%cw ligt ", 'a' + i % 26,
                               'a' + i / 26 % 26, 'a' + i / 676 % 26);
    }
    spread = judge(state, text->str, TS_ROLE_TEXT, "nl");
    assert_true(g_str_has_prefix(spread, "failed: a block has more than 500"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_same_twice),
        cmocka_unit_test(test_code_is_no_text),
        cmocka_unit_test(test_place_is_the_word),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_missing_dictionary),
        cmocka_unit_test(test_names_languages),
        cmocka_unit_test(test_name_of_dictionary_is_no_path),
        cmocka_unit_test(test_other_language_is_counted),
        cmocka_unit_test(test_bad_brand_files),
        cmocka_unit_test(test_suggestions),
        cmocka_unit_test(test_monsters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
