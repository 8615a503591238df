/* SPDX-License-Identifier: MIT
 *
 * Any two texts as a dictionary's .aff and .dic: what is learnt of them, whatever they say, ends in
 * time and inside its bounds.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-spelling/affix.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *split = size ? memchr(data, 0, size) : NULL;
    size_t first = split ? (size_t)(split - data) : size;
    g_autofree char *affixes = g_utf8_make_valid((const char *)data, (gssize)first);
    g_autofree char *stems =
        split ? g_utf8_make_valid((const char *)split + 1, (gssize)(size - first - 1))
              : g_strdup("3\nfiets/A\nvloer/AB\nIJs\n");
    struct letters word;
    struct grams *small, *names;
    if (size > 20000) {
        return 0;
    }
    small = grams_new();
    names = grams_new();
    affix_learn(affixes, stems, small, names);
    if (letters_read("vloer", 5, &word)) {
        g_assert(split || grams_may_hold(small, word.at, word.count, 0, word.count));
    }
    grams_free(&small);
    grams_free(&names);
    return 0;
}
