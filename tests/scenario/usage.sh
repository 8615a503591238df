#!/bin/sh
# SPDX-License-Identifier: MIT
# What people do wrong: one clear message, exit 2; what can't be checked: exit 3, with its name.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
server=
stop() { [ -z "$server" ] || kill $server; chmod -R u+rwx "$work"; }

expect() { # status, text that must be said, command...
    wanted=$1 text=$2
    shift 2
    said=$("$@" 2>&1 </dev/null)
    status=$?
    if [ "$status" != "$wanted" ] || ! printf '%s\n' "$said" | grep -qF -- "$text"; then
        echo "FAILED: $*: exit $status, expected $wanted with \"$text\"; it said:"
        printf '%s\n' "$said" | head -n 8
        failures=$((failures + 1))
    fi
}

cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], severity: error }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, source: { folder: { path: site } } }
END
mkdir site
echo '<html lang=nl><p>Een mooie vloer.</p>' >site/index.html

expect 0 "" "$binary" check -q
expect 0 "1 done, 0 queued" "$binary" check --progress always --lang en
expect 0 "1 klaar, 0 wachten" "$binary" check --progress always --lang nl
expect 0 "touchstone 0." "$binary" --version
expect 2 'did you mean "check"' "$binary" chekc
expect 2 "a user name or a password would stand in reports" "$binary" scan https://ik:geheim@127.0.0.1:1/
"$binary" scan https://ik:geheim@127.0.0.1:1/ 2>&1 | grep -q geheim && fail "a password is printed"
expect 2 "did you mean \"shop\"" "$binary" check shpo
expect 2 'did you mean "jsonl"' "$binary" check -o jsnol
expect 2 "two reports can't share standard output" "$binary" check -o term -o github
for format in term html jsonl md csv csv-excel sarif junit codequality github; do
    expect 0 "      $format " "$binary" check --help
    expect 0 "" "$binary" check -o $format=report.out
    expect 0 "" test -s report.out
done
rm report.out
expect 2 "YYYY-MM-DD" "$binary" check --as-of 1-10-2026
expect 2 "did you mean warning" "$binary" check --fail-on warnin
expect 2 "scan what?" "$binary" scan
expect 2 "nergens.html" "$binary" scan nergens.html
expect 2 "nergens.yaml" "$binary" check -c nergens.yaml

sed 's/forbid/frobid/' brand.yaml >broken.yaml
expect 2 "broken.yaml:5:18: unknown key \"frobid\"" "$binary" scan -b broken.yaml site
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nspelling: { dictionaries: { nl: nl_NONE } }\n' >nodic.yaml
expect 3 "no Dutch dictionary" "$binary" scan -b nodic.yaml site

# A page that is no page, a mail cut in half, zeros without end, an empty folder.
head -c 20000 /dev/urandom >site/foto.html
expect 3 "not HTML" "$binary" scan -b brand.yaml site
rm site/foto.html
printf 'From: a@b.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nEen mooie' >half.eml
expect 3 "cut off" "$binary" scan -b brand.yaml half.eml
truncate -s 100M site/nul.html
expect 3 "at most 20 MB" "$binary" scan -b brand.yaml site
rm site/nul.html
truncate -s 15M site/nul.html
expect 3 "nul.html" "$binary" scan -b brand.yaml site
rm site/nul.html
mkdir leeg
expect 3 "" "$binary" scan -b brand.yaml leeg
deep=diep$(printf '/d%.0s' 1 2 3 4 5 6 7 8 9 10)
for i in 1 2 3 4 5 6; do deep=$deep$(printf '/d%.0s' 1 2 3 4 5 6 7 8 9 10); done
mkdir -p "$deep"
cp site/index.html diep
echo '<html lang=nl><p>Nu goedkoop.' >"$deep/index.html"
expect 3 "more than 64 folders deep" "$binary" scan -b brand.yaml diep
mkfifo site/pijp.html
expect 0 "" "$binary" scan -q -b brand.yaml site
rm site/pijp.html

# A mail from a pipe.
printf 'From: a@b.example\nSubject: Nu goedkoop\n\nEen vloer.\n' |
    "$binary" scan -q -b brand.yaml - >out.txt
[ $? = 1 ] && grep -q 'terms/cheap' out.txt || { echo "FAILED: standard input"; failures=$((failures + 1)); }

# A host that does not answer: nothing listens on port 1 of loopback.
expect 3 "127.0.0.1:1" "$binary" scan -b brand.yaml --allow-host 127.0.0.1:1 http://127.0.0.1:1/
# An address inside a network is not reached unless it is named.
expect 3 "allow_hosts" "$binary" scan -b brand.yaml http://127.0.0.1:9/

# A URL is one page, whatever it links to; a redirect leads to it; --depth goes further.
touch routes
python3 "$here/server.py" routes port &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)
cat >routes <<END
/robots.txt 200 0 Sitemap: http://$host/sitemap.xml
/sitemap.xml 200 0 <urlset><url><loc>http://$host/kaart.html</loc></url></urlset>
/oud 301 0 http://$host/
/ 200 0 <html lang=nl><p>Een mooie vloer.</p><a href=een.html>Een</a></html>
/een.html 200 0 <html lang=nl><p>Een andere vloer.</p><a href=twee.html>Twee</a></html>
/twee.html 200 0 <html lang=nl><p>Nu goedkoop.</p></html>
/kaart.html 200 0 <html lang=nl><p>Ook goedkoop.</p></html>
END
expect 0 "1 document looked at" "$binary" scan -b brand.yaml --allow-host "$host" "http://$host/"
expect 0 "1 document looked at" "$binary" scan -b brand.yaml --allow-host "$host" "http://$host/oud"
expect 0 "2 documents looked at" "$binary" scan -b brand.yaml --allow-host "$host" --depth 1 "http://$host/oud"
expect 1 "3 documents looked at" "$binary" scan -b brand.yaml --allow-host "$host" --depth 2 "http://$host/"
kill $server
server=

# Two runs at once: the second leaves, and says who is at work.
"$binary" check -q
python3 - <<'END' &
import fcntl, time
lock = open('.touchstone/touchstone.db.lock', 'r+')
fcntl.flock(lock, fcntl.LOCK_EX)
open('locked', 'w').close()
time.sleep(5)
END
for try in 1 2 3 4 5 6 7 8 9 10; do [ -e locked ] && break; sleep 0.2; done
expect 3 "in use by" "$binary" check
wait

[ "$failures" = 0 ]
