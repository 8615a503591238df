/* SPDX-License-Identifier: MIT
 *
 * One mail over SMTP.
 */
#ifndef CORE_NOTIFY_SMTP_H
#define CORE_NOTIFY_SMTP_H

#include <glib.h>

struct smtp_request {
    const char *url, *from, *mail;
    GPtrArray *to;              /* const char * */
    const char *user, *ca_file; /* or NULL */
    char *password;             /* or NULL */
    gboolean must_encrypt;
    long timeout_msec;
};

/* 0: some mailbox took it; else -1. *said_r: who was refused, or why nobody has it; or NULL. */
int smtp_send(const struct smtp_request *request, char **said_r);

#endif
