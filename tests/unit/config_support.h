/* SPDX-License-Identifier: MIT
 *
 * What the tests of the configuration share: a catalog of plugins that needs no plugins.
 */
#ifndef TESTS_UNIT_CONFIG_SUPPORT_H
#define TESTS_UNIT_CONFIG_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>

#include "core/plugin/catalog.h"

struct support_option {
    const char *name;
    unsigned type, is_required;
    const char *fallback, *choices, *help;
};

struct support_plugin {
    unsigned kind;
    const char *name, *version, *section, *error;
    struct support_option options[9];
};

static const struct support_plugin support_plugins[] = {
    {TS_SOURCE,
     "folder",
     "1.0",
     NULL,
     NULL,
     {{"path", TS_OPTION_PATH, 1, NULL, NULL, "The folder or file."},
      {"base", TS_OPTION_TEXT, 0, NULL, NULL, "The URL it stands for."}}},
    {TS_SOURCE,
     "mail",
     "1.0",
     NULL,
     NULL,
     {{"path", TS_OPTION_PATH, 1, NULL, NULL, "Mails."},
      {"fetch_images", TS_OPTION_LIST, 0, NULL, NULL, "Hosts of pictures."}}},
    {TS_SOURCE, "audit", "1.0", NULL, NULL, {{"path", TS_OPTION_PATH, 1, NULL, NULL, "Forms."}}},
    {TS_SOURCE,
     "feed",
     "1.0",
     NULL,
     NULL,
     {{"path", TS_OPTION_PATH, 0, NULL, NULL, "Posts."},
      {"map", TS_OPTION_TREE, 0, NULL, NULL, "Which field holds what."}}},
    {TS_SOURCE,
     "web",
     "1.0",
     NULL,
     NULL,
     {{"start", TS_OPTION_LIST, 1, NULL, NULL, "Where to begin."},
      {"max_pages", TS_OPTION_INTEGER, 0, "10000", NULL, "At most so many pages."},
      {"max_depth", TS_OPTION_INTEGER, 0, NULL, NULL, "At most so many links away."},
      {"max_rate", TS_OPTION_RATE, 0, "5/s", NULL, "Requests to a host."},
      {"timeout", TS_OPTION_DURATION, 0, "30s", NULL, "For one page."},
      {"max_size", TS_OPTION_SIZE, 0, "10MB", NULL, "Of one page."},
      {"robots", TS_OPTION_CHOICE, 0, "obey", "obey|ignore", "Whether robots.txt is obeyed."},
      {"allow_hosts", TS_OPTION_LIST, 0, NULL, NULL, "Private hosts that are right."},
      {"sitemap", TS_OPTION_BOOLEAN, 0, "true", NULL, "Whether it is read."}}},
    {TS_READER, "html", "1.0", NULL, NULL, {{NULL}}},
    {TS_READER, "text", "1.1", NULL, NULL, {{NULL}}},
    {TS_CHECK, "promise", "1.0", "promise", NULL, {{NULL}}},
    {TS_CHECK,
     "shape",
     "1.0",
     NULL,
     NULL,
     {{"corners", TS_OPTION_INTEGER, 0, "4", NULL, "How many."},
      {"colours", TS_OPTION_LIST, 0, "[red, blue]", NULL, "Which."},
      {"strict", TS_OPTION_BOOLEAN, 0, "false", NULL, "Whether."}}},
    {TS_CHECK,
     "spelling",
     "1.0",
     "spelling",
     NULL,
     {{"min_length", TS_OPTION_INTEGER, 0, "3", NULL, "Shorter words are not judged."}}},
    {TS_CHECK, "terms", "1.0", "terms", NULL, {{NULL}}},
    {TS_CHECK, "cracked", "1.0", NULL, "built for ABI 7, rebuild", {{NULL}}},
};

static void support_free_plugin(gpointer data)
{
    struct catalog_plugin *plugin = data;
    g_array_unref(plugin->options);
    g_ptr_array_unref(plugin->brand_sections);
    g_free(plugin);
}

static inline struct catalog_plugin *support_plugin(const struct support_plugin *row)
{
    struct catalog_plugin *plugin = g_new0(struct catalog_plugin, 1);
    plugin->path = (char *)"/plugins/x.so";
    plugin->name = (char *)row->name;
    plugin->version = (char *)row->version;
    plugin->summary = (char *)"For tests.";
    plugin->kind = row->kind;
    plugin->error = (char *)row->error;
    plugin->options = g_array_new(FALSE, TRUE, sizeof(struct catalog_option));
    plugin->brand_sections = g_ptr_array_new();
    if (row->section) {
        g_ptr_array_add(plugin->brand_sections, (gpointer)row->section);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(row->options) && row->options[i].name; i++) {
        const struct support_option *from = &row->options[i];
        struct catalog_option option = {(char *)from->name,          from->type,
                                        (gboolean)from->is_required, (char *)from->fallback,
                                        (char *)from->choices,       (char *)from->help};
        g_array_append_val(plugin->options, option);
    }
    return plugin;
}

static inline struct catalog support_catalog(void)
{
    struct catalog catalog = {g_ptr_array_new_with_free_func(support_free_plugin)};
    for (size_t i = 0; i < G_N_ELEMENTS(support_plugins); i++) {
        g_ptr_array_add(catalog.plugins, support_plugin(&support_plugins[i]));
    }
    return catalog;
}

/* All lines of a list, each ended. */
static inline char *support_lines(const GPtrArray *list)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        g_string_append_printf(out, "%s\n", (const char *)g_ptr_array_index(list, i));
    }
    return g_string_free(out, FALSE);
}

/* Says which row of a table was wrong, then fails. */
static inline void support_equal(const char *name, const char *actual, const char *expected)
{
    if (strcmp(actual, expected) != 0) {
        fail_msg("%s:\n--- expected\n%s\n--- actual\n%s", name, expected, actual);
    }
}

#endif
