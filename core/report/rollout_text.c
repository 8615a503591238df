/* SPDX-License-Identifier: MIT
 *
 * A head for the rollout, a line a touchpoint with what is late first, and a bar a day.
 */
#include "core/report/rollout_text.h"

#include <string.h>

#include "core/report/escape.h"
#include "core/report/term_text.h"
#include "core/report/words.h"
#include "core/result/rollout.h"

#define NAME_MOST 28u
#define BAR_MOST 40u
#define DAYS_MOST 14u /* of the days before */
#define PLACES_FEW 3u /* of a touchpoint, if not all are asked for */

/* ---- sentences ------------------------------------------------------------------------------- */

static void add_count(GString *out, const char *language, guint count, const char *word,
                      const char *separator)
{
    if (count) {
        g_autofree char *number = words_number(language, count);
        g_string_append_printf(out, "%s%s %s", out->len ? separator : "", number, word);
    }
}

const char *rollout_word(const char *language, const char *state)
{
    return strcmp(state, ROLLOUT_MIXED) == 0 ? words_get(language, WORD_BOTH)
                                             : words_of(language, state);
}

/* What does not take part is not told. */
char *rollout_counts(const char *language, const struct rollout_day *day)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        if (strcmp(rollout_states[i], ROLLOUT_NOT_APPLICABLE) != 0) {
            add_count(out, language, day->counts[i], rollout_word(language, rollout_states[i]),
                      ", ");
        }
    }
    add_count(out, language, day->late, words_get(language, WORD_LATE), "; ");
    add_count(out, language, day->returned, words_get(language, WORD_CAME_BACK), "; ");
    return g_string_free(out, FALSE);
}

/* ---- painting -------------------------------------------------------------------------------- */

static const struct {
    const char *state, *sign, *ascii, *paint;
} signs[] = {
    {ROLLOUT_NEW, "✓", "+", "\033[32m"},         {ROLLOUT_MIXED, "◈", "%", "\033[33m"},
    {ROLLOUT_OLD, "◆", "x", "\033[33m"},         {ROLLOUT_ABSENT, "✗", "-", "\033[35m"},
    {ROLLOUT_NOT_REACHED, "?", "?", "\033[35m"}, {ROLLOUT_NOT_APPLICABLE, "·", ".", "\033[2m"},
};

static void paint(GString *out, const struct rollout_text *options, const char *color,
                  const char *text)
{
    term_paint(out, options->report->has_color ? color : "", text);
}

static void put_state(GString *out, const struct rollout_text *options, const char *state,
                      gboolean is_grave)
{
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strcmp(signs[i].state, state) == 0) {
            paint(out, options, is_grave ? "\033[1;31m" : signs[i].paint,
                  options->is_ascii ? signs[i].ascii : signs[i].sign);
        }
    }
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

static void put_places(GString *out, const struct rollout_text *options,
                       const struct rollout_row *row)
{
    guint count = row->places ? row->places->len : 0;
    guint shown = options->report->verbosity > 0 ? count : MIN(count, PLACES_FEW);
    for (guint i = 0; i < shown; i++) {
        g_string_append(out, "      ");
        escape_terminal(out, g_ptr_array_index(row->places, i), -1);
        g_string_append_c(out, '\n');
    }
    if (row->old_places > shown) {
        g_autofree char *more =
            words_count(options->report->language, WORD_N_MORE_PLACES, row->old_places - shown);
        g_string_append_printf(out, "      %s\n", more);
    }
}

static void put_row(GString *out, const struct rollout_text *options, const struct rollout_row *row,
                    guint width)
{
    const char *language = options->report->language;
    const struct result_touchpoint *own = result_touchpoint(options->result, row->touchpoint);
    g_autoptr(GString) words = g_string_new(NULL);
    gboolean is_grave = row->is_late || row->is_returned;
    g_string_append(out, "  ");
    put_state(out, options, row->state, is_grave);
    g_string_append_c(out, ' ');
    term_column(out, own ? own->name : row->touchpoint, width);
    g_string_append(out, "  ");
    g_string_append(words, rollout_word(language, row->state));
    if (row->old || row->new) {
        g_string_append_printf(words, ": %u %s, %u %s", row->old, words_of(language, "old"),
                               row->new, words_of(language, "new"));
    }
    if (*row->due && row->old) {
        g_string_append_printf(words, " · %s %s", words_get(language, WORD_DUE), row->due);
    }
    g_string_append(out, words->str);
    const struct {
        gboolean is;
        enum word word;
    } marks[] = {{row->is_late, WORD_LATE},
                 {row->is_returned, WORD_CAME_BACK},
                 {row->is_early, WORD_TOO_EARLY}};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (marks[i].is) {
            g_string_append(out, " · ");
            paint(out, options, "\033[1;31m", words_get(language, marks[i].word));
        }
    }
    if (own && *own->owner) {
        g_string_append(out, " · ");
        escape_terminal(out, own->owner, -1);
    }
    g_string_append_c(out, '\n');
    put_places(out, options, row);
}

static guint name_width(const struct rollout_text *options)
{
    guint width = 0;
    for (guint i = 0; i < options->rows->len; i++) {
        const struct rollout_row *row = &g_array_index(options->rows, struct rollout_row, i);
        const struct result_touchpoint *own = result_touchpoint(options->result, row->touchpoint);
        width = MAX(width, term_width_escaped(own ? own->name : row->touchpoint));
    }
    return MIN(width, NAME_MOST);
}

/* What is late or came back first, then by how much is left to do. */
static void put_rows(GString *out, const struct rollout_text *options, const char *rollout)
{
    guint width = name_width(options);
    for (guint pass = 0; pass < 1 + ROLLOUT_STATES; pass++) {
        for (guint i = 0; i < options->rows->len; i++) {
            const struct rollout_row *row = &g_array_index(options->rows, struct rollout_row, i);
            gboolean is_grave = row->is_late || row->is_returned;
            gboolean is_now =
                pass == 0 ? is_grave : !is_grave && row->state == rollout_states[pass - 1];
            if (is_now && strcmp(row->rollout, rollout) == 0) {
                put_row(out, options, row, width);
            }
        }
    }
}

/* ---- the rollout ----------------------------------------------------------------------------- */

static struct rollout_day today(const struct rollout_text *options, const char *rollout)
{
    struct rollout_day day = {{0}};
    date_copy(ts_text(options->day), day.day);
    for (guint i = 0; i < options->rows->len; i++) {
        const struct rollout_row *row = &g_array_index(options->rows, struct rollout_row, i);
        if (strcmp(row->rollout, rollout) == 0) {
            rollout_day_add(&day, row->state, row->is_late, row->is_returned);
        }
    }
    return day;
}

static void put_bar(GString *out, const struct rollout_text *options, const struct rollout_day *day,
                    guint most)
{
    guint left = rollout_day_left(day);
    guint size = most ? (left * BAR_MOST + most - 1) / most : 0;
    g_string_append_printf(out, "    %s  ", day->day);
    for (guint i = 0; i < size; i++) {
        g_string_append(out, options->is_ascii ? "#" : "█");
    }
    g_string_append_printf(out, "%s%u\n", size ? " " : "", left);
}

/* How many are left, day by day; one day alone is no course. */
static void put_course(GString *out, const struct rollout_text *options, const char *rollout)
{
    g_autoptr(GArray) days = result_progress(options->result, rollout, options->day);
    guint most = 0;
    for (guint i = 0; i < days->len; i++) {
        most = MAX(most, rollout_day_left(&g_array_index(days, struct rollout_day, i)));
    }
    if (days->len < 2) {
        return;
    }
    g_string_append_printf(out, "  %s\n", words_get(options->report->language, WORD_LEFT_BY_DAY));
    for (guint i = days->len > DAYS_MOST ? days->len - DAYS_MOST : 0; i < days->len; i++) {
        put_bar(out, options, &g_array_index(days, struct rollout_day, i), most);
    }
}

/* Of a day before the run: what stands on the pages is later than what is right. */
static void put_pages_of(GString *out, const struct rollout_text *options)
{
    const char *language = options->report->language;
    const char *run = result_run(options->result)->as_of;
    if (strcmp(options->day, run) < 0) {
        g_autofree char *seen = words_date(language, run);
        g_autofree char *day = words_date(language, options->day);
        const struct message_value values[] = {{"run", seen}, {"day", day}};
        g_autofree char *line =
            words_say(language, WORD_ROLLOUT_PAGES_OF, values, G_N_ELEMENTS(values));
        g_string_append_printf(out, "  %s\n", line);
    }
}

static void put_rollout(GString *out, const struct rollout_text *options,
                        const struct rollout_row *first)
{
    const char *language = options->report->language;
    const struct rollout_day day = today(options, first->rollout);
    g_autofree char *counts = rollout_counts(language, &day);
    g_autofree char *begins = words_date(language, first->begins);
    g_autofree char *on = words_date(language, options->day);
    const struct message_value values[] = {{"day", begins}, {"on", on}};
    g_autofree char *head = words_say(language, WORD_ROLLOUT_HEAD, values, G_N_ELEMENTS(values));
    g_string_append(out, out->len ? "\n" : "");
    paint(out, options, "\033[1m", first->name);
    g_string_append(out, "  ");
    escape_terminal(out, first->rollout, -1);
    g_string_append_printf(out, "\n  %s\n", head);
    put_pages_of(out, options);
    g_string_append_printf(out, "  %s\n", counts);
    put_rows(out, options, first->rollout);
    put_course(out, options, first->rollout);
}

void rollout_text(GString *out, const struct rollout_text *options)
{
    const char *before = "";
    for (guint i = 0; i < options->rows->len; i++) {
        const struct rollout_row *row = &g_array_index(options->rows, struct rollout_row, i);
        gboolean is_first = strcmp(row->rollout, before) != 0;
        before = row->rollout;
        if (is_first && (!options->only || strcmp(options->only, row->rollout) == 0)) {
            put_rollout(out, options, row);
        }
    }
}
