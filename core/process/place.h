/* SPDX-License-Identifier: MIT
 *
 * From a place in a block to what a person needs to find it: line, column, and the text around.
 */
#ifndef CORE_PROCESS_PLACE_H
#define CORE_PROCESS_PLACE_H

#include "core/process/record.h"

/* The record of a place; document may be NULL if the place names no block. Its excerpt and other
 * strings are views into the document. */
struct record_place place_resolve(const struct ts_place *place, const struct ts_document *document);

#endif
