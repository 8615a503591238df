#!/bin/sh
# SPDX-License-Identifier: MIT
# Spelling through the cache against `hunspell -l` on the same Dutch text: CPU time in interleaved
# pairs, the median of their ratios, and whether each word gets libhunspell's verdict.
# usage: tests/bench/spelling.sh BUILD [TEXT [PAIRS]]
# TEXT: UTF-8, a paragraph a line. Without it the Dutch help of LibreOffice is fetched with apt-get.
set -eu
build=${1:?usage: spelling.sh BUILD [TEXT [PAIRS]]}
pairs=${3:-7}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
text=${2:-}
if [ -z "$text" ]; then
    text=$scratch/text
    (cd "$scratch" && apt-get -q download libreoffice-help-nl >/dev/null 2>&1 &&
        dpkg-deb -x libreoffice-help-nl_*.deb x) || {
        echo "SKIP: libreoffice-help-nl cannot be fetched; give a Dutch text as second argument" >&2
        exit 77
    }
    find "$scratch/x" -name '*.html' | sort | head -n 1500 | xargs cat |
        sed -e 's/<\/\(p\|h[1-6]\|td\|li\)>/\n/g' | sed -e 's/<[^>]*>//g' -e 's/&nbsp;/ /g' \
        -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/"/g' -e 's/&amp;/\&/g' -e 's/^ *//' |
        grep -E '[a-z]+ [a-z]+ [a-z]+' >"$text"
fi
ninja -C "$build" plugins/check-spelling.so tests/bench/spelling_bench >/dev/null
TOUCHSTONE_TEST_PLUGINS=$build/plugins
export TOUCHSTONE_TEST_PLUGINS
bench=$build/tests/bench/spelling_bench
echo "text: $(wc -lwc <"$text" | awk '{print $1 " lines, " $2 " words, " $3 " bytes"}')"
"$bench" verify "$text"
cpu() { # user and system seconds of a command
    { LC_ALL=C.UTF-8 bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null' sh "$@"; } 2>&1 |
        tail -n 1 | awk '{print $1 + $2}'
}
: >"$scratch/empty"
i=0
while [ "$i" -lt "$pairs" ]; do
    theirs=$(cpu hunspell -d nl_NL -i utf-8 -l "$text")
    theirs_load=$(cpu hunspell -d nl_NL -i utf-8 -l "$scratch/empty")
    "$bench" judge "$text" >"$scratch/ours"
    awk -v theirs="$theirs" -v load="$theirs_load" \
        '/^load_s/ {printf "%.2f %.2f %.3f %.3f %.3f %.3f %.3f\n", (theirs - load) / $4,
         (theirs - load) / $6, theirs, load, $2, $4, $6}' "$scratch/ours" >>"$scratch/pairs"
    i=$((i + 1))
done
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
echo "cpu seconds (median): hunspell -l $(cut -d' ' -f3 "$scratch/pairs" | median)," \
    "of which loading $(cut -d' ' -f4 "$scratch/pairs" | median);" \
    "ours: loading $(cut -d' ' -f5 "$scratch/pairs" | median)," \
    "cold cache $(cut -d' ' -f6 "$scratch/pairs" | median)," \
    "warm $(cut -d' ' -f7 "$scratch/pairs" | median)"
tail -n 1 "$scratch/ours"
echo "without loading, hunspell -l costs $(cut -d' ' -f1 "$scratch/pairs" | median) times ours with" \
    "a cold cache, $(cut -d' ' -f2 "$scratch/pairs" | median) times ours with a warm one" \
    "(medians of $pairs pairs; goal: 5)"
