#!/bin/sh
# SPDX-License-Identifier: MIT
# A site behind a log-in, with TLS of a private authority, HTTP/2, gzip and brotli, served by nginx:
# crawled whole each time; with the wrong authority or password nothing is checked and the run ends
# 3; the password is nowhere to be found but where it belongs.
set -u
binary=$TOUCHSTONE_BUILD_ROOT/core/touchstone
here=$TOUCHSTONE_SOURCE_ROOT/tests/system
work=$(mktemp -d)
. "$here/nginx.sh"
trap 'nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
pages=120
password=Klinkende-Munt-83

# Pages of some size, each led to by the one before, and a sitemap.
mkdir -p site/blad
for number in $(seq 1 $pages); do
    printf '<!DOCTYPE html><html lang="nl"><title>Blad %s</title><h1>Vloer %s</h1>' "$number" "$number"
    seq "$number" $((number + 200)) | sed 's|.*|<p>Plank & van eiken, model &.|'
    [ "$number" = "$pages" ] || echo "<a href=\"/blad/$((number + 1)).html\">Verder</a>"
done >all
awk '/<!DOCTYPE/ { file = "site/blad/" ++n ".html" } { print >file }' all
printf '<!DOCTYPE html><html lang="nl"><title>Vlakwerk</title><a href="/blad/1.html">Begin</a>' >site/index.html
cat >brand.yaml <<'END'
touchstone: 1
name: Vlakwerk
languages: [nl]
terms:
  - { id: brand-name, prefer: Vlakwerk, not: [VlakWerk], severity: error }
END
format='log_format own "$server_protocol $status $sent_http_content_encoding $request_uri";'
log="access_log $work/access.log own;"

# configure SCHEME OPTIONS
configure() {
    cat >touchstone.yaml <<END
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: site
    channel: website
    source: { web: { start: "$1://127.0.0.1:$nginx_port/", max_rate: 100000/s, allow_hosts: ["127.0.0.1:$nginx_port"]$2 } }
END
}
# run NAME SCHEME OPTIONS: checks anew, sets $status and $checked.
run() {
    configure "$2" "$3"
    "$binary" check --fresh -o jsonl="$1.jsonl" -o html="$1.html" >"$1.out" 2>"$1.err"
    status=$?
    checked=$(grep -c '"type":"document".*"status":"checked"' "$1.jsonl")
}
# whole NAME SCHEME OPTIONS
whole() {
    run "$@"
    [ $status = 0 ] || fail "$1 ended $status: $(cat "$1.err")"
    [ "$checked" = $((pages + 1)) ] || fail "$1: $checked of $((pages + 1)) pages were checked"
}
# unchecked NAME SCHEME OPTIONS SENTENCE
unchecked() {
    run "$1" "$2" "$3"
    [ $status = 3 ] || fail "$1 ended $status, not 3"
    [ "$checked" = 0 ] || fail "$1: $checked pages were checked"
    grep -q "$4" "$1.jsonl" || fail "$1 does not say why: $(grep -o '"reason":"[^"]*"' "$1.jsonl" | head -n 1)"
}
serve() { # starts nginx with what the nginx_ variables say
    nginx_stop "$work/nginx"
    rm -rf "$work/nginx" access.log
    nginx_start "$work/site" "$work/nginx" || exit 1
}

# Packed on the way.
nginx_server=$log nginx_http="$format gzip on; gzip_min_length 1; gzip_proxied any;"
serve
whole gzip http ""
[ "$(grep -c ' 200 gzip /blad/' access.log)" = $pages ] || fail "gzip was not used"

brotli=/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so
if [ -f $brotli ]; then
    nginx_main="load_module $brotli;" nginx_http="$format brotli on; brotli_min_length 1;"
    serve
    nginx_main=
    whole brotli http ""
    [ "$(grep -c ' 200 br /blad/' access.log)" = $pages ] || fail "brotli was not used"
else
    fail "no $brotli: install the packages of samples/packages.txt"
fi

# A log-in.
printf 'ik:%s\n' "$(openssl passwd -6 "$password")" >users
nginx_http=$format nginx_server="$log auth_basic Vlakwerk; auth_basic_user_file $work/users;"
serve
printf '%s\n' "$password" >password
chmod 600 password
: >seen
(
    while [ -f seen ]; do
        cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n' | grep -F -f password >>found
        sleep 0.05
    done
) &
watcher=$!
whole login http ", user: ik, password_file: password"
export PASSWORD_OF_TEST="$password"
whole login-environment http ", user: ik, password_env: PASSWORD_OF_TEST"
unset PASSWORD_OF_TEST
rm seen
wait $watcher
[ ! -s found ] || fail "the password is in the arguments of a process"
unchecked no-login http "" "401 Unauthorized"
printf 'Vals-Geld-19\n' >password
unchecked wrong-login http ", user: ik, password_file: password" "401 Unauthorized"
chmod 644 password
run open-file http ", user: ik, password_file: password"
[ $status = 3 ] && grep -q 'chmod 600' open-file.jsonl || fail "a file for all to read was taken ($status)"
printf '%s\n' "$password" >password
packed=$(printf 'ik:%s' "$password" | base64)
echo "$packed" >planted; grep -rqF --exclude=password -e "$packed" . || fail "secrets are not looked for"; rm planted
for secret in "$password" "$packed" Vals-Geld-19; do
    grep -rlF --exclude=password --exclude=users -e "$secret" . && fail "a secret is in a file"
done

# TLS of an authority of one's own, and HTTP/2.
authority() { # NAME
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout "$1.key" \
        -out "$1.pem" -subj "/CN=$1" -addext basicConstraints=critical,CA:TRUE 2>/dev/null
}
authority ours
authority theirs
openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout site.key -out site.csr -subj /CN=site 2>/dev/null
printf 'subjectAltName=IP:127.0.0.1\n' >names
openssl x509 -req -in site.csr -CA ours.pem -CAkey ours.key -CAcreateserial -days 2 -extfile names -out site.pem 2>/dev/null
nginx_server="$log ssl_certificate $work/site.pem; ssl_certificate_key $work/site.key;"
nginx_listen=ssl
serve
whole tls https ", ca_file: ours.pem"
unchecked wrong-authority https ", ca_file: theirs.pem" "certificate is not trusted"
unchecked no-authority https "" "certificate is not trusted"
nginx_listen="ssl http2"
serve
whole http2 https ", ca_file: ours.pem"
[ "$(grep -c '^HTTP/2.0 200' access.log)" -gt $pages ] || fail "HTTP/2 was not used"
grep -q '^HTTP/1' access.log && fail "HTTP/1 was used beside HTTP/2"

echo "$((pages + 1)) pages behind gzip, brotli, a log-in, TLS and HTTP/2"
[ "$failures" = 0 ]
