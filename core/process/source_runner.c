/* SPDX-License-Identifier: MIT
 *
 * The callbacks of a source plugin, one instance a touchpoint.
 */
#include "core/process/source_runner.h"

#include <poll.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/plugin/loader.h"
#include "core/process/fingerprint.h"

struct instance {
    guint32 source; /* ordinal in the plan */
    void *self;
    struct host_call opened; /* its memory lives till close */
    gboolean is_open;
    gboolean is_over;
};

struct source_runner {
    const struct catalog_plugin *plugin;
    struct loaded_plugin *loaded;
    const struct ts_plugin *module;
    struct host_call started;
    void *shared;
    GPtrArray *instances; /* struct instance * */
    source_message_fn send;
    void *data;
};

static void send_text(struct source_runner *runner, enum message type, guint32 source,
                      const char *text)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    wire_put_u32(payload, source);
    wire_put_text(payload, text);
    runner->send(runner->data, type, payload, ts_text(NULL));
}

static void break_instance(struct source_runner *runner, struct instance *instance, const char *why)
{
    if (!instance->is_over) {
        instance->is_over = TRUE;
        send_text(runner, MESSAGE_BROKEN, instance->source, why);
    }
}

static void open_instance(struct source_runner *runner, struct instance *instance,
                          const struct plan *plan)
{
    const struct plan_source *source =
        &g_array_index(plan->sources, struct plan_source, instance->source);
    const struct plan_touchpoint *touchpoint = plan_touchpoint_at(plan, source->touchpoint);
    struct ts_open open = {
        .size = sizeof open, .touchpoint = ts_text(touchpoint->id), .options = source->options};
    const char *failure = NULL;
    host_call_init(&instance->opened, runner->module, HOST_OPEN, NULL, NULL);
    instance->is_open = TRUE;
    int result = runner->module->source->open(&instance->opened.call, runner->shared, &open,
                                              &instance->self);
    if (host_call_result(&instance->opened, result, &failure) != 0) {
        instance->self = NULL;
        break_instance(runner, instance, failure);
    }
}

/* 0, or -1 with why. */
static int start(struct source_runner *runner, char **why_r)
{
    const char *failure = NULL;
    runner->loaded = loader_open(runner->plugin->path, why_r);
    if (!runner->loaded) {
        return -1;
    }
    runner->module = loader_plugin(runner->loaded);
    host_call_init(&runner->started, runner->module, HOST_OPEN, NULL, NULL);
    if (!runner->module->source->start) {
        return 0;
    }
    int result = runner->module->source->start(&runner->started.call, &runner->shared);
    if (host_call_result(&runner->started, result, &failure) == 0) {
        return 0;
    }
    *why_r = g_strdup(failure);
    return -1;
}

struct source_runner *source_runner_new(const struct plan *plan,
                                        const struct catalog_plugin *plugin, source_message_fn send,
                                        void *data)
{
    struct source_runner *runner = g_new0(struct source_runner, 1);
    g_autofree char *why = NULL;
    runner->plugin = plugin;
    runner->send = send;
    runner->data = data;
    runner->instances = g_ptr_array_new();
    int started = start(runner, &why);
    for (guint32 i = 0; i < plan->sources->len; i++) {
        if (g_array_index(plan->sources, struct plan_source, i).plugin != plugin) {
            continue;
        }
        struct instance *instance = g_new0(struct instance, 1);
        instance->source = i;
        g_ptr_array_add(runner->instances, instance);
        if (started == 0) {
            open_instance(runner, instance, plan);
        } else {
            break_instance(runner, instance, why);
        }
    }
    return runner;
}

static void close_instance(struct source_runner *runner, struct instance *instance)
{
    if (instance->is_open) {
        if (instance->self && runner->module->source->close) {
            struct host_call call;
            host_call_init(&call, runner->module, HOST_CLOSE, NULL, NULL);
            runner->module->source->close(&call.call, instance->self);
            host_call_finish(&call);
        }
        host_call_finish(&instance->opened);
    }
    g_free(instance);
}

void source_runner_free(struct source_runner **runner)
{
    struct source_runner *r = *runner;
    if (!r) {
        return;
    }
    for (guint i = 0; i < r->instances->len; i++) {
        close_instance(r, g_ptr_array_index(r->instances, i));
    }
    if (r->module) {
        if (r->module->source->stop) {
            struct host_call call;
            host_call_init(&call, r->module, HOST_CLOSE, NULL, NULL);
            r->module->source->stop(&call.call, r->shared);
            host_call_finish(&call);
        }
        host_call_finish(&r->started);
    }
    loader_close(&r->loaded);
    g_ptr_array_free(r->instances, TRUE);
    g_free(r);
    *runner = NULL;
}

static struct instance *find(struct source_runner *runner, guint32 source)
{
    for (guint i = 0; i < runner->instances->len; i++) {
        struct instance *instance = g_ptr_array_index(runner->instances, i);
        if (instance->source == source && !instance->is_over) {
            return instance;
        }
    }
    return NULL;
}

static void feed(struct source_runner *runner, guint32 source, const struct ts_request *request)
{
    struct instance *instance = find(runner, source);
    struct host_call call;
    const char *failure = NULL;
    if (!instance) {
        return;
    }
    host_call_init(&call, runner->module, HOST_FEED, NULL, NULL);
    int result = runner->module->source->feed(&call.call, instance->self, request);
    if (host_call_result(&call, result, &failure) != 0) {
        break_instance(runner, instance, failure);
    }
    host_call_finish(&call);
}

void source_runner_feed(struct source_runner *runner, guint32 source,
                        const struct ts_request *request)
{
    feed(runner, source, request);
}

void source_runner_feed_end(struct source_runner *runner, guint32 source)
{
    feed(runner, source, NULL);
}

/* A source may not hand over more than the host reads, nor texts that are none, whatever it was
 * told. Why it is not taken, or NULL. */
static char *find_breach(const struct source_runner *runner, const struct ts_answer *answer)
{
    if (!answer_is_text(answer)) {
        return g_strdup_printf("the source %s broke the plugin contract: a text that is not UTF-8",
                               runner->plugin->name);
    }
    return answer->bytes.len > LIMIT_RESOURCE_SIZE
               ? g_strdup("larger than the 20 MB that are read of one resource")
               : NULL;
}

static void send_answer(struct source_runner *runner, const struct instance *instance,
                        const struct ts_answer *said)
{
    struct ts_answer answer = *said;
    char hash[CONTENT_HASH_SIZE] = "";
    g_autofree char *breach = find_breach(runner, said);
    if (breach) {
        answer = (struct ts_answer){
            .size = sizeof answer, .id = said->id, .status = TS_FAILED, .reason = ts_text(breach)};
    }
    if (answer.status == TS_FETCHED) {
        content_hash_of(answer.media_type, answer.bytes, hash);
    }
    gboolean is_inline = answer.bytes.len <= LIMIT_INLINE_SIZE;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    answer_put(payload, instance->source, &answer, hash, is_inline);
    runner->send(runner->data, MESSAGE_ANSWER, payload, is_inline ? ts_text(NULL) : answer.bytes);
}

/* 1: it answered. 0: nothing now, or over. */
static int work_instance(struct source_runner *runner, struct instance *instance)
{
    struct ts_answer answer = {.size = sizeof answer};
    struct host_call call;
    const char *failure = NULL;
    host_call_init(&call, runner->module, HOST_NEXT, NULL, NULL);
    int result = runner->module->source->next(&call.call, instance->self, &answer);
    if (result == 1) {
        send_answer(runner, instance, &answer);
    } else if (result == 0) {
        instance->is_over = TRUE;
        send_text(runner, MESSAGE_ENDED, instance->source, "");
    } else if (result != 2) {
        host_call_result(&call, -1, &failure);
        break_instance(runner, instance, failure);
    }
    host_call_finish(&call);
    return result == 1;
}

gboolean source_runner_work(struct source_runner *runner)
{
    gboolean has_worked = FALSE;
    for (guint i = 0; i < runner->instances->len; i++) {
        struct instance *instance = g_ptr_array_index(runner->instances, i);
        if (!instance->is_over && work_instance(runner, instance)) {
            has_worked = TRUE;
        }
    }
    return has_worked;
}

void source_runner_wait(struct source_runner *runner, int fd, guint msec)
{
    gboolean is_alive = FALSE;
    for (guint i = 0; i < runner->instances->len; i++) {
        const struct instance *instance = g_ptr_array_index(runner->instances, i);
        is_alive = is_alive || !instance->is_over;
    }
    if (is_alive && runner->module->source->wait) {
        struct host_call call;
        host_call_init(&call, runner->module, HOST_NEXT, NULL, NULL);
        runner->module->source->wait(&call.call, runner->shared, fd, msec);
        host_call_finish(&call);
    } else if (fd >= 0) {
        struct pollfd wanted = {.fd = fd, .events = POLLIN};
        poll(&wanted, 1, (int)(is_alive ? MIN(msec, 10) : msec));
    }
}
