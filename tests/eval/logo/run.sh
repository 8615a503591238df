#!/bin/sh
# SPDX-License-Identifier: MIT
# How well logos are recognised, measured and found, on drawings of real brands that are fetched and changed at test time;
# nothing of them is kept in the tree. Prints what each program counts; README.md says what is measured how.
# usage: tests/eval/logo/run.sh BUILD [SEED...]      (two seeds if none is given; BUILD: a release build, for the speed)
# TOUCHSTONE_LOGO_DATA: where the drawings lie or are fetched to (600 MB, ten minutes the first time).
# BRANDS, NEGATIVES, PAIRS, BANNERS, PLAIN (banners without a logo that is looked for): sizes of the sets.
set -eu
build=$(cd "${1:?usage: run.sh BUILD [SEED...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
makers=$here/../../../../shared/eval/logo
data=${TOUCHSTONE_LOGO_DATA:-${TMPDIR:-/tmp}/touchstone-logo}
[ -d "$makers" ] || { echo "SKIP: no $makers" >&2; exit 77; }
[ -f "$data/pairs.json" ] && [ -d "$data/png/noto" ] || sh "$makers/fetch.sh" "$data"
data=$(cd "$data" && pwd)
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=$build/tests/eval/logo
ninja -C "$build" tests/eval/logo/identify_eval tests/eval/logo/pairs_eval tests/eval/logo/measure_eval \
    tests/eval/logo/locate_eval >/dev/null
for seed in ${*:-101 102}; do
    echo "== seed $seed: identification"
    (cd "$data" && /usr/bin/python3 gen.py --seed "$seed" --brands "${BRANDS:-40}" --per 18 --neg "${NEGATIVES:-1000}" \
        --out "$work/logos" >/dev/null)
    "$tools/identify_eval" "$work/logos" "$data/png/logos"
    echo "== seed $seed: old against new"
    /usr/bin/python3 "$here/pairs.py" "$data" "$work/pairs" "$seed" "${PAIRS:-120}"
    "$tools/pairs_eval" "$work/pairs" "$data/png"
    echo "== seed $seed: proportions, colours, crops"
    /usr/bin/python3 "$here/measure_data.py" "$data" "$work/logos"
    /usr/bin/python3 "$here/measure_data.py" "$data" "$work/changes" --seed "$seed" --brands "${BRANDS:-40}"
    "$tools/measure_eval" "$data" "$work/logos" "$work/changes"
    echo "== seed $seed: inside banners"
    /usr/bin/python3 "$here/banners.py" "$data" "$work/banners" "$seed" "${BANNERS:-150}" "${PLAIN:-300}"
    "$tools/locate_eval" "$data/png/logos" "$work/banners"
    rm -rf "${work:?}"/*
done
