/* SPDX-License-Identifier: MIT
 *
 * Plugins that break the contract, one for each FAULT_ that is defined: each is named in the
 * result, and none ends the run.
 */
#include <stdlib.h>
#include <unistd.h>

#include "touchstone/plugin.h"

#if defined(FAULT_LOAD_ABORT)
__attribute__((constructor)) static void at_load(void)
{
    abort();
}
#elif defined(FAULT_LOAD_LOOP)
__attribute__((constructor)) static void at_load(void)
{
    for (volatile int i = 0;; i++) {
    }
}
#elif defined(FAULT_LOAD_CLOSE)
__attribute__((constructor)) static void at_load(void)
{
    for (int fd = 0; fd < 64; fd++) {
        close(fd);
    }
    for (;;) {
        pause();
    }
}
#endif

#if defined(FAULT_NO_SYMBOL)
int nothing_here;
#elif defined(FAULT_SOURCE_TWICE) || defined(FAULT_SOURCE_NEVER) || defined(FAULT_SOURCE_UNKNOWN)

struct instance {
    uint64_t ids[64];
    unsigned count, given;
    int has_ended;
    struct ts_found found;
};

static int open_instance(struct ts_call *call, void *shared, const struct ts_open *open,
                         void **self_r)
{
    (void)call, (void)shared, (void)open;
    *self_r = calloc(1, sizeof(struct instance));
    return 0;
}

static int feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct instance *instance = self;
    (void)call;
    instance->has_ended = !request;
    if (request && instance->count < 64) {
        instance->ids[instance->count++] = request->id;
    }
    return 0;
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct instance *instance = self;
    (void)call;
    if (instance->given == 0 && instance->count > 0) { /* the root */
        answer_r->id = instance->ids[instance->given++];
        instance->found.locator = ts_text("faulty:one");
        answer_r->status = TS_LISTED;
        answer_r->found = ts_one(&instance->found, sizeof instance->found);
        return 1;
    }
#if !defined(FAULT_SOURCE_NEVER)
    unsigned answers = 2; /* each twice, or once and once for nobody */
    if (instance->count > 1 && instance->given < 1 + answers) {
        answer_r->id = instance->ids[1];
#if defined(FAULT_SOURCE_UNKNOWN)
        answer_r->id += instance->given == 1 ? 777u : 0u;
#endif
        instance->given++;
        answer_r->status = TS_FETCHED;
        answer_r->media_type = ts_text("text/plain");
        answer_r->bytes = ts_text("Een goedkoop verhaal.\n");
        return 1;
    }
#endif
    return instance->has_ended && instance->given >= instance->count ? 0 : 2;
}

static void close_instance(struct ts_call *call, void *self)
{
    (void)call;
    free(self);
}

static const struct ts_source_ops ops = {
    .size = sizeof ops, .open = open_instance, .feed = feed, .next = next, .close = close_instance};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_SOURCE,
    .name = "faulty",
    .version = "1",
    .summary = "Answers as it should not.",
    .license = "MIT",
    .source = &ops,
};

#else

static const struct ts_rule_def rules[] = {
    {.id = "faulty/rule", .severity = TS_INFO, .title = "t", .message = "m", .help = "h"}};

static int inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    (void)self, (void)document;
#if defined(FAULT_RULE)
    return ts_report(call, "faulty/undeclared", 0, 0, 1, ts_text(""), ts_text(""));
#elif defined(FAULT_OFFSET)
    return ts_report(call, "faulty/rule", 0, 1000000, 1, ts_text(""), ts_text(""));
#elif defined(FAULT_UTF8)
    return ts_report(call, "faulty/rule", 0, 0, 1, ts_text(""), ts_text("\xff\xfe"));
#elif defined(FAULT_SILENT)
    (void)call;
    return -1;
#elif defined(FAULT_LOOP)
    volatile int forever = 1;
    (void)call;
    while (forever) {
    }
    return 0;
#elif defined(FAULT_SEGV)
    volatile int *volatile nowhere = NULL;
    (void)call;
    *nowhere = 1;
    return 0;
#elif defined(FAULT_MEMORY)
    (void)call;
    for (volatile int forever = 1; forever;) {
        volatile char *memory = malloc(1 << 20);
        if (!memory) {
            abort();
        }
        for (size_t i = 0; i < 1 << 20; i += 4096) {
            memory[i] = 1;
        }
    }
    return 0;
#elif defined(FAULT_PHASE)
    struct ts_head head = {.size = sizeof head};
    return call->host->emit_head(call, &head);
#else
    (void)call;
    return 0;
#endif
}

#if defined(FAULT_OPEN_LOOP)
static int open_check(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    (void)call, (void)open, (void)self_r;
    while (pause()) {
    }
    return 0;
}
#endif

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .inspect = inspect,
#if defined(FAULT_OPEN_LOOP)
    .open = open_check,
#endif
};

#if defined(FAULT_ABI)
#define touchstone_plugin_0 touchstone_plugin_9
extern TS_EXPORT const struct ts_plugin touchstone_plugin_9;
#endif

const struct ts_plugin touchstone_plugin_0 = {
#if defined(FAULT_SHORT)
    .size = 16,
    .abi_major = TS_ABI_MAJOR,
#else
    TS_PLUGIN_HEAD,
#endif
    .kind = TS_CHECK,
    .name = "faulty",
    .version = "1",
    .summary = "Breaks the contract.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .check = &ops,
};
#endif
