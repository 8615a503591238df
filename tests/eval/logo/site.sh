#!/bin/sh
# SPDX-License-Identifier: MIT
# A real Dutch site under its own logo files as brand book: is each seen wherever a page shows it, and no other?
# usage: tests/eval/logo/site.sh BUILD [FOLDER]
set -eu
build=$(cd "${1:?usage: site.sh BUILD [FOLDER]}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
site=${2:-$here/../../../../shared/corpus/website-nl}
[ -d "$site" ] || { echo "SKIP: no $site" >&2; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/site.py" render "$site" "$work/site"
cd "$work"
cat >brand.yaml <<'END'
touchstone: 1
name: CoronaMelder
languages: [nl, en]
logos:
  versions:
    - { id: rijk, files: [site/img/logo-RO.svg] }
    - { id: app, files: [site/img/404-logo.svg, site/img/logo-badge.svg] }
    - { id: icon, files: [site/img/favicon.ico] }
END
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, source: { folder: { path: site, base: "https://www.coronamelder.example/" } }, expects: [logo] }
END
TOUCHSTONE_PLUGIN_PATH=$build/plugins TOUCHSTONE_RULES_PATH=$here/../../../rules \
    "$build/core/touchstone" check -q --observations -o jsonl=found.jsonl || true
python3 - found.jsonl <<'END'
import collections
import json
import sys

rows = [json.loads(line) for line in open(sys.argv[1])]
print(*collections.Counter(f'{r["severity"]} {r["rule"]}' for r in rows if r["type"] == "finding").items(), sep="\n")
print(rows[-1])
END
python3 "$here/site.py" compare found.jsonl site
