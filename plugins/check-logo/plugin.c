/* SPDX-License-Identifier: MIT
 *
 * Registers the check "logo": rules, sections, operations.
 */
#include "plugins/check-logo/check.h"

static const struct ts_rule_def rules[] = {
    {.id = "logo/uncertain",
     .severity = TS_INFO,
     .title = "Logo that can't be told for sure",
     .message = "this may be {expected}, but it can't be told: {reason}",
     .help = "A picture looks like a registered logo, but is too small or too much changed.",
     .bad = "A logo of 9 pixels.",
     .good = "A logo of 32 pixels."},
};

static const char *const sections[] = {"logos"};

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .prepare = logo_prepare,
    .open = logo_open,
    .inspect = logo_inspect,
    .conclude = logo_conclude,
    .close = logo_close,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_PICTURES,
    .name = "logo",
    .version = "0.1.0",
    .summary = "Recognises the brand's logos by what they look like.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
