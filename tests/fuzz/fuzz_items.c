/* SPDX-License-Identifier: MIT
 *
 * Any bytes as JSON-LD, microdata or a vCard's data, the first says which: reading ends, what was
 * mended is JSON, and what comes out holds together.
 */
#include <stdint.h>

#include "core/plugin/host.h"
#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"
#include "tests/fuzz/reader_sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct ts_plugin none = {TS_PLUGIN_HEAD, .kind = TS_READER, .name = "none"};

static void judge(struct ts_list items)
{
    for (uint32_t i = 0; i < items.count; i++) {
        const struct item *item = ts_item(items, i);
        g_assert(item->depth < ITEM_DEPTH);
        for (uint32_t j = 0; j < item->values.count; j++) {
            const struct item_value *value = ts_item(item->values, j);
            g_assert(g_utf8_validate(value->text.ptr, (gssize)value->text.len, NULL));
            g_assert(!value->item || value->text.len == 0);
        }
        item_text(item, "name");
        item_is(item, "Organization");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const formats[] = {"json-ld", "microdata", "vcard"};
    struct host_call call;
    if (size == 0 || !g_utf8_validate((const char *)data + 1, (gssize)size - 1, NULL)) {
        return 0; /* the readers see to that */
    }
    struct ts_structured piece = {.format = ts_text(formats[data[0] % G_N_ELEMENTS(formats)]),
                                  .text = ts_bytes(data + 1, size - 1)};
    struct ts_pair meta = {ts_text("og:title"), piece.text};
    struct ts_document document = {.size = sizeof document,
                                   .structured = ts_one(&piece, sizeof piece),
                                   .meta = ts_one(&meta, sizeof meta)};
    host_call_init(&call, &none, HOST_READ, &reader_sink, &call);
    judge(items_of(&call.call, &document, NULL));
    host_call_finish(&call);
    return 0;
}
