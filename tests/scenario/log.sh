#!/bin/sh
# SPDX-License-Identifier: MIT
# The log of a nightly run: one line an event, in JSON or text; every line can be read by a program, and
# no name of a page breaks one.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
binary_log() { # wanted status, options...: errors to err.txt
    wanted=$1
    shift
    "$binary" "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit status $status, expected $wanted"; cat err.txt; }
}
lines() { # each line is an object with time, level and event
    jq -es 'length > 0 and all(.[]; (.time | test("^20[0-9-]+T[0-9:.]+Z$")) and (.level | IN("info", "warning", "error")) and (.event | test("^[a-z-]+$")))' err.txt >/dev/null || { fail "$what: not a log"; cat err.txt; }
    [ "$(jq -c . err.txt | wc -l)" = "$(wc -l <err.txt)" ] || { fail "$what: not a line an event"; cat err.txt; }
}
is() { jq -se "$1" err.txt >/dev/null || { fail "$what: not $1"; cat err.txt; }; }
cat >brand.yaml <<'END'
touchstone: 1
name: Zonnekap
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: error } ]
END
cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, channel: website, expects: [], source: { folder: { path: site } } }
  - { id: mail, channel: email, expects: [], source: { mail: { path: mail } } }
  - { id: spot, channel: radio }
END
mkdir site mail
printf 'From: a@zonnekap.example\nSubject: Uw scherm\n\nEen zonnescherm voor u.\n' >mail/a.eml
echo '<html lang=nl><p>Een goedkoop zonnescherm.' >site/a.html
name=$(printf 'site/b "x" = \n{"event":"run-ended"}\033[2J.html')
printf '<html><script src=a.js></script><div id=root></div></html>' >"$name"

what="JSON"
binary_log 1 check --log json -o term -o html=out.html
lines
is 'map(.event) | .[0] == "run-started" and .[-1] == "run-ended"'
is '.[0] | .plan == "touchstone.yaml" and .touchpoints == 3 and .brand == "Zonnekap" and .as_of != null'
is '.[-1] | .exit == 1 and .documents == 3 and .unchecked == 1 and .new == 2 and .level == "info"'
is '[.[] | select(.event == "document-unchecked")] | length == 1 and (.[0] | .touchpoint == "site" and .level == "warning" and (.reason | contains("browser")) and (.locator | contains("run-ended")))'
is '[.[] | select(.event == "touchpoint-done") | [.touchpoint, .state, .errors, .level]] == [["site", "deviating", 1, "warning"], ["mail", "consistent", 0, "info"]]'
is 'any(.[]; .event == "report-written" and .format == "html" and .file == "out.html")'
grep -q "$(printf '\033')" err.txt && fail "$what: a name steers the terminal"
grep -q 'goedkoop' out.txt || fail "$what: the report is not on standard output"

what="text"
binary_log 1 check --log text -o html=out.html
grep -cvE '^20[0-9T:.-]+Z (info|warning|error) [a-z-]+( [a-z_]+=("([^"\\]|\\.)*"|[^ "]+))*$' err.txt | grep -qx 0 || { fail "$what: a line has another form"; cat err.txt; }
[ "$(grep -c ' run-ended ' err.txt)" = 1 ] || { fail "$what: how it ended"; cat err.txt; }
grep -qE ' document-unchecked touchpoint=site locator="site/b \\"x\\" = ' err.txt || { fail "$what: the document"; cat err.txt; }

what="quiet"
binary_log 1 check --log json -q -o html=out.html
lines
is 'all(.[]; .level != "info") and any(.[]; .event == "document-unchecked")'

what="the run can't begin"
cp touchstone.yaml good.yaml
echo 'touchpoint: 1' >>touchstone.yaml
binary_log 2 check --log json
lines
is '.[0] | .event == "error" and (.message | contains("unknown key"))'
mv good.yaml touchstone.yaml
binary_log 2 check --log xml
grep -q 'it is one of none, text, json' err.txt || { fail "$what: $(cat err.txt)"; }

what="a run that is locked out"
exec 9>>.touchstone/touchstone.db.lock
flock 9
binary_log 3 check --log json
exec 9>&-
lines
is 'map(.event) == ["run-started", "error", "run-ended"] and .[-1].exit == 3 and .[-1].level == "warning"'

what="a digest that can't be sent"
printf 'notify: { to: [a@zonnekap.example], from: b@zonnekap.example, smtp: "smtp://127.0.0.1:1", when: always }\n' >>touchstone.yaml
binary_log 1 check --log json
lines
is 'any(.[]; .event == "error" and (.message | contains("the mail was not sent")))'

what="a scan"
binary_log 1 scan --log json -o jsonl site/a.html
lines
is '.[-1] | .event == "run-ended" and .exit == 1'

what="the journal"
exec 8>journal.txt
JOURNAL_STREAM=$(stat -L -c %d:%i /proc/self/fd/8) "$binary" check --log text -o html=out.html >/dev/null 2>&8
grep -cv '^<[346]>20' journal.txt | grep -qx 0 || { fail "$what: no priority"; cat journal.txt; }
grep -q '^<4>.* document-unchecked' journal.txt || fail "$what: of what could not be checked"
[ $failures = 0 ]
