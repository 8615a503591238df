/* SPDX-License-Identifier: MIT
 *
 * What follows from the evidence: a match, one deviation, or another address.
 */
#include "plugins/check-identity/addresses.h"

#define LONG_BOX 4u   /* digits of a box number that says it all */
#define STREET_GAP 2u /* a comma, the end of a line: the number before a postcode is a house's */

static gboolean agrees(enum agreement agreement)
{
    return agreement == EQUAL || agreement == OTHERWISE;
}

static enum conclusion near(enum part part, enum part *part_r)
{
    *part_r = part;
    return CONCLUDE_NEAR;
}

/* The street agrees, the number or its suffix does not: perhaps the neighbours. */
static enum conclusion conclude_number(const struct evidence *evidence, enum whose whose,
                                       enum part *part_r)
{
    gboolean has_code = agrees(evidence->postcode);
    gboolean has_city = evidence->city == EQUAL && evidence->postcode == ABSENT;
    if (whose == WHOSE_OTHERS || evidence->city == DIFFERENT || evidence->postcode == DIFFERENT) {
        return CONCLUDE_NOTHING;
    }
    if (agrees(evidence->number)) {
        return has_code || has_city || whose >= WHOSE_WE ? near(PART_SUFFIX, part_r)
                                                         : CONCLUDE_NOTHING;
    }
    gboolean is_ours = whose >= WHOSE_WE;
    gboolean has_both = has_code && evidence->city == EQUAL;
    if (has_both || (has_code && (is_ours || evidence->number == NEAR)) ||
        (has_city && is_ours && evidence->number == NEAR)) {
        return near(PART_NUMBER, part_r);
    }
    return CONCLUDE_NOTHING;
}

static enum conclusion conclude_place(const struct evidence *evidence, enum part *part_r)
{
    gboolean is_otherwise = evidence->street == OTHERWISE || evidence->suffix == OTHERWISE ||
                            evidence->postcode == OTHERWISE;
    enum conclusion match = is_otherwise ? CONCLUDE_OTHERWISE : CONCLUDE_MATCH;
    if (agrees(evidence->postcode)) {
        return evidence->city == NEAR || evidence->city == DIFFERENT ? near(PART_CITY, part_r)
                                                                     : match;
    }
    if (evidence->postcode == ABSENT) {
        return evidence->city == DIFFERENT ? CONCLUDE_NOTHING
               : evidence->city == NEAR    ? near(PART_CITY, part_r)
                                           : match;
    }
    return evidence->city == EQUAL ? near(PART_POSTCODE, part_r) : CONCLUDE_NOTHING;
}

enum conclusion evidence_conclude(const struct evidence *evidence, enum whose whose,
                                  enum part *part_r)
{
    *part_r = PART_NONE;
    if (!agrees(evidence->street)) {
        gboolean is_fine = evidence->address->country->is_fine ||
                           (whose == WHOSE_NAMED && evidence->city == EQUAL);
        gboolean is_other =
            evidence->street == DIFFERENT &&
            (!is_fine || whose == WHOSE_OTHERS ||
             (!evidence->address->country->is_number_first && evidence->gap > STREET_GAP));
        gboolean rest = evidence->number == EQUAL && agrees(evidence->suffix) &&
                        agrees(evidence->postcode) && evidence->city != DIFFERENT;
        return rest && !is_other ? near(PART_STREET, part_r) : CONCLUDE_NOTHING;
    }
    if (evidence->number != EQUAL || !agrees(evidence->suffix)) {
        return conclude_number(evidence, whose, part_r);
    }
    gboolean is_bare_box =
        evidence->address->is_box && evidence->postcode == ABSENT && evidence->city != EQUAL;
    if (is_bare_box &&
        whose < (strlen(evidence->address->number.number) >= LONG_BOX ? WHOSE_UNKNOWN : WHOSE_WE)) {
        return CONCLUDE_NOTHING;
    }
    return conclude_place(evidence, part_r);
}
