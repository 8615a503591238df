/* SPDX-License-Identifier: MIT
 *
 * Finds phrases among words in one pass: the first word's folded form leads to the few phrases that
 * begin with it.
 */
#include "plugins/check-terms/terms.h"

#define WORD_MAX 256u /* bytes of a word that is looked up */

/* Between the words of a phrase only white space may stand. */
static gboolean are_adjacent(const struct ts_block *block, const struct word *left,
                             const struct word *right)
{
    const char *at = block->text.ptr + left->offset + left->length;
    const char *end = block->text.ptr + right->offset;
    for (; at < end; at = g_utf8_next_char(at)) {
        if (!g_unichar_isspace(g_utf8_get_char(at))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_exact(const struct phrase *phrase, const struct word *words)
{
    const char *at = phrase->exact;
    for (guint i = 0; i < phrase->count; i++) {
        at += i ? 1 : 0;
        if (strncmp(at, words[i].clean.ptr, words[i].clean.len) != 0) {
            return FALSE;
        }
        at += words[i].clean.len;
    }
    return *at == '\0';
}

static gboolean matches(const struct phrase *phrase, const struct ts_block *block,
                        struct words words, guint32 first)
{
    if (phrase->count > words.count - first) {
        return FALSE;
    }
    const struct word *at = words.items + first;
    for (guint i = 1; i < phrase->count; i++) {
        if (!ts_is(at[i].folded, phrase->folded[i]) || !are_adjacent(block, &at[i - 1], &at[i])) {
            return FALSE;
        }
    }
    return !phrase->exact || is_exact(phrase, at);
}

static const struct phrase *find(const struct terms *terms, const struct word *word)
{
    char key[WORD_MAX];
    if (word->folded.len >= sizeof key) {
        return NULL;
    }
    memcpy(key, word->folded.ptr, word->folded.len);
    key[word->folded.len] = '\0';
    return g_hash_table_lookup(terms->phrases, key);
}

/* Is a longer phrase of the same term, that also begins here, taken already? */
static gboolean is_shadowed(const struct phrase *phrase, const struct phrase *const *taken,
                            guint taken_count)
{
    for (guint i = 0; i < taken_count; i++) {
        if (taken[i]->term == phrase->term) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A right phrase covers its words for its own term until its last word. */
struct cover {
    guint term;
    guint32 last;
};

static gboolean is_covered(const struct cover *covers, guint count, guint term, guint32 last)
{
    for (guint i = 0; i < count; i++) {
        if (covers[i].term == term && last <= covers[i].last) {
            return TRUE;
        }
    }
    return FALSE;
}

#define TAKEN_MAX 64u

int terms_match(const struct terms *terms, const struct ts_block *block, struct words words,
                match_fn fn, void *data)
{
    struct cover covers[TAKEN_MAX];
    guint cover_count = 0;
    for (guint32 i = 0; i < words.count; i++) {
        const struct phrase *taken[TAKEN_MAX];
        guint taken_count = 0;
        for (const struct phrase *p = find(terms, &words.items[i]); p && taken_count < TAKEN_MAX;
             p = p->next) {
            guint32 last = i + p->count - 1;
            if (is_shadowed(p, taken, taken_count) || !matches(p, block, words, i)) {
                continue;
            }
            taken[taken_count++] = p;
            if (is_covered(covers, cover_count, p->term, last)) {
                continue;
            }
            covers[cover_count++ % TAKEN_MAX] = (struct cover){p->term, last};
            cover_count = MIN(cover_count, TAKEN_MAX - 1);
            guint32 begin = words.items[i].offset;
            guint32 end = words.items[last].offset + words.items[last].length;
            struct match match = {p, i, last, begin, end - begin};
            if (fn(data, &match) != 0) {
                return -1;
            }
        }
        guint kept = 0;
        for (guint c = 0; c < cover_count; c++) {
            if (covers[c].last > i) {
                covers[kept++] = covers[c];
            }
        }
        cover_count = kept;
    }
    return 0;
}

/* "nl" sees nl, nl-NL and NL_be. */
static gboolean is_language(const char *wanted, struct ts_str language)
{
    size_t size = strlen(wanted);
    return language.len >= size && g_ascii_strncasecmp(language.ptr, wanted, size) == 0 &&
           (language.len == size || language.ptr[size] == '-' || language.ptr[size] == '_');
}

static gboolean is_in_kinds(const struct term *term, struct ts_list kinds)
{
    for (guint i = 0; i < term->in->len; i++) {
        for (guint32 k = 0; k < kinds.count; k++) {
            if (ts_is(*(const struct ts_str *)ts_item(kinds, k), g_ptr_array_index(term->in, i))) {
                return TRUE;
            }
        }
    }
    return term->in->len == 0;
}

gboolean term_sees_block(const struct terms *terms, const struct term *term,
                         const struct ts_block *block, struct ts_list kinds)
{
    struct ts_str language = block->language.len ? block->language : ts_text(terms->first_language);
    return (!term->language || is_language(term->language, language)) &&
           ((term->scope >> block->role) & 1u || term->wants_link) && is_in_kinds(term, kinds);
}

gboolean term_sees_match(const struct term *term, const struct ts_block *block, struct words words,
                         const struct match *match)
{
    gboolean is_in_scope = (term->scope >> block->role) & 1u;
    for (guint32 i = match->first; i <= match->last; i++) {
        const struct word *word = &words.items[i];
        if (word->flags & term->except) {
            return FALSE;
        }
        if (!is_in_scope && !(word->flags & WORD_IN_LINK)) {
            return FALSE;
        }
        if (term->language && word->language.len && !is_language(term->language, word->language)) {
            return FALSE;
        }
    }
    g_autofree char *actual =
        g_utf8_casefold(block->text.ptr + match->offset, (gssize)match->length);
    return !g_hash_table_contains(term->except_words, actual);
}
