/* SPDX-License-Identifier: MIT
 *
 * Makes a manual page of a template, when touchstone is built: lines that begin with @ name what
 * follows from a table, the rest is roff written by hand. So no page can be out of step with what
 * the program does. Not installed.
 */
#include <stdio.h>
#include <string.h>

#include "core/build.h"
#include "core/config/feedback.h"
#include "core/config/touchpoints_csv.h"
#include "core/manual/manual.h"
#include "core/manual/roff.h"
#include "core/milter/options.h"
#include "core/milter/settings.h"

struct page {
    GString *out;
    const char *template, *header; /* paths */
    const struct catalog *catalog;
    const char *argument; /* of the line at hand */
    gboolean is_wrong;
};

static void complain(struct page *page, const char *what, const char *which)
{
    fprintf(stderr, "%s: %s %s\n", page->template, what, which);
    page->is_wrong = TRUE;
}

static void put_synopsis(struct page *page)
{
    manual_synopsis(page->out);
}

static void put_commands(struct page *page)
{
    manual_commands(page->out);
}

static void put_common_options(struct page *page)
{
    manual_common_options(page->out);
}

static void put_reports(struct page *page)
{
    manual_reports(page->out);
}

static void put_milter_options(struct page *page)
{
    struct milter_options own = {NULL};
    g_autoptr(GArray) entries = milter_options_entries(&own);
    manual_options(page->out, (const GOptionEntry *)(void *)entries->data);
}

static void put_keys(struct page *page)
{
    static const struct {
        const char *name;
        const struct schema_field *file;
    } files[] = {
        {"plan", &schema_plan}, {"accept", &schema_accept}, {"brand", &schema_brand},
        {"pack", &schema_pack}, {"milter", &schema_milter},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        if (g_str_equal(files[i].name, page->argument)) {
            manual_keys(page->out, files[i].file);
            return;
        }
    }
    complain(page, "there are no keys of", page->argument);
}

static void put_columns(struct page *page)
{
    gboolean is_feedback = g_str_equal(page->argument, "feedback");
    const char *const *columns = is_feedback ? feedback_columns : touchpoints_csv_columns;
    g_autofree char *list = g_strjoinv(",", (char **)columns);
    roff_example(page->out, list);
}

static void put_measures(struct page *page)
{
    g_autofree char *list = g_strjoinv(", ", (char **)feedback_measures);
    roff_text(page->out, list);
    g_string_append(page->out, ".\n");
}

static void put_sources(struct page *page)
{
    manual_plugins(page->out, page->catalog, TS_SOURCE);
}

static void put_checks(struct page *page)
{
    manual_plugins(page->out, page->catalog, TS_CHECK);
}

static char *read_file(struct page *page, const char *path)
{
    g_autoptr(GError) error = NULL;
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error)) {
        complain(page, error->message, "");
    }
    return text;
}

/* A file beside the template. */
static void put_example(struct page *page)
{
    g_autofree char *folder = g_path_get_dirname(page->template);
    g_autofree char *path = g_build_filename(folder, page->argument, NULL);
    g_autofree char *text = read_file(page, path);
    roff_example(page->out, text ? text : "");
}

static void put_header(struct page *page)
{
    g_autofree char *text = read_file(page, page->header);
    if (text && !manual_header(page->out, text)) {
        complain(page, "no callback is known in", page->header);
    }
}

static const struct {
    const char *name;
    void (*put)(struct page *page);
} parts[] = {
    {"synopsis", put_synopsis},
    {"commands", put_commands},
    {"common-options", put_common_options},
    {"reports", put_reports},
    {"milter-options", put_milter_options},
    {"keys", put_keys},
    {"columns", put_columns},
    {"measures", put_measures},
    {"sources", put_sources},
    {"checks", put_checks},
    {"example", put_example},
    {"header", put_header},
};

static void put_part(struct page *page, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 2);
    page->argument = words[1] ? words[1] : "";
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (g_str_equal(parts[i].name, words[0])) {
            parts[i].put(page);
            return;
        }
    }
    complain(page, "unknown part", line);
}

static void put_template(struct page *page, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        if (**line == '@') {
            put_part(page, *line + 1);
        } else if (line[1]) {
            g_autoptr(GString) own = g_string_new(*line);
            g_string_replace(own, "@VERSION@", TOUCHSTONE_VERSION, 0);
            g_string_append_printf(page->out, "%s\n", own->str);
        }
    }
}

/* A page that a missing plugin has made short would be wrong and look right. */
static void check_catalog(struct page *page)
{
    for (guint i = 0; i < page->catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(page->catalog->plugins, i);
        if (plugin->error) {
            complain(page, plugin->path, plugin->error);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: manual TEMPLATE HEADER PLUGINS\n", stderr);
        return EXIT_USAGE;
    }
    const char *folders[] = {argv[3], NULL};
    struct catalog *catalog = catalog_load(folders);
    struct page page = {g_string_new(NULL), argv[1], argv[2], catalog, NULL, FALSE};
    g_autofree char *text = read_file(&page, argv[1]);
    check_catalog(&page);
    if (text) {
        put_template(&page, text);
        fputs(page.out->str, stdout);
    }
    g_string_free(page.out, TRUE);
    catalog_free(&catalog);
    return page.is_wrong ? EXIT_USAGE : EXIT_CLEAN;
}
