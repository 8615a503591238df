#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the pictures of the sample firm from their drawings (needs rsvg-convert, of librsvg2-bin).
set -eu
cd "$(dirname "$0")"
rsvg-convert -w 32 logo-2015.svg -o ../site/favicon.png
rsvg-convert -w 240 ../site/logo.svg -o ../site/logo.png # stretched in site/winkels.html
rsvg-convert -w 72 logo-2015.svg -o signature.png # inside mail/service/retour.eml, in base64
rsvg-convert -w 300 logo-2015.svg -o logo-2015.png # in documents/brochure.html
rsvg-convert -w 600 banner.svg -o ../site/actie/banner.png
rsvg-convert -w 360 logo-blue.svg -o ../partner/vlakwerk.png
