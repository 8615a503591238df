#!/bin/sh
# SPDX-License-Identifier: MIT
# Help, errors and reasons in Dutch: by --lang, and by LANGUAGE where only C.UTF-8 is installed.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
says() { # TEXT COMMAND...
    text=$1
    shift
    "$@" >told.txt 2>&1
    grep -qF -- "$text" told.txt || { fail "no \"$text\""; cat told.txt; }
}
says 'Onbekende optie --foo' "$binary" check --lang nl --foo
says 'Onbekende optie --foo' env LC_ALL=C.UTF-8 LANGUAGE=nl "$binary" check --foo
says 'Unknown option --foo' env LC_ALL=C LANGUAGE=nl "$binary" check --foo
says 'Gebruik:' "$binary" check --lang nl --help
says ' gevonden' env LC_ALL=C.UTF-8 LANGUAGE=nl "$binary" doctor
printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl]\nnaem: x\nterms: [{id: a, forbid: [goedkoop]}]\n' >brand.yaml
: >empty.html
says 'onbekend: sleutel "naem"' "$binary" scan --lang nl -b brand.yaml empty.html
# A log is English.
says 'unknown key \"naem\"' env LC_ALL=C.UTF-8 LANGUAGE=nl "$binary" scan --log text -b brand.yaml empty.html
sed -i /naem/d brand.yaml
says 'is leeg' "$binary" scan --lang nl -b brand.yaml empty.html
says 'is empty' "$binary" scan --lang en -b brand.yaml empty.html
# There --lang is the language of the word.
printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints: [{ id: site, channel: website }]\n' >touchstone.yaml
says '1 word accepted' "$binary" accept --word kwast --lang nl --reason x
says '1 woord geaccepteerd' env LC_ALL=C.UTF-8 LANGUAGE=nl "$binary" accept --word kwasten --reason x
[ "$failures" = 0 ]
