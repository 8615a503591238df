/* SPDX-License-Identifier: MIT
 *
 * An open run, shared by the files result*.c.
 */
#ifndef CORE_RESULT_RESULT_PRIVATE_H
#define CORE_RESULT_RESULT_PRIVATE_H

#include <sqlite3.h>

#include "core/result/result.h"

struct result {
    sqlite3 *database;
    const struct catalog *catalog;
    char *language;
    gint64 number; /* of the run */
    gint64 since;  /* what came after this run is new, or fixed; usually the one before */
    struct result_run run;
    struct result_summary summary;
    GArray *touchpoints; /* struct result_touchpoint */
    GPtrArray *subjects; /* char * */
    GArray *stories;     /* struct result_story */
    GHashTable *cells;   /* "TOUCHPOINT\nSUBJECT" -> the first of its stories, and one */
    GArray *journeys;    /* struct result_journey */
    GArray *handoffs;    /* struct result_handoff */
    struct result_tally *tally, *tally_before;
    int exit_before;           /* of the run before; -1 = it never came to its end */
    gboolean has_moved;        /* states, findings or rollouts are not as in the run before */
    GArray *changes;           /* struct result_change */
    GArray *deadlines;         /* struct result_deadline */
    GArray *rollouts;          /* struct rollout_row */
    GArray *voices;            /* struct satisfaction_row */
    sqlite3_stmt **each_place; /* of result_each_place, prepared when first needed */
};

/* Findings of the rules run/..., as a condition on the table finding f. */
#define RESULT_IS_RUN "(f.rule >= 'run/' AND f.rule < 'run0')"

/* A finding f that was open when a run ended, be it fixed since or fixed and back. */
#define RESULT_WAS_OPEN(run)                                                                       \
    "(f.first_run <= " run " AND (f.fixed_run = 0 OR f.fixed_run > " run ") OR EXISTS (SELECT 1 "  \
    "FROM finding_past b WHERE b.finding = f.id AND b.first_run <= " run " AND b.fixed_run > " run \
    "))"

/* A finding f that nobody has accepted. */
#define RESULT_IS_UNACCEPTED "f.acceptance = ''"

/* A document d that is a picture. */
#define RESULT_IS_PICTURE "d.media_type GLOB 'image/*'"

/* Those that run_rules_is_unchecked names. */
#define RESULT_IS_GAP                                                    \
    "f.rule IN ('run/unchecked', 'run/plugin-failed', 'run/truncated', " \
    "'run/coverage-dropped')"

/* What was suggested for a finding f, a line each; NULL if nothing was asked. */
#define RESULT_SUGGESTED                                                               \
    "(SELECT s.texts FROM suggestion s WHERE s.rule = f.rule AND s.actual = f.actual " \
    "AND s.language = coalesce(f.arguments ->> 'language', ''))"

/* result_story.c: the matrix, the journeys and the handoffs; 0, -1. */
int result_read_story(struct result *result);
void result_clear_story(struct result *result);

/* result_voice.c: what customers said; 0, -1. */
int result_read_voice(struct result *result);
void result_clear_voice(struct result *result);

/* result_rollout.c: how far the rollouts are; 0, -1. */
int result_read_rollouts(struct result *result);

/* result_past.c: what is compared with the run before; 0, -1. */
int result_read_past(struct result *result);
void result_clear_past(struct result *result);

/* Calls row for every row of a query; its parameters, if any: ?1 the run's number, ?2 the one since
 * which is told. */
typedef void (*result_row_fn)(struct result *result, sqlite3_stmt *query);
int result_read_rows(struct result *result, const char *sql, result_row_fn row);

/* result_touchpoint, for who fills it in. */
struct result_touchpoint *result_find_touchpoint(const struct result *result, const char *id);

/* The lines of a text, each of which has its end. The caller frees them. */
char **result_lines(const char *text);

static inline const char *result_text(sqlite3_stmt *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query, column);
    return text ? text : "";
}

#endif
