#!/bin/sh
# SPDX-License-Identifier: MIT
# The second night on a site of 200 pages: 3 changed, 2 vanished, 2 can't be reached, 1 moved, a word
# was accepted, and the day of a switch has come. Every state is right, and only what had to be was
# fetched and judged.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
mkdir site
python3 "$here/night.py" site port log &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)

# 199 pages and a contents page; every 20th has a word that no dictionary knows, every 25th one that
# is wrong from December on, every 10th one that always is.
awk 'BEGIN {
    contents = "site/index.html"
    printf "<html lang=nl><title>Inhoud</title><h1>Inhoud</h1><ul>" > contents
    for (i = 1; i <= 199; i++) {
        page = "site/p" i
        printf "<li><a href=\"/p%d\">Bladzijde %d</a>", i, i > contents
        printf "<html lang=nl><title>Vloer %d</title><p>Deze vloer heeft nummer %d.</p>", i, i > page
        if (i % 10 == 0) printf "<p>Een goedkoop stuk.</p>" > page
        if (i % 20 == 0) printf "<p>Leg hem met kliktand.</p>" > page
        if (i % 25 == 0) printf "<p>Kijk in de VlakTekenaar.</p>" > page
        if (i == 7) printf "<p>Een spotgoedkoop stuk.</p>" > page
        if (i == 8) printf "<p>Een peperduur stuk.</p>" > page
        close(page)
    }
    print "</ul></html>" > contents
}'
cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop, spotgoedkoop, peperduur], severity: warning }
  - { id: old-tool, forbid: [VlakTekenaar], instead: VlakPlan, severity: error, from: 2026-12-01 }
spelling: { dictionaries: { nl: nl_NL }, words: [words.txt] }
END
: >words.txt
cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, checks: { links: off },
      source: { web: { start: "http://$host/", max_rate: 100000/s, sitemap: false, robots: ignore, allow_hosts: ["$host"] } } }
END
run() { # status, as-of, options...
    wanted=$1 day=$2
    shift 2
    : >log
    "$binary" check -q --as-of "$day" -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # what, expected, jq over the array of all lines
    found=$(jq -scS "$3" out.jsonl)
    [ "$found" = "$2" ] || fail "$what: $1: $found, expected $2"
}
asked() { # status, count
    found=$(grep -c "^$1 /" log)
    [ "$found" = "$2" ] || fail "$what: $found answers with $1, expected $2"
}
finding() { echo "[.[] | select(.type == \"finding\" and .actual == \"$1\") | [.state, .seen, .count]]"; }
ways='[.[] | select(.type == "document" and .way) | .way] | group_by(.) | map({(.[0]): length}) | add'

what="the first night"
run 0 2026-11-30
is "all were read" '{"read":200}' "$ways"
is "a word that always is wrong" '[["new",true,19]]' "$(finding goedkoop)"
is "one that nobody knows" '[["new",true,9]]' "$(finding kliktand)"
is "one that is right till December" '[]' "$(finding VlakTekenaar)"
asked 200 200

what="the second night"
sed -i 's/goedkoop/voordelig/' site/p10 site/p30 # two of the changed: what was wrong is right
echo '<p>Een goedkoop nieuw stuk.</p>' >>site/p11 # the third: one more place
rm site/p7 site/p50                              # gone: what was wrong there is, too
echo 500 >site/p8.status                         # not reached: nobody knows
echo 500 >site/p70.status
mv site/p90 site/q90
echo "301 /q90" >site/p90.status # moved, fault and all
echo kliktand >words.txt         # accepted
run 1 2026-12-01
is "what was read, kept and judged again" '{"judged":192,"read":4}' "$ways"
is "gone" '["/p50","/p7"]' '[.[] | select(.type == "document" and .status == "gone") | .locator | sub(".*(?=/p)"; "")] | sort'
is "not reached" '["/p70","/p8"]' '[.[] | select(.type == "document" and .status == "unchecked") | .locator | sub(".*(?=/p)"; "")] | sort'
is "moved" '["/p90"]' '[.[] | select(.type == "document" and .status == "skipped") | .locator | sub(".*(?=/p)"; "")]'
is "still wrong: 19, less 2 mended, 1 gone, and 1 new" '[["open",true,17]]' "$(finding goedkoop)"
is "gone with its page" '[["fixed",true,0]]' "$(finding spotgoedkoop)"
is "on a page that was not reached" '[["open",false,1]]' "$(finding peperduur)"
is "accepted" '[["fixed",true,0]]' "$(finding kliktand)"
is "wrong from today" '[["new",true,6]]' "$(finding VlakTekenaar)"
is "the moved page" '1' '[.[] | select(.type == "finding" and .actual == "goedkoop") | .places[] | select(.locator | endswith("/q90"))] | length'
asked 200 4
asked 304 192

what="the third night, nothing new"
rm site/*.status
mv site/q90 site/p90
run 1 2026-12-02
is "the two that were away are judged by the new words, the moved one is read" '{"judged":2,"kept":195,"read":1}' "$ways"
is "seen again" '[["open",true,1]]' "$(finding peperduur)"
is "open" '[["open",true,6]]' "$(finding VlakTekenaar)"

what="back to November"
run 0 2026-11-30
is "not wrong yet" '[]' "$(finding VlakTekenaar)"
is "kept" '{"kept":198}' "$ways"

what="--fresh forgets"
run 0 2026-11-30 --fresh
is "all were read" '{"read":198}' "$ways"
asked 200 198
asked 304 0

what="a changed term judges without fetching"
sed -i 's/peperduur/peperduur, nummer/' brand.yaml
run 0 2026-11-30
is "judged again" '{"judged":198}' "$ways"
is "found" '[["new",true,197]]' "$(finding nummer)"
asked 200 0
asked 304 198

damage() { # columns of what is kept
    python3 -c "import sqlite3; d = sqlite3.connect('.touchstone/touchstone.db'); d.execute('UPDATE kept SET $1'); d.commit()"
}
what="damaged links are said, and nothing is fixed by them"
damage "links = zeroblob(1)"
run 3 2026-11-30
is "no page passes for unchanged" '198' '[.[] | select(.type == "document" and .status == "unchecked")] | length'
is "open" '[["open",false,197]]' "$(finding nummer)"
run 0 2026-11-30
is "all were read" '{"read":198}' "$ways"
is "still open" '[["open",true,197]]' "$(finding nummer)"

what="damaged content is said, and nothing is fixed by it"
damage "content = zeroblob(1)"
sed -i 's/nummer/nummer, heeft/' brand.yaml
run 3 2026-11-30
is "open" '["open"]' "[.[] | select(.type == \"finding\" and .actual == \"nummer\") | .state]"
run 0 2026-11-30
is "still open" '[["open",true,197]]' "$(finding nummer)"

echo "$failures failures"
[ "$failures" = 0 ]
