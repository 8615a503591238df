/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "audit".
 */
#include "plugins/common/charset.h"
#include "plugins/read-audit/audit.h"
#include "plugins/read-audit/yaml.h"

static const char *const media_types[] = {AUDIT_MEDIA_TYPE};

static int read_form(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    struct charset_hint hint = {.declared = resource->charset};
    struct charset_result converted;
    (void)self;
    charset_to_utf8(call, &hint, resource->bytes, &converted);
    if (converted.is_binary) {
        return ts_fail(call, "is no text");
    }
    const struct ts_node *root = yaml_read(call, converted.text);
    return root ? audit_read(call, root) : -1;
}

/* jansson reads its seed from the system when the first object is made. */
static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    json_object_seed(0);
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .read = read_form,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "audit",
    .version = "0.1.0",
    .summary = "Reads forms that people filled in on the spot.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
