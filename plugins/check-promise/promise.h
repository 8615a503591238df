/* SPDX-License-Identifier: MIT
 *
 * The brand promise: the pay-off and its themes, as loaded from the brand book. After loading
 * nothing of it changes.
 */
#ifndef PLUGINS_CHECK_PROMISE_PROMISE_H
#define PLUGINS_CHECK_PROMISE_PROMISE_H

#include <glib.h>

#include "plugins/common/words.h"

#define PROMISE_STEM_SIZE 64u /* bytes of a word that is stemmed, at most */

/* A word for comparing: folded and bare of its accents. */
struct bare_word {
    struct ts_str text; /* owned */
    char stem[PROMISE_STEM_SIZE];
    size_t stem_len;
    gboolean is_content; /* not a small word: it must be there */
};

/* A pay-off, or another wording of it that is right too. */
struct payoff {
    char *language;                    /* as in the brand book, small letters */
    char *shown;                       /* the pay-off proper, for `expected` */
    GArray *words;                     /* struct bare_word */
    struct ts_str glued;               /* the words as one: #GemakOpElkVlak */
    guint content;                     /* how many words must be there */
    guint first_content, last_content; /* which */
};

/* A theme or a phrase that belies: words in a row. */
struct phrase {
    char *language;
    GArray *words;       /* struct bare_word */
    gboolean is_stemmed; /* one word, met in its inflections too */
    struct phrase *next; /* with the same first byte */
};

/* Phrases by the first byte of their first word. */
struct phrase_table {
    struct phrase *by_byte[256];
};

enum accept { ACCEPT_PAYOFF, ACCEPT_THEME };

struct requirement {
    gboolean on_document;
    enum accept accept;
    double coverage; /* 0..1 of the documents; 0 = once in the touchpoint */
    char *share;     /* coverage as written */
    unsigned severity;
    GPtrArray *in; /* char *: kinds; empty = any */
};

struct promise {
    char *first_language;
    GPtrArray *payoffs; /* struct payoff * */
    struct phrase_table themes, belied;
    GPtrArray *theme_languages; /* char * */
    GArray *requirements;       /* struct requirement */
};

int promise_load(struct ts_call *call, const struct ts_open *open, struct promise *promise);
void promise_clear(struct promise *promise);
gboolean promise_is_language(const char *wanted, struct ts_str language);
const struct ts_node *promise_list_item(const struct ts_node *list, uint32_t index);

/* stem.c: a light stem of a Dutch or English word, for comparing only; empty if the word is too
 * long for one. */
void stem_of(struct ts_str word, char stem_r[PROMISE_STEM_SIZE]);
/* Are they inflections of one word? Their stems are equal and they begin alike. */
gboolean is_inflection(const struct bare_word *wanted, struct ts_str word);
/* Are two words one letter apart (added, lost, changed, swapped)? */
gboolean is_edit_1(struct ts_str a, struct ts_str b);

/* The words of a block as the promise sees them. */
struct text {
    struct words words;
    const struct ts_str *bare; /* of each word */
    struct ts_str language;    /* of the block, or the brand's first */
};
/* Of a word: its own, or the block's. */
struct ts_str text_language(const struct text *text, guint32 word);

/* payoff.c */
gboolean is_small_word(struct ts_str word); /* may be missing or another in an altered pay-off */
/* What stands at word first. */
enum closeness { CLOSE_NOT, CLOSE_ALTERED, CLOSE_EXACT };
struct sighting {
    enum closeness closeness;
    guint32 count; /* words it takes */
    guint cost;
};
struct sighting payoff_at(const struct payoff *payoff, const struct text *text, guint32 first);
/* All its content words, in any order and inflection, within a few words: returns how many words
 * from first on, or 0. */
guint32 payoff_allusion_at(const struct payoff *payoff, const struct text *text, guint32 first);

/* phrases.c: the number of words of the longest phrase that begins at word first, or 0. */
guint32 phrase_at(const struct phrase_table *table, const struct text *text, guint32 first);
/* Is what begins at word first denied by a word shortly before it? */
gboolean is_denied(const struct text *text, guint32 first);

/* block.c */
int promise_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                          struct ts_list kinds);

/* conclude.c */
int promise_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
