/* SPDX-License-Identifier: MIT
 *
 * What a plugin may say: the one place where emissions are held against the contract. Used by the
 * host in the worker and by the fake host of the tests.
 */
#ifndef CORE_PLUGIN_CONTRACT_H
#define CORE_PLUGIN_CONTRACT_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Each returns NULL if the contract holds, else how it is broken (allocated; the caller frees). */
char *contract_head(const struct ts_head *head);
char *contract_block(const struct ts_block *block);
char *contract_link(const struct ts_link *link);
char *contract_reference(const struct ts_reference *reference);
char *contract_pair(const struct ts_pair *pair);
char *contract_structured(const struct ts_structured *structured);
char *contract_child(const struct ts_child *child);
char *contract_text(const char *what, struct ts_str text, size_t cap);

/* blocks: those that places may name. has_document: places without a block lie in the document at
 * hand; in conclude (FALSE) they must name a touchpoint and a locator. */
char *contract_finding(const struct ts_plugin *plugin, const struct ts_finding *finding,
                       struct ts_list blocks, gboolean has_document);
char *contract_observation(const struct ts_observation *observation, struct ts_list blocks,
                           gboolean has_document);
char *contract_unchecked(const struct ts_place *place, struct ts_str reason, struct ts_list blocks,
                         gboolean has_document);

/* A finding or an observation in today's form: those of older plugins are shorter. The contract is
 * held against this form. */
struct ts_finding contract_own_finding(const struct ts_finding *finding);
struct ts_observation contract_own(const struct ts_observation *observation);
/* How much of a struct ts_stored_document a plugin has room for. */
size_t contract_stored_size(const struct ts_plugin *plugin);

/* The row of the plugin's table for a rule ("terms/x" finds the row with the star), or NULL. */
const struct ts_rule_def *contract_rule(const struct ts_plugin *plugin, struct ts_str rule);

/* The descriptor and its tables: names, versions, mandatory callbacks, strides. */
char *contract_plugin(const struct ts_plugin *plugin);

/* Does the check name languages? Those of before minor 4 have a shorter table. */
gboolean contract_names_language(const struct ts_plugin *plugin);

#endif
