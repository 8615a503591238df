/* SPDX-License-Identifier: MIT
 *
 * The struct of services that every plugin gets.
 */
#include "core/plugin/host.h"

#include <glib.h>

#include "core/limits.h"
#include "core/plugin/contract.h"

static struct host_call *own(struct ts_call *call)
{
    return (struct host_call *)call;
}

/* ---- everywhere ---- */

static void *host_alloc(struct ts_call *call, size_t size)
{
    struct host_call *host = own(call);
    if (!host->arena) {
        host->arena = arena_new();
    }
    return arena_alloc(host->arena, size ? size : 1);
}

static void host_log(struct ts_call *call, uint32_t level, struct ts_str text)
{
    if (level >= TS_LOG_INFO) {
        g_debug("%s: %.*s", own(call)->plugin->name, (int)MIN(text.len, LIMIT_REASON_SIZE),
                text.ptr);
    }
}

static int host_fail(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    struct host_call *host = own(call);
    g_free(host->failure);
    host->failure =
        g_utf8_make_valid(why.ptr ? why.ptr : "", (gssize)MIN(why.len, LIMIT_REASON_SIZE));
    host->is_retryable = (flags & TS_FAIL_RETRY) != 0;
    host->is_skip = (flags & TS_FAIL_SKIP) != 0;
    return -1;
}

static int host_is_stopping(struct ts_call *call)
{
    (void)call;
    return 0;
}

/* Keeps the first breach; takes the text over. */
static int breach(struct host_call *host, char *text)
{
    if (host->breach) {
        g_free(text);
    } else {
        host->breach = text;
    }
    return -1;
}

static int out_of_phase(struct host_call *host, const char *service)
{
    return breach(host, g_strdup_printf("called %s where it may not be called", service));
}

/* ---- emissions: the service is there for the phase, the contract holds, the sink takes it ---- */

#define EMIT(service, type, check, slot)                                        \
    static int service(struct ts_call *call, const type *value)                 \
    {                                                                           \
        struct host_call *host = own(call);                                     \
        if (!host->sink || !host->sink->slot) {                                 \
            return out_of_phase(host, #service);                                \
        }                                                                       \
        char *text = check(value);                                              \
        return text ? breach(host, text) : host->sink->slot(host->data, value); \
    }

EMIT(emit_head, struct ts_head, contract_head, head)
EMIT(emit_block, struct ts_block, contract_block, block)
EMIT(emit_link, struct ts_link, contract_link, link)
EMIT(emit_reference, struct ts_reference, contract_reference, reference)
EMIT(emit_meta, struct ts_pair, contract_pair, meta)
EMIT(emit_structured, struct ts_structured, contract_structured, structured)
EMIT(emit_child, struct ts_child, contract_child, child)

static int emit_truncated(struct ts_call *call, struct ts_str what)
{
    struct host_call *host = own(call);
    if (!host->sink || !host->sink->truncated) {
        return out_of_phase(host, "emit_truncated");
    }
    char *text = contract_text("a reason", what, LIMIT_VALUE_SIZE);
    return text ? breach(host, text) : host->sink->truncated(host->data, what);
}

static int emit_anchor(struct ts_call *call, struct ts_str name)
{
    struct host_call *host = own(call);
    if (!host->sink || !host->sink->anchor) {
        return out_of_phase(host, "emit_anchor");
    }
    char *text = contract_text("an anchor", name, LIMIT_VALUE_SIZE);
    return text ? breach(host, text) : host->sink->anchor(host->data, name);
}

static int emit_finding(struct ts_call *call, const struct ts_finding *finding)
{
    struct host_call *host = own(call);
    if (!host->sink || !host->sink->finding) {
        return out_of_phase(host, "emit_finding");
    }
    struct ts_finding own_form = contract_own_finding(finding);
    char *text =
        contract_finding(host->plugin, &own_form, host->blocks, host->phase != HOST_CONCLUDE);
    if (text) {
        return breach(host, text);
    }
    if (host->phase != HOST_CONCLUDE && ++host->finding_count > LIMIT_FINDINGS) {
        return breach(host,
                      g_strdup_printf("more than %u findings in one document", LIMIT_FINDINGS));
    }
    return host->sink->finding(host->data, &own_form);
}

/* Conclude compares what was observed; what a picture is where it is shown is known only then. */
static gboolean may_observe(const struct host_call *host)
{
    return host->sink && host->sink->observation &&
           (host->phase != HOST_CONCLUDE || (host->plugin->needs & TS_NEED_PICTURES) != 0);
}

static int emit_observation(struct ts_call *call, const struct ts_observation *observation)
{
    struct host_call *host = own(call);
    if (!may_observe(host)) {
        return out_of_phase(host, "emit_observation");
    }
    struct ts_observation own_form = contract_own(observation);
    char *text = contract_observation(&own_form, host->blocks, host->phase != HOST_CONCLUDE);
    if (text) {
        return breach(host, text);
    }
    if (host->phase != HOST_CONCLUDE && ++host->observation_count > LIMIT_OBSERVATIONS) {
        return breach(
            host, g_strdup_printf("more than %u observations in one document", LIMIT_OBSERVATIONS));
    }
    return host->sink->observation(host->data, &own_form);
}

static int emit_unchecked(struct ts_call *call, const struct ts_place *place, struct ts_str reason)
{
    struct host_call *host = own(call);
    gboolean has_document = host->phase != HOST_CONCLUDE;
    if (!host->sink || !host->sink->unchecked) {
        return out_of_phase(host, "emit_unchecked");
    }
    char *text = contract_unchecked(place, reason, host->blocks, has_document);
    if (text) {
        return breach(host, text);
    }
    if (has_document && ++host->unchecked_count > LIMIT_FINDINGS) {
        return breach(host, g_strdup_printf("more than %u things that could not be judged in one "
                                            "document",
                                            LIMIT_FINDINGS));
    }
    return host->sink->unchecked(host->data, place, reason);
}

/* Older plugins have room for less. */
static int next_document(struct ts_call *call, struct ts_stored_document *document_r)
{
    struct host_call *host = own(call);
    struct ts_stored_document document = {.size = sizeof document};
    if (!host->sink || !host->sink->next_document) {
        return out_of_phase(host, "next_document");
    }
    int next = host->sink->next_document(host->data, &document);
    if (next == 1) {
        size_t size = contract_stored_size(host->plugin);
        document.size = (guint32)size;
        memcpy(document_r, &document, size);
    }
    return next;
}

static int emit_suggestion(struct ts_call *call, struct ts_str suggestion)
{
    struct host_call *host = own(call);
    if (!host->sink || !host->sink->suggestion) {
        return out_of_phase(host, "emit_suggestion");
    }
    char *text = contract_text("a suggestion", suggestion, LIMIT_VALUE_SIZE);
    return text ? breach(host, text) : host->sink->suggestion(host->data, suggestion);
}

/* ---- what checks share of a block ---- */

#define SHARED_NAMES_MAX 8u

struct host_share {
    struct arena *arena;
    struct shared {
        char name[32];
        size_t size;
        void *memory;
    } named[SHARED_NAMES_MAX];
    unsigned count;
};

struct host_share *host_share_new(void)
{
    struct host_share *share = g_new0(struct host_share, 1);
    share->arena = arena_new();
    return share;
}

void host_share_free(struct host_share **share)
{
    if (*share) {
        arena_free(&(*share)->arena);
        g_clear_pointer(share, g_free);
    }
}

void host_share_clear(struct host_share *share)
{
    arena_reset(share->arena);
    share->count = 0;
}

static struct shared *find_shared(struct host_share *share, const char *name)
{
    for (unsigned i = 0; i < share->count; i++) {
        if (g_str_equal(share->named[i].name, name)) {
            return &share->named[i];
        }
    }
    return NULL;
}

static struct shared *add_shared(struct host_share *share, const char *name, size_t size)
{
    if (share->count == SHARED_NAMES_MAX || strlen(name) >= sizeof share->named[0].name) {
        return NULL;
    }
    struct shared *added = &share->named[share->count++];
    *added = (struct shared){.size = size, .memory = arena_alloc(share->arena, size ? size : 1)};
    g_strlcpy(added->name, name, sizeof added->name);
    return added;
}

static void *share(struct ts_call *call, const char *name, size_t size)
{
    struct host_share *all = own(call)->share;
    if (!all) {
        return NULL;
    }
    if (!name) {
        return arena_alloc(all->arena, size ? size : 1);
    }
    struct shared *found = find_shared(all, name);
    found = found ? found : add_shared(all, name, size);
    return found && found->size == size ? found->memory : NULL;
}

static const struct ts_host services = {
    .size = sizeof services,
    .abi_minor = TS_ABI_MINOR,
    .alloc = host_alloc,
    .log = host_log,
    .fail = host_fail,
    .is_stopping = host_is_stopping,
    .emit_head = emit_head,
    .emit_block = emit_block,
    .emit_link = emit_link,
    .emit_reference = emit_reference,
    .emit_meta = emit_meta,
    .emit_structured = emit_structured,
    .emit_child = emit_child,
    .emit_truncated = emit_truncated,
    .emit_finding = emit_finding,
    .emit_observation = emit_observation,
    .next_document = next_document,
    .emit_suggestion = emit_suggestion,
    .emit_anchor = emit_anchor,
    .share = share,
    .emit_unchecked = emit_unchecked,
};

/* ---- the call ---- */

void host_call_init(struct host_call *call, const struct ts_plugin *plugin, enum host_phase phase,
                    const struct host_sink *sink, void *data)
{
    *call = (struct host_call){
        .call = {.host = &services}, .plugin = plugin, .phase = phase, .sink = sink, .data = data};
}

void host_call_set_blocks(struct host_call *call, struct ts_list blocks)
{
    call->blocks = blocks;
}

void host_call_set_share(struct host_call *call, struct host_share *share)
{
    call->share = share;
}

void host_call_reset(struct host_call *call)
{
    if (call->arena) {
        arena_reset(call->arena);
    }
    g_clear_pointer(&call->failure, g_free);
    g_clear_pointer(&call->breach, g_free);
    g_clear_pointer(&call->result, g_free);
    call->finding_count = call->observation_count = call->unchecked_count = 0;
    call->is_retryable = 0;
    call->is_skip = FALSE;
}

void host_call_finish(struct host_call *call)
{
    host_call_reset(call);
    arena_free(&call->arena);
}

int host_call_result(struct host_call *call, int callback_result, const char **failure_r)
{
    const char *kind = call->plugin->kind == TS_CHECK    ? "check"
                       : call->plugin->kind == TS_READER ? "reader"
                                                         : "source";
    *failure_r = NULL;
    if (callback_result >= 0 && !call->breach && !call->failure) {
        return 0;
    }
    g_free(call->result);
    if (call->breach) {
        call->result = g_strdup_printf("the %s %s broke the plugin contract: %s", kind,
                                       call->plugin->name, call->breach);
    } else if (call->failure) {
        call->result = g_strdup_printf("%s: %s", call->plugin->name, call->failure);
    } else {
        call->result =
            g_strdup_printf("the %s %s failed without saying why", kind, call->plugin->name);
    }
    *failure_r = call->result;
    return -1;
}

unsigned host_rule_severity(const struct ts_plugin *plugin, struct ts_str rule)
{
    const struct ts_rule_def *row = contract_rule(plugin, rule);
    return row ? row->severity : TS_WARNING;
}
