/* SPDX-License-Identifier: MIT
 *
 * Reads lists of hosts through the normal form of URLs, so that one host has one name.
 */
#include "plugins/common/hosts.h"

static guint port_of(const struct url_parts *parts)
{
    return parts->port == 80 || parts->port == 443 ? 0 : parts->port;
}

static void clear_rule(gpointer rule)
{
    g_free(((struct host_rule *)rule)->name);
}

GArray *hosts_new(void)
{
    GArray *hosts = g_array_new(FALSE, TRUE, sizeof(struct host_rule));
    g_array_set_clear_func(hosts, clear_rule);
    return hosts;
}

/* "host", "host:port", "[::1]:port" to parts; parts point into *url_r, which the caller frees. */
static gboolean split_host(const char *text, char **url_r, struct url_parts *parts_r)
{
    g_autofree char *whole = g_strdup_printf("https://%s/", text);
    *url_r = strpbrk(text, "/?#@") ? NULL : url_normalise(ts_text(NULL), ts_text(whole));
    return *url_r && url_split(ts_text(*url_r), parts_r);
}

static gboolean has_port(const char *text)
{
    const char *bracket = strrchr(text, ']');
    return strchr(bracket ? bracket : text, ':') != NULL;
}

static int refuse(struct ts_call *call, const char *option, const char *value, const char *why)
{
    g_autofree char *text = g_strdup_printf("%s: \"%s\" %s", option, value, why);
    return ts_fail(call, text);
}

void host_rule_init(struct host_rule *rule, const struct url_parts *parts)
{
    struct ts_str name = host_without_www(parts->host);
    *rule = (struct host_rule){.name = g_strndup(name.ptr, name.len), .port = port_of(parts)};
}

gboolean host_rule_parse(struct host_rule *rule_r, const char *text)
{
    gboolean is_wild = g_str_has_prefix(text, "*.");
    g_autofree char *url = NULL;
    struct url_parts parts;
    if (!split_host(is_wild ? text + 2 : text, &url, &parts) ||
        (is_wild && !memchr(parts.host.ptr, '.', parts.host.len))) {
        return FALSE;
    }
    host_rule_init(rule_r, &parts);
    rule_r->is_wild = is_wild;
    return TRUE;
}

int hosts_read(struct ts_call *call, const struct ts_node *options, const char *option,
               GArray *hosts)
{
    const struct ts_node *list = ts_get(options, option);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_autofree char *text = g_strndup(item->text.len ? item->text.ptr : "", item->text.len);
        struct host_rule rule;
        if (!host_rule_parse(&rule, text)) {
            return refuse(call, option, text, HOST_RULE_WRONG);
        }
        g_array_append_val(hosts, rule);
    }
    return 0;
}

void hosts_add_url(GArray *hosts, const char *url)
{
    struct url_parts parts;
    struct host_rule rule;
    if (url_split(ts_text(url), &parts)) {
        host_rule_init(&rule, &parts);
        g_array_append_val(hosts, rule);
    }
}

gboolean host_rule_matches(const struct host_rule *rule, const struct url_parts *parts)
{
    struct ts_str name = host_without_www(parts->host);
    size_t size = strlen(rule->name);
    if (rule->port != port_of(parts) || name.len < size ||
        memcmp(name.ptr + name.len - size, rule->name, size) != 0) {
        return FALSE;
    }
    return name.len == size || (rule->is_wild && name.ptr[name.len - size - 1] == '.');
}

gboolean hosts_have(const GArray *hosts, const struct url_parts *parts)
{
    for (guint i = 0; i < hosts->len; i++) {
        if (host_rule_matches(&g_array_index(hosts, struct host_rule, i), parts)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- inside a network ---- */

int hosts_read_allowed(struct ts_call *call, const struct ts_node *options, GPtrArray *allowed)
{
    const struct ts_node *list = ts_get(options, "allow_hosts");
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_autofree char *text = g_strndup(item->text.len ? item->text.ptr : "", item->text.len);
        g_autofree char *url = NULL;
        struct url_parts parts;
        if (!split_host(text, &url, &parts) || !has_port(text)) {
            return refuse(call, "allow_hosts", text, "needs a host and a port: 127.0.0.1:8080");
        }
        g_ptr_array_add(allowed, url_authority(url));
    }
    return 0;
}

gboolean hosts_are_allowed(const GPtrArray *allowed, const struct url_parts *parts)
{
    g_autofree char *own =
        g_strdup_printf("%.*s:%u", (int)parts->host.len, parts->host.ptr, parts->port);
    for (guint i = 0; i < allowed->len; i++) {
        if (g_str_equal(g_ptr_array_index(allowed, i), own)) {
            return TRUE;
        }
    }
    return FALSE;
}
