/* SPDX-License-Identifier: MIT
 *
 * Mailboxes and domains of the registry, and what looks like them.
 */
#ifndef PLUGINS_CHECK_IDENTITY_EMAILS_H
#define PLUGINS_CHECK_IDENTITY_EMAILS_H

#include "plugins/check-identity/identity.h"
#include "plugins/common/url.h"

#define EMAIL_SIZE 254u /* bytes of an address; RFC 5321 section 4.5.3.1.3 */

struct domain {
    char *name;                  /* as it is ours, in normal form: lower case, IDN as ASCII */
    char *registrable;           /* "vlakwerk.example" */
    struct ts_str label, suffix; /* of the registrable one: "vlakwerk", "example" */
    char *shape;                 /* label with look-alike letters as one; domains.c */
};

struct email {
    struct entry entry;          /* first */
    char *address;               /* lower case */
    struct ts_str local, domain; /* parts of it */
};

struct emails {
    GPtrArray *emails;     /* struct email * */
    GPtrArray *domains;    /* struct domain *: those of `domains`, and of the mailboxes */
    GHashTable *addresses; /* char * -> struct email * */
    GPtrArray *names;      /* char *: our name as local parts may hold it, letters only */
};

/* ---- domains.c ------------------------------------------------------------------------------- */

enum domain_fit {
    DOMAIN_OTHER,
    DOMAIN_OURS /* or below one of ours */,
    DOMAIN_ENDING /* our label under another public suffix */,
    DOMAIN_SLIP /* one letter off: may be another firm's */,
    DOMAIN_LOOKALIKE /* so that it is taken for ours */
};

void domains_add(struct emails *emails, struct ts_str name);
void domain_free(gpointer domain);
/* A host as written. *domain_r: the one of ours that it is, or is like; NULL of DOMAIN_OTHER. */
enum domain_fit domains_judge(const struct emails *emails, struct ts_str host,
                              const struct domain **domain_r);

/* ---- emails.c -------------------------------------------------------------------------------- */

enum email_fit {
    EMAIL_NOTHING /* somebody else's, or an example */,
    EMAIL_MATCH,
    EMAIL_UNKNOWN /* at a domain of ours */,
    EMAIL_LOOKALIKE,
    EMAIL_SLIP /* at a domain one letter off, without one of our mailboxes */,
    EMAIL_ENDING /* one of our mailboxes, at our label under another suffix */,
    EMAIL_FREE_OURS /* free mail that carries our name */,
    EMAIL_FREE /* free mail of whomever */
};
struct email_reading {
    enum email_fit fit;
    const struct email *email;   /* that it is, or is like; or NULL */
    const struct domain *domain; /* likewise */
};
/* In small letters, without what takes no room (soft hyphens, zero-width spaces). FALSE: too long.
 */
gboolean email_plain(struct ts_str address, char plain_r[EMAIL_SIZE + 1]);
struct email_reading email_read(const struct emails *emails, struct ts_str address);

/* ---- email_scan.c: what in a text is an address ---------------------------------------------- */

/* The next address at or after *at; moves *at behind it. FALSE: there is none. Linear. */
gboolean email_scan(struct ts_str text, uint32_t *at, struct ts_str *address_r);
/* The next host (www.example.com, example.com/contact) likewise, with a dot in it and no address.
 */
gboolean host_scan(struct ts_str text, uint32_t *at, struct ts_str *host_r);
/* The host of a URL; empty if it has none. */
struct ts_str host_of(struct ts_str url);

#endif
