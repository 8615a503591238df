/* SPDX-License-Identifier: MIT
 *
 * The stage of the journeys: each pair of steps is judged once, whatever journeys have it; then
 * each journey and each of its variants is summed up.
 */
#include <jansson.h>
#include <sqlite3.h>
#include <string.h>

#include "core/process/fingerprint.h"
#include "core/result/handoff.h"
#include "core/result/journey.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

#define RULE "handoff/broken"

static const char forget_handoffs_sql[] = "DELETE FROM handoff";
static const char put_handoff_sql[] =
    "INSERT INTO handoff (origin, target, state, rate, reasons) VALUES (?1, ?2, ?3, ?4, ?5)";
static const char begin_sql[] =
    "UPDATE finding SET basis = 'handoff before' "
    "WHERE touchpoint = ?1 AND rule = '" RULE "' AND basis = 'handoff' AND fixed_run = 0";
/* What nobody could look at this time stays as it was. */
static const char keep_sql[] =
    "UPDATE finding SET basis = 'handoff' WHERE touchpoint = ?1 AND rule = '" RULE
    "' AND basis = 'handoff before' "
    "AND arguments ->> 'target' = ?2 AND (?3 = '' OR arguments ->> 'aspect' = ?3)";
static const char put_finding_sql[] =
    "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual, "
    "arguments, first_run, run, basis) VALUES (?1, ?2, '" RULE "', ?3, ?3, '', ?4, ?5, ?6, ?6, "
    "'handoff') ON CONFLICT (touchpoint, fingerprint) DO UPDATE SET said = ?3, arguments = ?5, "
    "first_run = iif(fixed_run <> 0, ?6, first_run), fixed_run = 0, run = ?6, basis = 'handoff' "
    "RETURNING id";
static const char renew_sql[] = "DELETE FROM place WHERE finding = ?1";
static const char place_sql[] =
    "INSERT INTO place (finding, document, conclusion, line, column, path, excerpt, mark_offset, "
    "mark_length, run) VALUES (?1, 0, 'handoff', 0, 0, '', '', 0, 0, ?2)";
static const char drop_sql[] =
    "DELETE FROM place WHERE finding IN (SELECT id FROM finding WHERE touchpoint = ?1 "
    "AND rule = '" RULE "' AND basis = 'handoff before')";
static const char close_sql[] =
    "UPDATE finding SET fixed_run = ?2, basis = 'handoff' "
    "WHERE touchpoint = ?1 AND rule = '" RULE "' AND basis = 'handoff before'";

/* ---- handoffs -------------------------------------------------------------------------------- */

/* Of findings the sentence needs the names; of what is kept of a handoff they are known. */
static json_t *reason_object(const struct handoff_reason *reason)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s}", "aspect", handoff_aspects[reason->aspect],
                     "verdict", handoff_verdicts[reason->verdict], "why", reason->why, "here",
                     reason->here, "there", reason->there);
}

static int put_handoff(const struct handoff_work *work, const struct handoff *handoff,
                       unsigned from, unsigned to)
{
    json_t *reasons = json_array();
    for (guint i = 0; i < handoff->reasons->len; i++) {
        json_array_append_new(
            reasons, reason_object(&g_array_index(handoff->reasons, struct handoff_reason, i)));
    }
    char *text = json_dumps(reasons, JSON_COMPACT);
    int done = sql_once(
        work->database, put_handoff_sql, NULL, "tttdt", plan_touchpoint_at(work->plan, from)->id,
        plan_touchpoint_at(work->plan, to)->id, handoff->state, handoff->rate, text);
    free(text);
    json_decref(reasons);
    return done;
}

static char *arguments_of(const struct handoff_reason *reason, const struct plan_touchpoint *to)
{
    json_t *object = reason_object(reason);
    json_object_set_new(object, "target", json_string(to->id));
    json_object_set_new(object, "to", json_string(to->name));
    char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    return text;
}

/* What stands on either side is part of what is wrong: other words are another finding. */
static int put_finding(const struct handoff_work *work, const struct handoff_reason *reason,
                       const struct plan_touchpoint *from, const struct plan_touchpoint *to)
{
    g_autofree char *actual = g_strdup_printf("%s: %s", to->id, reason->why);
    g_autofree char *what =
        g_strdup_printf("%s %s %s %s", to->id, reason->why, reason->here, reason->there);
    char fingerprint[FINGERPRINT_SIZE];
    char *arguments = arguments_of(reason, to);
    gint64 id = 0;
    fingerprint_make(ts_text(RULE), ts_text(""), ts_text(what), fingerprint);
    int done = sql_once(work->database, put_finding_sql, &id, "ttitti", from->id, fingerprint,
                        (gint64)TS_WARNING, actual, arguments, work->run);
    free(arguments);
    return done == 0 && sql_once(work->database, renew_sql, NULL, "i", id) == 0
               ? sql_once(work->database, place_sql, NULL, "ii", id, work->run)
               : -1;
}

static int put_findings(const struct handoff_work *work, const struct handoff *handoff,
                        const struct plan_touchpoint *from, const struct plan_touchpoint *to)
{
    int done = 0;
    for (guint i = 0; done == 0 && i < handoff->reasons->len; i++) {
        const struct handoff_reason *reason =
            &g_array_index(handoff->reasons, struct handoff_reason, i);
        gboolean is_all = reason->aspect == HANDOFF_MEASURED;
        if (reason->verdict == HANDOFF_DIFFERS) {
            done = put_finding(work, reason, from, to);
        } else if (reason->verdict == HANDOFF_UNKNOWN) {
            done = sql_once(work->database, keep_sql, NULL, "ttt", from->id, to->id,
                            is_all ? "" : handoff_aspects[reason->aspect]);
        }
    }
    return done;
}

/* Do customers go from the one to the other today? Variants are tried on paper. */
static gboolean is_walked(const struct plan *plan, unsigned from, unsigned to)
{
    for (guint i = 0; i < plan->journeys->len; i++) {
        const struct plan_journey *journey = &g_array_index(plan->journeys, struct plan_journey, i);
        const GArray *steps = g_array_index(journey->routes, struct plan_route, 0).steps;
        for (guint j = 1; j < steps->len; j++) {
            if (g_array_index(steps, unsigned, j - 1) == from &&
                g_array_index(steps, unsigned, j) == to) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static int judge_one(const struct handoff_work *work, unsigned from, unsigned to)
{
    struct handoff *handoff = handoff_judge(work, from, to);
    const struct plan_touchpoint *own = plan_touchpoint_at(work->plan, from);
    if (!handoff) {
        return -1;
    }
    int done = put_handoff(work, handoff, from, to);
    if (done == 0 && own->is_selected && is_walked(work->plan, from, to)) {
        done = put_findings(work, handoff, own, plan_touchpoint_at(work->plan, to));
    }
    handoff_free(&handoff);
    return done;
}

static int judge_all_from(const struct handoff_work *work, unsigned from)
{
    const struct plan_touchpoint *own = plan_touchpoint_at(work->plan, from);
    int done = own->is_selected ? sql_once(work->database, begin_sql, NULL, "t", own->id) : 0;
    for (guint i = 0; done == 0 && i < own->leads_to->len; i++) {
        done = judge_one(work, from, g_array_index(own->leads_to, unsigned, i));
    }
    if (done != 0 || !own->is_selected) {
        return done;
    }
    return sql_once(work->database, drop_sql, NULL, "t", own->id) == 0
               ? sql_once(work->database, close_sql, NULL, "ti", own->id, work->run)
               : -1;
}

int journeys_judge_handoffs(const struct handoff_work *work)
{
    int done = sql_once(work->database, forget_handoffs_sql, NULL, "");
    for (guint i = 0; done == 0 && i < work->plan->touchpoints->len; i++) {
        done = judge_all_from(work, i);
    }
    return done;
}

/* ---- journeys -------------------------------------------------------------------------------- */

static const char forget_journeys_sql[] = "DELETE FROM journey";
static const char forget_steps_sql[] = "DELETE FROM journey_step";
static const char put_journey_sql[] =
    "INSERT INTO journey (id, variant, ordinal, name, chance, mean, moments, weakest, "
    "is_complete) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
static const char put_step_sql[] =
    "INSERT INTO journey_step (journey, variant, ordinal, touchpoint) VALUES (?1, ?2, ?3, ?4)";

struct sums {
    sqlite3 *database;
    const struct plan *plan;
    gboolean is_failed; /* the database did */
};

/* What a step or a handoff comes to: column 0, and its state, column 1. FALSE: there is none. */
static gboolean look(struct sums *sums, sqlite3_stmt *query, double *rate_r, char **state_r)
{
    int stepped = sqlite3_step(query);
    if (stepped == SQLITE_ROW) {
        *rate_r = sqlite3_column_double(query, 0);
        *state_r = g_strdup(result_text(query, 1));
    }
    sqlite3_finalize(query);
    sums->is_failed |= stepped != SQLITE_ROW && stepped != SQLITE_DONE;
    return stepped == SQLITE_ROW;
}

static struct journey_step step_of(struct sums *sums, const struct plan_touchpoint *touchpoint)
{
    static const char score_sql[] = "SELECT score, state FROM touchpoint WHERE id = ?1";
    struct journey_step step = {.rate = -1, .importance = touchpoint->importance};
    g_autofree char *state = NULL;
    look(sums, sql_open(sums->database, score_sql, "t", touchpoint->id), &step.rate, &state);
    return step;
}

/* A touchpoint twice in a row is one contact that lasts: nothing is handed over. */
static double rate_of(struct sums *sums, const char *from, const char *to, gboolean *is_known_r)
{
    static const char rate_sql[] =
        "SELECT rate, state FROM handoff WHERE origin = ?1 AND target = ?2";
    g_autofree char *state = NULL;
    double rate = -1;
    if (strcmp(from, to) == 0) {
        return 1;
    }
    gboolean is_there =
        look(sums, sql_open(sums->database, rate_sql, "tt", from, to), &rate, &state);
    *is_known_r = *is_known_r && is_there && strcmp(state, "unknown") != 0;
    return is_there ? rate : -1;
}

static struct journey_sum sum_route(struct sums *sums, const struct plan_route *route)
{
    guint count = route->steps->len;
    g_autofree struct journey_step *steps = g_new0(struct journey_step, count + 1);
    g_autofree double *handoffs = g_new0(double, count + 1);
    gboolean is_known = TRUE;
    const char *before = NULL;
    for (guint i = 0; i < count; i++) {
        const struct plan_touchpoint *own =
            plan_touchpoint_at(sums->plan, g_array_index(route->steps, unsigned, i));
        steps[i] = step_of(sums, own);
        if (before) {
            handoffs[i - 1] = rate_of(sums, before, own->id, &is_known);
        }
        before = own->id;
    }
    struct journey_sum sum = journey_sum(steps, handoffs, count);
    sum.is_complete = sum.is_complete && is_known;
    return sum;
}

static int put_route(struct sums *sums, const struct plan_journey *journey, gint64 ordinal,
                     const struct plan_route *route)
{
    struct journey_sum sum = sum_route(sums, route);
    if (sums->is_failed) {
        return -1;
    }
    int done = sql_once(sums->database, put_journey_sql, NULL, "ttitddiii", journey->id, route->id,
                        ordinal, route->name, sum.chance, sum.mean, (gint64)sum.moments,
                        (gint64)sum.weakest, (gint64)sum.is_complete);
    for (guint i = 0; done == 0 && i < route->steps->len; i++) {
        unsigned step = g_array_index(route->steps, unsigned, i);
        done = sql_once(sums->database, put_step_sql, NULL, "ttit", journey->id, route->id,
                        (gint64)i, plan_touchpoint_at(sums->plan, step)->id);
    }
    return done;
}

int journeys_sum_up(struct sqlite3 *database, const struct plan *plan)
{
    struct sums sums = {database, plan, FALSE};
    int done = sql_once(database, forget_journeys_sql, NULL, "") == 0
                   ? sql_once(database, forget_steps_sql, NULL, "")
                   : -1;
    for (guint i = 0; done == 0 && i < plan->journeys->len; i++) {
        const struct plan_journey *journey = &g_array_index(plan->journeys, struct plan_journey, i);
        for (guint j = 0; done == 0 && j < journey->routes->len; j++) {
            done =
                put_route(&sums, journey, i, &g_array_index(journey->routes, struct plan_route, j));
        }
    }
    return done;
}
