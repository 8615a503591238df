/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers as they are said, and what only looks like one.
 */
#include "plugins/common/spoken.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* numbers: "words=digits" in order, separated by |. */
static const struct {
    const char *language, *text, *numbers;
} rows[] = {
    /* Dutch */
    {"nl", "Bel nul dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig.",
     "nul dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig=0301234567"},
    {"nl", "nul dertig, honderddrieentwintig, vijf en veertig, zeven en zestig",
     "nul dertig, honderddrieentwintig, vijf en veertig, zeven en zestig=0301234567"},
    {"nl", "Ons nummer is nul drie nul, een twee drie, vier vijf, zes zeven.",
     "nul drie nul, een twee drie, vier vijf, zes zeven=0301234567"},
    {"nl", "Nul Dertig Honderd Drieëntwintig Vijfenveertig Zevenenzestig",
     "Nul Dertig Honderd Drieëntwintig Vijfenveertig Zevenenzestig=0301234567"},
    {"nl", "U bereikt ons op 030, één twee drie, 45, zevenenzestig, ook in het weekend.",
     "030, één twee drie, 45, zevenenzestig=0301234567"},
    {"nl", "nul zes, twaalf vierendertig, zesenvijftig achtenzeventig",
     "nul zes, twaalf vierendertig, zesenvijftig achtenzeventig=0612345678"},
    {"nl", "nul veertig, dubbel twee, drie drie, dubbel vijf, een een",
     "nul veertig, dubbel twee, drie drie, dubbel vijf, een een=04022335511"},
    {"nl", "plus eenendertig, dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig",
     "plus eenendertig, dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig=+31301234567"},
    {"nl", "+31 (0)30 123 45 67", "+31 (0)30 123 45 67=+31301234567"},
    {"nl", "nul nul eenendertig dertig honderd drieëntwintig vijfenveertig zevenenzestig",
     "nul nul eenendertig dertig honderd drieëntwintig vijfenveertig zevenenzestig=0031301234567"},
    {"nl", "Bel nul negenhonderd, twaalf vierendertig.",
     "nul negenhonderd, twaalf vierendertig=09001234"},
    {"nl", "Bel gratis nul achthonderd streepje een twee drie vier",
     "nul achthonderd streepje een twee drie vier=08001234"},
    {"nl", "Bel 0900-1234 (lokaal tarief).", "0900-1234=09001234"},
    {"nl", "Wij zijn bereikbaar op 14 030.", "14 030=14030"},
    {"nl", "Bel veertien nul dertig", "veertien nul dertig=14030"},
    {"nl", "Bel ons op achttien vijftig.", "achttien vijftig=1850"},
    {"nl", "Bel achttienhonderdvijftig.", "achttienhonderdvijftig=1850"},
    {"nl", "Bij nood belt u 112.", "112=112"},
    {"nl", "Bel bij nood 112.", ""},
    {"nl", "Bel 112.", "112=112"},
    {"nl", "tel. 030 123 45 67", "030 123 45 67=0301234567"},
    {"nl", "Tel.: (030) 123 45 67", "030) 123 45 67=0301234567"},
    {"nl", "030 123 45 67, 040 234 56 78", "030 123 45 67=0301234567|040 234 56 78=0402345678"},
    {"nl", "Bel nul dertig honderd drieëntwintig vijfenveertig zevenenzestig een keer terug",
     "nul dertig honderd drieëntwintig vijfenveertig zevenenzestig=0301234567"},
    {"nl", "Bel 030 123 45 67 24 uur per dag", "030 123 45 67=0301234567"},
    {"nl",
     "Houd uw ordernummer bij de hand als u belt met nul dertig een twee drie vier vijf zes "
     "zeven",
     "nul dertig een twee drie vier vijf zes zeven=0301234567"},
    {"nl", "nul, drie, nul, een, twee, drie, vier, vijf, zes, zeven",
     "nul, drie, nul, een, twee, drie, vier, vijf, zes, zeven=0301234567"},
    {"nl-NL", "nul twintig, driehonderd, vierendertig, tien",
     "nul twintig, driehonderd, vierendertig, tien=0203003410"},
    {"nl", "nul twintig drie honderd twintig vierendertig tien",
     "nul twintig drie honderd twintig vierendertig tien=0203203410"},
    /* Dutch, and no number to call */
    {"nl", "Wij zijn open van negen tot vijf.", ""},
    {"nl", "Na honderd drieëntwintig dagen vervalt de garantie.", ""},
    {"nl", "Bel binnen dertig dagen.", ""},
    {"nl", "Bel ons, al honderd jaar.", ""},
    {"nl", "Wij zijn bereikbaar van negen tot vijf.", ""},
    {"nl", "Wij zijn bereikbaar 9-17 uur.", ""},
    {"nl", "Wij zijn bereikbaar 9-17.", ""},
    {"nl", "Wij zijn bereikbaar 24/7.", ""},
    {"nl", "Bereikbaar op 24-12-2026.", ""},
    {"nl", "Bereikbaar op 01-02-2026 09:00.", ""},
    {"nl", "Bereikbaar 9.30 tot 17.00", ""},
    {"nl", "Bel voor driehonderd euro korting.", ""},
    {"nl", "Een vloer van duizend tweehonderd vijftig euro", ""},
    {"nl", "Het kost 1.234,56 euro.", ""},
    {"nl", "€ 0301234567", ""},
    {"nl", "Sinds negentienhonderdvijfentachtig legt Vlakwerk vloeren.", ""},
    {"nl", "Wij bellen sinds 1985.", ""},
    {"nl", "Bel in 2026.", ""},
    {"nl", "Uw bestelnummer is nul een twee drie zes zeven acht vier vijf twee.", ""},
    {"nl", "Uw bestelnummer is 0301234567.", ""},
    {"nl", "0301234567 is uw bestelnummer.", ""},
    {"nl", "Polisnummer 0123987654", ""},
    {"nl", "Rekening NL91 ABNA 0417 1643 00", ""},
    {"nl", "NL91ABNA0417164300", ""},
    {"nl", "Toets een voor een offerte, twee voor service of nul voor een medewerker.", ""},
    {"nl", "Toets nul een twee drie vier zes vijf zeven acht", ""},
    {"nl", "nul een twee drie vier vijf zes zeven acht negen", ""},
    {"nl", "Bel toestel honderd drieëntwintig", ""},
    {"nl", "Een twee drie vier vijf zes zeven acht negen tien", ""},
    {"nl", "Drie keer nul is nul.", ""},
    {"nl", "nul dertig honderd drieëntwintig", ""},
    {"nl", "Bel nu en krijg 100 procent korting.", ""},
    {"nl", "Wij bellen u terug. 123 klanten gingen u voor.", ""},
    {"nl", "0.1234567890", ""},
    {"nl", "Maat 120 x 60, dikte 0301234567mm", ""},
    {"nl", "zero three zero one two three four five six seven", ""},
    /* English */
    {"en", "Call oh three oh, one two three, double four, double five.",
     "oh three oh, one two three, double four, double five=0301234455"},
    {"en-GB", "zero thirty, one hundred and twenty-three, forty five, sixty seven",
     "zero thirty, one hundred and twenty-three, forty five, sixty seven=0301234567"},
    {"en", "zero thirty, one twenty three, triple five, nine",
     "zero thirty, one twenty three, triple five, nine=0301235559"},
    {"en", "Dial plus three one, three oh, one two three, four five, six seven.",
     "plus three one, three oh, one two three, four five, six seven=+31301234567"},
    {"en", "Call us on 0900 1234.", "0900 1234=09001234"},
    {"en", "Call one eight hundred, five five five, oh one two three",
     "one eight hundred, five five five, oh one two three=18005550123"},
    {"en", "O three O one two three four five six seven",
     "O three O one two three four five six seven=0301234567"},
    {"en", "We are open from nine to five, seven days a week.", ""},
    {"en", "Your order number is zero one two three nine eight seven six.", ""},
    {"en", "Call us 365 days a year.", ""},
    {"en", "Press one for sales, two for service.", ""},
    {"en", "Oh, one of these days.", ""},
    /* German, and a language whose number words are not known */
    {"de", "Rufen Sie an: null drei null, eins zwei drei, fünfundvierzig, siebenundsechzig",
     "null drei null, eins zwei drei, fünfundvierzig, siebenundsechzig=0301234567"},
    {"de", "null dreißig, hundertdreiundzwanzig, fünf und vierzig, zwo zwo",
     "null dreißig, hundertdreiundzwanzig, fünf und vierzig, zwo zwo=0301234522"},
    {"fr", "Appelez le 01 23 98 76 54.", "01 23 98 76 54=0123987654"},
    {"fr", "un deux trois", ""},
    /* No language: the one that understands most */
    {"", "Bel nul dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig.",
     "nul dertig, honderd drieëntwintig, vijfenveertig, zevenenzestig=0301234567"},
    {"", "call oh three oh, one two three, double four, double five",
     "oh three oh, one two three, double four, double five=0301234455"},
    {"", "", ""},
    {"nl", "dubbel", ""},
    {"nl", "+", ""},
    {"nl", "0123456789012345678901234567890123456789", ""},
};

static void test_find(void **state)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(struct spoken_number));
    guint wrong = 0;
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        g_array_set_size(numbers, 0);
        spoken_find_numbers(ts_text(rows[i].text), ts_text(rows[i].language), numbers);
        for (guint n = 0; n < numbers->len; n++) {
            const struct spoken_number *number = &g_array_index(numbers, struct spoken_number, n);
            assert_true(number->offset + number->length <= strlen(rows[i].text));
            g_string_append_printf(out, "%s%.*s=%s", n ? "|" : "", (int)number->length,
                                   rows[i].text + number->offset, number->digits);
        }
        if (strcmp(out->str, rows[i].numbers) != 0) {
            print_error("row %zu: %s\n  wanted %s\n  got    %s\n", i, rows[i].text, rows[i].numbers,
                        out->str);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* What is said to be a number, whatever it looks like; NULL: it is none. */
static const struct {
    const char *language, *text, *digits;
} number_rows[] = {
    {"nl", "0301234567", "0301234567"},
    {"nl", "14 030", "14030"},
    {"nl", "één een twee", "112"},
    {"nl", "+31 30 123 45 67", "+31301234567"},
    {"", "oh three oh", "030"},
    {"nl", "(030) 123", "030123"},
    {"nl", "bel 112", NULL},
    {"nl", "", NULL},
    {"nl", "0123456789012345", NULL},
    {"nl", "+", NULL},
    {"nl", "vloer", NULL},
};

static void test_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(number_rows); i++) {
        struct spoken_number number;
        gboolean is_one = spoken_read_number(ts_text(number_rows[i].text),
                                             ts_text(number_rows[i].language), &number);
        const char *wanted = number_rows[i].digits;
        if (is_one != (wanted != NULL) || (wanted && strcmp(wanted, number.digits) != 0)) {
            fail_msg("row %zu: %s: got %s", i, number_rows[i].text,
                     is_one ? number.digits : "nothing");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find), cmocka_unit_test(test_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
