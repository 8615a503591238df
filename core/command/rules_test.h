/* SPDX-License-Identifier: MIT
 *
 * touchstone rules --test: rules proved by their own examples.
 */
#ifndef CORE_COMMAND_RULES_TEST_H
#define CORE_COMMAND_RULES_TEST_H

#include "core/command/rule_book.h"

/* Proves what the request names; if it names nothing, all packs of the rules folder. Returns the
 * exit status: EXIT_FINDINGS if an example failed. */
int rules_test(const struct rule_book_request *request, const struct catalog *catalog);

#endif
