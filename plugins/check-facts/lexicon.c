/* SPDX-License-Identifier: MIT
 *
 * Puts the words of a language that tell quantities, and what is said of them, into its finder.
 */
#include "plugins/check-facts/text.h"

static const struct {
    const char *language;
    const struct lexeme *lexicon;
} lexicons[] = {
    {"nl", lexicon_nl},
    {"en", lexicon_en},
    {"de", lexicon_de},
    {"fr", lexicon_fr},
};

/* What is written alike everywhere. */
static const struct lexeme common[] = {
    {MARK_ALWAYS, 0, NULL, "24/7|24x7|7/7"},
    {MARK_CURRENCY, 0, "EUR", "€|eur|euro|euro's|euros"},
    {MARK_CURRENCY, 0, "GBP", "£|gbp"},
    {MARK_CURRENCY, 0, "USD", "$|usd"},
    {MARK_CURRENCY, 0, "CHF", "chf"},
    {MARK_PERCENT, 0, NULL, "%"},
    {MARK_COUNTRY, 0, "EU", "eu"},
    {MARK_CONDITION, 0, "express", "express*|expres*|priority"},
    {MARK_AM, 0, NULL, "am|a.m"},
    {MARK_PM, 0, NULL, "pm|p.m"},
    {0, 0, NULL, NULL},
};

static void add(struct finder_language *language, const struct lexeme *lexicon)
{
    for (const struct lexeme *row = lexicon; row->words; row++) {
        g_auto(GStrv) words = g_strsplit(row->words, "|", -1);
        for (guint i = 0; words[i]; i++) {
            finder_add(language, ts_text(words[i]), row->kind, row->value, row->what);
        }
    }
}

void lexicon_add(struct finder_language *language, const char *name)
{
    add(language, common);
    for (guint i = 0; i < G_N_ELEMENTS(lexicons); i++) {
        if (g_ascii_strncasecmp(name, lexicons[i].language, 2) == 0) {
            add(language, lexicons[i].lexicon);
        }
    }
}
