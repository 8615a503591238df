/* SPDX-License-Identifier: MIT
 *
 * Entries that are not right on the as-of date, wherever they were seen: findings derived from the
 * stored observations. A database without such entries costs one look at the brand book.
 */
#include <jansson.h>
#include <sqlite3.h>
#include <string.h>

#include "core/config/text.h"
#include "core/process/fingerprint.h"
#include "core/result/dates.h"
#include "core/result/result_private.h"
#include "core/result/rollout.h"
#include "core/result/sql.h"

#define OF_DATES "basis IN ('dates', 'dates before')"

/* ?2: "RULE KEY" of all that is still so. A document of which not all was read (it has no basis to
 * build upon) keeps what stood where it was not looked. */
static const char drop_sql[] =
    "DELETE FROM place WHERE document = 0 AND conclusion = 'dates' AND finding IN "
    "(SELECT id FROM finding WHERE touchpoint = ?1 AND " OF_DATES ") AND NOT ("
    "EXISTS (SELECT 1 FROM document d WHERE d.touchpoint = ?1 AND d.locator = place.locator "
    "AND d.status = 3 AND d.basis = '') AND "
    "(SELECT f.rule || ' ' || (f.arguments ->> 'entry') FROM finding f "
    "WHERE f.id = place.finding) IN (SELECT value FROM json_each(?2)))";
static const char begin_sql[] =
    "UPDATE finding SET basis = 'dates before' WHERE touchpoint = ?1 AND basis = 'dates'";
/* The gravest of its places says what it weighs and why. */
static const char put_sql[] =
    "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual, "
    "arguments, first_run, run, basis, evidence) "
    "VALUES (?1,?2,?3,?4,?4,?5,?6,?7,?8,?8,'dates',?9) "
    "ON CONFLICT (touchpoint, fingerprint) DO UPDATE SET "
    "said = iif(basis <> 'dates', ?4, max(said, ?4)), expected = ?5, "
    "actual = iif(basis <> 'dates', ?6, min(actual, ?6)), "
    "arguments = iif(basis <> 'dates' OR ?4 > said, ?7, iif(?4 = said, min(arguments, ?7), "
    "arguments)), evidence = iif(basis <> 'dates', ?9, max(evidence, ?9)), first_run = "
    "iif(fixed_run <> 0, ?8, first_run), fixed_run = 0, run = ?8, "
    "basis = 'dates' RETURNING id";
static const char place_sql[] =
    "INSERT INTO place (finding, document, conclusion, locator, line, column, path, excerpt, "
    "mark_offset, mark_length, run) VALUES (?1,0,'dates',?2,?3,?4,?5,?6,?7,?8,?9)";
static const char renew_sql[] =
    "DELETE FROM place WHERE finding = ?1 AND locator = ?2 AND document = 0 "
    "AND conclusion = 'dates' AND rowid <= ?3";
static const char last_sql[] = "SELECT coalesce(max(rowid), 0) FROM place";
static const char close_sql[] =
    "UPDATE finding SET fixed_run = ?2 WHERE touchpoint = ?1 AND fixed_run = 0 AND " OF_DATES
    " AND NOT EXISTS (SELECT 1 FROM place p WHERE p.finding = finding.id)";

/* An entry that is not right, with what is told of it. */
struct dated {
    struct life_entry entry;
    char *expected; /* as people write what should stand there; "" = nobody can say */
};

struct work {
    const struct dates *dates;
    const struct plan_touchpoint *touchpoint;
    GHashTable *put_before; /* what a finding said -> gint64 *: a footer is said once, not a page */
    GHashTable *back;       /* find_back */
    sqlite3_stmt *put, *place, *renew;
    gint64 last; /* place before this stage began */
};

sqlite3_stmt *dates_sightings(sqlite3 *database, const char *touchpoint, const char *keys)
{
    static const char sql[] =
        "SELECT o.check_name, o.key, coalesce(o.details ->> 'written', ''), "
        "coalesce(o.details ->> 'said', ''), o.line, o.column, o.path, o.excerpt, o.mark_offset, "
        "o.mark_length, iif(d.status IN (1, 2), d.run, o.run), d.locator, d.kinds, "
        "d.status = 3 AND d.basis = '', o.evidence FROM document d JOIN observation o ON "
        "o.document = "
        "d.id "
        "WHERE d.touchpoint = ?1 AND o.key IN (SELECT value FROM json_each(?2)) "
        "AND o.value IN ('match', 'written-otherwise', 'distorted') "
        /* of a picture it counts where it is shown, which a conclusion says */
        "AND (o.is_concluded OR d.media_type NOT LIKE 'image/%') ORDER BY d.locator, o.rowid";
    return sql_open(database, sql, "tt", touchpoint, keys);
}

/* ---- entries --------------------------------------------------------------------------------- */

static void free_dated(gpointer data)
{
    g_free(((struct dated *)data)->expected);
    g_free(data);
}

GHashTable *dates_look(const struct lifecycle *lifecycle, const struct ts_node *brand,
                       const char *day)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_dated);
    for (guint i = 0; i < lifecycle_count(lifecycle); i++) {
        struct life_entry entry = lifecycle_look(lifecycle, i, day);
        if (!entry.home->check || entry.life == LIFE_RIGHT || entry.life == LIFE_COMING) {
            continue;
        }
        struct dated *dated = g_new(struct dated, 1);
        dated->entry = entry;
        dated->expected =
            entry.instead ? entry_text(brand, entry.home, entry.instead_node) : g_strdup("");
        g_hash_table_insert(table, (gpointer)entry.key, dated);
    }
    return table;
}

/* ---- findings -------------------------------------------------------------------------------- */

static void set(json_t *object, const char *name, struct ts_str text)
{
    if (text.len) {
        json_object_set_new(object, name, json_stringn(text.ptr, text.len));
    }
}

/* What the messages may name; "entry" tells which one it is about. */
static char *arguments_of(const struct life_entry *entry, const struct dates_verdict *verdict)
{
    json_t *object = json_object();
    struct ts_str name = ts_get_text(entry->rollout, "name");
    set(object, "entry", ts_text(entry->key));
    set(object, entry->life == LIFE_EARLY ? "from" : "since", entry->day);
    set(object, "rollout", name.len ? name : ts_get_text(entry->rollout, "id"));
    set(object, "due", verdict->due);
    char *dumped = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(object);
    return dumped;
}

static gint64 put_finding(const struct work *work, const struct dated *dated,
                          const struct dates_verdict *verdict, sqlite3_stmt *row)
{
    const char *written = result_text(row, DATES_WRITTEN),
               *evidence = result_text(row, DATES_EVIDENCE);
    char fingerprint[FINGERPRINT_SIZE];
    const struct life_entry *entry = &dated->entry;
    const char *expected = verdict->is_history ? "" : dated->expected;
    const char *actual = *written ? written : entry->key + strlen(entry->home->kind) + 1;
    /* documents with a day of their own are a finding of their own, before it and after */
    g_autofree char *what = g_strdup_printf("%s%s%.*s", actual, verdict->own_due.len ? " by " : "",
                                            (int)verdict->own_due.len,
                                            verdict->own_due.len ? verdict->own_due.ptr : "");
    fingerprint_make(ts_text(verdict->rule), ts_text(expected), ts_text(what), fingerprint);
    g_autofree char *said =
        g_strdup_printf("%s %u %.*s %s %s", fingerprint, verdict->severity, (int)verdict->due.len,
                        verdict->due.len ? verdict->due.ptr : "", evidence, actual);
    gint64 *known = g_hash_table_lookup(work->put_before, said);
    if (known) {
        return *known;
    }
    char *arguments = arguments_of(entry, verdict);
    gint64 id;
    int done =
        sql_run(work->put, &id, "tttitttit", work->touchpoint->id, fingerprint, verdict->rule,
                (gint64)verdict->severity, expected, actual, arguments, work->dates->run, evidence);
    free(arguments);
    if (done != 0) {
        return -1;
    }
    g_hash_table_insert(work->put_before, g_steal_pointer(&said), g_memdup2(&id, sizeof id));
    return id;
}

static int put_place(const struct work *work, gint64 finding, sqlite3_stmt *row)
{
    const char *locator = result_text(row, DATES_LOCATOR);
    gboolean may_be_kept = sqlite3_column_int(row, DATES_IN_PART) != 0;
    if (may_be_kept && sql_run(work->renew, NULL, "iti", finding, locator, work->last) != 0) {
        return -1;
    }
    return sql_run(
        work->place, NULL, "itiittiii", finding, locator, sqlite3_column_int64(row, DATES_LINE),
        sqlite3_column_int64(row, DATES_COLUMN), result_text(row, DATES_PATH),
        result_text(row, DATES_EXCERPT), sqlite3_column_int64(row, DATES_MARK_OFFSET),
        sqlite3_column_int64(row, DATES_MARK_LENGTH), sqlite3_column_int64(row, DATES_RUN));
}

/* The entries whose rollout came back at the touchpoint: keys, borrowed. */
static GHashTable *find_back(const struct work *work)
{
    GHashTable *back = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, work->dates->dated);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct life_entry *entry = &((const struct dated *)value)->entry;
        g_autofree char *id = text_dup(ts_get_text(entry->rollout, "id"));
        const struct rollout_row *row =
            rollouts_find(work->dates->rollouts, id, work->touchpoint->id);
        if (row && row->is_returned) {
            g_hash_table_add(back, (gpointer)entry->key);
        }
    }
    return back;
}

static void add_rule(json_t *array, const char *rule, const char *key)
{
    g_autofree char *text = g_strconcat(rule, " ", key, NULL);
    json_array_append_new(array, json_string(text));
}

/* A JSON array of their keys, or of "RULE KEY". */
static char *list_dated(const struct work *work, gboolean has_rules)
{
    GHashTableIter iter;
    gpointer value;
    json_t *array = json_array();
    g_hash_table_iter_init(&iter, work->dates->dated);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const struct life_entry *entry = &((const struct dated *)value)->entry;
        if (!has_rules) {
            json_array_append_new(array, json_string(entry->key));
            continue;
        }
        add_rule(array, entry->life == LIFE_EARLY ? RULE_EARLY : entry->home->outdated, entry->key);
        if (g_hash_table_contains(work->back, entry->key)) {
            add_rule(array, RULE_RETURNED, entry->key);
        }
    }
    char *dumped = json_dumps(array, JSON_COMPACT);
    json_decref(array);
    return dumped;
}

static int put_verdict(const struct work *work, const struct dated *dated,
                       const struct dates_verdict *verdict, sqlite3_stmt *row)
{
    gint64 finding = put_finding(work, dated, verdict, row);
    return finding > 0 ? put_place(work, finding, row) : -1;
}

/* That it came back is said beside what it weighs by its day. */
static int put_sighting(const struct work *work, sqlite3_stmt *row)
{
    static const struct dates_verdict back = {.rule = RULE_RETURNED, .severity = TS_ERROR};
    const struct dated *dated =
        g_hash_table_lookup(work->dates->dated, result_text(row, DATES_KEY));
    const struct dates_sighting sighting = {result_text(row, DATES_LOCATOR),
                                            result_text(row, DATES_KINDS),
                                            result_text(row, DATES_SAID)};
    if (!dated || !g_str_equal(dated->entry.home->check, result_text(row, DATES_CHECK))) {
        return 0;
    }
    struct dates_verdict verdict =
        dates_judge(&dated->entry, work->touchpoint, &sighting, work->dates->day);
    int done = verdict.rule ? put_verdict(work, dated, &verdict, row) : 0;
    gboolean has_returned =
        !verdict.is_history && g_hash_table_contains(work->back, dated->entry.key);
    return done == 0 && has_returned ? put_verdict(work, dated, &back, row) : done;
}

static int put_sightings(struct work *work)
{
    g_autofree char *keys = list_dated(work, FALSE);
    sqlite3_stmt *rows = dates_sightings(work->dates->database, work->touchpoint->id, keys);
    int stepped = SQLITE_ERROR;
    int done = 0;
    while (done == 0 && (stepped = sqlite3_step(rows)) == SQLITE_ROW) {
        done = put_sighting(work, rows);
    }
    sqlite3_finalize(rows);
    return done == 0 && stepped == SQLITE_DONE ? 0 : -1;
}

/* ---- what is late ---------------------------------------------------------------------------- */

static int put_late(const struct work *work, const struct rollout_row *row)
{
    char fingerprint[FINGERPRINT_SIZE];
    json_t *object =
        json_pack("{s:s, s:o, s:o}", "rollout", row->name, "old", json_sprintf("%u", row->overdue),
                  "new", json_sprintf("%u", row->new));
    set(object, "due", ts_text(row->due));
    char *arguments = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);
    gint64 id;
    fingerprint_make(ts_text(RULE_LATE), ts_text(""), ts_text(row->rollout), fingerprint);
    int done = sql_run(work->put, &id, "tttitttit", work->touchpoint->id, fingerprint, RULE_LATE,
                       (gint64)TS_WARNING, "", row->rollout, arguments, work->dates->run, "");
    free(arguments);
    json_decref(object);
    return done == 0 ? sql_run(work->place, NULL, "itiittiii", id, "", (gint64)0, (gint64)0, "", "",
                               (gint64)0, (gint64)0, work->dates->run)
                     : -1;
}

/* A line for the rollout beside those for each place. */
static int put_all_late(const struct work *work)
{
    const GArray *rows = work->dates->rollouts;
    int done = 0;
    for (guint i = 0; done == 0 && i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        gboolean is_own = strcmp(row->touchpoint, work->touchpoint->id) == 0;
        done = is_own && row->is_late ? put_late(work, row) : 0;
    }
    return done;
}

/* ---- the stage ------------------------------------------------------------------------------- */

static int begin(struct work *work)
{
    sqlite3 *database = work->dates->database;
    const char *touchpoint = work->touchpoint->id;
    char *still = list_dated(work, TRUE);
    int done = sql_once(database, drop_sql, NULL, "tt", touchpoint, still);
    free(still);
    return done == 0 && sql_once(database, begin_sql, NULL, "t", touchpoint) == 0
               ? sql_once(database, last_sql, &work->last, "")
               : -1;
}

static int derive(struct work *work)
{
    work->put_before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    work->put = sql_open(work->dates->database, put_sql, "");
    work->place = sql_open(work->dates->database, place_sql, "");
    work->renew = sql_open(work->dates->database, renew_sql, "");
    int done = put_sightings(work) == 0 ? put_all_late(work) : -1;
    sqlite3_finalize(work->put);
    sqlite3_finalize(work->place);
    sqlite3_finalize(work->renew);
    g_hash_table_unref(work->put_before);
    return done;
}

int dates_entries(const struct dates *dates, const struct plan_touchpoint *touchpoint)
{
    struct work work = {.dates = dates, .touchpoint = touchpoint};
    work.back = find_back(&work);
    int done = begin(&work);
    if (done == 0 && g_hash_table_size(dates->dated) > 0) {
        done = derive(&work);
    }
    g_hash_table_unref(work.back);
    return done == 0 ? sql_once(dates->database, close_sql, NULL, "ti", touchpoint->id, dates->run)
                     : -1;
}
