#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that only say that they are XML or text reach the reader that knows them: a menu is heard, a
# sitemap is a list, and a script stays a script.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/files" && cd "$work/files" || exit 1

echo '<Response><Say language="nl">Goedkoop bellen.</Say></Response>' >zeg.xml
echo '<include><macro name="a"><match><action function="speak-text" data="Goedkoop."/></match></macro></include>' >zin.xml
echo '<vxml xml:lang="nl"><form><block>Goedkoop.</block></form></vxml>' >menu
echo '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/</loc></url></urlset>' >kaart.xml
echo '<planten><eik/></planten>' >anders.xml
echo '<html><body><p>Goedkoop.</p></body></html>' >pagina.xml
printf 'WEBVTT\n\n00:01.000 --> 00:02.000\nGoedkoop.\n' >film.vtt
printf '1\n00:00:01,000 --> 00:00:02,000\nGoedkoop.\n' >film.srt
printf '; geluiden\nvm-a: Goedkoop.\nvm-b: Dag\nvm-c: Dag\nvm-d: Dag\nvm-e: Dag\n' >geluiden.txt
printf 'Anna: Goedkoop?\nBob: Dag\nAnna: Ja\nBob: Nee\nAnna: Tot ziens\n' >script.txt
printf '[general]\nenable=yes\n' >cdr.conf
cd "$work" || exit 1
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] } ]\n' >brand.yaml
"$binary" scan -q -b brand.yaml files -o jsonl=out.jsonl

cat >expected <<'END'
files/anders.xml application/xml unchecked 0
files/cdr.conf text/x-asterisk-conf skipped 0
files/film.srt application/x-subrip checked 1
files/film.vtt text/vtt checked 1
files/geluiden.txt text/x-asterisk-sounds checked 1
files/kaart.xml application/xml checked 0
files/menu application/voicexml+xml checked 1
files/pagina.xml application/xml unchecked 0
files/script.txt text/plain checked 1
files/zeg.xml application/x-twiml+xml checked 1
files/zin.xml application/x-freeswitch+xml checked 1
END
jq -r -s '[.[] | select(.type == "finding" and .rule == "terms/cheap") | .places[].locator] as $found |
    .[] | select(.type == "document") | .locator as $own |
    "\(.locator) \(.media_type) \(.status) \([$found[] | select(. == $own)] | length)"' out.jsonl |
    sort >got
diff expected got || exit 1
jq -r 'select(.type == "document" and .reason != "") | .reason' out.jsonl | sort >got
cat >expected <<'END'
sitemap: no reader for XML whose root is <html>
sitemap: no reader for XML whose root is <planten>
voice: nobody hears a word of it: configuration of Asterisk
END
diff expected got || exit 1
# Words that stand outside of cues were not read: that is no reason to pass the file over.
printf '1\n00:00:01.000 -> 00:00:02.000\nDeze vloer is te duur\n' >broken.srt
"$binary" scan -q -b brand.yaml broken.srt >out.txt
[ $? = 3 ] && grep -q 'outside of cues' out.txt
