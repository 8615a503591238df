/* SPDX-License-Identifier: MIT
 *
 * Links: what a person or a crawler can follow from a page.
 */
#include <string.h>

#include "plugins/common/html_private.h"

static gboolean is_contact(const char *href)
{
    return g_ascii_strncasecmp(href, "mailto:", 7) == 0 ||
           g_ascii_strncasecmp(href, "tel:", 4) == 0;
}

/* part: of the element at hand, "form/@action", or NULL where a person sees the link. */
static void put_link(struct html_reader *reader, const char *href, uint32_t purpose,
                     const char *rel, const char *part)
{
    if (!href) {
        return;
    }
    href += strspn(href, " \t\r\n\f");
    size_t size = strlen(href);
    while (size > 0 && html_is_space(href[size - 1])) {
        size--;
    }
    g_autofree char *where = part ? g_strdup_printf("%s/%s", html_path(reader), part) : NULL;
    gboolean is_nofollow = reader->is_nofollow || html_has_token(rel, "nofollow");
    struct ts_link link = {
        .href = ts_bytes(href, size),
        .where = ts_text(where ? where : html_path(reader)),
        .purpose = purpose == TS_LINK_PAGE && is_contact(href) ? TS_LINK_CONTACT : purpose,
        .line = reader->cursor.line,
        .column = reader->cursor.column,
        .flags = is_nofollow ? TS_LINK_NOFOLLOW : 0,
    };
    reader->app.has_redirect |= purpose == TS_LINK_REDIRECT;
    reader->app.has_content |= purpose == TS_LINK_PAGE;
    if (size && reader->call->host->emit_link(reader->call, &link) != 0) {
        reader->is_failed = TRUE;
    }
}

void html_put_link(struct html_reader *reader, const char *href, uint32_t purpose, const char *rel)
{
    put_link(reader, href, purpose, rel, NULL);
}

void html_take_anchor(struct html_reader *reader, const struct html_node *node)
{
    const char *href = html_attribute(reader, node, ATTRIBUTE_HREF);
    href = href ? href : html_attribute(reader, node, ATTRIBUTE_XLINK_HREF);
    html_put_link(reader, href, TS_LINK_PAGE, html_attribute(reader, node, ATTRIBUTE_REL));
}

void html_take_frame(struct html_reader *reader, const struct html_node *node)
{
    gboolean is_inner = node->tag == TAG_IFRAME;
    put_link(reader, html_attribute(reader, node, ATTRIBUTE_SRC), TS_LINK_PAGE, NULL,
             is_inner ? "iframe/@src" : "frame/@src");
}

/* What is filled in and sent changes something: only a form that asks leads to a page. */
void html_take_form(struct html_reader *reader, const struct html_node *node)
{
    const char *method = html_attribute(reader, node, ATTRIBUTE_METHOD);
    gboolean is_sent = method && g_ascii_strcasecmp(method, "post") == 0;
    if (method && g_ascii_strcasecmp(method, "dialog") == 0) {
        return;
    }
    put_link(reader, html_attribute(reader, node, ATTRIBUTE_ACTION),
             is_sent ? TS_LINK_FORM : TS_LINK_PAGE, html_attribute(reader, node, ATTRIBUTE_REL),
             "form/@action");
}

void html_take_base(struct html_reader *reader, const struct html_node *node)
{
    const char *href = html_attribute(reader, node, ATTRIBUTE_HREF);
    if (href && !reader->base && strlen(href) <= 8192) {
        reader->base = g_strstrip(g_strdup(href));
    }
}

/* A feed is a list of pages. */
static gboolean is_feed(const char *type)
{
    return type && (g_ascii_strncasecmp(type, "application/rss+xml", 19) == 0 ||
                    g_ascii_strncasecmp(type, "application/atom+xml", 20) == 0);
}

static void put_canonical(struct html_reader *reader, const char *href)
{
    struct ts_pair pair = {ts_text("canonical"), ts_text(href)};
    reader->is_failed |= reader->call->host->emit_meta(reader->call, &pair) != 0;
}

/* The first row that fits says what it is. */
void html_take_link(struct html_reader *reader, const struct html_node *node)
{
    static const char *const icons[] = {"icon", "apple-touch-icon", "apple-touch-icon-precomposed",
                                        "mask-icon"};
    static const char *const alternates[] = {"canonical", "next", "prev"};
    const char *rel = html_attribute(reader, node, ATTRIBUTE_REL);
    const char *href = html_attribute(reader, node, ATTRIBUTE_HREF);
    if (!href) {
        return;
    }
    if (html_has_token(html_attribute(reader, node, ATTRIBUTE_ITEMPROP), "logo")) {
        html_put_picture(reader, href, TS_REFERENCE_SOCIAL, NULL);
        return;
    }
    if (html_has_token(rel, "canonical")) {
        put_canonical(reader, href);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(icons); i++) {
        if (html_has_token(rel, icons[i])) {
            html_put_picture(reader, href, TS_REFERENCE_ICON, NULL);
            return;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(alternates); i++) {
        if (html_has_token(rel, alternates[i])) {
            html_put_link(reader, href, TS_LINK_ALTERNATE, rel);
            return;
        }
    }
    if (html_has_token(rel, "alternate")) {
        if (is_feed(html_attribute(reader, node, ATTRIBUTE_TYPE))) {
            html_put_link(reader, href, TS_LINK_MAP, rel);
        } else if (html_node_attribute(node, ATTRIBUTE_HREFLANG)) {
            html_put_link(reader, href, TS_LINK_ALTERNATE, rel);
        }
    }
}
