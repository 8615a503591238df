/* SPDX-License-Identifier: MIT
 *
 * This run against the one before: what was seen, what the brand book says otherwise, how long the
 * old may still stand.
 */
#include <jansson.h>
#include <string.h>

#include "core/config/date.h"
#include "core/result/result_private.h"

/* ---- tallies --------------------------------------------------------------------------------- */

static void clear_tally_reason(gpointer data)
{
    g_free(((struct result_tally_reason *)data)->text);
}

static gint compare_reasons(gconstpointer left, gconstpointer right)
{
    const struct result_tally_reason *one = left, *other = right;
    return one->places != other->places ? (one->places < other->places ? 1 : -1)
                                        : strcmp(one->text, other->text);
}

static guint count_of(const json_t *object, const char *key)
{
    return (guint)json_integer_value(json_object_get(object, key));
}

static struct result_tally *tally_new(const char *text)
{
    json_t *object = json_loads(text, 0, NULL);
    struct result_tally *tally = g_new0(struct result_tally, 1);
    const char *reason;
    json_t *places;
    tally->fetched = count_of(object, "fetched");
    tally->kept = count_of(object, "kept");
    tally->judged = count_of(object, "judged");
    tally->unchecked = count_of(object, "unchecked");
    tally->gone = count_of(object, "gone");
    tally->skipped = count_of(object, "skipped");
    tally->reasons = g_array_new(FALSE, TRUE, sizeof(struct result_tally_reason));
    g_array_set_clear_func(tally->reasons, clear_tally_reason);
    json_object_foreach(json_object_get(object, "reasons"), reason, places)
    {
        struct result_tally_reason own = {g_strdup(reason), (guint)json_integer_value(places)};
        g_array_append_val(tally->reasons, own);
    }
    g_array_sort(tally->reasons, compare_reasons);
    json_decref(object);
    return tally;
}

static void tally_free(struct result_tally **tally)
{
    if (*tally) {
        g_array_unref((*tally)->reasons);
        g_clear_pointer(tally, g_free);
    }
}

static void read_tally(struct result *result, sqlite3_stmt *query)
{
    struct result_tally **own =
        sqlite3_column_int(query, 1) ? &result->tally : &result->tally_before;
    tally_free(own);
    *own = tally_new(result_text(query, 0));
}

const struct result_tally *result_tally(const struct result *result)
{
    return result->tally;
}

const struct result_tally *result_tally_before(const struct result *result)
{
    return result->tally_before;
}

/* ---- the brand book -------------------------------------------------------------------------- */

static void clear_change(gpointer data)
{
    struct result_change *change = data;
    g_free(change->path);
    g_free(change->before);
    g_free(change->after);
}

/* The lines (path, tab, value) that the other side does not have as they are. Several values under
 * one path are a set: each is a line of its own. */
static GHashTable *lines_apart(const char *text, const char *other)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *apart = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(GStrv) theirs = g_strsplit(other, "\n", -1);
    g_auto(GStrv) ours = g_strsplit(text, "\n", -1);
    for (gsize i = 0; theirs[i]; i++) {
        g_hash_table_add(known, theirs[i]);
    }
    for (gsize i = 0; ours[i]; i++) {
        if (*ours[i] && !g_hash_table_contains(known, ours[i])) {
            g_hash_table_add(apart, g_strdup(ours[i]));
        }
    }
    return apart;
}

static void add_change(GArray *changes, const char *line, gboolean is_after)
{
    const char *tab = strchr(line, '\t');
    struct result_change change = {.path = g_strndup(line, tab ? (gsize)(tab - line) : 0)};
    *(is_after ? &change.after : &change.before) = g_strdup(tab ? tab + 1 : line);
    g_array_append_val(changes, change);
}

static gint compare_changes(gconstpointer left, gconstpointer right)
{
    const struct result_change *one = left, *other = right;
    int order = strcmp(one->path, other->path);
    return order ? order : (one->before == NULL) - (other->before == NULL);
}

/* One line gone and one come under the same path: a value that changed. */
static void join_changes(GArray *changes)
{
    for (guint i = 0; i + 1 < changes->len; i++) {
        struct result_change *one = &g_array_index(changes, struct result_change, i);
        struct result_change *next = &g_array_index(changes, struct result_change, i + 1);
        if (strcmp(one->path, next->path) == 0 && one->before && !one->after && next->after &&
            !next->before) {
            one->after = g_steal_pointer(&next->after);
            g_array_remove_index(changes, i + 1);
        }
    }
}

static void read_book(struct result *result, sqlite3_stmt *query)
{
    GHashTableIter iter;
    gpointer line;
    const char *now = result_text(query, 0), *then = result_text(query, 1);
    g_autoptr(GHashTable) come = lines_apart(now, then);
    g_autoptr(GHashTable) gone = lines_apart(then, now);
    g_hash_table_iter_init(&iter, gone);
    while (g_hash_table_iter_next(&iter, &line, NULL)) {
        add_change(result->changes, line, FALSE);
    }
    g_hash_table_iter_init(&iter, come);
    while (g_hash_table_iter_next(&iter, &line, NULL)) {
        add_change(result->changes, line, TRUE);
    }
    g_array_sort(result->changes, compare_changes);
    join_changes(result->changes);
}

const GArray *result_changes(const struct result *result)
{
    return result->changes;
}

static gboolean is_same_tally(const struct result_tally *one, const struct result_tally *other)
{
    if (one->unchecked != other->unchecked || one->reasons->len != other->reasons->len) {
        return FALSE;
    }
    for (guint i = 0; i < one->reasons->len; i++) {
        const struct result_tally_reason *own =
            &g_array_index(one->reasons, struct result_tally_reason, i);
        const struct result_tally_reason *its =
            &g_array_index(other->reasons, struct result_tally_reason, i);
        if (own->places != its->places || strcmp(own->text, its->text) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean result_is_unchanged(const struct result *result)
{
    const struct result_summary *summary = &result->summary;
    return result->tally && result->tally_before && summary->new_count == 0 &&
           summary->fixed_count == 0 && summary->exit == result->exit_before &&
           !result->has_moved && is_same_tally(result->tally, result->tally_before);
}

static void read_exit(struct result *result, sqlite3_stmt *query)
{
    result->exit_before = sqlite3_column_int(query, 0);
}

static void read_moved(struct result *result, sqlite3_stmt *query)
{
    result->has_moved |= sqlite3_column_int(query, 0) != 0;
}

/* ---- deadlines ------------------------------------------------------------------------------- */

static void clear_deadline(gpointer data)
{
    struct result_deadline *deadline = data;
    g_free(deadline->rollout);
    g_free(deadline->name);
    g_free(deadline->scope);
    g_free(deadline->day);
}

static void read_deadline(struct result *result, sqlite3_stmt *query)
{
    struct result_deadline deadline = {
        .rollout = g_strdup(result_text(query, 0)),
        .name = g_strdup(result_text(query, 1)),
        .scope = g_strdup(result_text(query, 2)),
        .day = g_strdup(result_text(query, 3)),
        .days = date_days(result->run.as_of, result_text(query, 3)),
    };
    g_array_append_val(result->deadlines, deadline);
}

const GArray *result_deadlines(const struct result *result)
{
    return result->deadlines;
}

/* ---- what customers said --------------------------------------------------------------------- */

/* In the order of the days: the latest stays. */
static void read_feedback(struct result *result, sqlite3_stmt *query)
{
    struct result_touchpoint *touchpoint = result_find_touchpoint(result, result_text(query, 0));
    gboolean is_dropoff = strcmp(result_text(query, 1), "dropoff") == 0;
    if (touchpoint) {
        *(is_dropoff ? &touchpoint->dropoff : &touchpoint->said_importance) =
            sqlite3_column_double(query, 2);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* The last run before ?1 that looked at the same touchpoints: what a run of a part came to says
 * nothing of a whole one. */
#define PEER                                                                                  \
    "(SELECT max(b.id) FROM run b WHERE b.id < ?1 AND NOT EXISTS (SELECT touchpoint FROM "    \
    "history WHERE run = ?1 EXCEPT SELECT touchpoint FROM history WHERE run = b.id) AND NOT " \
    "EXISTS (SELECT touchpoint FROM history WHERE run = b.id EXCEPT SELECT touchpoint FROM "  \
    "history WHERE run = ?1))"
/* Rows of this run that its peer has otherwise, or the other way round. */
#define MOVED(columns, table)                                                                \
    "SELECT EXISTS (SELECT " columns " FROM " table " WHERE run = ?1 EXCEPT SELECT " columns \
    " FROM " table " WHERE run = " PEER ") OR EXISTS (SELECT " columns " FROM " table        \
    " WHERE run = " PEER " EXCEPT SELECT " columns " FROM " table " WHERE run = ?1)"

static const struct {
    const char *sql;
    result_row_fn row;
} parts[] = {
    {"SELECT tally, id = ?1 FROM run WHERE tally IS NOT NULL AND id IN (?1, " PEER ")", read_tally},
    {"SELECT r.book, before.book FROM run r JOIN run before ON before.id = (SELECT max(id) FROM "
     "run WHERE id < r.id AND book IS NOT NULL) WHERE r.id = ?1 AND r.book IS NOT NULL",
     read_book},
    {"SELECT coalesce(exit, -1) FROM run WHERE id = " PEER, read_exit},
    {MOVED("touchpoint, state, errors, warnings, infos", "history"), read_moved},
    {MOVED("touchpoint, rule, findings, accepted, places", "rule_history"), read_moved},
    {MOVED("id, touchpoint, state, is_late, is_returned", "rollout"), read_moved},
    {"SELECT rollout, name, scope, day FROM deadline ORDER BY day, rollout, scope", read_deadline},
    {"SELECT touchpoint, measure, value FROM feedback WHERE party = '' "
     "AND measure IN ('importance', 'dropoff') AND date <= (SELECT as_of FROM run WHERE id = ?1) "
     "ORDER BY date, rowid",
     read_feedback},
};

int result_read_past(struct result *result)
{
    int done = 0;
    result->changes = g_array_new(FALSE, TRUE, sizeof(struct result_change));
    g_array_set_clear_func(result->changes, clear_change);
    result->deadlines = g_array_new(FALSE, TRUE, sizeof(struct result_deadline));
    g_array_set_clear_func(result->deadlines, clear_deadline);
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(parts); i++) {
        done = result_read_rows(result, parts[i].sql, parts[i].row);
    }
    return done;
}

void result_clear_past(struct result *result)
{
    tally_free(&result->tally);
    tally_free(&result->tally_before);
    g_clear_pointer(&result->changes, g_array_unref);
    g_clear_pointer(&result->deadlines, g_array_unref);
}
