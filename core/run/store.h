/* SPDX-License-Identifier: MIT
 *
 * What a run writes: its own row, the documents with what was found in them, and the frontier.
 * Each returns 0, or -1 with database->error.
 */
#ifndef CORE_RUN_STORE_H
#define CORE_RUN_STORE_H

#include "core/config/plan.h"
#include "core/process/kept.h"
#include "core/process/record.h"
#include "core/run/basis.h"
#include "core/run/database.h"
#include "core/run/recent.h"

/* The run at work: what it writes bears its number. */
struct store {
    struct database *database;
    const struct plan *plan;
    gint64 run;
    const char *as_of;     /* YYYY-MM-DD */
    struct recent *recent; /* locators in the frontier, and findings of this run */
    gboolean is_partial;   /* some check could not be opened: nothing is to be built upon */
    gboolean has_past;     /* earlier runs may be built upon */
    GPtrArray *bases;      /* char *, as plan->sources: what verdicts rest on now */
    struct packer *packer;
    GByteArray *links; /* unpacked, of the document at hand */
};

struct store_run {
    const char *as_of;
    gboolean is_sealed;
    const char *plugins, *notices; /* a line each */
};

/* Begins a run, or resumes the last one if it was cut off, has the same plan and as-of date, and is
 * young enough; *is_resumed_r says which. */
int store_begin_run(struct store *store, const struct store_run *run, gboolean is_fresh,
                    gboolean *is_resumed_r);
/* cut_short: why it ended early, or NULL. */
int store_end_run(struct store *store, const char *cut_short);
/* It may go on later. */
int store_interrupt_run(struct store *store, const char *why);

/* Where a source of the plan starts (URL or path), for findings about the whole of it. */
struct ts_str store_root(const struct plan *plan, guint source);

/* The id of the touchpoint that a source belongs to. */
const char *store_touchpoint(const struct store *store, guint32 source);

/* What becomes of what earlier runs said of a document. */
enum store_fate {
    STORE_REPLACE, /* it was read anew, or is gone: all of it goes */
    STORE_RENEW,   /* it was read in part: what is not found again stays, unseen */
    STORE_KEEP     /* it was not reached: all of it stays, unseen */
};

/* A document as a whole, before its findings. */
struct store_document {
    const char *touchpoint;
    struct ts_str locator, reason, title, media_type, language, kinds, content_hash, etag,
        last_modified, resource, basis, acceptances;
    gint64 parent;
    guint64 text_size;
    unsigned status; /* enum ts_document_status */
    enum store_fate past;
};
int store_put_document(struct store *store, const struct store_document *document, gint64 *id_r);

/* After its findings, with STORE_RENEW: what was found again has its new places only. */
int store_renew_places(struct store *store, gint64 document);

/* A finding with its places. document 0: a conclusion of the check named so. */
struct store_origin {
    gint64 document;
    const char *touchpoint; /* of the document, or default of a conclusion */
    const char *conclusion; /* or NULL */
};
int store_put_finding(struct store *store, const struct store_origin *origin,
                      struct record_finding *finding);
/* Is there evidence of this id? 1, 0, or -1. */
int store_has_evidence(struct store *store, struct ts_str id);
/* At the end of a run: what nothing refers to any more goes. */
int store_clean(struct store *store);
int store_put_observation(struct store *store, gint64 document,
                          const struct record_observation *observation);
/* One of a conclusion, whose place names the document. 1: there is no such document. */
int store_put_concluded(struct store *store, const struct record_observation *observation);
int store_put_picture(struct store *store, gint64 document, const struct record_picture *picture);
/* Before those that it shows now. */
int store_drop_pictures(struct store *store, gint64 document);

/* A finding of the host: run/unchecked and its like. */
int store_put_problem(struct store *store, const struct store_origin *origin, enum problem problem,
                      struct ts_str reason);

/* The same at one place; NULL: the document as a whole. */
int store_put_problem_at(struct store *store, const struct store_origin *origin,
                         enum problem problem, struct ts_str reason,
                         const struct record_place *place);

/* After a parent was read again: children it no longer has are gone, with their findings. */
int store_drop_children(struct store *store, gint64 parent);

/* A row for the frontier, unless it is there. */
struct store_locator {
    guint32 source;
    struct ts_str locator;
    guint32 purpose, depth, hops;
    gboolean is_listed; /* by a sitemap */
};
int store_add_locator(struct store *store, const struct store_locator *locator);
/* Queues what earlier runs saw of this source's touchpoint and this one has not met. */
int store_add_unmet(struct store *store, guint32 source, const char *touchpoint);
int store_mark_done(struct store *store, gint64 id);
/* What links to it will be told; outcome: enum ts_link_outcome. */
int store_put_outcome(struct store *store, gint64 id, guint32 outcome, struct ts_str reason);

/* Notes where a row of the frontier redirects to. 1: that leads back to it, over what is known. 0:
 * not. -1. */
int store_redirect(struct store *store, guint32 source, gint64 id, const char *locator,
                   struct ts_str target);

/* Beside enum ts_link_purpose. */
#define PURPOSE_REVISIT 20u
#define PURPOSE_START 21u
#define PURPOSE_PROBE 22u /* TS_WANT_STATUS */

/* ---- store_past.c: what earlier runs know of a document ---- */

struct store_past {
    gint64 document; /* 0: nothing can be built upon */
    unsigned status; /* enum ts_document_status, of then */
    char *etag, *last_modified, *resource;
    struct basis_change *change; /* what must be judged again, or NULL */
};
/* What verdicts of this run rest on. */
const char *store_basis(const struct store *store, guint32 source);
/* Of a locator of a source; reads nothing with --fresh. */
int store_find_past(struct store *store, guint32 source, const char *locator,
                    struct store_past *past_r);
void store_past_clear(struct store_past *past);

/* It is as it was, and so is all that was said of it; but no longer that it was not reached. */
int store_keep_document(struct store *store, const struct store_past *past,
                        const struct ts_answer *said);

/* What is inside it is as it was, too. */
int store_keep_children(struct store *store, gint64 document);

/* After it was judged again: the parts of those checks go, what they say now is put next. */
struct store_judged {
    gint64 document;
    guint32 source;
    unsigned status; /* enum ts_document_status */
    struct ts_str reason, kinds;
    const struct basis_change *change;
};
int store_begin_judged(struct store *store, const struct store_judged *judged);

/* A page whose links are followed: as its own row of the frontier has it. */
struct store_page {
    guint32 source, depth, hops;
    gint64 document; /* where it is said that a chain was left, or 0: that was said before */
};
/* Where the links of a page lead: rows for the frontier. 1: they are damaged; what could be read of
 * them is there. */
int store_put_links(struct store *store, const struct store_page *page, struct ts_str packed);
/* What is kept of it is damaged: it is read anew the next time. */
int store_distrust_document(struct store *store, gint64 document);
/* Those links of an unchanged document, from the store. */
int store_put_kept_links(struct store *store, const struct store_page *page, gint64 document);

/* Parent of what stands for a source that could not begin: no document, and forgotten when the next
 * run begins. */
#define STORE_FAILED_START (-1)

#endif
