#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes a plugin folder that compiles: new-plugin.sh check|reader|source NAME
set -eu
kind=${1:-}
name=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
case $kind in
check) folder=check-$name ;;
reader) folder=read-$name ;;
source) folder=source-$name ;;
*) echo "usage: new-plugin.sh check|reader|source NAME" >&2; exit 2 ;;
esac
case $name in
'' | *[!a-z0-9-]* | [!a-z]*) echo "a name is of a-z, 0-9 and -, and begins with a letter" >&2; exit 2 ;;
esac
[ ! -e "$here/$folder" ] || { echo "plugins/$folder is there already" >&2; exit 2; }
mkdir "$here/$folder"
sed "s/@NAME@/$name/g" "$here/template/plugin.c.$kind" >"$here/$folder/plugin.c"
printf '# SPDX-License-Identifier: MIT\nplugin_sources = files('"'plugin.c'"')\n' \
    >"$here/$folder/meson.build"
printf '# %s `%s`\n\nWhat it does, its options, and every rule with a bad and a good example.\n' \
    "$(echo "$kind" | cut -c1 | tr a-z A-Z)$(echo "$kind" | cut -c2-)" "$name" \
    >"$here/$folder/README.md"
sed -i "s/^    '$(sed -n "s/^    '\([a-z-]*\)'.*/\1/p" "$here/meson.build" | head -n 1)'/    '$folder', &/; s/', *    '/', '/" \
    "$here/meson.build"
echo "plugins/$folder: edit plugin.c, then meson setup build && ninja -C build"
