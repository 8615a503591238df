/* SPDX-License-Identifier: MIT
 *
 * The phrases of all terms as one tree of words, so that a text is held against thousands of them
 * in one pass.
 */
#include "plugins/check-terms/terms.h"

/* ---- words and nodes ---- */

struct ts_str terms_without_dot(struct ts_str folded)
{
    if (folded.len > 1 && folded.ptr[folded.len - 1] == '.') {
        folded.len--;
    }
    return folded;
}

guint terms_word(const struct terms *terms, struct ts_str folded)
{
    struct ts_str key = terms_without_dot(folded);
    return GPOINTER_TO_UINT(g_hash_table_lookup(terms->words, &key));
}

static guint add_word(struct terms *terms, struct ts_str folded)
{
    guint number = terms_word(terms, folded);
    if (number == 0) {
        struct ts_str text = terms_without_dot(folded);
        struct ts_str *key = g_malloc(sizeof *key + text.len);
        memcpy(key + 1, text.ptr, text.len);
        *key = ts_bytes(key + 1, text.len);
        number = g_hash_table_size(terms->words) + 1;
        g_hash_table_insert(terms->words, key, GUINT_TO_POINTER(number));
    }
    return number;
}

guint phrase_tree_step(const struct phrase_tree *tree, guint node, guint word)
{
    gint64 edge = (gint64)node << 32 | word;
    return GPOINTER_TO_UINT(g_hash_table_lookup(tree->edges, &edge));
}

static guint add_step(struct phrase_tree *tree, guint node, guint word)
{
    guint next = phrase_tree_step(tree, node, word);
    if (next == 0) {
        gint64 *edge = g_new(gint64, 1);
        *edge = (gint64)node << 32 | word;
        next = tree->phrases->len;
        g_ptr_array_add(tree->phrases, NULL);
        g_hash_table_insert(tree->edges, edge, GUINT_TO_POINTER(next));
    }
    return next;
}

static void plant(struct terms *terms, struct phrase *phrase, struct words words)
{
    gboolean is_judged = phrase->use == PHRASE_RIGHT || phrase->use == PHRASE_WRONG;
    struct phrase_tree *tree = is_judged ? &terms->judged : &terms->tallied;
    guint node = 1;
    for (guint32 i = 0; i < words.count; i++) {
        node = add_step(tree, node, add_word(terms, words.items[i].folded));
    }
    phrase->next = g_ptr_array_index(tree->phrases, node);
    g_ptr_array_index(tree->phrases, node) = phrase;
    tree->has_names |= phrase->is_name;
    tree->longest = MAX(tree->longest, words.count);
}

/* ---- a phrase ---- */

static char *dup_range(struct ts_str text, size_t begin, size_t end)
{
    g_autofree char *own = g_strndup(text.ptr + begin, end - begin);
    return g_strdup(g_strstrip(own));
}

static gboolean has_capital(struct words words)
{
    guint32 flags = 0;
    for (guint32 i = 0; i < words.count; i++) {
        flags |= words.items[i].flags;
    }
    return flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS | WORD_MIXED_CASE);
}

static size_t end_of(const struct word *word)
{
    return (size_t)word->offset + word->length;
}

static struct phrase *phrase_new(struct ts_str text, struct words words)
{
    struct phrase *phrase = g_new0(struct phrase, 1);
    phrase->word_count = words.count;
    phrase->is_name = has_capital(words);
    phrase->clean = g_new0(char *, words.count + 1);
    phrase->gaps = g_new0(char *, words.count + 1);
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        phrase->clean[i] = g_strndup(word->clean.ptr, word->clean.len);
        if (i + 1 < words.count) {
            phrase->gaps[i] = dup_range(text, end_of(word), word[1].offset);
        }
    }
    if (words.count == 0) {
        phrase->before = dup_range(text, 0, text.len);
        phrase->after = g_strdup("");
        return phrase;
    }
    phrase->before = dup_range(text, 0, words.items[0].offset);
    phrase->after = dup_range(text, end_of(&words.items[words.count - 1]), text.len);
    /* A sentence's own end is no part of what is meant: "Gemak op elk vlak." */
    if (strspn(phrase->after, ".,;:") == strlen(phrase->after)) {
        *phrase->after = '\0';
    }
    return phrase;
}

static struct phrase *add_phrase(struct loader *loader, struct ts_str text, enum phrase_use use)
{
    struct words words = words_cut_text(loader->call, text);
    struct phrase *phrase = phrase_new(text, words);
    if (words.count == 0 && !*phrase->before) {
        phrase_free(phrase);
        return NULL;
    }
    phrase->term = loader->index;
    phrase->use = use;
    g_ptr_array_add(loader->terms->phrases, phrase);
    if (words.count == 0) {
        g_ptr_array_add(loader->terms->signs, phrase);
    } else {
        plant(loader->terms, phrase, words);
    }
    return phrase;
}

int terms_add_phrase(struct loader *loader, struct ts_str text, enum phrase_use use, guint group)
{
    struct phrase *phrase = add_phrase(loader, text, use);
    if (!phrase) {
        return terms_refuse(loader, "one of its texts is empty");
    }
    phrase->group = group;
    return 0;
}

void terms_add_respelled(struct loader *loader, struct ts_str text)
{
    struct phrase *phrase = add_phrase(loader, text, PHRASE_WRONG);
    if (phrase) {
        phrase->is_respelled = TRUE;
    }
}

void phrase_free(gpointer data)
{
    struct phrase *phrase = data;
    guint gap_count = phrase->word_count > 1 ? phrase->word_count - 1 : 0;
    for (guint i = 0; i < gap_count; i++) {
        g_free(phrase->gaps[i]);
    }
    g_free(phrase->gaps);
    g_strfreev(phrase->clean);
    g_free(phrase->before);
    g_free(phrase->after);
    g_free(phrase);
}

/* ---- letter case ---- */

static gboolean is_same_folded(const struct phrase *a, const struct phrase *b)
{
    if (a->word_count != b->word_count || a->word_count == 0) {
        return FALSE;
    }
    for (guint i = 0; i < a->word_count; i++) {
        g_autofree char *left = g_utf8_casefold(a->clean[i], -1);
        g_autofree char *right = g_utf8_casefold(b->clean[i], -1);
        if (!g_str_equal(left, right)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Is wrong nothing but right with a capital to begin with? */
static gboolean is_capitalised(const struct phrase *wrong, const struct phrase *right)
{
    const char *w = wrong->clean[0];
    const char *r = right->clean[0];
    for (guint i = 1; i < wrong->word_count; i++) {
        if (!g_str_equal(wrong->clean[i], right->clean[i])) {
            return FALSE;
        }
    }
    return g_unichar_toupper(g_utf8_get_char(r)) == g_utf8_get_char(w) &&
           g_str_equal(g_utf8_next_char(w), g_utf8_next_char(r));
}

void terms_settle_case(struct loader *loader)
{
    GPtrArray *all = loader->terms->phrases;
    guint first = all->len;
    while (first > 0 &&
           ((struct phrase *)g_ptr_array_index(all, first - 1))->term == loader->index) {
        first--;
    }
    for (guint i = first; i < all->len; i++) {
        struct phrase *right = g_ptr_array_index(all, i);
        for (guint j = first; right->use == PHRASE_RIGHT && j < all->len; j++) {
            struct phrase *wrong = g_ptr_array_index(all, j);
            if (wrong->use == PHRASE_WRONG && is_same_folded(wrong, right)) {
                right->is_exact = TRUE;
                wrong->is_exact = !wrong->is_respelled;
                wrong->may_start = is_capitalised(wrong, right);
            }
        }
    }
}
