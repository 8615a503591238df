/* SPDX-License-Identifier: MIT
 *
 * Registers the source "mail".
 */
#include "plugins/source-mail/mail.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .is_required = 1,
     .help = "A mail, an mbox, a Maildir, a folder of mails and templates, a glob (mail/*.eml; ** "
             "crosses folders), or - for standard input."},
    {.name = "fetch_images",
     .type = TS_OPTION_LIST,
     .help = "Hosts that pictures of mails are fetched from: images.example.com, *.example.com."},
    {.name = "allow_hosts",
     .type = TS_OPTION_LIST,
     .help = "host:port that may be on a private network, as 127.0.0.1:8080."},
    {.name = "ca_file",
     .type = TS_OPTION_PATH,
     .help = "Certificates to trust, instead of the system's."},
    {.name = "include",
     .type = TS_OPTION_LIST,
     .help = "Only files whose path below the folder matches one of these; * crosses /."},
    {.name = "exclude",
     .type = TS_OPTION_LIST,
     .help = "No files whose path below the folder matches one of these; * crosses /."},
    {.name = "max_pages",
     .type = TS_OPTION_INTEGER,
     .help = "At most so many mails; the rest is said to be unseen."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_SOURCE,
    .needs = TS_NEED_READ | TS_NEED_NETWORK | TS_NEED_EXEC,
    .name = "mail",
    .version = "0.1.0",
    .summary = "Reads mails and templates of mails: files, mailboxes, folders.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .source = &mail_ops,
};
