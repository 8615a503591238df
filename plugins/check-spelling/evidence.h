/* SPDX-License-Identifier: MIT
 *
 * What a document says of names, for conclude: which words with a capital it has, and which of them
 * might be slips. A handful of rows a document.
 *
 * observation names        value "Utrecht:1f3a09c4 Vlaardingen:77b2": words with a capital in
 *                          mid-sentence, each with the blocks (four hex digits of their hash, four
 *                          blocks at most) that have it. A footer is one block, on however many
 *                          pages.
 * observation doubtful:W   value "1f3a Utrecht|Utrechts": W passed for a name in that block, and
 *                          these words of the dictionary lie one edit away, if any does.
 */
#ifndef CHECK_SPELLING_EVIDENCE_H
#define CHECK_SPELLING_EVIDENCE_H

#include <glib.h>

#include "plugins/check-spelling/judge.h"

#define EVIDENCE_NAMES "names"
#define EVIDENCE_DOUBTFUL "doubtful:"
#define EVIDENCE_HEX 4u     /* digits of a block */
#define EVIDENCE_BLOCKS 4u  /* of a name in one document */
#define EVIDENCE_A_BLOCK 4u /* doubtful words that one block tells */

/* A block is known by its text, wherever it stands. */
uint16_t evidence_block(struct ts_str text);

/* [check.inspect_block] Tells of a word that is passed over as a name. 0, or -1 as emit. */
int evidence_doubt(struct work *work, const struct word *word, const struct verdict *verdict);

/* [check.inspect] Tells the names of a document. 0, or -1 as emit. */
int evidence_names(struct ts_call *call, const struct ts_document *document);

#endif
