/* SPDX-License-Identifier: MIT
 *
 * Adds entries to the text of touchstone.accept.yaml without touching the rest of it.
 */
#include "core/config/accept.h"
#include "core/config/text.h"

#include <libintl.h>
#include <string.h>

#include "core/config/file.h"
#include "core/config/schema.h"
#include "core/config/yaml_edit.h"

char *accept_path(const char *beside)
{
    g_autofree char *folder = g_path_get_dirname(beside);
    return g_str_equal(folder, ".") ? g_strdup(ACCEPT_FILE)
                                    : g_build_filename(folder, ACCEPT_FILE, NULL);
}

gboolean accept_is_word(struct ts_str text)
{
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; at < end; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isspace(letter) || !g_unichar_isprint(letter)) {
            return FALSE;
        }
    }
    return text.len > 0;
}

gboolean accept_is_fingerprint(const char *text)
{
    return strlen(text) == 16 && strspn(text, "0123456789abcdef") == 16;
}

static void check_fingerprint(struct schema_run *run, const struct ts_node *entry)
{
    const struct ts_node *own = ts_get(entry, "fingerprint");
    g_autofree char *text = own ? text_dup(own->text) : NULL;
    if (text && !accept_is_fingerprint(text)) {
        schema_error(run, own, "a fingerprint has 16 digits (0-9, a-f), as the reports show it");
    }
}

static void check_entry(struct schema_run *run, const struct ts_node *entry)
{
    const struct ts_node *word = ts_get(entry, "word");
    if (word && word->kind == TS_NODE_TEXT && !accept_is_word(word->text)) {
        schema_error(run, word,
                     "one word is accepted at a time, without spaces; for a phrase, take its words "
                     "one by one");
    }
    check_fingerprint(run, entry);
    if (ts_get(entry, "touchpoint") && !ts_get(entry, "rule")) {
        schema_error(run, ts_get(entry, "touchpoint"), "\"touchpoint\" goes with \"rule\"");
    }
    if (ts_get(entry, "lang") && !word) {
        schema_error(run, ts_get(entry, "lang"), "\"lang\" goes with \"word\"");
    }
}

const struct ts_node *accept_judge(struct tree *tree, struct problems *problems)
{
    struct schema_run run;
    struct ts_node *root = tree_alloc(tree, sizeof *root);
    schema_begin(&run, tree, NULL);
    *root = schema_judge(&run, tree->root, &schema_accept);
    const struct ts_node *entries = ts_get(root, "accept");
    for (guint32 i = 0; entries && i < entries->children.count; i++) {
        check_entry(&run, ts_item(entries->children, i));
    }
    schema_end(&run, problems);
    return entries;
}

/* ---- entries as text ------------------------------------------------------------------------- */

/* Letters, with - or ' between: YAML takes them as they are, but for a few words of its own. */
static gboolean is_plain(const char *text)
{
    static const char *const own[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"};
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++) {
        if (g_ascii_strcasecmp(text, own[i]) == 0) {
            return FALSE;
        }
    }
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (!g_unichar_isalpha(letter) && !(at != text && (letter == '-' || letter == '\''))) {
            return FALSE;
        }
    }
    return *text != '\0';
}

static void put_value(GString *out, const char *key, const char *value)
{
    g_string_append_printf(out, "%s: ", key);
    if (is_plain(value)) {
        g_string_append(out, value);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *at = value; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (letter == '"' || letter == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_unichar(out, letter);
        } else if (file_is_printable(letter)) {
            g_string_append_unichar(out, letter);
        } else {
            g_string_append_printf(out, "\\U%08X", (unsigned)letter);
        }
    }
    g_string_append_c(out, '"');
}

static const char *const kind_keys[] = {
    [ACCEPT_WORD] = "word", [ACCEPT_FINDING] = "fingerprint", [ACCEPT_RULE] = "rule"};

static void put_entry(GString *out, const char *indent, guint index,
                      const struct accept_entries *entries)
{
    const struct {
        const char *key, *value;
    } values[] = {{kind_keys[entries->kind], g_ptr_array_index(entries->names, index)},
                  {"lang", entries->language},
                  {"touchpoint", entries->touchpoint},
                  {"reason", entries->reason},
                  {"owner", entries->owner}};
    g_string_append_printf(out, "%s- { ", indent);
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        if (values[i].value) {
            g_string_append(out, i ? ", " : "");
            put_value(out, values[i].key, values[i].value);
        }
    }
    if (entries->until) {
        g_string_append_printf(out, ", until: %s", entries->until);
    }
    g_string_append(out, " }");
    if (entries->comments) {
        g_autofree char *comment = file_printable(g_ptr_array_index(entries->comments, index), -1);
        g_string_append_printf(out, " # %s", comment);
    }
    g_string_append_c(out, '\n');
}

/* ---- what is there already ------------------------------------------------------------------- */

/* "word nl NAME", "word * NAME" for any language, "rule TOUCHPOINT NAME"; in small letters. */
static char *key_of(enum accept_kind kind, const char *where, const char *name)
{
    g_autofree char *small = g_utf8_strdown(name, -1);
    gboolean is_word = kind == ACCEPT_WORD;
    return g_strdup_printf("%s %.*s %s", kind_keys[kind], is_word ? 2 : 200, where ? where : "*",
                           small);
}

static char *dup_text(const struct ts_node *entry, const char *key)
{
    struct ts_str text = ts_get_text(entry, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static void read_one(const struct tree *tree, const struct ts_node *entry, enum accept_kind kind,
                     GHashTable *known)
{
    const struct ts_node *own = ts_get(entry, kind_keys[kind]);
    g_autofree char *name = own ? dup_text(entry, kind_keys[kind]) : NULL;
    g_autofree char *where = dup_text(entry, kind == ACCEPT_WORD ? "lang" : "touchpoint");
    g_autofree char *until = dup_text(entry, "until");
    if (name && !until) { /* one that ends may be renewed */
        g_hash_table_insert(known, key_of(kind, where, name), tree_where(tree, own));
    }
}

/* key -> where it stands */
static GHashTable *read_known(const struct tree *tree, const struct ts_node *entries)
{
    GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint32 i = 0; entries && i < entries->children.count; i++) {
        for (gsize kind = 0; kind < G_N_ELEMENTS(kind_keys); kind++) {
            read_one(tree, ts_item(entries->children, i), (enum accept_kind)kind, known);
        }
    }
    return known;
}

static const char *find_known(GHashTable *known, enum accept_kind kind, const char *where,
                              const char *name)
{
    g_autofree char *own = key_of(kind, where, name);
    g_autofree char *any = key_of(kind, NULL, name);
    const char *found = g_hash_table_lookup(known, any);
    return found ? found : g_hash_table_lookup(known, own);
}

/* ---- where the entries go -------------------------------------------------------------------- */

/* offset and indent; needs_key_r: "accept:" comes first. */
static int find_spot(const struct tree *tree, struct ts_str text, struct problems *problems,
                     struct yaml_spot *spot_r, gboolean *needs_key_r)
{
    const struct ts_node *list = ts_get(tree->root, "accept");
    *spot_r = (struct yaml_spot){.indent = NULL};
    *needs_key_r = !list;
    if (!list) {
        *spot_r = (struct yaml_spot){.offset = text.len, .indent = g_strdup("  ")};
        return 0;
    }
    if (yaml_edit_find(text, list, spot_r) && !spot_r->is_flow) {
        return 0;
    }
    g_autofree char *where = tree_where(tree, list);
    problems_error(problems, where,
                   "entries are added to a list with one entry a line, each after \"- \": write it "
                   "so first");
    return -1;
}

/* ---- adding ---------------------------------------------------------------------------------- */

static const char first_lines[] = "# What is accepted, and why. \"touchstone accept\" adds to it.\n"
                                  "touchstone: 1\n";

static GString *make_entries(const struct accept_entries *wanted, GHashTable *known,
                             const char *indent, GPtrArray *known_r)
{
    GString *entries = g_string_new(NULL);
    const char *at = wanted->kind == ACCEPT_WORD ? wanted->language : wanted->touchpoint;
    for (guint i = 0; i < wanted->names->len; i++) {
        const char *name = g_ptr_array_index(wanted->names, i);
        const char *where = find_known(known, wanted->kind, at, name);
        if (where && *where) {
            g_ptr_array_add(known_r,
                            g_strdup_printf(gettext("%s: \"%s\" is accepted already; its reason "
                                                    "and end are changed there"),
                                            where, name));
        } else if (!where) {
            put_entry(entries, indent, i, wanted);
            g_hash_table_insert(known, key_of(wanted->kind, at, name), g_strdup(""));
        }
    }
    return entries;
}

static gboolean is_sound(const char *name, const char *text, struct problems *problems)
{
    struct tree *tree = tree_parse(name, "/", ts_text(text), problems);
    if (tree) {
        accept_judge(tree, problems);
    }
    tree_free(&tree);
    return problems->errors->len == 0;
}

char *accept_append(const char *name, struct ts_str text, const struct accept_entries *wanted,
                    GPtrArray *known_r, struct problems *problems)
{
    struct ts_str before = text.len ? text : ts_text(first_lines);
    struct tree *tree = tree_parse(name, "/", before, problems);
    const struct ts_node *entries = tree ? accept_judge(tree, problems) : NULL;
    struct yaml_spot spot = {.indent = NULL};
    gboolean needs_key = FALSE;
    char *after = NULL;
    if (problems->errors->len == 0 && find_spot(tree, before, problems, &spot, &needs_key) == 0) {
        g_autoptr(GHashTable) known = read_known(tree, entries);
        GString *added = make_entries(wanted, known, spot.indent, known_r);
        g_string_prepend(added, needs_key && added->len ? "accept:\n" : "");
        after = added->len ? yaml_edit_insert(before, spot.offset, added->str, TRUE)
                           : g_strndup(text.ptr ? text.ptr : "", text.len);
        if (added->len && !is_sound(name, after, problems)) {
            g_clear_pointer(&after, g_free);
        }
        g_string_free(added, TRUE);
    }
    yaml_spot_clear(&spot);
    tree_free(&tree);
    return after;
}
