/* SPDX-License-Identifier: MIT
 *
 * What machine-readable data of one document claims of the firm.
 */
#ifndef PLUGINS_CHECK_IDENTITY_STRUCTURED_H
#define PLUGINS_CHECK_IDENTITY_STRUCTURED_H

#include "plugins/check-identity/identity.h"
#include "plugins/common/items.h"

/* Where an item is a value; owner NULL: nowhere. */
struct holder {
    const struct item *owner;
    struct ts_str property;
};

#define MACHINE_VALUES 500u /* that are judged in one document; more is no firm's own data */

struct machine_data {
    struct view *view;
    struct ts_list items;     /* struct item */
    struct holder *holders;   /* one an item: the first that holds it */
    guint organisation_count; /* that stand in no part for others (brand, author) */
    gboolean is_our_page;     /* by its address, if it has one on the web */
    char *host;               /* of the document, without "www."; NULL: it has none */
    GArray *claims;           /* struct claim */
    guint judged_count;       /* values, claims or not */
};

/* One value that the data gives as the firm's. */
struct claim {
    enum identity_kind kind;
    const struct item *item;
    struct verdict verdict;
    struct ts_str written;
    const char *key;       /* "registration:kvk"; NULL of the other kinds */
    gboolean is_only_seen; /* a mailbox of ours that is not in the brand book is no fault */
};

/* structured_ours.c: whose is an item? */
enum ownership {
    OWNER_OTHER,
    OWNER_COLLEAGUE, /* a person who works here: the firm's numbers, but also one's own */
    OWNER_OURS
};
void ours_begin(struct machine_data *data);
enum ownership ours_judge(const struct machine_data *data, const struct item *item);

/* structured_claims.c: adds the claims of an item. What is not in the registry is a claim only of
 * an item that is ours. */
void claims_of(struct machine_data *data, const struct item *item, enum ownership ownership);
/* Those of an address or a contact point that belongs to nothing. */
void claims_alone(struct machine_data *data, const struct item *item);

#endif
