#!/bin/sh
# SPDX-License-Identifier: MIT
# What is in the way of a run is told with its remedy, and is a status of its own.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
export XDG_CACHE_HOME="$work/cache"
look() { # wanted status, text...
    wanted=$1
    shift
    "$binary" doctor >out.txt 2>&1
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit status $status, expected $wanted"; cat out.txt; }
    for text; do grep -qF -- "$text" out.txt || { fail "$what: not told: $text"; cat out.txt; }; done
}
sealed=0
"$binary" doctor | grep -q 'ILL *seal' && sealed=3
what="no plan"
look $sealed 'touchstone init URL proposes one' '0 broken' 'found'
printf 'touchstone: 1\nname: Z\nlanguages: [nl]\nterms: [ { id: a, forbid: [b] } ]\n' >brand.yaml
printf 'touchstone: 1\ntouchpoints:\n  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }\n' >touchstone.yaml
mkdir site
echo '<html lang=nl><p>Een scherm voor het raam.' >site/index.html
what="a plan that was never run"
look $sealed 'plan          touchstone.yaml: 1 touchpoints' 'the first run makes it'
"$binary" check -q >/dev/null
what="a source that is not there"
sed -i 's|path: site|path: nosite|; s|^touchpoints:|touchpoints:\n  - { id: mails, channel: email, expects: [], source: { mail: { path: "nomail/*.eml" } } }|' touchstone.yaml
look 3 'ILL   source' 'site: nosite: No such file' 'mails: nomail/*.eml: No such file'
mkdir nomail
sed -i 's|path: nosite|path: site|' touchstone.yaml
look $sealed
sed -i '/id: mails/d' touchstone.yaml
rmdir nomail
what="after a run"
look $sealed 'touchstone.db, '
what="a brand book that everybody can write"
chmod o+w brand.yaml
look $sealed 'note  permissions' '-> chmod o-w brand.yaml'
chmod o-w brand.yaml
what="a clock that was set back"
python3 -c "import sqlite3; b = sqlite3.connect('.touchstone/touchstone.db'); b.execute(\"UPDATE run SET started = '2999-01-01T00:00:00Z'\"); b.commit()"
look 3 'the clock was set back'
what="a database of a newer version"
python3 -c "import sqlite3; sqlite3.connect('.touchstone/touchstone.db').execute('PRAGMA user_version = 99').connection.close()"
look 3 'ILL   database' 'schema 99'
what="a plan with an error"
echo 'touchpoint: 1' >>touchstone.yaml
look 3 'ILL   plan' 'touchstone.yaml:4:'
what="few files"
(ulimit -n 60 && "$binary" doctor) >out.txt 2>&1
grep -q 'ILL   limits' out.txt || { fail "few files are no matter"; cat out.txt; }
what="no plugins"
TOUCHSTONE_PLUGIN_PATH=$work/none "$binary" doctor >out.txt 2>&1
[ $? = 3 ] && grep -q 'set TOUCHSTONE_PLUGIN_PATH' out.txt || { fail "no plugins are no matter"; cat out.txt; }
[ $failures = 0 ]
