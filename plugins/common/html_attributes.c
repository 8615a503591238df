/* SPDX-License-Identifier: MIT
 *
 * What stands in attributes: links, pictures, descriptions, labels.
 */
#include "plugins/common/html_private.h"

/* The parser gives names of elements and attributes in small letters. */
const char *html_attribute(const xmlChar **attributes, const char *name)
{
    for (int i = 0; attributes && attributes[i]; i += 2) {
        if (strcmp((const char *)attributes[i], name) == 0) {
            return attributes[i + 1] ? (const char *)attributes[i + 1] : "";
        }
    }
    return NULL;
}

/* ---- links ---- */

static gboolean is_contact(const char *href)
{
    return g_ascii_strncasecmp(href, "mailto:", 7) == 0 ||
           g_ascii_strncasecmp(href, "tel:", 4) == 0;
}

static void put_link(struct html_reader *reader, const char *href, uint32_t purpose)
{
    if (!href) {
        return;
    }
    g_autofree char *trimmed = g_strstrip(g_strdup(href));
    const char *path = html_path(reader);
    struct ts_link link = {
        .href = ts_text(trimmed),
        .where = ts_text(path),
        .purpose = purpose == TS_LINK_PAGE && is_contact(trimmed) ? TS_LINK_CONTACT : purpose,
        .line = reader->cursor.line,
        .column = reader->cursor.column,
    };
    if (*trimmed && reader->call->host->emit_link(reader->call, &link) != 0) {
        reader->is_failed = TRUE;
    }
}

static gboolean has_token(const char *list, const char *token)
{
    g_auto(GStrv) tokens = g_strsplit_set(list ? list : "", " \t\r\n\f", -1);
    for (guint i = 0; tokens[i]; i++) {
        if (g_ascii_strcasecmp(tokens[i], token) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- pictures ---- */

static uint32_t pixels(const char *value)
{
    guint64 number = value ? g_ascii_strtoull(value, NULL, 10) : 0;
    return number < 100000 ? (uint32_t)number : 0;
}

static void put_reference(struct html_reader *reader, const char *uri, uint32_t kind,
                          const xmlChar **attributes)
{
    const char *alt = html_attribute(attributes, "alt");
    const char *path = html_path(reader);
    struct ts_reference reference = {
        .uri = ts_text(uri),
        .alt = ts_text(alt),
        .where = ts_text(path),
        .kind = kind,
        .has_alt = alt != NULL,
        .width = pixels(html_attribute(attributes, "width")),
        .height = pixels(html_attribute(attributes, "height")),
        .line = reader->cursor.line,
        .column = reader->cursor.column,
    };
    if (uri && *uri && reader->call->host->emit_reference(reader->call, &reference) != 0) {
        reader->is_failed = TRUE;
    }
}

/* The first candidate of a srcset: its URL ends at white space or a comma. */
static char *first_candidate(const char *srcset)
{
    srcset += strspn(srcset, " \t\r\n,");
    return g_strndup(srcset, strcspn(srcset, " \t\r\n,"));
}

static void put_image(struct html_reader *reader, const xmlChar **attributes)
{
    const char *source = html_attribute(attributes, "src");
    const char *srcset = html_attribute(attributes, "srcset");
    const char *alt = html_attribute(attributes, "alt");
    g_autofree char *candidate = !source && srcset ? first_candidate(srcset) : NULL;
    put_reference(reader, source ? source : candidate, TS_REFERENCE_IMAGE, attributes);
    if (alt) {
        html_emit_text(reader, alt, TS_ROLE_ALT, "img");
    }
}

static void put_background(struct html_reader *reader, const char *style)
{
    const char *url = style ? strstr(style, "url(") : NULL;
    if (!url) {
        return;
    }
    url += strlen("url(");
    url += strspn(url, " '\"");
    g_autofree char *uri = g_strndup(url, strcspn(url, "'\") "));
    put_reference(reader, uri, TS_REFERENCE_BACKGROUND, NULL);
}

/* ---- meta ---- */

static void put_description(struct html_reader *reader, const char *name, const char *content)
{
    static const char *const shown[] = {"description",  "og:title",      "og:description",
                                        "og:site_name", "twitter:title", "twitter:description"};
    g_autofree char *suffix = g_strdup_printf("meta[%s]", name);
    for (size_t i = 0; i < G_N_ELEMENTS(shown); i++) {
        if (g_ascii_strcasecmp(name, shown[i]) == 0 &&
            g_hash_table_add(reader->said, g_strdup(content))) {
            html_emit_text(reader, content, TS_ROLE_METADATA, suffix);
        }
    }
}

/* "5; url=https://..." */
static void put_refresh(struct html_reader *reader, const char *content)
{
    g_autofree char *lower = g_ascii_strdown(content, -1);
    const char *url = strstr(lower, "url=");
    if (url) {
        const char *value = content + (url - lower) + strlen("url=");
        value += strspn(value, " '\"");
        g_autofree char *own = g_strndup(value, strcspn(value, "'\""));
        put_link(reader, own, TS_LINK_REDIRECT);
    }
}

static void take_meta(struct html_reader *reader, const xmlChar **attributes)
{
    const char *name = html_attribute(attributes, "name");
    const char *property = html_attribute(attributes, "property");
    const char *equivalent = html_attribute(attributes, "http-equiv");
    const char *content = html_attribute(attributes, "content");
    name = name ? name : property;
    if (!content) {
        return;
    }
    if (equivalent && g_ascii_strcasecmp(equivalent, "refresh") == 0) {
        put_refresh(reader, content);
    }
    if (!name || strlen(name) > 200) {
        return;
    }
    g_autofree char *lower = g_ascii_strdown(name, -1);
    struct ts_pair pair = {ts_text(lower), ts_text(content)};
    if (reader->call->host->emit_meta(reader->call, &pair) != 0) {
        reader->is_failed = TRUE;
    }
    put_description(reader, lower, content);
    if (g_str_equal(lower, "og:image") || g_str_equal(lower, "twitter:image")) {
        put_reference(reader, content, TS_REFERENCE_SOCIAL, NULL);
    }
}

static void take_link(struct html_reader *reader, const xmlChar **attributes)
{
    const char *rel = html_attribute(attributes, "rel");
    const char *href = html_attribute(attributes, "href");
    if (!href) {
        return;
    }
    if (has_token(rel, "canonical")) {
        struct ts_pair pair = {ts_text("canonical"), ts_text(href)};
        reader->is_failed |= reader->call->host->emit_meta(reader->call, &pair) != 0;
    }
    if (has_token(rel, "icon") || has_token(rel, "apple-touch-icon")) {
        put_reference(reader, href, TS_REFERENCE_ICON, NULL);
    } else if (has_token(rel, "canonical") || has_token(rel, "next") || has_token(rel, "prev") ||
               (has_token(rel, "alternate") && html_attribute(attributes, "hreflang"))) {
        put_link(reader, href, TS_LINK_ALTERNATE);
    }
}

static void take_input(struct html_reader *reader, const xmlChar **attributes)
{
    const char *type = html_attribute(attributes, "type");
    const char *label = html_attribute(attributes, "placeholder");
    if (type &&
        (g_ascii_strcasecmp(type, "submit") == 0 || g_ascii_strcasecmp(type, "button") == 0)) {
        label = html_attribute(attributes, "value");
    }
    if (label) {
        html_emit_text(reader, label, TS_ROLE_LABEL, "input");
    }
}

static void take_form(struct html_reader *reader, const xmlChar **attributes)
{
    const char *method = html_attribute(attributes, "method");
    if (!method || g_ascii_strcasecmp(method, "get") == 0) {
        put_link(reader, html_attribute(attributes, "action"), TS_LINK_PAGE);
    }
}

static void take_base(struct html_reader *reader, const xmlChar **attributes)
{
    const char *href = html_attribute(attributes, "href");
    if (href && !reader->base) {
        reader->base = g_strstrip(g_strdup(href));
    }
}

static void take_anchor(struct html_reader *reader, const xmlChar **attributes)
{
    put_link(reader, html_attribute(attributes, "href"), TS_LINK_PAGE);
}

static void take_frame(struct html_reader *reader, const xmlChar **attributes)
{
    put_link(reader, html_attribute(attributes, "src"), TS_LINK_PAGE);
}

static const struct {
    const char *name;
    void (*take)(struct html_reader *reader, const xmlChar **attributes);
} takers[] = {
    {"a", take_anchor},    {"area", take_anchor},  {"base", take_base},      {"form", take_form},
    {"frame", take_frame}, {"iframe", take_frame}, {"img", put_image},       {"input", take_input},
    {"link", take_link},   {"meta", take_meta},    {"textarea", take_input},
};

void html_take_attributes(struct html_reader *reader, const char *name, const xmlChar **attributes)
{
    if (!attributes) {
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(takers); i++) {
        if (g_str_equal(takers[i].name, name)) {
            takers[i].take(reader, attributes);
        }
    }
    if (g_str_equal(name, "image")) { /* of an SVG */
        const char *href = html_attribute(attributes, "href");
        put_reference(reader, href ? href : html_attribute(attributes, "xlink:href"),
                      TS_REFERENCE_IMAGE, attributes);
    }
    put_background(reader, html_attribute(attributes, "style"));
}
