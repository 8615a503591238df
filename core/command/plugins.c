/* SPDX-License-Identifier: MIT
 *
 * touchstone plugins: what is installed, and what is wrong with it.
 */
#include <jansson.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "core/command/command.h"
#include "core/plugin/catalog.h"

/* ---- plugins ---- */

static json_t *options_to_json(const struct catalog_plugin *plugin)
{
    json_t *list = json_array();
    for (guint i = 0; i < plugin->options->len; i++) {
        const struct catalog_option *option =
            &g_array_index(plugin->options, struct catalog_option, i);
        json_array_append_new(list, json_pack("{s:s, s:b, s:s?, s:s?, s:s?}", "name", option->name,
                                              "required", option->is_required, "default",
                                              option->fallback, "choices", option->choices, "help",
                                              option->help));
    }
    return list;
}

static json_t *rules_to_json(const struct catalog_plugin *plugin)
{
    json_t *list = json_array();
    for (guint i = 0; i < plugin->rules->len; i++) {
        const struct catalog_rule *rule = &g_array_index(plugin->rules, struct catalog_rule, i);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "id", rule->id, "severity",
                                              catalog_severity_name(rule->severity), "title",
                                              rule->title));
    }
    return list;
}

static json_t *plugin_to_json(const struct catalog_plugin *plugin)
{
    if (plugin->error) {
        return json_pack("{s:s, s:s}", "path", plugin->path, "error", plugin->error);
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:s?, s:s?, s:b, s:b, s:o, s:o}", "kind",
                     catalog_kind_name(plugin->kind), "name", plugin->name, "version",
                     plugin->version, "path", plugin->path, "summary", plugin->summary, "license",
                     plugin->license, "needs_network", (plugin->needs & TS_NEED_NETWORK) != 0,
                     "needs_files", (plugin->needs & TS_NEED_READ) != 0, "options",
                     options_to_json(plugin), "rules", rules_to_json(plugin));
}

static void print_json(const struct catalog *catalog)
{
    json_t *list = json_array();
    for (guint i = 0; i < catalog->plugins->len; i++) {
        json_array_append_new(list, plugin_to_json(g_ptr_array_index(catalog->plugins, i)));
    }
    json_dumpf(list, stdout, JSON_INDENT(2));
    fputc('\n', stdout);
    json_decref(list);
}

static int print_table(const struct catalog *catalog)
{
    int broken = 0;
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->error) {
            printf("broken  %s: %s\n", plugin->path, plugin->error);
            broken++;
        } else {
            printf("%-7s %-10s %-7s %s\n", catalog_kind_name(plugin->kind), plugin->name,
                   plugin->version, plugin->summary);
        }
    }
    return broken;
}

static int run_plugins(const struct command *command, int argc, char **argv)
{
    char *format = NULL;
    const GOptionEntry own[] = {
        {"report", 'o', 0, G_OPTION_ARG_STRING, &format, N_("For programs"), "json"},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, own, &argc, &argv)) {
        return EXIT_USAGE;
    }
    struct catalog *catalog = catalog_load(NULL);
    int broken = 0;
    int status = EXIT_CLEAN;
    if (!format) {
        broken = print_table(catalog);
        if (catalog->plugins->len == 0) {
            command_complain("no plugins were found; name their folder in "
                             "TOUCHSTONE_PLUGIN_PATH");
        }
        status = broken || catalog->plugins->len == 0 ? EXIT_INCOMPLETE : EXIT_CLEAN;
    } else if (g_str_equal(format, "json")) {
        print_json(catalog);
    } else {
        command_complain("-o %s: it is json", format);
        status = EXIT_USAGE;
    }
    catalog_free(&catalog);
    g_free(format);
    return status;
}

const struct command command_plugins = {
    .name = "plugins",
    .arguments = "",
    .summary = N_("List sources, readers and checks, and what is wrong with them"),
    .help = N_("Lists what is installed, and what is wrong with it. Ends with 3 if something is."),
    .example = "touchstone plugins\n",
    .run = run_plugins,
};
