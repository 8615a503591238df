/* SPDX-License-Identifier: MIT
 *
 * Registers the source "warc".
 */
#include "plugins/source-warc/warc.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .is_required = 1,
     .help = "A WARC file, a folder of .warc and .warc.gz files, or a pattern for their names."},
    {.name = "include",
     .type = TS_OPTION_LIST,
     .help = "Only addresses whose path and query match one of these wholly; * crosses /."},
    {.name = "exclude",
     .type = TS_OPTION_LIST,
     .help = "No addresses whose path and query match one of these wholly; * crosses /."},
    {.name = "max_pages",
     .type = TS_OPTION_INTEGER,
     .help = "At most so many pages; the rest is said to be unseen."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,        .kind = TS_SOURCE,
    .needs = TS_NEED_READ, .name = "warc",
    .version = "0.1.0",    .summary = "Reads what another crawler fetched, from WARC files.",
    .license = "MIT",      .options = TS_LIST_OF(options),
    .source = &warc_ops,
};
