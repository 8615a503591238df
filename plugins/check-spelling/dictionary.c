/* SPDX-License-Identifier: MIT
 *
 * Loads a dictionary for hunspell and for the letter sequences, and hides its character set.
 */
#include "plugins/check-spelling/dictionary.h"

#include <hunspell/hunspell.h>
#include <string.h>

#include "plugins/check-spelling/stems.h"

#define DICTIONARY_FILE_MAX (64u << 20)
#define NAME_MAX_BYTES 64u

struct dictionary {
    Hunhandle *handle;
    GIConv to, from; /* its character set, or (GIConv)-1 if that is UTF-8 */
    struct stems_learnt learnt;
    gunichar letters[DICTIONARY_LETTERS_MAX];
    size_t letter_count;
};

static const GIConv no_conversion = (GIConv)-1;

static bool is_name(const char *name)
{
    return *name && strlen(name) <= NAME_MAX_BYTES &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")] ==
               '\0';
}

static char *find_file(const char *const *folders, const char *name, const char *ending)
{
    for (; *folders; folders++) {
        g_autofree char *file = g_strconcat(name, ending, NULL);
        char *path = g_build_filename(*folders, file, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            return path;
        }
        g_free(path);
    }
    return NULL;
}

/* The file as UTF-8; NULL with a reason. */
static char *read_file(const char *path, const char *charset, char **why_r)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *raw = NULL;
    char *text;
    gsize size;
    if (!g_file_get_contents(path, &raw, &size, &error)) {
        *why_r = g_strdup(error->message);
        return NULL;
    }
    if (size > DICTIONARY_FILE_MAX) {
        *why_r = g_strdup_printf("%s is larger than 64 MB", path);
        return NULL;
    }
    if (g_ascii_strcasecmp(charset, "UTF-8") == 0) {
        return g_utf8_make_valid(raw, (gssize)size);
    }
    text = g_convert(raw, (gssize)size, "UTF-8", charset, NULL, NULL, &error);
    if (!text) {
        *why_r =
            g_strdup_printf("%s is not in the character set %s that it declares", path, charset);
    }
    return text;
}

static void add_letter(struct dictionary *dictionary, gunichar letter)
{
    for (size_t i = 0; i < dictionary->letter_count; i++) {
        if (dictionary->letters[i] == letter) {
            return;
        }
    }
    if (dictionary->letter_count < DICTIONARY_LETTERS_MAX) {
        dictionary->letters[dictionary->letter_count++] = letter;
    }
}

/* a-z, and what the TRY line adds. */
static void learn_letters(struct dictionary *dictionary, const char *affixes)
{
    const char *at = g_str_has_prefix(affixes, "TRY ") ? affixes : strstr(affixes, "\nTRY ");
    for (gunichar letter = 'a'; letter <= 'z'; letter++) {
        add_letter(dictionary, letter);
    }
    add_letter(dictionary, '-');
    add_letter(dictionary, '\'');
    for (at = at ? strchr(at, ' ') : NULL; at && *at && *at != '\n'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isalpha(letter) && g_unichar_islower(letter)) {
            add_letter(dictionary, letter);
        }
    }
}

/* As iconv names it. */
static const char *charset_of(Hunhandle *handle)
{
    const char *charset = Hunspell_get_dic_encoding(handle);
    return g_str_has_prefix(charset, "microsoft-") ? charset + strlen("microsoft-") : charset;
}

static bool learn(struct dictionary *dictionary, const char *aff, const char *dic, char **why_r)
{
    const char *charset = charset_of(dictionary->handle);
    g_autofree char *affixes = NULL;
    g_autofree char *stems = NULL;
    if (g_ascii_strcasecmp(charset, "UTF-8") != 0) {
        dictionary->to = g_iconv_open(charset, "UTF-8");
        dictionary->from = g_iconv_open("UTF-8", charset);
        if (dictionary->to == no_conversion || dictionary->from == no_conversion) {
            *why_r = g_strdup_printf("%s is in the unknown character set \"%s\"", aff, charset);
            return false;
        }
    }
    affixes = read_file(aff, charset, why_r);
    stems = affixes ? read_file(dic, charset, why_r) : NULL;
    if (!stems) {
        return false;
    }
    learn_letters(dictionary, affixes);
    stems_learn(affixes, stems, &dictionary->learnt);
    return true;
}

struct dictionary *dictionary_open(const char *const *folders, const char *name, char **why_r)
{
    g_autofree char *aff = is_name(name) ? find_file(folders, name, ".aff") : NULL;
    g_autofree char *dic = is_name(name) ? find_file(folders, name, ".dic") : NULL;
    struct dictionary *dictionary;
    if (!aff || !dic) {
        *why_r = g_strdup_printf("there is no %s.aff and %s.dic in %s", name, name, folders[0]);
        return NULL;
    }
    dictionary = g_new0(struct dictionary, 1);
    dictionary->to = dictionary->from = no_conversion;
    dictionary->learnt = (struct stems_learnt){grams_new(), grams_new(), forms_new(), rarity_new()};
    dictionary->handle = Hunspell_create(aff, dic);
    if (!dictionary->handle || !learn(dictionary, aff, dic, why_r)) {
        dictionary_close(&dictionary);
    }
    return dictionary;
}

void dictionary_close(struct dictionary **dictionary)
{
    struct dictionary *old = *dictionary;
    *dictionary = NULL;
    if (!old) {
        return;
    }
    if (old->handle) {
        Hunspell_destroy(old->handle);
    }
    if (old->to != no_conversion) {
        g_iconv_close(old->to);
    }
    if (old->from != no_conversion) {
        g_iconv_close(old->from);
    }
    grams_free(&old->learnt.small);
    grams_free(&old->learnt.names);
    forms_free(&old->learnt.forms);
    rarity_free(&old->learnt.rarity);
    g_free(old);
}

/* Into a buffer of LETTERS_BYTES; false: a letter the character set has not. */
static bool convert(GIConv converter, const char *text, size_t size, char *out_r)
{
    char *in = (char *)text, *out = out_r;
    gsize in_left = strlen(text), out_left = size - 1;
    g_iconv(converter, NULL, NULL, NULL, NULL);
    if (g_iconv(converter, &in, &in_left, &out, &out_left) == (gsize)-1) {
        return false;
    }
    *out = '\0';
    return true;
}

static bool ask_hunspell(const struct dictionary *dictionary, const struct letters *word)
{
    char text[LETTERS_BYTES], native[LETTERS_BYTES];
    const char *asked = text;
    letters_write(word->at, word->count, text);
    if (dictionary->to != no_conversion) {
        if (!convert(dictionary->to, text, sizeof native, native)) {
            return false;
        }
        asked = native;
    }
    return Hunspell_spell(dictionary->handle, asked) != 0;
}

bool dictionary_has(const struct dictionary *dictionary, const struct letters *word)
{
    enum form_verdict verdict = forms_judge(dictionary->learnt.forms, word);
    return verdict == FORM_ASK ? ask_hunspell(dictionary, word) : verdict == FORM_YES;
}

bool dictionary_lists(const struct dictionary *dictionary, const struct letters *word)
{
    return forms_judge(dictionary->learnt.forms, word) == FORM_YES;
}

bool dictionary_is_single(const struct dictionary *dictionary, const struct letters *word)
{
    return forms_is_single(dictionary->learnt.forms, word);
}

const struct rarity *dictionary_rarity(const struct dictionary *dictionary)
{
    return dictionary->learnt.rarity;
}

bool dictionary_may_have(const struct dictionary *dictionary, const struct letters *word,
                         struct range changed, bool is_name)
{
    return grams_may_hold(is_name ? dictionary->learnt.names : dictionary->learnt.small, word->at,
                          word->count, changed.from, changed.until);
}

bool dictionary_may_follow(const struct dictionary *dictionary, const struct letters *word,
                           size_t at, gunichar letter)
{
    return grams_may_follow(dictionary->learnt.small, word->at, at, letter) ||
           grams_may_follow(dictionary->learnt.names, word->at, at, letter);
}

size_t dictionary_letters(const struct dictionary *dictionary, const gunichar **letters_r)
{
    *letters_r = dictionary->letters;
    return dictionary->letter_count;
}

char **dictionary_suggest(const struct dictionary *dictionary, const char *word, size_t max)
{
    GPtrArray *texts = g_ptr_array_new();
    char native[LETTERS_BYTES], **list = NULL;
    int count = 0;
    const char *asked = word;
    if (dictionary->to != no_conversion) {
        asked = convert(dictionary->to, word, sizeof native, native) ? native : "";
    }
    if (*asked) {
        count = Hunspell_suggest(dictionary->handle, &list, asked);
    }
    for (int i = 0; i < count && texts->len < max; i++) {
        char text[LETTERS_BYTES * 2];
        if (dictionary->from == no_conversion) {
            g_ptr_array_add(texts, g_strdup(list[i]));
        } else if (convert(dictionary->from, list[i], sizeof text, text)) {
            g_ptr_array_add(texts, g_strdup(text));
        }
    }
    if (list) {
        Hunspell_free_list(dictionary->handle, &list, count);
    }
    g_ptr_array_add(texts, NULL);
    return (char **)g_ptr_array_free(texts, FALSE);
}
