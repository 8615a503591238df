#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints the spelling table of the language evaluation sets.
# usage: tests/eval/spelling/run.sh BUILD [FOLDER [LISTING]]
# FOLDER has clean_blocks.tsv, misspell.tsv, clin28_errors.tsv and brandwords.txt; LISTING gets each
# alarm and each miss, to read. TOUCHSTONE_EVAL_FAST=1 leaves out the suggestions, the slow part.
set -eu
build=${1:?usage: run.sh BUILD [FOLDER [LISTING]]}
build=$(cd "$build" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
folder=${2:-${TOUCHSTONE_EVAL_LANGUAGE:-$here/../../../../shared/eval/language}}
folder=$(cd "$folder" 2>/dev/null && pwd || echo "$folder")
if [ ! -f "$folder/misspell.tsv" ]; then
    echo "SKIP: no evaluation sets in $folder (give the folder as second argument)" >&2
    exit 77
fi
ninja -C "$build" plugins/check-spelling.so tests/eval/spelling_eval tests/eval/suggest_eval >&2
TOUCHSTONE_TEST_PLUGINS=$build/plugins
export TOUCHSTONE_TEST_PLUGINS
"$build/tests/eval/spelling_eval" "$folder" ${3:+"$3"}
exec "$build/tests/eval/suggest_eval" "$folder" ${3:+"$3.suggestions"}
