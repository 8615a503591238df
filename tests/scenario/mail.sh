#!/bin/sh
# SPDX-License-Identifier: MIT
# Mails of an invented firm before they go out: a newsletter that is right, and one of each fault; a template
# and an order mail, of which less is asked; a mail from a pipe, whose fault decides the exit status.
. "$TOUCHSTONE_SOURCE_ROOT/tests/scenario/head.sh"
printf 'touchstone: 1\nname: Vlakwerk\nlanguages: [nl, en]\n' >brand.yaml
cat >touchstone.yaml <<'END'
touchstone: 1
brand: brand.yaml
touchpoints:
  - id: news
    channel: email
    source: { folder: { path: news } }
    kinds: { marketing: "**" }
    checks: { mail: { sender: [vlakwerk.example], staging_hosts: ["*.vloerproef.example"] } }
  - id: orders
    channel: email
    source: { folder: { path: orders } }
    checks: { mail: { sender: [vlakwerk.example] } }
  - { id: templates, channel: email, source: { folder: { path: templates } } }
END
mkdir news orders templates

# The parts of a newsletter that is right; each mail below changes one of them.
right() {
    subject='Zo komt je vloer de winter door'
    from='Vlakwerk <nieuws@vlakwerk.example>'
    headers='List-Unsubscribe: <https://www.vlakwerk.example/uit?k=1>
List-Unsubscribe-Post: List-Unsubscribe=One-Click'
    preheader='<div style="display:none">Drie tips tegen kieren tussen je planken</div>'
    greeting='Beste Sanne,'
    price='Een bak met verdamper kost 19 euro'
    picture='<img src="https://www.vlakwerk.example/mail/winter.jpg" alt="Een eiken vloer in de winter" width="600" height="200">'
    link='https://www.vlakwerk.example/advies/winter'
    out='<a href="https://www.vlakwerk.example/uit?k=1">Uitschrijven</a>'
    text="De verwarming droogt de lucht, waardoor planken krimpen en kieren ontstaan. In het voorjaar sluiten
die vanzelf. Zet bakken water op de radiator, controleer de vochtigheid en bel onze monteurs bij twijfel."
    html=$text
    plain="$greeting

$text $price.
Lees meer: $link"
}
compose() { # file
    {
        printf 'From: %s\nTo: klant@post.example\nDate: Mon, 2 Nov 2026 07:00:00 +0100\n' "$from"
        printf 'Message-ID: <%s@vlakwerk.example>\n' "$(basename "$1")"
        [ -z "$subject" ] || printf 'Subject: %s\n' "$subject"
        [ -z "$headers" ] || printf '%s\n' "$headers"
        printf 'MIME-Version: 1.0\nContent-Language: nl\n'
        printf 'Content-Type: multipart/alternative; boundary="vlak"\n\n'
        [ -z "$plain" ] || printf -- '--vlak\nContent-Type: text/plain; charset=utf-8\n\n%s\n\n' "$plain"
        printf -- '--vlak\nContent-Type: text/html; charset=utf-8\n\n<html lang="nl"><body>\n%s\n' "$preheader"
        printf '%s\n<p>%s</p>\n<p>%s %s.</p>\n' "$picture" "$greeting" "$html" "$price"
        printf '<p><a href="%s">Lees meer</a></p>\n<p>%s</p>\n</body></html>\n\n--vlak--\n' "$link" "$out"
    } >"$1"
}

: >expected
expect() { # file, then "rule actual" each
    file=$1
    shift
    for line; do
        printf '%s mail/%s\n' "$file" "$line" >>expected
    done
}

right; compose news/right.eml
right; subject=; compose news/no-subject.eml; expect news/no-subject.eml 'subject-missing '
right; subject='Zo komt je vloer de winter door: alles over kieren, droge lucht, water en warmte'
compose news/long.eml; expect news/long.eml "subject-long $subject"
right; preheader='<a href="https://www.vlakwerk.example/m/1">Bekijk in browser</a>'
compose news/leftover.eml; expect news/leftover.eml 'preheader-leftover Bekijk in browser'
right; preheader=; compose news/no-preheader.eml
expect news/no-preheader.eml 'preheader-missing Een eiken vloer in de winter'
right; preheader="<div style=\"display:none\">$subject!</div>"; compose news/repeats.eml
expect news/repeats.eml "preheader-repeats $subject!"
right; from='Vlakwerk <vlakwerk.vloeren@gmail.com>'; compose news/foreign.eml
expect news/foreign.eml 'sender-foreign vlakwerk.vloeren@gmail.com'
right; from='Marketing <nieuws@vlakwerk.example>'; compose news/name.eml
expect news/name.eml 'sender-name-differs Marketing'
right; headers="$headers
Reply-To: vlakwerk.vloeren@gmail.com"; compose news/reply.eml
expect news/reply.eml 'reply-to-foreign vlakwerk.vloeren@gmail.com'
right; plain=$(printf '%s' "$plain" | sed 's/19 euro/29 euro/'); compose news/price.eml
expect news/price.eml 'parts-differ 29 euro'
right; plain='Uw mailprogramma kan geen HTML weergeven.'; compose news/stub.eml
expect news/stub.eml 'parts-differ Uw mailprogramma kan geen HTML weergeven.'
right; plain=; compose news/html-only.eml; expect news/html-only.eml 'text-part-missing '
right; out='Vlakwerk, Utrecht'; headers=; compose news/no-way-out.eml
expect news/no-way-out.eml 'unsubscribe-missing '
right; headers=; compose news/no-header.eml; expect news/no-header.eml 'unsubscribe-header-missing '
right; out='Vlakwerk, Utrecht'; compose news/no-link.eml; expect news/no-link.eml 'unsubscribe-link-missing '
right; greeting='Beste ,'; compose news/salutation.eml; expect news/salutation.eml 'salutation-empty Beste ,'
right; greeting='Beste *|FNAME|*,'; compose news/tag.eml; expect news/tag.eml 'merge-tag *|FNAME|*'
right; subject='{{ voornaam }}, zo komt je vloer de winter door'; compose news/tag-subject.eml
expect news/tag-subject.eml 'merge-tag {{ voornaam }}'
right; link='https://shop.vloerproef.example/winter'; compose news/staging.eml
expect news/staging.eml 'link-staging shop.vloerproef.example' 'parts-differ https://www.vlakwerk.example/advies/winter'
right; link='http://www.vlakwerk.example/advies/winter'; compose news/insecure.eml
expect news/insecure.eml 'link-insecure http://www.vlakwerk.example/'
right; link='#'; compose news/nowhere.eml; expect news/nowhere.eml 'link-empty #' 'parts-differ https://www.vlakwerk.example/advies/winter'
right; picture='<img src="https://www.vlakwerk.example/mail/winter.jpg">'; compose news/picture.eml
expect news/picture.eml 'image-alt-missing winter.jpg'

# An order mail: nothing is asked that only newsletters need.
right; preheader= headers= out= plain=; compose orders/right.eml
right; preheader= headers= out= plain= greeting='Dear null,'; compose orders/null.eml
expect orders/null.eml 'salutation-empty Dear null'

# Templates: tags are right, half ones are not; headers are not asked of files of HTML.
printf '<html lang="nl"><body><p>Beste {{ voornaam }}, je bestelling {{ nummer }} is onderweg.</p><a href="{{ url }}">Volg</a><a href="#">Menu</a></body></html>' >templates/right.html
printf '<html lang="nl"><body><p>Beste {{ voornaam }, je bestelling is onderweg.</p><img src="vloer.jpg"></body></html>' >templates/half.html
expect templates/half.html 'merge-tag-broken {{ voornaam' 'image-alt-missing vloer.jpg'

found() {
    jq -r 'select(.type == "finding" and (.rule | startswith("mail/"))) | .rule as $rule | .actual as $actual
        | [.places[].locator] | unique | .[] | "\(.) \($rule) \($actual)"' out.jsonl | sort
}
"$binary" check -q --lang en -o jsonl=out.jsonl 2>err.txt
[ $? = 1 ] || fail "exit status of the check"
sort expected >wanted
found >got
diff wanted got || fail "the findings are not those that were expected"
jq -se 'any(.[]; .type == "summary" and .unchecked == 0)' out.jsonl >/dev/null || fail "something was not checked"
jq -se 'any(.[]; .rule == "mail/parts-differ" and .actual == "29 euro" and .expected == "19 euro")' out.jsonl >/dev/null || fail "what the other part has"

# In Dutch, in the terminal.
"$binary" check -q --fresh --lang nl -o term=out.txt news 2>/dev/null
grep -q 'is niet ingevuld' out.txt && grep -q 'heeft geen alternatieve tekst' out.txt || fail "wording in Dutch"

# Before it goes out: the exit status decides.
"$binary" scan -q -b brand.yaml - <news/right.eml >/dev/null 2>&1
[ $? = 0 ] || fail "a mail that is right may go"
"$binary" scan -q -b brand.yaml - <news/tag.eml >out.txt 2>&1
[ $? = 1 ] && grep -q 'FNAME' out.txt || fail "a merge tag stops a mail"
"$binary" explain mail/merge-tag >out.txt 2>&1 && grep -q 'Mailchimp\|mailing program' out.txt || fail "explain"

# What has no address, and what needs none.
printf 'From: Vlakwerk <nieuws@vlakwerk.example>\nSubject: Zo komt je vloer de winter door\nContent-Type: text/html\n\n<p><a name="boven">Boven</a> Een vloer. <a href="">Bekijk</a></p>\n' >empty.eml
"$binary" scan -q -b brand.yaml empty.eml -o jsonl=empty.jsonl
[ "$(jq -r 'select(.rule == "mail/link-empty") | .actual' empty.jsonl)" = Bekijk ] || fail "a link without an address"
# Pictures alone are not read, so the mail is not clean.
printf 'From: Vlakwerk <nieuws@vlakwerk.example>\nSubject: Winter\nContent-Type: text/html\n\n<img src="https://www.vlakwerk.example/w.png" alt="">\n' >picture.eml
"$binary" scan -q -b brand.yaml picture.eml >out.txt
[ $? = 3 ] && grep -q 'pictures alone' out.txt || fail "a mail of pictures alone is called clean"
[ "$failures" = 0 ]
