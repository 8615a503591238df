/* SPDX-License-Identifier: MIT
 *
 * What a term looks at: kinds of documents, roles of blocks, languages, and what it leaves alone.
 */
#include "plugins/check-terms/terms.h"
#include "plugins/common/kinds.h"

struct scene terms_scene(struct ts_call *call, const struct terms *terms,
                         const struct ts_block *block, struct ts_list kinds)
{
    return (struct scene){call, terms, block, kinds, words_cut(call, block)};
}

/* ---- kinds, language ---- */

gboolean term_is_in_kinds(const struct term *term, struct ts_list kinds)
{
    return kinds_are_in(kinds, term->in) && !kinds_meet(kinds, term->except_in);
}

struct ts_str terms_language_of(const struct scene *scene)
{
    return scene->block->language.len ? scene->block->language
                                      : ts_text(scene->terms->first_language);
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
    return is_language(term->language, language.len ? language : terms_language_of(scene));
}

/* ---- scope, exceptions ---- */

static gboolean is_in_scope(const struct scene *scene, const struct term *term)
{
    return term->scope >> scene->block->role & 1u;
}

gboolean term_may_see(const struct scene *scene, const struct term *term)
{
    gboolean has_spans = scene->block->spans.count > 0;
    return term_is_in_kinds(term, scene->kinds) &&
           (is_in_scope(scene, term) || (term->wants_link && has_spans)) &&
           (has_spans || term_sees_language(scene, term, ts_text(NULL)));
}

gboolean term_sees_block(const struct scene *scene, const struct term *term)
{
    return is_in_scope(scene, term) && term_is_in_kinds(term, scene->kinds) &&
           term_sees_language(scene, term, ts_text(NULL));
}

/* flags: of the word or the range; language: of its innermost span, or empty. */
static gboolean is_seen(const struct scene *scene, const struct term *term, guint32 flags,
                        struct ts_str language)
{
    if (scene->block->role == TS_ROLE_LINK) {
        flags |= WORD_IN_LINK;
    }
    return !(flags & term->except) &&
           (is_in_scope(scene, term) || (term->wants_link && flags & WORD_IN_LINK)) &&
           term_sees_language(scene, term, language);
}

static gboolean is_quoted(const struct scene *scene, const struct term *term, size_t begin,
                          size_t end)
{
    return term->except & WORD_IN_QUOTE && terms_is_quoted(scene->block->text, begin, end);
}

gboolean term_sees_words(const struct scene *scene, const struct term *term, guint32 first,
                         guint32 last)
{
    for (guint32 i = first; i <= last; i++) {
        const struct word *word = &scene->words.items[i];
        if (!is_seen(scene, term, word->flags, word->language)) {
            return FALSE;
        }
    }
    const struct word *end = &scene->words.items[last];
    return term_is_in_kinds(term, scene->kinds) && !term_excepts(scene, term, first, last) &&
           !is_quoted(scene, term, scene->words.items[first].offset,
                      (size_t)end->offset + end->length);
}

/* ---- what is not cut into words ---- */

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

/* What the spans say of some bytes: of all that touch them, and the language of the innermost. */
static guint32 spans_over(const struct scene *scene, guint32 begin, guint32 end,
                          struct ts_str *language_r)
{
    static const guint32 flags[] = {
        [TS_SPAN_LINK] = WORD_IN_LINK,
        [TS_SPAN_CODE] = WORD_IN_CODE,
        [TS_SPAN_QUOTE] = WORD_IN_QUOTE,
        [TS_SPAN_LANGUAGE] = 0,
    };
    guint32 all = 0;
    for (guint32 i = 0; i < scene->block->spans.count; i++) {
        const struct ts_span *span = ts_item(scene->block->spans, i);
        if (span->offset >= end) {
            break;
        }
        if (span->offset + span->length <= begin || span->kind >= G_N_ELEMENTS(flags)) {
            continue;
        }
        all |= flags[span->kind];
        if (span->kind == TS_SPAN_LANGUAGE) {
            *language_r = span->value;
        }
    }
    return all;
}

/* What the words at next and before it say of the bytes between: a sign has no word of its own, it
 * belongs to what it touches. */
static guint32 flags_touched(const struct words *words, guint32 next, guint32 begin, guint32 end)
{
    const struct word *items = words->items;
    guint32 flags = 0;
    if (next < words->count && items[next].offset == end) {
        flags |= items[next].flags;
    }
    if (next > 0 && items[next - 1].offset + items[next - 1].length == begin) {
        flags |= items[next - 1].flags;
    }
    /* between two words of one quotation */
    if (next > 0 && next < words->count) {
        flags |= items[next].flags & items[next - 1].flags & WORD_IN_QUOTE;
    }
    return flags;
}

gboolean term_sees_range(const struct scene *scene, const struct term *term, guint32 begin,
                         guint32 end)
{
    struct ts_str language = {NULL, 0};
    guint32 first = word_after(&scene->words, begin);
    guint32 last = first;
    guint32 flags = spans_over(scene, begin, end, &language);
    flags |= scene->block->role == TS_ROLE_CODE    ? WORD_IN_CODE
             : scene->block->role == TS_ROLE_QUOTE ? WORD_IN_QUOTE
                                                   : 0;
    for (; last < scene->words.count && scene->words.items[last].offset < end; last++) {
        flags |= scene->words.items[last].flags;
    }
    if (last == first) {
        flags |= flags_touched(&scene->words, first, begin, end);
    }
    if (!term_is_in_kinds(term, scene->kinds) || !is_seen(scene, term, flags, language) ||
        is_quoted(scene, term, begin, end)) {
        return FALSE;
    }
    if (last > first) {
        return !term_excepts(scene, term, first, last - 1);
    }
    /* "&" in "R&D": excepted with the words around it */
    return first == 0 || first == scene->words.count ||
           !term_excepts(scene, term, first - 1, first);
}
