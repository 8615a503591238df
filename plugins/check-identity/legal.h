/* SPDX-License-Identifier: MIT
 *
 * Legal forms of firms, as they stand behind a name.
 */
#ifndef PLUGINS_CHECK_IDENTITY_LEGAL_H
#define PLUGINS_CHECK_IDENTITY_LEGAL_H

#include "plugins/check-identity/identity.h"

struct legal_form {
    const char *letters; /* folded, without dots and spaces: "gmbhcokg" */
    const char *code;    /* equal of those that are the same form: "ltd" of "limited" */
    unsigned flags;      /* enum legal_flags */
};
enum legal_flags {
    LEGAL_CAPITAL = 1u << 0, /* a word too ("as", "limited"): its letters begin with a capital */
    LEGAL_SHOUTED = 1u << 1, /* likewise: all its letters are capitals */
    LEGAL_DOTTED = 1u << 2   /* likewise: only with dots ("C.V.") */
};

/* The legal form that begins at a token, the longest; NULL: none does. *behind_r: the token behind
 * it, its dots included. text: of the document's blocks, for capitals. */
const struct legal_form *legal_form_at(const struct tokens *tokens, struct ts_list blocks,
                                       uint32_t index, uint32_t *behind_r);

#endif
