/* SPDX-License-Identifier: MIT
 *
 * Saying what was seen.
 */
#include "plugins/check-identity/identity.h"

int view_observe(struct view *view, const struct sighting *sighting)
{
    return 0;
}

int view_report(struct view *view, const struct sighting *sighting, const char *rule,
                enum ts_severity severity, const char *expected, struct ts_list arguments)
{
    return 0;
}

gboolean entry_is_right_here(const struct entry *entry, const struct ts_document *document)
{
    return TRUE;
}
