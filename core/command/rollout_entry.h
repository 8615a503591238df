/* SPDX-License-Identifier: MIT
 *
 * What a rollout brings, as a brand book writes it.
 */
#ifndef CORE_COMMAND_ROLLOUT_ENTRY_H
#define CORE_COMMAND_ROLLOUT_ENTRY_H

#include <glib.h>

/* An entry of a kind ("address", "phone", "name", "email", "logo") in one line of YAML; country (of
 * an address) may be "". The caller frees it. NULL, said: the value is no address. */
char *rollout_entry(const char *kind, const char *value, const char *id, const char *country);

/* ", KEY: VALUE" behind what an entry has already; a number as one, but with a 0 before it. */
void rollout_put(GString *out, const char *key, const char *value);

#endif
