/* SPDX-License-Identifier: MIT
 *
 * Any two texts as a dictionary's .aff and .dic: what is learnt of them, whatever they say, ends in
 * time and inside its bounds.
 */
#include <stdint.h>
#include <string.h>

#include "plugins/check-spelling/stems.h"

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
    if (size > 20000) {
        return 0;
    }
    struct stems_learnt learnt = {grams_new(), grams_new(), forms_new(), rarity_new()};
    stems_learn(affixes, stems, &learnt);
    if (letters_read("vloer", 5, &word)) {
        g_assert(split || grams_may_hold(learnt.small, word.at, word.count, 0, word.count));
        g_assert(split || forms_judge(learnt.forms, &word) != FORM_NO);
    }
    grams_free(&learnt.small);
    grams_free(&learnt.names);
    forms_free(&learnt.forms);
    rarity_free(&learnt.rarity);
    return 0;
}
