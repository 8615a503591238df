/* SPDX-License-Identifier: MIT
 *
 * The pay-off with other white space: #GemakOpElkVlak, G E M A K, or a space that went astray. The
 * letters alone are compared.
 */
#include "plugins/check-promise/promise.h"

#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE)
#define TAG_LEN 10u /* letters of a hashtag in which one may be wrong */

/* Signs inside a word that are no letters of it. */
static gboolean is_sign(char byte)
{
    return byte == '-' || byte == '\'' || byte == '.';
}

/* Do the letters of the word go on where the pay-off has come to? */
static gboolean goes_on(struct ts_str glued, size_t *at, struct ts_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (is_sign(word.ptr[i])) {
            continue;
        }
        if (*at >= glued.len || glued.ptr[*at] != word.ptr[i]) {
            return FALSE;
        }
        (*at)++;
    }
    return TRUE;
}

/* "#GemakOpElkeVlak": as one word only where it is meant as one. */
static gboolean is_tag_near(const struct payoff *payoff, const struct text *text, guint32 first)
{
    return payoff->words->len > 1 && payoff->glued.len >= TAG_LEN &&
           text->words.items[first].flags & (WORD_IN_MARKUP | WORD_MIXED_CASE) &&
           is_edit_1(payoff->glued, text->bare[first]);
}

struct sighting payoff_glued_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    struct sighting none = {CLOSE_NOT, 0, 0};
    guint32 count = 0;
    guint32 single = 0;
    size_t at = 0;
    if (text->words.items[first].flags & NO_PROSE) {
        return none;
    }
    while (at < payoff->glued.len && first + count < text->words.count &&
           (count == 0 || text_is_prose(text, first + count)) &&
           goes_on(payoff->glued, &at, text->bare[first + count])) {
        single += text->bare[first + count].len == 1;
        count++;
    }
    if (count == 0 || at < payoff->glued.len) {
        gboolean is_near = is_tag_near(payoff, text, first);
        return is_near ? (struct sighting){CLOSE_ALTERED, 1, 1} : none;
    }
    if (payoff->words->len > 1 && (count == 1 || single == count)) {
        return (struct sighting){CLOSE_EXACT, count, 0};
    }
    gboolean is_long = payoff->fixed > 1 && payoff->words->len > 3;
    return count > 1 && (is_long || text_stands_alone(text, first, count))
               ? (struct sighting){CLOSE_ALTERED, count, 1}
               : none;
}
