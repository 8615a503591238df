/* SPDX-License-Identifier: MIT
 *
 * A web server on loopback in a thread of its own, which remembers what it was asked.
 */
#ifndef TESTS_PLUGIN_WEB_SERVER_H
#define TESTS_PLUGIN_WEB_SERVER_H

#include <glib.h>

struct web_server;

/* The whole answer to a request (its head as it came, the count of earlier ones for the same path),
 * a new string. */
typedef char *(*web_server_fn)(const char *head, const char *path, guint earlier);

struct web_server *web_server_new(web_server_fn answer);
void web_server_free(struct web_server **server);
const char *web_server_address(const struct web_server *server); /* "127.0.0.1:1234" */

/* The heads of the requests whose first line holds the text: how many, and of how many of them
 * some line holds the other text. */
guint web_server_count(struct web_server *server, const char *line);
guint web_server_count_with(struct web_server *server, const char *line, const char *other);
void web_server_forget(struct web_server *server);

#endif
