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

#include "plugins/check-terms/needles.h"
#include "plugins/check-terms/tree.h"
#include "plugins/check-terms/vocabulary.h"
#include "plugins/common/words.h"

#define TERMS_PLACES_MAX 1000u /* of one finding, or one term's tally */
#define TERMS_SHOWN_MAX 400u   /* bytes of a text that is shown */

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
    char *language;            /* as in the brand book, small letters; NULL = any */
    GPtrArray *in, *except_in; /* char *: kinds; in empty = any */
    unsigned scope;            /* bits of 1 << enum ts_role */
    gboolean wants_link;       /* words inside links of any block too */
    unsigned except;           /* enum word_flags */
    GHashTable *except_words;  /* char *: single folded words that are right */
    GPtrArray *exceptions;     /* struct exception *: phrases and beginnings of words, likewise */
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
    gboolean is_pattern;   /* stands for the pattern of its term; has no words */
    gboolean is_caseless;  /* of a pattern: literals_may_differ */
    guint group;           /* of PHRASE_GROUP: index */
    guint word_count;      /* 0: a sign, looked for byte by byte */
    char **clean;          /* its words as written */
    char **gaps;           /* signs between them, word_count - 1 */
    char *before, *after;  /* signs that must touch it; a sign itself stands in before */
    gboolean is_exact;     /* letter case counts */
    gboolean is_respelled; /* any letter case but that of clean is meant */
    gboolean may_start;    /* at the start of a sentence a capital makes it no match */
    gboolean is_name;      /* has a capital: looked for in VlakPlan-vloer and VlakPlan's too */
    char *expected;        /* what to write instead of just this; NULL = as its term says */
    struct phrase *next;   /* at the same node */
};

/* A phrase of except_words that is more than one word, or the beginning of one ("vloer*"). */
struct exception {
    guint word_count;
    char **folded; /* its words */
    char **gaps;   /* signs between them */
    gboolean is_prefix;
};

/* What is looked for in one pass, in an order of its own: phrases that are judged, those that are
 * counted. */
struct search {
    struct tree tree;
    struct needles needles; /* signs, literals of patterns; owner: index of the phrase */
    gboolean has_unknown;   /* of tallied: a phrase no needle announces */
};

struct terms {
    GArray *terms; /* struct term */
    struct vocabulary words;
    struct search judged; /* wrong and right */
    struct search tallied;
    GPtrArray *phrases;      /* struct phrase *: all, signs and patterns too; owned */
    GArray *patterns;        /* guint: indices of phrases of patterns that must always be tried */
    GArray *caseless;        /* guint: of those that must be where literals_may_differ */
    GHashTable *brand_words; /* char *: folded words of names, whose capital is due */
    GArray *casings, *surveys[ON_TOUCHPOINT + 1]; /* guint: indices of terms */
    GArray *expecting[ON_TOUCHPOINT + 1];         /* likewise: those that miss what is not there */
    gboolean has_sentence_case;
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
struct ts_str terms_without_dot(struct ts_str folded);
/* The signs in [begin, end), white space around them aside. */
char *terms_dup_signs(struct ts_str text, size_t begin, size_t end);

/* except.c: 0, or -1: an entry has no word. */
int terms_load_exceptions(struct loader *loader, struct term *term);
void exception_free(gpointer exception);

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
GArray *terms_match(const struct scene *scene, const struct tree *tree);
/* Between two words of a phrase stand white space and the signs the phrase has there. */
gboolean terms_is_gap(const struct scene *scene, const struct word *left, const char *signs);
/* overlap.c: takes matches over; longest: words of a phrase; word_count 0: only matches of the same
 * term are held against each other. */
GArray *terms_settle(GArray *matches, guint longest, guint32 word_count);
/* signs.c: of what needles_scan found in the block, which may be NULL; NULL = none. */
GArray *terms_match_signs(const struct scene *scene, const GArray *hits, gboolean is_judged);

/* letter.c: is the word one letter that is the name of a letter, a unit or an item, no word? */
gboolean terms_is_mere_letter(const struct scene *scene, guint32 index);

/* sees.c: does the term look at this block, these bytes? */
gboolean term_is_in_kinds(const struct term *term, struct ts_list kinds);
struct ts_str terms_language_of(const struct scene *scene);
/* May anything in the block concern the term? Not looked at: the words. */
gboolean term_may_see(const struct scene *scene, const struct term *term);
/* quote.c: do these bytes stand in single quotation marks? */
gboolean terms_is_quoted(struct ts_str text, size_t begin, size_t end);
/* except.c: do the words lie in what except_words says? */
gboolean term_excepts(const struct scene *scene, const struct term *term, guint32 first,
                      guint32 last);
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
                       struct ts_place place);
int terms_match_pattern(const struct scene *scene, const struct phrase *phrase, GArray *matches);
int terms_report_casing(const struct scene *scene, const struct term *term);

enum casing_verdict {
    CASE_RIGHT,
    CASE_DOUBTFUL, /* title case, or names: other text may tell */
    CASE_WRONG
};
enum casing_verdict terms_judge_casing(const struct scene *scene, const struct term *term);
/* Does the letter case of this word tell of the heading, and is it a capital that is not due? */
gboolean terms_has_stray_capital(const struct scene *scene, const struct term *term, guint32 index);
/* names: of each word, does it keep its capital? NULL = not known. */
int terms_report_recased(const struct scene *scene, const struct term *term, const gboolean *names,
                         struct ts_place place);
/* casing_document.c: headings that only the rest of the document shows to be wrong. */
int terms_report_headings(struct ts_call *call, const struct terms *terms,
                          const struct ts_document *document);

/* survey.c: terms that count over a block, a document or a touchpoint. */
struct tally {
    guint counted, conditions, consequences;
    gboolean is_seen;     /* there is text the term speaks of */
    guint *per_group;     /* how often each group is met */
    GArray *places;       /* struct ts_place: counted, the condition's, or a group's; NULL = none */
    GArray *groups;       /* guint: of each place */
    struct ts_str actual; /* of the first place, in the block's text */
};
struct survey {
    const struct terms *terms;
    enum term_on on;
    guint count;           /* of terms->surveys[on] */
    struct tally *tallies; /* one each; NULL till there is anything to tell */
    gboolean is_partial;   /* not all was read: nothing is said to be missing */
};
void survey_begin(struct survey *survey, const struct terms *terms, enum term_on on);
void survey_expect(struct survey *survey, const struct scene *scene);
void survey_count(struct survey *survey, const struct scene *scene, const GArray *matches,
                  guint32 block_index);
void survey_end(struct survey *survey);
/* What a block has that is counted; cuts it if need be. */
struct counted {
    GArray *phrases, *signs; /* struct match; NULL = none */
};
struct counted terms_count(struct scene *scene);
void counted_clear(struct counted *counted);
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
/* Groups of forms in one text: which is met most, and is another met as often? */
struct majority {
    guint best;
    gboolean is_tie;
};
struct majority terms_majority(const struct term *term, const guint *per_group);
int terms_report_mixed(const struct report *base, struct majority majority,
                       const struct ts_place *places, guint32 place_count);

/* inspect.c */
int terms_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                        struct ts_list kinds);
int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* address_form.c: observes "form-of-address" ("je", "u", "du", "Sie", "tu", "vous"), if a document
 * clearly has one. */
int terms_observe_form(struct ts_call *call, const struct ts_document *document);

/* conclude.c: over the observations of all documents of a touchpoint. */
int survey_observe(const struct survey *survey, struct ts_call *call);
int terms_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
