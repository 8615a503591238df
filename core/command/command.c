/* SPDX-License-Identifier: MIT
 *
 * What all subcommands share.
 */
#include "core/command/command.h"

#include <stdarg.h>
#include <stdio.h>

#include "core/command/log.h"
#include "core/config/date.h"
#include "core/config/nearest.h"

gboolean command_parse(const struct command *command, const GOptionEntry *entries, int *argc,
                       char ***argv)
{
    g_autofree char *usage = g_strdup_printf("%s", command->arguments);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("touchstone %s", command->name);
    g_option_context_set_summary(context, command->summary);
    g_option_context_add_main_entries(context, entries, NULL);
    g_set_prgname(name);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        command_complain("%s (touchstone %s --help)", error->message, command->name);
        return FALSE;
    }
    return TRUE;
}

void command_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
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
    command_complain("--%s=%s: %s%s%sone of %s", option, value, near ? "did you mean " : "",
                     near ? near : "", near ? "? It is " : "it is ", list);
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
