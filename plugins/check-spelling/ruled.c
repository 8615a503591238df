/* SPDX-License-Identifier: MIT
 *
 * A set of folded phrases, each with the languages its rules are for.
 */
#include "plugins/check-spelling/ruled.h"

#include <string.h>

#include "plugins/check-spelling/language.h"

#define PHRASE_WORDS_MAX 6u /* as known errors have */

struct ruled {
    GHashTable *phrases; /* folded words, a space between -> GPtrArray of codes, "" = any */
};

static char *join(const struct word *words, uint32_t count)
{
    GString *text = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++) {
        g_string_append_len(text, i ? " " : "", i ? 1 : 0);
        g_string_append_len(text, words[i].folded.ptr, (gssize)words[i].folded.len);
    }
    return g_string_free(text, FALSE);
}

static void add_phrase(struct ts_call *call, struct ruled *ruled, struct ts_str text,
                       const char *code)
{
    struct words words = words_cut_text(call, text);
    char *key;
    GPtrArray *codes;
    if (words.count == 0 || words.count > PHRASE_WORDS_MAX) {
        return;
    }
    key = join(words.items, words.count);
    codes = g_hash_table_lookup(ruled->phrases, key);
    if (codes) {
        g_free(key);
    } else {
        codes = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(ruled->phrases, key, codes);
    }
    g_ptr_array_add(codes, g_strdup(code));
}

/* The texts under a key: one, or a list. */
static void add_all(struct ts_call *call, struct ruled *ruled, const struct ts_node *node,
                    const char *code)
{
    if (node && node->kind == TS_NODE_TEXT) {
        add_phrase(call, ruled, node->text, code);
    }
    for (uint32_t i = 0; node && node->kind == TS_NODE_LIST && i < node->children.count; i++) {
        const struct ts_node *item = ts_item(node->children, i);
        add_phrase(call, ruled, item->text, code);
    }
}

static bool is_restricted(const struct ts_node *term)
{
    /* not except_words: what they take out is right */
    static const char *const keys[] = {"in", "except_in", "scope", "from", "until", "enabled"};
    const struct ts_node *excepted = ts_get(term, "except");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (ts_get(term, keys[i])) {
            return true;
        }
    }
    for (uint32_t i = 0; excepted && i < excepted->children.count; i++) {
        const struct ts_node *item = ts_item(excepted->children, i);
        if (ts_is(item->text, "quote") || ts_is(item->text, "link")) {
            return true; /* the rest of what can be excepted is not judged here either */
        }
    }
    return excepted && excepted->kind == TS_NODE_TEXT;
}

static void add_term(struct ts_call *call, struct ruled *ruled, const struct ts_node *term)
{
    const struct ts_node *forbidden = ts_get(term, "forbid");
    char code[LANGUAGE_CODE_BYTES];
    language_code(ts_get_text(term, "lang"), code);
    if (is_restricted(term)) {
        return;
    }
    add_all(call, ruled, forbidden, code);
    add_all(call, ruled, forbidden ? ts_get(term, "forms") : NULL, code);
    add_all(call, ruled, ts_get(term, "not"), code);
}

static void free_codes(gpointer codes)
{
    g_ptr_array_unref(codes);
}

struct ruled *ruled_new(struct ts_call *call, const struct ts_node *terms)
{
    struct ruled *ruled = g_new0(struct ruled, 1);
    ruled->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_codes);
    for (uint32_t i = 0; terms && i < terms->children.count; i++) {
        add_term(call, ruled, ts_item(terms->children, i));
    }
    return ruled;
}

void ruled_free(struct ruled **ruled)
{
    if (*ruled) {
        g_hash_table_unref((*ruled)->phrases);
        g_clear_pointer(ruled, g_free);
    }
}

bool ruled_has(const struct ruled *ruled, const struct word *words, uint32_t count,
               const char *language)
{
    g_autofree char *key = NULL;
    const GPtrArray *codes;
    if (g_hash_table_size(ruled->phrases) == 0 || count > PHRASE_WORDS_MAX) {
        return false;
    }
    key = join(words, count);
    codes = g_hash_table_lookup(ruled->phrases, key);
    for (guint i = 0; codes && i < codes->len; i++) {
        const char *code = g_ptr_array_index(codes, i);
        if (!*code || strcmp(code, language) == 0) {
            return true;
        }
    }
    return false;
}
