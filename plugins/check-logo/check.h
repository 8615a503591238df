/* SPDX-License-Identifier: MIT
 *
 * The operations of the check, a file each, and what they hand each other.
 */
#ifndef PLUGINS_CHECK_LOGO_CHECK_H
#define PLUGINS_CHECK_LOGO_CHECK_H

#include "plugins/check-logo/logo.h"

/* self */
struct logo_check {
    struct logo_book *book;
    const struct ts_node *logos; /* section of the brand book; borrowed until close */
};

int logo_prepare(struct ts_call *call, const struct ts_open *open, struct ts_str *blob_r);
int logo_open(struct ts_call *call, const struct ts_open *open, void **self_r);
int logo_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int logo_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);
void logo_close(struct ts_call *call, void *self);

/* "main" -> index of the version, or G_MAXUINT. */
guint logo_version_of(const struct logo_check *check, struct ts_str id);
/* Its entry in the brand book; NULL: it has none. */
const struct ts_node *logo_entry(const struct logo_check *check, guint version);
/* report.c: is the version right at this touchpoint, by its `for`? */
gboolean logo_is_for(const struct logo_check *check, guint version, struct ts_str touchpoint);

/* ---- seen.c: what inspect says of a picture, and conclude reads again ---- */

/* Texts are borrowed. Numbers are LOGO_UNMEASURED where nothing was measured. */
struct seen {
    struct logo_sighting sighting; /* its version, value, score, box and measures; no reference */
    gboolean is_vector;
    guint quality;                        /* of a picture packed with loss; 0 = of others */
    double natural_width, natural_height; /* of the picture */
    enum picture_scaling scaling;
    double view_aspect; /* of the part that keeps its shape; unless it is stretched */
    struct ts_str reason, evidence_id;
    struct ts_str file; /* the name of the version's file that it is most like */
};

/* What the reader of the page could not know of a drawing. */
enum unsure {
    UNSURE_NOTHING,
    UNSURE_TINT,    /* its one colour: what it shows is seen all the same */
    UNSURE_COLOURS, /* its colours, so that it may show something else */
    UNSURE_PLACE    /* whether there is a picture at all */
};

/* What stands in one picture; the names are known to seen.c alone. */
int seen_put(struct ts_call *call, const struct logo_check *check, const struct picture *picture,
             const struct logo_sighting *sighting, gboolean is_last_frame, GBytes *evidence);
/* No logo: what came nearest, so that people can look why not. */
int seen_put_none(struct ts_call *call, const struct logo_check *check,
                  const struct picture *picture, const struct logo_sighting *sighting);
/* The same of what its reader could not know: from the bytes, as an observation, and back. */
enum unsure seen_unsure(struct ts_str bytes);
int seen_put_unsure(struct ts_call *call, enum unsure unsure);
enum unsure seen_get_unsure(const struct ts_observation *observation);
/* A picture in which no logo was recognised: which version came nearest, and how near. FALSE: it is
 * of another kind, or nothing came near. */
gboolean seen_get_nearest(const struct logo_check *check, const struct ts_observation *observation,
                          guint *version_r, double *score_r);
/* FALSE: it is of no logo, or of a version that the brand book has no longer. */
gboolean seen_get(const struct logo_check *check, const struct ts_observation *observation,
                  struct seen *seen_r);
/* The name of a version's file, without its folder; NULL: it has not so many. The caller frees it.
 */
char *seen_file(const struct logo_check *check, guint version, guint index);
/* Index of a reference of that version and file; G_MAXUINT: there is none. */
guint seen_reference(const struct logo_check *check, const struct seen *seen);

/* ---- sizes.c: as people see it ---- */

struct shown {
    double scale_x, scale_y; /* CSS pixels for a natural one; 1 if not known */
    gboolean is_known;       /* a side is declared */
    gboolean is_stretched;   /* by the page */
    double aspect;           /* of the logo as it is shown, 1 = right; or LOGO_UNMEASURED */
};

/* By how much more than right is an aspect off: 1.25 = 25 % too wide, or 25 % too high. */
double shown_excess(double aspect);
/* picture NULL: nobody shows it. */
struct shown shown_of(const struct ts_stored_picture *picture, const struct seen *seen);
/* Does the part that is shown hold the middle of the logo? */
gboolean shown_holds(const struct ts_stored_picture *picture, const struct seen *seen);

/* ---- report.c: what is wrong with its use ---- */

/* A logo where it stands. */
struct use {
    struct ts_call *call;
    const struct logo_check *check;
    const struct seen *seen;
    const struct ts_stored_picture *picture; /* NULL: a picture that nobody shows */
    struct ts_str locator;                   /* of the picture */
    struct ts_place place;
    struct shown shown;
    GHashTable *drawn; /* set of char *: for which findings evidence was drawn; owns them */
};

/* The observation there, and the findings. 0, or -1. */
int use_report(const struct use *use);

/* ---- requirements.c: where it must be ---- */

struct requirements;
/* Borrows the touchpoints. Never NULL. */
struct requirements *requirements_new(struct ts_call *call, const struct logo_check *check,
                                      struct ts_list touchpoints);
void requirements_free(struct requirements **requirements);

/* What one document shows, counted by conclude. */
struct tally {
    guint logos, uncertain, unseen;
    char *first_unseen; /* "LOCATOR: REASON"; owned */
};
void tally_clear(struct tally *tally);
/* Judges a document, and adds it to its touchpoint's. is_alone: it is a picture, which counts for
 * the touchpoint only. */
int requirements_take(struct requirements *requirements, const struct ts_stored_document *document,
                      const struct tally *tally, gboolean is_alone);
/* Judges the touchpoints, when all was taken. */
int requirements_finish(struct requirements *requirements);

#endif
