/* SPDX-License-Identifier: MIT
 *
 * Is it a host of ours: listed, below one that is, or our name under another public suffix
 * (publicsuffix.org, by the list that libpsl carries: a sealed worker can open no file).
 */
#include <libpsl.h>

#include "plugins/check-map/map.h"

char *host_label(struct ts_str host, gboolean is_known)
{
    char name[HOST_NAME_SIZE];
    if (host.len == 0 || host.len >= sizeof name) {
        return NULL;
    }
    memcpy(name, host.ptr, host.len);
    name[host.len] = '\0';
    const char *domain = host_registrable(name);
    const char *dot = domain ? strchr(domain, '.') : NULL;
    if (!dot || (is_known && !psl_is_public_suffix2(psl_builtin(), dot + 1,
                                                    PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE))) {
        return NULL;
    }
    return g_strndup(domain, (gsize)(dot - domain));
}

enum owner host_owner(const struct map *map, struct ts_str host)
{
    for (guint i = 0; i < map->domains->len; i++) {
        if (host_is_below(host, g_ptr_array_index(map->domains, i))) {
            return OWNER_LISTED;
        }
    }
    g_autofree char *label = host_label(host, TRUE);
    for (guint i = 0; label && i < map->labels->len; i++) {
        const char *own = g_ptr_array_index(map->labels, i);
        if (strlen(own) >= MAP_LABEL_LEAST && strcmp(own, label) == 0) {
            return OWNER_ALIKE;
        }
    }
    return OWNER_OTHER;
}

gboolean host_may_be_ours(const struct map *map, struct ts_str host)
{
    char folded[HOST_NAME_SIZE];
    if (host.len >= sizeof folded) {
        return FALSE;
    }
    for (size_t i = 0; i < host.len; i++) {
        if ((guchar)host.ptr[i] >= 0x80) {
            return TRUE; /* its normal form tells */
        }
        folded[i] = g_ascii_tolower(host.ptr[i]);
    }
    folded[host.len] = '\0';
    for (guint i = 0; i < map->labels->len; i++) {
        if (strstr(folded, g_ptr_array_index(map->labels, i))) {
            return TRUE;
        }
    }
    return FALSE;
}
