#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what is missing, builds in several ways, runs every test. Ends with "N passed, N failed".
# --long adds the suites that take an hour. Set BUILD to keep the build folders somewhere.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/samples/setup.sh"
setup_packages "build test" || { echo "the packages could not be installed"; exit 1; }

build=${BUILD:-$(mktemp -d)}
mkdir -p "$build"
[ -n "${BUILD:-}" ] || trap 'rm -rf "$build"' EXIT
export XDG_CACHE_HOME="$build/cache"
unset TOUCHSTONE_PLUGIN_PATH TOUCHSTONE_RULES_PATH
passed=0
failed=0
long=no
[ "${1:-}" = --long ] && long=yes

step() {
    name=$1
    shift
    begun=$(date +%s)
    if "$@" >"$build/step.log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name ($(($(date +%s) - begun)) s)"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        tail -n 60 "$build/step.log" | sed 's/^/    /'
    fi
}

# Counts the tests of a Meson run one by one.
suite() {
    name=$1
    folder=$2
    shift 2
    begun=$(date +%s)
    meson test -C "$folder" --no-rebuild --print-errorlogs --timeout-multiplier 3 "$@" \
        >"$build/suite.log" 2>&1
    ok=$(awk '/^Ok:/ {print $2}' "$build/suite.log")
    bad=$(awk '/^(Fail|Timeout|Unexpected Pass):/ {n += $2} END {print n + 0}' "$build/suite.log")
    skipped=$(awk '/^Skipped:/ {print $2}' "$build/suite.log")
    if [ -z "$ok" ]; then
        ok=0
        bad=1
    fi
    if [ "${CI:-}" = true ] && [ "${skipped:-0}" -gt 0 ] && [ -d "$root/../shared" ]; then
        bad=$((bad + skipped))
        grep -i skip "$build/suite.log"
    fi
    passed=$((passed + ok))
    failed=$((failed + bad))
    echo "$([ "$bad" = 0 ] && echo "ok     " || echo FAILED) $name: $ok passed, $bad failed," \
        "${skipped:-0} skipped ($(($(date +%s) - begun)) s)"
    jq -rs 'sort_by(-.duration)[:8] | map("\(.name | sub(".*/ "; "")) \(.duration | round) s") | "        the longest: " + join(", ")' \
        "$folder/meson-logs/testlog.json"
    [ "$bad" = 0 ] || tail -n 150 "$build/suite.log" | sed 's/^/    /'
}

configure() {
    folder=$1
    shift
    meson setup "$folder" "$root" --werror "$@" && ninja -C "$folder"
}

step "browser tools" sh "$root/tests/browser/setup.sh" "$build/browser"
export TOUCHSTONE_BROWSER_TOOLS="$build/browser"
step "gates: style, size, direction" sh "$root/tests/gate.sh"
# For /usr, since this one is packaged too (system-packages).
step "gcc, -Werror" configure "$build/gcc" -Dbuildtype=debugoptimized --prefix=/usr
suite "gcc" "$build/gcc" --no-suite long
# Its warnings do not depend on how much it optimises, and nothing of it runs.
step "clang, -Werror" env CC=clang meson setup "$build/clang" "$root" --werror -Db_lundef=false -Dbuildtype=plain
step "clang builds" ninja -C "$build/clang"
step "gcc with ASan and UBSan" configure "$build/san" -Db_sanitize=address,undefined -Doptimization=1
# fontconfig keeps its configuration for the life of a process that draws a page.
printf 'leak:libfontconfig\n' >"$build/leaks.txt"
export LSAN_OPTIONS="suppressions=$build/leaks.txt:print_suppressions=0"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
suite "ASan and UBSan" "$build/san" --suite unit --suite plugin --suite fuzz --suite scenario --no-suite plain
unset ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS
step "install, pkg-config, outside plugin, manual" sh "$root/tests/install.sh" "$build/gcc" "$build"
[ $long = no ] || suite "long" "$build/gcc" --suite long

echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
