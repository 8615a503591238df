#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints files as C strings, a line each, without the first line of each file: embed.sh NAME FILE...
set -eu
name=$1
shift
echo "static const char *const $name[] = {"
sed -s -e '1d' -e '/^$/d' -e 's/^ *//' -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/    "&\\n",/' "$@"
echo '    NULL};'
