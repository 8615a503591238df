/* SPDX-License-Identifier: MIT
 *
 * What all subcommands share.
 */
#include "core/command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "core/command/log.h"
#include "core/config/date.h"
#include "core/config/nearest.h"
#include "core/report/term_text.h"

#define HELP_WIDTH 80 /* columns */

void command_options(const struct command *command, command_options_fn tell, void *data)
{
    struct command copy = *command;
    g_autofree char *name = g_strdup(command->name);
    char *own[] = {name, NULL};
    copy.tell = tell;
    copy.data = data;
    copy.run(&copy, 1, own);
}

char *command_about(const struct command *command)
{
    GString *text = g_string_new(_(command->summary));
    if (command->help) {
        g_auto(GStrv) paragraphs = g_strsplit(_(command->help), "\n", -1);
        g_string_append(text, ".\n");
        for (char **paragraph = paragraphs; *paragraph; paragraph++) {
            g_string_append(text, paragraph == paragraphs ? "\n" : "\n\n");
            term_wrap(text, *paragraph, 0, HELP_WIDTH);
        }
    }
    return g_string_free(text, FALSE);
}

char *command_examples(const struct command *command)
{
    g_auto(GStrv) lines = g_strsplit(command->example ? command->example : "", "\n", -1);
    GString *text =
        g_string_new(lines[0] && lines[1] && *lines[1] ? _("Examples:") : _("Example:"));
    for (char **line = lines; *line && **line; line++) {
        g_string_append_printf(text, "\n  %s", *line);
    }
    return g_string_free(text, FALSE);
}

/* GLib's own words are translated only where its catalogs are installed: they are ours to say. */
static const char *const glibs_words[] = {N_("Usage:"), N_("[OPTION…]"), N_("Help Options:"),
                                          N_("Show help options"), N_("Application Options:")};

static void print_help(GOptionContext *context)
{
    g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
    g_autoptr(GString) help = g_string_new(text);
    for (gsize i = 0; i < G_N_ELEMENTS(glibs_words); i++) {
        g_string_replace(help, glibs_words[i], _(glibs_words[i]), 1);
    }
    fputs(help->str, stdout);
}

static gboolean wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && !g_str_equal(argv[i], "--"); i++) {
        if (g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h") ||
            g_str_equal(argv[i], "-?")) {
            return TRUE;
        }
    }
    return FALSE;
}

static void complain_of_option(const struct command *command, const GError *error)
{
    const char *name = strrchr(error->message, ' ');
    if (g_error_matches(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) && name) {
        command_complain("Unknown option %s (touchstone %s --help)", name + 1, command->name);
    } else if (g_str_has_prefix(error->message, "Missing argument for ")) {
        command_complain("Missing argument for %s (touchstone %s --help)", name + 1, command->name);
    } else {
        command_complain("%s (touchstone %s --help)", error->message, command->name);
    }
}

gboolean command_parse(const struct command *command, const GOptionEntry *entries, int *argc,
                       char ***argv)
{
    if (command->tell) {
        command->tell(command->data, entries);
        return FALSE;
    }
    g_autoptr(GOptionContext) context = g_option_context_new(command->arguments);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("touchstone %s", command->name);
    g_autofree char *about = command_about(command);
    g_autofree char *examples = command_examples(command);
    g_option_context_set_summary(context, about);
    g_option_context_set_description(context, examples);
    g_option_context_add_main_entries(context, entries, "touchstone");
    g_set_prgname(name);
    if (wants_help(*argc, *argv)) {
        print_help(context);
        exit(EXIT_CLEAN);
    }
    if (!g_option_context_parse(context, argc, argv, &error)) {
        complain_of_option(command, error);
        return FALSE;
    }
    return TRUE;
}

void command_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(gettext(format), arguments);
    va_end(arguments);
    if (log_is_on()) {
        log_text(LOG_LEVEL_ERROR, "error", "message", message);
    } else {
        fprintf(stderr, "touchstone: %s\n", message);
    }
}

int command_choose(const char *option, const char *value, const char *choices)
{
    g_auto(GStrv) names = g_strsplit(choices, "|", -1);
    for (int i = 0; names[i]; i++) {
        if (!value || g_str_equal(value, names[i])) {
            return i;
        }
    }
    g_autofree char *list = g_strjoinv(", ", names);
    const char *near = nearest_name(value, (const char *const *)names);
    if (near) {
        command_complain("--%s=%s: did you mean %s? It is one of %s", option, value, near, list);
    } else {
        command_complain("--%s=%s: it is one of %s", option, value, list);
    }
    return -1;
}

gboolean command_is_day(const char *option, const char *value)
{
    if (!value || date_is_valid(value)) {
        return TRUE;
    }
    command_complain("--%s=%s: a date is written YYYY-MM-DD, as 2026-10-01", option, value);
    return FALSE;
}

gboolean command_replace(const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;
    if (g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        command_complain("%s is a symbolic link; name what it leads to with -b or -c", path);
        return FALSE;
    }
    GStatBuf info;
    int mode = g_stat(path, &info) == 0 ? (int)(info.st_mode & 0777) : 0666;
    if (!g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error)) {
        command_complain("%s", error->message);
        return FALSE;
    }
    return TRUE;
}
