/* SPDX-License-Identifier: MIT
 *
 * The patterns of words, by language: those of slots and those of the language itself.
 */
#include "plugins/check-facts/find_private.h"

#define PATTERN_TOKENS 16u  /* of one pattern */
#define PATTERNS_MAX 60000u /* of one language */

struct finder {
    GPtrArray *languages; /* struct finder_language * */
};

static void free_language(gpointer data)
{
    struct finder_language *language = data;
    for (guint i = 0; i < language->tokens->len; i++) {
        g_free(g_array_index(language->tokens, struct pattern_token, i).word);
    }
    g_array_unref(language->tokens);
    g_array_unref(language->patterns);
    g_free(language->name);
    g_free(language);
}

struct finder *finder_new(void)
{
    struct finder *finder = g_new0(struct finder, 1);
    finder->languages = g_ptr_array_new_with_free_func(free_language);
    return finder;
}

void finder_free(struct finder *finder)
{
    if (finder) {
        g_ptr_array_unref(finder->languages);
        g_free(finder);
    }
}

struct finder_language *finder_add_language(struct finder *finder, const char *language)
{
    for (guint i = 0; i < finder->languages->len; i++) {
        struct finder_language *own = g_ptr_array_index(finder->languages, i);
        if (strcmp(own->name, language) == 0) {
            return own;
        }
    }
    struct finder_language *own = g_new0(struct finder_language, 1);
    own->name = g_strdup(language);
    own->patterns = g_array_new(FALSE, TRUE, sizeof(struct pattern));
    own->tokens = g_array_new(FALSE, TRUE, sizeof(struct pattern_token));
    g_ptr_array_add(finder->languages, own);
    lexicon_add(own, language);
    number_words_add(own, language);
    return own;
}

/* "nl" is nl, nl-NL and NL_be. */
const struct finder_language *finder_language(const struct finder *finder, struct ts_str language)
{
    for (guint i = 0; i < finder->languages->len; i++) {
        const struct finder_language *own = g_ptr_array_index(finder->languages, i);
        size_t size = strlen(own->name);
        if (language.len >= size && g_ascii_strncasecmp(language.ptr, own->name, size) == 0 &&
            (language.len == size || language.ptr[size] == '-' || language.ptr[size] == '_')) {
            return own;
        }
    }
    return NULL;
}

static unsigned scan_of(enum mark_kind kind, const void *what)
{
    switch (kind) {
    case MARK_ANCHOR:
        return ((const struct slot *)what)->type == VALUE_HOURS ? SCAN_HOURS : SCAN_ANCHOR;
    case MARK_PHRASE:
        return SCAN_PHRASE;
    case MARK_NUMBER:
    case MARK_HALF:
    case MARK_TOMORROW:
        return SCAN_VALUE;
    case MARK_ARTICLE:
        return SCAN_ARTICLE;
    case MARK_UNIT:
        return SCAN_UNIT;
    case MARK_DAY:
    case MARK_DAYS:
    case MARK_ALWAYS:
        return SCAN_DAY;
    default:
        return 0;
    }
}

static gboolean is_gap(const struct tokens *tokens, guint at)
{
    return token_is_sign(tokens, at, 0x2026) ||
           (token_is_sign(tokens, at, '.') && token_is_sign(tokens, at + 1, '.'));
}

static void add_token(struct finder_language *language, const struct tokens *tokens,
                      const struct token *token, gboolean is_apart)
{
    struct ts_str raw = ts_bytes(tokens->text.ptr + token->offset, token->length);
    struct ts_str word = token->is_number ? raw : token_folded(tokens, token);
    struct pattern_token own = {
        .word = token->sign ? NULL : g_strndup(word.ptr, word.len),
        .len = token->sign ? 0 : (uint32_t)word.len,
        .sign = token->sign,
        .is_apart = is_apart,
    };
    g_array_append_val(language->tokens, own);
}

/* Appends the tokens of a pattern; how many, 0 = none, or too many. */
static guint compile(struct finder_language *language, const struct tokens *tokens)
{
    const guint first = language->tokens->len;
    gboolean is_apart = FALSE;
    for (guint i = 0; i < tokens->items->len; i++) {
        const struct token *token = token_at(tokens, i);
        const guint count = language->tokens->len - first;
        struct pattern_token *last =
            count ? &g_array_index(language->tokens, struct pattern_token, first + count - 1)
                  : NULL;
        if (last && (is_gap(tokens, i) || (is_apart && token->sign == '.'))) {
            is_apart = TRUE;
        } else if (last && token->sign == '*') {
            last->is_open = last->word != NULL;
        } else if (last && token->sign == '-') {
            continue; /* words that hyphens join are words */
        } else if (count == PATTERN_TOKENS) {
            return 0;
        } else {
            add_token(language, tokens, token, is_apart);
            is_apart = FALSE;
        }
    }
    return language->tokens->len - first;
}

static void drop_tokens(struct finder_language *language, guint first)
{
    for (guint i = first; i < language->tokens->len; i++) {
        g_free(g_array_index(language->tokens, struct pattern_token, i).word);
    }
    g_array_set_size(language->tokens, first);
}

/* Three plain letters, and a fourth one or none. */
static guint8 fourth_of(const struct pattern_token *first)
{
    for (uint32_t i = 0; i < 3; i++) {
        if (!first->word || i >= first->len || !g_ascii_isalpha(first->word[i])) {
            return FOURTH_ANY;
        }
    }
    return first->len == 3                   ? (first->is_open ? FOURTH_ANY : 0)
           : g_ascii_isalpha(first->word[3]) ? (guint8)first->word[3]
                                             : FOURTH_ANY;
}

gboolean finder_add(struct finder_language *language, struct ts_str words, enum mark_kind kind,
                    int value, const void *what)
{
    struct pattern pattern = {.first = language->tokens->len,
                              .scan = (guint8)scan_of(kind, what),
                              .kind = kind,
                              .value = value,
                              .what = what};
    struct tokens tokens;
    tokens_init(&tokens);
    tokens_cut(&tokens, words);
    pattern.count = (guint8)compile(language, &tokens);
    gboolean is_kept = pattern.count > 0 && language->patterns->len < PATTERNS_MAX;
    if (is_kept) {
        const struct pattern_token *first = pattern_token(language, &pattern, 0);
        guint key = first->word ? key_of(first->word, first->len) : key_of_sign(first->sign);
        pattern.fourth = fourth_of(first);
        pattern.next = language->heads[key];
        language->scans[key] |= pattern.scan;
        g_array_append_val(language->patterns, pattern);
        language->heads[key] = language->patterns->len;
    } else {
        drop_tokens(language, pattern.first);
    }
    tokens_finish(&tokens);
    return is_kept;
}
