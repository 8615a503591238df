/* SPDX-License-Identifier: MIT
 *
 * A mail of plain text as the wire has it (RFC 5322, 2045, 2047, 3834). Whatever the subject and
 * the text hold, they add no line to the header.
 */
#ifndef CORE_NOTIFY_MAIL_H
#define CORE_NOTIFY_MAIL_H

#include <glib.h>

struct mail {
    const char *from;    /* an address that the plan has checked */
    const GPtrArray *to; /* char *: likewise */
    const char *subject; /* UTF-8 */
    const char *text;    /* UTF-8, lines end in \n */
    const char *language;
    gint64 time; /* seconds since 1970 */
};

/* Pure ASCII, lines of at most 76 characters that end in CRLF. The caller frees it. */
char *mail_write(const struct mail *mail);

#endif
