#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints an SQL file as a C string, without its comments.
set -eu
echo 'static const char schema_sql[] ='
sed -e 's/ *--.*//' -e '/^$/d' -e 's/"/\\"/g' -e 's/.*/    "&\\n"/' "$1"
echo ';'
