/* SPDX-License-Identifier: MIT
 *
 * A reference to a picture as it is kept: address and area told apart, what lies in the resource
 * itself named as its document is.
 */
#ifndef CORE_PROCESS_PICTURE_ROW_H
#define CORE_PROCESS_PICTURE_ROW_H

#include <glib.h>

#include "core/process/record.h"
#include "touchstone/plugin.h"

/* Everything but locator and reason. *address_r: the reference's address without its area
 * ("#xywh=", W3C Media Fragments 1.0, 4.2.2, in pixels; shares of a picture are no area). */
struct record_picture picture_row(const struct ts_reference *reference, struct ts_str *address_r);

/* The locator of what lies in the resource itself ("#part=1.2"), as family.c makes it; NULL if the
 * address names nothing there. The caller frees it. */
char *picture_inner_locator(struct ts_str parent, struct ts_str address);

/* As it was written, at most 200 bytes of it, and why it is not seen. followed: what resolve said.
 */
void picture_row_leave(struct record_picture *row, struct ts_str address, int followed);

#endif
