/* SPDX-License-Identifier: MIT
 *
 * Addresses in text against the registry: what stands there, and saying it.
 */
#include "plugins/check-identity/addresses.h"

#define POSTCODE_GAP 2u /* a comma, the end of a line: the postcode belongs to the number */

/* What a spot turned out to be. */
struct hit {
    const struct spot *spot;
    const struct address *address; /* NULL: unknown */
    enum conclusion conclusion;
    enum part part;
    uint32_t first, end; /* tokens */
    gboolean is_unknown;
    gboolean is_dropped;
};

static const struct {
    const char *value, *en, *nl;
} parts[] = {
    [PART_NONE] = {"near", "", ""},
    [PART_STREET] = {"near:street", "street", "straat"},
    [PART_NUMBER] = {"near:number", "house number", "huisnummer"},
    [PART_SUFFIX] = {"near:suffix", "what follows the house number", "toevoeging"},
    [PART_POSTCODE] = {"near:postcode", "postcode", "postcode"},
    [PART_CITY] = {"near:city", "city", "plaats"},
};
/* A box has a number of its own kind. */
static const char *const box_number[] = {"number", "nummer"};

/* ---- what it is ------------------------------------------------------------------------------ */

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
        seeker->whose = whose_is(seeker->view, spot->first, spot->end);
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
    *hit = (struct hit){.spot = spot,
                        .address = address,
                        .conclusion = conclusion,
                        .part = part,
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
    return postcode->first <= spot->end + POSTCODE_GAP && (!postcode->is_plain || has_city)
               ? postcode
               : NULL;
}

static void take_unknown(struct seeker *seeker, const struct spot *spot, struct hit *hit)
{
    const struct postcode *postcode = postcode_beside(seeker, spot);
    gboolean looks_like = spot->same || spot->looks_like || spot->kind == SPOT_BOX;
    if ((!looks_like && !postcode) || strlen(spot->number.number) > 4 ||
        ask_whose(seeker, spot) != WHOSE_NAMED) {
        return;
    }
    *hit = (struct hit){.spot = spot,
                        .first = spot->first,
                        .end = postcode ? postcode->end : spot->end,
                        .is_unknown = TRUE};
}

static struct hit look_at(struct seeker *seeker, const struct spot *spot)
{
    struct hit hit = {.spot = spot};
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

/* Near misses of what stands right beside them, and what a better hit has taken. */
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
            gboolean is_masked = strong->conclusion > CONCLUDE_NEAR &&
                                 weak->address == strong->address &&
                                 (weak == hit || strong->first <= weak->end + ADDRESS_MASK_BEFORE);
            weak->is_dropped |= overlaps(weak, strong) || is_masked;
        }
    }
}

/* ---- saying it ------------------------------------------------------------------------------- */

static int say_near(struct view *view, const struct hit *hit, const struct sighting *sighting)
{
    gboolean is_box = hit->address->is_box && hit->part == PART_NUMBER;
    const struct ts_pair arguments[] = {
        {ts_text("part"), ts_text(is_box ? box_number[0] : parts[hit->part].en)},
        {ts_text("part_nl"), ts_text(is_box ? box_number[1] : parts[hit->part].nl)},
    };
    return view_report(view, sighting, "identity/address-deviates", TS_SEVERITY_DEFAULT,
                       hit->address->entry.shown, (struct ts_list)TS_LIST_OF(arguments));
}

static int say(struct view *view, const struct hit *hit)
{
    static const struct ts_list nothing = {NULL, 0, 0};
    struct sighting sighting = {
        .kind = KIND_ADDRESS,
        .entry = hit->address ? &hit->address->entry : NULL,
        .value = hit->is_unknown                         ? "unknown"
                 : hit->conclusion == CONCLUDE_NEAR      ? parts[hit->part].value
                 : hit->conclusion == CONCLUDE_OTHERWISE ? "written-otherwise"
                                                         : "match",
    };
    sighting.place = view_place(view, hit->first, hit->end - 1, &sighting.written);
    sighting.said = said_at(view, sighting.place.block, sighting.place.offset);
    if (view_observe(view, &sighting) != 0) {
        return -1;
    }
    if (hit->is_unknown) {
        return view_report(view, &sighting, "identity/address-unknown", TS_SEVERITY_DEFAULT, "",
                           nothing);
    }
    if (hit->conclusion == CONCLUDE_NEAR) {
        return say_near(view, hit, &sighting);
    }
    if (!entry_is_right_here(sighting.entry, view->document)) {
        return view_report(view, &sighting, "identity/address-misplaced", TS_SEVERITY_DEFAULT, "",
                           nothing);
    }
    return hit->conclusion == CONCLUDE_OTHERWISE
               ? view_report(view, &sighting, "identity/written-otherwise", TS_SEVERITY_DEFAULT,
                             sighting.entry->shown, nothing)
               : 0;
}

static GArray *look_at_all(struct seeker *seeker, const GArray *spots)
{
    GArray *hits = g_array_new(FALSE, FALSE, sizeof(struct hit));
    for (guint i = 0; i < spots->len; i++) {
        struct hit hit = look_at(seeker, &g_array_index(spots, struct spot, i));
        if (hit.conclusion != CONCLUDE_NOTHING || hit.is_unknown) {
            g_array_append_val(hits, hit);
        }
    }
    drop_weaker(hits);
    return hits;
}

int addresses_find(struct view *view)
{
    const struct addresses *addresses = view->identity->addresses;
    int done = 0;
    if (!addresses) {
        return 0;
    }
    struct ts_list blocks = view->document->blocks;
    GArray *spots = spots_find(addresses, view->tokens, blocks);
    GArray *postcodes = postcodes_find(addresses->forms, view->tokens);
    struct seeker seeker = {
        .view = view, .addresses = addresses, .text = {view->tokens, blocks, postcodes}};
    GArray *hits = look_at_all(&seeker, spots);
    for (guint i = 0; done == 0 && i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        done = hit->is_dropped ? 0 : say(view, hit);
    }
    g_array_unref(hits);
    g_array_unref(postcodes);
    g_array_unref(spots);
    return done;
}

/* ---- a value of its own ---------------------------------------------------------------------- */

static char *line_of(const struct address_parts *parts_given, gboolean is_city_first)
{
    struct ts_str postcode = parts_given->postcode;
    struct ts_str city = parts_given->city;
    struct ts_str first = is_city_first ? city : postcode;
    struct ts_str second = is_city_first ? postcode : city;
    return g_strdup_printf("%.*s, %.*s %.*s", (int)parts_given->street.len,
                           parts_given->street.len ? parts_given->street.ptr : "", (int)first.len,
                           first.len ? first.ptr : "", (int)second.len,
                           second.len ? second.ptr : "");
}

/* The best that is said of a line of text, as if it were ours. */
static struct hit judge_line(struct ts_call *call, const struct identity *identity,
                             const char *line)
{
    struct ts_block block = {.size = sizeof block, .text = ts_text(line)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    struct tokens *tokens = tokens_of(call, &document);
    struct view view = {
        .call = call, .identity = identity, .document = &document, .tokens = tokens};
    GArray *spots = spots_find(identity->addresses, tokens, document.blocks);
    GArray *postcodes = postcodes_find(identity->addresses->forms, tokens);
    struct seeker seeker = {.view = &view,
                            .addresses = identity->addresses,
                            .text = {tokens, document.blocks, postcodes},
                            .whose = WHOSE_NAMED,
                            .is_given = TRUE};
    struct hit best = {.spot = NULL};
    for (guint i = 0; i < spots->len; i++) {
        struct hit hit = look_at(&seeker, &g_array_index(spots, struct spot, i));
        best = hit.conclusion > best.conclusion ? hit : best;
    }
    g_array_unref(postcodes);
    g_array_unref(spots);
    return best;
}

struct verdict addresses_judge(struct ts_call *call, const struct identity *identity,
                               const struct address_parts *given)
{
    struct verdict verdict = {NULL, "nothing"};
    if (given->street.len == 0 || !identity->addresses) {
        return verdict;
    }
    struct hit best = {.spot = NULL};
    for (int city_first = 0; city_first < 2; city_first++) {
        g_autofree char *line = line_of(given, city_first);
        struct hit hit = judge_line(call, identity, line);
        best = hit.conclusion > best.conclusion ? hit : best;
    }
    verdict.value = best.conclusion == CONCLUDE_NOTHING     ? "unknown"
                    : best.conclusion == CONCLUDE_NEAR      ? parts[best.part].value
                    : best.conclusion == CONCLUDE_OTHERWISE ? "written-otherwise"
                                                            : "match";
    verdict.entry = best.address ? &best.address->entry : NULL;
    return verdict;
}
