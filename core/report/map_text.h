/* SPDX-License-Identifier: MIT
 *
 * The touchpoint map on a terminal: touchpoints by phase and category, what each tells, journeys
 * and their handoffs.
 */
#ifndef CORE_REPORT_MAP_TEXT_H
#define CORE_REPORT_MAP_TEXT_H

#include "core/report/report.h"

enum map_view { MAP_BY_PHASE, MAP_BY_OWNER, MAP_BY_CHANNEL, MAP_BY_CONTROL };

struct map_options {
    const struct report_options *report; /* language, colour, width; verbosity 1: the words of
                                            cells, every reason of a handoff */
    enum map_view view;
    gboolean is_ascii; /* the terminal knows no other signs */
};

void map_text(GString *out, const struct result *result, const struct map_options *options);

#endif
