/* SPDX-License-Identifier: MIT
 *
 * The rows of a run, handed out one at a time.
 */
#include <string.h>

#include "core/result/message.h"
#include "core/result/result_private.h"

static sqlite3_stmt *prepare(const struct result *result, const char *sql)
{
    sqlite3_stmt *query = NULL;
    sqlite3_prepare_v2(result->database, sql, -1, &query, NULL);
    return query; /* NULL on failure: binding and stepping NULL fail too */
}

/* Steps to the next row: 0, and the query is at its row; else *ended_r is what to return. */
static gboolean next_row(sqlite3_stmt *query, int *ended_r)
{
    int stepped = sqlite3_step(query);
    *ended_r = stepped == SQLITE_DONE ? 0 : -1;
    return stepped == SQLITE_ROW;
}

/* ---- documents and observations -------------------------------------------------------------- */

static const char *const status_names[] = {
    [TS_CHECKED] = "checked", [TS_UNCHANGED] = "unchanged", [TS_UNCHECKED] = "unchecked",
    [TS_GONE] = "gone",       [TS_SKIPPED] = "skipped",
};

static const char *status_name(int status)
{
    return status > 0 && status < (int)G_N_ELEMENTS(status_names) ? status_names[status]
                                                                  : "unchecked";
}

static const char *way_name(int status, int way)
{
    static const char *const names[] = {"read", "kept", "judged", "remembered"};
    return status == TS_CHECKED || status == TS_UNCHANGED ? names[CLAMP(way, 0, 3)] : NULL;
}

int result_each_document(const struct result *result, result_document_fn fn, void *data)
{
    sqlite3_stmt *query = prepare(
        result,
        "SELECT d.touchpoint, d.locator, d.title, d.media_type, d.language, d.kinds, "
        "d.status, d.reason, d.way FROM document d JOIN touchpoint t ON t.id = d.touchpoint "
        "WHERE d.run = ?1 AND t.run = ?1 ORDER BY d.touchpoint, d.locator");
    int done = 0;
    sqlite3_bind_int64(query, 1, result->number);
    while (done == 0 && next_row(query, &done)) {
        const struct result_document document = {
            .touchpoint = result_text(query, 0),
            .locator = result_text(query, 1),
            .title = result_text(query, 2),
            .media_type = result_text(query, 3),
            .language = result_text(query, 4),
            .kinds = result_text(query, 5),
            .status = status_name(sqlite3_column_int(query, 6)),
            .reason = result_text(query, 7),
            .way = way_name(sqlite3_column_int(query, 6), sqlite3_column_int(query, 8)),
        };
        done = fn(&document, data);
    }
    sqlite3_finalize(query);
    return done;
}

int result_each_observation(const struct result *result, result_observation_fn fn, void *data)
{
    sqlite3_stmt *query = prepare(
        result,
        "SELECT d.touchpoint, d.locator, o.check_name, o.key, o.value, o.path, "
        "o.confidence, o.line, o.column, o.details, o.numbers, o.evidence FROM observation o "
        "JOIN document d ON d.id = o.document JOIN touchpoint t ON t.id = d.touchpoint "
        "WHERE d.run = ?1 AND t.run = ?1 "
        /* a picture by itself: what was seen in it says more than that it stands there */
        "AND NOT (o.is_concluded AND EXISTS (SELECT 1 FROM observation i WHERE "
        "i.document = o.document AND i.check_name = o.check_name AND i.key = o.key "
        "AND NOT i.is_concluded)) ORDER BY d.touchpoint, d.locator, o.check_name, "
        "o.key, o.value, o.line, o.column, o.path, o.details");
    int done = 0;
    sqlite3_bind_int64(query, 1, result->number);
    while (done == 0 && next_row(query, &done)) {
        const struct result_observation observation = {
            .touchpoint = result_text(query, 0),
            .locator = result_text(query, 1),
            .check = result_text(query, 2),
            .key = result_text(query, 3),
            .value = result_text(query, 4),
            .where = result_text(query, 5),
            .confidence = sqlite3_column_double(query, 6),
            .line = (unsigned)sqlite3_column_int(query, 7),
            .column = (unsigned)sqlite3_column_int(query, 8),
            .details = result_text(query, 9),
            .numbers = result_text(query, 10),
            .evidence = result_text(query, 11),
        };
        done = fn(&observation, data);
    }
    sqlite3_finalize(query);
    return done;
}

GBytes *result_evidence(const struct result *result, const char *id, char **type_r)
{
    GBytes *bytes = NULL;
    sqlite3_stmt *query = prepare(result, "SELECT type, bytes FROM evidence WHERE id = ?1");
    int ended;
    sqlite3_bind_text(query, 1, id, -1, SQLITE_STATIC);
    if (next_row(query, &ended)) {
        *type_r = g_strdup(result_text(query, 0));
        bytes = g_bytes_new(sqlite3_column_blob(query, 1), (gsize)sqlite3_column_bytes(query, 1));
    }
    sqlite3_finalize(query);
    return bytes;
}

/* ---- places ---------------------------------------------------------------------------------- */

/* A conclusion that names no touchpoint speaks of its finding's. */
#define PLACES                                                                                    \
    "SELECT coalesce(nullif(p.touchpoint, ''), d.touchpoint, f.touchpoint) AS at, "               \
    "coalesce(nullif(p.locator, ''), d.locator, '') AS place_locator, p.path, p.line, p.column, " \
    "p.excerpt, p.mark_offset, p.mark_length, f.touchpoint AS own FROM place p "                  \
    "JOIN finding f ON f.id = p.finding "                                                         \
    "LEFT JOIN document d ON d.id = p.document AND p.document <> 0 WHERE p.finding = ?1 "

static const char places_sql[] =
    PLACES "ORDER BY at, place_locator, p.line, p.column, p.path, p.mark_offset, p.excerpt "
           "LIMIT ?2";
/* In turn, one of each touchpoint, the finding's own first: what differs is seen in the first few.
 */
static const char across_sql[] =
    "SELECT * FROM (" PLACES ") ORDER BY row_number() OVER (PARTITION BY at ORDER BY "
    "place_locator, line, column, path, mark_offset, excerpt), at <> own, at LIMIT ?2";
static const char single_place_sql[] = PLACES; /* most findings have one: no sorting then */

/* Strings are borrowed from the row. A mark that does not lie in the excerpt is no mark. */
static struct result_place place_of(sqlite3_stmt *query)
{
    struct result_place place = {
        .touchpoint = (char *)result_text(query, 0),
        .locator = (char *)result_text(query, 1),
        .where = (char *)result_text(query, 2),
        .line = (unsigned)sqlite3_column_int(query, 3),
        .column = (unsigned)sqlite3_column_int(query, 4),
        .excerpt = (char *)result_text(query, 5),
    };
    gint64 size = sqlite3_column_bytes(query, 5);
    gint64 offset = sqlite3_column_int64(query, 6);
    gint64 length = sqlite3_column_int64(query, 7);
    if (offset >= 0 && length > 0 && offset <= size && length <= size - offset) {
        place.mark_offset = (unsigned)offset;
        place.mark_length = (unsigned)length;
    }
    return place;
}

static void bind_places(sqlite3_stmt *query, gint64 finding, guint at_most)
{
    sqlite3_reset(query);
    sqlite3_bind_int64(query, 1, finding);
    sqlite3_bind_int64(query, 2, at_most ? (gint64)at_most : -1); /* single has no such limit */
}

int result_each_place(const struct result *result, gint64 finding, result_place_fn fn, void *data)
{
    if (!*result->each_place) {
        *result->each_place = prepare(result, places_sql);
    }
    sqlite3_stmt *query = *result->each_place;
    int done = 0;
    bind_places(query, finding, 0);
    while (done == 0 && next_row(query, &done)) {
        const struct result_place place = place_of(query);
        done = fn(&place, data);
    }
    sqlite3_reset(query);
    return done;
}

static void free_place(gpointer data)
{
    struct result_place *place = data;
    g_free(place->touchpoint);
    g_free(place->locator);
    g_free(place->where);
    g_free(place->excerpt);
    g_free(place);
}

static int read_places(sqlite3_stmt *query, gint64 finding, guint at_most, GPtrArray *places)
{
    int done;
    g_ptr_array_set_size(places, 0);
    bind_places(query, finding, at_most);
    while (next_row(query, &done)) {
        struct result_place *place = g_new(struct result_place, 1);
        *place = place_of(query);
        place->touchpoint = g_strdup(place->touchpoint);
        place->locator = g_strdup(place->locator);
        place->where = g_strdup(place->where);
        place->excerpt = g_strdup(place->excerpt);
        g_ptr_array_add(places, place);
    }
    return done;
}

/* ---- findings -------------------------------------------------------------------------------- */

/* An unchanged document was seen though its places are of the run that read it. */
#define FINDINGS                                                                           \
    "SELECT f.id, f.touchpoint, f.rule, f.severity, f.expected, f.actual, f.fingerprint, " \
    "f.arguments, CASE WHEN f.fixed_run > ?4 THEN 'fixed' WHEN " RESULT_WAS_OPEN(          \
        "?4") " THEN 'open' ELSE 'new' END AS state, f.fixed_run > ?4 "                    \
              "OR EXISTS (SELECT 1 FROM place p WHERE p.finding = f.id AND p.run = ?1) "   \
              "OR EXISTS (SELECT 1 FROM place p JOIN document d ON d.id = p.document "     \
              "WHERE p.finding = f.id AND d.run = ?1 AND d.status IN (2, 5)), "            \
              "(SELECT count(*) FROM place p WHERE p.finding = f.id) AS places, "          \
              "coalesce(" RESULT_SUGGESTED ", "                                            \
              "replace(f.arguments ->> 'proposals', ', ', char(10)) || char(10)), "        \
              "EXISTS (SELECT 1 FROM place p WHERE p.finding = f.id "                      \
              "AND p.touchpoint NOT IN ('', f.touchpoint)), f.evidence, f.acceptance "     \
              "FROM finding f JOIN touchpoint t ON t.id = f.touchpoint "                   \
              "WHERE (f.fixed_run = 0 OR f.fixed_run > ?4 AND " RESULT_WAS_OPEN(           \
                  "?4") ") "                                                               \
                        "AND (t.run > ?4 OR ?2 IS NOT NULL OR ?5 AND t.ordinal >= 0) "     \
                        "AND (?2 IS NULL OR f.touchpoint = ?2) AND (?3 < 2 OR places >= ?3) AND "

static const char *const finding_parts[] = {
    [RESULT_ALL] = "1",
    [RESULT_DEVIATIONS] = ("f.fixed_run = 0 AND " RESULT_IS_UNACCEPTED " AND NOT " RESULT_IS_RUN),
    [RESULT_RUN] = ("f.fixed_run = 0 AND " RESULT_IS_UNACCEPTED " AND " RESULT_IS_RUN),
    [RESULT_ACCEPTED] = ("f.fixed_run = 0 AND NOT " RESULT_IS_UNACCEPTED),
    [RESULT_FIXED] = "f.fixed_run <> 0",
};

static const struct {
    const char *before, *after;
} finding_orders[] = {
    [RESULT_STABLE] = {"", " ORDER BY f.touchpoint, f.rule, f.fingerprint"},
    [RESULT_WORST_FIRST] =
        {"", " ORDER BY f.severity DESC, places DESC, f.rule, f.fingerprint, f.touchpoint"},
    [RESULT_MOST_PLACES] =
        {"", " ORDER BY places DESC, f.severity DESC, f.rule, f.fingerprint, f.touchpoint"},
    [RESULT_BY_RULE] = {"SELECT *, max(severity) OVER (PARTITION BY rule) AS worst FROM (",
                        ") ORDER BY worst DESC, rule, severity DESC, places DESC, fingerprint, "
                        "touchpoint"},
};

static sqlite3_stmt *prepare_findings(const struct result *result,
                                      const struct result_query *wanted)
{
    g_autofree char *sql =
        g_strconcat(finding_orders[wanted->order].before, FINDINGS, finding_parts[wanted->part],
                    finding_orders[wanted->order].after, NULL);
    sqlite3_stmt *query = prepare(result, sql);
    sqlite3_bind_int64(query, 1, result->number);
    sqlite3_bind_int64(query, 3, wanted->least_places);
    sqlite3_bind_int64(query, 4, result->since);
    sqlite3_bind_int(query, 5, wanted->is_everywhere);
    if (wanted->touchpoint) {
        sqlite3_bind_text(query, 2, wanted->touchpoint, -1, SQLITE_STATIC);
    }
    return query;
}

static const char *severity_name(int severity)
{
    static const char *const names[] = {"info", "info", "warning", "error"};
    return names[CLAMP(severity, 0, 3)];
}

static struct result_finding finding_of(const struct result *result, sqlite3_stmt *query)
{
    return (struct result_finding){
        .id = sqlite3_column_int64(query, 0),
        .touchpoint = result_text(query, 1),
        .rule = result_text(query, 2),
        .severity = severity_name(sqlite3_column_int(query, 3)),
        .expected = result_text(query, 4),
        .actual = result_text(query, 5),
        .fingerprint = result_text(query, 6),
        .state = result->run.has_states ? result_text(query, 8) : NULL,
        .is_seen = sqlite3_column_int(query, 9) != 0,
        .count = (guint)sqlite3_column_int(query, 10),
        .is_across = sqlite3_column_int(query, 12) != 0,
        .evidence = result_text(query, 13),
        .acceptance = result_text(query, 14),
    };
}

/* In what scan looked at there is but one. */
static const char *touchpoint_name(const struct result *result, const char *id)
{
    const struct result_touchpoint *own =
        result->run.has_states ? result_find_touchpoint(result, id) : NULL;
    return own ? own->name : NULL;
}

char **result_lines(const char *text)
{
    char **lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);
    if (count > 0) {
        g_clear_pointer(&lines[count - 1], g_free);
    }
    return lines;
}

/* What the check suggested when it was asked, or what it proposed (argument `proposals`) when it
 * found the fault. */
static int hand_out(const struct result *result, sqlite3_stmt *query,
                    struct result_finding *finding, result_finding_fn fn, void *data)
{
    const struct message_finding values = {finding->rule, finding->expected, finding->actual,
                                           result_text(query, 7),
                                           touchpoint_name(result, finding->touchpoint)};
    g_auto(GStrv) suggestions = result_lines(result_text(query, 11));
    if (*finding->expected && *suggestions &&
        !g_strv_contains((const char *const *)suggestions, finding->expected)) {
        /* the check knew better, from the rest of the run: what was asked of the word alone is
         * none of it */
        g_clear_pointer(&suggestions, g_strfreev);
        suggestions = g_strsplit(finding->expected, "\n", 1);
    }
    finding->suggestions = suggestions;
    g_autofree char *message =
        message_of_finding(result->catalog, result->language, &values, &finding->title);
    finding->message = message;
    return fn(finding, data);
}

int result_each_finding(const struct result *result, const struct result_query *wanted,
                        result_finding_fn fn, void *data)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(free_place);
    sqlite3_stmt *query = prepare_findings(result, wanted);
    sqlite3_stmt *sorted = prepare(result, places_sql);
    sqlite3_stmt *single = prepare(result, single_place_sql);
    sqlite3_stmt *across = prepare(result, across_sql);
    int done = 0;
    while (done == 0 && next_row(query, &done)) {
        struct result_finding finding = finding_of(result, query);
        finding.places = places;
        gboolean has_turns = finding.is_across && wanted->order != RESULT_STABLE;
        sqlite3_stmt *some = finding.count <= 1 ? single : has_turns ? across : sorted;
        done = read_places(some, finding.id, wanted->at_most, places);
        if (done == 0) {
            done = hand_out(result, query, &finding, fn, data);
        }
    }
    sqlite3_finalize(across);
    sqlite3_finalize(single);
    sqlite3_finalize(sorted);
    sqlite3_finalize(query);
    return done;
}
