/* SPDX-License-Identifier: MIT
 *
 * Which organisations of the data are the firm: by name, by address on the web, or since a page of
 * ours has no other.
 */
#include <string.h>

#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/structured.h"
#include "plugins/common/url.h"

/* Properties whose organisation is somebody else, unless it has our name to the letter. */
static const char *const others[] = {
    "acquiredFrom",
    "affiliation",
    "alumniOf",
    "author",
    "brand",
    "broker",
    "carrier",
    "client",
    "competitor",
    "contributor",
    "creator",
    "customer",
    "editor",
    "funder",
    "hiringOrganization",
    "issuedBy",
    "itemReviewed",
    "manufacturer",
    "member",
    "memberOf",
    "mentions",
    "parentOrganization",
    "partner",
    "performer",
    "producer",
    "provider",
    "recipient",
    "reviewedBy",
    "sourceOrganization",
    "sponsor",
    "supplier",
    "translator",
    "vendor",
};

static gboolean is_for_others(const struct holder *holder)
{
    for (gsize i = 0; holder->owner && i < G_N_ELEMENTS(others); i++) {
        if (ts_is(holder->property, others[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static guint index_of(const struct machine_data *data, const struct item *item)
{
    return (guint)(((const char *)item - (const char *)data->items.items) / data->items.stride);
}

/* ---- hosts ---- */

/* The host of a URL, without "www."; NULL: it has none. New. */
static char *web_host(struct ts_str base, struct ts_str reference)
{
    struct url_parts parts;
    g_autofree char *url = url_normalise(base, reference);
    if (!url || !url_split(ts_text(url), &parts)) {
        return NULL;
    }
    struct ts_str host = host_without_www(parts.host);
    return g_strndup(host.ptr, host.len);
}

enum site { SITE_UNKNOWN, SITE_OURS, SITE_OTHER };

/* By the brand book's domains; where it has none, by the page's own. */
static enum site site_of_host(const struct machine_data *data, const char *host)
{
    const struct emails *emails = data->view->identity->emails;
    const struct domain *domain;
    if (emails) {
        return domains_judge(emails, ts_text(host), &domain) == DOMAIN_OURS ? SITE_OURS
                                                                            : SITE_OTHER;
    }
    return !data->host ? SITE_UNKNOWN : strcmp(host, data->host) == 0 ? SITE_OURS : SITE_OTHER;
}

/* What has no host ("#organization") says nothing: it is of whoever wrote it. */
static enum site site_of(const struct machine_data *data, struct ts_str reference)
{
    if (reference.len < 3 || !memmem(reference.ptr, reference.len, "//", 2)) {
        return SITE_UNKNOWN;
    }
    g_autofree char *host = web_host(data->view->document->locator, reference);
    return host ? site_of_host(data, host) : SITE_UNKNOWN;
}

/* By url, or @id; sameAs leads to profiles as often as home: only ours counts there. */
static enum site site_of_item(const struct machine_data *data, const struct item *item)
{
    enum site site = site_of(data, item_text(item, "url"));
    if (site == SITE_UNKNOWN) {
        site = site_of(data, item->id);
    }
    for (uint32_t i = 0; site != SITE_OURS && i < item->values.count; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ts_is(value->name, "sameAs") && site_of(data, value->text) == SITE_OURS) {
            site = SITE_OURS;
        }
    }
    return site;
}

/* ---- names ---- */

enum likeness { NAME_NONE, NAME_OTHER, NAME_NEAR, NAME_OURS };

static enum likeness likeness_of(const struct machine_data *data, struct ts_str name)
{
    if (name.len == 0 || !data->view->identity->names) {
        return NAME_NONE;
    }
    struct verdict verdict = names_judge(data->view->call, data->view->identity, name);
    return g_str_has_prefix(verdict.value, "near") ? NAME_NEAR
           : strcmp(verdict.value, "match") == 0 || strcmp(verdict.value, "written-otherwise") == 0
               ? NAME_OURS
               : NAME_OTHER;
}

static enum likeness likeness_of_item(const struct machine_data *data, const struct item *item)
{
    static const char *const names[] = {"name", "legalName", "alternateName", "site_name"};
    enum likeness best = NAME_NONE;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        best = MAX(best, likeness_of(data, item_text(item, names[i])));
    }
    return best;
}

/* ---- the questions ---- */

void ours_begin(struct machine_data *data)
{
    struct ts_call *call = data->view->call;
    data->holders = call->host->alloc(call, data->items.count * sizeof *data->holders + 1);
    for (uint32_t i = 0; i < data->items.count; i++) {
        const struct item *item = ts_item(data->items, i);
        for (uint32_t j = 0; j < item->values.count; j++) {
            const struct item_value *value = ts_item(item->values, j);
            struct holder *holder =
                value->item ? &data->holders[index_of(data, value->item)] : NULL;
            if (holder && !holder->owner) {
                *holder = (struct holder){item, value->name};
            }
        }
    }
    for (uint32_t i = 0; i < data->items.count; i++) {
        data->organisation_count +=
            item_is(ts_item(data->items, i), "Organization") && !is_for_others(&data->holders[i]);
    }
    /* A profile at a market place is a touchpoint, and has the market's data. */
    data->host = web_host(data->view->document->locator, data->view->document->locator);
    data->is_our_page = !data->host || site_of_host(data, data->host) == SITE_OURS;
}

static gboolean is_ours(const struct machine_data *data, const struct item *item)
{
    const struct holder *holder = &data->holders[index_of(data, item)];
    enum likeness likeness = likeness_of_item(data, item);
    enum site site = site_of_item(data, item);
    if (likeness == NAME_OURS || site == SITE_OURS) {
        return TRUE;
    }
    if (is_for_others(holder) || site == SITE_OTHER) {
        return FALSE;
    }
    /* The card of a customer in a mail is the only one too; and where no host says whose the page
     * is, another name does. */
    gboolean may_be = data->host || likeness != NAME_OTHER;
    return likeness == NAME_NEAR || (data->is_our_page && data->organisation_count == 1 && may_be &&
                                     item->format != ITEM_VCARD && !holder->owner);
}

enum ownership ours_judge(const struct machine_data *data, const struct item *item)
{
    if (item->format == ITEM_OPEN_GRAPH) {
        return data->is_our_page && site_of_item(data, item) != SITE_OTHER ? OWNER_OURS
                                                                           : OWNER_OTHER;
    }
    if (item_is(item, "Organization")) {
        return is_ours(data, item) ? OWNER_OURS : OWNER_OTHER;
    }
    if (item_is(item, "Person")) {
        enum likeness likeness = likeness_of(data, item_text(item, "worksFor"));
        return likeness == NAME_OURS || likeness == NAME_NEAR ? OWNER_COLLEAGUE : OWNER_OTHER;
    }
    return OWNER_OTHER;
}
