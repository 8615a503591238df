/* SPDX-License-Identifier: MIT
 *
 * Whose is what stands there? What every number, mailbox and registration asks.
 */
#include <string.h>

#include "plugins/check-identity/labels.h"
#include "plugins/check-identity/legal.h"

#define OTHERS_BEFORE 14u /* tokens before, in which another firm's name may stand */
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

gboolean token_is_of_others(const struct view *view, uint32_t index)
{
    for (uint32_t i = index; i > 0 && index - i < OTHERS_BEFORE; i--) {
        uint32_t behind;
        if (view->tokens->items[i - 1].kind != TOKEN_WORD) {
            continue;
        }
        if (legal_form_at(view->tokens, view->document->blocks, i - 1, &behind)) {
            return !names_is_near(view, i - 1, NAME_LENGTH, 0);
        }
    }
    return FALSE;
}
