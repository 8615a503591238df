/* SPDX-License-Identifier: MIT
 *
 * What the rule of a finding says of itself, for formats that tell of rules as well.
 */
#ifndef CORE_RESULT_RESULT_RULE_H
#define CORE_RESULT_RESULT_RULE_H

#include "core/result/result.h"

/* Borrowed from the catalog; NULL where the rule says nothing. All but the id in English. */
struct result_rule {
    const char *id; /* as the rule is written: "terms/" and a star for terms of the brand book */
    const char *severity; /* that it has where nobody says otherwise */
    const char *title, *help, *bad, *good;
    gboolean is_of_pictures; /* its check judges nothing else */
};

/* FALSE: nothing is known of it, it is no longer installed. */
gboolean result_rule_find(const struct result *result, const char *id, struct result_rule *rule_r);

typedef void (*result_rule_fn)(const struct result_rule *rule, void *data);

/* The rules of the checks that took part in the run, by check; not those of the run itself. */
void result_rule_each(const struct result *result, result_rule_fn fn, void *data);

#endif
