/* SPDX-License-Identifier: MIT
 *
 * How a document addresses its reader: je or u, du or Sie, tu or vous. An observation, no verdict:
 * what the house wants is for its terms to say, and for reports to compare.
 */
#include "plugins/check-terms/terms.h"

#include <string.h>

#define LEAST 2u      /* occurrences that make a document speak so */
#define MAJORITY 0.75 /* of all of them: a document that mixes says neither */
#define LETTERS_MAX 8u

static const struct {
    const char *language;
    const char *close, *distant; /* as told */
    const char *close_words, *distant_words;
    gboolean is_cased; /* distant words with a capital alone: Ihre, not ihre */
} forms[] = {
    {"nl", "je", "u", " je jij jou jouw ", " u uw ", FALSE},
    {"de", "du", "Sie", " du dich dir dein deine deinen deinem ", " Ihnen Ihre Ihren Ihrem Ihrer ",
     TRUE},
    {"fr", "tu", "vous", " tu ton tes toi ", " vous votre vos ", FALSE},
};

/* What is said to a lawyer, or by a customer, says nothing of the house. */
static gboolean is_apart(struct ts_list kinds)
{
    static const char *const apart[] = {"legal",      "terms",    "privacy", "cookies",
                                        "disclaimer", "contract", "review"};
    for (uint32_t i = 0; i < kinds.count; i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(apart); j++) {
            if (ts_is(*(const struct ts_str *)ts_item(kinds, i), apart[j])) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean is_letter(guchar byte)
{
    return g_ascii_isalpha(byte) || byte >= 0x80;
}

/* Is this word among those of a list that has spaces on either side of each? */
static gboolean is_among(const char *words, const char *word, gsize len)
{
    char sought[LETTERS_MAX + 3];
    sought[0] = ' ';
    memcpy(sought + 1, word, len);
    sought[len + 1] = ' ';
    sought[len + 2] = '\0';
    return strstr(words, sought) != NULL;
}

/* A lone letter beside a sign is no pronoun: "9 u.", "U-profiel". */
static gboolean is_alone(struct ts_str text, size_t begin, size_t end)
{
    char before = begin > 0 ? text.ptr[begin - 1] : ' ';
    char behind = end < text.len ? text.ptr[end] : ' ';
    gboolean is_counted = begin > 1 && g_ascii_isdigit(text.ptr[begin - 2]);
    return strchr(" (\n", before) && strchr(" ,?!;:)\n", behind) && !is_counted;
}

static void count_in(struct ts_str text, gsize row, guint counts[2])
{
    char word[LETTERS_MAX];
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        while (at < text.len && is_letter((guchar)text.ptr[at])) {
            at++;
        }
        size_t len = at - begin;
        if (len == 0 || len > LETTERS_MAX || (len == 1 && !is_alone(text, begin, at))) {
            at += len == 0;
            continue;
        }
        for (size_t i = 0; i < len; i++) {
            word[i] = g_ascii_tolower(text.ptr[begin + i]);
        }
        counts[0] += is_among(forms[row].close_words, word, len);
        counts[1] +=
            is_among(forms[row].distant_words, forms[row].is_cased ? text.ptr + begin : word, len);
    }
}

static gsize row_of(struct ts_str language)
{
    gsize row = 0;
    while (row < G_N_ELEMENTS(forms) &&
           (language.len < 2 || g_ascii_strncasecmp(language.ptr, forms[row].language, 2) != 0)) {
        row++;
    }
    return row;
}

/* Text of the house: no code, and nothing that somebody else says. */
static gboolean is_own(const struct ts_block *block)
{
    return block->role != TS_ROLE_CODE && block->role != TS_ROLE_QUOTE &&
           block->role != TS_ROLE_METADATA;
}

int terms_observe_form(struct ts_call *call, const struct ts_document *document)
{
    gsize row = row_of(document->language);
    guint counts[2] = {0, 0};
    if (row == G_N_ELEMENTS(forms) || is_apart(document->kinds)) {
        return 0;
    }
    for (uint32_t i = 0; i < document->blocks.count; i++) {
        const struct ts_block *block = ts_item(document->blocks, i);
        gboolean is_same = block->language.len < 2 || row_of(block->language) == row;
        if (is_own(block) && is_same) {
            count_in(block->text, row, counts);
        }
    }
    guint most = MAX(counts[0], counts[1]);
    if (most < LEAST || most < MAJORITY * (counts[0] + counts[1])) {
        return 0;
    }
    struct ts_number number = {ts_text("count"), most};
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text("form-of-address"),
        .value = ts_text(counts[0] > counts[1] ? forms[row].close : forms[row].distant),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
        .numbers = ts_one(&number, sizeof number),
    };
    return call->host->emit_observation(call, &observation);
}
