/* SPDX-License-Identifier: MIT
 *
 * Links of mails are not followed: one click may unsubscribe. Their pictures are fetched, if the
 * plan names the host.
 */
#include "plugins/common/picture_scope.h"

#include "plugins/common/hosts.h"

#define OPTION "fetch_images"

struct scope {
    GArray *hosts;          /* struct host_rule */
    char url[URL_SIZE + 1]; /* what resolve found last */
};

int picture_scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r)
{
    struct scope *scope = g_new0(struct scope, 1);
    scope->hosts = hosts_new();
    if (hosts_read(call, open->options, OPTION, scope->hosts) != 0) {
        picture_scope_close(call, scope);
        return -1;
    }
    *scope_r = scope;
    return 0;
}

int picture_scope_resolve(struct ts_call *call, void *data, struct ts_str base,
                          struct ts_str reference, uint32_t purpose, struct ts_str *locator_r)
{
    struct scope *scope = data;
    struct url_parts parts;
    (void)call;
    if (purpose != TS_LINK_PICTURE || scope->hosts->len == 0) {
        return 0;
    }
    struct ts_str from = download_is_url(base) ? base : ts_text(NULL);
    size_t size = url_resolve(from, reference, scope->url);
    *locator_r = ts_bytes(scope->url, size);
    return size && url_split(*locator_r, &parts) && hosts_have(scope->hosts, &parts);
}

void picture_scope_close(struct ts_call *call, void *data)
{
    struct scope *scope = data;
    (void)call;
    g_array_unref(scope->hosts);
    g_free(scope);
}

int picture_downloader_new(struct ts_call *call, struct downloads *downloads,
                           const struct ts_node *options, struct downloader **downloader_r)
{
    return downloader_new(call, downloads, options, OPTION, "image/", downloader_r);
}
