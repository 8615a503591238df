/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "html".
 */
#include <glib.h>

#include "plugins/common/charset.h"
#include "plugins/common/html.h"

static const char *const media_types[] = {"text/html", "application/xhtml+xml"};

static const char *sniff(struct ts_str bytes)
{
    return html_sniff(bytes) ? "text/html" : NULL;
}

static int read_page(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    struct html_input input = {
        .bytes = resource->bytes,
        .charset = resource->charset,
        .language = resource->language,
        .locator = resource->locator,
    };
    (void)self;
    return html_read(call, &input);
}

static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_page,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "html",
    .version = "0.2.0",
    .summary = "Reads web pages and other HTML.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
