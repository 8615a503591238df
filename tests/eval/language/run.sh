#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints the target table of the words (promise, language, spelling) on all sets there are.
# usage: tests/eval/language/run.sh BUILD [FOLDER] [--strict] [--listing FILE]
# FOLDER has clean_blocks.tsv, misspell.tsv, clin28_errors.tsv and promise_cases.tsv; without it
# only the own sets are measured. --strict: exit 1 if a target is missed. --listing: each false alarm
# and each miss, to read.
set -eu
build=${1:?usage: run.sh BUILD [FOLDER] [--strict] [--listing FILE]}
shift
here=$(cd "$(dirname "$0")" && pwd)
folder=${TOUCHSTONE_EVAL_LANGUAGE:-$here/../../../../shared/eval/language}
case ${1:-} in
'' | --*) ;;
*) folder=$1 && shift ;;
esac
ninja -C "$build" >/dev/null
python3 "$here/verify.py"
exec python3 "$here/run.py" "$build" "$folder" "$@"
