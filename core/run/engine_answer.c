/* SPDX-License-Identifier: MIT
 *
 * What a source answered: a resource for the workers, or a state for the database.
 */
#include <unistd.h>

#include "core/run/engine_state.h"

void engine_request_free(struct open_request *request)
{
    g_free(request->locator);
    store_past_clear(&request->past);
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
        struct store_locator row = {
            .source = request->source, .locator = found.locator, .purpose = found.purpose};
        if (store_add_locator(&engine->store, &row) != 0) {
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

/* What was only asked for is no document: its outcome is all there is to say. */
static gboolean is_probe(const struct open_request *request)
{
    return request->purpose == PURPOSE_PROBE;
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
    if (is_probe(request)) {
        return 0; /* not known: no word about it */
    }
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
    struct store_locator target = {
        .source = request->source,
        .locator = said->target,
        .purpose = request->purpose,
        .depth = request->depth,
        .hops = request->hops + 1,
    };
    g_autofree char *reason =
        g_strdup_printf("redirects to %.*s", (int)said->target.len, said->target.ptr);
    int is_circle = store_redirect(&engine->store, request->source, request->frontier,
                                   request->locator, said->target);
    if (is_circle < 0 || store_add_locator(&engine->store, &target) != 0 ||
        store_put_outcome(&engine->store, request->frontier,
                          is_circle ? TS_LINK_CIRCLE : TS_LINK_MOVED, ts_text(NULL)) != 0) {
        return -1;
    }
    if (request->purpose == TS_LINK_MAP || is_probe(request)) {
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
    if (store_put_outcome(&engine->store, request->frontier, TS_LINK_GONE, reason) != 0) {
        return -1;
    }
    if (is_probe(request)) {
        return 0;
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
    if (store_put_outcome(&engine->store, request->frontier, TS_LINK_FAILED, reason) != 0) {
        return -1;
    }
    if (is_probe(request)) {
        return 0;
    }
    return engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED, reason);
}

/* As it was: what was said of it holds, and its links lead on. */
static int put_kept(struct engine *engine, const struct open_request *request,
                    const struct ts_answer *said)
{
    struct store *store = &engine->store;
    const struct store_page page = {request->source, request->depth, request->hops, 0};
    if (store_keep_document(store, &request->past, said) != 0) {
        return -1;
    }
    int done = store_put_kept_links(store, &page, request->past.document);
    if (done == 1) {
        return store_distrust_document(store, request->past.document) == 0
                   ? engine_put_status(engine, request, TS_UNCHECKED, PROBLEM_UNCHECKED,
                                       ts_text("what was kept of it is damaged; the next run "
                                               "reads it anew"))
                   : -1;
    }
    engine->progress.done++;
    return done;
}

/* All answers but fetched: recorded at once, in a transaction of the caller. */
static int put_answer(struct engine *engine, const struct open_request *request,
                      struct answer *answer, gboolean is_same)
{
    int done = 0;
    switch (is_same ? TS_NOT_MODIFIED : answer->said.status) {
    case TS_LISTED:
        feed_at(engine, request->source)->is_root_done = TRUE;
        break;
    case TS_NOT_MODIFIED: /* as it was: done before */
    case TS_REACHED:
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
                         struct answer *answer, gboolean is_same)
{
    return is_same && put_kept(engine, request, &answer->said) != 0
               ? -1
               : put_answer(engine, request, answer, is_same);
}

static struct family *new_family(struct engine *engine, const struct open_request *request)
{
    struct family *family =
        family_new(request->source, request->frontier, request->depth, request->hops);
    family->owner = engine;
    feed_at(engine, request->source)->at_work++;
    return family;
}

static void start_family(struct engine *engine, const struct open_request *request,
                         struct answer *answer, int fd)
{
    struct family *family = new_family(engine, request);
    const char *locator =
        request->locator[0] ? request->locator : engine_touchpoint(engine, request->source);
    g_queue_push_tail(&engine->waiting, family_add_root(family, locator, answer, fd));
}

/* It is as it was, but some check is not: the document as it was kept goes to a worker. */
static int start_again(struct engine *engine, struct open_request *request,
                       const struct answer *answer)
{
    struct family *family = new_family(engine, request);
    family->is_nofollow = (answer->said.flags & TS_ANSWER_NOFOLLOW) != 0;
    struct basis_change *change = g_steal_pointer(&request->past.change);
    if (family_add_kept(family, &engine->store, request->past.document, change) != 0) {
        family_free(&family);
        return -1;
    }
    for (guint i = 0; i < family->tasks->len; i++) {
        g_queue_push_tail(&engine->waiting, g_ptr_array_index(family->tasks, i));
    }
    return 0;
}

/* The server says so, or the same bytes came, declared the same way. */
static gboolean is_unchanged(const struct open_request *request, const struct answer *answer)
{
    if (request->past.document == 0 || answer->said.status != TS_FETCHED) {
        return request->past.document != 0 && answer->said.status == TS_NOT_MODIFIED;
    }
    g_autofree char *resource = family_resource(answer);
    return g_str_equal(resource, request->past.resource);
}

/* fd is taken over. */
static int take_answer(struct engine *engine, struct open_request *request, struct answer *answer,
                       int fd)
{
    gboolean is_same = is_unchanged(request, answer);
    if (!is_same && answer->said.status == TS_FETCHED) {
        start_family(engine, request, answer, fd);
        return add_found(engine, request, answer);
    }
    if (fd >= 0) {
        close(fd);
    }
    if (is_same && request->past.change) {
        return start_again(engine, request, answer) == 0 ? add_found(engine, request, answer) : -1;
    }
    if (!is_same && answer->said.status == TS_NOT_MODIFIED) {
        answer->said.status = TS_FAILED;
        answer->said.reason = ts_text("the source says \"unchanged\" of what is not known");
    }
    return commit_answer(engine, request, answer, is_same);
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
    if (take_answer(engine, request, answer, fd) != 0) {
        engine_fail(engine);
    }
    engine_request_free(request);
}
