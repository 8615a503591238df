#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs a build into a folder, and uses it from there as a stranger would.
set -eu
built=$1
work=$2
root=$(cd "$(dirname "$0")/.." && pwd)
stage="$work/stage"
rm -rf "$stage"
DESTDIR="$stage" meson install -C "$built" --no-rebuild >/dev/null
prefix="$stage$(meson introspect --buildoptions "$built" | jq -r '.[] | select(.name == "prefix") | .value')"
binary="$prefix/bin/touchstone"
plugins=$(find "$prefix" -name check-terms.so -exec dirname {} \;)
header="$prefix/include/touchstone/plugin.h"
pc=$(find "$prefix" -name touchstone.pc)
test -x "$binary" && test -f "$header" && test -f "$pc" && test -n "$plugins"
grep -q '^plugindir=.*/touchstone/' "$pc"
rules=$(find "$prefix" -path '*/touchstone/rules' -type d)
test -f "$rules/common/leftovers.yaml" && test -f "$prefix/share/touchstone/pack.schema.json"
gate=$(find "$prefix" -name touchstone-milter -type f)
[ -z "$gate" ] || { "$gate" --version | grep -q '^touchstone-milter ' && man -l "$(find "$prefix" -name touchstone-milter.8)" | grep -q non_smtpd_milters; }
find "$prefix/libexec/touchstone" -name touchstone-notify -perm -100 | grep -q .
man -l "$(find "$prefix" -name touchstone.1)" | grep -q 'Exit status\|EXIT STATUS'

# A check built outside the tree with pkg-config.
cp -r "$root/samples/plugin" "$work/outside"
export PKG_CONFIG_PATH="$(dirname "$pc")" PKG_CONFIG_SYSROOT_DIR="$stage"
make -s -C "$work/outside"
export TOUCHSTONE_PLUGIN_PATH="$plugins:$work/outside"
"$binary" plugins
"$binary" plugins | grep -q '^check  *headline'
TOUCHSTONE_RULES_PATH="$rules" "$binary" rules --test | grep -q '^common/leftovers: .* 0 failed'
"$binary" doctor | grep -q '0 broken'

# Each plugin shows one symbol of its own.
for so in "$plugins"/*.so "$work"/outside/*.so; do
    symbols=$(nm -D --defined-only "$so" | awk '{print $3}')
    [ "$symbols" = touchstone_plugin_0 ] || { echo "$so shows $symbols"; exit 1; }
done
