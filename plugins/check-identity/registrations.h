/* SPDX-License-Identifier: MIT
 *
 * Registrations of the registry, in normal form, and how a number compares with them.
 */
#ifndef PLUGINS_CHECK_IDENTITY_REGISTRATIONS_H
#define PLUGINS_CHECK_IDENTITY_REGISTRATIONS_H

#include "plugins/check-identity/check_digits.h"
#include "plugins/check-identity/identity.h"
#include "plugins/check-identity/labels.h"

struct registration_kind {
    const char *id;  /* key in the brand book */
    const char *key; /* of observations */
    enum label label;
    const char *what, *what_nl; /* for people */
};

struct registration {
    struct entry entry; /* first */
    const struct registration_kind *kind;
    char number[NUMBER_SIZE]; /* normal form */
};

struct registrations {
    GPtrArray *registrations; /* struct registration * */
};

/* By its label, or by its key; NULL: there is none. */
const struct registration_kind *registration_kind_of(enum label label, const char *id);
gboolean registrations_have(const struct registrations *registrations,
                            const struct registration_kind *kind);

/* The normal form: capitals and digits, filled up with zeros where the register does. FALSE: it
 * is too long. */
gboolean registration_normalise(const struct registration_kind *kind, struct ts_str text,
                                char number_r[NUMBER_SIZE]);
enum proof registration_prove(const struct registration_kind *kind, struct ts_str number);

enum registration_fit {
    REGISTRATION_NOTHING /* not the form of such a number */,
    REGISTRATION_UNKNOWN,
    REGISTRATION_WRONG /* its check digits */,
    REGISTRATION_NEAR,
    REGISTRATION_MATCH
};
struct registration_reading {
    enum registration_fit fit;
    const struct registration *registration; /* of NEAR and MATCH */
    enum proof proof;
};
struct registration_reading registration_read(const struct registrations *registrations,
                                              const struct registration_kind *kind,
                                              struct ts_str number);

/* ---- registration_scan.c: what in a text may be one ------------------------------------------ */

/* One that was written: a stretch of the text, and what it reads as. */
struct registration_written {
    const struct registration_kind *kind;
    uint32_t offset, end;
    char number[NUMBER_SIZE];
    struct label_found label; /* before it */
};

/* The next at or after *at in a block; moves *at behind it. FALSE: there is none. Linear. */
gboolean registration_scan(const struct view *view, uint32_t block, uint32_t *at,
                           struct registration_written *written_r);

#endif
