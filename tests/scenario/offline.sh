#!/bin/sh
# SPDX-License-Identifier: MIT
# What customers write, what a help desk answers, and what people saw on the spot: reviews, feeds and
# forms of visits in one run with the rest.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
server=
stop() { [ -z "$server" ] || kill $server; }
run() { # status, options...
    wanted=$1
    shift
    "$binary" check -q --lang en -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; grep -v '"type":"run"' out.jsonl | head -12 | cut -c1-300; }
}
plan() { # touchpoints...
    printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n' >touchstone.yaml
    for touchpoint in "$@"; do echo "  - { $touchpoint }" >>touchstone.yaml; done
}
documents() { echo "[.[] | select(.type == \"document\" and .touchpoint == \"$1\") | [.locator, .status]]"; }
findings() { echo "[.[] | select(.type == \"finding\" and .touchpoint == \"$1\") | $2]"; }

cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl]
promise: { payoff: { nl: Gemak op elk vlak } }
terms: [ { id: cheap, forbid: [goedkoop], severity: error } ]
END

what="reviews by a mapping: what others write is info at most"
cat >reviews.json <<'END'
{"data": {"list": [{"nr": 7, "body": {"nl": "Lekker goedkoop."}, "stars": "4/5"}, {"nr": 8, "body": {"nl": "Mooie vloer."}, "stars": "5/5"}]}}
END
plan "id: reviews, channel: review, control: external, expects: [], source: { feed: { path: reviews.json, map: { items: data.list, text: body.nl, id: nr, rating: stars } } }"
run 0
is "$(documents reviews) == [[\"reviews.json\", \"checked\"], [\"reviews.json#item=7\", \"checked\"], [\"reviews.json#item=8\", \"checked\"]]"
is "$(findings reviews '[.rule, .severity, .places[0].locator]') == [[\"terms/cheap\", \"info\", \"reviews.json#item=7\"]]"

what="a field that no item has"
sed -i 's|rating: stars|rating: score|' touchstone.yaml
run 3
is '[.[] | select(.type == "document" and .status == "unchecked") | .reason] | .[0] | startswith("no item has the field \"score\" (rating); there are: nr, body.nl, stars")'
sed -i 's|text: body.nl|text: body.fr|' touchstone.yaml
run 3
is '[.[] | select(.type == "document" and .locator == "reviews.json") | .status] == ["unchecked"]'

what="an RSS feed"
rm -rf .touchstone
cat >blog.xml <<'END'
<?xml version="1.0"?><rss version="2.0"><channel><language>nl</language>
<item><guid>p1</guid><title>Nieuws</title><description>&lt;p&gt;Een goedkoop verhaal.&lt;/p&gt;</description></item>
</channel></rss>
END
plan "id: blog, channel: social, expects: [], source: { feed: { path: blog.xml } }"
run 1
is "$(findings blog '[.severity, .places[0].locator, .places[0].where]') == [[\"error\", \"blog.xml#item=p1\", \"text/html/body/p\"]]"

what="a feed by its address"
rm -rf .touchstone
item='<item><guid>p1</guid><description>Een goedkoop verhaal.</description></item>'
echo "/blog/feed.xml 200 0 <rss><channel>$item</channel></rss>" >routes
echo "/old 302 0 /blog/feed.xml" >>routes
python3 "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/server.py" routes port &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)
plan "id: blog, channel: social, expects: [], source: { feed: { url: \"http://$host/old\", allow_hosts: [\"$host\"] } }"
run 1
is "$(findings blog '.places[0].locator') == [\"http://$host/old#item=p1\"]"
sed -i 's/goedkoop/mooi/' routes
run 0
is "$(findings blog .state) == [\"fixed\"]"
echo "/blog/feed.xml 500 0 x" >routes
run 3
plan "id: blog, channel: social, expects: [], source: { feed: { url: \"http://$host/blog/feed.xml\" } }"
run 3
grep -q 'private network\|not globally\|allow_hosts' out.jsonl || fail "$what: an inner address is fetched from"

what="a help desk's answers, drafts aside"
rm -rf .touchstone
cat >desk.json <<'END'
{"articles": [{"id": 1, "title": "Klacht", "description": "<p>Bel ons.</p>", "status": 2}, {"id": 2, "title": "Later", "description": "goedkoop", "status": 1}],
 "canned_responses": [{"id": 9, "title": "Dank", "content": "Dat is goedkoop.", "content_html": "<div>Dat is goedkoop.</div>"}]}
END
plan "id: desk, channel: website, expects: [], source: { feed: { path: desk.json, map: freshdesk } }"
run 1
is "$(findings desk '.places[0].locator') == [\"desk.json#item=9\"]"
is "$(documents desk) | length == 3"

what="a form as init writes it is not answered"
rm -rf .touchstone
"$binary" init --audit shop --lang nl utrecht.yaml >/dev/null || fail "$what"
"$binary" init --audit shop utrecht.yaml 2>err.txt && fail "init writes over a form"
grep -q 'utrecht.yaml is there already' err.txt || fail "init does not say why it does not write"
"$binary" init . 2>err.txt
[ $? = 2 ] && grep -q 'brand.yaml is there already' err.txt || fail "init of a folder"
for kind in shop phone packaging vehicle event; do
    for language in nl en; do
        "$binary" init --audit $kind --lang $language - >form.yaml || fail "init --audit $kind --lang $language"
        rm -rf .touchstone
        plan "id: visit, channel: shop, expects: [], source: { audit: { path: form.yaml } }"
        run 3
        is "$(findings visit '[.rule, .severity]') | sort == [[\"audit/unanswered\", \"info\"], [\"run/truncated\", \"warning\"]]"
    done
done
"$binary" init --audit phone - | grep -q '^language: nl ' || fail "init does not take the language of the brand book"

what="a form that is filled in"
rm -rf .touchstone
sed -i 's/answer:$/answer: ja/' utrecht.yaml
plan "id: visit, channel: shop, expects: [], source: { audit: { path: utrecht.yaml } }"
run 0
is '[.[] | select(.type == "touchpoint") | .state] == ["consistent"]'
sed -i '0,/answer: ja/s//answer: nee/; 0,/actual:$/s//actual: Nergens zo goedkoop/' utrecht.yaml
run 1
is "$(findings visit .rule) | sort == [\"audit/answer-no\", \"terms/cheap\"]"
is '[.[] | select(.type == "observation" and .key == "audit:promise") | .value] | index("no") != null or length == 0'

what="a slip in a form"
sed -i 's/answer: nee/answr: nee/' utrecht.yaml
run 1
is '[.[] | select(.type == "document") | .reason] | .[0] | test("there is no key .answr. .did you mean .answer..")'

what="a form without a date, and one that is out of date"
rm -rf .touchstone
mkdir forms
printf 'questions: [{ask: a, answer: yes}]\n' >forms/a.yaml
printf 'date: 2020-01-01\nvalid: 90d\nquestions: [{ask: a, answer: yes}]\n' >forms/b.yaml
plan "id: visits, channel: shop, expects: [], source: { audit: { path: forms } }"
run 3
is '[.[] | select(.type == "document" and .locator == "forms/a.yaml") | .reason] | .[0] | startswith("audit: has no date")'
is "$(documents visits) == [[\"forms/a.yaml\", \"unchecked\"], [\"forms/b.yaml\", \"unchecked\"]]"

[ "$failures" = 0 ]
