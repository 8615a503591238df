/* SPDX-License-Identifier: MIT
 *
 * What the files that write SARIF share.
 */
#ifndef CORE_REPORT_SARIF_H
#define CORE_REPORT_SARIF_H

#include "core/report/jsonl.h"

/* Rules as SARIF counts them: by their place in an array. */
struct sarif_rules {
    GHashTable *places; /* id -> place + 1 */
    json_t *array;      /* of reportingDescriptor */
};

struct sarif {
    const struct result *result;
    const struct report_options *options;
    struct sarif_rules rules;         /* those of which there are results */
    struct sarif_rules notifications; /* likewise, of what the run has to say of itself */
    json_t *told;                     /* array of notification */
    GString *text;
    FILE *out;
    guint count; /* of results */
};

/* ---- sarif_rule.c ---- */

void sarif_rules_init(struct sarif_rules *rules);
void sarif_rules_finish(struct sarif_rules *rules);
/* The place of the rule of a finding, which is added if it is new. */
int sarif_rules_place(struct sarif_rules *rules, const struct result *result,
                      const struct result_finding *finding);

/* "error", "warning", "note" for a severity. */
const char *sarif_level(const char *severity);

/* ---- sarif_result.c ---- */

/* A multiformatMessageString or message of plain text: what steers is visible, and nothing in it
 * is a placeholder or a link to a viewer. */
json_t *sarif_text(const char *text);

/* The location of a place; NULL stands for the plan. id > 0: its number among others. */
json_t *sarif_location(const struct sarif *sarif, const struct result_finding *finding,
                       const struct result_place *place, guint id);

/* Does the run say this of itself, rather than of a touchpoint's content? */
gboolean sarif_is_notification(const struct result_finding *finding);
gboolean sarif_is_result(const struct sarif *sarif, const struct result_finding *finding);

json_t *sarif_result(struct sarif *sarif, const struct result_finding *finding);
json_t *sarif_notification(struct sarif *sarif, const struct result_finding *finding);

#endif
