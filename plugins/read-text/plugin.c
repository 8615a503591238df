/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "text".
 */
#include "plugins/common/charset.h"
#include "plugins/read-text/text.h"

static const char *const media_types[] = {"text/plain", "text/markdown"};

/* The least sure of the readers: it is asked last. */
static const char *sniff(struct ts_str bytes)
{
    return text_sniff(bytes) ? "text/plain" : NULL;
}

static int read_text(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return text_read(call, resource->bytes, resource->charset,
                     ts_is(resource->media_type, "text/markdown"));
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
    .read = read_text,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "text",
    .version = "0.3.0",
    .summary = "Reads plain text and Markdown.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
