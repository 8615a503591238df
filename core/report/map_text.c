/* SPDX-License-Identifier: MIT
 *
 * Lays the map out in lines.
 */
#include "core/report/map_text.h"

#include <string.h>

#include "core/report/escape.h"
#include "core/report/term_text.h"
#include "core/report/traits.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/opportunity.h"
#include "core/result/story.h"

#define NAME_LEAST 12u
#define NAME_MOST 28u
#define COLUMN_MOST 12u /* of a subject in the matrix */

struct map {
    GString *out;
    const struct result *result;
    const struct map_options *options;
    const char *language;
};

/* ---- signs ----------------------------------------------------------------------------------- */

static const struct {
    const char *state, *sign, *ascii, *paint;
} signs[] = {
    {"consistent", "✓", "+", "\033[32m"},  {"deviating", "◆", "x", "\033[1;31m"},
    {"unchecked", "?", "?", "\033[35m"},   {STORY_NOT_MEASURED, "○", "o", "\033[2m"},
    {STORY_RIGHT, "✓", "+", "\033[32m"},   {STORY_ALTERED, "▲", "~", "\033[33m"},
    {STORY_OLD, "◆", "x", "\033[1;31m"},   {STORY_EARLY, "◷", ">", "\033[33m"},
    {STORY_MIXED, "◈", "%", "\033[1;31m"}, {STORY_ABSENT, "✗", "-", "\033[1;31m"},
    {STORY_UNSEEN, "?", "?", "\033[35m"},  {STORY_NOT_APPLICABLE, "·", ".", "\033[2m"},
    {"smooth", "│", "|", "\033[32m"},      {"broken", "╳", "X", "\033[1;31m"},
    {"unknown", "┆", ":", "\033[35m"},
};

static void put_sign(struct map *map, const char *state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strcmp(signs[i].state, state) == 0) {
            term_paint(map->out, map->options->report->has_color ? signs[i].paint : "",
                       map->options->is_ascii ? signs[i].ascii : signs[i].sign);
            return;
        }
    }
    g_string_append_c(map->out, ' ');
}

static void put_bold(struct map *map, const char *text)
{
    term_paint(map->out, map->options->report->has_color ? "\033[1m" : "", text);
}

static guint name_width(const struct map *map)
{
    const GArray *touchpoints = result_touchpoints(map->result);
    guint width = NAME_LEAST;
    for (guint i = 0; i < touchpoints->len; i++) {
        const char *name = g_array_index(touchpoints, struct result_touchpoint, i).name;
        width = MAX(width, term_width_escaped(name));
    }
    return MIN(width, NAME_MOST);
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

/* A score never stands without what it rests on. */
static void put_score(struct map *map, const struct result_touchpoint *touchpoint)
{
    g_autofree char *percent = words_percent(touchpoint->score);
    g_autofree char *looked_at =
        verdict_looked_at(touchpoint->documents, touchpoint->pictures, map->language);
    if (!percent) {
        g_string_append(map->out, words_of(map->language, touchpoint->state));
        return;
    }
    g_string_append_printf(map->out, "%4s  %s", percent, looked_at);
    if (touchpoint->unchecked) {
        g_autofree char *unchecked =
            words_count(map->language, WORD_N_UNCHECKED, touchpoint->unchecked);
        g_string_append_printf(map->out, ", %s", unchecked);
    }
}

static void put_touchpoint(struct map *map, const struct result_touchpoint *touchpoint, guint width)
{
    g_string_append(map->out, "  ");
    put_sign(map, touchpoint->state);
    g_string_append_c(map->out, ' ');
    term_column(map->out, touchpoint->name, width);
    g_string_append(map->out, "  ");
    put_score(map, touchpoint);
    const char *const tails[] = {
        *touchpoint->category && map->options->view != MAP_BY_PHASE
            ? words_of(map->language, touchpoint->category)
            : "",
        map->options->view == MAP_BY_OWNER ? "" : touchpoint->owner,
        traits_is_foreign(touchpoint) ? words_of(map->language, touchpoint->control) : "",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
        if (*tails[i]) {
            g_string_append(map->out, " · ");
            escape_terminal(map->out, tails[i], -1);
        }
    }
    g_string_append_c(map->out, '\n');
}

/* The touchpoints of a phase and a category, the category named once. */
static void put_category(struct map *map, const char *phase, const char *category, guint width)
{
    const GArray *touchpoints = result_touchpoints(map->result);
    gboolean is_named = FALSE;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (!traits_in_phase(own, phase) || strcmp(own->category, category) != 0) {
            continue;
        }
        if (!is_named && *category) {
            g_string_append_printf(map->out, " %s\n", words_of(map->language, category));
            is_named = TRUE;
        }
        put_touchpoint(map, own, width);
    }
}

static gboolean has_phase(const struct map *map, const char *phase)
{
    const GArray *touchpoints = result_touchpoints(map->result);
    for (guint i = 0; i < touchpoints->len; i++) {
        if (traits_in_phase(&g_array_index(touchpoints, struct result_touchpoint, i), phase)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put_phases(struct map *map, guint width)
{
    for (const char *const *phase = traits_phases; *phase; phase++) {
        if (!has_phase(map, *phase)) {
            continue;
        }
        put_bold(map, traits_phase_heading(map->language, *phase));
        g_string_append_c(map->out, '\n');
        for (const char *const *category = traits_categories; *category; category++) {
            put_category(map, *phase, *category, width);
        }
        g_string_append_c(map->out, '\n');
    }
}

static const char *trait_of(const struct result_touchpoint *touchpoint, enum map_view view)
{
    return view == MAP_BY_OWNER     ? touchpoint->owner
           : view == MAP_BY_CHANNEL ? touchpoint->channel
                                    : touchpoint->control;
}

static void put_groups(struct map *map, guint width)
{
    const GArray *touchpoints = result_touchpoints(map->result);
    g_autoptr(GPtrArray) groups = g_ptr_array_new();
    enum map_view view = map->options->view;
    for (guint i = 0; i < touchpoints->len; i++) {
        const char *own = trait_of(&g_array_index(touchpoints, struct result_touchpoint, i), view);
        if (!g_ptr_array_find_with_equal_func(groups, own, g_str_equal, NULL)) {
            g_ptr_array_add(groups, (gpointer)own);
        }
    }
    for (guint i = 0; i < groups->len; i++) {
        const char *group = g_ptr_array_index(groups, i);
        put_bold(map,
                 *group ? words_of(map->language, group) : words_get(map->language, WORD_NO_OWNER));
        g_string_append_c(map->out, '\n');
        for (guint j = 0; j < touchpoints->len; j++) {
            const struct result_touchpoint *own =
                &g_array_index(touchpoints, struct result_touchpoint, j);
            if (strcmp(trait_of(own, view), group) == 0) {
                put_touchpoint(map, own, width);
            }
        }
        g_string_append_c(map->out, '\n');
    }
}

/* ---- the same story -------------------------------------------------------------------------- */

static void put_cell_words(struct map *map, const char *touchpoint, const char *subject)
{
    struct result_cell cell = result_cell(map->result, touchpoint, subject);
    g_autofree char *heading = words_subject(map->language, subject);
    for (guint i = 0; i < cell.count; i++) {
        const struct result_story *story =
            &g_array_index(result_stories(map->result), struct result_story, cell.first + i);
        if (!*story->entry) {
            continue;
        }
        g_string_append(map->out, "      ");
        put_sign(map, story->state);
        g_string_append_c(map->out, ' ');
        term_column(map->out, heading, COLUMN_MOST);
        g_string_append_c(map->out, ' ');
        g_autofree char *places = words_count(map->language, WORD_N_DOCUMENTS, story->documents);
        g_autofree char *text = g_strdup_printf("%s (%s)", story->words, places);
        term_wrap(map->out, text, 9 + COLUMN_MOST, map->options->report->width);
        g_string_append_c(map->out, '\n');
    }
}

static void put_legend(struct map *map)
{
    g_string_append_c(map->out, '\n');
    for (gsize i = 0; story_states[i]; i++) {
        g_string_append(map->out, "  ");
        put_sign(map, story_states[i]);
        g_string_append_printf(map->out, " %s%s", words_of(map->language, story_states[i]),
                               i % 3 == 2 ? "\n" : "");
    }
    g_string_append_c(map->out, '\n');
}

static guint column_width(const struct map *map, const char *subject)
{
    g_autofree char *heading = words_subject(map->language, subject);
    return MIN(MAX(term_width(heading, -1), 4), COLUMN_MOST);
}

static void put_matrix_row(struct map *map, const struct result_touchpoint *touchpoint, guint width)
{
    const GPtrArray *subjects = result_subjects(map->result);
    g_string_append(map->out, "  ");
    term_column(map->out, touchpoint->name, width);
    for (guint i = 0; i < subjects->len; i++) {
        const char *subject = g_ptr_array_index(subjects, i);
        struct result_cell cell = result_cell(map->result, touchpoint->id, subject);
        g_string_append(map->out, "  ");
        put_sign(map, cell.state);
        g_string_append_printf(map->out, "%*s", (int)column_width(map, subject) - 1, "");
    }
    g_string_append_c(map->out, '\n');
    for (guint i = 0; map->options->report->verbosity > 0 && i < subjects->len; i++) {
        put_cell_words(map, touchpoint->id, g_ptr_array_index(subjects, i));
    }
}

static void put_matrix(struct map *map, guint width)
{
    const GPtrArray *subjects = result_subjects(map->result);
    const GArray *touchpoints = result_touchpoints(map->result);
    if (subjects->len == 0) {
        return;
    }
    put_bold(map, words_get(map->language, WORD_SAME_STORY));
    g_string_append_printf(map->out, "\n  %*s", (int)width, "");
    for (guint i = 0; i < subjects->len; i++) {
        const char *subject = g_ptr_array_index(subjects, i);
        g_autofree char *heading = words_subject(map->language, subject);
        g_string_append(map->out, "  ");
        term_column(map->out, heading, column_width(map, subject));
    }
    g_string_append_c(map->out, '\n');
    for (guint i = 0; i < touchpoints->len; i++) {
        put_matrix_row(map, &g_array_index(touchpoints, struct result_touchpoint, i), width);
    }
    put_legend(map);
}

/* ---- journeys -------------------------------------------------------------------------------- */

static void put_reasons(struct map *map, const struct result_handoff *handoff)
{
    for (guint i = 0; i < handoff->reasons->len; i++) {
        const struct result_reason *reason = g_ptr_array_index(handoff->reasons, i);
        gboolean is_same = strcmp(reason->verdict, "same") == 0;
        if (is_same && map->options->report->verbosity == 0) {
            continue;
        }
        g_string_append(map->out, "    ");
        put_sign(map, handoff->state);
        g_string_append(map->out, "   ");
        term_wrap(map->out, reason->sentence, 8, map->options->report->width);
        g_string_append_c(map->out, '\n');
    }
}

static void put_handoff(struct map *map, const char *from, const char *to)
{
    const struct result_handoff *handoff = result_handoff(map->result, from, to);
    g_string_append(map->out, "    ");
    put_sign(map, handoff ? handoff->state : "smooth");
    if (handoff) {
        g_string_append_printf(map->out, " %s", words_of(map->language, handoff->state));
    }
    g_string_append_c(map->out, '\n');
    if (handoff) {
        put_reasons(map, handoff);
    }
}

static void put_steps(struct map *map, const struct result_journey *journey, guint width)
{
    for (guint i = 0; i < journey->steps->len; i++) {
        const char *id = g_ptr_array_index(journey->steps, i);
        const struct result_touchpoint *own = result_touchpoint(map->result, id);
        if (i > 0) {
            put_handoff(map, g_ptr_array_index(journey->steps, i - 1), id);
        }
        g_string_append(map->out, "  ");
        if (own) {
            put_touchpoint(map, own, width);
        } else {
            escape_terminal(map->out, id, -1);
            g_string_append_c(map->out, '\n');
        }
    }
}

static void put_opportunities(struct map *map, const struct result_journey *journey)
{
    g_autoptr(GArray) found = result_opportunities(map->result, journey);
    for (guint i = 0; i < found->len; i++) {
        g_autofree char *sentence =
            opportunity_say(map->language, &g_array_index(found, struct opportunity, i));
        g_string_append(map->out, map->options->is_ascii ? "  > " : "  → ");
        term_wrap(map->out, sentence, 4, map->options->report->width);
        g_string_append_c(map->out, '\n');
    }
}

static void put_journey(struct map *map, const struct result_journey *journey, guint width)
{
    const char *language = map->language;
    g_autofree char *chance = words_percent(journey->chance);
    g_autofree char *percent = words_percent(journey->mean);
    g_autofree char *mean = words_say(language, WORD_JOURNEY_MEAN,
                                      &(struct message_value){"mean", percent ? percent : "–"}, 1);
    g_autofree char *moments = words_count(language, WORD_N_MOMENTS, journey->moments);
    g_string_append(map->out, *journey->variant ? "  " : "");
    put_bold(map, journey->name);
    g_string_append_printf(map->out, "%s%s%s\n", *journey->variant ? " (" : "",
                           *journey->variant ? words_get(language, WORD_VARIANT) : "",
                           *journey->variant ? ")" : "");
    g_string_append_printf(map->out, "  %s %s; %s; %s\n", chance ? chance : "–",
                           words_get(language, WORD_JOURNEY_CHANCE), mean, moments);
    if (journey->weakest) {
        g_autofree char *weakest = words_say(
            language, WORD_JOURNEY_WEAKEST,
            &(struct message_value){"name", result_touchpoint_name(map->result, journey->weakest)},
            1);
        g_string_append(map->out, "  ");
        escape_terminal(map->out, weakest, -1);
        g_string_append_c(map->out, '\n');
    }
    if (!journey->is_complete) {
        g_string_append_printf(map->out, "  %s\n", words_get(language, WORD_JOURNEY_INCOMPLETE));
    }
    put_steps(map, journey, width);
    if (!*journey->variant) {
        put_opportunities(map, journey);
    }
    g_string_append_c(map->out, '\n');
}

/* ---- what the plan does not know ------------------------------------------------------------- */

struct unlisted {
    struct map *map;
    guint count;
};

static int put_unlisted(const struct result_finding *finding, void *data)
{
    struct unlisted *unlisted = data;
    struct map *map = unlisted->map;
    if (strcmp(finding->rule, "map/unlisted") != 0) {
        return 0;
    }
    if (unlisted->count++ == 0) {
        put_bold(map, words_get(map->language, WORD_NOT_LISTED));
        g_string_append_c(map->out, '\n');
    }
    g_string_append(map->out, "  ");
    put_sign(map, "not-measured");
    g_string_append_c(map->out, ' ');
    term_wrap(map->out, finding->message, 4, map->options->report->width);
    g_string_append_c(map->out, '\n');
    return 0;
}

void map_text(GString *out, const struct result *result, const struct map_options *options)
{
    struct map map = {out, result, options, options->report->language};
    struct unlisted unlisted = {.map = &map};
    const GArray *journeys = result_journeys(result);
    const struct result_query wanted = {
        .order = RESULT_STABLE, .part = RESULT_DEVIATIONS, .at_most = 1};
    guint width = name_width(&map);
    if (options->view == MAP_BY_PHASE) {
        put_phases(&map, width);
    } else {
        put_groups(&map, width);
    }
    put_matrix(&map, width);
    for (guint i = 0; i < journeys->len; i++) {
        put_journey(&map, &g_array_index(journeys, struct result_journey, i), width);
    }
    result_each_finding(result, &wanted, put_unlisted, &unlisted);
}
