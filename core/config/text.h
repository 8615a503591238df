/* SPDX-License-Identifier: MIT
 *
 * Texts of the contract (pointer and length) as C strings.
 */
#ifndef CORE_CONFIG_TEXT_H
#define CORE_CONFIG_TEXT_H

#include <glib.h>

#include "touchstone/plugin.h"

/* A copy that the caller frees; of an empty text "". */
static inline char *text_dup(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

#endif
