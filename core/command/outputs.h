/* SPDX-License-Identifier: MIT
 *
 * The reports that -o FORMAT[=FILE] asks for: of check, scan and show.
 */
#ifndef CORE_COMMAND_OUTPUTS_H
#define CORE_COMMAND_OUTPUTS_H

#include "core/report/report.h"

/* struct report_target *, owned; given NULL: the terminal's. NULL, said: a format that is none, a
 * file that can't be written, or two reports in one place. */
GPtrArray *outputs_new(char *const *given);

/* FALSE, said: a report would be written over one of these (NULL-ended). */
gboolean outputs_spare(const GPtrArray *targets, const char *const *paths);

/* How one of them is to be made: colour (as of terminal_when) and width are those of where it goes.
 */
struct report_options outputs_shape(struct report_options usual, int color,
                                    const struct report_target *target);

/* FALSE, said: it could not be written. */
gboolean outputs_write(const struct report_target *target, const struct report_options *options,
                       const struct result *result);

#endif
