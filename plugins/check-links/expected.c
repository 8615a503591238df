/* SPDX-License-Identifier: MIT
 *
 * The hosts that the plan expects links to lead to.
 */
#include "plugins/check-links/links.h"

static int refuse(struct ts_call *call, const struct ts_node *entry)
{
    g_autofree char *why = g_strdup_printf("expected_hosts: \"%.*s\" is no host; write "
                                           "www.vlakwerk.example, or *.vlakwerk.example for "
                                           "all below it",
                                           (int)links_shorten(entry->text).len, entry->text.ptr);
    return ts_fail(call, why);
}

static int take(struct ts_call *call, const struct ts_node *entry, struct links *links)
{
    char name[HOST_NAME_SIZE];
    struct ts_str host = entry->text;
    gboolean is_domain = host.len > 2 && memcmp(host.ptr, "*.", 2) == 0;
    if (is_domain) {
        host = ts_bytes(host.ptr + 2, host.len - 2);
    }
    size_t size = host_name_normalise(host, name);
    if (size == 0) {
        return refuse(call, entry);
    }
    g_hash_table_add(is_domain ? links->domains : links->hosts, g_strndup(name, size));
    return 0;
}

int links_load(struct ts_call *call, const struct ts_node *options, struct links *links)
{
    const struct ts_node *list = ts_get(options, "expected_hosts");
    links->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    links->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        if (take(call, ts_item(list->children, i), links) != 0) {
            return -1;
        }
    }
    return 0;
}

void links_clear(struct links *links)
{
    g_hash_table_unref(links->hosts);
    g_hash_table_unref(links->domains);
}

gboolean links_has_expected(const struct links *links)
{
    return g_hash_table_size(links->hosts) + g_hash_table_size(links->domains) > 0;
}

gboolean links_expects(const struct links *links, struct ts_str host)
{
    g_autofree char *name = g_strndup(host.ptr, host.len);
    if (g_hash_table_contains(links->hosts, name)) {
        return TRUE;
    }
    for (const char *below = name; below; below = strchr(below, '.')) {
        below += *below == '.';
        if (g_hash_table_contains(links->domains, below)) {
            return TRUE;
        }
    }
    return FALSE;
}
