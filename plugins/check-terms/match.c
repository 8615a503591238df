/* SPDX-License-Identifier: MIT
 *
 * Finds phrases among the words of a block in one pass.
 */
#include "plugins/check-terms/terms.h"

#define PARTS_MAX 8u /* of one word */

struct finder {
    const struct scene *scene;
    const struct tree *tree;
    GArray *matches; /* struct match, by first word; NULL till one is found */
};

/* ---- is it the phrase, to the letter? ---- */

static gboolean is_text_at(const struct scene *scene, size_t offset, const char *text, size_t size)
{
    return offset <= scene->block->text.len && scene->block->text.len - offset >= size &&
           memcmp(scene->block->text.ptr + offset, text, size) == 0;
}

gboolean terms_is_gap(const struct scene *scene, const struct word *left, const char *signs)
{
    const char *at = scene->block->text.ptr + left->offset + left->length;
    const char *end = scene->block->text.ptr + left[1].offset;
    for (; at < end; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        if (g_unichar_isspace(code)) {
            continue;
        }
        if (*signs == '\0' || g_utf8_get_char(signs) != code) {
            return FALSE;
        }
        signs = g_utf8_next_char(signs);
    }
    return *signs == '\0';
}

/* How the words stand there, joined by spaces; a part of a word stands for its last one. */
static gboolean is_written(const struct phrase *phrase, const struct word *words,
                           struct ts_str last)
{
    for (guint i = 0; i < phrase->word_count; i++) {
        struct ts_str clean = i + 1 < phrase->word_count ? words[i].clean : last;
        if (!ts_equal(terms_without_dot(clean), terms_without_dot(ts_text(phrase->clean[i])))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_shouted(struct ts_str text)
{
    for (const char *at = text.ptr; at < text.ptr + text.len; at = g_utf8_next_char(at)) {
        if (g_unichar_islower(g_utf8_get_char(at))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "Vloerplan" for "vloerplan". */
static gboolean is_capitalised(struct ts_str text, const char *right)
{
    const char *rest = text.len ? g_utf8_next_char(text.ptr) : NULL;
    return rest && g_unichar_toupper(g_utf8_get_char(right)) == g_utf8_get_char(text.ptr) &&
           ts_is(ts_bytes(rest, (size_t)(text.ptr + text.len - rest)), g_utf8_next_char(right));
}

/* A respelled name: neither as it should be, nor in capitals throughout, nor with just the capital
 * of a sentence. */
static gboolean is_respelled(const struct phrase *phrase, const struct word *words,
                             struct ts_str last)
{
    gboolean is_loud = TRUE;
    for (guint i = 0; i < phrase->word_count; i++) {
        is_loud &= is_shouted(i + 1 < phrase->word_count ? words[i].clean : last);
    }
    return !is_loud && !is_written(phrase, words, last) &&
           !(phrase->word_count == 1 && words->flags & WORD_SENTENCE_START &&
             is_capitalised(last, phrase->clean[0]));
}

static gboolean is_case_right(const struct phrase *phrase, const struct word *words,
                              struct ts_str last)
{
    if (phrase->is_respelled) {
        return is_respelled(phrase, words, last);
    }
    if (!phrase->is_exact) {
        return TRUE;
    }
    return is_written(phrase, words, last) &&
           !(phrase->may_start && words[0].flags & WORD_SENTENCE_START);
}

/* ---- one match ---- */

/* The bytes of a match; FALSE: what must touch it does not. */
static gboolean find_bytes(const struct scene *scene, struct match *match, struct ts_str last,
                           gboolean is_part)
{
    const struct phrase *phrase = match->phrase;
    const struct word *first = &scene->words.items[match->first];
    const struct word *end = &scene->words.items[match->last];
    size_t before = strlen(phrase->before);
    size_t after = strlen(phrase->after);
    match->begin = first->offset;
    match->end = end->offset + end->length;
    if (is_part) {
        match->end = (guint32)(last.ptr + last.len - scene->block->text.ptr);
        match->begin = match->first == match->last ? (guint32)(last.ptr - scene->block->text.ptr)
                                                   : match->begin;
    }
    if (match->begin < before ||
        !is_text_at(scene, match->begin - before, phrase->before, before) ||
        !is_text_at(scene, match->end, phrase->after, after)) {
        return FALSE;
    }
    match->begin -= (guint32)before;
    match->end += (guint32)after;
    return TRUE;
}

/* last: the last word as written, or the part of it that the phrase is met in. */
static void try_phrase(struct finder *finder, const struct phrase *phrase, guint32 first,
                       struct ts_str last, gboolean is_part)
{
    const struct scene *scene = finder->scene;
    const struct word *words = scene->words.items + first;
    struct match match = {.phrase = phrase,
                          .first = first,
                          .last = first + phrase->word_count - 1,
                          .weight = phrase->word_count * 2 - (is_part ? 1 : 0)};
    for (guint i = 0; i + 1 < phrase->word_count; i++) {
        if (!terms_is_gap(scene, &words[i], phrase->gaps[i])) {
            return;
        }
    }
    if (!is_case_right(phrase, words, last) || !find_bytes(scene, &match, last, is_part)) {
        return;
    }
    if (phrase->use != PHRASE_RIGHT &&
        ((match.first == match.last && !*phrase->before && !*phrase->after &&
          terms_is_mere_letter(scene, match.first)) ||
         !term_sees_words(scene, term_at(scene->terms, phrase->term), match.first, match.last))) {
        return;
    }
    if (!finder->matches) {
        finder->matches = g_array_new(FALSE, FALSE, sizeof(struct match));
    }
    g_array_append_val(finder->matches, match);
}

static void try_node(struct finder *finder, guint node, guint32 first, struct ts_str last,
                     gboolean is_part)
{
    const struct phrase *phrase = tree_node(finder->tree, node)->phrases;
    for (; phrase; phrase = phrase->next) {
        if (!is_part || phrase->is_name) {
            try_phrase(finder, phrase, first, last, is_part);
        }
    }
}

/* ---- names inside words ---- */

/* Hyphens and apostrophes, plain and typographic. */
static gboolean is_joint(gunichar code)
{
    return code == '-' || code == '\'' || code == '`' || (code >= 0x2010 && code <= 0x2019);
}

/* The part of a word that begins at this byte of it, up to a hyphen or an apostrophe. */
static struct ts_str part_at(struct ts_str raw, size_t begin)
{
    const char *at = raw.ptr + begin;
    while (at < raw.ptr + raw.len && !is_joint(g_utf8_get_char(at))) {
        at = g_utf8_next_char(at);
    }
    return ts_bytes(raw.ptr + begin, (size_t)(at - raw.ptr) - begin);
}

static guint number_of_part(const struct finder *finder, struct ts_str part)
{
    const struct scene *scene = finder->scene;
    struct words words = part.len ? words_cut_text(scene->call, part) : (struct words){0};
    return words.count == 1 ? terms_word(scene->terms, words.items[0].folded) : 0;
}

/* "VlakPlan-vloer", "VlakPlan's": node was reached by the words before, or is the root. */
static void try_parts(struct finder *finder, guint node, guint32 first, guint32 index)
{
    const struct word *word = &finder->scene->words.items[index];
    struct ts_str raw = ts_bytes(finder->scene->block->text.ptr + word->offset, word->length);
    size_t begin = 0;
    for (guint parts = 0; begin < raw.len && parts < PARTS_MAX; parts++) {
        struct ts_str part = part_at(raw, begin);
        guint number = part.len < raw.len ? number_of_part(finder, part) : 0;
        guint next = number ? tree_step(finder->tree, node, number) : 0;
        gboolean is_letter = part.len && g_utf8_next_char(part.ptr) == part.ptr + part.len;
        if (next && !is_letter) { /* not the U of "U-bocht" */
            try_node(finder, next, first, part, TRUE);
        }
        if (node != TREE_ROOT || begin + part.len == raw.len) {
            break; /* the next word of a phrase begins where the word does */
        }
        begin = (size_t)(g_utf8_next_char(part.ptr + part.len) - raw.ptr);
    }
}

static gboolean has_parts(const struct word *word)
{
    for (size_t i = 0; i < word->clean.len; i++) {
        if (word->clean.ptr[i] == '-' || word->clean.ptr[i] == '\'') {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- all of a block ---- */

/* From a node that the words up to first led to, as far as there are phrases. */
static void walk(struct finder *finder, guint node, guint32 first)
{
    const struct words *words = &finder->scene->words;
    for (guint32 i = first; node; i++) {
        try_node(finder, node, first, words->items[i].clean, FALSE);
        if (tree_node(finder->tree, node)->child_count == 0 || i + 1 == words->count) {
            return;
        }
        const struct word *next = &words->items[i + 1];
        if (finder->tree->has_names && has_parts(next)) {
            try_parts(finder, node, first, i + 1);
        }
        guint number = terms_word(finder->scene->terms, next->folded);
        node = number ? tree_step(finder->tree, node, number) : 0;
    }
}

GArray *terms_match(const struct scene *scene, const struct tree *tree)
{
    struct finder finder = {.scene = scene, .tree = tree};
    if (tree->longest == 0) {
        return NULL;
    }
    for (guint32 i = 0; i < scene->words.count; i++) {
        const struct word *word = &scene->words.items[i];
        if (tree->has_names && has_parts(word)) {
            try_parts(&finder, TREE_ROOT, i, i);
        }
        guint number = terms_word(scene->terms, word->folded);
        guint node = number ? tree_step(tree, TREE_ROOT, number) : 0;
        if (node) {
            walk(&finder, node, i);
        }
    }
    if (!finder.matches) {
        return NULL;
    }
    /* Terms that count leave each other alone. */
    return terms_settle(finder.matches, tree->longest,
                        tree == &scene->terms->judged.tree ? scene->words.count : 0);
}
