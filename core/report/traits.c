/* SPDX-License-Identifier: MIT
 *
 * What the plan says of a touchpoint, as reports ask for it.
 */
#include "core/report/traits.h"

#include <string.h>

#include "core/report/words.h"

const char *const traits_phases[] = {"before", "during", "after", "", NULL};
const char *const traits_categories[] = {"message", "interaction", "product", "setting", "", NULL};

const char *traits_phase_heading(const char *language, const char *phase)
{
    return *phase ? words_of(language, phase) : words_get(language, WORD_NO_PHASE);
}

const char *traits_category_heading(const char *language, const char *category)
{
    return *category ? words_of(language, category) : words_get(language, WORD_NO_CATEGORY);
}

gboolean traits_in_phase(const struct result_touchpoint *touchpoint, const char *phase)
{
    return *phase ? g_ptr_array_find_with_equal_func(touchpoint->phases, phase, g_str_equal, NULL)
                  : touchpoint->phases->len == 0;
}

gboolean traits_is_foreign(const struct result_touchpoint *touchpoint)
{
    return strcmp(touchpoint->control, "partner") == 0 ||
           strcmp(touchpoint->control, "external") == 0;
}
