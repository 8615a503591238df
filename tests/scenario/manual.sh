#!/bin/sh
# SPDX-License-Identifier: MIT
# The manual as its readers have it: sound, whole beside --help, the schemas and the header, and its
# examples work as they are printed.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
pages=$TOUCHSTONE_BUILD_ROOT/core/manual
milter=$TOUCHSTONE_BUILD_ROOT/core/milter/touchstone-milter
export LC_ALL=C.UTF-8 MANWIDTH=200 MANOPT= PAGER=cat MANPAGER=cat
mkdir text packs

all="touchstone.1 touchstone-plugin.3 brand.yaml.5 touchstone.yaml.5"
[ ! -x "$milter" ] || all="$all milter.yaml.5 touchstone-milter.8"
for page in $all; do
    said=$(man --warnings -l "$pages/$page" 2>&1 >"text/$page")
    [ -z "$said" ] || fail "$page: $said"
    said=$(mandoc -T lint -W warning "$pages/$page")
    [ -z "$said" ] || fail "$page: $said"
    lexgrog "$pages/$page" | grep -qF "${page%.*} - " || fail "$page: whatis does not find it"
    grep -q "^touchstone $("$binary" --version | cut -d ' ' -f 2) " "text/$page" || fail "$page: of another version"
done

holds() { # PAGE, what, from where
    grep -qF -- "$2" "text/$1" || fail "$1 lacks $2 ($3)"
}

# Commands and options: as --help has them.
commands=$("$binary" --help | sed -n 's/^  \([a-z]*\( new\)*\)  *[A-Z].*/\1/p')
# Each that there is but the hidden one.
for command in $(sed -n 's/^    \.name = "\(.*\)",$/\1/p' "$TOUCHSTONE_SOURCE_ROOT"/core/command/*.c | tr ' ' _ | grep -v '^complete$'); do
    echo "$commands" | tr ' ' _ | grep -qx "$command" || fail "--help lacks the command $command"
done
echo "$commands" | while read -r command; do
    help=$("$binary" help $command) || echo "help $command: exit $?"
    echo "$help" | grep -q '^Examples*:$' || echo "help $command: no example"
    echo "$help" | sed -n '/^Examples*:$/,$ s/^  //p' | grep -q "^touchstone $command" || echo "help $command: an example of something else"
    grep -q "^   $command\$" text/touchstone.1 || echo "touchstone.1 lacks the command $command"
    echo "$help" | grep -o '^  -.*' | grep -oE -- '--[a-z][a-z-]*' | while read -r option; do
        [ "$option" = --help ] || grep -qF -- "$option" text/touchstone.1 || echo "touchstone.1 lacks $command $option"
    done
done >problems
[ ! -s problems ] || fail "$(cat problems)"
"$binary" help frobnicate >problems 2>&1 && fail "help of a command that is none"

# Keys: as the JSON Schemas have them.
for schema in touchstone:touchstone.yaml.5 accept:touchstone.yaml.5 brand:brand.yaml.5 pack:brand.yaml.5 milter:milter.yaml.5; do
    page=${schema#*:}
    [ -f "text/$page" ] || continue
    for key in $(jq -r '[.. | .properties? // empty | keys[]] | unique[]' "$TOUCHSTONE_SOURCE_ROOT/rules/${schema%:*}.schema.json"); do
        grep -qE "^ +$key(  *—|\$)|^   $key\$" "text/$page" || fail "$page lacks the key $key"
    done
done

# The contract: each name of the header.
header=$TOUCHSTONE_SOURCE_ROOT/include/touchstone/plugin.h
for name in $(grep -oE '\b(ts|TS)_[A-Za-z0-9_]+|\(\*[a-z_]+\)' "$header" | tr -d '(*)' | sort -u | grep -v '^TS_EXPORT$'); do
    holds touchstone-plugin.3 "$name" plugin.h
done

# Examples, as they come out of the page.
example() { # PAGE SECTION FIRST-LINE
    sed -n "/^$2\$/,/^[A-Z]/p" "text/$1" | sed -n "/^ *$3/,/^\$/ s/^ \{11\}//p"
}
example touchstone.yaml.5 EXAMPLE '# yaml-language' >touchstone.yaml
example touchstone.yaml.5 TOUCHSTONE.ACCEPT.YAML 'touchstone: 1' >touchstone.accept.yaml
example brand.yaml.5 EXAMPLE '# yaml-language' >brand.yaml
example brand.yaml.5 'RULE PACKS' 'touchstone: 1' >packs/house.yaml
"$binary" check --dry-run >plan 2>&1 || fail "the plan of the manual: $(cat plan)"
grep -q 'newsletter, webshop, delivery\|steps: \[newsletter' plan || fail "a plan cut short: $(cat plan)"
grep -q 'brand@vlakwerk.example' plan || fail "it writes to nobody: $(cat plan)"
grep -q 'packs: \[house\]' plan || fail "the pack is not in the plan"
"$binary" rules --test packs/house.yaml >tested 2>&1 || fail "the pack of the manual: $(cat tested)"
grep -c '  - ' touchstone.accept.yaml | grep -qx 2 || fail "acceptances: $(cat touchstone.accept.yaml)"
if [ -x "$milter" ]; then
    example milter.yaml.5 EXAMPLE 'touchstone: 1' >milter.yaml
    "$milter" --check -c milter.yaml >said 2>&1 || fail "milter.yaml of the manual: $(cat said)"
    sed 's/error: tag/error: drop/' milter.yaml >wrong.yaml
    "$milter" --check -c wrong.yaml >said 2>&1 && fail "a wrong milter.yaml is right"
fi
sed -n '/^EXAMPLE$/,/^LIFE OF/ s/^ \{11\}//p' text/touchstone-plugin.3 >headline.c
sed -n '/^EXAMPLE$/,/^LIFE OF/p' text/touchstone-plugin.3 | grep -q 'TS_PLUGIN_HEAD' || fail "no plugin in the page"
cc -fsyntax-only -Wall -Werror -I "$TOUCHSTONE_SOURCE_ROOT/include" headline.c || fail "the plugin of the manual"
exit $failures
