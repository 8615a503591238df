/* SPDX-License-Identifier: MIT
 *
 * A run's tally is a JSON object in its row: a few dozen bytes a night.
 */
#include "core/result/past.h"
#include "core/config/text.h"

#include <sqlite3.h>
#include <string.h>

#include "core/config/feedback.h"
#include "core/config/tree.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

/* {"fetched":..., "reasons": {TEXT: documents}}; of the touchpoints that this run looked at. */
static const char tally_sql[] =
    "UPDATE run SET tally = (SELECT json_object('fetched', count(*) FILTER (WHERE d.status IN "
    "(1, 2) AND d.way IN (0, 3)), 'kept', count(*) FILTER (WHERE d.status IN (1, 2) AND d.way = "
    "1), 'judged', count(*) FILTER (WHERE d.status IN (1, 2) AND d.way = 2), 'unchecked', "
    "count(*) FILTER (WHERE d.status = 3), 'gone', count(*) FILTER (WHERE d.status = 4), "
    "'skipped', count(*) FILTER (WHERE d.status = 5), 'reasons', (SELECT json(coalesce("
    "json_group_object(actual, places), '{}')) FROM (SELECT f.actual AS actual, count(*) AS "
    "places FROM finding f JOIN place p ON p.finding = f.id JOIN touchpoint t ON t.id = "
    "f.touchpoint WHERE t.run = ?1 AND f.fixed_run = 0 AND " RESULT_IS_GAP
    " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20))) FROM document d JOIN touchpoint t "
    "ON t.id = d.touchpoint WHERE d.run = ?1 AND t.run = ?1) WHERE id = ?1";
static const char book_sql[] =
    "UPDATE run SET book = ?2 WHERE id = ?1 AND ?2 IS NOT (SELECT book FROM run WHERE id < ?1 "
    "AND book IS NOT NULL ORDER BY id DESC LIMIT 1)";
static const char forget_sql[] = "DELETE FROM deadline";
static const char put_sql[] =
    "INSERT INTO deadline (rollout, name, scope, day) VALUES (?1, ?2, ?3, ?4)";

static int put_day(sqlite3 *database, const struct ts_node *rollout, struct ts_str scope,
                   struct ts_str day)
{
    struct ts_str id = ts_get_text(rollout, "id"), name = ts_get_text(rollout, "name");
    struct ts_str shown = name.len ? name : id;
    const struct ts_str texts[] = {id, shown, scope, day};
    g_auto(GStrv) copies = g_new0(char *, G_N_ELEMENTS(texts) + 1);
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        copies[i] = text_dup(texts[i]);
    }
    return sql_once(database, put_sql, NULL, "tttt", copies[0], copies[1], copies[2], copies[3]);
}

static int put_rollout(sqlite3 *database, const struct ts_node *rollout)
{
    const struct ts_node *due = ts_get(rollout, "due");
    int done = 0;
    if (due && due->kind == TS_NODE_TEXT && due->text.len) {
        return put_day(database, rollout, ts_text("default"), due->text);
    }
    for (guint32 i = 0; due && done == 0 && i < due->children.count; i++) {
        const struct ts_node *own = ts_item(due->children, i);
        done = own->text.len ? put_day(database, rollout, own->key, own->text) : 0;
    }
    return done;
}

static int put_deadlines(sqlite3 *database, const struct plan *plan)
{
    const struct ts_node *rollouts = ts_get(plan->brand, "rollouts");
    int done = sql_once(database, forget_sql, NULL, "");
    for (guint32 i = 0; rollouts && done == 0 && i < rollouts->children.count; i++) {
        done = put_rollout(database, ts_item(rollouts->children, i));
    }
    return done;
}

/* A row a touchpoint, and one a rule of it: a few dozen a night. */
static int put_history(sqlite3 *database, gint64 run)
{
    static const char touchpoints_sql[] = "INSERT OR REPLACE INTO history SELECT run, id, state, "
                                          "score, documents, unchecked, errors, "
                                          "warnings, infos FROM touchpoint WHERE run = ?1";
    static const char rules_sql[] =
        "INSERT OR REPLACE INTO rule_history SELECT ?1, f.touchpoint, f.rule, "
        "count(*) FILTER (WHERE f.acceptance = ''), count(*) FILTER (WHERE f.acceptance <> ''), "
        "coalesce(sum((SELECT count(*) FROM place p WHERE p.finding = f.id)), 0) FROM finding f "
        "JOIN touchpoint t ON t.id = f.touchpoint WHERE t.run = ?1 AND f.fixed_run = 0 GROUP BY 2, "
        "3";
    return sql_once(database, touchpoints_sql, NULL, "i", run) == 0
               ? sql_once(database, rules_sql, NULL, "i", run)
               : -1;
}

static int put_feedback(sqlite3 *database, const struct plan *plan)
{
    static const char forget_feedback_sql[] = "DELETE FROM feedback";
    static const char put_feedback_sql[] =
        "INSERT INTO feedback (touchpoint, date, measure, value, "
        "n, party) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    int done = sql_once(database, forget_feedback_sql, NULL, "");
    for (guint i = 0; plan->feedback && done == 0 && i < plan->feedback->len; i++) {
        const struct feedback *row = &g_array_index(plan->feedback, struct feedback, i);
        done = sql_once(database, put_feedback_sql, NULL, "tttdit", row->touchpoint, row->date,
                        feedback_measures[row->measure], row->value, (gint64)row->n, row->party);
    }
    return done;
}

int past_store(struct sqlite3 *database, const struct plan *plan, gint64 run)
{
    g_autofree char *lines = plan->brand_tree ? tree_lines(plan->brand_tree->root) : g_strdup("");
    return sql_once(database, tally_sql, NULL, "i", run) == 0 &&
                   sql_once(database, book_sql, NULL, "it", run, lines) == 0 &&
                   put_history(database, run) == 0 && put_feedback(database, plan) == 0
               ? put_deadlines(database, plan)
               : -1;
}
