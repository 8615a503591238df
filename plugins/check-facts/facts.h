/* SPDX-License-Identifier: MIT
 *
 * The facts that must be said alike everywhere, as the brand book and its packs have them (slots),
 * and what a document says of them (statements).
 */
#ifndef PLUGINS_CHECK_FACTS_FACTS_H
#define PLUGINS_CHECK_FACTS_FACTS_H

#include "plugins/check-facts/value.h"

#define DOCUMENT_STATEMENTS 2000u /* of one document that are told and compared: the first */

/* What a bound means, key `is` of the brand book or the pack. An estimate is a time that something
 * takes: "within 3 days" has 2 days in it. A limit is the promise itself: "return within 14 days"
 * is 14 days, not 30. Unsaid: a limit by the ids of the shop packs, else an estimate. */
enum slot_sense { SENSE_UNSAID, SENSE_ESTIMATE, SENSE_LIMIT };

/* One fact. Its words come from a pack, from the brand book, or both. */
struct slot {
    char *id;    /* "delivery-time": key of its observations */
    char *title; /* for people, by the brand's first language if the pack has it; else the id */
    char *title_in[2]; /* in English and in Dutch; NULL: title */
    enum value_type type;
    gboolean has_truth;
    struct value truth;
    char *truth_text; /* as the brand book has it */
    enum slot_sense sense;
    gboolean is_own;              /* of the brand book, not of a pack */
    enum ts_severity severity;    /* or TS_SEVERITY_DEFAULT */
    GPtrArray *only;              /* char *: touchpoints for which it holds (`for`); empty = all */
    guint units;                  /* bits of enum duration_unit; 0 = all */
    double range_low, range_high; /* what can be meant: days, or the value's unit; 0 = no bound */
    gboolean has_cutoff;          /* "ordered before ten, there tomorrow" says one day */
    GPtrArray *phrases;           /* struct phrase_of_slot *: of a phrase */
};

/* A wording of a phrase stands for a value. */
struct phrase_of_slot {
    const struct slot *slot;
    char *value;
};

struct facts {
    char *language; /* first of the brand */
    char *country;
    char *brand_word;      /* first word of the brand's name, folded */
    GPtrArray *slots;      /* struct slot * */
    struct finder *finder; /* what finds anchors; find.c */
};

int facts_load(struct ts_call *call, const struct ts_open *open, struct facts *facts);
void facts_clear(struct facts *facts);
/* statements.c: do bounds count as the number itself? */
gboolean slot_is_limit(const struct slot *slot);
/* statements.c; NULL: no such fact. */
const struct slot *facts_slot(const struct facts *facts, struct ts_str id);

/* For whom or what a statement holds. Folded words; empty = said of all. */
struct scope {
    struct ts_str country, channel, product;
};

static inline gboolean scope_is_same(const struct scope *a, const struct scope *b)
{
    return ts_equal(a->country, b->country) && ts_equal(a->channel, b->channel) &&
           ts_equal(a->product, b->product);
}

/* A value that a document gives a slot. Memory of the call. */
struct statement {
    const struct slot *slot;
    struct value value;
    struct scope scope;
    gboolean is_structured; /* of JSON-LD or microdata */
    struct ts_str format;   /* of it: "JSON-LD" */
    struct ts_place place;
    struct ts_str written; /* as it stands there */
};

/* text.c: appends (struct statement) what the blocks of a document say, in order. */
int facts_in_text(struct ts_call *call, const struct facts *facts,
                  const struct ts_document *document, GArray *statements);
/* structured.c: likewise of its machine-readable data. */
int facts_in_data(struct ts_call *call, const struct facts *facts,
                  const struct ts_document *document, GArray *statements);

/* inspect.c: observes each statement: key = the slot's id, value = value_print; details: "written",
 * "bound" ("most", "least") and "country", "channel", "product" of the scope where they are said,
 * "format" of data. */
int facts_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* conclude.c: all statements of the run against the truth, else among each other. */
int facts_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
