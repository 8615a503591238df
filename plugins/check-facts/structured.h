/* SPDX-License-Identifier: MIT
 *
 * From schema.org's properties to values of facts.
 */
#ifndef PLUGINS_CHECK_FACTS_STRUCTURED_H
#define PLUGINS_CHECK_FACTS_STRUCTURED_H

#include "plugins/check-facts/facts.h"
#include "plugins/common/items.h"

/* A QuantitativeValue or a Duration: "P2Y", "2 years", 1 to 3 days. fallback: of a number without a
 * unit. structured_amounts.c */
gboolean data_duration(const struct item_value *value, enum duration_unit fallback,
                       struct value *value_r);
/* A MonetaryAmount or a PriceSpecification. item may be the amount itself. */
gboolean data_money(const struct item *item, const char *name, struct value *value_r);
/* A number written as in JSON. */
gboolean data_number(struct ts_str text, double *number_r);

/* All openingHours, openingHoursSpecification or hoursAvailable of an item, but for those with
 * dates. structured_hours.c */
gboolean data_hours(const struct item *item, const char *name, struct value *value_r);

#endif
