#!/bin/sh
# SPDX-License-Identifier: MIT
# The sample firm: exactly the planted faults are found, sealed and unsealed alike; a second run
# knows them, and a mended page makes its finding fixed.
set -u
root=$TOUCHSTONE_SOURCE_ROOT
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/samples/vlakwerk" "$work/firm"
rm -rf "$work/firm/.touchstone"
cd "$work/firm" || exit 1

run() { # exit status expected, output, options...
    wanted=$1 out=$2
    shift 2
    "$binary" check -q -o "jsonl=$out" "$@"
    status=$?
    [ "$status" = "$wanted" ] || { echo "exit $status, expected $wanted: $*"; exit 1; }
}
findings() {
    jq -r 'select(.type == "finding")
        | [.touchpoint, .rule, .severity, .actual, .expected, .count,
           ([.places[] | "\(.locator):\(.line)"] | join(" "))] | @tsv' "$1" | LC_ALL=C sort
}

run 1 "$work/one.jsonl" --lang en
findings "$work/one.jsonl" >"$work/found.tsv"
# The reader of PDF files is optional: without it the brochure is unchecked, and the rest as ever.
cp "$root/samples/vlakwerk/expected.tsv" "$work/expected.tsv"
if [ ! -f "$TOUCHSTONE_BUILD_ROOT/plugins/read-pdf.so" ]; then
    grep '"touchpoint":"brochure"' "$work/one.jsonl" | grep '"status":"unchecked"' |
        grep -q 'no reader for application/pdf' || exit 1
    sed -i '/^brochure\t/d' "$work/expected.tsv" "$work/found.tsv"
fi
diff -u "$work/expected.tsv" "$work/found.tsv" || exit 1
head -n 1 "$work/one.jsonl" | jq -e '.sealed == true or (.notices | length > 0)' >/dev/null || exit 1

# Without isolation: the same, to the byte, with the comparison over all documents and without; but for
# suggestions, which are asked for as long as there is time.
findings_of() { grep -E '^{"type":"(document|finding|touchpoint)"' "$1" | sed 's/,"suggestions":\[[^]]*\]//'; }
rm -rf .touchstone
run 1 "$work/unsealed.jsonl" --lang en --isolation=none
findings_of "$work/one.jsonl" >"$work/a"
findings_of "$work/unsealed.jsonl" | cmp - "$work/a" || exit 1
"$binary" scan -q -b brand.yaml site mail voice documents -o jsonl="$work/sealed.jsonl" --jobs 2
"$binary" scan -q -b brand.yaml site mail voice documents -o jsonl="$work/none.jsonl" --isolation=none
findings_of "$work/sealed.jsonl" >"$work/a"
findings_of "$work/none.jsonl" >"$work/b"
cmp "$work/a" "$work/b" || { diff "$work/a" "$work/b" | head -5; exit 1; }

# The second night: all open, nothing new; a mended page is fixed, a new fault is new.
run 1 "$work/two.jsonl"
[ "$(jq -r 'select(.type == "finding") | .state' "$work/two.jsonl" | sort -u)" = open ] || exit 1
sed -i 's/dtaum/datum/' site/vloeren/eiken.html
sed -i 's/hard, dun/hard, dunn/' site/vloeren/laminaat.html
rm site/nieuws.html
run 1 "$work/three.jsonl"
state() { jq -r "select(.type == \"finding\" and .actual == \"$1\") | .state" "$work/three.jsonl"; }
[ "$(state dtaum)" = fixed ] && [ "$(state dunn)" = new ] && [ "$(state recieve)" = open ] &&
    [ "$(state 'Gemak op elke vlak')" = fixed ] || { findings "$work/three.jsonl"; exit 1; }
"$binary" check -q --new-only --fail-on warning order-mails -o jsonl="$work/four.jsonl"
[ $? = 0 ] || { echo "--new-only found something new"; exit 1; }

# What could not be read is named, and is not clean.
printf '%%PDF-1.4 brochure' >site/brochure.pdf

run 3 "$work/five.jsonl" --fail-on never
grep '"status":"unchecked"' "$work/five.jsonl" | grep 'site/brochure.pdf\|example/brochure.pdf' |
    grep -q 'no reader for application/pdf\|damaged: it' || exit 1
