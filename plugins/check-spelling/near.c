/* SPDX-License-Identifier: MIT
 *
 * Hashes of all words and of all their deletions, sorted when the first word is asked for.
 */
#include "plugins/check-spelling/near.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FOLLOWED_MAX                                                                            \
    64u                /* entries of one hash that are looked at: names that differ in a letter \
                        */
#define WHOLE SIZE_MAX /* no letter is left out */

struct entry {
    uint64_t hash;
    uint32_t word;
};

struct near {
    GPtrArray *texts; /* const char * */
    GArray *entries;  /* struct entry */
    bool is_sorted;
};

struct near *near_new(void)
{
    struct near *near = g_new0(struct near, 1);
    near->texts = g_ptr_array_new();
    near->entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    return near;
}

void near_free(struct near **near)
{
    if (*near) {
        g_ptr_array_unref((*near)->texts);
        g_array_unref((*near)->entries);
        g_clear_pointer(near, g_free);
    }
}

static uint64_t hash_without(const struct letters *word, size_t left_out)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325); /* FNV-1a */
    for (size_t i = 0; i < word->count; i++) {
        hash = i == left_out ? hash : (hash ^ word->at[i]) * UINT64_C(0x100000001B3);
    }
    return hash;
}

static bool may_hold(const struct letters *word)
{
    return word->count >= NEAR_LETTERS_MIN;
}

void near_add(struct near *near, const char *text)
{
    struct letters word;
    if (!letters_read(text, strlen(text), &word) || !may_hold(&word)) {
        return;
    }
    letters_lower(&word);
    for (size_t i = 0; i <= word.count; i++) {
        size_t left_out = i < word.count ? i : WHOLE;
        struct entry entry = {hash_without(&word, left_out), near->texts->len};
        g_array_append_val(near->entries, entry);
    }
    g_ptr_array_add(near->texts, (gpointer)text);
    near->is_sorted = false;
}

static int compare(const void *a, const void *b)
{
    const struct entry *one = a, *other = b;
    if (one->hash != other->hash) {
        return one->hash < other->hash ? -1 : 1;
    }
    return one->word < other->word ? -1 : one->word > other->word;
}

static guint first_of(const struct near *near, uint64_t hash)
{
    guint low = 0, high = near->entries->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(near->entries, struct entry, middle).hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static size_t same_from_start(const struct letters *a, const struct letters *b)
{
    size_t same = 0;
    while (same < a->count && same < b->count && a->at[same] == b->at[same]) {
        same++;
    }
    return same;
}

/* Are the letters from i of the one those from k of the other? */
static bool ends_alike(const struct letters *a, size_t i, const struct letters *b, size_t k)
{
    return a->count - i == b->count - k &&
           memcmp(a->at + i, b->at + k, (a->count - i) * sizeof a->at[0]) == 0;
}

/* "Keplers" is "Kepler" with an ending; "Utrechtt" has a letter twice. */
static bool is_ending(const struct letters *longer, size_t at)
{
    gunichar letter = longer->at[at];
    return at + 1 == longer->count && at > 0 && letter != longer->at[at - 1] && letter < 0x80 &&
           strchr("enrst", (int)letter);
}

/* One letter added to the shorter word. */
static bool is_longer_by_one(const struct letters *longer, const struct letters *shorter)
{
    size_t at = same_from_start(longer, shorter);
    return longer->count == shorter->count + 1 && ends_alike(longer, at + 1, shorter, at) &&
           !is_ending(longer, at);
}

static bool is_one_edit(const struct letters *a, const struct letters *b)
{
    size_t at = same_from_start(a, b);
    if (a->count != b->count) {
        return a->count > b->count ? is_longer_by_one(a, b) : is_longer_by_one(b, a);
    }
    if (at == a->count) {
        return false;
    }
    return ends_alike(a, at + 1, b, at + 1) ||
           (at + 1 < a->count && a->at[at] == b->at[at + 1] && a->at[at + 1] == b->at[at] &&
            ends_alike(a, at + 2, b, at + 2));
}

static bool follow(struct near *near, const struct letters *word, uint64_t hash,
                   near_found_fn *found, void *data)
{
    guint first = first_of(near, hash);
    for (guint i = first; i < near->entries->len && i - first < FOLLOWED_MAX; i++) {
        const struct entry *entry = &g_array_index(near->entries, struct entry, i);
        const char *text = g_ptr_array_index(near->texts, entry->word);
        struct letters other;
        if (entry->hash != hash) {
            break;
        }
        letters_read(text, strlen(text), &other);
        letters_lower(&other);
        if (is_one_edit(word, &other) && !found(text, data)) {
            return false;
        }
    }
    return true;
}

void near_find(struct near *near, const struct letters *word, near_found_fn *found, void *data)
{
    struct letters lower = *word;
    if (!near->is_sorted && near->entries->len > 0) {
        qsort(near->entries->data, near->entries->len, sizeof(struct entry), compare);
        near->is_sorted = true;
    }
    letters_lower(&lower);
    for (size_t i = 0; may_hold(word) && near->entries->len && i <= lower.count; i++) {
        size_t left_out = i < lower.count ? i : WHOLE;
        if (!follow(near, &lower, hash_without(&lower, left_out), found, data)) {
            return;
        }
    }
}
