/* SPDX-License-Identifier: MIT
 *
 * What no table can say of an entry of `facts`.
 */
#ifndef CORE_CONFIG_FACT_CHECK_H
#define CORE_CONFIG_FACT_CHECK_H

#include "core/config/schema.h"

/* The languages and ranges of all facts of a brand book or a pack. */
void fact_check_all(struct schema_run *run, const struct ts_node *root);
/* The slots of a pack: its examples, and that each has words. */
void fact_check_slots(struct schema_run *run, const struct ts_node *pack);
/* Keys that belong to other types than this one, which the entry itself need not say. */
void fact_check_type(struct schema_run *run, const struct ts_node *fact, struct ts_str type);

#endif
