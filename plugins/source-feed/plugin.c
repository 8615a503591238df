/* SPDX-License-Identifier: MIT
 *
 * Registers the source "feed".
 */
#include "plugins/source-feed/feed.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .is_required = 1,
     .help = "A file, a folder, a glob (* in one folder, ** over folders) or - for standard "
             "input: RSS, Atom, JSON or CSV."},
    {.name = "map",
     .type = TS_OPTION_TREE,
     .help = "Which field holds what: a preset (freshdesk, google, trustpilot, facebook) or "
             "{text: NAME, title: NAME, date, author, rating, url, id, language, items}."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,        .kind = TS_SOURCE,
    .needs = TS_NEED_READ, .name = "feed",
    .version = "0.1.0",    .summary = "Reads reviews, social posts and help articles from feeds.",
    .license = "MIT",      .options = TS_LIST_OF(options),
    .source = &feed_ops,
};
