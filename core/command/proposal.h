/* SPDX-License-Identifier: MIT
 *
 * What a look at a site says of the firm behind it, and the files that are made of it. Documents
 * are votes: what stands in most of them comes first, what is said for machines (JSON-LD) before
 * all.
 */
#ifndef CORE_COMMAND_PROPOSAL_H
#define CORE_COMMAND_PROPOSAL_H

#include <glib.h>
#include <jansson.h>
#include <sqlite3.h>

enum vote_rank { VOTE_TEXT = 1, VOTE_MARKUP = 2, VOTE_DATA = 3 };

struct vote {
    char *value;
    char *from;           /* "JSON-LD", "text", for people */
    char *locator;        /* of a document that shows it */
    json_t *details;      /* object */
    guint votes;          /* documents that show it */
    guint rank;           /* enum vote_rank, the best of them */
    gboolean is_proposed; /* else it is only told, as a comment */
};

struct proposal {
    char *root;    /* the target as given */
    guint pages;   /* read, pictures apart */
    char *refusal; /* why nothing was read, of the first that was not; or NULL */

    char *name, *name_from;
    char *country; /* ISO 3166-1, or NULL */
    char *host;    /* of a URL, without www.; or NULL */
    /* struct vote *, best first */
    GPtrArray *languages, *legal, *addresses, *phones, *emails, *social, *pdfs, *slogans,
        *descriptions, *words, *logos, *forms;
    char *contact, *home;   /* locators of pages, or NULL */
    GPtrArray *contact_has; /* const char *: what the contact page shows of what is proposed */
    struct vote *logo;      /* of logos; or NULL */
    char *logo_file;        /* "logo.svg" */
    GBytes *logo_bytes;
    gboolean is_identity_refused, is_logo_refused,
        is_words_refused; /* by the checks that would judge by them */
};

/* proposal.c: counts what the check "propose" observed in a run that has ended. NULL: *error_r. */
struct proposal *proposal_sum(sqlite3 *database, const char *root, char **error_r);
/* What was observed under a key: struct vote *, best first. Free with g_ptr_array_unref. */
GPtrArray *proposal_votes(sqlite3 *database, const char *key);
/* The descriptions of one page, NULL = of none; likewise. */
GPtrArray *proposal_descriptions(sqlite3 *database, const char *locator);
void proposal_free(struct proposal **proposal);
/* A detail of a vote; "" if it has none. */
const char *vote_detail(const struct vote *vote, const char *name);
/* "Kanaalstraat 12A, 3531 CJ Utrecht"; the caller frees it. */
char *vote_address(const struct vote *vote);
/* A number as people write it: "+31 30 123 45 67". */
const char *vote_phone(const struct vote *vote);
/* The first that is proposed; NULL: none is. */
const struct vote *vote_first(const GPtrArray *votes);

/* proposal_choose.c: what of all that was counted is proposed. */
void proposal_choose(struct proposal *proposal, sqlite3 *database);

struct proposal_target {
    const char *source; /* "web" or "folder" */
    const char *place;  /* its address or path, as the plan shall have it */
    const char *const *allow_hosts;
};
/* proposal_yaml.c: the files' texts. The caller frees them. */
char *proposal_brand(const struct proposal *proposal);
char *proposal_plan(const struct proposal *proposal, const struct proposal_target *target);
/* A word a line; NULL: there are none. */
char *proposal_words(const struct proposal *proposal);
/* proposal_tell.c: what was proposed and why, and what was not found, for people. */
char *proposal_tell(const struct proposal *proposal);

#endif
