/* SPDX-License-Identifier: MIT
 *
 * A form that somebody filled in on the spot: from nodes to a document.
 */
#ifndef PLUGINS_READ_AUDIT_AUDIT_H
#define PLUGINS_READ_AUDIT_AUDIT_H

#include <glib.h>
#include <jansson.h>

#include "touchstone/plugin.h"

#define AUDIT_MEDIA_TYPE "application/vnd.touchstone.audit+yaml"
#define AUDIT_FORMAT "audit"   /* of ts_structured: what check-audit looks for */
#define AUDIT_MESSAGES 20u     /* mistakes told of one form */
#define AUDIT_VALUE_SIZE 1000u /* bytes of a value that a finding shows */
#define AUDIT_VALID_DAYS 365u  /* of a form that does not say how long it holds */

struct audit {
    struct ts_call *call;
    const char *language; /* of what is quoted; "" = not said */
    guint messages, unanswered, questions, findings;
    gboolean is_failed;
};

/* audit.c */
int audit_read(struct ts_call *call, const struct ts_node *root);
/* A mistake at a node: the rest of the form is read, and it is UNCHECKED as a whole. */
G_GNUC_PRINTF(3, 4)
void audit_say(struct audit *audit, const struct ts_node *node, const char *format, ...);
/* Says which keys of a map are not known, and which are meant. names ends with NULL. */
void audit_check_keys(struct audit *audit, const struct ts_node *map, const char *const *names);

/* entries.c: the lists. */
void audit_questions(struct audit *audit, const struct ts_node *list);
void audit_findings(struct audit *audit, const struct ts_node *list);

/* dates.c: "2026-11-26". FALSE: not such a date. */
gboolean audit_date(struct ts_str text, GDate *date_r);
/* "90d", "6 months", "90 dagen": moves a date. FALSE: not such a duration. */
gboolean audit_add(GDate *date, struct ts_str duration);

#endif
