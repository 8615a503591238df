#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints forms, named KIND.LANGUAGE.yaml, as a table of C strings, a line each, without the licence.
set -eu
names=
for file in "$@"; do
    name=$(basename "$file" .yaml)
    id=$(echo "$name" | tr .- __)
    echo "static const char *const form_$id[] = {"
    sed -e '1d' -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/    "&\\n",/' "$file"
    echo '    NULL};'
    names="$names $name"
done
echo 'static const struct form {'
echo '    const char *kind, *language;'
echo '    const char *const *lines;'
echo '} forms[] = {'
for name in $names; do
    echo "    {\"${name%.*}\", \"${name#*.}\", form_$(echo "$name" | tr .- __)},"
done
echo '};'
