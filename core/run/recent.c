/* SPDX-License-Identifier: MIT
 *
 * A table with one place for each hash: what comes later displaces what was there, so it never
 * grows.
 */
#include "core/run/recent.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define PLACES (1u << 15) /* three quarters of a megabyte */

struct recent {
    struct place {
        struct recent_key key;
        gint64 number;
    } places[PLACES];
};

struct recent *recent_new(void)
{
    return g_new0(struct recent, 1);
}

void recent_free(struct recent **recent)
{
    g_clear_pointer(recent, g_free);
}

void recent_clear(struct recent *recent)
{
    memset(recent, 0, sizeof *recent);
}

struct recent_key recent_key(const struct ts_str *texts, guint count, guint64 seed)
{
    XXH3_state_t state;
    XXH3_INITSTATE(&state);
    XXH3_128bits_reset_withSeed(&state, seed);
    for (guint i = 0; i < count; i++) {
        guint64 size = texts[i].len;
        XXH3_128bits_update(&state, &size, sizeof size);
        XXH3_128bits_update(&state, texts[i].ptr, texts[i].len);
    }
    XXH128_hash_t hash = XXH3_128bits_digest(&state);
    return (struct recent_key){hash.low64, hash.high64};
}

gint64 recent_get(const struct recent *recent, struct recent_key key)
{
    const struct place *place = &recent->places[key.low % PLACES];
    return place->key.low == key.low && place->key.high == key.high ? place->number : 0;
}

void recent_put(struct recent *recent, struct recent_key key, gint64 number)
{
    recent->places[key.low % PLACES] = (struct place){key, number};
}
