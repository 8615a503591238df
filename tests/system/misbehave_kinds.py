# SPDX-License-Identifier: MIT
"""What servers do wrong, a small function each; what must come of it stands in misbehave_table.py."""
import gzip
import secrets
import time
import zlib

from misbehave_server import page

MEGABYTE = 1 << 20
WORD = "Een goedkoop verhaal."  # brings a finding wherever it is read
STOLEN = "Smokkelwaar"          # must appear in no report

# ---- redirects ----


def redirect_to(target):
    """Redirects to one place; {base} is the site, {internal} a port that nobody may touch."""
    return lambda ask: ask.redirect(target.format(base=ask.base, internal=ask.site.ports["internal"]))


def redirect_in_circles(ask):
    ask.redirect("/redirect-circle" if ask.path.endswith("/b") else "/redirect-circle/b")


def redirect_endlessly(ask):
    ask.redirect(f"/redirect-endless/{ask.hit}")


def redirect_growing(ask):
    ask.redirect(f"{ask.path}/{ask.hit}{'abcdefgh' * 60}")


def redirect_nowhere(ask):
    ask.answer(b"", "302 Found")


def redirect_garbage(ask):
    ask.redirect("http://\x01\x02%%%[\xff\xfe")


def redirect_injecting(ask):
    if ask.path == "/redirect-crlf":
        ask.redirect("/redirect-crlf/x%0d%0aX-Evil:%201")
    else:
        ask.page(WORD)


def redirect_with_cookie(ask):
    ask.redirect(f"http://127.0.0.1:{ask.site.ports['internal']}/", headers=[
        "Set-Cookie: secret=redirect; Path=/; Domain=127.0.0.1"])


def cookie_wall(ask):
    """Lets in who brings the cookie that it sets, and sends all others here again."""
    if "wall=passed" in ask.headers.get("cookie", ""):
        ask.page(WORD)
    else:
        ask.redirect("/cookie-wall", headers=["Set-Cookie: wall=passed; Path=/"])


def cookie_circle(ask):
    """Never content: its cookie does not count."""
    target = "/cookie-circle" if ask.path.endswith("/set") else "/cookie-circle/set"
    ask.redirect(target, headers=[f"Set-Cookie: circle={ask.hit}; Path=/"])


def meta_circle(ask):
    target = "/meta-circle" if ask.path.endswith("/b") else "/meta-circle/b"
    ask.answer(page(WORD, head=f'<meta http-equiv="refresh" content="0; url={target}">'))


def meta_chain(ask):
    target = f"/meta-chain/{ask.hit}"
    refresh = f'<meta http-equiv="refresh" content="0; url={target}">' if ask.hit < 1000 else ""
    ask.answer(page(f"Vloer nummer {ask.hit}.", head=refresh))


# ---- traps: addresses without end, with little to say ----

TRAP_END = 1500  # hits after which a trap has done its work
SHELF = "Eiken vloer van twintig planken. Beuken vloer van tien planken. Leg uw vloer zelf. "


def trap(links_of, text_of=lambda ask: SHELF):
    def lure(ask):
        ask.page(text_of(ask), links_of(ask) if ask.hit < TRAP_END else [])
    return lure


def months_around(ask):
    year, month = ([int(part) for part in ask.segments[1:3]] + [2026, 1])[:2]
    after, before = year * 12 + month, year * 12 + month - 2
    return [f"/calendar/{n // 12}/{n % 12 + 1}" for n in (after, before)]


def month(ask):
    names = "januari februari maart april mei juni juli augustus september oktober november december"
    number = int(ask.segments[2]) if len(ask.segments) > 2 else 1
    return f"Agenda van {names.split()[number - 1]} {ask.segments[1:2]}. Er zijn geen afspraken."


def known_session(ask):
    return [f"/session-query?page={n}&sid={secrets.token_hex(16)}" for n in range(3)]


def unknown_session(ask):
    return [f"/token-query?page={n}&winkelwagen={secrets.token_hex(16)}" for n in range(3)]


def session_in_path(ask):
    return [f"/session-path/{secrets.token_hex(16)}/page-{n}" for n in range(3)]


def growing_path(ask):
    return [f"{ask.path}/{word}{ask.hit}" for word in ("eik", "beuk")]


def repeated_segments(ask):
    return [f"{ask.path}/{word}" for word in ("nl", "winkel")]


def growing_query(ask):
    return [f"{ask.target}{'&' if ask.query else '?'}f{ask.hit}={n}" for n in range(2)]


def many_filters(ask):
    return [f"/many-filters?kleur={n}&maat={ask.hit}&sorteer={n * ask.hit % 7}" for n in range(5)]


def soft_404(ask):
    return [f"/never-missing/{secrets.token_hex(5)}" for _ in range(3)]


# ---- slow and endless ----


def stay_silent(ask):
    ask.pause(10)


def drip_headers(ask):
    ask.send("HTTP/1.1 200 OK\r\n")
    for n in range(100):
        ask.send(f"X-Slow-{n}: 1\r\n")
        ask.pause(0.2)


def drip_body(ask):
    ask.send(ask.head_of(headers=["Content-Length: 100000"]) + "<html><p>")
    for _ in range(100):
        ask.send("vloer ")
        ask.pause(0.2)


def endless_headers(ask):
    ask.send("HTTP/1.1 200 OK\r\n")
    for n in range(10 ** 6):
        ask.send(f"X-Header-{n}: {'a' * 100}\r\n")


def huge_header(ask):
    ask.send(f"HTTP/1.1 200 OK\r\nX-Huge: {'a' * 2 * MEGABYTE}\r\n\r\n")


def interim_flood(ask):
    for _ in range(10 ** 6):
        ask.send("HTTP/1.1 100 Continue\r\n\r\n")


def interim_drip(ask):
    for _ in range(100):
        ask.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n")
        ask.pause(0.2)


def interim_once(ask):
    ask.send("HTTP/1.1 100 Continue\r\n\r\n")
    ask.page(WORD)


def endless_body(ask):
    ask.send(ask.head_of())
    while True:
        ask.send("<p>Nog een vloer.</p>" * 3000)


def endless_chunks(ask):
    ask.send(ask.head_of(headers=["Transfer-Encoding: chunked"]))
    text = "<p>Nog een vloer.</p>" * 3000
    while True:
        ask.send(f"{len(text):x}\r\n{text}\r\n")


def endless_404(ask):
    ask.send(ask.head_of("404 Not Found"))
    while True:
        ask.send("<p>Niets te zien.</p>" * 3000)


def leave_at_once(ask):
    ask.sock.close()


# ---- packing ----

# 100 MB of "a" behind "<html><p>", at brotli's best
BROTLI_BOMB = bytes.fromhex(
    "cfffff7ff8a5797cc2e05421a7150226594cd8fb7f36fcffff875f02200e0b0074effff9ffff0fbf04401c1601"
    "e8defff3ffff1f7e0980382c00d0bdffe7ffff3ffc1200715800a07bffcfffff7ff82500e2b00040f7fe3fffff"
    "7ff04b00c4610180eefd0f")


def zstd_of(text, blocks=0):
    """A frame of one plain block, then blocks of 128 KB of the letter a (RFC 8878, section 3.1)."""
    frame = b"\x28\xb5\x2f\xfd" + b"\x00\x58"  # no size, a window of 2 MB
    body = [(len(text) << 3 | (blocks == 0)).to_bytes(3, "little") + text]
    for n in range(blocks):
        body.append((128 << 10 << 3 | 1 << 1 | (n == blocks - 1)).to_bytes(3, "little") + b"a")
    return frame + b"".join(body)


def bomb(packer):
    size = 100 * MEGABYTE
    parts = [packer.compress(b"<html><p>")]
    parts += [packer.compress(b"a" * MEGABYTE) for _ in range(size // MEGABYTE)]
    return b"".join(parts) + packer.flush()


def gzip_bomb(ask):
    ask.packed(bomb(zlib.compressobj(9, wbits=31)), "gzip")


def deflate_bomb(ask):
    ask.packed(bomb(zlib.compressobj(9)), "deflate")


def brotli_bomb(ask):
    ask.packed(BROTLI_BOMB, "br")


def zstd_bomb(ask):
    ask.packed(zstd_of(b"<html><p>", 800), "zstd")


def stacked_encodings(ask):
    ask.packed(gzip.compress(gzip.compress(bomb(zlib.compressobj(9, wbits=31)))), "gzip, gzip, gzip")


def unknown_encoding(ask):
    ask.packed(page(WORD).encode(), "compress")


def false_gzip(ask):
    ask.packed(page(STOLEN).encode(), "gzip")


def false_brotli(ask):
    ask.packed(page(STOLEN).encode(), "br")


def corrupt_gzip(ask):
    """Right but for its check sum."""
    body = bytearray(gzip.compress(page(STOLEN).encode()))
    body[-6] ^= 0xFF
    ask.packed(bytes(body), "gzip")


def truncated_gzip(ask):
    ask.packed(gzip.compress(page(secrets.token_hex(5000)).encode())[:-500], "gzip")


def gzip_and_more(ask):
    """What stands behind the end of the packed stream is no part of the page."""
    ask.packed(gzip.compress(page(WORD).encode()) + STOLEN.encode() * 100, "gzip")


def good_deflate(ask):
    ask.packed(zlib.compress(page(WORD).encode()), "deflate")


# ---- framing ----


def chunk_garbage(ask):
    ask.send(ask.head_of(headers=["Transfer-Encoding: chunked"]) + "zz!\r\n<p>Vloer.</p>\r\n0\r\n\r\n")


def chunk_too_large(ask):
    head = ask.head_of(headers=["Transfer-Encoding: chunked"])
    ask.send(head + "ffffffffffffffffff\r\n<p>Vloer.</p>\r\n0\r\n\r\n")


def chunks_cut(ask):
    """Ends in the middle of its chunks."""
    ask.send(ask.head_of(headers=["Transfer-Encoding: chunked"]) + "400\r\n<p>Vloer.</p>")


def two_lengths(ask):
    ask.send(ask.head_of(headers=["Content-Length: 10", "Content-Length: 5000"]) + page(STOLEN))


def negative_length(ask):
    ask.send(ask.head_of(headers=["Content-Length: -5"]) + page(STOLEN))


def length_and_chunks(ask):
    """Chunks count (RFC 9112, section 6.3); what comes behind answers nobody."""
    text = page(WORD)
    head = ask.head_of(headers=["Content-Length: 5", "Transfer-Encoding: chunked"])
    ask.send(f"{head}{len(text):x}\r\n{text}\r\n0\r\n\r\n{smuggled(ask)}")
    ask.keeps = True


def smuggled(ask):
    text = page(STOLEN).replace("Vloeren", STOLEN)
    return ask.head_of(headers=[f"Content-Length: {len(text)}"]) + text


def extra_answer(ask):
    """A second answer nobody asked for must not be taken for that of the next page."""
    text = page(WORD)
    ask.send(ask.head_of(headers=[f"Content-Length: {len(text)}"]) + text + smuggled(ask))
    ask.keeps = True


def short_body(ask):
    ask.send(ask.head_of(headers=["Content-Length: 90000"]) + page(STOLEN))


def reset_midway(ask):
    ask.send(ask.head_of(headers=["Content-Length: 90000"]) + page(STOLEN))
    ask.reset()


def nul_in_headers(ask):
    ask.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Nul: a\0b\r\n\r\n" + page(STOLEN))


def http_09(ask):
    ask.send(page(STOLEN))


def odd_version(ask):
    ask.send(f"HTTP/7.9 200 OK\r\nContent-Type: text/html\r\n\r\n{page(STOLEN)}")


def garbage(ask):
    ask.send(secrets.token_bytes(2000))


def no_colon(ask):
    """A header line that is none must not hide what follows it."""
    text = page(WORD)
    ask.send(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nthis is no header\r\n"
             f"Content-Length: {len(text)}\r\n\r\n{text}")


# ---- statuses ----


def status(line, *headers):
    return lambda ask: ask.answer(page(STOLEN), line, headers)


def bare_status(line, *headers):
    return lambda ask: ask.send("\r\n".join([f"HTTP/1.1 {line}", *headers, "", ""]))


def partial(ask):
    text = page(STOLEN)
    ask.answer(text, "206 Partial Content", [f"Content-Range: bytes 0-{len(text) - 1}/90000"])


def recovers(ask):
    if ask.hit < 3:
        ask.answer("<p>Even geduld.</p>", "503 Service Unavailable", ["Retry-After: 2"])
    else:
        ask.page(WORD)


# ---- pages ----


def many_attributes(ask):
    attributes = " ".join(f"a{n}=1" for n in range(80000))
    ask.answer(f'<html lang="nl"><p {attributes}>{WORD}</p></html>')


def deep_page(ask):
    ask.answer(f'<html lang="nl"><body>{"<div>" * 300}{WORD}{"</div>" * 300}</body></html>')


def unknown_words(ask):
    letters = [chr(ord("a") + n) for n in range(26)]
    words = (f"vl{a}o{b}r{c}k{d}" for a in letters for b in letters for c in letters
             for d in letters[:12])
    text = " ".join(f"de vloer {word}" for word in words)
    ask.answer(f'<html lang="nl"><body><p>{WORD}</p><p>{text}</p></body></html>')


def script_only(ask):
    ask.answer('<!DOCTYPE html><html lang="nl"><head><title>Winkel</title></head><body><div id="root">'
               '</div><script src="/static/main.js"></script></body></html>')


DOCTYPES = {
    "xxe": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f SYSTEM "{secret}">]>',
    "laughs": "<!DOCTYPE x [<!ENTITY a0 'hahaha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)) + "<!ENTITY e '&a9;'><!ENTITY f ''>]>",
}


def xhtml(doctype):
    def answer(ask):
        head = '<?xml version="1.0"?>' + DOCTYPES[doctype].replace("{secret}", ask.site.secret_uri)
        ask.answer(f'{head}<html xmlns="http://www.w3.org/1999/xhtml" lang="nl"><body><p>&e;&f;</p>'
                   f"<p>{WORD}</p></body></html>", media="application/xhtml+xml")
    return answer


def binary_as_page(ask):
    ask.answer(b"\x7fELF\x02\x01\x01\0" + secrets.token_bytes(50000))


def page_as_picture(ask):
    ask.answer(page(STOLEN), media="image/png")


def odd_charset(ask):
    ask.answer(page(WORD), media="text/html; charset=klingon-8")


def injecting_headers(ask):
    """What comes back in the next run must not carry a header more."""
    ask.answer(page(WORD), headers=["ETag: \"a\rX-Evil: 1\"", "Last-Modified: x\x0bX-Evil: 1",
                                    "Content-Language: nl\rX-Evil: 1"])


def empty_page(ask):
    ask.answer(b"")


# ---- sitemaps ----


def sitemap(entries, root="urlset", item="url"):
    listed = "".join(f"<{item}><loc>{entry}</loc></{item}>" for entry in entries)
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'


def send_map(ask, text):
    ask.answer(text, media="application/xml")


def map_recursive(ask):
    """An index of itself and of two more that do the same."""
    more = [f"{ask.base}/map-recursive/{ask.hit}-{n}.xml" for n in (1, 2)] if ask.hit < TRAP_END else []
    send_map(ask, sitemap([f"{ask.base}/map-recursive.xml", *more], "sitemapindex", "sitemap"))


def map_of_many(ask):
    send_map(ask, sitemap(f"{ask.base}/many/{n}" for n in range(60000)))


def map_not_xml(ask):
    send_map(ask, f"Onze site is {STOLEN} <<< en geen XML & niets.")


def map_bomb(ask):
    ask.answer(bomb(zlib.compressobj(9, wbits=31)), media="application/x-gzip")


def map_cut(ask):
    send_map(ask, sitemap([f"{ask.base}/good/map-cut"])[:-20])


def map_with(doctype):
    def answer(ask):
        text = sitemap([f"{ask.base}/map-{doctype}/&e;&f;"])
        head = DOCTYPES[doctype].replace("{secret}", ask.site.secret_uri)
        send_map(ask, text.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{head}'))
    return answer


def map_inside(ask):
    send_map(ask, sitemap([f"http://127.0.0.1:{ask.site.ports['internal']}/inside-map"]))


# ---- whole hosts ----


def robots_500(ask):
    ask.answer("boo", "500 Internal Server Error", media="text/plain")


def robots_403(ask):
    ask.answer("boo", "403 Forbidden", media="text/plain")


def robots_huge(ask):
    rules = "User-agent: *\nDisallow: /forbidden\n"
    rules += "".join(f"Disallow: /nothing/{n:08}\n" for n in range(26000))
    ask.answer(rules + "Disallow: /\n", media="text/plain")


def robots_wildcards(ask):
    """Patterns on which a matcher that goes back works for years."""
    rules = "".join(f"Disallow: /{'*a' * 60}*{n}$\n" for n in range(2000))
    ask.answer(f"User-agent: *\nDisallow: /forbidden\n{rules}", media="text/plain")


def robots_circle(ask):
    ask.redirect("/robots.txt?again")


def robots_page(ask):
    ask.answer(page(WORD))


def robots_endless(ask):
    ask.send(ask.head_of(media="text/plain"))
    while True:
        ask.send("Disallow: /nothing\n" * 3000)


def robots_slow(ask):
    ask.answer("User-agent: *\nCrawl-delay: 100000\nDisallow: /forbidden\n", media="text/plain")


def front_garbage(site, sock):
    sock.recv(1000)
    sock.sendall(b"220 mail.example.org ESMTP\r\n" * 20)


def front_silent(site, sock):
    sock.settimeout(10)
    while sock.recv(4096):
        pass


def front_closing(site, sock):
    time.sleep(0.01)
