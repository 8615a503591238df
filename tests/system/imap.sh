#!/bin/sh
# SPDX-License-Identifier: MIT
# A seed mailbox on a real Dovecot: all of its mails are judged once, over STARTTLS and TLS, also when
# the connection is cut and when mails come, go or get new numbers; nothing in it changes; the
# password goes nowhere else. Then servers that do what they should not.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
[ "$(id -u)" = 0 ] || { echo "Dovecot needs root to serve the mailbox of another user"; exit 77; }
[ -x /usr/sbin/dovecot ] || { echo "no dovecot: install the packages of samples/packages.txt"; exit 77; }
work=$(mktemp -d)
chmod 755 "$work"
. "$here/dovecot.sh"
helpers=
trap 'dovecot_stop "$work/dovecot"; for helper in $helpers; do kill $helper 2>/dev/null; done; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
mails=500
dovecot_password=Klinkende-Munt-83
sh "$here/certificates.sh" "$work/certs" || exit 1
dovecot_start "$work/dovecot" "$work/certs/good.pem" || exit 1
box=$work/dovecot/mail
printf '%s\n' "$dovecot_password" >password
chmod 600 password
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: cheap, forbid: [goedkoop], severity: error }
END

# mail NUMBER: to standard output; every fifth has a fault.
mail() {
    printf 'From: Vlakwerk <info@vlakwerk.example>\r\nTo: proef@vlakwerk.example\r\nSubject: Bestelling %s\r\n' "$1"
    printf 'Message-ID: <%s@vlakwerk.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n' "$1"
    printf 'Je vloer met nummer %s komt morgen.\r\n' "$1"
    [ $(($1 % 5)) != 0 ] || printf 'Dat is niet eens goedkoop.\r\n'
    printf '%s\r\n' "$filler"
}
filler=$(seq 1 40 | sed 's/.*/Regel & van de leveringsvoorwaarden van Vlakwerk./')
fill_box() { # makes the mailbox anew
    rm -rf "$box"
    mkdir -p "$box/new" "$box/cur" "$box/tmp"
    for number in $(seq 1 $mails); do
        mail "$number" >"$box/new/$number.M1.proef"
    done
    chown -R mail:mail "$box"
}
fill_box

# plan FILE [ID URL OPTIONS]...: a touchpoint each; the authority is known.
plan() {
    file=$1
    shift
    printf 'touchstone: 1\nbrand: brand.yaml\ndatabase: %s.db\ntouchpoints:\n' "$file" >"$file.yaml"
    while [ $# -gt 0 ]; do
        port=${2#*://127.0.0.1:}
        echo "  - { id: $1, channel: email, source: { imap: { url: \"$2\", user: proef, password_file: password,
      ca_file: certs/ca.pem, allow_hosts: [\"127.0.0.1:${port%%/*}\"]$3 } } }"
        shift 3
    done >>"$file.yaml"
}
# check FILE STATUS OPTIONS: $file.jsonl, $file.said
check() {
    file=$1 wanted=$2
    shift 2
    timeout 50 "$binary" check -q -c "$file.yaml" -o jsonl="$file.jsonl" -o html="$file.html" "$@" >"$file.said" 2>&1
    status=$?
    [ $status = "$wanted" ] || fail "$file: ended $status, not $wanted: $(cat "$file.said"; tail -n 1 "$file.jsonl")"
}
is() { # what, expected, jq over the array of all lines of $file
    found=$(jq -scS "$3" "$file.jsonl")
    [ "$found" = "$2" ] || fail "$file: $1: $found, not $2"
}
ways='[.[] | select(.type == "document") | .way // .status] | group_by(.) | map({(.[0]): length}) | add'
cheap='[.[] | select(.rule == "terms/cheap") | [.state, .count]]'
reason='[.[] | select(.type == "document" or .rule == "run/unchecked") | .reason // .excerpt | select(. != "")] | unique'
distinct='[.[] | select(.type == "document") | .locator] | length - (unique | length)'
# unchecked ID TEXT: that touchpoint of $file has no document that was checked, and one reason.
unchecked() {
    found=$(jq -r --arg id "$1" 'select(.type == "document" and .touchpoint == $id) | .status + ": " + .reason' "$file.jsonl" | sort -u)
    case $found in
    "unchecked: "*"$2"*) [ "$(echo "$found" | wc -l)" = 1 ] || fail "$file, $1: several reasons: $found" ;;
    *) fail "$file, $1: \"$found\" does not say \"$2\"" ;;
    esac
}
proxy() { # sets $proxy_port; arguments of imap_proxy.py behind its file
    rm -f proxy_port proxy_port.count
    python3 "$here/imap_proxy.py" proxy_port "$@" &
    helpers="$helpers $!"
    await proxy_port
    proxy_port=$(cat proxy_port)
}
await() {
    for _ in $(seq 100); do
        [ -e "$1" ] && return
        sleep 0.05
    done
    fail "$1 never came"
}
box_state() { (cd "$box" && find new cur -type f | sort | xargs cksum) | cksum; }
log_ins() { grep -c 'imap-login: Info: Login' "$work/dovecot/log"; }

# ---- one mailbox ----

# Does the password stand among the arguments of any process?
: >watching
(
    while [ -f watching ]; do
        cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | grep -F -f password >>seen_arguments
        sleep 0.1
    done
) &
before=$(box_state)
python3 "$here/imap_flags.py" "$imaps_port" certs/ca.pem password >flags.before
plan box seed "imap://127.0.0.1:$imap_port/INBOX" ""
check box 1
is "all mails are read" "{\"read\":$mails}" "$ways"
is "each fault is found" "[[\"new\",$((mails / 5))]]" "$cheap"
is "no mail is told twice" 0 "$distinct"
is "locators are RFC 5092" 0 '[.[] | select(.type == "document") | .locator | select(test("^imap://127.0.0.1:[0-9]+/INBOX;UIDVALIDITY=[0-9]+/;UID=[0-9]+$") | not)] | length'
logins=$(log_ins)
bytes_read() { awk -F 'body_bytes=' '/imap\(proef\)/ && NF > 1 { n = $2 } END { print n + 0 }' "$work/dovecot/log"; }
check box 1
is "the second run reads none anew" "{\"kept\":$mails}" "$ways"
is "and knows each fault" "[[\"open\",$((mails / 5))]]" "$cheap"
[ $(($(log_ins) - logins)) = 1 ] || fail "the second run logged in $(($(log_ins) - logins)) times"
sleep 0.3
[ "$(bytes_read)" = 0 ] || fail "the second run fetched $(bytes_read) bytes of mails"
rm watching
python3 "$here/imap_flags.py" "$imaps_port" certs/ca.pem password >flags.after
[ "$(wc -l <flags.after)" = $mails ] || fail "the mailbox has $(wc -l <flags.after) mails"
cmp -s flags.before flags.after || fail "flags changed: $(diff flags.before flags.after | head -n 3)"
grep -q Seen flags.after && fail "mails are marked as seen"
[ "$(box_state)" = "$before" ] || fail "the files of the mailbox changed"

# Mails come and go.
rm "$box/new/7.M1.proef"
mail 505 >"$box/new/505.M1.proef"
check box 1
is "one new, one gone" "{\"gone\":1,\"kept\":$((mails - 1)),\"read\":1}" "$ways"
is "its fault is added" "[[\"open\",$((mails / 5 + 1))]]" "$cheap"

# One that arrives during the run is part of it.
mail 510 >arriving
chown mail:mail arriving
plan during seed "imap://127.0.0.1:$imap_port/INBOX" ""
proxy "$imap_port" 0 0 150000 arriving "$box/new/510.M1.proef"
plan during seed "imap://127.0.0.1:$proxy_port/INBOX" ""
check during 1
[ ! -e arriving ] || fail "it did not arrive during the run"
is "it is read" "{\"read\":$((mails + 1))}" "$ways"
is "no mail is told twice" 0 "$distinct"

# The mailbox is made anew: new numbers, nothing lost, nothing mixed up.
fill_box
check box 1
is "old numbers are gone, the mails are read" "{\"gone\":$mails,\"read\":$mails}" "$ways"
is "the faults have moved" "[[\"open\",$((mails / 5))]]" "$cheap"

# ---- a bad line ----

proxy "$imap_port" 400000 1
plan cut seed "imap://127.0.0.1:$proxy_port/INBOX" ""
check cut 1
is "cut once, all mails are read" "{\"read\":$mails}" "$ways"
is "and judged once" "[[\"new\",$((mails / 5))]]" "$cheap"
[ "$(cat proxy_port.count)" = 2 ] || fail "cut once: $(cat proxy_port.count) connections"

proxy "$imap_port" 400000 -1
plan cuts seed "imap://127.0.0.1:$proxy_port/INBOX" ""
check cuts 1
is "cut again and again, all mails are read" "{\"read\":$mails}" "$ways"
is "and judged once" "[[\"new\",$((mails / 5))]]" "$cheap"
[ "$(cat proxy_port.count)" -ge 3 ] || fail "cut again and again: $(cat proxy_port.count) connections"

proxy "$imap_port" 9000 -1
plan dead seed "imap://127.0.0.1:$proxy_port/INBOX" ", expect: [ { subject: \"Bestelling*\", every: 1d } ]"
check dead 3
unchecked seed "the connection broke off"
[ "$(cat proxy_port.count)" = 3 ] || fail "never lists: $(cat proxy_port.count) connections"
is "nothing is said of what should have come" 0 '[.[] | select(.rule == "mail/expected-missing")] | length'

# ---- what should have come ----

touch -d '3 days ago' "$box/new/$mails.M1.proef"
mail 600 | sed 's/^Subject: .*/Subject: =?utf-8?q?Caf=C3=A9_nieuws?=\r/' >"$box/new/600.M1.proef"
mail 700 | sed 's/^Subject: .*/Subject: Weekbericht\r/' >"$box/new/700.M1.proef"
chown -R mail:mail "$box"
touch -d '9 days ago' "$box/new/700.M1.proef"
plan expect seed "imaps://127.0.0.1:$imaps_port/INBOX" ", max_age: 1d,
      expect: [ { subject: \"Bestelling*\", every: 1d }, { subject: \"caf\\u00e9*\", from: \"*@vlakwerk.example\", every: 12h },
                { subject: \"Weekbericht\", every: 1w }, { subject: \"Jaarverslag\", every: 4w } ]"
check expect 1
titles='[.[] | select(.type == "document" and (.locator | test("#expect="))) | .title]'
is "each expectation is a document" '["Bestelling*, every 1d: there","café*, every 12h: there","Weekbericht, every 1w: missing","Jaarverslag, every 4w: missing"]' "$titles"
is "old mails are left out" 0 '[.[] | select(.type == "document" and .title == "Weekbericht" and .media_type == "message/rfc822")] | length'

# ---- refused ----

fails_before=$(grep -c 'auth failed' "$work/dovecot/log")
printf 'Vals-Geld-19\n' >password
plan wrong seed "imap://127.0.0.1:$imap_port/INBOX" ""
check wrong 3
unchecked seed "the mailbox refused user proef: wrong password?"
is "the error is one" 1 '[.[] | select(.type == "document")] | length'
sleep 0.2
[ $(($(grep -c 'auth failed' "$work/dovecot/log") - fails_before)) = 1 ] || fail "a wrong password was tried again"
cp box.yaml again.yaml
sed -i 's/again/box/' again.yaml
check again 1 # what was found before stays open
is "mails of an earlier run are not known without it" "{\"unchecked\":$((mails + 1))}" "$ways"
printf '%s\n' "$dovecot_password" >password

plan authority seed "imaps://127.0.0.1:$imaps_port/INBOX" ""
sed -i 's/certs.ca.pem/certs\/unknown.crt/' authority.yaml
check authority 3
unchecked seed "its certificate is not trusted"
unchecked seed "ca_file"
plan absent seed "imaps://127.0.0.1:$imaps_port/Elders" ""
check absent 3
unchecked seed "has no mailbox \"Elders\" that user proef may read"
plan inside seed "imaps://127.0.0.1:$imaps_port/INBOX" ""
sed -i 's/allow_hosts: [^]]*]/allow_hosts: ["127.0.0.1:1"]/' inside.yaml
check inside 3
unchecked seed "allow_hosts"
plan large seed "imaps://127.0.0.1:$imaps_port/INBOX" ", max_mails: 3, max_size: 2KB"
check large 3
is "three are too large" '["is 2.3 KiB; at most 2.0 KiB of one mail are read (max_size)"]' \
    '[.[] | select(.type == "document" and .status == "unchecked") | .reason | gsub("\u00a0"; " ") | gsub("2\\.[0-9] KiB;"; "2.3 KiB;")] | unique'
is "the others are said to be left out" "[\"skipped: $((mails - 1)) of $((mails + 2)) mails are left out by the plan (max_age, max_mails)\"]" \
    '[.[] | select(.type == "document" and .status != "unchecked") | .status + ": " + .reason]'

# ---- servers that do not do what they should ----

mkdir said_to
python3 "$here/imap_fake.py" ports certs/good.pem said_to &
helpers="$helpers $!"
await ports
. ./ports
quick=", timeout: 200ms"
plan fake record "imaps://127.0.0.1:$record/INBOX" "" \
    plain "imap://127.0.0.1:$plain/INBOX" "" refuses "imap://127.0.0.1:$refuses/INBOX" "" \
    nologin "imaps://127.0.0.1:$nologin/INBOX" "" parrot "imaps://127.0.0.1:$parrot/INBOX" "" \
    silent "imaps://127.0.0.1:$silent/INBOX" "$quick" mute "imaps://127.0.0.1:$mute/INBOX" "$quick" \
    endless "imaps://127.0.0.1:$endless/INBOX" ", timeout: 700ms" short "imaps://127.0.0.1:$short/INBOX" "" \
    giant "imaps://127.0.0.1:$giant/INBOX" "" garbage "imaps://127.0.0.1:$garbage/INBOX" "" \
    numberless "imaps://127.0.0.1:$numberless/INBOX" "" nobody "imaps://127.0.0.1:1/INBOX" ""
begun=$(date +%s)
check fake 1 # record has a fault
[ $(($(date +%s) - begun)) -lt 40 ] || fail "servers without an end took $(($(date +%s) - begun)) s"
is "the one that does is read" 2 '[.[] | select(.type == "document" and .touchpoint == "record" and .status == "checked")] | length'
unchecked plain "offers no encryption"
unchecked refuses "offers no encryption"
unchecked nologin "offers no way to log in"
unchecked parrot "can't check passwords at the moment"
unchecked silent "gave no answer in time"
unchecked mute "gave no answer in time"
unchecked endless "did not finish its answer in time"
unchecked short "the connection broke off"
unchecked giant "more bytes of one mail than are read"
unchecked garbage "no IMAP"
unchecked numberless "UIDVALIDITY"
unchecked nobody "no connection came about"
for name in plain refuses; do
    grep -qiE 'AUTHENTICATE|LOGIN' said_to/$name && fail "$name was told the password without encryption"
done
[ "$(grep -c AUTHENTICATE said_to/parrot)" = 1 ] || fail "the parrot was asked again"
# Read-only: nothing but these was ever said, to any of them.
cat said_to/* | sed 's/^[A-Z0-9]* //' | grep -vE '^(CONNECTED|CAPABILITY|STARTTLS|LOGOUT|NOOP|AUTHENTICATE PLAIN .*|EXAMINE "INBOX"|UID FETCH [0-9:*,]+ \(UID RFC822.SIZE INTERNALDATE FLAGS\)|UID FETCH [0-9,]+ \(UID BODY.PEEK\[\]\))$' |
    head -n 3 | grep . && fail "something else was said to a server"
for wanted in EXAMINE BODY.PEEK LOGOUT; do
    grep -q "$wanted" said_to/record || fail "$wanted was never said, so this test shows nothing"
done

# ---- the password ----

grep -q . seen_arguments && fail "the password is in the arguments of a process"
packed=$(printf '\0proef\0%s' "$dovecot_password" | base64)
grep -qF "$packed" said_to/record || fail "the secret is not looked for in the form it is sent"
rm -r said_to
for secret in "$dovecot_password" "$packed" Vals-Geld-19; do
    grep -rlF --exclude=password --exclude=dovecot.conf -e "$secret" . && fail "a secret is in a file"
done

echo "$mails mails over STARTTLS and TLS, $(log_ins) log-ins"
[ "$failures" = 0 ]
