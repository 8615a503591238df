/* SPDX-License-Identifier: MIT
 *
 * The terms that look at a whole document or touchpoint: required words, counts, conditions,
 * consistency.
 */
#include "plugins/check-terms/terms.h"

#define KEY_PREFIX "require:"
#define PLACES_MAX 200u

/* What was seen for one term in one document. */
struct tally {
    guint counted, conditions, consequences;
    gboolean is_seen;     /* the term looks at some block of it */
    GArray *places;       /* struct ts_place: counted, or the condition's */
    GArray *groups;       /* guint: of each place */
    struct ts_str actual; /* of the first place */
};

struct inspection {
    struct ts_call *call;
    const struct terms *terms;
    const struct ts_document *document;
    struct tally *tallies; /* a term each */
    const struct ts_block *block;
    guint32 block_index;
    struct words words;
};

static const struct term *term_at(const struct inspection *inspection, guint index)
{
    return &g_array_index(inspection->terms->terms, struct term, index);
}

static void add_place(struct inspection *inspection, struct tally *tally, guint32 offset,
                      guint32 length, guint group)
{
    struct ts_place place = {.block = inspection->block_index, .offset = offset, .length = length};
    if (tally->places->len == 0) {
        tally->actual = ts_bytes(inspection->block->text.ptr + offset, length);
    }
    if (tally->places->len < PLACES_MAX) {
        g_array_append_val(tally->places, place);
        g_array_append_val(tally->groups, group);
    }
}

static int tally_match(void *data, const struct match *match)
{
    struct inspection *inspection = data;
    const struct phrase *phrase = match->phrase;
    const struct term *term = term_at(inspection, phrase->term);
    struct tally *tally = &inspection->tallies[phrase->term];
    if (phrase->use == PHRASE_WRONG || phrase->use == PHRASE_RIGHT || !tally->is_seen ||
        !term_sees_block(inspection->terms, term, inspection->block, inspection->document->kinds) ||
        !term_sees_match(term, inspection->block, inspection->words, match)) {
        return 0;
    }
    tally->counted += phrase->use == PHRASE_COUNTED ? 1 : 0;
    tally->conditions += phrase->use == PHRASE_IF ? 1 : 0;
    tally->consequences += phrase->use == PHRASE_THEN ? 1 : 0;
    if (phrase->use != PHRASE_THEN) {
        add_place(inspection, tally, match->offset, match->length, phrase->group);
    }
    return 0;
}

static void count_sign(struct inspection *inspection, const struct term *term, struct tally *tally)
{
    size_t size = strlen(term->count_sign);
    const char *at = inspection->block->text.ptr;
    const char *end = at + inspection->block->text.len;
    while ((at = memmem(at, (size_t)(end - at), term->count_sign, size))) {
        tally->counted++;
        add_place(inspection, tally, (guint32)(at - inspection->block->text.ptr), (guint32)size, 0);
        at += size;
    }
}

static int tally_block(struct inspection *inspection)
{
    for (guint i = 0; i < inspection->terms->terms->len; i++) {
        const struct term *term = term_at(inspection, i);
        struct tally *tally = &inspection->tallies[i];
        if (term_sees_block(inspection->terms, term, inspection->block,
                            inspection->document->kinds)) {
            tally->is_seen = TRUE;
            if (term->count_sign) {
                count_sign(inspection, term, tally);
            }
        }
    }
    if (!inspection->terms->needs_words) {
        return 0;
    }
    inspection->words = words_cut(inspection->call, inspection->block);
    return terms_match(inspection->terms, inspection->block, inspection->words, tally_match,
                       inspection);
}

/* ---- verdicts ---- */

static int report_places(const struct inspection *inspection, const struct term *term,
                         const struct tally *tally, struct ts_str actual)
{
    struct report report = {inspection->call, term, ts_text(term->expected), actual};
    return terms_report(&report, (const struct ts_place *)(void *)tally->places->data,
                        tally->places->len);
}

static int report_document(const struct inspection *inspection, const struct term *term,
                           struct ts_str actual)
{
    struct ts_place place = {.block = TS_NO_BLOCK};
    struct report report = {inspection->call, term, ts_text(term->expected), actual};
    return terms_report(&report, &place, 1);
}

static int judge_count(const struct inspection *inspection, const struct term *term,
                       const struct tally *tally)
{
    g_autofree char *actual =
        g_strdup_printf("%.*s × %u", (int)tally->actual.len,
                        tally->actual.ptr ? tally->actual.ptr : "", tally->counted);
    if (tally->counted > term->max) {
        return report_places(inspection, term, tally, ts_text(actual));
    }
    return tally->counted < term->min ? report_document(inspection, term, ts_text(actual)) : 0;
}

/* Without a group that is wanted the rarer ones are shown, with the commonest as expected. */
static int judge_consistent(const struct inspection *inspection, const struct term *term,
                            const struct tally *tally)
{
    GPtrArray *names = inspection->terms->groups;
    g_autofree guint *counts = g_new0(guint, names->len + 1);
    guint best = 0;
    for (guint i = 0; i < tally->groups->len; i++) {
        counts[g_array_index(tally->groups, guint, i)]++;
    }
    for (guint g = 0; g < names->len; g++) {
        best = counts[g] > counts[best] ? g : best;
    }
    g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    for (guint i = 0; i < tally->groups->len; i++) {
        if (g_array_index(tally->groups, guint, i) != best) {
            g_array_append_val(rare, g_array_index(tally->places, struct ts_place, i));
        }
    }
    if (rare->len == 0) {
        return 0;
    }
    const struct ts_place *first = &g_array_index(rare, struct ts_place, 0);
    const struct ts_block *block = ts_item(inspection->document->blocks, first->block);
    struct report report = {inspection->call, term, ts_text(g_ptr_array_index(names, best)),
                            ts_bytes(block->text.ptr + first->offset, first->length)};
    return terms_report(&report, first, rare->len);
}

static int observe_required(const struct inspection *inspection, const struct term *term)
{
    g_autofree char *key = g_strconcat(KEY_PREFIX, term->rule + strlen("terms/"), NULL);
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text("present"),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
    };
    return inspection->call->host->emit_observation(inspection->call, &observation);
}

static int judge_require(const struct inspection *inspection, const struct term *term,
                         const struct tally *tally)
{
    if (term->on_touchpoint) {
        return tally->counted ? observe_required(inspection, term) : 0;
    }
    return tally->counted ? 0 : report_document(inspection, term, ts_text(NULL));
}

static int judge(const struct inspection *inspection, guint index)
{
    const struct term *term = term_at(inspection, index);
    const struct tally *tally = &inspection->tallies[index];
    if (!tally->is_seen) {
        return 0;
    }
    switch (term->kind) {
    case TERM_COUNT:
        return judge_count(inspection, term, tally);
    case TERM_CONSISTENT:
        return judge_consistent(inspection, term, tally);
    case TERM_REQUIRE:
        return judge_require(inspection, term, tally);
    case TERM_CONDITIONAL:
        return tally->conditions && !tally->consequences
                   ? report_places(inspection, term, tally, tally->actual)
                   : 0;
    default:
        return 0;
    }
}

int terms_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    const struct terms *terms = self;
    guint count = terms->terms->len;
    struct inspection inspection = {.call = call, .terms = terms, .document = document};
    int done = 0;
    if (!terms->needs_document) {
        return 0;
    }
    inspection.tallies = g_new0(struct tally, count);
    for (guint i = 0; i < count; i++) {
        inspection.tallies[i].places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        inspection.tallies[i].groups = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    for (guint32 i = 0; done == 0 && i < document->blocks.count; i++) {
        inspection.block = ts_item(document->blocks, i);
        inspection.block_index = i;
        done = tally_block(&inspection);
    }
    for (guint i = 0; done == 0 && i < count; i++) {
        done = judge(&inspection, i);
    }
    for (guint i = 0; i < count; i++) {
        g_array_unref(inspection.tallies[i].places);
        g_array_unref(inspection.tallies[i].groups);
    }
    g_free(inspection.tallies);
    return done;
}

/* ---- touchpoints ---- */

static void note_present(struct ts_str touchpoint, struct ts_str key, GHashTable *present)
{
    g_hash_table_add(present, g_strdup_printf("%.*s %.*s", (int)touchpoint.len, touchpoint.ptr,
                                              (int)key.len, key.ptr));
}

static int gather(struct ts_call *call, GHashTable *present)
{
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    while ((next = call->host->next_document(call, &document)) == 1) {
        for (uint32_t i = 0; i < document.observations.count; i++) {
            const struct ts_observation *seen = ts_item(document.observations, i);
            note_present(document.touchpoint, seen->key, present);
        }
    }
    return next;
}

/* Absent is only said of what was seen whole. */
static int conclude_term(struct ts_call *call, const struct term *term,
                         const struct ts_touchpoint *touchpoint, GHashTable *present)
{
    g_autofree char *key = g_strdup_printf("%.*s " KEY_PREFIX "%s", (int)touchpoint->id.len,
                                           touchpoint->id.ptr, term->rule + strlen("terms/"));
    if (!touchpoint->is_complete || g_hash_table_contains(present, key)) {
        return 0;
    }
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    struct report report = {call, term, ts_text(term->expected), ts_text(NULL)};
    return terms_report(&report, &place, 1);
}

int terms_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct terms *terms = self;
    g_autoptr(GHashTable) present = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!terms->needs_conclude) {
        return 0;
    }
    if (gather(call, present) != 0) {
        return -1;
    }
    for (uint32_t t = 0; t < touchpoints.count; t++) {
        for (guint i = 0; i < terms->terms->len; i++) {
            const struct term *term = &g_array_index(terms->terms, struct term, i);
            if (term->kind == TERM_REQUIRE && term->on_touchpoint &&
                conclude_term(call, term, ts_item(touchpoints, t), present) != 0) {
                return -1;
            }
        }
    }
    return 0;
}
