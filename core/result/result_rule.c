/* SPDX-License-Identifier: MIT
 *
 * Rules of a run, looked up in the catalog and among the host's own.
 */
#include "core/result/result_rule.h"

#include <string.h>

#include "core/result/result_private.h"
#include "core/result/run_rules.h"

#define CHECK "check-" /* before the name of a check, in the list of a run's plugins */

static struct result_rule of_catalog(const struct catalog_rule *rule)
{
    return (struct result_rule){
        .id = rule->id,
        .severity = catalog_severity_name(rule->severity),
        .title = rule->title,
        .help = rule->help,
        .bad = rule->bad,
        .good = rule->good,
    };
}

gboolean result_rule_find(const struct result *result, const char *id, struct result_rule *rule_r)
{
    const struct catalog_plugin *plugin;
    const struct ts_rule_def *own = run_rules_find(id);
    const struct catalog_rule *rule = own ? NULL : catalog_find_rule(result->catalog, id, &plugin);
    if (own) {
        *rule_r = (struct result_rule){
            .id = own->id,
            .severity = catalog_severity_name(own->severity),
            .title = own->title,
            .help = own->help,
            .bad = own->bad,
            .good = own->good,
        };
    } else if (rule) {
        *rule_r = of_catalog(rule);
    }
    return own || rule;
}

void result_rule_each(const struct result *result, result_rule_fn fn, void *data)
{
    const GPtrArray *plugins = result->run.plugins;
    for (guint i = 0; i < plugins->len; i++) {
        const char *line = g_ptr_array_index(plugins, i);
        g_autofree char *name = g_strndup(line, strcspn(line, " "));
        const struct catalog_plugin *plugin =
            g_str_has_prefix(name, CHECK)
                ? catalog_find(result->catalog, TS_CHECK, name + strlen(CHECK))
                : NULL;
        for (guint r = 0; plugin && r < plugin->rules->len; r++) {
            struct result_rule rule =
                of_catalog(&g_array_index(plugin->rules, struct catalog_rule, r));
            rule.is_of_pictures = (plugin->needs & TS_NEED_PICTURES) != 0;
            fn(&rule, data);
        }
    }
}
