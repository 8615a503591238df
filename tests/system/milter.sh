#!/bin/sh
# SPDX-License-Identifier: MIT
# The mail gate in a real mail server: a Postfix on loopback from which nothing can leave, the milter,
# touchstone serve, and a Dovecot that has the mailboxes. What becomes of clean, faulty, answered, forwarded, locked and large mails; of a
# campaign; and of mails while one of the programs is killed.
set -u
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
skip() {
    echo "SKIP: $*"
    exit 77
}
[ -x "$TOUCHSTONE_BUILD_ROOT/core/milter/touchstone-milter" ] || skip "the milter is not built: no libmilter"
[ "$(id -u)" = 0 ] || skip "Postfix needs root to start"
[ -x /usr/sbin/postfix ] && id postfix >/dev/null 2>&1 || skip "no Postfix: install the packages of samples/packages.txt"
[ -x /usr/sbin/dovecot ] && [ -x /usr/lib/dovecot/lmtp ] || skip "no Dovecot with LMTP: install the packages of samples/packages.txt"
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
chmod 755 "$work"
. "$here/postfix.sh"
. "$here/dovecot.sh"
dovecot_password=Klinkende-Munt-83
server= milter=
trap 'postfix_stop "$work/pf"; dovecot_stop "$work/dc"; kill -9 $server $milter 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $what: $*"
    failures=$((failures + 1))
}

# Both programs run as an ordinary user, who need not be able to read the folder they were built in.
mkdir bin plugins run cache home mails
cp "$TOUCHSTONE_BUILD_ROOT/core/touchstone" "$TOUCHSTONE_BUILD_ROOT/core/milter/touchstone-milter" bin
cp "$TOUCHSTONE_BUILD_ROOT"/plugins/*.so plugins
cp -r "$TOUCHSTONE_SOURCE_ROOT/rules" rules
export TOUCHSTONE_PLUGIN_PATH="$work/plugins" TOUCHSTONE_RULES_PATH="$work/rules" XDG_CACHE_HOME="$work/cache" HOME="$work/home"
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: newsletters, channel: email, stage: final, source: { mail: { path: mails/*.eml } } }
END
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], instead: "100% voordelig", severity: error }
  - { id: quick, forbid: [razendsnel], severity: warning }
END
chown -R mail:mail run cache home touchstone.yaml brand.yaml

wait_for() { # file, words, process
    for try in $(seq 200); do
        grep -qs "$2" "$1" && return
        kill -0 "$3" 2>/dev/null || break
        sleep 0.05
    done
    fail "does not say \"$2\": $(tail -n 3 "$1")"
}
start_server() {
    : >serve.log
    setpriv --reuid=mail --regid=mail --clear-groups bin/touchstone serve --socket run/serve.sock 2>serve.log &
    server=$!
    wait_for serve.log ready $server
}
# start_milter OPTION: ... lines of milter.yaml; or ones of the command line behind --
start_milter() {
    printf 'touchstone: 1\nlisten: run/milter.sock\nserver: run/serve.sock\ngroup: postfix\nuser: mail\nmax_size: 100KB\n' >milter.yaml
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        printf '%s\n' "$1" >>milter.yaml
        shift
    done
    [ $# = 0 ] || shift
    cat >>milter.yaml <<'END'
mails:
  - { from: intern@vlakwerk.example, skip: true }
  - { from: vlakwerk.example, list: true, touchpoint: newsletters }
  - { from: vlakwerk.example }
END
    : >milter.log
    bin/touchstone-milter -c milter.yaml "$@" 2>>milter.log &
    milter=$!
    wait_for milter.log ready $milter
    : >milter.log
}
stop_milter() {
    kill $milter
    wait $milter
    status=$?
    [ $status = 0 ] || fail "the milter ended with $status"
    [ ! -e run/milter.sock ] || fail "its socket stays behind"
}
# A kill is quicker than a stop, which takes libmilter five seconds; and leaves a socket to take over.
restart_milter() {
    kill -9 $milter
    wait $milter 2>/dev/null
    start_milter "$@"
}
send() { # status, file, sender, recipient: $answer, and $got, what was delivered
    wanted=$1
    shift
    rm -f dc/mail/new/*
    answer=$(python3 "$here/smtp_send.py" one "$postfix_port" "$@" 2>&1)
    case $answer in "$wanted "*) ;; *) fail "answered \"$answer\", not $wanted" ;; esac
    got=
    [ "$wanted" = 250 ] || return
    case $answer in *"queued as "*) id=${answer##*queued as } ;; *) return ;; esac
    wait_for pf/log "$id: removed\|$id: milter-hold" $milter
    # Others may still be on their way: what is looked at is this one.
    got=$(grep -ls "id $id\b" dc/mail/new/* | head -n 1)
    [ -z "$got" ] || cp "$got" delivered
}
delivered_as() { # value of the header field; "" = none
    [ -n "$got" ] || { fail "not delivered ($answer)"; return; }
    marks=$(sed '/^\r*$/q' delivered | grep -i '^X-Touchstone:' | sed 's/^[^:]*: *//')
    [ "$marks" = "$1" ] || fail "marked \"$marks\", not \"$1\""
}
says() { case $answer in *"$1"*) ;; *) fail "\"$answer\" does not say \"$1\"" ;; esac; }
checks() { grep -c 'asked=server' milter.log; }

# mail FILE TEXT [FIELD...]
mail() {
    file=$1 text=$2
    shift 2
    {
        printf 'From: Vlakwerk <info@vlakwerk.example>\nTo: klant@klant.example\nSubject: Je vloer wordt donderdag gelegd\n'
        for field in "$@"; do printf '%s\n' "$field"; done
        printf 'Content-Type: text/plain; charset=utf-8\n\n%s\n' "$text"
    } >"mails/$file"
}
mail clean.eml "Je vloer komt donderdag."
mail faulty.eml "Je vloer komt donderdag.

Hij is goedkoop."
mail warned.eml "Je vloer komt razendsnel."
mail forged.eml "Hij is goedkoop." "X-Touchstone: pass" "x-touchstone: pass; errors=0"
mail reply.eml "Dat is goed, tot donderdag.

Op ma 3 mei 2026 om 10:00 schreef Jan <jan@vlakwerk.example>:
> Is deze vloer goedkoop?
> -- 
> Jan, de man van goedkoop

-----Oorspronkelijk bericht-----
Van: Jan
Goedkoop is het zeker." "In-Reply-To: <1@vlakwerk.example>"
{
    printf 'From: Vlakwerk <info@vlakwerk.example>\nTo: klant@klant.example\nSubject: FW: vloer\nMIME-Version: 1.0\n'
    printf 'Content-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/html; charset=utf-8\n\n'
    printf '<html lang=nl><p>Zie onder.</p><p><b>Van:</b> Jan<br><b>Verzonden:</b> maandag 3 mei 2026<br><b>Aan:</b> Piet<br>'
    printf '<b>Onderwerp:</b> vloer</p><p>Goedkoop is het zeker.</p></html>\n--grens\nContent-Type: message/rfc822\n\n'
    printf 'From: Jan <jan@vlakwerk.example>\nSubject: goedkoop\n\nGoedkoop is het.\n--grens--\n'
} >mails/forward.eml
{
    printf 'From: Vlakwerk <info@vlakwerk.example>\nTo: klant@klant.example\nSubject: Je factuur\nMIME-Version: 1.0\n'
    printf 'Content-Type: multipart/mixed; boundary=grens\n\n--grens\nContent-Type: text/plain; charset=utf-8\n\nJe factuur.\n\n--grens\n'
    printf 'Content-Type: application/pdf; name=factuur.pdf\nContent-Transfer-Encoding: base64\n\n'
    base64 "$TOUCHSTONE_SOURCE_ROOT/tests/fuzz/corpus/read-pdf/locked.pdf"
    printf '\n--grens--\n'
} >mails/locked.eml
mail large.eml "Hij is goedkoop. $(head -c 150000 /dev/zero | tr '\0' x | fold -w 70)"
cat >mails/campaign.eml <<'END'
From: Vlakwerk <nieuws@vlakwerk.example>
To: RECIPIENT@klant.example
Subject: Een vloer voor iedereen
Message-ID: <NUMBER@vlakwerk.example>
List-Id: Nieuws <nieuws.vlakwerk.example>
List-Unsubscribe: <https://www.vlakwerk.example/uit?u=NUMBER>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="=_grens_NUMBER_="

--=_grens_NUMBER_=
Content-Type: text/plain; charset=utf-8

Beste NAAM,

VERHAAL Uitschrijven kan op https://www.vlakwerk.example/uit

--=_grens_NUMBER_=
Content-Type: text/html; charset=utf-8

<html lang="nl"><body><p>Beste NAAM,</p><p>VERHAAL</p>
<p><a href="https://www.vlakwerk.example/uit">Uitschrijven</a></p></body></html>

--=_grens_NUMBER_=--
END

start_server
start_milter "error: reject"
sh "$here/certificates.sh" "$work/certs" && dovecot_start "$work/dc" "$work/certs/good.pem" || exit 1
postfix_start "$work/pf" "unix:$work/run/milter.sock" "$lmtp_port" || exit 1

what="a clean mail is delivered with its mark"
send 250 mails/clean.eml
delivered_as pass
python3 - "$imaps_port" certs/ca.pem "$dovecot_password" >read <<'END' || fail "the mailbox: $(cat read)"
import imaplib, ssl, sys
with imaplib.IMAP4_SSL("127.0.0.1", int(sys.argv[1]), ssl_context=ssl.create_default_context(cafile=sys.argv[2])) as box:
    box.login("proef", sys.argv[3])
    box.select(readonly=True)
    print(box.fetch("1", "(BODY.PEEK[HEADER.FIELDS (X-Touchstone)])")[1][0][1].decode())
END
grep -q '^X-Touchstone: pass' read || fail "her mail program sees $(cat read)"
echo "ok $what, and her mail program sees it"

what="a faulty mail is refused with rule and place"
send 550 mails/faulty.eml
says "5.7.1 touchstone: terms/cheap at part=1/block[2]: "
says "100% voordelig"
echo "ok $what: $answer"

what="a warning is marked"
send 250 mails/warned.eml
delivered_as 'findings; errors=0; warnings=1; infos=0; rule=terms/quick; at="part=1/block[1]"'
echo "ok $what"

what="an old signature in an answer is not held against it"
send 250 mails/reply.eml
delivered_as pass
send 250 mails/forward.eml
delivered_as pass
echo "ok $what"

what="out of scope"
send 250 mails/large.eml
delivered_as "out-of-scope; size"
sed 's/info@vlakwerk/intern@vlakwerk/' mails/faulty.eml >mails/internal.eml
send 250 mails/internal.eml
delivered_as "out-of-scope; skipped"
sed 's/info@vlakwerk/x@elders/' mails/faulty.eml >mails/foreign.eml
send 250 mails/foreign.eml
delivered_as "out-of-scope; sender"
send 250 mails/faulty.eml ""
delivered_as "out-of-scope; bounce"
echo "ok $what: size, skipped, sender, bounce"

what="the sendmail command"
rm -f dc/mail/new/*
sendmail -C "$work/pf/etc" -f info@vlakwerk.example klant@klant.example <mails/faulty.eml
for try in $(seq 100); do
    grep -qs "terms/cheap" dc/mail/new/* && break
    sleep 0.05
done
grep -qs "terms/cheap" dc/mail/new/* || fail "the sender hears nothing of it"
[ -z "$(grep -L "terms/cheap" dc/mail/new/*)" ] || fail "it was delivered"
echo "ok $what: refused, and the sender gets a bounce that says why"

restart_milter
what="the default is to mark"
send 250 mails/faulty.eml
delivered_as 'findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at="part=1/block[2]"'
what="a forged mark is removed"
send 250 mails/forged.eml
delivered_as 'findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at="part=1/block[1]"'
echo "ok the default marks, and forged marks are removed"

restart_milter "error: quarantine"
what="quarantine"
send 250 mails/faulty.eml
[ -z "$got" ] || fail "delivered"
postqueue -c "$work/pf/etc" -j | grep -q '"queue_name": "hold"' || fail "not in the hold queue"
postsuper -c "$work/pf/etc" -d ALL hold >/dev/null 2>&1
echo "ok $what: in the hold queue"

restart_milter "error: reject" -- --test-mode --log-format json
what="test mode"
send 250 mails/faulty.eml
delivered_as 'would-reject findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at="part=1/block[2]"'
jq -e 'select(.event == "mail") | .would == "reject" and .rule == "terms/cheap"' milter.log >/dev/null || fail "the log: $(cat milter.log)"
grep -q 'goedkoop\|donderdag\|klant' milter.log && fail "the log holds what is in the mail"
echo "ok $what: delivered as would-reject"

what="the gate of the README"
kill -9 $milter
wait $milter 2>/dev/null
awk '/^    touchstone: 1$/ {block = ++n} (!/^    / && NF) || /^    # \// {block = 0} block {print substr($0, 5) > ("block" block)}' \
    "$TOUCHSTONE_SOURCE_ROOT/README.md"
{
    echo "user: mail"
    sed "s|/run/touchstone-milter/|$work/run/|; s|/run/touchstone/|$work/run/|" $(grep -l ^listen: block*)
} >milter.yaml
bin/touchstone-milter -c milter.yaml --test-mode 2>milter.log &
milter=$!
wait_for milter.log ready $milter
{
    echo 'List-Unsubscribe: <https://www.vlakwerk.example/uit>'
    cat mails/faulty.eml
} >mails/letter.eml
send 250 mails/letter.eml
case $(grep '^X-Touchstone' delivered) in *': would-reject '*) ;; *) fail "a newsletter: $(head -n 20 delivered)" ;; esac
send 250 mails/faulty.eml
delivered_as 'findings; errors=1; warnings=0; infos=0; rule=terms/cheap; at="part=1/block[2]"'
echo "ok $what: a newsletter would be refused, another mail marked"

what="an encrypted PDF"
for action in accept tag quarantine reject; do
    restart_milter "unchecked: $action"
    case $action in
    reject)
        send 550 mails/locked.eml
        says "can not be checked"
        ;;
    *) send 250 mails/locked.eml ;;
    esac
    case $action in
    accept) delivered_as "" ;;
    tag)
        delivered_as "$(sed '/^\r*$/q' delivered | sed -n 's/^X-Touchstone: \(unchecked; .*\)/\1/p')"
        grep -q '^X-Touchstone: unchecked; .' delivered || fail "not marked as unchecked"
        ;;
    quarantine)
        [ -z "$got" ] || fail "delivered"
        postqueue -c "$work/pf/etc" -j | grep -q '"queue_name": "hold"' || fail "not held"
        postsuper -c "$work/pf/etc" -d ALL hold >/dev/null 2>&1
        ;;
    esac
    echo "ok unchecked: $action: $(grep -o 'action=[a-z]* ground=[a-z]*' milter.log)"
done

# many COUNT CONNECTIONS KIND: $seconds, $rate
many() {
    : >milter.log
    python3 "$here/smtp_send.py" many "$postfix_port" mails/campaign.eml "$@" >many 2>&1
    grep -q "^250 $1$" many || fail "$(cat many)"
    seconds=$(awk '/^seconds/ {print $2}' many)
    rate=$(awk -v count="$1" '/^seconds/ {printf "%.0f", count / $2}' many)
}
restart_milter
what="a campaign"
many 1000 20 campaign
asked=$(checks)
[ "$asked" -le 10 ] || fail "$asked checks for 1,000 mails"
echo "ok $what: 1,000 mails, $asked check(s), $rate mails a second"
what="a campaign with names"
many 200 10 named
echo "ok $what: 200 mails, $(checks) checks, $rate mails a second: each is a text of its own"
what="different mails"
many 500 10 different
[ "$(checks)" = 500 ] || fail "$(checks) checks for 500 different mails"
[ "$rate" -ge 10 ] || fail "only $rate mails a second"
echo "ok $what: 500 mails, $rate a second on $(nproc) cores"

what="another brand book"
send 250 mails/clean.eml
delivered_as pass
sed -i 's/^terms:/terms:\n  - { id: day, forbid: [donderdag], severity: error }/' brand.yaml
send 250 mails/warned.eml # asked, and so the change is seen
send 250 mails/clean.eml
case $(grep '^X-Touchstone' delivered) in *terms/day*) ;; *) fail "judged by the old one" ;; esac
echo "ok $what: what was remembered is forgotten"
sed -i '/id: day/d' brand.yaml

what="no server"
kill -9 $server
wait $server 2>/dev/null
mail other.eml "Je vloer komt vrijdag."
send 451 mails/other.eml
says "4.7.1 touchstone: "
echo "ok $what: $answer"
for action in accept tag; do
    restart_milter "on_failure: $action"
    send 250 mails/other.eml
    [ $action = accept ] && delivered_as "" || delivered_as "unchecked; no answer"
    echo "ok on_failure: $action"
done
what="the server is back"
start_server
restart_milter "timeout: 2s"
send 250 mails/other.eml
delivered_as pass
what="a server that is silent"
kill -STOP $server
mail silent.eml "Je vloer komt zaterdag."
begun=$(date +%s)
send 451 mails/silent.eml
[ $(($(date +%s) - begun)) -le 8 ] || fail "the limit is not held"
kill -CONT $server
echo "ok $what: 451 within its limit"

# pause FILE: leaves half a mail on its way; finish: the rest. $answer
pause() {
    rm -f go paused
    mkfifo go
    python3 "$here/smtp_send.py" pause "$postfix_port" "$1" <go >paused 2>&1 &
    sender=$!
    exec 9>go
    wait_for paused half $sender
}
finish() {
    exec 9>&-
    wait $sender
    answer=$(tail -n 1 paused)
}
what="the milter is killed during DATA"
restart_milter
rm -f dc/mail/new/*
pause mails/clean.eml
kill -9 $milter
wait $milter 2>/dev/null
finish
case $answer in "451 "*) ;; *) fail "answered \"$answer\"" ;; esac
ls dc/mail/new/* >/dev/null 2>&1 && fail "delivered unseen"
what="no milter"
send 451 mails/clean.eml
says "4.7.1"
[ -S run/milter.sock ] || fail "no stale socket to take over"
start_milter
send 250 mails/clean.eml
delivered_as pass
[ "$(ls dc/mail/new | wc -l)" = 1 ] || fail "not delivered once"
echo "ok the milter killed during DATA: 451, nothing lost, nothing twice; its socket is taken over"

what="SIGTERM while a mail waits for its answer"
kill -STOP $server
mail last.eml "Je vloer komt zondag."
rm -f dc/mail/new/*
python3 "$here/smtp_send.py" one "$postfix_port" mails/last.eml >last 2>&1 &
sender=$!
for try in $(seq 100); do
    [ "$(grep -c 'run/serve.sock' /proc/net/unix)" -gt 1 ] && break
    sleep 0.05
done
kill $milter
sleep 0.5
kill -0 $milter 2>/dev/null || fail "it did not wait"
kill -CONT $server
wait $milter
[ $? = 0 ] || fail "it did not end with 0"
wait $sender
grep -q "^250 " last || fail "the mail at work: $(cat last)"
echo "ok $what: it gets its answer first"

what="what is told at the start"
sed -i 's/touchpoint: newsletters/touchpoint: nwesletters/; s/^user/on_failure: accept\nuser/' milter.yaml
: >milter.log
bin/touchstone-milter -c milter.yaml 2>>milter.log &
milter=$!
wait_for milter.log ready $milter
grep -q 'warning what=.*no touchpoint .*nwesletters.*did you mean .*newsletters' milter.log || fail "$(cat milter.log)"
kill -9 $milter
wait $milter 2>/dev/null
sed -i 's/nwesletters/newsletters/; /^on_failure/d' milter.yaml
echo "ok $what: a touchpoint that the server does not have"

what="what is refused at the start"
refused() { # words, options
    words=$1
    shift
    bin/touchstone-milter "$@" >refused 2>&1
    [ $? = 2 ] && grep -q "$words" refused || fail "$*: $(cat refused)"
}
sed '/^user/d' milter.yaml >rootly.yaml
refused "name an ordinary user" -c rootly.yaml
refused "root by another name" -c rootly.yaml --user root
refused "no user" -c rootly.yaml --user nobody-at-all
sed 's/^group/grop/' milter.yaml >wrong.yaml
refused 'wrong.yaml:4:1: unknown key "grop" (did you mean "group"?)' -c wrong.yaml
sed '/^server/d' milter.yaml >aimless.yaml
refused "ask whom" -c aimless.yaml --check
for listen in inet:99999@127.0.0.1 inet:0@127.0.0.1; do
    refused "has no port from 1 to 65535" -c milter.yaml --check --listen $listen
done
refused "is a number alone" -c milter.yaml --check --listen 8891
sed 's/^group.*/group: no-such-group/' milter.yaml >groupless.yaml
refused "no group" -c groupless.yaml --check
refused "one socket" -c milter.yaml --check --listen "$(sed -n 's/^server: *//p' milter.yaml)"
echo text >run/file
refused "no socket" -c milter.yaml --listen run/file
[ "$(cat run/file)" = text ] || fail "a file was taken for a socket"
start_milter
refused "listens there already" -c milter.yaml
stop_milter
echo "ok $what: root, a misspelt key, a file, a second milter"

grep -q "to=<[^>]*@\(klant\|vlakwerk\).example>.*status=sent" pf/log || fail "no delivery in the log"
grep "status=sent" pf/log | grep -v "relay=127.0.0.1\[127.0.0.1\]:$lmtp_port.* Saved" && fail "something went elsewhere"
echo "milter: $failures failures"
[ $failures = 0 ]
