/* SPDX-License-Identifier: MIT
 *
 * Which addresses are followed: hosts of the start addresses, include and exclude, names that look
 * like documents. resolve runs in the sealed worker, once for every link.
 */
#include "plugins/common/media.h"
#include "plugins/common/pattern.h"
#include "plugins/source-web/web.h"

static gboolean is_below(const struct scope_host *host, struct ts_str path)
{
    size_t size = host->folder ? strlen(host->folder) : 0;
    return path.len >= size && (size == 0 || memcmp(path.ptr, host->folder, size) == 0);
}

static gboolean has_place(const GArray *hosts, const struct url_parts *parts, gboolean is_any_path)
{
    for (guint i = 0; i < hosts->len; i++) {
        const struct scope_host *host = &g_array_index(hosts, struct scope_host, i);
        if (host_rule_matches(&host->rule, parts) && (is_any_path || is_below(host, parts->path))) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean scope_has_host(const struct web_options *options, const struct url_parts *parts)
{
    return has_place(options->hosts, parts, TRUE);
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

static gboolean has_page(const struct web_options *options, struct ts_str url,
                         const struct url_parts *parts)
{
    return has_place(options->hosts, parts, FALSE) &&
           (options->include->len == 0 || matches(options->include, url, parts->target)) &&
           !matches(options->exclude, url, parts->target);
}

/* Pictures lie where they lie: beside the folder of a scope, in no include; but excluded is
 * excluded. */
static gboolean has_picture(const struct web_options *options, struct ts_str url,
                            const struct url_parts *parts)
{
    if (has_place(options->picture_hosts, parts, TRUE)) {
        return TRUE;
    }
    return scope_has_host(options, parts) && !matches(options->exclude, url, parts->target) &&
           (media_is_picture_target(parts->target) || has_page(options, url, parts));
}

gboolean scope_is_picture(const struct web_options *options, const struct url_parts *parts)
{
    return media_is_picture_target(parts->target) || !scope_has_host(options, parts);
}

gboolean scope_is_start(const struct web_options *options, struct ts_str url)
{
    for (guint i = 0; i < options->start->len; i++) {
        if (ts_is(url, g_ptr_array_index(options->start, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What was asked for by name, and the sitemaps of the hosts, need no include. */
gboolean scope_has_url(const struct web_options *options, struct ts_str url)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return FALSE;
    }
    gboolean is_map = media_is_map_name(parts.path) && scope_has_host(options, &parts);
    return is_map || scope_is_start(options, url) || has_page(options, url, &parts) ||
           has_picture(options, url, &parts);
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

/* May it be asked whether it is there? Not what a sitemap lists, nor what was left out by name. */
static gboolean is_outside(const struct web_options *options, const struct url_parts *parts,
                           uint32_t purpose)
{
    return options->checks_external && purpose != TS_LINK_MAP && purpose != TS_LINK_CONTACT &&
           purpose != TS_LINK_HANDOFF && !has_place(options->hosts, parts, FALSE);
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
    *locator_r = url;
    if (purpose == TS_LINK_PICTURE) {
        return has_picture(&scope->options, url, &parts);
    }
    if (purpose == TS_LINK_MAP && media_is_map_name(parts.path)) {
        return scope_has_host(&scope->options, &parts);
    }
    if (media_is_document_name(parts.path) && has_page(&scope->options, url, &parts)) {
        return 1;
    }
    return is_outside(&scope->options, &parts, purpose) ? 2 : 0;
}

void scope_close(struct ts_call *call, void *data)
{
    struct scope *scope = data;
    (void)call;
    web_options_clear(&scope->options);
    g_free(scope);
}
