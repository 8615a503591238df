/* SPDX-License-Identifier: MIT
 *
 * The services behind struct ts_host: each call of a callback has its record, its memory and its
 * phase; what the plugin emits is held against the contract and handed to a sink.
 */
#ifndef CORE_PLUGIN_HOST_H
#define CORE_PLUGIN_HOST_H

#include "core/plugin/arena.h"
#include "touchstone/plugin.h"

enum host_phase {
    HOST_WARM,
    HOST_PREPARE,
    HOST_OPEN,
    HOST_CLOSE,
    HOST_SCOPE,
    HOST_RESOLVE,
    HOST_FEED,
    HOST_NEXT,
    HOST_READ,
    HOST_LANGUAGE,
    HOST_INSPECT_BLOCK,
    HOST_INSPECT,
    HOST_CONCLUDE,
    HOST_SUGGEST
};

/* Where emissions go; each gets the data of host_call_init and returns 0 or -1. NULL = the service
 * may not be called in this phase. */
struct host_sink {
    int (*head)(void *data, const struct ts_head *head);
    int (*block)(void *data, const struct ts_block *block);
    int (*link)(void *data, const struct ts_link *link);
    int (*reference)(void *data, const struct ts_reference *reference);
    int (*meta)(void *data, const struct ts_pair *pair);
    int (*structured)(void *data, const struct ts_structured *structured);
    int (*child)(void *data, const struct ts_child *child);
    int (*truncated)(void *data, struct ts_str what);
    int (*finding)(void *data, const struct ts_finding *finding);
    int (*observation)(void *data, const struct ts_observation *observation);
    int (*next_document)(void *data, struct ts_stored_document *document_r);
    int (*suggestion)(void *data, struct ts_str text);
    int (*anchor)(void *data, struct ts_str name);
    int (*unchecked)(void *data, const struct ts_place *place, struct ts_str reason);
};

struct host_share; /* what plugins share of one block, or of one document */

/* Begins with the public record, so that the services find theirs behind it. */
struct host_call {
    struct ts_call call;
    const struct ts_plugin *plugin;
    enum host_phase phase;
    const struct host_sink *sink;
    void *data;
    struct arena *arena;      /* made when first asked for */
    struct ts_list blocks;    /* that places may name */
    struct host_share *share; /* of the block or document at hand; NULL = none */
    unsigned finding_count, observation_count, unchecked_count;
    char *failure; /* what fail() said */
    char *breach;  /* how the contract was broken, the first time */
    char *result;  /* the sentence that host_call_result gave */
    int is_retryable;
    int is_skip; /* TS_FAIL_SKIP */
};

/* sink may be NULL: nothing may be emitted. */
void host_call_init(struct host_call *call, const struct ts_plugin *plugin, enum host_phase phase,
                    const struct host_sink *sink, void *data);
void host_call_set_blocks(struct host_call *call, struct ts_list blocks);

/* What the plugins share that look at one block, or one document; clear it before the next. */
struct host_share *host_share_new(void);
void host_share_free(struct host_share **share);
void host_share_clear(struct host_share *share);
void host_call_set_share(struct host_call *call, struct host_share *share);

/* Takes the memory of the callback back, for the next one with the same record. */
void host_call_reset(struct host_call *call);
void host_call_finish(struct host_call *call);

/* What the callback's result means: 0; or -1 and one sentence that names the plugin, valid until
 * host_call_finish. A breach, a -1 without a word, and a word without -1 are failures too. */
int host_call_result(struct host_call *call, int callback_result, const char **failure_r);

/* enum ts_severity of a declared rule. */
unsigned host_rule_severity(const struct ts_plugin *plugin, struct ts_str rule);

#endif
