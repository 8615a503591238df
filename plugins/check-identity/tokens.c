/* SPDX-License-Identifier: MIT
 *
 * The document's text as one row of folded tokens.
 */
#include "plugins/check-identity/identity.h"

struct tokens *tokens_of(struct ts_call *call, const struct ts_document *document)
{
    return call->host->alloc(call, sizeof(struct tokens));
}
