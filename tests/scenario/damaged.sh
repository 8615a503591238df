#!/bin/sh
# SPDX-License-Identifier: MIT
# A database with damage at many places: no command crashes, none takes it for whole, a run leaves it as
# it is and says so, and once it is moved away the next run begins anew.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
mkdir site
printf 'touchstone: 1\nname: Z\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] } ]\n' >brand.yaml
printf 'touchstone: 1\ntouchpoints:\n  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }\n' >touchstone.yaml
n=0
while [ $n -lt 30 ]; do
    echo "<html lang=nl><title>$n</title><p>Een goedkoop scherm nummer $n.<p>Nog een." >"site/$n.html"
    n=$((n + 1))
done
"$binary" check -q --as-of 2026-11-01 >/dev/null 2>&1
"$binary" check -q --as-of 2026-11-02 >out.txt 2>&1
[ $? = 0 ] || { fail "the runs before"; cat out.txt; }
database=.touchstone/touchstone.db
cp "$database" whole.db
size=$(wc -c <whole.db)

# Damages a copy: OFFSET COUNT; or cuts it: OFFSET cut.
harm() {
    rm -f "$database"*
    cp whole.db "$database"
    if [ "$2" = cut ]; then
        truncate -s "$1" "$database"
    else
        head -c "$2" /dev/zero | tr '\0' '\377' | dd of="$database" bs=1 seek="$1" conv=notrunc status=none
    fi
}
crashes=0
told=0
judge() { # WHAT
    sum=$(sha256sum <"$database")
    for command in 'database check' 'database export' runs 'runs --by rule' show 'show --since 1' map worklist rollout words; do
        timeout 60 "$binary" $command >out.txt 2>&1
        status=$?
        [ $status -le 3 ] || { fail "$1: touchstone $command ended with $status"; tail -3 out.txt; crashes=$((crashes + 1)); }
    done
    timeout 60 "$binary" database check >out.txt 2>&1
    seen=$?
    timeout 60 "$binary" check -q --as-of 2026-11-03 >out.txt 2>err.txt
    status=$?
    [ $status -le 3 ] || fail "$1: the run ended with $status"
    if [ $status = 3 ] && grep -q 'damaged' err.txt; then
        told=$((told + 1))
        [ "$sum" = "$(sha256sum <"$database")" ] || fail "$1: what is damaged was written to"
    elif [ $seen = 3 ] && [ $status != 3 ]; then
        fail "$1: database check calls it damaged, a run ends with $status"
    fi
}
for part in 1 3 5 7 9 11 13 15 17 19; do
    harm $((size * part / 20)) 4096
    judge "4 KB at $part / 20"
    harm $((size * part / 20 / 4096 * 4096)) 8
    judge "the head of the page at $part / 20"
    harm $((size * part / 20)) cut
    judge "cut at $part / 20"
done
harm 0 16
judge "its first bytes"
harm 100 cut
judge "cut within its head"
[ "$told" -ge 25 ] || fail "of 32 damages only $told are told"
rm -f "$database"*
"$binary" check -q --as-of 2026-11-03 >/dev/null 2>&1
[ $? = 0 ] || fail "it does not begin anew"
echo "32 damages: $told told by the run, $crashes crashes"
[ "$failures" = 0 ]
