/* SPDX-License-Identifier: MIT
 *
 * One job after the other: read, judge, answer.
 */
#include "core/process/worker.h"

#include <sys/mman.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/judge.h"
#include "core/process/media.h"
#include "core/process/seal.h"
#include "core/process/stored.h"

struct worker {
    const struct toolbox *toolbox;
    struct document *document;
    struct judge *judge;
    GHashTable *seen_links; /* of the document at hand: char * */
    worker_batch_fn next_batch;
    void *data;
    /* conclude */
    struct wire_reader batch;
    struct arena *arena;
    gboolean has_ended;
    guint32 check;
    GByteArray *records;
};

struct worker *worker_new(const struct toolbox *toolbox, worker_batch_fn next_batch, void *data)
{
    struct worker *worker = g_new0(struct worker, 1);
    worker->toolbox = toolbox;
    worker->document = document_new();
    worker->judge = judge_new(toolbox);
    worker->seen_links = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
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
        g_hash_table_destroy((*worker)->seen_links);
        arena_free(&(*worker)->arena);
        g_free(*worker);
        *worker = NULL;
    }
}

static void put_problem(GByteArray *records, enum problem kind, struct ts_str reason)
{
    record_put_problem(records, &(struct record_problem){.kind = kind, .reason = reason});
}

/* ---- reading ---- */

static int add_head(void *data, const struct ts_head *head)
{
    return document_set_head(data, head);
}
static int add_block(void *data, const struct ts_block *block)
{
    return document_add_block(data, block);
}
static int add_link(void *data, const struct ts_link *link)
{
    return document_add_link(data, link);
}
static int add_reference(void *data, const struct ts_reference *reference)
{
    return document_add_reference(data, reference);
}
static int add_meta(void *data, const struct ts_pair *pair)
{
    return document_add_meta(data, pair);
}
static int add_structured(void *data, const struct ts_structured *structured)
{
    return document_add_structured(data, structured);
}
static int add_anchor(void *data, struct ts_str name)
{
    return document_add_anchor(data, name);
}
static int add_child(void *data, const struct ts_child *child)
{
    return document_add_child(data, child);
}
static int add_truncated(void *data, struct ts_str what)
{
    return document_add_truncated(data, what);
}

static const struct host_sink reader_sink = {
    .head = add_head,
    .block = add_block,
    .link = add_link,
    .reference = add_reference,
    .meta = add_meta,
    .structured = add_structured,
    .child = add_child,
    .anchor = add_anchor,
    .truncated = add_truncated,
};

static struct ts_list kinds_of(struct worker *worker, const struct job *job, GPtrArray *kinds)
{
    const struct plan_touchpoint *touchpoint =
        &g_array_index(worker->toolbox->plan->touchpoints, struct plan_touchpoint, job->touchpoint);
    g_autofree char *locator = g_strndup(job->locator.ptr, job->locator.len);
    plan_kinds(touchpoint, locator, kinds);
    struct ts_str *items = arena_alloc(worker->document->arena, (kinds->len + 1) * sizeof *items);
    for (guint i = 0; i < kinds->len; i++) {
        items[i] = ts_text(g_ptr_array_index(kinds, i));
    }
    return (struct ts_list){items, kinds->len, sizeof *items};
}

/* The frame of the document: what is known of it before it is read. */
static void begin_document(struct worker *worker, const struct job *job, struct ts_str bytes,
                           GPtrArray *kinds)
{
    struct document *document = worker->document;
    const struct plan_touchpoint *touchpoint =
        &g_array_index(worker->toolbox->plan->touchpoints, struct plan_touchpoint, job->touchpoint);
    document_reset(document);
    document->view.representation = job->representation;
    document->view.touchpoint = ts_text(touchpoint->id);
    document->view.channel = ts_text(touchpoint->channel);
    document->view.locator = job->locator;
    document->view.media_type = job->media_type;
    document->view.language = job->language;
    document->view.bytes = bytes;
    document->view.kinds = kinds_of(worker, job, kinds);
}

/* 0, or -1 with a problem among the records. */
static int read_document(struct worker *worker, const struct job *job, struct ts_str bytes,
                         GByteArray *records)
{
    struct ts_str media_type;
    if (bytes.len != job->size) {
        put_problem(records, PROBLEM_UNCHECKED, ts_text("its bytes are missing"));
        return -1;
    }
    const struct toolbox_reader *reader =
        toolbox_find_reader(worker->toolbox, job->media_type, bytes, &media_type);
    if (!reader) {
        g_autofree char *reason = media_reason(job->media_type);
        gboolean is_document = media_is_document(job->media_type);
        put_problem(records, is_document ? PROBLEM_UNCHECKED : PROBLEM_SKIPPED, ts_text(reason));
        return -1;
    }
    worker->document->view.media_type = media_type;
    struct ts_resource resource = {
        .size = sizeof resource,
        .representation = job->representation,
        .locator = job->locator,
        .media_type = media_type,
        .charset = job->charset,
        .language = job->language,
        .name = job->name,
        .bytes = bytes,
    };
    struct host_call call;
    const char *failure = NULL;
    host_call_init(&call, reader->plugin, HOST_READ, &reader_sink, worker->document);
    int result = reader->plugin->reader->read(&call.call, reader->self, &resource);
    int done = host_call_result(&call, result, &failure);
    if (done != 0) {
        put_problem(records, PROBLEM_UNCHECKED, ts_text(failure));
    }
    host_call_finish(&call);
    return done;
}

static char *join_kinds(struct ts_list kinds)
{
    GString *joined = g_string_new(NULL);
    for (guint32 i = 0; i < kinds.count; i++) {
        const struct ts_str *kind = ts_item(kinds, i);
        g_string_append_printf(joined, "%s%.*s", i ? " " : "", (int)kind->len, kind->ptr);
    }
    return g_string_free(joined, FALSE);
}

static void put_head(const struct document *document, GByteArray *records)
{
    g_autofree char *kinds = join_kinds(document->view.kinds);
    record_put_head(records, &(struct record_head){
                                 .title = document->view.title,
                                 .language = document->view.language,
                                 .kinds = ts_text(kinds),
                                 .media_type = document->view.media_type,
                                 .text_size = document->text_size,
                                 .block_count = document->blocks->len,
                             });
}

static void put_link(struct worker *worker, const struct toolbox_scope *scope,
                     struct host_call *call, const struct ts_link *link)
{
    struct ts_str base = worker->document->view.base.len ? worker->document->view.base
                                                         : worker->document->view.locator;
    struct ts_str locator;
    if (link->purpose == TS_LINK_CONTACT ||
        scope->plugin->source->resolve(&call->call, scope->scope, base, link->href, link->purpose,
                                       &locator) != 1 ||
        locator.len > LIMIT_LOCATOR_SIZE) {
        return;
    }
    char *own = g_strndup(locator.ptr, locator.len);
    if (g_hash_table_add(worker->seen_links, own)) {
        record_put_link(worker->records,
                        &(struct record_link){.locator = ts_text(own), .purpose = link->purpose});
    }
}

/* Resolves the links as written, each once. */
static void put_links(struct worker *worker, guint32 source)
{
    const struct toolbox_scope *scope =
        &g_array_index(worker->toolbox->scopes, struct toolbox_scope, source);
    struct host_call call;
    if (scope->error && worker->document->view.links.count) {
        g_autofree char *reason = g_strdup_printf("its links can't be followed: %s", scope->error);
        put_problem(worker->records, PROBLEM_PLUGIN, ts_text(reason));
    }
    if (!scope->plugin) {
        return;
    }
    host_call_init(&call, scope->plugin, HOST_RESOLVE, NULL, NULL);
    for (guint32 i = 0; i < worker->document->view.links.count; i++) {
        put_link(worker, scope, &call, ts_item(worker->document->view.links, i));
        host_call_reset(&call);
    }
    host_call_finish(&call);
    g_hash_table_remove_all(worker->seen_links);
}

static void read_job(struct worker *worker, const struct job *job, struct ts_str bytes,
                     GByteArray *records)
{
    struct document *document = worker->document;
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    begin_document(worker, job, bytes, kinds);
    int done = read_document(worker, job, bytes, records);
    if (done != 0) {
        document->blocks->len = 0;
        document->text_size = 0;
        put_head(document, records);
        return;
    }
    document_freeze(document);
    put_head(document, records);
    for (guint i = 0; i < document->truncated->len; i++) {
        put_problem(records, PROBLEM_TRUNCATED, ts_text(g_ptr_array_index(document->truncated, i)));
    }
    put_links(worker, job->source);
    judge_document(worker->judge, job->touchpoint, document, records);
    g_byte_array_append(records, document->children->data, document->children->len);
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
            put_problem(records, PROBLEM_PLUGIN, ts_text(failure));
        }
        host_call_finish(&call);
    } else {
        put_problem(records, PROBLEM_PLUGIN, ts_text(failure ? failure : "a broken message"));
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
            read_job(worker, &job, bytes.len ? bytes : job.bytes, records_r);
        } else {
            put_problem(records_r, PROBLEM_UNCHECKED, ts_text("a broken message"));
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
            put_problem(records, PROBLEM_UNCHECKED, ts_text("out of memory for its bytes"));
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
