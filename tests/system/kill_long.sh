#!/bin/sh
# SPDX-License-Identifier: MIT
# A crawl is killed at fifty random points, one to three times each, and resumed: each time it ends
# with the documents and findings of an undisturbed one, and the database is sound.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
. "$TOUCHSTONE_SOURCE_ROOT/tests/system/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir site
awk 'BEGIN {
    pages = 1500
    print "<html lang=nl><title>Winkel</title><p>Gemak op elk vlak</p><a href=/p1.html>1</a>" >"site/index.html"
    print "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">" >"site/sitemap.xml"
    for (i = 1; i <= pages; i++) {
        file = "site/p" i ".html"
        printf "<html lang=nl><p>Bladzijde %d over vloeren nummer %d.</p>", i, i * 7 >file
        printf "<a href=/p%d.html>a</a><a href=/p%d.html>b</a>", i * 2 % pages + 1, (i * 2 + 1) % pages + 1 >file
        if (i % 17 == 0) printf "<p>Een goedkoop stuk, VW-%03d.</p>", i % 1000 >file
        if (i % 100 == 0) printf "<a href=/weg%d.html>c</a>", i >file
        if (i % 5 == 0) printf "<url><loc>/p%d.html</loc></url>", i >"site/sitemap.xml"
        close(file)
    }
    print "</urlset>" >"site/sitemap.xml"
}'
head -c 3000 /dev/urandom >site/p77.html
nginx_start "$work/site" "$work/nginx" || exit 1
sed -i "s|<loc>|<loc>http://127.0.0.1:$nginx_port|g" site/sitemap.xml
cat >brand.yaml <<'END_OF_BRAND'
touchstone: 1
name: Vlakwerk
languages: [nl]
promise: { payoff: { nl: Gemak op elk vlak } }
terms: [ { id: cheap, forbid: [goedkoop], severity: warning }, { id: sku, pattern: 'VW-[0-9]{3}\b' } ]
END_OF_BRAND
cat >touchstone.yaml <<END_OF_PLAN
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: shop
    channel: website
    expects: [promise]
    source: { web: { start: "http://127.0.0.1:$nginx_port/", max_rate: 100000/s, allow_hosts: ["127.0.0.1:$nginx_port"] } }
END_OF_PLAN
findings() { jq -cS 'select(.type == "finding" or .type == "document" or .type == "touchpoint") | del(.state, .way) | if .status == "unchanged" then .status = "checked" else . end' "$1" | sort; }
now() { date +%s%3N; }

begun=$(now)
"$binary" check -q --fail-on never -o jsonl=whole.jsonl
[ $? = 3 ] || { echo "the undisturbed run did not end 3"; exit 1; }
took=$(($(now) - begun))
findings whole.jsonl >whole.txt
documents=$(grep -c '"type":"document"' whole.txt)
[ "$documents" -ge 1500 ] || { echo "only $documents documents"; exit 1; }

seed=$(date +%N)
seed=${KILL_SEED:-${seed#0}}
echo "KILL_SEED=$seed, an undisturbed run took $took ms"
random() { # sets $value, below $1
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    value=$((seed / 65536 % $1))
}
killed=0
rounds=0
while [ $killed -lt 50 ] && [ $rounds -lt 150 ]; do
    rm -rf .touchstone
    rounds=$((rounds + 1))
    random 3
    for _ in $(seq 0 "$value"); do
        random "$took"
        delay=$((value + 30))
        timeout -s KILL "$((delay / 1000)).$(printf %03d $((delay % 1000)))" "$binary" check -q -o jsonl=part.jsonl
        [ $? != 137 ] || killed=$((killed + 1))
    done 2>/dev/null
    "$binary" check -q -o jsonl=part.jsonl
    findings part.jsonl >part.txt
    cmp whole.txt part.txt || { diff whole.txt part.txt | head -5 | cut -c1-300; exit 1; }
    python3 -c 'import sqlite3; print(sqlite3.connect(".touchstone/touchstone.db").execute("PRAGMA integrity_check").fetchone()[0])' |
        grep -qx ok || { echo "the database is damaged"; exit 1; }
done
echo "killed $killed times in $rounds crawls; $documents documents, findings identical"
[ $killed -ge 50 ]
