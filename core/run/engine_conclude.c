/* SPDX-License-Identifier: MIT
 *
 * After all documents: the checks compare what they observed, in a worker, over the stored rows.
 */
#include <poll.h>

#include "core/process/media.h"
#include "core/process/stored.h"
#include "core/run/engine_state.h"

#define BATCH_SIZE (256u << 10)

struct conclusion {
    struct engine *engine;
    gboolean is_done;
    GByteArray *records;
    char *failure;
};

static const struct plan_check *check_at(const struct engine *engine, guint32 check)
{
    return &g_array_index(engine->plan->checks, struct plan_check, check);
}

/* Does the touchpoint (NULL: any) use this very instance of the check? */
static gboolean is_used(const struct engine *engine, const char *touchpoint, guint32 check)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(engine->plan, i);
        gboolean is_asked = !touchpoint || g_str_equal(own->id, touchpoint);
        for (guint u = 0; is_asked && u < own->uses->len; u++) {
            if (g_array_index(own->uses, struct plan_use, u).check == check) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

int engine_put_observations(struct engine *engine, gint64 document, GByteArray *out)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *rows = database_query(database, SQL_STORED_OBSERVATIONS, "is", document,
                                        check_at(engine, engine->concluding)->plugin->name);
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(database, rows)) == 1) {
        struct ts_observation observation = {
            .key = database_text(rows, 0),
            .value = database_text(rows, 1),
            .confidence = sqlite3_column_double(rows, 2),
            .place = {.where = database_text(rows, 5),
                      .line = (guint32)sqlite3_column_int(rows, 3),
                      .column = (guint32)sqlite3_column_int(rows, 4)},
            .evidence_id = database_text(rows, 8),
        };
        stored_put_observed(out, &observation, database_text(rows, 6), database_text(rows, 7));
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

static gboolean needs_links(const struct engine *engine, guint32 check)
{
    return (check_at(engine, check)->plugin->needs & TS_NEED_LINKS) != 0;
}

/* The lists that only some checks look at: links, pictures. */
static int put_lists(struct engine *engine, gint64 id, const struct ts_stored_document *document,
                     struct stored_begun begun, GByteArray *out, gboolean *has_links_r)
{
    gboolean was_read = document->status == TS_CHECKED || document->status == TS_UNCHANGED;
    guint before = out->len;
    g_autoptr(GByteArray) pictures = g_byte_array_new();
    int done = was_read && needs_links(engine, engine->concluding)
                   ? outcomes_put(engine->outcomes, id, document->touchpoint, out)
                   : 0;
    *has_links_r = out->len > before;
    if (done == 0 && was_read && engine->pictures) {
        done = engine_put_pictures(engine, id, document->touchpoint, pictures);
    }
    stored_put_links_end(out, begun, pictures);
    return done;
}

static int put_stored(struct engine *engine, sqlite3_stmt *row, GByteArray *out)
{
    const char *touchpoint = (const char *)sqlite3_column_text(row, 1);
    if (!touchpoint || !is_used(engine, touchpoint, engine->concluding)) {
        return 0;
    }
    struct ts_stored_document document = {
        .status = (guint32)sqlite3_column_int(row, 7),
        .text_size = (guint64)sqlite3_column_int64(row, 8),
        .touchpoint = database_text(row, 1),
        .locator = database_text(row, 2),
        .media_type = database_text(row, 3),
        .language = database_text(row, 4),
        .content_hash = database_text(row, 5),
    };
    gint64 id = sqlite3_column_int64(row, 0);
    gboolean is_picture = media_is_picture(document.media_type), has_links = FALSE;
    if (is_picture && engine->pictures) {
        document.is_shown = engine_is_shown(engine, document.touchpoint, document.locator);
    }
    guint before = out->len;
    struct stored_begun begun = stored_put_document(out, &document, database_text(row, 6));
    int done = put_lists(engine, id, &document, begun, out, &has_links);
    if (is_picture && !engine->pictures && !has_links) {
        g_byte_array_set_size(out, before); /* no page lacks what a picture lacks */
        return done;
    }
    done = done == 0 ? engine_put_observations(engine, id, out) : -1;
    stored_put_end(out, begun);
    return done;
}

static int next_batch(void *data, GByteArray *batch_r)
{
    struct engine *engine = ((struct conclusion *)data)->engine;
    int stepped = 0;
    while (engine->stored && batch_r->len < BATCH_SIZE) {
        stepped = database_step(engine->store.database, engine->stored);
        if (stepped == 1) {
            stepped = put_stored(engine, engine->stored, batch_r);
        } else {
            g_clear_pointer(&engine->stored, database_reset);
        }
        if (stepped < 0) {
            engine_fail(engine);
            return -1;
        }
    }
    return 0;
}

static int put_touchpoints(struct engine *engine, guint32 check, GByteArray *out)
{
    struct database *database = engine->store.database;
    sqlite3_stmt *rows = database_query(database, SQL_TOUCHPOINTS, "");
    int stepped = rows ? 0 : -1;
    while (rows && (stepped = database_step(database, rows)) == 1) {
        struct ts_touchpoint touchpoint = {
            .id = database_text(rows, 0),
            .channel = database_text(rows, 1),
            .control = database_text(rows, 2),
            .locator = database_text(rows, 4),
            .is_complete = (guint32)sqlite3_column_int(rows, 5),
        };
        if (is_used(engine, (const char *)sqlite3_column_text(rows, 0), check)) {
            stored_put_touchpoint(out, &touchpoint, database_text(rows, 3));
        }
    }
    if (rows) {
        database_reset(rows);
    }
    return stepped;
}

/* ---- what it said ---- */

static gboolean is_selected(const struct engine *engine, const char *id)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(engine->plan, i);
        if (g_str_equal(own->id, id)) {
            return own->is_selected;
        }
    }
    return FALSE;
}

/* A conclusion belongs to the touchpoint of its first place. */
static int put_finding(struct engine *engine, const char *check, struct record_finding *finding)
{
    struct record_finding ahead = *finding;
    struct record_place place;
    if (record_next_place(&ahead, &place) != 1) {
        return 0;
    }
    g_autofree char *touchpoint = g_strndup(place.touchpoint.ptr, place.touchpoint.len);
    if (!is_selected(engine, touchpoint)) {
        return 0; /* its own run says it */
    }
    struct store_origin origin = {0, touchpoint, check};
    return store_put_finding(&engine->store, &origin, finding);
}

/* Of a document that is known, and looked at by this run; 1: it is not known. */
static int put_observation(struct engine *engine, struct record_observation *observation)
{
    g_autofree char *touchpoint =
        g_strndup(observation->touchpoint.ptr, observation->touchpoint.len);
    return is_selected(engine, touchpoint) ? store_put_concluded(&engine->store, observation) : 0;
}

/* What one place of one document is too little known for; the rest of the conclusion stands. */
static int put_gap(struct engine *engine, const char *check, const struct record_problem *problem)
{
    g_autofree char *touchpoint =
        g_strndup(problem->place.touchpoint.ptr, problem->place.touchpoint.len);
    struct store_origin origin = {0, touchpoint, check};
    return is_selected(engine, touchpoint)
               ? store_put_problem_at(&engine->store, &origin, problem->kind, problem->reason,
                                      &problem->place)
               : 0;
}

static gboolean is_gap(const struct record_problem *problem)
{
    return problem->kind == PROBLEM_UNCHECKED && problem->place.touchpoint.len > 0;
}

/* Evidence is handed on by the id that the host gave; another one is a lie. 0, -1. */
static int look_at_evidence(struct conclusion *conclusion, struct ts_str id)
{
    int is_known = id.len > 0 ? store_has_evidence(&conclusion->engine->store, id) : 1;
    if (is_known == 0 && !conclusion->failure) {
        conclusion->failure =
            g_strdup_printf("it named evidence that it was not given (%.*s)", (int)id.len, id.ptr);
    }
    return MIN(is_known, 0);
}

static int put_record(struct conclusion *conclusion, const char *check, guint8 type,
                      struct wire_reader *part)
{
    struct engine *engine = conclusion->engine;
    struct record_finding finding;
    struct record_observation observation;
    struct record_problem problem;
    int done = 0;
    if (type == RECORD_FINDING && record_get_finding(part, &finding) == 0) {
        done = look_at_evidence(conclusion, finding.evidence_id);
        return done == 0 ? put_finding(engine, check, &finding) : -1;
    }
    if (type == RECORD_OBSERVATION && record_get_observation(part, &observation) == 0) {
        observation.check = engine->concluding;
        if (look_at_evidence(conclusion, observation.evidence_id) != 0) {
            return -1;
        }
        done = put_observation(engine, &observation);
        if (done == 1 && !conclusion->failure) {
            conclusion->failure =
                g_strdup_printf("it observed something in %.*s, which is no "
                                "document",
                                (int)observation.locator.len, observation.locator.ptr);
        }
        return MIN(done, 0);
    }
    if (type == RECORD_PROBLEM && record_get_problem(part, &problem) == 0) {
        if (is_gap(&problem)) {
            return put_gap(engine, check, &problem);
        }
        g_free(conclusion->failure);
        conclusion->failure = g_strndup(problem.reason.ptr, problem.reason.len);
    }
    return 0;
}

static int put_records(struct conclusion *conclusion, const char *check)
{
    struct wire_reader in = wire_reader(conclusion->records->data, conclusion->records->len);
    struct wire_reader part;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (put_record(conclusion, check, type, &part) != 0) {
            return -1;
        }
    }
    if (next < 0) {
        conclusion->failure = g_strdup("its answer could not be understood");
    }
    return 0;
}

/* Its rules over the whole are UNCHECKED: said at each touchpoint that uses it. */
static int put_failure(struct engine *engine, guint32 check, const char *failure)
{
    g_autofree char *reason = g_strdup_printf("the check %s could not compare the documents: %s",
                                              check_at(engine, check)->plugin->name, failure);
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const char *id = plan_touchpoint_at(engine->plan, i)->id;
        struct store_origin origin = {0, id, "run"};
        if (is_selected(engine, id) && is_used(engine, id, check) &&
            store_put_problem(&engine->store, &origin, PROBLEM_PLUGIN, ts_text(reason)) != 0) {
            return -1;
        }
    }
    return 0;
}

/* The first instance of a check drops what it concluded last time. */
static gboolean is_first_instance(const struct engine *engine, guint32 check)
{
    for (guint32 i = 0; i < check; i++) {
        if (check_at(engine, i)->plugin == check_at(engine, check)->plugin) {
            return FALSE;
        }
    }
    return TRUE;
}

static int begin_conclusions(struct engine *engine, const char *check)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(engine->plan, i);
        if (own->is_selected && (database_run(engine->store.database, SQL_CONCLUSION_BEGIN, "ssi",
                                              check, own->id, engine->store.run) != 0 ||
                                 database_run(engine->store.database, SQL_CONCLUDED_BEGIN, "ssi",
                                              check, own->id, engine->store.run) != 0)) {
            return -1;
        }
    }
    return 0;
}

static int store_conclusion(struct conclusion *conclusion, guint32 check)
{
    struct engine *engine = conclusion->engine;
    struct database *database = engine->store.database;
    const char *name = check_at(engine, check)->plugin->name;
    if (conclusion->failure) {
        return put_failure(engine, check, conclusion->failure);
    }
    if (database_run(database, SQL_BEGIN, "") != 0 ||
        (is_first_instance(engine, check) && begin_conclusions(engine, name) != 0) ||
        put_records(conclusion, name) != 0 ||
        database_run(database, SQL_CONCLUSION_RENEW, "si", name, engine->store.run) != 0 ||
        database_run(database, SQL_CONCLUDED_RENEW, "si", name, engine->store.run) != 0) {
        return -1;
    }
    if (conclusion->failure) {
        database_run(database, SQL_ROLLBACK, "");
        recent_clear(engine->store.recent);
        return put_failure(engine, check, conclusion->failure);
    }
    return database_run(database, SQL_COMMIT, "");
}

/* ---- the phase ---- */

static void receive(void *data, struct ts_str records, const char *failure)
{
    struct conclusion *conclusion = data;
    conclusion->is_done = TRUE;
    conclusion->failure = g_strdup(failure);
    g_byte_array_append(conclusion->records, (const guint8 *)records.ptr, (guint)records.len);
}

static void serve_pool(struct engine *engine)
{
    g_autoptr(GArray) fds = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    pool_add_fds(engine->pool, fds);
    poll((struct pollfd *)(void *)fds->data, fds->len, 100);
    pool_serve(engine->pool, fds);
}

static int conclude(struct engine *engine, guint32 check)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    struct conclusion conclusion = {.engine = engine, .records = g_byte_array_new()};
    int done = -1;
    wire_put_u32(payload, check);
    engine->concluding = check;
    engine->stored = database_query(engine->store.database, SQL_STORED_DOCUMENTS, "");
    if (engine->stored && put_touchpoints(engine, check, payload) == 0) {
        while (pool_idle(engine->pool) == 0) {
            serve_pool(engine); /* other runs share the workers */
        }
        pool_conclude(engine->pool, payload, (struct pool_tag){receive, next_batch, &conclusion});
        while (!conclusion.is_done) {
            serve_pool(engine);
        }
        g_clear_pointer(&engine->stored, database_reset);
        done = store_conclusion(&conclusion, check);
    }
    g_byte_array_unref(conclusion.records);
    g_free(conclusion.failure);
    return done;
}

/* Once a run, and only if somebody asks. */
static int prepare_outcomes(struct engine *engine)
{
    gboolean has_links = FALSE;
    for (guint32 i = 0; i < engine->plan->checks->len; i++) {
        has_links |= needs_links(engine, i);
    }
    if (has_links || plan_judges_pictures(engine->plan, NULL)) {
        engine->outcomes = outcomes_new(&engine->store, has_links);
        return engine->outcomes ? 0 : -1;
    }
    return 0;
}

/* Checks that no longer conclude about a touchpoint take what they observed along. */
static int forget_concluded(struct engine *engine)
{
    for (guint i = 0; i < engine->plan->touchpoints->len; i++) {
        const struct plan_touchpoint *own = plan_touchpoint_at(engine->plan, i);
        g_autoptr(GString) names = g_string_new(" ");
        for (guint u = 0; u < own->uses->len; u++) {
            guint32 check = g_array_index(own->uses, struct plan_use, u).check;
            g_string_append_printf(names, "%s ", check_at(engine, check)->plugin->name);
        }
        if (own->is_selected && database_run(engine->store.database, SQL_CONCLUDED_FORGET, "ss",
                                             own->id, names->str) != 0) {
            return -1;
        }
    }
    return 0;
}

static int conclude_check(struct engine *engine, guint32 check)
{
    if (engine_start_pool(engine, TRUE) != 0) {
        return -1;
    }
    engine->concluding = check;
    if (plan_is_picture_check(engine->plan, check) && engine_begin_pictures(engine) != 0) {
        return -1;
    }
    int done = conclude(engine, check);
    engine_end_pictures(engine);
    return done;
}

int engine_conclude(struct engine *engine)
{
    if (prepare_outcomes(engine) != 0 || forget_concluded(engine) != 0) {
        return -1;
    }
    for (guint32 i = 0; i < engine->plan->checks->len; i++) {
        if (check_at(engine, i)->plugin->has_conclude && is_used(engine, NULL, i) &&
            conclude_check(engine, i) != 0) {
            return -1;
        }
    }
    return 0;
}
