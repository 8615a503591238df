/* SPDX-License-Identifier: MIT
 *
 * Any bytes through a reader plugin, which is linked in: it must end, and keep the contract.
 */
#include <stdint.h>

#include "core/plugin/host.h"
#include "tests/fuzz/reader_sink.h"

#include <glib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Opened once, with the defaults of its options. */
static void *reader_self(const struct ts_plugin *plugin, struct host_call *opened)
{
    static const struct ts_node options = {.kind = TS_NODE_MAP};
    struct ts_open open = {.size = sizeof open, .options = &options, .brand = &options};
    void *self = NULL;
    host_call_init(opened, plugin, HOST_OPEN, NULL, NULL);
    if (plugin->reader->open && plugin->reader->open(&opened->call, &open, &self) != 0) {
        g_error("it can't be opened: %s", opened->failure);
    }
    return self;
}

/* A mail on its way is read otherwise: without the older ones in it. */
static void read_outgoing(const struct ts_plugin *plugin, void *self, struct ts_resource resource)
{
    static const struct ts_pair outgoing[] = {{{"touchstone-mail", 15}, {"outgoing", 8}}};
    struct host_call call;
    resource.headers = (struct ts_list)TS_LIST_OF(outgoing);
    host_call_init(&call, plugin, HOST_READ, &reader_sink, &call);
    plugin->reader->read(&call.call, self, &resource);
    if (call.breach) {
        g_error("%s", call.breach);
    }
    host_call_finish(&call);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gsize is_warm;
    static struct host_call opened; /* what was opened lives as long as the process */
    static void *self;
    const struct ts_plugin *plugin = &touchstone_plugin_0;
    struct host_call call;
    const char *type = *(const char *const *)ts_item(plugin->reader->media_types, 0);
    struct ts_resource resource = {.size = sizeof resource,
                                   .locator = ts_text("fuzz"),
                                   .media_type = ts_text(type),
                                   .bytes = ts_bytes(data, size),
                                   .wants_pictures = 1};
    host_call_init(&call, plugin, HOST_READ, &reader_sink, &call);
    if (g_once_init_enter(&is_warm)) {
        plugin->warm(&call.call);
        self = reader_self(plugin, &opened);
        g_once_init_leave(&is_warm, 1);
    }
    const char *known = plugin->reader->sniff ? plugin->reader->sniff(resource.bytes) : NULL;
    resource.media_type = ts_text(known ? known : type);
    plugin->reader->read(&call.call, self, &resource);
    if (call.breach) {
        g_error("%s", call.breach);
    }
    host_call_finish(&call);
    if (ts_is(resource.media_type, "message/rfc822")) {
        read_outgoing(plugin, self, resource);
    }
    return 0;
}
