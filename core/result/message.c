/* SPDX-License-Identifier: MIT
 *
 * Templates and the wordings of rules.
 */
#include "core/result/message.h"

#include <jansson.h>
#include <string.h>

#include "core/result/handoff.h"
#include "core/result/reason.h"
#include "core/result/run_rules.h"

struct values {
    const struct message_value *items;
    gsize count;
};

/* NULL: not known. */
static const char *find_value(const struct values *values, const char *name, gsize len)
{
    for (gsize i = 0; i < values->count; i++) {
        const struct message_value *item = &values->items[i];
        if (strlen(item->name) == len && memcmp(item->name, name, len) == 0) {
            return item->value;
        }
    }
    return NULL;
}

/* The closing brace of {name}; NULL if this brace is only a brace. */
static const char *name_end(const char *brace, const char *end)
{
    const char *at = brace + 1;
    while (at < end && (g_ascii_isalnum(*at) || *at == '_' || *at == '-')) {
        at++;
    }
    return at < end && at > brace + 1 && *at == '}' ? at : NULL;
}

/* Expands what has no segments; FALSE if a value is missing. */
static gboolean expand_plain(GString *out, const char *at, const char *end,
                             const struct values *values)
{
    gboolean is_complete = TRUE;
    while (at < end) {
        const char *close = *at == '{' ? name_end(at, end) : NULL;
        if (close) {
            const char *value = find_value(values, at + 1, (gsize)(close - at - 1));
            g_string_append(out, value ? value : "");
            is_complete = is_complete && value && *value;
            at = close + 1;
            continue;
        }
        at += at[0] == '[' && at + 1 < end && at[1] == '[';
        g_string_append_c(out, *at++);
    }
    return is_complete;
}

/* Where the plain stretch that begins here ends: at a segment, or at the end. */
static const char *plain_end(const char *at)
{
    for (; *at; at++) {
        if (at[0] == '[' && at[1] == '[') {
            at++;
        } else if (*at == '[' && strchr(at, ']')) {
            break;
        }
    }
    return at;
}

char *message_expand(const char *template, const struct message_value *values, gsize count)
{
    const struct values all = {values, count};
    GString *out = g_string_new(NULL);
    const char *at = template;
    while (*at) {
        const char *end = plain_end(at);
        expand_plain(out, at, end, &all);
        if (!*end) {
            break;
        }
        const char *close = strchr(end, ']');
        gsize before = out->len;
        if (!expand_plain(out, end + 1, close, &all)) {
            g_string_truncate(out, before);
        }
        at = close + 1;
    }
    return g_string_free(out, FALSE);
}

/* ---- the wording of a rule ------------------------------------------------------------------- */

struct wording {
    const char *title, *template;
};

/* "nl-BE" is served by "nl". */
static gboolean speaks(const char *offered, const char *wanted)
{
    gsize len = strlen(offered);
    return g_ascii_strncasecmp(offered, wanted, len) == 0 &&
           (wanted[len] == '\0' || wanted[len] == '-');
}

static struct wording wording_of_plugin(const struct catalog_rule *rule, const char *language)
{
    for (guint i = 0; rule->wordings && i < rule->wordings->len; i++) {
        const struct catalog_wording *own =
            &g_array_index(rule->wordings, struct catalog_wording, i);
        if (speaks(own->language, language)) {
            return (struct wording){own->title ? own->title : rule->title,
                                    own->message ? own->message : rule->message};
        }
    }
    return (struct wording){rule->title, rule->message};
}

static struct wording wording_of_core(const struct ts_rule_def *rule, const char *language)
{
    for (guint32 i = 0; i < rule->wordings.count; i++) {
        const struct ts_wording *own = ts_item(rule->wordings, i);
        if (speaks(own->language, language)) {
            return (struct wording){own->title, own->message};
        }
    }
    return (struct wording){rule->title, rule->message};
}

static struct wording wording_of(const struct catalog *catalog, const char *language,
                                 const char *id)
{
    const struct ts_rule_def *core = run_rules_find(id);
    const struct catalog_plugin *plugin;
    const struct catalog_rule *rule = core ? NULL : catalog_find_rule(catalog, id, &plugin);
    struct wording wording = {NULL, NULL};
    if (core) {
        wording = wording_of_core(core, language);
    } else if (rule) {
        wording = wording_of_plugin(rule, language);
    }
    return (struct wording){wording.title ? wording.title : id,
                            wording.template ? wording.template
                                             : "{rule}[: \"{actual}\"][ (\"{expected}\")]"};
}

const char *message_title(const struct catalog *catalog, const char *language, const char *rule)
{
    return wording_of(catalog, language, rule).title;
}

/* ---- the values of a finding ----------------------------------------------------------------- */

static char *text_of(const json_t *value)
{
    if (json_is_string(value)) {
        return g_strdup(json_string_value(value));
    }
    if (json_is_integer(value)) {
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    }
    return json_is_real(value) ? g_strdup_printf("%.6g", json_real_value(value)) : g_strdup("");
}

static void clear_value(gpointer data)
{
    g_free((char *)((struct message_value *)data)->value);
}

static void add_value(GArray *values, const char *name, char *value)
{
    g_array_append_val(values, ((struct message_value){name, value}));
}

/* A handoff is said in one sentence wherever it is said. */
static void add_reason(GArray *values, const char *language, const char *touchpoint,
                       const json_t *arguments)
{
    static const char *const names[] = {"why", "to", "here", "there"};
    const char *texts[G_N_ELEMENTS(names)];
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *text = json_string_value(json_object_get(arguments, names[i]));
        texts[i] = text ? text : "";
    }
    add_value(values, "reason",
              handoff_say(language, texts[0], touchpoint ? touchpoint : "", texts[1], texts[2],
                          texts[3]));
}

char *message_of_finding(const struct catalog *catalog, const char *language,
                         const struct message_finding *finding, const char **title_r)
{
    struct wording wording = wording_of(catalog, language, finding->rule);
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(struct message_value));
    g_array_set_clear_func(values, clear_value);
    json_t *arguments = json_loads(finding->arguments, 0, NULL);
    const char *name;
    json_t *value;
    add_value(values, "expected", g_strdup(finding->expected));
    gboolean is_own = run_rules_has(finding->rule); /* it speaks in reasons */
    add_value(values, "actual",
              is_own ? reason_say(language, finding->actual) : g_strdup(finding->actual));
    json_object_foreach(arguments, name, value)
    {
        g_autofree char *text = text_of(value);
        gboolean is_reason = is_own || strcmp(name, "reason") == 0;
        add_value(values, name, is_reason ? reason_say(language, text) : g_steal_pointer(&text));
    }
    if (strcmp(finding->rule, "handoff/broken") == 0) {
        add_reason(values, language, finding->touchpoint, arguments);
    }
    add_value(values, "rule", g_strdup(finding->rule));
    add_value(values, "touchpoint", g_strdup(finding->touchpoint ? finding->touchpoint : ""));
    char *message =
        message_expand(wording.template, (const struct message_value *)values->data, values->len);
    json_decref(arguments);
    *title_r = wording.title;
    return message;
}
