#!/bin/sh
# SPDX-License-Identifier: MIT
# A first brand book from a site: the sample firm's as a folder and over HTTP, one that means harm, and one that
# is not there. What is proposed passes the first check at once.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
sample=$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk/site
server=
stop() { [ -n "$server" ] && kill "$server" 2>/dev/null; }
export XDG_CACHE_HOME="$work/cache"
fail() {
    echo "FAILED: $what: $*"
    failures=$((failures + 1))
}
init() { # status, arguments...
    wanted=$1
    shift
    "$binary" init "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "exit $status, expected $wanted"; cat out.txt err.txt; }
}
has() { # file, fixed text of one line
    grep -qF -- "$2" "$1" || { fail "$1 has no: $2"; cat "$1"; }
}
lacks() {
    ! grep -qF -- "$2" "$1" || { fail "$1 has: $2"; cat "$1"; }
}
checks() { # folder: the proposal is a plan, and judges. Leaves the findings in found.txt
    (cd "$1" && "$binary" check --dry-run) >dry.txt 2>err.txt || { fail "dry run: $?"; cat err.txt; }
    (cd "$1" && "$binary" check -q -o jsonl="$work/found.txt") 2>err.txt
    status=$?
    [ $status -le 1 ] || { fail "check ends with $status"; cat err.txt; tail -n 1 found.txt; }
}

firm() { # file
    has "$1" 'name: "Vlakwerk"  #'
    has "$1" 'languages: [nl, en]'
    has "$1" 'country: "NL"'
    has "$1" '{ id: legal, text: "Vlakwerk B.V." }'
    has "$1" '{ id: main, street: "Kanaalstraat", number: "12", suffix: "A", postcode: "3531 CJ", city: "Utrecht", country: "NL" }'
    has "$1" '{ id: main, number: "+31 30 123 45 67" }'
    has "$1" '# phone? +31 30 123 45 76' # the slip in one piece of JSON-LD
    has "$1" '- "klantenservice@vlakwerk.example"'
    has "$1" 'nl: "Gemak op elk vlak"'
    has "$1" 'en: "Ease on every surface"'
    has "$1" 'packs: [nl/je]'
    has "$1" '- { id: main, files: [logo.svg] }'
}

what="the sample firm, a folder"
cp -r "$sample" site
init 0 --directory firm site
firm firm/brand.yaml
cmp -s firm/logo.svg site/logo.svg || fail "the logo is another file"
has out.txt 'name       Vlakwerk'
has out.txt 'address as je (pack nl/je)'
has out.txt 'touchstone check -c firm/touchstone.yaml'
has firm/touchstone.yaml 'expects: [promise, logo, address, phone]'
has firm/touchstone.yaml 'contact: "/contact.html"'
has firm/touchstone.yaml 'path: "../site"'
checks firm
for rule in identity/address-deviates identity/structured-differs promise/altered terms/form-of-address logo/distorted; do
    has found.txt "\"rule\":\"$rule\""
done
for rule in logo/absent promise/absent identity/missing identity/phone-unknown identity/email-unknown; do
    lacks found.txt "\"rule\":\"$rule\""
done

what="nothing is written over"
echo mine >firm/touchstone.yaml
rm firm/brand.yaml
init 2 --directory firm site
has err.txt 'firm/touchstone.yaml is there already'
has firm/touchstone.yaml mine
[ ! -e firm/brand.yaml ] || fail "half of it was written"
init 0 --directory firm --force site
has firm/touchstone.yaml 'id: website'

what="the sample firm, over HTTP"
python3 -u -c '
import functools, http.server, sys
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory="site"))
open("port", "w").write(f"{server.server_address[1]}\n")
server.serve_forever()' &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -s port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)
init 0 --directory web --allow-host "$host" "http://$host/"
firm web/brand.yaml
cmp -s web/logo.svg site/logo.svg || fail "the logo is another file"
has web/touchstone.yaml "start: \"http://$host/\", allow_hosts: [\"$host\"]"
checks web
lacks found.txt '"rule":"logo/absent"'
init 0 --directory short --max-pages 3 --allow-host "$host" "http://$host/"
has out.txt 'Looked at 3 pages.'

what="no page can be read"
init 3 --directory none --allow-host "$host" "http://$host/nowhere.html"
has err.txt 'no page could be read'
[ ! -e none/brand.yaml ] || fail "a brand book of nothing"
mkdir empty
init 3 --directory none empty
init 2 --directory none absent
has err.txt 'no such file or folder'
init 2 --directory none --max-pages many site
init 2

what="another country, a logo drawn in each page"
mkdir german
cat >german/index.html <<'PAGE'
<!DOCTYPE html><html lang="de"><title>Start | Brotzeit</title><header><svg xmlns="http://www.w3.org/2000/svg"
viewBox="0 0 120 40" width="120" height="40" aria-label="Brotzeit logo"><rect width="40" height="40" fill="#a33"/><circle
cx="70" cy="20" r="18" fill="#222"/><path d="M95 2 L118 38 L95 30 Z" fill="#228"/></svg></header>
<p>Rufen Sie uns an: 030 901820.</p><footer>Brotzeit GmbH, Lange Straße 5, 10115 Berlin</footer></html>
PAGE
sed 's/Start/Kontakt/' german/index.html >german/kontakt.html
init 0 --directory bakery german
has bakery/brand.yaml 'name: "Brotzeit"  #'
has bakery/brand.yaml '{ id: legal, text: "Brotzeit GmbH" }'
has bakery/brand.yaml 'street: "Lange Straße", number: "5", postcode: "10115", city: "Berlin", country: "DE" }'
has bakery/brand.yaml 'number: "+49 30 901820" }'
has bakery/brand.yaml 'in the header of 2 of 2 pages'
checks bakery
[ "$status" = 0 ] || { fail "it has findings"; cat found.txt; }

what="a site that means harm"
mkdir bad
cat >bad/index.html <<'PAGE'
<!DOCTYPE html><html lang="nl"><title>Een &amp; twee | "x": [*a, &amp;b] #&#10;packs: [nl/u]</title>
<meta name="description" content="een&#10;terms: [ { id: a, forbid: [b] } ]&#10;&#x202e;om &#x1b;[2J">
<script type="application/ld+json">{"@type":"Organization","name":"Kwaad\"\nterms:\n  - {id: x, forbid: [je]}\u0085\u2028# !!tag &a *a %YAML \\",
"telephone":"030 123 45 67\"}","email":"a@b.example\nx: y","logo":"../../etc/passwd",
"address":{"@type":"PostalAddress","streetAddress":"Straat\", number: \"1 12","postalCode":"1234 AB\n","addressLocality":"Stad: { # }","addressCountry":"NL"}}</script>
<header><img src="logo.svg" alt="logo &quot;, files: [/etc/passwd]&#10;"></header>
<p>Je ziet het.</p><p>Bel 030 123 45 67 of mail <a href="mailto:a@b.example%0Aterms:">ons</a>.</p>
<a href="x.pdf%0a- { id: evil }.pdf">p</a>
PAGE
cp bad/index.html bad/contact.html
printf '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><filter id="f"/></svg>' >bad/logo.svg
init 0 --directory harm bad
has err.txt 'left as a comment: harm/brand.yaml:' # a drawing that shows nothing
checks harm
lacks harm/brand.yaml 'passwd] }'
has harm/brand.yaml '# logo? bad/logo.svg'
has harm/brand.yaml '# pay-off? een'
[ ! -e harm/logo.svg ] || fail "a logo that no file names"
for file in harm/brand.yaml harm/touchstone.yaml out.txt; do
    ! LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" $file || fail "$file has control characters"
done
# What begins a line is ours alone.
if grep -vE '^(#|touchstone: 1$|name: "|languages: |country: "|promise:$|packs: \[nl/(je|u)\]|identity:$|logos:$|spelling:$|  )' harm/brand.yaml; then
    fail "a line of theirs"
fi
if grep -E '^  *(terms|forbid|x|evil)' harm/brand.yaml harm/touchstone.yaml; then
    fail "an entry of theirs"
fi

[ $failures = 0 ] && echo "ok"
exit $((failures > 0))
