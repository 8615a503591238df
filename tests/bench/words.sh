#!/bin/sh
# SPDX-License-Identifier: MIT
# What judging costs a byte of text: words, language, promise, terms and spelling together, over a real
# site (500 of nearly 6,000 pages, partly Dutch), with 2,000 terms; with each check alone; and one page of
# 200,000 different words that no dictionary has.
# usage: tests/bench/words.sh BUILD [PAGES]       BUILD: a release build
set -eu
build=${1:?usage: words.sh BUILD [PAGES]}
pages=${2:-500}
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$build" && pwd)
ninja -C "$build" tests/bench/judge_bench >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sh "$here/../system/site.sh" "$work/site"
export TOUCHSTONE_PLUGIN_PATH="$build/plugins" TOUCHSTONE_TEST_PLUGINS="$build/plugins" XDG_CACHE_HOME="$work/cache"
cd "$work"
promise() {
    cat <<'END'
promise:
  payoff: { nl: Gemak op elk vlak, en: Ease on every surface }
  themes: { nl: [gemak, gemakkelijk, moeiteloos, zonder gedoe], en: [ease, effortless] }
  belied_by: { nl: [print en stuur op, alleen per post], en: [print and send] }
END
}
terms() { # how many: every so manyth word of the dictionaries, every third with the next one as a phrase
    echo "terms:"
    for language in nl_NL en_GB; do
        iconv -c -f "$(sed -n 's/^SET //p' /usr/share/hunspell/$language.aff | tr -d '\r')" -t UTF-8 \
            "/usr/share/hunspell/$language.dic" |
            sed -n 's,/.*,,; /^[a-z]\{4,\}$/p' | sort -u >words.txt
        awk -v all="$(wc -l <words.txt)" -v wanted="$(($1 / 2))" -v language="${language%_*}" '
            BEGIN { step = int(all / wanted) }
            NR % step == 0 && made < wanted {
                made++
                phrase = made % 3 ? $0 : before " " $0
                print "  - { id: t-" language "-" made ", lang: " language ", forbid: [\"" phrase "\"], severity: info }"
            }
            { before = $0 }' words.txt
    done
}
brand() { # the sections
    printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl, en]\n'
    for section in "$@"; do
        $section
    done
}
two_thousand() { terms 2000; }
few() { terms 20; }
spelling() { printf 'spelling: { dictionaries: { nl: nl_NL, en: en_GB } }\n'; }
for sections in "promise" "few" "two_thousand" "promise two_thousand spelling"; do
    # shellcheck disable=SC2086
    brand $sections >brand.yaml
    echo "$sections:"
    "$build/tests/bench/judge_bench" brand.yaml site "$pages"
done

# A page of 200,000 words that no dictionary has.
mkdir hostile
python3 - >hostile/page.html <<'END'
import random
random.seed(7)
letters = "bcdfghjklmnpqrstvwxzaeiou"
print("<!DOCTYPE html><html lang=nl><title>Woorden</title>")
for paragraph in range(2000):
    print("<p>" + " ".join("".join(random.choice(letters) for _ in range(random.randint(6, 12))) for _ in range(100)))
END
python3 "$here/measure.py" "$build/core/touchstone" scan -q --fail-on never -b brand.yaml hostile -o jsonl=out.jsonl
