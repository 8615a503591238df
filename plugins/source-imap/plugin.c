/* SPDX-License-Identifier: MIT
 *
 * Registers the source "imap".
 */
#include "plugins/source-imap/imap.h"

static const struct ts_option_def options[] = {
    {.name = "url",
     .type = TS_OPTION_TEXT,
     .is_required = 1,
     .help = "The mailbox: imaps://mail.example.com/INBOX, or imap:// for STARTTLS; nothing is "
             "ever sent without encryption."},
    {.name = "user", .type = TS_OPTION_TEXT, .is_required = 1, .help = "The name to log in with."},
    {.name = "password_file",
     .type = TS_OPTION_PATH,
     .help = "File with the password, readable by its owner alone."},
    {.name = "password_env",
     .type = TS_OPTION_TEXT,
     .help = "Environment variable with the password."},
    {.name = "ca_file",
     .type = TS_OPTION_PATH,
     .help = "Certificates to trust, instead of the system's."},
    {.name = "max_age",
     .type = TS_OPTION_TEXT,
     .help = "Only mails that arrived in this time: 12h, 30d, 8w."},
    {.name = "max_mails", .type = TS_OPTION_INTEGER, .help = "Only so many, the newest."},
    {.name = "max_size",
     .type = TS_OPTION_SIZE,
     .fallback = "20MB",
     .help = "Of one mail; a larger one is not judged. At most 20MB."},
    {.name = "expect",
     .type = TS_OPTION_TREE,
     .help =
         "Mails that should come again and again: [{subject: \"Order*\", from: \"*@example.com\", "
         "every: 1d, grace: 2h}]."},
    {.name = "fetch_images",
     .type = TS_OPTION_LIST,
     .help = "Hosts that pictures of mails are fetched from: images.example.com, *.example.com."},
    {.name = "allow_hosts",
     .type = TS_OPTION_LIST,
     .help = "host:port that may be on a private network, as 127.0.0.1:1143."},
    {.name = "timeout",
     .type = TS_OPTION_DURATION,
     .fallback = "30s",
     .help = "How long the server may be silent: 100ms to 2m."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_SOURCE,
    .needs = TS_NEED_NETWORK,
    .name = "imap",
    .version = "0.1.0",
    .summary = "Reads a mailbox over IMAP, encrypted and without leaving a trace in it.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .source = &imap_ops,
};
