#!/bin/sh
# SPDX-License-Identifier: MIT
# Hostile and broken files: the coordinator never crashes, next to no worker is lost, and each loss
# is one finding.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
shared=$TOUCHSTONE_SOURCE_ROOT/../shared/badinput
[ -d "$shared" ] || { echo "no folder of bad input beside the source: skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl, en]
promise: { payoff: { nl: Gemak op elk vlak } }
terms: [ { id: cheap, forbid: [goedkoop] } ]
spelling: { dictionaries: { nl: nl_NL, en: en_GB } }
END
failures=0
all=0
lost=0
groups="html mime yaml strings"
[ -f "$TOUCHSTONE_BUILD_ROOT/plugins/read-pdf.so" ] && groups="$groups pdf"
for group in $groups; do
    mkdir "$group"
    # As pages and mails, whatever they are called.
    ending=html
    [ "$group" = mime ] && ending=eml
    [ "$group" = strings ] && ending=txt
    [ "$group" = pdf ] && ending=pdf
    n=0
    for file in "$shared/$group"/*; do
        n=$((n + 1))
        cp "$file" "$group/$n.$ending"
    done
    timeout 1200 "$binary" scan -q -b brand.yaml "$group" -o "jsonl=$group.jsonl" 2>err.txt
    status=$?
    case $status in
    0 | 1 | 3) ;;
    *) echo "FAILED: $group: exit $status"; cat err.txt; failures=$((failures + 1)) ;;
    esac
    seen=$(grep -c '"type":"document"' "$group.jsonl")
    gone=$(grep '"type":"document"' "$group.jsonl" | grep -c '"reason":"\(the worker\|took too\)')
    [ "$seen" -ge "$n" ] || { echo "FAILED: $group: $seen of $n documents"; failures=$((failures + 1)); }
    all=$((all + seen))
    lost=$((lost + gone))
    echo "$group: $n files, $seen documents, $gone workers lost, exit $status"
    grep '"type":"document"' "$group.jsonl" | grep '"reason":"\(the worker\|took too\)' | cut -c1-300
done
# The strings as a configuration too: no crash, one clear message.
for file in "$shared"/yaml/*; do
    "$binary" scan -q -b "$file" html/1.html >/dev/null 2>err.txt
    status=$?
    [ $status = 2 ] || [ $status -le 3 ] || { echo "FAILED: $file: exit $status"; failures=$((failures + 1)); }
done
[ $((lost * 500)) -le "$all" ] || { echo "FAILED: $lost of $all workers lost"; failures=$((failures + 1)); }
echo "$all documents, $lost workers lost"
[ "$failures" = 0 ]
