/* SPDX-License-Identifier: MIT
 *
 * The letter case of headings and the like. A capital in mid-sentence may be a name, so sentence
 * case is only found broken where most of the longer words have one, or a word that is never a
 * name.
 */
#include "plugins/check-terms/terms.h"

#define LONG_WORD 4u     /* letters; shorter words keep lower case in title case too */
#define ACRONYM_LEN 6u   /* letters; more capitals are shouting */
#define RECASED_MAX 2000 /* bytes */

/* Prepositions and conjunctions stay small in title case. */
static const char *const title_small[] = {
    "and",  "with", "from",  "into", "over", "upon",  "than",   "voor",
    "naar", "door", "onder", "met",  "en",   "tegen", "zonder",
};

/* Where these have a capital inside a sentence it is no name. */
static const char *const never_names[] = {
    "and", "with",   "your", "our", "what",   "how",    "why",    "when",   "we",
    "you", "ons",    "onze", "wij", "jij",    "je",     "jouw",   "jullie", "hoe",
    "wat", "waarom", "en",   "met", "zonder", "kunnen", "hebben",
};

static gboolean is_one_of(const struct word *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ts_is(word->folded, list[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean stays_small(const struct word *word)
{
    return is_one_of(word, title_small, G_N_ELEMENTS(title_small));
}

static guint letters_of(const struct word *word)
{
    return (guint)g_utf8_strlen(word->clean.ptr, (gssize)word->clean.len);
}

/* Its letter case says nothing: an acronym, CamelCase, what is no prose. */
static gboolean is_free(const struct term *term, const struct word *word)
{
    if (word->flags & (WORD_MIXED_CASE | WORD_HAS_DIGIT | WORD_IN_URL | WORD_IN_EMAIL |
                       WORD_IN_CODE | WORD_IN_MARKUP)) {
        return TRUE;
    }
    if (word->flags & WORD_ALL_CAPITALS && letters_of(word) <= ACRONYM_LEN &&
        term->casing != CASING_UPPER) {
        return TRUE;
    }
    g_autofree char *folded = g_strndup(word->folded.ptr, word->folded.len);
    return g_hash_table_contains(term->except_words, folded);
}

struct case_count {
    guint capital, small; /* longer words inside sentences */
    guint never_name;     /* words with a capital inside sentences that are never names */
    guint any_capital;    /* words with a capital, wherever */
    guint any_small;      /* words with a small letter */
};

static struct case_count count_case(const struct term *term, struct words words)
{
    struct case_count tally = {0};
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        gboolean is_capital = (word->flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS)) != 0;
        if (is_free(term, word)) {
            continue;
        }
        tally.any_capital += is_capital;
        tally.any_small += !(word->flags & WORD_ALL_CAPITALS) && letters_of(word) > 1;
        if (word->flags & WORD_SENTENCE_START) {
            continue;
        }
        tally.never_name += is_capital && is_one_of(word, never_names, G_N_ELEMENTS(never_names));
        if (letters_of(word) >= LONG_WORD && !stays_small(word)) {
            tally.capital += is_capital;
            tally.small += !is_capital;
        }
    }
    return tally;
}

static gboolean is_broken(const struct term *term, struct words words)
{
    struct case_count tally = count_case(term, words);
    switch (term->casing) {
    case CASING_SENTENCE:
        return (tally.capital >= 2 && tally.capital > tally.small) ||
               (tally.never_name > 0 && tally.small == 0);
    case CASING_TITLE:
        return tally.small >= 1;
    case CASING_UPPER:
        return tally.any_small > 0;
    default:
        return tally.any_capital > 0;
    }
}

/* ---- how it should be ---- */

static gboolean wants_capital(const struct term *term, const struct word *word)
{
    return term->casing != CASING_LOWER &&
           (word->flags & WORD_SENTENCE_START ||
            (term->casing == CASING_TITLE && letters_of(word) >= LONG_WORD && !stays_small(word)));
}

static void append_cased(GString *out, const struct term *term, const struct word *word,
                         const char *source)
{
    if (is_free(term, word)) {
        g_string_append_len(out, source, word->length);
        return;
    }
    g_autofree char *small = g_utf8_strdown(source, word->length);
    if (term->casing == CASING_UPPER) {
        g_autofree char *big = g_utf8_strup(source, word->length);
        g_string_append(out, big);
    } else if (wants_capital(term, word)) {
        g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(small)));
        g_string_append(out, g_utf8_next_char(small));
    } else {
        g_string_append(out, small);
    }
}

int terms_report_casing(const struct scene *scene, const struct term *term)
{
    struct ts_str text = scene->block->text;
    size_t at = 0;
    if (scene->words.count == 0 || !is_broken(term, scene->words)) {
        return 0;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint32 i = 0; i < scene->words.count && out->len < RECASED_MAX; i++) {
        const struct word *word = &scene->words.items[i];
        g_string_append_len(out, text.ptr + at, (gssize)(word->offset - at));
        append_cased(out, term, word, text.ptr + word->offset);
        at = word->offset + word->length;
    }
    g_string_append_len(out, text.ptr + at, (gssize)MIN(text.len - at, RECASED_MAX));
    struct ts_str shown = terms_shorten(ts_bytes(out->str, out->len));
    g_string_truncate(out, shown.len);
    return terms_report_range(scene, term, out->str, 0, (guint32)text.len);
}
