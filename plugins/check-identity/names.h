/* SPDX-License-Identifier: MIT
 *
 * The firm's names, each as words and a legal form.
 */
#ifndef PLUGINS_CHECK_IDENTITY_NAMES_H
#define PLUGINS_CHECK_IDENTITY_NAMES_H

#include "plugins/check-identity/identity.h"
#include "plugins/check-identity/legal.h"

#define NAME_WORDS_MAX 12u

struct name {
    struct entry entry;
    GArray *forms; /* struct name_form */
};

/* One way to write a name. Its words are of the call's memory at open. */
struct name_form {
    const struct entry *entry; /* NULL: the brand's bare name */
    struct ts_str words[NAME_WORDS_MAX];
    guint count;
    size_t letters;                 /* of all its words, bytes */
    const struct legal_form *legal; /* or NULL */
    gboolean is_capitalised;
};

struct names {
    GPtrArray *names;  /* struct name * */
    GArray *forms;     /* struct name_form: of all of them, and the brand's; the longest first */
    guint8 first[256]; /* may a name begin with a word of this first byte? */
};

#endif
