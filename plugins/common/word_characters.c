/* SPDX-License-Identifier: MIT
 *
 * What each character does to words, and the abbreviations that keep their dot.
 */
#include "plugins/common/words_private.h"

/* enum character_kind of each ASCII character, sixteen a row. */
const char words_ascii_kinds[129] = ".........     .."
                                    "................"
                                    " !(....-(((..--."
                                    "0000000000!!...!"
                                    ".aaaaaaaaaaaaaaa"
                                    "aaaaaaaaaaa(.(.."
                                    "-aaaaaaaaaaaaaaa"
                                    "aaaaaaaaaaa.!...";

enum character_kind words_kind(gunichar code)
{
    if (character_is_invisible(code)) {
        return KIND_IGNORED;
    }
    switch (code) {
    case 0x2018: /* apostrophes as they are met */
    case 0x2019:
    case 0x02BC:
    case 0x00B4:
    case 0x2010: /* hyphens */
    case 0x2011:
    case 0x00B7: /* the middle dot of Catalan */
        return KIND_JOINER;
    case 0x2022: /* bullet */
    case 0x2026: /* ellipsis */
    case 0x203C: /* double exclamation mark */
        return KIND_END;
    case 0x201C: /* quotation marks */
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
    case 0x2013: /* dashes */
    case 0x2014:
        return KIND_PASSED;
    default:
        break;
    }
    if (g_unichar_isalpha(code) || g_unichar_ismark(code)) {
        return KIND_LETTER;
    }
    if (g_unichar_isspace(code)) {
        return KIND_SPACE;
    }
    return g_unichar_isdigit(code) ? KIND_DIGIT : KIND_OTHER;
}

/* Sorted. */
static const struct {
    char text[8];
    enum abbreviation kind;
} abbreviations[] = {
    {"abt", ABBREVIATION_PLAIN},   {"afb", ABBREVIATION_PLAIN},   {"approx", ABBREVIATION_PLAIN},
    {"art", ABBREVIATION_OR_WORD}, {"aug", ABBREVIATION_OR_WORD}, {"bijv", ABBREVIATION_PLAIN},
    {"blz", ABBREVIATION_PLAIN},   {"bv", ABBREVIATION_PLAIN},    {"bzw", ABBREVIATION_PLAIN},
    {"ca", ABBREVIATION_PLAIN},    {"co", ABBREVIATION_OR_WORD},  {"dec", ABBREVIATION_OR_WORD},
    {"dept", ABBREVIATION_PLAIN},  {"dhr", ABBREVIATION_PLAIN},   {"dr", ABBREVIATION_PLAIN},
    {"drs", ABBREVIATION_PLAIN},   {"ed", ABBREVIATION_OR_WORD},  {"enz", ABBREVIATION_LAST},
    {"est", ABBREVIATION_OR_WORD}, {"etc", ABBREVIATION_LAST},    {"evt", ABBREVIATION_PLAIN},
    {"excl", ABBREVIATION_PLAIN},  {"feb", ABBREVIATION_OR_WORD}, {"fig", ABBREVIATION_OR_WORD},
    {"gem", ABBREVIATION_OR_WORD}, {"inc", ABBREVIATION_LAST},    {"incl", ABBREVIATION_PLAIN},
    {"ing", ABBREVIATION_OR_WORD}, {"ir", ABBREVIATION_PLAIN},    {"ivm", ABBREVIATION_PLAIN},
    {"jan", ABBREVIATION_OR_WORD}, {"jl", ABBREVIATION_LAST},     {"jr", ABBREVIATION_LAST},
    {"lid", ABBREVIATION_OR_WORD}, {"ltd", ABBREVIATION_LAST},    {"max", ABBREVIATION_OR_WORD},
    {"mevr", ABBREVIATION_PLAIN},  {"min", ABBREVIATION_OR_WORD}, {"mr", ABBREVIATION_PLAIN},
    {"mrs", ABBREVIATION_PLAIN},   {"ms", ABBREVIATION_PLAIN},    {"mw", ABBREVIATION_PLAIN},
    {"nl", ABBREVIATION_OR_WORD},  {"no", ABBREVIATION_OR_WORD},  {"nov", ABBREVIATION_OR_WORD},
    {"nr", ABBREVIATION_PLAIN},    {"okt", ABBREVIATION_OR_WORD}, {"par", ABBREVIATION_OR_WORD},
    {"prof", ABBREVIATION_PLAIN},  {"resp", ABBREVIATION_PLAIN},  {"sept", ABBREVIATION_OR_WORD},
    {"sr", ABBREVIATION_LAST},     {"st", ABBREVIATION_PLAIN},    {"str", ABBREVIATION_OR_WORD},
    {"tav", ABBREVIATION_PLAIN},   {"tel", ABBREVIATION_OR_WORD}, {"usw", ABBREVIATION_LAST},
    {"vgl", ABBREVIATION_PLAIN},   {"vs", ABBREVIATION_PLAIN},    {"zgn", ABBREVIATION_PLAIN},
};

enum abbreviation words_abbreviation(struct ts_str raw)
{
    size_t low = 0;
    size_t high = G_N_ELEMENTS(abbreviations);
    char key[sizeof abbreviations->text] = "";
    if (raw.len < 2 || raw.len >= sizeof key) {
        return ABBREVIATION_NONE;
    }
    for (size_t i = 0; i < raw.len; i++) {
        key[i] = g_ascii_tolower(raw.ptr[i]);
    }
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(key, abbreviations[middle].text);
        if (order == 0) {
            return abbreviations[middle].kind;
        }
        low = order > 0 ? middle + 1 : low;
        high = order > 0 ? high : middle;
    }
    return ABBREVIATION_NONE;
}

gboolean words_is_dotted(struct ts_str raw)
{
    gboolean has_dot = FALSE;
    size_t run = 0;
    for (size_t i = 0; i < raw.len; i++) {
        if (raw.ptr[i] == '.') {
            has_dot = TRUE;
            run = 0;
        } else if (g_ascii_isdigit(raw.ptr[i]) || ++run > 3) {
            return FALSE;
        }
    }
    return has_dot;
}
