/* SPDX-License-Identifier: MIT
 *
 * touchstone complete WORD...: what may stand in the place of the last word, for the completions of
 * bash, zsh and fish. A line a value: the word, a tab, what it is; ":files BEFORE" and ":folders
 * BEFORE" leave the rest of the word to the shell. It knows commands and options from their own
 * tables, and says nothing of what goes wrong: somebody is typing.
 */
#include "core/command/complete.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/report/report.h"

/* The line before the cursor, behind the command's name. */
struct line {
    struct completion completion;
    const struct command *command;
    char **words; /* the last is being typed */
    guint count;
};

void complete_put(const struct completion *completion, const char *value, const char *about)
{
    g_autofree char *first = g_strndup(about ? about : "", strcspn(about ? about : "", "\t\n"));
    /* What steers a terminal can't be typed. */
    for (const char *ptr = value; *ptr; ptr++) {
        if (g_ascii_iscntrl(*ptr)) {
            return;
        }
    }
    if (g_str_has_prefix(value, completion->typed)) {
        printf("%s%s\t%s\n", completion->before, value, first);
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

static void put_files(const struct completion *completion)
{
    printf(":files %s\n", completion->before);
}

static void put_folders(const struct completion *completion)
{
    printf(":folders %s\n", completion->before);
}

static void put_formats(const struct completion *completion)
{
    const char *file = strchr(completion->typed, '=');
    if (file) {
        printf(":files %s%.*s\n", completion->before, (int)(file + 1 - completion->typed),
               completion->typed);
        return;
    }
    for (const struct reporter *const *row = report_list(); *row; row++) {
        complete_put(completion, (*row)->name, _((*row)->help));
    }
}

static void put_commands(const struct completion *completion)
{
    for (const struct command *const *row = command_list(); *row; row++) {
        if (!strchr((*row)->name, ' ')) {
            complete_put(completion, (*row)->name, _((*row)->summary));
        }
    }
}

/* By the name that a value has in the tables; the rest is in complete_names.c, or free. */
static const struct {
    const char *name;
    void (*put)(const struct completion *completion);
} kinds[] = {
    {"FILE", put_files},       {"PATH", put_files},
    {"SOCKET", put_files},     {"TARGET", put_files},
    {"PACK.yaml", put_files},  {"DIR", put_folders},
    {"FOLDER", put_folders},   {"FORMAT[=FILE]", put_formats},
    {"COMMAND", put_commands},
};

static gboolean is_choice(const char *name)
{
    return g_ascii_islower(*name);
}

static void put_kind(const struct completion *completion, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            kinds[i].put(completion);
            return;
        }
    }
    if (!complete_names(completion, name) && is_choice(name)) {
        g_auto(GStrv) choices = g_strsplit(name, "|", -1);
        for (char **choice = choices; *choice; choice++) {
            complete_put(completion, *choice, NULL);
        }
    }
}

/* ---- options --------------------------------------------------------------------------------- */

static gboolean is_of(const GOptionEntry *entry, const char *word)
{
    gsize len = strlen(entry->long_name);
    return g_str_has_prefix(word, "--") ? strncmp(word + 2, entry->long_name, len) == 0 &&
                                              (!word[len + 2] || word[len + 2] == '=')
                                        : entry->short_name && word[1] == entry->short_name;
}

static const GOptionEntry *find_option(const GOptionEntry *entries, const char *word)
{
    if (word[0] != '-' || !word[1]) {
        return NULL;
    }
    while (entries->long_name && !is_of(entries, word)) {
        entries++;
    }
    return entries->long_name ? entries : NULL;
}

/* Where its value begins in the word itself ("--lang=nl", "-j2"); NULL if it is the next word. */
static const char *value_in(const GOptionEntry *entry, const char *word)
{
    const char *equals = strchr(word, '=');
    if (g_str_has_prefix(word, "--")) {
        return equals ? equals + 1 : NULL;
    }
    return entry->arg != G_OPTION_ARG_NONE && word[2] ? word + 2 : NULL;
}

static void put_options(const struct completion *completion, const GOptionEntry *entries)
{
    complete_put(completion, "--help", _("Tell what the command does, its options and an example"));
    for (; entries->long_name; entries++) {
        g_autofree char *name = g_strconcat("--", entries->long_name, NULL);
        if (!(entries->flags & G_OPTION_FLAG_HIDDEN)) {
            complete_put(completion, name, _(entries->description));
        }
    }
}

/* ---- arguments ------------------------------------------------------------------------------- */

/* "[PACK.yaml...]", "check | export | prune --keep TIME": what is no option and no option's value.
 * Returns whether there is any. */
static gboolean put_arguments(const struct line *line, guint place)
{
    gboolean is_value = FALSE, has_any = FALSE;
    const char *arguments = line->command->arguments;
    g_auto(GStrv) names = g_strsplit_set(arguments, " |[]", -1);
    if (place > 0 && !strstr(arguments, "...")) {
        return FALSE;
    }
    for (char **name = names; *name; name++) {
        if (g_str_has_suffix(*name, "...")) {
            (*name)[strlen(*name) - 3] = '\0';
        }
        gboolean is_option = **name == '-';
        if (**name && !is_option && !is_value) {
            put_kind(&line->completion, *name);
            has_any = TRUE;
        }
        is_value = **name ? is_option : is_value;
    }
    return has_any;
}

/* ---- the line -------------------------------------------------------------------------------- */

/* What the words before the last say. Returns how many arguments there are; *open_r: an option that
 * waits for its value. */
static guint walk(struct line *line, const GOptionEntry *entries, const GOptionEntry **open_r)
{
    guint arguments = 0;
    *open_r = NULL;
    for (guint i = 0; i + 1 < line->count; i++) {
        const char *word = line->words[i];
        const GOptionEntry *entry = *open_r ? *open_r : find_option(entries, word);
        const char *value = *open_r ? word : entry ? value_in(entry, word) : NULL;
        char **kept = !entry || !value                          ? NULL
                      : strcmp(entry->long_name, "config") == 0 ? &line->completion.config
                      : strcmp(entry->long_name, "brand") == 0  ? &line->completion.brand
                                                                : NULL;
        if (kept) {
            g_free(*kept);
            *kept = g_strdup(value);
        }
        arguments += !entry && *word != '-';
        *open_r = entry && !value && entry->arg != G_OPTION_ARG_NONE ? entry : NULL;
    }
    return arguments;
}

static void complete_line(void *data, const GOptionEntry *entries)
{
    struct line *line = data;
    const GOptionEntry *open;
    const char *typed = line->words[line->count - 1];
    guint place = walk(line, entries, &open);
    const GOptionEntry *own = open ? NULL : find_option(entries, typed);
    const char *value = own ? value_in(own, typed) : NULL;
    g_autofree char *before = value ? g_strndup(typed, (gsize)(value - typed)) : NULL;
    line->completion.typed = value ? value : typed;
    line->completion.before = before ? before : "";
    if (open || value) {
        const char *kind = (open ? open : own)->arg_description;
        put_kind(&line->completion, kind ? kind : "");
    } else if (*typed == '-' && typed[1]) {
        put_options(&line->completion, entries);
    } else if (!put_arguments(line, place) || *typed == '-') {
        put_options(&line->completion, entries);
    }
    line->completion.before = "";
    if (!open && line->count == 1 && strcmp(line->command->name, "rollout") == 0) {
        complete_put(&line->completion, "new", command_rollout_new.summary);
    }
}

static int run_complete(const struct command *command, int argc, char **argv)
{
    struct line line = {.completion = {.typed = argv[argc - 1], .before = ""}};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    (void)command;
    if (nowhere >= 0) {
        dup2(nowhere, STDERR_FILENO);
        close(nowhere);
    }
    if (argc == 2 || (argc == 3 && strcmp(argv[1], "help") == 0)) {
        put_commands(&line.completion);
        if (argc == 2) {
            complete_put(&line.completion, "help", "Tell what a command does");
            complete_put(&line.completion, "--version", "Print the version");
            complete_put(&line.completion, "--help", "List the commands");
        }
    } else if (argc > 2) {
        g_autofree char *both = g_strconcat(argv[1], " ", argv[2], NULL);
        const struct command *longer = argc > 3 ? command_find(both) : NULL;
        line.command = longer ? longer : command_find(argv[1]);
        line.words = argv + (longer ? 3 : 2);
        line.count = (guint)argc - (longer ? 3 : 2);
    }
    if (line.command) {
        command_options(line.command, complete_line, &line);
    }
    g_free(line.completion.config);
    g_free(line.completion.brand);
    return EXIT_CLEAN;
}

const struct command command_complete = {
    .name = "complete",
    .arguments = "WORD...",
    .summary = "Tell a shell what may stand in the place of the last word",
    .run = run_complete,
};
