/* SPDX-License-Identifier: MIT
 *
 * What conclude makes of the observations: groups of values that are said of one fact in one scope,
 * each with where it is said.
 */
#ifndef PLUGINS_CHECK_FACTS_CONCLUDE_H
#define PLUGINS_CHECK_FACTS_CONCLUDE_H

#include "plugins/check-facts/facts.h"

#define GROUPS_MAX 5000u      /* facts times scopes of a run */
#define GROUP_VALUES 64u      /* distinct values of a group: with that many it is wrong anyway */
#define SIGHTING_PLACES 2000u /* of one value in one touchpoint; the others are counted */
#define SIGHTINGS_MAX 100000u /* of a run */
#define PLACES_MAX 200000u    /* of a run, besides the first of each sighting */
#define FINDING_PLACES 2000u

/* A value in one touchpoint. */
struct sighting {
    char *touchpoint;
    GArray *places; /* struct ts_place: the first; texts of the call */
    guint count;    /* of all */
    char *format;   /* "JSON-LD", if it is said by data only; else NULL */
};

struct said {
    struct value value; /* without its bound, if the fact is a limit; phrase is owned */
    char *key;          /* normal form and bound */
    GPtrArray *sightings;
};

struct group {
    const struct slot *slot;
    char *country, *channel, *product; /* "" = of all */
    char *key;
    GPtrArray *saids; /* after groups_sort by value_compare */
};

/* What one document says; memory of this document. statements.c */
void statements_of(const struct facts *facts, const struct ts_stored_document *document,
                   GArray *statements /* struct statement */);

/* groups.c */
struct groups;
struct groups *groups_new(void);
void groups_free(struct groups **groups);
/* Statements that passed a cap of the run and are not compared. */
guint groups_left_out(const struct groups *groups);
/* Copies what it keeps. */
void groups_add(struct ts_call *call, struct groups *groups,
                const struct ts_stored_document *document, const struct statement *statement);
/* All groups, in an order that does not depend on that of the documents: struct group *. Borrowed.
 */
const GPtrArray *groups_sort(struct groups *groups);

/* Is it said of all, so that the truth of the brand book is meant for it? */
static inline gboolean group_is_general(const struct group *group)
{
    return !group->country[0] && !group->channel[0] && !group->product[0];
}

/* Emits the findings of a group. 0, -1. judge.c */
int group_judge(struct ts_call *call, const struct facts *facts, const struct group *group);

/* say.c: one finding on values of a group; takes them as they are sorted. rule: its id. */
struct verdict {
    const char *rule;
    const struct group *group;
    const GPtrArray *saids; /* struct said * that it is about */
    const char *touchpoint; /* only what is said there; NULL: all */
};
int verdict_say(struct ts_call *call, const struct facts *facts, const struct verdict *verdict);

#endif
