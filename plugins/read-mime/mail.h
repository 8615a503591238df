/* SPDX-License-Identifier: MIT
 *
 * Mails: headers, the text and HTML they show, and what is attached.
 */
#ifndef PLUGINS_READ_MIME_MAIL_H
#define PLUGINS_READ_MIME_MAIL_H

#include "plugins/common/html.h"
#include "plugins/read-mime/entity.h"

struct mail {
    struct ts_call *call;
    struct entities entities;
    GHashTable *companions; /* Content-ID or Content-Location to "#part=1.3" */
    GString *bodies;        /* "text/plain text/html": what is shown, in order */
    char *language;         /* Content-Language, or "" */
    char *charset;          /* of the root, or "" */
    guint said, children;   /* how many */
    gboolean is_failed;
    gboolean is_outgoing; /* on its way: older mails in it are left out */
    struct html_older older;
    GHashTable *shown; /* the companions that the HTML names */
};

/* mail.c */
int mail_read(struct ts_call *call, const struct ts_resource *resource);
/* run/truncated: what was not read. */
void mail_say(struct mail *mail, const char *what);
void mail_emit_meta(struct mail *mail, const char *name, const char *value);
/* A resource inside the mail; name in UTF-8. */
struct mail_child {
    const char *path, *media_type, *charset, *name;
    struct ts_str bytes;
};
void mail_emit_child(struct mail *mail, const struct mail_child *child);

/* headers.c: emits subject, sender and the rest; returns the subject (the caller frees it). */
char *headers_read(struct mail *mail);
/* Content-Language of a head, or fallback; the caller frees it. */
char *headers_language(struct ts_str head, const char *fallback);

/* content.c: the body with its transfer encoding undone. What had to be decoded is in *owned_r,
 * which the caller frees; the rest is a view of the mail. */
struct ts_str content_decode(const struct entity *entity, char **owned_r);
/* What pictures and the like begin with, or NULL: for parts that say "application/octet-stream". */
const char *content_sniff(struct ts_str bytes);

/* body.c: a part that is shown. Returns FALSE if it is no text. */
struct body {
    const struct entity *entity;
    struct ts_str bytes;
    const char *path, *language;
};
gboolean body_is_known(const char *type);
gboolean body_read(struct mail *mail, const struct body *body);

/* plain.c: a text/plain part. Soft line breaks are spaces, flowed (RFC 3676) or not: only blank
 * lines end a paragraph. */
struct plain_input {
    struct ts_str text; /* UTF-8 */
    const char *language, *where;
    gboolean is_tight; /* flowed, DelSp=yes: a line that ends in a space goes on without it */
};
void plain_read(struct mail *mail, const struct plain_input *input);

/* history.c: does an older mail begin with the line at at? Then up to where is it older: to the end
 * of "On ... wrote:", where lines with ">" follow and perhaps an answer, or to the end of the text.
 * at = it is new. */
size_t history_end(struct ts_str text, size_t at);
/* Is text, lines of HTML, the head of an older mail that goes on to the end? */
int history_begins(struct ts_str text);

/* embedded.c: files in the text itself (uuencode, yEnc) become children; returns the text without
 * them, its lines where they were. *owned_r: which the caller frees. */
struct ts_str embedded_take(struct mail *mail, struct ts_str text, const char *path,
                            char **owned_r);
/* The file of a part that is uuencoded as a whole; the caller frees it. */
struct ts_str embedded_decode(struct ts_str text, char **owned_r);

/* mbox.c: one child a message. */
int mbox_read(struct ts_call *call, struct ts_str bytes);

/* expectation.c: a mail that should have come. */
int expectation_read(struct ts_call *call, struct ts_str bytes);

#endif
