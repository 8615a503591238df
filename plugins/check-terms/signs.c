/* SPDX-License-Identifier: MIT
 *
 * Signs: texts without a word ("!!", "&"), looked for as they are. Of those that overlap the
 * longest stays, among all that are judged, or among those of one term that are counted.
 */
#include "plugins/check-terms/terms.h"

static const struct match *match_at(const GArray *matches, guint index)
{
    return &g_array_index(matches, struct match, index);
}

static int by_place(const struct match *a, const struct match *b)
{
    int order = (a->begin > b->begin) - (a->begin < b->begin);
    return order ? order : (a->end < b->end) - (a->end > b->end);
}

static int by_place_then_length(const void *left, const void *right)
{
    return by_place(left, right);
}

static int by_term_then_place(const void *left, const void *right)
{
    const struct match *a = left;
    const struct match *b = right;
    int order = (a->phrase->term > b->phrase->term) - (a->phrase->term < b->phrase->term);
    return order ? order : by_place(a, b);
}

/* Drops what lies in one that was kept. */
static void drop_inner(GArray *matches, gboolean is_judged)
{
    guint kept = 0;
    qsort(matches->data, matches->len, sizeof(struct match),
          is_judged ? by_place_then_length : by_term_then_place);
    for (guint i = 0; i < matches->len; i++) {
        struct match match = *match_at(matches, i);
        const struct match *last = kept ? match_at(matches, kept - 1) : NULL;
        if (!last || match.end > last->end ||
            (!is_judged && last->phrase->term != match.phrase->term)) {
            g_array_index(matches, struct match, kept++) = match;
        }
    }
    g_array_set_size(matches, kept);
}

GArray *terms_match_signs(const struct scene *scene, const GArray *hits, gboolean is_judged)
{
    GArray *matches = NULL;
    for (guint i = 0; hits && i < hits->len; i++) {
        const struct needle_hit *hit = &g_array_index(hits, struct needle_hit, i);
        const struct phrase *phrase = g_ptr_array_index(scene->terms->phrases, hit->owner);
        struct match match = {.phrase = phrase, .begin = hit->begin, .end = hit->begin + hit->size};
        if (phrase->is_pattern || phrase->word_count ||
            !term_sees_range(scene, term_at(scene->terms, phrase->term), match.begin, match.end)) {
            continue;
        }
        matches = matches ? matches : g_array_new(FALSE, FALSE, sizeof(struct match));
        g_array_append_val(matches, match);
    }
    if (matches) {
        drop_inner(matches, is_judged);
    }
    return matches;
}
