#!/bin/sh
# SPDX-License-Identifier: MIT
# Each faulty plugin is named with its fault, the healthy checks go on, and the run ends by itself.
set -u
built=$TOUCHSTONE_BUILD_ROOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export XDG_CACHE_HOME="$work/cache"
failures=0

cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: warning } ]
END
mkdir site
echo '<p>Een goedkoop verhaal.</p>' >site/index.html

with() { # fault: a plugin path with just that plugin beside the healthy ones
    rm -rf plugins
    mkdir plugins
    cp "$built/tests/plugin/faulty/faulty-$1.so" plugins/
    export TOUCHSTONE_PLUGIN_PATH="$built/plugins:$work/plugins"
}
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# At load: said by `plugins`; a scan goes on without.
for row in "no_symbol|no plugin" "abi|built for ABI 9" "short|too short" "load_abort|crashed while loading" \
    "load_loop|did not load within" "load_close|had to be killed while loading"; do
    fault=${row%%|*} text=${row#*|}
    with "$fault"
    timeout 60 "$built/core/touchstone" plugins >out.txt 2>&1
    [ $? = 3 ] && grep "faulty-$fault.so" out.txt | grep -qF "$text" || { fail "plugins $fault"; cat out.txt; }
    timeout 60 "$built/core/touchstone" scan -q -b brand.yaml site >out.txt 2>&1
    grep -q 'terms/cheap' out.txt || { fail "scan beside $fault"; cat out.txt; }
done

# While judging: the document is UNCHECKED with the plugin's name or the reason, exit 3, and what
# the healthy check says of it stands, unless the worker was lost.
for row in "rule|faulty/undeclared" "offset|outside a block" "utf8|not UTF-8" "silent|without saying why" \
    "phase|where it may not be called" "loop|CPU time" "segv|crashed" "memory|out of memory"; do
    fault=${row%%|*} text=${row#*|}
    with "$fault"
    timeout 60 "$built/core/touchstone" scan -b brand.yaml site -o jsonl >out.txt 2>err.txt
    [ $? = 3 ] && grep '"rule":"run/unchecked"' out.txt | grep -qF "$text" || { fail "$fault"; cat out.txt err.txt; }
    [ "$(grep -c '"rule":"run/' out.txt)" = 1 ] || fail "$fault: not exactly one finding"
    case $fault in
    loop | segv | memory) ;;
    *) grep -q '"rule":"terms/cheap"' out.txt || fail "$fault: the healthy check is gone" ;;
    esac
done

# A worker that was taken over and forges messages is dropped: its document is UNCHECKED, exit 3, and
# the run neither hangs nor believes it.
for row in "hello|broke the rules" "more|broke the rules" "descriptors|the worker was killed" \
    "answer|broke the rules"; do
    fault=${row%%|*} text=${row#*|}
    with "forge_$fault"
    timeout 60 "$built/core/touchstone" scan -b brand.yaml site -o jsonl >out.txt 2>err.txt
    [ $? = 3 ] && grep '"rule":"run/unchecked"' out.txt | grep -qF "$text" || { fail "forged $fault"; cat out.txt err.txt; }
done

# Sources.
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: odd, channel: website, source: { faulty: {} } }
  - { id: good, channel: website, source: { folder: { path: site } } }
END
for row in "source_twice|twice" "source_unknown|twice" "source_never|no answer for 2 seconds"; do
    fault=${row%%|*} text=${row#*|}
    with "$fault"
    rm -rf .touchstone
    timeout 60 "$built/core/touchstone" check --answer-timeout 2 -o jsonl >out.txt 2>err.txt
    [ $? = 3 ] && grep -F "$text" out.txt | grep -q '"rule":"run/' || { fail "$fault"; cat out.txt err.txt; }
    grep '"rule":"terms/cheap"' out.txt | grep -q '"touchpoint":"good"' || fail "$fault: the good touchpoint is gone"
done

# No faults: plugins built with a shorter and a longer contract work beside the others.
for age in older newer; do
    with $age
    "$built/core/touchstone" scan -q -b brand.yaml site -o jsonl >out.txt 2>err.txt
    [ $? = 0 ] && grep '"type":"run"' out.txt | grep -q 'check-faulty' || { fail "a plugin of an $age contract"; cat out.txt err.txt; }
done

# Two plugins of one name: both are named.
with none
cp plugins/faulty-none.so plugins/twin.so
"$built/core/touchstone" plugins >out.txt 2>&1
grep 'twin.so' out.txt | grep -q 'is there already' || { fail "doubled name"; cat out.txt; }
# One that others may write is not loaded.
with none
chmod 777 plugins/faulty-none.so
"$built/core/touchstone" plugins 2>&1 | grep -q 'can be written by others' || fail "mode of the file"
[ "$failures" = 0 ]
