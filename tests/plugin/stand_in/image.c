/* SPDX-License-Identifier: MIT
 *
 * In the place of the reader "image": takes what is declared a picture as it is, whatever its
 * bytes, but for those that begin with "broken".
 */
#include "touchstone/plugin.h"

static int read_image(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    static const char broken[] = "broken";
    size_t size = sizeof broken - 1;
    (void)self;
    return resource->bytes.len >= size && memcmp(resource->bytes.ptr, broken, size) == 0
               ? ts_fail(call, "it is broken")
               : 0;
}

static const char *const media_types[] = {"image/png", "image/svg+xml"};

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .read = read_image,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "image",
    .version = "1",
    .summary = "Stands in for the reader of that name.",
    .license = "MIT",
    .reader = &ops,
};
