/* SPDX-License-Identifier: MIT
 *
 * Mailboxes and hosts in a document: in its text, behind its links, in the headers of a mail.
 */
#include <string.h>

#include "plugins/check-identity/emails.h"
#include "plugins/check-identity/labels.h"

#define NAME_BEFORE 12u /* tokens around, in which our name stands beside it */
#define NAME_BEHIND 8u
#define OUR_KINDS "contact|email|legal|invoice"

struct email_search {
    struct view *view;
    const struct emails *emails;
    GHashTable *hrefs;  /* char *: of links that stand in blocks */
    struct ts_str host; /* the last that was judged, and what was said of it */
    enum domain_fit fit;
    const struct domain *domain;
};

/* Something at a place of the document. */
struct spot {
    struct ts_place place;
    uint32_t token;
    gboolean is_link; /* behind a link, not in the text */
};

static struct spot spot_in(const struct email_search *search, uint32_t block, size_t offset,
                           size_t length, gboolean is_link)
{
    return (struct spot){
        {.block = block, .offset = (uint32_t)offset, .length = (uint32_t)length},
        token_at(search->view->tokens, block, (uint32_t)offset),
        is_link,
    };
}

static gboolean is_named(const struct email_search *search, const struct spot *spot)
{
    return spot->place.block != TS_NO_BLOCK &&
           names_is_near(search->view, spot->token, NAME_BEFORE, NAME_BEHIND);
}

static gboolean is_quoted(const struct email_search *search, const struct spot *spot)
{
    if (spot->place.block == TS_NO_BLOCK) {
        return FALSE;
    }
    const struct ts_list blocks = search->view->document->blocks;
    return ((const struct ts_block *)ts_item(blocks, spot->place.block))->role == TS_ROLE_QUOTE;
}

/* ---- mailboxes ------------------------------------------------------------------------------- */

/* Free mail with our name beside it, in a document of ours, called our address. */
static gboolean stands_as_ours(const struct email_search *search, const struct spot *spot)
{
    if (spot->place.block == TS_NO_BLOCK || !is_named(search, spot)) {
        return FALSE;
    }
    struct label_found label = label_before(search->view->tokens, spot->token);
    return (spot->is_link || label.label == LABEL_EMAIL) && !label.is_theirs &&
           document_is(search->view->document, OUR_KINDS) &&
           !token_is_of_others(search->view, spot->token);
}

/* A mailbox of ours that is right here; "" if there is none. */
static const char *own_mailbox(const struct email_search *search)
{
    for (guint i = 0; i < search->emails->emails->len; i++) {
        const struct email *email = g_ptr_array_index(search->emails->emails, i);
        if (entry_is_right_here(&email->entry, search->view->document)) {
            return email->address;
        }
    }
    return "";
}

/* What must be meant by a look-alike; to be freed. */
static char *meant_by(const struct email_reading *reading, struct ts_str address)
{
    if (reading->email) {
        return g_strdup(reading->email->address);
    }
    const char *at = memchr(address.ptr, '@', address.len);
    return g_strdup_printf("%.*s@%s", (int)(at - address.ptr), address.ptr, reading->domain->name);
}

static int say_email(struct email_search *search, const struct spot *spot, struct ts_str address,
                     const struct email_reading *reading, gboolean is_named_here)
{
    static const char *const values[] = {
        [EMAIL_MATCH] = "match", [EMAIL_UNKNOWN] = "unknown", [EMAIL_LOOKALIKE] = "near",
        [EMAIL_SLIP] = "near",   [EMAIL_ENDING] = "near",     [EMAIL_FREE_OURS] = "unknown",
        [EMAIL_FREE] = "unknown"};
    struct sighting sighting = {
        .kind = KIND_EMAIL,
        .entry = reading->email ? &reading->email->entry : NULL,
        .value =
            reading->email || reading->fit >= EMAIL_FREE_OURS ? values[reading->fit] : "unknown",
        .is_structured = spot->is_link,
        .place = spot->place,
        .written = view_written(search->view->call, address),
    };
    gboolean is_like =
        reading->fit == EMAIL_LOOKALIKE || (reading->fit == EMAIL_SLIP && is_named_here);
    gboolean is_foreign = reading->fit == EMAIL_ENDING || reading->fit == EMAIL_FREE_OURS ||
                          reading->fit == EMAIL_FREE;
    if (spot->place.block != TS_NO_BLOCK) {
        sighting.said = said_at(search->view, spot->place.block, spot->place.offset);
    }
    if (view_observe(search->view, &sighting) != 0) {
        return -1;
    }
    if (!is_like && !is_foreign) {
        return 0;
    }
    g_autofree char *meant =
        is_like ? meant_by(reading, address)
                : g_strdup(reading->email ? reading->email->address : own_mailbox(search));
    return view_report(search->view, &sighting,
                       is_like ? "identity/email-lookalike" : "identity/email-foreign",
                       TS_SEVERITY_DEFAULT, meant, (struct ts_list){NULL, 0, 0});
}

static int judge_email(struct email_search *search, const struct spot *spot, struct ts_str address)
{
    struct email_reading reading = email_read(search->emails, address);
    gboolean has_name = FALSE;
    switch (reading.fit) {
    case EMAIL_NOTHING:
        return 0;
    case EMAIL_SLIP:
        has_name = is_named(search, spot);
        if (!has_name) {
            return 0;
        }
        break;
    case EMAIL_FREE:
        if (!stands_as_ours(search, spot)) {
            return 0;
        }
        break;
    case EMAIL_FREE_OURS:
    case EMAIL_ENDING:
        if (is_quoted(search, spot)) {
            return 0;
        }
        break;
    default:
        break;
    }
    return say_email(search, spot, address, &reading, has_name);
}

/* ---- hosts ----------------------------------------------------------------------------------- */

static int judge_host(struct email_search *search, const struct spot *spot, struct ts_str host)
{
    if (host.len < 4 || g_ascii_isdigit(host.ptr[host.len - 1])) {
        return 0;
    }
    if (!ts_equal(host, search->host)) { /* links often follow each other to one host */
        search->host = host;
        search->fit = domains_judge(search->emails, host, &search->domain);
    }
    if (search->fit != DOMAIN_LOOKALIKE &&
        !(search->fit == DOMAIN_SLIP && is_named(search, spot))) {
        return 0;
    }
    struct sighting sighting = {
        .kind = KIND_EMAIL,
        .value = "near",
        .place = spot->place,
        .written = view_written(search->view->call, host),
    };
    return view_report(search->view, &sighting, "identity/domain-lookalike", TS_SEVERITY_DEFAULT,
                       search->domain->name, (struct ts_list){NULL, 0, 0});
}

/* ---- links ----------------------------------------------------------------------------------- */

/* The addresses of a mailto: link (RFC 6068), without those it fills in. To be freed. */
static char *mailed_by(struct ts_str href)
{
    static const char scheme[] = "mailto:";
    size_t size = strlen(scheme);
    if (href.len <= size || g_ascii_strncasecmp(href.ptr, scheme, size) != 0) {
        return NULL;
    }
    const char *first = href.ptr + size;
    const char *end = memchr(first, '?', href.len - size);
    end = end ? end : href.ptr + href.len;
    end = MIN(end, first + 4 * EMAIL_SIZE);
    char *plain = g_uri_unescape_segment(first, end, "");
    if (plain && !g_utf8_validate(plain, -1, NULL)) {
        g_clear_pointer(&plain, g_free);
    }
    return plain;
}

/* Does the link show this address anyway? */
static gboolean is_shown(struct ts_str text, struct ts_str address)
{
    struct ts_str shown;
    char plain[EMAIL_SIZE + 1];
    char other[EMAIL_SIZE + 1];
    uint32_t at = 0;
    while (email_plain(address, plain) && email_scan(text, &at, &shown)) {
        if (email_plain(shown, other) && strcmp(plain, other) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static int judge_href(struct email_search *search, const struct spot *spot, struct ts_str href,
                      struct ts_str shown)
{
    g_autofree char *mailed = mailed_by(href);
    if (!mailed) {
        return judge_host(search, spot, host_of(href));
    }
    struct ts_str address;
    uint32_t at = 0;
    while (email_scan(ts_text(mailed), &at, &address)) {
        if (!is_shown(shown, address) && judge_email(search, spot, address) != 0) {
            return -1;
        }
    }
    return 0;
}

static int find_in_spans(struct email_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    for (uint32_t i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        if (span->kind != TS_SPAN_LINK || span->value.len == 0) {
            continue;
        }
        struct spot spot = spot_in(search, index, span->offset, span->length, TRUE);
        struct ts_str shown = ts_bytes(block->text.ptr + span->offset, span->length);
        g_hash_table_add(search->hrefs, (gpointer)span);
        if (span->length > 0 && judge_href(search, &spot, span->value, shown) != 0) {
            return -1;
        }
    }
    return 0;
}

static guint href_hash(gconstpointer data)
{
    const struct ts_span *span = data;
    guint hash = 5381; /* Bernstein's */
    for (size_t i = 0; i < span->value.len; i++) {
        hash = hash * 33 + (guchar)span->value.ptr[i];
    }
    return hash;
}

static gboolean href_equal(gconstpointer a, gconstpointer b)
{
    return ts_equal(((const struct ts_span *)a)->value, ((const struct ts_span *)b)->value);
}

/* Those that no block has: of pictures, of documents without blocks. */
static int find_in_links(struct email_search *search)
{
    const struct ts_list links = search->view->document->links;
    for (uint32_t i = 0; i < links.count; i++) {
        const struct ts_link *link = ts_item(links, i);
        struct ts_span key = {.value = link->href};
        if (link->purpose > TS_LINK_CONTACT || link->purpose == TS_LINK_MAP ||
            g_hash_table_contains(search->hrefs, &key)) {
            continue;
        }
        struct spot spot = {.place = {.block = TS_NO_BLOCK,
                                      .where = link->where,
                                      .line = link->line,
                                      .column = link->column},
                            .is_link = TRUE};
        if (judge_href(search, &spot, link->href, ts_text(NULL)) != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- a document ------------------------------------------------------------------------------ */

static int find_in_text(struct email_search *search, uint32_t index)
{
    const struct ts_block *block = ts_item(search->view->document->blocks, index);
    struct ts_str found;
    uint32_t at = 0;
    while (email_scan(block->text, &at, &found)) {
        struct spot spot =
            spot_in(search, index, (size_t)(found.ptr - block->text.ptr), found.len, FALSE);
        if (judge_email(search, &spot, found) != 0) {
            return -1;
        }
    }
    at = 0;
    while (host_scan(block->text, &at, &found)) {
        if (found.len < 4 || !g_ascii_isalpha(found.ptr[found.len - 1])) {
            continue;
        }
        struct spot spot =
            spot_in(search, index, (size_t)(found.ptr - block->text.ptr), found.len, FALSE);
        if (judge_host(search, &spot, found) != 0) {
            return -1;
        }
    }
    return 0;
}

static int find_in_headers(struct email_search *search)
{
    const struct ts_list meta = search->view->document->meta;
    for (uint32_t i = 0; i < meta.count; i++) {
        const struct ts_pair *pair = ts_item(meta, i);
        struct ts_str address;
        uint32_t at = 0;
        if (!ts_is(pair->name, "from") && !ts_is(pair->name, "reply-to") &&
            !ts_is(pair->name, "sender")) {
            continue;
        }
        struct spot spot = {.place = {.block = TS_NO_BLOCK, .where = pair->name}};
        while (email_scan(pair->value, &at, &address)) {
            if (judge_email(search, &spot, address) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

static int find_all(struct email_search *search)
{
    const struct ts_list blocks = search->view->document->blocks;
    for (uint32_t i = 0; i < blocks.count; i++) {
        const struct ts_block *block = ts_item(blocks, i);
        if (block->role != TS_ROLE_CODE &&
            (find_in_text(search, i) != 0 || find_in_spans(search, i) != 0)) {
            return -1;
        }
    }
    return find_in_links(search) != 0 ? -1 : find_in_headers(search);
}

int emails_find(struct view *view)
{
    if (!view->identity->emails) {
        return 0;
    }
    struct email_search search = {
        .view = view,
        .emails = view->identity->emails,
        .hrefs = g_hash_table_new(href_hash, href_equal),
    };
    int done = find_all(&search);
    g_hash_table_unref(search.hrefs);
    return done;
}
