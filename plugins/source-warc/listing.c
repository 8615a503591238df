/* SPDX-License-Identifier: MIT
 *
 * What is judged: of each address the newest record, if it may be a page; and each file that is not
 * whole, so that somebody hears of it.
 */
#include "plugins/common/pattern.h"
#include "plugins/common/url.h"
#include "plugins/source-warc/warc.h"

#define FOUND_SIZE 8u /* bytes that a locator takes in an answer, besides its own */

static gboolean matches(const GPtrArray *patterns, struct ts_str address, struct ts_str target)
{
    for (guint i = 0; i < patterns->len; i++) {
        struct ts_str pattern = ts_text(g_ptr_array_index(patterns, i));
        if (pattern_matches(pattern, pattern.ptr[0] == 'h' ? address : target, TRUE)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean listing_takes(const struct warc *warc, const char *address)
{
    struct ts_str own = ts_text(address);
    struct url_parts parts = {.target = own};
    if (!url_split(own, &parts)) {
        parts.target = own;
    }
    return (warc->include->len == 0 || matches(warc->include, own, parts.target)) &&
           !matches(warc->exclude, own, parts.target);
}

static void add(struct warc *warc, const char *locator, uint32_t purpose)
{
    struct ts_found found = {.locator = ts_text(locator), .purpose = purpose};
    g_array_append_val(warc->found, found);
}

/* Before the pages, so that no cap on those hides them. */
static void add_files(struct warc *warc)
{
    for (guint i = 0; i < warc->index->files->len; i++) {
        const struct warc_file *file = g_ptr_array_index(warc->index->files, i);
        char *said = files_describe(file);
        if (said) {
            struct ts_found found = {.locator = ts_text(file->locator), .purpose = TS_LINK_PAGE};
            g_array_prepend_val(warc->found, found);
            g_hash_table_replace(warc->faulty, file->locator, said);
        }
    }
}

/* The first page is where the crawl began: it is a start. The others are pages that the crawler
 * came by; one of them that is not there (404) is gone, and no gap. */
static gboolean add_pages(struct warc *warc)
{
    const struct index *index = warc->index;
    gsize size = 0;
    uint32_t purpose = TS_LINK_PAGE;
    for (guint i = 0; i < index->entries->len; i++) {
        const struct entry *entry = &g_array_index(index->entries, struct entry, i);
        const char *address = index_name(index, entry);
        if (!entry->is_newest || !entry->is_listed || !listing_takes(warc, address)) {
            continue;
        }
        size += strlen(address) + FOUND_SIZE;
        if (size > WARC_LISTING_SIZE) {
            return FALSE;
        }
        add(warc, address, purpose);
        purpose = TS_LINK_ALTERNATE;
    }
    return TRUE;
}

void listing_make(struct warc *warc)
{
    if (!add_pages(warc)) {
        struct warc_file *last = g_ptr_array_index(warc->index->files, warc->index->files->len - 1);
        g_free(last->failure);
        last->failure = g_strdup("holds more than 64 MB of addresses: the rest is not read");
    }
    add_files(warc);
}
