/* SPDX-License-Identifier: MIT
 *
 * Where links lead: what a page says by itself, and what became of its links in the run.
 */
#ifndef PLUGINS_CHECK_LINKS_LINKS_H
#define PLUGINS_CHECK_LINKS_LINKS_H

#include <glib.h>

#include "plugins/common/url.h"

#define LINKS_FAULTS_MAX 1000u /* different findings of one document */
#define LINKS_PLACES_MAX 1000u /* of one finding in one document */
#define LINKS_SHOWN_MAX 2000u  /* bytes of a link or a reason that is shown */

struct links {
    GHashTable *hosts;   /* char *: expected as they are */
    GHashTable *domains; /* char *: expected with all below them */
};

/* expected.c: 0, or -1 with a reason that names the entry. */
int links_load(struct ts_call *call, const struct ts_node *options, struct links *links);
void links_clear(struct links *links);
gboolean links_has_expected(const struct links *links);
gboolean links_expects(const struct links *links, struct ts_str host);

/* Hosts in normal form; "www." does not count. */
static inline gboolean host_is_same(struct ts_str host, struct ts_str other)
{
    return ts_equal(host_without_www(host), host_without_www(other));
}

/* text.c */
/* At most LINKS_SHOWN_MAX bytes, cut between characters. */
struct ts_str links_shorten(struct ts_str text);
/* Undoes %XX, whatever bytes come of it. */
void links_decode(struct ts_str text, GString *decoded_r);
/* Does a mail program or a template still have to fill something in? */
gboolean links_has_blank(struct ts_str href);

/* fragment.c */
/* What stands behind the first # of a link; ptr NULL if there is none. */
struct ts_str fragment_of(struct ts_str link);
/* The part that names an element; empty if the fragment is none of the kind: the top of the page,
 * the state of a script, a text to be marked. */
struct ts_str fragment_name(struct ts_str fragment);
/* anchors: struct ts_str. The set borrows them. */
GHashTable *fragment_set_new(struct ts_list anchors);
/* As browsers look for it (HTML, section 7.4.6.4): as written, then with %XX undone. */
gboolean fragment_is_in(GHashTable *set, struct ts_str name);

/* contact.c: what is wrong with a mailto: or tel: link, as the name of the message's argument for
 * part_r, the address or number (empty if there is none); NULL = nothing. */
const char *contact_judge(struct ts_str href, GString *part_r);

/* faults.c: what is wrong in one document; equal ones are one finding with many places. */
struct fault {
    const char *rule;
    unsigned severity;
    struct ts_str expected, actual;
    struct ts_pair detail; /* name NULL = none */
};
struct faults {
    struct ts_call *call;
    GPtrArray *list;     /* struct own_fault *, in the order they were met */
    GHashTable *by_text; /* char *: rule, expected and actual -> its struct own_fault */
    guint left_out;      /* beyond the caps */
};
void faults_begin(struct faults *faults, struct ts_call *call);
/* Copies what it is given. */
void faults_add(struct faults *faults, const struct fault *fault, struct ts_place place);
/* Emits all; 0, or -1. */
int faults_emit(struct faults *faults);
void faults_end(struct faults *faults);

/* page.c: what is known of a document before its links are looked at. */
struct page {
    const struct ts_document *document;
    char locator[URL_SIZE + 1], base[URL_SIZE + 1]; /* empty if they are no URLs */
    struct url_parts own;                           /* of the locator */
    gboolean is_mail;
    gboolean is_inside;         /* it stands on a host that nobody outside reaches */
    gboolean is_base_elsewhere; /* relative links lead to another host, or change their scheme */
};
void page_init(struct page *page, const struct ts_document *document);

struct target {
    char url[URL_SIZE + 1]; /* in normal form */
    size_t size;
    struct url_parts parts;
};
/* FALSE: to no host, or to the page's own in the page's own way, of which there is nothing to say.
 */
gboolean page_resolve(const struct page *page, struct ts_str reference, struct target *target_r);
/* Does the reference name this page, whatever its fragment? */
gboolean page_is_own(const struct page *page, struct ts_str reference);

/* inspect.c, conclude.c */
int links_inspect(struct ts_call *call, void *self, const struct ts_document *document);
int links_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

#endif
