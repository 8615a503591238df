/* SPDX-License-Identifier: MIT
 *
 * What a source answered: a resource for the workers, or a state for the database.
 */
#include <unistd.h>

#include "core/run/engine_state.h"

static struct feed *feed_at(const struct engine *engine, guint32 source)
{
    return &g_array_index(engine->feeds, struct feed, source);
}

void engine_request_free(struct open_request *request)
{
    g_free(request->locator);
    g_free(request);
}

static int add_found(struct engine *engine, const struct open_request *request,
                     struct answer *answer)
{
    struct ts_found found;
    gboolean is_root = request->locator[0] == '\0';
    int next;
    while ((next = answer_next_found(answer, &found)) == 1) {
        if (is_root && found.purpose == TS_LINK_PAGE) {
            found.purpose = PURPOSE_START;
        }
        if (store_add_locator(&engine->store, request->source, &found, 0, 0) != 0) {
            return -1;
        }
    }
    return 0;
}

/* A start address that leads nowhere is no detail: it is what was asked for. What it redirects to
 * is a start too. */
static gboolean is_start(const struct open_request *request)
{
    return request->purpose == PURPOSE_START;
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

/* Pages that lead to each other, as walls that want a cookie do, are never read. */
static int put_redirect(struct engine *engine, const struct open_request *request,
                        const struct ts_answer *said)
{
    struct ts_found target = {.locator = said->target, .purpose = request->purpose};
    g_autofree char *reason =
        g_strdup_printf("redirects to %.*s", (int)said->target.len, said->target.ptr);
    int is_circle = store_redirect(&engine->store, request->source, request->frontier,
                                   request->locator, said->target);
    if (is_circle < 0 || store_add_locator(&engine->store, request->source, &target, request->depth,
                                           request->hops + 1) != 0) {
        return -1;
    }
    if (request->purpose == TS_LINK_MAP) {
        return 0;
    }
    if (is_circle) {
        g_autofree char *circle = g_strconcat(reason, ", which leads back here", NULL);
        return engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED, ts_text(circle));
    }
    return engine_put_status(engine, request, TS_SKIPPED, PROBLEM_SKIPPED, ts_text(reason));
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
    g_autofree char *reason = g_strdup_printf(
        "the source %s answered a locator twice, or one that it was not given",
        g_array_index(engine->plan->sources, struct plan_source, source).plugin->name);
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
    engine_request_free(request);
}
