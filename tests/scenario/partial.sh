#!/bin/sh
# SPDX-License-Identifier: MIT
# What is open where the last run did not look stays work, can be accepted, and is no "nothing"; a gap is told
# in every report of a run with --new-only.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
mkdir site docs
printf 'touchstone: 1\nname: Z\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] } ]\n' >brand.yaml
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }
  - { id: docs, channel: document, expects: [], source: { folder: { path: docs } } }
END
echo '<html lang=nl><p>Een goedkoop scherm.' >site/a.html
echo '<html lang=nl><p>Een scherm.' >docs/a.html
check() { "$binary" check -q --lang en --as-of 2026-11-02 "$@" >out.txt 2>err.txt; }
check --fail-on never || { fail "the first run"; cat err.txt; }
check docs || { fail "a part: exit $?"; cat err.txt; }
"$binary" worklist --lang en --color never >out.txt
grep -q goedkoop out.txt || { fail "after a part the work of the rest is gone"; cat out.txt; }
fingerprint=$("$binary" worklist -o csv | sed -n 2p | tr -d '\r' | sed 's/.*,//')
cp touchstone.yaml kept.yaml
"$binary" accept "$fingerprint" --reason x >out.txt 2>&1 || { fail "after a part: accept"; cat out.txt; }
rm touchstone.accept.yaml
"$binary" baseline --reason x >out.txt 2>&1 || fail "baseline"
grep -q '^1 finding accepted' out.txt || { fail "after a part: baseline"; cat out.txt; }
check --fail-on info || { fail "what was accepted counts: exit $?"; cat out.txt; }

# A gap that stays.
printf 'PK\003\004broken' >docs/b.docx
check
[ $? = 3 ] || fail "a gap"
for report in term github md sarif junit jsonl; do
    "$binary" check -q --lang en --color never --as-of 2026-11-02 --new-only -o $report >out.txt 2>err.txt
    [ $? = 3 ] || fail "$report: exit status $?"
    grep -q 'b\.docx' out.txt || { fail "$report: the gap is not told"; cat out.txt; }
    grep -q 'u{A}' out.txt && fail "$report: an escape of the program's own"
done
# All that was seen is a gap that people accepted.
rm docs/a.html site/a.html
mv docs/b.docx site
"$binary" baseline --unchecked --reason x >out.txt 2>&1
check -o md
grep -q 'Nothing found' out.txt && { fail "nothing was seen, so nothing is said of it"; cat out.txt; }
[ "$failures" = 0 ]
