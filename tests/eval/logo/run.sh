#!/bin/sh
# SPDX-License-Identifier: MIT
# The table of the logo checks: how well logos are recognised, measured and found, on drawings of real brands that are
# fetched and changed at test time; nothing of them is kept in the tree.
# usage: tests/eval/logo/run.sh BUILD [SEED...]      (two seeds if none is given; BUILD: a release build, for the speed)
# TOUCHSTONE_LOGO_DATA: where the drawings lie or are fetched to (600 MB, ten minutes the first time).
# BRANDS, NEGATIVES, BANNERS: sizes of the sets.
set -eu
build=$(cd "${1:?usage: run.sh BUILD [SEED...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
makers=$here/../../../../shared/eval/logo
data=${TOUCHSTONE_LOGO_DATA:-${TMPDIR:-/tmp}/touchstone-logo}
[ -d "$makers" ] || { echo "SKIP: no $makers" >&2; exit 77; }
[ -f "$data/pairs.json" ] && [ -d "$data/png/noto" ] || sh "$makers/fetch.sh" "$data"
export TOUCHSTONE_LOGO_DATA="$data" PYTHONPATH="$data:$here" PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=$build/tests/eval
status=0
for seed in ${*:-101 102}; do
    echo "== seed $seed"
    cd "$data"
    python3 gen.py --seed "$seed" --brands "${BRANDS:-50}" --per 18 --neg "${NEGATIVES:-1500}" --out "$work/logos" >/dev/null
    "$tools/logo-identify" "$work/logos" "$data/png/logos" || status=1
    python3 "$here/pairs.py" --seed "$seed" --out "$work/pairs" >/dev/null
    "$tools/logo-pairs" "$work/pairs" "$data/png" || status=1
    python3 "$here/changes.py" --seed "$seed" --out "$work/changes" >/dev/null
    "$tools/logo-measure" "$work/changes" "$data/png/logos" || status=1
    python3 "$here/banners.py" --seed "$seed" --n "${BANNERS:-400}" --out "$work/banners" >/dev/null
    "$tools/logo-locate" "$work/banners" "$data/png/logos" || status=1
    rm -rf "${work:?}"/*
done
exit $status
