/* SPDX-License-Identifier: MIT
 *
 * Parses, resolves and normalises URLs in one pass over a small buffer; runs for every link of
 * every page.
 */
#include "plugins/source-web/url.h"

#include <unicode/uidna.h>

/* Parameters that tell a campaign, not a page. */
static const char *const tracking[] = {
    "utm_*",   "gclid",  "gclsrc", "dclid",   "fbclid",     "msclkid", "mc_cid",
    "mc_eid",  "_ga",    "_gl",    "igshid",  "yclid",      "wbraid",  "gbraid",
    "mkt_tok", "_hsenc", "_hsmi",  "vero_id", "oly_enc_id",
};

struct pieces {
    struct ts_str scheme, authority, path, query;
    gboolean has_authority, has_query;
};

/* ---- splitting (RFC 3986, appendix B) ---- */

static gboolean has_scheme(struct ts_str text, size_t *size_r)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ':') {
            *size_r = i;
            return i > 0 && g_ascii_isalpha(text.ptr[0]);
        }
        if (!g_ascii_isalnum(text.ptr[i]) && !strchr("+-.", text.ptr[i])) {
            return FALSE;
        }
    }
    return FALSE;
}

static struct ts_str cut(struct ts_str *rest, const char *stops)
{
    size_t size = 0;
    while (size < rest->len && !strchr(stops, rest->ptr[size])) {
        size++;
    }
    struct ts_str front = ts_bytes(rest->ptr, size);
    *rest = ts_bytes(rest->ptr + size, rest->len - size);
    return front;
}

static struct pieces split(struct ts_str text)
{
    struct pieces pieces = {0};
    size_t size;
    struct ts_str rest = text;
    const char *hash = memchr(rest.ptr ? rest.ptr : "", '#', rest.len);
    if (hash) {
        rest.len = (size_t)(hash - rest.ptr);
    }
    if (has_scheme(rest, &size)) {
        pieces.scheme = ts_bytes(rest.ptr, size);
        rest = ts_bytes(rest.ptr + size + 1, rest.len - size - 1);
    }
    if (rest.len >= 2 && memcmp(rest.ptr, "//", 2) == 0) {
        rest = ts_bytes(rest.ptr + 2, rest.len - 2);
        pieces.authority = cut(&rest, "/?");
        pieces.has_authority = TRUE;
    }
    pieces.path = cut(&rest, "?");
    pieces.has_query = rest.len > 0;
    pieces.query = rest.len ? ts_bytes(rest.ptr + 1, rest.len - 1) : rest;
    return pieces;
}

/* ---- escapes ---- */

static gboolean is_unreserved(int byte)
{
    return g_ascii_isalnum(byte) || strchr("-._~", byte);
}

static void put_escaped(GString *out, guchar byte)
{
    static const char hex[] = "0123456789ABCDEF";
    g_string_append_c(out, '%');
    g_string_append_c(out, hex[byte >> 4]);
    g_string_append_c(out, hex[byte & 15]);
}

/* Bytes that may not stand in a URL are escaped, escapes of what needs none are undone. */
static void put_normal(GString *out, struct ts_str text, const char *kept)
{
    for (size_t i = 0; i < text.len; i++) {
        guchar byte = (guchar)text.ptr[i];
        if (byte == '%' && i + 2 < text.len && g_ascii_isxdigit(text.ptr[i + 1]) &&
            g_ascii_isxdigit(text.ptr[i + 2])) {
            guchar value = (guchar)(g_ascii_xdigit_value(text.ptr[i + 1]) * 16 +
                                    g_ascii_xdigit_value(text.ptr[i + 2]));
            if (value && is_unreserved(value)) {
                g_string_append_c(out, (char)value);
            } else {
                put_escaped(out, value);
            }
            i += 2;
        } else if (byte > 0x20 && byte < 0x7F && (is_unreserved(byte) || strchr(kept, byte))) {
            g_string_append_c(out, (char)byte);
        } else {
            put_escaped(out, byte);
        }
    }
}

/* ---- paths ---- */

/* RFC 3986 section 5.2.4, over a path that begins with a slash. */
static void put_path(GString *out, const char *path)
{
    gsize floor = out->len;
    const char *at = path;
    while (*at) {
        size_t size = strcspn(at + 1, "/") + 1;
        gboolean is_last = at[size] == '\0';
        if (size == 2 && at[1] == '.') {
            if (is_last) {
                g_string_append_c(out, '/');
            }
        } else if (size == 3 && at[1] == '.' && at[2] == '.') {
            while (out->len > floor && out->str[out->len - 1] != '/') {
                g_string_truncate(out, out->len - 1);
            }
            if (out->len > floor) {
                g_string_truncate(out, out->len - 1);
            }
            if (is_last) {
                g_string_append_c(out, '/');
            }
        } else {
            g_string_append_len(out, at, (gssize)size);
        }
        at += size;
    }
    if (out->len == floor) {
        g_string_append_c(out, '/');
    }
}

/* The base's path up to its last slash, then the reference's. */
static char *merge(struct ts_str base, struct ts_str reference)
{
    GString *path = g_string_new(NULL);
    const char *slash = base.len ? memrchr(base.ptr, '/', base.len) : NULL;
    if (reference.len && (reference.ptr[0] == '/' || reference.ptr[0] == '\\')) {
        slash = NULL;
    } else if (slash) {
        g_string_append_len(path, base.ptr, slash - base.ptr + 1);
    } else {
        g_string_append_c(path, '/');
    }
    g_string_append_len(path, reference.ptr, (gssize)reference.len);
    for (gsize i = 0; i < path->len; i++) {
        path->str[i] = path->str[i] == '\\' ? '/' : path->str[i];
    }
    return g_string_free(path, FALSE);
}

/* ---- queries ---- */

static gboolean is_tracking(struct ts_str parameter)
{
    const char *equals = memchr(parameter.ptr, '=', parameter.len);
    size_t size = equals ? (size_t)(equals - parameter.ptr) : parameter.len;
    for (size_t i = 0; i < G_N_ELEMENTS(tracking); i++) {
        size_t length = strlen(tracking[i]);
        gboolean is_prefix = tracking[i][length - 1] == '*';
        length -= is_prefix ? 1 : 0;
        if ((is_prefix ? size >= length : size == length) &&
            g_ascii_strncasecmp(parameter.ptr, tracking[i], length) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put_query(GString *out, struct ts_str query)
{
    char joint = '?';
    while (query.len > 0) {
        struct ts_str parameter = cut(&query, "&");
        if (query.len) {
            query = ts_bytes(query.ptr + 1, query.len - 1);
        }
        if (parameter.len == 0 || is_tracking(parameter)) {
            continue;
        }
        g_string_append_c(out, joint);
        put_normal(out, parameter, "!$'()*+,;=:@/?[]|");
        joint = '&';
    }
}

/* ---- authorities ---- */

static gboolean put_idn(GString *out, struct ts_str host)
{
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    char ascii[256];
    UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
    int32_t size = 0;
    if (U_SUCCESS(status)) {
        size = uidna_nameToASCII_UTF8(idna, host.ptr, (int32_t)host.len, ascii, sizeof ascii, &info,
                                      &status);
    }
    uidna_close(idna);
    if (U_FAILURE(status) || info.errors || size <= 0 || size >= (int32_t)sizeof ascii) {
        return FALSE;
    }
    g_string_append_len(out, ascii, size);
    return TRUE;
}

static gboolean put_host(GString *out, struct ts_str host)
{
    gboolean is_ascii = TRUE;
    if (host.len == 0 || host.len > 253) {
        return FALSE;
    }
    for (size_t i = 0; i < host.len; i++) {
        guchar byte = (guchar)host.ptr[i];
        is_ascii &= byte < 0x80;
        if (byte < 0x80 && !g_ascii_isalnum(byte) && !strchr("-._[]:", byte)) {
            return FALSE;
        }
    }
    if (!is_ascii) {
        return put_idn(out, host);
    }
    if (host.ptr[host.len - 1] == '.') {
        host.len--; /* the root's dot */
    }
    for (size_t i = 0; i < host.len; i++) {
        g_string_append_c(out, g_ascii_tolower(host.ptr[i]));
    }
    return host.len > 0;
}

/* User names and passwords in links are refused: they are never content. */
static gboolean put_authority(GString *out, struct ts_str authority, gboolean is_https)
{
    const char *end = authority.ptr + authority.len;
    const char *colon = NULL;
    guint64 port = 0;
    if (authority.len == 0 || memchr(authority.ptr, '@', authority.len)) {
        return FALSE;
    }
    for (const char *at = end; at > authority.ptr && at[-1] != ']'; at--) {
        if (at[-1] == ':') {
            colon = at - 1;
            break;
        }
    }
    struct ts_str host =
        ts_bytes(authority.ptr, colon ? (size_t)(colon - authority.ptr) : authority.len);
    if (!put_host(out, host)) {
        return FALSE;
    }
    for (const char *at = colon ? colon + 1 : end; at < end; at++) {
        if (!g_ascii_isdigit(*at) || port > 65535) {
            return FALSE;
        }
        port = port * 10 + (guint64)(*at - '0');
    }
    if (port > 65535) {
        return FALSE;
    }
    if (port && port != (is_https ? 443u : 80u)) {
        g_string_append_printf(out, ":%u", (guint)port);
    }
    return TRUE;
}

/* ---- the whole ---- */

/* White space around goes, tabs and line ends inside too (WHATWG). */
static char *trim(struct ts_str text)
{
    GString *out = g_string_sized_new(text.len + 1);
    while (text.len && (guchar)text.ptr[0] <= 0x20) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && (guchar)text.ptr[text.len - 1] <= 0x20) {
        text.len--;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (!strchr("\t\r\n", text.ptr[i])) {
            g_string_append_c(out, text.ptr[i]);
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean is_scheme(struct ts_str scheme, const char *name)
{
    return scheme.len == strlen(name) && g_ascii_strncasecmp(scheme.ptr, name, scheme.len) == 0;
}

char *url_normalise(struct ts_str base, struct ts_str reference)
{
    if (reference.len > URL_SIZE * 2 || base.len > URL_SIZE * 2) {
        return NULL;
    }
    g_autofree char *trimmed = trim(reference);
    struct pieces own = split(ts_text(trimmed));
    struct pieces from = split(base);
    struct ts_str scheme = own.scheme.len ? own.scheme : from.scheme;
    gboolean is_https = is_scheme(scheme, "https");
    if (!is_https && !is_scheme(scheme, "http")) {
        return NULL;
    }
    gboolean is_whole = own.scheme.len || own.has_authority;
    if (own.scheme.len && !own.has_authority) {
        return NULL;
    }
    g_autoptr(GString) out = g_string_sized_new(256);
    g_string_append(out, is_https ? "https://" : "http://");
    if (!put_authority(out, is_whole ? own.authority : from.authority, is_https)) {
        return NULL;
    }
    g_autofree char *path = !is_whole && own.path.len == 0
                                ? merge(ts_text(NULL), from.path)
                                : merge(is_whole ? ts_text(NULL) : from.path, own.path);
    g_autoptr(GString) normal = g_string_new(NULL);
    put_normal(normal, ts_text(path), "!$&'()*+,;=:@/");
    put_path(out, normal->str);
    put_query(out, is_whole || own.path.len || own.has_query ? own.query : from.query);
    return out->len <= URL_SIZE ? g_strndup(out->str, out->len) : NULL;
}

gboolean url_split(const char *url, struct url_parts *parts_r)
{
    struct pieces pieces = split(ts_text(url));
    const char *colon = NULL;
    if (!pieces.has_authority) {
        return FALSE;
    }
    for (size_t i = pieces.authority.len; i > 0 && pieces.authority.ptr[i - 1] != ']'; i--) {
        if (pieces.authority.ptr[i - 1] == ':') {
            colon = pieces.authority.ptr + i - 1;
            break;
        }
    }
    *parts_r = (struct url_parts){pieces.scheme, pieces.authority, pieces.path, pieces.query,
                                  is_scheme(pieces.scheme, "https") ? 443 : 80};
    if (colon) {
        parts_r->host.len = (size_t)(colon - pieces.authority.ptr);
        parts_r->port = (guint)g_ascii_strtoull(colon + 1, NULL, 10);
    }
    return TRUE;
}

char *url_authority(const char *url)
{
    struct url_parts parts;
    if (!url_split(url, &parts)) {
        return g_strdup("");
    }
    return g_strdup_printf("%.*s:%u", (int)parts.host.len, parts.host.ptr, parts.port);
}
