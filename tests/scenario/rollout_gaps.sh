#!/bin/sh
# SPDX-License-Identifier: MIT
# What a rollout says of what was not seen: a page that fails for a night, a run of a part, entries that got
# other ids, a leak that was taken back, a folder that is empty. None of it makes a touchpoint new, or come back.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
new='Kanaalstraat 12A, 3531 CJ Utrecht' old='Prof. Dr. Dorgelolaan 30, 5613 AM Eindhoven'
firm() { # anew
    cd "$work" && rm -rf firm && mkdir -p firm/site firm/docs && cd firm || exit 1
    cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
country: NL
identity:
  names: [{ id: legal, text: Vlakwerk B.V. }]
  addresses:
    - { id: hq, street: Kanaalstraat, number: 12, suffix: A, postcode: 3531 CJ, city: Utrecht }
    - { id: hq-old, street: Prof. Dr. Dorgelolaan, number: 30, postcode: 5613 AM, city: Eindhoven }
rollouts:
  - { id: move, replace: { "address:hq-old": "address:hq" }, announce: 2026-09-01, switch: 2026-10-01, due: 2026-10-15 }
END
    cat >touchstone.yaml <<'END'
touchstone: 1
touchpoints:
  - { id: site, channel: website, expects: [address], source: { folder: { path: site } } }
  - { id: docs, channel: document, expects: [address], source: { folder: { path: docs } } }
END
    page site/a.html "$new"
    page site/b.html "$old"
    page docs/d.html "$new"
}
page() { printf '<html lang=nl><title>Vlakwerk</title><p>Kom langs in de winkel: %s.' "$2" >"$1"; }
check() { # DAY ...
    day=$1
    shift
    "$binary" check -q --fail-on never --as-of "$day" -o jsonl=out.jsonl "$@" 2>err.txt
    status=$?
}
state() { # TOUCHPOINT WANTED: in the run, and asked for
    got=$(jq -r "select(.type == \"rollout\" and .touchpoint == \"$1\") | .state + \" \" + (.old | tostring) + (if .returned then \"!back\" else \"\" end)" out.jsonl)
    [ "$got" = "$2" ] || fail "$what: $1 is $got in the run, not $2"
    asked "$1" "$2"
}
asked() {
    got=$("$binary" rollout --as-of "$day" -o jsonl | jq -r "select(.touchpoint == \"$1\") | .state + \" \" + (.old | tostring) + (if .returned then \"!back\" else \"\" end)")
    [ "$got" = "$2" ] || fail "$what: $1 is $got, not $2"
}
told() { jq -se "any(.[]; .type == \"finding\" and .rule == \"$1\" and .state $2)" out.jsonl >/dev/null; }

what="a page that can't be read for a night"
firm
check 2026-11-01
state site "mixed 1"
told rollout/late '== "new"' || fail "$what: not late"
cp site/b.html kept
head -c 5000 /dev/urandom >site/b.html
check 2026-11-02
[ $status = 3 ] || fail "$what: exit status $status"
state site "mixed 1"
told rollout/late '== "fixed"' && fail "$what: no longer late"
mv kept site/b.html
check 2026-11-03
state site "mixed 1"
told rollout/returned '!= ""' && fail "$what: it came back"

what="a page that never could be read"
firm
mv site/b.html kept
head -c 5000 /dev/urandom >site/b.html
check 2026-11-01
state site "not-reached 0"
"$binary" baseline --unchecked --reason "a drawing" >/dev/null
check 2026-11-02 # which marks what is accepted
check 2026-11-03
state site "new 0"
mv kept site/b.html
check 2026-11-04
state site "mixed 1!back" # for who accepted not to see it

what="entries that got other ids, and a run of a part"
firm
check 2026-11-01
sed -i s/hq-old/oldhq/g brand.yaml
day=2026-11-02
asked site "not-reached 0"
check 2026-11-02 docs
state site "not-reached 0"
check 2026-11-03
state site "mixed 1"
told rollout/returned '!= ""' && fail "$what: it came back"

what="a leak that was taken back"
firm
page site/b.html "$new"
check 2026-08-01
told rollout/early '== "new"' || fail "$what: no leak"
page site/a.html "$old"
page site/b.html "$old"
check 2026-08-02
check 2026-10-02
told rollout/returned '!= ""' && fail "$what: it came back"
state site "old 2"

what="a folder that is empty"
firm
check 2026-11-01
state docs "new 0"
rm docs/d.html
check 2026-11-02
[ $status = 3 ] || fail "$what: exit status $status"
state docs "not-reached 0"

what="the day where the plan is"
firm
sed -i 's/^touchpoints:/timezone: Pacific\/Kiritimati\ntouchpoints:/' touchstone.yaml
"$binary" check -q --fail-on never -o jsonl=east.jsonl 2>err.txt
sed -i 's/Kiritimati/Pago_Pago/' touchstone.yaml
"$binary" check -q --fail-on never -o jsonl=west.jsonl 2>err.txt
east=$(jq -r 'select(.type == "run") | .as_of' east.jsonl) west=$(jq -r 'select(.type == "run") | .as_of' west.jsonl)
# 25 hours apart: a day, or two from 10 to 11 o'clock UTC.
[ "$(date -d "$west +1 day" +%F)" = "$east" ] || [ "$(date -d "$west +2 days" +%F)" = "$east" ] ||
    fail "$what: $west and $east, which are 25 hours apart"
what="a rollout that moves and no finding does"
firm
rm site/a.html
check 2026-09-10
state site "old 1"
quiet() { "$binary" check --lang en --fail-on never --as-of 2026-09-10 --quiet-if-unchanged -o term -o jsonl=out.jsonl >out.txt 2>err.txt; }
quiet
[ ! -s out.txt ] || fail "$what: $(cat out.txt)"
page site/a.html "$new"
quiet
state site "mixed 1"
[ -s out.txt ] || fail "$what: nothing is said"

[ $failures = 0 ]
