/* SPDX-License-Identifier: MIT
 *
 * Asks a server of warm workers.
 */
#ifndef CORE_SERVE_CLIENT_H
#define CORE_SERVE_CLIENT_H

#include "core/serve/message.h"

struct client;

/* msec: how long connecting, sending and receiving may each take; 0 = no limit. NULL: *error_r says
 * why the server can't be reached. */
struct client *client_new(const char *socket, unsigned msec, char **error_r);
void client_free(struct client **client);

/* Sends and waits for the reply, whose views live as long as the client. 0, or -1 with *error_r. */
int client_ask(struct client *client, const struct serve_request *request,
               struct serve_reply *reply_r, char **error_r);

#endif
