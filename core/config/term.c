/* SPDX-License-Identifier: MIT
 *
 * Entries of `terms`: asked, put into words, stripped for the checks.
 */
#include "core/config/term.h"

#include "core/config/schema.h"

#define WORDS_SHOWN 4u

gboolean term_has_kind(const struct ts_node *term)
{
    g_auto(GStrv) kinds = g_strsplit(SCHEMA_TERM_KINDS, "|", -1);
    for (char **kind = kinds; *kind; kind++) {
        if (ts_get(term, *kind)) {
            return TRUE;
        }
    }
    return FALSE;
}

enum term_reach term_reach(const struct ts_node *term)
{
    static const char *const counted[] = {"require", "consistent", "conditional", "count"};
    struct ts_str on = ts_get_text(term, "on");
    for (gsize i = 0; i < G_N_ELEMENTS(counted); i++) {
        if (ts_get(term, counted[i])) {
            return ts_is(on, "touchpoint") ? TERM_OF_TOUCHPOINT : TERM_OF_DOCUMENT;
        }
    }
    return TERM_OF_BLOCK;
}

char *term_rule(const struct ts_node *term)
{
    struct ts_str id = ts_get_text(term, "id");
    return g_strdup_printf("terms/%.*s", (int)id.len, id.len ? id.ptr : "");
}

/* ---- in words -------------------------------------------------------------------------------- */

static void put_word(GString *out, struct ts_str word)
{
    g_string_append_printf(out, "\"%.*s\"", (int)word.len, word.len ? word.ptr : "");
}

/* The first few. */
static void put_words(GString *out, const struct ts_node *list)
{
    guint32 count = list->children.count;
    for (guint32 i = 0; i < count && i < WORDS_SHOWN; i++) {
        g_string_append(out, i ? ", " : "");
        put_word(out, ((const struct ts_node *)ts_item(list->children, i))->text);
    }
    if (count > WORDS_SHOWN) {
        g_string_append_printf(out, " and %u more", count - WORDS_SHOWN);
    }
}

static void put_prefer(GString *out, const struct ts_node *term)
{
    const struct ts_node *wrong = ts_get(term, "not");
    g_string_append(out, "write ");
    put_word(out, ts_get_text(term, "prefer"));
    if (wrong) {
        g_string_append(out, ", not ");
        put_words(out, wrong);
    }
}

static void put_forbid(GString *out, const struct ts_node *term)
{
    g_string_append(out, "never ");
    put_words(out, ts_get(term, "forbid"));
}

static void put_require(GString *out, const struct ts_node *term)
{
    g_string_append(out, "needed: ");
    put_words(out, ts_get(term, "require"));
}

static void put_consistent(GString *out, const struct ts_node *term)
{
    const struct ts_node *groups = ts_get(term, "consistent");
    const struct ts_node *want = ts_get(term, "want");
    g_string_append(out, "one of ");
    for (guint32 i = 0; i < groups->children.count; i++) {
        g_string_append(out, i ? " or " : "");
        put_word(out, ((const struct ts_node *)ts_item(groups->children, i))->key);
    }
    if (want) {
        g_string_append(out, ": ");
        put_word(out, want->text);
    }
}

static void put_conditional(GString *out, const struct ts_node *term)
{
    const struct ts_node *pair = ts_get(term, "conditional");
    put_word(out, ts_get_text(pair, "if"));
    g_string_append(out, " needs ");
    put_word(out, ts_get_text(pair, "then"));
}

static void put_casing(GString *out, const struct ts_node *term)
{
    struct ts_str casing = ts_get_text(term, "casing");
    g_string_append_printf(out, "%.*s case", (int)casing.len, casing.ptr);
}

static void put_count(GString *out, const struct ts_node *term)
{
    static const struct {
        const char *key, *words;
    } bounds[] = {{"min", "at least"}, {"max", "at most"}};
    const struct ts_node *count = ts_get(term, "count");
    for (gsize i = 0; i < G_N_ELEMENTS(bounds); i++) {
        struct ts_str bound = ts_get_text(count, bounds[i].key);
        if (bound.len) {
            g_string_append_printf(out, "%s %.*s ", bounds[i].words, (int)bound.len, bound.ptr);
        }
    }
    g_string_append(out, "of ");
    put_words(out, ts_get(count, "of"));
}

static void put_pattern(GString *out, const struct ts_node *term)
{
    struct ts_str pattern = ts_get_text(term, "pattern");
    g_string_append_printf(out, "never /%.*s/", (int)pattern.len, pattern.ptr);
}

static const struct {
    const char *kind;
    void (*put)(GString *out, const struct ts_node *term);
} sentences[] = {
    {"prefer", put_prefer},         {"forbid", put_forbid},           {"require", put_require},
    {"consistent", put_consistent}, {"conditional", put_conditional}, {"casing", put_casing},
    {"count", put_count},           {"pattern", put_pattern},
};

char *term_sentence(const struct ts_node *term)
{
    GString *out = g_string_new(NULL);
    struct ts_str instead = ts_get_text(term, "instead");
    struct ts_str because = ts_get_text(term, "because");
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        if (ts_get(term, sentences[i].kind)) {
            sentences[i].put(out, term);
        }
    }
    if (instead.len) {
        g_string_append(out, "; write ");
        put_word(out, instead);
    }
    if (because.len) {
        g_string_append_printf(out, " (%.*s)", (int)because.len, because.ptr);
    }
    return g_string_free(out, FALSE);
}

/* ---- other forms ----------------------------------------------------------------------------- */

struct ts_node term_bare(struct tree *tree, const struct ts_node *term)
{
    static const char *const left_out[] = {"ok", "wrong", "source", "enabled", NULL};
    struct schema_run run = {.tree = tree};
    return schema_without(&run, term, left_out);
}

struct ts_node term_with(struct tree *tree, const struct ts_node *term, const char *key,
                         struct ts_str text)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct schema_run run = {.tree = tree};
    struct ts_node member = {.kind = TS_NODE_TEXT, .line = term->line, .column = term->column};
    member.key = tree_copy(tree, ts_text(key));
    member.text = tree_copy(tree, text);
    g_array_append_vals(members, term->children.items, term->children.count);
    g_array_append_val(members, member);
    return schema_map(&run, term, members);
}
