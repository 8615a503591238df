#!/bin/sh
# SPDX-License-Identifier: MIT
# Where files and descriptors are not what one expects.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], severity: error }
  - { id: legal, require: [algemene voorwaarden], in: [leegal] }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, source: { folder: { path: site } }, kinds: { legal: /legal* } }
END
mkdir site
echo '<html lang=nl><p>Een goedkoop verhaal.</p>' >site/index.html

# A kind that nothing has is told with its place; the run goes on.
"$binary" check -q --dry-run >/dev/null
"$binary" check --dry-run 2>said.txt >/dev/null
grep -q 'brand.yaml:6:.*"leegal".*did you mean "legal"' said.txt || fail "an unknown kind: $(cat said.txt)"

# Standard output that is closed: said, and no file is written instead.
"$binary" check -q -o jsonl >&- 2>said.txt
[ $? != 0 ] && grep -q 'standard output' said.txt || fail "closed standard output: $(cat said.txt)"
[ "$(wc -c <.touchstone/touchstone.db.lock)" -lt 100 ] || fail "a report went into the lock"

# Plain text and a piece of HTML from a pipe.
printf 'Beste klant,\n\nDit is goedkoop.\n' | "$binary" scan -q - -o jsonl=out.jsonl
[ $? = 1 ] && grep -q '"media_type":"text/plain"' out.jsonl || fail "plain text from a pipe"
printf '<p>Dit is <b>goed</b>koop.</p>' | "$binary" scan -q - -o jsonl=out.jsonl
[ $? = 1 ] && grep -q '"media_type":"text/html"' out.jsonl || fail "a piece of HTML from a pipe"

# A byte order mark before the configuration.
{ printf '\357\273\277'; cat brand.yaml; } >bom.yaml
"$binary" scan -q -b bom.yaml site >/dev/null
[ $? = 1 ] || fail "a byte order mark"

# A report never lands on a file of the run, nor two on one.
cp brand.yaml before.yaml
"$binary" check -q -o html=brand.yaml 2>said.txt
[ $? = 2 ] && cmp -s brand.yaml before.yaml || fail "a report over the brand book"
"$binary" check -q -o html=x.out -o jsonl=./x.out 2>said.txt
[ $? = 2 ] || fail "two reports in one file"

# An empty page is no clean page.
: >site/leeg.html
"$binary" scan -q --fail-on never site -o jsonl=out.jsonl
[ $? = 3 ] && grep '"status":"unchecked"' out.jsonl | grep -q 'is empty' || fail "an empty page"
rm site/leeg.html

# What stands in a mail is told by its part.
printf 'From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nEen goedkoop stuk.\n--b--\n' >m.eml
"$binary" scan m.eml -o term=out.txt 2>/dev/null
grep -q 'm.eml#part=1:1:5' out.txt || fail "the part of a mail"

# Nothing is missing from a mail of which the end is missing.
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms: [ { id: signed, require: [Vlakwerk] }, { id: cheap, forbid: [goedkoop] } ]\n' >signed.yaml
head -c -4 m.eml >cut.eml
"$binary" scan -q -b signed.yaml m.eml -o jsonl=out.jsonl
grep -q '"rule":"terms/signed"' out.jsonl || fail "what is missing from a whole mail"
"$binary" scan -q -b signed.yaml cut.eml -o jsonl=out.jsonl
[ $? = 3 ] && ! grep -q '"rule":"terms/signed"' out.jsonl && grep -q '"rule":"terms/cheap"' out.jsonl ||
    fail "what is missing from a mail that was cut"

# Databases of another age are left as they are.
"$binary" check -q >/dev/null
for version in 1 99; do
    cp .touchstone/touchstone.db kept.db
    python3 -c "import sqlite3; sqlite3.connect('.touchstone/touchstone.db').execute('PRAGMA user_version = $version').connection.close()"
    "$binary" check -q 2>said.txt
    [ $? = 3 ] && grep -q "schema $version" said.txt || fail "a database of schema $version: $(cat said.txt)"
    cp kept.db .touchstone/touchstone.db
done

[ "$failures" = 0 ]
