/* SPDX-License-Identifier: MIT
 *
 * RSS 2.0, RSS 1.0 and Atom by libxml2's events. No DTD, no entity, no network.
 */
#include <libxml/parser.h>
#include <string.h>

#include "plugins/read-feed/feed.h"

static const struct kind {
    const char *root, *item, *preset;
} kinds[] = {{"rss", "item", "rss"}, {"RDF", "item", "rss"}, {"feed", "entry", "atom"}};

/* Namespaces whose prefix is the writer's choice; ours are those of the presets. */
static const struct {
    const char *uri, *prefix;
} namespaces[] = {
    {"http://www.w3.org/2005/Atom", "atom:"},
    {"http://purl.org/rss/1.0/", ""},
    {"http://purl.org/rss/1.0/modules/content/", "content:"},
    {"http://purl.org/dc/elements/1.1/", "dc:"},
};

struct xml {
    struct feed *feed;
    xmlParserCtxtPtr parser;
    const struct kind *kind; /* NULL: the root is not known yet, or is another */
    char *root;
    guint depth, item_depth; /* item_depth 0: not in an item */
    json_t *item;
    char *name, *inner_name; /* of the item's child at work, and of that one's */
    GString *text;
    gboolean is_markup; /* XHTML in Atom: elements are text too */
    gboolean is_language, has_subset, has_long;
};

/* ---- names and attributes ---- */

static char *name_of(const struct xml *xml, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri)
{
    const char *given = prefix ? (const char *)prefix : "";
    for (size_t i = 0; uri && i < G_N_ELEMENTS(namespaces); i++) {
        if (g_str_equal((const char *)uri, namespaces[i].uri)) {
            gboolean is_own = i == 0 && xml->root && g_str_equal(xml->root, "feed");
            return g_strconcat(is_own ? "" : namespaces[i].prefix, (const char *)name, NULL);
        }
    }
    return g_strconcat(given, *given ? ":" : "", (const char *)name, NULL);
}

/* The caller frees it; NULL: there is none. libxml2 hands out five pointers an attribute. */
static char *attribute(const xmlChar **attributes, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        const xmlChar **own = attributes + (size_t)i * 5;
        if (g_str_equal((const char *)own[0], name)) {
            return g_strndup((const char *)own[3], (gsize)(own[4] - own[3]));
        }
    }
    return NULL;
}

static void append(struct xml *xml, const char *text, size_t size)
{
    if (xml->text->len + size > FEED_ITEM_SIZE) {
        xml->has_long = TRUE;
    } else {
        g_string_append_len(xml->text, text, (gssize)size);
    }
}

/* ---- an item ---- */

/* The first of a name counts. */
static void put(struct xml *xml, const char *name, const char *text)
{
    json_t *into = xml->item;
    const char *key = name;
    if (xml->inner_name) {
        into = json_object_get(xml->item, name);
        if (!into) {
            into = json_object();
            json_object_set_new(xml->item, name, into);
        }
        key = xml->inner_name;
    }
    if (json_is_object(into) && !json_object_get(into, key)) {
        json_object_set_new(into, key, json_string(text));
    }
}

static void begin_child(struct xml *xml, const xmlChar **attributes, int count)
{
    g_autofree char *href = attribute(attributes, count, "href");
    g_autofree char *rel = attribute(attributes, count, "rel");
    g_autofree char *type = attribute(attributes, count, "type");
    xml->is_markup = type && g_str_equal(type, "xhtml");
    if (href && g_str_equal(xml->name, "link") && (!rel || g_str_equal(rel, "alternate"))) {
        put(xml, "link", href);
    }
}

/* Of XHTML: the tag again, with what the reader of pages looks at. */
static void append_tag(struct xml *xml, const xmlChar *name, const xmlChar **attributes, int count)
{
    static const char *const kept[] = {"href", "src", "alt", "title", "lang"};
    append(xml, "<", 1);
    append(xml, (const char *)name, strlen((const char *)name));
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        g_autofree char *value = attribute(attributes, count, kept[i]);
        g_autofree char *shown =
            value ? g_markup_printf_escaped(" %s=\"%s\"", kept[i], value) : NULL;
        append(xml, shown ? shown : "", shown ? strlen(shown) : 0);
    }
    append(xml, ">", 1);
}

static void append_end_tag(struct xml *xml, const xmlChar *name)
{
    append(xml, "</", 2);
    append(xml, (const char *)name, strlen((const char *)name));
    append(xml, ">", 1);
}

static void begin_item(struct xml *xml, const xmlChar **attributes, int count)
{
    g_autofree char *language = attribute(attributes, count, "lang");
    g_autofree char *about = attribute(attributes, count, "about");
    xml->item_depth = xml->depth;
    xml->item = json_object();
    if (language) {
        json_object_set_new(xml->item, "language", json_string(language));
    }
    if (about) {
        json_object_set_new(xml->item, "guid", json_string(about));
    }
}

static void end_item(struct xml *xml)
{
    xml->item_depth = 0;
    if (!feed_add(xml->feed, g_steal_pointer(&xml->item))) {
        xmlStopParser(xml->parser);
    }
}

/* ---- events ---- */

static void begin_root(struct xml *xml, const xmlChar *name, const xmlChar **attributes, int count)
{
    xml->root = g_strdup((const char *)name);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_str_equal(xml->root, kinds[i].root)) {
            xml->kind = &kinds[i];
        }
    }
    g_free(xml->feed->language);
    xml->feed->language = attribute(attributes, count, "lang");
}

/* Elements inside these are markup of a text that its writer did not escape, no fields. */
static gboolean holds_text(const char *name)
{
    static const char *const names[] = {"content", "content:encoded", "description", "subtitle",
                                        "summary", "title",           NULL};
    return g_strv_contains(names, name);
}

static void begin_markup(struct xml *xml)
{
    g_autofree char *escaped = g_markup_escape_text(xml->text->str, (gssize)xml->text->len);
    g_string_assign(xml->text, escaped);
    xml->is_markup = TRUE;
}

static void begin_inside(struct xml *xml, const xmlChar *name, const char *full,
                         const xmlChar **attributes, int count)
{
    guint level = xml->depth - xml->item_depth;
    if (level == 1) {
        g_free(xml->name);
        xml->name = g_strdup(full);
        g_string_truncate(xml->text, 0);
        begin_child(xml, attributes, count);
        return;
    }
    if (level == 2 && !xml->is_markup && holds_text(xml->name)) {
        begin_markup(xml);
    }
    if (xml->is_markup) {
        append_tag(xml, name, attributes, count);
    } else if (level == 2) {
        xml->inner_name = g_strdup(full);
        g_string_truncate(xml->text, 0);
    }
}

static void start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespace_count, const xmlChar **namespace_list, int count, int defaulted,
                  const xmlChar **attributes)
{
    struct xml *xml = data;
    (void)namespace_count, (void)namespace_list, (void)defaulted;
    if (++xml->depth == 1) {
        begin_root(xml, name, attributes, count);
    }
    if (!xml->kind || xml->depth > FEED_DEPTH) {
        xmlStopParser(xml->parser);
        return;
    }
    g_autofree char *full = name_of(xml, name, prefix, uri);
    if (xml->item) {
        begin_inside(xml, name, full, attributes, count);
    } else if (xml->depth > 1 && xml->depth <= 3 && g_str_equal(full, xml->kind->item)) {
        begin_item(xml, attributes, count);
    } else {
        xml->is_language = xml->depth == 3 && g_str_equal(full, "language");
        g_string_truncate(xml->text, 0);
    }
}

static void end_inside(struct xml *xml, const xmlChar *name)
{
    guint level = xml->depth - xml->item_depth;
    if (level == 1 || (level == 2 && xml->inner_name)) {
        g_strstrip(xml->text->str);
        if (*xml->text->str) {
            put(xml, xml->name, xml->text->str);
        }
        g_string_truncate(xml->text, 0);
        g_clear_pointer(&xml->inner_name, g_free);
    } else if (xml->is_markup) {
        append_end_tag(xml, name);
    }
    xml->is_markup = xml->is_markup && level > 1;
}

static void end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml *xml = data;
    (void)prefix, (void)uri;
    if (xml->item && xml->depth == xml->item_depth) {
        end_item(xml);
    } else if (xml->item) {
        end_inside(xml, name);
    } else if (xml->is_language) {
        xml->is_language = FALSE;
        g_free(xml->feed->language);
        xml->feed->language = g_strdup(g_strstrip(xml->text->str));
    }
    xml->depth--;
}

static void characters(void *data, const xmlChar *text, int size)
{
    struct xml *xml = data;
    if (xml->is_markup) {
        g_autofree char *escaped = g_markup_escape_text((const char *)text, size);
        append(xml, escaped, strlen(escaped));
    } else if (xml->item || xml->is_language) {
        append(xml, (const char *)text, (size_t)size);
    }
}

static void refuse_subset(void *data, const xmlChar *name, const xmlChar *external,
                          const xmlChar *system)
{
    struct xml *xml = data;
    (void)name, (void)external, (void)system;
    xml->has_subset = TRUE;
    xmlStopParser(xml->parser);
}

/* ---- verdict ---- */

static int verdict(const struct xml *xml, gboolean is_broken)
{
    struct ts_call *call = xml->feed->call;
    if (xml->has_subset) {
        return ts_fail(call, "a document type declaration is not accepted here");
    }
    if (!xml->root) {
        return ts_fail(call, "is not well-formed XML");
    }
    if (!xml->kind) {
        g_autofree char *why = g_strdup_printf("is XML with the root <%.60s>: no feed", xml->root);
        return ts_fail(call, why);
    }
    if (is_broken && !xml->feed->is_full) {
        g_autofree char *what =
            g_strdup_printf("the XML is broken at line %d: what follows was not read",
                            xml->parser->lastError.line ? xml->parser->lastError.line : 1);
        call->host->emit_truncated(call, ts_text(what));
    }
    if (xml->has_long) {
        call->host->emit_truncated(call, ts_text("texts of more than 1 MB were not read whole"));
    }
    return 0;
}

static void take_map(const struct xml *xml)
{
    struct feed_map *map = &xml->feed->map;
    if (xml->kind && !map->is_own) {
        feed_map_clear(map);
        feed_map_preset(xml->kind->preset, map);
    }
}

int feed_xml(struct feed *feed, struct ts_str bytes)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = start,
                         .endElementNs = end,
                         .characters = characters,
                         .cdataBlock = characters,
                         .internalSubset = refuse_subset};
    struct xml xml = {.feed = feed, .text = g_string_new(NULL)};
    xml.parser = xmlCreatePushParserCtxt(&sax, &xml, NULL, 0, NULL);
    /* NOENT: &amp; in attributes is handed over as it is meant; other entities there are none. */
    xmlCtxtUseOptions(xml.parser,
                      XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    int code = xmlParseChunk(xml.parser, bytes.ptr, (int)bytes.len, 1);
    int done = verdict(&xml, code != 0);
    take_map(&xml);
    xmlFreeParserCtxt(xml.parser);
    g_string_free(xml.text, TRUE);
    json_decref(xml.item);
    g_free(xml.root);
    g_free(xml.name);
    g_free(xml.inner_name);
    return done;
}
