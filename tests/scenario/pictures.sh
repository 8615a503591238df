#!/bin/sh
# SPDX-License-Identifier: MIT
# A site and its pictures: fetched only where a check judges them, joined with where they are shown, over a
# redirect, missing, inside the page, in part, in a second night. Reader and check are stand-ins.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
built=$TOUCHSTONE_BUILD_ROOT
server=
stop() { [ -n "$server" ] && kill $server; }
mkdir plugins
for plugin in source-web read-html check-terms check-links; do cp "$built/plugins/$plugin.so" plugins/; done
cp "$built/tests/plugin/stand_in/stand-in-image.so" "$built/tests/plugin/stand_in/stand-in-logo.so" plugins/
export TOUCHSTONE_PLUGIN_PATH="$work/plugins" XDG_CACHE_HOME="$work/cache"
touch routes
python3 "$here/server.py" routes port &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)
printf 'x' >logo.file
brand() { # logos or not
    printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms: [ { id: cheap, forbid: [goedkoop] } ]\n%s' "$1" >brand.yaml
}
logos='logos: { versions: [ { id: new, files: [logo.file] } ] }
'
cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, source: { web: { start: "http://$host/", max_rate: 10000/s, allow_hosts: ["$host"] } } }
END
run() { # status, options...
    wanted=$1
    shift
    "$binary" check -q --observations -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # expected, jq over the array of all lines
    found=$(sed "s|http://$host|H|g" out.jsonl | jq -scS "$2")
    [ "$found" = "$1" ] || fail "$what: $found, expected $1"
}
pictures='[.[] | select(.type == "observation" and .details.picture) | [.locator, .key, .value, .details.picture, .details.reason // "", .details.area // ""]] | sort'
documents='[.[] | select(.type == "document") | [.locator, .status]] | sort'
gaps='[.[] | select(.rule == "run/unchecked" and .count > 0) | [.actual, .count]] | sort'
cat >routes <<END
/ 200 0 <html lang=nl><p>Een vloer.</p><a href=/b>b</a><img src=/new.png alt=nieuw><img src="/new.png#xywh=0,40,120,32">
/b 200 0 <html lang=nl><p>Nog een vloer.</p><img src=/moved.png alt=oud><img src=/weg.png><img src=http://elders.example/x.png alt=wanted>
/new.png 200 0 logo new
/moved.png 301 0 /old.png
/old.png 200 0 logo old
END

what="nobody judges pictures"
brand ''
run 0
is '[["H/","checked"],["H/b","checked"]]' "$documents"
is '[]' "$pictures"

what="a check judges them"
brand "$logos"
run 1 --fail-on warning
expected='[["H/","logo:new","match","H/new.png","",""],["H/","logo:new","match","H/new.png","","yes"],["H/b","logo:old","match","H/old.png","",""],["H/b","picture","gone","H/weg.png","answered 404 Not Found",""],["H/b","picture","unseen","http://elders.example/x.png","it lies outside of what is fetched from",""]]'
is "$expected" "$pictures"
is '[["logo: the logo was not seen",1]]' "$gaps"
is '[["H/new.png","yes"],["H/old.png","yes"]]' '[.[] | select(.type == "observation" and .key == "shown") | [.locator, .value]] | sort'
is '[["H/new.png","new"],["H/old.png","old"]]' '[.[] | select(.type == "observation" and .key == "seen") | [.locator, .value]] | sort'

what="a second night"
run 1 --fail-on warning
is "$expected" "$pictures"
is '[["logo: the logo was not seen",1]]' "$gaps"

what="a picture that can't be judged, one that is broken, one that nobody shows any more"
cat >routes <<END
/ 200 0 <html lang=nl><p>Een vloer.</p><a href=/b>b</a><img src=/unclear.png><img src=/broken.png>
/b 200 0 <html lang=nl><p>Nog een vloer.</p><img src=/moved.png alt=oud>
/new.png 200 0 logo new
/unclear.png 200 0 unclear
/broken.png 200 0 broken
/moved.png 301 0 /old.png
/old.png 200 0 logo old
END
run 3
is '[["image: it is broken",1],["logo: too small to decide",1]]' "$gaps"
is '[["H/broken.png","unchecked"],["H/unclear.png","unchecked"]]' '[.[] | select(.type == "document" and .status == "unchecked") | [.locator, .status]] | sort'
is '["no"]' '[.[] | select(.type == "observation" and .key == "shown" and .locator == "H/new.png") | .value]'

what="both are well again"
cat >routes <<END
/ 200 0 <html lang=nl><p>Een vloer.</p><a href=/b>b</a><img src=/unclear.png><img src=/broken.png><svg><title>logo</title></svg>
/b 200 0 <html lang=nl><p>Nog een vloer.</p><img src=/moved.png alt=oud>
/new.png 200 0 logo new
/unclear.png 200 0 logo new
/broken.png 200 0 logo new
/moved.png 301 0 /old.png
/old.png 200 0 logo old
END
run 0
is '[]' "$gaps"

what="their content was judged before, at another address"
is '[["H/broken.png","remembered"],["H/unclear.png","remembered"]]' '[.[] | select(.type == "document" and .way == "remembered") | [.locator, .way]] | sort'
is '2' '.[] | select(.type == "summary") | .remembered'
is '[["H/broken.png","new"],["H/unclear.png","new"]]' '[.[] | select(.type == "observation" and .key == "seen" and (.locator | test("broken|unclear"))) | [.locator, .value]] | sort'

what="evidence that nobody gave"
mv routes well
sed '1s|$|<img src=/broken.png alt=forged>|' well >routes
run 3
is '["the check logo could not compare the documents: it named evidence that it was not given (0123456789abcdef0123456789abcdef)"]' '[.[] | select(.rule == "run/plugin-failed") | .actual]'
mv well routes
run 0

what="nobody judges pictures any more"
brand ''
run 0
is '[]' "$pictures"

[ $failures = 0 ] && echo "ok"
exit $((failures > 0))
