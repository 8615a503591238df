#!/bin/sh
# SPDX-License-Identifier: MIT
# Killed at ten random moments (at_write.sh: at fifty places) and resumed, a run ends with the findings of an undisturbed one.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
cat >brand.yaml <<'END'
touchstone: 1
name: V
languages: [nl]
promise: { payoff: { nl: Gemak op elk vlak } }
terms: [ { id: cheap, forbid: [goedkoop], severity: error }, { id: sku, pattern: 'VW-[0-9]{3}\b' } ]
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: shop, channel: website, expects: [promise], source: { folder: { path: site } } }
END
mkdir site
awk 'BEGIN {
    for (i = 1; i <= 3000; i++) {
        file = sprintf("site/p%04d.html", i)
        printf "<html lang=nl><p>Bladzijde %d over vloeren nummer %d.</p>", i, i * 7 > file
        if (i % 17 == 0) printf "<p>Een goedkoop stuk, VW-%03d.</p>", i % 1000 > file
        close(file)
    }
}'
findings() { jq -cS 'select(.type == "finding" or .type == "document" or .type == "touchpoint") | del(.state, .way) | if .status == "unchanged" then .status = "checked" else . end' "$1" | sort; }

"$binary" check -q -o jsonl=whole.jsonl
findings whole.jsonl >whole.txt
killed=0
seed=20261124
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ $killed -ge 10 ] && break
    [ -e done ] && rm -rf .touchstone done
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    delay=$(printf '0.%03d' $((60 + seed / 65536 % 500)))
    timeout -s KILL "$delay" "$binary" check -q -o jsonl=part.jsonl
    case $? in
    137) killed=$((killed + 1)) ;;
    *) touch done ;;
    esac
done
[ -e done ] && rm -rf .touchstone && timeout -s KILL 0.2 "$binary" check -q -o jsonl=part.jsonl
"$binary" check -q -o jsonl=part.jsonl
findings part.jsonl >part.txt
cmp whole.txt part.txt || { diff whole.txt part.txt | head -5; exit 1; }
echo "killed $killed times; $(grep -c '"type":"document"' part.txt) documents, findings identical"

# An interruption ends in order, and says how to go on.
rm -rf .touchstone
timeout -s INT 0.2 "$binary" check -o jsonl=part.jsonl 2>said.txt
"$binary" check -q -o jsonl=part.jsonl
findings part.jsonl >part.txt
cmp whole.txt part.txt && [ $killed -ge 5 ]
