#!/bin/sh
# SPDX-License-Identifier: MIT
# QR codes in pictures: a way on from what is printed, a link that can break, a card with an old number.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
server=
stop() { [ -n "$server" ] && kill $server; }
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || {
        failures=$((failures + 1))
        echo "FAILED: $what: not $1"
        jq -c 'select(.type == "finding" or .type == "handoff")' out.jsonl
    }
}
check() {
    "$binary" check -q --lang en --fail-on never --observations -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = 0 ] || {
        failures=$((failures + 1))
        echo "FAILED: $what: exit status $status"
        cat err.txt
    }
}
code() { qrencode -t SVG -m 4 -o "$1" "$2"; } # file, text
way='[.[] | select(.type == "handoff" and .variant == null and .from == "leaflet")][0]'

mkdir leaflet bags site
code leaflet/spring.svg https://www.kastenhuis.example/lente.html
cp leaflet/spring.svg bags/
printf 'BEGIN:VCARD\nVERSION:3.0\nFN:Kastenhuis\nTEL:+31302222222\nEND:VCARD\n' | qrencode -t SVG -m 4 -o leaflet/card.svg
code leaflet/guests.svg 'WIFI:S:Kastenhuis;T:WPA;P:welkom;;'
cat >logo.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path fill="#205080" d="M4 36V4h6v14L24 4h8L16 20l17 16h-9L10 23v13z"/><path fill="#c04020" d="M44 4h32l-8 12h8v20H44V22l10-8H44zM90 8l22 4-6 20-20 4z"/></svg>
END
cat >site/lente.html <<'END'
<html lang=nl><title>Lente</title><p>In de lente geven wij de planken en de kasten een nieuwe kleur.
END
printf '<html lang=nl><title>Kastenhuis</title><p>Bel ons: 030 111 11 11.<a href=lente.html>Lente</a>\n' >site/index.html
brand() { # the section of logos, or nothing
    cat >brand.yaml <<END
touchstone: 1
name: Kastenhuis
languages: [nl]
identity:
  phones: [ { id: service, number: "+31 30 111 11 11" }, { id: old, number: "+31 30 222 22 22" } ]
  domains: [ kastenhuis.example ]
rollouts: [ { id: move, replace: { "phone:old": "phone:service" }, switch: 2026-01-01, due: 2026-02-01 } ]
$1
END
}
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }'
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: leaflet, channel: print, expects: [], source: { folder: { path: leaflet, base: "https://www.kastenhuis.example/druk/" } } }
  - { id: bags, channel: packaging, expects: [], source: { folder: { path: bags } } }
  - { id: site, channel: website, expects: [], source: { folder: { path: site, base: "https://www.kastenhuis.example/" } } }
journeys: [ { id: buy, steps: [leaflet, site] }, { id: bag, steps: [bags, site] } ]
END

what="a code that leads on"
check
is "$way | .state == \"smooth\" and any(.reasons[]; contains(\"lente.html\"))"
is '[.[] | select(.type == "handoff" and .from == "bags" and .state == "smooth")] | length == 1'
is '[.[] | select(.type == "finding" and .touchpoint == "leaflet" and .rule != "map/unlisted" and .rule != "rollout/late") | [.rule, .places[0].locator]] == [["identity/phone-outdated", "https://www.kastenhuis.example/druk/card.svg#qr-code=1"]]'

what="a second night, nothing changed"
check
is "$way | .state == \"smooth\""
is '[.[] | select(.type == "finding" and .touchpoint == "leaflet" and .rule != "map/unlisted" and .rule != "rollout/late") | [.rule, .state]] == [["identity/phone-outdated", "open"]]'

what="the page is gone"
rm site/lente.html
sed -i 's/<a.*//' site/index.html
check
is "$way | .state == \"broken\""
is '[.[] | select(.type == "handoff" and .from == "bags" and .state == "broken")] | length == 1'

what="nobody looks at pictures"
brand ''
check --fresh
is "$way | .state == \"unknown\""

what="a code on a page, to a page that is gone"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }'
touch routes
python3 "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/server.py" routes port &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)
code poster.svg "http://$host/weg"
cat >routes <<END
/ 200 0 <html lang=nl><title>Kastenhuis</title><p>Kijk naar de poster van deze lente.<img src=/poster.svg alt=poster>
/poster.svg 200 0 $(tr -d '\n' <poster.svg)
END
cat >web.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, expects: [], source: { web: { start: "http://$host/", max_rate: 10000/s, allow_hosts: ["$host"] } } }
END
broken='[.[] | select(.rule == "links/broken") | [.state, .count, (.places[0] | .locator // "", .where // "")]]'
check -c web.yaml
is "$broken == [[\"new\", 1, \"http://$host/poster.svg\", \"qr-code[1]\"]]"
what="the same, the next night"
check -c web.yaml
is "$broken | .[0][0] == \"open\""
what="the page came back"
echo '/weg 200 0 <html lang=nl><title>Lente</title><p>Hier is de lente van dit jaar te zien.' >>routes
check -c web.yaml
is "$broken | .[0][0] == \"fixed\""

[ $failures = 0 ]
