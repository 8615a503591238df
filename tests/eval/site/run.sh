#!/bin/sh
# SPDX-License-Identifier: MIT
# A real Dutch site under a brand book written for it: prints what is found there, to be read. Ends 1 if the
# two slips that a reader found there are not among it, or if there is more than an editor would read.
# usage: tests/eval/site/run.sh BUILD [FOLDER]
set -eu
build=$(cd "${1:?usage: run.sh BUILD [FOLDER]}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
site=${2:-$here/../../../../shared/corpus/website-nl}
[ -d "$site" ] || { echo "SKIP: no $site" >&2; exit 77; }
site=$(cd "$site" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/brand.yaml" "$here/../language/coronamelder.words" "$work"
cd "$work"
cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: site
    channel: website
    source: { folder: { path: $site } }
    expects: [promise]
    stage: template # the sources of its pages, before they are filled in
    kinds:
      legal: ["*_privacy*", "*_cookies*", "*_colofon*", "*_toegankelijkheid*", "*_accessibility*", "*_operabiliteit*", "*_kwetsbaarheid*"]
END
TOUCHSTONE_PLUGIN_PATH=$build/plugins TOUCHSTONE_RULES_PATH=$here/../../../rules "$build/core/touchstone" check -q -o jsonl=found.jsonl || true
python3 - <<'END'
import json
import sys

FINDINGS_MOST = 8
told = []
for line in open("found.jsonl"):
    row = json.loads(line)
    if row["type"] == "finding":
        place = row["places"][0]
        if row["severity"] != "info" and not row["rule"].startswith("run/"):
            told.append(row.get("actual", ""))
        print(row["severity"], row["rule"], repr(row["excerpt"][:110]), row.get("actual", "")[:40], "->", row.get("expected", "")[:40],
              place["locator"].rsplit("/", 1)[-1], row["count"], sep="\t")
    if row["type"] in ("touchpoint", "summary"):
        print(line.strip())
if not {"enigzins", "Corona Melder"} <= set(told) or len(told) > FINDINGS_MOST:
    sys.exit(f"errors and warnings: {told}")
END
