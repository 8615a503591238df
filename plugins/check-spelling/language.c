/* SPDX-License-Identifier: MIT
 *
 * Opens the dictionaries of a language and asks them as one.
 */
#include "plugins/check-spelling/language.h"

#include <string.h>

void language_code(struct ts_str tag, char code_r[LANGUAGE_CODE_BYTES])
{
    size_t len = 0;
    while (len < tag.len && g_ascii_isalpha(tag.ptr[len])) {
        len++;
    }
    if (len > LANGUAGE_CODE_BYTES - 1) {
        len = 0;
    }
    for (size_t i = 0; i < len; i++) {
        code_r[i] = g_ascii_tolower(tag.ptr[i]);
    }
    code_r[len] = '\0';
}

static bool add_dictionary(struct language *language, const char *const *folders, const char *name)
{
    g_autofree char *why = NULL;
    struct dictionary *dictionary;
    if (language->dictionary_count == LANGUAGE_DICTIONARIES) {
        return false;
    }
    dictionary = dictionary_open(folders, name, &why);
    if (dictionary) {
        language->dictionaries[language->dictionary_count++] = dictionary;
    }
    return dictionary != NULL;
}

/* Names that the brand book gives are taken at their word: all of them must be there. */
static const char *open_named(struct language *language, const char *const *folders,
                              const char *const *names)
{
    for (; *names; names++) {
        if (!add_dictionary(language, folders, *names)) {
            return *names;
        }
    }
    return NULL;
}

static const char *open_usual(struct language *language, const char *const *folders)
{
    const struct traits *traits = language->traits;
    for (const char *const *name = traits->dictionaries; name && *name; name++) {
        if (add_dictionary(language, folders, *name)) {
            if (traits->also && strcmp(traits->also, *name) != 0) {
                add_dictionary(language, folders, traits->also);
            }
            return NULL;
        }
    }
    if (!traits->code && add_dictionary(language, folders, language->code)) {
        return NULL;
    }
    return traits->dictionaries ? traits->dictionaries[0] : language->code;
}

void language_open(struct language *language, const char *const *folders, const char *const *names)
{
    const char *absent;
    language->traits = traits_find(language->code);
    language->common = common_new(language->code);
    absent = names && *names ? open_named(language, folders, names) : open_usual(language, folders);
    if (absent) {
        g_autofree char *searched = g_strjoinv(", ", (char **)folders);
        g_autofree char *package = g_strconcat("hunspell-", language->code, NULL);
        const struct traits *traits = language->traits;
        language->missing = g_strdup_printf(
            "no %s dictionary: install the package %s, or set the option dictionary_path to the "
            "folder with %s.aff and %s.dic (searched: %s)",
            traits->name ? traits->name : language->code,
            traits->package ? traits->package : package, absent, absent, searched);
    }
}

void language_close(struct language *language)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        dictionary_close(&language->dictionaries[i]);
    }
    language->dictionary_count = 0;
    common_free(&language->common);
    g_clear_pointer(&language->missing, g_free);
}

bool language_has(const struct language *language, const struct letters *word)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_has(language->dictionaries[i], word)) {
            return true;
        }
    }
    return false;
}

static bool may_have(const struct language *language, const struct letters *word,
                     struct range changed, bool is_name)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_may_have(language->dictionaries[i], word, changed, is_name)) {
            return true;
        }
    }
    return false;
}

enum language_form language_has_made(const struct language *language, const struct letters *word,
                                     struct range changed)
{
    struct letters capital = *word;
    if (may_have(language, word, changed, false) && language_has(language, word)) {
        return LANGUAGE_LOWER;
    }
    if (!may_have(language, word, changed, true)) {
        return LANGUAGE_NOT;
    }
    letters_capitalise(&capital, language_is(language, "nl"));
    return language_has(language, &capital) ? LANGUAGE_CAPITAL : LANGUAGE_NOT;
}

bool language_has_single(const struct language *language, const struct letters *word)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_is_single(language->dictionaries[i], word)) {
            return true;
        }
    }
    return false;
}

bool language_is(const struct language *language, const char *code)
{
    return strcmp(language->code, code) == 0;
}
