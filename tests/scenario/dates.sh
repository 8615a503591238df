#!/bin/sh
# SPDX-License-Identifier: MIT
# A firm moves: which address is wrong where, from day to day, without anything being read anew. The
# check that sees the addresses is a stand-in; the days are the program's own.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
built=$TOUCHSTONE_BUILD_ROOT

mkdir plugins site mail
for plugin in source-folder source-mail read-html read-mime check-terms; do cp "$built/plugins/$plugin.so" plugins/; done
cp "$built/tests/plugin/stand_in/stand-in-identity.so" plugins/
export TOUCHSTONE_PLUGIN_PATH="$work/plugins" XDG_CACHE_HOME="$work/cache"

cat >brand.yaml <<'END'
touchstone: 1
name: Zonnekap
languages: [nl]
country: NL
terms:
  - { id: old-name, forbid: [luifelhuis] }
  - { id: new-name, forbid: [zonhuis] }
identity:
  names: [ { id: legal, text: Zonnekap B.V. }, { id: vof, text: Zonnekap V.O.F., until: 2021-06-30 } ]
  addresses:
    - { id: hq-old, street: Molenweg, number: 1, postcode: 1111 AA, city: Zuidbroek }
    - { id: hq, street: Havenkade, number: 3, suffix: C, postcode: 3333 CC, city: Bergen }
  emails: [ info@zonnekap.example ]
rollouts:
  - id: move
    name: De verhuizing
    replace: { "address:hq-old": "address:hq", "term:old-name": "term:new-name" }
    announce: 2026-09-01
    switch: 2026-10-01
    due: { default: 2026-10-15, email: 2026-11-30 }
    historic: [/nieuws/*]
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, name: De site, channel: website, historic: [/archief/*], source: { folder: { path: site } } }
  - { id: mail, name: De mails, channel: email, source: { mail: { path: mail } } }
END
mkdir -p site/archief site/nieuws
cat >site/contact.html <<'END'
<html lang="nl"><title>Contact</title>
<p>Bezoek ons aan de Molenweg 1 in Zuidbroek.</p>
<p>Een zonhuis of een luifelhuis, met levering in 2 dagen.</p>
END
echo '<html lang="nl"><title>Toen</title><p>In 2019 stond Zonnekap V.O.F. aan de Molenweg 1.</p>' >site/archief/2019.html
echo '<html lang="nl"><title>Nieuws</title><p>Wij verlaten de Molenweg 1.</p>' >site/nieuws/weg.html
echo '<html lang="nl"><title>Over ons</title><p>Tot 1 oktober zaten wij aan de Molenweg 1.</p><p>Vanaf 1 oktober: Havenkade 3.</p>' >site/over.html
cat >mail/order.eml <<'END'
From: Zonnekap <info@zonnekap.example>
To: klant@elders.example
Subject: Uw bestelling
Date: Mon, 01 Jun 2026 09:00:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Molenweg 1, Zuidbroek

Wij bezorgen, met levering in 5 dagen.
END

run() { # status, day, options...
    wanted=$1
    day=$2
    shift 2
    "$binary" check -q -o jsonl=out.jsonl --as-of "$day" "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # what jq makes of the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; jq -c 'select(.type == "finding")' out.jsonl | cut -c1-330; }
}
# rule, severity and state of the findings by date, and where they stand
dated='[.[] | select(.type == "finding" and (.rule | test("outdated|early"))) | [.touchpoint, .rule, .severity, .state, (.places | map(.locator) | join(" "))]]'

what="before the move is announced"
run 1 2026-08-31
is "$dated == [[\"site\", \"identity/name-outdated\", \"info\", \"new\", \"site/archief/2019.html\"], [\"site\", \"rollout/early\", \"warning\", \"new\", \"site/over.html\"]]"
is '[.[] | select(.rule == "rollout/early") | [.actual, .expected, .message]] == [["Havenkade 3", "Molenweg 1, 1111 AA Zuidbroek", "\"Havenkade 3\" may be told from 2026-09-01 on (De verhuizing); until then it is Molenweg 1, 1111 AA Zuidbroek"]]'
is '[.[] | select(.type == "finding" and (.rule | startswith("terms/"))) | .rule] == ["terms/old-name"]'

what="announced: the new may stand beside the old"
run 1 2026-09-01
is "$dated == [[\"site\", \"identity/name-outdated\", \"info\", \"open\", \"site/archief/2019.html\"], [\"site\", \"rollout/early\", \"warning\", \"fixed\", \"\"]]"

what="the day of the switch: the old is pending, and nothing is judged again"
run 1 2026-10-01
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .severity, .state, .expected, .message]] == [
    ["mail", "info", "new", "Havenkade 3C, 3333 CC Bergen", "Molenweg 1 is outdated; it is now Havenkade 3C, 3333 CC Bergen (by 2026-11-30)"],
    ["site", "info", "new", "Havenkade 3C, 3333 CC Bergen", "Molenweg 1 is outdated; it is now Havenkade 3C, 3333 CC Bergen (by 2026-10-15)"]]'
is '.[-1].kept == 5 and .[-1].judged_again == 0'
is '[.[] | select(.type == "finding" and (.rule | startswith("terms/"))) | [.rule, .state]] == [["terms/new-name", "new"]]'

what="what tells of the past is no fault, and nothing should be put in its stead"
is '[.[] | select(.rule == "identity/address-outdated" and .touchpoint == "site" and .expected == "") | [.severity, (.places | map(.locator))]] == [["info", ["site/archief/2019.html", "site/nieuws/weg.html", "site/over.html"]]]'
is '[.[] | select(.rule == "identity/address-outdated" and .touchpoint == "site" and .expected != "") | .places | map([.locator, .line])] == [[["site/contact.html", 2]]]'
is '[.[] | select(.rule == "identity/address-outdated" and .touchpoint == "mail") | .excerpt] == ["Molenweg 1, Zuidbroek"]'

what="after the due date of each"
run 1 2026-10-16
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .severity, .state]] == [["mail", "info", "open"], ["site", "error", "open"]]'
run 1 2026-12-01
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .severity, .state]] == [["mail", "error", "open"], ["site", "error", "open"]]'

what="one touchpoint leaves the others alone"
run 0 2026-10-02 site
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .severity]] == [["site", "info"]]'
[ "$(python3 -c 'import sqlite3; print(*[r[0] for r in sqlite3.connect(".touchstone/touchstone.db").execute("select severity from finding where touchpoint = \"mail\" and rule = \"identity/address-outdated\"")])')" = 3 ] ||
    fail "$what: the mails were touched"

what="the page is mended"
sed -i 's/Molenweg 1 in Zuidbroek/Havenkade 3 in Bergen/' site/contact.html
run 1 2026-12-02
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .state]] == [["mail", "open"], ["site", "fixed"]]'

what="a day before the switch again: none of it holds"
run 1 2026-09-05
is '[.[] | select(.rule == "identity/address-outdated" and .state != "fixed")] == []'

what="another last day of an entry judges nothing again"
sed -i 's/2021-06-30/2021-07-31/' brand.yaml
run 1 2026-12-02
is '.[-1].judged_again == 0'

what="a touchpoint in the hands of others, and one whose check says what it weighs"
sed -i 's/id: mail,/id: mail, control: external,/; s/id: site,/id: site, checks: { identity: { severity: warning } },/' touchstone.yaml
sed -i 's/Havenkade 3 in Bergen/Molenweg 1 in Zuidbroek/' site/contact.html
run 1 2026-12-03 -o term=out.txt -o html=out.html # since the old came back
is '[.[] | select(.type == "finding" and .rule == "rollout/returned") | [.touchpoint, .severity, .actual]] == [["site", "error", "Molenweg 1"]]'
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected != "") | [.touchpoint, .severity]] == [["mail", "info"], ["site", "warning"]]'
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .expected == "") | .severity] == ["info"]'

what="a finding in two touchpoints says both"
is '[.[] | select(.rule == "identity/differs") | .places | map([.touchpoint, .locator, .line, .excerpt])] == [[["mail", "mail/order.eml", 3, "Wij bezorgen, met levering in 5 dagen."], ["site", "site/contact.html", 3, "Een zonhuis of een luifelhuis, met levering in 2 dagen."]]]'
grep -q 'mail/order.eml.*:3:.* \[De mails\]' out.txt && grep -q 'site/contact.html:3:.* \[De site\]' out.txt &&
    [ "$(grep -c 'levering in [25] dagen' out.txt)" -ge 2 ] || { fail "$what: terminal"; cat out.txt; }
grep -q '<mark>levering in 5</mark> dagen' out.html && grep -q '<mark>levering in 2</mark> dagen' out.html &&
    grep -q ' · De mails' out.html && grep -q ' · De site' out.html || { fail "$what: page"; grep -n levering out.html; }

what="details of observations"
"$binary" scan -q -b brand.yaml --as-of 2026-12-01 --observations -o jsonl=out.jsonl site/over.html 2>err.txt
is '[.[] | select(.type == "observation") | [.key, .value, .details]] == [["address:hq", "match", {"said": "coming", "written": "Havenkade 3"}], ["address:hq-old", "match", {"said": "historic", "written": "Molenweg 1"}]]'

what="a scan knows the day too"
is '[.[] | select(.type == "finding") | [.rule, .severity]] == [["identity/address-outdated", "info"]]'
"$binary" scan -q -b brand.yaml --as-of 2026-12-01 -o jsonl=out.jsonl site/contact.html 2>err.txt
[ $? = 1 ] || fail "$what: exit"
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated") | .severity] == ["error"]'

what="the core explains its rule"
"$binary" explain rollout/early | grep -q 'announce' || fail "$what"

[ "$failures" = 0 ]
