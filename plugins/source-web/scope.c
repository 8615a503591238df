/* SPDX-License-Identifier: MIT
 *
 * Which addresses are followed: hosts of the start addresses, include and exclude, names that look
 * like documents. resolve runs in the sealed worker, once for every link.
 */
#include "plugins/common/media.h"
#include "plugins/common/pattern.h"
#include "plugins/source-web/web.h"

static struct ts_str without_www(struct ts_str host)
{
    gboolean has_www = host.len > 4 && memcmp(host.ptr, "www.", 4) == 0;
    return has_www ? ts_bytes(host.ptr + 4, host.len - 4) : host;
}

/* http and https of one host are one site. */
static guint port_of(const struct url_parts *parts)
{
    return parts->port == 80 || parts->port == 443 ? 0 : parts->port;
}

void scope_host_init(struct scope_host *host, const struct url_parts *parts)
{
    struct ts_str name = without_www(parts->host);
    *host = (struct scope_host){.name = g_strndup(name.ptr, name.len), .port = port_of(parts)};
}

static gboolean is_host(const struct scope_host *host, struct ts_str name, guint port)
{
    size_t size = strlen(host->name);
    if (host->port != port || name.len < size ||
        memcmp(name.ptr + name.len - size, host->name, size) != 0) {
        return FALSE;
    }
    return name.len == size || (host->is_wild && name.ptr[name.len - size - 1] == '.');
}

gboolean scope_has_host(const struct web_options *options, const struct url_parts *parts)
{
    struct ts_str name = without_www(parts->host);
    guint port = port_of(parts);
    for (guint i = 0; i < options->hosts->len; i++) {
        if (is_host(&g_array_index(options->hosts, struct scope_host, i), name, port)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean matches(const GPtrArray *patterns, struct ts_str url, struct ts_str target)
{
    for (guint i = 0; i < patterns->len; i++) {
        struct ts_str pattern = ts_text(g_ptr_array_index(patterns, i));
        if (pattern_matches(pattern, pattern.ptr[0] == 'h' ? url : target, TRUE)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_path(const struct web_options *options, struct ts_str url,
                         const struct url_parts *parts)
{
    return (options->include->len == 0 || matches(options->include, url, parts->target)) &&
           !matches(options->exclude, url, parts->target);
}

/* What was asked for by name, and the sitemaps of the hosts, need no include. */
gboolean scope_has_url(const struct web_options *options, struct ts_str url)
{
    struct url_parts parts;
    if (!url_split(url, &parts) || !scope_has_host(options, &parts)) {
        return FALSE;
    }
    for (guint i = 0; i < options->start->len; i++) {
        if (ts_is(url, g_ptr_array_index(options->start, i))) {
            return TRUE;
        }
    }
    return media_is_map_name(parts.path) || has_path(options, url, &parts);
}

/* ---- the worker's side ---- */

struct scope {
    struct web_options options;
    char url[URL_SIZE + 1]; /* what resolve found last */
};

int scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r)
{
    struct scope *scope = g_new0(struct scope, 1);
    if (web_options_read(call, open->options, &scope->options) != 0) {
        scope_close(call, scope);
        return -1;
    }
    *scope_r = scope;
    return 0;
}

int scope_resolve(struct ts_call *call, void *data, struct ts_str base, struct ts_str reference,
                  uint32_t purpose, struct ts_str *locator_r)
{
    struct scope *scope = data;
    struct url_parts parts;
    size_t size = url_resolve(base, reference, scope->url);
    struct ts_str url = ts_bytes(scope->url, size);
    (void)call;
    if (!size || !url_split(url, &parts)) {
        return -1;
    }
    if (!scope_has_host(&scope->options, &parts)) {
        return 0;
    }
    gboolean is_map = purpose == TS_LINK_MAP && media_is_map_name(parts.path);
    if (!is_map &&
        (!media_is_document_name(parts.path) || !has_path(&scope->options, url, &parts))) {
        return 0;
    }
    *locator_r = url;
    return 1;
}

void scope_close(struct ts_call *call, void *data)
{
    struct scope *scope = data;
    (void)call;
    web_options_clear(&scope->options);
    g_free(scope);
}
