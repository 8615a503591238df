/* SPDX-License-Identifier: MIT
 *
 * touchstone check and touchstone scan: the plan of a file, or one made of targets.
 */
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/command/run.h"
#include "core/command/scan_served.h"

static int run_check(const struct command *command, int argc, char **argv)
{
    char *config = NULL;
    gboolean has_no_notify = FALSE;
    const GOptionEntry own[] = {
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan (default: touchstone.yaml here or in a folder above)"), "FILE"},
        {"no-notify", 0, 0, G_OPTION_ARG_NONE, &has_no_notify,
         N_("Send no mail, whatever the plan says; for a run by hand"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    struct run_options options = {0};
    int status = EXIT_USAGE;
    if (run_parse(command, own, &argc, &argv, &options)) {
        struct plan_request request = {.config_path = config, .as_of = options.as_of};
        options.has_no_notify = has_no_notify;
        request.touchpoints = argc > 1 ? (const char *const *)argv + 1 : NULL;
        status = run_build(plan_for_check, &request, &options);
    }
    run_options_clear(&options);
    g_free(config);
    return status;
}

static int run_scan(const struct command *command, int argc, char **argv)
{
    char *brand = NULL;
    char *config = NULL;
    char *touchpoint = NULL;
    char *depth = NULL;
    char *server = NULL;
    char **hosts = NULL;
    const GOptionEntry own[] = {
        RUN_OPTION_BRAND(&brand),
        {"as", 0, 0, G_OPTION_ARG_STRING, &touchpoint,
         N_("Judge as this touchpoint of touchstone.yaml"), "TOUCHPOINT"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan of --as (default: touchstone.yaml here or in a folder above)"), "FILE"},
        {"depth", 0, 0, G_OPTION_ARG_STRING, &depth,
         N_("Follow links of a URL so deep (default 0: one page)"), "N"},
        {"server", 0, 0, G_OPTION_ARG_FILENAME, &server,
         N_("Let a running `touchstone serve` do it: an answer in milliseconds"), "SOCKET"},
        RUN_OPTION_HOSTS(&hosts),
        G_OPTION_ENTRY_NULL,
    };
    struct run_options options = {0};
    int status = EXIT_USAGE;
    if (run_parse(command, own, &argc, &argv, &options)) {
        struct plan_request request = {
            .brand_path = brand,
            .config_path = config,
            .as_touchpoint = touchpoint,
            .targets = (const char *const *)argv + 1,
            .depth = depth,
            .as_of = options.as_of,
            .allow_hosts = (const char *const *)hosts,
        };
        if (argc > 1 && server) {
            status = scan_served(server, &request, &options);
        } else if (argc > 1) {
            status = run_build(plan_for_scan, &request, &options);
        } else {
            command_complain("scan what? Give a URL, a file, a folder or - (touchstone scan "
                             "--help)");
        }
    }
    run_options_clear(&options);
    g_free(brand);
    g_free(config);
    g_free(touchpoint);
    g_free(depth);
    g_free(server);
    g_strfreev(hosts);
    return status;
}

const struct command command_check = {
    .name = "check",
    .arguments = "[TOUCHPOINT...]",
    .summary = N_("Run the plan of touchstone.yaml; an interrupted run goes on"),
    .help = N_("Runs the plan of touchstone.yaml, searched for here and in the folders above; "
               "with touchpoints named, only those. Keeps a database beside it, and tells what "
               "is new, fixed and still open. What has not changed since the run before is "
               "neither fetched whole nor judged: it keeps what was said of it; a changed brand "
               "book judges what is kept, without fetching. A run that was cut off goes on if "
               "plan and date are the same and it is under 24 hours old."),
    .example = "touchstone check\n"
               "touchstone check webshop -o term -o html=report.html\n",
    .run = run_check,
};

const struct command command_scan = {
    .name = "scan",
    .arguments = "TARGET...",
    .summary = N_("Check a URL, file, folder, mailbox or - against the brand book, once"),
    .help = N_("Checks URLs, files, folders, mailboxes, or standard input (-) once, against "
               "brand.yaml. No database, no states."),
    .example =
        "touchstone scan -b brand.yaml mailing.eml\n"
        "touchstone scan -b brand.yaml --depth 2 https://www.vlakwerk.example/\n"
        "touchstone scan --server /run/user/1000/touchstone.sock --as newsletter - <mailing.eml\n",
    .run = run_scan,
};
