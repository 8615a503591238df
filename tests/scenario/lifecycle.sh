#!/bin/sh
# SPDX-License-Identifier: MIT
# A firm moves, gets another number and another name: what the check sees on its pages, mails and
# tapes is right, pending, outdated or too early by the day alone.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
export XDG_CACHE_HOME="$work/cache"

cat >brand.yaml <<'END'
touchstone: 1
name: Zonnekap
languages: [nl]
country: NL
identity:
  names: [ { id: legal, text: Zonnekap B.V. }, { id: vof, text: Zonnekap V.O.F., until: 2021-06-30 } ]
  addresses:
    - { id: hq-old, street: Molenweg, number: 17, postcode: 9636 BD, city: Zuidbroek }
    - { id: hq, street: Havenkade, number: 31, suffix: C, postcode: 1931 XB, city: Egmond }
  phones: [ { id: desk, number: "+31 72 555 01 31" }, { id: desk-old, number: "+31 598 55 50 17" } ]
  emails: [ info@zonnekap.example ]
rollouts:
  - id: move
    name: De verhuizing
    replace: { "address:hq-old": "address:hq", "phone:desk-old": "phone:desk" }
    announce: 2026-09-01
    switch: 2026-10-01
    due: { default: 2026-10-15, email: 2026-11-30 }
    historic: [/nieuws/*]
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, historic: [/archief/*], checks: { spelling: off, links: off }, source: { folder: { path: site } } }
  - { id: mail, channel: email, checks: { spelling: off, mail: off }, source: { mail: { path: mail } } }
  - { id: tape, channel: phone, checks: { spelling: off }, source: { folder: { path: tape } } }
END
mkdir -p site/archief site/nieuws mail tape
page() { # file, body
    printf '<html lang="nl"><title>Zonnekap</title>\n<body>%s</body></html>\n' "$2" >"$1"
}
page site/contact.html '<p>Bezoek Zonnekap B.V.:<br>Molenweg 17<br>9636 BD Zuidbroek</p>'
page site/archief/2019.html '<p>In 2019 zat Zonnekap V.O.F. aan de Molenweg 17, 9636 BD Zuidbroek.</p>'
page site/nieuws/weg.html '<p>Zonnekap verlaat de Molenweg 17, 9636 BD Zuidbroek, na twintig jaar.</p>'
page site/over.html '<p>Tot 1 oktober zaten wij aan de Molenweg 17, 9636 BD Zuidbroek.</p>'
page site/lek.html '<p>Zonnekap B.V., Havenkade 31C, 1931 XB Egmond</p>'
echo 'Welkom bij Zonnekap. Ons nummer is 0598 - 55 50 17.' >tape/welkom.txt
cat >mail/order.eml <<'END'
From: Zonnekap <info@zonnekap.example>
To: klant@elders.example
Subject: Uw bestelling
Date: Mon, 01 Jun 2026 09:00:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Uw zonwering is onderweg.

Zonnekap B.V.
Molenweg 17
9636 BD Zuidbroek
END

run() { # day
    "$binary" check -q -o jsonl=out.jsonl --observations --as-of "$1" 2>err.txt
    [ $? -le 1 ] || { fail "$what: it ended otherwise"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # what jq makes of the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; jq -c 'select(.type == "finding")' out.jsonl | cut -c1-330; }
}
# "TOUCHPOINT RULE SEVERITY LOCATOR" of every place, sorted
places='[.[] | select(.type == "finding" and (.rule | test("outdated|early")) and .state != "fixed") | . as $f | .places[] | "\(.touchpoint) \($f.rule) \($f.severity) \(.locator | sub(".*/"; ""))"] | sort'

what="before the move is announced"
run 2026-08-31
is "$places == [\"site identity/name-outdated info 2019.html\", \"site rollout/early warning lek.html\"]"

what="announced"
run 2026-09-01
is "$places == [\"site identity/name-outdated info 2019.html\"]"

what="pending"
run 2026-10-15
is "$places == [\"mail identity/address-outdated info order.eml\", \"site identity/address-outdated info 2019.html\", \"site identity/address-outdated info contact.html\", \"site identity/address-outdated info over.html\", \"site identity/address-outdated info weg.html\", \"site identity/name-outdated info 2019.html\", \"tape identity/phone-outdated info welkom.txt\"]"
is '[.[] | select(.type == "finding" and .touchpoint == "mail" and .rule == "identity/address-outdated") | .expected] == ["Havenkade 31C, 1931 XB Egmond"]'

what="late, each by its own day"
run 2026-10-16
is "$places == [\"mail identity/address-outdated info order.eml\", \"site identity/address-outdated error contact.html\", \"site identity/address-outdated info 2019.html\", \"site identity/address-outdated info over.html\", \"site identity/address-outdated info weg.html\", \"site identity/name-outdated info 2019.html\", \"tape identity/phone-outdated error welkom.txt\"]"
is '[.[] | select(.type == "finding" and .rule == "identity/phone-outdated") | .expected] == ["+31 72 555 01 31"]'

what="nothing was judged again for it"
is '.[-1].judged_again == 0 and .[-1].kept == .[-1].documents'

what="mended"
page site/contact.html '<p>Bezoek Zonnekap B.V.:<br>Havenkade 31C<br>1931 XB Egmond</p>'
run 2026-10-17
is "$places | map(select(test(\"contact\"))) == []"
is '[.[] | select(.type == "finding" and .rule == "identity/address-outdated" and .state == "fixed") | .touchpoint] == ["site"]'

[ "$failures" = 0 ]
