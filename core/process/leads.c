/* SPDX-License-Identifier: MIT
 *
 * Asks the sources of the steps that follow whether a link is theirs.
 */
#include "core/process/leads.h"

#include <jansson.h>

#include "core/limits.h"
#include "core/plugin/host.h"
#include "core/process/record.h"

struct lead {
    const char *touchpoint;
    GPtrArray *targets; /* char *: those told */
    GByteArray *records;
};

static gboolean is_web(struct ts_str text)
{
    static const char *const begins[] = {"https://", "http://", "//"};
    for (gsize i = 0; i < G_N_ELEMENTS(begins); i++) {
        if (text.len > strlen(begins[i]) &&
            g_ascii_strncasecmp(text.ptr, begins[i], strlen(begins[i])) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put(const struct lead *lead, const struct ts_link *link, struct ts_str target)
{
    g_autofree char *text = g_strndup(target.ptr, target.len);
    if (g_ptr_array_find_with_equal_func(lead->targets, text, g_str_equal, NULL)) {
        return;
    }
    json_t *object = json_pack("{s:s}", "target", text);
    char *details = object ? json_dumps(object, JSON_COMPACT) : NULL;
    if (details) {
        struct record_observation observation = {
            .check = RECORD_OF_HOST,
            .key = ts_text(LEADS_KEY),
            .value = ts_text(lead->touchpoint),
            .path = link->where,
            .line = link->line,
            .column = link->column,
            .numbers = ts_text("{}"),
            .details = ts_text(details),
            .confidence = -1,
        };
        record_put_observation(lead->records, &observation);
        g_ptr_array_add(lead->targets, g_steal_pointer(&text));
    }
    free(details);
    json_decref(object);
}

/* A link without a host says nothing of other places, but on a page that has one. */
static void ask(const struct lead *lead, const struct toolbox_scope *scope,
                const struct document *document)
{
    const struct ts_document *view = &document->view;
    struct ts_str base = view->base.len ? view->base : view->locator;
    gboolean has_host = is_web(base);
    struct host_call call;
    host_call_init(&call, scope->plugin, HOST_RESOLVE, NULL, NULL);
    for (guint32 i = 0; i < view->links.count && lead->targets->len < LIMIT_LEADS; i++) {
        const struct ts_link *link = ts_item(view->links, i);
        struct ts_str target = ts_text(NULL);
        gboolean is_way = link->purpose == TS_LINK_PAGE || link->purpose == TS_LINK_FORM ||
                          link->purpose == TS_LINK_REDIRECT;
        if (is_way && link->href.len && (has_host || is_web(link->href)) &&
            scope->plugin->source->resolve(&call.call, scope->scope, base, link->href,
                                           TS_LINK_HANDOFF, &target) == 1 &&
            target.len && target.len <= LIMIT_LOCATOR_SIZE) {
            put(lead, link, target);
        }
        host_call_reset(&call);
    }
    host_call_finish(&call);
}

static void ask_touchpoint(const struct toolbox *toolbox, guint touchpoint,
                           const struct document *document, GByteArray *records)
{
    const struct plan *plan = toolbox->plan;
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(g_free);
    const struct lead lead = {
        .touchpoint = plan_touchpoint_at(plan, touchpoint)->id,
        .targets = targets,
        .records = records,
    };
    for (guint i = 0; i < plan->sources->len; i++) {
        const struct toolbox_scope *scope =
            &g_array_index(toolbox->scopes, struct toolbox_scope, i);
        if (g_array_index(plan->sources, struct plan_source, i).touchpoint == touchpoint &&
            scope->plugin) {
            ask(&lead, scope, document);
        }
    }
}

void leads_put(const struct toolbox *toolbox, guint32 touchpoint, const struct document *document,
               GByteArray *records)
{
    const GArray *leads_to = plan_touchpoint_at(toolbox->plan, touchpoint)->leads_to;
    for (guint i = 0; document->view.links.count && i < leads_to->len; i++) {
        ask_touchpoint(toolbox, g_array_index(leads_to, unsigned, i), document, records);
    }
}
