#!/bin/sh
# SPDX-License-Identifier: MIT
# Content that says itself what is accepted in it: honoured where it is the firm's own, in a run of
# the plan, with a reason; the second night too, and never by a scan or the server of the mail gate.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null; }
run() { # wanted status, options...
    wanted=$1
    shift
    "$binary" check -q --lang en -o jsonl=out.jsonl "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: exit status $status, expected $wanted"; cat err.txt; }
}
is() { # jq condition over the array of all lines
    jq -se "$1" out.jsonl >/dev/null || { fail "$what: not $1"; jq -c 'select(.type == "finding") | [.touchpoint, .rule, .actual, .accepted, .count, .message]' out.jsonl; }
}
told() { # touchpoint, text: as acceptance that is not used
    jq -se --arg t "$1" --arg w "$2" 'any(.[]; .type == "finding" and .rule == "run/acceptance-unused" and .state != "fixed" and .touchpoint == $t and (.message | contains($w)))' out.jsonl >/dev/null ||
        { fail "$what: not told at $1: $2"; jq -c 'select(.type == "finding") | [.touchpoint, .rule, .message]' out.jsonl; }
}
# accepted TOUCHPOINT RULE true|false
accepted() { is "[.[] | select(.type == \"finding\" and .touchpoint == \"$1\" and .rule == \"terms/$2\" and .state != \"fixed\") | .accepted] == [$3]"; }
cat >brand.yaml <<'END'
touchstone: 1
name: Zonnekap
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], severity: error }
  - { id: fine, forbid: [prima], severity: error }
  - { id: top, forbid: [topkwaliteit], severity: error }
END
point() { echo "  - { id: $1, channel: website, expects: [], source: { folder: { path: $1 } }${2:+, control: $2} }"; }
{
    printf 'touchstone: 1\ntouchpoints:\n'
    for id in pair line both open nest wrong gone text; do point $id; done
    point other partner
    point theirs external
    echo '  - { id: mail, channel: email, expects: [], source: { mail: { path: mail } } }'
} >touchstone.yaml
mkdir pair line both open nest wrong gone text other theirs mail
page() { printf '<!DOCTYPE html><html lang=nl>%s' "$2" >"$1/index.html"; }
off='<!-- touchstone off terms/cheap reason="zo heet de &quot;wet&quot;" -->'
on='<!-- touchstone on -->'
page pair "
<p>Een zonnescherm.
$off
<p>Een goedkoop scherm.
$on
<p>Nog een."
page line "<p>Een scherm.</p>$off<p>Een goedkoop scherm.</p>$on<p>Prima.</p>"
page both "
$off<p>Een goedkoop scherm.</p>$on
<p>Nog een goedkoop scherm."
page open "<p>Een scherm.</p>
<!--touchstone off terms/cheap, terms/fine reason='tot het eind'-->
<p>Een goedkoop scherm is prima.
<p>En topkwaliteit."
page nest "
<!-- touchstone off terms/cheap reason=\"buiten\" -->
<p>Een scherm.</p>
<!-- touchstone off terms/fine terms/top reason=\"binnen\" -->
<p>Prima topkwaliteit.</p>
<!-- touchstone on terms/fine -->
<p>En topkwaliteit.</p>
$on
<p>Een goedkoop scherm.</p>
$on"
page wrong "
<!-- touchstone off terms/cheap -->
<p>Een goedkoop scherm.</p>
$on
$on
<!-- touchstone off terms/fine reason=zomaar --><p>Prima.</p>
<!-- touchstone off alles reason=\"x\" --><!-- touchstone of terms/top reason=\"x\" -->
<meta name=\"touchstone:acceptance\" content=\"1:1 &#10; off terms/fine reason=&quot;x&quot;\">
<p>Topkwaliteit.</p>"
page gone "<!-- touchstone off terms/cheap reason=\"ooit\" --><p>Een scherm."
page other "$off<p>Een goedkoop scherm."
page theirs "$off<p>Een goedkoop scherm."
cat >text/index.md <<END
Een scherm.

$off

Een goedkoop scherm.

$on

    Nog iets.

\`\`\`
<!-- touchstone off terms/fine reason="code" -->
\`\`\`

Dat is prima.
END
cat >mail/a.eml <<END
From: a@zonnekap.example
Subject: Uw scherm
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html lang=nl><p>Beste klant,</p>
$off
<p>Een goedkoop zonnescherm voor u.</p>
END

night() {
    accepted pair cheap true
    is '.[] | select(.type == "finding" and .touchpoint == "pair" and .rule == "terms/cheap") | .acceptance == {reason: "zo heet de &quot;wet&quot;", inline: true}'
    accepted line cheap true
    accepted line fine false
    accepted both cheap false
    accepted open cheap true
    accepted open fine true
    accepted open top false
    accepted nest fine true
    accepted nest top true
    accepted nest cheap true
    accepted wrong cheap false
    accepted wrong fine false
    accepted wrong top false
    accepted text cheap true
    accepted text fine false
    accepted other cheap false
    accepted theirs cheap false
    accepted mail cheap true
    told wrong 'Not honoured: a comment (terms/cheap): it gives no reason'
    told wrong 'Not honoured: a comment (terms/fine): its reason does not stand in quotes'
    told wrong 'Not honoured: a comment: there is nothing that it ends'
    told wrong 'Not honoured: a comment: it names something that is no rule'
    told wrong 'Not honoured: a comment (terms/top): it says neither off nor on'
    told gone 'a comment (terms/cheap) accepts'
    told other 'it is not honoured where others have control'
    told theirs 'it is not honoured where others have control'
    is '[.[] | select(.type == "finding" and .rule == "run/acceptance-unused" and .state != "fixed")] | map(.touchpoint) | unique == ["gone", "other", "theirs", "wrong"]'
    is '.[] | select(.type == "touchpoint" and .id == "pair") | .state == "consistent"'
}
what="the first night"
run 1 -o sarif=out.sarif
night
jq -e '[.runs[0].results[] | select(.suppressions != [] and .suppressions != null) | .suppressions[].kind] | unique == ["inSource"]' out.sarif >/dev/null || fail "$what: SARIF"
what="the second night, with nothing changed"
run 1
is '.[] | select(.type == "summary") | .kept >= 10'
night
what="other rules judge what is kept"
sed -i 's/id: top, forbid: .topkwaliteit./id: top, forbid: [topkwaliteit, topscherm]/' brand.yaml
run 1
night
what="a page without its comment"
page pair '<p>Een goedkoop scherm.'
run 1
accepted pair cheap false
what="without the sin"
page line "<p>Een scherm.</p>$off<p>Een scherm.</p>$on"
run 1
told line 'a comment (terms/cheap) accepts'

what="a scan"
"$binary" scan -q -o jsonl --as mail mail/a.eml >out.jsonl 2>err.txt
[ $? = 1 ] || fail "$what: a mail passes by its own word"
accepted mail cheap false
what="the server"
"$binary" serve --socket "$work/socket" -c touchstone.yaml >serve.txt 2>&1 &
server=$!
for _ in $(seq 100); do [ -S socket ] && break; sleep 0.1; done
"$binary" scan -q --server "$work/socket" -o jsonl --as mail mail/a.eml >out.jsonl 2>err.txt
[ $? = 1 ] || { fail "$what: a mail passes by its own word"; cat err.txt serve.txt; }
accepted mail cheap false
[ $failures = 0 ]
