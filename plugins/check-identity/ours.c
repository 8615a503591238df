/* SPDX-License-Identifier: MIT
 *
 * Whose is what stands there? What every number, mailbox and registration asks.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/legal.h"

#define OTHERS_BEFORE 36u /* tokens before, in which another's name or address may stand */
#define CARD_BLOCKS 60u   /* of one vCard, before and behind a block */
#define OTHERS_LINES 8u   /* and blocks */
#define NAME_LENGTH 8u    /* tokens from the beginning of our name to its legal form */

gboolean document_is(const struct ts_document *document, const char *kinds)
{
    for (uint32_t i = 0; i < document->kinds.count; i++) {
        const struct ts_str *kind = ts_item(document->kinds, i);
        for (const char *at = kinds; *at; at += strspn(at, "|")) {
            size_t len = strcspn(at, "|");
            if (len == kind->len && memcmp(at, kind->ptr, len) == 0) {
                return TRUE;
            }
            at += len;
        }
    }
    return FALSE;
}

static size_t card_size(const struct ts_block *block)
{
    const char *end = block->where.len ? memchr(block->where.ptr, '/', block->where.len) : NULL;
    return end ? (size_t)(end - block->where.ptr) : block->where.len;
}

static gboolean is_same_card(const struct ts_block *a, const struct ts_block *b)
{
    size_t size = card_size(a);
    return size == card_size(b) && (size == 0 || memcmp(a->where.ptr, b->where.ptr, size) == 0);
}

static gboolean has_our_name(const struct view *view, uint32_t block)
{
    guint index = names_behind(view, token_at(view->tokens, block, 0));
    return index < view->names->len &&
           view->tokens->items[g_array_index(view->names, struct name_span, index).first].block ==
               block;
}

gboolean card_is_of_others(const struct view *view, uint32_t block)
{
    const struct ts_list blocks = view->document->blocks;
    if (!ts_is(view->document->media_type, "text/vcard") || block >= blocks.count) {
        return FALSE;
    }
    const struct ts_block *own = ts_item(blocks, block);
    uint32_t first = block;
    while (first > 0 && block - first < CARD_BLOCKS &&
           is_same_card(own, ts_item(blocks, first - 1))) {
        first--;
    }
    for (uint32_t i = first;
         i < blocks.count && i < first + 2 * CARD_BLOCKS && is_same_card(own, ts_item(blocks, i));
         i++) {
        if (has_our_name(view, i)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Is ours the firm whose legal form stands here: "Vlakwerk Retail & Wonen B.V."? */
static gboolean is_our_form(const struct view *view, uint32_t form)
{
    for (uint32_t i = form; i > 0 && form - i < NAME_LENGTH; i--) {
        const struct token *token = &view->tokens->items[i - 1];
        gboolean is_inner =
            token->kind == TOKEN_SIGN
                ? byte_is_in(token->folded.ptr[0], "&.+-'/")
                : token->kind != TOKEN_BREAK && token_is_capital(view->document->blocks, token);
        if (names_is_at(view, i - 1)) {
            return TRUE;
        }
        if (!is_inner) {
            return FALSE;
        }
    }
    return FALSE;
}

/* The last address that ends at or before a token; NULL: none. */
static const struct address_span *place_before(const struct view *view, uint32_t token)
{
    guint low = 0;
    guint high = view->places ? view->places->len : 0;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(view->places, struct address_span, middle).end <= token) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? &g_array_index(view->places, struct address_span, low - 1) : NULL;
}

static gboolean is_of_others(const struct view *view, uint32_t index, gboolean is_any_word)
{
    static const char *const we[] = {"wij", "ons",   "onze",   "we",   "us",   "our",
                                     "uns", "unser", "unsere", "nous", "notre"};
    const struct address_span *place = place_before(view, index);
    guint lines = 0;
    for (uint32_t i = index; i > 0 && index - i < OTHERS_BEFORE && lines < OTHERS_LINES; i--) {
        const struct token *token = &view->tokens->items[i - 1];
        uint32_t behind;
        lines += token->kind == TOKEN_BREAK;
        if (place && i <= place->end) {
            return !place->is_ours;
        }
        if (token->kind != TOKEN_WORD) {
            continue;
        }
        if (names_is_at(view, i - 1) || WORD_IS_ONE_OF(token->folded, we)) {
            return FALSE;
        }
        if ((is_any_word && stranger_at(view, i - 1)) ||
            (legal_form_at(view->tokens, view->document->blocks, i - 1, &behind) &&
             !is_our_form(view, i - 1))) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean token_is_of_others(const struct view *view, uint32_t index)
{
    return is_of_others(view, index, TRUE);
}

gboolean token_is_beside_others(const struct view *view, uint32_t index)
{
    return is_of_others(view, index, FALSE);
}
