#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes samples/report.png, the report of the sample firm in a browser: samples/screenshot.sh BUILD
# Needs Chromium, Node.js and npm.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$root/tests/browser/setup.sh" "$work/tools"
cp -r "$root/samples/vlakwerk" "$work/sample"
cd "$work/sample"
TOUCHSTONE_PLUGIN_PATH=$build/plugins TOUCHSTONE_RULES_PATH=$root/rules \
    "$build/core/touchstone" check -q --lang en --fail-on never --as-of 2026-11-20 -o html="$work/report.html"
TOUCHSTONE_BROWSER_TOOLS=$work/tools node "$root/tests/browser/screenshot.mjs" "$work/report.html" "$root/samples/report.png"
