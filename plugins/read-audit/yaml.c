/* SPDX-License-Identifier: MIT
 *
 * libyaml's events to nodes. What could make a small file large, or one key mean two things, is
 * refused.
 */
#include "plugins/read-audit/yaml.h"

#include <glib.h>
#include <string.h>
#include <yaml.h>

/* A list or map at work. */
struct level {
    struct ts_node node;
    GArray *children; /* struct ts_node */
    struct ts_str key;
    yaml_mark_t key_mark;
    gboolean has_key;
};

struct form_parse {
    struct ts_call *call;
    yaml_parser_t parser;
    GArray *levels; /* struct level */
    struct ts_node *root;
    guint nodes, documents;
};

G_GNUC_PRINTF(3, 4)
static int refuse(struct form_parse *parse, yaml_mark_t mark, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *why =
        g_strdup_printf("line %zu, column %zu: %s", mark.line + 1, mark.column + 1, text);
    g_autofree char *valid = g_utf8_make_valid(why, -1);
    return ts_fail(parse->call, valid);
}

static void clear_level(gpointer data)
{
    g_clear_pointer(&((struct level *)data)->children, g_array_unref);
}

static struct level *top(struct form_parse *parse)
{
    return parse->levels->len ? &g_array_index(parse->levels, struct level, parse->levels->len - 1)
                              : NULL;
}

static struct ts_str keep(struct form_parse *parse, const void *text, size_t size)
{
    char *own = parse->call->host->alloc(parse->call, size + 1);
    memcpy(own, text, size);
    return ts_bytes(own, size);
}

/* ---- building ---- */

static void attach(struct form_parse *parse, struct ts_node node)
{
    struct level *level = top(parse);
    if (!level) {
        parse->root = parse->call->host->alloc(parse->call, sizeof *parse->root);
        *parse->root = node;
        return;
    }
    node.key = level->has_key ? level->key : ts_text(NULL);
    if (level->has_key && node.kind == TS_NODE_NULL) {
        node.line = (uint32_t)level->key_mark.line + 1;
        node.column = (uint32_t)level->key_mark.column + 1;
    }
    level->has_key = FALSE;
    g_array_append_val(level->children, node);
}

static int take_key(struct form_parse *parse, struct level *level, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    struct ts_str key = ts_bytes(text, event->data.scalar.length);
    for (guint i = 0; i < level->children->len; i++) {
        const struct ts_node *other = &g_array_index(level->children, struct ts_node, i);
        if (ts_equal(other->key, key)) {
            return refuse(parse, event->start_mark,
                          "\"%.60s\" stands here twice (first on line %u)", text, other->line);
        }
    }
    if (level->children->len >= 100) {
        return refuse(parse, event->start_mark, "more than 100 keys in one map");
    }
    level->key = keep(parse, key.ptr, key.len);
    level->key_mark = event->start_mark;
    level->has_key = TRUE;
    return 0;
}

static gboolean is_null(const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
           (!*text || g_str_equal(text, "~") || g_str_equal(text, "null"));
}

static struct ts_node node_at(uint32_t kind, yaml_mark_t mark)
{
    struct ts_node node = {
        .kind = kind, .line = (uint32_t)mark.line + 1, .column = (uint32_t)mark.column + 1};
    return node;
}

static int take_scalar(struct form_parse *parse, const yaml_event_t *event)
{
    struct level *level = top(parse);
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    if (memchr(text, '\0', size)) {
        return refuse(parse, event->start_mark, "a NUL character stands in this text");
    }
    if (level && level->node.kind == TS_NODE_MAP && !level->has_key) {
        return take_key(parse, level, event);
    }
    struct ts_node node = node_at(is_null(event) ? TS_NODE_NULL : TS_NODE_TEXT, event->start_mark);
    if (node.kind == TS_NODE_TEXT) {
        node.text = keep(parse, text, size);
    }
    attach(parse, node);
    return 0;
}

static int take_begin(struct form_parse *parse, const yaml_event_t *event, uint32_t kind)
{
    const struct level *above = top(parse);
    if (above && above->node.kind == TS_NODE_MAP && !above->has_key) {
        return refuse(parse, event->start_mark, "a key must be text");
    }
    if (parse->levels->len >= YAML_DEPTH) {
        return refuse(parse, event->start_mark, "nested deeper than a form can be");
    }
    struct level level = {.node = node_at(kind, event->start_mark)};
    level.children = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_array_append_val(parse->levels, level);
    return 0;
}

static void take_end(struct form_parse *parse)
{
    struct level *level = top(parse);
    struct ts_node node = level->node;
    size_t size = level->children->len * sizeof node;
    if (size) {
        node.children.items = keep(parse, level->children->data, size).ptr;
    }
    node.children.count = level->children->len;
    node.children.stride = sizeof node;
    g_array_set_size(parse->levels, parse->levels->len - 1);
    attach(parse, node);
}

/* ---- events ---- */

static gboolean has_extras(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return TRUE;
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor || event->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor || event->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor || event->data.mapping_start.tag;
    default:
        return FALSE;
    }
}

static int take_event(struct form_parse *parse, const yaml_event_t *event)
{
    if (has_extras(event)) {
        return refuse(parse, event->start_mark,
                      "\"&\", \"*\" and \"!\" mean something to YAML: put the text in quotes");
    }
    if (++parse->nodes > YAML_NODES * 2) {
        return refuse(parse, event->start_mark, "more than %u values", YAML_NODES);
    }
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return parse->documents++ ? refuse(parse, event->start_mark, "a second form begins here")
                                  : 0;
    case YAML_SCALAR_EVENT:
        return take_scalar(parse, event);
    case YAML_SEQUENCE_START_EVENT:
        return take_begin(parse, event, TS_NODE_LIST);
    case YAML_MAPPING_START_EVENT:
        return take_begin(parse, event, TS_NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        take_end(parse);
        return 0;
    default:
        return 0;
    }
}

static int refuse_syntax(struct form_parse *parse)
{
    const yaml_parser_t *parser = &parse->parser;
    gboolean has_mark = parser->error == YAML_SCANNER_ERROR || parser->error == YAML_PARSER_ERROR;
    return refuse(parse, has_mark ? parser->problem_mark : parser->mark, "%s%s",
                  parser->problem ? parser->problem : "is not YAML",
                  parser->error == YAML_SCANNER_ERROR
                      ? " (is a quote or a space behind \":\" missing?)"
                      : "");
}

static int take_events(struct form_parse *parse)
{
    for (;;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parse->parser, &event)) {
            return refuse_syntax(parse);
        }
        gboolean is_end = event.type == YAML_STREAM_END_EVENT;
        int status = take_event(parse, &event);
        yaml_event_delete(&event);
        if (status != 0 || is_end) {
            return status;
        }
    }
}

static guint count_directives(struct ts_str text)
{
    guint count = 0;
    for (size_t i = 0; i < text.len; i++) {
        count += text.ptr[i] == '%' && (i == 0 || text.ptr[i - 1] == '\n');
    }
    return count;
}

const struct ts_node *yaml_read(struct ts_call *call, struct ts_str text)
{
    struct form_parse parse = {.call = call};
    if (text.len > YAML_SIZE || count_directives(text) > YAML_DIRECTIVES) {
        ts_fail(call, text.len > YAML_SIZE ? "is larger than the 1 MB of a form" : "is no form");
        return NULL;
    }
    if (!yaml_parser_initialize(&parse.parser)) {
        ts_fail(call, "too little memory");
        return NULL;
    }
    parse.levels = g_array_new(FALSE, TRUE, sizeof(struct level));
    g_array_set_clear_func(parse.levels, clear_level);
    yaml_parser_set_encoding(&parse.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parse.parser, (const unsigned char *)text.ptr, text.len);
    int status = take_events(&parse);
    yaml_parser_delete(&parse.parser);
    g_array_unref(parse.levels);
    if (status == 0 && !parse.root) {
        ts_fail(call, "is empty");
    }
    return status == 0 ? parse.root : NULL;
}
