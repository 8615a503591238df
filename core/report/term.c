/* SPDX-License-Identifier: MIT
 *
 * The report on a terminal: by touchpoint, worst first, then all touchpoints, then the verdict.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/report/difference.h"
#include "core/report/escape.h"
#include "core/report/promise.h"
#include "core/report/report_formats.h"
#include "core/report/term_text.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/reason.h"
#include "core/result/run_rules.h"

enum paint {
    PAINT_NONE,
    PAINT_BOLD,
    PAINT_DIM,
    PAINT_ERROR,
    PAINT_WARNING,
    PAINT_INFO,
    PAINT_UNKNOWN,
    PAINT_GOOD,
    PAINT_WANTED
};

static const char *const paints[] = {
    [PAINT_NONE] = "",
    [PAINT_BOLD] = "\033[1m",
    [PAINT_DIM] = "\033[2m",
    [PAINT_ERROR] = "\033[1;31m",
    [PAINT_WARNING] = "\033[33m",
    [PAINT_INFO] = "\033[36m",
    [PAINT_UNKNOWN] = "\033[35m",
    [PAINT_GOOD] = "\033[32m",
    [PAINT_WANTED] = "\033[4;32m",
};

/* Which findings of a touchpoint are written in this turn: the gaps come first. */
enum turn { TURN_UNKNOWN, TURN_FINDINGS, TURN_NOTES, TURN_COUNT };

struct terminal {
    const struct result *result;
    const struct report_options *options;
    const char *language;
    GString *text;
    FILE *out;
    guint label_width;
    enum turn turn;
};

#define INDENT 2u
#define PLACES_SHOWN 3u
#define ACROSS_SHOWN 8u /* of a finding that lies in several touchpoints, with their text */
#define NAME_WIDTH 24u

static void put(struct terminal *terminal, enum paint paint, const char *escaped)
{
    gboolean has_color = terminal->options->has_color && paint != PAINT_NONE;
    g_string_append(terminal->text, has_color ? paints[paint] : "");
    g_string_append(terminal->text, escaped);
    g_string_append(terminal->text, has_color ? "\033[0m" : "");
}

static int flush(struct terminal *terminal)
{
    escape_log_lines(terminal->text); /* whole lines each time */
    return report_flush(terminal->text, terminal->out);
}

static void put_outside(struct terminal *terminal, enum paint paint, const char *text)
{
    g_autoptr(GString) escaped = g_string_new(NULL);
    escape_terminal(escaped, text, -1);
    put(terminal, paint, escaped->str);
}

static void pad(struct terminal *terminal, guint columns)
{
    g_string_append_printf(terminal->text, "%*s", (int)columns, "");
}

static guint text_indent(const struct terminal *terminal)
{
    return INDENT + terminal->label_width + 2;
}

/* ---- a finding ------------------------------------------------------------------------------- */

static enum turn turn_of(const struct result_finding *finding)
{
    if (run_rules_is_unchecked(finding->rule)) {
        return TURN_UNKNOWN;
    }
    return run_rules_has(finding->rule) ? TURN_NOTES : TURN_FINDINGS;
}

static enum paint paint_of(const struct result_finding *finding, enum turn turn)
{
    if (turn != TURN_FINDINGS) {
        return turn == TURN_UNKNOWN ? PAINT_UNKNOWN : PAINT_DIM;
    }
    return strcmp(finding->severity, "error") == 0     ? PAINT_ERROR
           : strcmp(finding->severity, "warning") == 0 ? PAINT_WARNING
                                                       : PAINT_INFO;
}

static const char *label_of(const struct terminal *terminal, const struct result_finding *finding)
{
    switch (terminal->turn) {
    case TURN_UNKNOWN: /* of the run itself: what is not known */
        return words_get(terminal->language, WORD_UNKNOWN);
    case TURN_NOTES:
        return words_get(terminal->language, WORD_NOTE);
    default:
        return words_of(terminal->language, finding->severity);
    }
}

static void put_message(struct terminal *terminal, const struct result_finding *finding)
{
    const char *label = label_of(terminal, finding);
    pad(terminal, INDENT);
    put(terminal, paint_of(finding, terminal->turn), label);
    pad(terminal, terminal->label_width - term_width(label, -1) + 2);
    g_autoptr(GString) message = g_string_new(NULL);
    term_wrap(message, finding->message, text_indent(terminal), terminal->options->width);
    put(terminal, PAINT_BOLD, message->str);
    g_string_append_c(terminal->text, '\n');
}

/* "promise/altered · new · 3 places" */
static void put_facts(struct terminal *terminal, const struct result_finding *finding)
{
    g_autoptr(GString) facts = g_string_new(finding->rule);
    if (finding->state) {
        g_string_append_printf(facts, " · %s", words_of(terminal->language, finding->state));
    }
    if (!finding->is_seen && finding->state) {
        g_string_append_printf(facts, ", %s", words_get(terminal->language, WORD_NOT_SEEN));
    }
    if (finding->count > 1) {
        g_autofree char *places = words_count(terminal->language, WORD_N_PLACES, finding->count);
        g_string_append_printf(facts, " · %s", places);
    }
    pad(terminal, text_indent(terminal));
    put_outside(terminal, PAINT_DIM, facts->str);
    g_string_append_c(terminal->text, '\n');
}

/* "[elke → elk]", "[-nieuw]", "[+op]": legible without colour. */
static void put_change(struct terminal *terminal, const struct difference_part *part)
{
    g_autofree char *actual = g_strndup(part->actual.ptr, part->actual.len);
    g_autofree char *expected = g_strndup(part->expected.ptr, part->expected.len);
    const char *sign = !*expected ? "-" : !*actual ? "+" : "";
    g_string_append_printf(terminal->text, "[%s", sign);
    put_outside(terminal, *actual ? PAINT_ERROR : PAINT_NONE, actual);
    g_string_append(terminal->text, *sign ? "" : " → ");
    put_outside(terminal, *expected ? PAINT_WANTED : PAINT_NONE, expected);
    g_string_append_c(terminal->text, ']');
}

static void put_difference(struct terminal *terminal, const struct result_finding *finding)
{
    g_autoptr(GArray) parts = difference_new(finding->actual, finding->expected);
    if (!parts) {
        return;
    }
    pad(terminal, text_indent(terminal));
    for (guint i = 0; i < parts->len; i++) {
        const struct difference_part *part = &g_array_index(parts, struct difference_part, i);
        g_string_append(terminal->text, i ? " " : "");
        if (part->is_same) {
            escape_terminal(terminal->text, part->actual.ptr, (gssize)part->actual.len);
        } else {
            put_change(terminal, part);
        }
    }
    g_string_append_c(terminal->text, '\n');
}

static void put_suggestions(struct terminal *terminal, const struct result_finding *finding)
{
    g_autofree char *text = verdict_suggestions(finding, terminal->language);
    if (text) {
        pad(terminal, text_indent(terminal));
        put_outside(terminal, PAINT_NONE, text);
        g_string_append_c(terminal->text, '\n');
    }
}

static void put_excerpt(struct terminal *terminal, const struct result_place *place,
                        enum paint paint)
{
    guint indent = text_indent(terminal);
    guint width = terminal->options->width;
    guint room = width > indent + 20 ? width - indent : width ? 20 : 0;
    struct term_excerpt excerpt =
        term_excerpt(place->excerpt, place->mark_offset, place->mark_length, room);
    pad(terminal, indent);
    g_string_append(terminal->text, excerpt.before->str);
    put(terminal, paint, excerpt.mark->str);
    g_string_append(terminal->text, excerpt.after->str);
    g_string_append_c(terminal->text, '\n');
    if (excerpt.mark->len) {
        g_autofree char *carets = g_strnfill(term_width(excerpt.mark->str, -1), '^');
        pad(terminal, indent + term_width(excerpt.before->str, -1));
        put(terminal, paint, carets);
        g_string_append_c(terminal->text, '\n');
    }
    term_excerpt_clear(&excerpt);
}

/* locator:line:column, as editors and terminals make it a link. touchpoint: the one that need not
 * be named; NULL: none. */
static void put_place(struct terminal *terminal, const struct result_place *place,
                      const char *touchpoint)
{
    g_autofree char *locator = verdict_locator(place);
    g_autoptr(GString) spot = g_string_new(locator);
    if (place->line) {
        g_string_append_printf(spot, ":%u:%u", place->line, place->column);
    } else if (*place->where) {
        g_string_append_printf(spot, " (%s)", place->where);
    }
    if (!touchpoint || strcmp(place->touchpoint, touchpoint) != 0) {
        g_string_append_printf(spot, " [%s]",
                               result_touchpoint_name(terminal->result, place->touchpoint));
    }
    pad(terminal, text_indent(terminal));
    put_outside(terminal, PAINT_NONE, spot->str);
    g_string_append_c(terminal->text, '\n');
}

struct place_list {
    struct terminal *terminal;
    const struct result_finding *finding;
};

/* Of a finding that lies in several touchpoints each place says its part. */
static int put_each_place(const struct result_place *place, void *data)
{
    struct place_list *list = data;
    struct terminal *terminal = list->terminal;
    gboolean is_across = list->finding->is_across;
    if (is_across && *place->excerpt) {
        put_excerpt(terminal, place, paint_of(list->finding, terminal->turn));
    }
    put_place(terminal, place, is_across ? NULL : list->finding->touchpoint);
    return flush(terminal);
}

static int put_places(struct terminal *terminal, const struct result_finding *finding)
{
    struct place_list list = {terminal, finding};
    guint shown = MIN(finding->places->len, finding->is_across ? ACROSS_SHOWN : PLACES_SHOWN);
    if (terminal->options->verbosity >= 2) {
        return result_each_place(terminal->result, finding->id, put_each_place, &list);
    }
    for (guint i = 0; i < shown; i++) {
        put_each_place(g_ptr_array_index(finding->places, i), &list);
    }
    if (finding->count > shown) {
        g_autofree char *more =
            words_count(terminal->language, WORD_N_MORE_PLACES, finding->count - shown);
        pad(terminal, text_indent(terminal));
        put(terminal, PAINT_DIM, more);
        g_string_append_c(terminal->text, '\n');
    }
    return 0;
}

static int put_finding(const struct result_finding *finding, void *data)
{
    struct terminal *terminal = data;
    if (turn_of(finding) != terminal->turn || !report_wants(terminal->options, finding)) {
        return 0;
    }
    const struct result_place *first =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    put_message(terminal, finding);
    put_facts(terminal, finding);
    if (terminal->turn == TURN_FINDINGS) {
        put_difference(terminal, finding);
    }
    gboolean has_excerpt = first && *first->excerpt && !finding->is_across;
    if (has_excerpt && terminal->turn == TURN_FINDINGS) {
        put_excerpt(terminal, first, paint_of(finding, terminal->turn));
    }
    put_suggestions(terminal, finding);
    int done = put_places(terminal, finding);
    g_string_append_c(terminal->text, '\n');
    return done == 0 ? flush(terminal) : done;
}

/* ---- a touchpoint ---------------------------------------------------------------------------- */

static const struct {
    const char *state, *sign;
    enum paint paint;
} signs[] = {
    {"deviating", "✗", PAINT_ERROR},
    {"unchecked", "?", PAINT_UNKNOWN},
    {"consistent", "✓", PAINT_GOOD},
    {"not-measured", "–", PAINT_DIM},
};

static gsize sign_of(const char *state)
{
    gsize i = 0;
    while (i + 1 < G_N_ELEMENTS(signs) && strcmp(signs[i].state, state) != 0) {
        i++;
    }
    return i;
}

static void put_touchpoint_head(struct terminal *terminal,
                                const struct result_touchpoint *touchpoint)
{
    gsize sign = sign_of(touchpoint->state);
    g_autofree char *description = verdict_describe(touchpoint, terminal->language);
    put(terminal, signs[sign].paint, signs[sign].sign);
    g_string_append_c(terminal->text, ' ');
    put_outside(terminal, PAINT_BOLD, touchpoint->name);
    if (*description) {
        g_string_append(terminal->text, "  ");
        put_outside(terminal, PAINT_DIM, description);
    }
    g_string_append(terminal->text, "\n\n");
}

static int put_touchpoint(struct terminal *terminal, const struct result_touchpoint *touchpoint)
{
    guint at_most = terminal->options->verbosity >= 2 ? 1 : ACROSS_SHOWN;
    int done = 0;
    if (!touchpoint->is_current ||
        touchpoint->errors + touchpoint->warnings + touchpoint->infos == 0) {
        return 0;
    }
    put_touchpoint_head(terminal, touchpoint);
    for (terminal->turn = 0; done == 0 && terminal->turn < TURN_COUNT; terminal->turn++) {
        const struct result_query wanted = {
            .touchpoint = touchpoint->id,
            .order = RESULT_WORST_FIRST,
            .part = terminal->turn == TURN_FINDINGS ? RESULT_DEVIATIONS : RESULT_RUN,
            .at_most = at_most,
        };
        done = result_each_finding(terminal->result, &wanted, put_finding, terminal);
    }
    return done;
}

/* ---- the promise ----------------------------------------------------------------------------- */

static void put_carried(struct terminal *terminal, const struct result_touchpoint *touchpoint)
{
    pad(terminal, INDENT);
    put_outside(terminal, PAINT_BOLD, touchpoint->name);
    g_string_append_c(terminal->text, '\n');
    for (guint i = 0; i < touchpoint->promise->len; i++) {
        g_autofree char *sentence = promise_sentence(
            &g_array_index(touchpoint->promise, struct result_promise, i), terminal->language);
        if (i == 0 || touchpoint->promise->len > 2) { /* one language alone says the same again */
            pad(terminal, 2 * INDENT);
            put_outside(terminal, i ? PAINT_DIM : PAINT_NONE, sentence);
            g_string_append_c(terminal->text, '\n');
        }
    }
}

static int put_promise(struct terminal *terminal, const GPtrArray *touchpoints)
{
    if (!promise_is_told(terminal->result)) {
        return 0;
    }
    put(terminal, PAINT_BOLD, words_get(terminal->language, WORD_PROMISE));
    g_string_append_c(terminal->text, '\n');
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint = g_ptr_array_index(touchpoints, i);
        if (touchpoint->promise->len > 0) {
            put_carried(terminal, touchpoint);
        }
    }
    g_string_append_c(terminal->text, '\n');
    return flush(terminal);
}

/* ---- all touchpoints ------------------------------------------------------------------------- */

struct columns {
    guint name, state;
};

static struct columns measure(const struct terminal *terminal, const GPtrArray *touchpoints)
{
    struct columns columns = {0, 0};
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint = g_ptr_array_index(touchpoints, i);
        guint name = term_width_escaped(touchpoint->name);
        guint state = term_width(words_of(terminal->language, touchpoint->state), -1);
        columns.name = MAX(columns.name, MIN(name, NAME_WIDTH));
        columns.state = MAX(columns.state, state);
    }
    return columns;
}

/* "1 error, 4 warnings · 3 not checked" */
static char *row_tail(const struct terminal *terminal, const struct result_touchpoint *touchpoint)
{
    g_autofree char *counts = verdict_counts(touchpoint, terminal->language);
    GString *tail = g_string_new(counts);
    if (touchpoint->unchecked > 0) {
        g_autofree char *gaps =
            words_count(terminal->language, WORD_N_UNCHECKED, touchpoint->unchecked);
        g_string_append_printf(tail, "%s%s", tail->len ? " · " : "", gaps);
    }
    if (!touchpoint->is_current && strcmp(touchpoint->state, "not-measured") != 0) {
        g_string_append_printf(tail, "%s%s", tail->len ? " · " : "",
                               words_get(terminal->language, WORD_NOT_THIS_RUN));
    }
    return g_string_free(tail, FALSE);
}

static void put_row(struct terminal *terminal, const struct result_touchpoint *touchpoint,
                    struct columns columns)
{
    gsize sign = sign_of(touchpoint->state);
    const char *state = words_of(terminal->language, touchpoint->state);
    g_autofree char *percent = words_percent(touchpoint->score);
    g_autofree char *tail = row_tail(terminal, touchpoint);
    guint used = 4 + columns.name + 2 + columns.state + 2 + 4 + 2;
    guint width = terminal->options->width;
    pad(terminal, INDENT);
    put(terminal, signs[sign].paint, signs[sign].sign);
    g_string_append_c(terminal->text, ' ');
    term_column(terminal->text, touchpoint->name, columns.name);
    pad(terminal, 2);
    put(terminal, signs[sign].paint, state);
    if (percent || *tail) {
        pad(terminal, columns.state - term_width(state, -1) + 2);
        g_string_append_printf(terminal->text, "%4s", percent ? percent : "");
    }
    if (*tail) {
        gboolean is_long = width && used + term_width(tail, -1) > width;
        g_string_append(terminal->text, is_long ? "\n" : "");
        pad(terminal, is_long ? 4 : 2);
        put_outside(terminal, PAINT_NONE, tail);
    }
    g_string_append_c(terminal->text, '\n');
}

static int put_table(struct terminal *terminal, const GPtrArray *touchpoints)
{
    struct columns columns = measure(terminal, touchpoints);
    put(terminal, PAINT_BOLD, words_get(terminal->language, WORD_TOUCHPOINTS));
    g_string_append(terminal->text, "\n");
    for (guint i = 0; i < touchpoints->len; i++) {
        put_row(terminal, g_ptr_array_index(touchpoints, i), columns);
    }
    g_string_append_c(terminal->text, '\n');
    return flush(terminal);
}

static int put_verdict(struct terminal *terminal)
{
    struct verdict *verdict = verdict_new(terminal->result, terminal->language);
    g_autoptr(GString) headline = g_string_new(NULL);
    guint width = terminal->options->width;
    term_wrap(headline, verdict->headline, 0, width);
    put(terminal, signs[sign_of(verdict->state)].paint, headline->str);
    g_string_append(terminal->text, ".\n");
    for (guint i = 0; i < verdict->details->len; i++) {
        term_wrap(terminal->text, g_ptr_array_index(verdict->details, i), 0, width);
        g_string_append(terminal->text, ".\n");
    }
    verdict_free(&verdict);
    return flush(terminal);
}

static int put_notices(struct terminal *terminal)
{
    const GPtrArray *notices = result_run(terminal->result)->notices;
    for (guint i = 0; i < notices->len; i++) {
        g_autofree char *notice =
            reason_say(terminal->options->language, g_ptr_array_index(notices, i));
        put(terminal, PAINT_DIM, "· ");
        term_wrap(terminal->text, notice, 2, terminal->options->width);
        g_string_append_c(terminal->text, '\n');
    }
    g_string_append(terminal->text, notices->len ? "\n" : "");
    return flush(terminal);
}

/* ---- the report ------------------------------------------------------------------------------ */

static guint widest_label(const char *language)
{
    static const enum word labels[] = {WORD_ERROR, WORD_WARNING, WORD_INFO, WORD_UNKNOWN,
                                       WORD_NOTE};
    guint widest = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
        widest = MAX(widest, term_width(words_get(language, labels[i]), -1));
    }
    return widest;
}

static int put_all(struct terminal *terminal)
{
    g_autoptr(GPtrArray) touchpoints = verdict_worst_first(terminal->result);
    int done = 0;
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        done = put_touchpoint(terminal, g_ptr_array_index(touchpoints, i));
    }
    if (done != 0 || terminal->options->verbosity == 0) {
        return done; /* quiet: silent if nothing was found */
    }
    done = put_notices(terminal);
    if (done == 0 && terminal->options->verbosity >= 2) {
        done = put_promise(terminal, touchpoints);
    }
    if (done == 0) {
        done = put_table(terminal, touchpoints);
    }
    return done == 0 ? put_verdict(terminal) : done;
}

static int write_term(const struct result *result, const struct report_options *options, FILE *out,
                      char **error_r)
{
    struct terminal terminal = {
        .result = result,
        .options = options,
        .language = options->language,
        .text = g_string_new(NULL),
        .out = out,
        .label_width = widest_label(options->language),
    };
    int done = put_all(&terminal);
    g_string_free(terminal.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_term = {
    .name = "term",
    .help = N_("readable text: findings by touchpoint, worst first, and the verdict"),
    .write = write_term,
};
