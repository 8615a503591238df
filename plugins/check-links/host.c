/* SPDX-License-Identifier: MIT
 *
 * Is it the page's own host?
 */
#include "plugins/check-links/links.h"

static struct ts_str without_www(struct ts_str host)
{
    gboolean has_www = host.len > 4 && memcmp(host.ptr, "www.", 4) == 0;
    return has_www ? ts_bytes(host.ptr + 4, host.len - 4) : host;
}

gboolean host_is_same(struct ts_str host, struct ts_str other)
{
    return ts_equal(without_www(host), without_www(other));
}
