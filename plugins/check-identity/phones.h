/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers of the registry, and what in a text may be one.
 */
#ifndef PLUGINS_CHECK_IDENTITY_PHONES_H
#define PLUGINS_CHECK_IDENTITY_PHONES_H

#include "plugins/check-identity/identity.h"
#include "plugins/check-identity/phone_shim.h"

#define PHONE_DIGITS_MAX                                                                         \
    20u                      /* as dialled: ITU-T E.164's 15, and what stands before them abroad \
                              */
#define PHONE_GROUPS_MAX 12u /* of one number as written */
#define PHONE_PARSES 4000u   /* of one document, each some 25 microseconds */

struct phone {
    struct entry entry; /* first */
    struct phone_parts parts;
    size_t size; /* of parts.national */
};

struct phones {
    GPtrArray *phones;  /* struct phone * */
    GPtrArray *regions; /* char *: home first, then those of the numbers */
};

/* ---- phone_scan.c: what in a text may be a number -------------------------------------------- */

struct phone_group {
    uint32_t end;      /* bytes in the text, behind its digits */
    guint digits;      /* of all groups up to this one */
    char before;       /* the first sign before it: '/' '-' '(' ')' '.' ' ' */
    gboolean is_apart; /* more than one sign or space before it */
};

/* A run of groups of digits, as far as one number may go. */
struct phone_run {
    uint32_t offset; /* bytes in the text, the + or bracket included */
    guint count;     /* of groups, at least 1 */
    struct phone_group groups[PHONE_GROUPS_MAX];
    char digits[PHONE_DIGITS_MAX + 1]; /* of all groups; letters of a vanity number as digits */
    gboolean has_plus;
    gboolean is_glued; /* to what stands before it: part of a word, an amount, an address */
};

/* Finds the next run at or after *at that begins with + or 0, or with the first digits behind other
 * text; moves *at behind its first group. FALSE: there is none. Linear. */
gboolean phone_scan(struct ts_str text, uint32_t *at, struct phone_run *run_r);
/* How many groups from the first one make one number, by the signs between. */
guint phone_natural(const struct phone_run *run);
/* Are these groups a date, hours, or glued to letters behind? */
gboolean phone_is_otherwise(struct ts_str text, const struct phone_run *run, guint groups);

/* ---- phones.c: against the registry ---------------------------------------------------------- */

enum phone_fit {
    PHONE_NONE,
    PHONE_UNKNOWN,
    PHONE_NEAR,
    PHONE_LOCAL /* without the area code, or a short number: needs a label */,
    PHONE_MATCH
};

struct phone_reading {
    enum phone_fit fit;
    const struct phone *phone; /* of PHONE_NEAR, PHONE_LOCAL, PHONE_MATCH */
    guint groups;              /* of the run, that it takes */
    struct phone_parts parts;  /* what was read, of PHONE_UNKNOWN and PHONE_NEAR */
};

/* How many parses may still be made (at 0 nothing is found), and the last of them: a number often
 * stands in many places. */
struct phone_parser {
    guint left;
    struct phone_parsed {
        char text[PHONE_DIGITS_MAX + 2];
        const char *region;
        struct phone_parts parts;
        gboolean is_number;
    } kept[16];
};

/* One of ours, or nearly, at the run's beginning; else PHONE_NONE. */
struct phone_reading phone_read(const struct phones *phones, const struct phone_run *run,
                                struct phone_parser *parser);
/* Anybody's: PHONE_UNKNOWN if it is as long as numbers are in one of the regions. */
struct phone_reading phone_read_any(const struct phones *phones, const struct phone_run *run,
                                    struct phone_parser *parser);
/* A number that is nobody's own: emergency, police, those for films and examples. */
gboolean phone_is_public(const struct phone_parts *parts);

/* ---- phone_find.c: in a document ------------------------------------------------------------- */

/* A number that stands in a block, or behind a link. */
struct phone_seen {
    struct ts_place place;
    uint32_t token; /* at which it begins, or the next one */
    struct phone_reading reading;
    struct ts_str written;
    gboolean is_theirs; /* "uw telefoonnummer" */
    gboolean is_linked; /* a tel: link lies on it, or it is one */
    gboolean is_prompt; /* spoken by our own voice */
    gboolean is_hidden; /* only the link has it */
};

struct phone_search {
    struct view *view;
    const struct phones *phones;
    struct phone_parser parser;
    GArray *seen;       /* struct phone_seen: of the block at hand */
    GArray *kept;       /* struct phone_seen: of the document, unknown or near: for its end */
    GHashTable *hrefs;  /* char *: of links that stand in blocks */
    GHashTable *placed; /* char *: significant numbers that only their place makes ours */
};

/* phone_say.c: observes it, and reports it if it is misplaced; unknown and near ones are kept for
 * the end, when it is known how many there are. -1: the host refused. */
int phone_say(struct phone_search *search, const struct phone_seen *seen);
/* shown is one of ours, and the link on it dials another; or the other way round. */
int phone_say_dialled(struct phone_search *search, const struct phone_seen *wrong,
                      const struct phone *right, struct ts_str dialled);

int phone_say_kept(struct phone_search *search);
/* Does it stand there as a number of ours: by our name beside it, or by the kind of document? */
gboolean phone_is_given_as_ours(const struct phone_search *search, const struct phone_seen *seen);

/* phone_links.c: the block's links that dial, against what they show. -1: the host refused. */
int phone_find_links(struct phone_search *search, uint32_t index);
/* Likewise links that no block has (of a picture). */
int phone_find_bare_links(struct phone_search *search);

#endif
