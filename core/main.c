/* SPDX-License-Identifier: MIT
 *
 * argv to a subcommand, its answer to the exit status.
 */
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/build.h"
#include "core/command/command.h"
#include "core/command/terminal.h"
#include "core/config/nearest.h"

static const struct command *const commands[] = {
    &command_check, &command_scan,   &command_plugins,  &command_rules,   &command_explain,
    &command_init,  &command_doctor, &command_serve,    &command_words,   &command_accept,
    &command_logo,  &command_map,    &command_worklist, &command_rollout, &command_baseline,
    &command_show,  &command_runs,   &command_database, &command_notify,
};

static void print_help(FILE *out)
{
    fputs(_("touchstone tries every customer touchpoint against one brand book.\n\n"
            "Usage: touchstone COMMAND [OPTION...]\n\nCommands:\n"),
          out);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        fprintf(out, "  %-9s %s\n", commands[i]->name, _(commands[i]->summary));
    }
    fputs(_("\ntouchstone COMMAND --help tells the options of one; the manual is man touchstone.\n"
            "Exit status: 0 nothing at or above the fail level, 1 findings, 2 usage or "
            "configuration,\n3 something could not be checked.\n"),
          out);
}

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

static void complain_of(const char *name)
{
    const char *names[G_N_ELEMENTS(commands) + 1] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        names[i] = commands[i]->name;
    }
    const char *near = nearest_name(name, names);
    if (near) {
        command_complain("there is no command %s; did you mean %s? (touchstone --help)", name,
                         near);
    } else {
        command_complain("there is no command %s (touchstone --help)", name);
    }
}

/* A database must not be opened as standard output, where the reports go. Writing to what was
 * closed still fails. */
static void fill_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) {
            _exit(EXIT_INCOMPLETE);
        }
    }
}

int main(int argc, char **argv)
{
    fill_standard_descriptors();
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    tzset();
    terminal_speak(argc, argv);
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
        strcmp(argv[1], "help") == 0) {
        print_help(argc < 2 ? stderr : stdout);
        return argc < 2 ? EXIT_USAGE : EXIT_CLEAN;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("touchstone %s\n", TOUCHSTONE_VERSION);
        return EXIT_CLEAN;
    }
    const struct command *command = find(argv[1]);
    if (!command) {
        complain_of(argv[1]);
        return EXIT_USAGE;
    }
    return command->run(command, argc - 1, argv + 1);
}
