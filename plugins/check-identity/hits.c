/* SPDX-License-Identifier: MIT
 *
 * What each spot of a text is: one of our addresses, nearly one, an unknown one, or nothing.
 */
#include "plugins/check-identity/addresses.h"

#define GLUED_DIGITS 5u     /* of a house number and a postcode in one, at least */
#define GLUED_SUFFIX_GAP 3u /* tokens between a street and what is glued: "61 bus", "61/" */
#define GLUED_MAX 100u      /* of one document */
#define POSTCODE_CITY_GAP 6u
#define FIRST_YEAR "1900"
#define LAST_YEAR "2099"
#define POSTCODE_GAP 2u /* a comma, the end of a line: the postcode belongs to the number */

/* ---- what it is ------------------------------------------------------------------------------ */

#define NAME_AND_STREET 3u /* words of a street with no ending that may begin with a name */

struct seeker {
    const struct view *view;
    const struct addresses *addresses;
    struct text_view text;
    enum whose whose; /* of the spot at hand, once asked */
    gboolean has_whose;
    gboolean is_given; /* whose was given from outside */
};

static enum whose ask_whose(struct seeker *seeker, const struct spot *spot)
{
    if (!seeker->has_whose && !seeker->is_given) {
        seeker->whose = whose_is(seeker->view, spot->first, spot->end, spot->from, spot->limit);
        seeker->has_whose = TRUE;
    }
    return seeker->whose;
}

static gboolean is_right_here(const struct seeker *seeker, const struct address *address)
{
    return entry_is_right_here(&address->entry, seeker->view->document);
}

/* Is a better conclusion than the hit so far? Of equals the one that is right here. */
static void take_better(struct seeker *seeker, const struct spot *spot,
                        const struct address *address, struct hit *hit)
{
    struct evidence evidence = evidence_of(&seeker->text, spot, address);
    enum part part;
    enum conclusion conclusion = evidence_conclude(&evidence, WHOSE_NAMED, &part);
    if (conclusion == CONCLUDE_NEAR ||
        (conclusion != CONCLUDE_NOTHING && address->is_box && evidence.postcode == ABSENT)) {
        conclusion = evidence_conclude(&evidence, ask_whose(seeker, spot), &part);
    }
    if (conclusion < hit->conclusion ||
        (conclusion == hit->conclusion &&
         (conclusion == CONCLUDE_NOTHING || is_right_here(seeker, hit->address) ||
          !is_right_here(seeker, address)))) {
        return;
    }
    *hit = (struct hit){.address = address,
                        .conclusion = conclusion,
                        .part = part,
                        .has_code = evidence.postcode != ABSENT,
                        .first = evidence.first,
                        .end = evidence.end};
}

/* Addresses whose postcode stands beside the spot: their street may be written wrongly. */
static void take_by_code(struct seeker *seeker, const struct spot *spot, struct hit *hit)
{
    const GArray *postcodes = seeker->text.postcodes;
    for (guint i = postcode_at_or_behind(&seeker->text, spot->end); i < postcodes->len; i++) {
        const struct postcode *postcode = &g_array_index(postcodes, struct postcode, i);
        if (postcode->first >= spot->limit || postcode->first >= spot->end + 2 * ADDRESS_AHEAD) {
            break;
        }
        const GPtrArray *same = g_hash_table_lookup(seeker->addresses->by_code, postcode->code);
        for (guint a = 0; same && a < same->len; a++) {
            take_better(seeker, spot, g_ptr_array_index(same, a), hit);
        }
    }
}

/* Four digits are a year, or anything, unless a word behind them ends the line. */
static gboolean may_be_number(const struct seeker *seeker, const struct postcode *postcode)
{
    uint32_t behind = postcode->end + 1;
    gboolean is_year =
        strcmp(postcode->code, FIRST_YEAR) >= 0 && strcmp(postcode->code, LAST_YEAR) <= 0;
    gboolean is_end = behind >= seeker->text.tokens->count ||
                      seeker->text.tokens->items[behind].kind == TOKEN_BREAK ||
                      seeker->text.tokens->items[behind].kind == TOKEN_SIGN;
    return postcode->is_plain && strlen(postcode->code) == 4 && (is_year || !is_end);
}

static gboolean has_words(const struct seeker *seeker, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (seeker->text.tokens->items[i].kind == TOKEN_WORD) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the number comes first the city stands before a postcode that nothing else looks like. */
static uint32_t gap_of(const struct spot *spot, const struct postcode *postcode)
{
    return spot->is_number_first && !g_ascii_isdigit(postcode->code[0]) ? POSTCODE_CITY_GAP
                                                                        : POSTCODE_GAP;
}

/* A postcode and a word that may be its city directly behind the number. */
static const struct postcode *postcode_beside(const struct seeker *seeker, const struct spot *spot)
{
    guint index = postcode_at_or_behind(&seeker->text, spot->end);
    if (index == seeker->text.postcodes->len) {
        return NULL;
    }
    const struct postcode *postcode =
        &g_array_index(seeker->text.postcodes, struct postcode, index);
    uint32_t city = postcode->end;
    gboolean has_city = city < seeker->text.tokens->count &&
                        token_is_capital(seeker->text.blocks, &seeker->text.tokens->items[city]);
    if (postcode->first > spot->end + gap_of(spot, postcode) ||
        (gap_of(spot, postcode) == POSTCODE_GAP && has_words(seeker, spot->end, postcode->first))) {
        return NULL;
    }
    return (!postcode->is_plain || has_city) && (!may_be_number(seeker, postcode) ||
                                                 spot->looks_like || spot->same || spot->may_be)
               ? postcode
               : NULL;
}

/* Keeps where an address stands, for what is beside it. */
static void note_place(const struct seeker *seeker, uint32_t first, uint32_t end, gboolean is_ours)
{
    struct address_span span = {first, end, is_ours};
    if (seeker->view->places) {
        g_array_append_val(seeker->view->places, span);
    }
}

/* What a customer says of himself is no address of ours. */
static gboolean is_quoted(const struct seeker *seeker, const struct spot *spot)
{
    const struct token *token = &seeker->text.tokens->items[spot->first];
    const struct ts_block *block = ts_item(seeker->text.blocks, token->block);
    return block->role == TS_ROLE_QUOTE || is_in_comments(seeker->view, token->block);
}

/* "Licht Centrum Hasselaar Blankenstein 120": a firm's name may run on into its street, as the ends
 * of lines are not seen. */
static gboolean may_hold_a_name(const struct seeker *seeker, const struct spot *spot)
{
    guint words = 0;
    for (uint32_t i = spot->street; i < spot->street_end; i++) {
        words += seeker->text.tokens->items[i].kind == TOKEN_WORD;
    }
    return !spot->same && !spot->looks_like && spot->kind == SPOT_STREET &&
           !spot->is_number_first && words >= NAME_AND_STREET;
}

static void take_unknown(struct seeker *seeker, const struct spot *spot, struct hit *hit)
{
    const struct postcode *postcode = postcode_beside(seeker, spot);
    gboolean looks_like = spot->same || spot->looks_like || spot->kind == SPOT_BOX;
    if ((!looks_like && !postcode) || strlen(spot->number.number) > 4) {
        return;
    }
    if (is_quoted(seeker, spot) || may_hold_a_name(seeker, spot) ||
        ask_whose(seeker, spot) != WHOSE_NAMED) {
        note_place(seeker, spot->first, postcode ? postcode->end : spot->end, FALSE);
        return;
    }
    *hit = (struct hit){
        .first = spot->first, .end = postcode ? postcode->end : spot->end, .is_unknown = TRUE};
}

static struct hit look_at(struct seeker *seeker, const struct spot *spot)
{
    struct hit hit = {.address = NULL};
    const GPtrArray *same = spot->kind == SPOT_BOX ? seeker->addresses->boxes : spot->same;
    seeker->has_whose = FALSE;
    for (guint i = 0; same && i < same->len; i++) {
        take_better(seeker, spot, g_ptr_array_index(same, i), &hit);
    }
    if (hit.conclusion <= CONCLUDE_NEAR && spot->kind == SPOT_STREET) {
        take_by_code(seeker, spot, &hit);
    }
    if (hit.conclusion == CONCLUDE_NOTHING) {
        take_unknown(seeker, spot, &hit);
    }
    return hit;
}

/* ---- which of them stand --------------------------------------------------------------------- */

static gboolean overlaps(const struct hit *a, const struct hit *b)
{
    return a->first < b->end && b->first < a->end;
}

/* Near misses without a postcode of what stands right beside them (its entrance, its neighbours),
 * and what a better hit has taken. */
static void drop_weaker(GArray *hits)
{
    for (guint i = 0; i < hits->len; i++) {
        struct hit *hit = &g_array_index(hits, struct hit, i);
        for (guint j = i; j-- > 0;) {
            struct hit *other = &g_array_index(hits, struct hit, j);
            gboolean is_around = other->end + ADDRESS_MASK_BEHIND > hit->first;
            if (!is_around) {
                break;
            }
            struct hit *weak = other->conclusion < hit->conclusion ? other : hit;
            struct hit *strong = weak == hit ? other : hit;
            if (weak->conclusion > CONCLUDE_NEAR || strong->is_dropped) {
                continue;
            }
            gboolean is_masked = strong->conclusion > CONCLUDE_NEAR && !weak->has_code &&
                                 weak->address == strong->address &&
                                 (weak == hit || strong->first <= weak->end + ADDRESS_MASK_BEFORE);
            weak->is_dropped |= overlaps(weak, strong) || is_masked;
        }
    }
}

/* Does a street of the registry end at most so many tokens before one? Where it begins and ends. */
static gboolean find_street_before(const struct seeker *seeker, const struct address *address,
                                   uint32_t token, uint32_t most, uint32_t *first_r,
                                   uint32_t *end_r)
{
    const struct tokens *tokens = seeker->text.tokens;
    struct street_key key;
    for (uint32_t end = token; end > 0 && end + most >= token; end--) {
        guint words = 0;
        for (uint32_t first = end; first-- > 0 && words < ADDRESS_WORDS; words++) {
            if (tokens->items[first].kind == TOKEN_BREAK) {
                break;
            }
            if (tokens->items[first].kind == TOKEN_WORD && street_key(tokens, first, end, &key) &&
                strcmp(key.brief, address->street.brief) == 0) {
                *first_r = first;
                *end_r = end;
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* A street without numbers, shortly before its postcode. */
static gboolean find_bare_street(const struct seeker *seeker, const struct address *address,
                                 const struct postcode *postcode, struct hit *hit)
{
    uint32_t first;
    uint32_t end;
    if (!find_street_before(seeker, address, postcode->first, POSTCODE_GAP, &first, &end)) {
        return FALSE;
    }
    *hit = (struct hit){
        .address = address, .conclusion = CONCLUDE_MATCH, .first = first, .end = postcode->end};
    return TRUE;
}

/* "Grünstraße 1553111 Bonn", "Brugsesteenweg 61/42018 Antwerpen": number, or the last of its
 * suffix, and postcode in one. The number itself must stand before a suffix. */
static gboolean is_glued_at(const struct seeker *seeker, const struct address *address,
                            uint32_t token, struct hit *hit)
{
    const struct tokens *tokens = seeker->text.tokens;
    uint32_t first;
    uint32_t end;
    gboolean has_suffix = address->number.suffix[0] != '\0';
    if (!find_street_before(seeker, address, token, has_suffix ? GLUED_SUFFIX_GAP : 1, &first,
                            &end) ||
        (has_suffix && !(end < token && tokens->items[end].kind == TOKEN_NUMBER &&
                         ts_is(tokens->items[end].folded, address->number.number)))) {
        return FALSE;
    }
    const struct token *unit = &tokens->items[token - 1]; /* "bus", or a slash */
    gboolean is_house = !has_suffix || (unit->kind == TOKEN_WORD &&
                                        g_str_has_prefix(address->number.suffix, "bus") &&
                                        ts_is(unit->folded, "bus"));
    *hit = (struct hit){.address = address,
                        .conclusion = is_house ? CONCLUDE_MATCH : CONCLUDE_OTHERWISE,
                        .first = first,
                        .end = token + 1,
                        .has_code = TRUE};
    return TRUE;
}

static void look_glued(const struct seeker *seeker, GArray *hits)
{
    const struct tokens *tokens = seeker->text.tokens;
    guint found = 0;
    if (g_hash_table_size(seeker->addresses->by_glue) == 0) {
        return;
    }
    for (uint32_t i = 0; i < tokens->count && found < GLUED_MAX; i++) {
        struct ts_str digits = tokens->items[i].folded;
        char key[ADDRESS_POSTCODE * 2];
        if (tokens->items[i].kind != TOKEN_NUMBER || digits.len < GLUED_DIGITS ||
            digits.len >= sizeof key) {
            continue;
        }
        memcpy(key, digits.ptr, digits.len);
        key[digits.len] = '\0';
        const GPtrArray *same = g_hash_table_lookup(seeker->addresses->by_glue, key);
        for (guint a = 0; same && a < same->len; a++) {
            struct hit hit;
            if (is_glued_at(seeker, g_ptr_array_index(same, a), i, &hit)) {
                g_array_append_val(hits, hit);
                found++;
                break;
            }
        }
    }
}

static void look_without_number(const struct seeker *seeker, GArray *hits)
{
    const GArray *postcodes = seeker->text.postcodes;
    for (guint i = 0; seeker->addresses->has_bare_street && i < postcodes->len; i++) {
        const struct postcode *postcode = &g_array_index(postcodes, struct postcode, i);
        const GPtrArray *same = g_hash_table_lookup(seeker->addresses->by_code, postcode->code);
        for (guint a = 0; same && a < same->len; a++) {
            const struct address *address = g_ptr_array_index(same, a);
            struct hit hit;
            if (!address->has_number && find_bare_street(seeker, address, postcode, &hit)) {
                g_array_append_val(hits, hit);
            }
        }
    }
}

/* Is the number a postcode's: that of a street without numbers, or one with letters? */
static gboolean is_postcode(const struct seeker *seeker, const struct spot *spot)
{
    uint32_t number = spot->number.number_end - 1;
    guint index = postcode_at_or_behind(&seeker->text, number);
    const struct postcode *postcode =
        index < seeker->text.postcodes->len
            ? &g_array_index(seeker->text.postcodes, struct postcode, index)
            : NULL;
    gboolean is_bare = seeker->addresses->has_bare_street && spot->same &&
                       !((struct address *)g_ptr_array_index(spot->same, 0))->has_number;
    return postcode && postcode->first == number && (!postcode->is_plain || is_bare);
}

static GArray *look_at_all(struct seeker *seeker, GArray *spots)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct hit));
    for (guint i = 0; i < spots->len; i++) {
        struct spot *spot = &g_array_index(spots, struct spot, i);
        if (!spot->same && !spot->is_number_first) { /* what was guessed may begin with our name */
            spot->first = whose_behind_name(seeker->view, spot->first, spot->street_end);
            spot->street = MAX(spot->street, spot->first);
        }
        if (is_postcode(seeker, spot)) {
            continue;
        }
        struct hit hit = look_at(seeker, spot);
        if (hit.conclusion != CONCLUDE_NOTHING || hit.is_unknown) {
            g_array_append_val(hits, hit);
            note_place(seeker, hit.first, hit.end, TRUE);
        }
    }
    look_glued(seeker, hits);
    drop_weaker(hits);
    look_without_number(seeker, hits);
    return hits;
}

GArray *hits_of(const struct view *view, gboolean is_ours)
{
    const struct addresses *addresses = view->identity->addresses;
    struct ts_list blocks = view->document->blocks;
    GArray *spots = spots_find(addresses, view->tokens, blocks);
    GArray *postcodes = postcodes_find(addresses->forms, view->tokens);
    struct seeker seeker = {
        .view = view,
        .addresses = addresses,
        .text = {view->tokens, blocks, postcodes},
        .whose = is_ours ? WHOSE_NAMED : WHOSE_UNKNOWN,
        .is_given = is_ours,
    };
    GArray *hits = look_at_all(&seeker, spots);
    g_array_unref(postcodes);
    g_array_unref(spots);
    return hits;
}
