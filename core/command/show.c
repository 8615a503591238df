/* SPDX-License-Identifier: MIT
 *
 * touchstone show: the last run again, in any report, or what has changed since an earlier one.
 */
#include <stdio.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/command/terminal.h"
#include "core/report/words.h"
#include "core/result/runs.h"

struct show {
    struct report_options report;
    GPtrArray *targets; /* struct report_target * */
    const char *run;    /* "last", or as runs_find has it */
    const char *since;  /* likewise, or NULL */
};

static gint64 find(const struct stored *stored, const char *name)
{
    gint64 number = runs_find(stored->database->handle, name);
    if (number == 0) {
        command_complain("there is no run %s (touchstone runs lists them)", name);
    }
    return number;
}

static int write_reports(const struct show *show, const struct result *result)
{
    int status = EXIT_CLEAN;
    for (guint i = 0; i < show->targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(show->targets, i);
        struct report_options report = show->report;
        g_autofree char *error = NULL;
        report.has_color = report.has_color && !target->path;
        report.width = target->path ? 0 : report.width;
        if (report_write(target, result, &report, &error) != 0) {
            command_complain("%s", error);
            status = EXIT_INCOMPLETE;
        }
    }
    return status;
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
    fprintf(stderr,
            "an earlier run: its touchpoints, scores, and errors and warnings; each finding "
            "is stored of the last run, and touchstone show --since tells what has "
            "changed\n");
    return EXIT_CLEAN;
}

static int read_run(const struct stored *stored, void *data)
{
    const struct show *show = data;
    g_autofree char *error = NULL;
    gint64 number = find(stored, show->run);
    gint64 since = show->since && number ? find(stored, show->since) : -1;
    if (number == 0 || since == 0) {
        return EXIT_USAGE;
    }
    if (number != runs_find(stored->database->handle, "last")) {
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

/* FALSE, said. */
static gboolean add_targets(struct show *show, char *const *given)
{
    static char *const usual[] = {(char *)"term", NULL};
    for (char *const *one = given && *given ? given : usual; *one; one++) {
        g_autofree char *error = NULL;
        struct report_target *target = report_target_new(*one, &error);
        if (!target) {
            command_complain("%s", error);
            return FALSE;
        }
        g_ptr_array_add(show->targets, target);
    }
    return TRUE;
}

static void free_target(gpointer data)
{
    struct report_target *target = data;
    report_target_free(&target);
}

static int run_show(const struct command *command, int argc, char **argv)
{
    struct stored_options stored = {NULL};
    struct show show = {.targets = g_ptr_array_new_with_free_func(free_target), .run = "last"};
    g_autofree char *since = NULL;
    g_auto(GStrv) outputs = NULL;
    gboolean is_verbose = FALSE;
    int when;
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"since", 0, 0, G_OPTION_ARG_STRING, &since,
         "New and fixed since that run: its number, id, or a day", "RUN"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &outputs,
         "As of check; repeatable (default: term)", "FORMAT[=FILE]"},
        {"report", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME_ARRAY, &outputs, "", ""},
        {"new-only", 0, 0, G_OPTION_ARG_NONE, &show.report.is_new_only, "Only what is new", NULL},
        {"observations", 0, 0, G_OPTION_ARG_NONE, &show.report.has_observations,
         "What was recognised too", NULL},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose, "Every place", NULL},
        common[1],
        common[2],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv) &&
        terminal_when("color", stored.color, &when)) {
        show.run = argc > 1 ? argv[1] : "last";
        show.since = since;
        show.report.language = terminal_language(stored.language);
        show.report.has_color = terminal_has_color(when);
        show.report.width = terminal_width();
        show.report.verbosity = is_verbose ? 2 : 1;
        if (argc > 2) {
            command_complain("show takes one run at most (touchstone show --help)");
        } else if (add_targets(&show, outputs)) {
            status = stored_read(stored.config, NULL, read_run, &show);
        }
    }
    g_ptr_array_unref(show.targets);
    stored_options_clear(&stored);
    return status;
}

const struct command command_show = {
    .name = "show",
    .arguments = "[RUN|last]",
    .summary = "Print the last run again, or what has changed since an earlier one",
    .run = run_show,
};
