/* SPDX-License-Identifier: MIT
 *
 * The plan: touchstone.yaml, brand.yaml and the installed plugins, resolved into what one run does.
 * Read-only once built.
 */
#ifndef CORE_CONFIG_PLAN_H
#define CORE_CONFIG_PLAN_H

#include "core/config/tree.h"
#include "core/plugin/catalog.h"

/* One opened check: the same options and the same brand book for all touchpoints that share it. */
struct plan_check {
    const struct catalog_plugin *plugin;
    const struct ts_node *options; /* map, defaults filled in */
    const struct ts_node *brand;   /* map: name, languages, country, the declared sections */
    GArray *files;                 /* struct ts_file, contents read; owned */
    char *
        hash; /* hex SHA-256 of all its verdicts depend on: plugin version, options, brand, files */
};

/* What a touchpoint does with a check. */
struct plan_use {
    unsigned check;    /* index in plan->checks */
    unsigned severity; /* enum ts_severity: overrides every rule of the check; DEFAULT = does not */
};

/* "home: /" of a touchpoint's kinds: first match wins; * crosses /. */
struct plan_kind {
    char *kind;
    char *pattern;
};

struct plan_touchpoint {
    char *id, *name, *channel, *category, *control, *owner;
    GPtrArray *phases;  /* char * */
    GPtrArray *expects; /* char *: given, or the default of the channel as far as checks exist */
    gboolean is_expects_given;
    unsigned importance;  /* 1..5 */
    GArray *kinds;        /* struct plan_kind */
    GPtrArray *roles;     /* char *: kinds that all its documents have: stage, mail_type */
    GPtrArray *historic;  /* char *: patterns */
    GArray *uses;         /* struct plan_use */
    gboolean is_measured; /* has a source */
    const char
        *own_source;      /* its plugin's name, where files given by hand took its place; or NULL */
    gboolean is_selected; /* this run looks at it (check TOUCHPOINT...) */
    GPtrArray *folders;   /* char *: of its sources, absolute; a path in kinds is relative to one */
    GArray *leads_to;     /* unsigned: the touchpoints that some journey has after it, rising */
    char *directory;      /* absolute: where relative locators begin; a sealed worker cannot ask */
};

/* A touchpoint's source; scan gives one touchpoint several. */
struct plan_source {
    unsigned touchpoint; /* index */
    const struct catalog_plugin *plugin;
    const struct ts_node *options;
    guint64 max_pages;         /* 0 = no cap; from the option of that name */
    guint64 max_depth;         /* G_MAXUINT64 = no cap */
    gboolean obeys_directives; /* meta robots of a page: option page_directives */
};

/* A way along the touchpoints: a journey as it is, or a variant of it. */
struct plan_route {
    char *id; /* "" = the journey as it is */
    char *name;
    GArray *steps; /* unsigned: touchpoints; one may come twice */
};

struct plan_journey {
    char *id, *name;
    GArray *routes; /* struct plan_route: as it is, then its variants */
};

/* What people have decided to live with (touchstone.accept.yaml). Accepted words are the checks'
 * matter; here stand those that have expired, to be told. */
struct plan_acceptance {
    char *fingerprint, *rule, *word; /* one of them */
    char *touchpoint;                /* of a rule; NULL: everywhere */
    char *reason, *owner, *until;    /* the last two may be NULL */
    unsigned line;                   /* in the file */
    gboolean has_expired;            /* on the as-of day */
    gboolean has_no_place;           /* its touchpoint is none of the plan's (any more) */
};

/* After which runs a digest goes out by mail. */
enum plan_notify_when {
    PLAN_NOTIFY_CHANGED, /* all but those in which all is as in the run before */
    PLAN_NOTIFY_FINDINGS,
    PLAN_NOTIFY_ALWAYS,
    PLAN_NOTIFY_FAILED /* something could not be checked, whatever the exit status */
};

/* Whom a run writes to. The password is read by the program that sends (core/notify). */
struct plan_notify {
    GPtrArray *to; /* char *: addresses, checked */
    char *from, *url;
    gboolean must_encrypt;
    char *user, *password_file, *password_env, *ca_file; /* may be NULL */
    guint timeout_msec;
    enum plan_notify_when when;
};

struct plan {
    char *path; /* of touchstone.yaml as given, or NULL for scan */
    char *brand_path;
    char *accept_path; /* of touchstone.accept.yaml, which need not be there; or NULL */
    char *brand_name;
    char *database; /* absolute, or NULL: in memory */
    char *timezone;
    gboolean
        lacks_check; /* the brand book has a section whose check is packaged apart and absent */
    gboolean is_of_brand; /* the book's own files are looked at: none is outdated, or too early */
    char *hash;           /* of everything the run's findings depend on, except the as-of date */
    const struct ts_node *brand;     /* the whole brand book, validated, with the terms and facts
                                        of its packs */
    const struct ts_node *terms;     /* list: those terms with their examples and sources */
    const struct ts_node *facts;     /* likewise */
    const struct ts_node *own_brand; /* as it stands in its file, without its packs */
    const struct tree *brand_tree;   /* of that file */
    GPtrArray *packs;                /* struct pack *, owned */
    GArray *acceptances;             /* struct plan_acceptance */
    GArray *touchpoints;             /* struct plan_touchpoint */
    GArray *sources;                 /* struct plan_source */
    GArray *checks;                  /* struct plan_check */
    GArray *journeys;                /* struct plan_journey */
    GArray *feedback;                /* struct feedback, in the order of the file */
    GPtrArray *readers;              /* const struct catalog_plugin * */
    GPtrArray *trees;                /* struct tree *, owned: every node lives here */
    struct plan_notify *notify;      /* NULL: nobody */
};

/* Which check judges what a touchpoint may expect, by which part of the brand book; key NULL: the
 * section. NULL: none does in this version. */
struct plan_judge {
    const char *expects, *check, *section, *key;
};
const struct plan_judge *plan_judge_of(const char *expects);

/* By its ordinal, as sources, journeys and jobs name it. */
static inline const struct plan_touchpoint *plan_touchpoint_at(const struct plan *plan, guint index)
{
    return &g_array_index(plan->touchpoints, struct plan_touchpoint, index);
}

/* Options of the command line that change the plan. */
struct plan_request {
    const char *config_path;        /* check: -c, or NULL = search upwards for touchstone.yaml */
    const char *const *touchpoints; /* check: only these; NULL-terminated; NULL = all */
    const char *brand_path;         /* scan: -b; NULL = ./brand.yaml found upwards, if any */
    struct ts_str brand_text;   /* what is to stand in brand_path; ptr NULL: what stands there */
    const char *as_touchpoint;  /* scan: --as */
    const char *const *targets; /* scan: URL, file, folder or - */
    const char *as_of;          /* YYYY-MM-DD: which acceptances hold; NULL = today */
    const char *depth;          /* scan: --depth, as written, or NULL = one page */
    const char *max_pages;      /* init: --max-pages, as written; else NULL */
    const char *const *allow_hosts; /* scan: --allow-host HOST:PORT, repeatable; NULL-terminated */
    const char *only_check;         /* scan: no other check looks; NULL = all */
    gboolean is_of_brand;           /* scan: the targets are the brand book's own files */
};

/* NULL: problems->errors says why, all of it at once. catalog must outlive the plan. */
struct plan *plan_for_check(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems);
struct plan *plan_for_scan(const struct plan_request *request, const struct catalog *catalog,
                           struct problems *problems);
/* What `init` looks at: targets[0], by the check of this name alone. */
#define PLAN_PROPOSE "propose"
struct plan *plan_for_init(const struct plan_request *request, const struct catalog *catalog,
                           struct problems *problems);
/* What `serve` knows: each touchpoint of touchstone.yaml, if there is one, as --as has it, and at
 * the end two without a name, for mails and for other files. Source i is that of touchpoint i, and
 * is never asked. */
struct plan *plan_for_serve(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems);
/* A brand book by itself, with its packs: that of touchstone.yaml (config_path, or found), or
 * brand_path, or ./brand.yaml found upwards. Without any: a plan without own_brand. */
struct plan *plan_for_brand(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems);
/* Is it a mail, by the ending of its name? */
gboolean plan_is_mail(const char *target);
void plan_free(struct plan **plan);

/* NAME in this folder or the nearest one above, as a path a person would write; NULL if there is
 * none. */
char *plan_find(const char *name);

/* The kinds of a document of this touchpoint: what the first matching pattern says, the channel, or
 * "attachment" for what is inside a mail, and what all its documents are (template, marketing).
 * locator may be a URL (its path is matched) or a path. Borrowed strings. */
void plan_kinds(const struct plan_touchpoint *touchpoint, const char *locator, GPtrArray *kinds_r);

/* Does a document stand where such a pattern says ("/archive/?*", as in kinds and historic)? */
gboolean plan_matches(const struct plan_touchpoint *touchpoint, const char *locator,
                      const char *pattern);

/* Does some check of the touchpoint (NULL: of the plan) judge pictures? Else none are fetched. */
gboolean plan_judges_pictures(const struct plan *plan, const struct plan_touchpoint *touchpoint);
/* Does this one (TS_NEED_PICTURES)? */
gboolean plan_is_picture_check(const struct plan *plan, unsigned check);
/* Does it read pictures and nothing else? It takes part only where they are judged. */
gboolean plan_is_picture_reader(const struct catalog_plugin *reader);

/* Hex SHA-256 of texts (NULL-terminated), which no other texts have; the caller frees it. */
char *plan_digest(const char *const *parts);

/* What --dry-run prints. */
char *plan_describe(const struct plan *plan);
/* What it prints of notify; not among the former, since no finding depends on it. */
char *plan_describe_notify(const struct plan_notify *notify);

/* The JSON Schema (draft-07) of "touchstone", "brand", "pack" or "accept", completed by the
 * plugins' tables.
 */
char *plan_json_schema(const char *which, const struct catalog *catalog);

#endif
