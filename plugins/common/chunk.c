/* SPDX-License-Identifier: MIT
 *
 * Tells URLs, mail addresses, file names and placeholders from words.
 */
#include "plugins/common/chunk.h"

#include <string.h>

#include <glib.h>

#include "plugins/common/words.h"

#define TAG_REACH 200u

/* Endings of host and file names that are met in prose. */
static const char *const endings[] = {
    "nl",   "be",      "de",   "com", "org",   "net",     "eu",   "io",  "fr",   "uk",
    "info", "example", "dev",  "app", "html",  "htm",     "php",  "pdf", "docx", "doc",
    "xlsx", "xls",     "pptx", "zip", "png",   "jpg",     "jpeg", "gif", "svg",  "css",
    "js",   "json",    "xml",  "csv", "txt",   "mp4",     "exe",  "apk", "yaml", "conf",
    "sh",   "py",      "so",   "deb", "local", "invalid", "test", "gz",
};

static gboolean has_ending(const char *ptr, size_t len)
{
    const char *dot = memrchr(ptr, '.', len);
    if (!dot || dot == ptr || !g_ascii_isalnum(dot[-1])) {
        return FALSE;
    }
    size_t size = len - (size_t)(dot + 1 - ptr);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strlen(endings[i]) == size && g_ascii_strncasecmp(dot + 1, endings[i], size) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean begins(const char *ptr, size_t len, const char *prefix)
{
    size_t size = strlen(prefix);
    return len >= size && g_ascii_strncasecmp(ptr, prefix, size) == 0;
}

/* Without the punctuation that stands around it in a sentence. */
static void trim(const char **ptr, size_t *len)
{
    while (*len && strchr("([{<\"'", **ptr)) {
        (*ptr)++;
        (*len)--;
    }
    while (*len && strchr(")]}>\"',.;:!?", (*ptr)[*len - 1])) {
        (*len)--;
    }
}

static gboolean is_url(const char *ptr, size_t len)
{
    if (memmem(ptr, len, "://", 3) || begins(ptr, len, "www.") || begins(ptr, len, "mailto:") ||
        begins(ptr, len, "tel:")) {
        return TRUE;
    }
    const char *slash = memchr(ptr, '/', len);
    if (slash && (slash == ptr || memchr(slash + 1, '/', len - (size_t)(slash + 1 - ptr)))) {
        return TRUE; /* a path: /etc, a/b/c; "en/of" is none */
    }
    return has_ending(ptr, slash ? (size_t)(slash - ptr) : len);
}

static gboolean is_markup(const char *ptr, size_t len)
{
    if (len < 2) {
        return FALSE;
    }
    if (memchr(ptr, '_', len) || memchr(ptr, '\\', len) || memchr(ptr, '=', len)) {
        return TRUE;
    }
    if (strchr("@#$%", ptr[0]) && (g_ascii_isalpha(ptr[1]) || ptr[1] == '{')) {
        return TRUE;
    }
    if (ptr[0] == '-' && (ptr[1] == '-' ? len > 2 : len == 2 && g_ascii_isalpha(ptr[1]))) {
        return TRUE;
    }
    /* a:b as in key:value, css; a clock's 9:30 is no word anyway */
    const char *colon = memchr(ptr, ':', len);
    return colon && colon + 1 < ptr + len && colon > ptr && g_ascii_isalpha(colon[1]) &&
           g_ascii_isalpha(colon[-1]);
}

/* {name}, as some mail platforms have it. */
static gboolean has_placeholder(const char *ptr, size_t len)
{
    const char *end = ptr + len;
    const char *open = memchr(ptr, '{', len);
    const char *at = open ? open + 1 : end;
    while (at < end && (g_ascii_isalnum(*at) || *at == '_' || *at == '.')) {
        at++;
    }
    return at < end && *at == '}' && at > open + 1;
}

uint32_t chunk_flags(const char *ptr, size_t len)
{
    if (has_placeholder(ptr, len)) {
        return WORD_IN_MARKUP;
    }
    trim(&ptr, &len);
    if (len < 2) {
        return 0;
    }
    const char *at = memchr(ptr, '@', len);
    if (at && at > ptr && memchr(at, '.', len - (size_t)(at - ptr))) {
        return WORD_IN_EMAIL;
    }
    if (is_url(ptr, len)) {
        return WORD_IN_URL;
    }
    return is_markup(ptr, len) ? WORD_IN_MARKUP : 0;
}

static const struct {
    const char *open, *close;
} tags[] = {
    {"{{", "}}"}, {"{%", "%}"}, {"*|", "|*"}, {"%%", "%%"}, {"${", "}"}, {"<%", "%>"}, {"[%", "%]"},
};

size_t chunk_merge_tag(const char *ptr, size_t len)
{
    if (!strchr("{*%$<[", *ptr)) {
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        size_t open = strlen(tags[i].open);
        if (len < open || memcmp(ptr, tags[i].open, open) != 0) {
            continue;
        }
        size_t close = strlen(tags[i].close);
        size_t reach = MIN(len, TAG_REACH) - open;
        const char *end = memmem(ptr + open, reach, tags[i].close, close);
        if (end && end > ptr + open) {
            return (size_t)(end - ptr) + close;
        }
    }
    return 0;
}
