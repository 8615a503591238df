#!/bin/sh
# SPDX-License-Identifier: MIT
# Sites that misbehave in a hundred ways: each is told for what it is, costs no more than it may, and
# hides no good page; nothing inside the network is touched (misbehave_table.py).
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
tests=$TOUCHSTONE_SOURCE_ROOT/tests
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; [ -n "${KEEP:-}" ] || rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1 MISBEHAVE_PASSWORD=Wachtwoord-5e1f9c
cd "$work" || exit 1
[ -z "${KEEP:-}" ] || echo "$work"

sh "$tests/system/certificates.sh" certificates || exit 1
python3 "$tests/system/misbehave.py" serve "$work" &
server=$!
for _ in $(seq 100); do
    [ -e ready ] && break
    sleep 0.1
done
python3 "$tests/bench/measure.py" timeout 300 sh -c \
    '"$0" check -q --fail-on never -o jsonl=run.jsonl -o html=report.html >said.txt 2>&1' "$binary" >measured.json
kill -USR1 "$server"
# The second night takes back what the first was told: validators among it.
timeout 100 "$binary" check -q --fail-on never -o jsonl=second.jsonl pages >>said.txt 2>&1
[ $? = 3 ] || echo "FAILED: the second night did not end 3"
kill "$server"
wait "$server"
server=
python3 "$tests/system/misbehave.py" judge "$work"
