/* SPDX-License-Identifier: MIT
 *
 * The table of presets; own mappings to JSON and back.
 */
#include "plugins/common/feed_map.h"

#include <jansson.h>

#include "plugins/common/suggest_name.h"

#define PATH_SIZE 200u   /* bytes of one path */
#define ALTERNATIVES 16u /* paths of one field */
#define FALLBACK "usual" /* what is not mapped has names that speak for themselves */

const char *const feed_field_names[FEED_FIELDS + 1] = {
    "text", "title", "date", "author", "rating", "url", "id", "language", NULL};

static const struct preset {
    const char *name, *items;
    const char *paths[FEED_FIELDS]; /* alternatives with | between them */
    const char *draft_path, *draft_value;
    gboolean takes_all, may_lack_text;
} presets[] = {
    {.name = FALLBACK,
     .paths = {"text|comment|body|content|message|review|tekst", "title|subject|headline|titel",
               "date|created_at|createdAt|created|published|datum", "author|name|user|auteur|naam",
               "rating|stars|score|cijfer", "url|link|permalink", "id|guid", "language|lang|taal"}},
    /* RSS 2.0, RSS 1.0 with the modules content and Dublin Core; RFC 4287 */
    {.name = "rss",
     .paths = {"content:encoded|description", "title", "pubDate|dc:date", "dc:creator|author", NULL,
               "link", "guid|link", "dc:language"},
     .may_lack_text = TRUE},
    {.name = "atom",
     .paths = {"content|summary", "title", "updated|published", "author.name", NULL, "link", "id",
               "language"},
     .may_lack_text = TRUE},
    /* Freshdesk API v2: solution articles, and canned responses */
    {.name = "freshdesk",
     .paths = {"description|description_text|content_html|content", "title", "updated_at",
               "agent_id", NULL, "url", "id", "language"},
     .draft_path = "status",
     .draft_value = "1",
     .takes_all = TRUE},
    /* Google Business Profile: accounts.locations.reviews */
    {.name = "google",
     .items = "reviews",
     .paths = {"comment", NULL, "createTime", "reviewer.displayName", "starRating", NULL,
               "reviewId|name", NULL}},
    /* Trustpilot's API, and the export of its business pages */
    {.name = "trustpilot",
     .paths = {"text|Review Content", "title|Review Title", "createdAt|Review Created (UTC)",
               "consumer.displayName|Review Username|Review User Name", "stars|Review Stars",
               "url|Review Url", "id|Review Id", "language|Review Language"}},
    /* the Graph API's posts of a page, and media of an Instagram account */
    {.name = "facebook",
     .items = "data",
     .paths = {"message|caption|story", "name", "created_time|timestamp", "from.name|username",
               NULL, "permalink_url|permalink|link", "id", NULL}},
};

static const struct preset *find_preset(struct ts_str name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
        if (ts_is(name, presets[i].name)) {
            return &presets[i];
        }
    }
    return NULL;
}

/* ---- from the plan ---- */

static char *refuse(struct ts_call *call, const struct ts_node *node, const char *why)
{
    g_autofree char *text = g_strdup_printf("map, line %u: %s", node->line, why);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    ts_fail(call, valid);
    return NULL;
}

static char *refuse_name(struct ts_call *call, const struct ts_node *node, struct ts_str name,
                         const char *const *names)
{
    const char *near = suggest_name(name, names);
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    g_autofree char *why = g_strdup_printf(
        "there is no \"%.*s\"%s%s%s (there are: %s)", (int)MIN(name.len, 60u), name.ptr,
        near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : "", all);
    return refuse(call, node, why);
}

static char *write_preset(struct ts_call *call, const struct ts_node *node)
{
    const char *names[G_N_ELEMENTS(presets) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(presets); i++) {
        names[i] = presets[i].name;
    }
    const struct preset *preset = find_preset(node->text);
    return preset ? g_strdup_printf("\"%s\"", preset->name)
                  : refuse_name(call, node, node->text, names);
}

static gboolean is_path(const struct ts_node *node)
{
    return node->kind == TS_NODE_TEXT && node->text.len > 0 && node->text.len <= PATH_SIZE;
}

/* A path, or a list of them, as JSON; NULL if it is neither. */
static json_t *paths_to_json(const struct ts_node *node)
{
    if (is_path(node)) {
        return json_pack("[s%]", node->text.ptr, node->text.len);
    }
    gboolean is_list = node->kind == TS_NODE_LIST && node->children.count > 0 &&
                       node->children.count <= ALTERNATIVES;
    json_t *list = is_list ? json_array() : NULL;
    for (uint32_t i = 0; list && i < node->children.count; i++) {
        const struct ts_node *path = ts_item(node->children, i);
        if (!is_path(path)) {
            json_decref(list);
            return NULL;
        }
        json_array_append_new(list, json_stringn(path->text.ptr, path->text.len));
    }
    return list;
}

static char *write_own(struct ts_call *call, const struct ts_node *node)
{
    const char *names[FEED_FIELDS + 2] = {NULL};
    json_t *map = json_object();
    char *text = NULL;
    memcpy(names, feed_field_names, FEED_FIELDS * sizeof names[0]);
    names[FEED_FIELDS] = "items";
    for (uint32_t i = 0; i < node->children.count; i++) {
        const struct ts_node *member = ts_item(node->children, i);
        g_autofree char *key = g_strndup(member->key.ptr, member->key.len);
        json_t *paths = paths_to_json(member);
        if (!g_strv_contains(names, key)) {
            json_decref(paths);
            json_decref(map);
            return refuse_name(call, member, member->key, names);
        }
        if (!paths) {
            json_decref(map);
            return refuse(call, member, "a field's name, or a list of them, must stand here");
        }
        json_object_set_new(map, key, paths);
    }
    if (json_object_get(map, "text")) {
        char *dumped = json_dumps(map, JSON_COMPACT | JSON_SORT_KEYS);
        text = g_strdup(dumped);
        free(dumped);
    } else {
        refuse(call, node, "it must say which field holds the text: {text: NAME}");
    }
    json_decref(map);
    return text;
}

char *feed_map_write(struct ts_call *call, const struct ts_node *node)
{
    if (!node || node->kind == TS_NODE_NULL) {
        return g_strdup("\"" FALLBACK "\"");
    }
    if (node->kind == TS_NODE_TEXT) {
        return write_preset(call, node);
    }
    return node->kind == TS_NODE_MAP
               ? write_own(call, node)
               : refuse(call, node, "a preset's name or a mapping must stand here");
}

/* ---- in the reader ---- */

static void take_preset(const struct preset *preset, struct feed_map *map)
{
    map->preset = g_strdup(preset->name);
    map->takes_all = preset->takes_all;
    map->may_lack_text = preset->may_lack_text;
    map->items = g_strdup(preset->items);
    map->draft_path = g_strdup(preset->draft_path);
    map->draft_value = g_strdup(preset->draft_value);
    for (size_t i = 0; i < FEED_FIELDS; i++) {
        map->paths[i] = preset->paths[i] ? g_strsplit(preset->paths[i], "|", -1) : NULL;
    }
}

void feed_map_preset(const char *name, struct feed_map *map_r)
{
    *map_r = (struct feed_map){0};
    take_preset(find_preset(ts_text(name)), map_r);
}

static char **strings_of(const json_t *list)
{
    GPtrArray *strings = g_ptr_array_new();
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (text) {
            g_ptr_array_add(strings, g_strdup(text));
        }
    }
    g_ptr_array_add(strings, NULL);
    return (char **)g_ptr_array_free(strings, FALSE);
}

static void take_own(const json_t *own, struct feed_map *map)
{
    map->is_own = TRUE;
    map->items = g_strdup(json_string_value(json_array_get(json_object_get(own, "items"), 0)));
    for (size_t i = 0; i < FEED_FIELDS; i++) {
        const json_t *list = json_object_get(own, feed_field_names[i]);
        map->paths[i] = list ? strings_of(list) : NULL;
    }
}

int feed_map_read(struct ts_str json, struct feed_map *map_r)
{
    json_t *value =
        json.len ? json_loadb(json.ptr, json.len, JSON_DECODE_ANY, NULL) : json_string(FALLBACK);
    const char *name = json_string_value(value);
    const struct preset *preset = name ? find_preset(ts_text(name)) : NULL;
    *map_r = (struct feed_map){0};
    if (preset) {
        take_preset(preset, map_r);
    } else if (json_is_object(value)) {
        take_own(value, map_r);
    }
    json_decref(value);
    return preset || map_r->is_own ? 0 : -1;
}

void feed_map_clear(struct feed_map *map)
{
    g_free(map->preset);
    g_free(map->items);
    g_free(map->draft_path);
    g_free(map->draft_value);
    for (size_t i = 0; i < FEED_FIELDS; i++) {
        g_strfreev(map->paths[i]);
    }
    *map = (struct feed_map){0};
}
