#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints how the pay-off is recognised on labelled lines, and false hits in text without it.
# usage: tests/eval/promise/run.sh BUILD [FOLDER]
# FOLDER has promise_cases.tsv and clean_blocks.tsv; without it only the own lines are judged.
set -eu
build=${1:?usage: run.sh BUILD [FOLDER]}
here=$(cd "$(dirname "$0")" && pwd)
folder=${2:-${TOUCHSTONE_EVAL_LANGUAGE:-$here/../../../../shared/eval/language}}
ninja -C "$build" plugins/check-promise.so tests/eval/promise_eval >/dev/null
TOUCHSTONE_TEST_PLUGINS=$build/plugins
export TOUCHSTONE_TEST_PLUGINS
echo "own lines"
"$build/tests/eval/promise_eval" cases "$here/cases.tsv"
if [ ! -f "$folder/promise_cases.tsv" ]; then
    echo "SKIP: no evaluation sets in $folder (give the folder as second argument)" >&2
    exit 77
fi
echo
echo "lines of the evaluation set"
"$build/tests/eval/promise_eval" cases "$folder/promise_cases.tsv"
echo
"$build/tests/eval/promise_eval" clean "$folder/clean_blocks.tsv"
