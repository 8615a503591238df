/* SPDX-License-Identifier: MIT
 *
 * Where sentences and clauses end, and which sentences ask.
 */
#include "plugins/check-facts/text.h"

static gboolean begins_upper(const struct tokens *tokens, guint at)
{
    if (at >= tokens->items->len) {
        return TRUE;
    }
    const struct token *token = token_at(tokens, at);
    return token->folded_len &&
           g_unichar_isupper(g_utf8_get_char(tokens->text.ptr + token->offset));
}

/* A dot after an abbreviation ends no sentence, unless the next one begins like one. */
static gboolean is_abbreviated(const struct tokens *tokens, guint at)
{
    if (at == 0 || begins_upper(tokens, at + 1)) {
        return FALSE;
    }
    const struct token *before = token_at(tokens, at - 1);
    return before->folded_len == 1 || token_mark(tokens, at - 1, MARK_ABBREVIATION) ||
           (at >= 3 && token_mark(tokens, at - 3, MARK_ABBREVIATION));
}

static gboolean ends_sentence(const struct tokens *tokens, guint at)
{
    gboolean is_last = at + 1 >= tokens->items->len || !token_at(tokens, at + 1)->is_glued;
    switch (token_at(tokens, at)->sign) {
    case '.':
        return is_last && !is_abbreviated(tokens, at);
    case '!':
    case '?':
    case 0x2026: /* … */
    case ';':
    case '|':
    case 0x2022: /* • */
    case 0xb7:   /* · */
    case 0x2713: /* ✓ */
    case 0x2714:
        return TRUE;
    default:
        return FALSE;
    }
}

static gboolean ends_clause(const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    gboolean is_free =
        !token->is_glued && at + 1 < tokens->items->len && !token_at(tokens, at + 1)->is_glued;
    switch (token->sign) {
    case ',':
    case '(':
    case ')':
    case '[':
    case ']':
        return TRUE;
    case '-': /* what stands between a label and its value divides no more than a colon */
        return is_free && at > 0 && !token_is_number(tokens, at + 1) &&
               !token_mark(tokens, at + 1, MARK_CURRENCY);
    default:
        return FALSE;
    }
}

static void mark_asked(struct tokens *tokens, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        g_array_index(tokens->items, struct token, i).is_asked = TRUE;
    }
}

void tokens_divide(struct tokens *tokens)
{
    uint32_t sentence = 0, clause = 0;
    guint first = 0;
    for (guint i = 0; i < tokens->items->len; i++) {
        struct token *token = &g_array_index(tokens->items, struct token, i);
        clause += token_mark(tokens, i, MARK_BREAK) != NULL;
        token->sentence = sentence;
        token->clause = clause;
        if (ends_sentence(tokens, i)) {
            if (token->sign == '?') {
                mark_asked(tokens, first, i + 1);
            }
            sentence++;
            clause++;
            first = i + 1;
        } else if (ends_clause(tokens, i)) {
            clause++;
        }
    }
}
