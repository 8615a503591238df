/* SPDX-License-Identifier: MIT
 *
 * What is a document that could be read, by the ending of its name and by its media type.
 */
#ifndef PLUGINS_COMMON_MEDIA_H
#define PLUGINS_COMMON_MEDIA_H

#include <glib.h>
#include <string.h>

#include "touchstone/plugin.h"

/* By the path of a URL, without its query. FALSE only for endings that leave no doubt. */
gboolean media_is_document_name(struct ts_str path);
/* ".xml", ".xml.gz", "sitemap.txt": how sitemaps are called */
gboolean media_is_map_name(struct ts_str path);

/* By path and query: "/logo.png", "/picture?url=logo.png&w=64". */
gboolean media_is_picture_target(struct ts_str target);

/* By a media type without parameters; an empty one may be a document. */
gboolean media_is_document_type(const char *media_type);

/* What checks are shown as a picture. */
static inline gboolean media_is_picture_type(struct ts_str media_type)
{
    return media_type.len > 6 && memcmp(media_type.ptr, "image/", 6) == 0;
}

#endif
