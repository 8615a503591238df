#!/bin/sh
# SPDX-License-Identifier: MIT
# Brings the sources' new messages into the catalogs: sh core/po/update.sh; then translate what is
# empty or fuzzy in nl.po. With --check it changes nothing and says what is missing (status 1).
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
keywords=$(sed -n "s/.*\(po_keywords = \[.*\)/\1/p; s/^  \('--keyword.*\)/\1/p" core/po/meson.build |
    grep -o -- '--keyword=[a-zA-Z_:0-9]*')
find core -name '*.c' -not -path 'core/milter/*' -exec grep -lE \
    '(^|[^a-z_])(_|N_|problems_error|schema_error|command_complain|tell|schema_unknown|n?gettext)\(' {} + |
    LC_ALL=C sort >"$work/POTFILES"
# shellcheck disable=SC2086 # one word a keyword
xgettext --from-code=UTF-8 --language=C $keywords --flag=_:1:pass-c-format --no-location --no-wrap \
    --sort-output -o "$work/new.pot" -f "$work/POTFILES"
if [ "${1:-}" = --check ]; then
    cmp -s "$work/POTFILES" core/po/POTFILES || { echo "core/po/POTFILES: run core/po/update.sh" && exit 1; }
    msgmerge --quiet --no-fuzzy-matching --no-wrap core/po/nl.po "$work/new.pot" -o "$work/nl.po"
    msgattrib --untranslated --no-obsolete "$work/nl.po" | grep "^msgid" | sed 's/^/core\/po\/nl.po: not translated: /' |
        grep -v 'msgid ""$' && exit 1
    msgattrib --only-fuzzy --no-obsolete "$work/nl.po" | grep -q . && echo "core/po/nl.po: fuzzy" && exit 1
    msgfmt --check --check-format -o /dev/null core/po/nl.po
    exit 0
fi
cp "$work/POTFILES" core/po/POTFILES
msgmerge --quiet --no-fuzzy-matching --no-wrap --sort-output core/po/nl.po "$work/new.pot" -o "$work/nl.po"
cp "$work/nl.po" core/po/nl.po
