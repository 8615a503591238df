/* SPDX-License-Identifier: MIT
 *
 * except_words: words, phrases and beginnings of words that are right all the same. A phrase hides
 * what lies in it: "uw edele" the word "uw" in it.
 */
#include "plugins/check-terms/terms.h"

static char *dup_folded(const struct word *word)
{
    struct ts_str folded = terms_without_dot(word->folded);
    return g_strndup(folded.ptr, folded.len);
}

static void add_phrase(struct term *term, struct ts_str text, struct words words,
                       gboolean is_prefix)
{
    struct exception *exception = g_new0(struct exception, 1);
    exception->word_count = words.count;
    exception->is_prefix = is_prefix;
    exception->folded = g_new0(char *, words.count + 1);
    exception->gaps = g_new0(char *, words.count + 1);
    for (guint32 i = 0; i < words.count; i++) {
        const struct word *word = &words.items[i];
        exception->folded[i] = dup_folded(word);
        if (i + 1 < words.count) {
            exception->gaps[i] =
                terms_dup_signs(text, (size_t)word->offset + word->length, word[1].offset);
        }
    }
    g_ptr_array_add(term->exceptions, exception);
}

void exception_free(gpointer data)
{
    struct exception *exception = data;
    g_strfreev(exception->folded);
    g_strfreev(exception->gaps);
    g_free(exception);
}

int terms_load_exceptions(struct loader *loader, struct term *term)
{
    const struct ts_node *list = ts_get(loader->node, "except_words");
    const struct ts_node *item;
    for (uint32_t i = 0; (item = terms_list_item(list, i)); i++) {
        struct ts_str text = item->text;
        gboolean is_prefix = text.len && text.ptr[text.len - 1] == '*';
        text.len -= is_prefix;
        struct words words = words_cut_text(loader->call, text);
        if (words.count == 0) {
            return terms_refuse(loader, "an entry of except_words has no word");
        }
        if (words.count == 1 && !is_prefix) {
            g_hash_table_add(term->except_words, dup_folded(&words.items[0]));
        } else {
            add_phrase(term, text, words, is_prefix);
        }
    }
    return 0;
}

/* ---- does it stand there? ---- */

static gboolean is_word(const struct exception *exception, guint index, const struct word *word)
{
    struct ts_str folded = terms_without_dot(word->folded);
    const char *wanted = exception->folded[index];
    if (exception->is_prefix && index + 1 == exception->word_count) {
        size_t size = strlen(wanted);
        return folded.len >= size && memcmp(folded.ptr, wanted, size) == 0;
    }
    return ts_is(folded, wanted);
}

static gboolean stands_at(const struct scene *scene, const struct exception *exception,
                          guint32 first)
{
    const struct word *words = scene->words.items + first;
    for (guint i = 0; i < exception->word_count; i++) {
        if (!is_word(exception, i, &words[i]) ||
            (i > 0 && !terms_is_gap(scene, &words[i - 1], exception->gaps[i - 1]))) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean lies_in(const struct scene *scene, const struct exception *exception, guint32 first,
                        guint32 last)
{
    guint32 begin = last + 1 > exception->word_count ? last + 1 - exception->word_count : 0;
    for (; begin <= first && begin + exception->word_count <= scene->words.count; begin++) {
        if (stands_at(scene, exception, begin)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean term_excepts(const struct scene *scene, const struct term *term, guint32 first,
                      guint32 last)
{
    if (first == last && g_hash_table_size(term->except_words)) {
        g_autofree char *folded = dup_folded(&scene->words.items[first]);
        if (g_hash_table_contains(term->except_words, folded)) {
            return TRUE;
        }
    }
    for (guint i = 0; i < term->exceptions->len; i++) {
        if (lies_in(scene, g_ptr_array_index(term->exceptions, i), first, last)) {
            return TRUE;
        }
    }
    return FALSE;
}
