/* SPDX-License-Identifier: MIT
 *
 * Where a document leads on to another touchpoint: a link that a source of the next step of some
 * journey takes for its own. What is seen is an observation of the host.
 */
#ifndef CORE_PROCESS_LEADS_H
#define CORE_PROCESS_LEADS_H

#include "core/process/document.h"
#include "core/process/toolbox.h"

#define LEADS_CHECK "handoff" /* in whose name: {"check":"handoff","key":"leads-to",...} */
#define LEADS_KEY "leads-to"  /* value: the touchpoint; detail "target": the locator */

/* Appends a RECORD_OBSERVATION for each touchpoint and target, LIMIT_LEADS of a touchpoint at most.
 * touchpoint: of the document, ordinal in the plan. */
void leads_put(const struct toolbox *toolbox, guint32 touchpoint, const struct document *document,
               GByteArray *records);

#endif
