/* SPDX-License-Identifier: MIT
 *
 * libxml2's events, with the offsets that it does not tell.
 */
#include "plugins/read-voice/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "plugins/common/html_names.h"

#define PIECE 65536u /* bytes that the parser gets at a time */

struct xml_walk {
    struct ts_str source;
    const struct xml_handler *handler;
    void *data;
    xmlParserCtxtPtr parser;
    size_t text_end; /* behind the last text */
    size_t tag;      /* where the tag at work begins */
    guint depth;     /* elements that are open */
    gboolean has_subset, is_stopped;
};

/* How far the parser has read. */
static size_t position(const struct xml_walk *walk)
{
    long consumed = xmlByteConsumed(walk->parser);
    return consumed < 0 ? 0 : MIN((size_t)consumed, walk->source.len);
}

static gboolean stands_at(const struct xml_walk *walk, struct ts_str text, size_t offset)
{
    return offset + text.len <= walk->source.len &&
           memcmp(walk->source.ptr + offset, text.ptr, text.len) == 0;
}

/* The events come when the text is behind the parser (CDATA: ahead of it). What does not stand
 * there as it is was a reference. */
static size_t locate(const struct xml_walk *walk, struct ts_str text)
{
    size_t now = position(walk);
    if (now >= text.len && stands_at(walk, text, now - text.len)) {
        return now - text.len;
    }
    if (stands_at(walk, text, now)) {
        return now;
    }
    size_t reach = MIN(now - MIN(now, walk->text_end), HTML_REFERENCE_MAX * 4u);
    const char *ampersand = memrchr(walk->source.ptr + now - reach, '&', reach);
    return ampersand ? (size_t)(ampersand - walk->source.ptr) : now;
}

static void on_text(void *context, const xmlChar *text, int size)
{
    struct xml_walk *walk = context;
    struct ts_str run = ts_bytes(text, (size_t)size);
    if (!walk->is_stopped) {
        size_t offset = locate(walk, run);
        walk->text_end = MAX(walk->text_end, offset);
        walk->handler->text(walk->data, run, offset);
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **namespace_list, int count, int defaulted,
                     const xmlChar **attributes)
{
    struct xml_walk *walk = context;
    size_t now = position(walk);
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list;
    (void)count, (void)defaulted, (void)attributes;
    if (walk->is_stopped) {
        return;
    }
    /* No attribute value holds a "<". */
    const char *open = memrchr(walk->source.ptr, '<', now);
    walk->tag = open ? (size_t)(open - walk->source.ptr) : now;
    walk->depth++;
    walk->handler->start(walk, walk->data, (const char *)name);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct xml_walk *walk = context;
    (void)name, (void)prefix, (void)uri;
    if (!walk->is_stopped) {
        walk->depth--;
        walk->handler->end(walk->data);
    }
}

/* A name for a document type is fine, declarations are not: they can grow without measure. The
 * parser stands at the bracket that opens them. */
static void on_subset(void *context, const xmlChar *name, const xmlChar *external,
                      const xmlChar *system)
{
    struct xml_walk *walk = context;
    size_t now = position(walk);
    (void)name, (void)external, (void)system;
    if (now < walk->source.len && walk->source.ptr[now] == '[') {
        walk->has_subset = TRUE;
        xmlStopParser(walk->parser);
    }
}

/* An entity of a document type that was not read: HTML's names are known, others stay as they are
 * written. */
static void on_reference(void *context, const xmlChar *name)
{
    struct xml_walk *walk = context;
    char utf8[HTML_REFERENCE_MAX];
    size_t size = 0;
    g_autofree char *written = g_strdup_printf("&%.40s;", (const char *)name);
    if (!html_reference(written, strlen(written), 0, utf8, &size)) {
        on_text(context, (const xmlChar *)written, (int)strlen(written));
        return;
    }
    if (!walk->is_stopped) {
        walk->handler->text(walk->data, ts_bytes(utf8, size), locate(walk, ts_text(written)));
    }
}

static char *describe(const struct xml_walk *walk)
{
    if (walk->has_subset) {
        return g_strdup("declares entities of its own, which is not accepted here");
    }
    const xmlError *error = xmlCtxtGetLastError(walk->parser);
    g_autofree char *message = g_utf8_make_valid(error && error->message ? error->message : "", -1);
    for (char *at = message; *at; at++) {
        *at = *at == '\n' ? ' ' : *at;
    }
    g_strstrip(message);
    /* libxml2 calls the missing rest "extra content". */
    gboolean is_cut = walk->depth && error && error->code == XML_ERR_DOCUMENT_END;
    return g_strdup_printf("is not well-formed XML: line %d: %s", error ? error->line : 0,
                           is_cut || *message == '\0' ? "the document ends too early" : message);
}

/* In pieces: libxml2 takes no more than 10 MB at once. 0, or -1: it is broken. */
static int feed(struct xml_walk *walk)
{
    int code = 0;
    for (size_t at = 0; code == 0 && at < walk->source.len; at += PIECE) {
        size_t size = MIN(PIECE, walk->source.len - at);
        code = xmlParseChunk(walk->parser, walk->source.ptr + at, (int)size,
                             at + size == walk->source.len);
    }
    return code == 0 && walk->parser->wellFormed ? 0 : -1;
}

int xml_read(struct ts_str source, const struct xml_handler *handler, void *data, char **why_r)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .reference = on_reference,
                         .internalSubset = on_subset};
    struct xml_walk walk = {.source = source, .handler = handler, .data = data};
    walk.parser = xmlCreatePushParserCtxt(&sax, &walk, NULL, 0, NULL);
    xmlCtxtUseOptions(walk.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                       XML_PARSE_IGNORE_ENC);
    gboolean is_broken = feed(&walk) != 0 && !walk.is_stopped;
    if (is_broken) {
        *why_r = describe(&walk);
    }
    xmlFreeParserCtxt(walk.parser);
    return is_broken ? -1 : 0;
}

/* ---- attributes ---- */

static size_t skip_while(struct ts_str source, size_t at, const char *set, gboolean is_in)
{
    while (at < source.len && (strchr(set, source.ptr[at]) != NULL) == is_in &&
           source.ptr[at] != '\0') {
        at++;
    }
    return at;
}

/* The next name and value of a tag; FALSE at its end. The parser has found it well-formed. */
static gboolean next_attribute(struct ts_str source, size_t *at, struct ts_str *name_r,
                               struct ts_str *value_r)
{
    size_t begin = skip_while(source, *at, " \t\n\r", TRUE);
    size_t end = skip_while(source, begin, " \t\n\r=/>", FALSE);
    size_t quote = skip_while(source, end, " \t\n\r=", TRUE);
    if (end == begin || quote >= source.len ||
        (source.ptr[quote] != '"' && source.ptr[quote] != '\'')) {
        return FALSE;
    }
    const char *close = memchr(source.ptr + quote + 1, source.ptr[quote], source.len - quote - 1);
    if (!close) {
        return FALSE;
    }
    *name_r = ts_bytes(source.ptr + begin, end - begin);
    *value_r = ts_bytes(source.ptr + quote + 1, (size_t)(close - source.ptr) - quote - 1);
    *at = (size_t)(close - source.ptr) + 1;
    return TRUE;
}

struct ts_str xml_attribute(const struct xml_walk *walk, const char *name)
{
    struct ts_str own, value;
    size_t at = skip_while(walk->source, walk->tag, " \t\n\r/>", FALSE);
    while (next_attribute(walk->source, &at, &own, &value)) {
        if (ts_is(own, name)) {
            return value;
        }
    }
    return ts_text(NULL);
}

size_t xml_tag_offset(const struct xml_walk *walk)
{
    return walk->tag;
}

void xml_stop(struct xml_walk *walk)
{
    walk->is_stopped = TRUE;
    xmlStopParser(walk->parser);
}
