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
logos: { versions: [ { id: main, files: [logo.svg] } ] }
END
cp "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk/site/logo.svg" .
failures=0
all=0
lost=0
# Counts what became of a group: name, files, exit status, JSON lines.
judge() {
    case $3 in
    0 | 1 | 3) ;;
    *) echo "FAILED: $1: exit $3"; cat err.txt; failures=$((failures + 1)) ;;
    esac
    seen=$(grep -c '"type":"document"' "$4")
    gone=$(grep '"type":"document"' "$4" | grep -c '"reason":"\(the worker\|took too\)')
    [ "$seen" -ge "$2" ] || { echo "FAILED: $1: $seen of $2 documents"; failures=$((failures + 1)); }
    all=$((all + seen))
    lost=$((lost + gone))
    echo "$1: $2 files, $seen documents, $gone workers lost, exit $3"
    grep '"type":"document"' "$4" | grep '"reason":"\(the worker\|took too\)' | cut -c1-300
}
# As what they are called, whatever they are: folder, and the ending of its files.
groups="html:html mime:eml yaml:html strings:txt archive:docx archive:xlsx archive:odt csv:csv xml:xml xml:vxml xml:ssml mime:mbox image:png"
[ -f "$TOUCHSTONE_BUILD_ROOT/plugins/read-pdf.so" ] && groups="$groups pdf:pdf"
for group in $groups; do
    ending=${group#*:}
    group=${group%:*}
    folder=$ending-$group
    mkdir "$folder"
    n=0
    for file in "$shared/$group"/*; do
        [ -f "$file" ] || continue
        n=$((n + 1))
        cp "$file" "$folder/$n.$ending"
    done
    timeout 1200 "$binary" scan -q -b brand.yaml "$folder" -o "jsonl=$folder.jsonl" 2>err.txt
    judge "$folder" "$n" $? "$folder.jsonl"
done
# A picture is judged, or UNCHECKED with the reason; none is passed over.
told() { jq -c "select(.type == \"document\" and (.locator | contains(\"#\") | not)) | $1" png-image.jsonl | wc -l; }
[ "$(told 'select(.status == "skipped")')" = 0 ] && [ "$(told 'select(.status == "unchecked" and .reason == "")')" = 0 ] &&
    [ "$(told 'select(.status == "unchecked")')" -ge 300 ] && [ "$(told 'select(.status == "checked")')" -ge 100 ] ||
    { echo "FAILED: pictures passed over, or without a reason"; failures=$((failures + 1)); }
echo "pictures: $(told 'select(.status == "checked")') judged, $(told 'select(.status == "unchecked")') unchecked"
# As feeds, and as forms of visits.
for row in "json feed json" "csv feed csv" "xml feed xml" "yaml audit yaml"; do
    set -- $row
    folder=$2-$1
    mkdir "$folder"
    n=0
    for file in "$shared/$1"/*; do
        n=$((n + 1))
        cp "$file" "$folder/$n.$3"
    done
    printf 'touchstone: 1\nbrand: brand.yaml\ndatabase: %s.db\ntouchpoints:\n  - { id: bad, channel: review, source: { %s: { path: %s } } }\n' \
        "$folder" "$2" "$folder" >touchstone.yaml
    timeout 1200 "$binary" check -q -o "jsonl=$folder.jsonl" 2>err.txt
    judge "$folder" "$n" $? "$folder.jsonl"
done
# Every reason has its Dutch.
cat ./*.jsonl | jq -r 'select(.type == "document") | .reason // empty | gsub("\n"; " ")' | sort -u >reasons.txt
"$TOUCHSTONE_BUILD_ROOT/tests/system/untold" <reasons.txt >untold.txt ||
    { echo "FAILED: no Dutch for:"; cat untold.txt; failures=$((failures + 1)); }
echo "$(wc -l <reasons.txt) different reasons"
# The strings as a configuration too: no crash, one clear message.
for file in "$shared"/yaml/*; do
    "$binary" scan -q -b "$file" html-html/1.html >/dev/null 2>err.txt
    status=$?
    [ $status = 2 ] || [ $status -le 3 ] || { echo "FAILED: $file: exit $status"; failures=$((failures + 1)); }
done
[ $((lost * 500)) -le "$all" ] || { echo "FAILED: $lost of $all workers lost"; failures=$((failures + 1)); }
echo "$all documents, $lost workers lost"
[ "$failures" = 0 ]
