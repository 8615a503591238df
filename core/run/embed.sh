#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints an SQL file as an array of characters, without its comments: it may be longer than what C
# promises of a string.
set -eu
echo 'static const char schema_sql[] = {'
sed -e 's/ *--.*//' -e '/^$/d' "$1" | od -An -v -tx1 | sed -e 's/ \(..\)/0x\1,/g'
echo '0};'
