/* SPDX-License-Identifier: MIT
 *
 * The source "mail" on a folder of its own, asked as touchstone asks it.
 */
#ifndef TESTS_PLUGIN_MAIL_SUPPORT_H
#define TESTS_PLUGIN_MAIL_SUPPORT_H

#include "plugins/source-mail/mail.h"
#include "tests/plugin/fakehost.h"

struct mail_fixture {
    char *path; /* of the folder */
    struct fakehost *fake;
    void *shared;
    struct mail *mail;
    struct ts_answer answer; /* the last, until the next is asked for */
    char *reason;            /* of it */
};

int mail_set_up(void **state);
int mail_tear_down(void **state);

/* A file below the folder; size -1: text. */
void mail_put(const struct mail_fixture *fixture, const char *name, const char *bytes, gssize size);
void mail_move(const struct mail_fixture *fixture, const char *from, const char *to);

/* Opens the source (anew) on what lies below the folder; more: further options, or NULL. */
void mail_open(struct mail_fixture *fixture, const char *name, const char *more);
/* Asks for a name below the folder, "" = what there is, or a whole URL; waits for the answer. */
void mail_ask(struct mail_fixture *fixture, const char *name, const char *etag);
/* What there is, names below the folder, one a line; the caller frees it. */
char *mail_listing(struct mail_fixture *fixture);
void mail_assert(struct mail_fixture *fixture, const char *name, uint32_t status,
                 const char *reason);

#endif
