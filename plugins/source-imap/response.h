/* SPDX-License-Identifier: MIT
 *
 * The server's side of IMAP (RFC 9051, RFC 3501) from bytes: responses, and what of them a
 * read-only client needs. All bytes are hostile; all of it is linear in them.
 */
#ifndef PLUGINS_SOURCE_IMAP_RESPONSE_H
#define PLUGINS_SOURCE_IMAP_RESPONSE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define RESPONSE_TEXT_SIZE (64u << 10) /* bytes of one response without its literals */
#define RESPONSE_LITERALS 64u          /* of one response */
#define RESPONSE_NESTING 64u           /* lists inside lists */

/* One response: its text without the line end, in which each literal stands as a NUL byte. */
struct response {
    GString *text;
    GPtrArray *literals; /* GString *, in order */
};

/* Puts responses together from the pieces that arrive. */
struct response_reader {
    struct response response; /* the one that is growing, or is complete */
    size_t literal_max;       /* bytes of all literals of one response */
    size_t literal_size;      /* announced so far */
    size_t missing;           /* bytes of the last literal that are still to come */
    gboolean is_complete;     /* of the one before: the next begins with the next byte */
    const char *error;        /* why it is no IMAP, or NULL */
    gboolean is_too_large;    /* that error is a literal above the cap */
};

void response_reader_init(struct response_reader *reader, size_t literal_max);
void response_reader_clear(struct response_reader *reader);

/* Takes bytes from the front of *bytes. 1: reader->response is complete, and lives until the next
 * call; 0: more bytes are needed; -1: error says what is wrong, for good. */
int response_read(struct response_reader *reader, struct ts_str *bytes);

enum response_kind {
    RESPONSE_OTHER = 0,
    RESPONSE_OK,
    RESPONSE_NO,
    RESPONSE_BAD,
    RESPONSE_BYE,
    RESPONSE_EXISTS,
    RESPONSE_FETCH
};

/* What a response says first; views into its text. */
struct response_head {
    enum response_kind kind;
    struct ts_str tag;  /* "*" of an untagged one */
    struct ts_str code; /* what stands in brackets: "UIDVALIDITY 12"; else empty */
    struct ts_str text; /* the words behind it */
    guint32 number;     /* of EXISTS and FETCH */
};

/* Returns kind. */
enum response_kind response_parse(const struct response *response, struct response_head *head_r);

/* The number behind a code of this name: "UIDVALIDITY 12"; 0: it is another code, or no number. */
guint32 response_code_number(struct ts_str code, const char *name);
gboolean response_code_is(struct ts_str code, const char *name);

/* What a FETCH told of one mail. body lives as long as the response. */
struct fetch_item {
    guint32 uid; /* 0: not told */
    gboolean has_size, has_date, has_body, is_deleted;
    guint64 size;
    gint64 date; /* seconds since 1970 */
    struct ts_str body;
};

/* Of a RESPONSE_FETCH. FALSE: it is malformed. */
gboolean fetch_item_parse(const struct response *response, struct fetch_item *item_r);

/* "26-Nov-2026 22:05:19 +0100" (date-time of RFC 3501) in seconds since 1970. */
gboolean response_date(struct ts_str text, gint64 *seconds_r);

#endif
