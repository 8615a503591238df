/* SPDX-License-Identifier: MIT
 *
 * touchstone rollout: how far the touchpoints are, by what is stored of them, on any day. Nothing
 * is fetched and nothing is written.
 */
#include <langinfo.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/command/terminal.h"
#include "core/config/date.h"
#include "core/config/nearest.h"
#include "core/config/text.h"
#include "core/report/jsonl.h"
#include "core/report/rollout_text.h"
#include "core/report/words.h"
#include "core/result/rollout.h"

struct wanted {
    struct report_options report;
    const char *only;  /* id; NULL = all */
    const char *as_of; /* NULL = today */
    gboolean is_json;
};

/* FALSE, said: the brand book has no such rollout. */
static gboolean is_there(const struct plan *plan, const char *id)
{
    const struct ts_node *rollouts = ts_get(plan->brand, "rollouts");
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    gboolean is_known = FALSE;
    for (guint32 i = 0; rollouts && i < rollouts->children.count; i++) {
        struct ts_str own = ts_get_text(ts_item(rollouts->children, i), "id");
        is_known = is_known || ts_is(own, id);
        g_ptr_array_add(ids, text_dup(own));
    }
    g_ptr_array_add(ids, NULL);
    if (!is_known) {
        g_autofree char *hint = nearest_hint(id, (const char *const *)ids->pdata);
        command_complain("the brand book has no rollout \"%s\"%s", id, hint);
    }
    return is_known;
}

static void put_json(GString *out, const GArray *rows, const char *only)
{
    for (guint i = 0; i < rows->len; i++) {
        const struct rollout_row *row = &g_array_index(rows, struct rollout_row, i);
        if (!only || strcmp(only, row->rollout) == 0) {
            json_t *object = jsonl_rollout(row);
            char *line = json_dumps(object, JSON_COMPACT);
            g_string_append_printf(out, "%s\n", line);
            free(line);
            json_decref(object);
        }
    }
}

static int show(const struct stored *stored, const struct wanted *wanted, const char *day)
{
    g_autofree char *error = NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    struct result *result =
        result_open(stored->database->handle, stored->catalog, wanted->report.language, &error);
    g_autoptr(GArray) rows = rollouts_look(stored->database->handle, stored->plan, day, 0);
    if (!result || !rows) {
        command_complain("%s", result ? sqlite3_errmsg(stored->database->handle) : error);
        result_close(&result);
        return EXIT_INCOMPLETE;
    }
    if (strcmp(day, result_run(result)->as_of) < 0) {
        /* what was seen later did not come back on that day */
        for (guint i = 0; i < rows->len; i++) {
            g_array_index(rows, struct rollout_row, i).is_returned = FALSE;
        }
    }
    if (wanted->is_json) {
        put_json(out, rows, wanted->only);
    } else if (rows->len == 0) {
        g_string_append_printf(out, "%s.\n", words_get(wanted->report.language, WORD_NO_ROLLOUTS));
    } else {
        const struct rollout_text text = {
            .result = result,
            .rows = rows,
            .day = day,
            .only = wanted->only,
            .report = &wanted->report,
            .is_ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
        };
        rollout_text(out, &text);
    }
    result_close(&result);
    return stored_print(out);
}

static int read_run(const struct stored *stored, void *data)
{
    const struct wanted *wanted = data;
    char today[DATE_SIZE];
    date_today(stored->plan->timezone, today);
    return !wanted->only || is_there(stored->plan, wanted->only)
               ? show(stored, wanted, wanted->as_of ? wanted->as_of : today)
               : EXIT_USAGE;
}

#define FORMATS "term|jsonl"

/* FALSE, said. */
static gboolean finish(struct wanted *wanted, const struct stored_options *stored,
                       const char *format)
{
    int when, chosen = command_choose("output", format, FORMATS);
    if (chosen < 0 || !command_is_day("as-of", wanted->as_of)) {
        return FALSE;
    }
    if (!terminal_when("color", stored->color, &when) ||
        !terminal_knows_language(stored->language)) {
        return FALSE;
    }
    wanted->is_json = chosen == 1;
    wanted->report.has_color = terminal_has_color(when);
    wanted->report.language = terminal_language(stored->language);
    wanted->report.width = terminal_width();
    return TRUE;
}

static int run_rollout(const struct command *command, int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "new") == 0) {
        return command_rollout_new.run(&command_rollout_new, argc - 1, argv + 1);
    }
    struct stored_options stored = {NULL};
    g_autofree char *as_of = NULL;
    g_autofree char *format = NULL;
    gboolean is_verbose = FALSE;
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_("The state on this day (default today)"),
         "YYYY-MM-DD"},
        {"output", 'o', 0, G_OPTION_ARG_STRING, &format, N_("For people (default) or programs"),
         FORMATS},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &is_verbose, N_("Every place of the old"), NULL},
        common[1],
        common[2],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        struct wanted wanted = {.only = argc > 1 ? argv[1] : NULL, .as_of = as_of};
        wanted.report.verbosity = is_verbose;
        if (argc > 2) {
            command_complain("rollout takes one id at most (touchstone rollout --help)");
        } else if (finish(&wanted, &stored, format)) {
            status = stored_read(stored.config, NULL, read_run, &wanted);
        }
    }
    stored_options_clear(&stored);
    return status;
}

const struct command command_rollout = {
    .name = "rollout",
    .arguments = "[ROLLOUT]",
    .summary = N_("Show how far each touchpoint is with each rollout, as stored, on any day"),
    .help = N_("Shows how far each touchpoint is with each rollout of the brand book (or with "
               "one): old, both, new, absent, not reached, in how many documents, by when, what "
               "is late or came back, and how many were left day by day. On any day, from what "
               "is stored; it fetches nothing and writes nothing."),
    .example = "touchstone rollout\n"
               "touchstone rollout relocation --as-of 2027-02-01 -v\n",
    .run = run_rollout,
};
