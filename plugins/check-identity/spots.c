/* SPDX-License-Identifier: MIT
 *
 * Where a street and a house number, or a post-office box, stand in a text.
 */
#include "plugins/check-identity/addresses.h"

struct finder {
    const struct addresses *addresses;
    const struct tokens *tokens;
    struct ts_list blocks;
    GArray *spots;
};

/* Between street and number. */
static const char *const number_words[] = {"nr", "no", "nummer", "number", "num", "huisnummer"};
/* Before a street of the same last word, it is another street. */
static const char *const qualifiers[] = {
    "korte", "lange",  "oude",  "nieuwe", "grote", "kleine", "eerste", "tweede", "derde", "hoge",
    "lage",  "alte",   "neue",  "grosse", "obere", "untere", "upper",  "lower",  "old",   "new",
    "great", "little", "north", "south",  "east",  "west",   "petite", "grande",
};
/* Lower-case words inside a street's name. */
static const char *const particles[] = {
    "van", "de", "den", "der", "het", "t",   "ten", "ter", "op",  "la", "le",  "du", "des",
    "les", "l",  "d",   "am",  "an",  "zum", "zur", "of",  "the", "in", "aan", "s"};
static const char *const boxes[] = {"postbus", "postfach", "antwoordnummer", "postale", "bp",
                                    "cs",      "box"};

static gboolean is_kind(const struct finder *finder, uint32_t index, enum token_kind kind)
{
    return index < finder->tokens->count && finder->tokens->items[index].kind == kind;
}

#define IS_ONE_OF_AT(finder, index, list)  \
    (is_kind(finder, index, TOKEN_WORD) && \
     WORD_IS_ONE_OF((finder)->tokens->items[index].folded, list))

static gboolean is_inner_sign(const struct finder *finder, uint32_t index)
{
    return is_kind(finder, index, TOKEN_SIGN) &&
           memchr(".-'/", finder->tokens->items[index].folded.ptr[0], 4);
}

static const GPtrArray *same_street(const struct finder *finder, uint32_t first, uint32_t last)
{
    struct street_key key;
    return street_key(finder->tokens, first, last, &key)
               ? g_hash_table_lookup(finder->addresses->by_street, key.brief)
               : NULL;
}

/* ---- the number behind ----------------------------------------------------------------------- */

/* Where the street before this number ends: "nr.", a comma and the end of a cell lie between. */
static uint32_t street_end_before(const struct finder *finder, uint32_t number)
{
    uint32_t at = number;
    gboolean has_label_end =
        at > 1 && (token_is_sign(finder->tokens, at - 1, ':') ||
                   is_kind(finder, at - 1, TOKEN_BREAK)); /* of the label "house number" */
    if (has_label_end && IS_ONE_OF_AT(finder, at - 2, number_words)) {
        at -= 1;
    }
    if (at > 0 && token_is_sign(finder->tokens, at - 1, '.') && at > 1 &&
        IS_ONE_OF_AT(finder, at - 2, number_words)) {
        at -= 2;
    } else if (at > 0 && IS_ONE_OF_AT(finder, at - 1, number_words)) {
        at -= 1;
    }
    if (at > 0 &&
        (token_is_sign(finder->tokens, at - 1, ',') || token_is_sign(finder->tokens, at - 1, ':') ||
         is_kind(finder, at - 1, TOKEN_BREAK))) {
        at -= 1;
    }
    return at;
}

/* The longest street of the registry that ends here; where it begins. */
static const GPtrArray *longest_before(const struct finder *finder, uint32_t end, uint32_t *first_r)
{
    const GPtrArray *found = NULL;
    guint words = 0;
    for (uint32_t i = end; i-- > 0 && words < ADDRESS_WORDS;) {
        const struct token *token = &finder->tokens->items[i];
        if (is_inner_sign(finder, i)) {
            continue;
        }
        if (token->kind != TOKEN_WORD && token->kind != TOKEN_NUMBER) {
            break;
        }
        words++;
        if (!finder->addresses->letters[(guchar)token->folded.ptr[0]]) {
            continue;
        }
        const GPtrArray *same = same_street(finder, i, end);
        if (same) {
            found = same;
            *first_r = i;
        }
    }
    if (found && *first_r > 0 && IS_ONE_OF_AT(finder, *first_r - 1, qualifiers) &&
        token_is_capital(finder->blocks, &finder->tokens->items[*first_r - 1])) {
        return NULL;
    }
    return found;
}

/* Does a line of the block end behind this token? */
static gboolean ends_line(const struct finder *finder, uint32_t index)
{
    const struct token *token = &finder->tokens->items[index];
    const struct token *next = token + 1;
    const struct ts_block *block = ts_item(finder->blocks, token->block);
    uint32_t end = token->offset + token->length;
    return next->block == token->block && next->offset > end &&
           memchr(block->text.ptr + end, '\n', next->offset - end) != NULL;
}

/* "Van der Capellenstraat": with what is written with a capital before it. */
static uint32_t capital_particles_before(const struct finder *finder, uint32_t first)
{
    uint32_t begin = first;
    for (uint32_t i = first; i > 0 && first - i < 3 && IS_ONE_OF_AT(finder, i - 1, particles);
         i--) {
        if (token_is_capital(finder->blocks, &finder->tokens->items[i - 1])) {
            begin = i - 1;
        }
    }
    return begin;
}

/* Where a street that nobody knows may begin: capitals, and small words between them. */
static uint32_t guess_before(const struct finder *finder, uint32_t end)
{
    uint32_t first = end;
    for (uint32_t i = end, words = 0; i-- > 0 && words < ADDRESS_WORDS - 2;) {
        const struct token *token = &finder->tokens->items[i];
        if (is_inner_sign(finder, i)) {
            continue;
        }
        if (token->kind != TOKEN_WORD || (i + 1 < end && ends_line(finder, i))) {
            break;
        }
        gboolean is_capital = token_is_capital(finder->blocks, token);
        if (!is_capital && !WORD_IS_ONE_OF(token->folded, particles)) {
            break;
        }
        words++;
        first = is_capital ? i : first;
        if (is_capital && street_has_ending(token->folded) &&
            !(i > 0 && IS_ONE_OF_AT(finder, i - 1, qualifiers))) {
            return capital_particles_before(finder, i); /* one word says it all */
        }
        if (is_capital && i + 1 < end && street_is_kind(token->folded)) {
            break; /* "Rue du Moulin" */
        }
    }
    return first;
}

static gboolean looks_like_street(const struct finder *finder, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct token *token = &finder->tokens->items[i];
        if (token->kind != TOKEN_WORD) {
            continue;
        }
        gboolean is_edge = i == first || i + 1 == end || is_inner_sign(finder, i + 1);
        if (street_has_ending(token->folded) ||
            (is_edge && end - first > 1 && street_is_kind(token->folded))) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean try_behind(const struct finder *finder, uint32_t number, struct spot *spot)
{
    uint32_t end = street_end_before(finder, number);
    uint32_t last = end;
    while (last > 0 && token_is_sign(finder->tokens, last - 1, '.')) {
        last--;
    }
    gboolean is_dated = last > 1 && is_kind(finder, last - 1, TOKEN_NUMBER) &&
                        is_kind(finder, last - 2, TOKEN_WORD); /* Plein 1944 nr. 12 */
    if (last == 0 || (!is_kind(finder, last - 1, TOKEN_WORD) && !is_dated)) {
        return FALSE;
    }
    gboolean is_apart =
        end > 0 && end < number && !is_kind(finder, end, TOKEN_WORD) &&
        (is_kind(finder, end, TOKEN_BREAK) || token_is_sign(finder->tokens, end, ':'));
    spot->street_end = end;
    spot->same = longest_before(finder, end, &spot->street);
    spot->end = spot->number.end;
    if (!spot->same) {
        gboolean may_guess = !is_dated || end + 1 < number;
        if (is_apart || !may_guess || finder->tokens->items[last - 1].folded.len < 3) {
            return FALSE;
        }
        spot->street = guess_before(finder, is_dated ? last - 1 : end);
        spot->looks_like = looks_like_street(finder, spot->street, end);
    }
    spot->first = spot->street;
    spot->may_be = last > spot->street && street_may_end_so(finder->tokens->items[last - 1].folded);
    return spot->street < end;
}

/* ---- the number before ----------------------------------------------------------------------- */

/* The tokens of a street may go on to here; one of ours may have a number in it ("Highway 12"). */
static uint32_t street_limit(const struct finder *finder, uint32_t first, gboolean is_ours)
{
    uint32_t at = first;
    for (guint words = 0; words < ADDRESS_WORDS && at < finder->tokens->count; at++) {
        if (is_inner_sign(finder, at)) {
            continue;
        }
        if (!is_kind(finder, at, TOKEN_WORD) && !(is_ours && is_kind(finder, at, TOKEN_NUMBER))) {
            break;
        }
        words++;
    }
    return at;
}

/* The longest street of the registry that begins here. */
static void longest_behind(const struct finder *finder, uint32_t first, struct spot *spot)
{
    uint32_t limit = street_limit(finder, first, TRUE);
    for (uint32_t end = first + 1; end <= limit; end++) {
        const GPtrArray *same =
            is_inner_sign(finder, end - 1) && !token_is_sign(finder->tokens, end - 1, '.')
                ? NULL
                : same_street(finder, first, end);
        if (same) {
            spot->same = same;
            spot->street_end = spot->end = end;
        }
    }
}

static gboolean try_first(const struct finder *finder, uint32_t number, struct spot *spot,
                          uint32_t from)
{
    uint32_t first = from + (token_is_sign(finder->tokens, from, ',') ? 1 : 0);
    if (!is_kind(finder, first, TOKEN_WORD)) {
        return FALSE;
    }
    spot->is_number_first = TRUE;
    spot->first = number;
    spot->street = first;
    if (finder->addresses->letters[(guchar)finder->tokens->items[first].folded.ptr[0]]) {
        longest_behind(finder, first, spot);
    }
    if (spot->same || !finder->addresses->has_number_first) {
        return spot->same != NULL;
    }
    const struct token *word = &finder->tokens->items[first];
    gboolean is_kind_first = street_is_kind(word->folded);
    if (!is_kind_first && !token_is_capital(finder->blocks, word)) {
        return FALSE;
    }
    uint32_t limit = street_limit(finder, first, FALSE);
    spot->street_end = limit;
    for (uint32_t i = first; i < limit && i < first + 5; i++) {
        const struct token *token = &finder->tokens->items[i];
        gboolean is_end = token->kind == TOKEN_WORD && i > first && street_is_kind(token->folded);
        if (is_end && !is_kind_first) {
            spot->street_end = i + 1;
            spot->looks_like = TRUE;
            break;
        }
    }
    spot->looks_like |= is_kind_first && limit - first > 1;
    spot->end = spot->street_end;
    return TRUE;
}

/* ---- post-office boxes ----------------------------------------------------------------------- */

static gboolean try_box(const struct finder *finder, uint32_t number, struct spot *spot)
{
    uint32_t end = street_end_before(finder, number);
    if (end == 0 || !is_kind(finder, end - 1, TOKEN_WORD) ||
        !WORD_IS_ONE_OF(finder->tokens->items[end - 1].folded, boxes)) {
        return FALSE;
    }
    uint32_t first = end - 1;
    if (ts_is(finder->tokens->items[first].folded, "box")) {
        uint32_t at = first;
        at -= at > 0 && token_is_sign(finder->tokens, at - 1, '.') ? 1 : 0;
        if (at > 0 && ts_is(finder->tokens->items[at - 1].folded, "po")) {
            first = at - 1;
        } else if (at > 1 && ts_is(finder->tokens->items[at - 1].folded, "o")) {
            at -= token_is_sign(finder->tokens, at - 2, '.') ? 1 : 0;
            first = at > 1 && ts_is(finder->tokens->items[at - 2].folded, "p") ? at - 2 : first;
        }
        if (first == end - 1) {
            return FALSE;
        }
    }
    spot->kind = SPOT_BOX;
    spot->first = spot->street = first;
    spot->street_end = end;
    memset(spot->number.suffix, 0, sizeof spot->number.suffix);
    spot->end = number + 1;
    size_t len = strlen(spot->number.number);
    while (len <= 4 && is_kind(finder, spot->end, TOKEN_NUMBER) &&
           finder->tokens->items[spot->end].folded.len <= (len <= 2 ? 2u : 3u) &&
           len + finder->tokens->items[spot->end].folded.len < sizeof spot->number.number) {
        struct ts_str digits = finder->tokens->items[spot->end].folded; /* Postfach 10 20 30 */
        memcpy(spot->number.number + len, digits.ptr, digits.len);
        len += digits.len;
        spot->end++;
    }
    return TRUE;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Digits behind a letter, a sign of money or inside a longer number are no house number. */
static gboolean is_alone(const struct finder *finder, uint32_t number)
{
    if (number == 0 || !token_is_joined(finder->tokens, number)) {
        return TRUE;
    }
    const struct token *before = &finder->tokens->items[number - 1];
    if (before->kind == TOKEN_WORD) {
        return street_has_ending(before->folded);
    }
    return before->kind == TOKEN_SIGN && memchr(".,:;|(>-/", before->folded.ptr[0], 9) &&
           !(number > 1 && token_is_joined(finder->tokens, number - 1) &&
             is_kind(finder, number - 2, TOKEN_NUMBER));
}

/* Is its street that of the number before it: "16, rue Haute, 69002 Lyon"? */
static gboolean is_taken(const struct finder *finder, const struct spot *spot)
{
    if (finder->spots->len == 0) {
        return FALSE;
    }
    const struct spot *last = &g_array_index(finder->spots, struct spot, finder->spots->len - 1);
    return last->is_number_first && (last->same || last->looks_like) && spot->first < last->end;
}

static void look_at(const struct finder *finder, uint32_t number)
{
    struct house_number read;
    if (!is_alone(finder, number) ||
        !house_number_read(finder->tokens, finder->blocks, number, &read)) {
        return;
    }
    struct spot spot = {.number = read};
    if (try_box(finder, number, &spot)) {
        g_array_append_val(finder->spots, spot);
        return;
    }
    struct spot behind = {.number = read};
    gboolean has_behind = try_behind(finder, number, &behind);
    struct spot first = {.number = read};
    gboolean has_first = !behind.same && try_first(finder, number, &first, read.end);
    if (!first.same && read.end > read.number_end && !behind.same) {
        struct spot bare = {.number = read}; /* what looked like a suffix begins the street */
        bare.number.suffix[0] = '\0';
        if (try_first(finder, number, &bare, read.number_end) && bare.same) {
            first = bare;
            has_first = TRUE;
        }
    }
    if (has_behind && !first.same && !is_taken(finder, &behind)) {
        g_array_append_val(finder->spots, behind);
    }
    if (has_first && !behind.same) {
        g_array_append_val(finder->spots, first);
    }
}

static gboolean is_strong(const struct spot *spot)
{
    return spot->same || spot->looks_like || spot->kind == SPOT_BOX;
}

/* Each sees as far as to the addresses beside it. */
static void set_limits(GArray *spots, uint32_t count)
{
    uint32_t from = 0;
    for (guint i = 0; i < spots->len; i++) {
        struct spot *spot = &g_array_index(spots, struct spot, i);
        spot->from = from;
        from = is_strong(spot) ? spot->end : from;
    }
    uint32_t limit = count;
    for (guint i = spots->len; i-- > 0;) {
        struct spot *spot = &g_array_index(spots, struct spot, i);
        spot->limit = MAX(limit, spot->end);
        limit = is_strong(spot) ? spot->first : limit;
    }
}

GArray *spots_find(const struct addresses *addresses, const struct tokens *tokens,
                   struct ts_list blocks)
{
    struct finder finder = {addresses, tokens, blocks,
                            g_array_new(FALSE, FALSE, sizeof(struct spot))};
    for (uint32_t i = 0; i < tokens->count && finder.spots->len < ADDRESS_SPOTS; i++) {
        if (tokens->items[i].kind == TOKEN_NUMBER && tokens->items[i].folded.len <= 5 &&
            tokens->items[i].folded.ptr[0] != '0') {
            look_at(&finder, i);
        }
    }
    set_limits(finder.spots, tokens->count);
    return finder.spots;
}
