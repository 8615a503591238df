/* SPDX-License-Identifier: MIT
 *
 * Whether a mail is judged at all, told by its sender, its header fields and its size.
 */
#ifndef CORE_MILTER_SCOPE_H
#define CORE_MILTER_SCOPE_H

#include "core/milter/mail.h"
#include "core/milter/settings.h"

/* NULL: it is out of scope, *why_r says why in a word. */
const struct milter_row *scope_find(const struct milter_settings *settings, const struct mail *mail,
                                    const char **why_r);

#endif
