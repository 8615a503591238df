/* SPDX-License-Identifier: MIT
 *
 * Who judges pictures: only where somebody does are they fetched and read.
 */
#include "core/config/plan.h"

#define PICTURE "image/"

gboolean plan_is_picture_check(const struct plan *plan, unsigned check)
{
    return (g_array_index(plan->checks, struct plan_check, check).plugin->needs &
            TS_NEED_PICTURES) != 0;
}

gboolean plan_judges_pictures(const struct plan *plan, const struct plan_touchpoint *touchpoint)
{
    for (guint i = 0; !touchpoint && i < plan->checks->len; i++) {
        if (plan_is_picture_check(plan, i)) {
            return TRUE;
        }
    }
    for (guint i = 0; touchpoint && i < touchpoint->uses->len; i++) {
        unsigned check = g_array_index(touchpoint->uses, struct plan_use, i).check;
        if (plan_is_picture_check(plan, check)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean plan_is_picture_reader(const struct catalog_plugin *reader)
{
    const GPtrArray *types = reader->media_types;
    for (guint i = 0; types && i < types->len; i++) {
        if (!g_str_has_prefix(g_ptr_array_index(types, i), PICTURE)) {
            return FALSE;
        }
    }
    return types && types->len > 0;
}
