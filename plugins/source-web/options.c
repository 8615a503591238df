/* SPDX-License-Identifier: MIT
 *
 * A touchpoint's settings, from nodes.
 */
#include "plugins/source-web/web.h"

GPtrArray *option_texts(const struct ts_node *node, const char *key)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const struct ts_node *list = ts_get(node, key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_ptr_array_add(texts, g_strndup(item->text.ptr, item->text.len));
    }
    return texts;
}

char *option_text(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

int option_refuse(struct ts_call *call, const char *option, const char *value, const char *why)
{
    g_autofree char *text = g_strdup_printf("%s: \"%s\" %s", option, value, why);
    return ts_fail(call, text);
}

static int take_patterns(struct ts_call *call, const struct ts_node *node, const char *option,
                         GPtrArray *patterns)
{
    g_autoptr(GPtrArray) given = option_texts(node, option);
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        if (*text != '/' && *text != '*' && !g_str_has_prefix(text, "http")) {
            return option_refuse(
                call, option, text,
                "matches nothing: begin it with / (path and query), * or https://");
        }
        g_ptr_array_add(patterns, g_strdup(text));
    }
    return 0;
}

static int read_patterns(struct ts_call *call, const struct ts_node *node,
                         struct web_options *options)
{
    int done = take_patterns(call, node, "include", options->include);
    return done == 0 ? take_patterns(call, node, "exclude", options->exclude) : -1;
}

static int read_agent(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autofree char *contact = option_text(node, "contact");
    for (const char *at = contact; at && *at; at++) {
        if (*at < 0x20 || *at > 0x7E || strchr("()\\", *at)) {
            return option_refuse(call, "contact", contact,
                                 "may hold plain characters only, no brackets");
        }
    }
    options->user_agent =
        contact ? g_strdup_printf(WEB_AGENT "/0.1 (+%s)", contact) : g_strdup(WEB_AGENT "/0.1");
    return 0;
}

/* A number that is out of range is said, not bent. */
static int read_numbers(struct ts_call *call, const struct ts_node *node,
                        struct web_options *options)
{
    guint64 rate = ts_get_number(node, "max_rate", 0); /* requests in 1000 seconds */
    guint64 concurrency = ts_get_number(node, "concurrency", 4);
    guint64 size = ts_get_number(node, "max_size", WEB_SIZE_MAX / 2);
    guint64 timeout = ts_get_number(node, "timeout", 30000);
    guint64 pattern = ts_get_number(node, "max_per_pattern", 50000);
    double interval = rate ? 1000.0 / (double)rate : 0;
    if (concurrency < 1 || concurrency > WEB_CONCURRENCY_MAX) {
        return ts_fail(call, "concurrency: 1 to 16 transfers from one host at once");
    }
    if (size < 1 || size > WEB_SIZE_MAX) {
        return ts_fail(call, "max_size: at most 20MB of one answer are read");
    }
    if (timeout < 100 || timeout > 300000) {
        return ts_fail(call, "timeout: between 100ms and 5m");
    }
    if (pattern < 1 || pattern > 10000000) {
        return ts_fail(call, "max_per_pattern: 1 to 10000000 addresses of one pattern");
    }
    options->max_per_pattern = (guint)pattern;
    options->interval = interval > 0.001 ? interval : 0; /* timers are no finer */
    options->concurrency = (guint)concurrency;
    options->max_size = (gsize)size;
    options->timeout_msec = (long)timeout;
    return 0;
}

int web_options_read(struct ts_call *call, const struct ts_node *node,
                     struct web_options *options_r)
{
    static int (*const readers[])(struct ts_call * call, const struct ts_node *node,
                                  struct web_options *options) = {
        read_numbers,
        web_options_read_hosts,
        read_agent,
        read_patterns,
    };
    *options_r = (struct web_options){
        .start = g_ptr_array_new_with_free_func(g_free),
        .allow_hosts = g_ptr_array_new_with_free_func(g_free),
        .include = g_ptr_array_new_with_free_func(g_free),
        .exclude = g_ptr_array_new_with_free_func(g_free),
        .hosts = g_array_new(FALSE, TRUE, sizeof(struct scope_host)),
        .picture_hosts = g_array_new(FALSE, TRUE, sizeof(struct scope_host)),
        .wants_sitemap = ts_get_bool(node, "sitemap", 1),
        .ignores_robots = ts_is(ts_get_text(node, "robots"), "ignore"),
        .obeys_directives = ts_is(ts_get_text(node, "page_directives"), "obey"),
        .checks_external = ts_is(ts_get_text(node, "external_links"), "check"),
        .wants_cookies = ts_is(ts_get_text(node, "cookies"), "on"),
        .ca_file = option_text(node, "ca_file"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (readers[i](call, node, options_r) != 0) {
            return -1;
        }
    }
    return 0;
}

static void clear_hosts(GArray *hosts)
{
    for (guint i = 0; i < hosts->len; i++) {
        const struct scope_host *host = &g_array_index(hosts, struct scope_host, i);
        g_free(host->rule.name);
        g_free(host->folder);
    }
    g_array_unref(hosts);
}

void web_options_clear(struct web_options *options)
{
    clear_hosts(options->hosts);
    clear_hosts(options->picture_hosts);
    g_ptr_array_unref(options->start);
    g_ptr_array_unref(options->allow_hosts);
    g_ptr_array_unref(options->include);
    g_ptr_array_unref(options->exclude);
    g_free(options->user_agent);
    g_free(options->ca_file);
    g_free(options->proxy);
    *options = (struct web_options){0};
}
