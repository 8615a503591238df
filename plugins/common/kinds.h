/* SPDX-License-Identifier: MIT
 *
 * Questions about lists of names: the kinds of a document, what a touchpoint expects.
 */
#ifndef PLUGINS_COMMON_KINDS_H
#define PLUGINS_COMMON_KINDS_H

#include <glib.h>

#include "touchstone/plugin.h"

/* What the host calls the touchpoint of `scan` without --as: it may be any. */
#define TOUCHPOINT_UNNAMED "scan"

/* names: struct ts_str. */
static inline gboolean kinds_have(struct ts_list names, const char *name)
{
    for (uint32_t i = 0; i < names.count; i++) {
        if (ts_is(*(const struct ts_str *)ts_item(names, i), name)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* One of wanted (char *) is among them. */
static inline gboolean kinds_meet(struct ts_list names, const GPtrArray *wanted)
{
    for (guint i = 0; i < wanted->len; i++) {
        if (kinds_have(names, g_ptr_array_index(wanted, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Likewise, where none is wanted, any will do. */
static inline gboolean kinds_are_in(struct ts_list names, const GPtrArray *wanted)
{
    return wanted->len == 0 || kinds_meet(names, wanted);
}

#endif
