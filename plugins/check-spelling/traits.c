/* SPDX-License-Identifier: MIT
 *
 * The tables of the four languages whose rules were measured. Another language works from its
 * dictionary alone.
 */
#include "plugins/check-spelling/traits.h"

#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct traits known[] = {
    {
        .code = "nl",
        .name = "Dutch",
        .package = "hunspell-nl",
        .dictionaries = LIST("nl_NL", "nl"),
        .joins_words = true,
        .hyphenates_vowels = true,
        .hyphenated = LIST("oud", "niet", "non", "adjunct", "aspirant", "assistent", "bijna",
                           "chef", "collega", "interim", "kandidaat", "leerling", "meester", "sint",
                           "stagiair", "substituut"),
        .prefixes = LIST("anti", "bi", "co", "contra", "extra", "hyper", "infra", "inter", "intra",
                         "loco", "macro", "mega", "micro", "mini", "mono", "multi", "neo", "para",
                         "poly", "post", "pre", "pseudo", "quasi", "semi", "sub", "super", "tele",
                         "trans", "ultra", "vice"),
        .links = LIST("s", "e", "en"),
        .no_parts =
            LIST("naar", "niet", "voor", "over", "onder", "boven", "achter", "binnen", "buiten",
                 "tegen", "tussen", "door", "zonder", "tijdens", "sinds", "vanaf", "zoals", "omdat",
                 "zodat", "hoewel", "terwijl", "indien", "maar", "want", "dat", "deze", "welke",
                 "wordt", "worden", "heeft", "hebben", "kunnen", "zullen", "moeten", "mogen",
                 "willen", "gaan", "komen", "waren", "zijn", "veel", "meer", "geen", "alle",
                 "andere", "zeer", "toch", "reeds", "steeds", "alleen", "samen", "verder"),
        .conjugated = LIST("gaat", "gaan", "staat", "staan", "slaat", "slaan", "doet", "doen",
                           "ziet", "zien"),
        .abbreviations =
            LIST("bijv", "bv", "dhr", "mevr", "mw", "enz", "etc", "incl", "excl", "ca", "nr", "nrs",
                 "tel", "art", "blz", "pag", "evt", "resp", "vgl", "ing", "ir", "drs", "mr", "dr",
                 "prof", "vs", "max", "min", "afb", "fig", "hfst", "jl", "str", "st", "afd", "aug",
                 "sept", "okt", "nov", "dec", "jan", "feb", "apr", "ma", "di", "wo", "do", "vr",
                 "za", "zo", "gem", "Chr", "chr"),
        .repeats = LIST("dat", "die", "had", "was", "je", "u", "het", "ze", "zijn", "hun", "haar",
                        "heel", "zeer", "veel", "ja", "nee", "ha", "bla", "nou", "hup", "tik",
                        /* gaat in in maart, houdt op op vrijdag */
                        "aan", "af", "door", "in", "mee", "om", "op", "over", "toe", "uit"),
    },
    {
        .code = "en",
        .name = "English",
        .package = "hunspell-en-gb",
        .dictionaries = LIST("en_GB", "en_US"),
        .also = "en_US",
        .abbreviations =
            LIST("e.g", "i.e", "etc", "vs", "mr", "mrs", "ms", "dr", "prof", "no", "nos", "incl",
                 "excl", "tel", "approx", "dept", "est", "fig", "figs", "inc", "ltd", "jan", "feb",
                 "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "jr", "sr",
                 "st", "ave", "vol", "ed", "eds", "ca", "cf", "al"),
        .repeats = LIST("that", "had", "is", "very", "so", "no", "bye", "ha", "bla", "many", "long",
                        "again", "her", "you", "in", "on", "out", "up", "do", "knock"),
    },
    {
        .code = "de",
        .name = "German",
        .package = "hunspell-de-de",
        .dictionaries = LIST("de_DE", "de_AT", "de_CH", "de"),
        .joins_words = true,
        .capitalises_nouns = true,
        .links = LIST("s", "n", "en", "es", "er", "e"),
        .abbreviations =
            LIST("bzw", "usw", "ggf", "evtl", "inkl", "exkl", "ca", "nr", "tel", "str", "abs",
                 "art", "vgl", "dr", "prof", "sog", "mind", "max", "min", "zzgl", "jan", "feb",
                 "apr", "aug", "sept", "okt", "nov", "dez", "etc"),
        .repeats = LIST("die", "der", "das", "den", "dem", "sie", "ihr", "ist", "war", "sehr", "ja",
                        "nein", "wie", "in", "an", "auf", "ha", "bla"),
    },
    {
        .code = "fr",
        .name = "French",
        .package = "hunspell-fr",
        .dictionaries = LIST("fr_FR", "fr", "fr-classique", "fr-moderne"),
        .abbreviations = LIST("m", "mm", "mme", "mlle", "dr", "etc", "env", "ex", "cf", "av", "bd",
                              "tél", "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc",
                              "max", "min", "art", "p"),
        .elisions = LIST("l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu",
                         "quoiqu", "quelqu", "presqu", "entr"),
        .repeats = LIST("nous", "vous", "très", "non", "oui", "bien", "si", "en", "ha", "bla"),
    },
};

static const struct traits general = {.code = NULL};

const struct traits *traits_find(const char *code)
{
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].code, code) == 0) {
            return &known[i];
        }
    }
    return &general;
}

bool traits_clash(gunichar last, gunichar first)
{
    static const char *const pairs[] = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie",
                                        "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (last == (gunichar)pairs[i][0] && first == (gunichar)pairs[i][1]) {
            return true;
        }
    }
    return false;
}

bool traits_has(const char *const *list, const char *text)
{
    for (; list && *list; list++) {
        if (strcmp(*list, text) == 0) {
            return true;
        }
    }
    return false;
}
