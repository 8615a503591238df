/* SPDX-License-Identifier: MIT
 *
 * The tables of the two files, and those of the plugins, as JSON Schema draft-07: editors complete
 * and check by it what schema.c judges.
 */
#include <jansson.h>

#include "core/config/plan.h"
#include "core/config/schema.h"

static json_t *schema_of(const struct schema_field *field, const struct catalog *catalog);

/* ---- scalars --------------------------------------------------------------------------------- */

/* Types as YAML gives them: what touchstone reads as text may look like a number to an editor. */
static const struct {
    enum schema_type type;
    const char *json;
} scalars[] = {
    {SCHEMA_TEXT, "{\"type\": [\"string\", \"number\", \"boolean\"]}"},
    {SCHEMA_INTEGER, "{\"type\": \"integer\", \"minimum\": 0}"},
    {SCHEMA_BOOLEAN, "{\"type\": \"boolean\"}"},
    {SCHEMA_DURATION, "{\"type\": \"string\", \"pattern\": \"^[0-9]+ ?(ms|s|m|h)$\"}"},
    {SCHEMA_RATE, "{\"type\": \"string\", \"pattern\": \"^[0-9]+ ?/(s|m)$\"}"},
    {SCHEMA_SIZE, "{\"type\": \"string\", \"pattern\": \"^[0-9]+ ?(B|KB|MB|GB)$\"}"},
    {SCHEMA_PATH, "{\"type\": \"string\", \"minLength\": 1}"},
    {SCHEMA_VERSION, "{\"const\": 1}"},
    {SCHEMA_PERCENT, "{\"type\": \"string\", \"pattern\": \"^(100|[0-9]{1,2})%$\"}"},
    {SCHEMA_DATE, "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}"},
    {SCHEMA_ID, "{\"type\": [\"string\", \"integer\"], "
                "\"pattern\": \"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$\"}"},
    {SCHEMA_PACK,
     "{\"type\": \"string\", \"pattern\": \"^[a-z0-9_-]{1,64}(/[a-z0-9_-]{1,64})?$\"}"},
    {SCHEMA_LANGUAGE, "{\"type\": \"string\", \"pattern\": \"^[a-z]{2,3}(-[A-Za-z0-9-]+)?$\"}"},
    {SCHEMA_COUNTRY, "{\"type\": \"string\", \"pattern\": \"^[A-Z]{2}$\"}"},
    {SCHEMA_PATTERN, "{\"type\": \"string\", \"minLength\": 1}"},
    {SCHEMA_TIMEZONE, "{\"type\": \"string\", \"minLength\": 1}"},
    {SCHEMA_TREE, "{}"},
};

static json_t *names_of(const char *choices)
{
    json_t *names = json_array();
    g_auto(GStrv) list = g_strsplit(choices, "|", -1);
    for (char **name = list; *name; name++) {
        json_array_append_new(names, json_string(*name));
    }
    return names;
}

static json_t *scalar_schema(const struct schema_field *field)
{
    for (gsize i = 0; i < G_N_ELEMENTS(scalars); i++) {
        if (scalars[i].type == field->type) {
            return json_loads(scalars[i].json, 0, NULL);
        }
    }
    if (field->type == SCHEMA_REFERENCE) {
        g_autofree char *pattern = g_strdup_printf("^(%s):.+$", field->choices);
        return json_pack("{s:s, s:s}", "type", "string", "pattern", pattern);
    }
    if (field->type == SCHEMA_CHANNEL) {
        return json_pack("{s:s, s:s, s:o}", "type", "string", "pattern",
                         "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "examples", names_of(field->choices));
    }
    return json_pack("{s:o}", "enum", names_of(field->choices));
}

static void bound(json_t *schema, const struct schema_field *field)
{
    if (field->type == SCHEMA_INTEGER && field->min) {
        json_object_set_new(schema, "minimum", json_integer(field->min));
    }
    if (field->type == SCHEMA_INTEGER && field->max) {
        json_object_set_new(schema, "maximum", json_integer(field->max));
    }
}

/* ---- collections ----------------------------------------------------------------------------- */

static gboolean is_map(const struct schema_field *field)
{
    return field->type == SCHEMA_MAP || field->type == SCHEMA_EITHER;
}

/* A list; or, as everywhere, one item of it without brackets: told of short items only, since an
 * editor completes better without alternatives. */
static json_t *list_schema(const struct schema_field *field, const struct catalog *catalog)
{
    static const struct schema_field text = {.name = "text", .type = SCHEMA_TEXT};
    const struct schema_field *item = field->of ? field->of : &text;
    json_t *list = json_pack("{s:s, s:o}", "type", "array", "items", schema_of(item, catalog));
    if (field->flags & SCHEMA_FILLED) {
        json_object_set_new(list, "minItems", json_integer(1));
    }
    return is_map(item) ? list : json_pack("{s:[o, o]}", "anyOf", list, schema_of(item, catalog));
}

static void require_one_of(json_t *schema, const struct schema_field *field)
{
    json_t *alternatives = json_array();
    g_auto(GStrv) list = g_strsplit(field->one_of, "|", -1);
    for (char **name = list; *name; name++) {
        json_array_append_new(alternatives, json_pack("{s:[s]}", "required", *name));
    }
    if (field->flags & SCHEMA_MAY_LACK) {
        json_t *none = json_pack("{s:{s:O}}", "not", "anyOf", alternatives);
        json_t *copy = json_deep_copy(none);
        json_array_append_new(alternatives, copy);
        json_decref(none);
    }
    const char *how = field->flags & SCHEMA_SEVERAL ? "anyOf" : "oneOf";
    json_object_set_new(schema, how, alternatives);
}

static json_t *map_schema(const struct schema_field *field, const struct catalog *catalog)
{
    json_t *properties = json_object(), *required = json_array();
    for (const struct schema_field *row = field->of; row->name; row++) {
        json_object_set_new(properties, row->name, schema_of(row, catalog));
        if (row->flags & SCHEMA_REQUIRED) {
            json_array_append_new(required, json_string(row->name));
        }
    }
    json_t *schema = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                               "additionalProperties", 0);
    if (json_array_size(required) > 0) {
        json_object_set(schema, "required", required);
    }
    json_decref(required);
    if (field->one_of) {
        require_one_of(schema, field);
    }
    return schema;
}

static json_t *dictionary_schema(const struct schema_field *field, const struct catalog *catalog)
{
    struct schema_field key = {.type = field->keys, .choices = field->choices};
    json_t *names = scalar_schema(&key);
    json_object_del(names, "type"); /* a name is always text */
    json_t *map = json_pack("{s:s, s:o, s:o}", "type", "object", "propertyNames", names,
                            "additionalProperties", schema_of(field->of, catalog));
    if (field->flags & SCHEMA_FILLED) {
        json_object_set_new(map, "minProperties", json_integer(1));
    }
    if (!(field->flags & SCHEMA_BY_LANGUAGE)) {
        return map;
    }
    struct schema_field bare = *field->of;
    if (bare.type == SCHEMA_EITHER) {
        bare = bare.of[0];
    }
    return json_pack("{s:[o, o]}", "anyOf", map, schema_of(&bare, catalog));
}

static json_t *either_schema(const struct schema_field *field, const struct catalog *catalog)
{
    json_t *alternatives = json_array();
    for (const struct schema_field *row = field->of; row->name; row++) {
        json_array_append_new(alternatives, schema_of(row, catalog));
    }
    return json_pack("{s:o}", "anyOf", alternatives);
}

/* ---- plugins --------------------------------------------------------------------------------- */

static json_t *plugin_schema(const struct catalog_plugin *plugin)
{
    g_autoptr(GArray) fields = schema_fields_of(plugin);
    struct schema_field map = {
        .name = plugin->name,
        .type = SCHEMA_MAP,
        .of = (const struct schema_field *)fields->data,
        .help = plugin->summary,
    };
    return schema_of(&map, NULL);
}

static json_t *check_schema(json_t *options)
{
    /* To YAML 1.1, which some editors speak, off is false. */
    return json_pack("{s:[o, {s:[s, s, b, b]}]}", "anyOf", options, "enum", "on", "off", 1, 0);
}

static json_t *plugins_schema(const struct schema_field *field, const struct catalog *catalog)
{
    unsigned kind = field->type == SCHEMA_SOURCE ? TS_SOURCE : TS_CHECK;
    json_t *properties = json_object();
    for (guint i = 0; catalog && i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->kind == kind && !plugin->error) {
            json_t *options = plugin_schema(plugin);
            json_object_set_new(properties, plugin->name,
                                kind == TS_CHECK ? check_schema(options) : options);
        }
    }
    for (const char *const *name = schema_later_plugins(kind); *name; name++) {
        if (!json_object_get(properties, *name)) {
            json_object_set_new(
                properties, *name,
                json_pack("{s:s}", "description", "Not available in this version."));
        }
    }
    json_t *schema = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                               "additionalProperties", 0);
    if (kind == TS_SOURCE) {
        json_object_set_new(schema, "minProperties", json_integer(1));
        json_object_set_new(schema, "maxProperties", json_integer(1));
    }
    return schema;
}

/* ---- all ------------------------------------------------------------------------------------- */

static json_t *bare_schema(const struct schema_field *field, const struct catalog *catalog)
{
    switch (field->type) {
    case SCHEMA_LIST:
        return list_schema(field, catalog);
    case SCHEMA_MAP:
        return map_schema(field, catalog);
    case SCHEMA_DICTIONARY:
        return dictionary_schema(field, catalog);
    case SCHEMA_EITHER:
        return either_schema(field, catalog);
    case SCHEMA_SOURCE:
    case SCHEMA_CHECKS:
        return plugins_schema(field, catalog);
    default:
        return scalar_schema(field);
    }
}

/* The tables are finite trees, so this ends. */
static json_t *schema_of(const struct schema_field *field, const struct catalog *catalog)
{
    json_t *schema = bare_schema(field, catalog);
    bound(schema, field);
    if (field->help) {
        const char *later =
            field->flags & SCHEMA_NOT_YET ? " (Not available in this version.)" : "";
        g_autofree char *text = g_strconcat(field->help, later, NULL);
        json_object_set_new(schema, "description", json_string(text));
    }
    if (field->fallback && field->type != SCHEMA_LIST && field->type != SCHEMA_TREE) {
        gboolean is_number = field->type == SCHEMA_INTEGER;
        gboolean is_truth = field->type == SCHEMA_BOOLEAN;
        json_object_set_new(
            schema, "default",
            is_number  ? json_integer((json_int_t)g_ascii_strtoll(field->fallback, NULL, 10))
            : is_truth ? json_boolean(strcmp(field->fallback, "true") == 0)
                       : json_string(field->fallback));
    }
    return schema;
}

char *schema_json(const struct schema_field *field, const struct catalog *catalog)
{
    json_t *schema = json_object();
    json_t *body = schema_of(field, catalog);
    json_object_set_new(schema, "$schema", json_string("http://json-schema.org/draft-07/schema#"));
    json_object_set_new(schema, "title", json_string(field->name));
    json_object_update(schema, body);
    json_decref(body);
    char *dumped = json_dumps(schema, JSON_INDENT(2));
    json_decref(schema);
    char *text = g_strconcat(dumped, "\n", NULL);
    free(dumped);
    return text;
}

char *plan_json_schema(const char *which, const struct catalog *catalog)
{
    const struct schema_field *field = strcmp(which, "touchstone") == 0 ? &schema_plan
                                       : strcmp(which, "brand") == 0    ? &schema_brand
                                       : strcmp(which, "pack") == 0     ? &schema_pack
                                       : strcmp(which, "accept") == 0   ? &schema_accept
                                                                        : NULL;
    return field ? schema_json(field, catalog) : NULL;
}
