/* SPDX-License-Identifier: MIT
 *
 * The ids of all rules: of the plugins, of the run, of the brand book and its packs.
 */
#ifndef CORE_COMMAND_RULES_H
#define CORE_COMMAND_RULES_H

#include "core/command/rule_book.h"

typedef void (*rules_put_fn)(void *data, const char *id, const char *title);

/* A brand book that is wrong has said so on standard error, and adds none. */
void rules_each(const struct rule_book_request *request, const struct catalog *catalog,
                rules_put_fn put, void *data);

#endif
