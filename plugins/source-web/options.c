/* SPDX-License-Identifier: MIT
 *
 * A touchpoint's settings, from nodes.
 */
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

static GPtrArray *texts_of(const struct ts_node *node, const char *key)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const struct ts_node *list = ts_get(node, key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_ptr_array_add(texts, g_strndup(item->text.ptr, item->text.len));
    }
    return texts;
}

static char *text_of(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static int read_start(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autoptr(GPtrArray) given = texts_of(node, "start");
    options->start = g_ptr_array_new_with_free_func(g_free);
    options->hosts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        char *url = url_normalise(ts_text(NULL), ts_text(text));
        if (!url) {
            g_autofree char *why =
                g_strdup_printf("start: %s is not a http or https address", text);
            return ts_fail(call, why);
        }
        g_ptr_array_add(options->start, url);
        g_ptr_array_add(options->hosts, url_authority(url));
    }
    return given->len ? 0 : ts_fail(call, "start: at least one address is needed");
}

int web_options_read(struct ts_call *call, const struct ts_node *node,
                     struct web_options *options_r)
{
    guint64 rate = ts_get_number(node, "max_rate", 0); /* requests in 1000 seconds */
    g_autofree char *contact = text_of(node, "contact");
    *options_r = (struct web_options){
        .allow_hosts = texts_of(node, "allow_hosts"),
        .include = texts_of(node, "include"),
        .exclude = texts_of(node, "exclude"),
        .wants_sitemap = ts_get_bool(node, "sitemap", 1),
        .ignores_robots = ts_is(ts_get_text(node, "robots"), "ignore"),
        .interval = rate ? 1000.0 / (double)rate : 0,
        .concurrency = (guint)CLAMP(ts_get_number(node, "concurrency", 4), 1, 32),
        .timeout_msec = (long)CLAMP(ts_get_number(node, "timeout", 30000), 100, 600000),
        .user_agent =
            contact ? g_strdup_printf(WEB_AGENT "/0.1 (+%s)", contact) : g_strdup(WEB_AGENT "/0.1"),
        .ca_file = text_of(node, "ca_file"),
    };
    return read_start(call, node, options_r);
}

void web_options_clear(struct web_options *options)
{
    g_clear_pointer(&options->start, g_ptr_array_unref);
    g_clear_pointer(&options->hosts, g_ptr_array_unref);
    g_clear_pointer(&options->allow_hosts, g_ptr_array_unref);
    g_clear_pointer(&options->include, g_ptr_array_unref);
    g_clear_pointer(&options->exclude, g_ptr_array_unref);
    g_free(options->user_agent);
    g_free(options->ca_file);
}
