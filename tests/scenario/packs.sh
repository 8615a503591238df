#!/bin/sh
# SPDX-License-Identifier: MIT
# Rule packs: a brand book with packs beside it and from the rules folder, what comes of them in the
# reports and in the second night, and rules proved by their own examples.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
expect() { # status, text that must be said, command...
    wanted=$1 text=$2
    shift 2
    said=$("$@" 2>&1 </dev/null)
    status=$?
    if [ "$status" != "$wanted" ] || ! printf '%s\n' "$said" | grep -qF -- "$text"; then
        fail "$*: exit $status, expected $wanted with \"$text\"; it said:"
        printf '%s\n' "$said" | head -n 12
    fi
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; grep -v '"type":"run"' out.jsonl | cut -c1-300; }
}

mkdir -p packs/nl rules/common site
export TOUCHSTONE_RULES_PATH="$work/rules"
cat >rules/common/leftovers.yaml <<'END'
touchstone: 1
pack: common/leftovers
about: What nobody meant to publish.
terms:
  - id: filler
    forbid: [lorem ipsum]
    because: filler text was not replaced
    link: https://www.vlakwerk.example/handboek
    severity: error
    source: printers
    ok: [Een vloer.]
    wrong: [Lorem ipsum dolor., { text: Lorem ipsum, scope: subject }]
END
floors() { # forbidden word, example in which it finds nothing
    cat >packs/nl/floors.yaml <<END
touchstone: 1
pack: nl/floors
about: How Vlakwerk speaks of floors.
languages: [nl]
terms:
  - { id: floor, forbid: [$1], forms: [vloertjes], instead: vloer, source: house style, ok: ["$2"], wrong: ["een $1 van eiken"] }
  - { id: once, count: { of: ["!"], max: 1 }, ok: ["mooi!"], wrong: ["mooi! echt!"] }
  - { id: sum, count: { of: [korting], max: 1 }, on: touchpoint, ok: [korting], wrong: [korting op korting] }
  - { id: terms, require: [voorwaarden], in: [legal], ok: [voorwaarden, { text: vloer, in: home }], wrong: [vloer] }
  - { id: heading, casing: sentence, ok: [Onze mooie vloeren], wrong: [Onze Mooie Houten Vloeren] }
END
}
floors vloertje "een vloer"
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
packs: [nl/floors, common/leftovers]
terms:
  - { id: floor, except_words: [vloertjes], severity: info }
  - { id: cheap, forbid: [goedkoop], ok: [voordelig], wrong: [een goedkoop laminaat] }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, checks: { links: off, spelling: off }, source: { folder: { path: site } } }
END
echo '<html lang=nl><title>Vloer</title><p>Lorem ipsum, een vloertje, kamerbreed parket.<p>Mooie vloertjes.' >site/index.html

what="findings of packs are findings of terms"
"$binary" check -q -o jsonl=out.jsonl -o html=out.html 2>err.txt
[ $? = 1 ] || fail "$what: it ended with another status"
is '[.[] | select(.type == "finding") | [.rule, .severity, .actual, .count]] | sort == [["terms/filler", "error", "Lorem ipsum", 1], ["terms/floor", "info", "vloertje", 1]]'
is 'any(.[]; .rule == "terms/filler" and (.message | contains("filler text was not replaced") and contains("https://www.vlakwerk.example/handboek")))'
for text in terms/filler 'filler text was not replaced' 'https://www.vlakwerk.example/handboek' terms/floor; do
    grep -qF "$text" out.html || fail "$what: the page lacks \"$text\""
done

what="another example changes no verdict"
floors vloertje "een mooie vloer"
"$binary" check -q -o jsonl=out.jsonl 2>err.txt
is '[.[] | select(.type == "document") | .way] == ["kept"]'

what="another word is judged anew, without reading"
floors parket "een vloer"
"$binary" check -q -o jsonl=out.jsonl 2>err.txt
is '[.[] | select(.type == "document") | .way] == ["judged"]'
is 'any(.[]; .rule == "terms/floor" and .actual == "parket" and .state == "new")'
floors vloertje "een vloer"

# Proofs.
expect 0 "nl/floors: 5 rules, 11 examples, 0 failed" "$binary" rules --test -b brand.yaml
expect 0 "brand.yaml: 2 rules, 2 examples, 0 failed" "$binary" rules --test -b brand.yaml
expect 0 "common/leftovers: 1 rule, 3 examples, 0 failed" "$binary" rules --test
expect 0 "nl/floors: 5 rules" "$binary" rules --test packs/nl/floors.yaml
cat >bad.yaml <<'END'
touchstone: 1
pack: bad
about: Rules that do not do what they say.
terms:
  - { id: a, forbid: [goedkoop], ok: [een goedkoop boek], wrong: [een goedkope vloer, goedkoop] }
  - { id: b, forbid: [duur], ok: [een vloer] }
END
expect 1 'bad.yaml:5:39: terms/a: in the ok example "een goedkoop boek" it finds "goedkoop"' "$binary" rules --test bad.yaml
expect 1 'bad.yaml:5:67: terms/a: in the wrong example "een goedkope vloer" it finds nothing' "$binary" rules --test bad.yaml
expect 1 'bad.yaml:6:5: terms/b: there is no example under "wrong"' "$binary" rules --test bad.yaml
expect 1 'bad: 2 rules, 4 examples, 3 failed' "$binary" rules --test bad.yaml
sed 's/forbid: \[duur\]/forbd: [duur]/' bad.yaml >worse.yaml
expect 2 'worse.yaml:6:14: unknown key "forbd" (did you mean "forbid"?)' "$binary" rules --test worse.yaml
expect 2 'there is no pack "common/leftover" (did you mean "common/leftovers"?' "$binary" rules --test --pack common/leftover
cat >slow.yaml <<'END'
touchstone: 1
pack: slow
about: A pattern that never ends.
terms:
  - { id: a, pattern: '(a+)+$', ok: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab], wrong: [aa] }
END
expect 3 'slow: its examples could not be judged: terms: terms/a: the pattern takes too much work' "$binary" rules --test slow.yaml
expect 3 'there are no packs to test' env TOUCHSTONE_RULES_PATH=/nonexistent "$binary" rules --test

# What there is.
expect 0 'info     never "vloertje"; write "vloer"  [nl/floors: house style]' "$binary" rules -b brand.yaml
expect 0 'terms/cheap' "$binary" rules
expect 0 'Source: printers' "$binary" explain terms/filler
expect 2 'the path of a pack belongs to --test' "$binary" rules bad.yaml
"$binary" rules -o json >rules.json
jq -e 'any(.[]; .id == "terms/filler" and .pack == "common/leftovers" and .source == "printers" and (.where | endswith("leftovers.yaml:5:5")))
    and any(.[]; .id == "run/unchecked" and .check == "run")' rules.json >/dev/null || fail "rules as JSON"

# Facts: packs of two languages say one fact, and the truth of the brand book judges both.
mkdir -p facts/packs facts/site facts/mails && cd facts || exit 1
pack() { # name, language, anchor, example, what it says
    cat >"packs/$1.yaml" <<END
touchstone: 1
pack: $1
about: What Vlakwerk promises.
languages: [$2]
facts:
  - id: delivery-time
    type: duration
    title: { nl: Levertijd, en: Delivery time }
    units: [day, workday]
    anchors: [$3]
    source: our terms
    examples: [{ text: "$4", says: $5 }, { text: "$3", says: "" }]
END
}
pack een nl levertijd "Levertijd: 2 dagen" 2d
pack one en delivered "Delivered within 3 days" 3d
printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl, en]\npacks: [een, one]\n' >brand.yaml
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, channel: website, checks: { links: off }, source: { folder: { path: site } } }
  - { id: folder, channel: document, checks: { links: off }, source: { folder: { path: mails } } }
END
echo '<html lang=nl><title>Vloer</title><p>De levertijd is 2 dagen voor elke vloer.' >site/a.html
echo '<html lang=en><title>Floor</title><p>Your floor is delivered in 5 days, wherever you live.' >mails/b.html
expect 0 "een: 1 rule, 2 examples, 0 failed" "$binary" rules --test -b brand.yaml
expect 0 "Delivery time (duration): the same everywhere  [een: our terms]" "$binary" rules -b brand.yaml
expect 0 "2d       Levertijd: 2 dagen" "$binary" explain facts/delivery-time
expect 0 "Contradiction" "$binary" explain facts/contradiction
expect 2 "there is no rule facts/delivery-tim " "$binary" explain facts/delivery-tim

what="both languages say the fact"
"$binary" check -q -o jsonl=out.jsonl 2>err.txt
is 'any(.[]; .rule == "facts/contradiction" and .count == 2 and (.message | contains("2 days") and contains("5 days")))'
what="the truth of the brand book judges them"
printf 'facts: [{ id: delivery-time, truth: 9 days }]\n' >>brand.yaml
"$binary" check -q -o jsonl=out.jsonl 2>err.txt
is 'any(.[]; .rule == "facts/contradicts-truth" and .touchpoint == "site")'

what="one that is switched off says nothing"
sed -i 's/truth: 9 days/enabled: false/' brand.yaml
"$binary" check -q -o jsonl=out.jsonl 2>err.txt
is 'all(.[]; .type != "finding" or .seen == false)'
sed -i '/^facts:/d' brand.yaml

pack een nl levertijd "Levertijd: 2 dagen" 3d
expect 1 'packs/een.yaml:12:16: facts/delivery-time: in the example "Levertijd: 2 dagen" it finds "2d", and should find "3d"' "$binary" rules --test packs/een.yaml
sed -i '/examples:/d' packs/een.yaml
expect 1 'packs/een.yaml:6:5: facts/delivery-time: there is no example that says nothing' "$binary" rules --test packs/een.yaml
printf 'touchstone: 1\nname: V\nlanguages: [nl, en]\nfacts: [{ id: delivery-time, truth: 2 days }]\n' >lone.yaml
expect 2 'lone.yaml:4:9: the fact "delivery-time" has no anchors: load een or one, or write some' "$binary" rules -b lone.yaml
cd ..

# A term that the check refuses is named with its file.
cat >packs/broken.yaml <<'END'
touchstone: 1
pack: broken
about: A term without words.
terms: [{ id: empty, forbid: [" "] }]
END
sed -i 's/^packs: .*/packs: [broken]/; /id: floor/d' brand.yaml
expect 2 'packs/broken.yaml:4:9: terms/empty: one of its texts is empty' "$binary" scan -b brand.yaml site/index.html

[ $failures = 0 ]
