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
#define NAME_OF_NEXT 8u    /* tokens from our name to the address that it stands before */
#define RUN_WORDS 6u       /* words of a name directly before an address */

uint32_t whose_behind_name(const struct view *view, uint32_t first, uint32_t end)
{
    for (guint i = names_behind(view, first); i < view->names->len; i++) {
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

/* Does the name at a token begin its block: a line that says nothing else? */
static gboolean is_whole_line(const struct view *view, uint32_t token)
{
    guint index = names_behind(view, token);
    uint32_t first = g_array_index(view->names, struct name_span, index).first;
    return first == 0 || view->tokens->items[first - 1].kind == TOKEN_BREAK;
}

/* Only "attn." and the like between our name and a person's? */
static gboolean is_behind_our_name(const struct view *view, uint32_t first)
{
    static const char *const attention[] = {"t", "a", "v", "tav", "attn", "o", "c", "att"};
    gboolean has_break = FALSE;
    gboolean has_attention = FALSE;
    for (uint32_t i = first; i-- > 0 && i + ATTENTION_TOKENS >= first;) {
        const struct token *token = &view->tokens->items[i];
        if (names_is_at(view, i)) {
            return !has_break || has_attention || is_whole_line(view, i);
        }
        has_break |= token->kind == TOKEN_BREAK;
        has_attention |= token->kind == TOKEN_WORD;
        if (token->kind == TOKEN_NUMBER || token_is_sign(view->tokens, i, ':') ||
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
    gboolean has_article; /* "De Kogge" */
    enum whose whose;     /* what one of its words says itself */
};

static gboolean is_capital_article(const struct view *view, const struct token *token)
{
    static const char *const articles[] = {"de", "het", "the", "la", "le"};
    const struct ts_block *block = ts_item(view->document->blocks, token->block);
    return WORD_IS_ONE_OF(token->folded, articles) && token->length > 1 &&
           g_ascii_isupper(block->text.ptr[token->offset]) &&
           g_ascii_islower(block->text.ptr[token->offset + 1]);
}

static struct run run_before(const struct view *view, uint32_t end)
{
    struct run run = {end, 0, FALSE, WHOSE_OTHERS};
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
        if (names_is_at(view, run.first - 1)) {
            run.whose = WHOSE_NAMED;
            break;
        }
        if (run.words > 1 && ts_is(token->folded, "via")) {
            break;
        }
        gboolean is_inside = run.words > 0 && is_capital_article(view, token); /* "De Kogge" */
        run.has_article |= is_inside;
        if (!is_inside && whose_is_label(token->folded)) {
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

/* "Jan de Boer": a name, of which the article is a part. */
static gboolean is_behind_capital(const struct view *view, uint32_t token)
{
    return token > 0 && view->tokens->items[token - 1].kind == TOKEN_WORD &&
           token_is_capital(view->document->blocks, &view->tokens->items[token - 1]);
}

/* "in the Brewery, Dock Road 4", "Museum De Kogge, Kade 2": a place's name. */
static gboolean is_venue(const struct view *view, const struct run *run, uint32_t end)
{
    static const char *const articles[] = {"de",  "het", "the", "la",  "le",
                                           "der", "die", "das", "dem", "den"};
    if (!token_is_sign(view->tokens, end, ',')) {
        return FALSE;
    }
    return run->has_article ||
           (run->words > 0 && run->first > 0 &&
            view->tokens->items[run->first - 1].kind == TOKEN_WORD &&
            WORD_IS_ONE_OF(view->tokens->items[run->first - 1].folded, articles) &&
            !is_behind_capital(view, run->first - 1));
}

/* "next to Vlakwerk", where a token is of our name */
static gboolean is_beside_us(const struct view *view, uint32_t token)
{
    static const char *const beside[] = {"naast", "tegenover", "achter",    "next", "opposite",
                                         "near",  "neben",     "gegenuber", "face", "nabij"};
    guint index = names_behind(view, token);
    uint32_t first = g_array_index(view->names, struct name_span, index).first;
    for (uint32_t i = first; i > 0 && first - i < 2; i--) {
        const struct token *before = &view->tokens->items[i - 1];
        if (before->kind == TOKEN_WORD && WORD_IS_ONE_OF(before->folded, beside)) {
            return TRUE;
        }
    }
    return FALSE;
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
    if (run.whose != WHOSE_NAMED && is_venue(view, &run, i)) {
        return WHOSE_OTHERS;
    }
    if (run.whose == WHOSE_NAMED && is_beside_us(view, run.first - 1)) {
        return WHOSE_OTHERS;
    }
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
    static const char *const nouns[] = {
        "winkel",  "showroom", "vestiging", "kantoor",  "hoofdkantoor", "magazijn",    "werkplaats",
        "atelier", "filiaal",  "locatie",   "adres",    "bezoekadres",  "postadres",   "toonzaal",
        "shop",    "store",    "office",    "workshop", "warehouse",    "branch",      "address",
        "lager",   "werk",     "buro",      "laden",    "standort",     "filiale",     "anschrift",
        "adresse", "magasin",  "bureau",    "depot",    "pand",         "headquarters"};
    return index < view->tokens->count && view->tokens->items[index].kind == TOKEN_WORD &&
           WORD_IS_ONE_OF(view->tokens->items[index].folded, nouns);
}

/* A customer's address, or another firm's name with its legal form? */
static gboolean is_foreign(const struct view *view, uint32_t i)
{
    const struct tokens *tokens = view->tokens;
    uint32_t behind;
    return whose_leads_to_others(tokens->items[i].folded) || stranger_at(view, i) ||
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
        if (names_is_at(view, i)) {
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

/* Our name behind the address, if it does not lead to the next one. */
static gboolean is_named_behind(const struct view *view, uint32_t end, uint32_t limit)
{
    guint index = names_behind(view, end);
    guint64 last = MIN((guint64)end + ADDRESS_NAME_BEHIND, limit);
    if (index == view->names->len) {
        return FALSE;
    }
    const struct name_span *span = &g_array_index(view->names, struct name_span, index);
    gboolean is_of_next = limit < view->tokens->count && span->end + (guint64)NAME_OF_NEXT >= limit;
    return span->first < last && !is_of_next;
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
    return is_named_behind(view, end, limit) ? WHOSE_NAMED : whose;
}
