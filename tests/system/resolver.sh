#!/bin/sh
# SPDX-License-Identifier: MIT
# Names that lead inside a network, at once, among other addresses or at a later look-up, lead nowhere;
# only the name and port that the plan allows are reached. Nothing ever connects beyond loopback.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
python3 "$here/resolver.py" "$work" &
server=$!
for _ in $(seq 100); do
    [ -e ports ] && break
    sleep 0.1
done
. ./ports
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
echo 'touchstone: 1
name: Vlakwerk
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: warning } ]' >brand.yaml
common="max_rate: 100000/s, sitemap: false, timeout: 5s"
names="inner six mapped zero nat64 sixtofour teredo metadata private mixed mixed-other flip flop public"
{
    echo "touchstone: 1
brand: brand.yaml
touchpoints:
  - id: open
    channel: website
    source: { web: { start: 'http://open.example:$allowed/', hosts: ['open.example:$inner', 'inner.example:$inner'],
                     allow_hosts: ['open.example:$allowed'], $common } }
  - { id: stranger, channel: website, source: { web: { start: 'http://open.example:$allowed/stranger', $common } } }"
    for name in $names; do
        # Each port is a look-up of its own, so that the answers change on the way.
        echo "  - id: $name
    channel: website
    source: { web: { start: ['http://$name.example:$allowed/', 'http://$name.example:$inner/',
                             'http://$name.example/'], $common } }"
    done
} >touchstone.yaml

RESOLVER_LOG=$work/log.bin LD_PRELOAD=$TOUCHSTONE_BUILD_ROOT/tests/system/libresolver.so \
    timeout 100 "$binary" check -q --fail-on error -o jsonl=run.jsonl 2>said.txt
[ $? = 3 ] || fail "did not end 3: $(cat said.txt)"
tail -c +9 log.bin | tr -d '\0' >log
reason() { # touchpoint, end of the locator
    jq -r --arg id "$1" --arg tail "$2" \
        'select(.type == "document" and .touchpoint == $id and (.locator | endswith($tail))) | .status + ": " + .reason' run.jsonl
}

# What is allowed is read, so that the rest of this test can fail.
[ "$(grep -c "^open.example:$allowed /\(more\)\?$" asked)" = 2 ] || fail "the allowed site was not read: $(cat asked)"
[ "$(jq -r 'select(.rule == "terms/cheap") | .places | length' run.jsonl)" = 2 ] || fail "its pages were not judged"
# Nothing else was asked for, on any port and by any name.
grep -v "^open.example:$allowed /\(robots.txt\|more\|touchstone-[0-9a-f]*\)\?$" asked && fail "an inner listener was asked"
for at in "open :$inner/inner" "stranger /stranger"; do
    case $(reason ${at% *} ${at#* }) in
    *"unchecked: leads to an address inside a network"*) ;;
    *) fail "$at: $(reason ${at% *} ${at#* })" ;;
    esac
done
for name in $names; do
    for at in ":$allowed/" ":$inner/" "$name.example/"; do
        case "$name $(reason $name $at)" in
        *"unchecked: leads to an address inside a network"*) ;;
        flip*"unchecked: "*"can't be reached"* | flop*"unchecked: "*"can't be reached"* | public*"unchecked: "*"can't be reached"*) ;;
        *) fail "$name $at: $(reason $name $at)" ;;
        esac
    done
    grep -q "^lookup $name.example " log || fail "$name was not looked up"
done
for name in flip flop; do
    [ "$(grep "^lookup $name.example " log | sort -u | wc -l)" -ge 2 ] || fail "$name: its answers did not change"
    jq -r --arg id $name 'select(.type == "document" and .touchpoint == $id) | .reason' run.jsonl |
        grep -q 'inside a network' || fail "$name: never refused"
done
# Sockets were opened to the allowed listener and to public addresses alone; those never came about.
grep '^connect ' log | sort | uniq -c
grep '^connect ' log | grep -vE '^connect (127\.0\.0\.1|9\.9\.9\.9|2620:fe::9)$' && fail "a connection was tried that should not be"
grep -q '^connect 9.9.9.9' log || fail "no public address was tried, so nothing was decided"
allowed_count=$(grep -c '^connect 127.0.0.1$' log)
[ "$allowed_count" -le 4 ] || fail "$allowed_count connections to loopback"
[ "$failures" = 0 ]
