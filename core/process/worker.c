/* SPDX-License-Identifier: MIT
 *
 * One job after the other: read, judge, answer.
 */
#include "core/process/worker.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/seal.h"
#include "core/process/stored.h"
#include "core/process/worker_private.h"

struct worker *worker_new(const struct toolbox *toolbox, worker_batch_fn next_batch, void *data)
{
    struct worker *worker = g_new0(struct worker, 1);
    worker->toolbox = toolbox;
    worker->document = document_new();
    worker->judge = judge_new(toolbox);
    worker->links = links_new(toolbox);
    worker->packer = packer_new();
    worker->links_bytes = g_byte_array_new();
    worker->bytes = g_byte_array_new();
    worker->packed = g_byte_array_new();
    worker->anchors = g_array_new(FALSE, FALSE, sizeof(guint64));
    worker->arena = arena_new();
    worker->next_batch = next_batch;
    worker->data = data;
    return worker;
}

void worker_free(struct worker **worker)
{
    if (*worker) {
        document_free(&(*worker)->document);
        judge_free(&(*worker)->judge);
        links_free(&(*worker)->links);
        packer_free(&(*worker)->packer);
        g_byte_array_free((*worker)->links_bytes, TRUE);
        g_byte_array_free((*worker)->bytes, TRUE);
        g_byte_array_free((*worker)->packed, TRUE);
        g_array_free((*worker)->anchors, TRUE);
        arena_free(&(*worker)->arena);
        g_free(*worker);
        *worker = NULL;
    }
}

void worker_put_problem(GByteArray *records, enum problem kind, struct ts_str reason)
{
    record_put_problem(records, &(struct record_problem){.kind = kind, .reason = reason});
}

/* ---- concluding ---- */

static int conclude_finding(void *data, const struct ts_finding *finding)
{
    struct worker *worker = data;
    const struct toolbox_check *check =
        &g_array_index(worker->toolbox->checks, struct toolbox_check, worker->check);
    struct ts_finding own = *finding;
    if (own.severity == TS_SEVERITY_DEFAULT) {
        own.severity = host_rule_severity(check->plugin, finding->rule);
    }
    judge_put_finding(worker->records, worker->check, &own, NULL);
    return 0;
}

static int conclude_observation(void *data, const struct ts_observation *observation)
{
    struct worker *worker = data;
    judge_put_observation(worker->records, worker->check, observation, NULL);
    return 0;
}

static int conclude_unchecked(void *data, const struct ts_place *place, struct ts_str reason)
{
    struct worker *worker = data;
    const struct toolbox_check *check =
        &g_array_index(worker->toolbox->checks, struct toolbox_check, worker->check);
    judge_put_unchecked(worker->records, check->plugin, place, reason, NULL);
    return 0;
}

static int conclude_next(void *data, struct ts_stored_document *document_r)
{
    struct worker *worker = data;
    arena_reset(worker->arena);
    if (worker->batch.ptr == worker->batch.end && !worker->has_ended) {
        struct ts_str batch;
        if (worker->next_batch(worker->data, &batch) != 0) {
            return -1;
        }
        worker->batch = wire_reader(batch.ptr, batch.len);
        worker->has_ended = batch.len == 0;
    }
    return worker->has_ended ? 0 : stored_next(&worker->batch, worker->arena, document_r);
}

static const struct host_sink conclude_sink = {
    .finding = conclude_finding,
    .observation = conclude_observation, /* the host lets through only those of picture checks */
    .unchecked = conclude_unchecked,
    .next_document = conclude_next,
};

/* The frame's bytes go when the next batch is received; the touchpoints are needed to the end. */
static struct wire_reader keep_bytes(const struct wire_reader *in, struct arena *arena)
{
    size_t size = (size_t)(in->end - in->ptr);
    void *bytes = arena_alloc(arena, MAX(size, 1));
    memcpy(bytes, in->ptr, size);
    return wire_reader(bytes, size);
}

static void conclude_job(struct worker *worker, const struct wire_reader *in, GByteArray *records)
{
    const struct toolbox_check *check =
        &g_array_index(worker->toolbox->checks, struct toolbox_check, worker->check);
    struct host_call call;
    const char *failure = check->error;
    struct arena *arena = arena_new();
    struct ts_list touchpoints;
    worker->batch = wire_reader(NULL, 0);
    worker->has_ended = FALSE;
    struct wire_reader kept = keep_bytes(in, arena);
    if (!check->error && stored_get_touchpoints(&kept, arena, &touchpoints) == 0) {
        host_call_init(&call, check->plugin, HOST_CONCLUDE, &conclude_sink, worker);
        int result = check->plugin->check->conclude(&call.call, check->self, touchpoints);
        if (host_call_result(&call, result, &failure) != 0) {
            g_byte_array_set_size(records, 0);
            worker_put_problem(records, PROBLEM_PLUGIN, ts_text(failure));
        }
        host_call_finish(&call);
    } else {
        worker_put_problem(records, PROBLEM_PLUGIN,
                           ts_text(failure ? failure : "a broken message"));
    }
    arena_free(&arena);
}

/* ---- suggesting ---- */

static int add_suggestion(void *data, struct ts_str text)
{
    struct worker *worker = data;
    record_put_suggestion(worker->records, text);
    return 0;
}

static const struct host_sink suggest_sink = {.suggestion = add_suggestion};

static void suggest_job(struct worker *worker, struct wire_reader *in)
{
    const struct toolbox_check *check =
        &g_array_index(worker->toolbox->checks, struct toolbox_check, worker->check);
    struct ts_str rule = wire_get_str(in);
    struct ts_str actual = wire_get_str(in);
    struct ts_str language = wire_get_str(in);
    struct host_call call;
    if (check->error || !check->plugin->check->suggest) {
        return;
    }
    host_call_init(&call, check->plugin, HOST_SUGGEST, &suggest_sink, worker);
    check->plugin->check->suggest(&call.call, check->self, rule, actual, language);
    host_call_finish(&call);
}

/* ---- serving ---- */

void worker_run(struct worker *worker, const struct frame *frame, struct ts_str bytes,
                GByteArray *records_r)
{
    struct job job;
    worker->records = records_r;
    if (frame->type == MESSAGE_READ) {
        if (job_get(frame->payload, &job) == 0) {
            worker_read(worker, &job, bytes.len ? bytes : job.bytes, records_r);
        } else {
            worker_put_problem(records_r, PROBLEM_UNCHECKED, ts_text("a broken message"));
        }
    } else {
        struct wire_reader in = wire_reader(frame->payload.ptr, frame->payload.len);
        worker->check = wire_get_u32(&in);
        if (in.is_broken || worker->check >= worker->toolbox->checks->len) {
            return;
        }
        if (frame->type == MESSAGE_CONCLUDE) {
            conclude_job(worker, &in, records_r);
        } else if (frame->type == MESSAGE_SUGGEST) {
            suggest_job(worker, &in);
        }
    }
    worker->records = NULL;
}

static int fetch_batch(void *data, struct ts_str *batch_r)
{
    struct channel *channel = data;
    struct frame frame;
    if (channel_send(channel, MESSAGE_MORE, ts_text(NULL), -1) != 0 ||
        channel_receive(channel, &frame) != 1 || frame.type != MESSAGE_STORED) {
        return -1;
    }
    *batch_r = frame.payload;
    return 0;
}

static void serve_frame(struct worker *worker, const struct frame *frame, GByteArray *records)
{
    struct job job;
    void *bytes = MAP_FAILED;
    g_byte_array_set_size(records, 0);
    if (frame->fd >= 0 && frame->type == MESSAGE_READ && job_get(frame->payload, &job) == 0) {
        bytes = mmap(NULL, job.size, PROT_READ, MAP_PRIVATE, frame->fd, 0);
        close(frame->fd);
        if (bytes == MAP_FAILED) {
            worker_put_problem(records, PROBLEM_UNCHECKED, ts_text("out of memory for its bytes"));
            return;
        }
        worker_run(worker, frame, ts_bytes(bytes, job.size), records);
        munmap(bytes, job.size);
        return;
    }
    worker_run(worker, frame, ts_text(NULL), records);
}

/* GLib's default writer asks for the peer of standard error, which the seal forbids. */
static GLogWriterOutput drop_log(GLogLevelFlags level, const GLogField *fields, gsize count,
                                 gpointer data)
{
    (void)level, (void)fields, (void)count, (void)data;
    return G_LOG_WRITER_HANDLED;
}

_Noreturn void worker_main(const struct toolbox *toolbox, int fd, size_t memory)
{
    g_autofree char *error = NULL;
    g_log_set_writer_func(drop_log, NULL, NULL);
    struct channel *channel = NULL;
    if (seal_worker(&fd, memory, &error) != 0) {
        _exit(70);
    }
    channel = channel_new(fd, TRUE);
    channel_send(channel, MESSAGE_HELLO, ts_text(NULL), -1);
    struct worker *worker = worker_new(toolbox, fetch_batch, channel);
    GByteArray *records = g_byte_array_new();
    struct frame frame;
    while (channel_receive(channel, &frame) == 1) {
        serve_frame(worker, &frame, records);
        if (channel_send_array(channel, MESSAGE_RESULT, records) != 0) {
            break;
        }
    }
    _exit(0);
}
