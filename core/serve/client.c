/* SPDX-License-Identifier: MIT
 *
 * One request, one reply.
 */
#include "core/serve/client.h"

#include <libintl.h>

#include "core/limits.h"
#include "core/process/channel.h"
#include "core/serve/listen.h"

struct client {
    struct channel *channel;
    char *socket;
};

struct client *client_new(const char *socket, unsigned msec, char **error_r)
{
    int fd = listen_connect(socket, msec, error_r);
    if (fd < 0) {
        return NULL;
    }
    struct client *client = g_new0(struct client, 1);
    client->channel = channel_new(fd, TRUE);
    client->socket = g_strdup(socket);
    channel_refuse_fds(client->channel);
    return client;
}

void client_free(struct client **client)
{
    if (*client) {
        channel_free(&(*client)->channel);
        g_free((*client)->socket);
        g_free(*client);
        *client = NULL;
    }
}

int client_ask(struct client *client, const struct serve_request *request,
               struct serve_reply *reply_r, char **error_r)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    struct frame frame;
    serve_put_request(payload, request);
    if (payload->len > LIMIT_FRAME_SIZE) {
        *error_r = g_strdup(gettext("the files are larger than the server takes at once"));
        return -1;
    }
    if (channel_send_array(client->channel, SERVE_SCAN, payload) != 0 ||
        channel_receive(client->channel, &frame) != 1 || frame.type != SERVE_REPLY ||
        serve_get_reply(frame.payload, reply_r) != 0) {
        *error_r = g_strdup_printf(gettext("the server at %s gave no answer"), client->socket);
        return -1;
    }
    return 0;
}
