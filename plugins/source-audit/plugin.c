/* SPDX-License-Identifier: MIT
 *
 * Registers the source "audit".
 */
#include "plugins/source-audit/audit.h"

static const struct ts_option_def options[] = {
    {.name = "path",
     .type = TS_OPTION_PATH,
     .is_required = 1,
     .help = "A form (touchstone init --audit writes one), a folder of them, or a glob (* in one "
             "folder, ** over folders)."},
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_SOURCE,
    .needs = TS_NEED_READ,
    .name = "audit",
    .version = "0.1.0",
    .summary = "Reads forms of visits to shops, and of what no machine sees.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .source = &audit_ops,
};
