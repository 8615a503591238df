/* SPDX-License-Identifier: MIT
 *
 * What the files of the spoken numbers share: words, tokens and groups of digits.
 */
#ifndef PLUGINS_COMMON_SPOKEN_PRIVATE_H
#define PLUGINS_COMMON_SPOKEN_PRIVATE_H

#include "plugins/common/spoken.h"

enum spoken_tongue { SPOKEN_DUTCH, SPOKEN_ENGLISH, SPOKEN_GERMAN, SPOKEN_DIGITS_ONLY };

enum spoken_kind {
    SPOKEN_OTHER,    /* any word */
    SPOKEN_FIGURES,  /* "030" */
    SPOKEN_VALUE,    /* a number word, below 10,000 */
    SPOKEN_HUNDRED,  /* the word alone */
    SPOKEN_LINK,     /* "en", "and", "und": inside a number */
    SPOKEN_MULTIPLE, /* "dubbel", "triple"; value: how often */
    SPOKEN_PLUS,
    SPOKEN_DASH, /* "streepje": said between groups */
    SPOKEN_MARK, /* a character that is no letter, digit or space */
};

/* What a word says of a number near it. */
enum spoken_sense {
    SPOKEN_PLAIN,
    SPOKEN_CUE,    /* "bel", "call": a telephone number follows */
    SPOKEN_FILLER, /* may stand between such a word and the number */
    SPOKEN_LABEL,  /* "bestelnummer": it is another number */
    SPOKEN_UNIT,   /* "euro", "dagen": what is before it was counted */
};

struct spoken_token {
    size_t offset, length;
    enum spoken_kind kind;
    guint value;
    gunichar mark;           /* of a SPOKEN_MARK */
    gboolean is_after_space; /* white space stands before it */
};

/* Digits that were said as one: a word, or words that belong together. */
struct spoken_group {
    guint first, last; /* tokens */
    gboolean is_plus, is_figures;
    gboolean is_in_brackets;
    gboolean is_after_comma; /* a comma or slash stands before it */
    guint digit_count;
    char digits[SPOKEN_DIGITS_MAX + 1];
};

struct spoken_text {
    struct ts_str text;
    enum spoken_tongue tongue;
    GArray *tokens; /* struct spoken_token */
    GArray *groups; /* struct spoken_group, of the stretch at work */
};

/* spoken_words.c: kind and value of a word; what a word means for a number near it. */
void spoken_know_word(enum spoken_tongue tongue, struct ts_str word, struct spoken_token *token);
enum spoken_sense spoken_sense_of(struct ts_str word);

/* spoken_judge.c: appends the telephone numbers among the groups of a stretch. */
void spoken_judge(const struct spoken_text *spoken, GArray *numbers);

static inline const struct spoken_token *spoken_token_at(const struct spoken_text *spoken, guint i)
{
    return i < spoken->tokens->len ? &g_array_index(spoken->tokens, struct spoken_token, i) : NULL;
}

static inline const struct spoken_group *spoken_group_at(const struct spoken_text *spoken, guint i)
{
    return &g_array_index(spoken->groups, struct spoken_group, i);
}

#endif
