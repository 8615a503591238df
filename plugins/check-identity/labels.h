/* SPDX-License-Identifier: MIT
 *
 * The words that say what a number is ("tel", "KvK", "order"), and whose it is.
 */
#ifndef PLUGINS_CHECK_IDENTITY_LABELS_H
#define PLUGINS_CHECK_IDENTITY_LABELS_H

#include <string.h>

#include "plugins/check-identity/identity.h"

/* Is a byte one of these? strchr takes the NUL for one of them. */
static inline gboolean byte_is_in(char byte, const char *set)
{
    return byte && strchr(set, byte);
}

enum label {
    LABEL_NONE,
    LABEL_FILLER /* "nummer", "op": between a label and its number */,
    LABEL_PHONE,
    LABEL_FAX,
    LABEL_EMAIL,
    LABEL_KVK,
    LABEL_RSIN,
    LABEL_KBO,
    LABEL_HRB,
    LABEL_COMPANY,
    LABEL_VAT,
    LABEL_IBAN,
    LABEL_OTHER /* an order, a customer, an article, a book ... */
};

struct label_found {
    enum label label;        /* the nearest before; LABEL_NONE: none */
    gboolean is_adjacent;    /* nothing but fillers and signs between */
    gboolean is_theirs;      /* "uw rekening", "your number", "bel uw adviseur" */
    gboolean is_their_label; /* of these the first two: so says the label itself */
    uint32_t token;
};

/* Does a folded word ask to call somebody ("bel", "call"), rather than name a number? */
gboolean label_is_to_call(struct ts_str word);
/* What a folded word says by itself. */
enum label label_of(struct ts_str word);
/* What is said of the number that begins at a token: looks back in its sentence, or to the end of
 * the block before it, no further than the next long number. */
struct label_found label_before(const struct tokens *tokens, uint32_t index);

/* The first token that begins at or after a byte of a block; tokens->count if there is none. */
uint32_t token_at(const struct tokens *tokens, uint32_t block, uint32_t offset);

/* Has the document one of these kinds? They are separated by |. */
gboolean document_is(const struct ts_document *document, const char *kinds);
/* Does another's name (by its legal form), another's address or a word for a stranger stand shortly
 * before, and our name not behind it? */
gboolean token_is_of_others(const struct view *view, uint32_t index);
/* Does the block stand in a vCard that does not bear our name? */
gboolean card_is_of_others(const struct view *view, uint32_t block);
/* The same, where words such as "partner" and "my account" do not suffice: of what is nearly ours.
 */
gboolean token_is_beside_others(const struct view *view, uint32_t index);

#endif
