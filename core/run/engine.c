/* SPDX-License-Identifier: MIT
 *
 * The one loop of a run: sources, workers and database are served in turn until nothing is left.
 */
#include "core/run/engine.h"

#include <poll.h>

#include "core/process/prepare_cache.h"
#include "core/process/seal.h"
#include "core/run/engine_state.h"

#define TICK_MSEC 100 /* how often limits of time are looked at */

/* ---- beginning ---- */

static char *plugin_lines(const struct plan *plan)
{
    GString *lines = g_string_new(NULL);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) plugins = g_ptr_array_new();
    for (guint i = 0; i < plan->sources->len; i++) {
        g_ptr_array_add(plugins,
                        (gpointer)g_array_index(plan->sources, struct plan_source, i).plugin);
    }
    g_ptr_array_extend(plugins, plan->readers, NULL, NULL);
    for (guint i = 0; i < plan->checks->len; i++) {
        g_ptr_array_add(plugins,
                        (gpointer)g_array_index(plan->checks, struct plan_check, i).plugin);
    }
    for (guint i = 0; i < plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(plugins, i);
        if (g_hash_table_add(seen, (gpointer)plugin)) {
            g_string_append_printf(lines, "%s%s-%s %s", lines->len ? "\n" : "",
                                   catalog_kind_name(plugin->kind), plugin->name, plugin->version);
        }
    }
    return g_string_free(lines, FALSE);
}

/* What a reader of the report must know of how the run was made. */
static char *notice_lines(const struct engine *engine)
{
    GString *lines = g_string_new(NULL);
    const struct plan *plan = engine->plan;
    if (!engine->options->is_isolated) {
        g_string_append(lines, "no isolation: readers and checks ran unsealed\n");
    } else {
        g_autoptr(GPtrArray) missing = seal_missing();
        for (guint i = 0; i < missing->len; i++) {
            g_string_append_printf(lines, "%s\n", (char *)g_ptr_array_index(missing, i));
        }
    }
    for (guint i = 0; i < plan->sources->len; i++) {
        const struct plan_source *source = &g_array_index(plan->sources, struct plan_source, i);
        if (ts_is(ts_get_text(source->options, "robots"), "ignore")) {
            g_string_append_printf(lines, "%s: robots.txt was ignored, as the plan says\n",
                                   engine_touchpoint(engine, i));
        }
    }
    for (guint i = 0; i < engine->options->notices->len; i++) {
        g_string_append_printf(lines, "%s\n",
                               (char *)g_ptr_array_index(engine->options->notices, i));
    }
    return g_string_free(lines, FALSE);
}

static gboolean is_sealed(const struct engine *engine)
{
    g_autoptr(GPtrArray) missing = seal_missing();
    return engine->options->is_isolated && missing->len == 0;
}

int engine_begin_run(struct engine *engine, gboolean *is_resumed_r)
{
    g_autofree char *plugins = plugin_lines(engine->plan);
    g_autofree char *notices = notice_lines(engine);
    struct store_run run = {engine->options->as_of, is_sealed(engine), plugins, notices};
    return store_begin_run(&engine->store, &run, engine->options->is_fresh, is_resumed_r);
}

/* The root of each source is queued; on resuming the feeds go on where they were. */
static int begin_feeds(struct engine *engine)
{
    struct database *database = engine->store.database;
    g_array_set_size(engine->feeds, engine->plan->sources->len);
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        struct store_locator root = {.source = i, .purpose = TS_LINK_PAGE};
        if (!engine_is_selected(engine, i)) {
            feed_at(engine, i)->is_over = TRUE;
            continue;
        }
        if (store_add_locator(&engine->store, &root) != 0) {
            return -1;
        }
        gint64 visited = database_number(database, SQL_FRONTIER_VISITED, 0, "i", (gint64)i);
        gint64 listed = database_number(database, SQL_FRONTIER_IS_LISTED, 0, "i", (gint64)i);
        if (visited < 0 || listed < 0) {
            return -1;
        }
        feed_at(engine, i)->visited = (guint64)visited;
        feed_at(engine, i)->is_root_done = listed > 0;
    }
    return 0;
}

/* What the run before said of plugins as a whole. */
static int drop_open_problems(struct engine *engine)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(engine->plan, i);
        if (touchpoint->is_selected && touchpoint->is_measured &&
            database_run(engine->store.database, SQL_CONCLUSION_DROP, "ss", "run",
                         touchpoint->id) != 0) {
            return -1;
        }
    }
    return 0;
}

/* Checks that could not be opened: said at every touchpoint that wants them. */
int engine_put_open_problems(struct engine *engine)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(engine->plan, i);
        struct store_origin origin = {0, touchpoint->id, "run"};
        if (!touchpoint->is_selected || !touchpoint->is_measured) {
            continue;
        }
        for (guint p = 0; p < engine->problems->len; p++) {
            struct ts_str reason = ts_text(g_ptr_array_index(engine->problems, p));
            if (store_put_problem(&engine->store, &origin, PROBLEM_PLUGIN, reason) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static void tell_opening(void *data)
{
    struct engine *engine = data;
    if (engine->options->progress) {
        engine->options->progress(engine->options->data, &engine->progress);
    }
}

static int start_pool(struct engine *engine, gboolean only_conclude)
{
    const struct engine_options *options = engine->options;
    struct pool_options pool = {
        .jobs = options->jobs ? options->jobs : g_get_num_processors(),
        .is_isolated = options->is_isolated,
        .document_wall_msec = options->wall_msec,
        .document_cpu_msec = options->cpu_msec,
        .only_conclude = only_conclude,
        .is_fault_r = &engine->is_fault,
        .waiting = tell_opening,
        .data = engine,
    };
    engine->progress.is_opening = TRUE;
    engine->pool = pool_new(engine->plan, &pool, engine->problems, &engine->error);
    engine->progress.is_opening = FALSE;
    engine->only_concludes = only_conclude;
    engine->store.is_partial = engine->problems->len > 0;
    if (!engine->pool || engine_put_open_problems(engine) != 0) {
        engine_fail(engine);
        return -1;
    }
    return 0;
}

int engine_start_pool(struct engine *engine, gboolean only_conclude)
{
    return engine->pool ? 0 : start_pool(engine, only_conclude);
}

static void start_sources(struct engine *engine)
{
    struct source_events events = {engine_answered, engine_broken, engine_ended, engine};
    engine->sources = source_host_new(engine->plan, engine->options->is_isolated, &events);
}

/* ---- the loop ---- */

static gboolean is_stopping(const struct engine *engine)
{
    return engine->options->stop && *engine->options->stop;
}

/* What poll() said of each channel: nothing else is received from. */
static void wait_for_events(struct engine *engine, GArray *polled_r)
{
    g_array_set_size(polled_r, 0);
    if (engine->pool) {
        pool_add_fds(engine->pool, polled_r);
    }
    source_host_add_fds(engine->sources, polled_r);
    if (polled_r->len > 0) {
        poll((struct pollfd *)(void *)polled_r->data, polled_r->len, TICK_MSEC);
    }
}

/* Counting walks through all that waits: once a second is enough for people. */
static guint64 count_queued(struct engine *engine)
{
    guint64 queued = engine->waiting.length + (engine->pool ? pool_busy(engine->pool) : 0);
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        gint64 rows = database_number(engine->store.database, SQL_FRONTIER_QUEUED, 0, "ii",
                                      (gint64)i, feed_at(engine, i)->cursor);
        queued += feed_at(engine, i)->open + (guint64)MAX(rows, 0);
    }
    return queued;
}

static void tell_progress(struct engine *engine, gint64 now)
{
    if (!engine->options->progress) {
        return;
    }
    if (now - engine->counted > G_USEC_PER_SEC) {
        engine->counted = now;
        engine->progress.queued = count_queued(engine);
    }
    engine->options->progress(engine->options->data, &engine->progress);
}

static void serve(struct engine *engine, const GArray *polled)
{
    source_host_serve(engine->sources, polled, engine_is_idle(engine) ? TICK_MSEC : 0);
    engine_dispatch(engine);
    if (engine->pool) {
        pool_serve(engine->pool, polled);
    }
    engine_dispatch(engine);
    engine_check_silence(engine);
}

/* What comes in one turn is written in one transaction: a kill loses what was in flight, no more,
 * and the locks of a transaction are paid once. */
static int turn(struct engine *engine, const GArray *polled)
{
    struct database *database = engine->store.database;
    if (database_run(database, SQL_BEGIN, "") != 0) {
        return -1;
    }
    serve(engine, polled);
    return engine->is_failed || engine_feed(engine) != 0 ? -1
                                                         : database_run(database, SQL_COMMIT, "");
}

static void work(struct engine *engine)
{
    g_autoptr(GArray) polled = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    gint64 told = 0;
    if (turn(engine, polled) != 0) {
        engine_fail(engine);
    }
    while (!engine->is_failed && !is_stopping(engine) &&
           !(engine_is_fed(engine) && engine_is_idle(engine))) {
        wait_for_events(engine, polled);
        if (turn(engine, polled) != 0) {
            engine_fail(engine);
            return;
        }
        gint64 now = g_get_monotonic_time();
        if (now - told > TICK_MSEC * 1000) {
            told = now;
            tell_progress(engine, now);
        }
    }
}

/* ---- the end ---- */

/* A touchpoint was seen whole if each of its sources came to its end and nothing is UNCHECKED. */
static gboolean is_complete(struct engine *engine, guint touchpoint)
{
    const struct plan_touchpoint *own = plan_touchpoint_at(engine->plan, touchpoint);
    for (guint32 i = 0; i < engine->feeds->len; i++) {
        const struct feed *feed = feed_at(engine, i);
        if (g_array_index(engine->plan->sources, struct plan_source, i).touchpoint == touchpoint &&
            (feed->is_broken || feed->is_capped)) {
            return FALSE;
        }
    }
    return database_number(engine->store.database, SQL_UNCHECKED_COUNT, 0, "s", own->id) == 0;
}

#define COVERAGE_MIN 10 /* documents, below which a drop says little */

/* A site that shows its front door only, after a login or a broken menu, is no smaller site. */
static int put_coverage(struct engine *engine, const char *id)
{
    struct database *database = engine->store.database;
    gint64 before = database_number(database, SQL_TOUCHPOINT_BEFORE, 0, "s", id);
    gint64 now = database_number(database, SQL_TOUCHPOINT_REACHED, 0, "si", id, engine->store.run);
    if (before < 0 || now < 0) {
        return -1;
    }
    if (before < COVERAGE_MIN || now * 2 >= before) {
        return 0;
    }
    g_autofree char *reason =
        g_strdup_printf("%" G_GINT64_FORMAT " documents, %" G_GINT64_FORMAT " before", now, before);
    struct store_origin origin = {0, id, "run"};
    return store_put_problem(&engine->store, &origin, PROBLEM_COVERAGE, ts_text(reason));
}

static int put_seen(struct engine *engine)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(engine->plan, i);
        if (touchpoint->is_selected && touchpoint->is_measured &&
            (put_coverage(engine, touchpoint->id) != 0 ||
             database_run(engine->store.database, SQL_TOUCHPOINT_SEEN, "iis",
                          (gint64)is_complete(engine, i), engine->store.run,
                          touchpoint->id) != 0)) {
            return -1;
        }
    }
    return 0;
}

/* Findings that lost their last place are fixed. */
static int close_findings(struct engine *engine)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(engine->plan, i);
        if (touchpoint->is_selected && database_run(engine->store.database, SQL_FINDING_CLOSE, "is",
                                                    engine->store.run, touchpoint->id) != 0) {
            return -1;
        }
    }
    return 0;
}

int engine_end_run(struct engine *engine)
{
    return put_seen(engine) == 0 && engine_conclude(engine) == 0 && close_findings(engine) == 0 &&
                   engine_suggest(engine) == 0 && store_clean(&engine->store) == 0
               ? store_end_run(&engine->store, engine->cut_short)
               : -1;
}

static const char interrupted[] = "interrupted; the same command goes on where it stopped";

void engine_clear(struct engine *engine)
{
    struct task *task;
    source_host_free(&engine->sources);
    if (!engine->options->shared) {
        pool_free(&engine->pool);
    }
    while ((task = g_queue_pop_head(&engine->waiting))) {
        struct family *family = task->family;
        if (--family->open == 0) {
            family_free(&family);
        }
    }
    g_hash_table_destroy(engine->open);
    g_array_free(engine->feeds, TRUE);
    g_ptr_array_free(engine->problems, TRUE);
    outcomes_free(&engine->outcomes);
    engine_end_pictures(engine);
    recent_free(&engine->store.recent);
    packer_free(&engine->store.packer);
    g_byte_array_free(engine->store.links, TRUE);
    g_ptr_array_free(engine->store.bases, TRUE);
    g_free(engine->cut_short);
}

static void open_request_free(gpointer data)
{
    engine_request_free(data);
}

static int run(struct engine *engine, struct engine_outcome *outcome_r)
{
    if (engine_begin_run(engine, &engine->progress.is_resumed) != 0 || begin_feeds(engine) != 0) {
        engine_fail(engine);
        return -1;
    }
    if (drop_open_problems(engine) != 0) {
        engine_fail(engine);
        return -1;
    }
    if (engine->options->is_fresh) {
        prepare_cache_forget(engine->plan);
    }
    start_sources(engine);
    work(engine);
    engine->counted = 0;
    tell_progress(engine, g_get_monotonic_time());
    outcome_r->is_resumed = engine->progress.is_resumed;
    outcome_r->is_interrupted = is_stopping(engine);
    int ended = engine->is_failed           ? -1
                : outcome_r->is_interrupted ? store_interrupt_run(&engine->store, interrupted)
                                            : engine_end_run(engine);
    if (ended != 0) {
        engine_fail(engine);
        return -1;
    }
    outcome_r->cut_short = g_strdup(outcome_r->is_interrupted ? interrupted : engine->cut_short);
    return 0;
}

void engine_init(struct engine *engine, const struct plan *plan, struct database *database,
                 const struct engine_options *options)
{
    *engine = (struct engine){
        .plan = plan,
        .options = options,
        .store = {.database = database, .plan = plan, .as_of = options->as_of},
    };
    engine->store.recent = recent_new();
    engine->store.packer = packer_new();
    engine->store.links = g_byte_array_new();
    engine->store.has_past = plan->database && !options->is_fresh;
    engine->store.bases = g_ptr_array_new_with_free_func(g_free);
    for (guint32 i = 0; i < plan->sources->len; i++) {
        g_ptr_array_add(engine->store.bases, basis_make(plan, i));
    }
    engine->feeds = g_array_new(FALSE, TRUE, sizeof(struct feed));
    engine->open = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, open_request_free);
    engine->problems = g_ptr_array_new_with_free_func(g_free);
    g_queue_init(&engine->waiting);
}

char *engine_error(struct engine *engine)
{
    const char *why = engine->store.database->error;
    return engine->error ? g_steal_pointer(&engine->error) : g_strdup(why ? why : "the run failed");
}

int engine_run(const struct plan *plan, struct database *database,
               const struct engine_options *options, struct engine_outcome *outcome_r,
               char **error_r)
{
    struct engine engine;
    *outcome_r = (struct engine_outcome){0};
    engine_init(&engine, plan, database, options);
    int done = run(&engine, outcome_r);
    outcome_r->is_fault = engine.is_fault;
    *error_r = done == 0 ? NULL : engine_error(&engine);
    g_free(engine.error);
    engine_clear(&engine);
    return done;
}
