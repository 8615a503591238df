/* SPDX-License-Identifier: MIT
 *
 * QR codes: the links of what is printed.
 */
#ifndef PLUGINS_READ_IMAGE_QR_H
#define PLUGINS_READ_IMAGE_QR_H

#include "plugins/common/picture.h"

/* Emits where the codes of a picture lead: an address, a number and a mailbox as links, a card
 * (vCard) as a child of its own. Other texts (a WiFi password, a ticket's number) are left alone,
 * and so is a picture with more corners of codes than QR_MARKS_MOST: a wallpaper.
 * 0, or -1 as the host said. A few milliseconds a million pixels. */
int qr_emit(struct ts_call *call, const struct picture *picture);

/* Touches what the library loads lazily, before the seal. */
void qr_warm(void);

#endif
