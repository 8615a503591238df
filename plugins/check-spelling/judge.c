/* SPDX-License-Identifier: MIT
 *
 * Judges a block: which words are wrong where they stand. A capital, a neighbour or a whole foreign
 * passage may excuse a word that no dictionary has.
 */
#include <string.h>

#include "plugins/check-spelling/evidence.h"
#include "plugins/check-spelling/judge.h"

int spelling_find_language(const struct spelling *self, struct ts_str tag)
{
    char code[LANGUAGE_CODE_BYTES];
    language_code(tag, code);
    for (unsigned i = 0; i < self->brand_count; i++) {
        if (language_is(&self->languages[i], code)) {
            return (int)i;
        }
    }
    return NO_LANGUAGE;
}

/* Words in a span of another language than the block's are not this dictionary's. */
static bool is_in_language(const struct work *work, const struct word *word)
{
    return word->language.len == 0 ||
           spelling_find_language(work->self, word->language) == work->language;
}

/* Abbreviations are known with their dot ("bijv."). */
static bool is_abbreviation(const struct work *work, const struct word *word)
{
    const struct language *language = &work->self->languages[work->language];
    struct ts_str text = work->block->text;
    size_t end = (size_t)word->offset + word->length;
    struct letters letters;
    char small[LETTERS_BYTES];
    if (end >= text.len || text.ptr[end] != '.' ||
        !letters_read(word->clean.ptr, word->clean.len, &letters) ||
        letters.count + 1 > LETTERS_MAX) {
        return false;
    }
    letters_write(letters.at, letters.count, small);
    if (traits_has(language->traits->abbreviations, small)) {
        return true;
    }
    letters.at[letters.count++] = '.';
    if (language_has(language, &letters)) {
        return true;
    }
    letters.count--;
    letters_lower(&letters);
    letters_write(letters.at, letters.count, small);
    return traits_has(language->traits->abbreviations, small);
}

static enum state look_up(struct work *work, const struct word *word)
{
    if (!spelling_may_judge(word) || !is_in_language(work, word)) {
        return STATE_SKIPPED;
    }
    return spelling_look_up(work->self, work->language, word->clean).is_known ||
                   is_abbreviation(work, word)
               ? STATE_KNOWN
               : STATE_UNKNOWN;
}

static void look_up_all(struct work *work)
{
    work->judged = work->unknown = work->small = 0;
    for (uint32_t i = 0; i < work->words.count; i++) {
        work->states[i] = (uint8_t)look_up(work, &work->words.items[i]);
        work->judged += work->states[i] != STATE_SKIPPED;
        if (work->states[i] == STATE_UNKNOWN) {
            work->unknown++;
            work->small += !(work->words.items[i].flags & WORD_CAPITALISED);
        }
    }
}

static struct ts_str keep(struct work *work, const char *text)
{
    size_t len = strlen(text);
    char *copy = work->call->host->alloc(work->call, len + 1);
    memcpy(copy, text, len);
    return ts_bytes(copy, len);
}

/* A proposal in the letter case of what stands there. */
static struct ts_str in_case_of(struct work *work, const struct word *word, const char *text,
                                size_t len)
{
    struct letters letters;
    char cased[LETTERS_BYTES];
    if (!letters_read(text, len, &letters)) {
        return ts_bytes(text, len);
    }
    if (word->flags & WORD_ALL_CAPITALS) {
        for (size_t i = 0; i < letters.count; i++) {
            letters.at[i] = g_unichar_toupper(letters.at[i]);
        }
    } else if (word->flags & WORD_CAPITALISED) {
        letters_capitalise(&letters, language_is(&work->self->languages[work->language], "nl"));
    }
    letters_write(letters.at, letters.count, cased);
    return keep(work, cased);
}

static int report_word(struct work *work, const struct word *word, const struct verdict *verdict)
{
    bool is_near = verdict->neighbour_count > 0 && !verdict->is_faint;
    struct report_row row = {
        .rule = is_near ? "spelling/misspelt" : "spelling/unknown-word",
        .actual = ts_bytes(work->block->text.ptr + word->offset, word->length),
        .offset = word->offset,
        .length = word->length,
        .language = ts_text(work->self->languages[work->language].code),
    };
    if (!is_near && !work->self->reports_unknown) {
        return 0;
    }
    if (is_near && verdict->neighbour_count == 1) {
        row.expected = in_case_of(work, word, verdict->proposals, strlen(verdict->proposals));
    }
    if (is_near) {
        g_auto(GStrv) parts = g_strsplit(verdict->proposals, "|", 4);
        g_autoptr(GString) list = g_string_new(NULL);
        for (guint i = 0; parts[i] && i < 3; i++) {
            struct ts_str cased = in_case_of(work, word, parts[i], strlen(parts[i]));
            g_string_append_printf(list, "%s%.*s", i ? ", " : "", (int)cased.len, cased.ptr);
        }
        row.proposals = keep(work, list->str);
    }
    return report_add(&work->report, &row);
}

static int judge_word(struct work *work, const struct word *word)
{
    struct verdict verdict = spelling_weigh(work->self, work->language, word->clean);
    if (verdict.is_known || verdict.is_accepted) {
        return 0;
    }
    if (judge_is_name(work, word, &verdict)) {
        return evidence_doubt(work, word, &verdict);
    }
    return report_word(work, word, &verdict);
}

static int report_error(struct work *work, uint32_t i, const struct known_error *error)
{
    const struct word *first = &work->words.items[i];
    const struct word *last = &work->words.items[i + error->wrong.count - 1];
    uint32_t length = last->offset + last->length - first->offset;
    struct report_row row = {
        .rule = "spelling/known-error",
        .actual = ts_bytes(work->block->text.ptr + first->offset, length),
        .expected = error->is_exact ? error->right
                                    : in_case_of(work, first, error->right.ptr, error->right.len),
        .offset = first->offset,
        .length = length,
    };
    memset(work->states + i, STATE_ERROR, error->wrong.count);
    return report_add(&work->report, &row);
}

static bool may_be_error(const struct work *work, uint32_t i, const struct known_error *error)
{
    const struct language *language = &work->self->languages[work->language];
    for (uint32_t k = 0; k < error->wrong.count; k++) {
        if (work->states[i + k] != STATE_KNOWN && work->states[i + k] != STATE_UNKNOWN) {
            return false;
        }
    }
    return error->language.len == 0 || ts_is(error->language, language->code);
}

/* regio`s: an accent in the place of the apostrophe. */
static bool has_wrong_apostrophe(const struct work *work, const struct word *word)
{
    struct ts_str raw = ts_bytes(work->block->text.ptr + word->offset, word->length);
    return word->clean.ptr != raw.ptr && memchr(word->clean.ptr, '\'', word->clean.len) &&
           (memchr(raw.ptr, '`', raw.len) || memmem(raw.ptr, raw.len, "\302\264", 2));
}

static int report_apostrophe(struct work *work, const struct word *word)
{
    struct report_row row = {
        .rule = "spelling/misspelt",
        .actual = ts_bytes(work->block->text.ptr + word->offset, word->length),
        .expected = word->clean,
        .proposals = word->clean,
        .offset = word->offset,
        .length = word->length,
    };
    return report_add(&work->report, &row);
}

static bool is_ruled(const struct work *work, uint32_t i, uint32_t count)
{
    return brand_rules(work->self->brand, &work->words, i, count,
                       work->self->languages[work->language].code);
}

static int judge_at(struct work *work, uint32_t i)
{
    const struct word *word = &work->words.items[i];
    const struct known_error *error =
        brand_find_error(work->self->brand, &work->words, i, work->block->text);
    if (error && may_be_error(work, i, error) && !is_ruled(work, i, error->wrong.count)) {
        return report_error(work, i, error);
    }
    if (work->states[i] == STATE_UNKNOWN && !is_ruled(work, i, 1)) {
        return judge_word(work, word);
    }
    return work->states[i] == STATE_KNOWN && has_wrong_apostrophe(work, word)
               ? report_apostrophe(work, word)
               : 0;
}

static int judge_words(struct work *work)
{
    for (uint32_t i = 0; i < work->words.count; i++) {
        if (judge_at(work, i) != 0) {
            return -1;
        }
    }
    return report_end(&work->report);
}

int spelling_inspect_block(struct ts_call *call, void *state, const struct ts_block *block,
                           struct ts_list kinds)
{
    struct spelling *self = state;
    struct work work = {.call = call, .self = self, .block = block};
    (void)kinds;
    if (block->role == TS_ROLE_CODE || block->text.len == 0) {
        return 0;
    }
    cache_trim(self->cache);
    work.language = spelling_find_language(self, block->language);
    if (work.language == NO_LANGUAGE || self->languages[work.language].dictionary_count == 0) {
        return 0;
    }
    work.words = words_cut(call, block);
    work.states = call->host->alloc(call, work.words.count);
    work.report = report_begin(call);
    look_up_all(&work);
    if (judge_is_foreign(&work)) {
        return 0;
    }
    judge_pass_over_foreign(&work);
    if (judge_words(&work) != 0) {
        return -1;
    }
    return spelling_find_repeats(call, self, block, &work.words, work.language);
}
