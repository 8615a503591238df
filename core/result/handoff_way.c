/* SPDX-License-Identifier: MIT
 *
 * The way on: by what customers go from one touchpoint to the next, and whether it works.
 */
#include <sqlite3.h>
#include <string.h>

#include "core/limits.h"
#include "core/process/leads.h"
#include "core/result/handoff.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

/* How a touchpoint is come to; channels that are not here come by themselves: a mail, a parcel. */
enum reach { REACH_NONE, REACH_LINK, REACH_CALL, REACH_VISIT };
static const struct {
    const char *channel;
    enum reach reach;
} reaches[] = {
    {"website", REACH_LINK}, {"app", REACH_LINK},   {"social", REACH_LINK}, {"review", REACH_LINK},
    {"chat", REACH_LINK},    {"phone", REACH_CALL}, {"shop", REACH_VISIT},
};

/* Where people are led on in other ways than by links that can be read: by a tracker's address, by
 * what is said. That none is seen means nothing there. */
static const char *const indirect[] = {"email", "phone", "shop", "radio", "television", NULL};

/* Where people scan a code: whether there is one, who looks at no picture does not know. */
static const char *const scanned[] = {"document", "event",   "letter", "packaging",
                                      "print",    "vehicle", NULL};

static const char targets_sql[] =
    "SELECT o.details ->> 'target', count(*) FROM observation o JOIN document d "
    "ON d.id = o.document WHERE d.touchpoint = ?1 AND o.check_name = '" LEADS_CHECK
    "' AND o.key = '" LEADS_KEY "' AND o.value = ?2 AND d.status IN (1, 2, 3) "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50";
static const char status_sql[] =
    "SELECT status FROM document WHERE touchpoint = ?1 AND locator IN (?2, ?2 || 'index.html', "
    "?2 || '/', ?2 || '/index.html', ?2 || '.html') ORDER BY status IN (1, 2) DESC, status LIMIT 1";
static const char frontier_sql[] =
    "SELECT outcome, target FROM frontier WHERE source = ?1 AND locator = ?2";
static const char complete_sql[] = "SELECT is_complete FROM touchpoint WHERE id = ?1";
static const char seen_sql[] =
    "SELECT coalesce(nullif(words, ''), entry) FROM story WHERE touchpoint = ?1 AND subject = ?2 "
    "AND entry = ?3 AND state IN ('right', 'altered')";

/* ---- links ----------------------------------------------------------------------------------- */

enum fate { FATE_WELL, FATE_FORWARDED, FATE_UNSEEN, FATE_DEAD, FATES };

/* Follows the redirects that this run saw; *hops_r: how many. New string. */
static char *end_of(const struct handoff_work *work, guint source, const char *locator,
                    guint *hops_r, gboolean *is_dead_r)
{
    char *at = g_strdup(locator);
    gboolean is_moved = TRUE;
    for (*hops_r = 0; is_moved && *hops_r <= LIMIT_HOPS;) {
        sqlite3_stmt *row = sql_open(work->database, frontier_sql, "it", (gint64)source, at);
        is_moved = FALSE;
        if (sqlite3_step(row) == SQLITE_ROW) {
            const char *target = result_text(row, 1);
            *is_dead_r = sqlite3_column_int(row, 0) == TS_LINK_GONE;
            is_moved = *target && strcmp(target, at) != 0;
            *hops_r += is_moved;
            g_autofree char *before = at;
            at = g_strdup(is_moved ? target : before);
        }
        sqlite3_finalize(row);
    }
    return at;
}

static enum fate fate_at(const struct handoff_work *work, unsigned to, guint source,
                         const char *target)
{
    g_autofree char *bare = g_strndup(target, strcspn(target, "#?"));
    gboolean is_dead = FALSE;
    guint hops = 0;
    gint64 status = 0, is_complete = 0;
    g_autofree char *end = end_of(work, source, target, &hops, &is_dead);
    const char *id = plan_touchpoint_at(work->plan, to)->id;
    sql_once(work->database, status_sql, &status, "tt", id, end);
    if (status == 0) {
        sql_once(work->database, status_sql, &status, "tt", id, bare);
    }
    if (status == TS_CHECKED || status == TS_UNCHANGED || status == TS_SKIPPED) {
        return hops > 1 ? FATE_FORWARDED : FATE_WELL;
    }
    sql_once(work->database, complete_sql, &is_complete, "t", id);
    return is_dead || status == TS_GONE || (status == 0 && is_complete) ? FATE_DEAD : FATE_UNSEEN;
}

/* The best of what the sources of the touchpoint know. */
static enum fate fate_of(const struct handoff_work *work, unsigned to, const char *target)
{
    enum fate best = FATES;
    for (guint i = 0; i < work->plan->sources->len; i++) {
        if (g_array_index(work->plan->sources, struct plan_source, i).touchpoint == to) {
            best = MIN(best, fate_at(work, to, i, target));
        }
    }
    return best == FATES ? FATE_UNSEEN : best;
}

static const struct {
    enum handoff_verdict verdict;
    const char *why;
} fates[] = {
    [FATE_WELL] = {HANDOFF_SAME, "link"},
    [FATE_FORWARDED] = {HANDOFF_DIFFERS, "forwarded"},
    [FATE_UNSEEN] = {HANDOFF_UNKNOWN, "target-unseen"},
    [FATE_DEAD] = {HANDOFF_DIFFERS, "dead"},
};

/* One way that works is a way on; what else is dead is said by the check of the links. */
static gboolean has_link(const struct handoff_work *work, unsigned from, unsigned to,
                         struct handoff_reason *reason_r, int *done_r)
{
    sqlite3_stmt *rows =
        sql_open(work->database, targets_sql, "tt", plan_touchpoint_at(work->plan, from)->id,
                 plan_touchpoint_at(work->plan, to)->id);
    enum fate best = FATES;
    int stepped = SQLITE_ERROR;
    while (best != FATE_WELL && (stepped = sqlite3_step(rows)) == SQLITE_ROW) {
        enum fate fate = fate_of(work, to, result_text(rows, 0));
        if (fate < best) {
            best = fate;
            g_free(reason_r->there);
            reason_r->there = g_strdup(result_text(rows, 0));
        }
    }
    *done_r = best == FATE_WELL || stepped == SQLITE_DONE ? 0 : -1;
    sqlite3_finalize(rows);
    if (best == FATES) {
        return FALSE;
    }
    reason_r->verdict = fates[best].verdict;
    reason_r->why = fates[best].why;
    return TRUE;
}

/* ---- numbers and addresses ------------------------------------------------------------------- */

static gboolean is_for(const struct ts_node *entry, const char *touchpoint)
{
    const struct ts_node *list = ts_get(entry, "for");
    for (guint32 i = 0; list && i < list->children.count; i++) {
        if (ts_is(((const struct ts_node *)ts_item(list->children, i))->text, touchpoint)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The entries of identity by which a touchpoint is reached: those for it alone, or, of numbers,
 * those that are for none. */
static gboolean leads_there(const struct handoff_work *work, const char *key,
                            const struct ts_node *entry, const char *to)
{
    const struct ts_node *list = ts_get(ts_get(work->plan->brand, "identity"), key);
    gboolean has_own = FALSE;
    for (guint32 i = 0; list && i < list->children.count; i++) {
        has_own = has_own || is_for(ts_item(list->children, i), to);
    }
    return has_own ? is_for(entry, to) : strcmp(key, "phones") == 0 && !ts_get(entry, "for");
}

static gboolean has_entry(const struct handoff_work *work, unsigned from, unsigned to,
                          enum reach reach, struct handoff_reason *reason_r)
{
    const char *key = reach == REACH_CALL ? "phones" : "addresses";
    const char *subject = reach == REACH_CALL ? "phone" : "address";
    const struct ts_node *list = ts_get(ts_get(work->plan->brand, "identity"), key);
    guint known = 0;
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *entry = ts_item(list->children, i);
        struct ts_str id = ts_get_text(entry, "id");
        if (!id.len || !leads_there(work, key, entry, plan_touchpoint_at(work->plan, to)->id)) {
            continue;
        }
        known++;
        g_autofree char *name = g_strdup_printf("%s:%.*s", subject, (int)id.len, id.ptr);
        sqlite3_stmt *row = sql_open(work->database, seen_sql, "ttt",
                                     plan_touchpoint_at(work->plan, from)->id, subject, name);
        gboolean is_there = sqlite3_step(row) == SQLITE_ROW;
        if (is_there) {
            reason_r->here = g_strdup(result_text(row, 0));
        }
        sqlite3_finalize(row);
        if (is_there) {
            reason_r->verdict = HANDOFF_SAME;
            reason_r->why = subject;
            return TRUE;
        }
    }
    if (known == 0) {
        reason_r->verdict = HANDOFF_UNKNOWN;
        reason_r->why = "no-address";
        return TRUE;
    }
    return FALSE;
}

/* ---- the aspect ------------------------------------------------------------------------------ */

/* Does a source of the touchpoint know its own addresses? */
static gboolean has_addresses(const struct handoff_work *work, unsigned to)
{
    for (guint i = 0; i < work->plan->sources->len; i++) {
        const struct plan_source *source =
            &g_array_index(work->plan->sources, struct plan_source, i);
        if (source->touchpoint == to && (strcmp(source->plugin->name, "web") == 0 ||
                                         ts_get_text(source->options, "base").len)) {
            return TRUE;
        }
    }
    return FALSE;
}

static enum reach reach_of(const struct plan_touchpoint *touchpoint)
{
    for (gsize i = 0; i < G_N_ELEMENTS(reaches); i++) {
        if (strcmp(reaches[i].channel, touchpoint->channel) == 0) {
            return reaches[i].reach;
        }
    }
    return REACH_NONE;
}

static void say_none(const struct handoff_work *work, unsigned from, enum reach reach,
                     struct handoff_reason *reason_r, int *done_r)
{
    const struct plan_touchpoint *own = plan_touchpoint_at(work->plan, from);
    gint64 is_complete = 0;
    *done_r = sql_once(work->database, complete_sql, &is_complete, "t", own->id);
    gboolean is_indirect = g_strv_contains(indirect, own->channel);
    gboolean has_codes = reach == REACH_LINK && g_strv_contains(scanned, own->channel);
    gboolean is_seen = is_complete && (!has_codes || plan_judges_pictures(work->plan, own));
    reason_r->verdict = is_indirect || !is_seen ? HANDOFF_UNKNOWN : HANDOFF_DIFFERS;
    reason_r->why = is_indirect ? "no-direct-way" : is_seen ? "no-way" : "no-way-seen";
}

gboolean handoff_way(const struct handoff_work *work, unsigned from, unsigned to,
                     struct handoff_reason *reason_r, int *done_r)
{
    enum reach reach = reach_of(plan_touchpoint_at(work->plan, to));
    *done_r = 0;
    if (has_link(work, from, to, reason_r, done_r) || *done_r != 0) {
        return TRUE;
    }
    if (reach == REACH_NONE) {
        return FALSE;
    }
    if (reach == REACH_LINK && !has_addresses(work, to)) {
        reason_r->verdict = HANDOFF_UNKNOWN;
        reason_r->why = "no-address";
        return TRUE;
    }
    if (reach == REACH_LINK || !has_entry(work, from, to, reach, reason_r)) {
        say_none(work, from, reach, reason_r, done_r);
    }
    return TRUE;
}
