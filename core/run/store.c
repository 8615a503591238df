/* SPDX-License-Identifier: MIT
 *
 * Rows of documents, findings and observations, within the transaction of the caller.
 */
#include "core/run/store.h"

#include "core/process/fingerprint.h"

static int drop_old(struct database *database, gint64 id)
{
    return database_run(database, SQL_DOCUMENT_DROP_PLACES, "i", id) == 0
               ? database_run(database, SQL_DOCUMENT_DROP_OBSERVATIONS, "i", id)
               : -1;
}

int store_put_document(struct store *store, const struct store_document *document, gint64 *id_r)
{
    struct database *database = store->database;
    *id_r = database_number(
        database, SQL_DOCUMENT_PUT, -1, "stiittttttitti", document->touchpoint, document->locator,
        document->parent, (gint64)document->status, document->reason, document->title,
        document->media_type, document->language, document->kinds, document->content_hash,
        (gint64)document->text_size, document->etag, document->last_modified, store->run);
    return *id_r < 0 ? -1 : drop_old(database, *id_r);
}

static int put_place(struct store *store, const struct store_origin *origin, gint64 finding,
                     const struct record_place *place)
{
    return database_run(store->database, SQL_PLACE_ADD, "iisttiittiii", finding, origin->document,
                        origin->conclusion, place->touchpoint, place->locator, (gint64)place->line,
                        (gint64)place->column, place->path, place->excerpt,
                        (gint64)place->mark_offset, (gint64)place->mark_length, store->run);
}

/* The finding's own row; its number, or -1. One that says the same again changes nothing. */
static gint64 put_row(struct store *store, const struct store_origin *origin,
                      const struct record_finding *finding)
{
    struct database *database = store->database;
    const struct ts_str texts[] = {
        ts_text(origin->touchpoint),
        finding->fingerprint,
        finding->rule,
        finding->expected,
        finding->actual,
        finding->arguments,
        finding->numbers,
        finding->evidence,
    };
    /* Locators are keyed by their source: a seed beyond them keeps the two apart. */
    struct recent_key key =
        recent_key(texts, G_N_ELEMENTS(texts), G_MAXUINT32 + (guint64)finding->severity);
    gint64 id = recent_get(store->recent, key);
    if (id) {
        return id;
    }
    id = database_number(database, SQL_FINDING_PUT, -1, "sttitttti", origin->touchpoint,
                         finding->fingerprint, finding->rule, (gint64)finding->severity,
                         finding->expected, finding->actual, finding->arguments, finding->numbers,
                         store->run);
    if (id > 0 && finding->evidence.len &&
        database_run(database, SQL_FINDING_EVIDENCE, "tbi", finding->evidence_type,
                     finding->evidence, id) != 0) {
        return -1;
    }
    recent_put(store->recent, key, MAX(id, 0));
    return id;
}

int store_put_finding(struct store *store, const struct store_origin *origin,
                      struct record_finding *finding)
{
    gint64 id = put_row(store, origin, finding);
    if (id < 0) {
        return -1;
    }
    struct record_place place;
    int next;
    while ((next = record_next_place(finding, &place)) == 1) {
        if (put_place(store, origin, id, &place) != 0) {
            return -1;
        }
    }
    return next;
}

int store_put_observation(struct store *store, gint64 document,
                          const struct record_observation *observation)
{
    const struct plan_check *check =
        &g_array_index(store->plan->checks, struct plan_check, observation->check);
    return database_run(store->database, SQL_OBSERVATION_ADD, "issttdiitt", document,
                        check->plugin->name, check->hash, observation->key, observation->value,
                        observation->confidence, (gint64)observation->line,
                        (gint64)observation->column, observation->path, observation->numbers);
}

static const struct {
    const char *rule;
    unsigned severity;
} problems[] = {
    [PROBLEM_UNCHECKED] = {"run/unchecked", TS_WARNING},
    [PROBLEM_TRUNCATED] = {"run/truncated", TS_WARNING},
    [PROBLEM_PLUGIN] = {"run/plugin-failed", TS_ERROR},
    [PROBLEM_TRAP] = {"run/trap", TS_WARNING},
    [PROBLEM_ROBOTS] = {"run/robots", TS_INFO},
};

int store_put_problem(struct store *store, const struct store_origin *origin, enum problem problem,
                      struct ts_str reason)
{
    g_autoptr(GByteArray) places = g_byte_array_new();
    record_put_place(places, &(struct record_place){.touchpoint = {0}});
    struct record_finding finding = {
        .severity = problems[problem].severity,
        .rule = ts_text(problems[problem].rule),
        .actual = reason,
        .arguments = ts_text("{}"),
        .numbers = ts_text("{}"),
        .place_count = 1,
        .places = wire_reader(places->data, places->len),
    };
    char fingerprint[FINGERPRINT_SIZE];
    fingerprint_make(finding.rule, finding.expected, finding.actual, fingerprint);
    finding.fingerprint = ts_text(fingerprint);
    return store_put_finding(store, origin, &finding);
}

int store_drop_children(struct store *store, gint64 parent)
{
    return database_run(store->database, SQL_DOCUMENT_CHILDREN_GONE, "ii", store->run, parent) == 0
               ? database_run(store->database, SQL_DOCUMENT_CLEAN_CHILDREN, "i", parent)
               : -1;
}

int store_add_locator(struct store *store, guint32 source, const struct ts_found *found,
                      guint32 depth, guint32 hops)
{
    struct recent_key key = recent_key(&found->locator, 1, source);
    if (recent_get(store->recent, key)) {
        return 0;
    }
    recent_put(store->recent, key, 1);
    return database_run(store->database, SQL_FRONTIER_ADD, "itiii", (gint64)source, found->locator,
                        (gint64)found->purpose, (gint64)depth, (gint64)hops);
}

int store_add_unmet(struct store *store, guint32 source, const char *touchpoint)
{
    return database_run(store->database, SQL_FRONTIER_REVISIT, "isi", (gint64)source, touchpoint,
                        store->run);
}

int store_mark_done(struct store *store, gint64 id)
{
    return database_run(store->database, SQL_FRONTIER_DONE, "i", id);
}
