/* SPDX-License-Identifier: MIT
 *
 * Where a document stands, and where its references lead from there.
 */
#include "plugins/check-links/links.h"

static size_t resolve(const char *base, struct ts_str reference, char url_r[URL_SIZE + 1])
{
    size_t size = url_resolve(ts_text(base), reference, url_r);
    url_r[size] = '\0';
    return size;
}

static gboolean is_same_origin(const struct url_parts *a, const struct url_parts *b)
{
    return a->is_https == b->is_https && a->port == b->port && ts_equal(a->host, b->host);
}

void page_init(struct page *page, const struct ts_document *document)
{
    struct url_parts base;
    static const char mail[] = "message/";
    *page = (struct page){.document = document};
    page->is_mail = document->media_type.len >= sizeof mail - 1 &&
                    memcmp(document->media_type.ptr, mail, sizeof mail - 1) == 0;
    if (resolve("", document->locator, page->locator)) {
        url_split(ts_text(page->locator), &page->own);
        page->is_inside = host_is_inside(page->own.host);
    }
    if (document->base.len && resolve(page->locator, document->base, page->base)) {
        url_split(ts_text(page->base), &base);
        page->is_base_elsewhere = !page->locator[0] || !is_same_origin(&base, &page->own);
    } else {
        memcpy(page->base, page->locator, sizeof page->base);
    }
}

/* Has it no scheme and no host of its own? Most have none, and need not be resolved. */
static gboolean is_relative(struct ts_str reference)
{
    const char *text = reference.ptr;
    if (reference.len == 0 || text[0] == '#' || text[0] == '?' || text[0] == '.') {
        return TRUE;
    }
    if (text[0] == '/' || text[0] == '\\') {
        return reference.len < 2 || (text[1] != '/' && text[1] != '\\');
    }
    return !memchr(text, ':', reference.len);
}

gboolean page_resolve(const struct page *page, struct ts_str reference, struct target *target_r)
{
    if (is_relative(reference) && !page->is_base_elsewhere) {
        return FALSE;
    }
    target_r->size = resolve(page->base, reference, target_r->url);
    return target_r->size && url_split(ts_bytes(target_r->url, target_r->size), &target_r->parts);
}

gboolean page_is_own(const struct page *page, struct ts_str reference)
{
    char url[URL_SIZE + 1];
    if (reference.len && reference.ptr[0] == '#' && page->document->base.len == 0) {
        return TRUE;
    }
    return page->locator[0] && resolve(page->base, reference, url) &&
           strcmp(url, page->locator) == 0;
}
