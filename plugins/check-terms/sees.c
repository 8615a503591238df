/* SPDX-License-Identifier: MIT
 *
 * What a term looks at: kinds of documents, roles of blocks, languages, and what it leaves alone.
 */
#include "plugins/check-terms/terms.h"

struct scene terms_scene(struct ts_call *call, const struct terms *terms,
                         const struct ts_block *block, struct ts_list kinds)
{
    return (struct scene){call, terms, block, kinds, words_cut(call, block)};
}

static struct ts_str language_of(const struct scene *scene)
{
    return scene->block->language.len ? scene->block->language
                                      : ts_text(scene->terms->first_language);
}

gboolean term_is_in_kinds(const struct term *term, struct ts_list kinds)
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

/* "nl" sees nl, nl-NL and NL_be. */
static gboolean is_language(const char *wanted, struct ts_str language)
{
    size_t size = strlen(wanted);
    return language.len >= size && g_ascii_strncasecmp(language.ptr, wanted, size) == 0 &&
           (language.len == size || language.ptr[size] == '-' || language.ptr[size] == '_');
}

gboolean term_sees_language(const struct scene *scene, const struct term *term,
                            struct ts_str language)
{
    if (!term->language) {
        return TRUE;
    }
    return is_language(term->language, language.len ? language : language_of(scene));
}

static gboolean is_in_scope(const struct scene *scene, const struct term *term)
{
    return term->scope >> scene->block->role & 1u;
}

gboolean term_sees_block(const struct scene *scene, const struct term *term)
{
    return is_in_scope(scene, term) && term_is_in_kinds(term, scene->kinds) &&
           term_sees_language(scene, term, ts_text(NULL));
}

static gboolean is_excepted_word(const struct scene *scene, const struct term *term, guint32 first,
                                 guint32 last)
{
    if (g_hash_table_size(term->except_words) == 0) {
        return FALSE;
    }
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint32 i = first; i <= last; i++) {
        struct ts_str folded = terms_without_dot(scene->words.items[i].folded);
        g_string_append(key, i > first ? " " : "");
        g_string_append_len(key, folded.ptr, (gssize)folded.len);
    }
    return g_hash_table_contains(term->except_words, key->str);
}

gboolean term_sees_words(const struct scene *scene, const struct term *term, guint32 first,
                         guint32 last)
{
    gboolean has_scope = is_in_scope(scene, term);
    if (!has_scope && !term->wants_link) {
        return FALSE;
    }
    for (guint32 i = first; i <= last; i++) {
        const struct word *word = &scene->words.items[i];
        if (word->flags & term->except || (!has_scope && !(word->flags & WORD_IN_LINK)) ||
            !term_sees_language(scene, term, word->language)) {
            return FALSE;
        }
    }
    return term_is_in_kinds(term, scene->kinds) && !is_excepted_word(scene, term, first, last);
}

/* The first word that ends after this byte. */
static guint32 word_after(const struct words *words, guint32 begin)
{
    guint32 low = 0;
    guint32 high = words->count;
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (words->items[middle].offset + words->items[middle].length > begin) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

static gboolean is_in_excepted_span(const struct scene *scene, const struct term *term,
                                    guint32 begin, guint32 end)
{
    static const guint32 flags[] = {
        [TS_SPAN_LINK] = WORD_IN_LINK,
        [TS_SPAN_CODE] = WORD_IN_CODE,
        [TS_SPAN_QUOTE] = WORD_IN_QUOTE,
    };
    for (guint32 i = 0; i < scene->block->spans.count; i++) {
        const struct ts_span *span = ts_item(scene->block->spans, i);
        if (span->offset >= end) {
            break;
        }
        if (span->kind < G_N_ELEMENTS(flags) && term->except & flags[span->kind] &&
            span->offset + span->length > begin) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A sign has no word of its own: it belongs to what it touches. */
static gboolean is_touched(const struct scene *scene, const struct term *term, guint32 next,
                           guint32 begin, guint32 end)
{
    const struct word *words = scene->words.items;
    return (next < scene->words.count && words[next].offset == end &&
            words[next].flags & term->except) ||
           (next > 0 && words[next - 1].offset + words[next - 1].length == begin &&
            words[next - 1].flags & term->except);
}

/* What is not cut into words: a sign, a pattern's match. */
gboolean term_sees_range(const struct scene *scene, const struct term *term, guint32 begin,
                         guint32 end)
{
    guint32 first = word_after(&scene->words, begin);
    guint32 last = first;
    for (; last < scene->words.count && scene->words.items[last].offset < end; last++) {
        if (scene->words.items[last].flags & term->except) {
            return FALSE;
        }
    }
    if (last > first ? is_excepted_word(scene, term, first, last - 1)
                     : is_touched(scene, term, first, begin, end)) {
        return FALSE;
    }
    return !is_in_excepted_span(scene, term, begin, end);
}
