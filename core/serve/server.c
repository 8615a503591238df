/* SPDX-License-Identifier: MIT
 *
 * The one loop of a server: clients come, their requests are judged side by side, they get replies.
 */
#include "core/serve/server.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/process/channel.h"
#include "core/result/exit_status.h"
#include "core/serve/listen.h"
#include "core/serve/session.h"

#define TICK_MSEC 200

/* From connect to reply. */
struct client {
    struct channel *channel;
    gint64 come;             /* monotonic */
    struct ts_str request;   /* whole, in the channel's buffer; waiting for its turn */
    struct session *session; /* at work */
    gboolean has_reply;      /* on its way out */
};

struct server {
    const struct server_options *options;
    const struct catalog *catalog;
    struct world *world; /* NULL: the configuration is broken; the next request tries again */
    GPtrArray *clients;  /* struct client * */
    int fd;
};

static void client_free(gpointer data)
{
    struct client *client = data;
    channel_free(&client->channel);
    g_free(client);
}

static guint count_at_work(const struct server *server)
{
    guint count = 0;
    for (guint i = 0; i < server->clients->len; i++) {
        count += ((struct client *)g_ptr_array_index(server->clients, i))->session != NULL;
    }
    return count;
}

/* ---- replies ---- */

/* A client that has gone does not hear it. */
static void reply(struct client *client, const GByteArray *bytes)
{
    client->has_reply = TRUE;
    client->request = ts_text(NULL);
    if (bytes->len > LIMIT_FRAME_SIZE) {
        g_autoptr(GByteArray) complaint = g_byte_array_new();
        session_complain(complaint, EXIT_INCOMPLETE, "the reports are larger than can be sent");
        channel_send_array(client->channel, SERVE_REPLY, complaint);
    } else {
        channel_send_array(client->channel, SERVE_REPLY, bytes);
    }
}

static void complain(struct client *client, guint32 status, const char *complaint)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    session_complain(bytes, status, complaint);
    reply(client, bytes);
}

/* ---- the configuration ---- */

/* What was made of files that have changed goes, once nobody uses it. FALSE: not now. */
static gboolean renew_world(struct server *server)
{
    gboolean is_asked = *server->options->reload != 0;
    if (server->world && !is_asked && !world_is_stale(server->world)) {
        return TRUE;
    }
    if (count_at_work(server) > 0) {
        return FALSE;
    }
    gboolean was_there = server->world != NULL;
    *server->options->reload = 0;
    world_free(&server->world);
    g_autofree char *error = NULL;
    server->world = world_new(&server->options->world, server->catalog, &error);
    if (was_there) {
        server->options->log(server->world ? "the configuration was read anew" : error);
    }
    return TRUE;
}

/* Why there is no world to judge by. */
static void complain_of_world(struct server *server, struct client *client)
{
    g_autofree char *error = NULL;
    struct world *world = world_new(&server->options->world, server->catalog, &error);
    if (world) {
        server->world = world;
        return;
    }
    complain(client, EXIT_USAGE, error);
}

/* ---- clients ---- */

static void begin(struct server *server, struct client *client)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    if (!server->world) {
        complain_of_world(server, client);
    }
    if (server->world) {
        client->session = session_begin(server->world, server->catalog, client->request, bytes);
        client->request = ts_text(NULL);
        if (!client->session) {
            reply(client, bytes);
        }
    }
}

/* Requests get their turn in the order they came. */
static void begin_waiting(struct server *server)
{
    for (guint i = 0; i < server->clients->len; i++) {
        struct client *client = g_ptr_array_index(server->clients, i);
        if (client->request.len == 0) {
            continue;
        }
        if (count_at_work(server) >= LIMIT_SERVED_AT_ONCE || !renew_world(server)) {
            return;
        }
        begin(server, client);
    }
}

static void step(struct server *server)
{
    for (guint i = 0; i < server->clients->len; i++) {
        struct client *client = g_ptr_array_index(server->clients, i);
        if (client->session && session_step(client->session)) {
            g_autoptr(GByteArray) bytes = g_byte_array_new();
            session_end(&client->session, bytes);
            reply(client, bytes);
        }
    }
}

/* 0, or -1: it has gone, or said what is no request. */
static int listen_to(struct client *client)
{
    struct frame frame;
    int got = channel_receive(client->channel, &frame);
    if (got == 1 && frame.type == SERVE_SCAN && frame.payload.len > 0) {
        client->request = frame.payload;
        return 0;
    }
    return got == 0 ? 0 : -1;
}

/* TRUE: this client is done with. */
static gboolean serve_client(struct client *client, const GArray *polled)
{
    gboolean is_due = channel_is_due(client->channel, polled);
    if (client->session || client->request.len) {
        return FALSE;
    }
    if (client->has_reply) {
        return channel_flush(client->channel) != 0 || !channel_has_output(client->channel);
    }
    gint64 waited = g_get_monotonic_time() - client->come;
    return (is_due && listen_to(client) != 0) || waited > LIMIT_REQUEST_MSEC * 1000ll;
}

static void serve_clients(struct server *server, const GArray *polled)
{
    for (guint i = server->clients->len; i > 0; i--) {
        if (serve_client(g_ptr_array_index(server->clients, i - 1), polled)) {
            g_ptr_array_remove_index(server->clients, i - 1);
        }
    }
}

static void take_in(struct server *server)
{
    int fd;
    while (server->clients->len < LIMIT_CLIENTS && (fd = listen_accept(server->fd)) >= 0) {
        struct client *client = g_new0(struct client, 1);
        client->channel = channel_new(fd, FALSE);
        channel_refuse_fds(client->channel);
        client->come = g_get_monotonic_time();
        g_ptr_array_add(server->clients, client);
    }
}

/* ---- the loop ---- */

static void wait_for_events(const struct server *server, GArray *polled)
{
    g_array_set_size(polled, 0);
    if (server->clients->len < LIMIT_CLIENTS) {
        struct pollfd wanted = {.fd = server->fd, .events = POLLIN};
        g_array_append_val(polled, wanted);
    }
    for (guint i = 0; i < server->clients->len; i++) {
        const struct client *client = g_ptr_array_index(server->clients, i);
        struct pollfd wanted = channel_wanted(client->channel);
        if (!client->session && client->request.len == 0) {
            g_array_append_val(polled, wanted);
        }
    }
    if (server->world) {
        pool_add_fds(server->world->pool, polled);
    }
    poll((struct pollfd *)(void *)polled->data, polled->len, TICK_MSEC);
}

static void loop(struct server *server)
{
    g_autoptr(GArray) polled = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
    while (!*server->options->stop) {
        wait_for_events(server, polled);
        take_in(server);
        serve_clients(server, polled);
        if (server->world) {
            pool_serve(server->world->pool, polled);
        }
        begin_waiting(server);
        step(server);
    }
}

/* Those at work are heard out, so that nothing of theirs is left in the pool. */
static void end_sessions(struct server *server)
{
    for (guint i = 0; i < server->clients->len; i++) {
        struct client *client = g_ptr_array_index(server->clients, i);
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        g_autoptr(GArray) polled = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
        while (client->session && !session_step(client->session)) {
            g_array_set_size(polled, 0);
            pool_add_fds(server->world->pool, polled);
            poll((struct pollfd *)(void *)polled->data, polled->len, TICK_MSEC);
            pool_serve(server->world->pool, polled);
        }
        if (client->session) {
            session_end(&client->session, bytes);
            reply(client, bytes);
        }
    }
}

int server_run(const struct server_options *options, const struct catalog *catalog, char **error_r)
{
    struct server server = {.options = options, .catalog = catalog};
    server.world = world_new(&options->world, catalog, error_r);
    if (!server.world) {
        return -1;
    }
    server.fd = listen_open(options->socket, error_r);
    if (server.fd < 0) {
        world_free(&server.world);
        return -1;
    }
    options->log("ready");
    server.clients = g_ptr_array_new_with_free_func(client_free);
    loop(&server);
    listen_close(server.fd, options->socket);
    end_sessions(&server);
    g_ptr_array_unref(server.clients);
    world_free(&server.world);
    return 0;
}
