/* SPDX-License-Identifier: MIT
 *
 * Fingerprints and content hashes.
 */
#include "core/process/fingerprint.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/process/media.h"

static void add_folded(GChecksum *sum, struct ts_str text)
{
    g_autofree char *folded = g_utf8_casefold(text.ptr ? text.ptr : "", (gssize)text.len);
    gboolean is_gap = FALSE;
    gboolean has_begun = FALSE;
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        if (g_unichar_isspace(g_utf8_get_char(at))) {
            is_gap = TRUE;
            continue;
        }
        if (is_gap && has_begun) {
            g_checksum_update(sum, (const guchar *)" ", 1);
        }
        g_checksum_update(sum, (const guchar *)at, g_utf8_next_char(at) - at);
        is_gap = FALSE;
        has_begun = TRUE;
    }
    g_checksum_update(sum, (const guchar *)"\n", 1);
}

void fingerprint_make(struct ts_str rule, struct ts_str expected, struct ts_str actual,
                      char fingerprint_r[FINGERPRINT_SIZE])
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)rule.ptr, (gssize)rule.len);
    g_checksum_update(sum, (const guchar *)"\n", 1);
    add_folded(sum, expected);
    add_folded(sum, actual);
    g_strlcpy(fingerprint_r, g_checksum_get_string(sum), FINGERPRINT_SIZE);
}

void content_hash(struct ts_str bytes, char hash_r[CONTENT_HASH_SIZE])
{
    XXH128_hash_t hash = XXH3_128bits(bytes.ptr, bytes.len);
    g_snprintf(hash_r, CONTENT_HASH_SIZE, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
               hash.high64, hash.low64);
}

void content_hash_of(struct ts_str media_type, struct ts_str bytes, char hash_r[CONTENT_HASH_SIZE])
{
    if (!media_is_picture(media_type)) {
        content_hash(bytes, hash_r);
        return;
    }
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)(bytes.len ? bytes.ptr : ""), bytes.len);
    g_strlcpy(hash_r, hash, CONTENT_HASH_SIZE);
}
