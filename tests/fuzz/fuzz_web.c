/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a URL, as a reference against a base, and as robots.txt.
 */
#include <stdint.h>

#include "plugins/source-web/robots.h"
#include "plugins/source-web/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void normalise(struct ts_str base, struct ts_str text)
{
    g_autofree char *once = url_normalise(base, text);
    if (once) {
        g_autofree char *twice = url_normalise(ts_text(NULL), ts_text(once));
        g_autofree char *authority = url_authority(once);
        g_assert_cmpstr(once, ==, twice);
        g_assert(strlen(once) <= URL_SIZE);
        g_assert(*authority);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str bytes = ts_bytes(data, size);
    normalise(ts_text(NULL), bytes);
    normalise(ts_text("https://a.example/map/blad?x"), bytes);
    struct robots *robots = robots_parse(bytes, "touchstone");
    robots_allows(robots, "/map/blad?x=1");
    robots_free(&robots);
    return 0;
}
