#!/bin/sh
# SPDX-License-Identifier: MIT
# touchstone serve: says what scan says, outlives what clients do, and notices what changes.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server 2>/dev/null; rm -rf "$work"' EXIT
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/vlakwerk"
cd "$work/vlakwerk" || exit 1
socket=$work/socket

start() { # options...
    rm -f "$work/log"
    "$binary" serve --socket "$socket" "$@" 2>"$work/log" &
    server=$!
    for try in $(seq 100); do
        grep -qs ready "$work/log" && return
        kill -0 $server 2>/dev/null || break
        sleep 0.1
    done
    fail "the server did not start: $(cat "$work/log")"
}
scan() { # status, options...
    wanted=$1
    shift
    "$binary" scan --server "$socket" -q "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ $status = "$wanted" ] || fail "$what: exit $status, expected $wanted: $(head -c 500 "$work/err")"
}
says() { grep -q "$1" "$work/err" || fail "$what: does not say \"$1\": $(head -c 500 "$work/err")"; }

# A server asks for no suggestions: what the checks proposed stands there instead.
lines() { jq -cS 'select(.type != "run") | del(.suggestions, .suggestions_asked)' "$1"; }

what="nobody there"
scan 3 mail/newsletter/english.eml
says "nothing was checked"

start
[ "$(stat -c %a "$socket")" = 600 ] || fail "others may connect: $(stat -c %a "$socket")"

what="the same as scan"
count=0
for file in mail/newsletter/*.eml mail/order/*.eml voice/menu/*.txt site/index.html; do
    for as in "--as newsletters" ""; do
        "$binary" scan $as "$file" -o jsonl -q >"$work/own" 2>/dev/null
        own=$?
        "$binary" scan --server "$socket" $as "$file" -o jsonl -q >"$work/served" 2>"$work/err"
        served=$?
        lines "$work/own" >"$work/own.lines"
        lines "$work/served" >"$work/served.lines"
        [ $own = $served ] && cmp -s "$work/own.lines" "$work/served.lines" ||
            fail "$file $as: $own and $served: $(diff "$work/own.lines" "$work/served.lines" | head -4 | cut -c1-300)"
        count=$((count + 1))
    done
done
[ $count -gt 15 ] || fail "only $count compared"
"$binary" scan --server "$socket" -q -o "jsonl=$work/two.jsonl" mail/newsletter/*.eml
[ "$(grep -c '"type":"document"' "$work/two.jsonl")" = "$(ls mail/newsletter/*.eml | wc -l)" ] || fail "several files are not several documents"

what="standard input"
"$binary" scan --server "$socket" --as newsletters -q - <mail/newsletter/english.eml >"$work/out"
[ $? = 1 ] || fail "standard input: exit $?"
grep -q accomodate "$work/out" || fail "standard input was not judged"

what="wrong requests"
scan 2 --as nwesletters mail/newsletter/english.eml
says 'did you mean "newsletters"'
scan 2 -b brand.yaml mail/newsletter/english.eml
says "leave -b and -c out"
scan 2 mail
says "no URLs or folders"
scan 2 missing.eml
says "no such file"
head -c 21000000 /dev/zero >"$work/large.txt"
scan 3 "$work/large.txt"
says "larger than"

scan 2 --as shop-utrecht audits/utrecht.yaml
says "without --server"

what="a second server"
"$binary" serve --socket "$socket" 2>"$work/second"
[ $? = 2 ] && grep -q "listens there already" "$work/second" || fail "a second server: $(cat "$work/second")"
echo text >"$work/file"
"$binary" serve --socket "$work/file" 2>"$work/second"
[ $? = 2 ] && [ "$(cat "$work/file")" = text ] || fail "a file was taken for a socket"

what="clients that misbehave"
python3 - "$socket" <<'END' || fail "the misbehaving clients"
import socket, struct, sys, time
path = sys.argv[1]
def connect():
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(10)
    s.connect(path)
    return s
held = [connect() for _ in range(40)]                      # says nothing
for junk in (b"\0", b"\xff" * 100, struct.pack("<II", 100, 0xffffffff), struct.pack("<II", 100, 50) + b"x" * 50,
             struct.pack("<II", 101, 4) + b"abcd", b"GET / HTTP/1.0\r\n\r\n" * 1000):
    for end in (True, False):
        s = connect()
        try:
            s.sendall(junk)
            if end:
                s.shutdown(socket.SHUT_WR)
                s.recv(4096)
        except OSError:
            pass
        s.close()
for s in held:
    s.close()
END
scan 1 --as newsletters mail/newsletter/english.eml

what="a worker that is killed"
worker=$(pgrep -P $server -x touchstone | tail -1)
kill -9 "$worker"
scan 1 --as newsletters mail/newsletter/english.eml

what="a document that is too much for a worker"
python3 -c 'print("<html><body>" + "<b>" * 3000000)' >"$work/deep.html"
scan 3 "$work/deep.html"
scan 1 --as newsletters mail/newsletter/english.eml

what="many at a time"
mkdir "$work/many"
seq 120 | xargs -P 24 -I '{}' sh -c '"$0" scan --server "$1" --as newsletters -q -o jsonl mail/newsletter/english.eml >"$2/{}.jsonl"; echo $? >"$2/{}.status"' \
    "$binary" "$socket" "$work/many"
[ "$(cat "$work"/many/*.status | sort | uniq -c | tr -d ' \n')" = 1201 ] || fail "$what: $(cat "$work"/many/*.status | sort | uniq -c)"
[ "$(for f in "$work"/many/*.jsonl; do grep -v '"type":"run"' "$f" | cksum; done | sort -u | wc -l)" = 1 ] || fail "$what: not the same"

what="another brand book"
echo "Een fletse vloer." >"$work/cheap.txt"
scan 0 "$work/cheap.txt"
sed -i 's/^terms:/terms:\n  - { id: dear, forbid: [fletse], severity: error }/' brand.yaml
scan 1 "$work/cheap.txt"
grep -q "terms/dear" "$work/out" || fail "the new term is not said"
cp brand.yaml "$work/good.yaml"
echo "nonsense: 1" >>brand.yaml
scan 2 "$work/cheap.txt"
says "nonsense"
cp "$work/good.yaml" brand.yaml
scan 1 "$work/cheap.txt"

what="another pack"
pack() { # forbidden word
    printf 'touchstone: 1\npack: fresh\nabout: x\nterms: [{ id: fresh, forbid: [%s], severity: error }]\n' "$1" >packs/fresh.yaml
}
mkdir -p packs
pack somber
echo "Een bonte vloer." >"$work/bright.txt"
sed -i "s|^packs: .*|packs: [fresh, nl/facts-shop, en/facts-shop]|" brand.yaml
scan 0 "$work/bright.txt"
pack bonte
scan 1 "$work/bright.txt"
grep -q "terms/fresh" "$work/out" || fail "the pack is not read anew"

what="the end"
kill $server
wait $server
[ $? = 0 ] || fail "the server did not end with 0"
[ ! -e "$socket" ] || fail "the socket stays behind"
start
kill -9 $server
wait $server 2>/dev/null
[ -e "$socket" ] || fail "nothing stays behind to take over"
start -j 1
scan 1 --as newsletters mail/newsletter/english.eml
pgrep -f "serve --socket $socket" >/dev/null || fail "it is gone"

echo "serve: $count compared, 0 differ; $failures failures"
[ $failures = 0 ]
