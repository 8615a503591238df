/* SPDX-License-Identifier: MIT
 *
 * When a capital excuses a word that no dictionary has, and when it does not: each rule was weighed
 * by the alarms it saves against the errors it hides (README.md).
 */
#include "plugins/check-spelling/judge.h"

#define ACRONYM_LONGEST 6u
#define ODD_MIN 5u /* letters of a word with a sequence that no language has */
#define NAME_SLIP_COST 8
#define WORD_SLIP_COST 4
#define NAME_SLIP_MIN 6u
#define LONG_SLIP_COST 14
#define LONG_SLIP_MIN 8u
#define TITLE_WORD_MIN 4u

/* Title Case: most of the longer words have a capital, and would be known without. There a capital
 * says nothing. */
static bool is_title(const struct work *work)
{
    uint32_t longer = 0, capitals = 0, common = 0;
    for (uint32_t i = 0; i < work->words.count; i++) {
        const struct word *word = &work->words.items[i];
        if (work->states[i] == STATE_SKIPPED || word->clean.len < TITLE_WORD_MIN) {
            continue;
        }
        longer++;
        if (word->flags & WORD_CAPITALISED) {
            capitals++;
            common += spelling_look_up(work->self, work->language, word->folded).is_known;
        }
    }
    return longer >= 3 && capitals * 10 >= longer * 7 && common * 10 >= capitals * 6;
}

/* A word of another language, in a title or the name of a firm. */
static bool is_known_elsewhere(const struct work *work, const struct word *word)
{
    const struct spelling *self = work->self;
    unsigned count = self->brand_count + (self->english == (int)self->brand_count);
    for (unsigned i = 0; i < count; i++) {
        if ((int)i != work->language && self->languages[i].dictionary_count > 0 &&
            spelling_look_up(work->self, (int)i, word->clean).is_known) {
            return true;
        }
    }
    return false;
}

/* "Vatikaan", "Bestellling": a common slip in a longer word. In German each noun has a capital. */
static bool is_slip_in_name(const struct work *work, const struct word *word,
                            const struct verdict *verdict)
{
    size_t len = word->clean.len;
    bool is_slip = (verdict->is_odd && len >= ODD_MIN) ||
                   (verdict->cost <= WORD_SLIP_COST && len >= NAME_SLIP_MIN) ||
                   (verdict->name_cost <= NAME_SLIP_COST && len >= NAME_SLIP_MIN) ||
                   (verdict->cost <= LONG_SLIP_COST && len >= LONG_SLIP_MIN);
    return is_slip && !is_known_elsewhere(work, word) &&
           !work->self->languages[work->language].traits->capitalises_nouns;
}

/* "Çelik", "Søren", "Dvořák": who takes the trouble of an accent knows how the name is written. */
static bool is_accented_name(const struct work *work, const struct word *word)
{
    bool is_ascii = true;
    for (size_t i = 0; i < word->clean.len && is_ascii; i++) {
        is_ascii = (guchar)word->clean.ptr[i] < 0x80;
    }
    return !is_ascii && (word->flags & WORD_CAPITALISED) && !(word->flags & WORD_SENTENCE_START) &&
           !work->self->languages[work->language].traits->capitalises_nouns;
}

bool judge_is_name(const struct work *work, const struct word *word, const struct verdict *verdict)
{
    bool is_start = (word->flags & WORD_SENTENCE_START) != 0;
    if (!work->self->judges_names && is_accented_name(work, word)) {
        return true;
    }
    if (work->self->judges_names || (verdict->is_brand_slip && !is_known_elsewhere(work, word))) {
        return false;
    }
    if (word->flags & WORD_ALL_CAPITALS) {
        return (!is_start && word->clean.len <= ACRONYM_LONGEST) || verdict->neighbour_count == 0;
    }
    if (word->flags & WORD_CAPITALISED) {
        return verdict->neighbour_count == 0 ||
               (!is_start && !is_slip_in_name(work, word, verdict) && !is_title(work));
    }
    return false;
}
