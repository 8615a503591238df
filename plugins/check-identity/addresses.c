/* SPDX-License-Identifier: MIT
 *
 * Addresses in text against the registry, and single values likewise: what is said of them.
 */
#include "plugins/check-identity/addresses.h"

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

int addresses_find(struct view *view)
{
    int done = 0;
    if (!view->identity->addresses) {
        return 0;
    }
    GArray *hits = hits_of(view, FALSE);
    for (guint i = 0; done == 0 && i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        done = hit->is_dropped ? 0 : say(view, hit);
    }
    g_array_unref(hits);
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
    struct view view = {
        .call = call,
        .identity = identity,
        .document = &document,
        .tokens = tokens_of(call, &document),
        .names = g_array_new(FALSE, FALSE, sizeof(struct name_span)),
    };
    GArray *hits = hits_of(&view, TRUE);
    struct hit best = {.address = NULL};
    for (guint i = 0; i < hits->len; i++) {
        const struct hit *hit = &g_array_index(hits, struct hit, i);
        best = hit->conclusion > best.conclusion ? *hit : best;
    }
    g_array_unref(hits);
    g_array_unref(view.names);
    return best;
}

struct verdict addresses_judge(struct ts_call *call, const struct identity *identity,
                               const struct address_parts *given)
{
    struct verdict verdict = {NULL, "nothing"};
    if (given->street.len == 0 || !identity->addresses) {
        return verdict;
    }
    struct hit best = {.address = NULL};
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
