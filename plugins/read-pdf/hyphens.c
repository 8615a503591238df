/* SPDX-License-Identifier: MIT
 *
 * A hyphen at the end of a line: of the word ("Noord-Holland"), of the line ("informa-tie"), or of
 * a word left out ("in- en verkoop").
 *
 * How the document writes the word elsewhere decides; else letters do. Precision first: what is in
 * doubt (capitals, digits, single letters, vowels that Dutch keeps apart by a hyphen) keeps it.
 */
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define WORD_SIZE 80u     /* bytes of a word that is compared; longer is none */
#define WORDS_MAX 400000u /* words remembered of one document */
#define SPAN_OF_WORD 200u /* bytes looked at on either side */

struct pdf_words {
    GHashTable *folded; /* char *, set; "noord-holland" with its hyphen */
};

struct pdf_words *pdf_words_new(void)
{
    struct pdf_words *words = g_new0(struct pdf_words, 1);
    words->folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return words;
}

void pdf_words_free(struct pdf_words **words)
{
    if (*words) {
        g_hash_table_unref((*words)->folded);
    }
    g_clear_pointer(words, g_free);
}

static gboolean is_hyphen(gunichar c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static gboolean is_of_word(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || is_hyphen(c);
}

/* A word broken over a line (U+00AD) is not known whole, and tells nothing. */
void pdf_words_add(struct pdf_words *words, const char *text)
{
    const char *begin = NULL;
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c && (is_of_word(c) || c == 0xAD)) {
            begin = begin ? begin : at;
            continue;
        }
        gsize size = begin ? (gsize)(at - begin) : 0;
        if (size > 2 && size < WORD_SIZE && !memmem(begin, size, "\u00ad", strlen("\u00ad")) &&
            g_hash_table_size(words->folded) < WORDS_MAX) {
            g_hash_table_add(words->folded, g_utf8_casefold(begin, (gssize)size));
        }
        begin = NULL;
        if (!c) {
            return;
        }
    }
}

/* ---- what stands around the hyphen ---- */

/* The letters and hyphens at the end of text. */
static const char *last_word(const char *text, gsize size)
{
    const char *at = text + size;
    const char *least = size > SPAN_OF_WORD ? at - SPAN_OF_WORD : text;
    while (at > least) {
        const char *last = g_utf8_find_prev_char(text, at);
        if (!last || !is_of_word(g_utf8_get_char(last))) {
            break;
        }
        at = last;
    }
    return at;
}

static gsize first_word_size(const char *text)
{
    const char *at = text;
    while (*at && at - text < (gssize)SPAN_OF_WORD && is_of_word(g_utf8_get_char(at))) {
        at = g_utf8_next_char(at);
    }
    return (gsize)(at - text);
}

static gboolean is_known(const struct pdf_words *words, const char *before, const char *middle,
                         const char *after)
{
    g_autofree char *whole = g_strconcat(before, middle, after, NULL);
    g_autofree char *folded = g_utf8_casefold(whole, -1);
    return g_hash_table_contains(words->folded, folded);
}

/* "in- en verkoop", "on- and offline", "Vor- und Nachteile" */
static gboolean is_and(const char *word)
{
    static const char *const ands[] = {"en", "of",   "and", "or",  "und", "oder", "et",
                                       "ou", "noch", "dan", "tot", "bis", "resp"};
    for (size_t i = 0; i < G_N_ELEMENTS(ands); i++) {
        if (strcmp(word, ands[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The last letter of a word, and the one before it, in lower case. */
struct ending {
    gunichar last, before;
};

static struct ending ending_of(const char *word, gsize size)
{
    const char *last = g_utf8_find_prev_char(word, word + size);
    const char *before = last ? g_utf8_find_prev_char(word, last) : NULL;
    return (struct ending){last ? g_unichar_tolower(g_utf8_get_char(last)) : 0,
                           before ? g_unichar_tolower(g_utf8_get_char(before)) : 0};
}

static gboolean is_vowel(gunichar c)
{
    return c < 128 && c && strchr("aeiou", (int)c);
}

/* "draai", "rij": what follows is never read together with it, and may be an ending ("draai-en").
 */
static gboolean is_glide(struct ending ending)
{
    return (ending.last == 'i' && is_vowel(ending.before)) ||
           (ending.last == 'j' && ending.before == 'i');
}

/* Vowels that would be read as one: "zee-eend", "auto-ongeluk". */
static gboolean is_clash(struct ending ending, gunichar first)
{
    static const char *const clashes[] = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ii",
                                          "ij", "oe", "oi", "oo", "ou", "ui", "uu"};
    for (size_t i = 0; i < G_N_ELEMENTS(clashes) && !is_glide(ending); i++) {
        if (ending.last == (gunichar)clashes[i][0] && first == (gunichar)clashes[i][1]) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "VlakPlan": a name, whose compounds have hyphens. */
static gboolean has_inner_capital(const char *word, gsize size)
{
    gboolean is_lower = FALSE;
    for (const char *at = word; at < word + size; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_lower && g_unichar_isupper(c)) {
            return TRUE;
        }
        is_lower |= g_unichar_islower(c);
    }
    return FALSE;
}

/* Part of an address: its hyphen is its own. */
static gboolean is_in_address(const char *before, gsize size)
{
    const char *at = before + size;
    const char *least = size > SPAN_OF_WORD ? at - SPAN_OF_WORD : before;
    while (at > least && !g_ascii_isspace(at[-1])) {
        at--;
        if (strchr("/@_=", *at) || (*at == '.' && g_ascii_isalnum(at[1]))) {
            return TRUE;
        }
    }
    return FALSE;
}

static enum pdf_hyphen by_letters(const char *word, gsize size, const char *after)
{
    gunichar first = g_utf8_get_char(after);
    gunichar last = g_utf8_get_char(g_utf8_find_prev_char(word, word + size));
    glong length = g_utf8_strlen(word, (gssize)size);
    gboolean is_capital = g_unichar_isupper(last) && g_unichar_isupper(first);
    if (length < 2 || !(g_unichar_islower(first) || (is_capital && length > 2))) {
        return PDF_HYPHEN_KEEP;
    }
    if (g_unichar_isupper(last) != g_unichar_isupper(first) || has_inner_capital(word, size)) {
        return PDF_HYPHEN_KEEP; /* "PVC-vloer", "VlakPlan-tekening" */
    }
    return is_clash(ending_of(word, size), g_unichar_tolower(first)) ? PDF_HYPHEN_KEEP
                                                                     : PDF_HYPHEN_DROP;
}

enum pdf_hyphen pdf_hyphen_judge(const struct pdf_words *words, const char *before, gsize size,
                                 const char *after)
{
    const char *word = last_word(before, size);
    gsize word_size = (gsize)(before + size - word), next_size = first_word_size(after);
    if (word_size == 0 || next_size == 0 || is_in_address(before, size)) {
        return PDF_HYPHEN_KEEP;
    }
    g_autofree char *head = g_strndup(word, word_size);
    g_autofree char *tail = g_strndup(after, next_size);
    gboolean is_one = is_known(words, head, "", tail);
    if (is_and(tail)) {
        return is_one || is_glide(ending_of(word, word_size)) ? PDF_HYPHEN_DROP : PDF_HYPHEN_SPACE;
    }
    if (is_one != is_known(words, head, "-", tail)) {
        return is_one ? PDF_HYPHEN_DROP : PDF_HYPHEN_KEEP;
    }
    return by_letters(word, word_size, after);
}
