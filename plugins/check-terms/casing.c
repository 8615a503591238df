/* SPDX-License-Identifier: MIT
 *
 * The letter case of a heading. A capital in mid-sentence may be a name, so sentence case is only
 * found broken where most of the longer words have one.
 */
#include "plugins/check-terms/terms.h"

#define LONG_WORD 4u /* letters; shorter words keep lower case in title case too */

static gboolean is_free(const struct term *term, const struct word *word)
{
    g_autofree char *folded = g_strndup(word->folded.ptr, word->folded.len);
    return word->flags & (WORD_MIXED_CASE | WORD_HAS_DIGIT | WORD_IN_URL | WORD_IN_EMAIL |
                          WORD_IN_CODE | WORD_IN_MARKUP) ||
           (word->flags & WORD_ALL_CAPITALS && word->length <= 6) ||
           g_hash_table_contains(term->except_words, folded);
}

struct tally {
    guint capital, small, shouted;
};

static struct tally count_case(const struct term *term, struct words words)
{
    struct tally tally = {0};
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        if (is_free(term, word)) {
            continue;
        }
        tally.shouted += word->flags & WORD_ALL_CAPITALS ? 1 : 0;
        if (word->flags & WORD_SENTENCE_START || word->length < LONG_WORD) {
            continue;
        }
        if (word->flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS)) {
            tally.capital++;
        } else {
            tally.small++;
        }
    }
    return tally;
}

static gboolean is_broken(const struct term *term, struct words words)
{
    struct tally tally = count_case(term, words);
    switch (term->casing) {
    case CASING_SENTENCE:
        return tally.capital >= 2 && tally.capital > tally.small;
    case CASING_TITLE:
        return tally.small >= 1;
    case CASING_UPPER:
        return tally.small + tally.capital > 0 && tally.shouted == 0;
    case CASING_LOWER:
        return tally.capital + tally.shouted > 0;
    default:
        return FALSE;
    }
}

static void append_cased(GString *out, const struct term *term, const struct word *word,
                         const char *source)
{
    gboolean wants_capital = term->casing == CASING_UPPER || (word->flags & WORD_SENTENCE_START) ||
                             (term->casing == CASING_TITLE && word->length >= LONG_WORD);
    if (is_free(term, word) || (term->casing == CASING_LOWER && wants_capital)) {
        wants_capital = FALSE;
    }
    if (is_free(term, word)) {
        g_string_append_len(out, source, word->length);
        return;
    }
    g_autofree char *small = g_utf8_strdown(source, word->length);
    if (term->casing == CASING_UPPER) {
        g_autofree char *big = g_utf8_strup(source, word->length);
        g_string_append(out, big);
    } else if (wants_capital) {
        g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(small)));
        g_string_append(out, g_utf8_next_char(small));
    } else {
        g_string_append(out, small);
    }
}

const char *terms_recase(struct ts_call *call, const struct term *term,
                         const struct ts_block *block, struct words words)
{
    if (!is_broken(term, words)) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        g_string_append_len(out, block->text.ptr + at, (gssize)(word->offset - at));
        append_cased(out, term, word, block->text.ptr + word->offset);
        at = word->offset + word->length;
    }
    g_string_append_len(out, block->text.ptr + at, (gssize)(block->text.len - at));
    size_t size = MIN(out->len, 2000);
    while (size < out->len && ((guchar)out->str[size] & 0xC0) == 0x80) {
        size--;
    }
    char *own = call->host->alloc(call, size + 1);
    memcpy(own, out->str, size);
    g_string_free(out, TRUE);
    return own;
}
