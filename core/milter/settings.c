/* SPDX-License-Identifier: MIT
 *
 * Reads milter.yaml by a table, as all configuration is read.
 */
#include "core/milter/settings.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/limits.h"

#define ACTIONS "accept|tag|quarantine|reject"

static const char *const action_names[] = {"accept", "tag", "quarantine", "reject", "tempfail"};

#define ACTION(key, otherwise, why)                                                                \
    {                                                                                              \
        .name = key, .type = SCHEMA_CHOICE, .choices = ACTIONS, .help = why, .fallback = otherwise \
    }

static const struct schema_field text_item = {.name = "item", .type = SCHEMA_TEXT};

static const struct schema_field row_fields[] = {
    {.name = "from",
     .type = SCHEMA_LIST,
     .of = &text_item,
     .flags = SCHEMA_FILLED,
     .help = "Addresses of the From field: a@b.example, *@b.example, or a domain, "
             "which holds for all below it."},
    {.name = "sender",
     .type = SCHEMA_LIST,
     .of = &text_item,
     .flags = SCHEMA_FILLED,
     .help = "Addresses of the envelope's sender, written likewise."},
    {.name = "list_id",
     .type = SCHEMA_LIST,
     .of = &text_item,
     .flags = SCHEMA_FILLED,
     .help = "What List-Id names in < >; * stands for anything."},
    {.name = "list",
     .type = SCHEMA_BOOLEAN,
     .help =
         "true: only mails with List-Id, List-Unsubscribe or Precedence bulk; false: only those "
         "without."},
    {.name = "skip", .type = SCHEMA_BOOLEAN, .help = "Such mails are not judged."},
    {.name = "touchpoint",
     .type = SCHEMA_ID,
     .help = "The touchpoint of the server's plan that they are judged as; none if absent."},
    ACTION("error", NULL, "What becomes of such a mail with an error; else as for all."),
    ACTION("warning", NULL, "Likewise with a warning."),
    ACTION("info", NULL, "Likewise with a remark."),
    ACTION("unchecked", NULL, "Likewise if a part of it can never be checked."),
    {.name = NULL},
};

static const struct schema_field row = {.name = "row", .type = SCHEMA_MAP, .of = row_fields};

static const struct schema_field fields[] = {
    {.name = "touchstone",
     .type = SCHEMA_VERSION,
     .flags = SCHEMA_REQUIRED,
     .help = "Version of the format: 1."},
    {.name = "listen",
     .type = SCHEMA_TEXT,
     .help = "Where the mail server finds the milter: the path of a socket, or inet:PORT@HOST."},
    {.name = "mode", .type = SCHEMA_TEXT, .fallback = "660", .help = "Of that socket, octal."},
    {.name = "group", .type = SCHEMA_TEXT, .help = "Its group: that of the mail server."},
    {.name = "user", .type = SCHEMA_TEXT, .help = "Who to be, if started as root."},
    {.name = "server", .type = SCHEMA_PATH, .help = "The socket of touchstone serve."},
    {.name = "language",
     .type = SCHEMA_CHOICE,
     .choices = "en|nl",
     .fallback = "en",
     .help = "Of what senders are told."},
    {.name = "timeout",
     .type = SCHEMA_DURATION,
     .fallback = "30s",
     .help = "How long a mail waits for its answer."},
    {.name = "remember",
     .type = SCHEMA_DURATION,
     .fallback = "10m",
     .help = "How long the answer holds for mails that are the same but for their recipient."},
    {.name = "max_size",
     .type = SCHEMA_SIZE,
     .fallback = "10MB",
     .help = "Larger mails are out of scope; at most 20MB."},
    {.name = "on_failure",
     .type = SCHEMA_CHOICE,
     .choices = "tempfail|accept|tag",
     .fallback = "tempfail",
     .help = "What becomes of a mail if the server does not answer."},
    ACTION("error", "tag", "What becomes of a mail with an error."),
    ACTION("warning", "tag", "Of one with a warning."),
    ACTION("info", "accept", "Of one with a remark."),
    ACTION("unchecked", "tag", "Of one of which a part can never be checked."),
    {.name = "test_mode",
     .type = SCHEMA_BOOLEAN,
     .fallback = "false",
     .help = "All is delivered; the header says what would become of it."},
    {.name = "mails",
     .type = SCHEMA_LIST,
     .of = &row,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .help = "Whose mails are judged: the first row that fits counts; what none fits is out of "
             "scope."},
    {.name = NULL},
};

const struct schema_field schema_milter = {
    .name = "milter.yaml",
    .type = SCHEMA_MAP,
    .of = fields,
    .help = "The mail gate: whose mails are judged, and what becomes of them.",
};

const char *milter_action_name(enum milter_action action)
{
    return action_names[action];
}

/* ---- values ---------------------------------------------------------------------------------- */

/* NULL if it is not there. */
static char *dup_text(const struct ts_node *map, const char *key)
{
    struct ts_str text = ts_get_text(map, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static guint64 number(const struct ts_node *map, const char *key)
{
    g_autofree char *text = dup_text(map, key);
    return text ? g_ascii_strtoull(text, NULL, 10) : 0;
}

static enum milter_action action(const struct ts_node *map, const char *key,
                                 enum milter_action otherwise)
{
    struct ts_str text = ts_get_text(map, key);
    for (gsize i = 0; i < G_N_ELEMENTS(action_names); i++) {
        if (ts_is(text, action_names[i])) {
            return (enum milter_action)i;
        }
    }
    return otherwise;
}

static struct milter_actions actions_of(const struct ts_node *map,
                                        const struct milter_actions *otherwise)
{
    return (struct milter_actions){
        .error = action(map, "error", otherwise->error),
        .warning = action(map, "warning", otherwise->warning),
        .info = action(map, "info", otherwise->info),
        .unchecked = action(map, "unchecked", otherwise->unchecked),
    };
}

static GPtrArray *patterns(const struct ts_node *map, const char *key)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
    const struct ts_node *list = ts_get(map, key);
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_ptr_array_add(all, g_ascii_strdown(item->text.ptr, (gssize)item->text.len));
    }
    return all;
}

static void row_free(gpointer data)
{
    struct milter_row *own = data;
    g_ptr_array_unref(own->from);
    g_ptr_array_unref(own->sender);
    g_ptr_array_unref(own->list_id);
    g_free(own->touchpoint);
    g_free(own);
}

static struct milter_row *read_row(const struct ts_node *node, const struct milter_actions *actions)
{
    struct milter_row *own = g_new0(struct milter_row, 1);
    g_autofree char *touchpoint = dup_text(node, "touchpoint");
    own->from = patterns(node, "from");
    own->sender = patterns(node, "sender");
    own->list_id = patterns(node, "list_id");
    own->is_list = !ts_get(node, "list")              ? MILTER_ANY
                   : ts_get_bool(node, "list", FALSE) ? MILTER_YES
                                                      : MILTER_NO;
    own->is_skipped = ts_get_bool(node, "skip", FALSE);
    own->touchpoint = g_strdup(touchpoint ? touchpoint : "");
    own->actions = actions_of(node, actions);
    return own;
}

/* ---- what the table can't say ---------------------------------------------------------------- */

static unsigned read_mode(struct schema_run *run, const struct ts_node *root)
{
    g_autofree char *text = dup_text(root, "mode");
    char *end;
    guint64 mode = text ? g_ascii_strtoull(text, &end, 8) : 0;
    if (text && (*end || mode == 0 || mode > 0777)) {
        schema_error(run, ts_get(root, "mode"),
                     "\"mode\": \"%s\" is no mode of a socket: write 660", text);
    }
    return (unsigned)mode;
}

static gboolean is_number(const char *text)
{
    return text[strspn(text, "0123456789")] == '\0';
}

char *milter_listen_at(const char *text, const char *folder)
{
    gboolean is_inet = g_str_has_prefix(text, "inet:") || g_str_has_prefix(text, "inet6:");
    return is_inet || is_number(text) ? g_strdup(text) : g_canonicalize_filename(text, folder);
}

/* libmilter takes a port modulo 65536, and a bare number for the name of a file. */
char *milter_listen_fault(const char *listen)
{
    gboolean is_path = *listen == '/';
    const char *colon = is_path ? NULL : strchr(listen, ':');
    const char *host = colon ? strchr(colon, '@') : NULL;
    char *end = NULL;
    guint64 port = colon ? g_ascii_strtoull(colon + 1, &end, 10) : 0;
    if (is_path) {
        struct sockaddr_un address;
        return strlen(listen) < sizeof address.sun_path
                   ? NULL
                   : g_strdup_printf("is longer than the path of a socket may be (%zu bytes)",
                                     sizeof address.sun_path - 1);
    }
    if (is_number(listen)) {
        return g_strdup("is a number alone: write inet:8891@127.0.0.1");
    }
    if (!host || !host[1]) {
        return g_strdup("names no host: write inet:8891@127.0.0.1");
    }
    if (!g_ascii_isdigit(colon[1]) || end != host || port == 0 || port > 65535) {
        return g_strdup("has no port from 1 to 65535: write inet:8891@127.0.0.1");
    }
    return NULL;
}

/* Paths are relative to the file, as everywhere. */
static char *read_listen(struct schema_run *run, const struct ts_node *root)
{
    g_autofree char *text = dup_text(root, "listen");
    if (!text) {
        return NULL;
    }
    char *listen = milter_listen_at(text, run->tree->directory);
    g_autofree char *fault = milter_listen_fault(listen);
    if (fault) {
        schema_error(run, ts_get(root, "listen"), "\"listen\": \"%s\" %s", text, fault);
    }
    return listen;
}

/* a@b.example, *@b.example or a domain: what can't be one would fit no mail, without a word. */
static gboolean is_address_pattern(struct ts_str text)
{
    g_autofree char *own = g_strndup(text.ptr, text.len);
    const char *at = strchr(own, '@');
    const char *domain = at ? at + 1 : own;
    return !strpbrk(own, " \t\r\n<>,;") && at != own && !strchr(domain, '@') && *domain &&
           *domain != '.' && !strstr(domain, "..");
}

static void check_patterns(struct schema_run *run, const struct ts_node *row_node)
{
    static const char *const keys[] = {"from", "sender"};
    for (gsize k = 0; k < G_N_ELEMENTS(keys); k++) {
        const struct ts_node *list = ts_get(row_node, keys[k]);
        for (guint32 i = 0; list && i < list->children.count; i++) {
            const struct ts_node *item = ts_item(list->children, i);
            if (!is_address_pattern(item->text)) {
                schema_error(run, item,
                             "\"%s\": \"%.*s\" is no address and no domain: write a@b.example, "
                             "*@b.example or b.example",
                             keys[k], (int)item->text.len, item->text.ptr);
            }
        }
    }
}

/* A row that has no condition fits all; one behind it would never be looked at. */
static void check_rows(struct schema_run *run, const struct ts_node *list)
{
    static const char *const conditions[] = {"from", "sender", "list_id", "list"};
    for (guint32 i = 0; list && i + 1 < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        gboolean has_condition = FALSE;
        for (gsize k = 0; k < G_N_ELEMENTS(conditions); k++) {
            has_condition |= ts_get(item, conditions[k]) != NULL;
        }
        if (!has_condition) {
            schema_error(run, item,
                         "this row fits every mail, so that those behind it never count: "
                         "put it last");
        }
    }
}

/* ---- the file -------------------------------------------------------------------------------- */

static struct milter_settings *take(struct schema_run *run, const struct ts_node *root)
{
    struct milter_settings *settings = g_new0(struct milter_settings, 1);
    const struct ts_node *rows = ts_get(root, "mails");
    const struct milter_actions fallback = {MILTER_TAG, MILTER_TAG, MILTER_ACCEPT, MILTER_TAG};
    const struct milter_actions actions = actions_of(root, &fallback);
    settings->listen = read_listen(run, root);
    settings->mode = read_mode(run, root);
    settings->server = dup_text(root, "server");
    settings->user = dup_text(root, "user");
    settings->group = dup_text(root, "group");
    settings->language = dup_text(root, "language");
    settings->timeout_msec = (unsigned)MIN(number(root, "timeout"), 3600000u);
    settings->remember_msec = (unsigned)MIN(number(root, "remember"), 86400000u);
    settings->max_size = number(root, "max_size");
    settings->on_failure = action(root, "on_failure", MILTER_TEMPFAIL);
    settings->is_test = ts_get_bool(root, "test_mode", FALSE);
    settings->rows = g_ptr_array_new_with_free_func(row_free);
    for (guint32 i = 0; rows && i < rows->children.count; i++) {
        g_ptr_array_add(settings->rows, read_row(ts_item(rows->children, i), &actions));
        check_patterns(run, ts_item(rows->children, i));
    }
    check_rows(run, rows);
    if (settings->max_size > LIMIT_RESOURCE_SIZE) {
        schema_error(run, ts_get(root, "max_size"),
                     "\"max_size\": the server takes mails of at most %u MB",
                     LIMIT_RESOURCE_SIZE >> 20);
    }
    if (settings->timeout_msec == 0 && ts_get(root, "timeout")) {
        schema_error(run, ts_get(root, "timeout"), "\"timeout\" may not be 0");
    }
    return settings;
}

struct milter_settings *milter_settings_read(struct tree *tree, struct problems *problems)
{
    struct schema_run run;
    schema_begin(&run, tree, NULL);
    const struct ts_node root = schema_judge(&run, tree->root, &schema_milter);
    struct milter_settings *settings = take(&run, &root);
    schema_end(&run, problems);
    if (problems->errors->len) {
        milter_settings_free(&settings);
    }
    return settings;
}

struct milter_settings *milter_settings_load(const char *path, struct problems *problems)
{
    struct tree *tree = tree_load(path, problems);
    struct milter_settings *settings = tree ? milter_settings_read(tree, problems) : NULL;
    tree_free(&tree);
    return settings;
}

void milter_settings_free(struct milter_settings **settings)
{
    struct milter_settings *own = *settings;
    if (own) {
        g_free(own->listen);
        g_free(own->server);
        g_free(own->user);
        g_free(own->group);
        g_free(own->language);
        g_ptr_array_unref(own->rows);
        g_free(own);
        *settings = NULL;
    }
}

/* ---- patterns -------------------------------------------------------------------------------- */

static gboolean is_domain_of(const char *pattern, const char *address)
{
    const char *at = strrchr(address, '@');
    const char *domain = at ? at + 1 : "";
    gsize size = strlen(domain), wanted = strlen(pattern);
    return size >= wanted && g_str_equal(domain + size - wanted, pattern) &&
           (size == wanted || domain[size - wanted - 1] == '.');
}

gboolean milter_address_fits(const GPtrArray *patterns, const char *address)
{
    g_autofree char *folded = g_ascii_strdown(address, -1);
    for (guint i = 0; i < patterns->len; i++) {
        const char *pattern = g_ptr_array_index(patterns, i);
        if (strchr(pattern, '@') || strchr(pattern, '*') ? g_pattern_match_simple(pattern, folded)
                                                         : is_domain_of(pattern, folded)) {
            return TRUE;
        }
    }
    return FALSE;
}
