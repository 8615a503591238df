/* SPDX-License-Identifier: MIT
 *
 * Two tables: what leaves no doubt that it is no document is not asked for, and not taken in.
 */
#include "plugins/common/media.h"

#define ENDING_MAX 7u

/* Sorted. Not here: what a person reads (pdf, docx, txt) or what may be a page (php, cgi). */
static const char endings[][ENDING_MAX + 1] = {
    "7z",   "aac", "ai",   "apk",  "avi",  "avif", "bin",   "bmp",  "bz2", "cab",  "css",     "csv",
    "deb",  "dmg", "eot",  "eps",  "exe",  "flac", "gif",   "gz",   "ico", "ics",  "img",     "iso",
    "jar",  "jp2", "jpeg", "jpg",  "js",   "json", "jxl",   "m3u8", "m4a", "m4v",  "map",     "mjs",
    "mkv",  "mov", "mp3",  "mp4",  "mpeg", "mpg",  "msi",   "ogg",  "ogv", "otf",  "png",     "ps",
    "psd",  "rar", "rpm",  "svg",  "svgz", "swf",  "tar",   "tgz",  "tif", "tiff", "torrent", "ttf",
    "wasm", "wav", "webm", "webp", "wmv",  "woff", "woff2", "xz",   "zip", "zst",
};

/* Up to a slash: all of that kind. */
static const char *const types[] = {
    "image/",
    "audio/",
    "video/",
    "font/",
    "model/",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/calendar",
    "application/javascript",
    "application/x-javascript",
    "application/ecmascript",
    "application/json",
    "application/ld+json",
    "application/manifest+json",
    "application/wasm",
    "application/zip",
    "application/x-zip-compressed",
    "application/gzip",
    "application/x-gzip",
    "application/x-bzip2",
    "application/x-xz",
    "application/zstd",
    "application/x-tar",
    "application/x-7z-compressed",
    "application/vnd.rar",
    "application/x-rar-compressed",
    "application/java-archive",
    "application/vnd.debian.binary-package",
    "application/vnd.android.package-archive",
    "application/x-msdownload",
    "application/vnd.ms-fontobject",
    "application/font-woff",
    "application/postscript",
    "application/vnd.apple.mpegurl",
    "application/x-shockwave-flash",
};

static int compare(const void *key, const void *ending)
{
    return strcmp(key, ending);
}

gboolean media_is_document_name(struct ts_str path)
{
    char ending[ENDING_MAX + 1];
    size_t size = 0;
    while (size < path.len && path.ptr[path.len - 1 - size] != '.') {
        if (path.ptr[path.len - 1 - size] == '/' || size >= ENDING_MAX) {
            return TRUE;
        }
        size++;
    }
    if (size == 0 || size == path.len) {
        return TRUE;
    }
    for (size_t i = 0; i < size; i++) {
        ending[i] = g_ascii_tolower(path.ptr[path.len - size + i]);
    }
    ending[size] = '\0';
    return !bsearch(ending, endings, G_N_ELEMENTS(endings), sizeof endings[0], compare);
}

/* Where a picture's ending ends inside the text: "png" of ".png" at its end, or before what is no
 * letter or digit. */
static gboolean has_picture_ending(struct ts_str text)
{
    static const char *const pictures[] = {"avif", "gif", "ico", "jpeg",
                                           "jpg",  "png", "svg", "webp"};
    for (size_t i = 0; i < G_N_ELEMENTS(pictures); i++) {
        size_t size = strlen(pictures[i]);
        if (text.len >= size && g_ascii_strncasecmp(text.ptr, pictures[i], size) == 0 &&
            (text.len == size || !g_ascii_isalnum(text.ptr[size]))) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean media_is_picture_target(struct ts_str target)
{
    for (size_t i = 0; i < target.len; i++) {
        size_t rest = target.len - i - 1;
        if (target.ptr[i] == '.' && has_picture_ending(ts_bytes(target.ptr + i + 1, rest))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean ends(struct ts_str path, const char *ending)
{
    size_t size = strlen(ending);
    return path.len > size && g_ascii_strncasecmp(path.ptr + path.len - size, ending, size) == 0;
}

gboolean media_is_map_name(struct ts_str path)
{
    const char *slash = path.len ? memrchr(path.ptr, '/', path.len) : NULL;
    size_t size = slash ? path.len - (size_t)(slash - path.ptr) - 1 : 0;
    gboolean is_named = size > 7 && g_ascii_strncasecmp(slash + 1, "sitemap", 7) == 0;
    return ends(path, ".xml") || ends(path, ".xml.gz") ||
           (is_named && (ends(path, ".txt") || ends(path, ".txt.gz")));
}

gboolean media_is_document_type(const char *media_type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        size_t size = strlen(types[i]);
        if (g_ascii_strncasecmp(media_type, types[i], size) == 0 &&
            (types[i][size - 1] == '/' || media_type[size] == '\0')) {
            return FALSE;
        }
    }
    return TRUE;
}
