/* SPDX-License-Identifier: MIT
 *
 * The requirements of the brand book, over the stored observations of all documents.
 */
#include "plugins/check-promise/promise.h"

/* What a document or touchpoint shows. */
struct evidence {
    gboolean has_payoff, has_theme;
};

/* A touchpoint against one requirement. */
struct tally {
    guint documents, accepted;
    gboolean has_any;
};

struct conclusion {
    struct ts_call *call;
    const struct promise *promise;
    struct ts_list touchpoints;
    struct tally *tallies; /* touchpoint x requirement */
};

static struct evidence evidence_of(const struct ts_stored_document *document)
{
    struct evidence evidence = {FALSE, FALSE};
    for (uint32_t i = 0; i < document->observations.count; i++) {
        const struct ts_observation *seen = ts_item(document->observations, i);
        evidence.has_payoff |= ts_is(seen->key, "payoff");
        evidence.has_theme |= ts_is(seen->key, "theme");
    }
    return evidence;
}

/* An altered pay-off is there, if wrongly: it is found as altered, not as absent. */
static gboolean is_accepted(const struct requirement *requirement, struct evidence evidence)
{
    return evidence.has_payoff || (requirement->accept == ACCEPT_THEME && evidence.has_theme);
}

static gboolean is_in(const struct requirement *requirement, struct ts_list kinds)
{
    for (guint i = 0; i < requirement->in->len; i++) {
        for (uint32_t k = 0; k < kinds.count; k++) {
            if (ts_is(*(const struct ts_str *)ts_item(kinds, k),
                      g_ptr_array_index(requirement->in, i))) {
                return TRUE;
            }
        }
    }
    return requirement->in->len == 0;
}

static gboolean expects_promise(const struct ts_touchpoint *touchpoint)
{
    for (uint32_t i = 0; i < touchpoint->expects.count; i++) {
        if (ts_is(*(const struct ts_str *)ts_item(touchpoint->expects, i), "promise")) {
            return TRUE;
        }
    }
    return FALSE;
}

static int say(const struct conclusion *conclusion, const char *rule,
               const struct requirement *requirement, const struct ts_place *place,
               const char *actual)
{
    const struct payoff *payoff = conclusion->promise->payoffs->len
                                      ? g_ptr_array_index(conclusion->promise->payoffs, 0)
                                      : NULL;
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = requirement->severity,
        .rule = ts_text(rule),
        .expected = ts_text(payoff ? payoff->shown : ""),
        .actual = ts_text(actual),
        .places = ts_one(place, sizeof *place),
    };
    return conclusion->call->host->emit_finding(conclusion->call, &finding);
}

static const struct ts_touchpoint *find_touchpoint(const struct conclusion *conclusion,
                                                   struct ts_str id, uint32_t *index_r)
{
    for (uint32_t i = 0; i < conclusion->touchpoints.count; i++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, i);
        if (ts_equal(touchpoint->id, id)) {
            *index_r = i;
            return touchpoint;
        }
    }
    return NULL;
}

static const struct requirement *requirement_at(const struct conclusion *conclusion, guint index)
{
    return &g_array_index(conclusion->promise->requirements, struct requirement, index);
}

static int take_document(const struct conclusion *conclusion,
                         const struct ts_stored_document *document)
{
    uint32_t index;
    const struct ts_touchpoint *touchpoint =
        find_touchpoint(conclusion, document->touchpoint, &index);
    gboolean is_readable = document->status == TS_CHECKED || document->status == TS_UNCHANGED;
    if (!touchpoint || !is_readable || document->text_size == 0 || !expects_promise(touchpoint)) {
        return 0;
    }
    struct evidence evidence = evidence_of(document);
    guint count = conclusion->promise->requirements->len;
    for (guint r = 0; r < count; r++) {
        const struct requirement *requirement = requirement_at(conclusion, r);
        struct tally *tally = &conclusion->tallies[index * count + r];
        if (!is_in(requirement, document->kinds)) {
            continue;
        }
        gboolean is_there = is_accepted(requirement, evidence);
        tally->documents++;
        tally->accepted += is_there ? 1 : 0;
        if (requirement->on_document && !is_there) {
            struct ts_place place = {.touchpoint = document->touchpoint,
                                     .locator = document->locator,
                                     .block = TS_NO_BLOCK};
            if (say(conclusion, "promise/theme-absent", requirement, &place, "") != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* Absent is only said of a touchpoint that was seen whole and had text to read. */
static int judge_touchpoint(const struct conclusion *conclusion,
                            const struct ts_touchpoint *touchpoint,
                            const struct requirement *requirement, const struct tally *tally)
{
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    if (requirement->on_document || tally->documents == 0) {
        return 0;
    }
    if (requirement->coverage > 0) {
        double share = (double)tally->accepted / tally->documents;
        g_autofree char *actual =
            g_strdup_printf("%.0f%% (%u/%u)", share * 100, tally->accepted, tally->documents);
        return share + 1e-9 < requirement->coverage
                   ? say(conclusion, "promise/coverage", requirement, &place, actual)
                   : 0;
    }
    return tally->accepted == 0 && touchpoint->is_complete
               ? say(conclusion, "promise/absent", requirement, &place, "")
               : 0;
}

static int judge_touchpoints(const struct conclusion *conclusion)
{
    guint count = conclusion->promise->requirements->len;
    for (uint32_t t = 0; t < conclusion->touchpoints.count; t++) {
        for (guint r = 0; r < count; r++) {
            if (judge_touchpoint(conclusion, ts_item(conclusion->touchpoints, t),
                                 requirement_at(conclusion, r),
                                 &conclusion->tallies[t * count + r]) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int promise_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct promise *promise = self;
    size_t cells = (size_t)touchpoints.count * promise->requirements->len;
    struct conclusion conclusion = {
        call, promise, touchpoints,
        call->host->alloc(call, (cells + 1) * sizeof *conclusion.tallies)};
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    while ((next = call->host->next_document(call, &document)) == 1) {
        if (take_document(&conclusion, &document) != 0) {
            return -1;
        }
    }
    return next == 0 ? judge_touchpoints(&conclusion) : -1;
}
