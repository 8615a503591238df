/* SPDX-License-Identifier: MIT
 *
 * Which links are followed: hosts of the start addresses, include and exclude, names that look like
 * documents. Runs in the sealed worker.
 */
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

static const char *const not_documents[] = {
    "png", "jpg",  "jpeg", "gif",  "webp", "avif",  "svg", "ico", "bmp", "tif",     "tiff",
    "css", "js",   "mjs",  "map",  "woff", "woff2", "ttf", "otf", "eot", "mp3",     "ogg",
    "wav", "flac", "mp4",  "webm", "mov",  "avi",   "mkv", "zip", "gz",  "bz2",     "xz",
    "tar", "tgz",  "7z",   "rar",  "deb",  "rpm",   "exe", "msi", "dmg", "iso",     "jar",
    "apk", "bin",  "json", "ics",  "vcf",  "ps",    "eps", "ai",  "psd", "torrent",
};

static const char *const not_document_types[] = {
    "image/",
    "audio/",
    "video/",
    "font/",
    "text/css",
    "text/javascript",
    "application/javascript",
    "application/x-javascript",
    "application/json",
    "application/ld+json",
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/x-bzip2",
    "application/x-xz",
    "application/x-tar",
    "application/x-7z-compressed",
    "application/java-archive",
    "application/vnd.debian.binary-package",
    "application/vnd.ms-fontobject",
    "application/postscript",
    "text/calendar",
    "text/vcard",
};

gboolean scope_is_document(const char *path)
{
    const char *end = path + strcspn(path, "?");
    const char *dot = NULL;
    for (const char *at = end; at > path && at[-1] != '/'; at--) {
        if (at[-1] == '.') {
            dot = at;
            break;
        }
    }
    for (size_t i = 0; dot && i < G_N_ELEMENTS(not_documents); i++) {
        if ((size_t)(end - dot) == strlen(not_documents[i]) &&
            g_ascii_strncasecmp(dot, not_documents[i], (size_t)(end - dot)) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean scope_is_document_type(const char *media_type)
{
    for (size_t i = 0; i < G_N_ELEMENTS(not_document_types); i++) {
        if (g_ascii_strncasecmp(media_type, not_document_types[i], strlen(not_document_types[i])) ==
            0) {
            return FALSE;
        }
    }
    return TRUE;
}

static const char *without_www(const char *host)
{
    return g_ascii_strncasecmp(host, "www.", 4) == 0 ? host + 4 : host;
}

/* http and https of one host are one site. */
static gboolean is_same(const char *a, const char *b)
{
    a = without_www(a);
    b = without_www(b);
    const char *a_port = strrchr(a, ':');
    const char *b_port = strrchr(b, ':');
    if (!a_port || !b_port || a_port - a != b_port - b || strncmp(a, b, (size_t)(a_port - a))) {
        return FALSE;
    }
    gboolean a_default = g_str_equal(a_port, ":80") || g_str_equal(a_port, ":443");
    gboolean b_default = g_str_equal(b_port, ":80") || g_str_equal(b_port, ":443");
    return g_str_equal(a_port, b_port) || (a_default && b_default);
}

gboolean scope_has_authority(const GPtrArray *authorities, const char *authority)
{
    for (guint i = 0; i < authorities->len; i++) {
        if (is_same(g_ptr_array_index(authorities, i), authority)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean matches(const GPtrArray *globs, const char *path)
{
    for (guint i = 0; i < globs->len; i++) {
        if (g_pattern_match_simple(g_ptr_array_index(globs, i), path)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean scope_has_url(const struct web_options *options, const char *url)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return FALSE;
    }
    g_autofree char *authority = url_authority(url);
    return scope_has_authority(options->hosts, authority) &&
           (options->include->len == 0 || matches(options->include, parts.path.ptr)) &&
           !matches(options->exclude, parts.path.ptr);
}
