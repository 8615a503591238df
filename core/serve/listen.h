/* SPDX-License-Identifier: MIT
 *
 * A Unix socket by its path, from both ends.
 */
#ifndef CORE_SERVE_LISTEN_H
#define CORE_SERVE_LISTEN_H

#include <glib.h>

/* Takes a path over that a dead server left; never one that somebody listens on, nor a file. Only
 * the user of this process may connect. The descriptor, not blocking; or -1 with *error_r. */
int listen_open(const char *path, char **error_r);
int listen_accept(int fd); /* -1: nobody now */
void listen_close(int fd, const char *path);

/* Takes away what a dead server left at path, and nothing else. 0; or -1 with *error_r: somebody
 * listens there, or it is no socket. */
int listen_clear(const char *path, char **error_r);

/* The client's end, blocking; connecting, sending and receiving each fail after msec (0 = never).
 * Or -1 with *error_r. */
int listen_connect(const char *path, unsigned msec, char **error_r);

#endif
