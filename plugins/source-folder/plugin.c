/* SPDX-License-Identifier: MIT
 *
 * Registers the source "folder".
 */
#include "plugins/source-folder/folder.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .is_required = 1,
     .help = "A folder, a file, or - for standard input."},
    {.name = "base",
     .type = TS_OPTION_TEXT,
     .help = "The URL that the folder stands for: locators begin with it, and index.html is its "
             "folder."},
    {.name = "include",
     .type = TS_OPTION_LIST,
     .help = "Only files whose path below the folder matches one of these; * crosses /."},
    {.name = "exclude",
     .type = TS_OPTION_LIST,
     .help = "No files whose path below the folder matches one of these; * crosses /."},
    {.name = "max_pages",
     .type = TS_OPTION_INTEGER,
     .help = "At most so many files; the rest is said to be unseen."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,        .kind = TS_SOURCE,
    .needs = TS_NEED_READ, .name = "folder",
    .version = "0.1.0",    .summary = "Reads a folder, a file or standard input.",
    .license = "MIT",      .options = TS_LIST_OF(options),
    .source = &folder_ops,
};
