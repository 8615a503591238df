/* SPDX-License-Identifier: MIT
 *
 * Gives the tokens of a text the marks of all patterns that begin there.
 */
#include "plugins/check-facts/find_private.h"

#define GAP_TOKENS 10u  /* that "..." stands for */
#define TOKEN_MARKS 24u /* at one token */

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
static guint match(const struct finder_language *language, const struct pattern *pattern,
                   const struct tokens *tokens, guint at)
{
    guint here = at, count = 0;
    for (guint i = 0; i < pattern->count; i++, here++) {
        const struct pattern_token *wanted = pattern_token(language, pattern, i);
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
        const struct pattern *pattern = pattern_at(language, i - 1);
        guint count = match(language, pattern, tokens, at);
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
