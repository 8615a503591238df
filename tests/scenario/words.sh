#!/bin/sh
# SPDX-License-Identifier: MIT
# The word list of a brand: a run finds unknown words, a person reviews them, accepts some, and the
# next run is silent on those, without reading the pages anew.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
run() { # status, command...
    wanted=$1
    shift
    "$binary" "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit $status, expected $wanted: $*"; cat out.txt err.txt; }
}
check() { # status, options...
    wanted=$1
    shift
    run "$wanted" check -q -o jsonl=out.jsonl "$@"
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; grep -v '"type":"run"' out.jsonl | cut -c1-400; }
}
says() { # pattern, file
    grep -q -- "$1" "$2" || { fail "$what: $2 does not say $1"; cat "$2"; }
}
finding() { echo "[.[] | select(.type == \"finding\" and .actual == \"$1\" and .state != \"fixed\") | $2]"; }
asked() { echo "[.[] | select(.type == \"summary\") | .suggestions_asked] == [$1]"; }

mkdir site
for page in a b c; do
    printf '<html lang=nl><title>Vloeren</title><p>Wij leggen een kwastraalvloer in uw huis, pagina %s.\n' $page >site/$page.html
done
cat >site/d.html <<'END'
<html lang=nl><title>Levering</title><p>De vloer komt op de afgesproken dtaum bij u thuis.
<p>Wij leveren een vlonkprofiel bij elke vloer.
END
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
spelling: { dictionaries: { nl: nl_NL } }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, source: { folder: { path: site } } }
END

what="a word has suggestions, the likeliest first"
check 0
is "$(finding dtaum '.suggestions[0]') == [\"datum\"]"
is "$(finding kwastraalvloer .count) == [3]"
is "[.[] | select(.type == \"summary\") | .suggestions_asked > 0] == [true]"
run 0 check -q -o term -o html=report.html --color never
says 'perhaps: datum' out.txt
says 'perhaps: datum' report.html

what="the second night asks for none"
check 0
is "$(asked 0)"
is "$(finding dtaum '.suggestions[0]') == [\"datum\"]"

what="the words as a file to edit"
run 0 words
cp out.txt review.txt
says '^kwastraalvloer  # .*nl, 3 places in 3 documents, ' review.txt
says '^# dtaum  # perhaps datum' review.txt
run 0 words --min 2
grep -q dtaum out.txt && fail "$what: --min does not count"
run 0 words --lang en
grep -q kwastraal out.txt && fail "$what: --lang does not choose"
run 0 words -o json site
jq -e '.[0].word == "kwastraalvloer" and .[0].places == 3' out.txt >/dev/null || fail "$what: json"
run 0 words -o csv
says '^kwastraalvloer,nl,no,no,3,3,' out.txt
run 2 words nowhere
says 'there is no touchpoint "nowhere"' err.txt

what="a reviewed file is accepted"
run 2 accept --words review.txt
says 'say why' err.txt
grep -v vlonkprofiel review.txt >reviewed.txt
run 0 accept --words reviewed.txt --reason 'our own floor' --owner "web team"
says '1 word accepted' out.txt
says '- { word: kwastraalvloer, reason: "our own floor", owner: "web team" }' touchstone.accept.yaml
check 0
is "$(finding kwastraalvloer .count) == []"
is "$(finding dtaum .count) == [1]"
is "[.[] | select(.type == \"document\") | .way] | unique == [\"judged\"]"

what="a list under spelling.words is the same file"
mv touchstone.accept.yaml kept.yaml
sed 's/nl: nl_NL }/nl: nl_NL }, words: [reviewed.txt]/' brand.yaml >new.yaml
mv brand.yaml old.yaml
mv new.yaml brand.yaml
check 0
is "$(finding kwastraalvloer .count) == [] and $(finding dtaum .count) == [1]"
mv old.yaml brand.yaml
mv kept.yaml touchstone.accept.yaml

what="what stands in the file stays as it is"
printf '  # a remark\n' >>touchstone.accept.yaml
run 0 accept --word Vlonkprofiel --word "d'Anjou's" --reason 'so "we" say it' --lang nl --until 2026-01-31
says '# a remark' touchstone.accept.yaml
says "^  - { word: d'Anjou's, lang: nl, reason: \"so ..we.. say it\", until: 2026-01-31 }" touchstone.accept.yaml
cp touchstone.accept.yaml before.yaml
run 0 accept --word KWASTRAALVLOER --reason again
says 'touchstone.accept.yaml:4:7: "KWASTRAALVLOER" is accepted already' err.txt
cmp -s before.yaml touchstone.accept.yaml || fail "$what: it was written anew"

what="until counts as of a day, and the word is judged again after it"
check 0 --as-of 2026-01-31
is "$(finding vlonkprofiel .count) == []"
check 0 --as-of 2026-02-01
is "$(finding vlonkprofiel .count) == [1]"
run 0 check -o jsonl=out.jsonl --as-of 2026-02-01
says 'was accepted until 2026-01-31' err.txt

what="what is no word, and no file, is told with its place"
run 2 accept --word 'twee woorden' --reason x
says 'is no word' err.txt
run 2 accept --word x --reason y --until morgen
run 2 accept --rule spelling/misspelt --word x --reason y
says 'one kind at a time' err.txt
printf 'touchstone: 1\naccept:\n  - { word: twee woorden, reason: x }\n' >touchstone.accept.yaml
run 2 check
says 'touchstone.accept.yaml:3:7: one word is accepted at a time' err.txt
printf 'touchstone: 1\naccept: [ { word: x, reason: y } ]\n' >touchstone.accept.yaml
run 2 accept --word z --reason y
says 'touchstone.accept.yaml:2:1: entries are added' err.txt

what="a review that left nothing is no fault"
rm touchstone.accept.yaml
echo '# dtaum' >review.txt
run 0 accept --words review.txt --reason x
says 'nothing is accepted' out.txt
[ -e touchstone.accept.yaml ] && fail "$what: a file was made"

[ $failures = 0 ]
