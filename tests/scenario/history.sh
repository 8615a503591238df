#!/bin/sh
# SPDX-License-Identifier: MIT
# Every run is kept: listed, compared with, pruned, handed out; a night without changes is silent.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
says() { grep -qE -- "$1" "$2" || { fail "$what: not in $2: $1"; head -20 "$2"; }; }
run() { # exit status, day, options...
    wanted=$1 day=$2
    shift 2
    "$binary" check --lang en --as-of "$day" --color never "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit status $status, expected $wanted"; cat err.txt; }
}
summary() { "$binary" show --since "$1" -o jsonl | jq -c 'select(.type == "summary") | [.new, .open, .fixed]'; }
mkdir site
printf 'touchstone: 1\nname: Z\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] }, { id: fine, forbid: [prima] }, { id: top, forbid: [topkwaliteit] } ]\n' >brand.yaml
printf 'touchstone: 1\ntouchpoints:\n  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }\n' >touchstone.yaml
page() { echo "<html lang=nl><p>$1" >"site/$2.html"; }
"$binary" runs 2>err.txt
[ $? = 3 ] && grep -q 'there is no run yet' err.txt || fail "runs before there is one"

page 'Een goedkoop scherm.' a
run 0 2026-11-01 --fail-on never
page 'Een prima scherm.' b
run 0 2026-11-02 --fail-on never
page 'Een scherm.' a
page 'Een scherm van topkwaliteit.' c
run 0 2026-11-03 --fail-on never

what="what has changed"
[ "$(summary 2)" = '[1,1,1]' ] || fail "since the run before: $(summary 2)"
[ "$(summary 1)" = '[2,0,1]' ] || fail "since the first: $(summary 1)"
[ "$(summary last)" = '[1,1,1]' ] || fail "since the last: $(summary last)"
for since in 3 7 2026-01-01; do
    "$binary" show --since $since >out.txt 2>err.txt
    [ $? = 2 ] && grep -q 'no such run before the one that is shown' err.txt || fail "since $since: $(cat out.txt err.txt)"
done
[ "$(summary 2026-11-02)" = '[1,1,1]' ] || fail "since a day: $(summary 2026-11-02)"
"$binary" show --since 1 --lang en -o html=out.html >out.txt 2>err.txt
[ -s out.html ] || fail "show writes no page"
"$binary" show --lang en --color never >out.txt 2>&1
says 'Since the run before: 1 new, 1 still open, 1 fixed' out.txt
"$binary" show --since 1 --lang en --color never >out.txt 2>&1
says 'Since run .*-1: 2 new, 1 fixed' out.txt
"$binary" show 99 2>err.txt
[ $? = 2 ] && grep -q 'no run 99' err.txt || fail "a run that is not there"
"$binary" show 1 >out.txt 2>err.txt
says '^site .*1$' out.txt

what="the runs"
[ "$("$binary" runs -o jsonl | jq -c '[.number, .as_of, .exit, .findings.warning]' | paste -sd' ')" = \
    '[1,"2026-11-01",0,1] [2,"2026-11-02",0,2] [3,"2026-11-03",0,2]' ] || fail "runs: $("$binary" runs -o jsonl)"
"$binary" runs --by rule site >out.txt
says '^terms/cheap  *1 +1 +-' out.txt
says '^terms/top  *- +- +1' out.txt
"$binary" show -o html=page.html && grep -q '<section class="wide-part" id="trend">' page.html && grep -q 'href="#trend"' page.html || fail "the page does not say how it went"
"$binary" runs --by touchpoint -o jsonl | jq -se 'length == 3 and all(.[]; .name == "site" and .score < 1)' >/dev/null || fail "the course of a touchpoint"

what="a night without changes"
run 0 2026-11-04 --fail-on never --quiet-if-unchanged -o term -o jsonl=out.jsonl
[ ! -s out.txt ] && [ ! -s err.txt ] || { fail "it says something"; cat out.txt err.txt; }
[ -s out.jsonl ] || fail "a file is written all the same"
page 'Een goedkoop scherm.' a
run 0 2026-11-05 --fail-on never --quiet-if-unchanged -o term
says 'cheap' out.txt
run 1 2026-11-05 --fail-on info --quiet-if-unchanged
says . out.txt # another exit status

# What came back changes nothing of what earlier runs said (run 1: cheap; 2: fine; 3: cheap is gone, top; 5: cheap is back).
what="what came back"
[ "$("$binary" runs -o jsonl | jq -c '[.number, .new, .fixed]' | head -n 5 | paste -sd' ')" = '[1,1,0] [2,1,0] [3,1,1] [4,0,0] [5,1,0]' ] ||
    fail "new and fixed of each run: $("$binary" runs -o jsonl | jq -c '[.number, .new, .fixed]')"
[ "$(summary 1)" = '[2,1,0]' ] || fail "since the first, in which it was open: $(summary 1)"
[ "$(summary 3)" = '[1,2,0]' ] || fail "since it was gone: $(summary 3)"
[ "$("$binary" show --since 1 -o jsonl | jq -r 'select(.type == "finding" and .rule == "terms/cheap").state')" = open ] || fail "its state since the first"

what="quiet, and worse"
run 0 2026-11-05 --fail-on never
run 0 2026-11-05 --fail-on never --quiet-if-unchanged
[ ! -s out.txt ] && [ ! -s err.txt ] || { fail "it says something"; cat out.txt err.txt; }
page 'Een goedkoop scherm.' d
run 0 2026-11-05 --fail-on never --quiet-if-unchanged
says . out.txt # the same finding in one more place
sed -i 's/id: cheap,/id: cheap, severity: error,/' brand.yaml
run 0 2026-11-05 --fail-on never --quiet-if-unchanged
says . out.txt # and graver
sed -i 's/ severity: error,//' brand.yaml
rm site/d.html
run 0 2026-11-05 --fail-on never

what="the database"
"$binary" database check >out.txt || fail "it is not whole"
says ': whole$' out.txt
"$binary" database export >export.jsonl || fail "export"
jq -se 'map(select(.table == "finding")) | length >= 3' export.jsonl >/dev/null || fail "export has not all findings"
python3 - <<'END'
import sqlite3
base = sqlite3.connect('.touchstone/touchstone.db')
base.execute("UPDATE run SET started = '2020-01-01T00:00:00Z' WHERE id <= 3")
base.commit()
END
"$binary" database prune --keep 90d --dry-run >out.txt
says '^3 runs before .* would be' out.txt
[ "$("$binary" runs -o jsonl | wc -l)" = 11 ] || fail "a dry run takes something away"
"$binary" database prune --keep 90d >out.txt || fail "prune"
[ "$("$binary" runs -o jsonl | jq .number | paste -sd' ')" = '4 5 6 7 8 9 10 11' ] || fail "prune left $("$binary" runs -o jsonl | jq .number | paste -sd' ')"
"$binary" database check >out.txt || fail "it is not whole after pruning"
run 0 2026-11-06 --fail-on never -o jsonl
jq -se 'all(.[] | select(.type == "finding"); .state == "open")' out.txt >/dev/null || fail "after pruning the next run knows what was open"
"$binary" database prune --keep 90 2>err.txt
[ $? = 2 ] || fail "a time without a unit"

what="who may read and not write"
as_reader() { "$binary" "$@"; }
if [ "$(id -u)" = 0 ]; then # root may write anywhere; and nobody need be able to read where this was built
    mkdir reader
    cp "$binary" reader
    cp -r "$TOUCHSTONE_PLUGIN_PATH" reader/plugins
    chmod -R a+rX "$work"
    as_reader() {
        TOUCHSTONE_PLUGIN_PATH=$work/reader/plugins XDG_CACHE_HOME=$work/none setpriv --reuid=65534 --regid=65534 --clear-groups \
            "$work/reader/touchstone" "$@"
    }
fi
chmod -R a-w .touchstone
as_reader runs -o jsonl >out.txt 2>err.txt || fail "$(cat err.txt)"
[ "$(jq .number out.txt | paste -sd' ')" = '4 5 6 7 8 9 10 11 12' ] || fail "reads $(cat out.txt)"
as_reader show >out.txt 2>err.txt || fail "$(cat err.txt)"
as_reader check -q >out.txt 2>err.txt
[ $? = 3 ] && grep -q "can't create the run lock" err.txt || fail "a run: $(cat err.txt)"
printf 'journal' >.touchstone/touchstone.db-wal
as_reader runs >out.txt 2>err.txt && fail "reads past a journal"
says 'a run is at work, or was cut off' err.txt
chmod -R u+w .touchstone

what="a run of a part, and an earlier day asked for later"
rm -rf .touchstone site && mkdir site docs
echo '  - { id: docs, channel: website, expects: [], source: { folder: { path: docs } } }' >>touchstone.yaml
page 'Een goedkoop scherm.' a
echo '<html lang=nl><p>Een prima scherm.' >docs/a.html
run 0 2026-11-02 --fail-on never
run 0 2026-11-02 --fail-on never docs
run 0 2026-11-02 --fail-on never --quiet-if-unchanged
[ ! -s out.txt ] && [ ! -s err.txt ] || { fail "$what: it compares with the run of a part"; cat out.txt err.txt; }
page 'Een prima en goedkoop scherm.' a
run 0 2026-10-01 --fail-on never # looks at an earlier day, later
run 0 2026-11-03 --fail-on never
[ "$(summary 2026-11-02)" = '[1,2,0]' ] || fail "$what: since a day: $(summary 2026-11-02)"

[ $failures = 0 ]
