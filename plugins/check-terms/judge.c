/* SPDX-License-Identifier: MIT
 *
 * From what was counted to what is broken.
 */
#include "plugins/check-terms/terms.h"

/* ---- what is said ---- */

int terms_report_count(const struct report *base, guint times, const struct ts_place *places,
                       guint32 place_count)
{
    struct report report = *base;
    gboolean is_few = times < report.term->min;
    g_autofree char *counted = g_strdup_printf("%u", times);
    g_autofree char *limit = g_strdup_printf("%u", is_few ? report.term->min : report.term->max);
    /* How often is no part of what is wrong: the finding stays the same when it changes. */
    report.actual = ts_text(report.term->shown);
    report.expected = ts_text(NULL);
    report.details[0] =
        (struct ts_pair){ts_text(is_few ? "scarce" : "plenty"), ts_text(report.term->shown)};
    report.details[1] = (struct ts_pair){ts_text("times"), ts_text(counted)};
    report.details[2] = (struct ts_pair){ts_text("limit"), ts_text(limit)};
    return terms_report(&report, places, place_count);
}

int terms_report_conditional(const struct report *base, const struct ts_place *places,
                             guint32 place_count)
{
    struct report report = *base;
    report.expected = ts_text(report.term->shown);
    report.details[0] = (struct ts_pair){ts_text("condition"), terms_shorten(report.actual)};
    report.details[1] = (struct ts_pair){ts_text("needed"), report.expected};
    return terms_report(&report, places, place_count);
}

int terms_report_missing(const struct report *base, const struct ts_place *place)
{
    struct report report = *base;
    report.expected = ts_text(report.term->expected);
    report.details[0] = (struct ts_pair){ts_text("missing"), ts_text(report.term->shown)};
    return terms_report(&report, place, 1);
}

int terms_report_mixed(const struct report *base, struct majority majority,
                       const struct ts_place *places, guint32 place_count)
{
    struct report report = *base;
    report.expected = ts_text(g_ptr_array_index(base->term->groups, majority.best));
    report.details[0] =
        (struct ts_pair){ts_text(majority.is_tie ? "even" : "mixed"), report.actual};
    report.details[1] = (struct ts_pair){ts_text("common"), report.expected};
    return terms_report(&report, places, place_count);
}

/* Of those that are met most the first in the brand book. */
struct majority terms_majority(const struct term *term, const guint *per_group)
{
    struct majority majority = {0, FALSE};
    for (guint g = 1; g < term->groups->len; g++) {
        majority.is_tie |= per_group[g] == per_group[majority.best];
        if (per_group[g] > per_group[majority.best]) {
            majority = (struct majority){g, FALSE};
        }
    }
    return majority;
}

/* ---- each kind ---- */

struct verdict {
    struct ts_call *call;
    const struct term *term;
    const struct tally *tally;
    struct ts_list blocks;
    struct ts_place whole;
    gboolean is_partial;
};

static const struct ts_place *places_of(const struct tally *tally)
{
    return (const struct ts_place *)(void *)tally->places->data;
}

static int judge_count(const struct verdict *verdict)
{
    const struct tally *tally = verdict->tally;
    struct report report = {.call = verdict->call, .term = verdict->term};
    if (tally->counted > verdict->term->max) {
        return terms_report_count(&report, tally->counted, places_of(tally), tally->places->len);
    }
    return tally->counted < verdict->term->min && !verdict->is_partial
               ? terms_report_count(&report, tally->counted, &verdict->whole, 1)
               : 0;
}

static int judge_require(const struct verdict *verdict)
{
    struct report report = {.call = verdict->call, .term = verdict->term};
    return verdict->tally->counted || verdict->is_partial
               ? 0
               : terms_report_missing(&report, &verdict->whole);
}

static int judge_conditional(const struct verdict *verdict)
{
    const struct tally *tally = verdict->tally;
    struct report report = {.call = verdict->call, .term = verdict->term, .actual = tally->actual};
    return tally->conditions && !tally->consequences && !verdict->is_partial
               ? terms_report_conditional(&report, places_of(tally), tally->places->len)
               : 0;
}

/* The rarer forms are shown (of a tie those of the later groups), with the group that is met most
 * as what goes with the rest. */
static int judge_consistent(const struct verdict *verdict)
{
    const struct tally *tally = verdict->tally;
    struct majority majority = terms_majority(verdict->term, tally->per_group);
    g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    for (guint i = 0; tally->groups && i < tally->groups->len; i++) {
        if (g_array_index(tally->groups, guint, i) != majority.best) {
            g_array_append_val(rare, g_array_index(tally->places, struct ts_place, i));
        }
    }
    if (rare->len == 0) {
        return 0;
    }
    const struct ts_place *first = &g_array_index(rare, struct ts_place, 0);
    const struct ts_block *block = ts_item(verdict->blocks, first->block);
    struct report report = {
        .call = verdict->call,
        .term = verdict->term,
        .actual = ts_bytes(block->text.ptr + first->offset, first->length),
    };
    return terms_report_mixed(&report, majority, first, rare->len);
}

static int (*const judges[])(const struct verdict *verdict) = {
    [TERM_REQUIRE] = judge_require,
    [TERM_CONSISTENT] = judge_consistent,
    [TERM_CONDITIONAL] = judge_conditional,
    [TERM_COUNT] = judge_count,
};

int survey_judge(const struct survey *survey, struct ts_call *call, struct ts_list blocks)
{
    struct verdict verdict = {.call = call,
                              .blocks = blocks,
                              .whole = {.block = TS_NO_BLOCK},
                              .is_partial = survey->is_partial};
    if (survey->on == ON_BLOCK) {
        const struct ts_block *block = ts_item(blocks, 0);
        verdict.whole = (struct ts_place){.length = (guint32)block->text.len};
    }
    for (guint i = 0; survey->tallies && i < survey->count; i++) {
        verdict.term = survey_term(survey, i);
        verdict.tally = &survey->tallies[i];
        if (verdict.tally->is_seen && judges[verdict.term->kind](&verdict) != 0) {
            return -1;
        }
    }
    return 0;
}
