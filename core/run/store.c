/* SPDX-License-Identifier: MIT
 *
 * Rows of documents, findings and observations, within the transaction of the caller.
 */
#include "core/run/store.h"
#include "core/config/text.h"

#include "core/limits.h"
#include "core/process/fingerprint.h"
#include "core/process/leads.h"

const char *store_touchpoint(const struct store *store, guint32 source)
{
    guint touchpoint = g_array_index(store->plan->sources, struct plan_source, source).touchpoint;
    return plan_touchpoint_at(store->plan, touchpoint)->id;
}

static int drop_old(struct store *store, gint64 id, enum store_fate past)
{
    struct database *database = store->database;
    int done = past == STORE_REPLACE
                   ? database_run(database, SQL_DOCUMENT_DROP_PLACES, "i", id)
                   : database_run(database, SQL_DOCUMENT_DROP_PROBLEMS, "ii", id, store->run);
    return done == 0 && past != STORE_KEEP
               ? database_run(database, SQL_DOCUMENT_DROP_OBSERVATIONS, "i", id)
               : done;
}

int store_renew_places(struct store *store, gint64 document)
{
    return database_run(store->database, SQL_DOCUMENT_DROP_RENEWED, "ii", document, store->run);
}

static gint64 put_whole(struct store *store, const struct store_document *document)
{
    return database_number(store->database, SQL_DOCUMENT_PUT, -1, "stiittttttittttti",
                           document->touchpoint, document->locator, document->parent,
                           (gint64)document->status, document->reason, document->title,
                           document->media_type, document->language, document->kinds,
                           document->content_hash, (gint64)document->text_size, document->etag,
                           document->last_modified, document->resource, document->basis,
                           document->acceptances, store->run);
}

static gint64 put_missed(struct store *store, const struct store_document *document)
{
    return database_number(store->database, SQL_DOCUMENT_MISSED, -1, "stiiti", document->touchpoint,
                           document->locator, document->parent, (gint64)document->status,
                           document->reason, store->run);
}

int store_put_document(struct store *store, const struct store_document *document, gint64 *id_r)
{
    gboolean is_missed = document->past == STORE_KEEP;
    *id_r = is_missed ? put_missed(store, document) : put_whole(store, document);
    if (*id_r < 0 || drop_old(store, *id_r, document->past) != 0) {
        return -1;
    }
    /* What is not kept anew is not built upon. */
    if (is_missed) {
        return 0;
    }
    return store_drop_pictures(store, *id_r) == 0
               ? database_run(store->database, SQL_KEPT_DROP, "i", *id_r)
               : -1;
}

static int put_place(struct store *store, const struct store_origin *origin, gint64 finding,
                     const struct record_place *place)
{
    return database_run(store->database, SQL_PLACE_ADD, "iisttiittiii", finding, origin->document,
                        origin->conclusion, place->touchpoint, place->locator, (gint64)place->line,
                        (gint64)place->column, place->path, place->excerpt,
                        (gint64)place->mark_offset, (gint64)place->mark_length, store->run);
}

/* A conclusion has no text at hand: what was observed at its place has. */
static int put_concluded(struct store *store, const struct store_origin *origin, gint64 finding,
                         const struct record_place *place)
{
    struct database *database = store->database;
    struct record_place own = *place;
    struct ts_str touchpoint =
        place->touchpoint.len ? place->touchpoint : ts_text(origin->touchpoint);
    sqlite3_stmt *row =
        database_query(database, SQL_OBSERVATION_EXCERPT, "ttsiit", touchpoint, place->locator,
                       origin->conclusion, (gint64)place->line, (gint64)place->column, place->path);
    int stepped = row ? database_step(database, row) : -1;
    if (stepped == 1) {
        own.excerpt = database_text(row, 0);
        own.mark_offset = (guint32)sqlite3_column_int64(row, 1);
        own.mark_length = (guint32)sqlite3_column_int64(row, 2);
    }
    int done = stepped < 0 ? -1 : put_place(store, origin, finding, &own);
    if (row) {
        database_reset(row);
    }
    return done;
}

/* What the host itself says rests on nothing that could change. */
static const char *basis_of(const struct store *store, const struct record_finding *finding)
{
    gboolean is_own = finding->rule.len > 4 && memcmp(finding->rule.ptr, "run/", 4) == 0;
    return is_own ? "" : g_array_index(store->plan->checks, struct plan_check, finding->check).hash;
}

int store_has_evidence(struct store *store, struct ts_str id)
{
    gint64 count = database_number(store->database, SQL_EVIDENCE_HAS, 0, "t", id);
    return count < 0 ? -1 : count > 0;
}

/* What people are shown, by its id: bytes are kept once; an id that is not known names nothing. 0,
 * or -1. */
static int put_evidence(struct store *store, struct ts_str type, struct ts_str bytes,
                        struct ts_str id, char id_r[CONTENT_HASH_SIZE])
{
    id_r[0] = '\0';
    if (bytes.len) {
        content_hash(bytes, id_r);
        return database_run(store->database, SQL_EVIDENCE_PUT, "stb", id_r, type, bytes);
    }
    if (id.len == CONTENT_HASH_SIZE - 1) {
        int is_known = store_has_evidence(store, id);
        memcpy(id_r, id.ptr, is_known ? id.len : 0);
        id_r[is_known ? id.len : 0] = '\0';
        return is_known < 0 ? -1 : 0;
    }
    return 0;
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
        finding->evidence_id,
    };
    char evidence[CONTENT_HASH_SIZE];
    /* Locators are keyed by their source: a seed beyond them keeps the two apart. */
    struct recent_key key =
        recent_key(texts, G_N_ELEMENTS(texts), G_MAXUINT32 + (guint64)finding->severity);
    gint64 id = recent_get(store->recent, key);
    if (id) {
        return id;
    }
    if (put_evidence(store, finding->evidence_type, finding->evidence, finding->evidence_id,
                     evidence) != 0) {
        return -1;
    }
    id = database_number(database, SQL_FINDING_PUT, -1, "sttittttiss", origin->touchpoint,
                         finding->fingerprint, finding->rule, (gint64)finding->severity,
                         finding->expected, finding->actual, finding->arguments, finding->numbers,
                         store->run, basis_of(store, finding), evidence);
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
        int done = origin->document ? put_place(store, origin, id, &place)
                                    : put_concluded(store, origin, id, &place);
        if (done != 0) {
            return -1;
        }
    }
    return next;
}

int store_put_observation(struct store *store, gint64 document,
                          const struct record_observation *observation)
{
    gboolean is_own = observation->check == RECORD_OF_HOST;
    const struct plan_check *check =
        is_own ? NULL : &g_array_index(store->plan->checks, struct plan_check, observation->check);
    char evidence[CONTENT_HASH_SIZE];
    if (put_evidence(store, observation->evidence_type, observation->evidence,
                     observation->evidence_id, evidence) != 0) {
        return -1;
    }
    return database_run(store->database, SQL_OBSERVATION_ADD, "issttdiittttiisi", document,
                        is_own ? LEADS_CHECK : check->plugin->name, is_own ? "" : check->hash,
                        observation->key, observation->value, observation->confidence,
                        (gint64)observation->line, (gint64)observation->column, observation->path,
                        observation->numbers, observation->details, observation->excerpt,
                        (gint64)observation->mark_offset, (gint64)observation->mark_length,
                        evidence, store->run);
}

int store_clean(struct store *store)
{
    return database_run(store->database, SQL_ANSWER_CLEAN, "ii", store->run - LIMIT_ANSWER_RUNS,
                        (gint64)LIMIT_ANSWER_ROWS) == 0
               ? database_run(store->database, SQL_EVIDENCE_CLEAN, "")
               : -1;
}

int store_put_concluded(struct store *store, const struct record_observation *observation)
{
    struct database *database = store->database;
    gint64 document = database_number(database, SQL_DOCUMENT_AT, 0, "tt", observation->touchpoint,
                                      observation->locator);
    if (document <= 0) {
        return document < 0 ? -1 : 1;
    }
    return store_put_observation(store, document, observation) == 0
               ? database_run(database, SQL_CONCLUDED_MARK, "")
               : -1;
}

/* ---- pictures ---- */

int store_drop_pictures(struct store *store, gint64 document)
{
    return database_run(store->database, SQL_PICTURE_DROP, "i", document);
}

int store_put_picture(struct store *store, gint64 document, const struct record_picture *picture)
{
    char area[64] = "";
    if (picture->has_area) {
        g_snprintf(area, sizeof area, "%u %u %u %u", picture->x, picture->y, picture->area_width,
                   picture->area_height);
    }
    return database_run(store->database, SQL_PICTURE_ADD, "ittttiiiiiis", document,
                        picture->locator, picture->reason, picture->path, picture->alt,
                        (gint64)picture->kind, (gint64)picture->has_alt, (gint64)picture->width,
                        (gint64)picture->height, (gint64)picture->line, (gint64)picture->column,
                        area);
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
    [PROBLEM_COVERAGE] = {"run/coverage-dropped", TS_WARNING},
};

int store_put_problem_at(struct store *store, const struct store_origin *origin,
                         enum problem problem, struct ts_str reason,
                         const struct record_place *place)
{
    static const struct record_place whole = {{0}};
    if (problem >= G_N_ELEMENTS(problems) || !problems[problem].rule) {
        problem = PROBLEM_UNCHECKED;
    }
    g_autoptr(GByteArray) places = g_byte_array_new();
    record_put_place(places, place ? place : &whole);
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

int store_put_problem(struct store *store, const struct store_origin *origin, enum problem problem,
                      struct ts_str reason)
{
    return store_put_problem_at(store, origin, problem, reason, NULL);
}

int store_drop_children(struct store *store, gint64 parent)
{
    struct database *database = store->database;
    return database_run(database, SQL_DOCUMENT_CHILDREN_GONE, "ii", store->run, parent) == 0 &&
                   database_run(database, SQL_DOCUMENT_CLEAN_CHILDREN, "i", parent) == 0
               ? database_run(database, SQL_DOCUMENT_FORGET_CHILDREN, "i", parent)
               : -1;
}

int store_add_locator(struct store *store, const struct store_locator *locator)
{
    const struct plan_source *own =
        &g_array_index(store->plan->sources, struct plan_source, locator->source);
    gboolean has_depth = own->max_depth != G_MAXUINT64;
    struct recent_key key = recent_key(&locator->locator, 1, locator->source);
    gint64 known = recent_get(store->recent, key); /* its depth, and one */
    if (known && (!has_depth || known <= (gint64)locator->depth + 1)) {
        return 0;
    }
    recent_put(store->recent, key, (gint64)locator->depth + 1);
    return database_run(store->database, has_depth ? SQL_FRONTIER_ADD_NEARER : SQL_FRONTIER_ADD,
                        "itiiii", (gint64)locator->source, locator->locator,
                        (gint64)locator->purpose, (gint64)locator->depth, (gint64)locator->hops,
                        (gint64)locator->is_listed);
}

static char *target_of(struct store *store, guint32 source, const char *locator)
{
    sqlite3_stmt *row =
        database_query(store->database, SQL_FRONTIER_TARGET, "is", (gint64)source, locator);
    char *target = NULL;
    if (row && database_step(store->database, row) == 1) {
        struct ts_str text = database_text(row, 0);
        target = text_dup(text);
    }
    if (row) {
        database_reset(row);
    }
    return target;
}

int store_redirect(struct store *store, guint32 source, gint64 id, const char *locator,
                   struct ts_str target)
{
    g_autofree char *at = text_dup(target);
    if (database_run(store->database, SQL_FRONTIER_REDIRECT, "si", at, id) != 0) {
        return -1;
    }
    for (guint hops = 0; at && *at && hops <= LIMIT_HOPS; hops++) {
        if (g_str_equal(at, locator)) {
            return 1;
        }
        char *next = target_of(store, source, at);
        g_free(at);
        at = next;
    }
    return 0;
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

int store_put_outcome(struct store *store, gint64 id, guint32 outcome, struct ts_str reason)
{
    return database_run(store->database, SQL_FRONTIER_OUTCOME, "iti", (gint64)outcome, reason, id);
}
