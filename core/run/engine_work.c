/* SPDX-License-Identifier: MIT
 *
 * From fetched resources to workers, and from their answers into the database.
 */
#include "core/run/answers.h"
#include "core/run/engine_state.h"

const char *engine_touchpoint(const struct engine *engine, guint32 source)
{
    return store_touchpoint(&engine->store, source);
}

gboolean engine_is_selected(const struct engine *engine, guint32 source)
{
    guint touchpoint = g_array_index(engine->plan->sources, struct plan_source, source).touchpoint;
    return plan_touchpoint_at(engine->plan, touchpoint)->is_selected;
}

void engine_fail(struct engine *engine)
{
    engine->is_failed = TRUE;
}

int engine_put_status(struct engine *engine, const struct open_request *request, unsigned status,
                      enum problem problem, struct ts_str reason)
{
    gint64 id;
    struct store_document document = {
        .touchpoint = engine_touchpoint(engine, request->source),
        .locator = request->locator[0] ? ts_text(request->locator)
                                       : store_root(engine->plan, request->source),
        .reason = reason,
        .parent = request->locator[0] ? 0 : STORE_FAILED_START,
        .status = status,
        /* Gone, moved or out of scope: what was wrong there no longer is. Else it was not seen. */
        .past = problem == PROBLEM_SKIPPED ? STORE_REPLACE : STORE_KEEP,
    };
    engine->progress.done++;
    engine->progress.unchecked += status == TS_UNCHECKED ? 1 : 0;
    if (store_put_document(&engine->store, &document, &id) != 0 ||
        (document.past == STORE_REPLACE && store_drop_children(&engine->store, id) != 0)) {
        return -1;
    }
    struct store_origin origin = {id, document.touchpoint, NULL};
    return problem == PROBLEM_SKIPPED ? 0
                                      : store_put_problem(&engine->store, &origin, problem, reason);
}

/* ---- to the workers ---- */

static void dispatch(struct engine *engine, struct task *task)
{
    gsize size = 0;
    const void *bytes = task->bytes ? g_bytes_get_data(task->bytes, &size) : NULL;
    const struct engine_shared *shared = engine->options->shared;
    const struct engine_shared base = shared ? *shared : (struct engine_shared){0};
    struct job job = {
        .mode = task->document ? JOB_JUDGE : JOB_READ,
        .flags = (engine->plan->database ? JOB_KEEPS : 0) |
                 (task->family->is_nofollow ? JOB_NOFOLLOW : 0),
        .source = base.source + task->family->source,
        .touchpoint = base.touchpoint +
                      g_array_index(engine->plan->sources, struct plan_source, task->family->source)
                          .touchpoint,
        .depth = task->depth,
        .locator = ts_text(task->locator),
        .media_type = ts_text(task->media_type),
        .charset = ts_text(task->charset),
        .language = ts_text(task->language),
        .name = ts_text(task->name),
        .bytes = ts_bytes(bytes, size),
        .size = task->size,
    };
    if (task->headers) {
        const void *headers = g_bytes_get_data(task->headers, &size);
        job.headers = ts_bytes(headers, size);
    }
    const struct basis_change *change = task->family->change;
    if (task->document && change) {
        job.checks = ts_bytes(change->checks->data, change->checks->len);
    }
    int fd = task->fd;
    task->fd = -1;
    engine->progress.locator = task->locator;
    pool_read(engine->pool, &job, fd, (struct pool_tag){.receive = engine_done, .data = task});
}

/* A picture that was judged before needs no worker. */
static gboolean answer_known(struct engine *engine, struct task *task)
{
    g_autoptr(GByteArray) records = g_byte_array_new();
    if (task->looked_up == engine->answers + 1) {
        return FALSE; /* it waits for a worker, perhaps for many turns */
    }
    task->answer = task->looked_up ? task->answer : answers_name(&engine->store, task);
    task->looked_up = engine->answers + 1;
    int known = task->answer ? answers_get(&engine->store, task->answer, records) : 0;
    if (known < 0) {
        engine_fail(engine);
    }
    if (known > 0) {
        task->is_remembered = TRUE;
        task->is_old = known == 2;
        g_queue_remove(&engine->waiting, task);
        engine_done(task, ts_bytes(records->data, records->len), NULL);
    }
    return known > 0;
}

void engine_dispatch(struct engine *engine)
{
    struct task *task;
    while (!engine->is_failed && (task = g_queue_peek_head(&engine->waiting))) {
        if (answer_known(engine, task)) {
            continue;
        }
        if (engine_start_pool(engine, FALSE) != 0 || pool_idle(engine->pool) == 0) {
            return;
        }
        dispatch(engine, g_queue_pop_head(&engine->waiting));
    }
}

/* ---- back from the workers ---- */

static void commit_family(struct engine *engine, struct family *family)
{
    g_array_index(engine->feeds, struct feed, family->source).at_work--;
    if (family_store(family, &engine->store) != 0) {
        engine_fail(engine);
    }
}

static void count(struct engine *engine, const struct task *task)
{
    engine->progress.done++;
    if (task->failure) {
        engine->progress.unchecked++;
        engine->progress.findings++;
        return;
    }
    struct wire_reader in = wire_reader(task->records->data, task->records->len);
    struct wire_reader part;
    guint8 type;
    while (record_next(&in, &type, &part) == 1) {
        engine->progress.findings += type == RECORD_FINDING ? 1 : 0;
    }
}

void engine_done(void *data, struct ts_str records, const char *failure)
{
    struct task *task = data;
    struct family *family = task->family;
    struct engine *engine = family->owner;
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    if (task->answer && !task->is_remembered && !failure) {
        engine->answers++;
        if (answers_put(&engine->store, task->answer, records) != 0) {
            engine_fail(engine);
        }
    }
    family_answer(task, records, failure, added);
    count(engine, task);
    for (guint i = 0; i < added->len; i++) {
        g_queue_push_head(&engine->waiting, g_ptr_array_index(added, added->len - 1 - i));
    }
    if (family->open == 0) {
        engine->progress.locator = NULL;
        commit_family(engine, family);
        family_free(&family);
    }
}

gboolean engine_is_idle(const struct engine *engine)
{
    return g_queue_is_empty((GQueue *)&engine->waiting) &&
           (!engine->pool || pool_busy(engine->pool) == 0);
}
