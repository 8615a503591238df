/* SPDX-License-Identifier: MIT
 *
 * Addresses: as the registry has them, and as parts of them stand in a text.
 */
#ifndef PLUGINS_CHECK_IDENTITY_ADDRESSES_H
#define PLUGINS_CHECK_IDENTITY_ADDRESSES_H

#include "plugins/check-identity/identity.h"

#define ADDRESS_KEY 64u         /* bytes of a street's or a city's key, and one */
#define ADDRESS_SUFFIX 16u      /* of what follows a house number */
#define ADDRESS_POSTCODE 12u    /* of a postcode without its white space */
#define ADDRESS_WORDS 9u        /* words of a street or a city, at most */
#define ADDRESS_AHEAD 14u       /* tokens behind street and number in which the postcode stands */
#define ADDRESS_CITY_AHEAD 6u   /* tokens behind the postcode in which the city stands */
#define ADDRESS_NAME_BEFORE 25u /* words before an address in which the firm's name counts */
#define ADDRESS_NAME_BEHIND 20u
#define ADDRESS_MASK_BEFORE 12u /* tokens around a match in which its near misses are silent */
#define ADDRESS_MASK_BEHIND 25u
#define ADDRESS_SPOTS 20000u /* of one document */

/* ---- countries.c ----------------------------------------------------------------------------- */

struct country {
    char code[3];
    gboolean is_number_first; /* 221B Baker Street */
    gboolean is_fine;         /* one postcode is one street, or a part of it */
    gboolean is_city_first;   /* the city stands before the postcode */
    const char *postcodes;    /* forms, separated by |: N a digit, A a letter, a space where one,
                                 or a hyphen, may stand */
    const char *prefixes;     /* before the postcode, separated by |, folded: "nl", "b" */
};
/* NULL: no row. */
const struct country *country_of(const char *code);

/* ---- street.c -------------------------------------------------------------------------------- */

/* A street's name for comparing, abbreviations brought together. */
struct street_key {
    char brief[ADDRESS_KEY]; /* endings short: "keizersgr" */
    char full[ADDRESS_KEY];  /* and as written: "keizersgracht" */
};
/* Of tokens first to last - 1; FALSE: too long, or no word. */
gboolean street_key(const struct tokens *tokens, uint32_t first, uint32_t last,
                    struct street_key *key_r);
/* Are they slips of the pen apart? The shorter the name, the fewer. */
gboolean street_is_near(const struct street_key *registered, const struct street_key *written);
/* Does a word end like a street's name (straat, laan, weg, Road ...)? */
gboolean street_has_ending(struct ts_str folded);
/* The same of endings that ordinary words have too (hof, park, markt)? */
gboolean street_may_end_so(struct ts_str folded);
/* "street" and the like, before ("rue", "place") or behind the name, as words of their own. */
gboolean street_is_kind(struct ts_str folded);
/* A city's name for comparing: letters only. */
gboolean city_key(const struct tokens *tokens, uint32_t first, uint32_t last,
                  char key_r[ADDRESS_KEY]);

/* ---- house_number.c -------------------------------------------------------------------------- */

struct house_number {
    char number[8];              /* digits */
    char suffix[ADDRESS_SUFFIX]; /* folded letters and digits: "a", "bis", "bus3", "2" */
    char written[ADDRESS_KEY];   /* in small letters, white space folded: "12-a" */
    uint32_t end;                /* the token behind it */
    uint32_t number_end;         /* the token behind its number alone */
};
/* What begins at a number; FALSE: it is no house number. */
gboolean house_number_read(const struct tokens *tokens, struct ts_list blocks, uint32_t first,
                           struct house_number *number_r);
/* Of the registry: number ("12", "12-A") and suffix together as the house writes them, "12A". */
char *house_number_shown(struct ts_str number, struct ts_str suffix);

/* ---- postcode.c ------------------------------------------------------------------------------ */

struct postcode {
    uint32_t first, end;         /* tokens; first is its prefix, if there is one */
    char code[ADDRESS_POSTCODE]; /* small letters and digits */
    gboolean is_plain;           /* digits alone, without a prefix: it may be any number */
    gboolean is_spaced;          /* white space, or a hyphen, where the form may have it */
};
/* The forms that are looked for: of the registry's countries. */
struct postcode_forms;
struct postcode_forms *postcode_forms_new(void);
void postcode_forms_free(struct postcode_forms **forms);
void postcode_forms_add(struct postcode_forms *forms, const char *postcodes, const char *prefixes);
/* All that stand in the text: struct postcode. Free with g_array_unref. */
GArray *postcodes_find(const struct postcode_forms *forms, const struct tokens *tokens);
/* Of the registry: without its prefix and white space; FALSE: not one of the country's forms. */
gboolean postcode_parse(const struct country *country, struct ts_str text,
                        char code_r[ADDRESS_POSTCODE], gboolean *is_spaced_r);

/* ---- addresses.c ----------------------------------------------------------------------------- */

struct address {
    struct entry entry;
    const struct country *country;
    gboolean is_box;          /* a post-office box */
    struct street_key street; /* empty of a box */
    char *street_words;       /* folded words of the house form, separated by spaces */
    struct house_number number;
    gboolean has_number;
    char postcode[ADDRESS_POSTCODE];
    gboolean is_spaced;
    GPtrArray *cities;      /* char *: keys; the city, its aliases */
    struct country derived; /* of a country without a row: the form of this one postcode */
    char form[ADDRESS_POSTCODE];
};

struct addresses {
    GPtrArray *all;        /* struct address * */
    GHashTable *by_street; /* brief key -> GPtrArray of struct address * */
    GHashTable *by_code;   /* postcode -> GPtrArray of struct address * */
    GHashTable *by_glue;   /* last digits before the postcode, and the postcode, as one number ->
                              GPtrArray of struct address * */
    GPtrArray *boxes;      /* struct address *: post-office boxes */
    struct postcode_forms *forms;
    guint8 letters[256]; /* may a word of a registered street begin so? */
    gboolean has_number_first;
    gboolean has_bare_street; /* one without a house number */
};

/* ---- spots.c: where a street and a number stand ---------------------------------------------- */

enum spot_kind { SPOT_STREET, SPOT_BOX };
struct spot {
    enum spot_kind kind;
    uint32_t first, end;         /* tokens: of street and number together */
    uint32_t street, street_end; /* of the street alone; of a box, its word */
    struct house_number number;
    gboolean is_number_first;
    const GPtrArray *same; /* struct address *: of exactly this street; NULL: none */
    gboolean looks_like;   /* its word ends like a street, or is one of its kinds */
    gboolean may_be;       /* its word ends like a street, and like other words too */
    uint32_t from, limit;  /* tokens: the end of the address before, the first of the next */
};
/* struct spot, in the order of their numbers. Free with g_array_unref. */
GArray *spots_find(const struct addresses *addresses, const struct tokens *tokens,
                   struct ts_list blocks);

/* ---- whose.c --------------------------------------------------------------------------------- */

/* Whose is the address between two tokens, by what stands before and behind it? Other addresses
 * end at from and begin at limit: a name beyond them is theirs. */
enum whose {
    WHOSE_OTHERS,
    WHOSE_UNKNOWN,
    WHOSE_WE,   /* "our", "we" */
    WHOSE_NAMED /* our name */
};
enum whose whose_is(const struct view *view, uint32_t first, uint32_t end, uint32_t from,
                    uint32_t limit);
/* The token behind the last of our names that stands between two tokens; first, if none does. */
uint32_t whose_behind_name(const struct view *view, uint32_t first, uint32_t end);

/* whose_words.c: of folded words. */
gboolean whose_leads_to_others(struct ts_str word); /* "factuuradres", "naast", "dealer" */
gboolean whose_says_we(struct ts_str word);
/* A label, or one of its compounds, with which no name begins: the short ones as whole words only.
 */
gboolean whose_is_label(struct ts_str word);

/* ---- evidence.c, deviation.c
 * ------------------------------------------------------------------------------ */

enum agreement { ABSENT, EQUAL, OTHERWISE /* equal, in another form */, NEAR, DIFFERENT };
struct evidence {
    const struct address *address;
    enum agreement street, number, suffix, postcode, city;
    uint32_t first, end; /* tokens of all of it */
    uint32_t gap;        /* tokens between street with number and the postcode behind them */
};
enum part { PART_NONE, PART_STREET, PART_NUMBER, PART_SUFFIX, PART_POSTCODE, PART_CITY };
enum conclusion { CONCLUDE_NOTHING, CONCLUDE_NEAR, CONCLUDE_OTHERWISE, CONCLUDE_MATCH };

struct text_view {
    const struct tokens *tokens;
    struct ts_list blocks;
    const GArray *postcodes; /* struct postcode */
};
/* Index of the first postcode at a token or behind it. */
guint postcode_at_or_behind(const struct text_view *text, uint32_t token);
/* A spot against an address. */
struct evidence evidence_of(const struct text_view *text, const struct spot *spot,
                            const struct address *address);
/* What it says. *part_r: which part deviates. */
enum conclusion evidence_conclude(const struct evidence *evidence, enum whose whose,
                                  enum part *part_r);

/* ---- hits.c ---------------------------------------------------------------------------------- */

/* What a spot turned out to be. */
struct hit {
    const struct address *address; /* NULL: unknown */
    enum conclusion conclusion;
    enum part part;
    uint32_t first, end; /* tokens */
    gboolean has_code;   /* a postcode of its own, right or wrong */
    gboolean is_unknown;
    gboolean is_dropped;
};
/* All that stand in the view's text, in its order: struct hit. is_ours: as if it all stood with our
 * name. Free with g_array_unref. */
GArray *hits_of(const struct view *view, gboolean is_ours);

#endif
