/* SPDX-License-Identifier: MIT
 *
 * The password of the mail server: looked at by doctor, read by the one program that sends.
 */
#ifndef CORE_NOTIFY_PASSWORD_H
#define CORE_NOTIFY_PASSWORD_H

#include <glib.h>

/* Opens a file that may keep a password; -1 with *error_r, which names it. */
int password_open(const char *path, char **error_r);
/* The password in a file, or (path NULL) in an environment variable; NULL with *error_r. Give it to
 * password_free. */
char *password_load(const char *path, const char *variable, char **error_r);
void password_free(char **secret);

#endif
