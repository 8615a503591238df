#!/bin/sh
# SPDX-License-Identifier: MIT
# A fault keeps its fingerprint wherever it stands: on another line, in another order, between other
# words, deeper in a page, in a mail; so what was accepted or told to be open stays so.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
country: NL
packs: [nl/facts-shop]
promise: { payoff: { nl: Gemak op elk vlak } }
terms: [ { id: cheap, forbid: [goedkoop, goedkope], instead: voordelig }, { id: old-sku, pattern: 'VW-\d{3}\b' } ]
identity:
  names: [ { id: legal, text: Vlakwerk B.V. } ]
  addresses:
    - { id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ, city: Utrecht }
    - { id: hq-old, street: Prof. Dr. Dorgelolaan, number: 30, postcode: 5613 AM, city: Eindhoven, until: 2020-12-31 }
  phones: [ { id: service, number: "+31 30 123 45 67" } ]
facts: [ { id: delivery-time, type: duration, truth: 1 workday } ]
spelling: { dictionaries: { nl: nl_NL }, words: [words.txt] }
END
echo Vlakwerk >words.txt
seed=${REWRITTEN_SEED:-$(date +%s)}
mkdir texts
python3 "$here/rewritten.py" texts 24 "$seed"
echo "REWRITTEN_SEED=$seed"
"$binary" scan -q -b brand.yaml --fail-on never texts -o jsonl=found.jsonl || fail "exit status $?"

# What each text has of each rule, by fingerprint; mail's own rules are of the mail and not of the words.
jq -r 'select(.type == "finding" and (.rule | startswith("mail/") | not)) | . as $f | .places[] | "\(.locator | sub("#.*"; ""))\t\($f.rule) \($f.fingerprint)"' found.jsonl |
    sort -u >rows
texts=$(cut -f1 rows | uniq | wc -l)
[ "$texts" = 48 ] || fail "findings in $texts of 48 texts"
for rule in terms/cheap terms/old-sku spelling/misspelt spelling/repeated-word identity/address-deviates identity/address-outdated \
    identity/phone-deviates facts/contradicts-truth promise/altered; do
    prints=$(cut -f2 rows | grep "^$rule " | sort -u | wc -l)
    seen=$(cut -f2 rows | grep -c "^$rule ")
    [ "$prints $seen" = "1 48" ] || fail "$rule: $prints fingerprints in $seen texts: $(cut -f2 rows | grep "^$rule " | sort | uniq -c)"
done
other=$(cut -f2 rows | sort | uniq -c | awk '$1 != 48')
[ -z "$other" ] || fail "found in some of the texts only: $other"
[ "$failures" = 0 ]
