#!/bin/sh
# SPDX-License-Identifier: MIT
# The disk fills up at fifty different writes: the run says so and ends 3 (or all was safe before), the database is whole, and the next
# run comes to what an undisturbed one does.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
shim=$TOUCHSTONE_BUILD_ROOT/tests/system/libdisk_full.so
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    failures=$((failures + 1))
    echo "FAILED: $*"
}
mkdir site
printf 'touchstone: 1\nname: Z\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] }, { id: fine, forbid: [prima] } ]\n' >brand.yaml
printf 'touchstone: 1\ntouchpoints:\n  - { id: site, channel: website, expects: [], source: { folder: { path: site, base: "https://www.zonnekap.example/" } } }\n' >touchstone.yaml
for i in $(seq 25); do
    echo "<html lang=nl><title>$i</title><p>Scherm $i is goedkoop, en dat is prima: $(seq -s' ' 200).<a href=p$((i % 25 + 1)).html>door</a>" >"site/p$i.html"
done
findings() { grep '"type":"\(document\|finding\|touchpoint\|summary\)"' "$1" | jq -cS 'del(.state, .way, .new, .open, .kept, .status, .remembered, .judged_again)'; }
"$binary" check -q --fail-on never -o jsonl=whole.jsonl || fail "an undisturbed run: $?"
findings whole.jsonl >whole.txt
rm -rf .touchstone
DISK_FULL_AT=0 DISK_FULL_COUNT="$work/count" LD_PRELOAD=$shim "$binary" check -q --fail-on never -o jsonl=whole2.jsonl || fail "with the shim: $?"
writes=$(cat count)
[ "$writes" -ge 50 ] || fail "only $writes writes"
told=0 late=0
for i in $(seq 50); do
    rm -rf .touchstone part.jsonl
    at=$((i * writes / 51 + 1))
    DISK_FULL_AT=$at LD_PRELOAD=$shim "$binary" check -q --fail-on never -o jsonl=part.jsonl 2>said.txt
    status=$?
    # What is written after the results are safe (the journal goes into the database) may fail in silence.
    if [ $status = 0 ] && findings part.jsonl | cmp -s - whole.txt; then
        late=$((late + 1))
    else
        [ $status = 3 ] || fail "write $at: exit status $status: $(cat said.txt)"
        grep -qi 'full\|space' said.txt && told=$((told + 1)) || fail "write $at: not said: $(cat said.txt)"
    fi
    if [ -e .touchstone/touchstone.db ]; then
        "$binary" database check >checked.txt 2>&1 || grep -q 'no run yet\|schema 0\|mends what was cut off' checked.txt || fail "write $at: $(cat checked.txt)"
    fi
    "$binary" check -q --fail-on never -o jsonl=after.jsonl 2>said.txt || fail "write $at: the next run: $? $(cat said.txt)"
    findings after.jsonl | cmp -s - whole.txt || { fail "write $at: the next run comes to something else"; findings after.jsonl | diff - whole.txt | head -5; }
done
echo "$writes writes; $told of 50 told, $late after all was safe"
[ $failures = 0 ] && [ $told -ge 30 ]
