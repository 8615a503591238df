/* SPDX-License-Identifier: MIT
 *
 * Registers "propose", which observes for `touchstone init` what a brand book may hold. Its section
 * is one that no brand book has, so it takes part in no other run.
 */
#include "plugins/check-propose/propose.h"

#include <jansson.h>

#include "plugins/common/contact.h"
#include "plugins/common/picture.h"

static const char *const sections[] = {"propose"};

static int warm(struct ts_call *call)
{
    (void)call;
    json_object_seed(0);
    picture_warm();
    contact_warm();
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .inspect = propose_inspect,
    .conclude = pictures_conclude,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_PICTURES | TS_NEED_LANGUAGE,
    .name = "propose",
    .version = "1.0.0",
    .summary = "Notes for `touchstone init` what a brand book may hold; judges nothing.",
    .license = "MIT",
    .brand_sections = TS_LIST_OF(sections),
    .warm = warm,
    .check = &ops,
};
