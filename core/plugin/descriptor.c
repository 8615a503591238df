/* SPDX-License-Identifier: MIT
 *
 * Writes and reads descriptors, a line a value.
 */
#include "core/plugin/descriptor.h"

#include "core/limits.h"
#include "core/plugin/contract.h"

#define END_MARK "end"

static void put_text(GString *out, const char *text)
{
    /* Bytes of UTF-8 stay: only what would break the line is escaped. */
    static const char *const keep =
        "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95"
        "\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab"
        "\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1"
        "\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7"
        "\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed"
        "\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff";
    g_autofree char *escaped = text ? g_strescape(text, keep) : NULL;
    g_string_append_printf(out, "%s%s\n", text ? "=" : "-", escaped ? escaped : "");
}

static void put_number(GString *out, guint64 number)
{
    g_string_append_printf(out, "%" G_GUINT64_FORMAT "\n", number);
}

static void put_options(GString *out, struct ts_list options)
{
    put_number(out, options.count);
    for (guint32 i = 0; i < options.count; i++) {
        const struct ts_option_def *row = ts_item(options, i);
        put_text(out, row->name);
        put_number(out, row->type);
        put_number(out, row->is_required ? 1 : 0);
        put_text(out, row->fallback);
        put_text(out, row->choices);
        put_text(out, row->help);
    }
}

static void put_rules(GString *out, struct ts_list rules)
{
    put_number(out, rules.count);
    for (guint32 i = 0; i < rules.count; i++) {
        const struct ts_rule_def *row = ts_item(rules, i);
        put_text(out, row->id);
        put_number(out, row->severity);
        put_text(out, row->title);
        put_text(out, row->message);
        put_text(out, row->help);
        put_text(out, row->bad);
        put_text(out, row->good);
        put_number(out, row->wordings.count);
        for (guint32 w = 0; w < row->wordings.count; w++) {
            const struct ts_wording *wording = ts_item(row->wordings, w);
            put_text(out, wording->language);
            put_text(out, wording->title);
            put_text(out, wording->message);
        }
    }
}

static void put_names(GString *out, struct ts_list names)
{
    put_number(out, names.count);
    for (guint32 i = 0; i < names.count; i++) {
        put_text(out, *(const char *const *)ts_item(names, i));
    }
}

enum part { HAS_PREPARE = 1, HAS_CONCLUDE = 2, HAS_SUGGEST = 4, HAS_SCOPE = 8, HAS_LANGUAGE = 16 };

static guint64 parts_of(const struct ts_plugin *plugin)
{
    const struct ts_check_ops *check = plugin->check;
    guint64 parts = 0;
    parts |= check && check->prepare ? HAS_PREPARE : 0;
    parts |= check && check->conclude ? HAS_CONCLUDE : 0;
    parts |= check && check->suggest ? HAS_SUGGEST : 0;
    parts |= check && contract_names_language(plugin) ? HAS_LANGUAGE : 0;
    parts |= plugin->source && plugin->source->resolve ? HAS_SCOPE : 0;
    return parts;
}

void descriptor_put(GString *out, const struct ts_plugin *plugin)
{
    put_text(out, plugin->name);
    put_text(out, plugin->version);
    put_text(out, plugin->summary);
    put_text(out, plugin->license);
    put_number(out, plugin->kind);
    put_number(out, plugin->needs);
    put_number(out, plugin->abi_major);
    put_number(out, plugin->abi_minor);
    put_number(out, parts_of(plugin));
    put_options(out, plugin->options);
    put_rules(out, plugin->rules);
    put_names(out, plugin->brand_sections);
    put_names(out, plugin->reader ? plugin->reader->media_types : (struct ts_list){0});
    g_string_append(out, END_MARK "\n");
}

/* ---- reading: any misfit ends it ---- */

struct lines {
    char **at; /* NULL-terminated */
    gboolean is_broken;
};

static const char *next_line(struct lines *lines)
{
    if (lines->is_broken || !*lines->at) {
        lines->is_broken = TRUE;
        return "";
    }
    return *lines->at++;
}

static char *get_text(struct lines *lines)
{
    const char *line = next_line(lines);
    if (*line == '=') {
        return g_strcompress(line + 1);
    }
    lines->is_broken |= *line != '-';
    return NULL;
}

static unsigned get_number(struct lines *lines)
{
    guint64 number = 0;
    if (!g_ascii_string_to_unsigned(next_line(lines), 10, 0, G_MAXUINT32, &number, NULL)) {
        lines->is_broken = TRUE;
    }
    return (unsigned)number;
}

static unsigned get_count(struct lines *lines)
{
    unsigned count = get_number(lines);
    lines->is_broken |= count > LIMIT_TABLE_ROWS;
    return lines->is_broken ? 0 : count;
}

static void get_options(struct lines *lines, GArray *options)
{
    for (unsigned left = get_count(lines); left > 0 && !lines->is_broken; left--) {
        struct catalog_option option = {.name = get_text(lines)};
        option.type = get_number(lines);
        option.is_required = get_number(lines) != 0;
        option.fallback = get_text(lines);
        option.choices = get_text(lines);
        option.help = get_text(lines);
        g_array_append_val(options, option);
    }
}

static void get_wordings(struct lines *lines, GArray *wordings)
{
    for (unsigned left = get_count(lines); left > 0 && !lines->is_broken; left--) {
        struct catalog_wording wording = {.language = get_text(lines)};
        wording.title = get_text(lines);
        wording.message = get_text(lines);
        g_array_append_val(wordings, wording);
    }
}

static void get_rules(struct lines *lines, GArray *rules)
{
    for (unsigned left = get_count(lines); left > 0 && !lines->is_broken; left--) {
        struct catalog_rule rule = {.id = get_text(lines)};
        rule.severity = get_number(lines);
        rule.title = get_text(lines);
        rule.message = get_text(lines);
        rule.help = get_text(lines);
        rule.bad = get_text(lines);
        rule.good = get_text(lines);
        rule.wordings = g_array_new(FALSE, TRUE, sizeof(struct catalog_wording));
        get_wordings(lines, rule.wordings);
        g_array_append_val(rules, rule);
    }
}

static void get_names(struct lines *lines, GPtrArray *names)
{
    for (unsigned left = get_count(lines); left > 0 && !lines->is_broken; left--) {
        char *name = get_text(lines);
        g_ptr_array_add(names, name ? name : g_strdup(""));
    }
}

gboolean descriptor_get(const char *text, struct catalog_plugin *plugin_r)
{
    g_auto(GStrv) split = g_strsplit(text, "\n", -1);
    struct lines lines = {.at = split};
    plugin_r->name = get_text(&lines);
    plugin_r->version = get_text(&lines);
    plugin_r->summary = get_text(&lines);
    plugin_r->license = get_text(&lines);
    plugin_r->kind = get_number(&lines);
    plugin_r->needs = get_number(&lines);
    plugin_r->abi_major = get_number(&lines);
    plugin_r->abi_minor = get_number(&lines);
    unsigned parts = get_number(&lines);
    plugin_r->has_prepare = (parts & HAS_PREPARE) != 0;
    plugin_r->has_conclude = (parts & HAS_CONCLUDE) != 0;
    plugin_r->has_suggest = (parts & HAS_SUGGEST) != 0;
    plugin_r->has_scope = (parts & HAS_SCOPE) != 0;
    plugin_r->has_language = (parts & HAS_LANGUAGE) != 0;
    get_options(&lines, plugin_r->options);
    get_rules(&lines, plugin_r->rules);
    get_names(&lines, plugin_r->brand_sections);
    get_names(&lines, plugin_r->media_types);
    return g_str_equal(next_line(&lines), END_MARK) && !lines.is_broken && plugin_r->name &&
           plugin_r->version;
}
