#!/bin/sh
# SPDX-License-Identifier: MIT
# Logos as people meet them on the command line: files that are none, values that can't be right, what
# is shown of a page, one finding for one fault, all that is missing.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
export XDG_CACHE_HOME="$work/cache"
run() { # status, arguments...
    wanted=$1
    shift
    "$binary" "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat out.txt err.txt; }
}
says() { # file, text
    grep -qF -- "$2" "$1" || { fail "$what: no \"$2\""; cat "$1"; }
}
says_not() {
    grep -qF -- "$2" "$1" && { fail "$what: \"$2\""; cat "$1"; }
}
is() { # expected, jq over the array of all lines of out.txt
    found=$(jq -scS "$2" out.txt)
    [ "$found" = "$1" ] || fail "$what: $found, expected $1"
}
drawing() { # colour
    cat <<SVG
<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80">
<path fill="$1" d="M8 8h26l18 40 18-40h26l-34 64h-20z"/><circle cx="130" cy="40" r="26" fill="#e07a10"/>
<path fill="$1" d="M168 12h14v56h-14zm24 0h40v12h-26v10h20v12h-20v34h-14z"/></svg>
SVG
}
drawing '#1b4f8a' >logo.svg
brand() { # rest
    printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl]\ncountry: NL\n%s' "$1" >brand.yaml
}

what="a logo's file that is no picture"
echo "no picture" >broken.png
: >empty.png
brand 'logos:
  versions:
    - { id: main, files: [logo.svg, broken.png] }
    - { id: old, files: [empty.png] }
'
for isolation in process none; do
    run 2 scan logo.svg --isolation=$isolation
    says err.txt "brand.yaml:7:37: broken.png: "
    says err.txt "brand.yaml:8:26: empty.png: "
done

what="more files than are named"
{
    printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl]\nlogos:\n  versions:\n'
    for i in 1 2 3 4 5 6 7 8 9; do echo "    - { id: v$i, files: [a-name-that-takes-its-room-$i.png] }"; done
} >many.yaml
for i in 1 2 3 4 5 6 7 8 9; do cp broken.png a-name-that-takes-its-room-$i.png; done
run 2 scan -b many.yaml logo.svg
says err.txt "many.yaml:6:25: a-name-that-takes-its-room-1.png: no picture of a known format"
says err.txt "and 3 more"
[ "$(wc -l <err.txt)" = 7 ] || fail "$what: $(cat err.txt)"

what="a plan with them"
cat >touchstone.yaml <<YAML
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: folder, channel: document, source: { folder: { path: pages } } }
YAML
mkdir pages
cp logo.svg pages/
run 2 check -q
says err.txt "brand.yaml:7:37: broken.png: "

what="they are mended"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
'
run 0 check -q
says_not err.txt "resumed"

what="what is expected and can't be judged"
brand ''
sed 's/channel: document/channel: document, expects: [WHAT]/' touchstone.yaml >plan.yaml
for expected in logo promise address; do
    sed "s/WHAT/$expected/" plan.yaml >expects.yaml
    "$binary" check -q -c expects.yaml -o jsonl >out.txt 2>err.txt
    is '["unchecked"]' '[.[] | select(.type == "touchpoint") | .state]'
    "$binary" check -c expects.yaml >out.txt 2>err.txt
    says err.txt "expects: $expected: not judged, because the brand book says nothing of it"
done

what="values that can't be right"
brand 'identity: { phones: [ { id: desk, number: hallo } ] }
facts: [ { id: levering, type: duration, truth: soon, anchors: [levertijd] } ]
'
run 2 scan logo.svg
says err.txt 'brand.yaml:5:23: phone:desk: "hallo" is no telephone number'
says err.txt 'brand.yaml:6:42: "soon" cannot be read as its truth'

what="a picture by itself is observed once"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
'
run 0 scan logo.svg --observations -o jsonl
is '[["logo:main","logo.svg"]]' '[.[] | select(.type == "observation") | [.key, .locator]]'

what="of a scan nobody knows whether the logo is right there"
brand 'logos: { versions: [ { id: main, files: [logo.svg], for: [invoice] } ] }
'
run 0 scan logo.svg
says_not out.txt "logo/misplaced"
cat >placed.yaml <<YAML
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: invoice, channel: email, source: { folder: { path: . } } }
  - { id: letter, channel: email, source: { folder: { path: . } } }
YAML
run 0 scan -c placed.yaml --as invoice logo.svg
says_not out.txt "logo/misplaced"
run 0 scan -c placed.yaml --as letter logo.svg
says out.txt "logo/misplaced"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
'

what="in its own colours is a measure, and not the want of one"
echo "<!DOCTYPE html><html lang=nl><title>Vlakwerk</title><p>Een vloer.<img alt=Vlakwerk src='data:image/svg+xml;base64,$(base64 -w0 logo.svg)'></html>" >own.html
run 0 scan own.html --observations -o jsonl
is '[0]' '[.[] | select(.type == "observation" and .locator == "own.html") | .delta_e | floor]'

what="a fresh run prepares anew"
prepared() { stat -c %i cache/touchstone/prepared/* | sort | tr '\n' ' '; }
run 0 check -q
cp -rl cache/touchstone/prepared kept # so that no number is used again
before=$(prepared)
run 0 check -q
[ "$(prepared)" = "$before" ] || fail "$what: prepared anew without need"
run 0 check -q --fresh
[ "$(prepared)" != "$before" ] || fail "$what: what was prepared is still used"

what="pictures by hand"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
'
echo "<html lang=nl><p>Een vloer.<img src='data:image/svg+xml;base64,$(base64 -w0 logo.svg)'>" >inside.html
echo "<html lang=nl><p>Een vloer.<img src=logo.svg>" >page.html
run 0 logo inside.html
says out.txt "inside.html#data=1"
says_not out.txt "is no picture"
run 3 logo page.html
says out.txt "page.html is no picture, and none inside it was seen"
says err.txt "no picture was judged"
run 0 logo page.html logo.svg
says out.txt "page.html is no picture, and none inside it was seen"
says out.txt "logo.svg  main"
run 3 logo page.html
says_not err.txt "tells the story"
run 3 logo page.html --lang nl
says out.txt "page.html is geen plaatje, en er is geen in gezien"
run 0 logo
says out.txt "logo.svg"

what="a slogan too near, in a picture that is the logo alone otherwise"
brand 'logos: { versions: [ { id: main, files: [logo.svg], clear_space: 10% } ] }
'
for below in 88 120; do
    drawing '#1b4f8a' | sed "s/height=\"80\" viewBox=\"0 0 240 80\"/height=\"140\" viewBox=\"0 0 240 140\"/
        s|</svg>|<path fill=\"#1b4f8a\" d=\"M8 ${below}h6v9h-6zm12 0h6v9h-6zm12 0h6v9h-6zm12 0h6v9h-6zm12 0h6v9h-6z\"/></svg>|" >slogan-$below.svg
done
run 0 scan slogan-88.svg slogan-120.svg
says out.txt "[main: 4 → 10] %"
says out.txt slogan-88.svg
says_not out.txt "slogan-120.svg"
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
'

what="a logo that is no more than a shape: whether it is there is not known"
echo '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><path fill="#c8102e" d="M2 2h96v96h-96z"/></svg>' >square.svg
brand 'logos: { versions: [ { id: main, files: [square.svg] } ], require: [ { in: [home] } ] }
'
cat >square.yaml <<YAML
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, expects: [logo], source: { folder: { path: square, base: "https://x.example/" } }, kinds: { home: ["/"] } }
YAML
mkdir square
cp square.svg square/
echo '<!DOCTYPE html><html lang=nl><title>Vloeren</title><p>Een vloer.<img src=square.svg alt=Vlakwerk></html>' >square/index.html
run 3 check -c square.yaml -o jsonl
is '[]' '[.[] | select(.rule == "logo/absent") | .rule]'
is 1 '[.[] | select(.type == "finding" and .rule == "logo/not-distinctive" and (.message | contains("recognised nowhere")))] | length'
says out.txt "square.svg: it may be logo main, which is not distinctive"

what="a logo that is absent is told once a place"
echo '<!DOCTYPE html><html lang=nl><title>Vloeren</title><p>Een vloer.</html>' >square/index.html
run 0 check -c square.yaml --fresh -o jsonl
is '[1]' '[.[] | select(.type == "finding" and .rule == "logo/absent") | .places | length]'
what="what is expected is told although a page asks for it too, less gravely"
sed -i 's/ in: \[home\] / in: [home], severity: info /' brand.yaml
rm square/square.svg
run 0 check -c square.yaml --fresh -o jsonl
is '["warning"]' '[.[] | select(.type == "finding" and .rule == "logo/absent") | .severity] | unique | map(select(. == "warning"))'

what="every picture is told, and pages as far as they help"
drawing '#7a1f5c' >old.svg
sed 's/<circle/<path fill="#7a1f5c" d="M4 74h232v4h-232z"\/><circle/' old.svg >old-lined.svg
mv old-lined.svg old.svg
cp old.svg other.svg
brand 'logos: { versions: [ { id: main, files: [logo.svg] }, { id: old, files: [old.svg], until: 2020-12-31 } ] }
'
mkdir copies shown
cp old.svg copies/a.svg
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do cp inside.html shown/$i.html; done
sed -i "s/base64,.*'/base64,$(base64 -w0 old.svg)'/" shown/*.html
run 1 logo other.svg copies
says out.txt "error logo/outdated other.svg: "
says out.txt "error logo/outdated copies/a.svg: "
run 1 logo shown
[ "$(grep -c '^error logo/outdated shown/' out.txt)" = 10 ] || fail "$what: $(cat out.txt)"
says out.txt "3 more places"
run 1 logo other.svg --lang nl
says out.txt "fout logo/outdated other.svg: Logo old is verouderd"

what="of the brand book's own files none is outdated"
run 0 logo
says out.txt "old.svg   old"
says_not out.txt "outdated"

what="a table in Dutch"
sed 's/height="80" viewBox="0 0 240 80"/height="66" viewBox="0 14 240 66"/' logo.svg >cut.svg
sed 's/height="80" viewBox/height="84" preserveAspectRatio="none" viewBox/' logo.svg >high.svg
echo iVBORw0KGgoAAAANSUhEUgAAAA8AAAAFCAIAAAAVLyF7AAAABmJLR0QA/wD/AP+gvaeTAAAA7klEQVQImWO8+fD1njN3A+y0pER4Nxy+/vX7r2g3/f9/f/3/85OJnffxq48crCx3nr5jYGCQEeNj7mhvyend+unrT21FsdCalcbqUgYi359NtPq0v5tFRHnRqW/vPn8vnLhdTJCbn5uDiZuDLTvYfOXeyxNWHRfi40z0Nvp+c+e/b2////399cJqBgYGBgaGn7//HLv8WEVaiImBgSHe00CEn3vxjguF4Vac7Kyc6u7M3CKMzKw8BmEQ1WIC3GtaI0QFuRn+////////QxcedC09/PvPXwj3359ff398+v///6OXH169+2KeMgMiDgDX6XP7W1JV2wAAAABJRU5ErkJggg== | base64 -d >small.png
run 1 logo cut.svg high.svg small.png --lang nl
says out.txt "% boven"
says out.txt "5,0 % te hoog"
says out.txt "waarschuwing logo/cropped cut.svg: "
says out.txt "niet zeker te zien: te klein om te beslissen"
says_not out.txt "too small"
run 1 logo cut.svg high.svg small.png
says out.txt "% top"
says out.txt "5.0 % too high"
says out.txt "can't be told for sure: too small to decide"
what="a logo that is no more than a shape is named by its file, wherever that is said"
mkdir shapes
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="#c8102e" d="M2 2h96v96h-96z"/></svg>' >shapes/square.svg
brand 'logos: { versions: [ { id: main, files: [shapes/square.svg] } ] }
'
run 0 scan logo.svg
says out.txt "logo main (square.svg in the brand book) looks like"
run 0 scan --lang nl logo.svg
says out.txt "Logo main (square.svg in het merkboek) lijkt op"

what="logos in the brand book and no check for them: not clean, and the package is named"
mkdir light
cp "$TOUCHSTONE_BUILD_ROOT"/plugins/*.so light/
rm light/check-logo.so light/read-image.so light/check-propose.so
brand 'logos: { versions: [ { id: main, files: [logo.svg] } ] }
terms: [ { id: cheap, forbid: [goedkoop] } ]
'
echo '<p>Een mooie vloer.</p>' >plain.html
installed=${TOUCHSTONE_PLUGIN_PATH:-}
export TOUCHSTONE_PLUGIN_PATH="$work/light"
run 3 scan -b brand.yaml plain.html
says err.txt "logos: not installed, so no touchpoint counts as checked: install touchstone-plugin-pictures"
run 2 init . --directory new
says err.txt "touchstone-plugin-pictures brings it"
run 0 doctor
says out.txt "apt install touchstone-plugin-pictures"
export TOUCHSTONE_PLUGIN_PATH="$installed"

[ $failures = 0 ] || exit 1
