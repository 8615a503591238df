/* SPDX-License-Identifier: MIT
 *
 * House terms, as loaded from the brand book.
 */
#ifndef PLUGINS_CHECK_TERMS_TERMS_H
#define PLUGINS_CHECK_TERMS_TERMS_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <glib.h>

#include "plugins/common/words.h"

enum term_kind {
    TERM_WRONG, /* prefer, forbid, consistent with want: any match is a finding */
    TERM_REQUIRE,
    TERM_CONSISTENT,
    TERM_CONDITIONAL,
    TERM_CASING,
    TERM_COUNT,
    TERM_PATTERN
};

enum casing { CASING_SENTENCE, CASING_TITLE, CASING_UPPER, CASING_LOWER };

struct term {
    enum term_kind kind;
    char *rule; /* "terms/ID" */
    unsigned severity;
    char *expected; /* what to write; may be empty */
    char *because, *link;
    char *language;           /* primary subtag, or NULL = any */
    GPtrArray *in;            /* char *: kinds; empty = any */
    unsigned scope;           /* bits of 1 << enum ts_role */
    gboolean wants_link;      /* scope link: words inside links of any block too */
    unsigned except;          /* enum word_flags */
    GHashTable *except_words; /* folded */
    gboolean on_touchpoint;
    enum casing casing;
    guint min, max;   /* of a count; max G_MAXUINT = none */
    char *count_sign; /* a sign that is no word, to be counted; or NULL */
    pcre2_code *pattern;
};

/* What a match of a phrase means for its term. */
enum phrase_use {
    PHRASE_WRONG,
    PHRASE_RIGHT,
    PHRASE_COUNTED,
    PHRASE_IF,
    PHRASE_THEN,
    PHRASE_GROUP
};

struct phrase {
    guint term; /* index */
    enum phrase_use use;
    guint group;   /* of TERM_CONSISTENT */
    char **folded; /* NULL-terminated */
    guint count;
    char *exact;         /* if letter case decides, the words as written, joined by a space */
    char *expected;      /* of this phrase, or NULL = the term's */
    struct phrase *next; /* with the same first word; longer ones first */
};

struct terms {
    GArray *terms;       /* struct term */
    GHashTable *phrases; /* folded first word (char *) -> struct phrase * */
    GPtrArray *groups;   /* char *: names of groups of TERM_CONSISTENT */
    char *first_language;
    gboolean needs_document; /* a term looks at whole documents */
    gboolean needs_words;    /* ... and at words in them, not at signs alone */
    gboolean needs_conclude;
    pcre2_match_context *limits;
    pcre2_match_data *match;
};

/* load.c: 0, or -1 with a reason that names the term. */
int terms_load(struct ts_call *call, const struct ts_open *open, struct terms *terms);
void terms_clear(struct terms *terms);

/* match.c: the longest phrase of each term that begins at word i is found; phrases that are right
 * mask what lies in them. For each match fn is called with the words from first to last. */
struct match {
    const struct phrase *phrase;
    guint32 first, last; /* words */
    guint32 offset, length;
};
typedef int (*match_fn)(void *data, const struct match *match);
int terms_match(const struct terms *terms, const struct ts_block *block, struct words words,
                match_fn fn, void *data);

/* Does the term look at this block, these words? */
gboolean term_sees_block(const struct terms *terms, const struct term *term,
                         const struct ts_block *block, struct ts_list kinds);
gboolean term_sees_match(const struct term *term, const struct ts_block *block, struct words words,
                         const struct match *match);

/* block.c */
struct report {
    struct ts_call *call;
    const struct term *term;
    struct ts_str expected, actual;
};
int terms_report(const struct report *report, const struct ts_place *places, guint32 place_count);
int terms_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                        struct ts_list kinds);

/* casing.c: NULL if the block is as it should be, else how it should be (memory of the call). */
const char *terms_recase(struct ts_call *call, const struct term *term,
                         const struct ts_block *block, struct words words);

/* document.c */
int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int terms_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
