/* SPDX-License-Identifier: MIT
 *
 * YAML text into nodes: libyaml's events, with every cap of limits.h. What YAML offers beyond plain
 * data (merge keys, own tags, several documents, keys that are no text) is refused with its place.
 */
#include "core/config/tree_parse.h"

#include <yaml.h>

#include <glib/gi18n.h>

#include "core/config/file.h"
#include "core/config/tree_syntax.h"
#include "core/limits.h"

/* What an anchor stands for; in use again by an alias, which shares the children. */
struct anchor {
    struct ts_node node;
    guint nodes;      /* it and all below */
    guint height;     /* levels below */
    gboolean is_open; /* its collection has not ended: an alias to it would be endless */
};

/* A list or map being read. */
struct level {
    struct ts_node node;
    GArray *children;  /* struct ts_node */
    GHashTable *keys;  /* char * -> line, of a map */
    struct ts_str key; /* read, its value not yet */
    guint32 key_line, key_column;
    gboolean has_key;
    guint nodes, height;
    struct anchor *anchor; /* or NULL */
};

struct parse {
    struct tree *tree;
    struct problems *problems;
    struct ts_str text;
    yaml_parser_t parser;
    GArray *levels;      /* struct level */
    GHashTable *anchors; /* char * -> struct anchor * */
    guint nodes, aliases, documents;
    gboolean has_root;
};

G_GNUC_PRINTF(3, 4)
static int refuse(struct parse *parse, yaml_mark_t mark, const char *format, ...)
{
    g_autofree char *where =
        g_strdup_printf("%s:%zu:%zu", parse->tree->path, mark.line + 1, mark.column + 1);
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(gettext(format), arguments);
    va_end(arguments);
    problems_error(parse->problems, where, "%s", text);
    return -1;
}

static void clear_level(gpointer data)
{
    struct level *level = data;
    g_clear_pointer(&level->children, g_array_unref);
    g_clear_pointer(&level->keys, g_hash_table_unref);
}

static struct level *top(struct parse *parse)
{
    return parse->levels->len ? &g_array_index(parse->levels, struct level, parse->levels->len - 1)
                              : NULL;
}

static gboolean wants_key(struct parse *parse)
{
    struct level *level = top(parse);
    return level && level->node.kind == TS_NODE_MAP && !level->has_key;
}

/* ---- tags and scalars ------------------------------------------------------------------------ */

static const struct {
    const char *tag;
    guint32 kind;
} known_tags[] = {
    {"!", TS_NODE_TEXT},           {YAML_STR_TAG, TS_NODE_TEXT},
    {YAML_INT_TAG, TS_NODE_TEXT},  {YAML_FLOAT_TAG, TS_NODE_TEXT},
    {YAML_BOOL_TAG, TS_NODE_TEXT}, {YAML_NULL_TAG, TS_NODE_NULL},
    {YAML_SEQ_TAG, TS_NODE_LIST},  {YAML_MAP_TAG, TS_NODE_MAP},
};

static int check_tag(struct parse *parse, const yaml_char_t *tag, guint32 kind, yaml_mark_t mark)
{
    const char *name = (const char *)tag;
    if (!name || !*name) {
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(known_tags); i++) {
        gboolean is_scalar = kind == TS_NODE_TEXT || kind == TS_NODE_NULL;
        gboolean may_be_scalar =
            known_tags[i].kind == TS_NODE_TEXT || known_tags[i].kind == TS_NODE_NULL;
        if (strcmp(name, known_tags[i].tag) == 0 &&
            (known_tags[i].kind == kind || (is_scalar && may_be_scalar) || name[1] == '\0')) {
            return 0;
        }
    }
    g_autofree char *shown = file_printable(name, -1);
    return refuse(parse, mark, N_("the tag \"%s\" is not understood here: leave it out"), shown);
}

static gboolean is_null(const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    const char *tag = (const char *)event->data.scalar.tag;
    if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE) {
        return FALSE;
    }
    if (tag && *tag) {
        return strcmp(tag, YAML_NULL_TAG) == 0;
    }
    return *text == '\0' || strcmp(text, "~") == 0 || strcmp(text, "null") == 0;
}

static int take_key(struct parse *parse, const yaml_event_t *event)
{
    struct level *level = top(parse);
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    gboolean is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    gpointer before = NULL;
    if (is_plain && strcmp(text, "<<") == 0) {
        return refuse(parse, event->start_mark,
                      N_("merging with \"<<\" is not supported: write the keys out"));
    }
    if (len == 0) {
        return refuse(parse, event->start_mark, N_("a key is missing before the \":\""));
    }
    g_autofree char *shown = file_printable(text, (gssize)len);
    if (strlen(text) != len) {
        return refuse(parse, event->start_mark, N_("the key \"%s\" holds a NUL character"), shown);
    }
    if (g_hash_table_lookup_extended(level->keys, text, NULL, &before)) {
        return refuse(parse, event->start_mark,
                      N_("the key \"%s\" stands here twice (first on line %u)"), shown,
                      GPOINTER_TO_UINT(before));
    }
    level->key = tree_copy(parse->tree, ts_bytes(text, len));
    level->has_key = TRUE;
    level->key_line = (guint32)event->start_mark.line + 1;
    level->key_column = (guint32)event->start_mark.column + 1;
    g_hash_table_insert(level->keys, (gpointer)level->key.ptr,
                        GUINT_TO_POINTER((guint)event->start_mark.line + 1));
    return 0;
}

/* ---- building -------------------------------------------------------------------------------- */

static int count_nodes(struct parse *parse, guint count, yaml_mark_t mark)
{
    if (count > LIMIT_CONFIG_NODES - parse->nodes) {
        return refuse(parse, mark,
                      N_("more than %u values, aliases counted each time they are used"),
                      LIMIT_CONFIG_NODES);
    }
    parse->nodes += count;
    return 0;
}

/* Puts a finished node where it belongs; nodes and height count what it holds. */
static void attach(struct parse *parse, struct ts_node node, guint nodes, guint height)
{
    struct level *level = top(parse);
    if (!level) {
        struct ts_node *root = tree_alloc(parse->tree, sizeof *root);
        *root = node;
        parse->tree->root = root;
        parse->has_root = TRUE;
        return;
    }
    if (level->has_key) {
        /* A member of a map is found by its key. */
        node.key = level->key;
        node.line = level->key_line;
        node.column = level->key_column;
    }
    level->key = ts_text(NULL);
    level->has_key = FALSE;
    level->nodes += nodes;
    level->height = MAX(level->height, height + 1);
    g_array_append_val(level->children, node);
}

static struct anchor *set_anchor(struct parse *parse, const yaml_char_t *name)
{
    if (!name) {
        return NULL;
    }
    struct anchor *anchor = tree_alloc(parse->tree, sizeof *anchor);
    g_hash_table_replace(parse->anchors, g_strdup((const char *)name), anchor);
    return anchor;
}

static struct ts_node node_at(guint32 kind, yaml_mark_t mark)
{
    struct ts_node node = {
        .kind = kind, .line = (guint32)mark.line + 1, .column = (guint32)mark.column + 1};
    return node;
}

static int take_scalar(struct parse *parse, const yaml_event_t *event)
{
    struct ts_node node = node_at(is_null(event) ? TS_NODE_NULL : TS_NODE_TEXT, event->start_mark);
    const char *text = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    if (check_tag(parse, event->data.scalar.tag, node.kind, event->start_mark) != 0 ||
        count_nodes(parse, 1, event->start_mark) != 0) {
        return -1;
    }
    if (memchr(text, '\0', len)) {
        return refuse(parse, event->start_mark,
                      N_("this text holds a NUL character: leave it out"));
    }
    gboolean is_key = wants_key(parse);
    if (is_key && take_key(parse, event) != 0) {
        return -1;
    }
    if (node.kind == TS_NODE_TEXT) {
        node.text = is_key ? top(parse)->key : tree_copy(parse->tree, ts_bytes(text, len));
    }
    struct anchor *anchor = set_anchor(parse, event->data.scalar.anchor);
    if (anchor) {
        anchor->node = node;
        anchor->nodes = 1;
    }
    if (!is_key) {
        attach(parse, node, 1, 0);
    }
    return 0;
}

static int take_begin(struct parse *parse, const yaml_event_t *event, guint32 kind)
{
    gboolean is_map = kind == TS_NODE_MAP;
    const yaml_char_t *tag =
        is_map ? event->data.mapping_start.tag : event->data.sequence_start.tag;
    const yaml_char_t *name =
        is_map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;
    if (wants_key(parse)) {
        return refuse(parse, event->start_mark, N_("a key must be text, not a %s"),
                      is_map ? "map" : "list");
    }
    if (parse->levels->len >= LIMIT_CONFIG_DEPTH) {
        return refuse(parse, event->start_mark, N_("nested deeper than %u levels"),
                      LIMIT_CONFIG_DEPTH);
    }
    if (check_tag(parse, tag, kind, event->start_mark) != 0 ||
        count_nodes(parse, 1, event->start_mark) != 0) {
        return -1;
    }
    struct level level = {.node = node_at(kind, event->start_mark), .nodes = 1};
    level.children = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    level.keys = is_map ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;
    level.anchor = set_anchor(parse, name);
    if (level.anchor) {
        level.anchor->is_open = TRUE;
    }
    g_array_append_val(parse->levels, level);
    return 0;
}

static int take_end(struct parse *parse)
{
    struct level *level = top(parse);
    struct ts_node node = level->node;
    guint nodes = level->nodes, height = level->height;
    size_t size = level->children->len * sizeof(struct ts_node);
    if (size) {
        void *items = tree_alloc(parse->tree, size);
        memcpy(items, level->children->data, size);
        node.children.items = items;
    }
    node.children.count = level->children->len;
    node.children.stride = sizeof(struct ts_node);
    if (level->anchor) {
        *level->anchor = (struct anchor){.node = node, .nodes = nodes, .height = height};
    }
    g_array_set_size(parse->levels, parse->levels->len - 1);
    attach(parse, node, nodes, height);
    return 0;
}

static int take_alias(struct parse *parse, const yaml_event_t *event)
{
    const char *name = (const char *)event->data.alias.anchor;
    const struct anchor *anchor = g_hash_table_lookup(parse->anchors, name);
    g_autofree char *shown = file_printable(name, -1);
    if (wants_key(parse)) {
        return refuse(parse, event->start_mark, N_("a key must be text, not the alias \"*%s\""),
                      shown);
    }
    if (!anchor) {
        return refuse(parse, event->start_mark,
                      N_("\"*%s\" stands for nothing: no \"&%s\" before it"), shown, shown);
    }
    if (anchor->is_open) {
        return refuse(parse, event->start_mark, N_("\"*%s\" stands inside its own \"&%s\""), shown,
                      shown);
    }
    if (++parse->aliases > LIMIT_CONFIG_ALIASES) {
        return refuse(parse, event->start_mark, N_("more than %u aliases"), LIMIT_CONFIG_ALIASES);
    }
    if (parse->levels->len + anchor->height + 1 > LIMIT_CONFIG_DEPTH) {
        return refuse(parse, event->start_mark, N_("nested deeper than %u levels"),
                      LIMIT_CONFIG_DEPTH);
    }
    if (count_nodes(parse, anchor->nodes, event->start_mark) != 0) {
        return -1;
    }
    struct ts_node node = anchor->node;
    node.line = (guint32)event->start_mark.line + 1;
    node.column = (guint32)event->start_mark.column + 1;
    attach(parse, node, anchor->nodes, anchor->height);
    return 0;
}

/* ---- events ---------------------------------------------------------------------------------- */

static int take_event(struct parse *parse, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (parse->documents++ > 0) {
            return refuse(parse, event->start_mark,
                          N_("a second document begins here: one file holds one"));
        }
        return 0;
    case YAML_SCALAR_EVENT:
        return take_scalar(parse, event);
    case YAML_ALIAS_EVENT:
        return take_alias(parse, event);
    case YAML_SEQUENCE_START_EVENT:
        return take_begin(parse, event, TS_NODE_LIST);
    case YAML_MAPPING_START_EVENT:
        return take_begin(parse, event, TS_NODE_MAP);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return take_end(parse);
    default:
        return 0;
    }
}

static int refuse_syntax(struct parse *parse)
{
    const yaml_parser_t *parser = &parse->parser;
    gboolean has_mark = parser->error == YAML_SCANNER_ERROR || parser->error == YAML_PARSER_ERROR;
    g_autofree char *text = tree_syntax_error(parser, parse->text);
    return refuse(parse, has_mark ? parser->problem_mark : parser->mark, "%s", text);
}

static int take_events(struct parse *parse)
{
    for (;;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parse->parser, &event)) {
            return refuse_syntax(parse);
        }
        gboolean is_end = event.type == YAML_STREAM_END_EVENT;
        int status = take_event(parse, &event);
        yaml_event_delete(&event);
        if (status != 0) {
            return -1;
        }
        if (is_end) {
            return 0;
        }
    }
}

/* Line and column of the first byte that is not allowed. */
static yaml_mark_t mark_of(struct ts_str text, const char *end)
{
    yaml_mark_t mark = {.index = (size_t)(end - text.ptr)};
    for (const char *at = text.ptr; at < end; at++) {
        if (*at == '\n') {
            mark.line++;
            mark.column = 0;
        } else if (((unsigned char)*at & 0xC0) != 0x80) {
            mark.column++;
        }
    }
    return mark;
}

/* libyaml compares each directive with all before it; no file of ours needs one. */
static int check_directives(struct parse *parse)
{
    guint count = 0;
    const char *end = parse->text.ptr + parse->text.len;
    for (const char *at = parse->text.ptr; at < end; at++) {
        if (*at == '%' && (at == parse->text.ptr || at[-1] == '\n' || at[-1] == '\r') &&
            ++count > LIMIT_CONFIG_DIRECTIVES) {
            return refuse(parse, mark_of(parse->text, at),
                          N_("more than %u lines begin with \"%%\": leave the directives out"),
                          LIMIT_CONFIG_DIRECTIVES);
        }
    }
    return 0;
}

static int check_bytes(struct parse *parse)
{
    const char *end = NULL;
    if (parse->text.len > LIMIT_CONFIG_SIZE) {
        problems_error(parse->problems, parse->tree->path, "is larger than %u MB",
                       LIMIT_CONFIG_SIZE >> 20);
        return -1;
    }
    if (g_utf8_validate_len(parse->text.ptr, parse->text.len, &end)) {
        return 0;
    }
    yaml_mark_t mark = mark_of(parse->text, end);
    if (*end == '\0') {
        return refuse(parse, mark, N_("a NUL byte: this is not a text file"));
    }
    return refuse(parse, mark, N_("byte 0x%02X is not UTF-8: save the file as UTF-8"),
                  (unsigned char)*end);
}

/* Some editors begin a file with U+FEFF, which the parser takes for content. */
static void skip_mark(struct parse *parse)
{
    if (parse->text.len >= 3 && memcmp(parse->text.ptr, "\xef\xbb\xbf", 3) == 0) {
        parse->text = ts_bytes(parse->text.ptr + 3, parse->text.len - 3);
    }
}

static int parse_text(struct parse *parse)
{
    skip_mark(parse);
    if (check_bytes(parse) != 0 || check_directives(parse) != 0) {
        return -1;
    }
    if (!yaml_parser_initialize(&parse->parser)) {
        problems_error(parse->problems, parse->tree->path, "too little memory to read this file");
        return -1;
    }
    yaml_parser_set_encoding(&parse->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parse->parser, (const unsigned char *)parse->text.ptr,
                                 parse->text.len);
    int status = take_events(parse);
    yaml_parser_delete(&parse->parser);
    if (status == 0 && (!parse->has_root || parse->tree->root->kind == TS_NODE_NULL)) {
        problems_error(parse->problems, parse->tree->path, "is empty");
        return -1;
    }
    return status;
}

int tree_parse_into(struct tree *tree, struct ts_str text, struct problems *problems)
{
    struct parse parse = {.tree = tree, .problems = problems, .text = text};
    if (text.len == 0) {
        problems_error(problems, tree->path, "is empty");
        return -1;
    }
    parse.levels = g_array_new(FALSE, TRUE, sizeof(struct level));
    g_array_set_clear_func(parse.levels, clear_level);
    parse.anchors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    int status = parse_text(&parse);
    g_array_unref(parse.levels);
    g_hash_table_unref(parse.anchors);
    return status;
}
