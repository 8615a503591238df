#!/bin/sh
# SPDX-License-Identifier: MIT
# Where links lead, on a site and beyond it: gone, moved over stations, to a place that is not there, to
# another host; pages that only a sitemap names, that are a variant of another, that ask not to be read.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
servers=
stop() { for server in $servers; do kill $server; done; }
serve() { # routes, port file
    python3 "$here/server.py" "$1" "$2" &
    servers="$servers $!"
    for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e "$2" ] && break; sleep 0.2; done
}
touch routes other
serve routes port
serve other otherport
host=127.0.0.1:$(cat port)
abroad=127.0.0.1:$(cat otherport)
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] } ]\n' >brand.yaml
plan() { # web options
    cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website,
      source: { web: { start: "http://$host/", max_rate: 10000/s, allow_hosts: ["$host", "$abroad"] $1 } } }
END
}
run() { # status, options...
    wanted=$1
    shift
    "$binary" check -q --observations -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # expected, jq over the array of all lines; the address of the server is "H", the other's "A"
    found=$(sed "s|http://$host|H|g; s|http://$abroad|A|g" out.jsonl | jq -scS "$2")
    [ "$found" = "$1" ] || fail "$what: $found, expected $1"
}
finding() { # rule, expected
    found=$(sed "s|http://$host|H|g; s|http://$abroad|A|g" out.jsonl |
        jq -scS --arg rule "$1" '[.[] | select(.type == "finding" and .rule == $rule) | [.actual, .expected, .count]] | sort')
    [ "$found" = "$2" ] || fail "$what: $1: $found, expected $2"
}
cat >routes <<END
/ 200 0 <html lang=nl><p>Een vloer.</p><a href=/weg>a</a><a href=/oud>b</a><a href="/b#prijs">c</a><a href="/b#maat">d</a><a href="/b?kleur=eik">e</a><a href=http://$abroad/>f</a><a href=http://$abroad/weg>g</a><a href=/stil>h</a>
/b 200 0 <html lang=nl><p id=maat>Een maat.</p><a href=/weg>a</a>
/b?kleur=eik 200 0 <html lang=nl><link rel=canonical href=/b><p id=maat>Een goedkoop stuk.</p>
/oud 301 0 /ouder
/ouder 301 0 /nieuw
/nieuw 200 0 <html lang=nl><p>Een nieuw begin.</p>
/stil 200 0 <html lang=nl><meta name=robots content=noindex><p>Een goedkoop geheim.</p>
/los 200 0 <html lang=nl><p>Een losse bladzijde.</p>
/sitemap.xml 200 0 <urlset><url><loc>http://$host/los</loc></url><url><loc>http://$host/nieuw</loc></url></urlset>
END
echo '/ 200 0 <p>Elders.</p>' >other

what="links of a site"
plan ""
run 1
finding links/broken '[["H/weg","",2]]'
finding links/redirected '[["H/oud","H/nieuw",1]]'
finding links/fragment-missing '[["H/b#prijs","",1]]'
is '["H/los"]' '[.[] | select(.type == "observation" and .key == "orphan") | .locator] | sort'
is '["H/b?kleur=eik"]' '[.[] | select(.type == "document" and .status == "skipped" and (.reason | contains("canonical"))) | .locator]'
is '["H/stil"]' '[.[] | select(.type == "finding" and .rule == "terms/cheap") | .places[].locator]'

what="nobody asks elsewhere unless told to"
is '0' '[.[] | select(.type == "finding" and (.actual | startswith("A")))] | length'
plan ", external_links: check"
run 1
finding links/broken '[["A/weg","",1],["H/weg","",2]]'
is '0' '[.[] | select(.type == "document" and (.locator | startswith("A")))] | length'

what="a page may ask not to be read"
plan ", page_directives: obey"
run 1
is '[]' '[.[] | select(.type == "finding" and .rule == "terms/cheap" and .state != "fixed") | .actual]'
is '["H/stil"]' '[.[] | select(.type == "document" and .status == "skipped" and (.reason | contains("noindex"))) | .locator]'

what="a page that vanished is a broken link on pages that have not changed"
plan ""
run 1
sed -i '/^\/nieuw /d' routes
run 1
finding links/broken '[["H/oud","",1],["H/weg","",2]]'
is '["kept"]' '[.[] | select(.type == "document" and .locator == "H/") | .way]'

echo "$failures failures"
[ "$failures" = 0 ]
