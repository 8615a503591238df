#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints a style sheet as C strings, a line each, without its first line.
set -eu
echo 'static const char *const html_css[] = {'
sed -e '1d' -e '/^$/d' -e 's/^ *//' -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/    "&\\n",/' "$1"
echo '    NULL};'
