/* SPDX-License-Identifier: MIT
 *
 * Registrable domains: what one owner holds, by the public suffix list that libpsl carries (a
 * sealed worker can open no file).
 */
#include <libpsl.h>

#include "plugins/source-web/web.h"

/* A name whose last label is a number is an IPv4 address in some notation (WHATWG, section 3.5). */
static gboolean is_address(const char *name)
{
    const char *last = strrchr(name, '.');
    return *name == '[' || g_ascii_isdigit(last ? last[1] : *name);
}

void scope_host_widen(struct host_rule *rule)
{
    const char *domain =
        is_address(rule->name) ? NULL : psl_registrable_domain(psl_builtin(), rule->name);
    if (domain) {
        char *name = g_strdup(domain);
        g_free(rule->name);
        rule->name = name;
        rule->is_wild = TRUE;
    }
}
