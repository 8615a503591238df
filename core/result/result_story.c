/* SPDX-License-Identifier: MIT
 *
 * What reports need of the same-story matrix, the journeys and their handoffs: few rows, read once.
 */
#include <jansson.h>
#include <string.h>

#include "core/result/handoff.h"
#include "core/result/result_private.h"
#include "core/result/story.h"

/* ---- the matrix ------------------------------------------------------------------------------ */

/* The columns that every brand has first, then forms of address, then facts. */
static const char *const leading[] = {"logo", "name", "address", "phone", "payoff", "form", NULL};

static guint rank_of(const char *subject)
{
    guint rank = 0;
    while (leading[rank] && strcmp(leading[rank], subject) != 0) {
        rank++;
    }
    return rank + (leading[rank] || g_str_has_prefix(subject, "form:") ? 0 : 1);
}

static gint compare_subjects(gconstpointer left, gconstpointer right)
{
    const char *one = *(const char *const *)left, *other = *(const char *const *)right;
    int order = (int)rank_of(one) - (int)rank_of(other);
    return order ? order : strcmp(one, other);
}

static void read_subject(struct result *result, sqlite3_stmt *query)
{
    g_ptr_array_add(result->subjects, g_strdup(result_text(query, 0)));
}

static void read_story(struct result *result, sqlite3_stmt *query)
{
    struct result_story story = {
        .touchpoint = g_strdup(result_text(query, 0)),
        .subject = g_strdup(result_text(query, 1)),
        .state = g_intern_string(result_text(query, 2)),
        .entry = g_strdup(result_text(query, 3)),
        .words = g_strdup(result_text(query, 4)),
        .documents = (guint)sqlite3_column_int(query, 5),
        .evidence = g_strdup(result_text(query, 10)),
    };
    story.place = (struct result_place){
        .touchpoint = story.touchpoint,
        .locator = g_strdup(result_text(query, 6)),
        .line = (unsigned)sqlite3_column_int(query, 7),
        .column = (unsigned)sqlite3_column_int(query, 8),
        .where = g_strdup(result_text(query, 9)),
        .excerpt = story.words,
    };
    g_array_append_val(result->stories, story);
    char *cell = g_strjoin("\n", story.touchpoint, story.subject, NULL);
    if (g_hash_table_contains(result->cells, cell)) {
        g_free(cell);
    } else {
        g_hash_table_insert(result->cells, cell, GUINT_TO_POINTER(result->stories->len));
    }
}

static void clear_story(gpointer data)
{
    struct result_story *story = data;
    g_free(story->touchpoint);
    g_free(story->subject);
    g_free(story->entry);
    g_free(story->words);
    g_free(story->evidence);
    g_free(story->place.locator);
    g_free(story->place.where);
}

const GPtrArray *result_subjects(const struct result *result)
{
    return result->subjects;
}

const GArray *result_stories(const struct result *result)
{
    return result->stories;
}

static gboolean is_of_cell(const struct result *result, guint index,
                           const struct result_story *first)
{
    const struct result_story *story = &g_array_index(result->stories, struct result_story, index);
    return strcmp(story->touchpoint, first->touchpoint) == 0 &&
           strcmp(story->subject, first->subject) == 0;
}

/* Rows of a cell lie together, the worst first: what the first says, the cell says, but for what is
 * old or early beside what is right. */
struct result_cell result_cell(const struct result *result, const char *touchpoint,
                               const char *subject)
{
    g_autofree char *key = g_strjoin("\n", touchpoint, subject, NULL);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(result->cells, key));
    if (place == 0) {
        const struct result_touchpoint *own = result_touchpoint(result, touchpoint);
        gboolean is_blind = own && strcmp(own->state, STORY_NOT_MEASURED) == 0;
        return (struct result_cell){.state = is_blind ? STORY_NOT_MEASURED : STORY_NOT_APPLICABLE};
    }
    const struct result_story *first =
        &g_array_index(result->stories, struct result_story, place - 1);
    struct result_cell cell = {.state = first->state, .first = place - 1};
    gboolean has_right = FALSE;
    for (guint i = cell.first; i < result->stories->len && is_of_cell(result, i, first); i++) {
        cell.count++;
        has_right |=
            strcmp(g_array_index(result->stories, struct result_story, i).state, STORY_RIGHT) == 0;
    }
    if (has_right && (strcmp(cell.state, STORY_OLD) == 0 || strcmp(cell.state, STORY_EARLY) == 0)) {
        cell.state = STORY_MIXED;
    }
    return cell;
}

/* ---- journeys -------------------------------------------------------------------------------- */

static void read_journey(struct result *result, sqlite3_stmt *query)
{
    struct result_journey journey = {
        .id = g_strdup(result_text(query, 0)),
        .variant = g_strdup(result_text(query, 1)),
        .name = g_strdup(result_text(query, 2)),
        .chance = sqlite3_column_double(query, 3),
        .mean = sqlite3_column_double(query, 4),
        .moments = (guint)sqlite3_column_int(query, 5),
        .is_complete = sqlite3_column_int(query, 7) != 0,
        .steps = g_ptr_array_new_with_free_func(g_free),
    };
    const char *weakest = result_text(query, 6);
    journey.weakest = *weakest ? g_intern_string(weakest) : NULL;
    g_array_append_val(result->journeys, journey);
}

static void read_step(struct result *result, sqlite3_stmt *query)
{
    for (guint i = 0; i < result->journeys->len; i++) {
        const struct result_journey *journey =
            &g_array_index(result->journeys, struct result_journey, i);
        if (strcmp(journey->id, result_text(query, 0)) == 0 &&
            strcmp(journey->variant, result_text(query, 1)) == 0) {
            g_ptr_array_add(journey->steps, g_strdup(result_text(query, 2)));
        }
    }
}

static void clear_journey(gpointer data)
{
    struct result_journey *journey = data;
    g_free(journey->id);
    g_free(journey->variant);
    g_free(journey->name);
    g_ptr_array_unref(journey->steps);
}

const GArray *result_journeys(const struct result *result)
{
    return result->journeys;
}

/* ---- handoffs -------------------------------------------------------------------------------- */

static void free_reason(gpointer data)
{
    g_free(((struct result_reason *)data)->sentence);
    g_free(data);
}

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static void read_handoff(struct result *result, sqlite3_stmt *query)
{
    struct result_handoff handoff = {
        .from = g_strdup(result_text(query, 0)),
        .to = g_strdup(result_text(query, 1)),
        .state = g_intern_string(result_text(query, 2)),
        .rate = sqlite3_column_double(query, 3),
        .reasons = g_ptr_array_new_with_free_func(free_reason),
    };
    json_t *reasons = json_loads(result_text(query, 4), 0, NULL);
    gsize index;
    json_t *own;
    json_array_foreach(reasons, index, own)
    {
        struct result_reason *reason = g_new(struct result_reason, 1);
        reason->aspect = g_intern_string(text_of(own, "aspect"));
        reason->verdict = g_intern_string(text_of(own, "verdict"));
        reason->sentence = handoff_say(result->language, text_of(own, "why"),
                                       result_touchpoint_name(result, handoff.from),
                                       result_touchpoint_name(result, handoff.to),
                                       text_of(own, "here"), text_of(own, "there"));
        g_ptr_array_add(handoff.reasons, reason);
    }
    json_decref(reasons);
    g_array_append_val(result->handoffs, handoff);
}

static void clear_handoff(gpointer data)
{
    struct result_handoff *handoff = data;
    g_free(handoff->from);
    g_free(handoff->to);
    g_ptr_array_unref(handoff->reasons);
}

const struct result_handoff *result_handoff(const struct result *result, const char *from,
                                            const char *to)
{
    for (guint i = 0; i < result->handoffs->len; i++) {
        const struct result_handoff *handoff =
            &g_array_index(result->handoffs, struct result_handoff, i);
        if (strcmp(handoff->from, from) == 0 && strcmp(handoff->to, to) == 0) {
            return handoff;
        }
    }
    return NULL;
}

/* ---- all of it ------------------------------------------------------------------------------- */

static const struct {
    const char *sql;
    result_row_fn row;
} parts[] = {
    {"SELECT DISTINCT subject FROM story", read_subject},
    {"SELECT s.touchpoint, s.subject, s.state, s.entry, s.words, s.documents, s.locator, s.line, "
     "s.column, s.path, s.evidence FROM story s JOIN touchpoint t ON t.id = s.touchpoint "
     "WHERE t.ordinal >= 0 ORDER BY t.ordinal, s.subject, CASE s.state WHEN 'old' THEN 0 "
     "WHEN 'early' THEN 1 WHEN 'altered' THEN 2 ELSE 3 END, s.documents DESC, s.entry",
     read_story},
    {"SELECT j.id, j.variant, j.name, j.chance, j.mean, j.moments, s.touchpoint, j.is_complete "
     "FROM journey j LEFT JOIN journey_step s ON s.journey = j.id AND s.variant = j.variant "
     "AND s.ordinal = j.weakest ORDER BY j.ordinal, j.rowid",
     read_journey},
    {"SELECT journey, variant, touchpoint FROM journey_step ORDER BY journey, variant, ordinal",
     read_step},
    {"SELECT origin, target, state, rate, reasons FROM handoff ORDER BY origin, target",
     read_handoff},
};

static GArray *list_of(guint size, GDestroyNotify clear)
{
    GArray *list = g_array_new(FALSE, TRUE, size);
    g_array_set_clear_func(list, clear);
    return list;
}

int result_read_story(struct result *result)
{
    int done = 0;
    result->subjects = g_ptr_array_new_with_free_func(g_free);
    result->cells = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    result->stories = list_of(sizeof(struct result_story), clear_story);
    result->journeys = list_of(sizeof(struct result_journey), clear_journey);
    result->handoffs = list_of(sizeof(struct result_handoff), clear_handoff);
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(parts); i++) {
        done = result_read_rows(result, parts[i].sql, parts[i].row);
    }
    g_ptr_array_sort(result->subjects, compare_subjects);
    return done;
}

void result_clear_story(struct result *result)
{
    g_clear_pointer(&result->subjects, g_ptr_array_unref);
    g_clear_pointer(&result->stories, g_array_unref);
    g_clear_pointer(&result->cells, g_hash_table_unref);
    g_clear_pointer(&result->journeys, g_array_unref);
    g_clear_pointer(&result->handoffs, g_array_unref);
}
