/* SPDX-License-Identifier: MIT
 *
 * What a journey's own data points at, of ten well-known ways to improve one. Nothing is said that
 * scores, handoffs or customers do not carry. Pure.
 */
#ifndef CORE_RESULT_OPPORTUNITY_H
#define CORE_RESULT_OPPORTUNITY_H

#include <glib.h>

struct opportunity_step {
    const char *name;
    double score;        /* 0..1; < 0 = not measured */
    double satisfaction; /* 0..100 (satisfaction.h); < 0 = nobody was asked */
    double dropoff;      /* 0..100; likewise */
    double effort;       /* 1 (hard) .. 7 (easy); likewise */
    gboolean is_after;   /* the purchase */
    gboolean is_interaction;
    const char *handoff; /* to the next: "smooth", "broken", "unknown", NULL at the end */
    gboolean repeats;    /* it and the one before contradict each other on facts */
};

struct opportunity_route {
    const char *name;
    double chance;        /* < 0 = not measured */
    gboolean is_complete; /* every step and handoff of it is known */
};

struct opportunity_journey {
    const struct opportunity_step *steps;
    guint count;
    double chance;                            /* of the journey as it is; < 0 = not measured */
    gboolean is_complete;                     /* likewise */
    const struct opportunity_route *variants; /* tried on paper */
    guint variant_count;
};

struct opportunity {
    const char *pattern;  /* "peak-end"; literal */
    char *step, *other;   /* names: of a step, of the next or of a variant; "" = none */
    double first, second; /* the numbers that carry it, as the sentence has them */
};

/* GArray of struct opportunity, in the order of the patterns, each once but broken handoffs. */
GArray *opportunities_of(const struct opportunity_journey *journey);

/* One of them as a sentence without a full stop, "nl" or else English. The caller frees it. */
char *opportunity_say(const char *language, const struct opportunity *opportunity);

/* The patterns and when each is said, for people; "nl", else English. The caller frees it. */
char *opportunity_explain(const char *language);

#endif
