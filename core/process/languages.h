/* SPDX-License-Identifier: MIT
 *
 * Which language a document and its blocks are in, where that was not declared or declared wrongly:
 * as the check that names languages says, if there is one.
 */
#ifndef CORE_PROCESS_LANGUAGES_H
#define CORE_PROCESS_LANGUAGES_H

#include "core/plugin/host.h"
#include "core/process/document.h"
#include "core/process/toolbox.h"

struct languages;

/* share: memory of the block at hand. */
struct languages *languages_new(const struct toolbox *toolbox, struct host_share *share);
void languages_free(struct languages **languages);

/* From a sample of a frozen document's text: its language, and that of the blocks that had the
 * document's; those that declare none are asked for themselves. Empties share. */
void languages_name_document(struct languages *languages, struct document *document);

/* The language of the block at hand (bare, as checks see it); empty: as declared. Valid until the
 * next call. */
struct ts_str languages_ask(struct languages *languages, const struct ts_block *block);

#endif
