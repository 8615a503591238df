/* SPDX-License-Identifier: MIT
 *
 * What a page says for machines of the firm behind it, and what its head and its links tell.
 */
#include "plugins/check-propose/propose.h"

#include <string.h>

#include "plugins/common/items.h"

/* ---- structured data ---- */

/* "Kanaalstraat 12-A": what stands before the last number, it, and what follows. */
static void split_street(struct ts_str whole, struct propose_address *address)
{
    size_t end = whole.len, start;
    while (end > 0 && !g_ascii_isdigit(whole.ptr[end - 1])) {
        end--;
    }
    for (start = end; start > 0 && g_ascii_isdigit(whole.ptr[start - 1]); start--) {
    }
    address->street = whole;
    if (end == 0 || end - start > 5 || start == 0 || whole.ptr[start - 1] != ' ' ||
        whole.len - end > 8) {
        return;
    }
    size_t rest = end;
    while (rest < whole.len && strchr(" -/", whole.ptr[rest])) {
        rest++;
    }
    address->street = ts_bytes(whole.ptr, start - 1);
    address->number = ts_bytes(whole.ptr + start, end - start);
    address->suffix = ts_bytes(whole.ptr + rest, whole.len - rest);
    while (address->street.len && strchr(" ,", address->street.ptr[address->street.len - 1])) {
        address->street.len--;
    }
}

static int say_address(struct sight *sight, const struct item *owner, enum propose_rank rank)
{
    const struct item_value *value = item_get(owner, "address");
    if (!value || !value->item) {
        return 0;
    }
    struct propose_address address = {
        .postcode = item_text(value->item, "postalCode"),
        .city = item_text(value->item, "addressLocality"),
        .country = item_text(value->item, "addressCountry"),
    };
    split_street(item_text(value->item, "streetAddress"), &address);
    return places_say_address(sight, &address, item_format_name(owner->format), rank);
}

static int say_social(struct sight *sight, const struct item *item)
{
    for (uint32_t i = 0; i < item->values.count; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ts_is(value->name, "sameAs") &&
            propose_plain(sight, "social", value->text, "sameAs", RANK_DATA) != 0) {
            return -1;
        }
    }
    return 0;
}

static struct ts_str logo_of(const struct item *item)
{
    const struct item_value *value = item_get(item, "logo");
    if (!value) {
        return ts_text(NULL);
    }
    struct ts_str url = value->item ? item_text(value->item, "url") : value->text;
    return value->item && !url.len ? item_text(value->item, "contentUrl") : url;
}

static int say_organization(struct sight *sight, const struct item *item)
{
    const char *from = item_format_name(item->format);
    /* Inside of others it may be a publisher, a brand on sale. */
    enum propose_rank rank = item->depth == 0 ? RANK_DATA : RANK_MARKUP;
    int done = propose_plain(sight, "name", item_text(item, "name"), from, rank);
    done |= propose_plain(sight, "legal", item_text(item, "legalName"), from, rank);
    done |= propose_plain(sight, "slogan-data", item_text(item, "slogan"), from, rank);
    done |= propose_plain(sight, "logo-address", logo_of(item), from, rank);
    done |= places_say_phone(sight, item_text(item, "telephone"), from, rank);
    done |= places_say_email(sight, item_text(item, "email"), from, rank);
    done |= say_address(sight, item, rank);
    return done | say_social(sight, item);
}

static int find_items(struct sight *sight)
{
    struct ts_list items = items_of(sight->call, sight->document, NULL);
    for (uint32_t i = 0; i < items.count; i++) {
        const struct item *item = ts_item(items, i);
        if (item->format != ITEM_OPEN_GRAPH && item_is(item, "Organization") &&
            say_organization(sight, item) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- the head ---- */

static const char *const separators[] = {" | ", " – ", " — ", " - ", " · ", " :: ", " » ", ": "};

/* A title that was left half empty ("Home -") has parts that name nobody. */
static int say_part(struct sight *sight, const char *part, const char *from)
{
    for (const char *at = part; *at; at = g_utf8_next_char(at)) {
        if (g_unichar_isalpha(g_utf8_get_char(at))) {
            return propose_plain(sight, "title", ts_text(part), from, RANK_TEXT);
        }
    }
    return 0;
}

/* The first and the last part of a title: one of them is often the name. */
static int say_title(struct sight *sight)
{
    struct ts_str title = sight->document->title;
    g_autofree char *text = g_strndup(title.len ? title.ptr : "", title.len);
    for (gsize i = 0; i < G_N_ELEMENTS(separators); i++) {
        g_auto(GStrv) parts = g_strsplit(text, separators[i], 8);
        guint count = g_strv_length(parts);
        if (count < 2) {
            continue;
        }
        const char *last = g_strstrip(parts[count - 1]), *first = g_strstrip(parts[0]);
        int done = say_part(sight, last, "end of titles");
        return done | say_part(sight, first, "start of titles");
    }
    return say_part(sight, text, "title");
}

static int say_meta(struct sight *sight)
{
    static const struct {
        const char *name, *key, *from;
    } rows[] = {
        {"og:site_name", "name", "og:site_name"},
        {"application-name", "name", "application-name"},
        {"description", "description", "meta description"},
        {"og:description", "description", "og:description"},
    };
    int done = 0;
    for (uint32_t i = 0; i < sight->document->meta.count; i++) {
        const struct ts_pair *pair = ts_item(sight->document->meta, i);
        for (gsize k = 0; k < G_N_ELEMENTS(rows); k++) {
            if (ts_is(pair->name, rows[k].name)) {
                done |= propose_plain(sight, rows[k].key, pair->value, rows[k].from, RANK_MARKUP);
            }
        }
    }
    return done;
}

/* ---- links ---- */

static gboolean begins(struct ts_str text, const char *start)
{
    return text.len >= strlen(start) && g_ascii_strncasecmp(text.ptr, start, strlen(start)) == 0;
}

static gboolean is_social(struct ts_str href)
{
    static const char *const hosts[] = {"facebook.com/", "instagram.com/", "linkedin.com/",
                                        "x.com/",        "twitter.com/",   "youtube.com/",
                                        "tiktok.com/",   "pinterest.com/"};
    const char *scheme = g_strstr_len(href.ptr, (gssize)href.len, "://");
    if (!scheme || memchr(href.ptr, '?', href.len)) {
        return FALSE; /* one with a query shares this page */
    }
    struct ts_str rest = ts_bytes(scheme + 3, href.len - (size_t)(scheme + 3 - href.ptr));
    if (begins(rest, "www.")) {
        rest = ts_bytes(rest.ptr + 4, rest.len - 4);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        if (begins(rest, hosts[i]) && rest.len > strlen(hosts[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_pdf(struct ts_str href)
{
    size_t len = href.len;
    for (size_t i = 0; i < href.len; i++) {
        len = (href.ptr[i] == '?' || href.ptr[i] == '#') && i < len ? i : len;
    }
    return len > 4 && g_ascii_strncasecmp(href.ptr + len - 4, ".pdf", 4) == 0;
}

static int say_link(struct sight *sight, struct ts_str href)
{
    if (begins(href, "tel:")) {
        return places_say_phone(sight, ts_bytes(href.ptr + 4, href.len - 4), "tel: link",
                                RANK_MARKUP);
    }
    if (begins(href, "mailto:")) {
        return places_say_email(sight, ts_bytes(href.ptr + 7, href.len - 7), "mailto: link",
                                RANK_MARKUP);
    }
    if (is_pdf(href)) {
        return propose_plain(sight, "pdf", href, "link", RANK_MARKUP);
    }
    return is_social(href) ? propose_plain(sight, "social", href, "link", RANK_MARKUP) : 0;
}

int statements_find(struct sight *sight)
{
    if (find_items(sight) != 0 || say_title(sight) != 0 || say_meta(sight) != 0) {
        return -1;
    }
    for (uint32_t i = 0; i < sight->document->links.count; i++) {
        const struct ts_link *link = ts_item(sight->document->links, i);
        if (link->href.len && say_link(sight, link->href) != 0) {
            return -1;
        }
    }
    return 0;
}
