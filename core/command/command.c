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

#include "core/command/log.h"
#include "core/config/date.h"
#include "core/config/nearest.h"

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
    g_autofree char *usage = g_strdup_printf("%s", command->arguments);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("touchstone %s", command->name);
    g_option_context_set_summary(context, _(command->summary));
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

int command_choose(const char *option, const char *value, const char *const *choices)
{
    for (int i = 0; choices[i]; i++) {
        if (!value || g_str_equal(value, choices[i])) {
            return i;
        }
    }
    g_autofree char *list = g_strjoinv(", ", (char **)choices);
    const char *near = nearest_name(value, choices);
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
