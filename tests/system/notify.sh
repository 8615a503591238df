#!/bin/sh
# SPDX-License-Identifier: MIT
# The digest by mail: what it says, to whom, after which runs; over TLS with a log-in; and a server
# that is down, hangs or refuses. What was not sent is told by the next one. The password goes
# nowhere else.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
export XDG_CACHE_HOME="$work/cache" LC_ALL=C.UTF-8
password=Klinkende-Munt-83
sh "$here/certificates.sh" "$work/certs" || exit 1
mkdir box site
echo good >box/mode
python3 "$here/smtp_fake.py" "$work/box" "$work/certs/good.pem" &
server=$!
stop() { kill $server 2>/dev/null; }
while [ ! -s box/port ]; do kill -0 $server || exit 1; sleep 0.05; done
port=$(cat box/port)
printf '%s\n' "$password" >password
chmod 600 password

cat >brand.yaml <<'END'
touchstone: 1
name: "Vlakwerk é\u2028Bcc: dief@elders.example"
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: error } ]
END
# plan WHEN LINE...: further lines of notify
plan() {
    {
        printf 'touchstone: 1\ntouchpoints:\n'
        printf '  - { id: site, name: "Site\\nBcc: dief@elders.example\\n.\\nQUIT", channel: website, expects: [], source: { folder: { path: site } } }\n'
        printf 'notify:\n  to: [all@vlakwerk.example, some@vlakwerk.example]\n  from: touchstone@vlakwerk.example\n  when: %s\n' "$1"
        shift
        for line; do printf '  %s\n' "$line"; done
    } >touchstone.yaml
}
page() { # words of a page with a hostile title and name
    printf '<!DOCTYPE html><html lang="nl"><title>x\r\n.\r\nQUIT\r\n</title><p>%s &#13;&#10;.&#13;&#10;Bcc: dief@elders.example\n' "$1" >site/index.html
}
mails() { ls box | grep -c '^mail\.' || true; }
newest() { echo "box/mail.$(mails)"; }
# run STATUS MAILS ARGUMENT...: a run that ends so, and sends so many
run() {
    wanted=$1 sent=$(($2 + $(mails)))
    shift 2
    "$binary" check "$@" >out.txt 2>err.txt
    status=$?
    [ $status = "$wanted" ] || { fail "$what: status $status, not $wanted"; cat out.txt err.txt; }
    [ "$(mails)" = $sent ] || { fail "$what: $(mails) mails, not $sent"; cat err.txt; }
}
told() { for text; do grep -qF -- "$text" err.txt || { fail "$what: not told: $text"; cat err.txt; }; done; }
has() { # FIELD TEXT...
    read_field=$1
    shift
    python3 "$here/mail_read.py" "$(newest)" "$read_field" >read.txt || { fail "$what: no good mail"; cat "$(newest)"; }
    for text; do grep -qF -- "$text" read.txt || { fail "$what: $read_field lacks $text"; cat read.txt; }; done
}

what="a first run"
plan changed "smtp: smtp://127.0.0.1:$port"
page 'Een goedkoop scherm, een goedkoop raam.'
run 1 1
told 'sent a mail to all@vlakwerk.example, some@vlakwerk.example'
has Subject 'touchstone: Vlakwerk é Bcc: dief@elders.example: 1 new'
has From 'touchstone <touchstone@vlakwerk.example>'
has To 'all@vlakwerk.example, some@vlakwerk.example'
has Auto-Submitted auto-generated
has text 'goedkoop' 'error:' '# Vlakwerk é'
grep -aqi '^bcc' "$(newest)" && fail "$what: a name wrote a header line"
grep -c '^RCPT' box/said | grep -qx 2 || { fail "$what: not two recipients"; cat box/said; }
grep -q 'dief' box/said && fail "$what: a name got into the envelope"

what="nothing changed"
run 1 0

what="without notify"
page 'Een voordelig scherm.'
run 0 0 --no-notify

what="changed, in Dutch"
page 'Een goedkoop scherm.'
run 1 1 --lang nl
has Subject ': 1 nieuw'
has Content-Language nl

what="never in a dry run"
run 0 0 --dry-run
grep -q 'to: all@vlakwerk.example, some@vlakwerk.example' out.txt || fail "$what: not told to whom"

what="findings"
plan findings "smtp: smtp://127.0.0.1:$port"
run 1 1
has Subject 'nothing new, 1 still open'
page 'Een voordelig scherm.'
run 0 0

what="failed"
plan failed "smtp: smtp://127.0.0.1:$port"
page 'Een goedkoop scherm.'
run 1 0
mv site away
run 1 1
mv away site
sqlite3() { python3 -c 'import sqlite3, sys; b = sqlite3.connect(".touchstone/touchstone.db"); print(*[r[0] for r in b.execute(sys.argv[1])]); b.commit()' "$1"; }

what="the server refuses everything today"
plan changed "smtp: smtp://127.0.0.1:$port"
run 1 1
echo later >box/mode
page 'Een voordelig scherm.'
run 3 0
told 'the mail was not sent' 'vandaag niet' 'the next run makes up for it'
sqlite3 'SELECT count(*) FROM notification' | grep -qx 1 || fail "$what: not remembered"
"$binary" show >/dev/null 2>&1 || fail "$what: the run was lost"

what="the text is refused"
echo reject >box/mode
run 3 0
told 'dit wil ik niet'

what="the connection is cut"
echo cut >box/mode
run 3 0
told 'the mail was not sent'

what="the next one tells what was owed, though nothing changed"
echo good >box/mode
run 0 1
has Subject '1 fixed'
has text 'The 3 digests from' 'could not be sent'
sqlite3 'SELECT count(*) FROM notification' | grep -qx 0 || fail "$what: still owed"
run 0 0

what="findings win over a mail that failed"
page 'Een goedkoop scherm.'
echo none >box/mode
run 1 0
told 'every address was refused' 'all@vlakwerk.example: 550 die woont hier niet'
what="one of two has it"
echo one >box/mode
run 1 1
told 'did not reach everybody' 'some@vlakwerk.example: 550 die woont hier niet'
page 'Een voordelig scherm.'
run 3 1
told 'some@vlakwerk.example: 550'
sqlite3 'SELECT count(*) FROM notification' | grep -qx 0 || fail "$what: owed to those who have it"

what="a server that hangs"
plan always "smtp: smtp://127.0.0.1:$port" 'timeout: 500ms'
echo hang >box/mode
begun=$(date +%s)
run 3 0
told 'no answer within 0.5 s'
[ $(($(date +%s) - begun)) -le 8 ] || fail "$what: it took too long"

what="while it sends"
plan always "smtp: smtp://127.0.0.1:$port" 'timeout: 1500ms' 'user: proef' 'password_file: password'
"$binary" check -q >/dev/null 2>err.txt &
check=$!
sender=
while [ -z "$sender" ] && kill -0 $check 2>/dev/null; do
    for child in $(cat /proc/$check/task/$check/children 2>/dev/null); do
        [ "$(cat "/proc/$child/comm" 2>/dev/null)" = touchstone-noti ] && sender=$child
    done
    sleep 0.05
done
sleep_until() { for _ in $(seq 40); do grep -q "$2" "$1" 2>/dev/null && return; sleep 0.05; done; fail "$what: $2 is not in $1"; }
sleep_until "/proc/$sender/limits" '^Max core file size  *0  *0 '
tr '\0' ' ' <"/proc/$sender/cmdline" | grep -q 'touchstone-notify $' || fail "$what: something stands in its command line"
wait $check
[ $? = 3 ] || fail "$what: no server answered, and all is well"

what="no server"
plan always "smtp: smtp://127.0.0.1:1"
run 3 0
told 'no connection'

login() { plan always "smtp: $1://127.0.0.1:$port" 'tls: required' "ca_file: $2" 'user: proef' "$3"; }
what="STARTTLS with a log-in"
echo tls >box/mode
login smtp certs/ca.pem 'password_file: password'
run 0 1
grep -q '^AUTH' box/said || fail "$what: no log-in"
what="encryption from the first byte"
echo whole >box/mode
login smtps certs/ca.pem 'password_file: password'
run 0 1
echo tls >box/mode
what="a password in the environment"
login smtp certs/ca.pem 'password_env: PROEF'
PROEF=$password run 0 1
what="a wrong password"
PROEF=Valse-Munt-38 run 3 0
told 'refused user proef: wrong password?'
what="a server that repeats the password"
echo parrot >box/mode
PROEF=$password run 3 0
told 'refused user proef'
what="no password"
run 3 0
told 'password_env: PROEF is not set'
what="a certificate of an authority nobody knows"
echo tls >box/mode
login smtp certs/unknown.crt 'password_file: password'
run 3 0
told 'certificate is not trusted'
what="no encryption offered"
echo plain >box/mode
login smtp certs/ca.pem 'password_file: password'
: >box/said
run 3 0
told 'offers no encryption'
grep -qE '^(AUTH|MAIL)' box/said && fail "$what: it went on all the same"
what="a password that others can read"
echo tls >box/mode
chmod 644 password
run 3 0
told 'no digest can be sent: password_file:' 'chmod 600'
"$binary" doctor >doctor.txt
grep -q 'ILL *notify .*chmod 600' doctor.txt || { fail "$what: doctor does not see it"; cat doctor.txt; }
chmod 600 password
"$binary" doctor | grep -q 'ok *notify .*2 addresses' || fail "doctor: not well"

what="notify"
before=$(mails)
"$binary" notify --dry-run >mail.txt 2>err.txt || { fail "$what: dry run"; cat err.txt; }
[ "$(mails)" = "$before" ] || fail "$what: a dry run sent"
grep -q '^Subject: ' mail.txt || fail "$what: no mail printed"
"$binary" notify --test 2>err.txt || { fail "$what: a test"; cat err.txt; }
has Subject 'a test'
cp touchstone.yaml kept.yaml
sed -i 's#^  smtp: .*#  smtp: "smtp://127.0.0.1:1"#' touchstone.yaml
"$binary" notify --test 2>err.txt && fail "$what: a test that reaches nobody"
grep -q 'no connection' err.txt || { fail "$what: a test does not say why"; cat err.txt; }
cp kept.yaml touchstone.yaml
"$binary" notify 2>err.txt || { fail "$what: the last run"; cat err.txt; }
has text 'digests from' 'could not be sent'
sqlite3 'SELECT count(*) FROM notification' | grep -qx 0 || fail "$what: still owed"

what="the password is nowhere"
for secret in "$password" "$(printf '\0proef\0%s' "$password" | base64)"; do
    grep -rlaF --exclude-dir=box --exclude=password "$secret" . && fail "$what: but there"
done

what="errors of the plan"
# faulty LINE TEXT
faulty() {
    plan always "$1"
    shift
    run 2 0
    told "$@"
}
faulty 'smtp: mail.example.com' 'smtp://mail.example.com:587'
faulty 'smtp: smtp://u:geheimpje@mail.example.com' 'holds a user'
grep -q geheimpje err.txt && fail "$what: a password is told"
faulty 'smtp: smtps:/u:geheimpje@mail.example.com' 'is not a mail server'
grep -q geheimpje err.txt && fail "$what: a password is told"
plan always 'smtp: smtp://mail.example.com' 'tls: none' 'user: a' 'password_env: P'
run 2 0
told 'never sent to mail.example.com without encryption'
plan always 'smtp: smtp://127.0.0.1' 'user: a'
run 2 0
told 'a user needs a password_file'
plan always "smtp: smtp://127.0.0.1:$port"
sed -i 's/to: .*/to: ["a@b.example\\r\\nDATA"]/' touchstone.yaml
run 2 0
told 'is not the address of a mailbox'
[ $failures = 0 ]
