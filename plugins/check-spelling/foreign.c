/* SPDX-License-Identifier: MIT
 *
 * Text in another language than the block's: not judged, so that a quotation or the title of a song
 * is no row of alarms.
 */
#include <string.h>

#include "plugins/check-spelling/judge.h"

#define FOREIGN_MIN 3u /* unknown words of a foreign block, or in a row of a foreign passage */
#define FOREIGN_SMALL_MIN 2u /* of those without a capital: names are no foreign text */
#define TYPED_MAX 6u         /* unknown words of a sentence that may be badly typed */
#define TYPED_COST 8         /* of their slips */
#define PASSAGE_MIN 2u       /* unknown words of a passage in another language of the brand */

/* "Wij bezorgne onze vlooren gratsi": a short sentence whose unknown words are all common slips in
 * this language is badly typed, not foreign. */
static bool is_badly_typed(const struct work *work)
{
    if (work->unknown > TYPED_MAX) {
        return false;
    }
    for (uint32_t i = 0; i < work->words.count; i++) {
        if (work->states[i] != STATE_UNKNOWN) {
            continue;
        }
        struct verdict verdict =
            spelling_weigh(work->self, work->language, work->words.items[i].clean);
        if (verdict.neighbour_count == 0 || verdict.is_faint || verdict.cost > TYPED_COST) {
            return false;
        }
    }
    return true;
}

bool judge_is_foreign(const struct work *work)
{
    return work->unknown >= FOREIGN_MIN && work->small >= FOREIGN_SMALL_MIN &&
           work->unknown * 10 > work->judged * 4 && !is_badly_typed(work);
}

/* Three unknown words in a row are a quotation or a title in another language, unless they are
 * names but for one. */
static void pass_over_foreign_runs(struct work *work)
{
    uint32_t start = 0, count = 0, small = 0;
    for (uint32_t i = 0; i <= work->words.count; i++) {
        if (i < work->words.count && work->states[i] == STATE_UNKNOWN) {
            start = count == 0 ? i : start;
            count++;
            small += !(work->words.items[i].flags & WORD_CAPITALISED);
            continue;
        }
        if (count >= FOREIGN_MIN && small >= FOREIGN_SMALL_MIN) {
            memset(work->states + start, STATE_FOREIGN, i - start);
        }
        count = small = 0;
    }
}

/* Words in a row that another language knows, two or more of which this one does not, are a passage
 * in that language. */
static void pass_over_passages(struct work *work, int language)
{
    uint32_t start = 0, unknown = 0;
    for (uint32_t i = 0; i <= work->words.count; i++) {
        bool is_in = i < work->words.count && work->states[i] != STATE_SKIPPED &&
                     work->states[i] != STATE_FOREIGN &&
                     spelling_look_up(work->self, language, work->words.items[i].clean).is_known;
        if (is_in) {
            unknown += work->states[i] == STATE_UNKNOWN;
            continue;
        }
        if (unknown >= PASSAGE_MIN) {
            memset(work->states + start, STATE_FOREIGN, i - start);
        }
        start = i + 1;
        unknown = 0;
    }
}

void judge_pass_over_foreign(struct work *work)
{
    const struct spelling *self = work->self;
    unsigned count = self->brand_count + (self->english == (int)self->brand_count);
    pass_over_foreign_runs(work);
    for (unsigned i = 0; i < count && work->unknown >= PASSAGE_MIN; i++) {
        if ((int)i != work->language && self->languages[i].dictionary_count > 0) {
            pass_over_passages(work, (int)i);
        }
    }
}
