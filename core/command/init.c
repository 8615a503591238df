/* SPDX-License-Identifier: MIT
 *
 * touchstone init: writes what a person then corrects or fills in: a first brand book and plan
 * (init_site.c), or a form for an audit.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "core/command/audit_forms.h"
#include "core/command/command.h"
#include "core/command/init_site.h"
#include "core/config/nearest.h"
#include "core/config/plan_build.h"
#include "core/report/words.h"

#define DATE_MARK "@DATE@"

/* ---- which form ---- */

static const struct form *find_form(const char *kind, const char *language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strcmp(forms[i].kind, kind) == 0 && strcmp(forms[i].language, language) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

/* Each once, with NULL behind; the caller frees the array alone. */
static const char **list_names(gboolean is_kind)
{
    const char **names = g_new0(const char *, G_N_ELEMENTS(forms) + 1);
    guint count = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        const char *name = is_kind ? forms[i].kind : forms[i].language;
        if (!g_strv_contains(names, name)) {
            names[count++] = name;
        }
    }
    return names;
}

static gboolean is_known(const char *name, gboolean is_kind)
{
    g_autofree const char **names = list_names(is_kind);
    if (g_strv_contains(names, name)) {
        return TRUE;
    }
    g_autofree char *hint = nearest_hint(name, names);
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    command_complain(is_kind ? N_("there is no form for \"%s\"%s; there are: %s")
                             : N_("there is no form in \"%s\"%s; there are: %s"),
                     name, hint, all);
    return FALSE;
}

/* The first language of the brand book here or above that there are forms in, else English. */
static const char *brand_language(void)
{
    g_autofree char *path = plan_find("brand.yaml");
    g_autofree const char **names = list_names(FALSE);
    struct problems *problems = problems_new();
    struct tree *tree = path ? tree_load(path, problems) : NULL;
    const struct ts_node *list = tree ? ts_get(tree->root, "languages") : NULL;
    const char *found = NULL;
    for (uint32_t i = 0; list && !found && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        for (const char *const *name = names; *name && !found; name++) {
            found = item->kind == TS_NODE_TEXT && ts_is(item->text, *name) ? *name : NULL;
        }
    }
    tree_free(&tree);
    problems_free(&problems);
    return found ? found : "en";
}

/* ---- writing ---- */

/* The form with today as its date; the caller frees it. */
static char *fill_in(const struct form *form)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
    GString *text = g_string_new(NULL);
    for (const char *const *line = form->lines; *line; line++) {
        g_string_append(text, *line);
    }
    g_string_replace(text, DATE_MARK, today, 0);
    return g_string_free(text, FALSE);
}

static gboolean write_all(int fd, const char *text)
{
    size_t size = strlen(text);
    while (size > 0) {
        ssize_t written = write(fd, text, size);
        if (written < 0 && errno != EINTR) {
            return FALSE;
        }
        text += MAX(written, 0);
        size -= (size_t)MAX(written, 0);
    }
    return TRUE;
}

/* What somebody filled in is never written over. */
static int write_form(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) {
        command_complain("%s %s%s", path,
                         errno == EEXIST ? "is there already, and is not written over"
                                         : "can't be written: ",
                         errno == EEXIST ? "" : g_strerror(errno));
        return EXIT_USAGE;
    }
    gboolean is_written = write_all(fd, text);
    int error = errno;
    if (close(fd) != 0 || !is_written) {
        command_complain("%s can't be written: %s", path, g_strerror(is_written ? errno : error));
        return EXIT_INCOMPLETE;
    }
    printf(_("%s: fill it in on the spot, and name it in touchstone.yaml: source: { audit: { path: "
             "%s } }\n"),
           path, path);
    return EXIT_CLEAN;
}

static int init_audit(const char *kind, const char *language, const char *given)
{
    if (!is_known(kind, TRUE) || !is_known(language, FALSE)) {
        return EXIT_USAGE;
    }
    const struct form *form = find_form(kind, language);
    g_autofree char *path = given ? g_strdup(given) : g_strdup_printf("%s.yaml", kind);
    g_autofree char *text = fill_in(form);
    if (strcmp(path, "-") != 0) {
        return write_form(path, text);
    }
    return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? EXIT_INCOMPLETE : EXIT_CLEAN;
}

static int run_audit(int argc, char **argv, const char *kind, const char *language)
{
    if (argc > 2) {
        command_complain("one FILE is written at a time, not %s too", argv[2]);
        return EXIT_USAGE;
    }
    return init_audit(kind, language ? language : brand_language(), argc > 1 ? argv[1] : NULL);
}

static gboolean is_number(const char *text, const char *option)
{
    if (!text || (*text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10)) {
        return TRUE;
    }
    command_complain("--%s is a whole number, not \"%s\"", option, text);
    return FALSE;
}

static int run_site(int argc, char **argv, struct init_site *site)
{
    if (argc != 2) {
        command_complain(
            "name one URL or folder to look at: touchstone init URL|FOLDER (or --audit "
            "KIND for a form)");
        return EXIT_USAGE;
    }
    site->target = argv[1];
    site->depth = site->depth ? site->depth : "3";
    site->max_pages = site->max_pages ? site->max_pages : "50";
    site->directory = site->directory ? site->directory : ".";
    return is_number(site->depth, "depth") && is_number(site->max_pages, "max-pages")
               ? init_site(site)
               : EXIT_USAGE;
}

static int run_init(const struct command *command, int argc, char **argv)
{
    g_autofree char *kind = NULL;
    g_autofree char *language = NULL;
    g_autofree char *directory = NULL;
    g_autofree char *depth = NULL;
    g_autofree char *pages = NULL;
    g_auto(GStrv) hosts = NULL;
    gboolean is_forced = FALSE;
    const GOptionEntry entries[] = {
        {"directory", 0, 0, G_OPTION_ARG_FILENAME, &directory,
         N_("Where brand.yaml and touchstone.yaml go (default: here)"), "DIR"},
        {"max-pages", 0, 0, G_OPTION_ARG_STRING, &pages, N_("Look at so many pages at most (50)"),
         "N"},
        {"depth", 0, 0, G_OPTION_ARG_STRING, &depth, N_("Follow links of a URL so deep (3)"), "N"},
        {"allow-host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &hosts,
         N_("A host that may be on a private network; repeatable"), "HOST:PORT"},
        {"force", 0, 0, G_OPTION_ARG_NONE, &is_forced, N_("Write over files that are there"), NULL},
        {"audit", 0, 0, G_OPTION_ARG_STRING, &kind, N_("Write an empty form for a visit"),
         "shop|phone|packaging|vehicle|event"},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &language,
         N_("Language of the form (default: the first of brand.yaml)"), WORDS_LANGUAGES},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, entries, &argc, &argv)) {
        return EXIT_USAGE;
    }
    struct init_site site = {.directory = directory,
                             .depth = depth,
                             .max_pages = pages,
                             .allow_hosts = (const char *const *)hosts,
                             .is_forced = is_forced};
    return kind ? run_audit(argc, argv, kind, language) : run_site(argc, argv, &site);
}

const struct command command_init = {
    .name = "init",
    .arguments = "URL|FOLDER | --audit KIND [FILE]",
    .summary = N_("Propose a brand book and a plan from a site, or write a form for a visit"),
    .help = N_("Looks at a site and proposes brand.yaml and touchstone.yaml, with the logo "
               "beside them: names, addresses, numbers and mailboxes (what JSON-LD says first, "
               "unless nearly all pages say otherwise), languages, pay-off, form of address, and "
               "words with a capital. Each has the pages that show it as a comment; what is not "
               "sure is a comment with a question mark. The files pass a first check at once; "
               "read them before. Ends with 0, 2 (usage, or a file is in the way) or 3 (no page "
               "could be read).\n"
               "With --audit it writes an empty form for a visit that a person fills in on the "
               "spot; the source audit reads it. FILE is KIND.yaml if not given, - for standard "
               "output; a file that is there is not written over."),
    .example = "touchstone init https://www.vlakwerk.example/\n"
               "touchstone init --audit shop visit.yaml\n",
    .has_own_lang = TRUE,
    .run = run_init,
};
