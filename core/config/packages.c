/* SPDX-License-Identifier: MIT
 *
 * The one table of what is packaged apart; tests/system/packages.sh holds it against the packages.
 */
#include "core/config/packages.h"

#include <string.h>

static const struct package {
    const char *package;
    unsigned kind;
    const char *name;
    const char *media;   /* of a reader: how the media types that it reads begin */
    const char *section; /* of a check: what it judges of the brand book */
} table[] = {
    {"touchstone-plugin-pdf", TS_READER, "pdf", "application/pdf", NULL},
    {"touchstone-plugin-pictures", TS_READER, "image", "image/", NULL},
    {"touchstone-plugin-pictures", TS_CHECK, "logo", NULL, "logos"},
    {"touchstone-plugin-pictures", TS_CHECK, "propose", NULL, NULL},
};

const char *packages_of(unsigned kind, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        if (table[i].kind == kind && strcmp(table[i].name, name) == 0) {
            return table[i].package;
        }
    }
    return NULL;
}

const char *packages_of_media(struct ts_str media_type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        size_t size = table[i].media ? strlen(table[i].media) : 0;
        if (size && media_type.len >= size && memcmp(media_type.ptr, table[i].media, size) == 0) {
            return table[i].package;
        }
    }
    return NULL;
}

const char *packages_check_of(const char *section)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        if (g_strcmp0(table[i].section, section) == 0) {
            return table[i].name;
        }
    }
    return NULL;
}
