/* SPDX-License-Identifier: MIT
 *
 * Any bytes through a reader plugin, which is linked in: it must end, and keep the contract.
 */
#include <stdint.h>

#include "core/plugin/host.h"
#include "tests/fuzz/reader_sink.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    host_call_init(&call, plugin, HOST_READ, &reader_sink, &call);
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
