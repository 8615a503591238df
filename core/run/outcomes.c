/* SPDX-License-Identifier: MIT
 *
 * Joins kept links with the frontier.
 */
#include "core/run/outcomes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/limits.h"
#include "core/process/stored.h"

struct outcome {
    guint32 kind; /* enum ts_link_outcome */
    char *reason, *target;
};

struct outcomes {
    struct store *store;
    GHashTable *known;  /* guint64 * of touchpoint and locator -> struct outcome * */
    GHashTable *led_to; /* guint64 *, the same: pages of which somebody links to */
    GHashTable *wanted; /* guint64 * of touchpoint, locator and fragment: not found yet */
    GHashTable *sought; /* guint64 * of touchpoint and locator: pages with a wanted fragment */
    GHashTable *named;  /* guint64 *, the same: of those, the ones that name places at all */
    GString *chain;
};

/* ---- names as numbers ---- */

static guint64 name_of(struct ts_str touchpoint, struct ts_str locator)
{
    return XXH3_64bits_withSeed(locator.ptr, locator.len,
                                XXH3_64bits(touchpoint.ptr, touchpoint.len));
}

static guint64 place_of(guint64 page, guint64 anchor)
{
    return XXH3_64bits_withSeed(&anchor, sizeof anchor, page);
}

static GHashTable *set_new(void)
{
    return g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
}

static void put(GHashTable *set, guint64 name)
{
    if (!g_hash_table_contains(set, &name)) {
        g_hash_table_add(set, g_memdup2(&name, sizeof name));
    }
}

/* ---- what the frontier says ---- */

static void free_outcome(gpointer data)
{
    struct outcome *outcome = data;
    g_free(outcome->reason);
    g_free(outcome->target);
    g_free(outcome);
}

static int read_known(struct outcomes *outcomes)
{
    struct store *store = outcomes->store;
    sqlite3_stmt *rows = database_query(store->database, SQL_FRONTIER_OUTCOMES, "");
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(store->database, rows)) == 1) {
        struct outcome *outcome = g_new0(struct outcome, 1);
        guint64 name =
            name_of(ts_text(store_touchpoint(store, (guint32)sqlite3_column_int(rows, 0))),
                    database_text(rows, 1));
        outcome->kind = (guint32)sqlite3_column_int(rows, 2);
        outcome->reason = database_dup(rows, 3);
        outcome->target = database_dup(rows, 4);
        g_hash_table_replace(outcomes->known, g_memdup2(&name, sizeof name), outcome);
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

/* ---- the walk over all links ---- */

typedef void (*link_fn)(struct outcomes *outcomes, struct ts_str touchpoint,
                        const struct kept_link *link);

static void each_link(struct outcomes *outcomes, struct ts_str touchpoint, struct ts_str packed,
                      link_fn fn)
{
    struct store *store = outcomes->store;
    struct kept_link link;
    if (packer_unpack(store->packer, packed, store->links) != 0) {
        return;
    }
    struct wire_reader in = wire_reader(store->links->data, store->links->len);
    while (kept_next_link(&in, &link) == 1) {
        fn(outcomes, touchpoint, &link);
    }
}

static const struct outcome *find(const struct outcomes *outcomes, struct ts_str touchpoint,
                                  struct ts_str locator)
{
    guint64 name = name_of(touchpoint, locator);
    return g_hash_table_lookup(outcomes->known, &name);
}

/* A link leads to where its redirects end, too. */
static void note_led_to(struct outcomes *outcomes, struct ts_str touchpoint, struct ts_str locator)
{
    const struct outcome *next = NULL;
    put(outcomes->led_to, name_of(touchpoint, locator));
    for (guint hops = 0; hops <= LIMIT_HOPS && (next = find(outcomes, touchpoint, locator)) &&
                         next->kind == TS_LINK_MOVED;
         hops++) {
        locator = ts_text(next->target);
        put(outcomes->led_to, name_of(touchpoint, locator));
    }
}

static void note_link(struct outcomes *outcomes, struct ts_str touchpoint,
                      const struct kept_link *link)
{
    guint64 page = name_of(touchpoint, link->locator);
    if (link->purpose != TS_LINK_MAP && !link->is_external) {
        note_led_to(outcomes, touchpoint, link->locator);
    }
    if (link->fragment.len && !link->is_external) {
        put(outcomes->sought, page);
        put(outcomes->wanted, place_of(page, kept_anchor(link->fragment)));
    }
}

static void note_anchors(struct outcomes *outcomes, guint64 page, struct ts_str anchors)
{
    for (size_t i = 0; i + sizeof(guint64) <= anchors.len; i += sizeof(guint64)) {
        guint64 anchor;
        memcpy(&anchor, anchors.ptr + i, sizeof anchor);
        guint64 place = place_of(page, anchor);
        g_hash_table_remove(outcomes->wanted, &place);
    }
    if (anchors.len) {
        put(outcomes->named, page);
    }
}

/* First what is linked to, then which of the fragments are there. */
static int walk(struct outcomes *outcomes, gboolean is_second)
{
    struct store *store = outcomes->store;
    sqlite3_stmt *rows = database_query(store->database, SQL_KEPT_EACH, "i", store->run);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(store->database, rows)) == 1) {
        struct ts_str touchpoint = database_text(rows, 0);
        if (!is_second) {
            each_link(outcomes, touchpoint, database_blob(rows, 2), note_link);
            continue;
        }
        guint64 page = name_of(touchpoint, database_text(rows, 1));
        if (g_hash_table_contains(outcomes->sought, &page)) {
            note_anchors(outcomes, page, database_blob(rows, 3));
        }
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

/* ---- pages that nobody links to ---- */

static int put_orphans_of(struct outcomes *outcomes, guint32 source)
{
    struct store *store = outcomes->store;
    sqlite3_stmt *rows = database_query(store->database, SQL_ORPHAN_EACH, "isi", (gint64)source,
                                        store_touchpoint(store, source), store->run);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(store->database, rows)) == 1) {
        guint64 page = name_of(database_text(rows, 1), database_text(rows, 2));
        if (!g_hash_table_contains(outcomes->led_to, &page) &&
            database_run(store->database, SQL_ORPHAN_ADD, "i", sqlite3_column_int64(rows, 0)) !=
                0) {
            stepped = -1;
            break;
        }
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

static int put_orphans(struct outcomes *outcomes)
{
    struct store *store = outcomes->store;
    int done = database_run(store->database, SQL_ORPHAN_DROP, "i", store->run);
    for (guint32 i = 0; done == 0 && i < store->plan->sources->len; i++) {
        done = put_orphans_of(outcomes, i);
    }
    return done;
}

/* ---- life ---- */

struct outcomes *outcomes_new(struct store *store, gboolean has_links)
{
    struct outcomes *outcomes = g_new0(struct outcomes, 1);
    outcomes->store = store;
    outcomes->known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_outcome);
    outcomes->led_to = set_new();
    outcomes->wanted = set_new();
    outcomes->sought = set_new();
    outcomes->named = set_new();
    outcomes->chain = g_string_new(NULL);
    if (read_known(outcomes) != 0 ||
        (has_links &&
         (walk(outcomes, FALSE) != 0 || walk(outcomes, TRUE) != 0 || put_orphans(outcomes) != 0))) {
        outcomes_free(&outcomes);
    }
    return outcomes;
}

void outcomes_free(struct outcomes **outcomes)
{
    struct outcomes *own = *outcomes;
    if (own) {
        g_hash_table_destroy(own->known);
        g_hash_table_destroy(own->led_to);
        g_hash_table_destroy(own->wanted);
        g_hash_table_destroy(own->sought);
        g_hash_table_destroy(own->named);
        g_string_free(own->chain, TRUE);
        g_free(own);
        *outcomes = NULL;
    }
}

struct ts_str outcomes_end(const struct outcomes *outcomes, struct ts_str touchpoint,
                           struct ts_str locator)
{
    const struct outcome *next = NULL;
    for (guint hops = 0; hops <= LIMIT_HOPS && (next = find(outcomes, touchpoint, locator)) &&
                         next->kind == TS_LINK_MOVED;
         hops++) {
        locator = ts_text(next->target);
    }
    return locator;
}

/* ---- one link ---- */

/* Over the redirects to where it ends: gone, or there. The stations between stand in the chain. */
static void follow(struct outcomes *outcomes, struct ts_str touchpoint, struct ts_stored_link *link)
{
    const struct outcome *next = NULL;
    struct ts_str at = link->target;
    g_string_truncate(outcomes->chain, 0);
    for (guint hops = 0; hops <= LIMIT_HOPS && (next = find(outcomes, touchpoint, at)); hops++) {
        if (next->kind != TS_LINK_MOVED) {
            link->outcome = next->kind;
            link->reason = ts_text(next->reason);
            break;
        }
        g_string_append_printf(outcomes->chain, "%s%.*s", outcomes->chain->len ? " " : "",
                               (int)at.len, at.ptr);
        at = ts_text(next->target);
    }
    link->target = at;
    link->chain = ts_bytes(outcomes->chain->str, outcomes->chain->len);
}

static gboolean lacks_fragment(const struct outcomes *outcomes, struct ts_str touchpoint,
                               const struct kept_link *link)
{
    guint64 page = name_of(touchpoint, link->locator);
    guint64 place = place_of(page, kept_anchor(link->fragment));
    return link->fragment.len && !link->is_external &&
           g_hash_table_contains(outcomes->named, &page) &&
           g_hash_table_contains(outcomes->wanted, &place);
}

static void put_link(struct outcomes *outcomes, struct ts_str touchpoint,
                     const struct kept_link *link, GByteArray *out)
{
    const struct outcome *known = find(outcomes, touchpoint, link->locator);
    struct ts_stored_link stored = {
        .locator = link->locator,
        .where = link->where,
        .is_external = link->is_external,
        .line = link->line,
        .column = link->column,
    };
    g_autofree char *whole = NULL;
    if (known) {
        stored.outcome = known->kind;
        stored.reason = ts_text(known->reason);
        stored.target = ts_text(known->target);
    } else if (lacks_fragment(outcomes, touchpoint, link)) {
        stored.outcome = TS_LINK_NO_FRAGMENT;
    } else {
        return;
    }
    if (stored.outcome == TS_LINK_MOVED) {
        follow(outcomes, touchpoint, &stored);
    }
    if (link->fragment.len) {
        whole = g_strdup_printf("%.*s#%.*s", (int)link->locator.len, link->locator.ptr,
                                (int)link->fragment.len, link->fragment.ptr);
        stored.locator = ts_text(whole);
    }
    stored_put_link(out, &stored);
}

int outcomes_put(struct outcomes *outcomes, gint64 document, struct ts_str touchpoint,
                 GByteArray *out)
{
    struct store *store = outcomes->store;
    sqlite3_stmt *row = database_query(store->database, SQL_KEPT_LINKS, "i", document);
    int stepped = row ? database_step(store->database, row) : -1;
    if (stepped == 1 && packer_unpack(store->packer, database_blob(row, 0), store->links) == 0) {
        struct wire_reader in = wire_reader(store->links->data, store->links->len);
        struct kept_link link;
        while (kept_next_link(&in, &link) == 1) {
            if (link.purpose != TS_LINK_MAP) {
                put_link(outcomes, touchpoint, &link, out);
            }
        }
    }
    if (row) {
        database_reset(row);
    }
    return stepped < 0 ? -1 : 0;
}
