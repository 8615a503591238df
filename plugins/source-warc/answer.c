/* SPDX-License-Identifier: MIT
 *
 * What a record says, as an answer of the contract; in the words of the web source.
 */
#include "plugins/common/http_values.h"
#include "plugins/common/media.h"
#include "plugins/common/url.h"
#include "plugins/source-warc/warc.h"

struct ts_str answer_keep(struct warc *warc, char *text)
{
    if (text) {
        g_ptr_array_add(warc->strings, text);
    }
    return ts_text(text);
}

static void say(struct warc *warc, struct ts_answer *answer, uint32_t status, uint32_t cause,
                char *reason)
{
    answer->status = status;
    answer->cause = cause;
    answer->reason = answer_keep(warc, reason);
}

/* ---- redirects ---- */

static void answer_target(struct warc *warc, const struct ts_request *request, char *target,
                          struct ts_answer *answer)
{
    answer->target = answer_keep(warc, target);
    if (ts_equal(answer->target, request->locator)) {
        say(warc, answer, TS_FAILED, TS_CAUSE_OTHER, g_strdup("redirects to itself"));
    } else if (request->hops >= WARC_HOPS) {
        say(warc, answer, TS_FAILED, TS_CAUSE_OTHER, g_strdup("more than 10 redirects in a row"));
    } else if (!listing_takes(warc, target)) {
        say(warc, answer, TS_REFUSED, TS_CAUSE_SCOPE,
            g_strdup_printf("redirects to %s, outside the scope", target));
    } else if (!index_newest(warc->index, target)) {
        say(warc, answer, TS_REFUSED, TS_CAUSE_SCOPE,
            g_strdup_printf("redirects to %s, which the crawler did not fetch", target));
    } else {
        answer->status = TS_REDIRECTED;
    }
}

static void answer_redirect(struct warc *warc, const struct ts_request *request,
                            struct ts_answer *answer)
{
    const struct page *page = &warc->page;
    char *target = page->location ? url_normalise(request->locator, ts_text(page->location)) : NULL;
    if (target) {
        answer_target(warc, request, target, answer);
    } else if (page->location) {
        say(warc, answer, TS_REFUSED, TS_CAUSE_SCOPE,
            g_strdup_printf("redirects to \"%.*s\", which is not followed",
                            (int)MIN(strlen(page->location), 200), page->location));
    } else {
        say(warc, answer, TS_FAILED, TS_CAUSE_OTHER,
            g_strdup_printf("answered %u without saying where to go", page->status));
    }
}

/* ---- pages ---- */

static char *lower(struct ts_str text)
{
    return text.len ? g_ascii_strdown(text.ptr, (gssize)text.len) : NULL;
}

/* Of all that a reader is told: if it is the same again, so is the verdict. */
static char *etag_of(const struct page *page)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    const char *texts[] = {page->type, page->language};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        const char *text = texts[i] ? texts[i] : "";
        g_checksum_update(checksum, (const guchar *)text, (gssize)strlen(text) + 1);
    }
    g_checksum_update(checksum, (const guchar *)page->body->str, (gssize)page->body->len);
    return g_strconcat("sha256:", g_checksum_get_string(checksum), NULL);
}

static void answer_page(struct warc *warc, const struct ts_request *request,
                        struct ts_answer *answer)
{
    const struct page *page = &warc->page;
    struct ts_str media_type, charset;
    http_split_type(ts_text(page->type), &media_type, &charset);
    answer->media_type = answer_keep(warc, lower(media_type));
    answer->charset = answer_keep(warc, lower(charset));
    if (!media_is_document_type(answer->media_type.len ? answer->media_type.ptr : "")) {
        say(warc, answer, TS_REFUSED, TS_CAUSE_MEDIA,
            g_strdup_printf("%s is not read", answer->media_type.ptr));
        return;
    }
    answer->etag = answer_keep(warc, etag_of(page));
    if (ts_equal(answer->etag, request->etag)) {
        answer->status = TS_NOT_MODIFIED;
        return;
    }
    answer->status = TS_FETCHED;
    answer->language = http_single_language(ts_text(page->language));
    answer->bytes = ts_bytes(page->body->str, page->body->len);
}

static void answer_status(struct warc *warc, const struct ts_request *request,
                          struct ts_answer *answer)
{
    guint status = warc->page.status;
    if (status >= 200 && status < 300 && status != 206) {
        answer_page(warc, request, answer);
    } else if (status >= 300 && status < 400 && status != 304) {
        answer_redirect(warc, request, answer);
    } else {
        gboolean is_gone = status == 404 || status == 410;
        say(warc, answer, is_gone ? TS_VANISHED : TS_FAILED, TS_CAUSE_OTHER,
            g_strdup_printf("answered %u%s", status, http_status_name(status)));
    }
}

static void answer_entry(struct warc *warc, const struct ts_request *request,
                         const struct entry *entry, struct ts_answer *answer)
{
    const char *address = index_name(warc->index, entry);
    if (!listing_takes(warc, address)) { /* met in an earlier run */
        say(warc, answer, TS_REFUSED, TS_CAUSE_SCOPE, g_strdup("is outside the scope"));
        return;
    }
    page_read(warc, entry, &warc->page);
    if (warc->page.failure) {
        say(warc, answer, TS_FAILED, warc->page.is_limit ? TS_CAUSE_LIMIT : TS_CAUSE_OTHER,
            g_strdup(warc->page.failure));
    } else {
        answer_status(warc, request, answer);
    }
}

/* ---- what is no record ---- */

/* What an earlier run knew is gone only if this crawl is whole: of what is cut off nobody knows. */
static void answer_absent(struct warc *warc, struct ts_answer *answer)
{
    if (g_hash_table_size(warc->faulty) > 0) {
        say(warc, answer, TS_FAILED, TS_CAUSE_OTHER,
            g_strdup("was not found, but not all that the crawler fetched can be read"));
    } else {
        say(warc, answer, TS_VANISHED, TS_CAUSE_OTHER,
            g_strdup("is not among what the crawler fetched"));
    }
}

void answer_request(struct warc *warc, const struct ts_request *request, struct ts_answer *answer)
{
    g_autofree char *locator = g_strndup(request->locator.ptr, request->locator.len);
    const struct entry *entry = index_newest(warc->index, locator);
    const char *said = g_hash_table_lookup(warc->faulty, locator);
    if (entry) {
        answer_entry(warc, request, entry, answer);
    } else if (said) {
        say(warc, answer, TS_FAILED, TS_CAUSE_OTHER, g_strdup(said));
    } else {
        answer_absent(warc, answer);
    }
}

void answer_root(const struct warc *warc, struct ts_answer *answer)
{
    answer->status = TS_LISTED;
    answer->found = (struct ts_list){warc->found->data, warc->found->len, sizeof(struct ts_found)};
}
