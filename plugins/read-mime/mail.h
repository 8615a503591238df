/* SPDX-License-Identifier: MIT
 *
 * Mails: headers, the text and HTML they show, and what is attached.
 */
#ifndef PLUGINS_READ_MIME_MAIL_H
#define PLUGINS_READ_MIME_MAIL_H

#include <glib.h>
#include <gmime/gmime.h>

#include "touchstone/plugin.h"

struct mail {
    struct ts_call *call;
    guint parts; /* seen so far */
    gboolean has_html, has_text;
    gboolean is_failed;
    char *language; /* Content-Language, or "" */
};

/* mail.c */
int mail_read(struct ts_call *call, struct ts_str bytes);

/* headers.c: emits subject, sender and the rest; returns the subject (the caller frees it). */
char *headers_read(struct mail *mail, GMimeMessage *message);
/* Text of a header in any character set as UTF-8, encoded words decoded; the caller frees it. */
char *headers_decode(struct ts_call *call, const char *raw);

/* Content-Language of a part, or fallback; the caller frees it. */
char *headers_language(GMimeObject *object, const char *fallback);

/* plain.c: a text/plain part. Soft line breaks are spaces, flowed (RFC 3676) or not: only blank
 * lines end a paragraph. */
void plain_read(struct mail *mail, struct ts_str text, const char *language, const char *where);

/* mbox.c: one child a message. */
int mbox_read(struct ts_call *call, struct ts_str bytes);

/* expectation.c: a mail that should have come. */
int expectation_read(struct ts_call *call, struct ts_str bytes);

#endif
