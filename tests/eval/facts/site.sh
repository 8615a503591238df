#!/bin/sh
# SPDX-License-Identifier: MIT
# The documentation of Debian as a site: 1.7 million words without a fact of a shop.
# usage: site.sh FACTS_EVAL BRAND MAX
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../../system/site.sh" "$work/site" || exit 77
"$1" site "$2" "$work/site" "$3"
