/* SPDX-License-Identifier: MIT
 *
 * A word that stands twice in a row ("de de").
 */
#include "plugins/check-spelling/report.h"
#include "plugins/check-spelling/spelling.h"
#include "plugins/common/spoken.h"

static bool is_gap(struct ts_str text, const struct word *before, const struct word *after)
{
    uint32_t at = before->offset + before->length;
    bool has_gap = at < after->offset;
    for (; at < after->offset; at++) {
        if (!g_ascii_isspace(text.ptr[at])) {
            return false;
        }
    }
    return has_gap;
}

static bool is_repeat(struct ts_str text, const struct words *words, uint32_t i)
{
    return i > 0 && i < words->count &&
           ts_equal(words->items[i - 1].folded, words->items[i].folded) &&
           is_gap(text, &words->items[i - 1], &words->items[i]);
}

static bool may_repeat(const struct language *language, const struct word *word)
{
    g_autofree char *folded = g_strndup(word->folded.ptr, word->folded.len);
    return traits_has(language->traits->repeats, folded);
}

static bool is_other_number(const struct language *language, const struct words *words, uint32_t i,
                            struct ts_str word)
{
    return i < words->count && !ts_equal(words->items[i].folded, word) &&
           spoken_is_number_word(words->items[i].clean, ts_text(language->code));
}

/* "nul drie drie vier": digits of a number that is read out, beside another one. */
static bool is_dictated(const struct language *language, const struct words *words, uint32_t i)
{
    struct ts_str word = words->items[i].folded;
    return spoken_is_number_word(words->items[i].clean, ts_text(language->code)) &&
           ((i > 1 && is_other_number(language, words, i - 2, word)) ||
            is_other_number(language, words, i + 1, word));
}

int spelling_find_repeats(struct ts_call *call, const struct spelling *self,
                          const struct ts_block *block, const struct words *words, int language)
{
    struct report report = report_begin(call);
    for (uint32_t i = 1; i < words->count; i++) {
        const struct word *word = &words->items[i];
        /* thrice is meant (ha ha ha); capitals are names (Sing Sing) */
        if (!is_repeat(block->text, words, i) || is_repeat(block->text, words, i - 1) ||
            is_repeat(block->text, words, i + 1)) {
            continue;
        }
        if (word->clean.len < 2 || !spelling_may_judge(word) ||
            (word->flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS | WORD_MIXED_CASE)) ||
            may_repeat(&self->languages[language], word) ||
            is_dictated(&self->languages[language], words, i)) {
            continue;
        }
        uint32_t start = words->items[i - 1].offset;
        uint32_t length = word->offset + word->length - start;
        struct report_row row = {
            .rule = "spelling/repeated-word",
            .actual = ts_bytes(block->text.ptr + start, length),
            .expected = ts_bytes(block->text.ptr + start, words->items[i - 1].length),
            .offset = start,
            .length = length,
        };
        if (report_add(&report, &row) != 0) {
            return -1;
        }
    }
    return report_end(&report);
}
