#!/bin/sh
# SPDX-License-Identifier: MIT
# The price of a crawl: promise, terms, spelling and links over a real site of nearly 6,000 pages, beside
# wget2 that only mirrors it; links alone, beside wget2 that only follows them; the second night, on
# which nothing changed; and the memory between 10,000 and 20,000 pages. Interleaved pairs on the same
# machine; medians of their ratios.
# usage: tests/bench/crawl.sh BUILD [PAIRS]       BUILD: a release build
set -eu
build=${1:?usage: crawl.sh BUILD [PAIRS]}
pairs=${2:-5}
here=$(cd "$(dirname "$0")" && pwd)
command -v wget2 >/dev/null || { echo "install wget2 and the packages of samples/packages.txt" >&2; exit 77; }
work=$(mktemp -d)
. "$here/../system/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
sh "$here/../system/site.sh" "$work/site"
nginx_start "$work/site" "$work/nginx"
cd "$work"
export TOUCHSTONE_PLUGIN_PATH="$build/plugins" XDG_CACHE_HOME="$work/cache"
touchstone=$build/core/touchstone
address=127.0.0.1:$nginx_port
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl, en]
promise:
  payoff: { nl: Gemak op elk vlak, en: Ease on every surface }
  themes: { nl: [gemak, gemakkelijk, moeiteloos], en: [ease, effortless] }
  belied_by: { nl: [print en stuur op, alleen per post] }
terms:
  - { id: brand-name, prefer: Vlakwerk, not: [VlakWerk, Vlak Werk] }
  - { id: cheap, lang: nl, forbid: [goedkoop, goedkope, goedkoper], instead: voordelig }
  - { id: form, lang: nl, consistent: { je: [je, jij, jou, jouw], u: [u, uw, uzelf] }, severity: info }
  - { id: old-sku, pattern: 'VW-\d{3}\b' }
spelling: { dictionaries: { nl: nl_NL, en: en_GB } }
END
plan() { # checks that are off
    cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: site
    channel: website
    expects: [promise]
    checks: { $1 }
    source: { web: { start: "http://$address/", max_rate: 100000/s, concurrency: 8, allow_hosts: ["$address"] } }
END
}
again() { # the file for the figures, options...
    figures=$1
    shift
    python3 "$here/measure.py" "$touchstone" check -q -o jsonl=out.jsonl "$@" >>"$figures"
}
ours() {
    rm -rf .touchstone
    again "$@"
}
no_checks="promise: off, terms: off, spelling: off"
theirs() {
    rm -rf mirror
    mkdir mirror
    python3 "$here/measure.py" wget2 -q -r -l 20 --filter-urls --no-robots -P mirror "http://$address/" >>theirs.json
}
i=0
while [ "$i" -lt "$pairs" ]; do
    plan ""
    theirs
    ours ours.json
    again second.json
    plan "$no_checks"
    python3 "$here/measure.py" wget2 -q --spider -r -l 20 --filter-urls --no-robots "http://$address/" >>spider.json
    ours links.json
    i=$((i + 1))
done
plan ""
[ "$(grep -c '"way":"read"' out.jsonl)" -ge 5000 ] || { echo "the links were not followed" >&2; exit 1; }
ours warm.json
again warm.json
[ "$(grep -c '"way":"kept"' out.jsonl)" -ge 5000 ] || { echo "the second night read pages anew" >&2; exit 1; }
[ "$(find mirror -name '*.html' | wc -l)" -ge 5000 ] || { echo "wget2 mirrored too little" >&2; exit 1; }
pages=$(grep -c '"type":"document"' out.jsonl)
for again in 1 2 3; do
    ours sealed.json --jobs 1
    ours none.json --isolation=none
done
for twin in twin triplet fourth; do
    mkdir "site/$twin"
    for section in nl en-GB gimp aptitude faq; do cp -al "site/$section" "site/$twin/$section"; done
    sed "s|href=\"|href=\"/$twin/|" site/index.html >"site/$twin/index.html"
done
sed -i 's|</ul></html>|<li><a href="twin/index.html">2</a><li><a href="triplet/index.html">3</a><li><a href="fourth/index.html">4</a></ul></html>|' site/index.html
ours double.json
[ "$(grep -c '"type":"document"' out.jsonl)" -ge 20000 ] || { echo "the twins were not crawled" >&2; exit 1; }
python3 - "$pages" <<'END'
import json, statistics, sys
pages = int(sys.argv[1])
read = lambda name: [json.loads(line) for line in open(name)]
ours, theirs = read("ours.json"), read("theirs.json")
median = statistics.median
def row(name, key, unit, one=None, other=None, whom="wget2 -r"):
    a, b = [o[key] for o in one or ours], [t[key] for t in other or theirs]
    ratios = [x / y for x, y in zip(a, b)]
    print(f"{name}: touchstone {median(a):.2f}{unit}, {whom} {median(b):.2f}{unit},"
          f" ratio {median(ratios):.2f} (of {len(ratios)} pairs: {min(ratios):.2f} to {max(ratios):.2f})")
print(f"{pages} pages")
row("CPU of all processes", "cpu", " s")
row("wall time", "wall", " s")
row("links alone, CPU", "cpu", " s", read("links.json"), read("spider.json"), "wget2 --spider -r")
row("second night, CPU", "cpu", " s", read("second.json"), ours, "the first")
print(f"peak PSS of all processes: {max(o['pss_peak'] for o in ours):.0f} MB")
# Growth: the slope of a straight line through the samples between 10,000 and 20,000 pages of a site
# four times the size, whose pages repeat the first quarter: what grows then grows for ever.
double = read("double.json")[0]
samples = double["pss_samples"]
values = samples[len(samples) * 42 // 100:len(samples) * 84 // 100]
middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
slope = (sum((i - middle) * (v - mean) for i, v in enumerate(values))
         / sum((i - middle) ** 2 for i in range(len(values))))
print(f"growth of PSS between 10,000 and 20,000 pages: {slope * len(samples) * (1 << 20) / (4 * pages):.0f} bytes a page")
sealed, none = median(r["cpu"] for r in read("sealed.json")), median(r["cpu"] for r in read("none.json"))
print(f"one sealed worker {sealed:.2f} s CPU, in one process {none:.2f} s: seal and messages {100 * (sealed - none) / sealed:.1f} %")
END
