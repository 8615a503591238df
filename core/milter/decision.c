/* SPDX-License-Identifier: MIT
 *
 * Severities, and what is unchecked, to one action.
 */
#include "core/milter/decision.h"

/* The gravest action first: so nothing that is unchecked hides behind a finding that is accepted.
 */
struct decision decision_of(const struct milter_actions *actions, const struct judgement *judgement)
{
    const struct {
        gboolean is_so;
        enum milter_action action;
        enum decision_ground ground;
        guint severity;
    } rows[] = {
        {judgement->counts[TS_ERROR] > 0, actions->error, DECISION_FINDINGS, TS_ERROR},
        {judgement->counts[TS_WARNING] > 0, actions->warning, DECISION_FINDINGS, TS_WARNING},
        {judgement->is_unchecked, actions->unchecked, DECISION_UNCHECKED, 0},
        {judgement->counts[TS_INFO] > 0, actions->info, DECISION_FINDINGS, TS_INFO},
    };
    /* A mail without findings is marked as such; one with findings that are accepted is not. */
    struct decision decision = {
        .action = MILTER_TAG, .ground = DECISION_PASS, .judgement = judgement};
    gboolean is_first = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].is_so && (is_first || rows[i].action > decision.action)) {
            decision.action = rows[i].action;
            decision.ground = rows[i].ground;
            decision.severity = rows[i].severity;
            is_first = FALSE;
        }
    }
    return decision;
}

struct decision decision_failed(enum milter_action on_failure, const char *why)
{
    return (struct decision){.action = on_failure, .ground = DECISION_FAILURE, .why = why};
}

struct decision decision_out(const char *why)
{
    return (struct decision){.action = MILTER_TAG, .ground = DECISION_OUT_OF_SCOPE, .why = why};
}
