/* SPDX-License-Identifier: MIT
 *
 * A feed as a source: bytes as they are, and with each answer the map that says how to read it.
 */
#ifndef PLUGINS_SOURCE_FEED_FEED_H
#define PLUGINS_SOURCE_FEED_FEED_H

#include "plugins/common/download.h"

extern const struct ts_source_ops feed_ops;

/* remote.c: feeds by URL. */
struct remote;
/* 0, or -1 with a reason; remote_free frees it. */
int remote_new(struct ts_call *call, struct downloads *downloads, const struct ts_node *options,
               struct remote **remote_r);
void remote_free(struct remote **remote);
void remote_feed(struct remote *remote, const struct ts_request *request); /* NULL: the end */
int remote_next(struct remote *remote, struct ts_answer *answer_r);        /* as next of a source */

#endif
