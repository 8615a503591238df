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

static void print_help(FILE *out)
{
    fputs(_("touchstone tries every customer touchpoint against one brand book.\n\n"
            "Usage: touchstone COMMAND [OPTION...]\n\nCommands:\n"),
          out);
    for (const struct command *const *row = command_list(); *row; row++) {
        fprintf(out, "  %-11s %s\n", (*row)->name, _((*row)->summary));
    }
    fputs(
        _("\ntouchstone help COMMAND tells what one does, its options and an example. The manual:\n"
          "man touchstone, man touchstone.yaml, man brand.yaml.\n"
          "Exit status: 0 nothing at or above the fail level, 1 findings, 2 usage or "
          "configuration,\n3 something could not be checked.\n"),
        out);
}

static void complain_of(const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const struct command *const *row = command_list(); *row; row++) {
        g_ptr_array_add(names, (gpointer)(*row)->name);
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *hint = nearest_hint(name, (const char *const *)names->pdata);
    command_complain("there is no command \"%s\"%s (touchstone --help)", name, hint);
}

/* touchstone help [COMMAND]; a command of two words is "rollout new". */
static int help(int argc, char **argv)
{
    g_autofree char *name = g_strjoinv(" ", argv);
    const struct command *command = argc ? command_find(name) : NULL;
    if (!argc || command) {
        char *own[] = {argc ? argv[argc - 1] : NULL, (char *)"--help", NULL};
        argc ? (void)command->run(command, 2, own) : print_help(stdout);
        return EXIT_CLEAN;
    }
    complain_of(name);
    return EXIT_USAGE;
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
    const struct command *command = argc > 1 ? command_find(argv[1]) : NULL;
    terminal_speak(command, argc, argv);
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        return help(0, argv + argc);
    }
    if (strcmp(argv[1], "help") == 0) {
        return help(argc - 2, argv + 2);
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("touchstone %s\n", TOUCHSTONE_VERSION);
        return EXIT_CLEAN;
    }
    if (!command) {
        complain_of(argv[1]);
        return EXIT_USAGE;
    }
    return command->run(command, argc - 1, argv + 1);
}
