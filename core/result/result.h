/* SPDX-License-Identifier: MIT
 *
 * A stored run as reports see it: read from the database a row at a time, in a defined order, so
 * that a report of a million places needs no memory for them.
 */
#ifndef CORE_RESULT_RESULT_H
#define CORE_RESULT_RESULT_H

#include <glib.h>

#include "core/plugin/catalog.h"
#include "core/result/satisfaction.h"

struct result; /* an open run: holds the database handle */

struct result_run {
    char *id;                 /* "2026-11-24T02:00:00Z-1" */
    char *started, *finished; /* UTC, ISO 8601; finished NULL = cut short */
    char *as_of;              /* YYYY-MM-DD */
    char *since;   /* id of the run since which new and fixed are told; NULL: the one before */
    char *plan;    /* path of the plan, or "scan" */
    char *brand;   /* name of the brand */
    char *version; /* of touchstone */
    gboolean is_sealed;
    gboolean has_states; /* FALSE for scan */
    GPtrArray *plugins;  /* char *: "name version" */
    GPtrArray
        *notices; /* char *: what the kernel lacks, what this version does not do, robots ignored */
};

struct result_document {
    const char *touchpoint, *locator, *title, *media_type, *language, *kinds, *status, *reason;
    /* kinds: separated by spaces */
    const char *way; /* of one that was judged, else NULL: "read", "kept": as it was, "judged": as
                        it was, by other rules; "remembered": a picture whose content was judged
                        before */
};

struct result_observation {
    const char *touchpoint, *locator, *check, *key, *value, *where;
    const char *details; /* JSON object, its keys sorted, as are numbers */
    const char *numbers;
    const char *evidence; /* its id, or empty */
    double confidence;    /* < 0 = none */
    unsigned line, column;
};

struct result_place {
    char *touchpoint, *locator, *where;
    unsigned line, column;
    char *excerpt;                     /* the text around, UTF-8, white space folded */
    unsigned mark_offset, mark_length; /* the spot in the excerpt, bytes; length 0 = none */
};

struct result_finding {
    gint64 id;
    const char *touchpoint, *rule, *severity, *title, *message; /* in the report's language */
    const char *expected, *actual, *fingerprint;
    const char *evidence; /* its id, or empty */
    const char *state;    /* "new", "open", "fixed", or NULL for scan */
    gboolean is_seen;
    const char *acceptance;   /* JSON: reason, owner, until; empty = it is not accepted */
    char *const *suggestions; /* what may be written instead, best first; NULL-ended */
    guint count;              /* of all places */
    gboolean is_across;       /* some of them lie in other touchpoints: each says its part */
    GPtrArray *places;        /* struct result_place *; the first at_most of them, sorted; of one
                                 across touchpoints, but for RESULT_STABLE, a place of each first */
};

/* How much of a touchpoint carries the promise: each document that could, by the best it shows. */
struct result_promise {
    char language[16]; /* empty: all of them together */
    guint documents;
    guint exact, altered, theme; /* the rest show nothing of it */
};

struct result_touchpoint {
    char *id, *name, *channel, *category, *control, *owner;
    unsigned importance;             /* 1..5 */
    double said_importance, dropoff; /* 0..100, the latest that customers said; < 0 = not asked */
    struct satisfaction satisfaction;
    GPtrArray *phases;
    const char *state; /* "consistent", "deviating", "unchecked", "not-measured" */
    double score;      /* 0..1, or < 0 = not measured; formula in `touchstone explain score` */
    guint documents, pictures, unchecked, skipped;
    guint errors, warnings, infos;             /* findings, not accepted, not fixed */
    guint run_errors, run_warnings, run_infos; /* how many of these are of the rules run/... */
    guint gaps; /* and of these: how many say that something was not, or not wholly, checked */
    GArray
        *promise; /* struct result_promise, the whole first; empty = not expected or not judged */
    gboolean is_current; /* this run looked at it; else all here is as an earlier run left it */
};

/* A thing that a touchpoint tells of a subject (core/result/story.h), or why it tells nothing. */
struct result_story {
    char *touchpoint, *subject;
    const char *state;         /* STORY_RIGHT ... */
    char *entry;               /* "address:hq", a value; "" = nothing is told */
    char *words;               /* as they stand at the first place */
    guint documents;           /* that tell it */
    struct result_place place; /* the first */
    char *evidence;            /* its id, or empty */
};

/* A cell of the same-story matrix. */
struct result_cell {
    const char
        *state; /* as of a row; STORY_MIXED: old and right, or early and right, side by side */
    guint first, count; /* its rows in result_story, worst first; count 0 = nothing is known */
};

struct result_reason {
    const char *aspect, *verdict; /* "way", "same": core/result/handoff.h */
    char *sentence;               /* in the report's language, without a full stop */
};

struct result_handoff {
    char *from, *to;    /* ids of touchpoints */
    const char *state;  /* "smooth", "broken", "unknown" */
    double rate;        /* < 0 = nothing is known */
    GPtrArray *reasons; /* struct result_reason * */
};

/* A journey, or a variant of one. */
struct result_journey {
    char *id, *variant, *name; /* variant "" = the journey as it is */
    double chance, mean;       /* 0..1; < 0 = nothing of it is measured */
    guint moments;             /* of contact */
    const char *weakest;       /* id of a touchpoint; NULL = none */
    gboolean is_complete;      /* every step is measured and every handoff known */
    GPtrArray *steps;          /* char *: ids of touchpoints */
};

/* What a run saw, and why it did not see more. */
struct result_tally {
    guint fetched, kept, judged, unchecked, gone, skipped; /* documents */
    GArray *reasons; /* struct result_tally_reason, of the unchecked, most places first */
};
struct result_tally_reason {
    char *text;
    guint places;
};

/* A line of the brand book that is not as in the run before. */
struct result_change {
    char *path;           /* "identity.phones[service].number" */
    char *before, *after; /* NULL = was not there, is not there any more */
};

/* The last day on which the old may stand, by a rollout. */
struct result_deadline {
    char *rollout, *name;
    char *scope; /* kind of document or channel; "default" = the rest */
    char *day;   /* YYYY-MM-DD */
    int days;    /* from the as-of date; < 0 = past */
};

struct result_summary {
    guint documents, unchecked, skipped, gone;
    guint pictures;        /* not among the documents, but where a touchpoint has nothing else */
    guint unseen_pictures; /* of these: UNCHECKED, and among the unchecked */
    guint remembered;      /* pictures whose content was judged before */
    guint suggested;    /* texts that a check was asked suggestions for; others were remembered */
    guint kept, judged; /* documents that were not read anew; those that were judged again */
    guint errors, warnings, infos;            /* not accepted, not fixed */
    guint new_count, open_count, fixed_count; /* the first two: not accepted */
    guint accepted_count;
    int exit;        /* 3 if the run never came to its end */
    char *cut_short; /* why the run ended early, or NULL */
};

enum result_order {
    RESULT_STABLE,      /* touchpoint, rule, fingerprint: for machines */
    RESULT_WORST_FIRST, /* of one touchpoint: severity, count, rule: for people */
    RESULT_MOST_PLACES, /* of all touchpoints: count, severity, rule */
    RESULT_BY_RULE      /* of one touchpoint: the rule with the worst finding, then its findings */
};

enum result_part {
    RESULT_ALL,
    RESULT_DEVIATIONS, /* from the brand book: not of the run itself, not fixed */
    RESULT_RUN,        /* rules run/..., not fixed */
    RESULT_ACCEPTED,   /* of either kind, not fixed; the two above have none of them */
    RESULT_FIXED       /* in this run */
};

/* Which findings, and what of them. */
struct result_query {
    const char *touchpoint; /* NULL: of all touchpoints that this run looked at */
    enum result_order order;
    enum result_part part;
    guint at_most;      /* places filled in; 0 = all */
    guint least_places; /* only findings that have so many */
    /* Also at the plan's touchpoints that this run did not look at: all that is open. */
    gboolean is_everywhere;
};

struct sqlite3;

/* Opens the latest run of a database (core/run/schema.sql), to be read in this language. A finding
 * is "new" if first_run is this run, "fixed" if fixed_run is, else "open"; one fixed in an earlier
 * run is not part of the result. It is seen if one of its places, or the fix, was seen in this run.
 * catalog gives titles and messages; it and the handle must outlive the result. */
struct result *result_open(struct sqlite3 *database, const struct catalog *catalog,
                           const char *language, char **error_r);
/* The same, but new and fixed are told since another run (its number in the database; -1: since the
 * one before), and touchpoints count that any run after it looked at. */
struct result *result_open_since(struct sqlite3 *database, const struct catalog *catalog,
                                 const char *language, gint64 since, char **error_r);
void result_close(struct result **result);

const struct result_run *result_run(const struct result *result);
const struct result_summary *result_summary(const struct result *result);

/* struct result_touchpoint, in the order of the plan. */
const GArray *result_touchpoints(const struct result *result);
/* The one of this id, or NULL. */
const struct result_touchpoint *result_touchpoint(const struct result *result, const char *id);

/* char *: the subjects of the same-story matrix, in the order of its columns. */
const GPtrArray *result_subjects(const struct result *result);
/* struct result_story, those of a cell together. */
const GArray *result_stories(const struct result *result);
struct result_cell result_cell(const struct result *result, const char *touchpoint,
                               const char *subject);

/* struct result_journey: journeys in the order of the plan, each followed by its variants. */
const GArray *result_journeys(const struct result *result);
/* NULL: no journey has the two after each other. */
const struct result_handoff *result_handoff(const struct result *result, const char *from,
                                            const char *to);

/* What the data of a journey points at: struct opportunity (opportunity.h). The caller unrefs it.
 */
GArray *result_opportunities(const struct result *result, const struct result_journey *journey);
/* Is every measured step of it consistent, and customers are less content at its end than at its
 * beginning? *first_r, *last_r: how content, 0..100. */
gboolean result_falls(const struct result *result, const struct result_journey *journey,
                      double *first_r, double *last_r);

/* What this run saw; NULL if it never came to its end. Of the one before: NULL if there is none. */
const struct result_tally *result_tally(const struct result *result);
const struct result_tally *result_tally_before(const struct result *result);
/* Is all as in the last run of the same touchpoints: nothing new, nothing fixed, each finding as
 * grave and in as many places, rollouts where they were, the same exit status, and as much of the
 * same reasons that could not be checked? FALSE of a first run. */
gboolean result_is_unchanged(const struct result *result);
/* struct result_change, in the order of the paths; empty in the first run. */
const GArray *result_changes(const struct result *result);
/* struct rollout_row (rollout.h): how far the touchpoints are. */
const GArray *result_rollouts(const struct result *result);
/* struct rollout_day: how a rollout went up to this run, or to a day before it (NULL: the run's
 * own); the last run of each day. The caller unrefs it. */
GArray *result_progress(const struct result *result, const char *rollout, const char *until);
/* struct result_deadline, the earliest first. */
const GArray *result_deadlines(const struct result *result);

/* The name of a touchpoint; its id where the run knows no other. */
const char *result_touchpoint_name(const struct result *result, const char *id);

/* Why the last call of result_each_... failed; until the next call. */
const char *result_error(const struct result *result);

typedef int (*result_document_fn)(const struct result_document *document, void *data);
typedef int (*result_observation_fn)(const struct result_observation *observation, void *data);
typedef int (*result_finding_fn)(const struct result_finding *finding, void *data);

typedef int (*result_place_fn)(const struct result_place *place, void *data);

/* Each calls fn for every row until it returns other than 0; returns that, or -1 if the database
 * failed. Rows are of the touchpoints this run looked at (or of the one a query names); documents
 * and observations are those it saw. Inside fn the others may be called. */
int result_each_document(const struct result *result, result_document_fn fn, void *data);
int result_each_observation(const struct result *result, result_observation_fn fn, void *data);
int result_each_finding(const struct result *result, const struct result_query *query,
                        result_finding_fn fn, void *data);

/* What people are shown: its bytes, NULL if they are not there; *type_r: its media type. The caller
 * unrefs the one and frees the other. */
GBytes *result_evidence(const struct result *result, const char *id, char **type_r);

/* All places of a finding, sorted, without holding them in memory. Not inside its own fn. */
int result_each_place(const struct result *result, gint64 finding, result_place_fn fn, void *data);

#endif
