/* SPDX-License-Identifier: MIT
 *
 * Lets the checks of a touchpoint judge one document, and turns what they say into records.
 */
#ifndef CORE_PROCESS_JUDGE_H
#define CORE_PROCESS_JUDGE_H

#include "core/process/block_memory.h"
#include "core/process/document.h"
#include "core/process/toolbox.h"

struct judge;

struct judge *judge_new(const struct toolbox *toolbox);
void judge_free(struct judge **judge);

/* Finds out which language the document is in, where that was not declared or declared wrongly, and
 * gives it to the document and the blocks that were declared as it was. */
void judge_name_language(struct judge *judge, struct document *document);

/* Appends findings and observations, and a problem for each check that failed. checks: struct
 * job.checks, or NULL for all of the touchpoint. Blocks get the language they are found to be in.
 */
void judge_document(struct judge *judge, guint32 touchpoint, const struct ts_str *checks,
                    struct document *document, GByteArray *records_r);

/* A finding or observation of conclude, whose places name their documents themselves. */
void judge_put_finding(GByteArray *records, guint32 check, const struct ts_finding *finding,
                       const struct ts_document *document);
void judge_put_observation(GByteArray *records, guint32 check,
                           const struct ts_observation *observation,
                           const struct ts_document *document);

/* What a check could not judge; document NULL: of conclude. */
void judge_put_unchecked(GByteArray *records, const struct ts_plugin *check,
                         const struct ts_place *place, struct ts_str reason,
                         const struct ts_document *document);

#endif
