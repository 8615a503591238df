/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "image".
 */
#include "plugins/common/picture.h"

static const char *const media_types[] = {"image/png"};

static const char *sniff(struct ts_str bytes)
{
    return picture_media_type(picture_format(bytes));
}

static int read_image(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    g_autofree char *error = NULL;
    struct picture_info info;
    (void)self;
    return picture_look(resource->bytes, &info, &error) == 0 ? 0 : ts_fail(call, error);
}

static int warm(struct ts_call *call)
{
    (void)call;
    picture_warm();
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .sniff = sniff,
    .read = read_image,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "image",
    .version = "0.1.0",
    .summary = "Reads pictures.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
