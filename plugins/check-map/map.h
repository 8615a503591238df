/* SPDX-License-Identifier: MIT
 *
 * What is ours of domains, mailboxes, profiles and numbers, where it stands in one document, and
 * which of it the plan knows.
 */
#ifndef PLUGINS_CHECK_MAP_MAP_H
#define PLUGINS_CHECK_MAP_MAP_H

#include <glib.h>

#include "plugins/common/url.h"

#define MAP_THINGS_MAX 500u    /* of one document */
#define MAP_UNLISTED_MAX 2000u /* of a run */
#define MAP_PLACES_MAX 20u     /* of one thing: the first of each touchpoint */
#define MAP_ENTRIES_MAX 1000u  /* domains, mailboxes or numbers of the brand book */
#define MAP_LOCAL_MAX 64u      /* bytes before the @ (RFC 5321, section 4.5.3.1.1) */
#define MAP_HANDLE_MAX 100u    /* bytes of the name of a profile */
#define MAP_LABEL_LEAST 4u     /* letters of a name that is looked for under other endings */
#define MAP_HANDLE_LEAST 5u    /* letters of a name that may be a part of a handle */
#define MAP_KEY "unlisted"

struct map {
    GPtrArray *domains; /* char *: in normal form */
    GPtrArray *labels;  /* char *: "vlakwerk" of vlakwerk.example, by the public suffix list */
    GPtrArray *names;   /* char *: the brand's name and the labels, letters and digits only */
    GHashTable *emails; /* char *: lower case */
    GPtrArray *phones;  /* struct map_phone * */
};

struct map_phone {
    char *digits; /* with the country, without + and leading zeros */
    char *shown;  /* as the brand book has it */
};

/* load.c: what the brand book's identity says. */
void map_load(struct map *map, const struct ts_node *brand);
void map_clear(struct map *map);

/* ---- hosts.c --------------------------------------------------------------------------------- */

enum owner {
    OWNER_OTHER,
    OWNER_LISTED, /* a domain of the brand book, or below one */
    OWNER_ALIKE   /* its name under another ending: vlakwerk.nl where vlakwerk.example is ours */
};
/* host in normal form. */
enum owner host_owner(const struct map *map, struct ts_str host);
/* Cheap, for any spelling: may it be ours? FALSE is sure. */
gboolean host_may_be_ours(const struct map *map, struct ts_str host);
/* "vlakwerk" of shop.vlakwerk.example, the name that its owner registered; NULL: an address, or
 * nothing but a suffix. is_known: the suffix must be one of the list. New string. */
char *host_label(struct ts_str host, gboolean is_known);

/* ---- profiles.c ------------------------------------------------------------------------------ */

struct profile {
    char shown[HOST_NAME_SIZE + MAP_HANDLE_MAX + 16]; /* "instagram.com/vlakwerk" */
    struct ts_str handle;                             /* in it */
    const char *network;                              /* "instagram" */
    gboolean is_number;                               /* the handle is a telephone number */
    gboolean is_host;                                 /* the handle is a domain */
};
/* Is this URL (in normal form) the profile of somebody, or below it? Not: a button to share
 * something, a single post without its author. */
gboolean profile_read(struct ts_str url, struct profile *profile_r);
/* Cheap: may a host (in any letter case) have profiles? FALSE is sure. */
gboolean profile_may_be(struct ts_str host);
/* Does its name carry ours? */
gboolean profile_is_ours(const struct map *map, const struct profile *profile);

/* ---- one document: things.c ------------------------------------------------------------------ */

/* What was seen in a document: each thing once, at its first place. */
struct things {
    struct ts_call *call;
    const struct map *map;
    GHashTable *seen; /* char *: values */
    int done;         /* -1: the host refused */
};

/* A URL that a link or a sameAs has: a domain, or a profile. is_stated: our own data says that the
 * profile is ours. */
void things_url(struct things *things, struct ts_str url, gboolean is_stated,
                const struct ts_place *place);
void things_mailbox(struct things *things, struct ts_str address, const struct ts_place *place);
void things_number(struct things *things, struct ts_str number, const struct ts_place *place);
/* Hosts and mailboxes in a text of block number `block`. */
void things_text(struct things *things, struct ts_str text, uint32_t block);

/* inspect.c, conclude.c */
int map_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int map_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
