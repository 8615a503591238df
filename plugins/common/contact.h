/* SPDX-License-Identifier: MIT
 *
 * Where somebody can be reached, as it stands in a document: anybody's, without a registry of whose
 * it is. Implemented in plugins/check-identity/contact.c by what that check finds its own with; who
 * includes this links the parts of that plugin.
 */
#ifndef PLUGINS_COMMON_CONTACT_H
#define PLUGINS_COMMON_CONTACT_H

#include <glib.h>

#include "touchstone/plugin.h"

struct contact_address {
    struct ts_str street, number, suffix, postcode, city; /* as written; suffix may be empty */
};

/* What is found is shown to these, and lives until they return. -1 ends the search. */
typedef int (*contact_address_fn)(void *data, const struct contact_address *address);
typedef int (*contact_text_fn)(void *data, struct ts_str text);

struct contact_fns {
    contact_address_fn address; /* street, number, postcode and city, one after the other; of the
                                   Netherlands, Belgium, Germany and Austria */
    contact_text_fn legal;      /* a name with its legal form: "Vlakwerk B.V." */
    contact_text_fn phone;      /* what is written like a telephone number */
    contact_text_fn email;      /* what is written like a mailbox */
    void *data;
};
/* Linear in the text. 0, or -1: one of them returned it. */
int contact_find(struct ts_call *call, const struct ts_document *document,
                 const struct contact_fns *fns);

struct contact_phone {
    int calling_code;  /* 31 */
    char national[20]; /* significant number, digits */
    char region[4];    /* "NL"; may be empty */
};
/* region: where it is dialled from if it says no country, "ZZ" = nowhere. FALSE: no number that its
 * country has given out. */
gboolean contact_phone_read(struct ts_str written, const char *region,
                            struct contact_phone *phone_r);
/* Before the seal: compiles what reading numbers of the regions with a postcode form needs. */
void contact_warm(void);

#endif
