/* SPDX-License-Identifier: MIT
 *
 * The row of a run, and whether the last one goes on.
 */
#include "core/limits.h"
#include "core/run/store.h"

#include "core/build.h"

static char *now_utc(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    return g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
}

/* 1: the last run was cut off and may go on; its number is set. 0: not. -1. */
static int find_resumable(struct store *store, const struct store_run *run, gint64 *last_r)
{
    struct database *database = store->database;
    sqlite3_stmt *query = database_query(database, SQL_RUN_LAST, "");
    if (!query) {
        return -1;
    }
    int stepped = database_step(database, query);
    gboolean is_same = FALSE;
    *last_r = 0;
    if (stepped == 1) {
        *last_r = sqlite3_column_int64(query, 0);
        is_same = sqlite3_column_int(query, 2) && ts_is(database_text(query, 3), run->as_of) &&
                  ts_is(database_text(query, 4), store->plan->hash) &&
                  sqlite3_column_int64(query, 5) < LIMIT_RESUME_HOURS * 3600;
    }
    database_reset(query);
    return stepped < 0 ? -1 : is_same;
}

static int add_run(struct store *store, const struct store_run *run, gint64 last)
{
    const struct plan *plan = store->plan;
    g_autofree char *started = now_utc();
    g_autofree char *name = g_strdup_printf("%s-%" G_GINT64_FORMAT, started, last + 1);
    if (database_run(store->database, SQL_RUN_ADD, "sssssssiss", name, started, run->as_of,
                     plan->path ? plan->path : "scan", plan->hash, plan->brand_name,
                     TOUCHSTONE_VERSION, (gint64)run->is_sealed, run->plugins, run->notices) != 0) {
        return -1;
    }
    store->run = sqlite3_last_insert_rowid(store->database->handle);
    return database_run(store->database, SQL_FRONTIER_CLEAR, "");
}

static char *join(const GPtrArray *texts)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; texts && i < texts->len; i++) {
        g_string_append_printf(joined, "%s%s", i ? " " : "",
                               (const char *)g_ptr_array_index(texts, i));
    }
    return g_string_free(joined, FALSE);
}

struct ts_str store_root(const struct plan *plan, guint source)
{
    const struct plan_source *own = &g_array_index(plan->sources, struct plan_source, source);
    const struct ts_node *start = ts_get(own->options, "start");
    if (start && start->children.count) {
        start = ts_item(start->children, 0);
    }
    struct ts_str base = ts_get_text(own->options, "base");
    struct ts_str root = start && start->text.len ? start->text : base;
    return root.len ? root : ts_get_text(own->options, "path_given");
}

static struct ts_str root_of(const struct plan *plan, guint touchpoint)
{
    for (guint i = 0; i < plan->sources->len; i++) {
        if (g_array_index(plan->sources, struct plan_source, i).touchpoint == touchpoint) {
            return store_root(plan, i);
        }
    }
    return ts_text(NULL);
}

static int put_touchpoint(struct store *store, guint index)
{
    const struct plan_touchpoint *touchpoint = plan_touchpoint_at(store->plan, index);
    g_autofree char *phases = join(touchpoint->phases);
    g_autofree char *expects = join(touchpoint->expects);
    return database_run(store->database, SQL_TOUCHPOINT_PUT, "sisssssssiti", touchpoint->id,
                        (gint64)index, touchpoint->name, touchpoint->channel, touchpoint->category,
                        touchpoint->control, touchpoint->owner, phases, expects,
                        (gint64)touchpoint->is_measured, root_of(store->plan, index),
                        (gint64)touchpoint->importance);
}

static int begin_touchpoint(const struct store *store, const char *id)
{
    struct database *database = store->database;
    return database_run(database, SQL_TOUCHPOINT_UNSEEN, "s", id) == 0 &&
                   database_run(database, SQL_DOCUMENT_CLEAR_STARTS, "si", id, store->run) == 0
               ? database_run(database, SQL_DOCUMENT_DROP_STARTS, "si", id, store->run)
               : -1;
}

static int put_touchpoints(struct store *store)
{
    if (database_run(store->database, SQL_TOUCHPOINT_FORGET, "") != 0) {
        return -1;
    }
    for (guint i = 0; i < store->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(store->plan, i);
        if (put_touchpoint(store, i) != 0 ||
            (own->is_selected && begin_touchpoint(store, own->id) != 0)) {
            return -1;
        }
    }
    return database_run(store->database, SQL_TOUCHPOINT_DROP, "");
}

int store_begin_run(struct store *store, const struct store_run *run, gboolean is_fresh,
                    gboolean *is_resumed_r)
{
    struct database *database = store->database;
    gint64 last;
    *is_resumed_r = FALSE;
    if (database_run(database, SQL_BEGIN, "") != 0) {
        return -1;
    }
    int resumable = find_resumable(store, run, &last);
    int done = -1;
    if (resumable == 1 && !is_fresh) {
        store->run = last;
        *is_resumed_r = TRUE;
        done = 0;
    } else if (resumable >= 0) {
        done = add_run(store, run, last);
    }
    if (done != 0 || put_touchpoints(store) != 0) {
        database_run(database, SQL_ROLLBACK, "");
        return -1;
    }
    return database_run(database, SQL_COMMIT, "");
}

int store_end_run(struct store *store, const char *cut_short)
{
    g_autofree char *finished = now_utc();
    return database_run(store->database, SQL_RUN_FINISH, "ssi", finished, cut_short, store->run);
}

int store_interrupt_run(struct store *store, const char *why)
{
    return database_run(store->database, SQL_RUN_INTERRUPT, "si", why, store->run);
}
