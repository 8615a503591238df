/* SPDX-License-Identifier: MIT
 *
 * How a text is read for facts: tokens with the marks that words bear (of slots and of the
 * language), quantities of them, and what blocks before it lend to a block (headings, labels).
 */
#ifndef PLUGINS_CHECK_FACTS_TEXT_H
#define PLUGINS_CHECK_FACTS_TEXT_H

#include "plugins/check-facts/facts.h"

/* ---- marks: what words mean ---- */

enum mark_kind {
    /* of slots: what = the slot */
    MARK_ANCHOR = 1,
    MARK_NOT,
    MARK_PHRASE, /* what = struct phrase_of_slot */
    /* of the language */
    MARK_NUMBER,  /* value = the number */
    MARK_ARTICLE, /* "een", "a": one before a unit */
    MARK_HALF,    /* value = halves: 1 "half", 3 "anderhalf" */
    MARK_UNIT,    /* value = unit + 100 * factor: "kwartier" is 15 minutes */
    MARK_FILLER,  /* between a number and its unit: "volle" */
    MARK_MOST,
    MARK_LEAST,
    MARK_TO,      /* between the two ends of a range: "tot", "a" */
    MARK_BETWEEN, /* "tussen": the next "en" is a range */
    MARK_AND,
    MARK_BREAK,    /* begins a clause: "maar" */
    MARK_HARMLESS, /* holds a negation that denies nothing: "niet goed" */
    MARK_NEGATION, /* blocks what comes after it in its clause */
    MARK_WITHOUT,  /* takes back an anchor after it: "exclusief" */
    MARK_BLOCK,    /* blocks its clause: history, examples, averages, law, others; value 1: only
                      what comes after it */
    MARK_BLOCKED,  /* blocks the quantity right before it: "geleden", "per week" */
    MARK_AGE,      /* blocks the quantity right after it: "sinds"; value 1: only a time, "al"; 2:
                      only where a sentence begins: "na 12 maanden vervalt" */
    MARK_DAY,      /* value = weekday from Monday */
    MARK_DAYS,     /* value = bits of weekdays */
    MARK_THROUGH,  /* between the ends of a stretch of days or hours */
    MARK_CLOSED,
    MARK_ALWAYS, /* open day and night */
    MARK_OCLOCK, /* "uur" after a time */
    MARK_AM,
    MARK_PM,
    MARK_CLOCK_HALF,    /* value = minutes on top: en "half past" 30, nl "half" -30 */
    MARK_CLOCK_QUARTER, /* value = minutes: "kwart over", "quarter to" */
    MARK_NOON,          /* value = hour */
    MARK_CLOCK_BEFORE,  /* a time of day follows, no duration: "voor 16 uur" */
    MARK_MONTH,         /* value = month from 1 */
    MARK_CURRENCY,      /* what = "EUR" */
    MARK_PERCENT,
    MARK_ORDER,     /* "besteld" */
    MARK_TODAY,     /* at the order */
    MARK_TOMORROW,  /* value = days; + 10 workdays; + 100 if it needs no cut-off */
    MARK_COUNTRY,   /* what = "BE" */
    MARK_CHANNEL,   /* what = "store" */
    MARK_CONDITION, /* what = "express" */
    MARK_SILENT,    /* in a heading: what is under it says nothing: "vacature", "geschiedenis" */
    MARK_STANDARD, /* in a heading: what is under it is for all after all: "standaard of express" */
    MARK_FOR,      /* what follows may be a class of products: "op", "voor" */
    MARK_HAS,      /* what stands before it with an article may be one: "de accu heeft" */
    MARK_COMMON,   /* no class of products */
    MARK_ABBREVIATION,
};

/* One word, number or sign of a pattern or a text. */
struct token {
    uint32_t offset, length;     /* bytes in the text */
    uint32_t folded, folded_len; /* of a word: in the buffer of the tokens */
    gunichar sign;               /* of a sign; dashes are '-'; else 0 */
    uint32_t first_mark;         /* in the tokens' marks */
    uint16_t mark_count;
    uint8_t is_number; /* digits, with dots, commas and colons between digits */
    uint8_t is_glued;  /* nothing between it and the token before */
    uint32_t sentence, clause;
    uint8_t is_asked; /* in a question */
};

struct mark {
    enum mark_kind kind;
    uint32_t count; /* tokens */
    int32_t value;
    const void *what;
};

struct tokens {
    struct ts_str text;
    GString *folded;
    GArray *items; /* struct token */
    GArray *marks; /* struct mark */
};

void tokens_init(struct tokens *tokens);
void tokens_finish(struct tokens *tokens);
/* Cuts a text, without marks; what was there is gone. At most FACTS_TOKENS tokens. tokens.c */
void tokens_cut(struct tokens *tokens, struct ts_str text);
/* Numbers the sentences and clauses; needs the marks. sentence.c */
void tokens_divide(struct tokens *tokens);

static inline const struct token *token_at(const struct tokens *tokens, guint at)
{
    return &g_array_index(tokens->items, struct token, at);
}

static inline struct ts_str token_folded(const struct tokens *tokens, const struct token *token)
{
    return ts_bytes(tokens->folded->str + token->folded, token->folded_len);
}

/* The mark of this kind that begins at a token; NULL if there is none, or no such token. */
const struct mark *token_mark(const struct tokens *tokens, guint at, enum mark_kind kind);
/* The one of most tokens. */
const struct mark *token_longest(const struct tokens *tokens, guint at, enum mark_kind kind);
gboolean token_is_sign(const struct tokens *tokens, guint at, gunichar sign);
gboolean token_is_number(const struct tokens *tokens, guint at);

/* ---- finder: patterns by language ---- */

#define SCAN_ANCHOR 1u /* a word of a slot, but of hours */
#define SCAN_VALUE 2u  /* a digit, or a word that is a number */
#define SCAN_DAY 4u    /* a weekday, or "24/7" */
#define SCAN_PHRASE 8u
#define SCAN_ARTICLE 16u /* "een" and "week" together are a value */
#define SCAN_UNIT 32u
#define SCAN_HOURS 64u /* a word of a slot of hours */

struct finder_language;

struct finder *finder_new(void);
void finder_free(struct finder *finder);
/* The patterns of a language; those of the language itself are made with the first slot's. */
struct finder_language *finder_add_language(struct finder *finder, const char *language);
/* words: "bezorg*", "in huis", "storten ... terug" (up to ten other tokens between; the mark is on
 * what comes before them). A last * needs three letters before it. Too long or empty ones are left
 * out: FALSE. */
gboolean finder_add(struct finder_language *language, struct ts_str words, enum mark_kind kind,
                    int value, const void *what);
/* NULL: no slot has words in it. */
const struct finder_language *finder_language(const struct finder *finder, struct ts_str language);
/* SCAN_*: what a text may hold; one cheap pass. */
unsigned finder_scan(const struct finder_language *language, struct ts_str text);
void finder_mark(const struct finder_language *language, struct tokens *tokens);

/* What words of a language mean to quantities; the texts of a row are separated by bars. */
struct lexeme {
    enum mark_kind kind;
    int value;
    const char *what;
    const char *words;
};
extern const struct lexeme lexicon_nl[], lexicon_en[], lexicon_de[], lexicon_fr[]; /* end: NULL */
/* lexicon.c */
void lexicon_add(struct finder_language *language, const char *name);
/* Number words from 2 on. number_words.c */
void number_words_add(struct finder_language *language, const char *name);

/* ---- quantities ---- */

struct quantity {
    struct value value;
    guint first, end;     /* tokens */
    gboolean is_relative; /* "morgen": needs a cut-off or an anchor beside it */
    gboolean needs_cutoff;
    const struct slot *slot; /* when it has been told */
};

/* How numbers are written. */
struct number_style {
    char decimal, thousands;
};

/* Each reads a quantity that begins at a token: how many tokens it takes, 0 = it is none. */
guint read_number(const struct tokens *tokens, guint at, struct number_style style,
                  double *number_r);
guint read_duration(const struct tokens *tokens, guint at, struct number_style style,
                    struct quantity *quantity);
guint read_money(const struct tokens *tokens, guint at, struct number_style style,
                 struct quantity *quantity);
guint read_percentage(const struct tokens *tokens, guint at, struct number_style style,
                      struct quantity *quantity);
guint read_hours(const struct tokens *tokens, guint at, struct quantity *quantity);
guint read_date(const struct tokens *tokens, guint at, struct quantity *quantity);
guint read_relative(const struct tokens *tokens, guint at, struct quantity *quantity);
/* A time of day in minutes since midnight, and whether its half of the day is said; the tokens it
 * takes. */
guint read_clock(const struct tokens *tokens, guint at, int *minutes_r, gboolean *is_said_r);

/* All of a text, in order, (struct quantity). quantities.c */
void find_quantities(const struct tokens *tokens, struct number_style style, GArray *quantities);

/* Is what a quantity says taken back by the words around it? negation.c */
gboolean is_blocked(const struct tokens *tokens, guint first, guint end);
/* Does a negation stand right before a token? "geen garantie". */
gboolean is_negated(const struct tokens *tokens, guint at);

/* ---- context ---- */

#define CONTEXT_SLOTS 6u
#define HEADING_LEVELS 7u /* 0 is not used */

/* What a heading, a question, a label or a table's cell lends to what follows. */
struct lender {
    const struct slot *slots[CONTEXT_SLOTS];
    guint slot_count;
    struct scope scope;
    gboolean is_silent; /* what it lends to says nothing */
    gboolean
        is_of_hours; /* "Openingstijden showroom": what else is under it is not the showroom's */
};
/* Does a heading or a column's head say that what follows is of other days or other people?
 * lender.c */
gboolean lender_silences(const struct tokens *tokens, gboolean is_heading);
/* Adds the slots whose anchors stand in tokens first..end. lender.c */
void lender_add(struct lender *lender, const struct tokens *tokens, guint first, guint end);

/* A document that is being read. */
struct reading {
    struct ts_call *call;
    const struct facts *facts;
    const struct ts_document *document;
    const struct finder_language *language;
    struct number_style style;
    struct tokens tokens;
    GArray *quantities; /* struct quantity: of the text at hand */
    GArray *statements;
    /* what was read before */
    struct lender headings[HEADING_LEVELS];
    guint level; /* of the last heading */
    guint texts; /* paragraphs since the last heading */
    struct lender column;
    /* the text at hand */
    struct ts_str text;
    size_t lent; /* bytes at its beginning that were put before it: a label */
    uint32_t block;
    uint32_t role;
};

/* What the text at hand says: statements. passage.c */
void read_passage(struct reading *reading);

/* The slot that a quantity tells in the text at hand; NULL: none. slots.c */
const struct slot *slot_of(struct reading *reading, const struct quantity *quantity);
gboolean slot_fits(const struct slot *slot, const struct quantity *quantity);

/* cutoff.c */
/* The token of "besteld" with a time of day, before a quantity or after it ("morgen in huis als je
 * voor 22 uur bestelt"); G_MAXUINT: there is none. */
guint find_cutoff(const struct tokens *tokens, const struct quantity *quantity);
/* "Morgen in huis? Bestel dan voor 22.00 uur": the cut-off answers. */
gboolean is_answered(const struct tokens *tokens, const struct quantity *quantity);
/* "vandaag besteld": the day of the order, not that of the delivery. */
gboolean is_day_of_order(const struct reading *reading, const struct quantity *quantity);

/* For whom or what a quantity holds. scope.c */
struct scope scope_of(struct reading *reading, const struct quantity *quantity);
/* Of all the tokens of a heading. */
struct scope scope_of_heading(struct reading *reading);
/* Likewise of a column's head, whose words name what it is of, if not a fact. */
struct scope scope_of_column(struct reading *reading, gboolean has_slots);

#define BARE_HOURS_SIZE 240u /* bytes of a text that is nothing but hours */
#define FACTS_TOKENS 60000u  /* of one text: READER_BLOCK_SIZE of usual words */
#define FACTS_WINDOW                                                            \
    32u /* tokens to either side of a quantity in which an anchor is looked for \
         */

#endif
