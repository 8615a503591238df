#!/bin/sh
# SPDX-License-Identifier: MIT
# at_write.sh full|kill: at fifty different writes the disk is full, or the program is killed. A full disk is told and ends 3 (or all
# was safe before); the database is whole, and the next run comes to what an undisturbed one does.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
shim=$TOUCHSTONE_BUILD_ROOT/tests/system/libat_write.so
mode=$1
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
# check FILE VARIABLE=VALUE...: what was found goes to FILE, what was said to said.txt
check() {
    results=$1
    shift
    env "$@" "$binary" check -q --fail-on never -o jsonl="$results" 2>said.txt
}
# What is written after the results are safe (the journal goes into the database) may fail in silence.
is_whole() { [ -s part.jsonl ] && findings part.jsonl | cmp -s - whole.txt; }

check whole.jsonl || fail "an undisturbed run: $?"
findings whole.jsonl >whole.txt
rm -rf .touchstone
check part.jsonl WRITE_COUNT="$work/count" LD_PRELOAD="$shim" && is_whole || fail "with the shim: $(cat said.txt)"
writes=$(cat count)
[ "$writes" -ge 50 ] || fail "only $writes writes"
stopped=0 late=0
for i in $(seq 50); do
    rm -rf .touchstone part.jsonl
    at=$((i * writes / 51 + 1))
    if [ $mode = full ]; then
        check part.jsonl FULL_AT=$at LD_PRELOAD="$shim"
        status=$?
    else
        # How many writes there are depends on what comes in together; so the last may never come.
        status=0
        while [ $status = 0 ]; do
            rm -rf .touchstone
            check part.jsonl KILL_AT=$at LD_PRELOAD="$shim"
            status=$?
            [ $status != 0 ] || at=$((at - 17))
        done
    fi
    case $mode:$status in
    full:0) is_whole && late=$((late + 1)) || fail "write $at: ends 0 without its results" ;;
    full:3) grep -qi 'full\|space' said.txt && stopped=$((stopped + 1)) || fail "write $at: not said: $(cat said.txt)" ;;
    kill:137) stopped=$((stopped + 1)) ;;
    *) fail "write $at: unexpected exit status: $(cat said.txt)" ;;
    esac
    if [ -e .touchstone/touchstone.db ]; then
        "$binary" database check >checked.txt 2>&1 || grep -q 'no run yet\|schema 0\|mends what was cut off' checked.txt || fail "write $at: $(cat checked.txt)"
    fi
    check part.jsonl || fail "write $at: the next run: $? $(cat said.txt)"
    is_whole || { fail "write $at: the next run comes to something else"; findings part.jsonl | diff - whole.txt | head -5; }
done
echo "$mode: $writes writes; stopped at $stopped of 50, $late after all was safe"
[ $failures = 0 ] && [ $((stopped + late)) = 50 ] && [ $stopped -ge 30 ]
