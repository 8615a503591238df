/* SPDX-License-Identifier: MIT
 *
 * What a document shows that may belong into a brand book. Nothing is judged: each piece is
 * observed, and the core counts the documents that show it.
 */
#ifndef PLUGINS_CHECK_PROPOSE_PROPOSE_H
#define PLUGINS_CHECK_PROPOSE_PROPOSE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* How much a source of a piece counts: what is said for machines before what stands in text. */
enum propose_rank { RANK_TEXT = 1, RANK_MARKUP = 2, RANK_DATA = 3 };

struct sight {
    struct ts_call *call;
    const struct ts_document *document;
    char language[3]; /* of the document, small letters; "" = not declared */
    guint said;
};

struct piece {
    const char *key;
    struct ts_str value;
    const char *from; /* "JSON-LD", "text", for people */
    enum propose_rank rank;
    const struct ts_pair *details; /* more of them */
    guint count;
};

/* Observes a piece, cut to what a value may hold; an empty one is passed over. -1: the host
 * refused. */
int propose_say(struct sight *sight, const struct piece *piece);
/* One without details. */
int propose_plain(struct sight *sight, const char *key, struct ts_str value, const char *from,
                  enum propose_rank rank);

/* Each looks through the document. -1: the host refused. */
int statements_find(struct sight *sight); /* what is said for machines, titles, links */
int places_find(struct sight *sight);     /* addresses, telephone numbers, mailboxes, legal names */
int voice_find(struct sight *sight);      /* slogans, brand words, form of address */

/* A telephone number, of whatever source, as people write it with the country. */
int places_say_phone(struct sight *sight, struct ts_str written, const char *from,
                     enum propose_rank rank);
struct propose_address {
    struct ts_str street, number, suffix, postcode, city, country;
};
int places_say_address(struct sight *sight, const struct propose_address *address, const char *from,
                       enum propose_rank rank);
int places_say_email(struct sight *sight, struct ts_str text, const char *from,
                     enum propose_rank rank);

int propose_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int pictures_inspect(struct ts_call *call, const struct ts_document *document);
int pictures_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
