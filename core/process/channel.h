/* SPDX-License-Identifier: MIT
 *
 * One end of a socketpair that carries frames, each of a type, a payload and perhaps a file
 * descriptor. The coordinator never blocks on one; the other processes do.
 */
#ifndef CORE_PROCESS_CHANNEL_H
#define CORE_PROCESS_CHANNEL_H

#include <glib.h>
#include <poll.h>

#include "touchstone/plugin.h"

struct channel;

struct frame {
    guint32 type;
    struct ts_str payload; /* lives until the next receive on the channel */
    int fd;                /* -1 = none; the receiver closes it */
};

/* Makes both ends. 0, or -1 with errno. */
int channel_pair(int fds_r[2]);

/* Takes the descriptor over. */
struct channel *channel_new(int fd, gboolean is_blocking);
void channel_free(struct channel **channel); /* closes it */

/* From now on a descriptor from the other end breaks the rules, and is never opened here. */
void channel_refuse_fds(struct channel *channel);

/* Sends or queues a frame; fd is duplicated by the kernel and stays the caller's, except that a
 * queued one is dup()ed. 0, or -1: the other end is gone. */
int channel_send(struct channel *channel, guint32 type, struct ts_str payload, int fd);
int channel_send_array(struct channel *channel, guint32 type, const GByteArray *payload);

/* Is something queued? */
gboolean channel_has_output(const struct channel *channel);
int channel_flush(struct channel *channel); /* 0, or -1: the other end is gone */

/* Is a whole frame there already, or a broken one, so that a receive will not block? */
gboolean channel_has_frame(const struct channel *channel);

/* What a poll should wait for. */
struct pollfd channel_wanted(const struct channel *channel);

/* After a poll over an array of struct pollfd: is there something to receive or to flush? */
gboolean channel_is_due(const struct channel *channel, const GArray *polled);

/* 1: a frame. 0: none now (never, if blocking). -1: end, or a frame that breaks the rules. */
int channel_receive(struct channel *channel, struct frame *frame_r);

#endif
