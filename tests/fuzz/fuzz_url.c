/* SPDX-License-Identifier: MIT
 *
 * Any bytes as a URL, as a reference against a base, as the base itself, and as a pattern.
 */
#include <stdint.h>

#include "plugins/common/media.h"
#include "plugins/common/pattern.h"
#include "plugins/common/url.h"
#include "plugins/source-web/fingerprint.h"
#include "plugins/source-web/trap_shape.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Its pattern is one line, and the same every time. */
static void fold(struct ts_str url, const struct url_parts *parts)
{
    g_autofree char *pattern = trap_pattern(parts->target);
    g_autofree char *again = trap_pattern(parts->target);
    g_autofree char *why = trap_shape_refusal(url, parts->path);
    g_assert_cmpstr(pattern, ==, again);
    g_assert(pattern[0] == '/' && g_utf8_validate(pattern, -1, NULL));
    g_assert(!why || (g_utf8_validate(why, -1, NULL) && strlen(why) < 1000));
    g_assert_cmpuint(trap_month(parts->target), <, 10000 * 12);
    fingerprint_of(url, parts->target);
}

static void check(const char *url, size_t size)
{
    char again[URL_SIZE + 1];
    struct url_parts parts;
    g_assert_cmpuint(size, <=, URL_SIZE);
    g_assert_cmpuint(size, ==, strlen(url));
    g_assert_cmpuint(url_resolve(ts_text(NULL), ts_text(url), again), ==, size);
    g_assert_cmpstr(url, ==, again);
    g_assert(url_split(ts_text(url), &parts));
    g_assert(parts.host.len && parts.path.len && parts.path.ptr[0] == '/' && parts.port);
    g_assert(!strpbrk(url, "#@\\ \t\r\n") || strchr(parts.target.ptr, '@'));
    media_is_document_name(parts.path);
    media_is_picture_target(parts.target);
    fold(ts_text(url), &parts);
}

static void normalise(struct ts_str base, struct ts_str reference)
{
    char url[URL_SIZE + 1];
    size_t size = url_resolve(base, reference, url);
    if (size) {
        check(url, size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ts_str bytes = ts_bytes(data, size);
    struct ts_str front = ts_bytes(data, size / 2);
    struct ts_str back = ts_bytes(data + size / 2, size - size / 2);
    normalise(ts_text(NULL), bytes);
    normalise(ts_text("https://a.example/map/blad?x"), bytes);
    normalise(bytes, ts_text("../b?c"));
    normalise(front, back);
    if (pattern_matches(front, back, TRUE)) {
        g_assert(pattern_matches(front, back, FALSE));
    }
    return 0;
}
