/* SPDX-License-Identifier: MIT
 *
 * How many slips of the pen lie between two folded texts.
 */
#ifndef PLUGINS_CHECK_IDENTITY_EDITS_H
#define PLUGINS_CHECK_IDENTITY_EDITS_H

#include <glib.h>

#include "touchstone/plugin.h"

#define EDITS_SIZE 64u /* bytes of a text that is compared; longer ones are far apart */

/* Letters added, lost, changed, or two neighbours swapped (optimal string alignment, by bytes). At
 * most max + 1: then they are further apart. */
guint edits_of(struct ts_str a, struct ts_str b, guint max);

#endif
