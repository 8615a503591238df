/* SPDX-License-Identifier: MIT
 *
 * Hosts against the domains of the brand book: ours, ours under another ending, taken for ours.
 */
#include <string.h>

#include <unicode/uidna.h>
#include <unicode/uspoof.h>

#include "plugins/check-identity/edits.h"
#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/labels.h"

#define LABEL_LEAST 4u /* letters below which nothing is like it */
#define LABEL_SHORT 6u /* letters below which one letter off is another word */
#define LABEL_LONG 9u  /* letters from which one letter off is a slip */
#define LABEL_SIZE 64u /* bytes; RFC 1035 section 2.3.4 */
#define SHAPE_SIZE 256u

/* ---- shapes ---------------------------------------------------------------------------------- */

/* The label with letters that look alike as one (Unicode TS 39, skeletons), IDN decoded, small
 * letters. shape_r is empty if it can't be told. */
static void shape_of(struct ts_str label, char shape_r[SHAPE_SIZE])
{
    char plain[SHAPE_SIZE] = "";
    UErrorCode error = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    UIDNA *idna = uidna_openUTS46(UIDNA_DEFAULT, &error);
    shape_r[0] = '\0';
    int32_t size = uidna_labelToUnicodeUTF8(idna, label.ptr, (int32_t)label.len, plain,
                                            sizeof plain - 1, &info, &error);
    uidna_close(idna);
    USpoofChecker *spoof = uspoof_open(&error);
    int32_t used = uspoof_getSkeletonUTF8(spoof, 0, plain, size, shape_r, SHAPE_SIZE - 1, &error);
    uspoof_close(spoof);
    if (U_FAILURE(error) || used >= (int32_t)SHAPE_SIZE) {
        shape_r[0] = '\0';
        return;
    }
    shape_r[used] = '\0';
    for (char *at = shape_r; *at; at++) {
        *at = g_ascii_tolower(*at);
    }
}

/* ---- loading --------------------------------------------------------------------------------- */

/* The registrable domain in a host in normal form: a view of its end; empty if it has none. */
static struct ts_str registrable_of(const char *host, size_t size, struct ts_str *suffix_r)
{
    const char *registrable = host_registrable(host);
    if (!registrable) {
        return ts_text(NULL);
    }
    const char *suffix = strchr(registrable, '.');
    *suffix_r = ts_text(suffix ? suffix + 1 : "");
    return ts_bytes(registrable, size - (size_t)(registrable - host));
}

void domains_add(struct emails *emails, struct ts_str name)
{
    char host[HOST_NAME_SIZE];
    char shape[SHAPE_SIZE];
    size_t size = host_name_normalise(name, host);
    struct ts_str suffix;
    if (size == 0) {
        return;
    }
    host[size] = '\0';
    for (guint i = 0; i < emails->domains->len; i++) {
        const struct domain *own = g_ptr_array_index(emails->domains, i);
        if (strcmp(own->name, host) == 0) {
            return;
        }
    }
    struct ts_str registrable = registrable_of(host, size, &suffix);
    if (registrable.len == 0) {
        return;
    }
    struct domain *domain = g_new0(struct domain, 1);
    domain->name = g_strdup(host);
    domain->registrable = g_strndup(registrable.ptr, registrable.len);
    domain->suffix = ts_text(domain->registrable + registrable.len - suffix.len);
    domain->label = ts_bytes(domain->registrable, registrable.len - suffix.len - 1);
    shape_of(domain->label, shape);
    domain->shape = g_strdup(shape);
    g_ptr_array_add(emails->domains, domain);
}

void domain_free(gpointer data)
{
    struct domain *domain = data;
    g_free(domain->name);
    g_free(domain->registrable);
    g_free(domain->shape);
    g_free(domain);
}

/* ---- judging --------------------------------------------------------------------------------- */

static gboolean is_encoded(struct ts_str label)
{
    return label.len > 4 && memcmp(label.ptr, "xn--", 4) == 0;
}

/* Is one of the host's labels nearly one of ours, or could it be in other letters? Nearly all hosts
 * end here. */
static gboolean may_be_like(const struct emails *emails, struct ts_str host)
{
    const char *at = host.ptr;
    const char *end = host.ptr + host.len;
    while (at < end) {
        const char *dot = memchr(at, '.', (size_t)(end - at));
        size_t len = (size_t)((dot ? dot : end) - at);
        for (guint i = 0; i < emails->domains->len; i++) {
            const struct domain *own = g_ptr_array_index(emails->domains, i);
            struct ts_str label = ts_bytes(at, len);
            if (is_encoded(label) || edits_of(label, own->label, 2) <= 2) {
                return TRUE;
            }
        }
        at += len + 1;
    }
    return FALSE;
}

/* "bakkers" beside "bakker", "vloer" beside "vloeren": words of their own. */
static gboolean is_inflected(struct ts_str a, struct ts_str b)
{
    struct ts_str longer = a.len > b.len ? a : b;
    struct ts_str shorter = a.len > b.len ? b : a;
    return longer.len == shorter.len + 1 && memcmp(longer.ptr, shorter.ptr, shorter.len) == 0 &&
           byte_is_in(longer.ptr[shorter.len], "senrt0123456789");
}

/* Two neighbours swapped, or a letter doubled or not: what fingers do. */
static gboolean is_typing(struct ts_str a, struct ts_str b)
{
    struct ts_str longer = a.len > b.len ? a : b;
    struct ts_str shorter = a.len > b.len ? b : a;
    size_t i = 0;
    while (i < shorter.len && longer.ptr[i] == shorter.ptr[i]) {
        i++;
    }
    if (longer.len == shorter.len) {
        return i + 1 < a.len && a.ptr[i] == b.ptr[i + 1] && a.ptr[i + 1] == b.ptr[i];
    }
    return i > 0 && longer.ptr[i] == longer.ptr[i - 1];
}

static gboolean differs_in_digit(struct ts_str a, struct ts_str b)
{
    size_t i = 0;
    while (i < a.len && i < b.len && a.ptr[i] == b.ptr[i]) {
        i++;
    }
    return (i < a.len && g_ascii_isdigit(a.ptr[i])) || (i < b.len && g_ascii_isdigit(b.ptr[i]));
}

static enum domain_fit compare(struct ts_str label, struct ts_str suffix, const struct domain *own)
{
    char shape[SHAPE_SIZE];
    gboolean is_ending = !ts_equal(suffix, own->suffix);
    if (ts_equal(label, own->label)) {
        return is_ending ? DOMAIN_ENDING : DOMAIN_OURS;
    }
    if (label.len > LABEL_SIZE || own->label.len < LABEL_LEAST ||
        (!is_encoded(label) && edits_of(label, own->label, 2) > 2)) {
        return DOMAIN_OTHER;
    }
    shape_of(label, shape);
    if (shape[0] && strcmp(shape, own->shape) == 0) {
        return DOMAIN_LOOKALIKE;
    }
    if (is_ending || edits_of(label, own->label, 1) > 1) {
        return DOMAIN_OTHER;
    }
    if (is_inflected(label, own->label) || differs_in_digit(label, own->label) ||
        own->label.len < LABEL_SHORT) {
        return DOMAIN_SLIP;
    }
    return own->label.len >= LABEL_LONG || is_typing(label, own->label) ? DOMAIN_LOOKALIKE
                                                                        : DOMAIN_SLIP;
}

enum domain_fit domains_judge(const struct emails *emails, struct ts_str host,
                              const struct domain **domain_r)
{
    char name[HOST_NAME_SIZE];
    size_t size = host_name_normalise(host, name);
    struct ts_str normal = ts_bytes(name, size);
    enum domain_fit best = DOMAIN_OTHER;
    *domain_r = NULL;
    for (guint i = 0; i < emails->domains->len; i++) {
        const struct domain *own = g_ptr_array_index(emails->domains, i);
        if (size > 0 && host_is_below(normal, own->name)) {
            *domain_r = own;
            return DOMAIN_OURS;
        }
    }
    if (size == 0 || size >= sizeof name || !may_be_like(emails, normal)) {
        return DOMAIN_OTHER;
    }
    name[size] = '\0';
    struct ts_str suffix;
    struct ts_str registrable = registrable_of(name, size, &suffix);
    if (registrable.len <= suffix.len + 1) {
        return DOMAIN_OTHER;
    }
    struct ts_str label = ts_bytes(registrable.ptr, registrable.len - suffix.len - 1);
    for (guint i = 0; i < emails->domains->len; i++) {
        const struct domain *own = g_ptr_array_index(emails->domains, i);
        enum domain_fit fit = compare(label, suffix, own);
        /* A sibling below the same registrable domain (shop.example.com, ours is www.example.com)
         * is ours too. */
        if (fit == DOMAIN_OURS || fit > best) {
            best = fit;
            *domain_r = own;
        }
        if (fit == DOMAIN_OURS) {
            break;
        }
    }
    return best;
}
