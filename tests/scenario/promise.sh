#!/bin/sh
# SPDX-License-Identifier: MIT
# The promise wherever people meet it, through the real readers; what a touchpoint must show; and
# how much of it does, in the result and in the reports.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir seen

# ---- evidence -----------------------------------------------------------------------------------
page() { # name, title, head, body
    printf '<!DOCTYPE html><html lang="nl"><head><title>%s</title>%s</head><body><p>Wij leggen vloeren in heel Utrecht.</p>%s</body></html>' \
        "$2" "$3" "$4" >"seen/$1.html"
}
p='Gemak op elk vlak'
page text T '' "<p>$p</p>"
page title "Vlakwerk | $p" '' ''
page alt T '' "<img src=a.png alt='Vlakwerk: $p'>"
page area T '' "<map><area href=/ alt='$p'></map>"
page spoken-name T '' "<a href=/ aria-label='Vlakwerk, $p'><i></i></a>"
page svg-title T '' "<svg viewBox='0 0 1 1'><title>$p</title><path d='M0 0'/></svg>"
page svg-desc T '' "<svg viewBox='0 0 1 1'><desc>$p</desc><path d='M0 0'/></svg>"
page svg-name T '' "<svg viewBox='0 0 1 1' role=img aria-label='$p'><path d='M0 0'/></svg>"
page description T "<meta name=description content='$p'>" ''
page og-title T "<meta property=og:title content='$p'>" ''
page button T '' "<form><input type=submit value='$p'></form>"
page line-break T '' '<h1>Gemak op<br>elk vlak</h1>'
page lines T '' '<h1><div>Gemak op</div><div>elk vlak</div></h1>'
page spans T '' '<h1><span>Gemak</span> <b>op</b> <span>elk vlak</span></h1>'
page signs T '' '<p>Ge&shy;mak&nbsp;op &eacute;lk &bdquo;vlak&rdquo;&reg; &#127881;</p>'
page letters T '' '<p>G E M A K &nbsp;O P &nbsp;E L K &nbsp;V L A K</p>'
page hashtag T '' '<p>#GemakOpElkVlak</p>'
page code T '' "<pre><code>$p</code></pre>"
page hidden T '' "<template><p>$p</p></template><div hidden><img src=a.png alt='$p'></div>"
page address T '' '<p>www.gemakopelkvlak.example</p>'

mail() { # name, from, subject, type, body
    printf 'From: %s\nTo: b@klant.example\nSubject: %s\nMIME-Version: 1.0\nContent-Type: text/%s; charset=utf-8\n\n%s\n' \
        "$2" "$3" "$4" "$5" >"seen/$1.eml"
}
mail subject v@vlakwerk.example "Vlakwerk: $p" plain 'Beste klant, wij komen dinsdag.'
mail sender "\"Vlakwerk, $p\" <v@vlakwerk.example>" Vloer plain 'Beste klant, wij komen dinsdag.'
mail preheader v@vlakwerk.example Vloer html \
    "<html lang=nl><body><div style='display:none'>$p</div><p>Beste klant, wij komen dinsdag.</p></body></html>"
echo "<speak xml:lang='nl-NL'><s>Gemak <emphasis>op</emphasis> elk <break time='200ms'/>vlak.</s></speak>" \
    >seen/prompt.ssml
echo "<vxml version='2.1' xml:lang='nl'><form id='a'><block><prompt>Vlakwerk, $p.</prompt></block></form></vxml>" \
    >seen/menu.vxml
python3 - <<'END'
import zipfile
office = 'http://schemas.openxmlformats.org/'
parts = {
    '[Content_Types].xml': '<Types xmlns="%spackage/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>' % office,
    '_rels/.rels': '<Relationships xmlns="%spackage/2006/relationships"><Relationship Id="a" Type="%sofficeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="b" Type="%spackage/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>' % (office, office, office),
    'word/document.xml': '<w:document xmlns:w="%swordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Geachte klant</w:t></w:r></w:p></w:body></w:document>' % office,
    'docProps/core.xml': '<c:coreProperties xmlns:c="%spackage/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>Gemak op elk vlak</dc:subject></c:coreProperties>' % office,
}
with zipfile.ZipFile('seen/letter.docx', 'w') as archive:
    for name, text in parts.items():
        archive.writestr(name, '<?xml version="1.0"?>' + text)
END
printf 'touchstone: 1\nname: V\nlanguages: [nl]\npromise: { payoff: { nl: %s } }\n' "$p" >brand.yaml
"$binary" scan -q -b brand.yaml seen -o jsonl=out.jsonl --observations
jq -r 'select(.type == "observation" and .check == "promise") | "\(.locator) \(.key) \(.value)"' out.jsonl |
    sort -u >got
ls seen/* | grep -v -e code.html -e hidden.html -e address.html | sed 's/$/ payoff exact/' >expected
diff expected got || exit 1

# ---- requirements and coverage ------------------------------------------------------------------
mkdir shop whole mute
echo '<html lang="nl"><title>V</title><p>Welkom in de winkel. Gemak op elk vlak.</p></html>' >shop/a.html
echo '<html lang="nl"><title>V</title><p>Een vloer is gemakkelijk gelegd.</p></html>' >shop/b.html
echo '<html lang="nl"><title>V</title><p>Gemak op elke vlak, al jaren.</p></html>' >shop/c.html
echo '<html lang="nl"><title>V</title><p>Print en stuur op naar de winkel.</p></html>' >shop/d.html
echo '<html lang="en"><title>V</title><p>Welcome to our shop in the town.</p></html>' >shop/e.html
echo '<html lang="fr"><title>V</title><p>Bienvenue dans notre magasin de ville.</p></html>' >shop/f.html
echo '<html lang="nl"><title>V</title><p>Hier staat niets van dien aard.</p></html>' >whole/a.html
echo '<html lang="nl"><title>V</title><p>Hier staat niets van dien aard.</p></html>' >mute/a.html
printf '%%PDF-1.7 broken' >mute/b.pdf
cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl, en]
promise:
  payoff: { nl: Gemak op elk vlak, en: Ease on every surface }
  themes: { nl: [gemakkelijk] }
  belied_by: { nl: [print en stuur op] }
  require:
    - { on: touchpoint, accept: payoff }
    - { on: touchpoint, coverage: 70%, accept: theme, severity: warning }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, name: Winkel, channel: website, source: { folder: { path: shop } }, expects: [promise] }
  - { id: whole, name: Heel, channel: website, source: { folder: { path: whole } }, expects: [promise] }
  - { id: mute, name: Stom, channel: website, source: { folder: { path: mute } }, expects: [promise] }
  - { id: other, name: Ander, channel: website, source: { folder: { path: shop } }, expects: [] }
END
"$binary" check -q -v -o jsonl=out.jsonl -o html=out.html --lang nl
jq -r 'select(.type == "finding" and (.rule | startswith("promise/"))) |
    "\(.touchpoint) \(.severity) \(.message)"' out.jsonl | sort >got
cat >expected <<'END'
other warning "Print en stuur op" in Ander logenstraft de merkbelofte "Gemak op elk vlak"
other warning Hier staat "Gemak op elke vlak"; de merkbelofte is "Gemak op elk vlak"
shop warning "Print en stuur op" in Winkel logenstraft de merkbelofte "Gemak op elk vlak"
shop warning Hier staat "Gemak op elke vlak"; de merkbelofte is "Gemak op elk vlak"
shop warning Slechts 60% van de documenten (3/5) draagt de merkbelofte; 70% is nodig
whole error De merkbelofte "Gemak op elk vlak" staat nergens in dit contactpunt
whole warning Slechts 0% van de documenten (0/1) draagt de merkbelofte; 70% is nodig
END
diff expected got || exit 1
jq -c 'select(.type == "touchpoint") | [.id, .promise]' out.jsonl >got
cat >expected <<'END'
["mute",{"documents":1,"payoff":0,"altered":0,"theme":0,"none":1,"languages":{"nl":{"documents":1,"payoff":0,"altered":0,"theme":0,"none":1}}}]
["other",null]
["shop",{"documents":5,"payoff":1,"altered":1,"theme":1,"none":2,"languages":{"nl":{"documents":4,"payoff":1,"altered":1,"theme":1,"none":1},"en":{"documents":1,"payoff":0,"altered":0,"theme":0,"none":1}}}]
["whole",{"documents":1,"payoff":0,"altered":0,"theme":0,"none":1,"languages":{"nl":{"documents":1,"payoff":0,"altered":0,"theme":0,"none":1}}}]
END
diff expected got || exit 1
grep -q 'nl: 1 met de pay-off, 1 veranderd, 1 met een thema, 1 zonder (4 documenten)' out.html || exit 1
grep -q '>elke</del> <ins>' out.html || exit 1

# A page that changed counts anew, one touchpoint alone leaves the others' numbers.
sed -i 's/elke/elk/' shop/c.html
"$binary" check -v -o term=out.txt -o jsonl=out.jsonl --lang nl shop 2>/dev/null
grep -q '2 met de pay-off, 1 met een thema, 2 zonder (5 documenten)' out.txt || exit 1
jq -s -e '.[] | select(.type == "touchpoint" and .id == "whole") | .promise.documents == 1' out.jsonl >/dev/null
