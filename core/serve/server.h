/* SPDX-License-Identifier: MIT
 *
 * A server of warm workers on a Unix socket.
 */
#ifndef CORE_SERVE_SERVER_H
#define CORE_SERVE_SERVER_H

#include <signal.h>

#include "core/serve/world.h"

struct server_options {
    const char *socket; /* path */
    struct world_options world;
    const volatile sig_atomic_t *stop;
    volatile sig_atomic_t *reload; /* set by a signal: read the configuration anew */
    void (*log)(const char *line); /* each happening */
};

/* Serves until it is told to stop. 0; or -1 with *error_r: it could not begin (the configuration,
 * the socket). */
int server_run(const struct server_options *options, const struct catalog *catalog, char **error_r);

#endif
