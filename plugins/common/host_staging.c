/* SPDX-License-Identifier: MIT
 *
 * Hosts that are there for those who make a site or a mail, not for customers.
 */
#include <glib.h>

#include "plugins/common/url.h"

/* Labels of a name below a domain. Only on our own hosts do the weak ones say enough: others run
 * dev.example.com for developers, and preview. for the version in the browser. A strong one also
 * counts between hyphens: shop-staging. */
static const struct {
    const char *label;
    gboolean is_strong;
} labels[] = {
    {"staging", TRUE},    {"stage", FALSE},       {"stg", TRUE},      {"acc", TRUE},
    {"acceptance", TRUE}, {"acceptatie", TRUE},   {"uat", TRUE},      {"preprod", TRUE},
    {"test", FALSE},      {"testing", FALSE},     {"tst", FALSE},     {"dev", FALSE},
    {"develop", FALSE},   {"development", FALSE}, {"preview", FALSE}, {"sandbox", FALSE},
    {"qa", FALSE},        {"concept", FALSE},
};

static gboolean is_label(struct ts_str label, gboolean is_own, gboolean is_whole)
{
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (ts_is(label, labels[i].label) && (labels[i].is_strong || (is_own && is_whole))) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct ts_str take_until(struct ts_str *rest, char byte)
{
    const char *at = rest->len ? memchr(rest->ptr, byte, rest->len) : NULL;
    size_t size = at ? (size_t)(at - rest->ptr) : rest->len;
    struct ts_str first = ts_bytes(rest->ptr, size);
    size_t used = MIN(size + 1, rest->len);
    *rest = ts_bytes(rest->ptr + used, rest->len - used);
    return first;
}

static gboolean has_staging_token(struct ts_str label, gboolean is_own)
{
    gboolean is_whole = memchr(label.ptr, '-', label.len) == NULL;
    while (label.len) {
        if (is_label(take_until(&label, '-'), is_own, is_whole)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean host_is_staging(struct ts_str host, gboolean is_own)
{
    while (host.len) {
        struct ts_str label = take_until(&host, '.');
        /* test-aankoop.be and dev.to are names of firms */
        if (!host.len || !memchr(host.ptr, '.', host.len)) {
            return FALSE;
        }
        if (label.len && has_staging_token(label, is_own)) {
            return TRUE;
        }
    }
    return FALSE;
}
