/* SPDX-License-Identifier: MIT
 *
 * ZXing is C++: this is all of it that is used.
 */
#include "plugins/read-image/qr_shim.h"

#include <string>

#define ZX_USE_UTF8 1 /* as later versions have it */
#include <ZXing/ReadBarcode.h>

extern "C" int qr_read(const uint8_t *grey, int width, int height, qr_code_fn fn, void *data)
{
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode);
        hints.setTryRotate(false); /* for bars; a QR code is found whichever way it lies */
        hints.setMaxNumberOfSymbols(QR_CODES_MOST);
        int done = 0;
        for (const ZXing::Result &code : ZXing::ReadBarcodes(
                 ZXing::ImageView(grey, width, height, ZXing::ImageFormat::Lum), hints)) {
            std::string text = code.text();
            if (done == 0 && code.isValid()) {
                done = fn(data, text.data(), text.size());
            }
        }
        return done;
    } catch (...) {
        return 0;
    }
}
