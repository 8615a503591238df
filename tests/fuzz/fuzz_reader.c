/* SPDX-License-Identifier: MIT
 *
 * Any bytes through a reader plugin, which is linked in: it must end, and keep the contract.
 */
#include <stdint.h>

#include "core/plugin/host.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int take_head(void *data, const struct ts_head *head)
{
    return data && head ? 0 : 0;
}
static int take_block(void *data, const struct ts_block *block)
{
    return data && block ? 0 : 0;
}
static int take_link(void *data, const struct ts_link *link)
{
    return data && link ? 0 : 0;
}
static int take_reference(void *data, const struct ts_reference *reference)
{
    return data && reference ? 0 : 0;
}
static int take_meta(void *data, const struct ts_pair *pair)
{
    return data && pair ? 0 : 0;
}
static int take_structured(void *data, const struct ts_structured *structured)
{
    return data && structured ? 0 : 0;
}
static int take_child(void *data, const struct ts_child *child)
{
    return data && child ? 0 : 0;
}
static int take_anchor(void *data, struct ts_str name)
{
    return data && name.len ? 0 : 0;
}
static int take_truncated(void *data, struct ts_str what)
{
    return data && what.len ? 0 : 0;
}

static const struct host_sink sink = {
    .head = take_head,
    .block = take_block,
    .link = take_link,
    .reference = take_reference,
    .meta = take_meta,
    .structured = take_structured,
    .child = take_child,
    .truncated = take_truncated,
    .anchor = take_anchor,
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gsize is_warm;
    const struct ts_plugin *plugin = &touchstone_plugin_0;
    struct host_call call;
    const char *type = *(const char *const *)ts_item(plugin->reader->media_types, 0);
    struct ts_resource resource = {.size = sizeof resource,
                                   .locator = ts_text("fuzz"),
                                   .media_type = ts_text(type),
                                   .bytes = ts_bytes(data, size)};
    host_call_init(&call, plugin, HOST_READ, &sink, &call);
    if (g_once_init_enter(&is_warm)) {
        plugin->warm(&call.call);
        g_once_init_leave(&is_warm, 1);
    }
    const char *known = plugin->reader->sniff ? plugin->reader->sniff(resource.bytes) : NULL;
    resource.media_type = ts_text(known ? known : type);
    plugin->reader->read(&call.call, NULL, &resource);
    if (call.breach) {
        g_error("%s", call.breach);
    }
    host_call_finish(&call);
    return 0;
}
