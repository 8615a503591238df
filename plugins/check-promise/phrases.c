/* SPDX-License-Identifier: MIT
 *
 * Themes and phrases that belie: words in a row, a theme of one word in its inflections too.
 */
#include "plugins/check-promise/promise.h"

#define STEM_SLACK 4 /* bytes by which an inflection may differ in length */

/* A stem alone would let "gemaakt" pass for "gemak": the word must begin as the theme does. */
static gboolean is_inflection(const struct phrase *phrase, const struct word *word)
{
    const char *theme = g_ptr_array_index(phrase->words, 0);
    size_t len = strlen(theme);
    gssize slack = (gssize)word->folded.len - (gssize)len;
    if (!phrase->stem || slack > STEM_SLACK || slack < -STEM_SLACK ||
        word->folded.len < strlen(phrase->stem) ||
        memcmp(word->folded.ptr, phrase->stem, strlen(phrase->stem)) != 0) {
        return FALSE;
    }
    g_autofree char *own = g_strndup(word->folded.ptr, word->folded.len);
    g_autofree char *stem = stem_of(own);
    return g_str_equal(stem, phrase->stem);
}

guint32 phrase_at(const struct phrase *phrase, struct words words, guint32 first)
{
    guint count = phrase->words->len;
    if (count == 0 || count > words.count - first) {
        return 0;
    }
    for (guint i = 0; i < count; i++) {
        if (!ts_is(words.items[first + i].folded, g_ptr_array_index(phrase->words, i))) {
            return count == 1 && is_inflection(phrase, &words.items[first]) ? 1 : 0;
        }
    }
    return count;
}
