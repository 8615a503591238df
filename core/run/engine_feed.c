/* SPDX-License-Identifier: MIT
 *
 * From the frontier to the sources, and from their answers to families and states.
 */
#include <unistd.h>

#include "core/limits.h"
#include "core/run/engine_state.h"

#define WINDOW 32u /* fed and not yet recorded, a source: bounds the memory of a run */

static const struct plan_source *source_at(const struct engine *engine, guint32 source)
{
    return &g_array_index(engine->plan->sources, struct plan_source, source);
}

/* Counts against max_pages: what a person would call a page. */
static gboolean is_page(const struct open_request *request)
{
    return request->locator[0] && request->purpose != TS_LINK_MAP &&
           request->purpose != TS_LINK_PICTURE && request->purpose != PURPOSE_PROBE;
}

static int feed_one(struct engine *engine, guint32 source, sqlite3_stmt *row)
{
    struct feed *feed = feed_at(engine, source);
    struct open_request *open = g_new0(struct open_request, 1);
    struct ts_str locator = database_text(row, 1);
    open->source = source;
    open->frontier = sqlite3_column_int64(row, 0);
    open->locator = g_strndup(locator.ptr, locator.len);
    open->purpose = (guint32)sqlite3_column_int(row, 2);
    open->depth = (guint32)sqlite3_column_int(row, 3);
    open->hops = (guint32)sqlite3_column_int(row, 4);
    g_hash_table_insert(engine->open, &open->frontier, open);
    if (store_find_past(&engine->store, source, open->locator, &open->past) != 0) {
        return -1;
    }
    if (feed->open == 0) {
        feed->last_answer = g_get_monotonic_time();
    }
    feed->open++;
    feed->cursor = open->frontier;
    feed->visited += is_page(open) ? 1 : 0;
    struct ts_request request = {
        .size = sizeof request,
        .depth = open->depth,
        .hops = open->hops,
        .want = open->purpose == PURPOSE_PROBE ? TS_WANT_STATUS : TS_WANT_BYTES,
        .id = (guint64)open->frontier,
        .locator = ts_text(open->locator),
        .etag = ts_text(open->past.etag),
        .last_modified = ts_text(open->past.last_modified),
    };
    source_host_feed(engine->sources, source, &request);
    return 0;
}

/* How many more may be fed: the window, and what max_pages leaves. */
static guint room(const struct engine *engine, guint32 source)
{
    struct feed *feed = feed_at(engine, source);
    guint64 cap = source_at(engine, source)->max_pages;
    guint taken = feed->open + feed->at_work;
    guint64 left = taken < WINDOW ? WINDOW - taken : 0;
    if (cap && feed->is_root_done) {
        guint64 pages = feed->visited < cap ? cap - feed->visited : 0;
        left = MIN(left, pages);
    }
    return (guint)left;
}

static int feed_rows(struct engine *engine, guint32 source, guint limit)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *rows = database_query(database, SQL_FRONTIER_NEXT, "iii", (gint64)source,
                                        feed_at(engine, source)->cursor, (gint64)limit);
    int stepped = rows ? 0 : -1;
    /* Feeding may break the source: what was not fed stays queued, and is said to be. */
    while (rows && !feed_at(engine, source)->is_over &&
           (stepped = database_step(database, rows)) == 1) {
        if (feed_one(engine, source, rows) != 0) {
            stepped = -1;
            break;
        }
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped < 0 ? -1 : 0;
}

/* Nothing is queued and nothing under way: what earlier runs saw is met again, then it ends. */
static int finish_feed(struct engine *engine, guint32 source)
{
    struct feed *feed = feed_at(engine, source);
    gint64 queued = database_number(engine->store.database, SQL_FRONTIER_QUEUED, 0, "ii",
                                    (gint64)source, feed->cursor);
    if (queued < 0) {
        return -1;
    }
    if (queued > 0 && room(engine, source) > 0) {
        return 0;
    }
    if (queued > 0) {
        feed->is_capped = TRUE;
        g_free(engine->cut_short);
        engine->cut_short = g_strdup_printf(
            "max_pages: %" G_GUINT64_FORMAT " of %s were visited, %" G_GINT64_FORMAT
            " known addresses were not",
            source_at(engine, source)->max_pages, engine_touchpoint(engine, source), queued);
    } else if (!feed->has_revisited && engine->plan->database) {
        feed->has_revisited = TRUE;
        return store_add_unmet(&engine->store, source, engine_touchpoint(engine, source));
    }
    feed->is_end_told = TRUE;
    source_host_feed_end(engine->sources, source);
    return 0;
}

static int feed_source(struct engine *engine, guint32 source)
{
    struct feed *feed = feed_at(engine, source);
    if (feed->is_over || feed->is_end_told) {
        return 0;
    }
    /* In batches: a process that is woken for each address works half for the waking. */
    guint limit = room(engine, source);
    if (limit && feed->open + feed->at_work <= WINDOW / 2 &&
        feed_rows(engine, source, limit) != 0) {
        return -1;
    }
    return feed->open + feed->at_work == 0 ? finish_feed(engine, source) : 0;
}

int engine_feed(struct engine *engine)
{
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        if (feed_source(engine, i) != 0) {
            return -1;
        }
    }
    return 0;
}

gboolean engine_is_fed(const struct engine *engine)
{
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        if (!feed_at(engine, i)->is_over) {
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- ends ---- */

/* What a broken source leaves unanswered is UNCHECKED. */
static int put_unanswered(struct engine *engine, guint32 source, struct ts_str reason)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, engine->open);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        struct open_request *request = value;
        if (request->source != source) {
            continue;
        }
        if (engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED, reason) != 0) {
            return -1;
        }
        g_hash_table_iter_steal(&iter);
        engine_request_free(request);
    }
    return 0;
}

/* What was queued and will not be asked for cuts the run short. */
static void say_unvisited(struct engine *engine, guint32 source, const char *reason)
{
    gint64 queued = database_number(engine->store.database, SQL_FRONTIER_QUEUED, 0, "ii",
                                    (gint64)source, feed_at(engine, source)->cursor);
    if (queued > 0) {
        g_free(engine->cut_short);
        engine->cut_short =
            g_strdup_printf("%s; %" G_GINT64_FORMAT " known addresses of %s were not visited",
                            reason, queued, engine_touchpoint(engine, source));
    }
}

void engine_broken(void *data, guint32 source, const char *why)
{
    struct engine *engine = data;
    struct feed *feed = feed_at(engine, source);
    g_autofree char *reason =
        g_strdup_printf("the source %s: %s", source_at(engine, source)->plugin->name, why);
    if (!engine_is_selected(engine, source)) {
        return;
    }
    gboolean has_open = feed->open > 0;
    struct open_request root = {.source = source, .locator = (char *)""};
    feed->is_over = feed->is_broken = TRUE;
    feed->open = 0;
    say_unvisited(engine, source, reason);
    if (put_unanswered(engine, source, ts_text(reason)) != 0 ||
        (!has_open &&
         engine_put_status(engine, &root, TS_UNCHECKED, PROBLEM_UNCHECKED, ts_text(reason)) != 0)) {
        engine_fail(engine);
    }
}

void engine_ended(void *data, guint32 source)
{
    struct engine *engine = data;
    struct feed *feed = feed_at(engine, source);
    if (engine_is_selected(engine, source) && (!feed->is_end_told || feed->open > 0)) {
        engine_broken(engine, source, "ended before it had answered all");
    }
    feed->is_over = TRUE;
}

/* Its process serves other touchpoints too: it is given up when none of them hears anything. */
static gint64 last_answer_of(const struct engine *engine, const struct catalog_plugin *plugin)
{
    gint64 last = 0;
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        last = source_at(engine, i)->plugin == plugin ? MAX(last, feed_at(engine, i)->last_answer)
                                                      : last;
    }
    return last;
}

void engine_check_silence(struct engine *engine)
{
    unsigned seconds = engine->options->answer_seconds ? engine->options->answer_seconds : 600;
    gint64 now = g_get_monotonic_time();
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        struct feed *feed = feed_at(engine, i);
        if (feed->open == 0 || feed->is_over ||
            now - last_answer_of(engine, source_at(engine, i)->plugin) <
                (gint64)seconds * G_USEC_PER_SEC) {
            continue;
        }
        g_autofree char *why = g_strdup_printf("gave no answer for %u seconds", seconds);
        source_host_give_up(engine->sources, i, why);
    }
}
