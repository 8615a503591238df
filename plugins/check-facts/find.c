/* SPDX-License-Identifier: MIT
 *
 * Finds the words of slots and of the language: one cheap pass tells whether a text is worth
 * cutting, and its tokens then get the marks of all patterns that begin there.
 */
#include "plugins/check-facts/text.h"

#define KEYS (1u << 15)     /* the first three letters, five bits each */
#define PATTERN_TOKENS 8u   /* of one pattern */
#define PATTERNS_MAX 60000u /* of one language */
#define GAP_TOKENS 10u      /* that "..." stands for */
#define TOKEN_MARKS 24u     /* at one token */

struct pattern_token {
    char *word; /* NULL: a sign */
    uint32_t len;
    gunichar sign;
    gboolean is_open;
    gboolean is_apart; /* other words may stand before it: "storten ... terug" */
};

struct pattern {
    struct pattern_token tokens[PATTERN_TOKENS];
    guint count;
    enum mark_kind kind;
    int value;
    const void *what;
    guint next; /* index + 1 of the next with this key */
};

struct finder_language {
    char *name;
    GArray *patterns; /* struct pattern */
    guint heads[KEYS];
    guint8 scans[KEYS]; /* SCAN_* */
};

struct finder {
    GPtrArray *languages; /* struct finder_language * */
};

/* ---- keys ---- */

static guint key_letter(gunichar code)
{
    return code < 0x80 ? (g_ascii_isalpha((char)code) ? ((guint)code & 31u) : 27u) : 28u;
}

static guint key_of(const char *word, size_t len)
{
    guint key = 0;
    const char *at = word, *end = word + len;
    for (guint i = 0; i < 3; i++) {
        key <<= 5;
        if (at < end) {
            key |= key_letter(g_utf8_get_char(at));
            at = g_utf8_next_char(at);
        }
    }
    return key;
}

/* Of a sign: one key for all. */
static guint key_of_sign(gunichar sign)
{
    return 31u << 10 | (sign & 1023u);
}

/* ---- making ---- */

static void free_language(gpointer data)
{
    struct finder_language *language = data;
    for (guint i = 0; i < language->patterns->len; i++) {
        struct pattern *pattern = &g_array_index(language->patterns, struct pattern, i);
        for (guint t = 0; t < pattern->count; t++) {
            g_free(pattern->tokens[t].word);
        }
    }
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

static unsigned scan_of(enum mark_kind kind)
{
    switch (kind) {
    case MARK_ANCHOR:
        return SCAN_ANCHOR;
    case MARK_PHRASE:
        return SCAN_PHRASE;
    case MARK_NUMBER:
    case MARK_HALF:
    case MARK_TOMORROW:
    case MARK_ALWAYS:
    case MARK_CLOSED:
    case MARK_NOON:
        return SCAN_VALUE;
    case MARK_ARTICLE:
        return SCAN_ARTICLE;
    case MARK_UNIT:
        return SCAN_UNIT;
    case MARK_DAY:
    case MARK_DAYS:
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

/* TRUE: the pattern has tokens, and not too many. */
static gboolean compile(struct pattern *pattern, const struct tokens *tokens)
{
    gboolean is_apart = FALSE;
    for (guint i = 0; i < tokens->items->len; i++) {
        const struct token *token = token_at(tokens, i);
        if (pattern->count && (is_gap(tokens, i) || (is_apart && token->sign == '.'))) {
            is_apart = TRUE;
            continue;
        }
        if (token->sign == '*' && pattern->count && pattern->tokens[pattern->count - 1].word) {
            pattern->tokens[pattern->count - 1].is_open = TRUE;
            continue;
        }
        if (token->sign == '-' && pattern->count) {
            continue; /* words that hyphens join are words */
        }
        if (pattern->count == PATTERN_TOKENS) {
            return FALSE;
        }
        struct ts_str raw = ts_bytes(tokens->text.ptr + token->offset, token->length);
        struct ts_str word = token->is_number ? raw : token_folded(tokens, token);
        pattern->tokens[pattern->count++] = (struct pattern_token){
            .word = token->sign ? NULL : g_strndup(word.ptr, word.len),
            .len = token->sign ? 0 : (uint32_t)word.len,
            .sign = token->sign,
            .is_apart = is_apart,
        };
        is_apart = FALSE;
    }
    return pattern->count > 0;
}

void finder_add(struct finder_language *language, struct ts_str words, enum mark_kind kind,
                int value, const void *what)
{
    struct pattern pattern = {.kind = kind, .value = value, .what = what};
    struct tokens tokens;
    tokens_init(&tokens);
    tokens_cut(&tokens, words);
    if (compile(&pattern, &tokens) && language->patterns->len < PATTERNS_MAX) {
        const struct pattern_token *first = &pattern.tokens[0];
        guint key = first->word ? key_of(first->word, first->len) : key_of_sign(first->sign);
        pattern.next = language->heads[key];
        language->scans[key] |= (guint8)scan_of(kind);
        g_array_append_val(language->patterns, pattern);
        language->heads[key] = language->patterns->len;
    } else {
        for (guint i = 0; i < pattern.count; i++) {
            g_free(pattern.tokens[i].word);
        }
    }
    tokens_finish(&tokens);
}

/* ---- scanning bytes ---- */

/* Letters of which the first words of patterns are made. Of what is not ASCII only Latin letters
 * with an accent count as the letter they bear. */
static gunichar plain(struct ts_str text, size_t at, size_t *next_r)
{
    guchar byte = (guchar)text.ptr[at];
    gunichar first, rest, code;
    if (byte < 0x80) {
        *next_r = at + 1;
        return (gunichar)g_ascii_tolower((char)byte);
    }
    code = g_unichar_tolower(g_utf8_get_char(text.ptr + at));
    *next_r = (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
    while (g_unichar_decompose(code, &first, &rest)) {
        code = first;
    }
    return code;
}

/* What the patterns with this key say that really begin with the word. */
static unsigned verify(const struct finder_language *language, guint key, struct ts_str text,
                       size_t at)
{
    unsigned found = 0;
    for (guint i = language->heads[key]; i;) {
        const struct pattern *pattern = &g_array_index(language->patterns, struct pattern, i - 1);
        const struct pattern_token *first = &pattern->tokens[0];
        size_t here = at, seen = 0;
        i = pattern->next;
        if (!(scan_of(pattern->kind) & ~found)) {
            continue;
        }
        while (seen < first->len && here < text.len) {
            size_t next;
            gunichar code = plain(text, here, &next);
            if (code >= 0x80 || (char)code != first->word[seen]) {
                /* what is unusual is left to the tokens */
                seen = code >= 0x80 || (guchar)first->word[seen] >= 0x80 ? first->len : seen;
                break;
            }
            seen++;
            here = next;
        }
        if (seen == first->len &&
            (first->is_open || here >= text.len || !g_ascii_isalpha(text.ptr[here]))) {
            found |= scan_of(pattern->kind);
        }
    }
    return found;
}

static gboolean is_letter_at(struct ts_str text, size_t at)
{
    return at < text.len &&
           ((guchar)text.ptr[at] < 0x80 ? g_ascii_isalpha(text.ptr[at])
                                        : g_unichar_isalpha(g_utf8_get_char(text.ptr + at)));
}

static size_t skip_word(struct ts_str text, size_t at)
{
    while (is_letter_at(text, at)) {
        at += (guchar)text.ptr[at] < 0x80
                  ? 1
                  : (size_t)(g_utf8_next_char(text.ptr + at) - (text.ptr + at));
    }
    return at;
}

unsigned finder_scan(const struct finder_language *language, struct ts_str text)
{
    unsigned found = 0;
    size_t at = 0;
    while (at < text.len) {
        guchar byte = (guchar)text.ptr[at];
        if (byte < 0x80 && !g_ascii_isalpha((char)byte)) {
            found |= g_ascii_isdigit((char)byte) ? SCAN_VALUE : 0;
            at++;
            continue;
        }
        if (!is_letter_at(text, at)) {
            at = (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
            continue;
        }
        guint key = 0;
        size_t next = at;
        for (guint i = 0; i < 3; i++) {
            size_t after = next;
            key <<= 5;
            if (is_letter_at(text, next)) {
                key |= key_letter(plain(text, next, &after));
                next = after;
            }
        }
        if (language->scans[key] & ~found) {
            found |= verify(language, key, text, at);
        }
        at = skip_word(text, next);
    }
    found |= (found & SCAN_ARTICLE) && (found & SCAN_UNIT) ? SCAN_VALUE : 0;
    return found;
}

/* ---- marking tokens ---- */

static gboolean is_token(const struct pattern_token *wanted, const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    if (!wanted->word) {
        return token->sign == wanted->sign;
    }
    struct ts_str word = token->is_number
                             ? ts_bytes(tokens->text.ptr + token->offset, token->length)
                             : token_folded(tokens, token);
    return word.len >= wanted->len && (word.len == wanted->len || wanted->is_open) &&
           memcmp(word.ptr, wanted->word, wanted->len) == 0;
}

/* The end of a gap: the token that is wanted, in the same sentence. 0: it does not come. */
static guint skip_gap(const struct pattern_token *wanted, const struct tokens *tokens, guint at)
{
    for (guint i = at; i < tokens->items->len && i <= at + GAP_TOKENS; i++) {
        gunichar sign = token_at(tokens, i)->sign;
        if (is_token(wanted, tokens, i)) {
            return i;
        }
        if (sign == '.' || sign == '!' || sign == '?' || sign == ';') {
            return 0;
        }
    }
    return 0;
}

/* How many tokens the pattern takes at this one, up to its first gap; 0 = it does not stand there.
 */
static guint match(const struct pattern *pattern, const struct tokens *tokens, guint at)
{
    guint here = at, count = 0;
    for (guint i = 0; i < pattern->count; i++, here++) {
        const struct pattern_token *wanted = &pattern->tokens[i];
        if (wanted->is_apart) {
            count = count ? count : here - at;
            if (!(here = skip_gap(wanted, tokens, here))) {
                return 0;
            }
            continue;
        }
        if (i > 0 && wanted->word && token_is_sign(tokens, here, '-')) {
            here++;
        }
        if (here >= tokens->items->len || !is_token(wanted, tokens, here)) {
            return 0;
        }
    }
    return count ? count : here - at;
}

static void mark_token(const struct finder_language *language, struct tokens *tokens, guint at)
{
    struct token *token = &g_array_index(tokens->items, struct token, at);
    struct ts_str word = token_folded(tokens, token);
    guint key = token->sign        ? key_of_sign(token->sign)
                : token->is_number ? key_of(tokens->text.ptr + token->offset, token->length)
                                   : key_of(word.ptr, word.len);
    token->first_mark = tokens->marks->len;
    for (guint i = language->heads[key]; i && token->mark_count < TOKEN_MARKS;) {
        const struct pattern *pattern = &g_array_index(language->patterns, struct pattern, i - 1);
        guint count = match(pattern, tokens, at);
        i = pattern->next;
        if (count) {
            struct mark mark = {pattern->kind, count, pattern->value, pattern->what};
            g_array_append_val(tokens->marks, mark);
            token->mark_count++;
        }
    }
}

void finder_mark(const struct finder_language *language, struct tokens *tokens)
{
    g_array_set_size(tokens->marks, 0);
    for (guint i = 0; i < tokens->items->len; i++) {
        mark_token(language, tokens, i);
    }
}
