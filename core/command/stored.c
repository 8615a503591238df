/* SPDX-License-Identifier: MIT
 *
 * From a plan to its last run.
 */
#include "core/command/stored.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "core/command/command.h"
#include "core/config/plan.h"
#include "core/run/database.h"

void stored_entries(struct stored_options *options, GOptionEntry entries_r[4])
{
    entries_r[0] = (GOptionEntry){"config",
                                  'c',
                                  0,
                                  G_OPTION_ARG_FILENAME,
                                  &options->config,
                                  "The plan (default: touchstone.yaml here or in a folder above)",
                                  "FILE"};
    entries_r[1] = (GOptionEntry){"lang",
                                  0,
                                  0,
                                  G_OPTION_ARG_STRING,
                                  &options->language,
                                  "Language of what is told: en or nl (default: the system's)",
                                  "LANG"};
    entries_r[2] = (GOptionEntry){
        "color", 0, 0, G_OPTION_ARG_STRING, &options->color, "auto, always or never", "WHEN"};
    entries_r[3] = (GOptionEntry)G_OPTION_ENTRY_NULL;
}

void stored_options_clear(struct stored_options *options)
{
    g_free(options->config);
    g_free(options->language);
    g_free(options->color);
}

static const char *language_of(const struct stored_options *options)
{
    const char *const *names = g_get_language_names();
    const char *wanted = options->language ? options->language : names[0];
    return g_str_has_prefix(wanted, "nl") ? "nl" : "en";
}

/* FALSE, said: WHEN is none of the three. */
static gboolean find_color(const struct stored_options *options, gboolean *has_color_r)
{
    const char *no_color = g_getenv("NO_COLOR");
    const char *when = options->color ? options->color : "auto";
    if (strcmp(when, "auto") == 0) {
        *has_color_r = isatty(STDOUT_FILENO) && !(no_color && *no_color);
    } else if (strcmp(when, "always") == 0 || strcmp(when, "never") == 0) {
        *has_color_r = strcmp(when, "always") == 0;
    } else {
        command_complain("--color %s: it is auto, always or never", when);
        return FALSE;
    }
    return TRUE;
}

static guint terminal_width(void)
{
    struct winsize size;
    return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

static int print(const GString *out)
{
    return fwrite(out->str, 1, out->len, stdout) == out->len && fflush(stdout) == 0
               ? EXIT_CLEAN
               : EXIT_INCOMPLETE;
}

static int show_run(const struct plan *plan, const struct catalog *catalog,
                    const struct report_options *report, stored_fn show, void *data)
{
    g_autofree char *error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    struct database *database = database_read(plan->database, &error);
    struct result *result =
        database ? result_open(database->handle, catalog, report->language, &error) : NULL;
    int status = EXIT_INCOMPLETE;
    if (!result) {
        command_complain("%s", error);
    } else {
        status = show(result, report, out, data);
        status = status == EXIT_CLEAN ? print(out) : status;
    }
    result_close(&result);
    database_close(&database);
    return status;
}

int stored_show(const struct stored_options *options, const char *const *touchpoints,
                stored_fn show, void *data)
{
    struct report_options report = {.language = language_of(options), .width = terminal_width()};
    struct plan_request request = {.config_path = options->config, .touchpoints = touchpoints};
    if (!find_color(options, &report.has_color)) {
        return EXIT_USAGE;
    }
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan *plan = plan_for_check(&request, catalog, problems);
    int status = EXIT_USAGE;
    for (guint i = 0; i < problems->errors->len; i++) {
        fprintf(stderr, "%s\n", (char *)g_ptr_array_index(problems->errors, i));
    }
    if (plan) {
        status = show_run(plan, catalog, &report, show, data);
    }
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return status;
}
