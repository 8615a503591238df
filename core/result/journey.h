/* SPDX-License-Identifier: MIT
 *
 * What a journey comes to. A touchpoint's score is the share of its documents without a deviation;
 * a customer meets them one after the other, and goes over from each to the next: so a journey is
 * the product, not the mean, and its order matters.
 */
#ifndef CORE_RESULT_JOURNEY_H
#define CORE_RESULT_JOURNEY_H

#include "core/config/plan.h"

struct sqlite3;

/* ---- arithmetic: journey_sum.c ---- */

struct journey_step {
    double rate;         /* 0..1: the touchpoint's score; < 0 = not measured */
    unsigned importance; /* 1..5 */
};

struct journey_sum {
    double chance;        /* 0..1 that a customer meets no deviation; -1 = no step is measured */
    double mean;          /* of the measured steps; -1 likewise */
    guint moments;        /* of contact: the steps */
    int weakest;          /* the step that takes most of the chance; -1 = none does */
    gboolean is_complete; /* every step is measured and every handoff known */
};

/* handoffs: count - 1 rates, of step i to i + 1; < 0 = not known. A step counts with its importance
 * over the journey's mean importance, as an exponent: a rate of .9 at twice the weight is .81. What
 * is not measured is left out, and makes the sum incomplete. */
struct journey_sum journey_sum(const struct journey_step *steps, const double *handoffs,
                               guint count);

/* ---- the stage: journeys.c ---- */

struct handoff_work; /* handoff.h */

/* Judges each handoff that some journey has, into the table `handoff`; one that breaks is a finding
 * handoff/broken at the touchpoint it begins at, if the run selected that one. By what is stored of
 * all touchpoints, also those that this run did not look at; story_compute comes before. 0, or -1
 * with the database's error. */
int journeys_judge_handoffs(const struct handoff_work *work);

/* Sums up the journeys and their variants into the tables `journey` and `journey_step`, when the
 * touchpoints have their scores. 0, or -1 with the database's error. */
int journeys_sum_up(struct sqlite3 *database, const struct plan *plan);

#endif
