/* SPDX-License-Identifier: MIT
 *
 * What becomes of a mail.
 */
#ifndef CORE_MILTER_DECISION_H
#define CORE_MILTER_DECISION_H

#include "core/milter/judgement.h"
#include "core/milter/settings.h"

enum decision_ground {
    DECISION_PASS, /* nothing was found, or nothing that counts */
    DECISION_FINDINGS,
    DECISION_UNCHECKED, /* a part of it can never be checked */
    DECISION_OUT_OF_SCOPE,
    DECISION_FAILURE /* nobody judged it; it may pass on retry */
};

struct decision {
    enum milter_action action;
    enum decision_ground ground;       /* of the action */
    guint severity;                    /* of the findings that decided; 0 = none */
    const char *why;                   /* of what is out of scope or failed; else NULL */
    const struct judgement *judgement; /* or NULL */
};

/* The gravest of what severities and gaps ask for; of equals, the findings are told. */
struct decision decision_of(const struct milter_actions *actions,
                            const struct judgement *judgement);
/* on_failure, and of what is out of scope. */
struct decision decision_failed(enum milter_action on_failure, const char *why);
struct decision decision_out(const char *why);

#endif
