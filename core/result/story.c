/* SPDX-License-Identifier: MIT
 *
 * Observations of a touchpoint are grouped by what they are about and what they say; a group is a
 * row, with the first place as its own and the number of documents that tell it.
 */
#include "core/result/story.h"

#include <sqlite3.h>
#include <string.h>

#include "core/config/pack.h"
#include "core/result/dates.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

const char *const story_states[] = {
    STORY_RIGHT,  STORY_ALTERED,        STORY_OLD,          STORY_EARLY, STORY_MIXED, STORY_ABSENT,
    STORY_UNSEEN, STORY_NOT_APPLICABLE, STORY_NOT_MEASURED, NULL,
};

#define WORDS_MAX 160u /* bytes of the words that stand there */
#define ROWS_MAX 400u  /* of one touchpoint: a site may tell a fact in hundreds of ways */

static const char forget_gone_sql[] =
    "DELETE FROM story WHERE touchpoint NOT IN (SELECT id FROM touchpoint WHERE ordinal >= 0)";
static const char forget_sql[] = "DELETE FROM story WHERE touchpoint = ?1";
/* A picture's own observation says what it is; it counts where it is shown. */
static const char observations_sql[] =
    "SELECT d.locator, o.check_name, o.key, o.value, coalesce(o.details ->> 'written', ''), "
    "coalesce(o.details ->> 'said', ''), o.line, o.column, o.path, o.excerpt, o.mark_offset, "
    "o.mark_length, o.evidence, d.id FROM document d JOIN observation o ON o.document = d.id "
    "WHERE d.touchpoint = ?1 AND d.status IN (1, 2, 3) "
    "AND o.check_name IN ('logo', 'identity', 'promise', 'terms', 'facts') "
    "AND (o.check_name <> 'logo' OR o.is_concluded OR NOT " RESULT_IS_PICTURE ") "
    "ORDER BY d.locator, o.rowid";
/* Where what stands there deviates, though the observation alone does not tell. */
static const char faults_sql[] =
    "SELECT coalesce(nullif(p.locator, ''), d.locator, ''), p.line, p.column FROM finding f "
    "JOIN place p ON p.finding = f.id LEFT JOIN document d ON d.id = p.document "
    "WHERE f.touchpoint = ?1 AND f.fixed_run = 0 AND f.severity >= 2 AND f.rule IN "
    "('facts/contradicts-truth', 'facts/contradiction', 'logo/distorted', 'logo/wrong-colour', "
    "'logo/cropped') AND p.touchpoint IN ('', ?1)";
static const char lacks_sql[] =
    "SELECT EXISTS (SELECT 1 FROM document d WHERE d.touchpoint = ?1 AND d.run = ?2 "
    "AND d.status = 3) OR NOT (SELECT is_complete FROM touchpoint WHERE id = ?1) OR NOT EXISTS "
    "(SELECT 1 FROM document d WHERE d.touchpoint = ?1 AND d.run = ?2 AND d.status IN (1, 2))";
static const char put_sql[] =
    "INSERT INTO story (touchpoint, subject, state, entry, words, documents, locator, line, "
    "column, path, evidence) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

/* Of an entry that is not right. */
struct life_of {
    const char *state;
    const struct ts_node *rollout; /* by which; or NULL */
};

/* A group of observations. */
struct row {
    char *subject, *entry, *words, *locator, *path, *evidence;
    const char *state;
    gint64 documents, last; /* last: document that was counted */
    gint64 line, column;
};

struct work {
    sqlite3 *database;
    const struct plan *plan;
    const struct plan_touchpoint *touchpoint;
    GHashTable *lives;  /* key of an entry that is not right -> struct life_of * */
    GHashTable *faults; /* "LINE:COLUMN LOCATOR" */
    GHashTable *groups; /* "SUBJECT\nSTATE\nENTRY" -> struct row * in rows */
    GPtrArray *rows;    /* struct row * */
};

static void free_row(gpointer data)
{
    struct row *row = data;
    g_free(row->subject);
    g_free(row->entry);
    g_free(row->words);
    g_free(row->locator);
    g_free(row->path);
    g_free(row->evidence);
    g_free(row);
}

/* ---- what an observation is about ------------------------------------------------------------ */

/* The term of this id that has `consistent`; NULL: it is no matter of a form. */
static const struct ts_node *form_of(const struct plan *plan, const char *id)
{
    for (guint32 i = 0; plan->terms && i < plan->terms->children.count; i++) {
        const struct ts_node *term = ts_item(plan->terms->children, i);
        if (ts_get(term, "consistent") && ts_is(ts_get_text(term, "id"), id)) {
            return term;
        }
    }
    return NULL;
}

/* New; NULL: it has no column. */
static char *subject_of(const struct plan *plan, const char *check, const char *key)
{
    static const char *const kinds[] = {"logo", "name", "address", "phone"};
    if (strcmp(check, "facts") == 0) {
        return g_strconcat("fact:", key, NULL);
    }
    if (strcmp(check, "promise") == 0) {
        return strcmp(key, "payoff") == 0 ? g_strdup("payoff") : NULL;
    }
    if (strcmp(key, "form-of-address") == 0) {
        return g_strdup("form");
    }
    if (strcmp(check, "terms") == 0) {
        const char *id = g_str_has_prefix(key, "term:") ? key + strlen("term:") : "";
        return form_of(plan, id) ? g_strconcat("form:", id, NULL) : NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize size = strlen(kinds[i]);
        if (strncmp(key, kinds[i], size) == 0 && key[size] == ':') {
            return g_strdup(kinds[i]);
        }
    }
    return NULL;
}

/* ---- what it says ---------------------------------------------------------------------------- */

static gboolean is_fault(const struct work *work, sqlite3_stmt *seen)
{
    g_autofree char *spot = g_strdup_printf("%d:%d %s", sqlite3_column_int(seen, 6),
                                            sqlite3_column_int(seen, 7), result_text(seen, 0));
    return g_hash_table_contains(work->faults, spot);
}

static const char *state_of_form(const struct work *work, const char *id, const char *group)
{
    struct ts_str want = ts_get_text(form_of(work->plan, id), "want");
    return !want.len || ts_is(want, group) ? STORY_RIGHT : STORY_ALTERED;
}

/* "nl/je" wants je; a brand's own pack may be called otherwise: then nothing is wanted. */
static gboolean is_unwanted(const struct plan *plan, const char *form)
{
    static const char *const pairs[][2] = {{"je", "u"}, {"u", "je"}};
    for (guint i = 0; i < plan->packs->len; i++) {
        const char *name = ((const struct pack *)g_ptr_array_index(plan->packs, i))->name;
        const char *slash = strrchr(name, '/');
        for (gsize j = 0; j < G_N_ELEMENTS(pairs); j++) {
            if (strcmp(slash ? slash + 1 : name, pairs[j][0]) == 0 &&
                strcmp(form, pairs[j][1]) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* NULL: it does not count here. */
static const char *state_of(const struct work *work, sqlite3_stmt *seen, const char *subject)
{
    const char *key = result_text(seen, 2), *value = result_text(seen, 3);
    const struct life_of *life = g_hash_table_lookup(work->lives, key);
    if (strcmp(subject, "form") == 0) {
        return is_unwanted(work->plan, value) ? STORY_ALTERED : STORY_RIGHT;
    }
    if (g_str_has_prefix(subject, "form:")) {
        return state_of_form(work, subject + strlen("form:"), value);
    }
    if (strcmp(value, "uncertain") == 0) {
        return NULL;
    }
    if (life) {
        return dates_is_history(life->rollout, work->touchpoint, result_text(seen, 0),
                                result_text(seen, 5))
                   ? NULL
                   : life->state;
    }
    gboolean is_altered = strcmp(value, "altered") == 0 || strcmp(value, "distorted") == 0 ||
                          g_str_has_prefix(value, "near");
    return is_altered || is_fault(work, seen) ? STORY_ALTERED : STORY_RIGHT;
}

/* As it stands there, cut on a character's border. */
static char *words_of(sqlite3_stmt *seen, const char *entry)
{
    const char *written = result_text(seen, 4), *excerpt = result_text(seen, 9);
    gint64 size = sqlite3_column_bytes(seen, 9);
    gint64 offset = sqlite3_column_int64(seen, 10), length = sqlite3_column_int64(seen, 11);
    gboolean has_mark = offset >= 0 && length > 0 && offset <= size && length <= size - offset;
    const char *from = *written ? written : has_mark ? excerpt + offset : entry;
    gsize len = *written || !has_mark ? strlen(from) : (gsize)length;
    if (len > WORDS_MAX) {
        const char *cut = g_utf8_find_prev_char(from, from + WORDS_MAX - 3);
        g_autofree char *head = g_strndup(from, cut ? (gsize)(cut - from) : 0);
        return g_strconcat(head, "…", NULL);
    }
    return g_strndup(from, len);
}

/* What two observations have alike that are one row: an entry, or the value of a fact; of what is
 * altered its words too. */
static char *entry_of(sqlite3_stmt *seen, const char *subject, const char *state)
{
    const char *key = result_text(seen, 2), *value = result_text(seen, 3);
    if (strcmp(subject, "payoff") == 0) {
        return strcmp(state, STORY_RIGHT) == 0 ? g_strdup("payoff") : words_of(seen, value);
    }
    gboolean is_value = strchr(subject, ':') || strcmp(subject, "form") == 0;
    return g_strdup(is_value ? value : key);
}

/* ---- grouping -------------------------------------------------------------------------------- */

static struct row *add_row(struct work *work, sqlite3_stmt *seen, const char *subject,
                           const char *state)
{
    struct row *row = g_new0(struct row, 1);
    row->subject = g_strdup(subject);
    row->state = state;
    row->entry = entry_of(seen, subject, state);
    gboolean is_named = strcmp(subject, "logo") == 0 || g_str_has_prefix(subject, "form");
    const char *colon = strchr(row->entry, ':');
    row->words = is_named ? g_strdup(colon ? colon + 1 : row->entry) : words_of(seen, row->entry);
    row->locator = g_strdup(result_text(seen, 0));
    row->line = sqlite3_column_int64(seen, 6);
    row->column = sqlite3_column_int64(seen, 7);
    row->path = g_strdup(result_text(seen, 8));
    row->evidence = g_strdup(result_text(seen, 12));
    g_ptr_array_add(work->rows, row);
    return row;
}

static void take(struct work *work, sqlite3_stmt *seen)
{
    g_autofree char *subject = subject_of(work->plan, result_text(seen, 1), result_text(seen, 2));
    const char *state = subject ? state_of(work, seen, subject) : NULL;
    gint64 document = sqlite3_column_int64(seen, 13);
    if (!state) {
        return;
    }
    g_autofree char *entry = entry_of(seen, subject, state);
    g_autofree char *name = g_strjoin("\n", subject, state, entry, NULL);
    struct row *row = g_hash_table_lookup(work->groups, name);
    if (!row) {
        if (work->rows->len >= ROWS_MAX) {
            return;
        }
        row = add_row(work, seen, subject, state);
        g_hash_table_insert(work->groups, g_steal_pointer(&name), row);
    }
    row->documents += row->last != document;
    row->last = document;
}

/* Calls fn for each row; 0, -1. */
static int each(struct work *work, const char *sql,
                void (*fn)(struct work *work, sqlite3_stmt *row))
{
    sqlite3_stmt *query = sql_open(work->database, sql, "t", work->touchpoint->id);
    int stepped;
    while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
        fn(work, query);
    }
    sqlite3_finalize(query);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static void take_fault(struct work *work, sqlite3_stmt *row)
{
    g_hash_table_add(work->faults,
                     g_strdup_printf("%d:%d %s", sqlite3_column_int(row, 1),
                                     sqlite3_column_int(row, 2), result_text(row, 0)));
}

/* ---- what is not there ----------------------------------------------------------------------- */

static const struct {
    const char *subject, *expects, *section, *key;
} subjects[] = {
    {"logo", "logo", "logos", "versions"},           {"name", "name", "identity", "names"},
    {"address", "address", "identity", "addresses"}, {"phone", "phone", "identity", "phones"},
    {"payoff", "promise", "promise", "payoff"},
};

static gboolean has_subject(const struct work *work, const char *subject)
{
    for (guint i = 0; i < work->rows->len; i++) {
        if (strcmp(((const struct row *)g_ptr_array_index(work->rows, i))->subject, subject) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *state_without(const struct work *work, const char *expects, gboolean lacks)
{
    const struct plan_touchpoint *touchpoint = work->touchpoint;
    if (!touchpoint->is_measured) {
        return STORY_NOT_MEASURED;
    }
    if (!g_ptr_array_find_with_equal_func(touchpoint->expects, expects, g_str_equal, NULL)) {
        return STORY_NOT_APPLICABLE;
    }
    return lacks ? STORY_UNSEEN : STORY_ABSENT;
}

static void add_missing(struct work *work, gboolean lacks)
{
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
        const struct ts_node *section = ts_get(work->plan->brand, subjects[i].section);
        if (!ts_get(section, subjects[i].key) || has_subject(work, subjects[i].subject)) {
            continue;
        }
        struct row *row = g_new0(struct row, 1);
        row->subject = g_strdup(subjects[i].subject);
        row->state = state_without(work, subjects[i].expects, lacks);
        g_ptr_array_add(work->rows, row);
    }
}

/* ---- the stage ------------------------------------------------------------------------------- */

static int put_rows(const struct work *work)
{
    sqlite3_stmt *query = sql_open(work->database, put_sql, "");
    int done = query ? 0 : -1;
    for (guint i = 0; done == 0 && i < work->rows->len; i++) {
        const struct row *row = g_ptr_array_index(work->rows, i);
        done = sql_run(query, NULL, "tttttitiitt", work->touchpoint->id, row->subject, row->state,
                       row->entry ? row->entry : "", row->words ? row->words : "", row->documents,
                       row->locator ? row->locator : "", row->line, row->column,
                       row->path ? row->path : "", row->evidence ? row->evidence : "");
    }
    sqlite3_finalize(query);
    return done;
}

static int compute(struct work *work, gint64 run)
{
    const char *id = work->touchpoint->id;
    gint64 lacks = 0;
    work->faults = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    work->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    work->rows = g_ptr_array_new_with_free_func(free_row);
    int done = sql_once(work->database, forget_sql, NULL, "t", id) == 0 &&
                       sql_once(work->database, lacks_sql, &lacks, "ti", id, run) == 0 &&
                       each(work, faults_sql, take_fault) == 0 &&
                       each(work, observations_sql, take) == 0
                   ? 0
                   : -1;
    add_missing(work, lacks != 0);
    done = done == 0 ? put_rows(work) : done;
    g_hash_table_unref(work->faults);
    g_hash_table_unref(work->groups);
    g_ptr_array_unref(work->rows);
    return done;
}

static GHashTable *lives_of(const struct lifecycle *lifecycle, const char *day)
{
    GHashTable *lives = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (guint i = 0; i < lifecycle_count(lifecycle); i++) {
        struct life_entry entry = lifecycle_look(lifecycle, i, day);
        if (entry.life == LIFE_OUTDATED || entry.life == LIFE_EARLY) {
            const struct life_of life = {entry.life == LIFE_EARLY ? STORY_EARLY : STORY_OLD,
                                         entry.rollout};
            g_hash_table_insert(lives, (gpointer)entry.key, g_memdup2(&life, sizeof life));
        }
    }
    return lives;
}

int story_compute(struct sqlite3 *database, const struct plan *plan,
                  const struct lifecycle *lifecycle, const char *day, gint64 run)
{
    g_autoptr(GHashTable) lives = lives_of(lifecycle, day);
    int done = sql_once(database, forget_gone_sql, NULL, "");
    for (guint i = 0; done == 0 && i < plan->touchpoints->len; i++) {
        struct work work = {
            .database = database,
            .plan = plan,
            .touchpoint = plan_touchpoint_at(plan, i),
            .lives = lives,
        };
        done = work.touchpoint->is_selected ? compute(&work, run) : 0;
    }
    return done;
}
