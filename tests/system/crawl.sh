#!/bin/sh
# SPDX-License-Identifier: MIT
# A night on a real site of nearly 6,000 pages, served by nginx: every planted fault is found and the
# run ends 1; without them it ends 0; with a page that can't be read 3, and that page is named; killed
# and resumed it finds the same.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
work=$(mktemp -d)
. "$here/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
sh "$here/site.sh" "$work/site" || exit 1
# The site keeps the promise, so that nothing is an error but what is planted.
sed -i 's|</ul></html>|</ul><p>Ease on every surface</p></html>|' "$work/site/index.html"
nginx_start "$work/site" "$work/nginx" || exit 1
cd "$work" || exit 1
address=http://127.0.0.1:$nginx_port
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl, en]
promise:
  payoff: { nl: Gemak op elk vlak, en: Ease on every surface }
  themes: { nl: [gemak, moeiteloos], en: [ease, effortless] }
  belied_by: { nl: [print en stuur op, alleen per post], en: [in triplicate] }
terms:
  - { id: brand-name, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk], severity: error }
  - { id: old-plan, forbid: [VlakTekenaar], instead: VlakPlan, severity: error }
  - { id: old-sku, pattern: 'VW-\d{3}\b', severity: error }
spelling: { dictionaries: { nl: nl_NL, en: en_GB } }
END
cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: manuals
    channel: website
    expects: [promise]
    checks: { links: { severity: info } }
    source: { web: { start: "$address/", max_rate: 100000/s, concurrency: 8, allow_hosts: ["127.0.0.1:$nginx_port"] } }
END
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
# What may be written instead is asked for as long as the time for it lasts.
findings() { jq -cS 'select(.type == "finding" or .type == "document" or .type == "touchpoint") | del(.state, .way, .suggestions) | if .status == "unchanged" then .status = "checked" else . end' "$1" | sort; }

# Without faults.
"$binary" check -q --fail-on error -o jsonl=clean.jsonl
[ $? = 0 ] || fail "a clean site did not end 0: $(tail -n 1 clean.jsonl)"
pages=$(grep -c '"type":"document".*"status":"checked"' clean.jsonl)
[ "$pages" -ge 5000 ] || fail "only $pages pages were checked"

# Killed twice on the way, and resumed.
for delay in 3 4; do
    timeout -s KILL $delay "$binary" check -q -o jsonl=part.jsonl $([ $delay = 3 ] && echo --fresh)
done 2>/dev/null
"$binary" check -q --fail-on error -o jsonl=part.jsonl
findings clean.jsonl >clean.txt
findings part.jsonl >part.txt
cmp clean.txt part.txt || { diff clean.txt part.txt | head -4 | cut -c1-300; fail "killed and resumed, it found something else"; }

# rule, what stands there, the sentence that brings it; every 150th Dutch page gets one.
cat >planted.tsv <<'END'
spelling/misspelt	bestellling	Uw bestellling staat klaar in de winkel.
spelling/misspelt	dtaum	Wij komen op de afgesproken dtaum langs.
spelling/misspelt	verwijdern	Een kras is makkelijk te verwijdern met olie.
spelling/misspelt	onderhuod	De vloer vraagt weinig onderhuod van u.
spelling/misspelt	klantenservicce	Bel de klantenservicce voor een afspraak.
spelling/misspelt	winkelwagne	De winkelwagne is nog helemaal leeg.
spelling/misspelt	openingstijdenn	De openingstijdenn staan op de deur.
spelling/misspelt	afspraack	Maak vandaag een afspraack met de winkel.
spelling/misspelt	garntie	Op elke plank krijgt u tien jaar garntie.
spelling/misspelt	leverinng	De leverinng van de planken is gratis.
spelling/repeated-word	van van	De prijs van van de vloer staat vast.
spelling/repeated-word	onze onze	Kom langs in onze onze winkel in de stad.
terms/brand-name	VlakWerk	Welkom bij VlakWerk in de stad.
terms/brand-name	Vlak Werk	De planken van Vlak Werk zijn breed.
terms/old-plan	VlakTekenaar	Teken de kamer met de VlakTekenaar thuis.
terms/old-sku	VW-101	Bestel de plank met nummer VW-101 vandaag.
terms/old-sku	VW-202	Bestel de plank met nummer VW-202 vandaag.
terms/old-sku	VW-303	Bestel de plank met nummer VW-303 vandaag.
terms/old-sku	VW-404	Bestel de plank met nummer VW-404 vandaag.
terms/old-sku	VW-505	Bestel de plank met nummer VW-505 vandaag.
terms/old-sku	VW-606	Bestel de plank met nummer VW-606 vandaag.
terms/old-sku	VW-707	Bestel de plank met nummer VW-707 vandaag.
terms/old-sku	VW-808	Bestel de plank met nummer VW-808 vandaag.
terms/old-sku	VW-909	Bestel de plank met nummer VW-909 vandaag.
promise/altered	Gemak op elke vlak	Gemak op elke vlak
promise/altered	Gemak op elk vak	Gemak op elk vak
promise/altered	Gemak bij elk vlak	Gemak bij elk vlak
promise/altered	Gemak op elk vlakk	Gemak op elk vlakk
promise/altered	Gemaks op elk vlak	Gemaks op elk vlak
promise/altered	Gemak op elk nieuw vlak	Gemak op elk nieuw vlak
promise/belied	Print en stuur op	Print en stuur op wat in de doos zit.
promise/belied	alleen per post	Een klacht kan alleen per post worden gemeld.
END
find site/nl/text -name '*.html' | sort | awk 'NR % 75 == 0' | head -n "$(wc -l <planted.tsv)" |
    paste planted.tsv - >places.tsv
[ "$(awk -F '\t' '$4 != ""' places.tsv | wc -l)" -ge 30 ] || fail "fewer than 30 faults are planted"
while IFS="$(printf '\t')" read -r rule actual sentence page; do
    sed -i "s|</body>|<p lang=\"nl\">$sentence</p></body>|" "$page"
    grep -qF "$sentence" "$page" || fail "not planted in $page"
done <places.tsv
"$binary" check -q --fail-on error -o jsonl=planted.jsonl
[ $? = 1 ] || fail "the site with faults did not end 1"
jq -r 'select(.type == "finding") | .rule as $rule | .actual as $actual | .places[] | [$rule, $actual, .locator] | @tsv' \
    planted.jsonl >found.tsv
missed=0
while IFS="$(printf '\t')" read -r rule actual sentence page; do
    grep -qxF "$(printf '%s\t%s\t%s' "$rule" "$actual" "$address/${page#site/}")" found.tsv ||
        { echo "missed: $rule $actual on $page"; missed=$((missed + 1)); }
done <places.tsv
[ $missed = 0 ] || fail "$missed planted faults were not found"
[ "$(jq -r 'select(.type == "finding" and .state == "new") | .rule' planted.jsonl | wc -l)" -ge 30 ] ||
    fail "the planted faults are not new"

# One page that is no page, beside a site that is as it was.
while IFS="$(printf '\t')" read -r rule actual sentence page; do
    sed -i "s|<p lang=\"nl\">$sentence</p></body>|</body>|" "$page"
done <places.tsv
unreadable=$(head -n 1 places.tsv | cut -f4)
head -c 5000 /dev/urandom >"$unreadable"
"$binary" check -q --fail-on error -o jsonl=unread.jsonl
[ $? = 3 ] || fail "an unreadable page did not end 3"
grep '"rule":"run/unchecked"' unread.jsonl | grep -qF "${unreadable#site/}" || fail "the unreadable page is not named"

echo "$pages pages, $(wc -l <planted.tsv) faults planted, $missed missed"
[ "$failures" = 0 ]
