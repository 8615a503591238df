/* SPDX-License-Identifier: MIT
 *
 * What a phrase of the brand book is made of, and its place in the search, so that a text is held
 * against thousands of them in one pass.
 */
#include "plugins/check-terms/terms.h"

/* ---- into the search ---- */

struct ts_str terms_without_dot(struct ts_str folded)
{
    if (folded.len > 1 && folded.ptr[folded.len - 1] == '.') {
        folded.len--;
    }
    return folded;
}

guint terms_word(const struct terms *terms, struct ts_str folded)
{
    return vocabulary_find(&terms->words, terms_without_dot(folded));
}

static struct search *search_of(struct terms *terms, const struct phrase *phrase)
{
    gboolean is_judged = phrase->use == PHRASE_RIGHT || phrase->use == PHRASE_WRONG;
    return is_judged ? &terms->judged : &terms->tallied;
}

/* The longest run of small ASCII letters and digits: it stands in the text as it is here, in some
 * letter case, wherever the text is plain. */
static struct ts_str longest_run(struct words words)
{
    struct ts_str best = {"", 0};
    for (guint32 w = 0; w < words.count; w++) {
        struct ts_str folded = words.items[w].folded;
        size_t begin = 0;
        for (size_t i = 0; i <= folded.len; i++) {
            if (i == folded.len || !g_ascii_isalnum(folded.ptr[i])) {
                best = i - begin > best.len ? ts_bytes(folded.ptr + begin, i - begin) : best;
                begin = i + 1;
            }
        }
    }
    return best;
}

/* Whole documents are counted over: blocks without any of these need not be cut. */
static void announce(struct terms *terms, struct words words)
{
    struct ts_str run = longest_run(words);
    if (run.len) {
        needles_add(&terms->tallied.needles, run, NEEDLE_ONCE, terms->phrases->len - 1);
    } else {
        terms->tallied.has_unknown = TRUE;
    }
}

static void plant(struct terms *terms, struct phrase *phrase, struct words words)
{
    struct tree *tree = &search_of(terms, phrase)->tree;
    guint node = TREE_ROOT;
    for (guint32 i = 0; i < words.count; i++) {
        guint word = vocabulary_add(&terms->words, terms_without_dot(words.items[i].folded));
        node = tree_add_step(tree, node, word);
    }
    phrase->next = tree_node(tree, node)->phrases;
    tree_node(tree, node)->phrases = phrase;
    tree->has_names |= phrase->is_name;
    tree->longest = MAX(tree->longest, words.count);
}

/* ---- a phrase ---- */

char *terms_dup_signs(struct ts_str text, size_t begin, size_t end)
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
            phrase->gaps[i] = terms_dup_signs(text, end_of(word), word[1].offset);
        }
    }
    if (words.count == 0) {
        phrase->before = terms_dup_signs(text, 0, text.len);
        phrase->after = g_strdup("");
        return phrase;
    }
    phrase->before = terms_dup_signs(text, 0, words.items[0].offset);
    phrase->after = terms_dup_signs(text, end_of(&words.items[words.count - 1]), text.len);
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
    if (words.count) {
        plant(loader->terms, phrase, words);
        if (search_of(loader->terms, phrase) == &loader->terms->tallied) {
            announce(loader->terms, words);
        }
    } else if (use != PHRASE_RIGHT) {
        needles_add(&search_of(loader->terms, phrase)->needles, ts_text(phrase->before),
                    NEEDLE_EACH, loader->terms->phrases->len - 1);
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
        phrase->expected = g_strndup(text.ptr, text.len);
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
    g_free(phrase->expected);
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
