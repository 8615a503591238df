/* SPDX-License-Identifier: MIT
 *
 * Any bytes as robots.txt: caps hold, what is said of itself is always allowed.
 */
#include <stdint.h>

#include "plugins/source-web/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct robots *robots = robots_parse(ts_bytes(data, size), "touchstone");
    g_assert_cmpuint(robots->rules->len, <=, ROBOTS_RULES);
    g_assert_cmpuint(robots->sitemaps->len, <=, ROBOTS_SITEMAPS);
    g_assert(robots->delay >= 0 && robots->delay <= ROBOTS_DELAY_MAX);
    g_assert(robots_allows(robots, ts_text("/robots.txt")));
    robots_allows(robots, ts_text("/map/blad?x=1"));
    robots_allows(robots, ts_bytes(data, size));
    robots_free(&robots);
    return 0;
}
