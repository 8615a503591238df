/* SPDX-License-Identifier: MIT
 *
 * What is used of ZXing, for C: the QR codes of a picture. No exception leaves it, and no type of
 * C++ is in here.
 */
#ifndef PLUGINS_READ_IMAGE_QR_SHIM_H
#define PLUGINS_READ_IMAGE_QR_SHIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define QR_CODES_MOST 16

/* What one code says, as UTF-8, valid during the call. Not 0: no more of them. */
typedef int (*qr_code_fn)(void *data, const char *text, size_t size);

/* Tells the QR codes (ISO/IEC 18004) of a picture of width * height bytes, one a pixel from black
 * to white, a row after the other; at most QR_CODES_MOST. What no person could scan is passed over
 * in silence. Returns what the last fn returned. */
int qr_read(const uint8_t *grey, int width, int height, qr_code_fn fn, void *data);

#ifdef __cplusplus
}
#endif

#endif
