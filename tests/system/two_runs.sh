#!/bin/sh
# SPDX-License-Identifier: MIT
# Of two runs on one database the second leaves at once, says who is there, and disturbs nothing.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
printf '%s\n' '/ 200 0 <html lang=nl><p>Een goedkoop verhaal.</p><a href=/slow>a</a>' \
    '/slow 200 4000 <html lang=nl><p>Nog een goedkoop verhaal.</p>' >routes
python3 "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/server.py" routes port &
server=$!
for _ in $(seq 100); do
    [ -e port ] && break
    sleep 0.1
done
port=$(cat port)
echo 'touchstone: 1
name: Vlakwerk
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: error } ]' >brand.yaml
echo "touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, source: { web: { start: 'http://127.0.0.1:$port/', allow_hosts: ['127.0.0.1:$port'] } } }" >touchstone.yaml
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
"$binary" check -q -o jsonl=first.jsonl 2>first.txt &
first=$!
for _ in $(seq 100); do
    [ -s .touchstone/touchstone.db.lock ] && break
    sleep 0.05
done
timeout 5 "$binary" check -o jsonl=second.jsonl >second.txt 2>&1
[ $? = 3 ] || fail "the second run did not end 3: $(cat second.txt)"
kill -0 $first || fail "the first run was over before the second began"
grep -q "$first" second.txt || fail "the second does not say who is there: $(cat second.txt)"
[ -e second.jsonl ] && fail "the second run wrote a report"
wait $first
[ $? = 1 ] || fail "the first run did not end 1: $(cat first.txt)"
[ "$(jq -r 'select(.rule == "terms/cheap") | .places | length' first.jsonl)" = 2 ] || fail "the first run missed a page"
"$binary" check -q -o jsonl=third.jsonl
[ $? = 1 ] || fail "a run after both did not end 1"
[ "$failures" = 0 ]
