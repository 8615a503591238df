/* SPDX-License-Identifier: MIT
 *
 * From the frontier to the sources, and from their answers to families and states.
 */
#include <unistd.h>

#include "core/limits.h"
#include "core/run/engine_state.h"

#define WINDOW 32u /* fed and not yet recorded, a source: bounds the memory of a run */

static struct feed *feed_at(const struct engine *engine, guint32 source)
{
    return &g_array_index(engine->feeds, struct feed, source);
}

static const struct plan_source *source_at(const struct engine *engine, guint32 source)
{
    return &g_array_index(engine->plan->sources, struct plan_source, source);
}

static void request_free(struct open_request *request)
{
    g_free(request->locator);
    g_free(request);
}

static void feed_one(struct engine *engine, guint32 source, sqlite3_stmt *row)
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
    if (feed->open == 0) {
        feed->last_answer = g_get_monotonic_time();
    }
    feed->open++;
    feed->cursor = open->frontier;
    feed->visited += locator.len && open->purpose != TS_LINK_MAP ? 1 : 0;
    struct ts_request request = {
        .size = sizeof request,
        .depth = open->depth,
        .hops = open->hops,
        .id = (guint64)open->frontier,
        .locator = ts_text(open->locator),
    };
    source_host_feed(engine->sources, source, &request);
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
    while (rows && (stepped = database_step(database, rows)) == 1) {
        feed_one(engine, source, rows);
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
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
    guint limit = room(engine, source);
    if (limit > WINDOW / 2 || (limit && feed->open == 0)) {
        if (feed_rows(engine, source, limit) != 0) {
            return -1;
        }
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

/* ---- answers ---- */

static int add_found(struct engine *engine, const struct open_request *request,
                     struct answer *answer)
{
    struct ts_found found;
    int next;
    while ((next = answer_next_found(answer, &found)) == 1) {
        if (store_add_locator(&engine->store, request->source, &found, 0, 0) != 0) {
            return -1;
        }
    }
    return 0;
}

/* A start address that leads nowhere is no detail: it is what was asked for. */
static gboolean is_start(const struct open_request *request)
{
    return request->depth == 0 && request->hops == 0 && request->purpose == TS_LINK_PAGE;
}

static int put_refused(struct engine *engine, const struct open_request *request,
                       const struct ts_answer *said)
{
    static const enum problem problems[] = {
        [TS_CAUSE_OTHER] = PROBLEM_UNCHECKED,   [TS_CAUSE_ROBOTS] = PROBLEM_ROBOTS,
        [TS_CAUSE_SCOPE] = PROBLEM_SKIPPED,     [TS_CAUSE_TRAP] = PROBLEM_TRAP,
        [TS_CAUSE_ADDRESS] = PROBLEM_UNCHECKED, [TS_CAUSE_LIMIT] = PROBLEM_UNCHECKED,
        [TS_CAUSE_MEDIA] = PROBLEM_SKIPPED,
    };
    enum problem problem =
        said->cause < G_N_ELEMENTS(problems) ? problems[said->cause] : PROBLEM_UNCHECKED;
    if (said->cause == TS_CAUSE_SCOPE && is_start(request)) {
        problem = PROBLEM_UNCHECKED;
    }
    unsigned status = problem == PROBLEM_UNCHECKED ? TS_UNCHECKED : TS_SKIPPED;
    return engine_put_status(engine, request, status, problem, said->reason);
}

static int put_redirect(struct engine *engine, const struct open_request *request,
                        const struct ts_answer *said)
{
    struct ts_found target = {.locator = said->target, .purpose = request->purpose};
    g_autofree char *reason =
        g_strdup_printf("redirects to %.*s", (int)said->target.len, said->target.ptr);
    if (store_add_locator(&engine->store, request->source, &target, request->depth,
                          request->hops + 1) != 0) {
        return -1;
    }
    return request->purpose == TS_LINK_MAP
               ? 0
               : engine_put_status(engine, request, TS_SKIPPED, PROBLEM_SKIPPED, ts_text(reason));
}

static int put_vanished(struct engine *engine, const struct open_request *request,
                        const struct ts_answer *said)
{
    struct ts_str reason = said->reason.len ? said->reason : ts_text("gone");
    if (request->purpose == TS_LINK_MAP) {
        return 0; /* a site without a sitemap */
    }
    return is_start(request)
               ? engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED, reason)
               : engine_put_status(engine, request, TS_GONE, PROBLEM_SKIPPED, reason);
}

static int put_failed(struct engine *engine, const struct open_request *request,
                      const struct ts_answer *said)
{
    struct ts_str reason =
        said->reason.len ? said->reason : ts_text("the source failed without saying why");
    return engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED, reason);
}

/* All answers but fetched: recorded at once, in a transaction of the caller. */
static int put_answer(struct engine *engine, const struct open_request *request,
                      struct answer *answer)
{
    int done = 0;
    switch (answer->said.status) {
    case TS_LISTED:
        feed_at(engine, request->source)->is_root_done = TRUE;
        break;
    case TS_REDIRECTED:
        done = put_redirect(engine, request, &answer->said);
        break;
    case TS_REFUSED:
        done = put_refused(engine, request, &answer->said);
        break;
    case TS_VANISHED:
        done = put_vanished(engine, request, &answer->said);
        break;
    default:
        done = put_failed(engine, request, &answer->said);
    }
    if (done != 0 || add_found(engine, request, answer) != 0) {
        return -1;
    }
    return store_mark_done(&engine->store, request->frontier);
}

static int commit_answer(struct engine *engine, const struct open_request *request,
                         struct answer *answer)
{
    struct database *database = engine->store.database;
    if (database_run(database, SQL_BEGIN, "") != 0 || put_answer(engine, request, answer) != 0) {
        return -1;
    }
    return database_run(database, SQL_COMMIT, "");
}

static void start_family(struct engine *engine, const struct open_request *request,
                         struct answer *answer, int fd)
{
    struct family *family =
        family_new(request->source, request->frontier, request->depth, request->hops);
    family->owner = engine;
    const char *locator =
        request->locator[0] ? request->locator : engine_touchpoint(engine, request->source);
    feed_at(engine, request->source)->at_work++;
    g_queue_push_tail(&engine->waiting, family_add_root(family, locator, answer, fd));
}

/* An answer nobody asked for: the plugin lied, the run goes on. */
static void blame(struct engine *engine, guint32 source)
{
    g_autofree char *reason =
        g_strdup_printf("the source %s answered a locator twice, or one that it was not given",
                        source_at(engine, source)->plugin->name);
    struct store_origin origin = {0, engine_touchpoint(engine, source), "run"};
    if (store_put_problem(&engine->store, &origin, PROBLEM_PLUGIN, ts_text(reason)) != 0) {
        engine_fail(engine);
    }
}

void engine_answered(void *data, guint32 source, struct answer *answer, int fd)
{
    struct engine *engine = data;
    struct feed *feed = feed_at(engine, source);
    gint64 id = (gint64)answer->said.id;
    struct open_request *request = g_hash_table_lookup(engine->open, &id);
    feed->last_answer = g_get_monotonic_time();
    if (!request || request->source != source) {
        blame(engine, source);
        if (fd >= 0) {
            close(fd);
        }
        return;
    }
    g_hash_table_steal(engine->open, &id);
    feed->open--;
    if (answer->said.status == TS_FETCHED) {
        start_family(engine, request, answer, fd);
    } else {
        if (commit_answer(engine, request, answer) != 0) {
            engine_fail(engine);
        }
        if (fd >= 0) {
            close(fd);
        }
    }
    request_free(request);
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
        request_free(request);
    }
    return 0;
}

void engine_broken(void *data, guint32 source, const char *why)
{
    struct engine *engine = data;
    struct feed *feed = feed_at(engine, source);
    g_autofree char *reason =
        g_strdup_printf("the source %s: %s", source_at(engine, source)->plugin->name, why);
    gboolean has_open = feed->open > 0;
    struct open_request root = {.source = source, .locator = (char *)""};
    feed->is_over = feed->is_broken = TRUE;
    feed->open = 0;
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
    if (!feed->is_end_told || feed->open > 0) {
        engine_broken(engine, source, "ended before it had answered all");
    }
    feed->is_over = TRUE;
}

void engine_check_silence(struct engine *engine)
{
    unsigned seconds = engine->options->answer_seconds ? engine->options->answer_seconds : 600;
    gint64 now = g_get_monotonic_time();
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        struct feed *feed = feed_at(engine, i);
        if (feed->open == 0 || feed->is_over ||
            now - feed->last_answer < (gint64)seconds * G_USEC_PER_SEC) {
            continue;
        }
        g_autofree char *why = g_strdup_printf("gave no answer for %u seconds", seconds);
        source_host_give_up(engine->sources, i, why);
    }
}
