/* SPDX-License-Identifier: MIT
 *
 * Whose an address is: ours, or that of the firm or the person whose name stands before it.
 */
#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/legal.h"

#define WE_BEFORE 14u /* tokens before an address in which "we" and "our" count */
#define ATTENTION_TOKENS 8u
#define OUR_BEFORE 8u /* likewise, of "our shop" */
#define SENTENCE_TOKENS 14u
#define INITIAL_LETTERS 3u /* of a word that keeps its dot: "J. Bakker", "Fam. Bakker" */
#define RUN_WORDS 6u       /* words of a name directly before an address */

/* Index of the first of our names that ends behind this token; those before end no later. */
static guint name_behind(const struct view *view, uint32_t token)
{
    guint low = 0;
    guint high = view->names->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(view->names, struct name_span, middle).end <= token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static gboolean is_our_name(const struct view *view, uint32_t token)
{
    guint index = name_behind(view, token);
    return index < view->names->len &&
           g_array_index(view->names, struct name_span, index).first <= token;
}

uint32_t whose_behind_name(const struct view *view, uint32_t first, uint32_t end)
{
    for (guint i = name_behind(view, first); i < view->names->len; i++) {
        const struct name_span *span = &g_array_index(view->names, struct name_span, i);
        if (span->first >= end) {
            break;
        }
        if (span->end < end) {
            first = MAX(first, span->end);
        }
    }
    while (first + 1 < end && view->tokens->items[first].kind == TOKEN_SIGN) {
        first++;
    }
    return first;
}

static gboolean is_our_city(const struct view *view, struct ts_str word)
{
    const GPtrArray *all = view->identity->addresses->all;
    for (guint i = 0; i < all->len; i++) {
        const struct address *address = g_ptr_array_index(all, i);
        for (guint c = 0; c < address->cities->len; c++) {
            if (ts_is(word, g_ptr_array_index(address->cities, c))) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* Signs between a name and its address. */
static gboolean is_between(const struct token *token)
{
    return token->kind == TOKEN_SIGN &&
           (memchr(",|-(\":/", token->folded.ptr[0], 7) || (guchar)token->folded.ptr[0] >= 0x80);
}

/* Only "attn." and the like between our name and a person's? */
static gboolean is_behind_our_name(const struct view *view, uint32_t first)
{
    static const char *const attention[] = {"t", "a", "v", "tav", "attn", "o", "c", "att"};
    for (uint32_t i = first; i-- > 0 && i + ATTENTION_TOKENS >= first;) {
        const struct token *token = &view->tokens->items[i];
        if (is_our_name(view, i)) {
            return TRUE;
        }
        if (token->kind == TOKEN_NUMBER ||
            (token->kind == TOKEN_WORD && !WORD_IS_ONE_OF(token->folded, attention))) {
            return FALSE;
        }
    }
    return FALSE;
}

/* The run of capitalised words that ends before a token. */
struct run {
    uint32_t first;
    guint words;
    enum whose whose; /* what one of its words says itself */
};

static struct run run_before(const struct view *view, uint32_t end)
{
    struct run run = {end, 0, WHOSE_OTHERS};
    while (run.first > 0 && run.words < RUN_WORDS) {
        const struct token *token = &view->tokens->items[run.first - 1];
        gboolean is_sentence = token_is_sign(view->tokens, run.first - 1, '.') && run.first > 1 &&
                               view->tokens->items[run.first - 2].folded.len > INITIAL_LETTERS;
        if (token->kind == TOKEN_SIGN && run.words > 0 && !is_sentence &&
            memchr("&.'-", token->folded.ptr[0], 4)) {
            run.first--;
            continue;
        }
        if (token->kind != TOKEN_WORD) {
            break;
        }
        if (is_our_name(view, run.first - 1)) {
            run.whose = WHOSE_NAMED;
            break;
        }
        if (whose_is_label(token->folded)) {
            run.whose = WHOSE_UNKNOWN;
            break;
        }
        if (!token_is_capital(view->document->blocks, token) || is_our_city(view, token->folded)) {
            break;
        }
        run.words++;
        run.first--;
    }
    return run;
}

/* A name directly before the address: "Bakkerij Jansen, Kanaalstraat 14". */
static enum whose name_before(const struct view *view, uint32_t first)
{
    const struct tokens *tokens = view->tokens;
    uint32_t i = first;
    gboolean has_break = FALSE;
    gboolean has_colon = FALSE;
    while (i > 0 && (is_between(&tokens->items[i - 1]) ||
                     (!has_break && tokens->items[i - 1].kind == TOKEN_BREAK))) {
        has_break |= tokens->items[i - 1].kind == TOKEN_BREAK;
        has_colon |= token_is_sign(tokens, i - 1, ':');
        i--;
    }
    struct run run = run_before(view, i);
    gboolean is_whole = run.first == 0 || tokens->items[run.first - 1].kind == TOKEN_BREAK;
    if (run.whose != WHOSE_OTHERS) {
        return run.whose;
    }
    if (run.words == 0 || (run.words == 1 && (has_colon || (is_whole && i == first))) ||
        (has_break && !is_whole)) {
        return WHOSE_UNKNOWN;
    }
    return is_behind_our_name(view, run.first) ? WHOSE_NAMED : WHOSE_OTHERS;
}

static gboolean is_place_noun(const struct view *view, uint32_t index)
{
    return index < view->tokens->count && view->tokens->items[index].kind == TOKEN_WORD &&
           whose_is_place(view->tokens->items[index].folded);
}

/* A customer's address, or another firm's name with its legal form? */
static gboolean is_foreign(const struct view *view, uint32_t i)
{
    const struct tokens *tokens = view->tokens;
    uint32_t behind;
    return whose_leads_to_others(tokens->items[i].folded) ||
           (i > 0 && tokens->items[i - 1].kind == TOKEN_WORD &&
            token_is_capital(view->document->blocks, &tokens->items[i - 1]) &&
            legal_form_at(tokens, view->document->blocks, i, &behind));
}

/* Does the sentence that leads to the address name somebody, after its first word? */
static gboolean has_subject(const struct view *view, uint32_t first)
{
    const struct token *name = NULL;
    for (uint32_t i = first; i-- > 0 && i + SENTENCE_TOKENS >= first;) {
        const struct token *token = &view->tokens->items[i];
        gboolean is_end = token->kind == TOKEN_BREAK ||
                          (token->kind == TOKEN_SIGN && memchr(".!?|", token->folded.ptr[0], 4));
        if (is_end) {
            return FALSE; /* the capital was its first word's */
        }
        if (name) {
            return TRUE;
        }
        if (token->kind == TOKEN_WORD && !whose_is_label(token->folded) &&
            !is_our_city(view, token->folded) && token->folded.len > 1 &&
            token_is_capital(view->document->blocks, token)) {
            name = token;
        }
    }
    return FALSE;
}

/* "Our new shop", in the same sentence and shortly before: that is ours though no name says so. */
static gboolean is_said_to_be_ours(const struct view *view, uint32_t first)
{
    static const char *const possessive[] = {"ons",    "onze",    "our",     "unser",
                                             "unsere", "unserem", "unserer", "notre"};
    for (uint32_t i = first; i-- > 0 && i + OUR_BEFORE >= first;) {
        const struct token *token = &view->tokens->items[i];
        if (token->kind == TOKEN_SIGN && memchr(".!?", token->folded.ptr[0], 3)) {
            return FALSE;
        }
        if (token->kind == TOKEN_WORD && WORD_IS_ONE_OF(token->folded, possessive)) {
            return is_place_noun(view, i + 1) || is_place_noun(view, i + 2);
        }
    }
    return FALSE;
}

static enum whose said_before(const struct view *view, uint32_t first, uint32_t from)
{
    enum whose whose = WHOSE_UNKNOWN;
    guint words = 0;
    for (uint32_t i = first; i-- > from && words < ADDRESS_NAME_BEFORE;) {
        const struct token *token = &view->tokens->items[i];
        words += token->kind != TOKEN_SIGN;
        if (token->kind != TOKEN_WORD) {
            continue;
        }
        if (is_our_name(view, i)) {
            return WHOSE_NAMED;
        }
        if (whose == WHOSE_UNKNOWN && is_foreign(view, i)) {
            return WHOSE_OTHERS;
        }
        if (whose == WHOSE_UNKNOWN && i + WE_BEFORE >= first && whose_says_we(token->folded)) {
            whose = WHOSE_WE;
        }
    }
    return whose == WHOSE_UNKNOWN && has_subject(view, first) ? WHOSE_OTHERS : whose;
}

enum whose whose_is(const struct view *view, uint32_t first, uint32_t end, uint32_t from,
                    uint32_t limit)
{
    enum whose whose = name_before(view, first);
    if (whose != WHOSE_UNKNOWN) {
        return whose;
    }
    whose = is_said_to_be_ours(view, first) ? WHOSE_NAMED : said_before(view, first, from);
    if (whose != WHOSE_UNKNOWN && whose != WHOSE_WE) {
        return whose;
    }
    guint index = name_behind(view, end);
    guint64 last = MIN((guint64)end + ADDRESS_NAME_BEHIND, limit);
    return index < view->names->len &&
                   g_array_index(view->names, struct name_span, index).first < last
               ? WHOSE_NAMED
               : whose;
}
