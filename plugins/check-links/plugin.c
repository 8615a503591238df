/* SPDX-License-Identifier: MIT
 *
 * Registers the check "links".
 */
#include "plugins/check-links/links.h"

/* Each sentence is printed only with the detail of its kind. */
static const struct ts_wording broken_nl[] = {
    {"nl", "Link leidt nergens heen",
     "{actual} leidt nergens heen[: {reason}][: de doorverwijzingen komen weer uit op {circle}]"
     "[: {address} is geen e-mailadres][: {number} is geen telefoonnummer]"
     "[: {form} is geen heel adres][ (en nog {more} links in dit document)]"}};
static const struct ts_wording redirected_nl[] = {
    {"nl", "Link wordt doorverwezen", "{actual} verwijst door naar {expected}[ ({chain})]"}};
static const struct ts_wording insecure_nl[] = {
    {"nl", "Niet versleuteld",
     "{actual} is niet versleuteld, deze pagina wel[; schrijf {expected}]"
     "[ (en nog {more} links in dit document)]"}};
static const struct ts_wording fragment_nl[] = {
    {"nl", "Plek in de pagina ontbreekt",
     "{actual} leidt naar een plek die er niet is[ (en nog {more} links in dit document)]"}};
static const struct ts_wording host_nl[] = {
    {"nl", "Onverwachte site",
     "[{inside} is alleen van binnen te bereiken, niet door klanten]"
     "[{outside} hoort niet bij de sites waar links naartoe mogen]"
     "[ (en nog {more} links in dit document)]"}};

static const struct ts_rule_def rules[] = {
    {.id = "links/broken",
     .severity = TS_ERROR,
     .title = "Link leads nowhere",
     .message = "{actual} leads nowhere[: {reason}][: its redirects come back to {circle}]"
                "[: {address} is no mail address][: {number} is no telephone number]"
                "[: {form} is no whole address][ (and {more} more links of this document)]",
     .help = "What the link leads to is gone (404, 410, no such file), its redirects go round in a "
             "circle, or its address has no form: mailto: without an @, tel: without a digit. "
             "Links to other sites, if the source asks for those, are warnings, and only said "
             "after a definite answer. Mend the link, or take it out.",
     .bad = "<a href=\"/vloeren/eikne.html\">Eiken</a>",
     .good = "<a href=\"/vloeren/eiken.html\">Eiken</a>",
     .wordings = TS_LIST_OF(broken_nl)},
    {.id = "links/redirected",
     .severity = TS_INFO,
     .title = "Link is redirected",
     .message = "{actual} redirects to {expected}[ ({chain})]",
     .help = "The link still works, by way of one or more redirects: each costs time, and stops "
             "working when somebody clears them up. Link to where it ends.",
     .bad = "<a href=\"/vloeren\">Vloeren</a>, which redirects to /vloeren/",
     .good = "<a href=\"/vloeren/\">Vloeren</a>",
     .wordings = TS_LIST_OF(redirected_nl)},
    {.id = "links/insecure",
     .severity = TS_WARNING,
     .title = "Not encrypted",
     .message = "{actual} is not encrypted, this page is[; write {expected}]"
                "[ (and {more} more links of this document)]",
     .help = "An http: address on an https: page. Of a form it is an error: what people fill in "
             "can be read on its way. Pictures and frames are blocked by browsers or make the "
             "lock go; links to the page's own host are a warning, to other hosts info.",
     .bad = "<img src=\"http://www.vlakwerk.example/logo.svg\">",
     .good = "<img src=\"https://www.vlakwerk.example/logo.svg\">, or just /logo.svg",
     .wordings = TS_LIST_OF(insecure_nl)},
    {.id = "links/fragment-missing",
     .severity = TS_WARNING,
     .title = "Place in the page is missing",
     .message = "{actual} leads to a place that is not there"
                "[ (and {more} more links of this document)]",
     .help = "No element of the page has the id (or name) behind the #: the link leads to the top. "
             "Letter case counts. #top, #!..., #/... and what holds = or & are left alone.",
     .bad = "<a href=\"#garantie\">, where the heading has id=\"Garantie\"",
     .good = "<a href=\"#garantie\">, with <h2 id=\"garantie\">",
     .wordings = TS_LIST_OF(fragment_nl)},
    {.id = "links/unexpected-host",
     .severity = TS_WARNING,
     .title = "Unexpected host",
     .message = "[{inside} can only be reached from inside, not by customers]"
                "[{outside} is not among the hosts that links may lead to]"
                "[ (and {more} more links of this document)]",
     .help = "localhost, *.local, *.test, private addresses and the like on a page that stands "
             "elsewhere: left over from building it, always an error. Other hosts are only judged "
             "if the option expected_hosts lists what may be linked to; add the host there.",
     .bad = "<a href=\"http://localhost:8080/contact.html\">Contact</a>",
     .good = "<a href=\"/contact.html\">Contact</a>",
     .wordings = TS_LIST_OF(host_nl)},
};

static const struct ts_option_def options[] = {
    {.name = "expected_hosts",
     .type = TS_OPTION_LIST,
     .help = "Hosts that links may lead to besides the page's own: www.vlakwerk.example, or "
             "*.vlakwerk.example with all below it. Not given: any."},
};

static void close_links(struct ts_call *call, void *self)
{
    (void)call;
    links_clear(self);
    g_free(self);
}

static int open_links(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct links *links = g_new0(struct links, 1);
    if (links_load(call, open->options, links) != 0) {
        close_links(call, links);
        return -1;
    }
    *self_r = links;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_links,
    .inspect = links_inspect,
    .conclude = links_conclude,
    .close = close_links,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_LINKS,
    .name = "links",
    .version = "0.1.0",
    .summary = "Looks where links lead: broken, redirected, insecure, to the wrong host.",
    .license = "MIT",
    .options = TS_LIST_OF(options),
    .rules = TS_LIST_OF(rules),
    .check = &ops,
};
