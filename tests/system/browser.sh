#!/bin/sh
# SPDX-License-Identifier: MIT
# The HTML report in a real browser: the sample firm in two languages, a hostile site, a site of
# 100,000 findings. Screenshots stay in TOUCHSTONE_SHOTS, if that is set.
set -u
touchstone=$TOUCHSTONE_BUILD_ROOT/core/touchstone
browser=$TOUCHSTONE_SOURCE_ROOT/tests/browser
skip() {
    echo "SKIP: $*"
    exit 77
}
[ -d "${TOUCHSTONE_BROWSER_TOOLS:-}/node_modules" ] || skip "no browser tools (tests/browser/setup.sh DIRECTORY)"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip "no Chromium"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shots=${TOUCHSTONE_SHOTS:-$work/shots}
mkdir -p "$shots"
failures=0
look() {
    node "$browser/$@" || failures=$((failures + 1))
}

# ---- the sample firm ----
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/sample"
cd "$work/sample" || exit 1
"$touchstone" check -q --as-of 2026-11-20 -o html="$work/en.html"
"$touchstone" check -q --as-of 2026-11-20 --lang nl -o html="$work/nl.html"
look everywhere.mjs "$work/en.html" "$shots" en
look everywhere.mjs "$work/nl.html" "$shots" nl

# ---- a hostile site ----
mkdir -p "$work/hostile/site"
cd "$work/hostile" || exit 1
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - id: site
    name: "</script><script>window.pwned = 1</script>"
    owner: "\" onmouseover=\"window.pwned = 2"
    channel: website
    phase: before
    source: { folder: { path: site, base: "https://www.hostile.example/" } }
  - { id: other, name: "<img src=x onerror=window.pwned=3>", channel: shop, phase: after, control: partner, owner: "<b>P</b>" }
journeys:
  - { id: way, name: "<svg onload=window.pwned=4>", steps: [site, other] }
END
cat >brand.yaml <<'END'
touchstone: 1
name: "H</title><script>window.pwned = 5</script>"
languages: [en]
promise: { payoff: { en: Calm in every storm }, require: [ { on: touchpoint, accept: payoff } ] }
terms:
  - { id: odd, pattern: 'zz[^ ]+', because: "</style><script>window.pwned = 6</script>" }
  - { id: pwn, forbid: ["window.pwned"], instead: "<iframe srcdoc='<script>window.pwned=7</script>'>" }
END
bidi=$(printf '\342\200\256gnp.exe\342\201\246\342\200\217')
control=$(printf '\033[31m\007')
for i in 1 2 3; do
    cat >"site/page$i.html" <<END
<html lang=en><title>&lt;/script&gt;&lt;script&gt;window.pwned = 8&lt;/script&gt; $bidi $control</title>
<p>We say zz"&gt;&lt;script&gt;window.pwned=9&lt;/script&gt;$i and zz' onclick='window.pwned=10'$i in the storm, $bidi window.pwned it is.
<p>zz$bidi$i and zz$control$i and zz]]&gt;--&gt;&lt;!--$i and zz&lt;/textarea&gt;&lt;/json&gt;\u003cscript\u003e$i
<a href="javascript:window.pwned=11">nowhere zzjavascript:window.pwned=12</a> <a href="https://www.hostile.example/gone$i.html?a=&quot;&gt;&lt;script&gt;">gone</a>
END
done
"$touchstone" check -q -o html="$work/hostile.html"
look hostile.mjs "$work/hostile.html"

# ---- 100,000 findings ----
mkdir -p "$work/large/site"
cd "$work/large" || exit 1
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, name: Site, channel: website, source: { folder: { path: site, base: "https://www.large.example/" } } }
END
cat >brand.yaml <<'END'
touchstone: 1
name: Large
languages: [en]
terms: [ { id: sku, pattern: 'LX-\d+' } ]
END
awk 'BEGIN {
    for (page = 0; page < 1000; page++) {
        file = "site/p" page ".html"
        print "<html lang=en><title>Page " page "</title>" >file
        for (i = 0; i < 100; i++) print "<p>Order the part LX-" page * 100 + i " from us, it is there." >file
        close(file)
    }
}'
"$touchstone" check -q -o jsonl=out.jsonl
found=$(jq -s '[.[] | select(.type == "finding" and .rule == "terms/sku")] | length' out.jsonl)
echo "$found findings"
[ "$found" = 100000 ] || failures=$((failures + 1))
begun=$(date +%s%N)
"$touchstone" check -q -o jsonl=out.jsonl
middle=$(date +%s%N)
"$touchstone" check -q -o jsonl=out.jsonl -o html="$work/large.html"
ended=$(date +%s%N)
echo "the report took $(((ended - middle - (middle - begun)) / 1000000)) ms more than a run without it"
look large.mjs "$work/large.html"
look report.mjs "$work/en.html" "$work/large.html"
exit $((failures != 0))
