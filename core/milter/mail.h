/* SPDX-License-Identifier: MIT
 *
 * A mail as the mail server hands it over: collected, never parsed beyond names and values of its
 * header fields.
 */
#ifndef CORE_MILTER_MAIL_H
#define CORE_MILTER_MAIL_H

#include <glib.h>

#define MILTER_HEADER "X-Touchstone"

struct mail_field {
    char *name, *value;
};

struct mail {
    char *sender;      /* of the envelope, without < > */
    GPtrArray *fields; /* struct mail_field *; without those of our own name */
    GString *body;
    guint64 size, max_size; /* of fields and body */
    gboolean is_too_large;  /* the body was let go */
    guint forged_count;     /* fields that have our name */
};

struct mail *mail_new(const char *sender, guint64 max_size);
void mail_free(struct mail **mail);
void mail_add_field(struct mail *mail, const char *name, const char *value);
void mail_add_body(struct mail *mail, const char *bytes, gsize size);

/* The value of the first field of that name, or NULL. */
const char *mail_field(const struct mail *mail, const char *name);
/* The first address of a field's value ("Name <a@b.example>"), or ""; the caller frees it. */
char *mail_address(const char *value);
/* The mail as bytes; the caller frees them. */
GString *mail_bytes(const struct mail *mail);

#endif
