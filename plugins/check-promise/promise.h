/* SPDX-License-Identifier: MIT
 *
 * The brand promise: the pay-off and its themes, as loaded from the brand book.
 */
#ifndef PLUGINS_CHECK_PROMISE_PROMISE_H
#define PLUGINS_CHECK_PROMISE_PROMISE_H

#include <glib.h>

#include "plugins/common/words.h"

struct payoff_word {
    struct ts_str folded; /* owned */
    char *stem;
};

/* A pay-off, or another wording of it that is right too. */
struct payoff {
    char *language; /* primary subtag */
    char *text;     /* as the brand book has it */
    char *shown;    /* the pay-off proper, for `expected` */
    GArray *words;  /* struct payoff_word */
    char *glued;    /* the words as one: #GemakOpElkVlak */
};

/* A theme or a phrase that belies: words in a row. */
struct phrase {
    char *language;
    GPtrArray *words; /* char *: folded */
    char *stem;       /* of a theme of one word of 5 letters or more, else NULL */
};

enum accept { ACCEPT_PAYOFF, ACCEPT_THEME };

struct requirement {
    gboolean on_document;
    enum accept accept;
    double coverage; /* 0..1 of the documents; 0 = once in the touchpoint */
    unsigned severity;
    GPtrArray *in; /* char *: kinds; empty = any */
};

struct promise {
    char *first_language;
    GPtrArray *payoffs;      /* struct payoff * */
    GPtrArray *themes;       /* struct phrase * */
    GPtrArray *belied;       /* struct phrase * */
    GArray *requirements;    /* struct requirement */
    guint8 first_bytes[256]; /* 1: some theme or belying phrase begins so */
};

void promise_load(struct ts_call *call, const struct ts_open *open, struct promise *promise);
void promise_clear(struct promise *promise);

/* stem.c: a light stem of a Dutch or English word, for comparing only; the caller frees it. */
char *stem_of(const char *word);
/* Are two folded words one letter apart (added, lost, changed, swapped)? */
gboolean is_edit_1(struct ts_str a, struct ts_str b);

/* payoff.c: what stands at word first of a row of folded words. */
enum closeness { CLOSE_NOT, CLOSE_ALTERED, CLOSE_EXACT };
struct sighting {
    enum closeness closeness;
    guint32 count; /* words it takes */
    guint cost;
};
struct sighting payoff_at(const struct payoff *payoff, struct words words, guint32 first);

/* phrases.c: the number of words of the phrase that begins at word first, or 0. */
guint32 phrase_at(const struct phrase *phrase, struct words words, guint32 first);

/* block.c */
int promise_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                          struct ts_list kinds);
gboolean is_language(const char *wanted, struct ts_str language);

/* conclude.c */
int promise_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
