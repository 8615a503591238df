#!/bin/sh
# SPDX-License-Identifier: MIT
# What wget writes of a site is judged as the site itself is: the same findings, at the same pages.
# A file that is cut off never ends clean; a page that is gone in the next crawl closes its findings.
set -u
command -v wget >/dev/null || { echo "skipped: there is no wget"; exit 77; }
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
. "$TOUCHSTONE_SOURCE_ROOT/tests/system/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

mkdir -p site/vloeren
cat >site/index.html <<'END'
<!DOCTYPE html><html lang="nl"><head><title>Vlak Werk</title><link rel="stylesheet" href="stijl.css"></head>
<body><img src="vloer.png" alt="een goedkoop bestek"><p>Gemak op elk vlak, van VlakWerk.</p>
<a href="vloeren/">Vloeren</a> <a href="voorwaarden.txt">Voorwaarden</a> <a href="weg.html">Weg</a>
<a href="vloeren">Nog eens</a> <a href="contact.html?utm_source=brief">Contact</a></body></html>
END
cat >site/vloeren/index.html <<'END'
<!DOCTYPE html><html lang="nl"><title>Vloeren</title><p>Een goedkoop vlak, bestellling in de winkel.</p>
END
cat >site/contact.html <<'END'
<!DOCTYPE html><html lang="nl"><title>Contact</title><p>Bel naar Vlak Werk, van van acht tot vijf.</p>
END
echo "Onze voorwaarden zijn goedkoop." >site/voorwaarden.txt
echo "p { color: red }" >site/stijl.css
printf '\211PNG\r\n\032\n' >site/vloer.png
nginx_start "$work/site" "$work/nginx" || exit 1
address=http://127.0.0.1:$nginx_port

cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: brand-name, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk], severity: error }
  - { id: cheap, forbid: [goedkoop] }
spelling: { dictionaries: { nl: nl_NL } }
END
plan() { # source
    printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: shop, channel: website, checks: { links: off }, source: { %s } }\n' "$1" >touchstone.yaml
}
run() { # status, file
    "$binary" check -q --fail-on error -o jsonl="$2" 2>err.txt
    status=$?
    [ $status = "$1" ] || { fail "$2: exit $status, expected $1"; cat err.txt; tail -n 1 "$2"; }
}
findings() { # rule, what stands there, and every place
    jq -r 'select(.type == "finding") | . as $f | .places[] | [$f.rule, .locator, $f.actual] | @tsv' "$1" | sort
}
documents() { jq -r 'select(.type == "document" and .status != "skipped") | [.locator, .status, .media_type, .language] | @tsv' "$1" | sort; }

plan "web: { start: \"$address/\", max_rate: 100000/s, sitemap: false, allow_hosts: [\"127.0.0.1:$nginx_port\"] }"
run 1 web.jsonl
findings web.jsonl >web.txt
documents web.jsonl >web.documents
[ "$(wc -l <web.txt)" -ge 6 ] || { fail "too few findings on the site"; cat web.txt; }
rm -rf .touchstone

# Packed and plain.
wget -q -r -p -P got --warc-file=packed "$address/"
wget -q -r -p -P got --no-warc-compression --warc-file=plain "$address/"
for file in packed.warc.gz plain.warc; do
    plan "warc: { path: $file }"
    run 1 $file.jsonl
    findings $file.jsonl >$file.txt
    documents $file.jsonl >$file.documents
    cmp web.txt $file.txt || { fail "$file: other findings than on the site"; diff web.txt $file.txt; }
    cmp web.documents $file.documents || { fail "$file: other pages"; diff web.documents $file.documents; }
    rm -rf .touchstone
done

# Cut off: what is whole is judged, and the run ends 3.
cp brand.yaml strict.yaml
sed -i 's/, severity: error//' brand.yaml
size=$(wc -c <packed.warc.gz)
for part in 3 5 8; do
    head -c $((size * part / 9)) packed.warc.gz >cut.warc.gz
    plan "warc: { path: cut.warc.gz }"
    run 3 cut.jsonl
    grep -q '"locator":"cut.warc.gz".*cut off' cut.jsonl || fail "nothing is said of a file that is cut off"
    rm -rf .touchstone
done

mv strict.yaml brand.yaml

# The next crawl: a page has gone, another is better.
plan "warc: { path: night.warc.gz }"
cp packed.warc.gz night.warc.gz
run 1 first.jsonl
rm site/contact.html
sed -i 's/goedkoop/mooi/' site/vloeren/index.html
wget -q -r -p -P night --warc-file=night "$address/"
run 1 second.jsonl
is() { jq -se "$1" second.jsonl >/dev/null || fail "the second night: not $1"; }
is '[.[] | select(.type == "document" and (.locator // "" | endswith("/contact.html"))) | .status] == ["gone"]'
is '[.[] | select(.type == "finding" and .actual == "van van") | .state] == ["fixed"]'

[ $failures = 0 ]
