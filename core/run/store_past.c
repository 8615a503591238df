/* SPDX-License-Identifier: MIT
 *
 * What an earlier run knew of a document: found when it is asked for again, kept if it is as it
 * was.
 */
#include "core/limits.h"
#include "core/process/leads.h"
#include "core/run/store.h"

const char *store_basis(const struct store *store, guint32 source)
{
    return store->is_partial ? "" : g_ptr_array_index(store->bases, source);
}

/* A picture that is judged again must be there: what is kept of it has no bytes. */
static gboolean needs_bytes(const struct store *store, const struct basis_change *change)
{
    for (guint i = 0; i + sizeof(guint32) <= change->checks->len; i += sizeof(guint32)) {
        guint32 check;
        memcpy(&check, change->checks->data + i, sizeof check);
        if (plan_is_picture_check(store->plan, check)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void read_past(struct store *store, guint32 source, sqlite3_stmt *row,
                      struct store_past *past_r)
{
    g_autofree char *then = database_dup(row, 4);
    past_r->change =
        basis_compare(store->plan, source, g_ptr_array_index(store->bases, source), then);
    gboolean has_pictures = sqlite3_column_int(row, 6) != 0;
    if (past_r->change &&
        (past_r->change->reads || (has_pictures && needs_bytes(store, past_r->change)))) {
        basis_change_free(&past_r->change);
        return;
    }
    past_r->document = sqlite3_column_int64(row, 0);
    past_r->status = (unsigned)sqlite3_column_int(row, 5);
    past_r->etag = database_dup(row, 1);
    past_r->last_modified = database_dup(row, 2);
    past_r->resource = database_dup(row, 3);
}

int store_find_past(struct store *store, guint32 source, const char *locator,
                    struct store_past *past_r)
{
    struct database *database = store->database;
    *past_r = (struct store_past){0};
    if (!store->has_past) {
        return 0;
    }
    sqlite3_stmt *row =
        database_query(database, SQL_DOCUMENT_PAST, "ss", store_touchpoint(store, source), locator);
    int stepped = row ? database_step(database, row) : -1;
    if (stepped == 1) {
        read_past(store, source, row, past_r);
    }
    if (row) {
        database_reset(row);
    }
    return stepped < 0 ? -1 : 0;
}

void store_past_clear(struct store_past *past)
{
    g_free(past->etag);
    g_free(past->last_modified);
    g_free(past->resource);
    basis_change_free(&past->change);
    *past = (struct store_past){0};
}

int store_keep_children(struct store *store, gint64 document)
{
    return database_run(store->database, SQL_DOCUMENT_KEEP_CHILDREN, "ii", store->run, document);
}

int store_keep_document(struct store *store, const struct store_past *past,
                        const struct ts_answer *said)
{
    struct database *database = store->database;
    if (past->status == TS_UNCHECKED &&
        database_run(database, SQL_DOCUMENT_DROP_PROBLEMS, "ii", past->document, store->run) != 0) {
        return -1;
    }
    return database_run(database, SQL_DOCUMENT_KEEP, "iitt", store->run, past->document, said->etag,
                        said->last_modified) == 0
               ? store_keep_children(store, past->document)
               : -1;
}

/* ---- judged again ---- */

/* What could not be judged again keeps what was said of it, unseen; what is found again is renewed
 * (store_renew_places). */
static int drop_parts(struct store *store, const struct store_judged *judged)
{
    struct database *database = store->database;
    for (guint i = 0; i < judged->change->dropped->len; i++) {
        const char *check = g_ptr_array_index(judged->change->dropped, i);
        if ((judged->status != TS_UNCHECKED &&
             database_run(database, SQL_DOCUMENT_DROP_CHECK, "is", judged->document, check) != 0) ||
            database_run(database, SQL_DOCUMENT_DROP_OBSERVED, "is", judged->document, check) !=
                0) {
            return -1;
        }
    }
    /* Its links are resolved anew. */
    return database_run(database, SQL_DOCUMENT_DROP_OBSERVED, "is", judged->document,
                        LEADS_CHECK) == 0
               ? database_run(database, SQL_DOCUMENT_DROP_PROBLEMS, "ii", judged->document,
                              store->run)
               : -1;
}

static int drop_all(struct store *store, gint64 document)
{
    return database_run(store->database, SQL_DOCUMENT_DROP_PLACES, "i", document) == 0
               ? database_run(store->database, SQL_DOCUMENT_DROP_OBSERVATIONS, "i", document)
               : -1;
}

int store_begin_judged(struct store *store, const struct store_judged *judged)
{
    const char *basis = judged->status == TS_UNCHECKED ? "" : store_basis(store, judged->source);
    int done = judged->status == TS_SKIPPED ? drop_all(store, judged->document)
                                            : drop_parts(store, judged);
    return done == 0 ? database_run(store->database, SQL_DOCUMENT_JUDGED, "iittsi", store->run,
                                    (gint64)judged->status, judged->reason, judged->kinds, basis,
                                    judged->document)
                     : -1;
}

/* ---- links ---- */

/* A list of addresses has no links but those it lists. */
static gboolean is_list(const struct store *store)
{
    struct wire_reader in = wire_reader(store->links->data, store->links->len);
    struct kept_link link;
    gboolean is_map = FALSE;
    while (kept_next_link(&in, &link) == 1) {
        is_map = link.purpose == TS_LINK_MAP;
        if (!is_map) {
            return FALSE;
        }
    }
    return is_map;
}

struct leads {
    const struct store_page *page;
    gboolean is_list;
    const char *left; /* why links were not followed, or NULL */
};

/* A meta refresh is a redirect. What a list lists counts as a hop, so that lists of lists end; a
 * page that names its feed begins anew. */
static guint32 hops_of(const struct leads *leads, const struct kept_link *link)
{
    gboolean is_map = link->purpose == TS_LINK_MAP;
    return link->purpose == TS_LINK_REDIRECT || (is_map && leads->is_list) ? leads->page->hops + 1
           : is_map                                                        ? 1
                                                                           : 0;
}

/* A link leads one deeper; a map's entries are starts, so that a sitemap's pages are not lost to
 * max_depth. */
static int put_link(struct store *store, struct leads *leads, const struct kept_link *link)
{
    const struct store_page *page = leads->page;
    const struct plan_source *source =
        &g_array_index(store->plan->sources, struct plan_source, page->source);
    gboolean is_map = link->purpose == TS_LINK_MAP;
    gboolean is_picture = link->purpose == TS_LINK_PICTURE; /* belongs to its page */
    struct store_locator row = {
        .source = page->source,
        .locator = link->locator,
        .purpose = link->is_external                  ? PURPOSE_PROBE
                   : link->purpose == TS_LINK_PICTURE ? TS_LINK_PICTURE
                                                      : TS_LINK_PAGE,
        .depth = page->depth + (is_map || is_picture || link->is_external ? 0 : 1),
        .hops = hops_of(leads, link),
        .is_listed = is_map,
    };
    if (row.hops > (is_map ? LIMIT_MAP_HOPS : LIMIT_HOPS)) {
        leads->left = is_map
                          ? "lists of addresses that name lists in their turn"
                          : "pages that send the reader on, more than 10 in a row (meta refresh)";
        return 0;
    }
    return row.depth > source->max_depth ? 0 : store_add_locator(store, &row);
}

static int say_left(struct store *store, const struct leads *leads)
{
    struct store_origin origin = {
        leads->page->document,
        store_touchpoint(store, leads->page->source),
        NULL,
    };
    return leads->left && leads->page->document
               ? store_put_problem(store, &origin, PROBLEM_TRAP, ts_text(leads->left))
               : 0;
}

int store_put_links(struct store *store, const struct store_page *page, struct ts_str packed)
{
    struct leads leads = {.page = page};
    struct kept_link link;
    if (packer_unpack(store->packer, packed, store->links) != 0) {
        return 1;
    }
    leads.is_list = is_list(store);
    struct wire_reader in = wire_reader(store->links->data, store->links->len);
    int next;
    while ((next = kept_next_link(&in, &link)) == 1) {
        if (put_link(store, &leads, &link) != 0) {
            return -1;
        }
    }
    return next < 0 ? 1 : say_left(store, &leads);
}

int store_distrust_document(struct store *store, gint64 document)
{
    return database_run(store->database, SQL_DOCUMENT_DISTRUST, "i", document);
}

int store_put_kept_links(struct store *store, const struct store_page *page, gint64 document)
{
    struct database *database = store->database;
    sqlite3_stmt *row = database_query(database, SQL_KEPT_LINKS, "i", document);
    int stepped = row ? database_step(database, row) : -1;
    int done = stepped == 1 ? store_put_links(store, page, database_blob(row, 0)) : stepped;
    if (row) {
        database_reset(row);
    }
    return done;
}
