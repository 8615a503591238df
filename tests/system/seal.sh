#!/bin/sh
# SPDX-License-Identifier: MIT
# A hijacked worker gets nowhere, as root and as an ordinary user; without isolation it would.
set -u
built=$TOUCHSTONE_BUILD_ROOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/plugins" "$work/site" "$work/bin"
cp "$built"/plugins/*.so "$built/tests/plugin/faulty/hijack.so" "$work/plugins/"
cp "$built/core/touchstone" "$work/bin/"
cd "$work" || exit 1
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms: [ { id: t, forbid: [zzz] } ]\n' >brand.yaml
for attempt in read create unlink inet unix exec fork kill ptrace readv mmap mprotect memfd unshare bpf uring; do
    echo "$attempt" >"site/$attempt.txt"
done
chmod -R a+rX "$work"
failures=0

judge() { # who, command...
    who=$1
    shift
    "$@" env HOME="$work" XDG_CACHE_HOME=/nonexistent TOUCHSTONE_PLUGIN_PATH="$work/plugins" \
        "$work/bin/touchstone" scan -q -b brand.yaml site -o jsonl >out.txt 2>err.txt
    if grep -q '"rule":"hijack/done"' out.txt; then
        echo "FAILED: as $who these succeeded:"
        grep '"rule":"hijack/done"' out.txt | sed 's/.*"actual":"\([^"]*\)".*/  \1/'
        failures=$((failures + 1))
    fi
    [ "$(grep -c '"type":"document"' out.txt)" = 16 ] || { echo "FAILED: as $who not all were tried"; cat out.txt err.txt; failures=$((failures + 1)); }
    echo "$who: $(grep -c '"status":"unchecked"' out.txt) died, $(grep -c '"status":"checked"' out.txt) refused, 0 done of 16"
}

judge "$(id -un)" env
if [ "$(id -u)" = 0 ]; then
    chown -R nobody "$work"
    judge nobody setpriv --reuid=65534 --regid=65534 --clear-groups
    chown -R root "$work"
fi

# The control: the same attempt succeeds where nothing is sealed.
mkdir control
echo read >control/read.txt
TOUCHSTONE_PLUGIN_PATH="$work/plugins" "$work/bin/touchstone" scan -q -b brand.yaml control --isolation=none -o jsonl \
    >out.txt 2>/dev/null
grep -q '"rule":"hijack/done"' out.txt || { echo "FAILED: the control"; cat out.txt; failures=$((failures + 1)); }
[ "$failures" = 0 ]
