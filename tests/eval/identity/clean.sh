#!/bin/sh
# SPDX-License-Identifier: MIT
# Counts findings of the check "identity" in Debian's documentation in Dutch, and in the evaluation
# blocks without errors, for a brand that is not in it: at most five in all.
# usage: tests/eval/identity/clean.sh IDENTITY_EVAL BRAND [BLOCKS]
set -eu
program=${1:?usage: clean.sh IDENTITY_EVAL BRAND [BLOCKS]}
brand=${2:?usage: clean.sh IDENTITY_EVAL BRAND [BLOCKS]}
blocks=${3:-}
list=$(mktemp)
trap 'rm -f "$list"' EXIT
find /usr/share -type f \( -name '*.html' -o -name '*.txt' \) \
    -path '*[/_-]nl[/_.-]*' 2>/dev/null >"$list" || true
[ -n "$blocks" ] && [ -f "$blocks" ] && echo "$blocks" >>"$list"
[ -s "$list" ] && [ -f "$brand" ] || {
    echo "SKIP: no documentation in Dutch and no $blocks, or no $brand"
    exit 77
}
echo "$(wc -l <"$list") files"
xargs "$program" --floor 1 clean "$brand" <"$list"
