/* SPDX-License-Identifier: MIT
 *
 * What a heading, a question or a table's cell lends: the slots whose words it holds.
 */
#include "plugins/check-facts/text.h"

/* "2004", "1998 - 2004", "2016: a second shop" */
static gboolean begins_with_year(const struct tokens *tokens)
{
    const struct token *token = tokens->items->len ? token_at(tokens, 0) : NULL;
    if (!token || !token->is_number || token->length != 4) {
        return FALSE;
    }
    const char *digits = tokens->text.ptr + token->offset;
    return (memcmp(digits, "19", 2) == 0 || memcmp(digits, "20", 2) == 0) &&
           g_ascii_isdigit(digits[2]) && g_ascii_isdigit(digits[3]) &&
           (tokens->items->len == 1 || token_is_sign(tokens, 1, '-') ||
            token_is_sign(tokens, 1, ':'));
}

gboolean lender_silences(const struct tokens *tokens, gboolean is_heading)
{
    guint limit = MIN(tokens->items->len, FACTS_WINDOW);
    for (guint at = 0; at < limit; at++) {
        const struct mark *block = token_mark(tokens, at, MARK_BLOCK);
        if (token_mark(tokens, at, MARK_SILENT) || (!is_heading && block && block->value == 0)) {
            return TRUE;
        }
    }
    return begins_with_year(tokens);
}

static gboolean has_slot(const struct lender *lender, const struct slot *slot)
{
    for (guint i = 0; i < lender->slot_count; i++) {
        if (lender->slots[i] == slot) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A word of the slot's `not` stands there too: "retour" beside "bezorging". */
static gboolean is_denied(const struct tokens *tokens, guint first, guint end,
                          const struct slot *slot)
{
    for (guint at = first; at < end; at++) {
        const struct token *token = token_at(tokens, at);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            if (mark->kind == MARK_NOT && mark->what == slot) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

void lender_add(struct lender *lender, const struct tokens *tokens, guint first, guint end)
{
    end = MIN(end, first + 2 * FACTS_WINDOW);
    for (guint at = first; at < end; at++) {
        const struct token *token = token_at(tokens, at);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            if (mark->kind == MARK_ANCHOR && lender->slot_count < CONTEXT_SLOTS &&
                !has_slot(lender, mark->what) && !is_denied(tokens, first, end, mark->what)) {
                lender->slots[lender->slot_count++] = mark->what;
            }
        }
    }
}
