#!/bin/sh
# SPDX-License-Identifier: MIT
# What people have decided to live with: marked and not dropped, by fingerprint, by rule, all at once; what
# has expired or names nothing is told.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
run() { # wanted status, options...
    wanted=$1
    shift
    "$binary" check -q --lang en -o jsonl=out.jsonl -o term=out.txt -o html=out.html --color never "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit status $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; jq -c 'select(.type == "finding") | [.touchpoint, .rule, .actual, .accepted]' out.jsonl; }
}
refused() { # text, command...
    text=$1
    shift
    "$binary" "$@" >said.txt 2>&1
    [ $? = 2 ] && grep -qF -- "$text" said.txt || fail "$what: not refused with \"$text\": $(cat said.txt)"
}
mkdir site mail
cat >brand.yaml <<'END'
touchstone: 1
name: Zonnekap
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], instead: voordelig, severity: error }
  - { id: fine, forbid: [prima], severity: warning }
END
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }
  - { id: mail, channel: email, expects: [], source: { mail: { path: mail } } }
END
echo '<html lang=nl><p>Een goedkoop zonnescherm is prima te betalen.' >site/a.html
printf 'From: a@zonnekap.example\nSubject: Uw scherm\n\nEen goedkoop zonnescherm voor u.\n' >mail/a.eml

what="before"
run 1
fingerprint=$(jq -r 'select(.type == "finding" and .rule == "terms/cheap" and .touchpoint == "site") | .fingerprint' out.jsonl)

what="asked wrongly"
refused "say why" accept "$fingerprint"
refused "no fingerprint" accept abc --reason x
refused "no finding 0123456789abcdef is open" accept 0123456789abcdef --reason x
refused "one kind at a time" accept "$fingerprint" --word x --reason x
refused "--touchpoint goes with --rule" accept "$fingerprint" --touchpoint site --reason x
refused 'there is no rule "terms/nonsuch"' accept --rule terms/nonsuch --reason x
refused 'there is no rule "links/brokn"' accept --rule links/brokn --reason x
refused 'there is no touchpoint "sit" (did you mean "site"?)' accept --rule terms/cheap --touchpoint sit --reason x
[ ! -e touchstone.accept.yaml ] || fail "$what: something was accepted: $(cat touchstone.accept.yaml)"

what="by fingerprint: wherever it stands"
"$binary" accept "$fingerprint" --reason 'In de wet heet het zo' --owner merk >said.txt || fail "$what: $(cat said.txt)"
grep -q '^1 finding accepted in ' said.txt || fail "$what: $(cat said.txt)"
grep -q "fingerprint: \"*$fingerprint.*# terms/cheap: " touchstone.accept.yaml || { fail "$what: the file"; cat touchstone.accept.yaml; }
run 0
is '[.[] | select(.type == "finding" and .rule == "terms/cheap") | [.touchpoint, .accepted, .acceptance.reason, .acceptance.owner]] == [["mail", true, "In de wet heet het zo", "merk"], ["site", true, "In de wet heet het zo", "merk"]]'
is '[.[] | select(.type == "touchpoint" and .id == "mail") | [.state, .score, .findings.error]] == [["consistent", 1, 0]]'
is '.[] | select(.type == "summary") | .accepted == 2 and .findings.error == 0'
grep -q 'voordelig' out.txt && fail "$what: the terminal lists it"
grep -q '2 accepted' out.html || fail "$what: the page does not say how many"
grep -q 'accepted: In de wet heet het zo (merk)' out.html || fail "$what: the page does not say why"
"$binary" worklist --color never | grep -q voordelig && fail "$what: it is work"

what="by rule and touchpoint"
"$binary" accept --rule terms/fine --touchpoint site --reason 'spreektaal' --until 2026-12-31 >said.txt || fail "$what: $(cat said.txt)"
run 0 --as-of 2026-12-31 --fail-on warning
is '[.[] | select(.type == "finding" and .rule == "terms/fine") | .accepted] == [true]'
"$binary" accept --rule terms/fine --touchpoint site --reason x --until 2027-01-31 >said.txt 2>&1 || fail "$what: it can't be renewed"
sed -i '/2027-01-31/d' touchstone.accept.yaml

what="after its last day"
run 1 --as-of 2027-01-01 --fail-on warning
is '[.[] | select(.type == "finding" and .rule == "terms/fine") | .accepted] == [false]'
is '[.[] | select(.rule == "run/acceptance-expired") | [.severity, .actual, .places[0].locator, .places[0].line]] == [["warning", "terms/fine (site)", "touchstone.accept.yaml", 5]]'

what="accepted again after its end"
cp touchstone.accept.yaml kept.yaml
"$binary" accept --rule terms/fine --touchpoint site --reason 'nog een jaar' --until 2027-12-31 >said.txt 2>&1 || fail "$what: $(cat said.txt)"
run 0 --as-of 2027-01-02 --fail-on warning
is '[.[] | select(.type == "finding" and .rule == "terms/fine") | [.accepted, .acceptance.reason]] == [[true, "nog een jaar"]]'
is '[.[] | select(.rule == "run/acceptance-expired" and .state != "fixed")] == []'
cp kept.yaml touchstone.accept.yaml

what="what names nothing any more"
sed -i 's/goedkoop/voordelig/' site/a.html mail/a.eml
run 0 --as-of 2026-12-01
is "[.[] | select(.rule == \"run/acceptance-unused\") | [.severity, .actual]] == [[\"info\", \"$fingerprint\"]]"
run 0 --as-of 2026-12-01 mail
is 'all(.[]; .rule != "run/acceptance-unused")'
sed -i '/terms\/cheap/d' touchstone.accept.yaml
run 0 --as-of 2026-12-01
is '[.[] | select(.rule == "run/acceptance-unused" and .state != "fixed")] == []'

what="a rule or a touchpoint that is none"
cp touchstone.accept.yaml kept.yaml
echo '  - { rule: termz/fine, reason: x }' >>touchstone.accept.yaml
refused 'there is no rule "termz/fine"' check
cp kept.yaml touchstone.accept.yaml
echo '  - { rule: terms/fine, touchpoint: sit, reason: x }' >>touchstone.accept.yaml
"$binary" check --lang en --as-of 2026-12-01 >said.txt 2>&1 || fail "$what: the run is stopped: $(cat said.txt)"
run 0 --as-of 2026-12-01
grep -q 'there is no touchpoint "sit" (did you mean "site"?)' said.txt || fail "$what: not told at the start"
is '[.[] | select(.rule == "run/acceptance-unused" and .state != "fixed") | [.touchpoint, .actual]] == [["site", "terms/fine (sit)"]]'
grep -q 'Not honoured: terms/fine (sit): there is no such touchpoint' out.txt || fail "$what: not told why"
echo 'touchstone: 1' >touchstone.accept.yaml

what="text that would end a line of the file"
cp site/a.html kept.html
printf '<html lang=nl><p>Een goedkoop\342\200\250- { rule: terms/fine, reason: x }\342\200\251scherm.</p><p>Het is prima.' >site/a.html
printf 'touchstone: 1\naccept:\n- { word: kwastraal, reason: ours }\n' >touchstone.accept.yaml
sed -i 's/^terms:/terms:\n  - { id: long, pattern: "goedkoop[^.]+", severity: error }/' brand.yaml
run 1 --as-of 2026-12-02
long=$(jq -r 'select(.type == "finding" and .rule == "terms/long" and .touchpoint == "site") | .fingerprint' out.jsonl)
"$binary" accept "$long" --reason 'this one alone' >said.txt || fail "$what: $(cat said.txt)"
run 1 --as-of 2026-12-02
is '[.[] | select(.type == "finding" and .accepted) | .rule] == ["terms/long"]'
"$binary" baseline --reason 'all' >said.txt || fail "$what: $(cat said.txt)"
run 0 --as-of 2026-12-02
cp kept.html site/a.html
sed -i '/id: long/d' brand.yaml
echo 'touchstone: 1' >touchstone.accept.yaml

what="a site with old sins"
sed -i 's/voordelig/goedkoop/' site/a.html
printf '%%PDF-1.4 broken' >site/b.pdf
run 1
"$binary" baseline --reason 'zo was het' >said.txt || fail "$what: $(cat said.txt)"
run 3
is 'all(.[] | select(.type == "finding" and (.rule | startswith("terms/"))); .accepted)'
"$binary" baseline --unchecked --reason 'die map verhuist' >said.txt || fail "$what: $(cat said.txt)"
run 0
is '.[] | select(.type == "touchpoint" and .id == "site") | .unchecked == 1 and .state == "consistent"'
echo '<html lang=nl><p>Ook dit zonnescherm is prima.' >site/c.html
echo '<html lang=nl><p>Nieuw: een goedkoop doek.' >mail/b.html
run 0 --fail-on warning
what="nothing but what was accepted unseen"
mv mail/a.eml mail/b.html .
printf '%%PDF-1.4 broken' >mail/c.pdf
run 0
is '.[] | select(.type == "touchpoint" and .id == "mail") | .unchecked == 1 and .state == "unchecked"'
printf 'x' >mail/d.docx
run 3 --max-unchecked 50% # a sixth of the documents, but all of a touchpoint
mv a.eml b.html mail
run 0 --max-unchecked 50%
rm mail/c.pdf mail/d.docx
what="another reason"
# another reason is another finding; what stands there for the same one is not
printf 'x' >site/d.pdf
run 0
printf 'x' >site/e.docx
run 3
[ $failures = 0 ]
