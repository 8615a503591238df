/* SPDX-License-Identifier: MIT
 *
 * touchstone notify: the digest of the last run by mail, now; or a mail to try the settings out.
 */
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/digest.h"
#include "core/command/run.h"
#include "core/command/stored.h"
#include "core/command/terminal.h"
#include "core/result/runs.h"

struct request {
    gboolean is_test, is_dry;
};

static int tell(const struct notify *notify, enum notify_end end, const char *said,
                gboolean is_owed)
{
    return digest_told(notify->plan->notify, end, said, is_owed, FALSE) ? EXIT_CLEAN
                                                                        : EXIT_INCOMPLETE;
}

static int print_digest(const struct notify *notify)
{
    g_autofree char *error = NULL;
    g_autofree char *mail = notify_compose(notify, &error);
    if (!mail) {
        command_complain("%s", error);
        return EXIT_INCOMPLETE;
    }
    fputs(mail, stdout);
    return fflush(stdout) == 0 ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

static int send_digest(struct notify *notify, const struct request *request)
{
    g_autofree char *error = NULL;
    g_autofree char *said = NULL;
    int status = EXIT_INCOMPLETE;
    const char *path = notify->plan->database;
    /* who sends settles what is owed; who only looks writes nothing, and makes no file */
    struct database *database = request->is_dry || !g_file_test(path, G_FILE_TEST_EXISTS)
                                    ? database_read(path, &error)
                                    : database_open(path, &error);
    notify->database = database ? database->handle : NULL;
    if (!database) {
        command_complain("%s", error);
    } else if (runs_find(database->handle, "last", G_MAXINT64) == 0) {
        command_complain("there is no run to tell of (touchstone check makes one)");
    } else if (request->is_dry) {
        status = print_digest(notify);
    } else {
        enum notify_end end = notify_send(notify, &said);
        status = tell(notify, end, said, TRUE);
    }
    database_close(&database);
    return status;
}

static int act(const struct plan *plan, const struct catalog *catalog, const char *language,
               const struct request *request)
{
    g_autofree char *said = NULL;
    struct notify notify = {.plan = plan, .catalog = catalog, .language = language};
    if (!plan->notify) {
        command_complain("%s writes to nobody: it has no notify (to, from, smtp)", plan->path);
        return EXIT_USAGE;
    }
    if (request->is_dry) {
        g_autofree char *text = plan_describe_notify(plan->notify);
        fputs(text, stderr);
    }
    if (!request->is_test) {
        return send_digest(&notify, request);
    }
    if (request->is_dry) {
        return EXIT_CLEAN;
    }
    enum notify_end end = notify_test(&notify, &said);
    return tell(&notify, end, said, FALSE);
}

static int run_notify(const struct command *command, int argc, char **argv)
{
    struct stored_options stored = {NULL};
    struct request own = {FALSE};
    int status = EXIT_USAGE;
    GOptionEntry common[4];
    stored_entries(&stored, common);
    const GOptionEntry entries[] = {
        common[0],
        {"test", 0, 0, G_OPTION_ARG_NONE, &own.is_test,
         N_("Send a mail that says no more than that mails arrive"), NULL},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &own.is_dry, N_("Print the mail and send nothing"),
         NULL},
        common[1],
        G_OPTION_ENTRY_NULL,
    };
    if (command_parse(command, entries, &argc, &argv) && terminal_knows_language(stored.language)) {
        const struct plan_request request = {.config_path = stored.config};
        struct catalog *catalog = catalog_load(NULL);
        struct problems *problems = problems_new();
        struct plan *plan = plan_for_check(&request, catalog, problems);
        if (!run_told_problems(problems, TRUE) && plan) {
            status = act(plan, catalog, terminal_language(stored.language), &own);
        }
        plan_free(&plan);
        problems_free(&problems);
        catalog_free(&catalog);
    }
    stored_options_clear(&stored);
    return status;
}

const struct command command_notify = {
    .name = "notify",
    .arguments = "",
    .summary = N_("Send the digest of the last run by mail, or a mail to try it out"),
    .help = N_("Sends the digest of the last run to those that notify of the plan names "
               "(touchstone.yaml(5)), whatever its when. Ends with 0, with 2 if the plan writes to "
               "nobody, with 3 if the mail was not sent, or did not reach everybody."),
    .example = "touchstone notify --dry-run\n"
               "touchstone notify --test\n",
    .run = run_notify,
};
