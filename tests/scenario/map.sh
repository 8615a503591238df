#!/bin/sh
# SPDX-License-Identifier: MIT
# What is ours and no touchpoint of the plan: found on the site and in a mail, said once, and silent
# when a touchpoint starts there.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || {
        failures=$((failures + 1))
        echo "FAILED: $what: not $1"
        jq -c 'select(.type == "finding") | [.rule, .actual, .count, .message]' out.jsonl
    }
}
check() { "$binary" check -q --lang en -o jsonl=out.jsonl 2>err.txt || cat err.txt; }
unlisted='[.[] | select(.rule == "map/unlisted" and .state != "fixed") | .actual] | sort'

mkdir -p site mails dealer
cat >brand.yaml <<'END2'
touchstone: 1
name: Vlakwerk
languages: [nl]
country: NL
identity:
  emails: [info@vlakwerk.example]
  domains: [vlakwerk.example]
END2
cat >touchstone.yaml <<'END2'
touchstone: 1
touchpoints:
  - { id: site, channel: website, checks: { links: off }, source: { folder: { path: site, base: "https://www.vlakwerk.example/" } } }
  - { id: letters, channel: document, checks: { links: off }, source: { folder: { path: mails } } }
  - { id: dealer, channel: website, control: partner, checks: { links: off }, source: { folder: { path: dealer } } }
END2
cat >site/index.html <<'END2'
<html lang=nl><title>Vloer</title><p>Kijk op <a href="https://actie.vlakwerk.example/herfst">de actie</a> en
<a href="https://www.instagram.com/vlakwerk/">Instagram</a>, of <a href="/contact">bel</a>.
<a href="https://www.facebook.com/sharer/sharer.php?u=https://www.vlakwerk.example/">Deel</a>
<p>info@vlakwerk.example, verkoop@vlakwerk.example
END2
echo 'De actie staat op actie.vlakwerk.example, de vloeren op www.vlakwerk.example.' >mails/a.txt
echo '<html lang=nl><title>Dealer</title><p><a href="https://dealers.vlakwerk.example/">Vlakwerk</a>' >dealer/index.html

what="what nobody looks at"
check
is "$unlisted == [\"actie.vlakwerk.example\", \"instagram.com/vlakwerk\", \"verkoop@vlakwerk.example\"]"
is 'any(.[]; .actual == "actie.vlakwerk.example" and .count == 2 and .severity == "info")'
is 'any(.[]; .message == "verkoop@vlakwerk.example is a mailbox of ours that the brand book does not list")'

what="what is on the map"
sed -i 's/emails: .*/emails: [info@vlakwerk.example, verkoop@vlakwerk.example]/' brand.yaml
cat >>touchstone.yaml <<'END2'
  - { id: actie, channel: website, checks: { links: off }, source: { folder: { path: dealer, base: "https://actie.vlakwerk.example/" } } }
  - { id: instagram, channel: social, checks: { links: off }, source: { folder: { path: mails } } }
END2
check
is "$unlisted == [\"dealers.vlakwerk.example\"]"

what="one page is no plan"
"$binary" scan -q -b brand.yaml site/index.html -o jsonl=out.jsonl 2>err.txt
is "$unlisted == []"

[ $failures = 0 ]
