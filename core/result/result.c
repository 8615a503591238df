/* SPDX-License-Identifier: MIT
 *
 * What is known of a run as a whole: read once, when it is opened.
 */
#include "core/result/result.h"

#include <string.h>

#include "core/result/result_private.h"

int result_read_rows(struct result *result, const char *sql, result_row_fn row)
{
    sqlite3_stmt *query = NULL;
    int stepped = sqlite3_prepare_v2(result->database, sql, -1, &query, NULL);
    if (stepped == SQLITE_OK && sqlite3_bind_parameter_count(query) > 0) {
        stepped = sqlite3_bind_int64(query, 1, result->number);
    }
    if (stepped == SQLITE_OK && sqlite3_bind_parameter_count(query) > 1) {
        stepped = sqlite3_bind_int64(query, 2, result->since);
    }
    if (stepped == SQLITE_OK) {
        while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
            row(result, query);
        }
    }
    sqlite3_finalize(query);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static char *text_or_null(sqlite3_stmt *query, int column)
{
    const char *text = result_text(query, column);
    return *text ? g_strdup(text) : NULL;
}

/* The parts of a text between separators, empty ones left out. */
static GPtrArray *split(const char *text, const char *separator)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) all = g_strsplit(text, separator, -1);
    for (gsize i = 0; all[i]; i++) {
        if (*all[i]) {
            g_ptr_array_add(parts, g_strdup(all[i]));
        }
    }
    return parts;
}

static void read_run(struct result *result, sqlite3_stmt *query)
{
    result->number = sqlite3_column_int64(query, 0);
    result->since = result->since < 0 ? result->number - 1 : result->since;
    result->run = (struct result_run){
        .id = g_strdup(result_text(query, 1)),
        .started = g_strdup(result_text(query, 2)),
        .finished = text_or_null(query, 3),
        .as_of = g_strdup(result_text(query, 4)),
        .plan = g_strdup(result_text(query, 5)),
        .brand = g_strdup(result_text(query, 6)),
        .version = g_strdup(result_text(query, 7)),
        .is_sealed = sqlite3_column_int(query, 8) != 0,
        .has_states = strcmp(result_text(query, 5), "scan") != 0,
        .plugins = split(result_text(query, 9), "\n"),
        .notices = split(result_text(query, 10), "\n"),
    };
    result->summary.cut_short = text_or_null(query, 11);
    result->summary.exit =
        sqlite3_column_type(query, 12) == SQLITE_NULL ? 3 : sqlite3_column_int(query, 12);
    result->summary.suggested = (guint)sqlite3_column_int(query, 13);
}

static void read_touchpoint(struct result *result, sqlite3_stmt *query)
{
    struct result_touchpoint touchpoint = {
        .id = g_strdup(result_text(query, 0)),
        .name = g_strdup(result_text(query, 1)),
        .channel = g_strdup(result_text(query, 2)),
        .category = g_strdup(result_text(query, 3)),
        .control = g_strdup(result_text(query, 4)),
        .owner = g_strdup(result_text(query, 5)),
        .phases = split(result_text(query, 6), " "),
        .state = g_intern_string(result_text(query, 7)),
        .score = sqlite3_column_double(query, 8),
        .documents = (guint)sqlite3_column_int(query, 9),
        .unchecked = (guint)sqlite3_column_int(query, 10),
        .skipped = (guint)sqlite3_column_int(query, 11),
        .errors = (guint)sqlite3_column_int(query, 12),
        .warnings = (guint)sqlite3_column_int(query, 13),
        .infos = (guint)sqlite3_column_int(query, 14),
        .is_current = sqlite3_column_int(query, 15) != 0,
        .pictures = (guint)sqlite3_column_int(query, 16),
        .importance = (unsigned)sqlite3_column_int(query, 17),
        .said_importance = -1,
        .dropoff = -1,
        .promise = g_array_new(FALSE, FALSE, sizeof(struct result_promise)),
    };
    g_array_append_val(result->touchpoints, touchpoint);
}

struct result_touchpoint *result_find_touchpoint(const struct result *result, const char *id)
{
    for (guint i = 0; i < result->touchpoints->len; i++) {
        struct result_touchpoint *touchpoint =
            &g_array_index(result->touchpoints, struct result_touchpoint, i);
        if (strcmp(touchpoint->id, id) == 0) {
            return touchpoint;
        }
    }
    return NULL;
}

const struct result_touchpoint *result_touchpoint(const struct result *result, const char *id)
{
    return result_find_touchpoint(result, id);
}

const char *result_touchpoint_name(const struct result *result, const char *id)
{
    const struct result_touchpoint *touchpoint = result_find_touchpoint(result, id);
    return touchpoint && *touchpoint->name ? touchpoint->name : id;
}

static void add_promise(struct result_promise *sum, const struct result_promise *own)
{
    sum->documents += own->documents;
    sum->exact += own->exact;
    sum->altered += own->altered;
    sum->theme += own->theme;
}

static void read_promise(struct result *result, sqlite3_stmt *query)
{
    struct result_touchpoint *touchpoint = result_find_touchpoint(result, result_text(query, 0));
    struct result_promise own = {
        .documents = (guint)sqlite3_column_int(query, 2),
        .exact = (guint)sqlite3_column_int(query, 3),
        .altered = (guint)sqlite3_column_int(query, 4),
        .theme = (guint)sqlite3_column_int(query, 5),
    };
    struct result_promise all = {.documents = 0};
    if (!touchpoint) {
        return;
    }
    if (touchpoint->promise->len == 0) {
        g_array_append_val(touchpoint->promise, all);
    }
    g_strlcpy(own.language, result_text(query, 1), sizeof own.language);
    g_array_append_val(touchpoint->promise, own);
    add_promise(&g_array_index(touchpoint->promise, struct result_promise, 0), &own);
}

static void read_run_count(struct result *result, sqlite3_stmt *query)
{
    struct result_touchpoint *touchpoint = result_find_touchpoint(result, result_text(query, 0));
    guint count = (guint)sqlite3_column_int(query, 2);
    if (touchpoint) {
        guint *const counts[] = {NULL, &touchpoint->run_infos, &touchpoint->run_warnings,
                                 &touchpoint->run_errors};
        *counts[CLAMP(sqlite3_column_int(query, 1), TS_INFO, TS_ERROR)] = count;
    }
}

static void read_gaps(struct result *result, sqlite3_stmt *query)
{
    struct result_touchpoint *touchpoint = result_find_touchpoint(result, result_text(query, 0));
    if (touchpoint) {
        touchpoint->gaps = (guint)sqlite3_column_int(query, 1);
    }
}

static void read_document_count(struct result *result, sqlite3_stmt *query)
{
    struct result_summary *summary = &result->summary;
    guint count = (guint)sqlite3_column_int(query, 1);
    switch (sqlite3_column_int(query, 0)) {
    case TS_GONE:
        summary->gone = count;
        break;
    case TS_SKIPPED:
        summary->skipped = count;
        break;
    case TS_UNCHECKED:
        summary->unchecked = count;
        break;
    default:
        break;
    }
}

static void read_looked_at(struct result *result, sqlite3_stmt *query)
{
    result->summary.documents = (guint)sqlite3_column_int(query, 0);
    result->summary.pictures = (guint)sqlite3_column_int(query, 1);
    result->summary.unseen_pictures = (guint)sqlite3_column_int(query, 2);
}

static void read_ways(struct result *result, sqlite3_stmt *query)
{
    result->summary.kept = (guint)sqlite3_column_int(query, 0);
    result->summary.judged = (guint)sqlite3_column_int(query, 1);
    result->summary.remembered = (guint)sqlite3_column_int(query, 2);
}

static void read_finding_counts(struct result *result, sqlite3_stmt *query)
{
    struct result_summary *summary = &result->summary;
    guint *const counts[] = {&summary->errors,        &summary->warnings,   &summary->infos,
                             &summary->new_count,     &summary->open_count, &summary->fixed_count,
                             &summary->accepted_count};
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        *counts[i] = (guint)sqlite3_column_int(query, (int)i);
    }
}

static void read_since(struct result *result, sqlite3_stmt *query)
{
    if (result->since != result->number - 1) {
        result->run.since = g_strdup(result_text(query, 0));
    }
}

static const struct {
    const char *sql;
    result_row_fn row;
} parts[] = {
    {"SELECT id, name, started, finished, as_of, plan, brand, version, is_sealed, plugins, "
     "notices, cut_short, exit, suggested FROM run ORDER BY id DESC LIMIT 1",
     read_run},
    {"SELECT name FROM run WHERE ?1 AND id = ?2", read_since},
    {"SELECT id, name, channel, category, control, owner, phases, state, score, documents, "
     "unchecked, skipped, errors, warnings, infos, run > ?2, pictures, importance FROM touchpoint "
     "WHERE ordinal >= 0 ORDER BY ordinal",
     read_touchpoint},
    {"SELECT touchpoint, language, documents, exact, altered, theme FROM promise ORDER BY rowid",
     read_promise},
    {"SELECT f.touchpoint, f.severity, count(*) FROM finding f "
     "WHERE f.fixed_run = 0 AND " RESULT_IS_UNACCEPTED " AND " RESULT_IS_RUN " GROUP BY 1, 2",
     read_run_count},
    {"SELECT f.touchpoint, count(*) FROM finding f WHERE f.fixed_run = 0 AND " RESULT_IS_UNACCEPTED
     " AND " RESULT_IS_GAP " GROUP BY 1",
     read_gaps},
    {"SELECT d.status, count(*) FROM document d JOIN touchpoint t ON t.id = d.touchpoint "
     "WHERE d.run = ?1 AND t.run = ?1 GROUP BY 1",
     read_document_count},
    /* as summary.c counts them: pictures apart, but where a touchpoint has nothing else */
    {"SELECT sum(iif(pages = 0, pictures, pages)), sum(iif(pages = 0, 0, pictures)), "
     "sum(iif(pages = 0, 0, unseen)) FROM ("
     "SELECT count(*) FILTER (WHERE NOT " RESULT_IS_PICTURE ") AS pages, "
     "count(*) FILTER (WHERE " RESULT_IS_PICTURE ") AS pictures, "
     "count(*) FILTER (WHERE d.status = 3 AND " RESULT_IS_PICTURE ") AS unseen "
     "FROM document d JOIN touchpoint t ON t.id = d.touchpoint "
     "WHERE d.run = ?1 AND t.run = ?1 AND d.status IN (1, 2, 3) GROUP BY d.touchpoint)",
     read_looked_at},
    {"SELECT count(*) FILTER (WHERE d.way = 1), count(*) FILTER (WHERE d.way = 2), "
     "count(*) FILTER (WHERE d.way = 3) "
     "FROM document d JOIN touchpoint t ON t.id = d.touchpoint "
     "WHERE d.run = ?1 AND t.run = ?1 AND d.status IN (1, 2, 3)",
     read_ways},
    {"SELECT count(*) FILTER (WHERE f.fixed_run = 0 AND f.severity = 3 AND " RESULT_IS_UNACCEPTED
     "), count(*) FILTER (WHERE f.fixed_run = 0 AND f.severity = 2 AND " RESULT_IS_UNACCEPTED
     "), count(*) FILTER (WHERE f.fixed_run = 0 AND f.severity = 1 AND " RESULT_IS_UNACCEPTED
     "), count(*) FILTER (WHERE f.fixed_run = 0 AND NOT " RESULT_WAS_OPEN(
         "?2") " AND " RESULT_IS_UNACCEPTED
               "), count(*) FILTER (WHERE f.fixed_run = 0 AND " RESULT_WAS_OPEN(
                   "?2") " AND " RESULT_IS_UNACCEPTED
                         "), count(*) FILTER (WHERE f.fixed_run > ?2 AND " RESULT_WAS_OPEN(
                             "?2") "), "
                                   "count(*) FILTER (WHERE f.fixed_run = 0 AND "
                                   "NOT " RESULT_IS_UNACCEPTED ") "
                                   "FROM finding f JOIN touchpoint t ON t.id = f.touchpoint WHERE "
                                   "t.run > ?2",
     read_finding_counts},
};

static void clear_touchpoint(gpointer data)
{
    struct result_touchpoint *touchpoint = data;
    g_free(touchpoint->id);
    g_free(touchpoint->name);
    g_free(touchpoint->channel);
    g_free(touchpoint->category);
    g_free(touchpoint->control);
    g_free(touchpoint->owner);
    g_ptr_array_unref(touchpoint->phases);
    g_array_unref(touchpoint->promise);
}

static void clear_run(struct result_run *run)
{
    g_free(run->id);
    g_free(run->started);
    g_free(run->finished);
    g_free(run->as_of);
    g_free(run->since);
    g_free(run->plan);
    g_free(run->brand);
    g_free(run->version);
    g_clear_pointer(&run->plugins, g_ptr_array_unref);
    g_clear_pointer(&run->notices, g_ptr_array_unref);
}

static gboolean read_all(struct result *result)
{
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (result_read_rows(result, parts[i].sql, parts[i].row) != 0) {
            return FALSE;
        }
        if (result->number == 0) {
            return TRUE; /* there is no run that the rest could be of */
        }
    }
    return result_read_story(result) == 0 && result_read_past(result) == 0 &&
           result_read_rollouts(result) == 0 && result_read_voice(result) == 0;
}

struct result *result_open_since(struct sqlite3 *database, const struct catalog *catalog,
                                 const char *language, gint64 since, char **error_r)
{
    struct result *result = g_new0(struct result, 1);
    result->since = since;
    result->database = database;
    result->catalog = catalog;
    result->language = g_strdup(language);
    result->each_place = g_new0(sqlite3_stmt *, 1);
    result->touchpoints = g_array_new(FALSE, FALSE, sizeof(struct result_touchpoint));
    g_array_set_clear_func(result->touchpoints, clear_touchpoint);
    if (!read_all(result)) {
        *error_r = g_strdup_printf("can't read the stored run: %s", sqlite3_errmsg(database));
        result_close(&result);
    } else if (result->number == 0) {
        *error_r = g_strdup("there is no run in this database yet; `touchstone check` makes one");
        result_close(&result);
    }
    return result;
}

struct result *result_open(struct sqlite3 *database, const struct catalog *catalog,
                           const char *language, char **error_r)
{
    return result_open_since(database, catalog, language, -1, error_r);
}

void result_close(struct result **result)
{
    struct result *own = *result;
    if (!own) {
        return;
    }
    clear_run(&own->run);
    g_free(own->summary.cut_short);
    g_array_unref(own->touchpoints);
    result_clear_story(own);
    result_clear_past(own);
    g_clear_pointer(&own->rollouts, g_array_unref);
    result_clear_voice(own);
    sqlite3_finalize(*own->each_place);
    g_free(own->each_place);
    g_free(own->language);
    g_free(own);
    *result = NULL;
}

const struct result_run *result_run(const struct result *result)
{
    return &result->run;
}

const struct result_summary *result_summary(const struct result *result)
{
    return &result->summary;
}

const GArray *result_touchpoints(const struct result *result)
{
    return result->touchpoints;
}

const char *result_error(const struct result *result)
{
    return sqlite3_errmsg(result->database);
}
