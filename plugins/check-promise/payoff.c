/* SPDX-License-Identifier: MIT
 *
 * Recognises the pay-off word by word, as it is or as somebody remembered it, and what alludes to
 * it.
 */
#include "plugins/check-promise/promise.h"

#define SLIP_LEN 4u        /* bytes of a word in which a slip is told from another word */
#define ALLUSION_WINDOW 8u /* words */

static const struct sighting none = {CLOSE_NOT, 0, 0};

static gboolean is_exact_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    if (payoff->words->len > text->words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        if (!ts_equal(text->bare[first + i], payoff_word(payoff, i)->text) ||
            !text_is_prose(text, first + i)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* ---- short pay-offs -------------------------------------------------------------------------- */

/* Their words are met in any text, inflected and with others between: there only a slip of the pen
 * counts, unless they stand alone. */

static gboolean is_slip(const struct bare_word *wanted, struct ts_str word, gboolean is_alone)
{
    if (word.len < SLIP_LEN || wanted->text.len < SLIP_LEN) {
        return FALSE;
    }
    return is_plain_slip(wanted->text, word) ||
           (is_alone && word.ptr[0] == wanted->text.ptr[0] && is_edit_1(wanted->text, word) &&
            !is_inflection(wanted, word));
}

static struct sighting slip_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    guint slips = 0;
    guint count = payoff->words->len;
    if (count > text->words.count - first) {
        return none;
    }
    gboolean is_alone = text_stands_alone(text, first, count);
    for (guint i = 0; i < count; i++) {
        const struct bare_word *wanted = payoff_word(payoff, i);
        struct ts_str word = text->bare[first + i];
        if (!text_is_prose(text, first + i)) {
            return none;
        }
        if (!ts_equal(word, wanted->text)) {
            if (!is_slip(wanted, word, is_alone)) {
                return none;
            }
            slips++;
        }
    }
    return slips == 1 ? (struct sighting){CLOSE_ALTERED, count, 1} : none;
}

/* Alone, a few words more make other alterations certain: any single one, or only a word added
 * ("Altijd heel dichtbij", and nothing else). */
static gboolean is_known_alone(const struct payoff *payoff, guint32 count)
{
    guint words = payoff->words->len;
    return words > 3 || (words == 3 && payoff->fixed > 1) ||
           (words + payoff->fixed > 3 && count > words);
}

static struct sighting short_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    struct sighting slip = slip_at(payoff, text, first);
    if (slip.closeness != CLOSE_NOT) {
        return slip;
    }
    struct sighting other = payoff_altered_at(payoff, text, first);
    return other.cost == 1 && is_known_alone(payoff, other.count) &&
                   text_stands_alone(text, first, other.count)
               ? other
               : none;
}

/* ---- all ------------------------------------------------------------------------------------- */

struct sighting payoff_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    if (is_exact_at(payoff, text, first)) {
        return (struct sighting){CLOSE_EXACT, payoff->words->len, 0};
    }
    /* One word alone is no pay-off when it is another. */
    if (payoff->words->len < 2 || payoff->words->len > PROMISE_WORDS_MAX || payoff->fixed == 0) {
        return none;
    }
    if (payoff->fixed == 1 || payoff->words->len < 3 + (payoff->fixed == 2)) {
        return short_at(payoff, text, first);
    }
    struct sighting other = payoff_altered_at(payoff, text, first);
    gboolean is_enough =
        payoff->fixed > 2 || other.cost < 2 || text_stands_alone(text, first, other.count);
    return is_enough ? other : none;
}

/* ---- allusions ------------------------------------------------------------------------------- */

static gboolean is_near(const struct bare_word *wanted, struct ts_str word)
{
    return ts_equal(wanted->text, word) || is_inflection(wanted, word);
}

/* The place of a content word from first on, in the window; or of its end. */
static guint32 find_near(const struct bare_word *wanted, const struct text *text, guint32 first)
{
    guint32 end = MIN(first + ALLUSION_WINDOW, text->words.count);
    guint32 at = first;
    while (at < end && !is_near(wanted, text->bare[at])) {
        at++;
    }
    return at < end ? at : G_MAXUINT32;
}

guint32 payoff_allusion_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    guint32 last = first;
    gboolean is_begun = FALSE;
    for (guint i = 0; payoff->content > 1 && i < payoff->words->len; i++) {
        const struct bare_word *wanted = payoff_word(payoff, i);
        if (wanted->weight != WEIGHT_CONTENT) {
            continue;
        }
        guint32 at = find_near(wanted, text, first);
        if (at == G_MAXUINT32) {
            return 0;
        }
        is_begun |= at == first;
        last = MAX(last, at);
    }
    return is_begun ? last - first + 1 : 0;
}
