/* SPDX-License-Identifier: MIT
 *
 * From the brand book's section "promise" to pay-offs, phrases and requirements.
 */
#include "plugins/check-promise/promise.h"
#include "plugins/common/requirement.h"

#define INFLECTED_LEN 5 /* letters of a theme that is met in its inflections */

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

static glong letters(struct ts_str word)
{
    return g_utf8_strlen(word.ptr, (gssize)word.len);
}

/* A lone text stands for a list of one. */
const struct ts_node *promise_list_item(const struct ts_node *list, uint32_t index)
{
    if (list && list->kind == TS_NODE_TEXT) {
        return index == 0 ? list : NULL;
    }
    return list && list->kind == TS_NODE_LIST && index < list->children.count
               ? ts_item(list->children, index)
               : NULL;
}

/* "nl" is nl, nl-NL and NL_be. */
gboolean promise_is_language(const char *wanted, struct ts_str language)
{
    size_t size = strlen(wanted);
    return language.len >= size && g_ascii_strncasecmp(language.ptr, wanted, size) == 0 &&
           (language.len == size || language.ptr[size] == '-' || language.ptr[size] == '_');
}

const struct payoff *promise_payoff_in(const struct promise *promise, struct ts_str language)
{
    for (guint i = 0; i < promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
        if (promise_is_language(payoff->language, language)) {
            return payoff;
        }
    }
    return NULL;
}

/* What is said of no language in particular is said of the first. */
static char *language_of(const struct promise *promise, const struct ts_node *node)
{
    return node->key.len ? g_ascii_strdown(node->key.ptr, (gssize)node->key.len)
                         : g_ascii_strdown(promise->first_language, -1);
}

/* ---- words ---- */

static GArray *bare_words(struct ts_call *call, struct ts_str text)
{
    struct words words = words_cut_text(call, text);
    GArray *bare = g_array_new(FALSE, TRUE, sizeof(struct bare_word));
    for (guint32 i = 0; i < words.count; i++) {
        struct ts_str form = words_bare(call, words.items[i].folded);
        struct bare_word own = {.text = ts_bytes(dup_str(form), form.len)};
        own.weight = weight_of(form);
        stem_of(form, own.stem);
        own.stem_len = strlen(own.stem);
        g_array_append_val(bare, own);
    }
    return bare;
}

static void free_words(GArray *words)
{
    for (guint i = 0; i < words->len; i++) {
        g_free((char *)g_array_index(words, struct bare_word, i).text.ptr);
    }
    g_array_unref(words);
}

/* ---- pay-offs ---- */

static void measure(struct payoff *payoff)
{
    GString *glued = g_string_new(NULL);
    for (guint i = 0; i < payoff->words->len; i++) {
        const struct bare_word *word = payoff_word(payoff, i);
        for (size_t at = 0; at < word->text.len; at++) {
            if (!strchr("-'.", word->text.ptr[at])) {
                g_string_append_c(glued, word->text.ptr[at]);
            }
        }
        payoff->content += word->weight == WEIGHT_CONTENT;
        payoff->fixed += word->weight != WEIGHT_SMALL;
    }
    payoff->glued.len = glued->len;
    payoff->glued.ptr = g_string_free(glued, FALSE);
}

static int refuse(struct ts_call *call, const struct ts_node *node, const char *what)
{
    g_autofree char *why =
        g_strdup_printf("at %u:%u: the pay-off %s", node->line, node->column, what);
    return ts_fail(call, why);
}

static int add_payoff(struct ts_call *call, struct promise *promise, const struct ts_node *node,
                      struct ts_str text, struct ts_str shown)
{
    struct payoff *payoff = g_new0(struct payoff, 1);
    payoff->language = language_of(promise, node);
    payoff->shown = dup_str(shown);
    payoff->words = bare_words(call, text);
    measure(payoff);
    g_ptr_array_add(promise->payoffs, payoff);
    if (payoff->glued.len == 0) {
        return refuse(call, node, "has no words");
    }
    if (promise->payoffs->len > PROMISE_PAYOFFS_MAX) {
        return refuse(call, node,
                      "is one too many: 64 wordings, all languages together, are known");
    }
    hints_add_payoff(promise, promise->payoffs->len - 1);
    return 0;
}

static int load_payoffs(struct ts_call *call, const struct ts_node *node, struct promise *promise)
{
    for (uint32_t i = 0; node && i < node->children.count; i++) {
        const struct ts_node *own = ts_item(node->children, i);
        struct ts_str text = own->kind == TS_NODE_MAP ? ts_get_text(own, "text") : own->text;
        const struct ts_node *also = ts_get(own, "also");
        const struct ts_node *other;
        if (add_payoff(call, promise, own, text, text) != 0) {
            return -1;
        }
        for (uint32_t a = 0; (other = promise_list_item(also, a)); a++) {
            if (add_payoff(call, promise, own, other->text, text) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- phrases ---- */

/* Takes the language over. */
static void add_phrase(struct ts_call *call, struct promise *promise, char *language,
                       struct ts_str text, gboolean is_theme)
{
    GArray *words = bare_words(call, text);
    if (words->len == 0) { /* a sign carries no promise */
        g_free(language);
        free_words(words);
        return;
    }
    struct ts_str first = g_array_index(words, struct bare_word, 0).text;
    struct phrase_table *table = is_theme ? &promise->themes : &promise->belied;
    struct phrase *phrase = g_new0(struct phrase, 1);
    struct phrase **head = &table->by_front[hints_begin(first)];
    *phrase = (struct phrase){.language = language, .words = words, .next = *head};
    phrase->is_inflected = words->len > 1 || letters(first) >= INFLECTED_LEN;
    *head = phrase;
    hints_add_phrase(promise, first, is_theme ? HINT_THEME : HINT_BELIED);
}

static void load_phrases(struct ts_call *call, const struct ts_node *node, struct promise *promise,
                         gboolean is_theme)
{
    for (uint32_t i = 0; node && i < node->children.count; i++) {
        const struct ts_node *own = ts_item(node->children, i);
        const struct ts_node *text;
        if (is_theme) {
            g_ptr_array_add(promise->theme_languages, language_of(promise, own));
        }
        for (uint32_t p = 0; (text = promise_list_item(own, p)); p++) {
            add_phrase(call, promise, language_of(promise, own), text->text, is_theme);
        }
    }
}

static void free_phrases(struct phrase_table *table)
{
    for (size_t i = 0; i < G_N_ELEMENTS(table->by_front); i++) {
        while (table->by_front[i]) {
            struct phrase *phrase = table->by_front[i];
            table->by_front[i] = phrase->next;
            g_free(phrase->language);
            free_words(phrase->words);
            g_free(phrase);
        }
    }
}

/* ---- requirements ---- */

static void add_requirement(struct promise *promise, const struct ts_node *node)
{
    struct requirement own = {
        .on_document = ts_is(ts_get_text(node, "on"), "document"),
        .accept = ts_is(ts_get_text(node, "accept"), "theme") ? ACCEPT_THEME : ACCEPT_PAYOFF,
        .severity = requirement_severity(ts_get_text(node, "severity")),
        .share = dup_str(ts_get_text(node, "coverage")),
        .in = g_ptr_array_new_with_free_func(g_free),
    };
    const struct ts_node *in = ts_get(node, "in");
    const struct ts_node *kind;
    own.coverage = CLAMP(g_ascii_strtod(own.share, NULL) / 100, 0, 1);
    for (uint32_t i = 0; (kind = promise_list_item(in, i)); i++) {
        g_ptr_array_add(own.in, dup_str(kind->text));
    }
    g_array_append_val(promise->requirements, own);
}

int promise_load(struct ts_call *call, const struct ts_open *open, struct promise *promise)
{
    const struct ts_node *section = ts_get(open->brand, "promise");
    const struct ts_node *first = promise_list_item(ts_get(open->brand, "languages"), 0);
    const struct ts_node *require = ts_get(section, "require");
    promise->payoffs = g_ptr_array_new();
    promise->keys = g_array_new(FALSE, TRUE, sizeof(struct key));
    promise->theme_languages = g_ptr_array_new_with_free_func(g_free);
    promise->requirements = g_array_new(FALSE, TRUE, sizeof(struct requirement));
    promise->first_language = first ? dup_str(first->text) : g_strdup("");
    load_phrases(call, ts_get(section, "themes"), promise, TRUE);
    load_phrases(call, ts_get(section, "belied_by"), promise, FALSE);
    for (uint32_t i = 0; require && i < require->children.count; i++) {
        add_requirement(promise, ts_item(require->children, i));
    }
    if (load_payoffs(call, ts_get(section, "payoff"), promise) != 0) {
        return -1;
    }
    if (!require && promise->payoffs->len) {
        /* A touchpoint that expects the promise shows the pay-off at least once. */
        add_requirement(promise, NULL);
    }
    return 0;
}

void promise_clear(struct promise *promise)
{
    for (guint i = 0; i < promise->payoffs->len; i++) {
        struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
        g_free(payoff->language);
        g_free(payoff->shown);
        g_free((char *)payoff->glued.ptr);
        free_words(payoff->words);
        g_free(payoff);
    }
    g_ptr_array_unref(promise->payoffs);
    g_array_unref(promise->keys);
    free_phrases(&promise->themes);
    free_phrases(&promise->belied);
    for (guint i = 0; i < promise->requirements->len; i++) {
        struct requirement *own = &g_array_index(promise->requirements, struct requirement, i);
        g_free(own->share);
        g_ptr_array_unref(own->in);
    }
    g_array_unref(promise->requirements);
    g_ptr_array_unref(promise->theme_languages);
    g_free(promise->first_language);
}
