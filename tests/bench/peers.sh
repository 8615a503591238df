#!/bin/sh
# SPDX-License-Identifier: MIT
# The same site through other crawlers: pages a second, CPU for 1,000 pages, peak memory. Pages are
# counted by the server: addresses that were fetched and were there.
# usage: tests/bench/peers.sh BUILD          BUILD: a release build
# Peers that are not there are left out: Debian's wget2, linkchecker and python3-scrapy; linkinator of
# npm, in the folder named by LINKINATOR (as node_modules/.bin/linkinator).
set -eu
build=${1:?usage: peers.sh BUILD}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
. "$here/../system/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
chmod 755 "$work" # linkchecker drops the privileges of root
sh "$here/../system/site.sh" "$work/site" >/dev/null
nginx_http='log_format page "$status $request_method $uri";'
nginx_server="access_log $work/access.log page buffer=64k flush=1s;"
nginx_start "$work/site" "$work/nginx"
cd "$work"
address=http://127.0.0.1:$nginx_port/
export TOUCHSTONE_PLUGIN_PATH="$build/plugins" XDG_CACHE_HOME="$work/cache"
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl, en]
promise: { payoff: { nl: Gemak op elk vlak, en: Ease on every surface } }
terms: [ { id: cheap, lang: nl, forbid: [goedkoop], instead: voordelig } ]
spelling: { dictionaries: { nl: nl_NL, en: en_GB } }
END
plan() { # checks
    cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, checks: { $1 },
      source: { web: { start: "$address", max_rate: 100000/s, concurrency: 8, allow_hosts: ["127.0.0.1:$nginx_port"] } } }
END
}
cat >spider.py <<END
import scrapy


class Spider(scrapy.Spider):
    name = "site"
    start_urls = ["$address"]
    allowed_domains = ["127.0.0.1"]
    custom_settings = {"LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "TELNETCONSOLE_ENABLED": False}

    def parse(self, response):
        if isinstance(response, scrapy.http.HtmlResponse):
            for link in response.css("a::attr(href)").getall():
                if not link.startswith(("mailto:", "javascript:")):
                    yield response.follow(link, self.parse, errback=lambda failure: None)
END
measure() { # name, command...
    name=$1
    shift
    sleep 2 # what the server still writes of the one before
    : >access.log
    python3 "$here/measure.py" "$@" >figures.json
    sleep 2
    python3 - "$name" <<'END'
import json, sys
figures = json.load(open("figures.json"))
pages = {line.split(" ", 2)[2] for line in open("access.log")
         if line.startswith(("200 ", "304 ")) and line.rstrip("\n").endswith(("/", ".html"))}
count = len(pages)
if count:
    print(f"| {sys.argv[1]} | {count:,} | {count / figures['wall']:.0f} "
          f"| {figures['cpu'] * 1000 / count:.2f} s | {figures['pss_peak']:.0f} MB |", flush=True)
else:
    print(f"| {sys.argv[1]} | none: exit {figures['exit']} | | | |", flush=True)
END
}
echo "| | pages | pages a second | CPU for 1,000 pages | peak memory (PSS) |"
echo "|---|---|---|---|---|"
plan ""
measure "touchstone: promise, terms, spelling, links" "$build/core/touchstone" check -q -o jsonl=out.jsonl
measure "touchstone, the second night" "$build/core/touchstone" check -q -o jsonl=out.jsonl
rm -rf .touchstone
plan "promise: off, terms: off, spelling: off"
measure "touchstone: links alone" "$build/core/touchstone" check -q -o jsonl=out.jsonl
mkdir mirror
measure "wget2 -r (mirrors)" wget2 -q -r -l 20 --filter-urls --no-robots -P mirror "$address"
measure "wget2 --spider -r" wget2 -q --spider -r -l 20 --filter-urls --no-robots "$address"
scrapy=$(command -v scrapy || true)
[ -z "$scrapy" ] || measure "scrapy (follows links)" "$scrapy" runspider spider.py
linkinator=${LINKINATOR:+$LINKINATOR/node_modules/.bin/linkinator}
[ ! -x "$linkinator" ] || measure "linkinator -r" timeout 900 "$linkinator" -r --concurrency 8 --verbosity NONE "$address"
! command -v linkchecker >/dev/null ||
    measure "linkchecker, ended after 300 s" timeout -s INT 300 linkchecker -q --no-status -t 8 "$address"
