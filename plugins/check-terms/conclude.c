/* SPDX-License-Identifier: MIT
 *
 * Terms over whole touchpoints: each document says what it has, here it is added up.
 */
#include "plugins/check-terms/terms.h"

#define KEY "term:"
#define DOCUMENTS_MAX 200u /* named in one finding */

/* ---- what a document says ---- */

static int observe(const struct term *term, struct ts_call *call, const char *value, guint count)
{
    g_autofree char *key = g_strconcat(KEY, term->rule + strlen("terms/"), NULL);
    struct ts_number number = {ts_text("count"), count};
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text(value),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
        .numbers = ts_one(&number, sizeof number),
    };
    return call->host->emit_observation(call, &observation);
}

static int observe_groups(const struct term *term, struct ts_call *call, const struct tally *tally)
{
    for (guint g = 0; g < term->groups->len; g++) {
        if (tally->per_group[g] &&
            observe(term, call, g_ptr_array_index(term->groups, g), tally->per_group[g]) != 0) {
            return -1;
        }
    }
    return 0;
}

static int observe_condition(const struct term *term, struct ts_call *call,
                             const struct tally *tally)
{
    if (tally->conditions && observe(term, call, "if", tally->conditions) != 0) {
        return -1;
    }
    return tally->consequences ? observe(term, call, "then", tally->consequences) : 0;
}

int survey_observe(const struct survey *survey, struct ts_call *call)
{
    for (guint i = 0; survey->tallies && i < survey->count; i++) {
        const struct term *term = survey_term(survey, i);
        const struct tally *tally = &survey->tallies[i];
        int done = 0;
        if (!tally->is_seen) {
            continue;
        }
        switch (term->kind) {
        case TERM_CONSISTENT:
            done = observe_groups(term, call, tally);
            break;
        case TERM_CONDITIONAL:
            done = observe_condition(term, call, tally);
            break;
        default: /* none is worth saying too: the term applies here */
            done = observe(term, call, "count", tally->counted);
            break;
        }
        if (done != 0) {
            return -1;
        }
    }
    return 0;
}

/* ---- adding up ---- */

struct sum {
    gboolean is_seen;
    guint counted, consequences;
    guint *per_group;
    GArray *places; /* struct ts_place: documents with it */
    GArray *groups; /* guint: of each place */
};

struct conclusion {
    struct ts_call *call;
    const struct terms *terms;
    const GArray *survey; /* guint: indices of terms */
    struct ts_list touchpoints;
    struct sum *sums;   /* touchpoint x term */
    GHashTable *by_key; /* char *: key of an observation -> its term */
};

static struct ts_str copy(struct ts_call *call, struct ts_str text)
{
    char *own = call->host->alloc(call, text.len + 1);
    memcpy(own, text.len ? text.ptr : "", text.len);
    return ts_bytes(own, text.len);
}

static guint count_of(const struct ts_observation *seen)
{
    for (uint32_t i = 0; i < seen->numbers.count; i++) {
        const struct ts_number *number = ts_item(seen->numbers, i);
        if (ts_is(number->name, "count")) {
            return (guint)CLAMP(number->value, 0, 1e9);
        }
    }
    return 0;
}

static void add_document(const struct conclusion *conclusion, struct sum *sum,
                         const struct ts_stored_document *document, guint group)
{
    struct ts_place place = {.block = TS_NO_BLOCK};
    if (sum->places->len < DOCUMENTS_MAX) {
        place.touchpoint = copy(conclusion->call, document->touchpoint);
        place.locator = copy(conclusion->call, document->locator);
        g_array_append_val(sum->places, place);
        g_array_append_val(sum->groups, group);
    }
}

static void add_up(const struct conclusion *conclusion, struct sum *sum, const struct term *term,
                   const struct ts_stored_document *document, const struct ts_observation *seen)
{
    guint count = count_of(seen);
    guint group = 0;
    sum->is_seen = TRUE;
    if (ts_is(seen->value, "then") && term->kind == TERM_CONDITIONAL) {
        sum->consequences += count;
        return;
    }
    while (group + 1 < term->groups->len &&
           !ts_is(seen->value, g_ptr_array_index(term->groups, group))) {
        group++;
    }
    if (term->groups->len) {
        sum->per_group[group] += count;
    }
    sum->counted += count;
    if (count) {
        add_document(conclusion, sum, document, group);
    }
}

static void take_document(const struct conclusion *conclusion,
                          const struct ts_stored_document *document)
{
    guint32 t = 0;
    if (document->status != TS_CHECKED && document->status != TS_UNCHANGED) {
        return;
    }
    while (t < conclusion->touchpoints.count &&
           !ts_equal(((const struct ts_touchpoint *)ts_item(conclusion->touchpoints, t))->id,
                     document->touchpoint)) {
        t++;
    }
    for (uint32_t i = 0; t < conclusion->touchpoints.count && i < document->observations.count;
         i++) {
        const struct ts_observation *seen = ts_item(document->observations, i);
        g_autofree char *key = g_strndup(seen->key.ptr, seen->key.len);
        const struct term *term = g_hash_table_lookup(conclusion->by_key, key);
        if (term) {
            add_up(conclusion, &conclusion->sums[t * conclusion->survey->len + term->slot], term,
                   document, seen);
        }
    }
}

/* ---- verdicts: absent is only said of what was seen whole ---- */

static int conclude_consistent(const struct report *base, const struct sum *sum)
{
    struct majority majority = terms_majority(base->term, sum->per_group);
    struct report report = *base;
    g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    for (guint i = 0; i < sum->groups->len; i++) {
        guint group = g_array_index(sum->groups, guint, i);
        if (group != majority.best) {
            g_array_append_val(rare, g_array_index(sum->places, struct ts_place, i));
            report.actual = ts_text(g_ptr_array_index(base->term->groups, group));
        }
    }
    return rare->len ? terms_report_mixed(&report, majority,
                                          &g_array_index(rare, struct ts_place, 0), rare->len)
                     : 0;
}

static int conclude_term(const struct report *base, const struct sum *sum,
                         const struct ts_touchpoint *touchpoint)
{
    struct ts_place whole = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    const struct ts_place *places = (const struct ts_place *)(void *)sum->places->data;
    struct report report = *base;
    if (base->term->kind == TERM_CONSISTENT) {
        return conclude_consistent(base, sum);
    }
    if (base->term->kind == TERM_COUNT && sum->counted > base->term->max) {
        return terms_report_count(base, sum->counted, places, sum->places->len);
    }
    if (!touchpoint->is_complete) {
        return 0;
    }
    switch (base->term->kind) {
    case TERM_COUNT:
        return sum->counted < base->term->min ? terms_report_count(base, sum->counted, &whole, 1)
                                              : 0;
    case TERM_REQUIRE:
        return sum->counted ? 0 : terms_report_missing(base, &whole);
    default:
        report.actual = ts_text(base->term->condition);
        return sum->counted && !sum->consequences
                   ? terms_report_conditional(&report, places, sum->places->len)
                   : 0;
    }
}

static int conclude_all(const struct conclusion *conclusion)
{
    guint width = conclusion->survey->len;
    for (guint32 cell = 0; cell < conclusion->touchpoints.count * width; cell++) {
        struct report base = {
            .call = conclusion->call,
            .term =
                term_at(conclusion->terms, g_array_index(conclusion->survey, guint, cell % width))};
        const struct sum *sum = &conclusion->sums[cell];
        if (sum->is_seen &&
            conclude_term(&base, sum, ts_item(conclusion->touchpoints, cell / width)) != 0) {
            return -1;
        }
    }
    return 0;
}

static void begin_sums(struct conclusion *conclusion, guint count)
{
    conclusion->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint s = 0; s < conclusion->survey->len; s++) {
        const struct term *term =
            term_at(conclusion->terms, g_array_index(conclusion->survey, guint, s));
        g_hash_table_insert(conclusion->by_key,
                            g_strconcat(KEY, term->rule + strlen("terms/"), NULL), (gpointer)term);
    }
    conclusion->sums = g_new0(struct sum, count);
    for (guint i = 0; i < count; i++) {
        const struct term *term =
            term_at(conclusion->terms,
                    g_array_index(conclusion->survey, guint, i % conclusion->survey->len));
        conclusion->sums[i].per_group = g_new0(guint, term->groups->len);
        conclusion->sums[i].places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
        conclusion->sums[i].groups = g_array_new(FALSE, FALSE, sizeof(guint));
    }
}

static void end_sums(struct conclusion *conclusion, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_free(conclusion->sums[i].per_group);
        g_array_unref(conclusion->sums[i].places);
        g_array_unref(conclusion->sums[i].groups);
    }
    g_free(conclusion->sums);
    g_hash_table_unref(conclusion->by_key);
}

int terms_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct terms *terms = self;
    struct conclusion conclusion = {.call = call,
                                    .terms = terms,
                                    .survey = terms->surveys[ON_TOUCHPOINT],
                                    .touchpoints = touchpoints};
    struct ts_stored_document document = {.size = sizeof document};
    guint count = touchpoints.count * conclusion.survey->len;
    int next;
    if (count == 0) {
        return 0;
    }
    begin_sums(&conclusion, count);
    while ((next = call->host->next_document(call, &document)) == 1) {
        take_document(&conclusion, &document);
    }
    int done = next == 0 ? conclude_all(&conclusion) : -1;
    end_sums(&conclusion, count);
    return done;
}
