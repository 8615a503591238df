/* SPDX-License-Identifier: MIT
 *
 * The walk over the events of libxml2, and what keeps it linear.
 */
#include "plugins/read-office/xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "plugins/common/charset.h"

#define CHUNK (64u << 10)
#define KNOWN 8u /* prefixes that are not looked up again */

/* libxml2 keeps one copy of each name, so pointers tell them apart. */
struct known_prefix {
    const void *uri;
    const char *prefix;
};

struct xml_walk {
    struct ts_call *call;
    const struct xml_handler *handler;
    xmlParserCtxtPtr parser;
    GHashTable *rules; /* name -> struct xml_rule * */
    guint depth, elements;
    guint skip_depth;                 /* of the element that is left out; 0: none */
    guint namespaces;                 /* in scope */
    guint16 own_names[XML_DEPTH + 1]; /* namespaces that each open element declares */
    const struct xml_rule *open[XML_DEPTH + 1];
    struct known_prefix known[KNOWN];
    guint next_known;
    enum xml_result result;
    gboolean is_stopped;
};

/* ---- what stops it ---- */

static void stop(struct xml_walk *walk, enum xml_result result)
{
    if (!walk->is_stopped) {
        walk->result = result;
        walk->is_stopped = TRUE;
        xmlStopParser(walk->parser);
    }
}

static void refuse_entity(void *data, const xmlChar *name, int type, const xmlChar *public_id,
                          const xmlChar *system_id, xmlChar *content)
{
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    stop(data, XML_DECLARES);
}

static void refuse_attribute(void *data, const xmlChar *element, const xmlChar *name, int type,
                             int def, const xmlChar *fallback, xmlEnumerationPtr tree)
{
    (void)element, (void)name, (void)type, (void)def, (void)fallback;
    xmlFreeEnumeration(tree);
    stop(data, XML_DECLARES);
}

static void refuse_element(void *data, const xmlChar *name, int type, xmlElementContentPtr content)
{
    (void)name, (void)type, (void)content;
    stop(data, XML_DECLARES);
}

/* ---- events ---- */

static const char *prefix_of(struct xml_walk *walk, const void *uri)
{
    for (guint i = 0; uri && i < KNOWN; i++) {
        if (walk->known[i].uri == uri) {
            return walk->known[i].prefix;
        }
    }
    struct known_prefix known = {uri, xml_prefix(uri)};
    walk->known[walk->next_known] = known;
    walk->next_known = (walk->next_known + 1) % KNOWN;
    return known.prefix;
}

static void make_name(char name_r[XML_NAME_SIZE], const char *prefix, const char *local)
{
    g_strlcpy(name_r, prefix, XML_NAME_SIZE);
    if (*prefix) {
        g_strlcat(name_r, ":", XML_NAME_SIZE);
    }
    g_strlcat(name_r, local, XML_NAME_SIZE);
}

static void start(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **list, int count, int defaulted,
                  const xmlChar **attributes)
{
    struct xml_walk *walk = data;
    char name[XML_NAME_SIZE];
    (void)prefix, (void)list, (void)defaulted;
    if (walk->is_stopped) {
        return;
    }
    walk->namespaces += (guint)namespaces;
    if (walk->depth == XML_DEPTH || ++walk->elements > XML_ELEMENTS ||
        walk->namespaces > XML_NAMESPACES) {
        stop(walk, XML_TOO_LARGE);
        return;
    }
    walk->depth++;
    walk->own_names[walk->depth] = (guint16)namespaces;
    walk->open[walk->depth] = NULL;
    if (walk->skip_depth) {
        return;
    }
    make_name(name, prefix_of(walk, uri), (const char *)local);
    const struct xml_rule *rule = g_hash_table_lookup(walk->rules, name);
    walk->open[walk->depth] = rule;
    if (rule && rule->start) {
        struct xml_tag tag = {walk, name, attributes, count};
        rule->start(walk->handler->self, &tag);
    }
}

static void end(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_walk *walk = data;
    (void)local, (void)prefix, (void)uri;
    if (walk->is_stopped) {
        return;
    }
    if (walk->skip_depth == 0 && walk->open[walk->depth] && walk->open[walk->depth]->end) {
        walk->open[walk->depth]->end(walk->handler->self);
    }
    if (walk->skip_depth == walk->depth) {
        walk->skip_depth = 0;
    }
    walk->namespaces -= walk->own_names[walk->depth];
    walk->depth--;
}

static void characters(void *data, const xmlChar *text, int size)
{
    struct xml_walk *walk = data;
    if (!walk->is_stopped && !walk->skip_depth && walk->handler->text) {
        walk->handler->text(walk->handler->self, ts_bytes(text, (size_t)size));
    }
}

void xml_skip(const struct xml_tag *tag)
{
    tag->walk->skip_depth = tag->walk->depth;
}

void xml_stop(const struct xml_tag *tag)
{
    stop(tag->walk, XML_OK);
}

/* ---- attributes ---- */

/* Without replacing entities libxml2 hands an ampersand over as "&#38;". */
static char *plain_value(const xmlChar *value, size_t size)
{
    GString *text = g_string_new_len((const char *)value, (gssize)size);
    if (strstr(text->str, "&#38;")) {
        g_string_replace(text, "&#38;", "&", 0);
    }
    return g_string_free(text, FALSE);
}

char *xml_attribute(const struct xml_tag *tag, const char *name)
{
    const char *local = strchr(name, ':');
    size_t prefix_size = local ? (size_t)(local - name) : 0;
    local = local ? local + 1 : name;
    for (int i = 0; i < tag->count; i++) {
        const unsigned char **own = tag->attributes + (size_t)i * 5;
        const char *prefix = prefix_of(tag->walk, own[2]);
        if (g_str_equal((const char *)own[0], local) && strlen(prefix) == prefix_size &&
            memcmp(prefix, name, prefix_size) == 0) {
            return plain_value(own[3], (size_t)(own[4] - own[3]));
        }
    }
    return NULL;
}

gboolean xml_attribute_is(const struct xml_tag *tag, const char *name, const char *value)
{
    g_autofree char *own = xml_attribute(tag, name);
    return own && g_str_equal(own, value);
}

gint64 xml_attribute_number(const struct xml_tag *tag, const char *name, gint64 fallback)
{
    g_autofree char *own = xml_attribute(tag, name);
    char *stop_at = NULL;
    gint64 number = own ? g_ascii_strtoll(own, &stop_at, 10) : 0;
    return own && stop_at != own ? number : fallback;
}

/* ---- the walk ---- */

/* A "<" begins a tag, whatever stood before: inside a value it is not well-formed. So the quotes
 * behind it, two an attribute, can be counted in one pass, before libxml2 compares them in pairs.
 */
static gboolean has_crowded_tag(struct ts_str xml)
{
    const char *at = xml.ptr, *end = xml.ptr + xml.len;
    while (at < end && (at = memchr(at, '<', (size_t)(end - at)))) {
        guint count = 0;
        char quote = 0;
        at++;
        if (at < end && (*at == '!' || *at == '?')) {
            continue;
        }
        for (; at < end && *at != '<' && (quote || *at != '>'); at++) {
            if (quote ? *at == quote : *at == '"' || *at == '\'') {
                count += quote ? 0 : 1;
                quote = quote ? 0 : *at;
            }
        }
        if (count > XML_TAG_ATTRIBUTES) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_utf8(struct ts_str xml)
{
    size_t reach = MIN(xml.len, 200u);
    const char *close = reach ? memchr(xml.ptr, '>', reach) : NULL;
    if (!close || (guchar)xml.ptr[0] >= 0xFE) {
        return FALSE;
    }
    g_autofree char *declaration = g_ascii_strdown(xml.ptr, close - xml.ptr);
    const char *encoding = strstr(declaration, "encoding");
    return !encoding || strstr(encoding, "utf-8") != NULL;
}

/* Others than UTF-8 are converted here: a sealed process could not load libxml2's converters. */
static struct ts_str as_utf8(struct ts_call *call, struct ts_str bytes)
{
    struct charset_hint hint = {.has_markup = 1};
    struct charset_result converted;
    if (is_utf8(bytes)) {
        return bytes;
    }
    charset_to_utf8(call, &hint, bytes, &converted);
    return converted.text;
}

static GHashTable *index_rules(const struct xml_handler *handler)
{
    GHashTable *rules = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(handler->tables); i++) {
        for (guint32 k = 0; k < handler->tables[i].count; k++) {
            const struct xml_rule *rule = ts_item(handler->tables[i], k);
            if (!g_hash_table_contains(rules, rule->name)) {
                g_hash_table_insert(rules, (gpointer)rule->name, (gpointer)rule);
            }
        }
    }
    return rules;
}

static void feed(struct xml_walk *walk, struct ts_str xml)
{
    int code = 0;
    for (size_t at = 0; at < xml.len && code == 0 && !walk->is_stopped; at += CHUNK) {
        size_t size = MIN(xml.len - at, CHUNK);
        if (walk->call->host->is_stopping(walk->call)) {
            return;
        }
        code = xmlParseChunk(walk->parser, xml.ptr + at, (int)size, at + size == xml.len);
    }
    if (!walk->is_stopped && (code != 0 || xml.len == 0)) {
        walk->result = XML_BROKEN;
    }
}

enum xml_result xml_walk(struct ts_call *call, struct ts_str bytes,
                         const struct xml_handler *handler)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = start,
                         .endElementNs = end,
                         .characters = characters,
                         .cdataBlock = characters,
                         .entityDecl = refuse_entity,
                         .attributeDecl = refuse_attribute,
                         .elementDecl = refuse_element};
    struct ts_str xml = as_utf8(call, bytes);
    if (has_crowded_tag(xml)) {
        return XML_TOO_LARGE;
    }
    struct xml_walk *walk = g_new0(struct xml_walk, 1);
    walk->call = call;
    walk->handler = handler;
    walk->rules = index_rules(handler);
    walk->parser = xmlCreatePushParserCtxt(&sax, walk, NULL, 0, NULL);
    xmlCtxtUseOptions(walk->parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                        XML_PARSE_IGNORE_ENC);
    feed(walk, xml);
    enum xml_result result = walk->result;
    if (walk->parser->myDoc) { /* it keeps what it declares, though no tree is asked for */
        xmlFreeDoc(walk->parser->myDoc);
    }
    xmlFreeParserCtxt(walk->parser);
    g_hash_table_unref(walk->rules);
    g_free(walk);
    return result;
}

const char *xml_result_text(enum xml_result result)
{
    static const char *const texts[] = {
        [XML_OK] = "is well-formed",
        [XML_BROKEN] = "is broken XML: what follows was not read",
        [XML_DECLARES] = "declares entities or elements, which is not accepted",
        [XML_TOO_LARGE] = "has more elements or attributes, or deeper ones, than are read",
    };
    return texts[result];
}
