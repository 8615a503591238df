# SPDX-License-Identifier: MIT
# How a scenario begins; sourced by them: the program, a folder of its own to work in, and what failed.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/scenario
work=$(mktemp -d)
failures=0
stop() { :; } # a scenario that starts something says here how it ends
trap 'stop; rm -rf "$work"' EXIT
cd "$work" || exit 1
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
