/* SPDX-License-Identifier: MIT
 *
 * The settings that name hosts: where a crawl begins, what belongs to it, what may be reached.
 */
#include "plugins/source-web/web.h"

/* "/nl/shop/" of "/nl/shop/index.html" */
static char *folder_of(const struct url_parts *parts)
{
    const char *slash = memrchr(parts->path.ptr, '/', parts->path.len);
    return g_strndup(parts->path.ptr, (size_t)(slash - parts->path.ptr) + 1);
}

static int read_start(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autoptr(GPtrArray) given = option_texts(node, "start");
    gboolean is_domain = ts_is(ts_get_text(node, "scope"), "domain");
    gboolean is_path = ts_is(ts_get_text(node, "scope"), "path");
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        char *url = url_normalise(ts_text(NULL), ts_text(text));
        struct url_parts parts;
        struct scope_host host;
        if (!url) {
            return option_refuse(call, "start", text,
                                 "is no address of a page: write https://, a host and a path, "
                                 "without user name");
        }
        g_ptr_array_add(options->start, url);
        url_split(ts_text(url), &parts);
        host_rule_init(&host.rule, &parts);
        if (is_domain) {
            scope_host_widen(&host.rule);
        }
        host.folder = is_path ? folder_of(&parts) : NULL;
        g_array_append_val(options->hosts, host);
        if (host.folder && host.folder[1] == '\0') {
            return option_refuse(call, "start", text,
                                 "is all of its host: with scope: path, write a folder that ends "
                                 "in a slash");
        }
    }
    return given->len ? 0 : ts_fail(call, "start: at least one address is needed");
}

static int take_hosts(struct ts_call *call, const struct ts_node *node, const char *option,
                      GArray *hosts)
{
    g_autoptr(GPtrArray) given = option_texts(node, option);
    for (guint i = 0; i < given->len; i++) {
        const char *text = g_ptr_array_index(given, i);
        struct scope_host host = {0};
        if (!host_rule_parse(&host.rule, text)) {
            return option_refuse(call, option, text, HOST_RULE_WRONG);
        }
        g_array_append_val(hosts, host);
    }
    return 0;
}

static int read_hosts(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    int done = take_hosts(call, node, "hosts", options->hosts);
    return done == 0 ? take_hosts(call, node, "picture_hosts", options->picture_hosts) : -1;
}

static int read_allowed(struct ts_call *call, const struct ts_node *node,
                        struct web_options *options)
{
    return hosts_read_allowed(call, node, options->allow_hosts);
}

/* Where a name leads is not seen through a proxy, so only names that the user wrote go there. */
static int read_proxy(struct ts_call *call, const struct ts_node *node, struct web_options *options)
{
    g_autofree char *text = option_text(node, "proxy");
    g_autofree char *url = text ? url_normalise(ts_text(NULL), ts_text(text)) : NULL;
    struct url_parts parts;
    if (!text) {
        return 0;
    }
    if (strchr(text, '@')) { /* not told again: it may hold a password */
        return ts_fail(call, "proxy: may hold no user name: write http://host:port");
    }
    if (!url || !url_split(ts_text(url), &parts) || parts.is_https || parts.target.len > 1) {
        return option_refuse(call, "proxy", text,
                             "is no address of a proxy: write http://host:port");
    }
    if (options->checks_external) {
        return ts_fail(call, "external_links: check does not go with a proxy: whether a link leads "
                             "inside a network can't be seen through it");
    }
    options->proxy =
        g_strdup_printf("http://%.*s:%u", (int)parts.host.len, parts.host.ptr, parts.port);
    options->is_proxy_allowed = web_options_allow(options, &parts);
    return 0;
}

int web_options_read_hosts(struct ts_call *call, const struct ts_node *node,
                           struct web_options *options)
{
    static int (*const readers[])(struct ts_call * call, const struct ts_node *node,
                                  struct web_options *options) = {
        read_start,
        read_hosts,
        read_allowed,
        read_proxy,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
        if (readers[i](call, node, options) != 0) {
            return -1;
        }
    }
    return 0;
}

gboolean web_options_allow(const struct web_options *options, const struct url_parts *parts)
{
    return hosts_are_allowed(options->allow_hosts, parts);
}
