/* SPDX-License-Identifier: MIT
 *
 * One request at work: a run of its own in memory, by the workers that all share.
 */
#ifndef CORE_SERVE_SESSION_H
#define CORE_SERVE_SESSION_H

#include "core/serve/message.h"
#include "core/serve/world.h"

struct session;

/* payload, world and catalog are borrowed until session_end. NULL: *reply_r has what is wrong. */
struct session *session_begin(const struct world *world, const struct catalog *catalog,
                              struct ts_str payload, GByteArray *reply_r);
/* Gives work to the workers; TRUE: all is judged. */
gboolean session_step(struct session *session);
/* Concludes, makes the reports, encodes the reply. NULL after it. */
void session_end(struct session **session, GByteArray *reply_r);

/* A reply that is a complaint. */
void session_complain(GByteArray *reply_r, guint32 status, const char *complaint);

#endif
