/* SPDX-License-Identifier: MIT
 *
 * What comments in content accept (core/process/inline_acceptance.h). A finding is accepted if they
 * cover all its places: elsewhere nobody has said that it may stand there.
 */
#include <sqlite3.h>
#include <string.h>

#include "core/process/inline_acceptance.h"
#include "core/result/acceptance.h"
#include "core/result/sql.h"

#define UNUSED "run/acceptance-unused"

static const char make_sql[] =
    "CREATE TEMP TABLE IF NOT EXISTS accepted_inline (id INTEGER PRIMARY KEY, touchpoint TEXT, "
    "locator TEXT, rule TEXT, from_line INTEGER, from_column INTEGER, to_line INTEGER, "
    "to_column INTEGER, path TEXT, reason TEXT)";
static const char index_sql[] = "CREATE INDEX IF NOT EXISTS temp.accepted_inline_at ON "
                                "accepted_inline (locator, touchpoint, rule)";
static const char empty_sql[] = "DELETE FROM temp.accepted_inline";
static const char put_sql[] =
    "INSERT INTO temp.accepted_inline VALUES (NULL, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/* The places of findings p, their documents d, and an acceptance a that covers them. Positions are
 * compared as pairs. */
#define PLACES "place p LEFT JOIN document d ON d.id = p.document"
#define COVERS                                                                             \
    "a.rule = f.rule AND a.locator = iif(p.locator = '', d.locator, p.locator) AND "       \
    "a.touchpoint = iif(p.touchpoint = '', coalesce(d.touchpoint, f.touchpoint), "         \
    "p.touchpoint) AND substr(p.path, 1, length(a.path)) = a.path AND (p.line, p.column) " \
    ">= (a.from_line, a.from_column) AND (p.line, p.column) < (a.to_line, a.to_column)"

static const char mark_sql[] =
    "UPDATE finding AS f SET acceptance = (SELECT json_object('reason', a.reason, 'inline', "
    "json('true')) FROM " PLACES ", temp.accepted_inline a WHERE p.finding = f.id AND " COVERS
    " ORDER BY a.id LIMIT 1) WHERE acceptance = '' AND fixed_run = 0 AND rule IN (SELECT rule FROM "
    "temp.accepted_inline) AND EXISTS (SELECT 1 FROM place WHERE finding = f.id) AND NOT EXISTS "
    "(SELECT 1 FROM " PLACES " WHERE p.finding = f.id AND NOT EXISTS (SELECT 1 FROM "
    "temp.accepted_inline a WHERE " COVERS "))";

/* From the places to what covers them, by its index: the other way round each comment would look at
 * all places of its rule. */
static const char unused_sql[] =
    "SELECT touchpoint, rule, locator, from_line FROM temp.accepted_inline WHERE id NOT IN (SELECT "
    "a.id FROM finding f CROSS JOIN place p ON p.finding = f.id LEFT JOIN document d ON d.id = "
    "p.document CROSS JOIN temp.accepted_inline a WHERE f.fixed_run = 0 AND " COVERS
    ") ORDER BY id";

/* Documents that were reached, or not this time; those that are gone say nothing any more. */
static const char each_sql[] =
    "SELECT d.touchpoint, d.locator, d.acceptances, t.control FROM document d JOIN touchpoint t ON "
    "t.id = d.touchpoint WHERE d.acceptances <> '' AND d.status <> 4 ORDER BY d.touchpoint, "
    "d.locator";

struct work {
    sqlite3 *database;
    gint64 run;
    gboolean is_whole;
};

static int tell(const struct work *work, const char *touchpoint, const char *locator,
                const struct inline_acceptance *own, const char *why)
{
    g_autofree char *name =
        *own->rule ? g_strdup_printf("a comment (%s)", own->rule) : g_strdup("a comment");
    const struct acceptance_note note = {
        .rule = UNUSED,
        .severity = TS_INFO,
        .touchpoint = touchpoint,
        .name = name,
        .why = why,
        .locator = locator,
        .line = own->from_line,
    };
    return work->is_whole ? acceptance_tell(work->database, work->run, &note) : 0;
}

static int take(const struct work *work, sqlite3_stmt *row)
{
    const char *touchpoint = (const char *)sqlite3_column_text(row, 0);
    const char *locator = (const char *)sqlite3_column_text(row, 1);
    const char *control = (const char *)sqlite3_column_text(row, 3);
    g_autofree char *lines = g_strdup((const char *)sqlite3_column_text(row, 2));
    char *rest = lines;
    struct inline_acceptance own;
    gboolean is_owned = strcmp(control, "owned") == 0;
    int done = 0;
    while (done == 0 && inline_acceptance_next(&rest, &own)) {
        const char *why = *own.fault ? own.fault
                          : is_owned ? NULL
                                     : "it is not honoured where others have control";
        done = why ? tell(work, touchpoint, locator, &own, why)
                   : sql_once(work->database, put_sql, NULL, "tttiiiitt", touchpoint, locator,
                              own.rule, (gint64)own.from_line, (gint64)own.from_column,
                              (gint64)own.to_line, (gint64)own.to_column, own.where, own.reason);
    }
    return done;
}

static int take_all(const struct work *work)
{
    sqlite3_stmt *row = sql_open(work->database, each_sql, "");
    int done = row ? 0 : -1, stepped = SQLITE_DONE;
    while (done == 0 && (stepped = sqlite3_step(row)) == SQLITE_ROW) {
        done = take(work, row);
    }
    sqlite3_finalize(row);
    return done == 0 && stepped == SQLITE_DONE ? 0 : -1;
}

static int tell_unused(const struct work *work)
{
    sqlite3_stmt *row = sql_open(work->database, unused_sql, "");
    int done = row ? 0 : -1, stepped = SQLITE_DONE;
    while (done == 0 && (stepped = sqlite3_step(row)) == SQLITE_ROW) {
        const struct inline_acceptance own = {
            .rule = (const char *)sqlite3_column_text(row, 1),
            .from_line = (guint)sqlite3_column_int64(row, 3),
        };
        done = tell(work, (const char *)sqlite3_column_text(row, 0),
                    (const char *)sqlite3_column_text(row, 2), &own, NULL);
    }
    sqlite3_finalize(row);
    return done == 0 && stepped == SQLITE_DONE ? 0 : -1;
}

int accepted_inline_apply(struct sqlite3 *database, const struct plan *plan, gint64 run,
                          gboolean is_whole)
{
    static const char any_sql[] = "SELECT count(*) FROM document WHERE acceptances <> ''";
    static const char *const begin[] = {make_sql, index_sql, empty_sql};
    const struct work work = {database, run, is_whole};
    gint64 count = 0;
    if (!plan->path || sql_once(database, any_sql, &count, "") != 0 || count == 0) {
        return 0;
    }
    int done = 0;
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(begin); i++) {
        done = sql_once(database, begin[i], NULL, "");
    }
    done = done == 0 ? take_all(&work) : -1;
    done = done == 0 ? sql_once(database, mark_sql, NULL, "") : -1;
    return done == 0 && is_whole ? tell_unused(&work) : done;
}
