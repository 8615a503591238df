/* SPDX-License-Identifier: MIT
 *
 * Counts touchpoints by what their cells of the dated subjects say.
 */
#include "core/report/story_sentence.h"

#include <string.h>

#include "core/report/words.h"
#include "core/result/rollout.h"
#include "core/result/story.h"

enum telling { TELLS_NOTHING, TELLS_NEW, TELLS_OLD, TELLS_BOTH, UNREACHED, TELLINGS };

/* What changes by date; forms of address and facts do not. */
static const char *const dated[] = {"logo", "name", "address", "phone"};

static enum telling telling_of(const struct result *result,
                               const struct result_touchpoint *touchpoint)
{
    gboolean is_new = FALSE, is_old = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(dated); i++) {
        const char *state = result_cell(result, touchpoint->id, dated[i]).state;
        gboolean is_mixed = strcmp(state, STORY_MIXED) == 0;
        is_old = is_old || is_mixed || strcmp(state, STORY_OLD) == 0;
        is_new = is_new || is_mixed || strcmp(state, STORY_RIGHT) == 0 ||
                 strcmp(state, STORY_ALTERED) == 0;
    }
    if (!is_new && !is_old) {
        gboolean is_seen = touchpoint->is_current &&
                           touchpoint->documents + touchpoint->pictures > touchpoint->unchecked;
        return is_seen ? TELLS_NOTHING : UNREACHED;
    }
    return is_new && is_old ? TELLS_BOTH : is_old ? TELLS_OLD : TELLS_NEW;
}

/* Until the nearest last day of a touchpoint where the old still stands; without any, the nearest
 * last day of all. -1: none that is not past. */
static int days_left(const struct result *result)
{
    const GArray *deadlines = result_deadlines(result);
    const GArray *rows = result_rollouts(result);
    int nearest = -1;
    gboolean has_old = FALSE;
    for (guint i = 0; i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        int days = *row->due ? date_days(result_run(result)->as_of, row->due) : -1;
        if (row->old > 0 && *row->due) {
            has_old = TRUE;
            nearest = days >= 0 && (nearest < 0 || days < nearest) ? days : nearest;
        }
    }
    for (guint i = 0; !has_old && i < deadlines->len; i++) {
        int days = g_array_index(deadlines, struct result_deadline, i).days;
        if (days >= 0) {
            return days;
        }
    }
    return nearest;
}

/* Touchpoints, each once. */
static guint came_back(const struct result *result)
{
    const GArray *rows = result_rollouts(result);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        if (row->is_returned) {
            g_hash_table_add(names, row->touchpoint);
        }
    }
    return g_hash_table_size(names);
}

static char *number_or_null(const char *language, guint count)
{
    return count ? words_number(language, count) : NULL;
}

char *story_sentence(const struct result *result, const char *language)
{
    const GArray *touchpoints = result_touchpoints(result);
    guint counts[TELLINGS] = {0};
    for (guint i = 0; i < touchpoints->len; i++) {
        counts[telling_of(result, &g_array_index(touchpoints, struct result_touchpoint, i))]++;
    }
    int days = days_left(result);
    if (counts[TELLS_OLD] + counts[TELLS_BOTH] == 0 && days < 0) {
        return NULL;
    }
    g_autofree char *all = words_number(language, touchpoints->len - counts[TELLS_NOTHING]);
    g_autofree char *new = words_number(language, counts[TELLS_NEW]);
    g_autofree char *old = number_or_null(language, counts[TELLS_OLD]);
    g_autofree char *both = number_or_null(language, counts[TELLS_BOTH]);
    g_autofree char *unreached = number_or_null(language, counts[UNREACHED]);
    g_autofree char *left = days >= 0 ? words_count(language, WORD_N_DAYS, (guint)days) : NULL;
    g_autofree char *back = number_or_null(language, came_back(result));
    const struct message_value values[] = {
        {"new", new},   {"all", all},   {"old", old}, {"both", both}, {"unreached", unreached},
        {"left", left}, {"back", back},
    };
    return words_say(language, WORD_STORY_SENTENCE, values, G_N_ELEMENTS(values));
}
