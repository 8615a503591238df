#!/bin/sh
# SPDX-License-Identifier: MIT
# All targets of the checks identity and facts in one table; ends 1 if one is missed. What stands under
# ../shared is not part of the repository: without it these rows are skipped.
# usage: tests/eval/identity/run.sh BUILD
set -u
build=$(cd "${1:?usage: run.sh BUILD}" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
missed=0
row() { # what it is, its goal, the test, which lines tell
    printf '%s (goal: %s)\n' "$1" "$2"
    meson test -C "$build" --no-rebuild --verbose "$3" >"$work/log" 2>&1 || missed=1
    grep -E "$4" "$work/log" | sed 's/^[[:space:]]*/    /' || echo "    skipped, or nothing was said"
}
row "addresses, generated" "all" identity-cases '^(cases|all)'
row "addresses, 344 snippets labelled by hand" "P and R .98" identity-snippets '^(tuned|held|all) '
row "registrations with check digits" "1.00" identity-ids 'check digits'
row "telephone numbers, mailboxes, registrations on pages" ".99" identity-numbers 'precision|recall|findings'
row "data for machines" ".97 of the values" structured-data 'values'
row "facts in 372 sentences labelled by hand" "P .95, R .90" facts-sentences '^(tuned|held|all)'
row "contradictions, 12 touchpoints, 40 pairs" "P .95" facts-contradictions 'pairs|missed|false'
row "identity in documentation that has nothing of the brand" "5 findings at most, with facts" identity-clean 'findings'
row "facts in 1.7 million words of documentation" "as above" facts-site 'statements'
row "facts in blocks without a shop" "six hours of a help desk are true" facts-clean 'statements'
exit $missed
