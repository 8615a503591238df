#!/bin/sh
# SPDX-License-Identifier: MIT
# The language of what declares none, or declares it wrongly, is found out once for all checks.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl, en]
promise: { payoff: { nl: Gemak op elk vlak, en: Ease on every surface } }
terms:
  - { id: cheap, lang: nl, forbid: [goedkoop], instead: voordelig }
END
mkdir site
# A theme that says it is English, on a page that is Dutch; its short headings are no English errors.
cat >site/theme.html <<'END'
<html lang="en-US"><title>Onze vloeren</title><h1>Vloeren</h1>
<p>Wij leggen al dertig jaar vloeren van hout en kurk, in heel het land en in elke kamer.
<p>Bel ons voor een afspraak; wij komen langs om alles op te meten en geven dan een prijs.
<p>Wat goedkoop lijkt, is dat meestal niet: wij rekenen alles mee, ook het afvoeren van de oude vloer.
END
# A plain letter that declares nothing, with a paragraph in the other language.
cat >site/letter.txt <<'END'
Beste klant,

Hierbij bevestigen wij dat wij volgende week bij u langskomen om de vloer op te meten.

For our visitors from abroad: please call us before you come to see the floors in the shop.

Dit is niet goedkoop maar wel heel mooi, en het gaat jaren langer mee dan een ander.
END
# What a template left as the language of a page declares none.
{
    echo '<html lang="{{page.lang}}"><p>Wij leggen al dertig jaar vloeren van hout en kurk, in heel het land.'
} >site/layout.html
# What is none of the brand's languages is counted, not judged.
printf 'Nasze podłogi są zrobione z drewna i korka, a my układamy je w całym kraju goedkoop.\n' \
    >site/polish.txt
# A page that is what it says, below a notice and a review in the other language.
cat >notice.html <<'END'
<html lang="nl"><div lang=en><p>We use cookies to make this site work, to see how it is used, and to show what you may like.
<p>You can change your mind at any time; the page on cookies says how, and what each of them is for.</div>
<p>They came on time, took the old floor with them, and left the house cleaner than it was before.
<p>Our hall has never looked so good, and the neighbours come by to see it, which we rather like.
<h2>Onze vloeeren</h2><p>Bel ons gerust.<p>Wij leggen hout en kurk.
END
sed 's/^languages.*/languages: [nl]/; s/en: [^}]*//' brand.yaml >dutch.yaml
cat >mixed.txt <<'END'
Dear guest, we are glad to see you in our shop next week, and we hope that you will like it here.

Wij komen op de afgesproken dtaum.

For those who come by car there is a place to park behind the house, which is free of charge all day.
END
"$binary" scan -q -b brand.yaml site -o jsonl=out.jsonl
language() {
    sed -n "s/.*\"type\":\"document\".*\"locator\":\"[^\"]*$1\".*\"language\":\"\([^\"]*\)\".*/\1/p
            s/.*\"language\":\"\([^\"]*\)\".*\"locator\":\"[^\"]*$1\".*\"type\":\"document\".*/\1/p" out.jsonl
}
[ "$(language theme.html)" = nl ] || fail "a wrongly declared page: $(language theme.html)"
[ "$(language letter.txt)" = nl ] || fail "an undeclared letter: $(language letter.txt)"
[ "$(language layout.html)" = nl ] || fail "a language that is none: $(language layout.html)"
# A paragraph in the brand's language is judged, whatever most of its letter is in.
"$binary" scan -q -b dutch.yaml mixed.txt -o jsonl=mixed.jsonl
grep -q '"misspelt\|spelling/misspelt".*dtaum' mixed.jsonl || fail "a Dutch paragraph: $(grep finding mixed.jsonl)"
for book in brand.yaml dutch.yaml; do
    "$binary" scan -q -b $book notice.html -o jsonl=notice.jsonl
    grep -q vloeeren notice.jsonl || fail "below a notice in English, $book: $(grep finding notice.jsonl)"
done
[ "$(language polish.txt)" = und ] || fail "another language: $(language polish.txt)"
grep '"type":"finding"' out.jsonl >findings.jsonl
grep -q 'spelling/' findings.jsonl && fail "spelling: $(grep spelling/ findings.jsonl)"
grep '"terms/cheap"' findings.jsonl | grep -q '"count":2' || fail "terms: $(cat findings.jsonl)"

# A brand book with a promise alone: no spelling is judged, but languages are told apart.
sed '/^terms/,$d' brand.yaml >promise.yaml
"$binary" scan -q -b promise.yaml site -o jsonl=out.jsonl
[ "$(language theme.html)" = nl ] || fail "languages without spelling: $(language theme.html)"
grep -q '"spelling/' out.jsonl && fail "spelling was judged"
[ $failures = 0 ] || exit 1
echo "languages were told apart"
