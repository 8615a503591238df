/* SPDX-License-Identifier: MIT
 *
 * Registers the check "map".
 */
#include "plugins/check-map/map.h"

/* Each sentence is printed only with the argument of its kind. */
static const struct ts_wording unlisted_nl[] = {
    {"nl", "Niet in het plan",
     "[{place} is van ons en geen touchpoint van het plan]"
     "[{alike} draagt onze naam en is geen touchpoint van het plan]"
     "[{mailbox} is een postbus van ons die niet in het merkboek staat]"
     "[{number} is van ons, en geen touchpoint van het plan is een telefoon]"}};

static const struct ts_rule_def rules[] = {
    {.id = "map/unlisted",
     .severity = TS_INFO,
     .title = "Not in the plan",
     .message = "[{place} is ours and no touchpoint of the plan]"
                "[{alike} carries our name and is no touchpoint of the plan]"
                "[{mailbox} is a mailbox of ours that the brand book does not list]"
                "[{number} is ours, and no touchpoint of the plan is a telephone]",
     .help = "Customers are sent to a domain, a profile, a mailbox or a number of ours that nobody "
             "looks at: it stands in links, text or data of our own touchpoints (partners' are "
             "left out). Ours is what is under `identity.domains` or below, the same name under "
             "another ending, and profiles that carry the brand's name or stand in `sameAs` of our "
             "organisation. Add a touchpoint that starts there, or list the mailbox under "
             "`identity.emails`; `checks: { map: off }` at a touchpoint leaves out what stands "
             "there.",
     .bad = "A link to https://actie.vlakwerk.example, which no touchpoint starts at",
     .good = "- { id: actie, channel: website, source: { web: { start: "
             "https://actie.vlakwerk.example } } }",
     .wordings = TS_LIST_OF(unlisted_nl)},
};

static const char *const sections[] = {"identity"};

static void close_map(struct ts_call *call, void *self)
{
    (void)call;
    map_clear(self);
    g_free(self);
}

static int open_map(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct map *map = g_new0(struct map, 1);
    (void)call;
    map_load(map, open->brand);
    *self_r = map;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_map,
    .inspect = map_inspect,
    .conclude = map_conclude,
    .close = close_map,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .name = "map",
    .version = "0.1.0",
    .summary = "Looks for domains, profiles, mailboxes and numbers of ours outside the plan.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
