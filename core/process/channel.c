/* SPDX-License-Identifier: MIT
 *
 * Frames over a stream socket. A descriptor travels with the first byte of its frame, so that the
 * order of descriptors and of frames that announce one is the same.
 */
#include "core/process/channel.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/limits.h"

#define HEADER_SIZE 12u /* payload size, type, has descriptor */
#define READ_SIZE (64u << 10)
#define MAX_FDS 4u /* that wait for their frame */

struct output {
    GBytes *bytes;
    gsize sent;
    int fd;
};

struct channel {
    int fd;
    gboolean is_blocking;
    gboolean is_ended;
    gboolean refuses_fds;
    GByteArray *in;
    guint in_taken; /* bytes at the front that were handed out */
    GArray *in_fds;
    GQueue out; /* struct output * */
};

int channel_pair(int fds_r[2])
{
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds_r);
}

struct channel *channel_new(int fd, gboolean is_blocking)
{
    struct channel *channel = g_new0(struct channel, 1);
    channel->fd = fd;
    channel->is_blocking = is_blocking;
    channel->in = g_byte_array_new();
    channel->in_fds = g_array_new(FALSE, FALSE, sizeof(int));
    g_queue_init(&channel->out);
    return channel;
}

static void output_free(gpointer data)
{
    struct output *output = data;
    g_bytes_unref(output->bytes);
    if (output->fd >= 0) {
        close(output->fd);
    }
    g_free(output);
}

void channel_free(struct channel **channel)
{
    struct channel *c = *channel;
    if (!c) {
        return;
    }
    g_queue_clear_full(&c->out, output_free);
    for (guint i = 0; i < c->in_fds->len; i++) {
        close(g_array_index(c->in_fds, int, i));
    }
    g_array_free(c->in_fds, TRUE);
    g_byte_array_free(c->in, TRUE);
    close(c->fd);
    g_free(c);
    *channel = NULL;
}

void channel_refuse_fds(struct channel *channel)
{
    channel->refuses_fds = TRUE;
}

gboolean channel_has_output(const struct channel *channel)
{
    return !g_queue_is_empty((GQueue *)&channel->out);
}

/* Sends the parts as one stretch, with fd at its first byte. Bytes sent, or -1 with errno. */
static ssize_t send_parts(struct channel *channel, struct iovec *parts, size_t part_count, int fd)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = part_count};
    if (fd >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(head), &fd, sizeof fd);
    }
    ssize_t sent;
    do {
        sent = sendmsg(channel->fd, &message,
                       MSG_NOSIGNAL | (channel->is_blocking ? 0 : MSG_DONTWAIT));
    } while (sent < 0 && errno == EINTR);
    return sent;
}

int channel_flush(struct channel *channel)
{
    struct output *output;
    while ((output = g_queue_peek_head(&channel->out))) {
        gsize size;
        const guint8 *bytes = g_bytes_get_data(output->bytes, &size);
        struct iovec part = {(void *)(bytes + output->sent), size - output->sent};
        ssize_t sent = send_parts(channel, &part, 1, output->sent ? -1 : output->fd);
        if (sent < 0) {
            return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -1;
        }
        output->sent += (gsize)sent;
        if (output->sent == size) {
            output_free(g_queue_pop_head(&channel->out));
        }
    }
    return 0;
}

static void queue(struct channel *channel, const struct iovec *parts, size_t skip, int fd)
{
    GByteArray *rest = g_byte_array_new();
    for (size_t i = 0; i < 2; i++) {
        size_t drop = MIN(skip, parts[i].iov_len);
        skip -= drop;
        g_byte_array_append(rest, (const guint8 *)parts[i].iov_base + drop,
                            (guint)(parts[i].iov_len - drop));
    }
    struct output *output = g_new0(struct output, 1);
    output->bytes = g_byte_array_free_to_bytes(rest);
    output->fd = fd >= 0 ? dup(fd) : -1;
    g_queue_push_tail(&channel->out, output);
}

int channel_send(struct channel *channel, guint32 type, struct ts_str payload, int fd)
{
    guint32 header[3] = {GUINT32_TO_LE((guint32)payload.len), GUINT32_TO_LE(type),
                         GUINT32_TO_LE(fd >= 0)};
    struct iovec parts[2] = {{header, HEADER_SIZE}, {(void *)payload.ptr, payload.len}};
    if (channel_has_output(channel)) {
        queue(channel, parts, 0, fd);
        return channel_flush(channel);
    }
    ssize_t sent = send_parts(channel, parts, 2, fd);
    if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
        return -1;
    }
    size_t done = sent > 0 ? (size_t)sent : 0;
    if (done == HEADER_SIZE + payload.len) {
        return 0;
    }
    queue(channel, parts, done, done ? -1 : fd);
    return channel_flush(channel);
}

int channel_send_array(struct channel *channel, guint32 type, const GByteArray *payload)
{
    return channel_send(channel, type, ts_bytes(payload->data, payload->len), -1);
}

static void keep_descriptors(struct channel *channel, struct msghdr *message)
{
    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS) {
            continue;
        }
        size_t count = (head->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int fd;
            memcpy(&fd, CMSG_DATA(head) + i * sizeof fd, sizeof fd);
            g_array_append_val(channel->in_fds, fd);
        }
    }
}

/* The kernel closes what has no room. Nor may descriptors that no frame announces heap up. */
static gboolean has_room(const struct channel *channel, const struct msghdr *message)
{
    return !(message->msg_flags & MSG_CTRUNC) && channel->in_fds->len <= MAX_FDS;
}

/* 1: bytes were added. 0: nothing now. -1: end, or descriptors that break the rules. */
static int fill(struct channel *channel)
{
    union {
        struct cmsghdr align;
        char bytes[CMSG_SPACE(MAX_FDS * sizeof(int))];
    } control;
    guint before = channel->in->len;
    g_byte_array_set_size(channel->in, before + READ_SIZE);
    struct iovec part = {channel->in->data + before, READ_SIZE};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = control.bytes,
                             .msg_controllen = channel->refuses_fds ? 0 : sizeof control.bytes};
    ssize_t got;
    do {
        got = recvmsg(channel->fd, &message,
                      MSG_CMSG_CLOEXEC | (channel->is_blocking ? 0 : MSG_DONTWAIT));
    } while (got < 0 && errno == EINTR);
    g_byte_array_set_size(channel->in, before + (got > 0 ? (guint)got : 0));
    if (got > 0) {
        keep_descriptors(channel, &message);
        return has_room(channel, &message) ? 1 : -1;
    }
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
        return 0;
    }
    return -1;
}

/* 1: the frame at the front is whole. 0: not yet. -1: it breaks the rules. */
static int take_frame(struct channel *channel, struct frame *frame_r)
{
    guint32 header[3];
    const guint8 *front = channel->in->data + channel->in_taken;
    size_t there = channel->in->len - channel->in_taken;
    if (there < HEADER_SIZE) {
        return 0;
    }
    memcpy(header, front, HEADER_SIZE);
    guint32 size = GUINT32_FROM_LE(header[0]);
    if (size > LIMIT_FRAME_SIZE || header[2] > GUINT32_TO_LE(1)) {
        return -1;
    }
    if (there < HEADER_SIZE + (size_t)size) {
        return 0;
    }
    frame_r->type = GUINT32_FROM_LE(header[1]);
    frame_r->payload = ts_bytes(front + HEADER_SIZE, size);
    frame_r->fd = -1;
    if (header[2]) {
        if (channel->in_fds->len == 0) {
            return -1;
        }
        frame_r->fd = g_array_index(channel->in_fds, int, 0);
        g_array_remove_index(channel->in_fds, 0);
    }
    channel->in_taken += HEADER_SIZE + size;
    return 1;
}

gboolean channel_has_frame(const struct channel *channel)
{
    guint32 size;
    size_t there = channel->in->len - channel->in_taken;
    if (there < HEADER_SIZE) {
        return FALSE;
    }
    memcpy(&size, channel->in->data + channel->in_taken, sizeof size);
    size = GUINT32_FROM_LE(size);
    return there - HEADER_SIZE >= size || size > LIMIT_FRAME_SIZE;
}

struct pollfd channel_wanted(const struct channel *channel)
{
    /* A frame that is here already may not wait for another: the socket can mostly be written, so
     * that the poll comes back at once. */
    gboolean is_ready = channel_has_output(channel) || channel_has_frame(channel);
    return (struct pollfd){.fd = channel->fd, .events = (short)(POLLIN | (is_ready ? POLLOUT : 0))};
}

gboolean channel_is_due(const struct channel *channel, const GArray *polled)
{
    for (guint i = 0; i < polled->len; i++) {
        const struct pollfd *own = &g_array_index(polled, struct pollfd, i);
        if (own->fd == channel->fd) {
            return own->revents != 0 || channel_has_frame(channel);
        }
    }
    return channel_has_frame(channel);
}

/* Drops what was handed out; gives the room of a rare large frame back. */
static void compact(struct channel *channel)
{
    if (channel->in_taken == 0) {
        return;
    }
    guint rest = channel->in->len - channel->in_taken;
    if (rest == 0 && channel->in->len > (1u << 20)) {
        g_byte_array_free(channel->in, TRUE);
        channel->in = g_byte_array_new();
    } else if (rest == 0 || channel->in_taken > (1u << 18)) {
        g_byte_array_remove_range(channel->in, 0, channel->in_taken);
    } else {
        return;
    }
    channel->in_taken = 0;
}

int channel_receive(struct channel *channel, struct frame *frame_r)
{
    compact(channel);
    for (;;) {
        int taken = take_frame(channel, frame_r);
        if (taken != 0) {
            return taken;
        }
        if (channel->is_ended) {
            return -1;
        }
        int filled = fill(channel);
        if (filled == 0) {
            return 0;
        }
        if (filled < 0) {
            channel->is_ended = TRUE;
        }
    }
}
