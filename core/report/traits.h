/* SPDX-License-Identifier: MIT
 *
 * By what a map lays touchpoints out: phases, categories, in whose hands they are.
 */
#ifndef CORE_REPORT_TRAITS_H
#define CORE_REPORT_TRAITS_H

#include "core/result/result.h"

/* In the order of a map; NULL-terminated. The last, "", is for those that name none. */
extern const char *const traits_phases[], *const traits_categories[];
/* One of them as a heading. */
const char *traits_phase_heading(const char *language, const char *phase);
const char *traits_category_heading(const char *language, const char *category);

gboolean traits_in_phase(const struct result_touchpoint *touchpoint, const char *phase);

/* In the hands of a partner or of anybody: what is wrong there can only be asked for. */
gboolean traits_is_foreign(const struct result_touchpoint *touchpoint);

#endif
