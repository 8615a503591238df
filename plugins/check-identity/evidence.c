/* SPDX-License-Identifier: MIT
 *
 * Part by part, how far what stands in a text agrees with an address, and what follows.
 */
#include "plugins/check-identity/addresses.h"
#include "plugins/check-identity/edits.h"

#define LONG_CITY 10u /* letters of a city in which two slips may be */

/* Behind a comma, no city. */
static const char *const no_cities[] = {
    "tel",     "telefoon", "phone",       "telephone",   "telefon",   "fax",
    "email",   "mail",     "nederland",   "netherlands", "holland",   "belgie",
    "belgium", "belgique", "deutschland", "germany",     "duitsland", "uk",
    "england", "kvk",      "btw",         "iban",        "open",      "openingstijden",
    "t",       "e",        "f",           "m",           "w",         "the",
    "route",   "vat",      "nl",          "ma",          "mo",        "di",
    "maandag", "bel",      "gebouw",      "building",    "unit",      "verdieping",
    "etage",   "suite",    "floor",       "bus",         "bte",       "apt",
    "zie",     "ingang",   "entrance",    "hier",        "wij",       "onze",
    "of",      "en",       "parkeren",
};
static const char *const prepositions[] = {"in", "te", "at", "a", "zu", "en"};

static gboolean is_kind(const struct text_view *text, uint32_t index, enum token_kind kind)
{
    return index < text->tokens->count && text->tokens->items[index].kind == kind;
}

/* ---- street ---------------------------------------------------------------------------------- */

/* The same words as in the house form, dots and hyphens aside? */
static gboolean is_house_street(const struct text_view *text, const struct spot *spot,
                                const struct address *address)
{
    GString *words = g_string_sized_new(ADDRESS_KEY);
    for (uint32_t i = spot->street; i < spot->street_end; i++) {
        const struct token *token = &text->tokens->items[i];
        if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) {
            g_string_append_len(words, token->folded.ptr, (gssize)token->folded.len);
            g_string_append_c(words, ' ');
        }
    }
    gboolean is_house = strcmp(words->str, address->street_words) == 0;
    g_string_free(words, TRUE);
    return is_house;
}

/* The stretch of words beside the number that is nearest to the street's name. */
static gboolean find_near_street(const struct text_view *text, const struct spot *spot,
                                 const struct address *address, struct evidence *evidence)
{
    struct street_key key;
    guint words = 0;
    if (spot->is_number_first) {
        for (uint32_t end = spot->street + 1; end <= text->tokens->count && words < ADDRESS_WORDS &&
                                              text->tokens->items[end - 1].kind != TOKEN_BREAK;
             end++) {
            words += text->tokens->items[end - 1].kind == TOKEN_WORD;
            if (street_key(text->tokens, spot->street, end, &key) &&
                street_is_near(&address->street, &key)) {
                evidence->end = end;
                return TRUE;
            }
        }
        return FALSE;
    }
    for (uint32_t first = spot->street_end;
         first-- > 0 && words < ADDRESS_WORDS && text->tokens->items[first].kind != TOKEN_BREAK;) {
        words += text->tokens->items[first].kind == TOKEN_WORD;
        if (street_key(text->tokens, first, spot->street_end, &key) &&
            street_is_near(&address->street, &key)) {
            evidence->first = first;
            return TRUE;
        }
    }
    return FALSE;
}

static void weigh_street(const struct text_view *text, const struct spot *spot,
                         const struct address *address, struct evidence *evidence)
{
    if (address->is_box) {
        evidence->street = EQUAL;
    } else if (spot->same &&
               strcmp(((struct address *)g_ptr_array_index(spot->same, 0))->street.brief,
                      address->street.brief) == 0) {
        evidence->street = is_house_street(text, spot, address) &&
                                   spot->is_number_first == address->country->is_number_first
                               ? EQUAL
                               : OTHERWISE;
    } else {
        evidence->street = find_near_street(text, spot, address, evidence) ? NEAR : DIFFERENT;
    }
}

/* ---- number ---------------------------------------------------------------------------------- */

static const char *bare_suffix(const char *suffix)
{
    return g_str_has_prefix(suffix, "bus") ? suffix + 3 : suffix;
}

static void weigh_number(const struct spot *spot, const struct address *address,
                         struct evidence *evidence)
{
    const struct house_number *own = &address->number;
    if (!address->has_number) { /* whatever number stands there, it is the street */
        evidence->number = evidence->suffix = EQUAL;
        return;
    }
    const struct house_number *read = &spot->number;
    guint edits = edits_of(ts_text(own->number), ts_text(read->number), 1);
    evidence->number = edits == 0 ? EQUAL : edits == 1 ? NEAR : DIFFERENT;
    if (strcmp(own->suffix, read->suffix) == 0) {
        gboolean is_same_form = address->is_box || strcmp(own->written, read->written) == 0;
        evidence->suffix = is_same_form ? EQUAL : OTHERWISE;
        return;
    }
    gboolean is_unit = own->suffix[0] && read->suffix[0] &&
                       strcmp(bare_suffix(own->suffix), bare_suffix(read->suffix)) == 0;
    gboolean is_range = !own->suffix[0] && g_ascii_isdigit(read->suffix[0]) &&
                        atoi(read->suffix) > atoi(read->number); /* 12-14 */
    evidence->suffix = is_unit || is_range ? OTHERWISE : DIFFERENT;
}

/* ---- postcode -------------------------------------------------------------------------------- */

/* Digits may be anything; with a city behind them they are a postcode. */
static gboolean is_surely_postcode(const struct text_view *text, const struct postcode *postcode,
                                   const struct address *address)
{
    if (!postcode->is_plain) {
        return TRUE;
    }
    uint32_t behind = postcode->end + (is_kind(text, postcode->end, TOKEN_SIGN) &&
                                               token_is_sign(text->tokens, postcode->end, ',')
                                           ? 1
                                           : 0);
    if (address->country->is_city_first) {
        return postcode->first > 0 && is_kind(text, postcode->first - 1, TOKEN_WORD);
    }
    return is_kind(text, behind, TOKEN_WORD) &&
           token_is_capital(text->blocks, &text->tokens->items[behind]);
}

guint postcode_at_or_behind(const struct text_view *text, uint32_t token)
{
    guint low = 0;
    guint high = text->postcodes->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(text->postcodes, struct postcode, middle).first < token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Could it be another postcode of the same country? */
static gboolean is_of_a_kind(const char *a, const char *b)
{
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    return a_len > 0 && b_len > 0 && !g_ascii_isdigit(a[0]) == !g_ascii_isdigit(b[0]) &&
           !g_ascii_isdigit(a[a_len - 1]) == !g_ascii_isdigit(b[b_len - 1]) &&
           (a_len == b_len || !g_ascii_isdigit(a[0]));
}

static const struct postcode *weigh_postcode(const struct text_view *text, const struct spot *spot,
                                             const struct address *address,
                                             struct evidence *evidence)
{
    const struct postcode *other = NULL;
    guint index = postcode_at_or_behind(text, spot->end);
    for (guint i = index; i < text->postcodes->len; i++) {
        const struct postcode *postcode = &g_array_index(text->postcodes, struct postcode, i);
        if (postcode->first >= spot->limit || postcode->first >= spot->end + ADDRESS_AHEAD) {
            break;
        }
        if (strcmp(postcode->code, address->postcode) == 0) {
            evidence->postcode = postcode->is_spaced == address->is_spaced ? EQUAL : OTHERWISE;
            return postcode;
        }
        other = other == NULL && is_of_a_kind(postcode->code, address->postcode) &&
                        is_surely_postcode(text, postcode, address)
                    ? postcode
                    : other;
    }
    while (index-- > 0) {
        const struct postcode *postcode = &g_array_index(text->postcodes, struct postcode, index);
        if (postcode->end > spot->first || postcode->first < spot->from ||
            postcode->end + ADDRESS_CITY_AHEAD < spot->first) {
            break;
        }
        if (strcmp(postcode->code, address->postcode) == 0) {
            evidence->postcode = postcode->is_spaced == address->is_spaced ? EQUAL : OTHERWISE;
            return postcode;
        }
    }
    evidence->postcode = other ? DIFFERENT : ABSENT;
    return other;
}

/* ---- city ------------------------------------------------------------------------------------ */

/* A city of the address between two tokens: EQUAL, NEAR or ABSENT; *end_r behind it. */
static enum agreement find_city(const struct text_view *text, const struct address *address,
                                uint32_t from, uint32_t to, uint32_t *end_r)
{
    enum agreement best = ABSENT;
    char key[ADDRESS_KEY];
    for (uint32_t first = from; first < to && first < text->tokens->count; first++) {
        guint words = 0;
        for (uint32_t end = first + 1;
             words < 4 && end <= text->tokens->count && is_kind(text, first, TOKEN_WORD); end++) {
            enum token_kind kind = text->tokens->items[end - 1].kind;
            if (kind == TOKEN_BREAK || kind == TOKEN_NUMBER) {
                break;
            }
            words += kind == TOKEN_WORD;
            if (kind != TOKEN_WORD || !city_key(text->tokens, first, end, key)) {
                continue;
            }
            for (guint i = 0; i < address->cities->len; i++) {
                const char *city = g_ptr_array_index(address->cities, i);
                if (strcmp(city, key) == 0) {
                    *end_r = end;
                    return EQUAL;
                }
                guint max = strlen(city) >= LONG_CITY ? 2 : 1;
                if (best == ABSENT && strlen(city) >= 5 &&
                    edits_of(ts_text(city), ts_text(key), max) <= max) {
                    best = NEAR;
                    *end_r = end;
                }
            }
        }
    }
    return best;
}

/* Is there another city at a token? */
static gboolean is_other_city(const struct text_view *text, uint32_t at)
{
    if (token_is_sign(text->tokens, at, '\'') && is_kind(text, at + 1, TOKEN_WORD) &&
        ts_is(text->tokens->items[at + 1].folded, "s") &&
        token_is_sign(text->tokens, at + 2, '-')) {
        at += 3; /* 's-Gravenhage */
    }
    return is_kind(text, at, TOKEN_WORD) && text->tokens->items[at].folded.len > 1 &&
           token_is_capital(text->blocks, &text->tokens->items[at]) &&
           !WORD_IS_ONE_OF(text->tokens->items[at].folded, no_cities);
}

/* No postcode: a city follows "in", or a comma, and no sentence goes on behind it. */
static gboolean is_elsewhere(const struct text_view *text, uint32_t at)
{
    if (is_kind(text, at, TOKEN_WORD) &&
        WORD_IS_ONE_OF(text->tokens->items[at].folded, prepositions)) {
        return is_other_city(text, at + 1);
    }
    gboolean goes_on = is_kind(text, at + 2, TOKEN_WORD) &&
                       !token_is_capital(text->blocks, &text->tokens->items[at + 2]);
    return token_is_sign(text->tokens, at, ',') && is_other_city(text, at + 1) && !goes_on;
}

static gboolean is_elsewhere_by_code(const struct text_view *text, const struct spot *spot,
                                     const struct address *address, const struct postcode *postcode)
{
    if (address->country->is_city_first && postcode->first > spot->end) {
        for (uint32_t i = spot->end; i < postcode->first; i++) {
            if (is_other_city(text, i)) {
                return TRUE;
            }
        }
    }
    uint32_t at = postcode->end + (token_is_sign(text->tokens, postcode->end, ',') ? 1 : 0);
    return !address->country->is_city_first && is_other_city(text, at);
}

static void weigh_city(const struct text_view *text, const struct spot *spot,
                       const struct address *address, const struct postcode *postcode,
                       struct evidence *evidence)
{
    uint32_t end = 0;
    uint32_t from = spot->end;
    uint32_t to = MIN(spot->limit, (postcode && postcode->end > spot->end ? postcode->end : from) +
                                       ADDRESS_CITY_AHEAD);
    enum agreement city = find_city(text, address, from, to, &end);
    if (city == ABSENT && postcode && postcode->end <= spot->first) {
        city = find_city(text, address, postcode->end, spot->first, &end);
    } else if (city == ABSENT && spot->first > spot->from) {
        uint32_t begin = MAX(spot->from, spot->first > 3 ? spot->first - 3 : 0);
        city = find_city(text, address, begin, spot->first, &end) == EQUAL ? EQUAL : ABSENT;
    }
    if (city == EQUAL || city == NEAR) {
        evidence->end = MAX(evidence->end, end);
    } else if (postcode ? is_elsewhere_by_code(text, spot, address, postcode)
                        : is_elsewhere(text, spot->end)) {
        city = DIFFERENT;
    }
    evidence->city = city;
}

/* ---- all of it ------------------------------------------------------------------------------- */

struct evidence evidence_of(const struct text_view *text, const struct spot *spot,
                            const struct address *address)
{
    struct evidence evidence = {.address = address, .first = spot->first, .end = spot->end};
    weigh_street(text, spot, address, &evidence);
    weigh_number(spot, address, &evidence);
    struct spot seen = *spot;
    seen.end = evidence.end;
    const struct postcode *postcode = weigh_postcode(text, &seen, address, &evidence);
    evidence.gap = postcode && postcode->first >= seen.end ? postcode->first - seen.end : 0;
    if (postcode && evidence.postcode != ABSENT) {
        evidence.first = MIN(evidence.first, postcode->first);
        evidence.end = MAX(evidence.end, postcode->end);
    }
    weigh_city(text, &seen, address, postcode, &evidence);
    return evidence;
}
