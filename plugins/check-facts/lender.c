/* SPDX-License-Identifier: MIT
 *
 * What a heading, a question or a table's cell lends: the slots whose words it holds.
 */
#include "plugins/check-facts/text.h"

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
