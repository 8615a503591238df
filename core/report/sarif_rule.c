/* SPDX-License-Identifier: MIT
 *
 * The rules of a SARIF file, with what they say of themselves: only those that occur.
 */
#include <string.h>

#include "core/report/escape.h"
#include "core/report/sarif.h"
#include "core/result/result_rule.h"

void sarif_rules_init(struct sarif_rules *rules)
{
    rules->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rules->array = json_array();
}

void sarif_rules_finish(struct sarif_rules *rules)
{
    g_hash_table_unref(rules->places);
    json_decref(rules->array);
}

const char *sarif_level(const char *severity)
{
    return strcmp(severity, "error") == 0     ? "error"
           : strcmp(severity, "warning") == 0 ? "warning"
                                              : "note";
}

/* "identity/address-outdated" -> "IdentityAddressOutdated" */
static char *pascal_of(const char *id)
{
    GString *name = g_string_new(NULL);
    gboolean is_first = TRUE;
    for (; *id; id++) {
        if (g_ascii_isalnum(*id)) {
            g_string_append_c(name, is_first ? g_ascii_toupper(*id) : *id);
        }
        is_first = !g_ascii_isalnum(*id);
    }
    return g_string_free(name, FALSE);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* A fence longer than any in the text; one line, so that the text can't end it. */
static void put_code(GString *out, const char *label, const char *text)
{
    if (!text || !*text) {
        return;
    }
    g_autoptr(GString) shown = g_string_new(NULL);
    escape_terminal(shown, text, -1);
    gsize longest = 2;
    for (const char *at = shown->str; *at; at++) {
        gsize size = strspn(at, "`");
        longest = MAX(longest, size);
        at += size ? size - 1 : 0;
    }
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    g_string_append_printf(out, "\n\n%s\n\n%stext\n%s\n%s", label, fence, shown->str, fence);
}

static json_t *help_of(const struct result_rule *rule)
{
    g_autoptr(GString) text = g_string_new(or_empty(rule->help));
    g_autoptr(GString) markdown = g_string_new(NULL);
    escape_markdown(markdown, or_empty(rule->help));
    if (rule->bad) {
        g_string_append_printf(text, " Wrong: %s", rule->bad);
    }
    if (rule->good) {
        g_string_append_printf(text, " Right: %s", rule->good);
    }
    put_code(markdown, "Wrong:", rule->bad);
    put_code(markdown, "Right:", rule->good);
    json_t *help = sarif_text(text->str);
    json_object_set_new(help, "markdown", json_string(markdown->str));
    return help;
}

static json_t *descriptor_of(const struct result *result, const struct result_finding *finding)
{
    struct result_rule rule = {.severity = finding->severity};
    g_autofree char *name = pascal_of(finding->rule);
    json_t *object = json_object();
    gboolean is_known = result_rule_find(result, finding->rule, &rule);
    json_object_set_new(object, "id", jsonl_text(finding->rule));
    if (*name) {
        json_object_set_new(object, "name", json_string(name));
    }
    json_object_set_new(object, "shortDescription", sarif_text(finding->title));
    if (is_known && rule.help) {
        json_object_set_new(object, "fullDescription", sarif_text(rule.help));
        json_object_set_new(object, "help", help_of(&rule));
    }
    json_object_set_new(object, "defaultConfiguration",
                        json_pack("{s:s}", "level", sarif_level(rule.severity)));
    return object;
}

int sarif_rules_place(struct sarif_rules *rules, const struct result *result,
                      const struct result_finding *finding)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(rules->places, finding->rule));
    if (place == 0) {
        place = g_hash_table_size(rules->places) + 1;
        g_hash_table_insert(rules->places, g_strdup(finding->rule), GUINT_TO_POINTER(place));
        json_array_append_new(rules->array, descriptor_of(result, finding));
    }
    return (int)place - 1;
}
