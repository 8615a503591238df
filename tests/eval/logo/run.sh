#!/bin/sh
# SPDX-License-Identifier: MIT
# How well logos are recognised, measured and found, on drawings of real brands that are fetched and changed at test time;
# nothing of them is kept in the tree. Ends with a table a seed; status 1: a target is missed. README.md says what is
# measured how.
# usage: tests/eval/logo/run.sh BUILD [SEED...]      (two seeds if none is given; BUILD: a release build, for the speed)
# TOUCHSTONE_LOGO_DATA: where the drawings lie or are fetched to (600 MB, ten minutes the first time).
# TOUCHSTONE_LOGO_MAKERS: the folder of fetch.sh, if it is not ../shared/eval/logo beside this tree.
# BRANDS, NEGATIVES, PAIRS, BANNERS, PLAIN (banners without a logo that is looked for; the target asks for 3,000), CHANGED
# (brands in other colours, proportions and crops; of fewer than 100 the shares of colour hang on a picture or two), BENT
# (pictures of other proportions, and cropped ones, a brand): sizes of the sets.
set -eu
build=$(cd "${1:?usage: run.sh BUILD [SEED...]}" && pwd)
shift
here=$(cd "$(dirname "$0")" && pwd)
makers=${TOUCHSTONE_LOGO_MAKERS:-$here/../../../../shared/eval/logo}
data=${TOUCHSTONE_LOGO_DATA:-${TMPDIR:-/tmp}/touchstone-logo}
python=${PYTHON:-/usr/bin/python3} # with numpy, OpenCV and Pillow
if [ ! -f "$data/pairs.json" ] || [ ! -d "$data/png/noto" ]; then
    [ -d "$makers" ] || { echo "SKIP: no $makers" >&2; exit 77; }
    sh "$makers/fetch.sh" "$data"
fi
data=$(cd "$data" && pwd)
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=$build/tests/eval/logo
memory=$build/tests/bench/answers_bench
set -- ${*:-101 102}
ninja -C "$build" tests/eval/logo/identify_eval tests/eval/logo/pairs_eval tests/eval/logo/measure_eval \
    tests/eval/logo/locate_eval tests/eval/logo/speed_eval tests/bench/answers_bench >/dev/null

# measured NAME COMMAND...: shows what it prints, and keeps it for the table
measured() {
    name=$1
    shift
    "$@" >"$work/out/$name"
    cat "$work/out/$name"
}

status=0
for seed; do
    mkdir "$work/out"
    echo "== seed $seed: identification"
    (cd "$data" && "$python" gen.py --seed "$seed" --brands "${BRANDS:-40}" --per 18 --neg "${NEGATIVES:-1000}" \
        --out "$work/logos" >/dev/null)
    measured identify "$tools/identify_eval" "$work/logos" "$data/png/logos"
    measured speed "$tools/speed_eval" "$work/logos" "$data/png/logos"
    echo "== seed $seed: old against new"
    "$python" "$here/pairs.py" "$data" "$work/pairs" "$seed" "${PAIRS:-70}"
    measured pairs "$tools/pairs_eval" "$work/pairs" "$data/png"
    echo "== seed $seed: proportions, colours, crops"
    "$python" "$here/measure_data.py" "$data" "$work/logos"
    "$python" "$here/measure_data.py" "$data" "$work/changes" --seed "$seed" --brands "${CHANGED:-100}" \
        --bent "${BENT:-6}"
    measured measure "$tools/measure_eval" "$data" "$work/logos" "$work/changes"
    echo "== seed $seed: inside banners"
    "$python" "$here/banners.py" "$data" "$work/banners" "$seed" "${BANNERS:-150}" "${PLAIN:-300}"
    measured locate "$tools/locate_eval" "$data/png/logos" "$work/banners"
    echo "== seed $seed: the memory of verdicts"
    measured answers "$memory"
    # "... N verdicts a second, ...": the first is that of all the engine does
    sed -n 's|.*[^0-9.]\([0-9][0-9.]*\) .*a second.*|count answers \1 1|p' "$work/out/answers" |
        head -n 1 >"$work/out/memory"
    "$python" "$here/table.py" "Logos, seed $seed" "$work"/out/* >>"$work/tables" || status=1
    rm -rf "$work/out" "$work/logos" "$work/pairs" "$work/changes" "$work/banners"
done
echo
cat "$work/tables"
exit $status
