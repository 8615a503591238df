/* SPDX-License-Identifier: MIT
 *
 * The table of slips. Costs count tenths of a slip that nothing explains; they follow from how a
 * language is spelt and how people type, and were weighed on lists of errors as a whole.
 */
#include "plugins/check-spelling/slips.h"

#include <string.h>

#define SOUND 3 /* written as it sounds */
#define MIXED 5 /* two spellings of a sound that people mix up now and then */
#define FIRST_LETTER 4
#define OUTER_LETTER 1

static const struct slip dutch[] = {
    {"ei", "ij", SOUND},    {"ij", "ei", SOUND},   {"y", "ij", SOUND},     {"ey", "ei", SOUND},
    {"au", "ou", SOUND},    {"ou", "au", SOUND},   {"auw", "ouw", SOUND},  {"ouw", "auw", SOUND},
    {"ie", "i", SOUND},     {"i", "ie", SOUND},    {"dt", "d", SOUND},     {"d", "dt", SOUND},
    {"dt", "t", SOUND},     {"t", "dt", SOUND},    {"td", "d", MIXED},     {"ch", "g", SOUND},
    {"g", "ch", SOUND},     {"ks", "x", SOUND},    {"x", "ks", SOUND},     {"kw", "qu", SOUND},
    {"qu", "kw", SOUND},    {"th", "t", SOUND},    {"t", "th", SOUND},     {"f", "ph", SOUND},
    {"ph", "f", SOUND},     {"r", "rh", SOUND},    {"sj", "ch", MIXED},    {"sj", "sh", MIXED},
    {"ch", "sj", MIXED},    {"sch", "s", MIXED},   {"s", "sch", MIXED},    {"c", "s", SOUND},
    {"s", "c", SOUND},      {"sie", "tie", SOUND}, {"tsie", "tie", SOUND}, {"tie", "sie", SOUND},
    {"tie", "ctie", MIXED}, {"k", "ch", MIXED},    {"oe", "ou", MIXED},    {"ou", "oe", MIXED},
    {"u", "uw", MIXED},     {"uw", "u", MIXED},    {"ieu", "eeuw", MIXED}, {"lijk", "elijk", MIXED},
    {"e", "ee", SOUND},     {"ee", "e", SOUND},    {"a", "aa", SOUND},     {"aa", "a", SOUND},
    {"o", "oo", SOUND},     {"oo", "o", SOUND},    {"u", "uu", SOUND},     {"uu", "u", SOUND},
    {"eu", "u", MIXED},     {"nk", "ng", MIXED},   {"ng", "n", MIXED},     {"n", "ng", MIXED},
    {"en", "e", MIXED},     {"e", "en", SOUND},    {"s", "ss", SOUND},     {"zj", "g", MIXED},
    {"j", "g", MIXED},      {"ai", "aj", MIXED},   {"io", "jo", MIXED},    {"oo", "eau", MIXED},
    {"o", "eau", MIXED},    {"sh", "sch", MIXED},  {"ee", "ea", MIXED},    {"z", "s", SOUND},
    {"", "'", SOUND},       {"", "-", SOUND},      {"e", "\xc3\xab", 1},   {"i", "\xc3\xaf", 1},
    {NULL, NULL, 0},
};

static const struct slip english[] = {
    {"ei", "ie", SOUND},
    {"ie", "ei", SOUND},
    {"able", "ible", SOUND},
    {"ible", "able", SOUND},
    {"ant", "ent", SOUND},
    {"ent", "ant", SOUND},
    {"ance", "ence", SOUND},
    {"ence", "ance", SOUND},
    {"ancy", "ency", SOUND},
    {"er", "or", SOUND},
    {"or", "er", SOUND},
    {"ar", "er", SOUND},
    {"er", "ar", SOUND},
    {"or", "ar", SOUND},
    {"ar", "or", SOUND},
    {"ere", "eer", SOUND},
    {"f", "ph", SOUND},
    {"ph", "f", SOUND},
    {"f", "gh", MIXED},
    {"k", "ck", SOUND},
    {"ck", "k", SOUND},
    {"k", "ch", SOUND},
    {"c", "ch", MIXED},
    {"ch", "c", MIXED},
    {"k", "c", SOUND},
    {"c", "k", SOUND},
    {"c", "s", SOUND},
    {"s", "c", SOUND},
    {"s", "sc", SOUND},
    {"sc", "s", SOUND},
    {"c", "sc", SOUND},
    {"s", "ss", SOUND},
    {"sh", "ti", MIXED},
    {"sion", "tion", SOUND},
    {"tion", "sion", SOUND},
    {"shun", "tion", MIXED},
    {"cion", "tion", SOUND},
    {"tion", "ssion", MIXED},
    {"sion", "ssion", SOUND},
    {"cial", "tial", SOUND},
    {"tial", "cial", SOUND},
    {"sial", "cial", SOUND},
    {"sh", "ci", MIXED},
    {"j", "g", SOUND},
    {"g", "j", SOUND},
    {"j", "dg", SOUND},
    {"g", "dg", SOUND},
    {"dge", "ge", SOUND},
    {"ge", "dge", SOUND},
    {"z", "s", SOUND},
    {"s", "z", SOUND},
    {"kw", "qu", SOUND},
    {"qw", "qu", SOUND},
    {"q", "qu", SOUND},
    {"x", "cs", MIXED},
    {"ks", "x", SOUND},
    {"cc", "x", MIXED},
    {"x", "xc", SOUND},
    {"xs", "xc", SOUND},
    {"y", "i", SOUND},
    {"i", "y", SOUND},
    {"ie", "y", SOUND},
    {"y", "ie", SOUND},
    {"ys", "ies", SOUND},
    {"ey", "y", SOUND},
    {"y", "ey", SOUND},
    {"ee", "ea", SOUND},
    {"ea", "ee", SOUND},
    {"ee", "ie", SOUND},
    {"ee", "ei", SOUND},
    {"e", "ea", SOUND},
    {"ea", "e", SOUND},
    {"e", "ae", MIXED},
    {"ai", "ei", MIXED},
    {"ay", "ai", SOUND},
    {"ae", "ea", SOUND},
    {"a", "ai", MIXED},
    {"ai", "a", MIXED},
    {"au", "aw", SOUND},
    {"aw", "au", SOUND},
    {"o", "au", MIXED},
    {"o", "ou", SOUND},
    {"ou", "o", SOUND},
    {"u", "ou", SOUND},
    {"ou", "u", SOUND},
    {"oo", "ou", SOUND},
    {"ou", "oo", SOUND},
    {"u", "oo", MIXED},
    {"oo", "u", MIXED},
    {"o", "oa", SOUND},
    {"oa", "o", SOUND},
    {"ow", "ou", SOUND},
    {"ou", "ow", SOUND},
    {"oi", "oy", SOUND},
    {"ew", "u", MIXED},
    {"u", "ue", SOUND},
    {"u", "eu", MIXED},
    {"u", "ui", SOUND},
    {"oo", "ew", MIXED},
    {"n", "kn", SOUND},
    {"n", "gn", SOUND},
    {"r", "wr", SOUND},
    {"w", "wh", SOUND},
    {"wh", "w", SOUND},
    {"r", "rh", SOUND},
    {"t", "bt", MIXED},
    {"m", "mb", SOUND},
    {"m", "mn", SOUND},
    {"s", "ps", MIXED},
    {"t", "tt", SOUND},
    {"i", "igh", MIXED},
    {"ite", "ight", MIXED},
    {"yt", "ight", MIXED},
    {"h", "gh", MIXED},
    {"ch", "tch", SOUND},
    {"tch", "ch", SOUND},
    {"ture", "ture", SOUND},
    {"cher", "ture", MIXED},
    {"chur", "ture", MIXED},
    {"ful", "ful", SOUND},
    {"full", "ful", 2},
    {"ly", "lly", SOUND},
    {"lly", "ly", SOUND},
    {"ally", "ly", MIXED},
    {"ly", "ally", SOUND},
    {"aly", "ally", 2},
    {"ley", "ly", SOUND},
    {"ley", "ely", SOUND},
    {"ly", "ely", SOUND},
    {"d", "ed", SOUND},
    {"t", "ed", MIXED},
    {"ing", "eing", MIXED},
    {"eing", "ing", SOUND},
    {"ment", "ement", SOUND},
    {"ement", "ment", SOUND},
    {"sede", "cede", SOUND},
    {"ceed", "cede", SOUND},
    {"cede", "ceed", SOUND},
    {"seed", "cede", MIXED},
    {"il", "le", MIXED},
    {"el", "le", SOUND},
    {"le", "el", SOUND},
    {"al", "le", SOUND},
    {"le", "al", MIXED},
    {"al", "el", SOUND},
    {"el", "al", SOUND},
    {"ous", "us", MIXED},
    {"us", "ous", SOUND},
    {"ious", "eous", SOUND},
    {"eous", "ious", SOUND},
    {"er", "re", SOUND},
    {"re", "er", SOUND},
    {"ary", "ery", SOUND},
    {"ery", "ary", SOUND},
    {"ory", "ary", SOUND},
    {"ry", "ery", SOUND},
    {"ry", "ary", SOUND},
    {"th", "t", MIXED},
    {"t", "th", MIXED},
    {"ur", "er", SOUND},
    {"er", "ur", SOUND},
    {"ir", "er", SOUND},
    {"er", "ir", SOUND},
    {"ur", "ir", MIXED},
    {"er", "ear", MIXED},
    {"pre", "per", SOUND},
    {"per", "pre", SOUND},
    {"", "'", 2},
    {"", "-", SOUND},
    {"des", "dis", SOUND},
    {"dis", "des", SOUND},
    {"ize", "ise", 2},
    {"ise", "ize", 2},
    {"ate", "ait", MIXED},
    {"", "e", 6},
    {NULL, NULL, 0},
};

static const struct slip german[] = {
    {"ss", "\xc3\x9f", 1},
    {"\xc3\x9f", "ss", 1},
    {"s", "\xc3\x9f", SOUND},
    {"ae", "\xc3\xa4", 1},
    {"oe", "\xc3\xb6", 1},
    {"ue", "\xc3\xbc", 1},
    {"a", "\xc3\xa4", SOUND},
    {"o", "\xc3\xb6", SOUND},
    {"u", "\xc3\xbc", SOUND},
    {"e", "\xc3\xa4", SOUND},
    {"\xc3\xa4", "e", SOUND},
    {"i", "ie", SOUND},
    {"ie", "i", SOUND},
    {"ai", "ei", SOUND},
    {"ei", "ai", SOUND},
    {"eu", "\xc3\xa4u", SOUND},
    {"\xc3\xa4u", "eu", SOUND},
    {"f", "v", SOUND},
    {"v", "f", SOUND},
    {"w", "v", SOUND},
    {"v", "w", SOUND},
    {"f", "ph", SOUND},
    {"ph", "f", SOUND},
    {"k", "ck", SOUND},
    {"ck", "k", SOUND},
    {"z", "tz", SOUND},
    {"tz", "z", SOUND},
    {"ks", "x", SOUND},
    {"x", "chs", SOUND},
    {"ks", "chs", SOUND},
    {"t", "th", SOUND},
    {"th", "t", SOUND},
    {"r", "rh", SOUND},
    {"kw", "qu", SOUND},
    {"a", "ah", SOUND},
    {"e", "eh", SOUND},
    {"i", "ih", SOUND},
    {"o", "oh", SOUND},
    {"u", "uh", SOUND},
    {"ah", "a", SOUND},
    {"eh", "e", SOUND},
    {"oh", "o", SOUND},
    {"uh", "u", SOUND},
    {"e", "ee", SOUND},
    {"a", "aa", SOUND},
    {"c", "k", SOUND},
    {"k", "c", SOUND},
    {"zion", "tion", SOUND},
    {"", "-", SOUND},
    {"g", "ch", MIXED},
    {"ch", "g", MIXED},
    {"ss", "s", SOUND},
    {NULL, NULL, 0},
};

static const struct slip french[] = {
    {"o", "au", SOUND},
    {"o", "eau", SOUND},
    {"au", "o", SOUND},
    {"au", "eau", SOUND},
    {"eau", "au", SOUND},
    {"e", "ai", SOUND},
    {"ai", "e", SOUND},
    {"\xc3\xa9", "er", SOUND},
    {"er", "\xc3\xa9", SOUND},
    {"\xc3\xa9", "ai", SOUND},
    {"\xc3\xa8", "ai", SOUND},
    {"f", "ph", SOUND},
    {"ph", "f", SOUND},
    {"k", "qu", SOUND},
    {"c", "qu", SOUND},
    {"qu", "c", SOUND},
    {"s", "ss", SOUND},
    {"s", "c", SOUND},
    {"s", "\xc3\xa7", SOUND},
    {"c", "\xc3\xa7", 1},
    {"ss", "\xc3\xa7", SOUND},
    {"s", "sc", SOUND},
    {"an", "en", SOUND},
    {"en", "an", SOUND},
    {"am", "em", SOUND},
    {"em", "am", SOUND},
    {"in", "ain", SOUND},
    {"in", "ein", SOUND},
    {"ain", "ein", SOUND},
    {"un", "in", MIXED},
    {"j", "g", SOUND},
    {"g", "j", SOUND},
    {"j", "ge", SOUND},
    {"g", "gu", SOUND},
    {"y", "i", SOUND},
    {"i", "y", SOUND},
    {"t", "th", SOUND},
    {"th", "t", SOUND},
    {"r", "rh", SOUND},
    {"", "h", MIXED},
    {"sion", "tion", SOUND},
    {"ssion", "tion", SOUND},
    {"tion", "ssion", SOUND},
    {"oe", "\xc5\x93", 1},
    {"ai", "\xc3\xa8", SOUND},
    {"ent", "ant", SOUND},
    {"ant", "ent", SOUND},
    {"aman", "amment", MIXED},
    {"", "-", SOUND},
    {"", "'", 2},
    {"", "e", 6},
    {"", "s", 6},
    {NULL, NULL, 0},
};

static const struct slip none[] = {{"", "-", SOUND}, {NULL, NULL, 0}};

static const struct {
    const char *code;
    const struct slip *slips;
} tables[] = {{"nl", dutch}, {"en", english}, {"de", german}, {"fr", french}};

const struct slip *slips_of(const char *code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (strcmp(tables[i].code, code) == 0) {
            return tables[i].slips;
        }
    }
    return none;
}

/* ---- single letters ---- */

/* Rows of keys; a neighbour is beside it, or above or below to either side. */
static const char *const qwerty[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char *const qwertz[] = {"qwertzuiop", "asdfghjkl", "yxcvbnm"};
static const char *const azerty[] = {"azertyuiop", "qsdfghjklm", "wxcvbn"};

static const char *const *keyboard_of(const char *code)
{
    return strcmp(code, "fr") == 0 ? azerty : strcmp(code, "de") == 0 ? qwertz : qwerty;
}

static bool find_key(const char *const *rows, gunichar letter, int *row_r, int *column_r)
{
    for (int row = 0; letter > 0 && letter < 0x80 && row < 3; row++) {
        const char *key = strchr(rows[row], (int)letter);
        if (key) {
            *row_r = row;
            *column_r = (int)(key - rows[row]);
            return true;
        }
    }
    return false;
}

static bool are_beside(const char *code, gunichar a, gunichar b)
{
    const char *const *rows = keyboard_of(code);
    int row, column, other_row, other_column;
    if (!find_key(rows, a, &row, &column) || !find_key(rows, b, &other_row, &other_column)) {
        return false;
    }
    int aside = other_column - column;
    if (row == other_row) {
        return ABS(aside) == 1;
    }
    /* each row is shifted half a key to the right of the one above */
    return other_row == row + 1 ? aside == 0 || aside == -1
                                : other_row == row - 1 && (aside == 0 || aside == 1);
}

/* The letter without its accent. */
static gunichar plain(gunichar letter)
{
    gunichar parts[4];
    return letter < 0x80 || g_unichar_fully_decompose(letter, FALSE, parts, 4) == 0 ? letter
                                                                                    : parts[0];
}

static bool is_vowel(gunichar letter)
{
    return letter < 0x80 && strchr("aeiouy", (int)letter) != NULL;
}

static bool is_pair(const char *const *pairs, gunichar a, gunichar b)
{
    for (; *pairs; pairs++) {
        gunichar first = (gunichar)(*pairs)[0], second = (gunichar)(*pairs)[1];
        if ((a == first && b == second) || (a == second && b == first)) {
            return true;
        }
    }
    return false;
}

int slip_of_replacement(const char *code, const struct letters *word, size_t at, gunichar is)
{
    static const char *const sound[] = {"dt", "ck", "sz", "iy", "fv", "cs", "gj", "bp", NULL};
    static const char *const near[] = {"mn", "gk", "gh", "vw", "uw", "ij", "ln", "lr", NULL};
    gunichar a = plain(word->at[at]), b = plain(is);
    int first = at == 0 ? FIRST_LETTER : 0;
    if (a == b) {
        return 2;
    }
    if (is_pair(sound, a, b)) {
        bool is_ending = at + 1 == word->count && strcmp(code, "nl") == 0; /* gehoort: gehoord */
        return first + (is_ending ? 2 : SOUND + 1);
    }
    if (is_vowel(a) && is_vowel(b)) {
        return first + 6;
    }
    return first + (is_pair(near, a, b) || are_beside(code, a, b) ? 7 : SLIP_PLAIN);
}

/* The first letter is seldom the wrong one. */
static int outer(const struct letters *word, size_t at)
{
    return at == 0 ? FIRST_LETTER : at + 1 >= word->count ? OUTER_LETTER : 0;
}

int slip_of_addition(const struct letters *word, size_t at, gunichar letter)
{
    bool is_double =
        (at > 0 && word->at[at - 1] == letter) || (at < word->count && word->at[at] == letter);
    if (is_double) {
        return SOUND;
    }
    return (at == 0 ? FIRST_LETTER : 0) + 6;
}

int slip_of_removal(const struct letters *word, size_t at)
{
    gunichar letter = word->at[at];
    bool is_double = at > 0 && word->at[at - 1] == letter;
    return is_double || letter == '\'' || letter == '-' ? SOUND : outer(word, at) + 8;
}

int slip_of_swap(const struct letters *word, size_t at)
{
    return at == 0 ? 6 : is_vowel(word->at[at]) == is_vowel(word->at[at + 1]) ? 4 : 5;
}
