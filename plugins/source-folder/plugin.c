/* SPDX-License-Identifier: MIT
 *
 * Registers the source "folder".
 */
#include "plugins/common/file_type.h"
#include "plugins/common/files.h"
#include "plugins/source-folder/scope.h"

/* Pictures too: whether somebody judges them is known to the host. */
static gboolean wants(void *data, const char *media_type)
{
    (void)data;
    return file_type_is_document(media_type) || g_str_has_prefix(media_type, "image/");
}

static const struct files_profile profile = {.wants = wants}; /* all files */

static int folder_open(struct ts_call *call, void *shared, const struct ts_open *open,
                       void **self_r)
{
    struct files *files = NULL;
    (void)shared;
    int done = files_open(call, open->options, &profile, NULL, &files);
    *self_r = files;
    return done;
}

static const struct ts_source_ops ops = {
    .size = sizeof ops,
    .open = folder_open,
    .feed = files_feed,
    .next = files_next,
    .close = files_close,
    .scope_open = folder_scope_open,
    .resolve = folder_resolve,
    .scope_close = folder_scope_close,
};

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
    .source = &ops,
};
