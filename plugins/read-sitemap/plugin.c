/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "sitemap".
 */
#include <libxml/parser.h>

#include "plugins/read-sitemap/sitemap.h"

static const char *const media_types[] = {
    "application/xml",
    "text/xml",
    "application/rss+xml",
    "application/atom+xml",
};

static const char *sniff(struct ts_str bytes)
{
    return sitemap_sniff(bytes)        ? "application/xml"
           : sitemap_text_sniff(bytes) ? "text/plain"
                                       : NULL;
}

static int read_sitemap(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return sitemap_text_sniff(resource->bytes) ? sitemap_text_read(call, resource->bytes)
                                               : sitemap_read(call, resource->bytes);
}

static int warm(struct ts_call *call)
{
    (void)call;
    xmlInitParser();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_sitemap,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "sitemap",
    .version = "0.2.0",
    .summary = "Reads sitemaps and feeds for the addresses they list.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
