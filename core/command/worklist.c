/* SPDX-License-Identifier: MIT
 *
 * touchstone worklist: the open findings of the last run as work for their owners.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/stored.h"
#include "core/config/nearest.h"
#include "core/report/worklist.h"

#define TOLD_AT_ONCE 50 /* on a terminal; the other formats hold all */

struct wanted {
    struct worklist_query query;
    const struct worklist_format *format;
};

#define FORMATS "term|csv|md" /* of worklist_formats */

static const struct worklist_format *find_format(const char *name)
{
    int chosen = command_choose("output", name, FORMATS);
    return chosen < 0 ? NULL : &worklist_formats()[chosen];
}

/* FALSE, said: nobody of that name owns anything. */
static gboolean is_owner(const struct result *result, const char *owner)
{
    const GArray *touchpoints = result_touchpoints(result);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < touchpoints->len; i++) {
        const char *own = g_array_index(touchpoints, struct result_touchpoint, i).owner;
        if (strcmp(own, owner) == 0) {
            return TRUE;
        }
        if (*own && !g_ptr_array_find_with_equal_func(names, own, g_str_equal, NULL)) {
            g_ptr_array_add(names, (gpointer)own);
        }
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *hint = nearest_hint(owner, (const char *const *)names->pdata);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    command_complain("no touchpoint has the owner \"%s\"%s; there are: %s", owner, hint, all);
    return FALSE;
}

static int show(const struct result *result, const struct report_options *options, GString *out,
                void *data)
{
    const struct wanted *wanted = data;
    guint all = 0;
    if (wanted->query.owner && !is_owner(result, wanted->query.owner)) {
        return EXIT_USAGE;
    }
    g_autoptr(GPtrArray) items = worklist_new(result, &wanted->query, &all);
    if (!items) {
        command_complain("%s", result_error(result));
        return EXIT_INCOMPLETE;
    }
    wanted->format->write(out, result, items, all, options);
    return EXIT_CLEAN;
}

static int run_worklist(const struct command *command, int argc, char **argv)
{
    struct stored_options stored = {NULL};
    g_autofree char *owner = NULL;
    g_autofree char *format = NULL;
    int at_most = -1;
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"owner", 0, 0, G_OPTION_ARG_STRING, &owner, N_("Only the work of this owner"), "OWNER"},
        {"output", 'o', 0, G_OPTION_ARG_STRING, &format,
         N_("For a terminal (default), a spreadsheet or a chat"), FORMATS},
        {"at-most", 'n', 0, G_OPTION_ARG_INT, &at_most,
         N_("So many at most; 0 = all (default: 50 for term, else all)"), "N"},
        common[1],
        common[2],
        G_OPTION_ENTRY_NULL,
    };
    int status = EXIT_USAGE;
    if (command_parse(command, entries, &argc, &argv)) {
        struct wanted wanted = {.format = find_format(format)};
        gboolean is_term = wanted.format && strcmp(wanted.format->name, "term") == 0;
        wanted.query = (struct worklist_query){
            .owner = owner,
            .touchpoint = argc > 1 ? argv[1] : NULL,
            .is_everywhere = TRUE,
            .at_most = at_most >= 0 ? (guint)at_most
                       : is_term    ? TOLD_AT_ONCE
                                    : 0,
        };
        const char *const touchpoints[] = {wanted.query.touchpoint, NULL};
        if (argc > 2) {
            command_complain("worklist takes one touchpoint at most");
        } else if (wanted.format) {
            status = stored_show(&stored, argc > 1 ? touchpoints : NULL, show, &wanted);
        }
    }
    stored_options_clear(&stored);
    return status;
}

const struct command command_worklist = {
    .name = "worklist",
    .arguments = "[TOUCHPOINT]",
    .summary = N_("List the open findings of the last run as work, the most important first"),
    .help = N_("Lists the open findings of the last run as work, the most important first, by "
               "owner: what stands there, what is to stand there instead, and where. What lies "
               "in the hands of others is to be asked for. `touchstone explain worklist` says "
               "how the order comes about."),
    .example = "touchstone worklist --owner e-commerce\n"
               "touchstone worklist -o csv >worklist.csv\n",
    .run = run_worklist,
};
