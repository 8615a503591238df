/* SPDX-License-Identifier: MIT
 *
 * Entries of the brand book, as references name them: KIND:ID.
 */
#ifndef CORE_CONFIG_ENTRY_H
#define CORE_CONFIG_ENTRY_H

#include "core/config/tree.h"

/* Where the entries of a kind stand, and what becomes of them by date. */
struct entry_home {
    const char *kind, *section, *key; /* key NULL: the section itself is the list */
    const char *check;                /* that observes them as KIND:ID; NULL: not in this version */
    const char *outdated;             /* rule of a sighting after the entry's last day, or NULL */
    gboolean is_dated;                /* the core knows which holds on which day */
};

/* The table; ends with a row without a kind. */
extern const struct entry_home entry_homes[];

/* NULL: there is no such kind. */
const struct entry_home *entry_home(struct ts_str kind);
/* The entries of a kind: a list (or, of pay-offs, a map); NULL if the brand book has none. */
const struct ts_node *entry_list(const struct ts_node *brand, const struct entry_home *home);
/* Its id; an e-mail address that is written bare is its own. Empty: it has none. */
struct ts_str entry_id(const struct ts_node *entry);

/* As people write it: "Kanaalstraat 12A, 3531 CJ Utrecht", "Postbus 2000, 3500 CA Utrecht",
 * "10 High Street, London EC1A 1BB"; a name, number or address as it stands in the brand book; of a
 * logo the name of its first file. Empty for kinds that have no such form. The caller frees it. */
char *entry_text(const struct ts_node *brand, const struct entry_home *home,
                 const struct ts_node *entry);

#endif
