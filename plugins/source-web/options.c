/* SPDX-License-Identifier: MIT
 *
 * A touchpoint's settings, from nodes.
 */
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

static int refuse(struct ts_call *call, const char *option, const char *value, const char *why)
{
    g_autofree char *text = g_strdup_printf("%s: \"%s\" %s", option, value, why);
    return ts_fail(call, text);
}

static int read_start(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autoptr(GPtrArray) given = texts_of(node, "start");
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        char *url = url_normalise(ts_text(NULL), ts_text(text));
        struct url_parts parts;
        struct scope_host host;
        if (!url) {
            return refuse(call, "start", text,
                          "is no address of a page: write https://, a host and a path, "
                          "without user name");
        }
        g_ptr_array_add(options->start, url);
        url_split(ts_text(url), &parts);
        scope_host_init(&host, &parts);
        g_array_append_val(options->hosts, host);
    }
    return given->len ? 0 : ts_fail(call, "start: at least one address is needed");
}

/* "host", "host:port", "[::1]:port" to parts; parts point into *url_r. */
static gboolean split_host(const char *text, char **url_r, struct url_parts *parts_r,
                           gboolean *has_port_r)
{
    const char *bracket = strrchr(text, ']');
    g_autofree char *whole = g_strdup_printf("https://%s/", text);
    *has_port_r = strchr(bracket ? bracket : text, ':') != NULL;
    *url_r = strpbrk(text, "/?#") ? NULL : url_normalise(ts_text(NULL), ts_text(whole));
    return *url_r && url_split(ts_text(*url_r), parts_r);
}

static int read_hosts(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autoptr(GPtrArray) given = texts_of(node, "hosts");
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        gboolean is_wild = g_str_has_prefix(text, "*.");
        g_autofree char *url = NULL;
        struct url_parts parts;
        struct scope_host host;
        gboolean has_port;
        if (!split_host(is_wild ? text + 2 : text, &url, &parts, &has_port) ||
            (is_wild && !memchr(parts.host.ptr, '.', parts.host.len))) {
            return refuse(call, "hosts", text,
                          "is no host: write shop.example.com or *.example.com");
        }
        scope_host_init(&host, &parts);
        host.is_wild = is_wild;
        g_array_append_val(options->hosts, host);
    }
    return 0;
}

static int read_allowed(struct ts_call *call, const struct ts_node *node,
                        struct web_options *options)
{
    g_autoptr(GPtrArray) given = texts_of(node, "allow_hosts");
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        g_autofree char *url = NULL;
        struct url_parts parts;
        gboolean has_port;
        if (!split_host(text, &url, &parts, &has_port) || !has_port) {
            return refuse(call, "allow_hosts", text, "needs a host and a port: 127.0.0.1:8080");
        }
        g_ptr_array_add(options->allow_hosts, url_authority(url));
    }
    return 0;
}

static int take_patterns(struct ts_call *call, const struct ts_node *node, const char *option,
                         GPtrArray *patterns)
{
    g_autoptr(GPtrArray) given = texts_of(node, option);
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        if (*text != '/' && *text != '*' && !g_str_has_prefix(text, "http")) {
            return refuse(call, option, text,
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
    g_autofree char *contact = text_of(node, "contact");
    for (const char *at = contact; at && *at; at++) {
        if (*at < 0x20 || *at > 0x7E || strchr("()\\", *at)) {
            return refuse(call, "contact", contact, "may hold plain characters only, no brackets");
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
        read_numbers, read_start, read_hosts, read_allowed, read_agent, read_patterns,
    };
    *options_r = (struct web_options){
        .start = g_ptr_array_new_with_free_func(g_free),
        .allow_hosts = g_ptr_array_new_with_free_func(g_free),
        .include = g_ptr_array_new_with_free_func(g_free),
        .exclude = g_ptr_array_new_with_free_func(g_free),
        .hosts = g_array_new(FALSE, TRUE, sizeof(struct scope_host)),
        .wants_sitemap = ts_get_bool(node, "sitemap", 1),
        .ignores_robots = ts_is(ts_get_text(node, "robots"), "ignore"),
        .ca_file = text_of(node, "ca_file"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (readers[i](call, node, options_r) != 0) {
            return -1;
        }
    }
    return 0;
}

gboolean web_options_allow(const struct web_options *options, const struct url_parts *parts)
{
    g_autofree char *own =
        g_strdup_printf("%.*s:%u", (int)parts->host.len, parts->host.ptr, parts->port);
    for (guint i = 0; i < options->allow_hosts->len; i++) {
        if (g_str_equal(g_ptr_array_index(options->allow_hosts, i), own)) {
            return TRUE;
        }
    }
    return FALSE;
}

void web_options_clear(struct web_options *options)
{
    for (guint i = 0; i < options->hosts->len; i++) {
        g_free(g_array_index(options->hosts, struct scope_host, i).name);
    }
    g_array_unref(options->hosts);
    g_ptr_array_unref(options->start);
    g_ptr_array_unref(options->allow_hosts);
    g_ptr_array_unref(options->include);
    g_ptr_array_unref(options->exclude);
    g_free(options->user_agent);
    g_free(options->ca_file);
    *options = (struct web_options){0};
}
