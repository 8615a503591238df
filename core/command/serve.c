/* SPDX-License-Identifier: MIT
 *
 * touchstone serve: keeps readers, checks and dictionaries ready for those who ask.
 */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/serve/server.h"

static volatile sig_atomic_t stop, reload;

static void on_stop(int number)
{
    stop = number;
}

static void on_reload(int number)
{
    reload = number;
}

static void catch_signals(void)
{
    struct sigaction ends = {.sa_handler = on_stop, .sa_flags = (int)SA_RESETHAND};
    struct sigaction reads = {.sa_handler = on_reload, .sa_flags = SA_RESTART};
    sigaction(SIGINT, &ends, NULL);
    sigaction(SIGTERM, &ends, NULL);
    sigaction(SIGHUP, &reads, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void log_line(const char *line)
{
    fprintf(stderr, "touchstone serve: %s\n", line);
}

static void no_log(const char *line)
{
    (void)line;
}

static int serve(const char *socket, const struct world_options *world, gboolean is_quiet)
{
    g_autofree char *error = NULL;
    struct catalog *catalog = catalog_load(NULL);
    const struct server_options options = {
        .socket = socket,
        .world = *world,
        .stop = &stop,
        .reload = &reload,
        .log = is_quiet ? no_log : log_line,
    };
    catch_signals();
    int done = server_run(&options, catalog, &error);
    if (done != 0) {
        fprintf(stderr, "%s\n", error);
    }
    catalog_free(&catalog);
    return done == 0 ? EXIT_CLEAN : EXIT_USAGE;
}

static int run_serve(const struct command *command, int argc, char **argv)
{
    g_autofree char *config = NULL;
    g_autofree char *brand = NULL;
    g_autofree char *socket = NULL;
    gboolean is_quiet = FALSE;
    int jobs = 0;
    const GOptionEntry entries[] = {
        {"socket", 's', 0, G_OPTION_ARG_FILENAME, &socket,
         N_("Where to listen; only you may connect"), "PATH"},
        {"config", 'c', 0, G_OPTION_ARG_FILENAME, &config,
         N_("The plan whose touchpoints --as may name (default: touchstone.yaml here or in a "
            "folder "
            "above)"),
         "FILE"},
        {"brand", 'b', 0, G_OPTION_ARG_FILENAME, &brand, N_("A brand book alone, without a plan"),
         "FILE"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, N_("Workers (default: one a core)"), "N"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet, N_("No log on standard error"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, entries, &argc, &argv)) {
        return EXIT_USAGE;
    }
    if (!socket || argc > 1 || jobs < 0 || jobs > 64 || (config && brand)) {
        command_complain(!socket           ? "serve where? Give --socket PATH"
                         : argc > 1        ? "serve takes no files: clients bring them (touchstone "
                                             "scan --server PATH FILE)"
                         : config && brand ? "-c has its own brand book: leave -b out"
                                           : "--jobs is a number from 1 to 64");
        return EXIT_USAGE;
    }
    const struct world_options world = {
        .request = {.config_path = config, .brand_path = brand},
        .jobs = (unsigned)jobs,
        .is_isolated = TRUE,
    };
    return serve(socket, &world, is_quiet);
}

const struct command command_serve = {
    .name = "serve",
    .arguments = "--socket PATH",
    .summary = N_("Keep workers and dictionaries ready for scan --server"),
    .help = N_("Keeps workers, checks and dictionaries ready on a Unix socket, to which only its "
               "own user may connect; `touchstone scan --server` asks it, and has the answer in "
               "milliseconds. It knows the plan (-c) or brand book (-b) it was started with, "
               "looks at their files before each request, and reads anew what has changed; "
               "SIGHUP makes it read all anew, dictionaries too. Mails that it is given have no "
               "pictures fetched."),
    .example = "touchstone serve --socket /run/user/1000/touchstone.sock\n",
    .run = run_serve,
};
