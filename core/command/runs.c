/* SPDX-License-Identifier: MIT
 *
 * touchstone runs: what the runs came to, and how touchpoints and rules went from run to run.
 */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/report/words.h"
#include "core/result/runs.h"

#define TOLD_AT_ONCE 30 /* runs */
#define TREND_RUNS 8u   /* of a trend, on a terminal */

enum trend { TREND_NONE, TREND_TOUCHPOINTS, TREND_RULES };

struct wanted {
    int at_most;
    gboolean is_json;
    enum trend by;          /* NONE: the runs themselves */
    const char *touchpoint; /* of rules; or NULL */
};

static void put_json(GString *out, json_t *object)
{
    char *line = json_dumps(object, JSON_COMPACT);
    g_string_append_printf(out, "%s\n", line);
    free(line);
    json_decref(object);
}

/* ---- runs ------------------------------------------------------------------------------------ */

static json_t *run_json(const struct run_row *row)
{
    return json_pack(
        "{s:s, s:I, s:s, s:s, s:s, s:o, s:i, s:i, s:i, s:{s:i, s:i, s:i}, s:i, s:i, "
        "s:o, s:s?}",
        "type", "run", "number", (json_int_t)row->number, "id", row->id, "started", row->started,
        "as_of", row->as_of, "exit", row->exit < 0 ? json_null() : json_integer(row->exit),
        "touchpoints", (int)row->touchpoints, "documents", (int)row->documents, "unchecked",
        (int)row->unchecked, "findings", "error", (int)row->errors, "warning", (int)row->warnings,
        "info", (int)row->infos, "new", (int)row->new_count, "fixed", (int)row->fixed_count,
        "score", row->score < 0 ? json_null() : json_real(row->score), "cut_short", row->cut_short);
}

static void put_run(GString *out, const struct run_row *row)
{
    g_autofree char *score = words_percent(row->score);
    g_autofree char *status = row->exit < 0 ? g_strdup("-") : g_strdup_printf("%d", row->exit);
    g_string_append_printf(
        out, "%5" G_GINT64_FORMAT "  %s  %4s  %5s %11u %9u %9u %6u %8u %5u %5u\n", row->number,
        row->as_of, status, score ? score : "-", row->touchpoints, row->documents, row->unchecked,
        row->errors, row->warnings, row->new_count, row->fixed_count);
}

static int tell_runs(GString *out, const struct stored *stored, const struct wanted *wanted)
{
    g_autoptr(GArray) rows = runs_list(stored->database->handle);
    if (!rows) {
        return -1;
    }
    guint shown = wanted->at_most > 0 ? MIN(rows->len, (guint)wanted->at_most) : rows->len;
    if (!wanted->is_json) {
        g_string_append(out,
                        _("  run  as of       exit  score touchpoints documents unchecked errors "
                          "warnings   new fixed\n"));
    }
    for (guint i = rows->len - shown; i < rows->len; i++) {
        const struct run_row *row = &g_array_index(rows, struct run_row, i);
        if (wanted->is_json) {
            put_json(out, run_json(row));
        } else {
            put_run(out, row);
        }
    }
    return 0;
}

/* ---- trends ---------------------------------------------------------------------------------- */

static json_t *trend_json(const struct run_trend *row)
{
    return json_pack("{s:s, s:I, s:s, s:s, s:s?, s:o, s:i, s:i}", "type",
                     row->state ? "touchpoint" : "rule", "run", (json_int_t)row->number, "as_of",
                     row->as_of, "name", row->name, "state", row->state, "score",
                     row->score < 0 ? json_null() : json_real(row->score), "findings",
                     (int)row->findings, "places", (int)row->places);
}

static void put_cell(GString *out, const struct run_trend *row)
{
    g_autofree char *percent = row ? words_percent(row->score) : NULL;
    if (row && !row->state) {
        g_string_append_printf(out, " %10u", row->findings);
    } else {
        g_string_append_printf(out, " %10s", percent ? percent : "-");
    }
}

/* One line a name: the score of a touchpoint, the findings of a rule, in the columns of the runs.
 */
static void put_trend(GString *out, const struct run_trend *rows, guint count, const GArray *runs)
{
    guint at = 0;
    g_string_append_printf(out, "%-32s", rows[0].name);
    for (guint i = runs->len > TREND_RUNS ? runs->len - TREND_RUNS : 0; i < runs->len; i++) {
        gint64 number = g_array_index(runs, struct run_row, i).number;
        while (at < count && rows[at].number < number) {
            at++;
        }
        put_cell(out, at < count && rows[at].number == number ? &rows[at] : NULL);
    }
    g_string_append_c(out, '\n');
}

static void put_days(GString *out, const GArray *runs)
{
    g_string_append_printf(out, "%-32s", "");
    for (guint i = runs->len > TREND_RUNS ? runs->len - TREND_RUNS : 0; i < runs->len; i++) {
        g_string_append_printf(out, " %s", g_array_index(runs, struct run_row, i).as_of);
    }
    g_string_append_c(out, '\n');
}

static int tell_trends(GString *out, const struct stored *stored, const struct wanted *wanted)
{
    sqlite3 *handle = stored->database->handle;
    g_autoptr(GArray) runs = runs_list(handle);
    g_autoptr(GArray) rows = wanted->by == TREND_RULES ? runs_of_rules(handle, wanted->touchpoint)
                                                       : runs_of_touchpoints(handle);
    if (!runs || !rows) {
        return -1;
    }
    if (!wanted->is_json) {
        put_days(out, runs);
    }
    for (guint i = 0, count; i < rows->len; i += count) {
        const struct run_trend *first = &g_array_index(rows, struct run_trend, i);
        for (count = 1; i + count < rows->len && strcmp(first[count].name, first->name) == 0;
             count++) {
        }
        for (guint j = 0; wanted->is_json && j < count; j++) {
            put_json(out, trend_json(&first[j]));
        }
        if (!wanted->is_json) {
            put_trend(out, first, count, runs);
        }
    }
    return 0;
}

/* ---- the command ----------------------------------------------------------------------------- */

static int read_history(const struct stored *stored, void *data)
{
    const struct wanted *wanted = data;
    g_autoptr(GString) out = g_string_new(NULL);
    int done = wanted->by ? tell_trends(out, stored, wanted) : tell_runs(out, stored, wanted);
    if (done != 0) {
        command_complain("%s", sqlite3_errmsg(stored->database->handle));
        return EXIT_INCOMPLETE;
    }
    return stored_print(out);
}

#define SUBJECTS "touchpoint|rule"
#define FORMATS "term|jsonl"

/* FALSE, said. */
static gboolean finish(struct wanted *wanted, const char *by, const char *format)
{
    int subject = command_choose("by", by, SUBJECTS);
    int chosen = command_choose("output", format, FORMATS);
    wanted->by = by && subject >= 0 ? (enum trend)(subject + 1) : TREND_NONE;
    wanted->is_json = chosen == 1;
    if (wanted->touchpoint && subject >= 0 && wanted->by != TREND_RULES) {
        command_complain("a touchpoint goes with --by rule: what each rule found there");
        return FALSE;
    }
    return subject >= 0 && chosen >= 0;
}

static int run_runs(const struct command *command, int argc, char **argv)
{
    struct wanted wanted = {.at_most = TOLD_AT_ONCE};
    g_autofree char *config = NULL;
    g_autofree char *by = NULL;
    g_autofree char *format = NULL;
    const GOptionEntry entries[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan (default: touchstone.yaml here or in a folder above)"), "FILE"},
        {"by", 0, 0, G_OPTION_ARG_STRING, &by,
         N_("How each touchpoint (its score) or each rule (its findings) went"), SUBJECTS},
        {"at-most", 'n', 0, G_OPTION_ARG_INT, &wanted.at_most, N_("The last N runs; 0 = all (30)"),
         "N"},
        {"output", 'o', 0, G_OPTION_ARG_STRING, &format, N_("For people (default) or programs"),
         FORMATS},
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        wanted.touchpoint = argc > 1 ? argv[1] : NULL;
        const char *const touchpoints[] = {wanted.touchpoint, NULL};
        if (argc > 2) {
            command_complain("runs takes one touchpoint at most");
        } else if (finish(&wanted, by, format)) {
            status = stored_read(config, argc > 1 ? touchpoints : NULL, read_history, &wanted);
        }
    }
    return status;
}

const struct command command_runs = {
    .name = "runs",
    .arguments = "[TOUCHPOINT]",
    .summary = N_("List the runs, or how touchpoints and rules went from run to run"),
    .help = N_("Lists the runs: as of when, exit status, score, documents, findings, what was "
               "new and what was fixed. With --by touchpoint the score of each from run to run, "
               "with --by rule the findings of each rule, of all touchpoints or of one."),
    .example = "touchstone runs\n"
               "touchstone runs --by rule webshop\n",
    .run = run_runs,
};
