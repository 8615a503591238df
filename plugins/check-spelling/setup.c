/* SPDX-License-Identifier: MIT
 *
 * From the brand book to the check's state: which languages, with which dictionaries.
 */
#include <string.h>

#include "plugins/check-spelling/spelling.h"

#define DICTIONARY_FOLDER "/usr/share/hunspell"
#define DICTIONARY_NAMES_MAX 3u

/* Names of dictionaries: a list, or a text with commas or spaces between. NULL if none is given. */
static char **names_of(const struct ts_node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    GPtrArray *names;
    char **parts;
    if (node && node->kind == TS_NODE_TEXT) {
        g_string_append_len(text, node->text.ptr, (gssize)node->text.len);
    }
    for (uint32_t i = 0; node && node->kind == TS_NODE_LIST && i < node->children.count; i++) {
        const struct ts_node *item = ts_item(node->children, i);
        g_string_append_printf(text, " %.*s", (int)item->text.len, item->text.ptr);
    }
    names = g_ptr_array_new();
    parts = g_strsplit_set(text->str, ", \t", -1);
    for (guint i = 0; parts[i]; i++) {
        if (*parts[i] && names->len < DICTIONARY_NAMES_MAX) {
            g_ptr_array_add(names, g_strdup(parts[i]));
        }
    }
    g_strfreev(parts);
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}

static void add_language(struct spelling *self, const struct ts_open *open,
                         const char *const *folders, struct ts_str tag)
{
    const struct ts_node *dictionaries = ts_get(ts_get(open->brand, "spelling"), "dictionaries");
    struct language *language = &self->languages[self->brand_count];
    g_auto(GStrv) names = NULL;
    language_code(tag, language->code);
    if (self->brand_count == LANGUAGES_MAX || !*language->code ||
        spelling_find_language(self, tag) != NO_LANGUAGE) {
        return;
    }
    names = names_of(ts_get(dictionaries, language->code));
    language_open(language, folders, (const char *const *)names);
    self->brand_count++;
}

/* Dutch, German and French texts borrow English words; English needs not be a language of the
 * brand for that, and is not missed if it is not installed. */
static void find_english(struct spelling *self, const char *const *folders)
{
    bool borrows = false;
    struct language *extra = &self->languages[self->brand_count];
    self->english = spelling_find_language(self, ts_text("en"));
    for (unsigned i = 0; i < self->brand_count; i++) {
        borrows |= !language_is(&self->languages[i], "en") && !self->languages[i].missing;
    }
    if (self->english != NO_LANGUAGE || !borrows) {
        return;
    }
    strcpy(extra->code, "en");
    language_open(extra, folders, (const char *const[]){"en_US", NULL});
    if (extra->dictionary_count > 0) {
        self->english = (int)self->brand_count;
    }
}

static void open_languages(struct spelling *self, const struct ts_open *open)
{
    const struct ts_node *list = ts_get(open->brand, "languages");
    struct ts_str path = ts_get_text(open->options, "dictionary_path");
    g_autofree char *own = g_strndup(path.ptr ? path.ptr : "", path.len);
    bool is_other = *own && strcmp(own, DICTIONARY_FOLDER) != 0;
    const char *folders[] = {is_other ? own : DICTIONARY_FOLDER,
                             is_other ? DICTIONARY_FOLDER : NULL, NULL};
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *tag = ts_item(list->children, i);
        add_language(self, open, folders, tag->text);
    }
    if (list && list->kind == TS_NODE_TEXT) {
        add_language(self, open, folders, list->text);
    }
    find_english(self, folders);
}

static void learn_rarity(struct spelling *self)
{
    self->rarity = rarity_new();
    for (unsigned i = 0; i < G_N_ELEMENTS(self->languages); i++) {
        const struct language *language = &self->languages[i];
        for (size_t k = 0; k < language->dictionary_count; k++) {
            rarity_join(self->rarity, dictionary_rarity(language->dictionaries[k]));
        }
    }
}

int spelling_open(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct spelling *self = g_new0(struct spelling, 1);
    self->reports_unknown = ts_get_bool(open->options, "unknown", 1) != 0;
    self->judges_names = ts_get_bool(open->options, "names", 0) != 0;
    if (brand_open(call, open, &self->brand) != 0) {
        g_free(self);
        return -1;
    }
    self->cache = cache_new();
    if (!(open->flags & TS_OPEN_CONCLUDE)) { /* names are compared with names */
        open_languages(self, open);
        learn_rarity(self);
    }
    for (unsigned i = 0; i < self->brand_count; i++) {
        if (self->languages[i].missing) {
            call->host->log(call, TS_LOG_WARNING, ts_text(self->languages[i].missing));
        }
    }
    *self_r = self;
    return 0;
}

void spelling_close(struct ts_call *call, void *state)
{
    struct spelling *self = state;
    (void)call;
    for (size_t i = 0; i < G_N_ELEMENTS(self->languages); i++) {
        language_close(&self->languages[i]);
    }
    brand_close(&self->brand);
    cache_free(&self->cache);
    rarity_free(&self->rarity);
    g_free(self);
}
