/* SPDX-License-Identifier: MIT
 *
 * touchstone show: the last run again, in any report, or what has changed since an earlier one.
 */
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/outputs.h"
#include "core/command/stored.h"
#include "core/command/terminal.h"
#include "core/report/words.h"
#include "core/result/runs.h"

struct show {
    struct report_options report; /* but colour and width */
    int color;                    /* as of terminal_when */
    GPtrArray *targets;           /* struct report_target * */
    const char *run;              /* "last", or as runs_find has it */
    const char *since;            /* likewise, or NULL */
};

static gint64 find(const struct stored *stored, const char *name)
{
    gint64 number = runs_find(stored->database->handle, name, G_MAXINT64);
    if (number == 0) {
        command_complain("there is no run %s (touchstone runs lists them)", name);
    }
    return number;
}

/* What has changed since a run is told of an earlier one; "last" is the one before. */
static gint64 find_since(const struct stored *stored, const char *name, gint64 shown)
{
    gint64 number = runs_find(stored->database->handle, name, shown);
    if (number == 0) {
        command_complain("--since=%s: there is no such run before the one that is shown "
                         "(touchstone runs lists them)",
                         name);
    }
    return number;
}

static int write_reports(const struct show *show, const struct result *result)
{
    gboolean is_written = TRUE;
    for (guint i = 0; i < show->targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(show->targets, i);
        const struct report_options report = outputs_shape(show->report, show->color, target);
        is_written &= outputs_write(target, &report, result);
    }
    return is_written ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

/* Of an earlier run it is known what it came to, not each place. */
static int show_earlier(const struct stored *stored, const struct show *show, gint64 number)
{
    g_autoptr(GArray) rows = runs_of_touchpoints(stored->database->handle);
    if (!rows) {
        command_complain("can't read the history");
        return EXIT_INCOMPLETE;
    }
    for (guint i = 0; i < rows->len; i++) {
        const struct run_trend *row = &g_array_index(rows, struct run_trend, i);
        g_autofree char *percent = words_percent(row->score);
        if (row->number == number) {
            printf("%-28s %-14s %5s  %u\n", row->name, words_of(show->report.language, row->state),
                   percent ? percent : "-", row->findings);
        }
    }
    fprintf(stderr, "%s\n",
            _("an earlier run: its touchpoints, scores, and errors and warnings; each finding "
              "is stored of the last run, and touchstone show --since tells what has "
              "changed"));
    return EXIT_CLEAN;
}

static int read_run(const struct stored *stored, void *data)
{
    const struct show *show = data;
    g_autofree char *error = NULL;
    const char *const own[] = {stored->plan->path, stored->plan->brand_path, stored->plan->database,
                               NULL};
    if (!outputs_spare(show->targets, own)) {
        return EXIT_USAGE;
    }
    gint64 number = find(stored, show->run);
    gint64 since = show->since && number ? find_since(stored, show->since, number) : -1;
    if (number == 0 || since == 0) {
        return EXIT_USAGE;
    }
    if (number != runs_find(stored->database->handle, "last", G_MAXINT64)) {
        return show_earlier(stored, show, number);
    }
    struct result *result = result_open_since(stored->database->handle, stored->catalog,
                                              show->report.language, since, &error);
    if (!result) {
        command_complain("%s", error);
        return EXIT_INCOMPLETE;
    }
    int status = write_reports(show, result);
    result_close(&result);
    return status;
}

static int run_show(const struct command *command, int argc, char **argv)
{
    struct stored_options stored = {NULL};
    struct show show = {.run = "last"};
    g_autofree char *since = NULL;
    g_auto(GStrv) outputs = NULL;
    gboolean is_verbose = FALSE;
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"since", 0, 0, G_OPTION_ARG_STRING, &since,
         N_("New and fixed since that run: its number, id, or a day"), "RUN"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &outputs,
         N_("As of check; repeatable (default: term)"), "FORMAT[=FILE]"},
        {"report", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME_ARRAY, &outputs, "", ""},
        {"new-only", 0, 0, G_OPTION_ARG_NONE, &show.report.is_new_only, N_("Only what is new"),
         NULL},
        {"observations", 0, 0, G_OPTION_ARG_NONE, &show.report.has_observations,
         N_("What was recognised too"), NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose, N_("Every place"), NULL},
        common[1],
        common[2],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv) &&
        terminal_when("color", stored.color, &show.color) &&
        terminal_knows_language(stored.language)) {
        show.run = argc > 1 ? argv[1] : "last";
        show.since = since;
        show.report.language = terminal_language(stored.language);
        show.report.verbosity = is_verbose ? 2 : 1;
        if (argc > 2) {
            command_complain("show takes one run at most (touchstone show --help)");
        } else if ((show.targets = outputs_new(outputs))) {
            status = stored_read(stored.config, NULL, read_run, &show);
        }
    }
    g_clear_pointer(&show.targets, g_ptr_array_unref);
    stored_options_clear(&stored);
    return status;
}

const struct command command_show = {
    .name = "show",
    .arguments = "[RUN]",
    .summary = N_("Print the last run again, or what has changed since an earlier one"),
    .help = N_("Prints the last run again, in any report. With --since (a number, an id, a day: "
               "the last run as of it, or last: the run before) new and fixed are told since that "
               "run. Of an earlier "
               "run it shows what its touchpoints came to."),
    .example = "touchstone show --since 2026-10-01 -o html=october.html\n",
    .run = run_show,
};
