/* SPDX-License-Identifier: MIT
 *
 * Loads, warms and opens the plugins of a plan.
 */
#include "core/process/toolbox.h"

#include <string.h>

#include "core/config/plan_fault.h"
#include "core/plugin/contract.h"
#include "core/plugin/host.h"
#include "core/process/prepare.h"

static const struct ts_plugin *load(struct toolbox *toolbox, const struct catalog_plugin *plugin)
{
    for (guint i = 0; i < toolbox->loaded->len; i++) {
        const struct loaded_plugin *there = g_ptr_array_index(toolbox->loaded, i);
        if (g_str_equal(loader_path(there), plugin->path)) {
            return loader_plugin(there);
        }
    }
    g_autofree char *error = NULL;
    struct loaded_plugin *loaded = loader_open(plugin->path, &error);
    if (!loaded) {
        g_ptr_array_add(toolbox->problems,
                        g_strdup_printf("%s %s can't be loaded: %s",
                                        catalog_kind_name(plugin->kind), plugin->name, error));
        return NULL;
    }
    g_ptr_array_add(toolbox->loaded, loaded);
    return loader_plugin(loaded);
}

/* A call whose memory lives as long as what it opens. */
static struct host_call *lasting_call(struct toolbox *toolbox, const struct ts_plugin *plugin,
                                      enum host_phase phase)
{
    struct host_call *call = g_new0(struct host_call, 1);
    host_call_init(call, plugin, phase, NULL, NULL);
    g_ptr_array_add(toolbox->calls, call);
    return call;
}

/* 0, or -1 with *error_r (the caller frees it). */
static int result_of(struct host_call *call, int result, char **error_r)
{
    const char *failure = NULL;
    if (host_call_result(call, result, &failure) == 0) {
        return 0;
    }
    *error_r = g_strdup(failure);
    return -1;
}

static int warm(struct toolbox *toolbox, const struct ts_plugin *plugin, char **error_r)
{
    if (!plugin->warm) {
        return 0;
    }
    struct host_call *call = lasting_call(toolbox, plugin, HOST_WARM);
    return result_of(call, plugin->warm(&call->call), error_r);
}

static void open_reader(struct toolbox *toolbox, const struct catalog_plugin *plugin)
{
    g_autofree char *error = NULL;
    struct toolbox_reader reader = {.plugin = load(toolbox, plugin)};
    if (!reader.plugin) {
        return;
    }
    int done = warm(toolbox, reader.plugin, &error);
    if (done == 0 && reader.plugin->reader->open) {
        struct ts_open open = {.size = sizeof open};
        struct host_call *call = lasting_call(toolbox, reader.plugin, HOST_OPEN);
        done =
            result_of(call, reader.plugin->reader->open(&call->call, &open, &reader.self), &error);
    }
    if (done == 0) {
        g_array_append_val(toolbox->readers, reader);
    } else {
        g_ptr_array_add(toolbox->problems,
                        g_strdup_printf("reader %s can't be opened: %s", plugin->name, error));
    }
}

static struct ts_open open_for(const struct plan_check *check, guint32 flags)
{
    return (struct ts_open){
        .size = sizeof(struct ts_open),
        .flags = flags,
        .options = check->options,
        .brand = check->brand,
        .files = {check->files->data, check->files->len, sizeof(struct ts_file)},
    };
}

static void pass_over_check(struct toolbox *toolbox)
{
    struct toolbox_check own = {.error = g_strdup("it was not opened: it concludes nothing")};
    g_array_append_val(toolbox->checks, own);
}

/* Its user can mend what is wrong with a value; of all else the run tells. */
static void refuse(struct toolbox *toolbox, const struct plan_check *check, const char *error)
{
    g_autofree char *own = g_strconcat(check->plugin->name, ": ", NULL); /* its own words */
    gboolean is_said = g_str_has_prefix(error, own);
    char *fault = is_said ? plan_fault(toolbox->plan, error + strlen(own)) : NULL;
    if (fault) {
        g_ptr_array_add(toolbox->faults, fault);
        return;
    }
    g_ptr_array_add(toolbox->problems,
                    g_strdup_printf("check %s can't be opened: %s", check->plugin->name, error));
}

static void open_check(struct toolbox *toolbox, const struct plan_check *check, guint32 flags)
{
    struct toolbox_check own = {.plugin = load(toolbox, check->plugin)};
    int done = own.plugin ? warm(toolbox, own.plugin, &own.error) : -1;
    if (done == 0 && own.plugin->check->open) {
        struct host_call *call = lasting_call(toolbox, own.plugin, HOST_OPEN);
        struct ts_open open = open_for(check, flags);
        done = prepare_run(&call->call, own.plugin, check, &open, &own.error);
        if (done == 0) {
            done =
                result_of(call, own.plugin->check->open(&call->call, &open, &own.self), &own.error);
        }
    }
    if (done != 0) {
        own.error = own.error ? own.error : g_strdup("it can't be loaded");
        refuse(toolbox, check, own.error);
    }
    if (done == 0 && toolbox->namer < 0 && contract_names_language(own.plugin)) {
        toolbox->namer = (int)toolbox->checks->len;
    }
    g_array_append_val(toolbox->checks, own);
}

static void open_scope(struct toolbox *toolbox, const struct plan_source *source)
{
    struct toolbox_scope own = {0};
    if (source->plugin->has_scope) {
        own.plugin = load(toolbox, source->plugin);
    }
    if (own.plugin && own.plugin->source->scope_open) {
        struct host_call *call = lasting_call(toolbox, own.plugin, HOST_SCOPE);
        struct ts_open open = {.size = sizeof open, .options = source->options};
        if (result_of(call, own.plugin->source->scope_open(&call->call, &open, &own.scope),
                      &own.error) != 0) {
            own.plugin = NULL; /* said at each document whose links it should have resolved */
        }
    }
    g_array_append_val(toolbox->scopes, own);
}

char *toolbox_faults(const struct toolbox *toolbox)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < toolbox->faults->len; i++) {
        g_string_append_printf(lines, "%s%s", i ? "\n" : "",
                               (char *)g_ptr_array_index(toolbox->faults, i));
    }
    return g_string_free(lines, FALSE);
}

struct toolbox *toolbox_new(const struct plan *plan, gboolean only_conclude)
{
    struct toolbox *toolbox = g_new0(struct toolbox, 1);
    toolbox->plan = plan;
    toolbox->namer = -1;
    toolbox->readers = g_array_new(FALSE, FALSE, sizeof(struct toolbox_reader));
    toolbox->checks = g_array_new(FALSE, FALSE, sizeof(struct toolbox_check));
    toolbox->scopes = g_array_new(FALSE, FALSE, sizeof(struct toolbox_scope));
    toolbox->problems = g_ptr_array_new_with_free_func(g_free);
    toolbox->faults = g_ptr_array_new_with_free_func(g_free);
    toolbox->loaded = g_ptr_array_new();
    toolbox->calls = g_ptr_array_new();
    for (guint i = 0; i < plan->readers->len; i++) {
        open_reader(toolbox, g_ptr_array_index(plan->readers, i));
    }
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(plan->checks, struct plan_check, i);
        if (only_conclude && !check->plugin->has_conclude) {
            pass_over_check(toolbox);
        } else {
            open_check(toolbox, check, only_conclude ? TS_OPEN_CONCLUDE : 0);
        }
    }
    for (guint i = 0; i < plan->sources->len; i++) {
        open_scope(toolbox, &g_array_index(plan->sources, struct plan_source, i));
    }
    return toolbox;
}

static void close_all(struct toolbox *toolbox)
{
    struct host_call call;
    for (guint i = 0; i < toolbox->readers->len; i++) {
        struct toolbox_reader *own = &g_array_index(toolbox->readers, struct toolbox_reader, i);
        if (own->plugin->reader->close) {
            host_call_init(&call, own->plugin, HOST_CLOSE, NULL, NULL);
            own->plugin->reader->close(&call.call, own->self);
            host_call_finish(&call);
        }
    }
    for (guint i = 0; i < toolbox->checks->len; i++) {
        struct toolbox_check *own = &g_array_index(toolbox->checks, struct toolbox_check, i);
        if (!own->error && own->plugin->check->close) {
            host_call_init(&call, own->plugin, HOST_CLOSE, NULL, NULL);
            own->plugin->check->close(&call.call, own->self);
            host_call_finish(&call);
        }
        g_free(own->error);
    }
    for (guint i = 0; i < toolbox->scopes->len; i++) {
        struct toolbox_scope *own = &g_array_index(toolbox->scopes, struct toolbox_scope, i);
        if (own->plugin && own->plugin->source->scope_close) {
            host_call_init(&call, own->plugin, HOST_CLOSE, NULL, NULL);
            own->plugin->source->scope_close(&call.call, own->scope);
            host_call_finish(&call);
        }
        g_free(own->error);
    }
}

void toolbox_free(struct toolbox **toolbox)
{
    struct toolbox *own = *toolbox;
    if (!own) {
        return;
    }
    close_all(own);
    g_array_free(own->readers, TRUE);
    g_array_free(own->checks, TRUE);
    g_array_free(own->scopes, TRUE);
    g_ptr_array_free(own->problems, TRUE);
    g_ptr_array_free(own->faults, TRUE);
    for (guint i = 0; i < own->calls->len; i++) {
        struct host_call *call = g_ptr_array_index(own->calls, i);
        host_call_finish(call);
        g_free(call);
    }
    g_ptr_array_free(own->calls, TRUE);
    for (guint i = 0; i < own->loaded->len; i++) {
        struct loaded_plugin *loaded = g_ptr_array_index(own->loaded, i);
        loader_close(&loaded);
    }
    g_ptr_array_free(own->loaded, TRUE);
    g_free(own);
    *toolbox = NULL;
}

static gboolean reads(const struct toolbox_reader *reader, struct ts_str media_type)
{
    struct ts_list types = reader->plugin->reader->media_types;
    for (guint32 i = 0; i < types.count; i++) {
        if (ts_is(media_type, *(const char *const *)ts_item(types, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_any_xml(struct ts_str media_type)
{
    return ts_is(media_type, "application/xml") || ts_is(media_type, "text/xml");
}

/* What a server or mail program says when it does not know, or knows no more than that. */
static gboolean is_general(struct ts_str media_type)
{
    return media_type.len == 0 || ts_is(media_type, "application/octet-stream") ||
           ts_is(media_type, "text/plain") || ts_is(media_type, "application/unknown") ||
           ts_is(media_type, "application/zip") ||
           ts_is(media_type, "application/x-zip-compressed") || is_any_xml(media_type);
}

static gboolean is_xml(struct ts_str media_type)
{
    return is_any_xml(media_type) ||
           (media_type.len > 4 && memcmp(media_type.ptr + media_type.len - 4, "+xml", 4) == 0);
}

/* The reader that knows these bytes best: one that names their kind, or the first that at least
 * takes them for text or XML. What is declared XML stays some XML. */
static const struct toolbox_reader *sniff(const struct toolbox *toolbox, struct ts_str media_type,
                                          struct ts_str bytes, struct ts_str *media_type_r)
{
    const struct toolbox_reader *found = NULL;
    for (guint i = 0; i < toolbox->readers->len; i++) {
        const struct toolbox_reader *reader =
            &g_array_index(toolbox->readers, struct toolbox_reader, i);
        const struct ts_reader_ops *ops = reader->plugin->reader;
        struct ts_str known = ts_text(ops->sniff ? ops->sniff(bytes) : NULL);
        if (!known.len || (is_any_xml(media_type) && !is_xml(known)) ||
            (found && is_general(known))) {
            continue;
        }
        found = reader;
        *media_type_r = known;
        if (!is_general(known)) {
            break;
        }
    }
    return found;
}

const struct toolbox_reader *toolbox_find_reader(const struct toolbox *toolbox,
                                                 struct ts_str media_type, struct ts_str bytes,
                                                 struct ts_str *media_type_r)
{
    const struct toolbox_reader *known =
        is_general(media_type) ? sniff(toolbox, media_type, bytes, media_type_r) : NULL;
    if (known) {
        return known;
    }
    *media_type_r = media_type;
    for (guint i = 0; i < toolbox->readers->len; i++) {
        const struct toolbox_reader *reader =
            &g_array_index(toolbox->readers, struct toolbox_reader, i);
        if (reads(reader, media_type)) {
            return reader;
        }
    }
    return NULL;
}
