/* SPDX-License-Identifier: MIT
 *
 * Numbers in words, up to ninety-nine and some hundreds: Dutch and German join the unit and the ten
 * ("vijfenveertig"), English has them side by side ("forty-five").
 */
#include "plugins/check-facts/text.h"

struct number_names {
    const char *language;
    const char *low[20]; /* of 0 to 19; NULL or alternatives separated by bars */
    const char *tens[10];
    const char *joint; /* between unit and ten; NULL: the ten comes first, as a word of its own */
    const char *hundred;
};

static const struct number_names all[] = {
    {"nl",
     {"nul",      "een",      "twee",    "drie",      "vier",     "vijf",     "zes",
      "zeven",    "acht",     "negen",   "tien",      "elf",      "twaalf",   "dertien",
      "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"},
     {NULL, NULL, "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig",
      "negentig"},
     "en",
     "honderd"},
    {"en",
     {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
     {NULL, NULL, "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"},
     NULL,
     "hundred"},
    {"de",
     {"null",     "eins",     "zwei",     "drei",     "vier",     "funf",    "sechs",
      "sieben",   "acht",     "neun",     "zehn",     "elf",      "zwolf",   "dreizehn",
      "vierzehn", "funfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"},
     {NULL, NULL, "zwanzig", "dreissig", "vierzig", "funfzig", "sechzig", "siebzig", "achtzig",
      "neunzig"},
     "und",
     "hundert"},
    {"fr",
     {NULL,       NULL,     "deux",  "trois",    "quatre",   "cinq",    "six",
      "sept",     "huit",   "neuf",  "dix",      "onze",     "douze",   "treize",
      "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"},
     {NULL, NULL, "vingt", "trente", "quarante", "cinquante", "soixante", NULL, NULL, NULL},
     NULL,
     "cent"},
};

static void add(struct finder_language *language, const char *word, int value)
{
    finder_add(language, ts_text(word), MARK_NUMBER, value, NULL);
}

static void add_tens(struct finder_language *language, const struct number_names *names, guint ten)
{
    add(language, names->tens[ten], (int)ten * 10);
    for (guint one = 1; one < 10; one++) {
        const char *low = names->low[one] ? names->low[one] : "un";
        g_autofree char *word = names->joint
                                    ? g_strconcat(low, names->joint, names->tens[ten], NULL)
                                    : g_strconcat(names->tens[ten], " ", low, NULL);
        add(language, word, (int)(ten * 10 + one));
    }
}

void number_words_add(struct finder_language *language, const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
        const struct number_names *names = &all[i];
        if (g_ascii_strncasecmp(name, names->language, 2) != 0) {
            continue;
        }
        /* one is an article, but in English */
        for (guint low = strcmp(names->language, "en") == 0 ? 1 : 2; low < 20; low++) {
            if (names->low[low]) {
                add(language, names->low[low], (int)low);
            }
        }
        for (guint ten = 2; ten < 10; ten++) {
            if (names->tens[ten]) {
                add_tens(language, names, ten);
            }
        }
        add(language, names->hundred, 100);
    }
}
