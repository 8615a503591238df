/* SPDX-License-Identifier: MIT
 *
 * The table of media types that are no documents. What is not in it is taken for one: better
 * UNCHECKED than silently left out.
 */
#include "core/process/media.h"

#include "core/config/packages.h"

static const char *const not_documents[] = {
    "image/",
    "audio/",
    "video/",
    "font/",
    "model/",
    "text/css",
    "text/javascript",
    "text/calendar",
    "application/javascript",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/wasm",
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/x-tar",
    "application/x-7z-compressed",
    "application/vnd.rar",
    "application/x-executable",
    "application/x-sharedlib",
    "application/pgp-signature",
    "application/pgp-keys",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/vnd.ms-fontobject",
    "application/font-",
    "application/x-font-",
    "message/delivery-status",
    "message/disposition-notification",
};

gboolean media_is_document(struct ts_str media_type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(not_documents); i++) {
        size_t size = strlen(not_documents[i]);
        if (media_type.len >= size && memcmp(media_type.ptr, not_documents[i], size) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean media_is_picture(struct ts_str media_type)
{
    static const char prefix[] = "image/";
    return media_type.len >= sizeof prefix - 1 &&
           memcmp(media_type.ptr, prefix, sizeof prefix - 1) == 0;
}

char *media_no_reader(struct ts_str media_type)
{
    const char *package = packages_of_media(media_type);
    return g_strdup_printf("no reader for %.*s%s%s%s", (int)media_type.len, media_type.ptr,
                           package ? " (package " : "", package ? package : "", package ? ")" : "");
}

char *media_reason(struct ts_str media_type)
{
    if (media_type.len == 0) {
        return g_strdup("its kind is not known");
    }
    return media_is_document(media_type)
               ? media_no_reader(media_type)
               : g_strdup_printf("%.*s is not read", (int)media_type.len, media_type.ptr);
}
