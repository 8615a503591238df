/* SPDX-License-Identifier: MIT
 *
 * Words that hold a sentence together in Dutch, English, German and French. Another preposition in
 * the pay-off is an alteration; another noun is another promise.
 */
#include "plugins/check-promise/promise.h"

#include <stdlib.h>

/* Bare of accents, sorted by bytes: prepositions, articles, pronouns, auxiliaries, conjunctions. */
static const char *const small_words[] = {
    "a",      "aan",      "ab",     "aber",    "about",   "achter",  "after",    "als",
    "also",   "am",       "an",     "and",     "are",     "as",      "at",       "au",
    "auch",   "auf",      "aus",    "aux",     "avec",    "be",      "been",     "before",
    "bei",    "beim",     "ben",    "bent",    "between", "bij",     "bin",      "binnen",
    "bis",    "boven",    "buiten", "but",     "by",      "can",     "ce",       "ces",
    "cet",    "cette",    "chez",   "could",   "da",      "daar",    "daarin",   "daarmee",
    "daarop", "daarvoor", "damit",  "dan",     "dann",    "dans",    "das",      "dass",
    "dat",    "de",       "dein",   "deine",   "dem",     "den",     "der",      "des",
    "deze",   "dich",     "die",    "dir",     "dit",     "do",      "does",     "door",
    "du",     "durch",    "dus",    "een",     "ein",     "eine",    "einem",    "einen",
    "einer",  "eines",    "elle",   "elles",   "en",      "er",      "es",       "est",
    "et",     "euch",     "euer",   "eure",    "eux",     "for",     "from",     "fur",
    "gegen",  "haar",     "hab",    "habe",    "haben",   "had",     "has",      "hat",
    "have",   "he",       "heb",    "hebben",  "hebt",    "heeft",   "hem",      "hen",
    "her",    "here",     "het",    "hier",    "hiermee", "hierop",  "hij",      "him",
    "his",    "hun",      "i",      "ich",     "if",      "ihm",     "ihn",      "ihnen",
    "ihr",    "ihre",     "ik",     "il",      "ils",     "im",      "in",       "ins",
    "into",   "is",       "ist",    "it",      "its",     "je",      "jij",      "jou",
    "jouw",   "jullie",   "kan",    "kann",    "kannst",  "kon",     "konnen",   "kun",
    "kunnen", "kunt",     "la",     "langs",   "le",      "les",     "leur",     "leurs",
    "lui",    "ma",       "maar",   "mag",     "mais",    "may",     "me",       "mee",
    "mein",   "meine",    "mes",    "met",     "mich",    "might",   "mij",      "mijn",
    "mir",    "mit",      "moet",   "moeten",  "mogen",   "moi",     "mon",      "muss",
    "mussen", "must",     "my",     "na",      "naar",    "naast",   "nach",     "neben",
    "noch",   "nog",      "nos",    "notre",   "nous",    "nun",     "ob",       "oder",
    "of",     "off",      "om",     "on",      "onder",   "one",     "ons",      "ont",
    "onze",   "ook",      "op",     "or",      "ou",      "our",     "ours",     "out",
    "over",   "par",      "per",    "pour",    "que",     "qui",     "rond",     "sa",
    "se",     "seid",     "sein",   "seine",   "seit",    "ses",     "shall",    "she",
    "should", "sich",     "sie",    "sind",    "sinds",   "so",      "soll",     "sollen",
    "son",    "sont",     "sous",   "sur",     "ta",      "te",      "tegen",    "ten",
    "ter",    "tes",      "than",   "that",    "the",     "their",   "them",     "then",
    "there",  "these",    "they",   "this",    "those",   "through", "tijdens",  "to",
    "toi",    "ton",      "tot",    "tu",      "tussen",  "u",       "uber",     "uit",
    "um",     "un",       "und",    "under",   "une",     "uns",     "unser",    "unsere",
    "unter",  "until",    "upon",   "us",      "uw",      "uwe",     "van",      "vanaf",
    "vers",   "via",      "vom",    "von",     "voor",    "vor",     "vos",      "votre",
    "vous",   "waar",     "waarin", "waarmee", "waarop",  "waarvan", "waarvoor", "waren",
    "was",    "wat",      "we",     "wel",     "werden",  "were",    "what",     "when",
    "where",  "which",    "who",    "wie",     "wij",     "wil",     "will",     "willen",
    "wilt",   "wir",      "wird",   "with",    "within",  "wo",      "wollen",   "worden",
    "wordt",  "would",    "y",      "you",     "your",    "yours",   "ze",       "zich",
    "zij",    "zijn",     "zo",     "zou",     "zouden",  "zu",      "zullen",   "zum",
    "zur",    "zwischen",
};

/* They tell one promise from another, but do not make it: how much, how many, or not. */
static const char *const kept_words[] = {
    "al",     "all",   "alle", "alles", "any",     "aucun",  "beide",  "both",  "each",  "elk",
    "elke",   "every", "geen", "heel",  "ieder",   "iedere", "jamais", "jede",  "jeder", "jedes",
    "kein",   "keine", "many", "meer",  "mehr",    "more",   "most",   "never", "nicht", "niet",
    "no",     "nooit", "not",  "ohne",  "pas",     "plus",   "sans",   "tous",  "tout",  "toute",
    "toutes", "veel",  "vele", "viel",  "without", "zonder",
};

static int compare(const void *key, const void *row)
{
    const struct ts_str *word = key;
    const char *other = *(const char *const *)row;
    int order = strncmp(word->ptr, other, word->len);
    return order ? order : -(other[word->len] != '\0');
}

enum weight weight_of(struct ts_str word)
{
    if (word.len == 0 ||
        bsearch(&word, small_words, G_N_ELEMENTS(small_words), sizeof small_words[0], compare)) {
        return WEIGHT_SMALL;
    }
    return bsearch(&word, kept_words, G_N_ELEMENTS(kept_words), sizeof kept_words[0], compare)
               ? WEIGHT_KEPT
               : WEIGHT_CONTENT;
}
