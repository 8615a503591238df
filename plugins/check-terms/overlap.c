/* SPDX-License-Identifier: MIT
 *
 * Settles which matches stay where they overlap.
 */
#include "plugins/check-terms/terms.h"

static const struct match *match_at(const GArray *matches, guint index)
{
    return &g_array_index(matches, struct match, index);
}

/* The weight of the heaviest match over each word. */
static guint *heaviest(const GArray *matches, guint32 word_count)
{
    guint *weights = g_new0(guint, word_count);
    for (guint i = 0; i < matches->len; i++) {
        const struct match *match = match_at(matches, i);
        for (guint32 w = match->first; w <= match->last; w++) {
            weights[w] = MAX(weights[w], match->weight);
        }
    }
    return weights;
}

static gboolean is_outweighed(const struct match *match, const guint *weights)
{
    for (guint32 w = match->first; w <= match->last; w++) {
        if (weights[w] > match->weight) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Does a match of the same term that was kept, or a longer one from the same word, overlap it? */
static gboolean is_doubled(const GArray *matches, const GArray *kept, guint index, guint longest)
{
    const struct match *match = match_at(matches, index);
    for (guint i = index + 1; i < matches->len && match_at(matches, i)->first == match->first;
         i++) {
        if (match_at(matches, i)->phrase->term == match->phrase->term &&
            match_at(matches, i)->weight > match->weight) {
            return TRUE;
        }
    }
    for (guint i = kept->len; i > 0; i--) {
        const struct match *other = match_at(kept, i - 1);
        if (other->first + longest <= match->first) {
            break;
        }
        if (other->phrase->term == match->phrase->term && other->last >= match->first) {
            return TRUE;
        }
    }
    return FALSE;
}

GArray *terms_settle(GArray *matches, guint longest, guint32 word_count)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(struct match));
    g_autofree guint *weights = word_count ? heaviest(matches, word_count) : NULL;
    for (guint i = 0; i < matches->len; i++) {
        const struct match *match = match_at(matches, i);
        if (match->phrase->use != PHRASE_RIGHT && !(weights && is_outweighed(match, weights)) &&
            !is_doubled(matches, kept, i, longest)) {
            g_array_append_vals(kept, match, 1);
        }
    }
    g_array_unref(matches);
    return kept;
}
