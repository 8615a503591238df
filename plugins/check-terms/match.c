/* SPDX-License-Identifier: MIT
 *
 * Finds phrases among the words of a block in one pass.
 */
#include "plugins/check-terms/terms.h"

#define PARTS_MAX 8u /* of one word */

struct finder {
    const struct scene *scene;
    const struct phrase_tree *tree;
    guint *numbers;  /* of each word, 0 = in no phrase */
    GArray *matches; /* struct match, by first word; NULL till one is found */
};

/* ---- is it the phrase, to the letter? ---- */

static gboolean is_text_at(const struct scene *scene, size_t offset, const char *text, size_t size)
{
    return offset <= scene->block->text.len && scene->block->text.len - offset >= size &&
           memcmp(scene->block->text.ptr + offset, text, size) == 0;
}

/* Between two words of a phrase stand white space and the signs the phrase has there. */
static gboolean is_gap(const struct scene *scene, const struct word *left, const char *signs)
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
        if (!is_gap(scene, &words[i], phrase->gaps[i])) {
            return;
        }
    }
    if (!is_case_right(phrase, words, last) || !find_bytes(scene, &match, last, is_part)) {
        return;
    }
    if (phrase->use != PHRASE_RIGHT &&
        !term_sees_words(scene, term_at(scene->terms, phrase->term), match.first, match.last)) {
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
    const struct phrase *phrase = g_ptr_array_index(finder->tree->phrases, node);
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
    char small[64];
    if (part.len == 0 || part.len > sizeof small) {
        return 0;
    }
    for (size_t i = 0; i < part.len; i++) {
        small[i] = g_ascii_tolower(part.ptr[i]);
    }
    return terms_word(finder->scene->terms, ts_bytes(small, part.len));
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
        guint next = number ? phrase_tree_step(finder->tree, node, number) : 0;
        if (next) {
            try_node(finder, next, first, part, TRUE);
        }
        if (node != 1 || begin + part.len == raw.len) {
            break; /* the next word of a phrase begins where the word does */
        }
        begin = (size_t)(g_utf8_next_char(part.ptr + part.len) - raw.ptr);
    }
}

static gboolean has_parts(const struct word *word)
{
    return memchr(word->clean.ptr, '-', word->clean.len) ||
           memchr(word->clean.ptr, '\'', word->clean.len);
}

static void find_from(struct finder *finder, guint32 first)
{
    const struct words *words = &finder->scene->words;
    guint node = 1;
    for (guint32 i = first; i < words->count && node; i++) {
        if (finder->tree->has_names && has_parts(&words->items[i])) {
            try_parts(finder, node, first, i);
        }
        node = finder->numbers[i] ? phrase_tree_step(finder->tree, node, finder->numbers[i]) : 0;
        if (node) {
            try_node(finder, node, first, words->items[i].clean, FALSE);
        }
    }
}

/* ---- all of a block ---- */

GArray *terms_match(const struct scene *scene, const struct phrase_tree *tree)
{
    struct finder finder = {.scene = scene, .tree = tree};
    if (g_hash_table_size(tree->edges) == 0 || scene->words.count == 0) {
        return NULL;
    }
    finder.numbers = g_new(guint, scene->words.count);
    for (guint32 i = 0; i < scene->words.count; i++) {
        finder.numbers[i] = terms_word(scene->terms, scene->words.items[i].folded);
    }
    for (guint32 i = 0; i < scene->words.count; i++) {
        if (finder.numbers[i] || (tree->has_names && has_parts(&scene->words.items[i]))) {
            find_from(&finder, i);
        }
    }
    g_free(finder.numbers);
    if (!finder.matches) {
        return NULL;
    }
    /* Terms that count leave each other alone. */
    return terms_settle(finder.matches, tree->longest,
                        tree == &scene->terms->judged ? scene->words.count : 0);
}

/* ---- signs ---- */

static void match_sign(const struct scene *scene, const struct phrase *sign, GArray *matches)
{
    const struct term *term = term_at(scene->terms, sign->term);
    struct ts_str text = scene->block->text;
    size_t size = strlen(sign->before);
    size_t offset = 0;
    for (guint count = 0; count < TERMS_PLACES_MAX; count++) {
        const char *at = memmem(text.ptr + offset, text.len - offset, sign->before, size);
        if (!at) {
            return;
        }
        offset = (size_t)(at - text.ptr) + size;
        struct match match = {
            .phrase = sign, .begin = (guint32)(offset - size), .end = (guint32)offset};
        if (term_sees_range(scene, term, match.begin, match.end)) {
            g_array_append_val(matches, match);
        }
    }
}

GArray *terms_match_signs(const struct scene *scene, gboolean is_judged)
{
    GArray *matches = NULL;
    for (guint i = 0; i < scene->terms->signs->len; i++) {
        const struct phrase *sign = g_ptr_array_index(scene->terms->signs, i);
        if ((sign->use == PHRASE_WRONG) != is_judged || sign->use == PHRASE_RIGHT ||
            scene->block->text.len == 0 ||
            !term_sees_block(scene, term_at(scene->terms, sign->term))) {
            continue;
        }
        matches = matches ? matches : g_array_new(FALSE, FALSE, sizeof(struct match));
        match_sign(scene, sign, matches);
    }
    return matches;
}
