/* SPDX-License-Identifier: MIT
 *
 * The brand promise: the pay-off and its themes, as loaded from the brand book. After loading
 * nothing of it changes.
 */
#ifndef PLUGINS_CHECK_PROMISE_PROMISE_H
#define PLUGINS_CHECK_PROMISE_PROMISE_H

#include <glib.h>

#include "plugins/common/words.h"

#define PROMISE_STEM_SIZE 64u  /* bytes of a word that is stemmed, at most */
#define PROMISE_WORDS_MAX 24u  /* of a pay-off that is known when altered; a longer one as it is */
#define PROMISE_HINTS 4096u    /* entries of a table of hints */
#define PROMISE_PAYOFFS_MAX 64 /* wordings, all languages together */

/* What a word of a pay-off is to it. */
enum weight {
    WEIGHT_SMALL,  /* may be missing or another in an altered pay-off: of, the, op */
    WEIGHT_KEPT,   /* must be there, but carries no theme: every, niet */
    WEIGHT_CONTENT /* carries the theme */
};

/* A word for comparing: folded and bare of its accents. */
struct bare_word {
    struct ts_str text; /* owned */
    char stem[PROMISE_STEM_SIZE];
    size_t stem_len;
    enum weight weight;
};

/* A pay-off, or another wording of it that is right too. */
struct payoff {
    char *language;       /* as in the brand book, small letters */
    char *shown;          /* the pay-off proper, for `expected` */
    GArray *words;        /* struct bare_word */
    struct ts_str glued;  /* its letters and digits without white space: gemakopelkvlak */
    guint content, fixed; /* how many words carry the theme, and how many may not be missing */
    guint64 keys;         /* words, by bit, of which something like it must be in a block */
};

/* A theme or a phrase that belies: words in a row. */
struct phrase {
    char *language;
    GArray *words;         /* struct bare_word */
    gboolean is_inflected; /* its words are met in their inflections too */
    struct phrase *next;   /* with the same beginning */
};

/* A word of a pay-off of which something like it must be in a block. */
struct key {
    const struct bare_word *word;
    guint payoff; /* its index */
    guint64 bit;  /* in the pay-off's keys */
};

/* What a word with this beginning (or end) may be. A hint may be wrong; where there is none, there
 * is nothing. */
enum hint {
    HINT_FRONT = 1u << 0, /* as a short key begins, in two bytes */
    HINT_BEGIN = 1u << 1, /* as a long key does, in three */
    HINT_BACK = 1u << 2,  /* as a key of about its length ends */
    HINT_GLUED = 1u << 3, /* as a pay-off without its white space begins, in up to three bytes */
    HINT_THEME = 1u << 4, /* as a theme does */
    HINT_BELIED = 1u << 5
};
#define HINT_WORDS (HINT_GLUED | HINT_THEME | HINT_BELIED)

/* Phrases by the first three bytes of their first word. */
struct phrase_table {
    struct phrase *by_front[PROMISE_HINTS];
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
    guint8 hints[PROMISE_HINTS]; /* enum hint */
    GArray *keys;                /* struct key */
    GPtrArray *theme_languages;  /* char * */
    GArray *requirements;        /* struct requirement */
};

int promise_load(struct ts_call *call, const struct ts_open *open, struct promise *promise);
void promise_clear(struct promise *promise);
gboolean promise_is_language(const char *wanted, struct ts_str language);
const struct ts_node *promise_list_item(const struct ts_node *list, uint32_t index);
/* The pay-off in this language, or NULL. */
const struct payoff *promise_payoff_in(const struct promise *promise, struct ts_str language);

static inline const struct bare_word *payoff_word(const struct payoff *payoff, guint index)
{
    return &g_array_index(payoff->words, struct bare_word, index);
}

/* small_words.c */
enum weight weight_of(struct ts_str word);

/* stem.c: a light stem of a Dutch or English word, for comparing only; empty if the word is too
 * long for one. */
void stem_of(struct ts_str word, char stem_r[PROMISE_STEM_SIZE]);
/* Are they inflections of one word? Their stems are equal and they begin alike. */
gboolean is_inflection(const struct bare_word *wanted, struct ts_str word);
/* The same in a phrase of several words, which say much themselves: "vul" and "vult" too. */
gboolean is_inflection_in_phrase(const struct bare_word *wanted, struct ts_str word);

/* slip.c: slips of the pen between two words. */
/* Are two words one letter apart (added, lost, changed, swapped)? */
gboolean is_edit_1(struct ts_str a, struct ts_str b);
/* Two such letters, in long words with the same first letter. */
gboolean is_edit_2(struct ts_str a, struct ts_str b);
/* A slip that no sensible other word comes of: letters swapped, one doubled or lost, d for t. */
gboolean is_plain_slip(struct ts_str wanted, struct ts_str word);

/* The words of a block as the promise sees them. */
struct text {
    struct ts_str raw;
    struct words words;
    const struct ts_str *bare; /* of each word */
    struct ts_str language;    /* of the block, or the brand's first */
};
/* text.c: from a block; memory of the call. */
struct text text_of(struct ts_call *call, const struct ts_block *block);
/* Text for people, not an address or a placeholder? A hashtag is. */
gboolean text_is_prose(const struct text *text, guint32 word);
/* Is a comma, or more, between this word and the one before? */
gboolean text_has_pause(const struct text *text, guint32 word);
/* Do these words stand alone: as a block, a sentence, in quotes, between bars? */
gboolean text_stands_alone(const struct text *text, guint32 first, guint32 count);
/* Of a word: its own, or the block's. */
struct ts_str text_language(const struct text *text, guint32 word);

/* hints.c */
void hints_add_payoff(struct promise *promise, guint index);
void hints_add_phrase(struct promise *promise, struct ts_str word, guint8 hint);
guint hints_begin(struct ts_str word); /* index by its first three bytes */
/* What each word of a text may be, one byte of HINT_WORDS a word; NULL: nothing of the promise is
 * there. *payoffs_r: by bit, those that may be there, word by word: all their keys but
 * one are, or something like them. */
const guint8 *hints_of(struct ts_call *call, const struct promise *promise, const struct text *text,
                       guint64 *payoffs_r);

/* payoff.c: what stands at word first. */
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

/* glued.c: the same letters with other white space: as one word, letter by letter, or misplaced. */
struct sighting payoff_glued_at(const struct payoff *payoff, const struct text *text,
                                guint32 first);

/* altered.c: word by word, with at most this many alterations. */
struct sighting payoff_altered_at(const struct payoff *payoff, const struct text *text,
                                  guint32 first);

/* phrases.c: the longest phrase that begins at word first, or NULL. */
const struct phrase *phrase_at(const struct phrase_table *table, const struct text *text,
                               guint32 first);
/* Is what begins at word first denied by a word shortly before it? */
gboolean is_denied(const struct text *text, guint32 first);
/* Or by what follows: "print en stuur op hoeft niet"? */
gboolean is_denied_after(const struct text *text, guint32 next);

/* block.c */
int promise_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                          struct ts_list kinds);

/* whole.c: what no block shows alone: a pay-off over the lines of a heading, or in the properties.
 */
int promise_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* conclude.c */
int promise_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
