/* SPDX-License-Identifier: MIT
 *
 * touchstone plugins, rules and explain: what is installed, and what it can find.
 */
#include <jansson.h>
#include <stdio.h>

#include "core/command/command.h"
#include "core/config/plan.h"
#include "core/result/run_rules.h"
#include "core/result/summary.h"

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
        {"report", 'o', 0, G_OPTION_ARG_STRING, &format, "json, for programs", "FORMAT"},
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

/* ---- rules ---- */

static void print_rule_line(const char *id, unsigned severity, const char *title)
{
    printf("%-24s %-8s %s\n", id, catalog_severity_name(severity), title);
}

static int print_schema(const char *which, const struct catalog *catalog)
{
    g_autofree char *schema = plan_json_schema(which, catalog);
    if (!schema) {
        command_complain("--schema=%s: it is touchstone or brand", which);
        return EXIT_USAGE;
    }
    fputs(schema, stdout);
    return EXIT_CLEAN;
}

static void print_rules(const struct catalog *catalog)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        for (guint r = 0; !plugin->error && r < plugin->rules->len; r++) {
            const struct catalog_rule *rule = &g_array_index(plugin->rules, struct catalog_rule, r);
            print_rule_line(rule->id, rule->severity, rule->title);
        }
    }
    struct ts_list own = run_rules();
    for (guint32 i = 0; i < own.count; i++) {
        const struct ts_rule_def *rule = ts_item(own, i);
        print_rule_line(rule->id, rule->severity, rule->title);
    }
}

static int run_rules_command(const struct command *command, int argc, char **argv)
{
    char *schema = NULL;
    const GOptionEntry own[] = {
        {"schema", 0, 0, G_OPTION_ARG_STRING, &schema,
         "Print the JSON Schema of touchstone.yaml or brand.yaml instead", "touchstone|brand"},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse(command, own, &argc, &argv)) {
        return EXIT_USAGE;
    }
    struct catalog *catalog = catalog_load(NULL);
    int status = EXIT_CLEAN;
    if (schema) {
        status = print_schema(schema, catalog);
    } else {
        print_rules(catalog);
    }
    catalog_free(&catalog);
    g_free(schema);
    return status;
}

/* ---- explain ---- */

struct explanation {
    const char *id, *title, *message, *help, *bad, *good;
    unsigned severity;
};

static void print_explanation(const struct explanation *rule)
{
    printf("%s (%s)\n%s\n\n%s\n", rule->id, catalog_severity_name(rule->severity), rule->title,
           rule->help ? rule->help : "");
    if (rule->bad) {
        printf("\nWrong: %s\n", rule->bad);
    }
    if (rule->good) {
        printf("Right: %s\n", rule->good);
    }
}

static gboolean explain(const char *id, const struct catalog *catalog)
{
    const struct catalog_rule *rule = catalog_find_rule(catalog, id, NULL);
    const struct ts_rule_def *own = run_rules_find(id);
    if (rule) {
        print_explanation(&(struct explanation){rule->id, rule->title, rule->message, rule->help,
                                                rule->bad, rule->good, rule->severity});
    } else if (own) {
        print_explanation(&(struct explanation){own->id, own->title, own->message, own->help,
                                                own->bad, own->good, own->severity});
    } else if (g_str_equal(id, "score")) {
        puts(result_explain_score("en"));
    }
    return rule || own || g_str_equal(id, "score");
}

static int run_explain(const struct command *command, int argc, char **argv)
{
    const GOptionEntry none[] = {G_OPTION_ENTRY_NULL};
    if (!command_parse(command, none, &argc, &argv)) {
        return EXIT_USAGE;
    }
    if (argc != 2) {
        command_complain("explain which rule? touchstone rules lists them; score is explained too");
        return EXIT_USAGE;
    }
    struct catalog *catalog = catalog_load(NULL);
    gboolean is_known = explain(argv[1], catalog);
    catalog_free(&catalog);
    if (!is_known) {
        command_complain("there is no rule %s (touchstone rules lists them)", argv[1]);
    }
    return is_known ? EXIT_CLEAN : EXIT_USAGE;
}

const struct command command_plugins = {
    .name = "plugins",
    .arguments = "",
    .summary = "List sources, readers and checks, and what is wrong with them",
    .run = run_plugins,
};

const struct command command_rules = {
    .name = "rules",
    .arguments = "",
    .summary = "List every rule, or print the schema of a configuration file",
    .run = run_rules_command,
};

const struct command command_explain = {
    .name = "explain",
    .arguments = "RULE",
    .summary = "Tell what a rule compares, and how to silence it rightly",
    .run = run_explain,
};
