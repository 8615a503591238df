/* SPDX-License-Identifier: MIT
 *
 * Counts and their words.
 */
#include "core/report/promise.h"

guint promise_count(const struct result_promise *promise, enum promise_part part)
{
    guint shown = promise->exact + promise->altered + promise->theme;
    const guint counts[PROMISE_PARTS] = {
        [PROMISE_EXACT] = promise->exact,
        [PROMISE_ALTERED] = promise->altered,
        [PROMISE_THEME] = promise->theme,
        [PROMISE_NONE] = promise->documents - MIN(shown, promise->documents),
    };
    return counts[part];
}

char *promise_sentence(const struct result_promise *promise, const char *language)
{
    static const enum word parts[PROMISE_PARTS] = {WORD_N_PAYOFF, WORD_N_ALTERED, WORD_N_THEME,
                                                   WORD_N_WITHOUT};
    g_autofree char *documents = words_count(language, WORD_N_DOCUMENTS, promise->documents);
    GString *sentence = g_string_new(NULL);
    if (*promise->language) {
        g_string_append_printf(sentence, "%s: ", promise->language);
    }
    const char *sign = "";
    for (enum promise_part part = 0; part < PROMISE_PARTS; part++) {
        guint n = promise_count(promise, part);
        if (n > 0) {
            g_autofree char *count = words_count(language, parts[part], n);
            g_string_append_printf(sentence, "%s%s", sign, count);
            sign = ", ";
        }
    }
    g_string_append_printf(sentence, " (%s)", documents);
    return g_string_free(sentence, FALSE);
}

gboolean promise_is_told(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    for (guint i = 0; i < touchpoints->len; i++) {
        if (g_array_index(touchpoints, struct result_touchpoint, i).promise->len > 0) {
            return TRUE;
        }
    }
    return FALSE;
}
