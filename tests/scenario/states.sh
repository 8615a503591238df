#!/bin/sh
# SPDX-License-Identifier: MIT
# What a run may say of what it did not see: nothing is fixed, clean or lost that was not looked at.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
server=
stop() { [ -z "$server" ] || kill $server; }
touch routes
python3 "$here/server.py" routes port &
server=$!
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ -e port ] && break; sleep 0.2; done
host=127.0.0.1:$(cat port)

brand() { # terms...
    printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms:\n' >brand.yaml
    for term in "$@"; do echo "  - { $term }" >>brand.yaml; done
}
plan() { # web options of the touchpoint "shop"
    printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n' >touchstone.yaml
    echo "  - { id: shop, channel: website, checks: { links: off }, source: { web: { start: \"http://$host/\", max_rate: 10000/s, sitemap: false, allow_hosts: [\"$host\"]$1 } } }" >>touchstone.yaml
}
run() { # status, options...
    wanted=$1
    shift
    "$binary" check -q -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted"; cat err.txt; tail -n 1 out.jsonl; }
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; grep -v '"type":"run"' out.jsonl | head -8 | cut -c1-300; }
}
finding() { echo "[.[] | select(.type == \"finding\" and .actual == \"$1\") | $2]"; }

what="a page that fails keeps its findings open"
brand "id: cheap, forbid: [goedkoop, spotgoedkoop]"
plan ""
cat >routes <<'END'
/ 200 0 <html lang=nl><p>Een mooie vloer.</p><a href=/bad>verder</a>
/bad 200 0 <html lang=nl><p>Een goedkoop verhaal.</p>
END
run 0
is "$(finding goedkoop .state) == [\"new\"]"
sed -i 's|^/bad 200|/bad 500|' routes
run 3
is "$(finding goedkoop '[.state, .seen]') == [[\"open\", false]]"
sed -i 's|^/bad 500|/bad 200|; s|goedkoop|spotgoedkoop|' routes
run 0
is "$(finding goedkoop .state) == [\"fixed\"] and $(finding spotgoedkoop .state) == [\"new\"]"
sed -i 's|^/bad 200.*|/bad 404 0 weg|' routes
run 0
is "$(finding spotgoedkoop .state) == [\"fixed\"]"

what="one touchpoint leaves the others alone"
rm -rf .touchstone
mkdir -p a b
echo '<p>Een goedkoop stuk.</p>' >a/a.html
echo '<p>Een goedkoop boek.</p>' >b/b.html
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: a, channel: website, source: { folder: { path: a } } }
  - { id: b, channel: website, source: { folder: { path: b } } }
END
run 0
echo '<p>Een boek.</p>' >b/b.html
run 0 a
is "$(finding goedkoop .touchpoint) == [\"a\"]"
run 0
is "[.[] | select(.type == \"finding\" and .touchpoint == \"b\") | .state] == [\"fixed\"]"

what="a file that is left out from now on is no longer read"
sed -i 's|{ path: a }|{ path: a, exclude: "a.html" }|' touchstone.yaml
run 0
is "[.[] | select(.type == \"document\" and .touchpoint == \"a\") | .status] == [\"skipped\"] and $(finding goedkoop .state) == [\"fixed\"]"
sed -i 's|, exclude: "a.html"||' touchstone.yaml

what="terms over a touchpoint"
rm -rf .touchstone b/b.html
brand "id: need, require: [voorwaarden], on: touchpoint" "id: lacks, require: [zeester], on: touchpoint" \
    "id: form, consistent: { je: [je], u: [u] }, on: touchpoint" "id: twice, count: { of: [\"!\"], min: 2 }, on: touchpoint"
sed -i '/id: b,/d' touchstone.yaml
echo '<html lang=nl><p>Lees de voorwaarden voor je tekent! Je leest je brief!</p>' >a/a.html
echo '<html lang=nl><p>U bent welkom.</p>' >a/c.html
run 0
is "[.[] | select(.type == \"finding\") | .rule] | sort == [\"terms/form\", \"terms/lacks\"]"

what="a start that leads nowhere is UNCHECKED"
brand "id: cheap, forbid: [goedkoop]"
for row in "/ 302 0 /gone" "/ 302 0 /a|/a 302 0 /gone" "/ 302 0 /a|/a 302 0 /" "/ 302 0 https://elsewhere.example/"; do
    rm -rf .touchstone
    plan ""
    echo "  - { id: a, channel: website, source: { folder: { path: a } } }" >>touchstone.yaml
    echo "$row" | tr '|' '\n' >routes
    run 3
    is '[.[] | select(.type == "document" and .touchpoint == "shop" and .status == "unchecked")] | length == 1'
done

what="redirects in a circle"
rm -rf .touchstone
plan ""
cat >routes <<'END'
/ 200 0 <p>Een vloer.</p><a href=/x>x</a>
/x 302 0 /y
/y 302 0 /x
END
run 3
is '[.[] | select(.type == "document" and .status == "unchecked") | .reason] | .[0] | endswith("which leads back here")'

what="depth does not depend on who is first"
plan ", max_depth: 2"
sed -i "s|start: \"http://$host/\"|start: [\"http://$host/slow\", \"http://$host/fast\"]|" touchstone.yaml
for slow in 0 500; do
    rm -rf .touchstone
    cat >routes <<END
/slow 200 $slow <p>Een kort pad.</p><a href=/y>y</a>
/fast 200 0 <p>Een lang pad.</p><a href=/x>x</a>
/x 200 0 <p>Een x.</p><a href=/y>y</a>
/y 200 0 <p>Een y.</p><a href=/z>z</a>
/z 200 0 <p>Een z.</p>
END
    run 0
    is '[.[] | select(.type == "document")] | length == 5'
done

what="what is said of a whole touchpoint stays when it was not seen"
rm -rf .touchstone voice
mkdir voice
echo 'Wij zijn gesloten.' >voice/a.txt
printf 'touchstone: 1\nname: V\nlanguages: [nl]\npromise: { payoff: { nl: Gemak op elk vlak } }\n' >brand.yaml
printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: phone, channel: phone, expects: [promise], source: { folder: { path: voice } } }\n' >touchstone.yaml
absent='[.[] | select(.type == "finding" and .rule == "promise/absent") | [.state, .seen]]'
run 1
is "$absent == [[\"new\", true]]"
mv voice away
run 1
is "$absent == [[\"open\", false]]"
mv away voice
run 1
is "$absent == [[\"open\", true]] and ([.[] | select(.type == \"document\")] | length == 1)"
echo 'Gemak op elk vlak.' >voice/a.txt
run 0
is "$absent | .[0][0] == \"fixed\""

what="far fewer pages than the night before"
rm -rf .touchstone
brand "id: cheap, forbid: [goedkoop]"
plan ""
{ printf '/ 200 0 <p>Een vloer.</p>'; for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '<a href=/p%s>p</a>' $i; done; echo
  for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo "/p$i 200 0 <p>Vloer $i.</p>"; done; } >routes
run 0
echo '/ 200 0 <p>Log in.</p>' >routes
run 3
is '[.[] | select(.type == "finding" and .rule == "run/coverage-dropped")] | length == 1'

what="nested too deep"
printf 'Subject: kern\n\nEen goedkoop verhaal.\n' >inner
for depth in 1 2 3 4 5 6 7 8 9 10; do
    { printf 'Subject: f\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%s\n\n--b%s\nContent-Type: message/rfc822\n\n' $depth $depth
      cat inner; printf '\n--b%s--\n' $depth; } >outer
    mv outer inner
done
mv inner deep.eml
"$binary" scan -q -b brand.yaml deep.eml -o jsonl=out.jsonl 2>err.txt
[ $? = 3 ] && grep -q 'nested deeper' out.jsonl || fail "$what"

what="an interrupted run is not consistent"
rm -rf .touchstone many
mkdir many
for i in 1 2 3 4 5 6 7 8 9; do for k in 1 2 3 4 5 6 7 8 9; do for j in 1 2 3 4 5 6 7 8 9; do
    echo "<p>Een vloer $i $j $k.</p>" >many/$i$j$k.html
done; done; done
printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: many, channel: website, source: { folder: { path: many } } }\n' >touchstone.yaml
run 0
is '[.[] | select(.type == "touchpoint") | .state] == ["consistent"]'
brand "id: dear, forbid: [duur]"
timeout -s INT 0.35 "$binary" check -q -o jsonl=out.jsonl 2>err.txt
if jq -se '[.[] | select(.type == "summary") | .documents] | .[0] < 729' out.jsonl >/dev/null; then
    is '[.[] | select(.type == "touchpoint") | .state] == ["unchecked"] and ([.[] | select(.type == "summary") | .cut_short] | .[0] | startswith("interrupted"))'
fi
run 0

[ "$failures" = 0 ]
