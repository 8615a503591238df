#!/bin/sh
# SPDX-License-Identifier: MIT
# A rollout is written into a brand book that people keep: in lists of either style, between their comments;
# what would not be a brand book is never written.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
export XDG_CACHE_HOME="$work/cache"
refused() { # text, options...
    text=$1
    shift
    cp brand.yaml before.yaml
    "$binary" rollout new "$@" >said.txt 2>&1
    [ $? = 2 ] && grep -qF -- "$text" said.txt || fail "$*: not refused with \"$text\": $(cat said.txt)"
    cmp -s brand.yaml before.yaml || fail "$*: refused, and written"
}
cat >brand.yaml <<'END'
# Our brand book: ask Marieke before you change it.
touchstone: 1
name: Zonnekap
languages: [nl]
country: NL
identity:
  addresses:
    # the office
    - { id: hq, street: Molenweg, number: 1, postcode: 1111 AA, city: Zuidbroek } # since 1998

    - { id: shop, street: Markt, number: 2, postcode: 1111 AB, city: Zuidbroek }
  phones: [ { id: service, number: "+31 20 555 01 99" } ] # "one" number, it's enough
  names: [ { id: legal, text: "Zonnekap [oud], B.V." },
           ]
  emails: [info@zonnekap.example]
terms: [ { id: cheap, forbid: [goedkoop] } ]
END
cp brand.yaml first.yaml
refused 'which address goes? Name it with --replace: address:hq, address:shop' --address 'Havenkade 3C, 3333 CC Bergen' --on 2027-02-01
refused 'write it as "Kanaalstraat 12A' --address 'Havenkade Bergen' --replace address:hq --on 2027-02-01
refused 'what comes, and when?' --on 2027-02-01
refused '--on=2027-02-31: a date is written' --phone 1 --on 2027-02-31
refused 'the brand book has no logo that could go' --logo x.svg --on 2027-02-01

what="only shown"
"$binary" rollout new --phone '+31 30 555 02 11' --on 2027-02-01 --dry-run >said.txt 2>&1 || fail "$what: $(cat said.txt)"
cmp -s brand.yaml first.yaml || fail "$what: it is written"
grep -q 'service-2027' said.txt && [ -z "$(find . -name 'brand.yaml?*')" ] || fail "$what: $(cat said.txt)"

what="written"
"$binary" rollout new --address 'Havenkade 3C, 3333 CC Bergen' --replace address:hq --phone '+31 30 555 02 11' --name 'Zonnekap B.V.' \
    --email hallo@zonnekap.example --on 2027-02-01 --announce 2027-01-01 --due 2027-03-01 --id move --title 'De verhuizing: "eindelijk"' >said.txt 2>&1 ||
    fail "$what: $(cat said.txt)"
diff first.yaml brand.yaml >change.txt
# nothing is taken away but lines that got a neighbour in their brackets, and every comment stands where it stood
for line in '# Our brand book: ask Marieke before you change it.' '    # the office' '} # since 1998'; do
    grep -qF -- "$line" brand.yaml || fail "$what: lost: $line"
done
grep -q "it's enough\$" brand.yaml || fail "$what: lost the comment of a list in brackets"
grep -qE '^    - \{ id: hq-2027, street: "Havenkade", number: 3, suffix: "C", postcode: "3333 CC", city: "Bergen", country: "NL" \}$' brand.yaml || fail "$what: the address"
[ "$(grep -n 'id: shop' brand.yaml | cut -d: -f1)" -lt "$(grep -n 'hq-2027, street' brand.yaml | cut -d: -f1)" ] || fail "$what: the address is not the last"
grep -qF '[ { id: service, number: "+31 20 555 01 99" }, { id: service-2027, number: "+31 30 555 02 11" } ] #' brand.yaml || fail "$what: the number"

what="a logo that is none is not written"
mkdir -p book/art
cd book || exit 1
drawing() { # colour
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80"><path fill="%s" d="M8 8h26l18 40 18-40h26l-34 64h-20z"/><circle cx="130" cy="40" r="26" fill="#e07a10"/></svg>' "$1"
}
drawing '#1b4f8a' >art/logo.svg
drawing '#7a1f5c' >art/older.svg
drawing '#1f7a3c' >art/new.svg
cp art/logo.svg art/again.svg
echo "no picture" >art/broken.png
printf 'touchstone: 1\nname: Zonnekap\nlanguages: [nl]\nlogos:\n  versions:\n    - { id: main, files: [art/logo.svg] }\n    - { id: older, files: [art/older.svg], until: 2020-12-31 }\n' >brand.yaml
for dry in '' --dry-run; do
    refused '--logo art/nothere.svg: no such file' --logo art/nothere.svg --on 2027-02-01 $dry
    refused '--logo art: can' --logo art --on 2027-02-01 $dry
    refused '--logo art/again.svg: this is the file of logo:main already' --logo art/again.svg --on 2027-02-01 $dry
    refused '--logo art/older.svg: this is the file of logo:older already' --logo art/older.svg --on 2027-02-01 $dry
    refused 'broken.png: no picture of a known format' --logo art/broken.png --on 2027-02-01 $dry
    refused 'brand.yaml is left as it was' --logo art/broken.png --on 2027-02-01 $dry
done
cd .. # it is looked for beside the brand book, wherever one stands
"$binary" rollout new -b book/brand.yaml --logo art/new.svg --on 2027-02-01 --dry-run >said.txt 2>&1 || fail "$what: $(cat said.txt)"
"$binary" rollout new -b book/brand.yaml --logo art/new.svg --on 2027-02-01 >said.txt 2>&1 || fail "$what: $(cat said.txt)"
grep -qF 'files: ["art/new.svg"]' book/brand.yaml || { fail "$what"; cat book/brand.yaml; }
[ -z "$(find book -name 'brand.yaml?*')" ] || fail "$what: a draft is left: $(ls book)"
[ $failures = 0 ] || cat brand.yaml
printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: site, channel: website, expects: [address], source: { folder: { path: site } } }\n' >touchstone.yaml
mkdir site
echo '<html lang=nl><p>Zonnekap, Molenweg 1, 1111 AA Zuidbroek' >site/index.html
"$binary" check -q --as-of 2027-02-02 -o jsonl=out.jsonl
jq -se 'any(.[]; .type == "rollout" and .id == "move" and .state == "old" and .due == "2027-03-01" and .name == "De verhuizing: \"eindelijk\"")' out.jsonl >/dev/null || { fail "$what: the rollout"; grep rollout out.jsonl; }
jq -se 'any(.[]; .rule == "identity/address-outdated" and (.expected | contains("Havenkade 3C")))' out.jsonl >/dev/null || fail "$what: what it is now"

what="a second one"
"$binary" rollout new --phone '+31 30 555 03 33' --on 2028-02-01 >said.txt 2>&1 || fail "$what: $(cat said.txt)"
[ "$(grep -c 'switch:' brand.yaml)" = 2 ] && grep -q 'phone:service-2027": "phone:service-2027-2028"' brand.yaml || { fail "$what"; tail -4 brand.yaml; }
refused 'is left as it was' --phone '+31 30 555 03 33' --on 2029-02-01 --id move
grep -qE '^brand\.yaml:[0-9]+:[0-9]+: .*move' said.txt || fail "$what: the place of what is wrong: $(cat said.txt)"

what="a link would become a file"
mkdir linked
ln -s ../brand.yaml linked/brand.yaml
refused 'is a symbolic link' -b linked/brand.yaml --phone '+31 30 555 03 44' --on 2029-02-01
[ -L linked/brand.yaml ] || fail "$what: it is one no more"
[ $failures = 0 ]
