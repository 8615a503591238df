#!/bin/sh
# SPDX-License-Identifier: MIT
# What a machine can say of style: clang-format, sizes of files and functions, the direction of
# includes, words that do not belong here. Each breach is a line; the status is 1 if there is one.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root" || exit 1
breaches=$(mktemp)
trap 'rm -f "$breaches"' EXIT

sources=$(find core plugins include tests samples -name '*.[ch]' -not -path '*/data/*' | sort)

# Style.
for file in $sources; do
    clang-format --dry-run -Werror "$file" >/dev/null 2>&1 || echo "$file: not as clang-format has it"
done >>"$breaches"

# Files of at most 600 lines, tables aside.
for file in $sources; do
    lines=$(wc -l <"$file")
    case $file in
    include/*) ;; # the contract is one page of comments
    core/config/schema_brand.c | core/result/reasons_*.c) ;; # tables
    *) [ "$lines" -le 600 ] || echo "$file: $lines lines, at most 600" ;;
    esac
done >>"$breaches"

# Functions of at most 100 lines.
ctags --languages=C --kinds-C=f --fields=+ne -f - $sources 2>/dev/null |
    awk -F '\t' '{
        line = end = 0
        for (i = 4; i <= NF; i++) {
            if ($i ~ /^line:/) line = substr($i, 6)
            if ($i ~ /^end:/) end = substr($i, 5)
        }
        if (end - line + 1 > 100) print $2 ": " $1 " has " end - line + 1 " lines, at most 100"
    }' >>"$breaches"

# A later folder of the core may include an earlier one, never the reverse; the core never includes
# plugins; a plugin only include/, plugins/common and itself.
# The mail gate is a program beside the core: it asks the server, and no command knows of it. The manual
# tells of both.
order="config plugin process run result report notify serve command milter manual"
rank() {
    n=0
    for folder in $order; do
        n=$((n + 1))
        [ "$folder" = "$1" ] && echo $n && return
    done
    echo 0
}
for file in $(find core -mindepth 2 -name '*.[ch]'); do
    own=$(rank "$(echo "$file" | cut -d/ -f2)")
    sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | while read -r included; do
        case $included in
        plugins/* | tests/*) echo "$file: includes $included" ;;
        core/config/nearest.h | core/plugin/catalog.h | core/config/tree.h) ;;
        core/*/*)
            other=$(rank "$(echo "$included" | cut -d/ -f2)")
            # run writes what result reads: result's rules and summary may be known to it
            [ "$other" -le "$own" ] || echo "$file: includes $included, which comes later"
            case $file,$included in
            core/milter/*,core/command/*) echo "$file: includes $included, which is another program" ;;
            esac
            ;;
        esac
    done
done >>"$breaches"
for file in $(find plugins -mindepth 2 -name '*.[ch]'); do
    folder=$(echo "$file" | cut -d/ -f2)
    sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | while read -r included; do
        case $included in
        touchstone/* | plugins/common/* | "plugins/$folder/"*) ;;
        *) echo "$file: includes $included" ;;
        esac
    done
done >>"$breaches"

# Every source says its licence first.
for file in $sources; do
    head -n 1 "$file" | grep -q 'SPDX-License-Identifier: MIT' || echo "$file: no SPDX line"
done >>"$breaches"

# Every rule and option has its help; every plugin its README.
for folder in plugins/source-* plugins/read-* plugins/check-*; do
    [ -f "$folder/README.md" ] || echo "$folder: no README.md"
done >>"$breaches"

# Every message of the commands has its Dutch, with the same values in it.
sh core/po/update.sh --check >>"$breaches" 2>/dev/null || echo "core/po/nl.po: sh core/po/update.sh, then translate" >>"$breaches"

sort -u "$breaches"
[ ! -s "$breaches" ]
