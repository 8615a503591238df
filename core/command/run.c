/* SPDX-License-Identifier: MIT
 *
 * One run from begin to end: signals, progress, engine, summary, reports.
 */
#include "core/command/run.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/command/digest.h"
#include "core/command/log.h"
#include "core/command/outputs.h"
#include "core/command/run_log.h"
#include "core/command/terminal.h"
#include "core/config/date.h"
#include "core/report/progress.h"
#include "core/report/verdict.h"
#include "core/result/reason.h"
#include "core/result/summary.h"
#include "core/run/engine.h"

/* Set by a signal, read by the engine's loop; the only thing a handler may do. */
static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    stop = number;
}

/* A second signal ends the program at once. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
}

/* A line each, or an event each. */
static void tell_lines(enum log_level level, const char *event, const GPtrArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        if (log_is_on()) {
            log_text(level, event, "message", g_ptr_array_index(lines, i));
        } else {
            g_autofree char *told =
                reason_say(terminal_language(NULL), g_ptr_array_index(lines, i));
            fprintf(stderr, "%s\n", told);
        }
    }
}

gboolean run_told_problems(const struct problems *problems, gboolean is_quiet)
{
    tell_lines(LOG_LEVEL_ERROR, "error", problems->errors);
    if (!is_quiet || log_is_on()) {
        tell_lines(LOG_LEVEL_WARNING, "notice", problems->notices);
    }
    return problems->errors->len > 0;
}

struct shown {
    struct progress *line;
    gint64 logged; /* when, as run_log_progress has it */
};

static void show_progress(void *data, const struct engine_progress *progress)
{
    struct shown *shown = data;
    if (log_is_on()) {
        run_log_progress(progress, &shown->logged);
        return;
    }
    struct progress_counts counts = {
        .done = progress->done,
        .queued = progress->queued,
        .findings = progress->findings,
        .unchecked = progress->unchecked,
        .is_opening = progress->is_opening,
    };
    progress_update(shown->line, &counts);
}

static int run_engine(const struct plan *plan, struct database *database,
                      const struct problems *problems, const struct run_options *options,
                      struct engine_outcome *outcome_r, char **error_r)
{
    gboolean is_quiet = options->is_quiet || options->is_quiet_if_unchanged;
    int when = is_quiet ? 0 : options->progress;
    struct shown shown = {.line = progress_new(when, stderr)};
    progress_speak(shown.line, options->language);
    struct engine_options engine = {
        .as_of = options->as_of,
        .jobs = (unsigned)options->jobs,
        .is_isolated = options->is_isolated,
        .is_fresh = options->is_fresh,
        .answer_seconds = (unsigned)options->answer_timeout,
        .notices = problems->notices,
        .stop = &stop,
        .progress = show_progress,
        .data = &shown,
    };
    int done = engine_run(plan, database, &engine, outcome_r, error_r);
    progress_finish(&shown.line);
    if (done != 0 && outcome_r->is_fault && !log_is_on()) {
        fprintf(stderr, "%s\n", *error_r);
    } else if (done != 0) {
        command_complain("%s", *error_r);
    } else if (outcome_r->is_resumed && !is_quiet && !log_is_on()) {
        fprintf(stderr, "%s\n", _("resumed the run that was cut off"));
    }
    return done;
}

/* Where no report for people goes to the terminal, the verdict does. */
static void tell_verdict(const struct result *result, const struct run_options *options)
{
    if (run_options_tell_terminal(options) || log_is_on()) {
        return;
    }
    g_autofree char *text = verdict_text(result, options->language);
    fputs(text, stderr);
}

static int count_picture(const struct result_document *document, void *data)
{
    guint *count = data;
    *count += g_str_has_prefix(document->media_type, "image/") &&
              strcmp(document->status, "unchecked") != 0;
    return 0;
}

static gboolean misses_pictures(const struct result *result, const struct run_options *options)
{
    guint count = 0;
    return options->wants_pictures &&
           (result_each_document(result, count_picture, &count) != 0 || count == 0);
}

static int report(const struct plan *plan, struct database *database, const struct catalog *catalog,
                  const struct run_options *options, const struct engine_outcome *outcome)
{
    g_autofree char *error = NULL;
    struct summary_input input = {
        .fail_on = (unsigned)options->fail_on,
        .max_unchecked = options->max_unchecked,
        .is_new_only = options->is_new_only,
        .cut_short = outcome->cut_short,
    };
    if (summary_compute(database->handle, plan, &input, &error) != 0) {
        command_complain("%s", error);
        run_log_ended(NULL, EXIT_INCOMPLETE);
        return EXIT_INCOMPLETE;
    }
    struct result *result = result_open(database->handle, catalog, options->language, &error);
    if (!result) {
        command_complain("%s", error);
        run_log_ended(NULL, EXIT_INCOMPLETE);
        return EXIT_INCOMPLETE;
    }
    int status = result_summary(result)->exit;
    run_log_result(result);
    gboolean is_whole = run_options_report(options, result);
    const struct notify notify = {plan, catalog, database->handle, options->language};
    is_whole = digest_after_run(&notify, options, outcome, result) && is_whole;
    gboolean misses = misses_pictures(result, options);
    if (misses) {
        command_complain("no picture was judged");
        is_whole = FALSE;
    }
    if (!is_whole && status == EXIT_CLEAN) {
        status = EXIT_INCOMPLETE;
    }
    /* of pages without pictures the verdict would say that they are as they should be */
    if (!misses && !options->is_quiet &&
        !(options->is_quiet_if_unchanged && result_is_unchanged(result))) {
        tell_verdict(result, options);
    }
    run_log_ended(result, status);
    result_close(&result);
    return status;
}

int run_plan(const struct plan *plan, const struct catalog *catalog,
             const struct problems *problems, const struct run_options *options)
{
    g_autofree char *error = NULL;
    struct engine_outcome outcome = {0};
    const char *own[4] = {0};
    gsize count = 0;
    const char *const all[] = {plan->path, plan->brand_path, plan->database};
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        own[count] = all[i];
        count += all[i] != NULL;
    }
    if (!outputs_spare(options->targets, own)) {
        return EXIT_USAGE;
    }
    const struct notify notify = {plan, catalog, NULL, options->language};
    run_log_started(plan, options);
    struct database *database = database_open(plan->database, &error);
    if (!database) {
        command_complain("%s", error);
        digest_after_failure(&notify, options, error);
        run_log_ended(NULL, EXIT_INCOMPLETE);
        return EXIT_INCOMPLETE;
    }
    catch_signals();
    int status = EXIT_INCOMPLETE;
    if (run_engine(plan, database, problems, options, &outcome, &error) == 0) {
        status = report(plan, database, catalog, options, &outcome);
    } else {
        status = outcome.is_fault ? EXIT_USAGE : EXIT_INCOMPLETE;
        digest_after_failure(&notify, options, error);
        run_log_ended(NULL, status);
    }
    g_free(outcome.cut_short);
    database_close(&database);
    return status;
}

/* With its day, which is that of the plan's timezone. */
static int run_on_day(const struct plan *plan, const struct catalog *catalog,
                      const struct problems *problems, const struct run_options *options)
{
    char today[DATE_SIZE];
    struct run_options dated = *options;
    if (!dated.as_of) {
        date_today(plan->timezone, today);
        dated.as_of = today;
    }
    return run_plan(plan, catalog, problems, &dated);
}

int run_build(plan_fn build, const struct plan_request *request, const struct run_options *options)
{
    int status = EXIT_USAGE;
    struct catalog *catalog = catalog_load(NULL);
    struct problems *problems = problems_new();
    struct plan *plan = build(request, catalog, problems);
    if (plan) {
        digest_look_ahead(plan, options, problems);
    }
    gboolean has_errors =
        run_told_problems(problems, options->is_quiet || options->is_quiet_if_unchanged);
    if (plan && !has_errors && options->is_dry_run) {
        g_autofree char *text = plan_describe(plan);
        g_autofree char *whom =
            plan->notify && !options->has_no_notify ? plan_describe_notify(plan->notify) : NULL;
        printf("%s%s", text, whom ? whom : "");
        status = EXIT_CLEAN;
    } else if (plan && !has_errors) {
        status = run_on_day(plan, catalog, problems, options);
    }
    plan_free(&plan);
    problems_free(&problems);
    catalog_free(&catalog);
    return status;
}

gboolean run_parse(const struct command *command, const GOptionEntry *own, int *argc, char ***argv,
                   struct run_options *options_r)
{
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry *lists[] = {own, run_options_entries()};
    g_autofree char *reports = run_options_reports();
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (const GOptionEntry *entry = lists[i]; entry->long_name; entry++) {
            GOptionEntry copy = *entry;
            copy.description = g_str_equal(entry->long_name, "report") ? reports : copy.description;
            g_array_append_val(entries, copy);
        }
    }
    return command_parse(command, (const GOptionEntry *)(void *)entries->data, argc, argv) &&
           run_options_finish(options_r);
}
