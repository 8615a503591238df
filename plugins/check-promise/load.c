/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "promise" to pay-offs, phrases and requirements.
 */
#include "plugins/check-promise/promise.h"

#define STEMMED_LEN 5u /* letters of a theme that is met in its inflections */

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

static GPtrArray *folded_words(struct ts_call *call, struct ts_str text)
{
    struct words words = words_cut_text(call, text);
    GPtrArray *folded = g_ptr_array_new_with_free_func(g_free);
    for (guint32 i = 0; i < words.count; i++) {
        g_ptr_array_add(folded, dup_str(words.items[i].folded));
    }
    return folded;
}

static GArray *payoff_words(const GPtrArray *folded)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(struct payoff_word));
    for (guint i = 0; i < folded->len; i++) {
        const char *word = g_ptr_array_index(folded, i);
        struct payoff_word own = {ts_text(g_strdup(word)), stem_of(word)};
        g_array_append_val(words, own);
    }
    return words;
}

static void add_payoff(struct ts_call *call, struct promise *promise, struct ts_str language,
                       struct ts_str text, struct ts_str shown)
{
    struct payoff *payoff = g_new0(struct payoff, 1);
    payoff->language = g_ascii_strdown(language.ptr, (gssize)language.len);
    payoff->text = dup_str(text);
    payoff->shown = dup_str(shown);
    g_autoptr(GPtrArray) folded = folded_words(call, text);
    payoff->words = payoff_words(folded);
    g_ptr_array_add(folded, NULL);
    payoff->glued = g_strjoinv("", (char **)folded->pdata);
    if (payoff->words->len > 0) {
        g_ptr_array_add(promise->payoffs, payoff);
    }
}

static void load_payoffs(struct ts_call *call, const struct ts_node *node, struct promise *promise)
{
    for (uint32_t i = 0; node && i < node->children.count; i++) {
        const struct ts_node *own = ts_item(node->children, i);
        struct ts_str text = own->kind == TS_NODE_MAP ? ts_get_text(own, "text") : own->text;
        const struct ts_node *also = ts_get(own, "also");
        add_payoff(call, promise, own->key, text, text);
        for (uint32_t a = 0; also && a < also->children.count; a++) {
            const struct ts_node *other = ts_item(also->children, a);
            add_payoff(call, promise, own->key, other->text, text);
        }
    }
}

static void load_phrases(struct ts_call *call, const struct ts_node *node, struct promise *promise,
                         GPtrArray *phrases)
{
    gboolean has_stems = phrases == promise->themes;
    for (uint32_t i = 0; node && i < node->children.count; i++) {
        const struct ts_node *language = ts_item(node->children, i);
        for (uint32_t p = 0; p < language->children.count; p++) {
            const struct ts_node *text = ts_item(language->children, p);
            struct phrase *phrase = g_new0(struct phrase, 1);
            phrase->language = g_ascii_strdown(language->key.ptr, (gssize)language->key.len);
            phrase->words = folded_words(call, text->text);
            if (has_stems && phrase->words->len == 1 &&
                g_utf8_strlen(g_ptr_array_index(phrase->words, 0), -1) >= STEMMED_LEN) {
                phrase->stem = stem_of(g_ptr_array_index(phrase->words, 0));
            }
            if (phrase->words->len > 0) {
                const char *first = g_ptr_array_index(phrase->words, 0);
                promise->first_bytes[(guchar)first[0]] = 1;
            }
            g_ptr_array_add(phrases, phrase);
        }
    }
}

static unsigned severity_of(struct ts_str text, unsigned fallback)
{
    return ts_is(text, "error")     ? TS_ERROR
           : ts_is(text, "warning") ? TS_WARNING
           : ts_is(text, "info")    ? TS_INFO
                                    : fallback;
}

static void add_requirement(struct promise *promise, const struct ts_node *node)
{
    struct requirement own = {
        .on_document = ts_is(ts_get_text(node, "on"), "document"),
        .accept = ts_is(ts_get_text(node, "accept"), "theme") ? ACCEPT_THEME : ACCEPT_PAYOFF,
        .severity = severity_of(ts_get_text(node, "severity"), TS_SEVERITY_DEFAULT),
        .in = g_ptr_array_new_with_free_func(g_free),
    };
    g_autofree char *coverage = dup_str(ts_get_text(node, "coverage"));
    const struct ts_node *in = ts_get(node, "in");
    own.coverage = g_ascii_strtod(coverage, NULL) / 100;
    for (uint32_t i = 0; in && i < in->children.count; i++) {
        const struct ts_node *kind = ts_item(in->children, i);
        g_ptr_array_add(own.in, dup_str(kind->text));
    }
    g_array_append_val(promise->requirements, own);
}

void promise_load(struct ts_call *call, const struct ts_open *open, struct promise *promise)
{
    const struct ts_node *section = ts_get(open->brand, "promise");
    const struct ts_node *languages = ts_get(open->brand, "languages");
    const struct ts_node *require = ts_get(section, "require");
    promise->payoffs = g_ptr_array_new();
    promise->themes = g_ptr_array_new();
    promise->belied = g_ptr_array_new();
    promise->requirements = g_array_new(FALSE, TRUE, sizeof(struct requirement));
    if (languages && languages->children.count) {
        const struct ts_node *first = ts_item(languages->children, 0);
        promise->first_language = g_ascii_strdown(first->text.ptr, (gssize)first->text.len);
    }
    load_payoffs(call, ts_get(section, "payoff"), promise);
    load_phrases(call, ts_get(section, "themes"), promise, promise->themes);
    load_phrases(call, ts_get(section, "belied_by"), promise, promise->belied);
    for (uint32_t i = 0; require && i < require->children.count; i++) {
        add_requirement(promise, ts_item(require->children, i));
    }
    if (!require && promise->payoffs->len) {
        /* A touchpoint that expects the promise shows the pay-off at least once. */
        struct requirement once = {.in = g_ptr_array_new_with_free_func(g_free)};
        g_array_append_val(promise->requirements, once);
    }
}

static void free_phrases(GPtrArray *phrases)
{
    for (guint i = 0; i < phrases->len; i++) {
        struct phrase *phrase = g_ptr_array_index(phrases, i);
        g_free(phrase->language);
        g_free(phrase->stem);
        g_ptr_array_unref(phrase->words);
        g_free(phrase);
    }
    g_ptr_array_unref(phrases);
}

void promise_clear(struct promise *promise)
{
    for (guint i = 0; i < promise->payoffs->len; i++) {
        struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
        g_free(payoff->language);
        g_free(payoff->text);
        g_free(payoff->shown);
        g_free(payoff->glued);
        for (guint w = 0; w < payoff->words->len; w++) {
            struct payoff_word *word = &g_array_index(payoff->words, struct payoff_word, w);
            g_free((char *)word->folded.ptr);
            g_free(word->stem);
        }
        g_array_unref(payoff->words);
        g_free(payoff);
    }
    g_ptr_array_unref(promise->payoffs);
    free_phrases(promise->themes);
    free_phrases(promise->belied);
    for (guint i = 0; i < promise->requirements->len; i++) {
        g_ptr_array_unref(g_array_index(promise->requirements, struct requirement, i).in);
    }
    g_array_unref(promise->requirements);
    g_free(promise->first_language);
}
