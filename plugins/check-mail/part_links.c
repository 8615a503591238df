/* SPDX-License-Identifier: MIT
 *
 * Links of the text part that the HTML part does not have.
 */
#include "plugins/check-mail/mail.h"

#define LINKS_MAX 2000u /* of the HTML part that are compared */
#define URLS_MAX 200u   /* of the text part */
#define OPAQUE_SIZE 12u /* bytes of a path segment that may be a number for a reader */
#define OPAQUE_LONG 24u

struct place_url {
    char *host, *path; /* without www., without the slash at the end */
};

static void free_url(gpointer data)
{
    struct place_url *own = data;
    g_free(own->host);
    g_free(own->path);
    g_free(own);
}

/* Numbers for one reader or one click: they differ from mail to mail, and from part to part. */
static gboolean is_opaque(const char *segment, size_t size)
{
    gboolean has_mixed = FALSE, has_break = FALSE;
    for (size_t i = 0; i < size; i++) {
        has_mixed |= g_ascii_isdigit(segment[i]) || g_ascii_isupper(segment[i]) ||
                     segment[i] == '=' || segment[i] == '%';
        has_break |= segment[i] == '-' || segment[i] == '_' || segment[i] == '.';
    }
    return (size >= OPAQUE_SIZE && has_mixed && !has_break) ||
           (size >= OPAQUE_LONG && !has_break) || size >= 3 * OPAQUE_LONG;
}

/* Hosts of mailing programs: what they lead to nobody knows from the link. */
static gboolean is_tracker(struct ts_str host)
{
    static const char *const labels[] = {
        "click", "clicks",      "link",       "links",   "track", "tracking", "trk", "email",
        "mail",  "e",           "go",         "t",       "r",     "url",      "ct",  "cl",
        "news",  "nieuwsbrief", "newsletter", "mailing", "em",    "et",       "mkt", "view"};
    const char *dot = memchr(host.ptr, '.', host.len);
    struct ts_str first = ts_bytes(host.ptr, dot ? (size_t)(dot - host.ptr) : host.len);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        if (ts_is(first, labels[i])) {
            return TRUE;
        }
    }
    return text_has(host, "list-manage") || text_has(host, "sendgrid") ||
           text_has(host, "mandrill") || text_has(host, "mailchimp");
}

static gboolean is_plain_path(struct ts_str path)
{
    size_t begin = 0;
    for (size_t i = 0; i <= path.len; i++) {
        if (i == path.len || path.ptr[i] == '/') {
            if (is_opaque(path.ptr + begin, i - begin)) {
                return FALSE;
            }
            begin = i + 1;
        }
    }
    return TRUE;
}

/* NULL: no link, or one that only says who follows it. */
static struct place_url *url_new(struct ts_str href)
{
    char url[URL_SIZE + 1];
    struct url_parts parts;
    size_t size = url_resolve(ts_text(""), href, url);
    url[size] = '\0';
    if (!size || !url_split(ts_bytes(url, size), &parts) || is_tracker(parts.host) ||
        !is_plain_path(parts.path)) {
        return NULL;
    }
    struct ts_str host = host_without_www(parts.host);
    struct place_url *own = g_new0(struct place_url, 1);
    own->host = text_dup(host);
    own->path = text_dup(parts.path);
    if (g_str_has_suffix(own->path, "/")) {
        own->path[strlen(own->path) - 1] = '\0';
    }
    return own;
}

static struct ts_str from(struct ts_str text, size_t at)
{
    return ts_bytes(text.ptr + at, text.len - at);
}

/* The size of an address at the start of text, 0 if there is none. */
static size_t url_size(struct ts_str text)
{
    size_t size = 0;
    if (!text_begins(text, "http://") && !text_begins(text, "https://")) {
        return 0;
    }
    while (size < text.len && !strchr(" \t<>\"'|)]}", text.ptr[size])) {
        size++;
    }
    while (size > 0 && strchr(".,;:!?*_", text.ptr[size - 1])) {
        size--;
    }
    return size;
}

/* Takes the addresses that stand in the text of a block. */
static void take_written(struct ts_str text, GPtrArray *urls)
{
    for (size_t at = 0; at + 7 < text.len && urls->len < LINKS_MAX; at++) {
        size_t size = url_size(from(text, at));
        struct place_url *own = size ? url_new(ts_bytes(text.ptr + at, size)) : NULL;
        if (own) {
            g_ptr_array_add(urls, own);
        }
        at += size ? size - 1 : 0;
    }
}

/* Those of the links, and those that are written out. NULL: most links are numbers for a mailing
 * program, and what they lead to nobody knows. */
static GPtrArray *html_urls(const struct pair *pair)
{
    const struct ts_document *document = pair->letter->document;
    GPtrArray *urls = g_ptr_array_new_with_free_func(free_url);
    guint total = 0;
    for (uint32_t i = 0; i < document->links.count && urls->len < LINKS_MAX; i++) {
        const struct ts_link *link = ts_item(document->links, i);
        if (letter_part_of(pair->letter, link->where) != PART_HTML ||
            !text_begins(link->href, "http")) {
            continue;
        }
        struct place_url *own = url_new(link->href);
        total++;
        if (own) {
            g_ptr_array_add(urls, own);
        }
    }
    if (urls->len * 2 < total) {
        g_ptr_array_unref(urls);
        return NULL;
    }
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        if (pair_is_html(pair, i)) {
            take_written(letter_block(pair->letter, i)->text, urls);
        }
    }
    return urls;
}

/* A line break may have cut the address in the text: then it is the beginning of one. */
static gboolean is_missing(const struct place_url *url, const GPtrArray *others)
{
    gboolean has_host = FALSE;
    for (guint i = 0; i < others->len; i++) {
        const struct place_url *other = g_ptr_array_index(others, i);
        if (strcmp(url->host, other->host) != 0) {
            continue;
        }
        if (!*url->path || g_str_has_prefix(other->path, url->path) ||
            (*other->path && g_str_has_prefix(url->path, other->path))) {
            return FALSE;
        }
        has_host = TRUE;
    }
    return has_host;
}

static void judge_url(struct pair *pair, uint32_t block, size_t at, size_t size,
                      const GPtrArray *others)
{
    struct ts_str text = ts_bytes(letter_block(pair->letter, block)->text.ptr + at, size);
    struct place_url *own = url_new(text);
    if (own && is_missing(own, others)) {
        struct fault fault = {.actual = text};
        pair_say(pair, "link", &fault, place_in_block(block, at, size));
    }
    if (own) {
        free_url(own);
    }
}

static void judge_block(struct pair *pair, uint32_t block, const GPtrArray *others, guint *urls)
{
    struct ts_str text = letter_block(pair->letter, block)->text;
    for (size_t at = 0; at + 7 < text.len && *urls < URLS_MAX; at++) {
        size_t size = url_size(from(text, at));
        if (size) {
            judge_url(pair, block, at, size, others);
            at += size - 1;
            (*urls)++;
        }
    }
}

void pair_judge_links(struct pair *pair)
{
    g_autoptr(GPtrArray) others = html_urls(pair);
    guint urls = 0;
    for (uint32_t i = 0; others && i < pair->letter->document->blocks.count; i++) {
        if (pair_is_text(pair, i)) {
            judge_block(pair, i, others, &urls);
        }
    }
}
