/* SPDX-License-Identifier: MIT
 *
 * Which media types people read as documents: one of these without a reader is UNCHECKED, any other
 * is skipped.
 */
#ifndef CORE_PROCESS_MEDIA_H
#define CORE_PROCESS_MEDIA_H

#include <glib.h>

#include "touchstone/plugin.h"

gboolean media_is_document(struct ts_str media_type);

gboolean media_is_picture(struct ts_str media_type);

/* "no reader for application/pdf (package touchstone-plugin-pdf)"; the caller frees it. */
char *media_no_reader(struct ts_str media_type);

/* That, or "image/png is not read"; the caller frees it. */
char *media_reason(struct ts_str media_type);

#endif
