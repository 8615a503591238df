/* SPDX-License-Identifier: MIT
 *
 * What customers said, joined with the touchpoints and journeys of a run.
 */
#include <string.h>

#include "core/result/opportunity.h"
#include "core/result/result_private.h"

static void clear_row(gpointer data)
{
    struct satisfaction_row *row = data;
    g_free(row->touchpoint);
    g_free(row->date);
    g_free(row->measure);
    g_free(row->party);
}

static void read_row(struct result *result, sqlite3_stmt *query)
{
    struct satisfaction_row row = {
        .touchpoint = g_strdup(result_text(query, 0)),
        .date = g_strdup(result_text(query, 1)),
        .measure = g_strdup(result_text(query, 2)),
        .value = sqlite3_column_double(query, 3),
        .n = (guint)sqlite3_column_int(query, 4),
        .party = g_strdup(result_text(query, 5)),
    };
    g_array_append_val(result->voices, row);
}

/* Where the rows of a touchpoint begin and end: they lie together. */
static void take_rows(struct result *result, guint begin, guint end)
{
    const struct satisfaction_row *rows =
        &g_array_index(result->voices, struct satisfaction_row, begin);
    struct result_touchpoint *own = result_find_touchpoint(result, rows->touchpoint);
    if (own) {
        own->satisfaction = satisfaction_of(rows, end - begin, result->run.as_of);
    }
}

int result_read_voice(struct result *result)
{
    result->voices = g_array_new(FALSE, TRUE, sizeof(struct satisfaction_row));
    g_array_set_clear_func(result->voices, clear_row);
    int done = result_read_rows(result,
                                "SELECT touchpoint, date, measure, value, n, party FROM feedback "
                                "ORDER BY touchpoint, date, rowid",
                                read_row);
    for (guint i = 0; i < result->touchpoints->len; i++) {
        g_array_index(result->touchpoints, struct result_touchpoint, i).satisfaction =
            satisfaction_of(NULL, 0, "");
    }
    for (guint i = 0, begin = 0; i < result->voices->len; i++) {
        const struct satisfaction_row *row =
            &g_array_index(result->voices, struct satisfaction_row, i);
        if (i + 1 == result->voices->len || strcmp(row->touchpoint, row[1].touchpoint) != 0) {
            take_rows(result, begin, i + 1);
            begin = i + 1;
        }
    }
    return done;
}

void result_clear_voice(struct result *result)
{
    g_clear_pointer(&result->voices, g_array_unref);
}

/* ---- opportunities --------------------------------------------------------------------------- */

static gboolean contradicts(const struct result_handoff *handoff)
{
    for (guint i = 0; handoff && i < handoff->reasons->len; i++) {
        const struct result_reason *reason = g_ptr_array_index(handoff->reasons, i);
        if (strcmp(reason->aspect, "facts") == 0 && strcmp(reason->verdict, "differs") == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct opportunity_step step_of(const struct result *result,
                                       const struct result_journey *journey, guint index)
{
    const char *id = g_ptr_array_index(journey->steps, index);
    const struct result_touchpoint *own = result_find_touchpoint(result, id);
    gboolean is_last = index + 1 == journey->steps->len;
    const struct result_handoff *next =
        is_last ? NULL : result_handoff(result, id, g_ptr_array_index(journey->steps, index + 1));
    const struct result_handoff *before =
        index ? result_handoff(result, g_ptr_array_index(journey->steps, index - 1), id) : NULL;
    struct opportunity_step step = {
        .name = own ? own->name : id,
        .score = own ? own->score : -1,
        .satisfaction = own ? own->satisfaction.index : -1,
        .dropoff = own ? own->dropoff : -1,
        .effort = own ? own->satisfaction.effort : -1,
        .handoff = next ? next->state : NULL,
        .repeats = contradicts(before),
    };
    step.is_after =
        own && g_ptr_array_find_with_equal_func(own->phases, "after", g_str_equal, NULL);
    step.is_interaction = own && strcmp(own->category, "interaction") == 0;
    return step;
}

GArray *result_opportunities(const struct result *result, const struct result_journey *journey)
{
    guint count = journey->steps->len;
    g_autofree struct opportunity_step *steps = g_new0(struct opportunity_step, count + 1);
    g_autoptr(GArray) variants = g_array_new(FALSE, TRUE, sizeof(struct opportunity_route));
    for (guint i = 0; i < count; i++) {
        steps[i] = step_of(result, journey, i);
    }
    for (guint i = 0; i < result->journeys->len; i++) {
        const struct result_journey *other =
            &g_array_index(result->journeys, struct result_journey, i);
        if (*other->variant && strcmp(other->id, journey->id) == 0) {
            struct opportunity_route route = {other->name, other->chance, other->is_complete};
            g_array_append_val(variants, route);
        }
    }
    const struct opportunity_journey all = {
        .steps = steps,
        .count = count,
        .chance = journey->chance,
        .is_complete = journey->is_complete,
        .variants = (const struct opportunity_route *)variants->data,
        .variant_count = variants->len,
    };
    return opportunities_of(&all);
}

gboolean result_falls(const struct result *result, const struct result_journey *journey,
                      double *first_r, double *last_r)
{
    guint asked = 0;
    for (guint i = 0; i < journey->steps->len; i++) {
        const struct result_touchpoint *own =
            result_find_touchpoint(result, g_ptr_array_index(journey->steps, i));
        gboolean is_asked = own && own->satisfaction.index >= 0;
        gboolean is_measured = own && own->score >= 0;
        if (is_measured ? strcmp(own->state, "consistent") != 0 : is_asked) {
            return FALSE; /* not green, or nobody knows whether it is */
        }
        if (is_asked) {
            *(asked++ ? last_r : first_r) = own->satisfaction.index;
        }
    }
    return asked >= 2 && *last_r <= *first_r - SATISFACTION_APART;
}
