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
    const char *media;   /* of a reader: the media types that it reads, a space apart */
    const char *section; /* of a check: what it judges of the brand book */
} table[] = {
    {"touchstone-plugin-pdf", TS_READER, "pdf", "application/pdf application/x-pdf", NULL},
    {"touchstone-plugin-pictures", TS_READER, "image",
     "image/png image/apng image/vnd.mozilla.apng image/jpeg image/jpg image/pjpeg image/webp "
     "image/gif image/svg+xml image/x-icon image/vnd.microsoft.icon image/ico image/bmp "
     "image/x-ms-bmp image/x-bmp image/avif image/tiff image/heic image/heif image/jxl image/jp2 "
     "image/vnd.adobe.photoshop",
     NULL},
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

static gboolean is_listed(const char *list, struct ts_str media_type)
{
    for (const char *word = list; word; word = strchr(word, ' ')) {
        word += *word == ' ';
        if (strcspn(word, " ") == media_type.len &&
            memcmp(word, media_type.ptr, media_type.len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

const char *packages_of_media(struct ts_str media_type)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        if (media_type.len && is_listed(table[i].media, media_type)) {
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
