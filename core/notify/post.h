/* SPDX-License-Identifier: MIT
 *
 * Hands a mail to the program that sends it. The mail server is spoken to by that program alone,
 * which reads the password and does nothing else: nothing a server answers is parsed here.
 */
#ifndef CORE_NOTIFY_POST_H
#define CORE_NOTIFY_POST_H

#include "core/config/plan.h"

/* The program's file; the caller frees it. */
char *post_program(void);

/* Sends it, and waits as long as the plan allows. 0: somebody has it; *error_r is NULL, or tells
 * who was refused. -1: nobody has; *error_r says why. The caller frees it. */
int post_send(const struct plan_notify *notify, const char *mail, char **error_r);

#endif
