/* SPDX-License-Identifier: MIT
 *
 * How many corners of QR codes a picture seems to have.
 */
#ifndef PLUGINS_READ_IMAGE_QR_MARKS_H
#define PLUGINS_READ_IMAGE_QR_MARKS_H

#include <glib.h>

/* More of them than this are a pattern, not codes: the time to put them together in threes grows
 * with the third power (measured: 100 in 27 ms, 196 in 333 ms, 400 in 2.9 s, 1,900 not within
 * 100 s). Noise all over a large picture comes to 190. */
#define QR_MARKS_MOST 300u

/* An estimate, from above rather than below, of the finder patterns (ISO/IEC 18004, 6.3.3) among
 * width * height grey pixels: dark, light and dark as 1:1:3:1:1, across and down. Two passes over
 * the picture. */
guint qr_marks(const guint8 *grey, guint width, guint height);

#endif
