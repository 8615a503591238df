/* SPDX-License-Identifier: MIT
 *
 * The mark is a JSON object in the finding's row: reason, and who decided it until when.
 */
#include "core/result/acceptance.h"

#include <jansson.h>
#include <sqlite3.h>

#include "core/process/fingerprint.h"
#include "core/result/sql.h"

#define EXPIRED "run/acceptance-expired"
#define UNUSED "run/acceptance-unused"

#define IS_NAMED                                                                            \
    "fixed_run = 0 AND rule NOT IN ('" EXPIRED "', '" UNUSED "') AND (fingerprint = ?1 OR " \
    "(rule = ?2 AND (?3 = '' OR touchpoint = ?3)))"

static const char forget_sql[] = "UPDATE finding SET acceptance = '' WHERE acceptance <> ''";
static const char mark_sql[] =
    "UPDATE finding SET acceptance = ?4 WHERE acceptance = '' AND " IS_NAMED;
static const char count_sql[] = "SELECT count(*) FROM finding WHERE " IS_NAMED;
static const char begin_sql[] =
    "UPDATE finding SET basis = 'acceptance before' WHERE basis = 'acceptance' AND fixed_run = 0";
static const char put_sql[] =
    "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual, "
    "arguments, first_run, run, basis) VALUES (?1, ?2, ?3, ?4, ?4, '', ?5, ?6, ?7, ?7, "
    "'acceptance') ON CONFLICT (touchpoint, fingerprint) DO UPDATE SET said = ?4, arguments = ?6, "
    "first_run = iif(fixed_run <> 0, ?7, first_run), fixed_run = 0, run = ?7, "
    "basis = 'acceptance' RETURNING id";
static const char renew_sql[] = "DELETE FROM place WHERE finding = ?1 AND run < ?2";
static const char place_sql[] =
    "INSERT INTO place (finding, document, conclusion, locator, line, column, path, excerpt, "
    "mark_offset, mark_length, run) VALUES (?1, 0, 'acceptance', ?2, ?3, 1, '', '', 0, 0, ?4)";
static const char drop_sql[] = "DELETE FROM place WHERE finding IN (SELECT id FROM finding WHERE "
                               "basis = 'acceptance before')";
static const char close_sql[] = "UPDATE finding SET fixed_run = ?1, basis = 'acceptance' WHERE "
                                "basis = 'acceptance before'";

struct work {
    sqlite3 *database;
    const struct plan *plan;
    gint64 run;
    gboolean is_whole;
};

/* ---- marks ----------------------------------------------------------------------------------- */

static void set(json_t *object, const char *key, const char *value)
{
    if (value) {
        json_object_set_new(object, key, json_string(value));
    }
}

/* The findings that an acceptance names, put through a statement that begins with IS_NAMED's
 * parameters. */
static int run_named(const struct work *work, const struct plan_acceptance *own, const char *sql,
                     gint64 *value_r, const char *text)
{
    return sql_once(work->database, sql, value_r, text ? "tttt" : "ttt",
                    own->fingerprint ? own->fingerprint : "", own->rule ? own->rule : "",
                    own->touchpoint ? own->touchpoint : "", text);
}

static int mark(const struct work *work, const struct plan_acceptance *own)
{
    json_t *object = json_object();
    set(object, "reason", own->reason);
    set(object, "owner", own->owner);
    set(object, "until", own->until);
    char *text = json_dumps(object, JSON_COMPACT);
    int done =
        sql_once(work->database, mark_sql, NULL, "tttt", own->fingerprint ? own->fingerprint : "",
                 own->rule ? own->rule : "", own->touchpoint ? own->touchpoint : "", text);
    free(text);
    json_decref(object);
    return done;
}

/* ---- what is to be told of the acceptances themselves ---------------------------------------- */

static char *name_of(const struct plan_acceptance *own)
{
    if (own->touchpoint) {
        return g_strdup_printf("%s (%s)", own->rule, own->touchpoint);
    }
    return g_strdup(own->fingerprint ? own->fingerprint : own->rule ? own->rule : own->word);
}

int acceptance_tell(struct sqlite3 *database, gint64 run, const struct acceptance_note *note)
{
    char fingerprint[FINGERPRINT_SIZE];
    json_t *object = json_object();
    gint64 id = 0;
    set(object, "until", note->until);
    set(object, "why", note->why);
    set(object, note->why ? "unheeded" : "unused", note->name);
    char *arguments = json_dumps(object, JSON_COMPACT);
    fingerprint_make(ts_text(note->rule), ts_text(note->why), ts_text(note->name), fingerprint);
    int done = sql_once(database, put_sql, &id, "tttitti", note->touchpoint, fingerprint,
                        note->rule, (gint64)note->severity, note->name, arguments, run);
    free(arguments);
    json_decref(object);
    if (done == 0) {
        done = sql_once(database, renew_sql, NULL, "ii", id, run);
    }
    return done == 0 ? sql_once(database, place_sql, NULL, "itii", id, note->locator,
                                (gint64)note->line, run)
                     : -1;
}

/* It belongs to no touchpoint more than to another: the first has it. */
static int tell(const struct work *work, const struct plan_acceptance *own, const char *rule,
                unsigned severity)
{
    g_autofree char *name = name_of(own);
    const struct acceptance_note note = {
        .rule = rule,
        .severity = severity,
        .touchpoint = own->touchpoint && !own->has_no_place ? own->touchpoint
                                                            : plan_touchpoint_at(work->plan, 0)->id,
        .name = name,
        .why = own->has_no_place ? "there is no such touchpoint" : NULL,
        .until = own->until,
        .locator = work->plan->accept_path,
        .line = own->line,
    };
    return acceptance_tell(work->database, work->run, &note);
}

static int apply_one(const struct work *work, const struct plan_acceptance *own)
{
    gint64 count = 0;
    if (own->has_expired) {
        return work->is_whole ? tell(work, own, EXPIRED, TS_WARNING) : 0;
    }
    if (!own->has_no_place && run_named(work, own, count_sql, &count, NULL) != 0) {
        return -1;
    }
    if (count == 0) {
        return work->is_whole ? tell(work, own, UNUSED, TS_INFO) : 0;
    }
    return mark(work, own);
}

int acceptances_apply(struct sqlite3 *database, const struct plan *plan, gint64 run,
                      gboolean is_whole)
{
    const struct work work = {database, plan, run, is_whole && plan->touchpoints->len > 0};
    int done = sql_once(database, forget_sql, NULL, "");
    if (done == 0 && work.is_whole) {
        done = sql_once(database, begin_sql, NULL, "");
    }
    for (guint i = 0; done == 0 && i < plan->acceptances->len; i++) {
        done = apply_one(&work, &g_array_index(plan->acceptances, struct plan_acceptance, i));
    }
    if (done == 0) {
        done = accepted_inline_apply(database, plan, run, work.is_whole);
    }
    if (done != 0 || !work.is_whole) {
        return done;
    }
    return sql_once(database, drop_sql, NULL, "") == 0
               ? sql_once(database, close_sql, NULL, "i", run)
               : -1;
}
