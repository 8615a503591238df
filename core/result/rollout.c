/* SPDX-License-Identifier: MIT
 *
 * Sightings of the old and the new, document by document, counted for each rollout.
 */
#include "core/result/rollout.h"
#include "core/config/text.h"

#include <jansson.h>
#include <sqlite3.h>
#include <string.h>

#include "core/config/entry.h"
#include "core/result/dates.h"
#include "core/result/lifecycle.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

const char *const rollout_states[ROLLOUT_STATES + 1] = {ROLLOUT_OLD,
                                                        ROLLOUT_MIXED,
                                                        ROLLOUT_ABSENT,
                                                        ROLLOUT_NOT_REACHED,
                                                        ROLLOUT_NEW,
                                                        ROLLOUT_NOT_APPLICABLE,
                                                        NULL};

/* Nothing was seen of it, or not all. Gaps that people accepted, as of the run before, do not
 * count.
 */
static const char lacks_sql[] =
    "SELECT run = 0 OR NOT EXISTS (SELECT 1 FROM document d WHERE d.touchpoint = ?1 AND d.status "
    "IN (1, 2)) OR (NOT is_complete AND (SELECT count(*) = 0 OR sum(f.acceptance = '') > 0 FROM "
    "finding f WHERE f.touchpoint = ?1 AND f.fixed_run = 0 AND " RESULT_IS_GAP
    ")) FROM touchpoint WHERE id = ?1";
static const char was_new_sql[] =
    "SELECT EXISTS (SELECT 1 FROM rollout WHERE id = ?1 AND touchpoint = ?2 AND state = "
    "'" ROLLOUT_NEW "' AND as_of BETWEEN ?5 AND ?3 AND (?4 = 0 OR run < ?4))";
/* The old that was seen in documents that could not be read again: their findings are kept, and
 * what is told as history is expected to be nothing. */
static const char kept_sql[] =
    "SELECT DISTINCT d.locator, f.arguments ->> 'entry', d.kinds, p.line, f.actual FROM finding f "
    "CROSS JOIN place p ON p.finding = f.id AND p.conclusion = 'dates' CROSS JOIN document d ON "
    "d.touchpoint = ?1 AND d.locator = p.locator AND d.status = 3 WHERE f.touchpoint = ?1 AND "
    "f.fixed_run = 0 AND f.expected <> '' AND f.arguments ->> 'entry' IN (SELECT value FROM "
    "json_each(?2)) AND NOT EXISTS (SELECT 1 FROM observation o WHERE o.document = d.id AND o.key "
    "= f.arguments ->> 'entry') ORDER BY d.locator, p.line";
/* Sightings that are of another brand book: it has no such entry. */
static const char keys_sql[] =
    "SELECT DISTINCT o.key FROM document d JOIN observation o ON o.document = d.id WHERE "
    "d.touchpoint = ?1 AND o.value IN ('match', 'written-otherwise', 'distorted') AND "
    "instr(o.key, ':') > 0";
static const char put_sql[] =
    "INSERT OR REPLACE INTO rollout (id, touchpoint, run, as_of, state, old, new, overdue, due, "
    "is_late, is_early, is_returned, name, begins) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";

#define PLACES_MOST 100u /* of the old at a touchpoint, that are named */

/* What a rollout brings, and what of it was seen at the touchpoint at hand. */
struct course {
    const struct ts_node *rollout;
    char *id;
    char from[DATE_SIZE], told_from[DATE_SIZE]; /* switch; announce, or switch without one */
    GPtrArray *kinds;                           /* const char *: of its entries */
    guint old, new, overdue, old_places;
    gboolean is_of_other_book; /* what was seen of it */
    GPtrArray *places;         /* char * */
    /* the document at hand */
    gboolean is_old, is_new, is_overdue;
};

/* An entry in a rollout. */
struct side {
    struct course *course;
    gboolean is_old;
};

struct look {
    sqlite3 *database;
    const struct plan *plan;
    const char *day;
    gint64 before;
    GPtrArray *courses; /* struct course * */
    GHashTable *sides;  /* "address:hq" -> GArray of struct side */
    char *keys;         /* theirs, a JSON array */
    GArray *rows;
};

/* ---- the brand book -------------------------------------------------------------------------- */

static void free_course(gpointer data)
{
    struct course *course = data;
    g_free(course->id);
    g_ptr_array_unref(course->kinds);
    g_free(course);
}

static void add_side(struct look *look, struct course *course, struct ts_str reference,
                     gboolean is_old)
{
    g_autofree char *key = text_dup(reference);
    const struct side side = {course, is_old};
    GArray *sides = g_hash_table_lookup(look->sides, key);
    if (!sides) {
        sides = g_array_new(FALSE, FALSE, sizeof(struct side));
        g_hash_table_insert(look->sides, g_steal_pointer(&key), sides);
    }
    g_array_append_val(sides, side);
}

/* Of the kinds whose sightings are known. */
static void add_pair(struct look *look, struct course *course, const struct ts_node *pair)
{
    const char *colon = pair->key.len ? memchr(pair->key.ptr, ':', pair->key.len) : NULL;
    const struct entry_home *home =
        colon ? entry_home(ts_bytes(pair->key.ptr, (size_t)(colon - pair->key.ptr))) : NULL;
    if (!home || !home->check || !home->is_dated) {
        return;
    }
    add_side(look, course, pair->key, TRUE);
    add_side(look, course, pair->text, FALSE);
    g_ptr_array_add(course->kinds, (gpointer)home->kind);
}

static void add_course(struct look *look, const struct ts_node *rollout)
{
    const struct ts_node *replace = ts_get(rollout, "replace");
    struct ts_str day = ts_get_text(rollout, "switch"), announce = ts_get_text(rollout, "announce");
    struct course *course = g_new0(struct course, 1);
    course->rollout = rollout;
    course->id = text_dup(ts_get_text(rollout, "id"));
    course->kinds = g_ptr_array_new();
    date_copy(day, course->from);
    date_copy(announce.len ? announce : day, course->told_from);
    for (guint32 i = 0; replace && i < replace->children.count; i++) {
        add_pair(look, course, ts_item(replace->children, i));
    }
    if (course->kinds->len == 0) {
        free_course(course);
    } else {
        g_ptr_array_add(look->courses, course);
    }
}

static void read_brand(struct look *look)
{
    const struct ts_node *rollouts = ts_get(look->plan->brand, "rollouts");
    GHashTableIter iter;
    gpointer key;
    json_t *keys = json_array();
    for (guint32 i = 0; rollouts && i < rollouts->children.count; i++) {
        add_course(look, ts_item(rollouts->children, i));
    }
    g_hash_table_iter_init(&iter, look->sides);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        json_array_append_new(keys, json_string(key));
    }
    look->keys = json_dumps(keys, JSON_COMPACT);
    json_decref(keys);
}

/* ---- one touchpoint -------------------------------------------------------------------------- */

/* Without a day of its own the old is late from the switch on. */
static gboolean is_overdue(const struct look *look, const struct course *course, const char *kinds,
                           const char *channel)
{
    struct ts_str due = rollout_due(course->rollout, kinds, channel);
    return strcmp(look->day, course->from) >= 0 && (!due.len || date_is_past(due, look->day));
}

static void end_document(const struct look *look)
{
    for (guint i = 0; i < look->courses->len; i++) {
        struct course *course = g_ptr_array_index(look->courses, i);
        course->old += course->is_old;
        course->new += course->is_new;
        course->overdue += course->is_overdue;
        course->is_old = course->is_new = course->is_overdue = FALSE;
    }
}

static void note_place(struct course *course, const char *locator, int line, const char *written)
{
    course->old_places++;
    if (course->places->len >= PLACES_MOST) {
        return;
    }
    g_autofree char *spot = line > 0 ? g_strdup_printf("%s:%d", locator, line) : g_strdup(locator);
    g_ptr_array_add(course->places, g_strconcat(spot, ": ", written, NULL));
}

static void take(const struct look *look, const struct plan_touchpoint *touchpoint,
                 sqlite3_stmt *seen)
{
    const char *locator = result_text(seen, DATES_LOCATOR), *said = result_text(seen, DATES_SAID);
    const GArray *sides = g_hash_table_lookup(look->sides, result_text(seen, DATES_KEY));
    for (guint i = 0; sides && i < sides->len; i++) {
        const struct side *side = &g_array_index(sides, struct side, i);
        struct course *course = side->course;
        if (!side->is_old) {
            course->is_new = TRUE;
        } else if (!dates_is_history(course->rollout, touchpoint, locator, said)) {
            const char *written = result_text(seen, DATES_WRITTEN);
            course->is_old = TRUE;
            note_place(course, locator, sqlite3_column_int(seen, DATES_LINE),
                       *written ? written : result_text(seen, DATES_KEY));
            course->is_overdue |=
                is_overdue(look, course, result_text(seen, DATES_KINDS), touchpoint->channel);
        }
    }
}

static void take_kept(const struct look *look, const struct plan_touchpoint *touchpoint,
                      sqlite3_stmt *kept)
{
    const char *locator = result_text(kept, 0);
    const GArray *sides = g_hash_table_lookup(look->sides, result_text(kept, 1));
    for (guint i = 0; sides && i < sides->len; i++) {
        const struct side *side = &g_array_index(sides, struct side, i);
        struct course *course = side->course;
        if (side->is_old) {
            course->is_old = TRUE;
            note_place(course, locator, sqlite3_column_int(kept, 3), result_text(kept, 4));
            course->is_overdue |=
                is_overdue(look, course, result_text(kept, 2), touchpoint->channel);
        }
    }
}

/* Takes rows that come document by document; column: where they have its locator. Ends the query.
 */
static int take_all(const struct look *look, const struct plan_touchpoint *touchpoint,
                    sqlite3_stmt *rows, int column,
                    void (*take_row)(const struct look *look,
                                     const struct plan_touchpoint *touchpoint, sqlite3_stmt *row))
{
    g_autofree char *document = g_strdup("");
    int stepped;
    while ((stepped = sqlite3_step(rows)) == SQLITE_ROW) {
        if (strcmp(document, result_text(rows, column)) != 0) {
            end_document(look);
            g_free(document);
            document = g_strdup(result_text(rows, column));
        }
        take_row(look, touchpoint, rows);
    }
    end_document(look);
    sqlite3_finalize(rows);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static int count(const struct look *look, const struct plan_touchpoint *touchpoint)
{
    for (guint i = 0; i < look->courses->len; i++) {
        struct course *course = g_ptr_array_index(look->courses, i);
        course->old = course->new = course->overdue = course->old_places = 0;
        course->is_of_other_book = FALSE;
        course->places = g_ptr_array_new_with_free_func(g_free);
    }
    int done =
        take_all(look, touchpoint, dates_sightings(look->database, touchpoint->id, look->keys),
                 DATES_LOCATOR, take);
    return done == 0
               ? take_all(look, touchpoint,
                          sql_open(look->database, kept_sql, "tt", touchpoint->id, look->keys), 0,
                          take_kept)
               : -1;
}

static gboolean has_entry(const struct look *look, const struct entry_home *home, const char *id)
{
    const struct ts_node *list = entry_list(look->plan->brand, home);
    for (guint32 i = 0; list && i < list->children.count; i++) {
        if (ts_is(entry_id(ts_item(list->children, i)), id)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An entry that got another id since is not gone from the pages: nobody knows until they are judged
 * again. */
static int compare_book(const struct look *look, const struct plan_touchpoint *touchpoint)
{
    sqlite3_stmt *rows = sql_open(look->database, keys_sql, "t", touchpoint->id);
    int stepped;
    while ((stepped = sqlite3_step(rows)) == SQLITE_ROW) {
        const char *key = result_text(rows, 0), *colon = strchr(key, ':');
        const struct entry_home *home = entry_home(ts_bytes(key, (size_t)(colon - key)));
        if (!home || has_entry(look, home, colon + 1)) {
            continue;
        }
        for (guint i = 0; i < look->courses->len; i++) {
            struct course *course = g_ptr_array_index(look->courses, i);
            course->is_of_other_book |=
                g_ptr_array_find_with_equal_func(course->kinds, home->kind, g_str_equal, NULL);
        }
    }
    sqlite3_finalize(rows);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static gboolean is_expected(const struct course *course, const struct plan_touchpoint *touchpoint)
{
    for (guint i = 0; i < course->kinds->len; i++) {
        if (g_ptr_array_find_with_equal_func(
                touchpoint->expects, g_ptr_array_index(course->kinds, i), g_str_equal, NULL)) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *state_of(const struct course *course, const struct plan_touchpoint *touchpoint,
                            gboolean lacks)
{
    if (course->old > 0) {
        return course->new > 0 ? ROLLOUT_MIXED : ROLLOUT_OLD;
    }
    if (course->new > 0) {
        return lacks ? ROLLOUT_NOT_REACHED : ROLLOUT_NEW;
    }
    if (!touchpoint->is_measured) {
        return ROLLOUT_NOT_REACHED;
    }
    if (!is_expected(course, touchpoint)) {
        return ROLLOUT_NOT_APPLICABLE;
    }
    return lacks ? ROLLOUT_NOT_REACHED : ROLLOUT_ABSENT;
}

static int add_row(const struct look *look, const struct course *course,
                   const struct plan_touchpoint *touchpoint, gboolean lacks)
{
    gint64 was_new = 0;
    struct ts_str name = ts_get_text(course->rollout, "name");
    gboolean is_on = strcmp(look->day, course->from) >= 0;
    struct rollout_row row = {
        .state = state_of(course, touchpoint, lacks || course->is_of_other_book),
        .old = course->old,
        .new = course->new,
        .overdue = course->overdue,
        .is_late = course->overdue > 0,
        .old_places = course->old_places,
        .places = g_ptr_array_ref(course->places),
        .is_early = course->new > 0 && strcmp(look->day, course->told_from) < 0,
    };
    if (is_on && course->old > 0 &&
        sql_once(look->database, was_new_sql, &was_new, "tttit", course->id, touchpoint->id,
                 look->day, look->before, course->from) != 0) {
        g_ptr_array_unref(row.places);
        return -1;
    }
    row.is_returned = was_new != 0;
    row.rollout = g_strdup(course->id);
    row.touchpoint = g_strdup(touchpoint->id);
    row.name = text_dup(name.len ? name : ts_get_text(course->rollout, "id"));
    date_copy(rollout_due(course->rollout, "", touchpoint->channel), row.due);
    date_copy(ts_text(course->from), row.begins);
    g_array_append_val(look->rows, row);
    return 0;
}

static int look_at(const struct look *look, const struct plan_touchpoint *touchpoint)
{
    gint64 lacks = 0;
    int done = count(look, touchpoint) == 0 && compare_book(look, touchpoint) == 0
                   ? sql_once(look->database, lacks_sql, &lacks, "t", touchpoint->id)
                   : -1;
    for (guint i = 0; i < look->courses->len; i++) {
        struct course *course = g_ptr_array_index(look->courses, i);
        done = done == 0 ? add_row(look, course, touchpoint, lacks != 0) : done;
        g_clear_pointer(&course->places, g_ptr_array_unref);
    }
    return done;
}

/* ---- all of them ----------------------------------------------------------------------------- */

void rollout_row_clear(void *row)
{
    struct rollout_row *own = row;
    g_free(own->rollout);
    g_free(own->touchpoint);
    g_free(own->name);
    g_clear_pointer(&own->places, g_ptr_array_unref);
}

/* They were made touchpoint by touchpoint. Takes them over. */
static GArray *by_rollout(const struct look *look)
{
    GArray *rows = g_array_new(FALSE, TRUE, sizeof(struct rollout_row));
    g_array_set_clear_func(rows, rollout_row_clear);
    for (guint i = 0; i < look->courses->len; i++) {
        for (guint j = i; j < look->rows->len; j += look->courses->len) {
            g_array_append_val(rows, g_array_index(look->rows, struct rollout_row, j));
        }
    }
    return rows;
}

GArray *rollouts_look(struct sqlite3 *database, const struct plan *plan, const char *day,
                      gint64 before)
{
    struct look look = {
        .database = database,
        .plan = plan,
        .day = day,
        .before = before,
        .courses = g_ptr_array_new_with_free_func(free_course),
        .sides =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref),
        .rows = g_array_new(FALSE, TRUE, sizeof(struct rollout_row)),
    };
    int done = 0;
    read_brand(&look);
    for (guint i = 0; done == 0 && look.courses->len && i < plan->touchpoints->len; i++) {
        done = look_at(&look, plan_touchpoint_at(plan, i));
    }
    GArray *rows = by_rollout(&look);
    free(look.keys);
    g_hash_table_unref(look.sides);
    g_ptr_array_unref(look.courses);
    g_array_unref(look.rows);
    if (done != 0) {
        g_clear_pointer(&rows, g_array_unref);
    }
    return rows;
}

int rollouts_store(struct sqlite3 *database, const GArray *rows, gint64 run, const char *day)
{
    sqlite3_stmt *query = sql_open(database, put_sql, "");
    int done = query ? 0 : -1;
    for (guint i = 0; done == 0 && i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        done = sql_run(query, NULL, "ttittiiitiiitt", row->rollout, row->touchpoint, run, day,
                       row->state, (gint64)row->old, (gint64)row->new, (gint64)row->overdue,
                       row->due, (gint64)row->is_late, (gint64)row->is_early,
                       (gint64)row->is_returned, row->name, row->begins);
    }
    sqlite3_finalize(query);
    return done;
}

guint rollout_day_left(const struct rollout_day *day)
{
    guint left = 0;
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        gboolean is_left = g_str_equal(rollout_states[i], ROLLOUT_OLD) ||
                           g_str_equal(rollout_states[i], ROLLOUT_MIXED);
        left += is_left ? day->counts[i] : 0;
    }
    return left;
}

void rollout_day_add(struct rollout_day *day, const char *state, gboolean is_late,
                     gboolean is_returned)
{
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        day->counts[i] += strcmp(rollout_states[i], state) == 0;
    }
    day->late += is_late;
    day->returned += is_returned;
}

const struct rollout_row *rollouts_find(const GArray *rows, const char *rollout,
                                        const char *touchpoint)
{
    for (guint i = 0; i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        if (strcmp(row->rollout, rollout) == 0 && strcmp(row->touchpoint, touchpoint) == 0) {
            return row;
        }
    }
    return NULL;
}
