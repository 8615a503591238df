/* SPDX-License-Identifier: MIT
 *
 * Severity, state and exit status, computed in the database when a run ends.
 */
#include "core/result/summary.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <string.h>

#include "core/result/acceptance.h"
#include "core/result/coverage.h"
#include "core/result/dates.h"
#include "core/result/handoff.h"
#include "core/result/journey.h"
#include "core/result/past.h"
#include "core/result/result_private.h"
#include "core/result/score.h"
#include "core/result/sql.h"
#include "core/result/story.h"

struct summary {
    sqlite3 *database;
    const struct plan *plan;
    const struct summary_input *input;
    gint64 run;
    gboolean is_failed; /* a statement failed; what follows does nothing */
    /* over the touchpoints of this run */
    gint64 documents, unchecked, offending;
    gboolean has_failed_whole; /* a source, or a check for all documents */
    gboolean has_unseen;       /* a touchpoint of which nothing was seen */
};

/* Runs a statement; format as of sql_run. Returns the first column of its first row, 0 without one.
 */
static gint64 ask(struct summary *summary, const char *sql, const char *format, ...)
{
    gint64 value = 0;
    va_list arguments;
    va_start(arguments, format);
    summary->is_failed =
        summary->is_failed || sql_once_list(summary->database, sql, &value, format, arguments) != 0;
    va_end(arguments);
    return value;
}

/* ---- severity -------------------------------------------------------------------------------- */

/* Rule and brand book have said theirs; the touchpoint's own checks win, but not over what is no
 * fault by the day it is (pending, or told as history); then control. */
static void weigh_findings(struct summary *summary, const struct plan_touchpoint *touchpoint)
{
    ask(summary, "UPDATE finding SET severity = said WHERE touchpoint = ? AND severity <> said",
        "t", touchpoint->id);
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        const struct plan_use *use = &g_array_index(touchpoint->uses, struct plan_use, i);
        const struct plan_check *check =
            &g_array_index(summary->plan->checks, struct plan_check, use->check);
        if (use->severity != TS_SEVERITY_DEFAULT) {
            ask(summary,
                "UPDATE finding SET severity = ?3 WHERE touchpoint = ?1 "
                "AND substr(rule, 1, length(?2) + 1) = ?2 || '/' "
                "AND NOT (basis = 'dates' AND said = 1)",
                "tti", touchpoint->id, check->plugin->name, (gint64)use->severity);
        }
    }
    if (g_strcmp0(touchpoint->control, "external") == 0) {
        ask(summary,
            "UPDATE finding AS f SET severity = 1 WHERE touchpoint = ? AND NOT " RESULT_IS_RUN, "t",
            touchpoint->id);
    }
}

/* ---- what was expected and could not be judged ----------------------------------------------- */

static gboolean is_judged(const struct plan *plan, const struct plan_touchpoint *touchpoint,
                          const char *expects)
{
    const struct plan_judge *judge = plan_judge_of(expects);
    for (guint i = 0; judge && i < touchpoint->uses->len; i++) {
        const struct plan_use *use = &g_array_index(touchpoint->uses, struct plan_use, i);
        const struct plan_check *check =
            &g_array_index(plan->checks, struct plan_check, use->check);
        if (strcmp(check->plugin->name, judge->check) == 0) {
            const struct ts_node *part = ts_get(check->brand, judge->section);
            return judge->key ? ts_get(part, judge->key) != NULL : part != NULL;
        }
    }
    return FALSE;
}

/* The defaults of a channel hold as far as they can be judged; what the user asked for holds. */
static gboolean expects_too_much(const struct plan *plan, const struct plan_touchpoint *touchpoint)
{
    for (guint i = 0; touchpoint->is_expects_given && i < touchpoint->expects->len; i++) {
        if (!is_judged(plan, touchpoint, g_ptr_array_index(touchpoint->expects, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- one touchpoint -------------------------------------------------------------------------- */

/* ?1 touchpoint, ?2 run. */
#define OF_DOCUMENTS "SELECT count(*) FROM document d WHERE d.touchpoint = ?1 AND d.run = ?2 AND "
#define OF_FINDINGS                                                               \
    "SELECT count(*) FROM finding f WHERE f.touchpoint = ?1 AND f.fixed_run = 0 " \
    "AND " RESULT_IS_UNACCEPTED " AND "

/* Pictures are counted apart, but where there is nothing else. */
#define HAS_PAGES                                                              \
    "EXISTS (SELECT 1 FROM document d WHERE d.touchpoint = ?1 AND d.run = ?2 " \
    "AND d.status IN (1, 2, 3) AND NOT " RESULT_IS_PICTURE ")"
#define IS_COUNTED "NOT (" RESULT_IS_PICTURE " AND " HAS_PAGES ")"

/* What is lacking of a document may be accepted as such. */
#define HAS_GAP                                                                          \
    "EXISTS (SELECT 1 FROM place p JOIN finding f ON f.id = p.finding WHERE p.document " \
    "= d.id AND " RESULT_IS_GAP " AND "
static const char lacking_sql[] =
    OF_DOCUMENTS "d.status IN (1, 2, 3) AND (" HAS_GAP RESULT_IS_UNACCEPTED
                 ") OR (d.status = 3 AND NOT " HAS_GAP "NOT " RESULT_IS_UNACCEPTED ")))";
static const char failed_whole_sql[] =
    OF_FINDINGS RESULT_IS_GAP " AND EXISTS (SELECT 1 FROM place p WHERE p.finding = f.id "
                              "AND p.document = 0 AND p.run = ?2)";
static const char complete_sql[] = "SELECT is_complete FROM touchpoint WHERE id = ?1";

/* The documents that findings (not of the run itself, and not of handoffs, which journeys count)
 * point at; NULL where the place is no document
 * of the touchpoint, so that the finding is about the touchpoint as a whole. */
#define HITS                                                                                \
    "WITH hit AS (SELECT CASE WHEN p.document <> 0 THEN p.document ELSE (SELECT d.id FROM " \
    "document d WHERE d.touchpoint = ?1 AND d.locator = p.locator) END AS document, "       \
    "f.severity AS severity FROM finding f JOIN place p ON p.finding = f.id "               \
    "WHERE f.touchpoint = ?1 AND f.fixed_run = 0 AND NOT " RESULT_IS_RUN                    \
    " AND " RESULT_IS_UNACCEPTED " AND f.rule NOT GLOB 'handoff/*' AND p.touchpoint IN ('', ?1)) "
static const char worst_sql[] =
    HITS "SELECT severity, count(*) FROM (SELECT max(h.severity) AS severity FROM hit h "
         "JOIN document d ON d.id = h.document WHERE d.status IN (1, 2) AND d.run = ?2 "
         "AND " IS_COUNTED " "
         "GROUP BY h.document) GROUP BY severity";
static const char whole_sql[] = HITS "SELECT max(severity) FROM hit WHERE document IS NULL";

struct counts {
    gint64 checked, unchecked, skipped, lacking; /* pictures apart, but for the last three */
    gint64 documents, pictures;
    gint64 findings[4]; /* by severity, those of the run itself included */
    gint64 deviations;  /* errors and warnings, those of the run itself left out */
    gboolean is_failed_whole;
};

static struct counts count(struct summary *summary, const char *id)
{
    gint64 run = summary->run;
    struct counts counts = {
        .checked = ask(summary, OF_DOCUMENTS "d.status IN (1, 2) AND " IS_COUNTED, "ti", id, run),
        .documents =
            ask(summary, OF_DOCUMENTS "d.status IN (1, 2, 3) AND " IS_COUNTED, "ti", id, run),
        .pictures =
            ask(summary, OF_DOCUMENTS "d.status IN (1, 2, 3) AND NOT " IS_COUNTED, "ti", id, run),
        .unchecked = ask(summary, OF_DOCUMENTS "d.status = 3", "ti", id, run),
        .skipped = ask(summary, OF_DOCUMENTS "d.status = 5", "ti", id, run),
        .lacking = ask(summary, lacking_sql, "ti", id, run),
        .deviations = ask(summary, OF_FINDINGS "f.severity >= 2 AND NOT " RESULT_IS_RUN, "t", id),
        .is_failed_whole = ask(summary, failed_whole_sql, "ti", id, run) > 0,
    };
    /* none of its documents could be checked: no share of them makes up for it */
    counts.is_failed_whole |= counts.checked == 0 && counts.lacking > 0;
    for (gint64 severity = TS_INFO; severity <= TS_ERROR; severity++) {
        counts.findings[severity] = ask(summary, OF_FINDINGS "f.severity = ?2", "ti", id, severity);
    }
    return counts;
}

/* How many documents have a finding of each severity as their worst. */
static void count_worst(struct summary *summary, const char *id, guint worst_r[4])
{
    if (summary->is_failed) {
        return;
    }
    sqlite3_stmt *query = sql_open(summary->database, worst_sql, "ti", id, summary->run);
    int stepped;
    while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
        int severity = sqlite3_column_int(query, 0);
        worst_r[CLAMP(severity, 0, 3)] = (guint)sqlite3_column_int(query, 1);
    }
    sqlite3_finalize(query);
    summary->is_failed |= stepped != SQLITE_DONE;
}

static double score(struct summary *summary, const char *id, const struct counts *counts)
{
    struct score_input input = {
        .checked = (guint)counts->checked,
        .unchecked = (guint)(counts->documents - counts->checked),
        .whole = (unsigned)ask(summary, whole_sql, "t", id),
    };
    count_worst(summary, id, input.worst);
    return score_compute(&input);
}

static const char *state(struct summary *summary, const struct plan_touchpoint *touchpoint,
                         const struct counts *counts)
{
    gboolean is_seen = counts->checked > 0; /* accepted gaps alone show nothing */
    gboolean is_broken_off =
        summary->input->cut_short && !ask(summary, complete_sql, "t", touchpoint->id);
    if (!touchpoint->is_measured) {
        return "not-measured";
    }
    if (counts->deviations > 0) {
        return "deviating";
    }
    if (!is_seen || counts->lacking > 0 || counts->is_failed_whole || is_broken_off ||
        summary->plan->lacks_check || expects_too_much(summary->plan, touchpoint)) {
        return "unchecked";
    }
    return "consistent";
}

static void count_offending(struct summary *summary, const char *id)
{
    const struct summary_input *input = summary->input;
    if (input->fail_on != 0) {
        summary->offending +=
            ask(summary,
                OF_FINDINGS "f.severity >= ?2 AND (?3 = 0 OR f.first_run = ?3) "
                            "AND NOT " RESULT_IS_RUN,
                "tii", id, (gint64)input->fail_on, input->is_new_only ? summary->run : (gint64)0);
    }
}

static void sum_up(struct summary *summary, const struct plan_touchpoint *touchpoint)
{
    struct counts counts = count(summary, touchpoint->id);
    ask(summary,
        "UPDATE touchpoint SET run = ?2, state = ?3, score = ?4, documents = ?5, unchecked = ?6, "
        "skipped = ?7, errors = ?8, warnings = ?9, infos = ?10, pictures = ?11 WHERE id = ?1",
        "titdiiiiiii", touchpoint->id, summary->run, state(summary, touchpoint, &counts),
        touchpoint->is_measured ? score(summary, touchpoint->id, &counts) : -1.0, counts.documents,
        counts.unchecked, counts.skipped, counts.findings[TS_ERROR], counts.findings[TS_WARNING],
        counts.findings[TS_INFO], counts.pictures);
    count_offending(summary, touchpoint->id);
    summary->documents += counts.documents;
    summary->unchecked += counts.lacking;
    summary->has_failed_whole |= counts.is_failed_whole;
    summary->has_unseen |=
        touchpoint->is_measured && counts.checked + counts.unchecked + counts.skipped == 0;
}

/* ---- the run --------------------------------------------------------------------------------- */

static int exit_status(const struct summary *summary)
{
    const struct summary_input *input = summary->input;
    gboolean has_too_many =
        input->max_unchecked < 0
            ? summary->unchecked > 0
            : (double)summary->unchecked * 100 > (double)summary->documents * input->max_unchecked;
    if (summary->offending > 0) {
        return 1;
    }
    return has_too_many || input->cut_short || summary->has_failed_whole || summary->has_unseen ||
                   summary->plan->lacks_check || summary->documents == 0
               ? 3
               : 0;
}

static void each_selected(struct summary *summary,
                          void (*fn)(struct summary *summary,
                                     const struct plan_touchpoint *touchpoint))
{
    for (guint i = 0; i < summary->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(summary->plan, i);
        if (touchpoint->is_selected) {
            fn(summary, touchpoint);
        }
    }
}

static void cover(struct summary *summary, const struct plan_touchpoint *touchpoint)
{
    summary->is_failed |=
        coverage_compute(summary->database, summary->plan, touchpoint, summary->run) != 0;
}

/* What the touchpoints tell, and how it goes on from one to the next: findings too, so these come
 * before the sums. */
static void compare(struct summary *summary, const struct lifecycle *lifecycle, const char *day)
{
    const struct handoff_work work = {
        .database = summary->database, .plan = summary->plan, .run = summary->run};
    summary->is_failed |=
        story_compute(summary->database, summary->plan, lifecycle, day, summary->run) != 0 ||
        journeys_judge_handoffs(&work) != 0;
}

static void compute_findings(struct summary *summary)
{
    g_autofree char *day = dates_day(summary->database, summary->run);
    struct lifecycle *lifecycle = lifecycle_new(summary->plan->brand);
    summary->is_failed |=
        day && !summary->plan->is_of_brand &&
        dates_apply(summary->database, summary->plan, lifecycle, day, summary->run) != 0;
    each_selected(summary, weigh_findings);
    each_selected(summary, cover);
    compare(summary, lifecycle, day ? day : "");
    if (summary->plan->journeys->len > 0) { /* what they found has its weight too */
        each_selected(summary, weigh_findings);
    }
    lifecycle_free(&lifecycle);
}

/* Only who saw all can say that an acceptance names nothing. */
static gboolean is_whole(const struct summary *summary)
{
    const GArray *touchpoints = summary->plan->touchpoints;
    gboolean is_whole = !summary->input->cut_short && summary->plan->path;
    for (guint i = 0; i < touchpoints->len; i++) {
        is_whole = is_whole && plan_touchpoint_at(summary->plan, i)->is_selected;
    }
    return is_whole;
}

static void compute(struct summary *summary)
{
    summary->run = ask(summary, "SELECT coalesce(max(id), 0) FROM run", "");
    compute_findings(summary);
    summary->is_failed |=
        acceptances_apply(summary->database, summary->plan, summary->run, is_whole(summary)) != 0;
    each_selected(summary, sum_up);
    summary->is_failed |= journeys_sum_up(summary->database, summary->plan) != 0 ||
                          past_store(summary->database, summary->plan, summary->run) != 0;
    ask(summary, "UPDATE run SET exit = ?2 WHERE id = ?1", "ii", summary->run,
        (gint64)exit_status(summary));
}

int summary_compute(struct sqlite3 *database, const struct plan *plan,
                    const struct summary_input *input, char **error_r)
{
    struct summary summary = {.database = database, .plan = plan, .input = input};
    ask(&summary, "SAVEPOINT summary", "");
    compute(&summary);
    ask(&summary, "RELEASE summary", "");
    if (!summary.is_failed) {
        return 0;
    }
    *error_r = g_strdup_printf("can't sum up the run: %s", sqlite3_errmsg(database));
    sqlite3_exec(database, "ROLLBACK TO summary; RELEASE summary", NULL, NULL, NULL);
    return -1;
}
