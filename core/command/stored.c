/* SPDX-License-Identifier: MIT
 *
 * From a plan to its last run.
 */
#include "core/command/stored.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/run.h"
#include "core/command/terminal.h"
#include "core/config/plan.h"
#include "core/report/words.h"

void stored_entries(struct stored_options *options, GOptionEntry entries_r[4])
{
    entries_r[0] =
        (GOptionEntry){"config",
                       'c',
                       0,
                       G_OPTION_ARG_FILENAME,
                       &options->config,
                       N_("The plan (default: touchstone.yaml here or in a folder above)"),
                       "FILE"};
    entries_r[1] = (GOptionEntry){"lang",
                                  0,
                                  0,
                                  G_OPTION_ARG_STRING,
                                  &options->language,
                                  N_("Language of what is told (default: the system's)"),
                                  WORDS_LANGUAGES};
    entries_r[2] = (GOptionEntry){"color",
                                  0,
                                  0,
                                  G_OPTION_ARG_STRING,
                                  &options->color,
                                  N_("Colours on the terminal (default auto)"),
                                  TERMINAL_WHEN};
    entries_r[3] = (GOptionEntry)G_OPTION_ENTRY_NULL;
}

void stored_options_clear(struct stored_options *options)
{
    g_free(options->config);
    g_free(options->language);
    g_free(options->color);
}

int stored_read(const char *config, const char *const *touchpoints, stored_read_fn read, void *data)
{
    g_autofree char *error = NULL;
    struct plan_request request = {.config_path = config, .touchpoints = touchpoints};
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_check(&request, catalog, problems);
    struct database *database = plan ? database_read(plan->database, &error) : NULL;
    int status = plan ? EXIT_INCOMPLETE : EXIT_USAGE;
    run_told_problems(problems, TRUE);
    if (database) {
        status = read(&(const struct stored){plan, database, catalog}, data);
    } else if (plan) {
        command_complain("%s", error);
    }
    database_close(&database);
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return status;
}

int stored_print(const GString *out)
{
    return fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0
               ? EXIT_CLEAN
               : EXIT_INCOMPLETE;
}

/* ---- what is shown of a run ------------------------------------------------------------------ */

struct shown {
    struct report_options report;
    stored_fn show;
    void *data;
};

static int show_run(const struct stored *stored, void *data)
{
    const struct shown *shown = data;
    g_autofree char *error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    struct result *result =
        result_open(stored->database->handle, stored->catalog, shown->report.language, &error);
    int status = EXIT_INCOMPLETE;
    if (!result) {
        command_complain("%s", error);
    } else {
        status = shown->show(result, &shown->report, out, shown->data);
        status = status == EXIT_CLEAN ? stored_print(out) : status;
    }
    result_close(&result);
    return status;
}

int stored_show(const struct stored_options *options, const char *const *touchpoints,
                stored_fn show, void *data)
{
    struct shown shown = {{.width = terminal_width()}, show, data};
    int when;
    if (!terminal_when("color", options->color, &when) ||
        !terminal_knows_language(options->language)) {
        return EXIT_USAGE;
    }
    shown.report.has_color = terminal_has_color(when);
    shown.report.language = terminal_language(options->language);
    return stored_read(options->config, touchpoints, show_run, &shown);
}
