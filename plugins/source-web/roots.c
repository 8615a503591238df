/* SPDX-License-Identifier: MIT
 *
 * The root request: where a crawl begins, and the sitemaps that robots.txt names.
 */
#include "plugins/source-web/web.h"

#define SITEMAP "/sitemap.xml"

/* robots.txt is read for its sitemaps even where its rules are not followed. */
static gboolean is_ready(struct web *web, struct host *host)
{
    if (!web->options.wants_sitemap || host->down) {
        return TRUE;
    }
    host_need_robots(host, web);
    return host->robots_state == ROBOTS_KNOWN;
}

static void add_map(struct web *web, struct reply *reply, const struct host *host, const char *text)
{
    struct url_parts parts;
    g_autofree char *base = g_strconcat(host->origin, "/", NULL);
    g_autofree char *url = url_normalise(ts_text(base), ts_text(text));
    if (url && url_split(ts_text(url), &parts) && scope_has_host(&web->options, &parts)) {
        reply_add_found(reply, g_steal_pointer(&url), TS_LINK_MAP);
    }
}

static void add_maps(struct web *web, struct reply *reply, const struct host *host)
{
    gboolean is_shut = host->robots_refusal && !web->options.ignores_robots;
    if (!web->options.wants_sitemap || host->down || is_shut) {
        return;
    }
    for (guint i = 0; host->robots && i < host->robots->sitemaps->len; i++) {
        add_map(web, reply, host, g_ptr_array_index(host->robots->sitemaps, i));
    }
    if (!host->robots || host->robots->sitemaps->len == 0) {
        add_map(web, reply, host, SITEMAP);
    }
}

void roots_answer(struct web *web)
{
    const GPtrArray *start = web->options.start;
    g_autoptr(GHashTable) hosts = g_hash_table_new(NULL, NULL);
    GHashTableIter iter;
    gpointer host;
    gboolean are_ready = TRUE;
    for (guint i = 0; i < start->len; i++) {
        host = host_of(web, g_ptr_array_index(start, i));
        are_ready &= is_ready(web, host);
        g_hash_table_add(hosts, host);
    }
    if (!are_ready) {
        return;
    }
    struct reply *reply = reply_new(web, web->root_id, TS_LISTED);
    web->has_root = FALSE;
    for (guint i = 0; i < start->len; i++) {
        reply_add_found(reply, g_strdup(g_ptr_array_index(start, i)), TS_LINK_PAGE);
    }
    g_hash_table_iter_init(&iter, hosts);
    while (g_hash_table_iter_next(&iter, &host, NULL)) {
        add_maps(web, reply, host);
    }
}
