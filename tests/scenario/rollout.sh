#!/bin/sh
# SPDX-License-Identifier: MIT
# A firm moves, night after night: touchpoints change one by one, one falls back, one is late. What is said
# of each night, how it went in the page, and the same asked for afterwards without a run.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
root=$TOUCHSTONE_SOURCE_ROOT
cp -r "$root/samples/vlakwerk" firm
rm -rf firm/.touchstone
cd firm || exit 1

# night DAY WANTED: a run, and "TOUCHPOINT STATE[!late][!back][!early]" of those that take part, in the order of the plan
night() {
    day=$1 wanted=$2
    "$binary" check -q --as-of "$day" --fail-on never -o jsonl=out.jsonl -o html=out.html 2>err.txt
    status=$?
    [ $status = 0 ] || { fail "$day: exit status $status"; cat err.txt; }
    got=$(states <out.jsonl)
    [ "$got" = "$wanted" ] || fail "$day: $got"
    now=$("$binary" rollout move-2026 --as-of "$day" -o jsonl | states)
    [ "$now" = "$wanted" ] || fail "$day, asked for afterwards: $now"
}
states() {
    jq -r 'select(.type == "rollout" and .id == "move-2026" and .state != "not-applicable") |
        .touchpoint + " " + .state + (if .late then "!late" else "" end) + (if .returned then "!back" else "" end) +
        (if .early then "!early" else "" end)' | paste -sd, -
}
# All of the sample but four touchpoints is left out: they are the ones that move.
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl, en]
country: NL
identity:
  names: [{ id: legal, text: Vlakwerk B.V. }]
  addresses:
    - { id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ, city: Utrecht, country: NL }
    - { id: hq-old, street: Prof. Dr. Dorgelolaan, number: 30, postcode: 5613 AM, city: Eindhoven, country: NL }
  phones: [{ id: service, number: "+31 30 123 45 67" }, { id: service-old, number: "+31 40 234 56 78" }]
rollouts:
  - id: move-2026
    name: Verhuizing naar Utrecht
    replace: { "address:hq-old": "address:hq", "phone:service-old": "phone:service" }
    announce: 2026-09-01
    switch: 2026-10-01
    due: { default: 2026-10-15, print: 2026-12-01 }
END
cat >touchstone.yaml <<'END'
touchstone: 1
timezone: Europe/Amsterdam
touchpoints:
  - { id: webshop, channel: website, expects: [address, phone], owner: e-commerce, source: { folder: { path: web, base: "https://www.vlakwerk.example/" } } }
  - { id: mails, channel: email, expects: [address], owner: sales, source: { mail: { path: post } } }
  - { id: leaflet, channel: print, expects: [address], source: { folder: { path: leaflet } } }
  - { id: reviews, channel: review, control: external, expects: [], source: { folder: { path: talk } } }
  - { id: radio, channel: radio }
END
new='Kanaalstraat 12A, 3531 CJ Utrecht' old='Prof. Dr. Dorgelolaan 30, 5613 AM Eindhoven'
mkdir web post leaflet talk
page() { printf '<html lang=nl><title>Vlakwerk</title><p>Kom langs in de winkel en bekijk de vloeren: %s.' "$2" >"$1"; }
mail() { printf 'From: Vlakwerk <info@vlakwerk.example>\nSubject: Uw vloer\nContent-Language: nl\n\nDank voor de bestelling, de vloer komt morgen. Vlakwerk, %s\n' "$2" >"$1"; }
page web/index.html "$old"
page web/contact.html "$old. Bel 040 234 56 78"
mail post/order.eml "$old"
page leaflet/flyer.html "$old"
page talk/review.html "mooi"

night 2026-08-20 'webshop old,mails old,leaflet old,radio not-reached'
page web/index.html "$new"
night 2026-08-25 'webshop mixed!early,mails old,leaflet old,radio not-reached'
jq -se 'any(.[]; .rule == "rollout/early" and .severity == "warning" and .touchpoint == "webshop")' out.jsonl >/dev/null || fail "not told as early"
night 2026-09-05 'webshop mixed,mails old,leaflet old,radio not-reached'
night 2026-10-01 'webshop mixed,mails old,leaflet old,radio not-reached'
jq -se 'all(.[] | select(.type == "finding" and .rule == "identity/address-outdated"); .severity == "info")' out.jsonl >/dev/null || fail "pending is no error"
page web/contact.html "$new. Bel 030 123 45 67"
night 2026-10-03 'webshop new,mails old,leaflet old,radio not-reached'
mail post/order.eml "$new"
night 2026-10-06 'webshop new,mails new,leaflet old,radio not-reached'
page web/old-news.html "$old"
night 2026-10-09 'webshop mixed!back,mails new,leaflet old,radio not-reached'
jq -se 'any(.[]; .rule == "rollout/returned" and .severity == "error" and .places[0].locator == "https://www.vlakwerk.example/old-news.html")' out.jsonl >/dev/null || fail "not told as returned"
grep -q '1 came back' out.html || fail "the page does not say that one came back"
rm web/old-news.html
night 2026-10-12 'webshop new,mails new,leaflet old,radio not-reached'
mail post/confirmation.eml "$old"
night 2026-10-16 'webshop new,mails mixed!late!back,leaflet old,radio not-reached'
jq -se 'any(.[]; .rule == "rollout/late" and .touchpoint == "mails")' out.jsonl >/dev/null || fail "not told as late"
rm post/confirmation.eml
night 2026-10-20 'webshop new,mails new,leaflet old,radio not-reached'
page leaflet/flyer.html 'alles op afspraak'
night 2026-11-20 'webshop new,mails new,leaflet absent,radio not-reached'
page leaflet/flyer.html "$new"
page talk/review.html "$old"
night 2026-12-02 'webshop new,mails new,leaflet new,reviews old!late,radio not-reached'

# How it went: 12 nights in the page, one behind the other in the terminal; nothing was written by asking.
[ "$(grep -c '<tr><th scope="row">2026-' out.html)" = 12 ] || fail "the page has not all nights"
grep -q 'class="burndown"' out.html || fail "the page has no chart"
before=$(cksum <.touchstone/touchstone.db)
"$binary" rollout --lang en --color never >term.txt 2>err.txt || fail "rollout: exit status $?"
[ "$before" = "$(cksum <.touchstone/touchstone.db)" ] || fail "asking wrote to the database"
grep -q '2026-10-09  *█.* 2$' term.txt && grep -q '2026-10-20  *█.* 1$' term.txt || { fail "the course"; cat term.txt; }
grep -q 'reviews  *old: 1 old, 0 new · due 2026-10-15 · late' term.txt || { fail "the line of the reviews"; cat term.txt; }
"$binary" rollout --as-of 2026-10-10 -o jsonl | jq -se 'all(.[]; .late == false)' >/dev/null || fail "late before the day"
"$binary" rollout --as-of 2026-10-10 --lang en --color never >term.txt
grep -q 'The pages are those of 2 December 2026, judged by the dates of 10 October 2026' term.txt || { fail "whose pages"; cat term.txt; }
grep -q '2026-10-09  *█' term.txt && ! grep -q '2026-10-16\|2026-12-02\|came back' term.txt || { fail "what came later is told of a day before"; cat term.txt; }

# What is asked wrongly.
"$binary" rollout move-2025 2>err.txt && fail "a rollout that is not there"
grep -q 'no rollout "move-2025" (did you mean "move-2026"?)' err.txt || { fail "no hint"; cat err.txt; }
"$binary" rollout --as-of 2026-13-01 2>err.txt
[ $? = 2 ] || fail "a day that is none"

[ $failures = 0 ]
