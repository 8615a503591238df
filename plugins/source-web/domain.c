/* SPDX-License-Identifier: MIT
 *
 * Registrable domains: what one owner holds, by the public suffix list that libpsl carries (a
 * sealed worker can open no file).
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
