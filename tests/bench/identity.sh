#!/bin/sh
# SPDX-License-Identifier: MIT
# What the checks identity and facts cost a byte of text, alone and together, over a real site (500 of nearly
# 6,000 pages, each block once) and over the pages of the sample firm, which are full of what they look for.
# usage: tests/bench/identity.sh BUILD [PAGES]       BUILD: a release build
set -eu
build=${1:?usage: identity.sh BUILD [PAGES]}
pages=${2:-500}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=$(cd "$build" && pwd)
ninja -C "$build" tests/bench/judge_bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../system/site.sh" "$work/site"
export TOUCHSTONE_PLUGIN_PATH="$build/plugins" TOUCHSTONE_TEST_PLUGINS="$build/plugins" XDG_CACHE_HOME="$work/cache"
export TOUCHSTONE_RULES_PATH="$root/rules"
cd "$work"
identity() {
    cat <<'END'
identity:
  names: [ { id: legal, text: Vlakwerk B.V. } ]
  addresses:
    - { id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ, city: Utrecht }
    - { id: old, street: Prof. Dr. Dorgelolaan, number: 30, postcode: 5613 AM, city: Eindhoven }
    - { id: post, po_box: 2000, postcode: 3500 CA, city: Utrecht }
  phones: [ { id: service, number: "+31 30 123 45 67" }, { id: old, number: "+31 40 234 56 78" } ]
  emails: [ klantenservice@vlakwerk.example ]
  domains: [ vlakwerk.example ]
  registrations: { kvk: "34123456", vat: [NL004495445B01], iban: [NL91ABNA0417164300] }
END
}
facts() {
    cat <<'END'
packs: [nl/facts-shop, en/facts-shop]
facts: [ { id: delivery-time, type: duration, truth: 1 workday }, { id: return-period, type: duration, truth: 30 days } ]
END
}
for sections in identity facts "identity facts"; do
    printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl, en]\ncountry: NL\n' >brand.yaml
    for section in $sections; do
        $section >>brand.yaml
    done
    for folder in site "$root/samples/vlakwerk/site"; do
        echo "$sections, $(basename "$(dirname "$folder")")/$(basename "$folder"):"
        "$build/tests/bench/judge_bench" brand.yaml "$folder" "$pages"
    done
done
