/* SPDX-License-Identifier: MIT
 *
 * Registers the source "feed".
 */
#include "plugins/source-feed/feed.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .help = "A file, a folder, a glob (* in one folder, ** over folders) or - for standard "
             "input: RSS, Atom, JSON or CSV."},
    {.name = "url",
     .type = TS_OPTION_LIST,
     .help = "Instead of path: the feed's address, or several."},
    {.name = "map",
     .type = TS_OPTION_TREE,
     .help = "Which field holds what: a preset (freshdesk, google, trustpilot, facebook) or "
             "{text: NAME, title: NAME, date, author, rating, url, id, language, items}."},
    {.name = "redirect_hosts",
     .type = TS_OPTION_LIST,
     .help = "Hosts besides that of url that it may redirect to: cdn.example.com, *.example.com."},
    {.name = "allow_hosts",
     .type = TS_OPTION_LIST,
     .help = "host:port that may be on a private network, as 127.0.0.1:8080."},
    {.name = "ca_file",
     .type = TS_OPTION_PATH,
     .help = "Certificates to trust, instead of the system's."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_SOURCE,
    .needs = TS_NEED_READ | TS_NEED_NETWORK,
    .name = "feed",
    .version = "0.1.0",
    .summary = "Reads reviews, social posts and help articles from feeds.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .source = &feed_ops,
};
