#!/bin/sh
# SPDX-License-Identifier: MIT
# The README works: its three jobs run as they are printed, its commands too, and a plugin made as it
# says compiles and loads. (samples/run.sh and tests/run.sh, the two commands, are what runs this.)
# Its addresses stand for a server on loopback, its paths below / for ones of this test; nothing else is
# changed. Its mail gate runs in a mail server in tests/system/milter.sh.
set -u
root=$TOUCHSTONE_SOURCE_ROOT
built=$TOUCHSTONE_BUILD_ROOT
work=$(mktemp -d)
server=
. "$root/tests/system/nginx.sh"
trap '[ -z "$server" ] || kill $server; nginx_stop "$work/nginx"; rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
mkdir bin
printf '#!/bin/sh\nexec "%s/core/touchstone" "$@"\n' "$built" >bin/touchstone
chmod +x bin/touchstone
PATH=$work/bin:$PATH

mkdir site
nginx_start "$work/site" "$work/nginx" || exit 1
site=http://127.0.0.1:$nginx_port/

# Indented blocks that begin with "touchstone: 1".
awk '/^    touchstone: 1$/ {block = "block" ++n}
    (!/^    / && NF) || /^    # \// {block = ""}
    block {print substr($0, 5) > block}' "$root/README.md"
grep -l '^touchpoints:' block* >/dev/null || fail "the README has no plan"
for block in block*; do
    if grep -q '^touchpoints:' "$block"; then
        sed "s|start: \"https://www.vlakwerk.example/\"|start: \"$site\", allow_hosts: [\"127.0.0.1:$nginx_port\"]|" "$block" >touchstone.yaml
    elif grep -q '^listen:' "$block"; then
        mv "$block" milter.yaml
    else
        mv "$block" brand.yaml
    fi
done
grep -q "$site" touchstone.yaml && [ -s brand.yaml ] && [ -s milter.yaml ] || fail "plan and brand book could not be taken from the README"
echo Vlakwerk >words.txt
echo '<html lang=nl><p>Gemak op elk vlak.</p>' >site/index.html
printf 'From: Vlakwerk <nieuws@vlakwerk.example>\nList-Unsubscribe: <https://www.vlakwerk.example/uit>\nSubject: Je vloer\nContent-Language: nl\n\nGemak op elk vlak.\n' >mailing.eml
mkdir mail
cp mailing.eml mail/

# The logos of the README stand in a book of their own here: a page without one would be told.
mkdir logos
firm=$root/samples/vlakwerk
cp "$firm/site/logo.svg" "$firm/logo/logo-negative.svg" "$firm/logo/logo-2015.png" "$firm/logo/signature.png" \
    "$firm/site/actie/banner.png" logos
cp words.txt logos
{ cat brand.yaml; awk '/^    logos:$/ {on = 1} /^    rollouts:/ || (!/^    / && NF) {on = 0} on {print substr($0, 5)}' "$root/README.md"; } >logos/brand.yaml

commands=0
while IFS= read -r line; do
    commands=$((commands + 1))
    case $line in
    *\&)
        sh -c "exec ${line%&}" >serve.txt 2>&1 </dev/null &
        server=$!
        for try in $(seq 100); do [ -S touchstone.sock ] && break; sleep 0.1; done
        continue
        ;;
    "touchstone init http"*) # this command has no allow_hosts
        line=$(echo "$line" | sed 's|https://[^ ]*|site|')
        ;;
    "touchstone-milter "*) # libmilter opens its socket only where it may; tests/system/milter.sh does
        [ -x "$built/core/milter/touchstone-milter" ] || continue
        line="$built/core/milter/touchstone-milter --check ${line#touchstone-milter }"
        line=$(echo "$line" | sed 's|/etc/touchstone/||')
        ;;
    "touchstone rollout new"*)
        echo "$line" >rollout-new.txt
        continue
        ;;
    "touchstone rollout"*) # below, when the brand book has one
        echo "$line" >>rollouts.txt
        continue
        ;;
    "touchstone logo "*)
        (cd logos && sh -c "$line" >out.txt 2>&1 </dev/null) || fail "$line: exit $?: $(head -3 logos/out.txt)"
        grep -q main-old logos/out.txt || fail "$line: $(cat logos/out.txt)"
        continue
        ;;
    esac
    sh -c "$line" >out.txt 2>&1 </dev/null || fail "$line: exit $?: $(head -3 out.txt)"
done <<END
$(sed -n 's/^    \(touchstone\(-milter\)* .*\)/\1/p' "$root/README.md" | grep -v '^touchstone: ')
END
[ $commands -ge 4 ] || fail "only $commands commands were found in the README"
[ -s report.html ] || fail "no report.html was written"
# A fault in it is found by the same commands.
echo '<html lang=nl><p>Een goedkope vloer van VlakWerk. <a href=contact.html>Contact</a></p>' >site/index.html
touchstone check -q --fail-on warning >out.txt 2>&1
[ $? = 1 ] && grep -q 'terms/cheap' out.txt && grep -q 'terms/brand-name' out.txt || fail "the brand book of the README finds nothing"
# The rollout of the README is part of the same brand book; the old address is outdated, the new one is not.
awk '/^    identity:$/ {on = 1} !/^    / && NF {on = 0} on {print substr($0, 5)}' "$root/README.md" >>brand.yaml
grep -q '^rollouts:' brand.yaml || fail "the README has no rollout"
echo '<html lang=nl><p>Vlakwerk<br>Prof. Dr. Dorgelolaan 30<br>5613 AM Eindhoven</p>
<p>Voor bezoek: Kanaalstraat 12a, 3531CJ Utrecht</p>' >site/contact.html
touchstone scan -q -b brand.yaml --as-of 2027-01-01 site/contact.html -o jsonl=rollout.jsonl
[ "$(grep -c '"rule":"identity/address-outdated","severity":"error"' rollout.jsonl)" = 1 ] ||
    fail "the rollout of the README finds no outdated address: $(grep '"finding"' rollout.jsonl)"
touchstone scan -q -b brand.yaml --as-of 2026-09-15 site/contact.html -o jsonl=rollout.jsonl
grep -q 'address-outdated\|rollout/early' rollout.jsonl && fail "the old address is outdated too early"
touchstone check -q --as-of 2026-10-16 --fail-on never >out.txt 2>&1
while read -r line; do
    sh -c "$line" >out.txt 2>&1 && grep -q 'Webshop .*1 old.*2026-10-15 · ' out.txt || fail "$line: $(head -5 out.txt)"
done <rollouts.txt
sh rollout-new.txt >out.txt 2>&1 && grep -q 'id: hq-2028, street: "Domplein", number: 1' out.txt || fail "rollout new: $(cat out.txt)"

# "A plugin of your own", each kind.
mkdir tree
cp -r "$root/plugins" "$root/include" tree/
for kind in check reader source; do
    sh tree/plugins/new-plugin.sh $kind exclaim >/dev/null || fail "new-plugin.sh $kind"
done
export TOUCHSTONE_PLUGIN_PATH="$built/plugins:$work/made" XDG_CACHE_HOME="$work/cache"
mkdir made
for folder in check-exclaim read-exclaim source-exclaim; do
    ${CC:-cc} -std=c11 -Wall -Wextra -Werror -shared -fPIC -fvisibility=hidden -Itree/include \
        "tree/plugins/$folder/plugin.c" -o "made/$folder.so" || fail "$folder does not compile"
done
touchstone plugins >out.txt || fail "plugins: $(cat out.txt)"
[ "$(grep -c 'exclaim ' out.txt)" = 3 ] || fail "the new plugins are not all there: $(cat out.txt)"
[ "$failures" = 0 ]
