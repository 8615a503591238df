/* SPDX-License-Identifier: MIT
 *
 * A check built outside the tree: headlines are read at a glance, so they keep to 60 characters.
 */
#include "touchstone/plugin.h"

#define HEADLINE_MAX 60u

static const struct ts_rule_def rules[] = {
    {.id = "headline/long",
     .severity = TS_INFO,
     .title = "Long headline",
     .message = "This headline is longer than 60 characters",
     .help = "People skim. Say it in 60 characters, and the rest below."},
};

static int inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                         struct ts_list kinds)
{
    size_t characters = 0;
    size_t i;
    (void)self;
    (void)kinds;
    for (i = 0; i < block->text.len; i++) {
        characters += (block->text.ptr[i] & 0xC0) != 0x80; /* not inside a character */
    }
    if (block->role != TS_ROLE_HEADING || characters <= HEADLINE_MAX) {
        return 0;
    }
    return ts_report(call, "headline/long", 0, 0, block->text.len, ts_text(""), ts_text(""));
}

static const struct ts_check_ops ops = {.size = sizeof ops, .inspect_block = inspect_block};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "headline",
    .version = "1.0.0",
    .summary = "Finds headlines that are too long to be read at a glance.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .check = &ops,
};
