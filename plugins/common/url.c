/* SPDX-License-Identifier: MIT
 *
 * Parses, resolves and normalises URLs in small buffers without an allocation: it runs for every
 * link of every page.
 */
#include "plugins/common/url.h"

/* What becomes of a byte below 128: u stays and its escape is undone, p stays in paths and queries,
 * q stays in queries, . is escaped. */
static const char classes[129] = "................................"
                                 ".p..p.pppppppuupuuuuuuuuuupp.p.q"
                                 "puuuuuuuuuuuuuuuuuuuuuuuuuuq.q.u"
                                 ".uuuuuuuuuuuuuuuuuuuuuuuuuu.q.u.";

struct pieces {
    struct ts_str scheme, authority, path, query;
    gboolean has_authority, has_query;
};

struct writer {
    char *at, *end;
    gboolean is_full;
};

static inline void put(struct writer *out, char byte)
{
    if (out->at < out->end) {
        *out->at++ = byte;
    } else {
        out->is_full = TRUE;
    }
}

static void put_all(struct writer *out, const char *bytes, size_t size)
{
    if ((size_t)(out->end - out->at) < size) {
        out->is_full = TRUE;
        return;
    }
    memcpy(out->at, bytes, size);
    out->at += size;
}

/* ---- splitting (RFC 3986, appendix B) ---- */

/* What counts of a reference: white space around it, tabs and line ends inside and the fragment go,
 * and before the query a backslash is a slash (WHATWG, section 4.4). */
static struct ts_str clean(struct ts_str text, char *buffer)
{
    char *to = buffer;
    gboolean is_in_query = FALSE;
    while (text.len && (guchar)text.ptr[0] <= 0x20) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && (guchar)text.ptr[text.len - 1] <= 0x20) {
        text.len--;
    }
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        if (byte == '#') {
            break;
        }
        if (byte == '\t' || byte == '\n' || byte == '\r') {
            continue;
        }
        is_in_query |= byte == '?';
        *to++ = byte == '\\' && !is_in_query ? '/' : byte;
    }
    return ts_bytes(buffer, (size_t)(to - buffer));
}

static size_t find(struct ts_str text, char byte)
{
    const char *at = text.len ? memchr(text.ptr, byte, text.len) : NULL;
    return at ? (size_t)(at - text.ptr) : text.len;
}

static struct ts_str from(struct ts_str text, size_t offset)
{
    return offset < text.len ? ts_bytes(text.ptr + offset, text.len - offset) : ts_text(NULL);
}

/* The size of the scheme, or 0. */
static size_t scheme_size(struct ts_str text)
{
    if (!text.len || !g_ascii_isalpha(text.ptr[0])) {
        return 0;
    }
    for (size_t i = 1; i < text.len; i++) {
        char byte = text.ptr[i];
        if (byte == ':') {
            return i;
        }
        if (!g_ascii_isalnum(byte) && byte != '+' && byte != '-' && byte != '.') {
            return 0;
        }
    }
    return 0;
}

/* Of a text without a fragment. */
static struct pieces split(struct ts_str text)
{
    struct pieces pieces = {0};
    size_t size = scheme_size(text);
    if (size) {
        pieces.scheme = ts_bytes(text.ptr, size);
        text = from(text, size + 1);
    }
    size = find(text, '?');
    pieces.has_query = size < text.len;
    pieces.query = from(text, size + 1);
    text.len = size;
    if (text.len >= 2 && text.ptr[0] == '/' && text.ptr[1] == '/') {
        text = from(text, 2);
        size = find(text, '/');
        pieces.authority = ts_bytes(text.ptr, size);
        pieces.has_authority = TRUE;
        text = from(text, size);
    }
    pieces.path = text;
    return pieces;
}

static gboolean is_scheme(struct ts_str scheme, const char *name)
{
    return scheme.len == strlen(name) && g_ascii_strncasecmp(scheme.ptr, name, scheme.len) == 0;
}

/* ---- escapes ---- */

static char class_of(char byte)
{
    return (guchar)byte < 0x80 ? classes[(guchar)byte] : '.';
}

static void put_escaped(struct writer *out, guchar byte)
{
    static const char hex[] = "0123456789ABCDEF";
    put(out, '%');
    put(out, hex[byte >> 4]);
    put(out, hex[byte & 15]);
}

static gboolean is_kept(char byte, gboolean is_query)
{
    char class = class_of(byte);
    return class == 'u' || class == 'p' || (class == 'q' && is_query);
}

/* A percent sign: returns how many bytes after it were used. One that begins no escape stays, as in
 * browsers, unless what becomes of its neighbours could make it one. */
static size_t put_percent(struct writer *out, struct ts_str rest, gboolean is_query)
{
    int high = rest.len > 1 ? g_ascii_xdigit_value(rest.ptr[1]) : -1;
    int low = rest.len > 2 ? g_ascii_xdigit_value(rest.ptr[2]) : -1;
    if (high >= 0 && low >= 0) {
        guchar value = (guchar)(high * 16 + low);
        if (class_of((char)value) == 'u') {
            put(out, (char)value);
        } else {
            put_escaped(out, value);
        }
        return 2;
    }
    gboolean is_safe = TRUE;
    for (size_t i = 1; i < 3 && i < rest.len; i++) {
        is_safe &= is_kept(rest.ptr[i], is_query);
    }
    if (is_safe) {
        put(out, '%');
    } else {
        put_escaped(out, '%');
    }
    return 0;
}

static void put_normal(struct writer *out, struct ts_str text, gboolean is_query)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        if (is_kept(byte, is_query)) {
            put(out, byte);
        } else if (byte == '%') {
            i += put_percent(out, from(text, i), is_query);
        } else {
            put_escaped(out, (guchar)byte);
        }
    }
}

/* ---- paths ---- */

/* Back over one segment, to after the slash before it; never before the first slash. */
static char *parent(char *floor, char *at)
{
    if (at > floor + 1) {
        at--;
    }
    while (at > floor + 1 && at[-1] != '/') {
        at--;
    }
    return at;
}

/* Segments one by one, dots resolved as they come (RFC 3986, section 5.2.4). What is written ends
 * in a slash when this begins. */
static void put_segments(struct writer *out, char *floor, struct ts_str text)
{
    while (text.len) {
        size_t size = find(text, '/');
        char *mark = out->at;
        put_normal(out, ts_bytes(text.ptr, size), FALSE);
        size_t written = url_segment_size(ts_bytes(mark, (size_t)(out->at - mark)));
        out->at = mark + written;
        if (written == 1 && mark[0] == '.') {
            out->at = mark;
        } else if (written == 2 && mark[0] == '.' && mark[1] == '.') {
            out->at = parent(floor, mark);
        } else if (size < text.len) {
            put(out, '/');
        }
        text = from(text, size + 1);
    }
}

/* The folder of the base's path, then the reference's. */
static void put_path(struct writer *out, struct ts_str base, struct ts_str path)
{
    char *floor = out->at;
    put(out, '/');
    if (path.len && path.ptr[0] == '/') {
        path = from(path, 1);
    } else {
        const char *slash = base.len ? memrchr(base.ptr, '/', base.len) : NULL;
        if (slash) {
            put_segments(out, floor, ts_bytes(base.ptr + 1, (size_t)(slash - base.ptr)));
        }
    }
    put_segments(out, floor, path);
}

/* ---- queries ---- */

static void put_query(struct writer *out, struct ts_str query)
{
    char joint = '?';
    while (query.len) {
        size_t size = find(query, '&');
        struct ts_str parameter = ts_bytes(query.ptr, size);
        query = from(query, size + 1);
        if (size == 0) {
            continue;
        }
        struct writer before = *out;
        put(out, joint);
        char *mark = out->at;
        put_normal(out, parameter, TRUE);
        /* Judged as it is written: an escaped name would else go only the second time. */
        if (!out->is_full && url_is_noise(ts_bytes(mark, (size_t)(out->at - mark)))) {
            *out = before;
        } else {
            joint = '&';
        }
    }
}

/* ---- authorities ---- */

/* Where the colon before the port stands, or the end. */
static size_t host_size(struct ts_str authority)
{
    for (size_t i = authority.len; i > 0 && authority.ptr[i - 1] != ']'; i--) {
        if (authority.ptr[i - 1] == ':') {
            return i - 1;
        }
    }
    return authority.len;
}

/* An empty port is the scheme's own. */
static gboolean read_port(struct ts_str digits, guint *port)
{
    guint number = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!g_ascii_isdigit(digits.ptr[i]) || number > 65535) {
            return FALSE;
        }
        number = number * 10 + (guint)(digits.ptr[i] - '0');
    }
    *port = digits.len ? number : *port;
    return *port > 0 && *port <= 65535;
}

/* User names and passwords in links are refused: they are never content. */
static gboolean put_authority(struct writer *out, struct ts_str authority, gboolean is_https)
{
    char name[HOST_NAME_SIZE];
    const guint own = is_https ? 443 : 80;
    guint port = own;
    if (find(authority, '@') < authority.len) {
        return FALSE;
    }
    size_t size = host_size(authority);
    size_t length = host_name_normalise(ts_bytes(authority.ptr, size), name);
    if (!length || !read_port(from(authority, size + 1), &port)) {
        return FALSE;
    }
    put_all(out, name, length);
    if (port != own) {
        char text[8];
        put_all(out, text, (size_t)g_snprintf(text, sizeof text, ":%u", port));
    }
    return TRUE;
}

/* ---- the whole ---- */

size_t url_resolve(struct ts_str base, struct ts_str reference, char url_r[URL_SIZE + 1])
{
    char own_text[URL_SIZE], base_text[URL_SIZE];
    struct writer out = {url_r, url_r + URL_SIZE, FALSE};
    if (reference.len > sizeof own_text || base.len > sizeof base_text) {
        return 0;
    }
    struct pieces own = split(clean(reference, own_text));
    struct pieces around = {0};
    gboolean is_whole = own.scheme.len > 0;
    if (!is_whole) {
        around = split(clean(base, base_text));
        own.scheme = around.scheme;
    }
    gboolean is_https = is_scheme(own.scheme, "https");
    if ((!is_https && !is_scheme(own.scheme, "http")) || (is_whole && !own.has_authority)) {
        return 0;
    }
    if (own.has_authority) {
        around = (struct pieces){0};
    } else {
        own.authority = around.authority;
    }
    put_all(&out, is_https ? "https://" : "http://", is_https ? 8 : 7);
    if (!put_authority(&out, own.authority, is_https)) {
        return 0;
    }
    gboolean is_same = !own.has_authority && own.path.len == 0; /* "", "?a=b" */
    put_path(&out, around.path, is_same ? around.path : own.path);
    put_query(&out, is_same && !own.has_query ? around.query : own.query);
    *out.at = '\0';
    return out.is_full ? 0 : (size_t)(out.at - url_r);
}

char *url_normalise(struct ts_str base, struct ts_str reference)
{
    char url[URL_SIZE + 1];
    size_t size = url_resolve(base, reference, url);
    return size ? g_strndup(url, size) : NULL;
}

gboolean url_split(struct ts_str url, struct url_parts *parts_r)
{
    struct pieces pieces = split(url);
    if (!pieces.has_authority || !pieces.path.len) {
        return FALSE;
    }
    gboolean is_https = is_scheme(pieces.scheme, "https");
    size_t size = host_size(pieces.authority);
    *parts_r = (struct url_parts){
        .scheme = pieces.scheme,
        .host = ts_bytes(pieces.authority.ptr, size),
        .path = pieces.path,
        .target = ts_bytes(pieces.path.ptr, url.len - (size_t)(pieces.path.ptr - url.ptr)),
        .port = is_https ? 443 : 80,
        .is_https = is_https,
    };
    return read_port(from(pieces.authority, size + 1), &parts_r->port);
}

char *url_authority(const char *url)
{
    struct url_parts parts;
    if (!url_split(ts_text(url), &parts)) {
        return g_strdup("");
    }
    return g_strdup_printf("%.*s:%u", (int)parts.host.len, parts.host.ptr, parts.port);
}

char *url_origin(const char *url)
{
    g_autofree char *authority = url_authority(url);
    return g_strconcat(g_str_has_prefix(url, "https:") ? "https://" : "http://", authority, NULL);
}
