/* SPDX-License-Identifier: MIT
 *
 * The scope of a crawl, widened from a host to all that its owner holds.
 */
#include "plugins/source-web/web.h"

void scope_host_widen(struct host_rule *rule)
{
    const char *domain = host_registrable(rule->name);
    if (domain) {
        char *name = g_strdup(domain);
        g_free(rule->name);
        rule->name = name;
        rule->is_wild = TRUE;
    }
}
