/* SPDX-License-Identifier: MIT
 *
 * Named texts and named numbers, which findings and observations carry, in bytes and back.
 */
#ifndef CORE_PROCESS_WIRE_LISTS_H
#define CORE_PROCESS_WIRE_LISTS_H

#include "core/plugin/arena.h"
#include "core/process/wire.h"

void wire_put_pairs(GByteArray *out, struct ts_list pairs /* struct ts_pair */);
void wire_put_numbers(GByteArray *out, struct ts_list numbers /* struct ts_number */);
/* Lists live in the arena, their strings in what is read. What is broken marks the reader. */
struct ts_list wire_get_pairs(struct wire_reader *in, struct arena *arena);
struct ts_list wire_get_numbers(struct wire_reader *in, struct arena *arena);

#endif
