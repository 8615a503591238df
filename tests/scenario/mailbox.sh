#!/bin/sh
# SPDX-License-Identifier: MIT
# Mails where people keep them: each keeps its name from night to night, and only what is new is read.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
printf 'touchstone: 1\nname: V\nlanguages: [nl]\nterms:\n  - { id: cheap, forbid: [goedkoop] }\n' >brand.yaml

plan() { # path
    printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n' >touchstone.yaml
    echo "  - { id: mails, channel: email, source: { mail: { path: \"$1\" } } }" >>touchstone.yaml
    rm -rf .touchstone
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
documents() { echo "[.[] | select(.type == \"document\") | $1]"; }
finding() { echo "[.[] | select(.type == \"finding\" and .actual == \"goedkoop\") | $1]"; }
mail() { # number, text
    printf 'From: Vlakwerk <info@vlakwerk.example>\nTo: klant@example.com\nSubject: Bericht %s\nDate: Thu, 26 Nov 2026 10:00:00 +0100\nMessage-ID: <%s@vlakwerk.example>\nContent-Type: text/plain; charset=utf-8\n\n%s\n' "$1" "$1" "$2"
}

what="a mail that is read stays the same mail"
mkdir -p box/cur box/new box/tmp
mail 1 "Een goedkoop stuk." >box/new/1.vlakwerk
mail 2 "Een mooi stuk." >box/cur/2.vlakwerk:2,S
mail 3 "Een weg stuk." >box/cur/3.vlakwerk:2,ST
mail 4 "Een half stuk." >box/tmp/4.vlakwerk
plan box
run 0
is "$(documents .locator) == [\"box/cur/1.vlakwerk\", \"box/cur/2.vlakwerk\"] and $(finding .state) == [\"new\"]"
mv box/new/1.vlakwerk box/cur/1.vlakwerk:2,FS
mail 5 "Nog een stuk." >box/new/5.vlakwerk
run 0
is "$(documents '[.locator, .status, .way]') == [[\"box/cur/1.vlakwerk\", \"unchanged\", \"kept\"], [\"box/cur/2.vlakwerk\", \"unchanged\", \"kept\"], [\"box/cur/5.vlakwerk\", \"checked\", \"read\"]]"
is "$(finding .state) == [\"open\"]"
mv box/cur/1.vlakwerk:2,FS box/cur/1.vlakwerk:2,FST
run 0
is "$(finding .state) == [\"fixed\"]"

what="of a large mailbox only what is new is read"
python3 - <<'END'
with open("archief.mbox", "w") as box:
    for i in range(1, 3001):
        word = "goedkoop" if i == 1500 else "mooi"
        box.write(f"From info@vlakwerk.example Thu Nov 26 10:15:00 2026\nFrom: Vlakwerk <info@vlakwerk.example>\n"
                  f"Subject: Bericht {i}\nContent-Type: text/plain; charset=utf-8\n\nEen {word} stuk {i}.\n\n>From hier.\n\n")
END
plan archief.mbox
run 0
is "$(documents .status) | length == 3000"
is "$(documents '.status') | unique == [\"checked\"]"
{ echo "From info@vlakwerk.example Fri Nov 27 10:15:00 2026"; mail 3001 "Een goedkoop nieuw stuk."; } >>archief.mbox
run 0
is "$(documents 'select(.way != "kept") | [.locator, .status]') == [[\"archief.mbox#message=3001\", \"checked\"]]"
is "$(documents 'select(.way == "kept")') | length == 3000"
is "[.[] | select(.type == \"finding\") | .count] | add == 2"
echo "  - { id: box, channel: email, source: { mail: { path: box } } }" >>touchstone.yaml
run 0 box
run 0
is "$(documents 'select(.touchpoint == "mails" and .way != "kept")') == []"

what="a folder of templates, with the compiler and without"
mkdir -p templates bin tools
mail 6 "Een mooi stuk." >templates/a.eml
echo '<html lang=nl><p>Een mooi blad.</p>' >templates/b.html
echo '<mjml><mj-body><mj-text>Een goedkoop blad.</mj-text></mj-body></mjml>' >templates/c.mjml
cat >bin/mjml <<'END'
#!/bin/sh
[ "$*" = "-i -s" ] || exit 2
if (echo x >"$(dirname "$0")/written") 2>/dev/null; then echo "it may write" >&2; exit 3; fi
printf '<!doctype html><html lang="nl"><body>'
sed 's/mj-text/p/g; s/<[/]*mj[^>]*>//g'
echo '</body></html>'
END
chmod +x bin/mjml
for tool in sh sed dirname; do ln -s "$(command -v $tool)" tools/; done
old_path=$PATH
plan templates
jq=$(command -v jq)
PATH=$work/tools run 3
jq() { "$jq" "$@"; }
is "$(documents '[.locator, .status]') == [[\"templates/a.eml\", \"checked\"], [\"templates/b.html\", \"checked\"], [\"templates/c.mjml\", \"unchecked\"]]"
is "$(documents 'select(.status == "unchecked") | .reason') == [\"MJML needs the mjml compiler (npm install -g mjml), which is not installed\"]"
PATH=$work/bin:$old_path
run 0
is "$(documents 'select(.locator == "templates/c.mjml") | [.status, .media_type // "text/html"]') == [[\"checked\", \"text/html\"]] and $(finding .state) == [\"new\"]"
run 0
is "$(documents .way) == [\"kept\", \"kept\", \"kept\"]"
PATH=$old_path

what="a glob"
plan "templates/*.eml"
run 0
is "$(documents .locator) == [\"templates/a.eml\"]"
plan "**/*.eml"
run 0
is "$(documents .locator) == [\"templates/a.eml\"]"

what="what matches nothing is UNCHECKED"
plan "templates/*.oft"
run 3
is "$(documents '[.status, .reason]') == [[\"unchecked\", \"no file matches templates/*.oft\"]]"
mkdir leeg
plan leeg
run 3
plan nergens
run 3

what="standard input"
mail 7 "Een goedkoop stuk." | "$binary" scan -b brand.yaml - -o jsonl=out.jsonl -q
[ $? = 0 ] || fail "$what"
is "$(finding .state) | length == 1"

[ $failures = 0 ]
