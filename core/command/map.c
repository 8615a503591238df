/* SPDX-License-Identifier: MIT
 *
 * touchstone map: the touchpoints of the last run, what they tell, and the ways along them.
 */
#include <langinfo.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/report/map_text.h"

#define VIEWS "phase|owner|channel|control" /* as enum map_view */

static gboolean find_view(const char *name, enum map_view *view_r)
{
    int chosen = command_choose("by", name, VIEWS);
    *view_r = (enum map_view)MAX(chosen, 0);
    return chosen >= 0;
}

struct wanted {
    enum map_view view;
    gboolean is_verbose;
};

static int show(const struct result *result, const struct report_options *report, GString *out,
                void *data)
{
    const struct wanted *wanted = data;
    struct report_options own = *report;
    own.verbosity = wanted->is_verbose ? 1 : 0;
    const struct map_options options = {
        .report = &own,
        .view = wanted->view,
        .is_ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0,
    };
    map_text(out, result, &options);
    return EXIT_CLEAN;
}

static int run_map(const struct command *command, int argc, char **argv)
{
    struct stored_options stored = {NULL};
    g_autofree char *by = NULL;
    struct wanted wanted = {MAP_BY_PHASE, FALSE};
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("How to group the touchpoints (default phase)"),
         VIEWS},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &wanted.is_verbose,
         N_("The words that stand there, and every reason of a handoff"), NULL},
        common[1],
        common[2],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        if (argc > 1) {
            command_complain("map takes no arguments (touchstone map --help)");
        } else if (find_view(by, &wanted.view)) {
            status = stored_show(&stored, NULL, show, &wanted);
        }
    }
    stored_options_clear(&stored);
    return status;
}

const struct command command_map = {
    .name = "map",
    .arguments = "",
    .summary = N_("Show the touchpoints of the last run, what each tells, journeys and handoffs"),
    .help = N_("Shows the last run as a map: touchpoints by phase and category (or by owner, "
               "channel, control), each with its state and its score beside what that rests on; "
               "what each tells of logo, name, address, number, pay-off, form of address and "
               "facts; journeys with their handoffs, and why one breaks. It fetches nothing."),
    .example = "touchstone map --by owner\n",
    .run = run_map,
};
