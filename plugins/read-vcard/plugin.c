/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "vcard".
 */
#include <jansson.h>

#include "plugins/common/charset.h"
#include "plugins/read-vcard/vcard.h"

static const char *const media_types[] = {"text/vcard", "text/x-vcard"};

static const char *sniff(struct ts_str bytes)
{
    size_t at = bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < bytes.len && g_ascii_isspace(bytes.ptr[at])) {
        at++;
    }
    return bytes.len - at >= 11 && g_ascii_strncasecmp(bytes.ptr + at, "BEGIN:VCARD", 11) == 0
               ? "text/vcard"
               : NULL;
}

static int read_card(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return vcard_read(call, resource);
}

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
    .sniff = sniff,
    .read = read_card,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "vcard",
    .version = "0.1.0",
    .summary = "Reads vCards.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
