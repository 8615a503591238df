#!/bin/sh
# SPDX-License-Identifier: MIT
# Journeys: handoffs that work, lead to nothing, or change the language; variants on paper; the map, the
# worklist; what customers said.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || {
        failures=$((failures + 1))
        echo "FAILED: $what: not $1"
        jq -c 'select(.type == "handoff" or .type == "journey" or .type == "opportunity")' out.jsonl
    }
}
has() { # text in a file
    grep -qF -- "$1" "$2" || {
        failures=$((failures + 1))
        echo "FAILED: $what: not in $2: $1"
        head -n 40 "$2"
    }
}
status() { # wanted got
    [ "$1" = "$2" ] || {
        failures=$((failures + 1))
        echo "FAILED: $what: exit status $2, not $1"
        cat err.txt
    }
}
check() { "$binary" check -q --lang en --fail-on never -o jsonl=out.jsonl -o html=out.html "$@" 2>err.txt; }
handoff='.[] | select(.type == "handoff" and .variant == null)'
between() { echo "[$handoff | select(.from == \"$1\" and .to == \"$2\")][0]"; }

mkdir flyer site shop mails
cat >brand.yaml <<'END'
touchstone: 1
name: Kastenhuis
languages: [nl, en]
promise: { payoff: { nl: Alles op zijn plek, en: All in its place }, require: [ { on: touchpoint, accept: payoff } ] }
terms: [ { id: cheap, lang: nl, forbid: [goedkoop], instead: voordelig } ]
identity:
  phones: [ { id: service, number: "+31 30 123 45 67" } ]
  domains: [ kastenhuis.example ]
END
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: flyer, name: Flyer, channel: print, phase: before, category: message, owner: marketing, importance: 2, expects: [promise], source: { folder: { path: flyer } } }
  - { id: site, name: Site, channel: website, phase: before, category: interaction, owner: web, importance: 4, expects: [promise], source: { folder: { path: site, base: "https://www.kastenhuis.example/" } } }
  - { id: shop, name: Shop, channel: website, phase: during, category: interaction, control: partner, owner: Winkelaar, expects: [promise], source: { folder: { path: shop, base: "https://winkel.example/kasten/" } } }
  - { id: mails, name: Mails, channel: email, phase: during, owner: service, expects: [promise], source: { mail: { path: mails } } }
  - { id: helpdesk, name: Help desk, channel: phone, phase: after }
journeys:
  - id: buy
    name: Buying a cupboard
    steps: [flyer, site, shop, mails]
    variants: [ { id: direct, name: Straight to the shop, steps: [flyer, shop, mails] } ]
  - { id: ask, name: Asking, steps: [site, helpdesk] }
feedback: feedback.csv
END
printf 'date,touchpoint,measure,value,n,party\n2026-10-01,site,importance,40,,\n2026-11-01,site,importance,80,100,\n2026-11-01,shop,dropoff,35,100,\n' >feedback.csv
cat >flyer/flyer.html <<'END'
<html lang=nl><title>Flyer</title><p>Alles op zijn plek. Wij maken kasten en planken voor iedereen die van orde houdt.
<p><a href="https://www.kastenhuis.example/actie.html">Kijk naar de actie van deze maand</a>.
END
cat >site/index.html <<'END'
<html lang=nl><title>Kastenhuis</title><p>Alles op zijn plek. Onze kasten zijn goedkoop en wij bezorgen ze waar u ze wilt hebben.
<p><a href="https://winkel.example/kasten/">Naar de winkel</a>, of bel 030 123 45 67.
END
cat >shop/index.html <<'END'
<html lang=en><title>Cupboards</title><p>All in its place. We make cupboards and shelves for everybody who loves order in the house.
END
printf 'From: Kastenhuis <info@kastenhuis.example>\nSubject: Uw bestelling\nContent-Language: en\n\nAll in its place. Thank you for your order, we will deliver it on the day that you have chosen.\n' >mails/a.eml

what="the first run"
check
status 0 $?
is "$(between flyer site) | .state == \"broken\" and any(.reasons[]; contains(\"actie.html, which is not there\"))"
is "$(between site shop) | .state == \"broken\" and any(.reasons[]; . == \"Site speaks Dutch, Shop English\") and any(.reasons[]; contains(\"links to https://winkel.example/kasten/\"))"
is "$(between shop mails) | .state == \"smooth\""
is "$(between site helpdesk) | .state == \"unknown\" and .reasons == [\"Help desk is not measured\"]"
is 'any(.[]; .type == "journey" and .id == "ask" and .complete == false)'
is '[.[] | select(.rule == "handoff/broken")] | length == 2 and all(.[]; .severity == "warning" and .state == "new")'
is 'any(.[]; .type == "journey" and .variant == "direct" and .steps == ["flyer", "shop", "mails"])'
# the chance is the product, by importance: recomputed from the lines
is '(map(select(.type == "touchpoint")) | INDEX(.id)) as $t
    | [.[] | select(.type == "journey" and .id == "buy" and .variant == null)][0] as $j
    | [.[] | select(.type == "handoff" and .journey == "buy" and .variant == null) | .score] as $h
    | ([$j.steps[] | $t[.].importance] | add / length) as $usual
    | ([$j.steps[] | $t[.] | pow(.score; .importance / $usual)] + $h | reduce .[] as $x (1; . * $x)) as $all
    | ($all - $j.score | fabs) < 0.00001'
has 'Buying a cupboard' out.html

is '[.[] | select(.type == "opportunity" and .journey == "buy") | .pattern] == ["take-away-a-trough", "lengthen-the-journey", "smooth-a-handoff", "smooth-a-handoff", "swap-touchpoints", "redesign-the-whole"]'
is 'any(.[]; .type == "feedback" and .touchpoint == "site" and .importance == 80)'
is 'any(.[]; .type == "feedback" and .touchpoint == "shop" and .dropoff == 35 and .quadrant == null)'
has 'Where do customers drop off?' out.html

what="handoffs cost the touchpoint nothing"
is 'any(.[]; .type == "touchpoint" and .id == "flyer" and .score == 1 and .state == "deviating")'

what="mended"
mv site/index.html site/start.html
sed 's/ zijn goedkoop en/ zijn mooi en/' site/start.html >site/index.html
cp site/index.html site/actie.html
rm site/start.html
check
status 0 $?
is "$(between flyer site) | .state == \"smooth\""
is '[.[] | select(.rule == "handoff/broken" and .state == "fixed")] | length == 1'

what="one touchpoint alone"
check flyer
is "$(between site shop) | .state == \"broken\""
is '[.[] | select(.rule == "handoff/broken" and .touchpoint == "site")] | length == 0'
check

what="the map"
"$binary" map --lang en >map.txt 2>err.txt
status 0 $?
has 'Buying a cupboard' map.txt
has 'Site speaks Dutch, Shop English' map.txt
has 'Help desk' map.txt
has 'not measured' map.txt
"$binary" map --by owner --lang nl >map.txt 2>err.txt
has 'Winkelaar' map.txt
has 'niet gemeten' map.txt
"$binary" map --by ownr >map.txt 2>err.txt
status 2 $?
has 'did you mean owner?' err.txt

what="the worklist"
printf '<html lang=nl><title>Plek</title><p>Alles op zijn plek. Deze planken zijn goedkoop. =goedkoop en +goedkoop.\n' >site/plank.html
check
"$binary" worklist --lang en >work.txt 2>err.txt
status 0 $?
has 'voordelig' work.txt
has 'https://www.kastenhuis.example/plank.html:1' work.txt
head -n 1 work.txt | grep -q '^web ' || {
    failures=$((failures + 1))
    echo "FAILED: $what: the most important owner does not come first"
    cat work.txt
}
"$binary" worklist --owner wbe 2>err.txt
status 2 $?
has 'did you mean "web"?' err.txt
"$binary" worklist -o csv --owner web >work.csv 2>err.txt
has 'owner,touchpoint,severity,rule' work.csv
# importance 4, customers 1 + .8, warning or error, one place or more
python3 - <<'END' || failures=$((failures + 1))
import csv
rows = list(csv.DictReader(open("work.csv", newline="")))
assert rows, "no rows"
for row in rows:
    for cell in row.values():
        assert cell[:1] not in "=+@\t" or not cell, cell
weights = [float(row["weight"]) for row in rows]
assert weights == sorted(weights, reverse=True), weights
assert abs(weights[0] / 4 / 1.8 - round(weights[0] / 4 / 1.8, 0)) < 1 and weights[0] >= 4 * 1.8, weights
END
"$binary" worklist -o md >work.md 2>err.txt
has '- [ ] ' work.md
printf '%%PDF-1.4 no more than this' >site/stuk.pdf
check
"$binary" worklist --lang en >work.txt 2>err.txt
has '1 document could not be checked.' work.txt
"$binary" worklist --lang nl >work.txt 2>err.txt
has '1 document kon niet worden gecontroleerd.' work.txt
rm site/stuk.pdf

what="form of address"
mkdir forms forms/one forms/other
cp brand.yaml forms/
cat >forms/touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: one, name: One, channel: document, phase: before, expects: [], source: { folder: { path: one } } }
  - { id: other, name: Other, channel: document, phase: after, expects: [], kinds: { legal: "*voorwaarden*" }, source: { folder: { path: other } } }
journeys: [ { id: way, steps: [one, other] } ]
END
echo 'Je krijgt je kast thuis, en als je iets mist bellen we jou. Vitamine U en maat U. staan er los van.' >forms/one/je.txt
echo 'U krijgt uw kast thuis, en als u iets mist bellen wij u (u hoeft daarvoor niets te doen).' >forms/other/u.txt
echo 'Je hebt recht op herroeping. Je stuurt je kast terug binnen de termijn die je is genoemd.' >forms/other/voorwaarden.txt
(cd forms && "$binary" check -q --lang en --fail-on never -o jsonl=../out.jsonl 2>../err.txt)
is 'any(.[]; .type == "handoff" and .state == "broken" and any(.reasons[]; . == "One says \"je\", Other \"u\""))'
is '[.[] | select(.type == "story" and .subject == "form") | [.touchpoint, .entry, .documents]] == [["one", "je", 1], ["other", "u", 1]]'

what="green, and falling"
mkdir fall fall/one fall/other
cp brand.yaml fall/
cat >fall/touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: one, name: One, channel: document, phase: before, expects: [], source: { folder: { path: one } } }
  - { id: other, name: Other, channel: document, phase: after, expects: [], source: { folder: { path: other } } }
  - { id: shut, name: Shut, channel: phone, phase: after }
journeys: [ { id: way, steps: [one, other] }, { id: blind, steps: [one, shut] } ]
feedback: feedback.csv
END
echo 'Wij maken kasten en planken voor iedereen die van orde houdt in het huis.' >fall/one/a.txt
echo 'De kast staat waar u hem wilt hebben, en blijft daar staan.' >fall/other/b.txt
printf 'date,touchpoint,measure,value\n2026-01-01,one,csat,90\n2026-01-01,other,csat,60\n2026-01-01,shut,csat,50\n2099-01-01,other,dropoff,80\n' >fall/feedback.csv
(cd fall && "$binary" check -q --lang en --fail-on never --as-of 2026-11-20 -o jsonl=../out.jsonl -o html=../fall.html 2>../err.txt)
[ "$(grep -c 'Every channel is green' fall.html)" = 1 ] || {
    failures=$((failures + 1))
    echo "FAILED: $what: not said once: where nobody looks, nothing is green"
}
is 'all(.[] | select(.type == "feedback"); .dropoff == null)' # it is still to come

what="feedback that is wrong"
printf '2026-11-01,shopp,csat,50,,\n2026-11-31,site,csat,50,,\n' >>feedback.csv
check
status 2 $?
has 'feedback.csv:5:12: "shopp" is no touchpoint (did you mean "shop"?)' err.txt
has 'feedback.csv:6:1: "2026-11-31" is no day' err.txt

exit $((failures != 0))
