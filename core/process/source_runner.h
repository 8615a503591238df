/* SPDX-License-Identifier: MIT
 *
 * Runs one source plugin with its instances: in the source process, or in the coordinator when
 * there is no isolation.
 */
#ifndef CORE_PROCESS_SOURCE_RUNNER_H
#define CORE_PROCESS_SOURCE_RUNNER_H

#include "core/config/plan.h"
#include "core/process/record.h"

struct source_runner;

/* Where its messages go: payload is of MESSAGE_ANSWER, _BROKEN, _ENDED; bytes of an answer. */
typedef void (*source_message_fn)(void *data, enum message type, const GByteArray *payload,
                                  struct ts_str bytes);

/* Loads the plugin and opens an instance for each plan_source that uses it. */
struct source_runner *source_runner_new(const struct plan *plan,
                                        const struct catalog_plugin *plugin, source_message_fn send,
                                        void *data);
void source_runner_free(struct source_runner **runner);

void source_runner_feed(struct source_runner *runner, guint32 source,
                        const struct ts_request *request);
void source_runner_feed_end(struct source_runner *runner, guint32 source);

/* Takes every answer that is ready. TRUE: there was one. */
gboolean source_runner_work(struct source_runner *runner);

/* Waits until something may be ready, fd (or -1) can be read, or msec have passed. */
void source_runner_wait(struct source_runner *runner, int fd, guint msec);

#endif
