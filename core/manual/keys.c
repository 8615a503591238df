/* SPDX-License-Identifier: MIT
 *
 * A configuration file key by key: a subsection for each map, from the tables that judge it.
 */
#include "core/manual/manual.h"

#include <string.h>

#include "core/manual/roff.h"

struct map {
    char *path; /* "touchpoints[]" */
    const struct schema_field *field;
};

struct keys {
    GString *out;
    GArray *maps; /* struct map, in the order in which they are told */
};

static void clear_map(gpointer data)
{
    g_free(((struct map *)data)->path);
}

/* ---- types ----------------------------------------------------------------------------------- */

static const struct {
    enum schema_type type;
    const char *words, *many; /* one of it, several of it */
} types[] = {
    {SCHEMA_TEXT, "text", "texts"},
    {SCHEMA_INTEGER, "a whole number", "whole numbers"},
    {SCHEMA_BOOLEAN, "true or false", NULL},
    {SCHEMA_DURATION, "a duration, as 500ms, 10s, 5m or 1h", NULL},
    {SCHEMA_RATE, "a rate, as 5/s or 30/m", NULL},
    {SCHEMA_SIZE, "a size, as 64KB or 10MB", NULL},
    {SCHEMA_PATH, "a path", "paths"},
    {SCHEMA_TREE, "any YAML", NULL},
    {SCHEMA_VERSION, "1", NULL},
    {SCHEMA_PERCENT, "a share, as 60%", NULL},
    {SCHEMA_DATE, "a date, YYYY-MM-DD", NULL},
    {SCHEMA_ID, "an id", "ids"},
    {SCHEMA_PACK, "the name of a pack, as nl/je", "names of packs, as nl/je"},
    {SCHEMA_LANGUAGE, "a language, as nl or en-GB", "languages, as nl or en-GB"},
    {SCHEMA_COUNTRY, "a country, as NL", NULL},
    {SCHEMA_PATTERN, "a regular expression (PCRE2)", NULL},
    {SCHEMA_TIMEZONE, "a time zone, as Europe/Amsterdam", NULL},
    {SCHEMA_SOURCE, "one source with its options, see SOURCES", NULL},
    {SCHEMA_CHECKS, "checks with their options, see CHECKS", NULL},
};

static void put_choices(GString *out, const char *before, const char *choices, const char *after)
{
    g_auto(GStrv) names = g_strsplit(choices, "|", -1);
    g_autofree char *list = g_strjoinv(", ", names);
    g_string_append_printf(out, "%s%s%s", before, list, after);
}

static const char *words_of(enum schema_type type, gboolean is_many)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        if (types[i].type == type) {
            return is_many ? types[i].many : types[i].words;
        }
    }
    return NULL;
}

/* Where a map is told, which is once, however many keys have it. */
static const char *place_of(struct keys *keys, const struct schema_field *field, const char *path)
{
    for (guint i = 0; i < keys->maps->len; i++) {
        struct map *map = &g_array_index(keys->maps, struct map, i);
        if (map->field->of == field->of) {
            return map->path;
        }
    }
    struct map map = {g_strdup(path), field};
    g_array_append_val(keys->maps, map);
    return path;
}

static void put_type(struct keys *keys, GString *out, const struct schema_field *field,
                     const char *path);

/* What a list is of. */
static void put_items(struct keys *keys, GString *out, const struct schema_field *item,
                      const char *path)
{
    g_autofree char *below = g_strconcat(path, "[]", NULL);
    const char *many = words_of(item ? item->type : SCHEMA_TEXT, TRUE);
    if (many) {
        g_string_append_printf(out, "a list of %s", many);
    } else if (item->type == SCHEMA_MAP) {
        g_string_append_printf(out, "a list of maps, see %s", place_of(keys, item, below));
    } else {
        g_string_append(out, "a list, each ");
        put_type(keys, out, item, below);
    }
}

static void put_entries(struct keys *keys, GString *out, const struct schema_field *field,
                        const char *path)
{
    g_autofree char *below = g_strconcat(path, ".*", NULL);
    const char *key = field->keys == SCHEMA_LANGUAGE ? "language"
                      : field->keys == SCHEMA_ID     ? "id"
                      : field->keys == SCHEMA_TEXT   ? "name"
                                                     : "reference";
    g_string_append_printf(out, "by %s: ", key);
    put_type(keys, out, field->of, below);
}

static void put_either(struct keys *keys, GString *out, const struct schema_field *field,
                       const char *path)
{
    for (const struct schema_field *row = field->of; row->name; row++) {
        g_string_append(out, row == field->of ? "" : ", or ");
        put_type(keys, out, row, path);
    }
}

static void put_type(struct keys *keys, GString *out, const struct schema_field *field,
                     const char *path)
{
    switch (field->type) {
    case SCHEMA_CHOICE:
        put_choices(out, strchr(field->choices, '|') ? "one of " : "", field->choices, "");
        break;
    case SCHEMA_CHANNEL:
        put_choices(out, "one of ", field->choices, ", or a word of your own");
        break;
    case SCHEMA_REFERENCE:
        put_choices(out, "KIND:ID, the kind one of ", field->choices, "");
        break;
    case SCHEMA_MAP:
        g_string_append_printf(out, "a map, see %s", place_of(keys, field, path));
        break;
    case SCHEMA_LIST:
        put_items(keys, out, field->of, path);
        break;
    case SCHEMA_DICTIONARY:
        put_entries(keys, out, field, path);
        break;
    case SCHEMA_EITHER:
        put_either(keys, out, field, path);
        break;
    default:
        g_string_append(out, words_of(field->type, FALSE));
    }
    if (field->type == SCHEMA_INTEGER && field->max) {
        g_string_append_printf(out, " from %u to %u", field->min, field->max);
    }
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void put_key(struct keys *keys, const struct schema_field *field, const char *path)
{
    g_autoptr(GString) takes = g_string_new(NULL);
    put_type(keys, takes, field, path);
    g_string_append(takes, field->flags & SCHEMA_REQUIRED ? "; required" : "");
    if (field->fallback) {
        g_string_append_printf(takes, "; default %s", field->fallback);
    }
    roff_tag(keys->out, field->name, takes->str);
    roff_text(keys->out, field->help ? field->help : "");
    g_string_append(keys->out,
                    field->flags & SCHEMA_NOT_YET ? " Not available in this version.\n" : "\n");
}

static void put_rule_of_keys(GString *out, const struct schema_field *map)
{
    if (map->one_of) {
        const char *how = map->flags & SCHEMA_SEVERAL    ? "At least one of "
                          : map->flags & SCHEMA_MAY_LACK ? "At most one of "
                                                         : "Exactly one of ";
        g_autoptr(GString) text = g_string_new(NULL);
        put_choices(text, how, map->one_of, " stands there.\n");
        roff_text(out, text->str);
    }
}

static void put_map(struct keys *keys, const char *path, const struct schema_field *map)
{
    for (const struct schema_field *row = map->of; row->name; row++) {
        g_autofree char *below =
            *path ? g_strconcat(path, ".", row->name, NULL) : g_strdup(row->name);
        put_key(keys, row, below);
    }
}

void manual_keys(GString *out, const struct schema_field *file)
{
    struct keys keys = {out, g_array_new(FALSE, FALSE, sizeof(struct map))};
    g_array_set_clear_func(keys.maps, clear_map);
    put_rule_of_keys(out, file);
    put_map(&keys, "", file);
    for (guint i = 0; i < keys.maps->len; i++) {
        g_autofree char *path = g_strdup(g_array_index(keys.maps, struct map, i).path);
        const struct schema_field *field = g_array_index(keys.maps, struct map, i).field;
        g_string_append_printf(out, ".SS \"%s\"\n", path);
        put_rule_of_keys(out, field);
        put_map(&keys, path, field);
    }
    g_array_unref(keys.maps);
}

/* ---- plugins --------------------------------------------------------------------------------- */

void manual_plugins(GString *out, const struct catalog *catalog, unsigned kind)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->kind != kind || plugin->error) {
            continue;
        }
        struct keys keys = {out, NULL};
        g_autoptr(GArray) fields = schema_fields_of(plugin);
        const struct schema_field map = {
            .name = plugin->name,
            .type = SCHEMA_MAP,
            .of = (const struct schema_field *)(void *)fields->data,
        };
        g_string_append_printf(out, ".SS \"%s\"\n", plugin->name);
        roff_text(out, plugin->summary);
        g_string_append_c(out, '\n');
        put_map(&keys, "", &map);
    }
}
