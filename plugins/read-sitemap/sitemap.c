/* SPDX-License-Identifier: MIT
 *
 * Reads sitemaps by libxml2's events. No DTD, no entity, no network: an internal subset is refused.
 */
#include "plugins/read-sitemap/sitemap.h"

#include <glib.h>
#include <libxml/parser.h>

#include "plugins/common/limits.h"

#define DEPTH_MAX 64u

/* Roots that list addresses, the element that holds one, and how deep it lies: a picture's loc lies
 * deeper than a page's. */
static const struct kind {
    const char *root, *holder;
    guint least, most;
} kinds[] = {
    {"urlset", "loc", 3, 3}, {"sitemapindex", "loc", 3, 3}, {"rss", "link", 3, 4},
    {"RDF", "link", 3, 3},   {"feed", "link", 2, 3},
};

struct sitemap {
    struct ts_call *call;
    xmlParserCtxtPtr parser;
    const struct kind *kind; /* NULL: the root is not known yet, or is another */
    char *root;
    GString *text; /* of the holder at work */
    gboolean is_in_holder, is_failed, has_subset, is_full;
    gboolean is_long, has_long; /* this address is too long; some was */
    guint depth, count;
};

static void put_link(struct sitemap *sitemap, const char *url)
{
    struct ts_link link = {
        .href = ts_text(url),
        .where = ts_text(sitemap->root),
        .purpose = TS_LINK_MAP,
        .line = (uint32_t)xmlSAX2GetLineNumber(sitemap->parser),
        .column = 1,
    };
    if (++sitemap->count > READER_SITEMAP_LINKS) {
        sitemap->is_full = TRUE;
        xmlStopParser(sitemap->parser);
    } else if (*url && sitemap->call->host->emit_link(sitemap->call, &link) != 0) {
        sitemap->is_failed = TRUE;
    }
}

/* Of a link element: its href, unless it leads to the feed itself, to a file, or to a hub. In a
 * urlset it is the page in another language. */
static gboolean take_href(struct sitemap *sitemap, const xmlChar **attributes, int count)
{
    struct ts_str href = ts_text(NULL), rel = ts_text("alternate");
    for (int i = 0; i < count; i++) {
        const xmlChar **own = attributes + (size_t)i * 5;
        struct ts_str value = ts_bytes(own[3], (size_t)(own[4] - own[3]));
        if (g_str_equal((const char *)own[0], "href")) {
            href = value;
        } else if (g_str_equal((const char *)own[0], "rel")) {
            rel = value;
        }
    }
    if (!ts_is(rel, "alternate")) {
        return FALSE;
    }
    sitemap->is_long = href.len > SITEMAP_URL_MAX;
    g_string_truncate(sitemap->text, 0);
    g_string_append_len(sitemap->text, href.ptr, sitemap->is_long ? 0 : (gssize)href.len);
    return TRUE;
}

static gboolean is_holder(const struct sitemap *sitemap, const char *name)
{
    const struct kind *kind = sitemap->kind;
    gboolean is_translation = kind == &kinds[0] && g_str_equal(name, "link");
    return (is_translation || g_str_equal(name, kind->holder)) && sitemap->depth >= kind->least &&
           sitemap->depth <= kind->most;
}

static void start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int namespaces, const xmlChar **namespace_list, int count, int defaulted,
                  const xmlChar **attributes)
{
    struct sitemap *sitemap = data;
    (void)prefix, (void)uri, (void)namespaces, (void)namespace_list, (void)defaulted;
    if (++sitemap->depth == 1) {
        sitemap->root = g_strdup((const char *)name);
        for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
            if (g_str_equal(sitemap->root, kinds[i].root)) {
                sitemap->kind = &kinds[i];
            }
        }
    }
    if (!sitemap->kind || sitemap->depth > DEPTH_MAX) {
        xmlStopParser(sitemap->parser);
        return;
    }
    if (is_holder(sitemap, (const char *)name)) {
        sitemap->is_in_holder = take_href(sitemap, attributes, count);
    }
}

static void end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    struct sitemap *sitemap = data;
    (void)prefix, (void)uri;
    if (sitemap->is_in_holder && is_holder(sitemap, (const char *)name)) {
        sitemap->is_in_holder = FALSE;
        sitemap->has_long |= sitemap->is_long;
        if (!sitemap->is_long) {
            put_link(sitemap, g_strstrip(sitemap->text->str));
        }
    }
    sitemap->depth--;
}

static void characters(void *data, const xmlChar *text, int size)
{
    struct sitemap *sitemap = data;
    if (!sitemap->is_in_holder) {
        return;
    }
    if (sitemap->text->len + (size_t)size > SITEMAP_URL_MAX) {
        sitemap->is_long = TRUE;
    } else {
        g_string_append_len(sitemap->text, (const char *)text, size);
    }
}

static void refuse_subset(void *data, const xmlChar *name, const xmlChar *external,
                          const xmlChar *system)
{
    struct sitemap *sitemap = data;
    (void)name, (void)external, (void)system;
    sitemap->has_subset = TRUE;
    xmlStopParser(sitemap->parser);
}

static int verdict(const struct sitemap *sitemap, gboolean is_broken)
{
    struct ts_call *call = sitemap->call;
    if (sitemap->has_subset) {
        return ts_fail(call, "a document type declaration is not accepted here");
    }
    if (sitemap->root && !sitemap->kind) {
        g_autofree char *why =
            g_strdup_printf("no reader for XML whose root is <%.60s>", sitemap->root);
        return ts_fail(call, why);
    }
    if (!sitemap->root) {
        return ts_fail(call, "is not well-formed XML");
    }
    if (sitemap->is_full) {
        call->host->emit_truncated(call, ts_text(SITEMAP_FULL));
    } else if (is_broken) {
        call->host->emit_truncated(call, ts_text("the XML is broken: what follows was not read"));
    }
    if (sitemap->has_long) {
        call->host->emit_truncated(call, ts_text("addresses longer than 4096 bytes were not read"));
    }
    return sitemap->is_failed ? -1 : 0;
}

int sitemap_read(struct ts_call *call, struct ts_str bytes)
{
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = start,
                         .endElementNs = end,
                         .characters = characters,
                         .cdataBlock = characters,
                         .internalSubset = refuse_subset};
    struct sitemap sitemap = {.call = call, .text = g_string_new(NULL)};
    sitemap.parser = xmlCreatePushParserCtxt(&sax, &sitemap, NULL, 0, NULL);
    xmlCtxtUseOptions(sitemap.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    int code = xmlParseChunk(sitemap.parser, bytes.ptr, (int)bytes.len, 1);
    int done = verdict(&sitemap, code != 0);
    xmlFreeParserCtxt(sitemap.parser);
    g_string_free(sitemap.text, TRUE);
    g_free(sitemap.root);
    return done;
}

int sitemap_sniff(struct ts_str bytes)
{
    static const char *const roots[] = {"<urlset", "<sitemapindex", "<rss", "<feed", "<rdf:RDF"};
    size_t reach = bytes.len < 1000 ? bytes.len : 1000;
    for (size_t i = 0; i < G_N_ELEMENTS(roots); i++) {
        if (memmem(bytes.ptr, reach, roots[i], strlen(roots[i]))) {
            const char *first = bytes.ptr;
            while (first < bytes.ptr + reach && (g_ascii_isspace(*first) || (*first & 0x80))) {
                first++;
            }
            return first < bytes.ptr + reach && *first == '<';
        }
    }
    return 0;
}
