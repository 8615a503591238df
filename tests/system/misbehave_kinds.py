# SPDX-License-Identifier: MIT
"""What servers do wrong, a small function each, and the table of what touchstone must make of it."""
import dataclasses
import gzip
import secrets
import time
import zlib

from misbehave_server import Site, page

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
    text = " ".join(f"De vloer is een {word} op de vloer." for word in words)
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


# ---- what must come of it ----


@dataclasses.dataclass(frozen=True)
class Outcome:
    """Status of the document, and the rule of the finding that says why; words of that, or of the
    document's reason where there is none."""
    status: str  # regular expressions
    words: str = ""
    rule: str = ""
    judged: bool = False  # its text was read: the house style of WORD was found


CHECKED = Outcome("checked", judged=True)
SILENT = Outcome("")  # no document of its own: nothing is asked for


def unchecked(words):
    return Outcome("unchecked", words, "run/unchecked")


def truncated(words):
    return Outcome("unchecked", words, "run/truncated")


def skipped(words):
    return Outcome("skipped", words)


def trapped(words):
    return Outcome("skipped", words, "run/trap")


@dataclasses.dataclass(frozen=True)
class Kind:
    """A row. The site's index links to /NAME unless reference says otherwise."""
    name: str
    site: str
    does: object
    outcome: Outcome
    hits: int = 1              # at most
    seconds: float = 15        # at most, from its first request to its last byte
    sent: int = MEGABYTE       # bytes at most
    where: str = ""            # regular expression of the locator; else BASE/NAME and nothing more
    reference: str = '<a href="/{name}">Lees verder</a>'
    is_host: bool = False

    def link(self, site):
        return self.reference.format(name=self.name, base=site.base, internal=site.ports["internal"])


def rows(site, *table):
    return [Kind(row[0], site, *row[1:-1], **row[-1]) if isinstance(row[-1], dict)
            else Kind(row[0], site, *row[1:]) for row in table]


TRAP = {"hits": 200, "where": "/{name}.*", "sent": 25 * MEGABYTE, "seconds": 120}
FLOOD = {"sent": 25 * MEGABYTE}
OUTSIDE = skipped("outside the scope")
REFUSED = unchecked("not followed")
INSIDE = unchecked("address inside a network")
NOTATIONS = {
    "plain": "127.0.0.1", "short": "127.1", "hex": "0x7f.1", "octal": "0177.0.0.1", "number": "2130706433",
    "zero": "0.0.0.0", "v6": "[::1]", "mapped": "[::ffff:127.0.0.1]", "other": "127.0.0.2",
    "name": "localhost", "dot": "localhost.", "wide": "１２７.0.0.1",
}

TABLE = [
    *rows(
        "redirects",
        ("redirect-circle", redirect_in_circles, unchecked("leads back here"),
         {"hits": 2, "where": "/{name}(/b)?"}),
        ("redirect-self", redirect_to("{base}/redirect-self"), unchecked("redirects to itself")),
        ("redirect-endless", redirect_endlessly, unchecked("more than 10 redirects"),
         {"hits": 11, "where": "/{name}/.*"}),
        ("redirect-growing", redirect_growing,
         Outcome("unchecked|skipped", "more than 10 redirects|not followed|trap", "run/(unchecked|trap)"),
         {"hits": 11, "where": "/{name}/.*"}),
        ("redirect-file", redirect_to("file:///etc/passwd"), REFUSED),
        ("redirect-gopher", redirect_to("gopher://127.0.0.1:{internal}/_GET%20/"), REFUSED),
        ("redirect-ftp", redirect_to("ftp://127.0.0.1:{internal}/a"), REFUSED),
        ("redirect-data", redirect_to("data:text/html,<p>" + STOLEN), REFUSED),
        ("redirect-script", redirect_to("javascript:alert(1)"), REFUSED),
        ("redirect-user", redirect_to("http://user:word@127.0.0.1:{internal}/"), REFUSED),
        ("redirect-nowhere", redirect_nowhere, unchecked("without saying where")),
        ("redirect-garbage", redirect_garbage, REFUSED),
        ("redirect-crlf", redirect_injecting, CHECKED, {"hits": 2, "where": "/{name}/x.*"}),
        ("redirect-scheme-relative", redirect_to("//127.0.0.1:{internal}/"), OUTSIDE),
        ("redirect-cookie", redirect_with_cookie, OUTSIDE),
        ("redirect-forbidden", redirect_to("/forbidden/redirect-forbidden"),
         Outcome("skipped", "robots.txt forbids", "run/robots"), {"where": "/forbidden/{name}"}),
        *((f"redirect-to-{name}", redirect_to(f"http://{host}:{{internal}}/"), OUTSIDE)
          for name, host in NOTATIONS.items()),
        ("redirect-to-escaped", redirect_to("http://%31%32%37.0.0.1:{internal}/"),
         Outcome("unchecked|skipped", "not followed|outside the scope")),
        ("cookie-wall", cookie_wall, CHECKED, {"hits": 3}),
        ("cookie-circle", cookie_circle, unchecked("leads back here"),
         {"hits": 11, "where": "/{name}(/set)?"}),
        ("meta-circle", meta_circle, CHECKED, {"hits": 2}),
        ("meta-chain", meta_chain, Outcome("checked", "meta refresh", "run/trap"),
         {"hits": 11, "where": "/{name}/.*"}),
    ),
    *rows(
        "inside",
        *((f"inside-by-{name}", None, INSIDE,
           {"hits": 0, "where": "http://[^/]*/{name}",
            "reference": f'<a href="http://{host}:{{internal}}/{{name}}">Lees verder</a>'})
          for name, host in NOTATIONS.items()),
        ("inside-redirect", redirect_to("http://127.0.0.1:{internal}/inside-redirect"), INSIDE,
         {"where": "http://[^/]*/{name}"}),
        ("inside-frame", None, INSIDE,
         {"hits": 0, "where": "http://[^/]*/{name}",
          "reference": '<iframe src="http://127.0.0.1:{internal}/{name}"></iframe>'}),
        ("inside-form", None, INSIDE,
         {"hits": 0, "where": "http://[^/]*/{name}.*",
          "reference": '<form action="http://127.0.0.1:{internal}/{name}"><input name="q"></form>'}),
        ("inside-refresh", None, SILENT, {"hits": 0, "reference":
         '<meta http-equiv="refresh" content="900; url=http://127.0.0.1:{internal}/{name}">'}),
        ("inside-picture", None, SILENT, {"hits": 0, "reference":
         '<img alt="Vloer" src="http://127.0.0.1:{internal}/{name}.png" srcset="http://[::1]:{internal}/{name} 2x">'}),
        ("inside-style", None, SILENT, {"hits": 0, "reference":
         '<link rel="stylesheet" href="http://127.0.0.1:{internal}/{name}.css">'
         '<style>@import "http://127.0.0.1:{internal}/{name}"; p {{ background: url(//127.0.0.1:{internal}/) }}</style>'}),
        ("inside-script", None, SILENT, {"hits": 0, "reference":
         '<script src="http://127.0.0.1:{internal}/{name}.js"></script>'}),
        ("inside-map", map_inside, INSIDE, {"where": "http://[^/]*/{name}", "reference": ""}),
    ),
    *rows(
        "traps",
        ("calendar", trap(months_around, month), trapped("/calendar/"), TRAP),
        # its session number goes, as one of those that everybody knows
        ("session-query", trap(known_session, lambda ask: WORD), CHECKED, {"hits": 5}),
        ("token-query", trap(unknown_session), trapped("/token-query"), TRAP),
        ("session-path", trap(session_in_path), trapped("/session-path/"), TRAP),
        ("growing-path", trap(growing_path), trapped("/growing-path|deep"), TRAP),
        ("repeated-segments", trap(repeated_segments), trapped("repeats /(nl|winkel)"), TRAP),
        ("growing-query", trap(growing_query), trapped("/growing-query"), TRAP),
        ("many-filters", trap(many_filters), trapped("/many-filters"), TRAP),
        ("never-missing", trap(soft_404, lambda ask: "Deze bladzijde bestaat niet meer."),
         Outcome("unchecked|skipped", "/never-missing/|not found", "run/(trap|unchecked)"), TRAP),
    ),
    *rows(
        "slow",
        ("never-answers", stay_silent, unchecked("no answer in time"), {"hits": 2}),
        ("slow-headers", drip_headers, unchecked("in time"), {"hits": 2}),
        ("slow-body", drip_body, unchecked("did not finish its answer in time")),
        ("slow-interim", interim_drip, unchecked("in time"), {"hits": 2}),
        ("endless-headers", endless_headers, unchecked("headers are larger than"), FLOOD),
        ("huge-header", huge_header, unchecked("headers is longer than"), FLOOD),
        ("interim-flood", interim_flood, unchecked("headers are larger than"), FLOOD),
        ("interim-once", interim_once, CHECKED),
        ("endless-body", endless_body, unchecked("larger than the .* that are read"), FLOOD),
        ("endless-chunks", endless_chunks, unchecked("larger than the .* that are read"), FLOOD),
        ("endless-404", endless_404, Outcome("gone", "404"), FLOOD),
        # libcurl tries anew by itself on a connection that it used before
        ("leave-at-once", leave_at_once, unchecked("closed the connection|broke off"), {"hits": 18}),
    ),
    *rows(
        "packing",
        ("gzip-bomb", gzip_bomb, unchecked("grows more than 200-fold")),
        ("deflate-bomb", deflate_bomb, unchecked("grows more than 200-fold")),
        ("brotli-bomb", brotli_bomb, unchecked("grows more than 200-fold")),
        ("zstd-bomb", zstd_bomb, unchecked("grows more than 200-fold")),
        ("stacked-encodings", stacked_encodings, unchecked("gzip, gzip, gzip|200-fold")),
        ("unknown-encoding", unknown_encoding, unchecked("compress.*not asked for")),
        ("false-gzip", false_gzip, unchecked("it is not what \"gzip\" says")),
        ("false-brotli", false_brotli, unchecked("it is not what \"br\" says")),
        ("corrupt-gzip", corrupt_gzip, unchecked("can't be unpacked")),
        ("truncated-gzip", truncated_gzip, unchecked("cut off"), {"hits": 3}),
        ("gzip-and-more", gzip_and_more, CHECKED),
        ("good-deflate", good_deflate, CHECKED),
    ),
    *rows(
        "framing",
        ("chunk-garbage", chunk_garbage, unchecked("broke off|chunk"), {"hits": 3}),
        ("chunk-too-large", chunk_too_large, unchecked("broke off|chunk"), {"hits": 3}),
        ("chunks-cut", chunks_cut, unchecked("cut off"), {"hits": 3}),
        ("two-lengths", two_lengths, unchecked("two lengths")),
        ("negative-length", negative_length, unchecked("does not speak HTTP")),
        ("length-and-chunks", length_and_chunks, CHECKED),
        ("extra-answer", extra_answer, CHECKED),
        ("short-body", short_body, unchecked("cut off"), {"hits": 3}),
        ("reset-midway", reset_midway, unchecked("broke off|cut off"), {"hits": 3}),
        ("nul-in-headers", nul_in_headers, unchecked("does not speak HTTP")),
        ("http-09", http_09, unchecked("does not speak HTTP")),
        ("odd-version", odd_version, unchecked("does not speak HTTP")),
        ("garbage", garbage, unchecked("does not speak HTTP")),
        ("no-colon", no_colon, unchecked("does not speak HTTP")),
    ),
    *rows(
        "statuses",
        ("unasked-304", bare_status("304 Not Modified"), unchecked("answered 304")),
        ("unasked-206", partial, unchecked("answered 206")),
        ("empty-204", bare_status("204 No Content"), unchecked("answered 204 No Content")),
        ("empty-205", bare_status("205 Reset Content", "Content-Length: 0"),
         unchecked("answered 205 Reset Content")),
        ("empty-200", empty_page, unchecked("empty|nothing")),
        ("login-401", status("401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'), unchecked("401")),
        ("proxy-407", status("407 Proxy Authentication Required"), unchecked("407")),
        ("odd-999", status("999 Request Denied"), unchecked("999")),
        ("odd-000", status("000 Nothing"), unchecked("000|HTTP|answered 0")),
    ),
    *rows(
        "overload",
        ("recovers-503", recovers, CHECKED, {"hits": 3}),
        ("never-429", status("429 Too Many Requests", "Retry-After: 1000000000"),
         unchecked("asks to wait 1000000000 seconds")),
        ("never-503", status("503 Service Unavailable", "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT"),
         unchecked("answered 503")),
    ),
    *rows(
        "pages",
        ("many-attributes", many_attributes,
         Outcome("unchecked", "attributes", "run/truncated", judged=True), {"sent": 2 * MEGABYTE}),
        ("deep-page", deep_page, CHECKED),
        ("unknown-words", unknown_words, unchecked("no dictionary knows"),
         {"sent": 10 * MEGABYTE}),
        ("script-only", script_only, unchecked("needs a browser")),
        ("xxe-page", xhtml("xxe"), CHECKED),
        ("laughs-page", xhtml("laughs"), CHECKED),
        ("binary-as-page", binary_as_page, unchecked("most of its bytes are no text")),
        ("page-as-picture", page_as_picture, skipped("image/png is not read")),
        ("odd-charset", odd_charset, CHECKED),
        ("injecting-headers", injecting_headers, CHECKED),
    ),
    *rows(
        "maps",
        ("map-recursive", map_recursive, Outcome("skipped", "lists of addresses", "run/trap"),
         {**TRAP, "hits": 31, "reference": ""}),
        ("map-many", map_of_many, truncated("50.?000"),
         {"where": "/{name}.xml", "reference": "", "sent": 5 * MEGABYTE}),
        ("map-not-xml", map_not_xml, unchecked(""), {"where": "/{name}.xml", "reference": ""}),
        ("map-bomb", map_bomb, unchecked("can't be unpacked"),
         {"where": "/{name}.xml.gz", "reference": ""}),
        ("map-cut", map_cut, Outcome("unchecked", "", "run/(truncated|unchecked)"),
         {"where": "/{name}.xml", "reference": ""}),
        ("map-xxe", map_with("xxe"), unchecked(""), {"where": "/{name}.xml", "reference": ""}),
        ("map-laughs", map_with("laughs"), unchecked(""), {"where": "/{name}.xml", "reference": ""}),
    ),
    *(Kind(name, name, None, outcome, hits, seconds, sent, "/", is_host=True)
      for name, outcome, hits, seconds, sent in (
          ("robots-500", unchecked("robots.txt answered 500"), 1, 15, MEGABYTE),
          ("robots-403", Outcome("checked"), 1, 15, MEGABYTE),
          ("robots-huge", Outcome("checked"), 1, 15, MEGABYTE),
          ("robots-wildcards", Outcome("checked"), 1, 15, MEGABYTE),
          ("robots-circle", Outcome("checked"), 6, 15, MEGABYTE),
          ("robots-page", Outcome("checked"), 1, 15, MEGABYTE),
          ("robots-endless", Outcome("checked"), 1, 15, 25 * MEGABYTE),
          ("robots-delay", Outcome("checked"), 1, 15, MEGABYTE),
          ("tls-good", Outcome("checked"), 1, 15, MEGABYTE),
          ("tls-expired", unchecked("certificate.*expired"), 0, 15, 0),
          ("tls-wrong-name", unchecked("certificate.*(name|match)"), 0, 15, 0),
          ("tls-self-signed", unchecked("certificate.*self.signed"), 0, 15, 0),
          ("tls-unknown-ca", unchecked("certificate.*issuer"), 0, 15, 0),
          ("tls-garbage", unchecked("no secure connection"), 6, 15, MEGABYTE),
          ("tls-silent", unchecked("can't be reached|in time"), 6, 40, 0),
          ("host-garbage", unchecked("does not speak HTTP"), 3, 15, MEGABYTE),
          ("host-silent", unchecked("in time"), 6, 40, 0),
          ("host-closing", unchecked("closed the connection|broke off"), 6, 15, 0),
          ("host-absent", unchecked("can't be reached"), 0, 15, 0))),
]

LOCAL = 'allow_hosts: ["{host}:{port}"], max_rate: 100000/s'
QUICK = "timeout: 2s, concurrency: 16"
USER, PASSWORD, PASSWORD_NAME = "bezoeker", "Wachtwoord-5e1f9c", "MISBEHAVE_PASSWORD"
NOTED_HOSTS = tuple(f"{host}:{{internal}}" for host in NOTATIONS.values())

SITES = [
    Site("internal", is_internal=True),
    Site("internal-other", host="127.0.0.2", is_internal=True),
    Site("internal-v6", host="::1", is_internal=True),
    Site("redirects", options=("cookies: on", f"user: {USER}", f"password_env: {PASSWORD_NAME}")),
    Site("inside", hosts=NOTED_HOSTS, maps=("inside-map.xml",)),
    Site("traps", options=("concurrency: 8",)),
    Site("slow", options=(QUICK,)),
    Site("packing"),
    Site("framing"),
    Site("statuses"),
    Site("overload"),
    Site("pages"),
    Site("maps", options=('exclude: ["/many/*"]',),
         maps=("map-recursive.xml", "map-many.xml", "map-not-xml.xml", "map-bomb.xml.gz", "map-cut.xml",
               "map-xxe.xml", "map-laughs.xml")),
    Site("robots-500", robots_500, is_whole=True),
    Site("robots-403", robots_403, forbids=False),
    Site("robots-huge", robots_huge),
    Site("robots-wildcards", robots_wildcards),
    Site("robots-circle", robots_circle, forbids=False),
    Site("robots-page", robots_page, forbids=False),
    Site("robots-endless", robots_endless, forbids=False),
    Site("robots-delay", robots_slow, options=("sitemap: false",)),
    Site("tls-good", tls="good"),
    Site("tls-expired", tls="expired", is_whole=True),
    Site("tls-wrong-name", tls="wrong-name", is_whole=True),
    Site("tls-self-signed", tls="self-signed", is_whole=True),
    Site("tls-unknown-ca", tls="unknown-ca", is_whole=True),
    Site("tls-garbage", front=front_garbage, is_secure=True, is_whole=True),
    Site("tls-silent", front=front_silent, is_secure=True, is_whole=True, options=(QUICK,)),
    Site("host-garbage", front=front_garbage, is_whole=True),
    Site("host-silent", front=front_silent, is_whole=True, options=(QUICK,)),
    Site("host-closing", front=front_closing, is_whole=True),
    Site("host-absent", is_absent=True, is_whole=True),
]
