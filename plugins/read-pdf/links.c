/* SPDX-License-Identifier: MIT
 *
 * Areas of a page that lead to an address, and the text that stands in them.
 */
#include <string.h>

#include "plugins/common/limits.h"
#include "plugins/read-pdf/pdf.h"

static const char *address_of(const PopplerLinkMapping *mapping)
{
    const PopplerAction *action = mapping->action;
    const char *uri = action && action->type == POPPLER_ACTION_URI ? action->uri.uri : NULL;
    return uri && *uri && strlen(uri) < READER_PDF_ADDRESS && g_utf8_validate(uri, -1, NULL) ? uri
                                                                                             : NULL;
}

void pdf_links_open(struct pdf_page *page)
{
    page->mapping = poppler_page_get_link_mapping(page->page);
    for (GList *item = g_list_last(page->mapping); item; item = item->prev) {
        PopplerLinkMapping *mapping = item->data;
        if (address_of(mapping) && page->areas->len < READER_PDF_AREAS) {
            double top = page->height - MAX(mapping->area.y1, mapping->area.y2);
            double bottom = page->height - MIN(mapping->area.y1, mapping->area.y2);
            mapping->area.y1 = top;
            mapping->area.y2 = bottom;
            g_ptr_array_add(page->areas, mapping);
        }
    }
}

const char *pdf_link_at(const struct pdf_page *page, guint character)
{
    const PopplerRectangle *rect = &page->rects[character];
    double x = (rect->x1 + rect->x2) / 2, y = (rect->y1 + rect->y2) / 2;
    for (guint i = 0; i < page->areas->len; i++) {
        const PopplerLinkMapping *mapping = g_ptr_array_index(page->areas, i);
        const PopplerRectangle *area = &mapping->area;
        if (x >= area->x1 && x <= area->x2 && y >= area->y1 && y <= area->y2) {
            return address_of(mapping);
        }
    }
    return NULL;
}

static gboolean is_contact(const char *href)
{
    return g_ascii_strncasecmp(href, "mailto:", 7) == 0 ||
           g_ascii_strncasecmp(href, "tel:", 4) == 0;
}

void pdf_emit_link(struct pdf *pdf, const char *href, struct ts_str text, const char *where)
{
    struct ts_link link = {
        .href = ts_text(href),
        .text = text,
        .where = ts_text(where),
        .purpose = is_contact(href) ? TS_LINK_CONTACT : TS_LINK_PAGE,
    };
    pdf->is_failed |= pdf->call->host->emit_link(pdf->call, &link) != 0;
}

void pdf_emit_bare_links(struct pdf *pdf, const struct pdf_page *page)
{
    g_autofree char *where = g_strdup_printf("page=%u", page->number);
    for (guint i = 0; i < page->areas->len; i++) {
        const char *href = address_of(g_ptr_array_index(page->areas, i));
        if (!g_hash_table_contains(pdf->hrefs, href)) {
            g_hash_table_add(pdf->hrefs, g_strdup(href));
            pdf_emit_link(pdf, href, ts_text(NULL), where);
        }
    }
}
