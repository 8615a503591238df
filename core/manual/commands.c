/* SPDX-License-Identifier: MIT
 *
 * touchstone(1): commands, options and reports from the tables that --help has them from.
 */
#include "core/manual/manual.h"

#include <string.h>

#include "core/command/run_options.h"
#include "core/manual/roff.h"

void manual_synopsis(GString *out)
{
    for (const struct command *const *row = command_list(); *row; row++) {
        g_string_append_printf(out, "%s\\fBtouchstone ", row == command_list() ? "" : ".br\n");
        roff_verbatim(out, (*row)->name);
        g_string_append(out, "\\fR [\\fIOPTION\\fR...]");
        g_string_append(out, *(*row)->arguments ? " " : "");
        roff_usage(out, (*row)->arguments);
        g_string_append_c(out, '\n');
    }
}

/* ---- options --------------------------------------------------------------------------------- */

static void put_option(GString *out, const GOptionEntry *entry)
{
    g_autofree char *help = g_strndup(entry->description, strcspn(entry->description, "\n"));
    g_string_append(out, ".TP\n");
    if (entry->short_name) {
        g_string_append_printf(out, "\\fB\\-%c\\fR, ", entry->short_name);
    }
    g_string_append(out, "\\fB\\-\\-");
    roff_verbatim(out, entry->long_name);
    g_string_append(out, "\\fR");
    if (entry->arg_description) {
        g_string_append_c(out, '=');
        roff_usage(out, entry->arg_description);
    }
    g_string_append_c(out, '\n');
    roff_text(out, help);
    g_string_append(out, g_str_has_suffix(help, ".") ? "\n" : ".\n");
}

void manual_options(GString *out, const GOptionEntry *entries)
{
    for (; entries->long_name; entries++) {
        if (!(entries->flags & G_OPTION_FLAG_HIDDEN)) {
            put_option(out, entries);
        }
    }
}

void manual_common_options(GString *out)
{
    manual_options(out, run_options_entries());
}

static gboolean is_common(const char *name)
{
    const GOptionEntry *entries = run_options_entries();
    while (entries->long_name && !g_str_equal(entries->long_name, name)) {
        entries++;
    }
    return entries->long_name != NULL;
}

/* A command that has the common options has all of them; --quiet-if-unchanged is one that no other
 * has. */
static gboolean has_common(const GOptionEntry *entries)
{
    guint count = 0, all = 0;
    for (const GOptionEntry *entry = entries; entry->long_name; entry++) {
        count += is_common(entry->long_name);
    }
    for (const GOptionEntry *entry = run_options_entries(); entry->long_name; entry++) {
        all++;
    }
    return count == all;
}

static void put_own_options(void *data, const GOptionEntry *entries)
{
    GString *out = data;
    gboolean is_runner = has_common(entries);
    for (; entries->long_name; entries++) {
        if (!(entries->flags & G_OPTION_FLAG_HIDDEN) &&
            !(is_runner && is_common(entries->long_name))) {
            put_option(out, entries);
        }
    }
    if (is_runner) {
        g_string_append(out, ".PP\nAnd the common options, below.\n");
    }
}

/* ---- commands -------------------------------------------------------------------------------- */

void manual_commands(GString *out)
{
    for (const struct command *const *row = command_list(); *row; row++) {
        const struct command *command = *row;
        g_auto(GStrv) paragraphs = g_strsplit(command->help, "\n", -1);
        g_string_append_printf(out, ".SS \"%s\"\n", command->name);
        for (char **paragraph = paragraphs; *paragraph; paragraph++) {
            g_string_append(out, paragraph == paragraphs ? "" : ".PP\n");
            roff_text(out, *paragraph);
            g_string_append_c(out, '\n');
        }
        command_options(command, put_own_options, out);
        roff_example(out, command->example);
    }
}

void manual_reports(GString *out)
{
    for (const struct reporter *const *row = report_list(); *row; row++) {
        roff_tag(out, (*row)->name, NULL);
        roff_text(out, (*row)->help);
        g_string_append(out, ".\n");
    }
}
