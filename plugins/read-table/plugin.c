/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "table".
 */
#include "plugins/common/charset.h"
#include "plugins/read-table/table.h"

static const char *const media_types[] = {
    "text/csv",          "application/csv",           "text/x-csv", "text/comma-separated-values",
    "application/x-csv", "text/tab-separated-values",
};

static int read_table(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return table_read(call, resource);
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
    .read = read_table,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "table",
    .version = "0.1.0",
    .summary = "Reads CSV files.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
