/* SPDX-License-Identifier: MIT
 *
 * House terms, as loaded from the brand book. After loading nothing of it changes but the scratch
 * memory of patterns.
 */
#ifndef PLUGINS_CHECK_TERMS_TERMS_H
#define PLUGINS_CHECK_TERMS_TERMS_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <glib.h>

#include "plugins/common/words.h"

#define TERMS_PLACES_MAX 1000u /* of one finding or one term in a block */

enum term_kind {
    TERM_WRONG, /* prefer, forbid, consistent with want: any match is a finding */
    TERM_REQUIRE,
    TERM_CONSISTENT,
    TERM_CONDITIONAL,
    TERM_COUNT,
    TERM_CASING,
    TERM_PATTERN
};

enum term_on { ON_BLOCK, ON_DOCUMENT, ON_TOUCHPOINT };
enum casing { CASING_SENTENCE, CASING_TITLE, CASING_UPPER, CASING_LOWER };

struct term {
    enum term_kind kind;
    enum term_on on;
    char *rule; /* "terms/ID" */
    unsigned severity;
    char *expected; /* what to write; may be empty */
    char *because, *link;
    char *language;           /* as in the brand book, small letters; NULL = any */
    GPtrArray *in;            /* char *: kinds; empty = any */
    unsigned scope;           /* bits of 1 << enum ts_role */
    gboolean wants_link;      /* words inside links of any block too */
    unsigned except;          /* enum word_flags */
    GHashTable *except_words; /* char *: folded words, joined by a space */
    enum casing casing;
    guint min, max;    /* of a count; max G_MAXUINT = none */
    char *shown;       /* what is counted, or must be there */
    char *condition;   /* of TERM_CONDITIONAL */
    GPtrArray *groups; /* char *: names of the groups of TERM_CONSISTENT */
    guint slot;        /* its place among the surveys of its `on` */
    pcre2_code *pattern;
};

/* What a match means for its term. */
enum phrase_use {
    PHRASE_RIGHT, /* hides what lies in it */
    PHRASE_WRONG,
    PHRASE_COUNTED,
    PHRASE_IF,
    PHRASE_THEN,
    PHRASE_GROUP
};

struct phrase {
    guint term; /* index */
    enum phrase_use use;
    guint group;           /* of PHRASE_GROUP: index */
    guint word_count;      /* 0: a sign, looked for byte by byte */
    char **clean;          /* its words as written */
    char **gaps;           /* signs between them, word_count - 1 */
    char *before, *after;  /* signs that must touch it; a sign itself stands in before */
    gboolean is_exact;     /* letter case counts */
    gboolean is_respelled; /* any letter case but that of clean is meant */
    gboolean may_start;    /* at the start of a sentence a capital makes it no match */
    gboolean is_name;      /* has a capital: looked for in VlakPlan-vloer and VlakPlan's too */
    struct phrase *next;   /* at the same node */
};

/* Phrases as a tree of words; nodes are numbers from 1, the root. */
struct phrase_tree {
    GHashTable *edges;  /* gint64: node << 32 | word -> node */
    GPtrArray *phrases; /* struct phrase *: first one at each node */
    gboolean has_names;
    guint longest; /* words of a phrase */
};

struct terms {
    GArray *terms;             /* struct term */
    GHashTable *words;         /* struct ts_str *: folded words of phrases -> number from 1 */
    struct phrase_tree judged; /* wrong and right */
    struct phrase_tree tallied;
    GPtrArray *signs;    /* struct phrase *: of all uses */
    GPtrArray *phrases;  /* struct phrase *: all, owned */
    GPtrArray *patterns; /* struct phrase *: stands for the pattern of its term */
    GArray *casings, *surveys[ON_TOUCHPOINT + 1]; /* guint: indices of terms */
    char *first_language;
    pcre2_match_context *limits;
    pcre2_match_data *match;
};

static inline const struct term *term_at(const struct terms *terms, guint index)
{
    return &g_array_index(terms->terms, struct term, index);
}

/* load.c: 0, or -1 with a reason that names the term and its place. */
int terms_load(struct ts_call *call, const struct ts_open *open, struct terms *terms);
void terms_clear(struct terms *terms);

/* kinds.c: what stands under the term's own key. */
struct loader {
    struct ts_call *call;
    struct terms *terms;
    const struct ts_node *node; /* of the term at work */
    guint index;
};
int terms_load_kind(struct loader *loader);
int terms_refuse(const struct loader *loader, const char *why);
const struct ts_node *terms_list_item(const struct ts_node *list, uint32_t index);

/* phrases.c: 0, or -1: nothing is in the text. */
int terms_add_phrase(struct loader *loader, struct ts_str text, enum phrase_use use, guint group);
void terms_add_respelled(struct loader *loader, struct ts_str text);
/* Letter case counts between forms of the term at work that differ in nothing else. */
void terms_settle_case(struct loader *loader);
void phrase_free(gpointer phrase);
guint terms_word(const struct terms *terms, struct ts_str folded); /* its number, 0 = none */
guint phrase_tree_step(const struct phrase_tree *tree, guint node, guint word);
struct ts_str terms_without_dot(struct ts_str folded);

/* match.c: matches in the order of the text. Of matches that overlap the longest stays; what lies
 * in a longer phrase that is right goes. In the tree of tallied phrases terms leave each other
 * alone. */
struct match {
    const struct phrase *phrase;
    guint32 first, last; /* words; of a sign: unused */
    guint32 begin, end;  /* bytes */
    guint weight;        /* longer is more */
};
struct scene {
    struct ts_call *call;
    const struct terms *terms;
    const struct ts_block *block;
    struct ts_list kinds;
    struct words words;
};
/* Cuts a block; all in memory of the call. */
struct scene terms_scene(struct ts_call *call, const struct terms *terms,
                         const struct ts_block *block, struct ts_list kinds);
/* struct match; the caller unrefs it; NULL = none. */
GArray *terms_match(const struct scene *scene, const struct phrase_tree *tree);
/* overlap.c: takes matches over; longest: words of a phrase; word_count 0: only matches of the same
 * term are held against each other. */
GArray *terms_settle(GArray *matches, guint longest, guint32 word_count);
GArray *terms_match_signs(const struct scene *scene, gboolean is_judged);

/* sees.c: does the term look at this block, these bytes? */
gboolean term_is_in_kinds(const struct term *term, struct ts_list kinds);
gboolean term_sees_language(const struct scene *scene, const struct term *term,
                            struct ts_str language);
gboolean term_sees_block(const struct scene *scene, const struct term *term);
gboolean term_sees_words(const struct scene *scene, const struct term *term, guint32 first,
                         guint32 last);
gboolean term_sees_range(const struct scene *scene, const struct term *term, guint32 begin,
                         guint32 end);

/* report.c */
struct report {
    struct ts_call *call;
    const struct term *term;
    struct ts_str expected, actual;
    struct ts_pair details[3]; /* name NULL = none */
};
int terms_report(const struct report *report, const struct ts_place *places, guint32 place_count);
struct ts_str terms_shorten(struct ts_str text);

/* The terms that any match in a block breaks: wrong.c, pattern.c, casing.c. */
int terms_report_wrong(const struct scene *scene);
int terms_report_range(const struct scene *scene, const struct term *term, const char *expected,
                       guint32 begin, guint32 end);
int terms_match_pattern(const struct scene *scene, const struct phrase *phrase, GArray *matches);
int terms_report_casing(const struct scene *scene, const struct term *term);

/* survey.c: terms that count over a block, a document or a touchpoint. */
struct tally {
    guint counted, conditions, consequences;
    gboolean is_seen;     /* there is text the term speaks of */
    guint *per_group;     /* how often each group is met */
    GArray *places;       /* struct ts_place: counted, the condition's, or a group's */
    GArray *groups;       /* guint: of each place */
    struct ts_str actual; /* of the first place, in the block's text */
};
struct survey {
    const struct terms *terms;
    enum term_on on;
    guint count;           /* of terms->surveys[on] */
    struct tally *tallies; /* one each */
};
void survey_begin(struct survey *survey, const struct terms *terms, enum term_on on);
void survey_block(struct survey *survey, const struct scene *scene, guint32 block_index);
void survey_end(struct survey *survey);
static inline const struct term *survey_term(const struct survey *survey, guint slot)
{
    return term_at(survey->terms, g_array_index(survey->terms->surveys[survey->on], guint, slot));
}

/* judge.c: reports what a survey found broken; blocks: those it went over. */
int survey_judge(const struct survey *survey, struct ts_call *call, struct ts_list blocks);
/* What is said of a count, a condition, a requirement, wherever it was counted. */
int terms_report_count(const struct report *base, guint times, const struct ts_place *places,
                       guint32 place_count);
int terms_report_conditional(const struct report *base, const struct ts_place *places,
                             guint32 place_count);
int terms_report_missing(const struct report *base, const struct ts_place *place);
int terms_report_mixed(const struct report *base, const struct ts_place *places,
                       guint32 place_count);
guint terms_commonest(const struct term *term, const guint *per_group);

/* inspect.c */
int terms_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                        struct ts_list kinds);
int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* conclude.c: over the observations of all documents of a touchpoint. */
int survey_observe(const struct survey *survey, struct ts_call *call);
int terms_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
