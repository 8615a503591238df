/* SPDX-License-Identifier: MIT
 *
 * Parses and checks the common options.
 */
#include "core/command/run_options.h"

#include <stdlib.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/log.h"
#include "core/command/outputs.h"
#include "core/command/terminal.h"
#include "core/config/date.h"
#include "core/report/words.h"

#define LEVELS "error|warning|info|never"
#define LOGS "none|text|json"
#define ISOLATIONS "process|none"

/* As GOption leaves them. One command runs in a process, so one set suffices. */
static struct {
    char **reports;
    char *as_of, *fail_on, *max_unchecked, *isolation, *language, *color, *progress, *log;
    gboolean has_observations, is_new_only, is_dry_run, is_fresh, is_quiet, is_quiet_if_unchanged,
        is_verbose;
    int jobs, answer_timeout;
} raw;

static const GOptionEntry entries[] = {
    {"report", 'o', 0, G_OPTION_ARG_STRING_ARRAY, &raw.reports,
     N_("Report as FORMAT, into FILE if given; repeatable"), "FORMAT[=FILE]"},
    {"observations", 0, 0, G_OPTION_ARG_NONE, &raw.has_observations,
     N_("Report what was recognised too, right or wrong"), NULL},
    {"as-of", 0, 0, G_OPTION_ARG_STRING, &raw.as_of,
     N_("Judge dates as on this day (default today)"), "YYYY-MM-DD"},
    {"fail-on", 0, 0, G_OPTION_ARG_STRING, &raw.fail_on,
     N_("Exit 1 from this severity on (default error)"), LEVELS},
    {"new-only", 0, 0, G_OPTION_ARG_NONE, &raw.is_new_only, N_("Report only findings that are new"),
     NULL},
    {"max-unchecked", 0, 0, G_OPTION_ARG_STRING, &raw.max_unchecked,
     N_("Bear up to this share of documents that could not be checked"), "N%"},
    {"dry-run", 0, 0, G_OPTION_ARG_NONE, &raw.is_dry_run, N_("Print the resolved plan and stop"),
     NULL},
    {"fresh", 0, 0, G_OPTION_ARG_NONE, &raw.is_fresh,
     N_("Begin anew: resume nothing, and read all as if for the first time"), NULL},
    {"jobs", 'j', 0, G_OPTION_ARG_INT, &raw.jobs, N_("Workers (default: one a core)"), "N"},
    {"isolation", 0, 0, G_OPTION_ARG_STRING, &raw.isolation,
     N_("Sealed workers (default), or all in one process, for debuggers"), ISOLATIONS},
    {"answer-timeout", 0, 0, G_OPTION_ARG_INT, &raw.answer_timeout,
     N_("Give up on a source that gives no answer for so long (default 600)"), "SECONDS"},
    {"lang", 0, 0, G_OPTION_ARG_STRING, &raw.language,
     N_("Language of the reports (default: the system's)"), WORDS_LANGUAGES},
    {"color", 0, 0, G_OPTION_ARG_STRING, &raw.color,
     N_("Colours on the terminal (default auto; NO_COLOR is honoured)"), TERMINAL_WHEN},
    {"progress", 0, 0, G_OPTION_ARG_STRING, &raw.progress,
     N_("How far it is, on standard error (default auto)"), TERMINAL_WHEN},
    {"log", 0, 0, G_OPTION_ARG_STRING, &raw.log,
     N_("In the place of progress and summary a line an event, for systemd (default none)"), LOGS},
    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &raw.is_quiet, N_("No progress, no closing summary"),
     NULL},
    {"quiet-if-unchanged", 0, 0, G_OPTION_ARG_NONE, &raw.is_quiet_if_unchanged,
     N_("Say nothing at all if all is as in the run before; for cron"), NULL},
    {"verbose", 'v', 0, G_OPTION_ARG_NONE, &raw.is_verbose, N_("Show every place"), NULL},
    G_OPTION_ENTRY_NULL,
};

const GOptionEntry *run_options_entries(void)
{
    return entries;
}

char *run_options_reports(void)
{
    GString *text =
        g_string_new(_("Report as FORMAT, into FILE if given; repeatable (default term):"));
    for (gsize i = 0; report_list()[i]; i++) {
        const struct reporter *reporter = report_list()[i];
        g_string_append_printf(text, "\n      %-12s %s", reporter->name, _(reporter->help));
    }
    return g_string_free(text, FALSE);
}

static gboolean finish_fail_on(struct run_options *options)
{
    static const int severities[] = {TS_ERROR, TS_WARNING, TS_INFO, 0};
    int level = command_choose("fail-on", raw.fail_on, LEVELS);
    options->fail_on = level < 0 ? 0 : severities[level];
    return level >= 0;
}

static gboolean finish_as_of(struct run_options *options)
{
    options->as_of = g_strdup(raw.as_of);
    return command_is_day("as-of", raw.as_of);
}

static gboolean finish_max_unchecked(struct run_options *options)
{
    options->max_unchecked = -1;
    if (!raw.max_unchecked) {
        return TRUE;
    }
    char *end;
    double percent = g_ascii_strtod(raw.max_unchecked, &end);
    if (end != raw.max_unchecked && (!*end || g_str_equal(end, "%")) && percent >= 0 &&
        percent <= 100) {
        options->max_unchecked = percent;
        return TRUE;
    }
    command_complain("--max-unchecked=%s: a share is written as 5%%", raw.max_unchecked);
    return FALSE;
}

gboolean run_options_finish(struct run_options *options_r)
{
    int log = command_choose("log", raw.log, LOGS);
    int isolation = command_choose("isolation", raw.isolation, ISOLATIONS);
    int language = command_choose("lang", raw.language, WORDS_LANGUAGES);
    *options_r = (struct run_options){
        .has_observations = raw.has_observations,
        .is_new_only = raw.is_new_only,
        .is_dry_run = raw.is_dry_run,
        .is_fresh = raw.is_fresh,
        .is_quiet = raw.is_quiet,
        .is_quiet_if_unchanged = raw.is_quiet_if_unchanged,
        .is_isolated = isolation == 0,
        .jobs = raw.jobs,
        .verbosity = raw.is_verbose ? 1 : 0,
        .answer_timeout = raw.answer_timeout,
        .language = terminal_language(raw.language),
    };
    if (log >= 0) {
        log_begin((enum log_format)log, raw.is_quiet);
    }
    if (raw.jobs < 0 || raw.jobs > 64 || raw.answer_timeout < 0) {
        command_complain("--jobs is a number from 1 to 64, --answer-timeout one of seconds");
        return FALSE;
    }
    return log >= 0 && isolation >= 0 && language >= 0 && finish_fail_on(options_r) &&
           terminal_when("color", raw.color, &options_r->color) &&
           terminal_when("progress", raw.progress, &options_r->progress) &&
           finish_as_of(options_r) && finish_max_unchecked(options_r) &&
           (options_r->targets = outputs_new(raw.reports)) != NULL;
}

void run_options_clear(struct run_options *options)
{
    g_clear_pointer(&options->targets, g_ptr_array_unref);
    g_clear_pointer(&options->as_of, g_free);
}

struct report_options run_options_of_report(const struct run_options *options,
                                            const struct report_target *target)
{
    const struct report_options usual = {
        .language = options->language,
        .has_observations = options->has_observations,
        .is_new_only = options->is_new_only,
        .verbosity = options->is_quiet    ? 0
                     : options->verbosity ? 2
                                          : 1,
    };
    return outputs_shape(usual, options->color, target);
}

gboolean run_options_tell_terminal(const struct run_options *options)
{
    for (guint i = 0; i < options->targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(options->targets, i);
        const char *name = target->reporter->name;
        if (!target->path && (g_str_equal(name, "term") || g_str_equal(name, "github"))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What nobody waits for is not said; a file is written anyway. */
static gboolean is_left_out(const struct run_options *options, const struct report_target *target,
                            const struct result *result)
{
    return options->is_quiet_if_unchanged && !target->path && result_is_unchanged(result);
}

gboolean run_options_report(const struct run_options *options, const struct result *result)
{
    gboolean is_written = TRUE;
    for (guint i = 0; i < options->targets->len; i++) {
        const struct report_target *target = g_ptr_array_index(options->targets, i);
        const struct report_options report = run_options_of_report(options, target);
        is_written &=
            is_left_out(options, target, result) || outputs_write(target, &report, result);
    }
    return is_written;
}
