# SPDX-License-Identifier: MIT
"""The table of misbehaviour: who does what, and what touchstone must make of it at what cost."""
import dataclasses

import misbehave_kinds as do
from misbehave_kinds import MEGABYTE, STOLEN, WORD
from misbehave_server import Site


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
        ("redirect-circle", do.redirect_in_circles, unchecked("leads back here"),
         {"hits": 2, "where": "/{name}(/b)?"}),
        ("redirect-self", do.redirect_to("{base}/redirect-self"), unchecked("redirects to itself")),
        ("redirect-endless", do.redirect_endlessly, unchecked("more than 10 redirects"),
         {"hits": 11, "where": "/{name}/.*"}),
        ("redirect-growing", do.redirect_growing,
         Outcome("unchecked|skipped", "more than 10 redirects|not followed|trap", "run/(unchecked|trap)"),
         {"hits": 11, "where": "/{name}/.*"}),
        ("redirect-file", do.redirect_to("file:///etc/passwd"), REFUSED),
        ("redirect-gopher", do.redirect_to("gopher://127.0.0.1:{internal}/_GET%20/"), REFUSED),
        ("redirect-ftp", do.redirect_to("ftp://127.0.0.1:{internal}/a"), REFUSED),
        ("redirect-data", do.redirect_to("data:text/html,<p>" + STOLEN), REFUSED),
        ("redirect-script", do.redirect_to("javascript:alert(1)"), REFUSED),
        ("redirect-user", do.redirect_to("http://user:word@127.0.0.1:{internal}/"), REFUSED),
        ("redirect-nowhere", do.redirect_nowhere, unchecked("without saying where")),
        ("redirect-garbage", do.redirect_garbage, REFUSED),
        ("redirect-crlf", do.redirect_injecting, CHECKED, {"hits": 2, "where": "/{name}/x.*"}),
        ("redirect-scheme-relative", do.redirect_to("//127.0.0.1:{internal}/"), OUTSIDE),
        ("redirect-cookie", do.redirect_with_cookie, OUTSIDE),
        ("redirect-forbidden", do.redirect_to("/forbidden/redirect-forbidden"),
         Outcome("skipped", "robots.txt forbids", "run/robots"), {"where": "/forbidden/{name}"}),
        *((f"redirect-to-{name}", do.redirect_to(f"http://{host}:{{internal}}/"), OUTSIDE)
          for name, host in NOTATIONS.items()),
        ("redirect-to-escaped", do.redirect_to("http://%31%32%37.0.0.1:{internal}/"),
         Outcome("unchecked|skipped", "not followed|outside the scope")),
        ("cookie-wall", do.cookie_wall, CHECKED, {"hits": 3}),
        ("cookie-circle", do.cookie_circle, unchecked("leads back here"),
         {"hits": 11, "where": "/{name}(/set)?"}),
        ("meta-circle", do.meta_circle, CHECKED, {"hits": 2}),
        ("meta-chain", do.meta_chain, Outcome("checked", "meta refresh", "run/trap"),
         {"hits": 11, "where": "/{name}/.*"}),
    ),
    *rows(
        "inside",
        *((f"inside-by-{name}", None, INSIDE,
           {"hits": 0, "where": "http://[^/]*/{name}",
            "reference": f'<a href="http://{host}:{{internal}}/{{name}}">Lees verder</a>'})
          for name, host in NOTATIONS.items()),
        ("inside-redirect", do.redirect_to("http://127.0.0.1:{internal}/inside-redirect"), INSIDE,
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
        ("inside-map", do.map_inside, INSIDE, {"where": "http://[^/]*/{name}", "reference": ""}),
    ),
    *rows(
        "traps",
        ("calendar", do.trap(do.months_around, do.month), trapped("/calendar/"), TRAP),
        # its session number goes, as one of those that everybody knows
        ("session-query", do.trap(do.known_session, lambda ask: WORD), CHECKED, {"hits": 5}),
        ("token-query", do.trap(do.unknown_session), trapped("/token-query"), TRAP),
        ("session-path", do.trap(do.session_in_path), trapped("/session-path/"), TRAP),
        ("growing-path", do.trap(do.growing_path), trapped("/growing-path|deep"), TRAP),
        ("repeated-segments", do.trap(do.repeated_segments), trapped("repeats /(nl|winkel)"), TRAP),
        ("growing-query", do.trap(do.growing_query), trapped("/growing-query"), TRAP),
        ("many-filters", do.trap(do.many_filters), trapped("/many-filters"), TRAP),
        ("never-missing", do.trap(do.soft_404, lambda ask: "Deze bladzijde bestaat niet meer."),
         Outcome("unchecked|skipped", "/never-missing/|not found", "run/(trap|unchecked)"), TRAP),
    ),
    *rows(
        "slow",
        ("never-answers", do.stay_silent, unchecked("no answer in time"), {"hits": 2}),
        ("slow-headers", do.drip_headers, unchecked("in time"), {"hits": 2}),
        ("slow-body", do.drip_body, unchecked("did not finish its answer in time")),
        ("slow-interim", do.interim_drip, unchecked("in time"), {"hits": 2}),
        ("endless-headers", do.endless_headers, unchecked("headers are larger than"), FLOOD),
        ("huge-header", do.huge_header, unchecked("headers is longer than"), FLOOD),
        ("interim-flood", do.interim_flood, unchecked("headers are larger than"), FLOOD),
        ("interim-once", do.interim_once, CHECKED),
        ("endless-body", do.endless_body, unchecked("larger than the .* that are read"), FLOOD),
        ("endless-chunks", do.endless_chunks, unchecked("larger than the .* that are read"), FLOOD),
        ("endless-404", do.endless_404, Outcome("gone", "404"), FLOOD),
        # libcurl tries anew by itself on a connection that it used before
        ("leave-at-once", do.leave_at_once, unchecked("closed the connection|broke off"), {"hits": 18}),
    ),
    *rows(
        "packing",
        ("gzip-bomb", do.gzip_bomb, unchecked("grows more than 200-fold")),
        ("deflate-bomb", do.deflate_bomb, unchecked("grows more than 200-fold")),
        ("brotli-bomb", do.brotli_bomb, unchecked("grows more than 200-fold")),
        ("zstd-bomb", do.zstd_bomb, unchecked("grows more than 200-fold")),
        ("stacked-encodings", do.stacked_encodings, unchecked("gzip, gzip, gzip|200-fold")),
        ("unknown-encoding", do.unknown_encoding, unchecked("compress.*not asked for")),
        ("false-gzip", do.false_gzip, unchecked("it is not what \"gzip\" says")),
        ("false-brotli", do.false_brotli, unchecked("it is not what \"br\" says")),
        ("corrupt-gzip", do.corrupt_gzip, unchecked("can't be unpacked")),
        ("truncated-gzip", do.truncated_gzip, unchecked("cut off"), {"hits": 3}),
        ("gzip-and-more", do.gzip_and_more, CHECKED),
        ("good-deflate", do.good_deflate, CHECKED),
    ),
    *rows(
        "framing",
        ("chunk-garbage", do.chunk_garbage, unchecked("broke off|chunk"), {"hits": 3}),
        ("chunk-too-large", do.chunk_too_large, unchecked("broke off|chunk"), {"hits": 3}),
        ("chunks-cut", do.chunks_cut, unchecked("cut off"), {"hits": 3}),
        ("two-lengths", do.two_lengths, unchecked("two lengths")),
        ("negative-length", do.negative_length, unchecked("does not speak HTTP")),
        ("length-and-chunks", do.length_and_chunks, CHECKED),
        ("extra-answer", do.extra_answer, CHECKED),
        ("short-body", do.short_body, unchecked("cut off"), {"hits": 3}),
        ("reset-midway", do.reset_midway, unchecked("broke off|cut off"), {"hits": 3}),
        ("nul-in-headers", do.nul_in_headers, unchecked("does not speak HTTP")),
        ("http-09", do.http_09, unchecked("does not speak HTTP")),
        ("odd-version", do.odd_version, unchecked("does not speak HTTP")),
        ("garbage", do.garbage, unchecked("does not speak HTTP")),
        ("no-colon", do.no_colon, unchecked("does not speak HTTP")),
    ),
    *rows(
        "statuses",
        ("unasked-304", do.bare_status("304 Not Modified"), unchecked("answered 304")),
        ("unasked-206", do.partial, unchecked("answered 206")),
        ("empty-204", do.bare_status("204 No Content"), unchecked("answered 204 No Content")),
        ("empty-205", do.bare_status("205 Reset Content", "Content-Length: 0"),
         unchecked("answered 205 Reset Content")),
        ("empty-200", do.empty_page, unchecked("empty|nothing")),
        ("login-401", do.status("401 Unauthorized", 'WWW-Authenticate: Basic realm="x"'), unchecked("401")),
        ("proxy-407", do.status("407 Proxy Authentication Required"), unchecked("407")),
        ("odd-999", do.status("999 Request Denied"), unchecked("999")),
        ("odd-000", do.status("000 Nothing"), unchecked("000|HTTP|answered 0")),
    ),
    *rows(
        "overload",
        ("recovers-503", do.recovers, CHECKED, {"hits": 3}),
        ("never-429", do.status("429 Too Many Requests", "Retry-After: 1000000000"),
         unchecked("asks to wait 1000000000 seconds")),
        ("never-503", do.status("503 Service Unavailable", "Retry-After: Fri, 31 Dec 2999 23:59:59 GMT"),
         unchecked("answered 503")),
    ),
    *rows(
        "pages",
        ("many-attributes", do.many_attributes, CHECKED),
        ("deep-page", do.deep_page, CHECKED),
        ("unknown-words", do.unknown_words, unchecked("no dictionary knows"),
         {"sent": 10 * MEGABYTE}),
        ("script-only", do.script_only, unchecked("needs a browser")),
        ("xxe-page", do.xhtml("xxe"), CHECKED),
        ("laughs-page", do.xhtml("laughs"), CHECKED),
        ("binary-as-page", do.binary_as_page, unchecked("most of its bytes are no text")),
        ("page-as-picture", do.page_as_picture, skipped("image/png is not read")),
        ("odd-charset", do.odd_charset, CHECKED),
        ("injecting-headers", do.injecting_headers, CHECKED),
    ),
    *rows(
        "maps",
        ("map-recursive", do.map_recursive, Outcome("skipped", "lists of addresses", "run/trap"),
         {**TRAP, "hits": 31, "reference": ""}),
        ("map-many", do.map_of_many, truncated("50.?000"),
         {"where": "/{name}.xml", "reference": "", "sent": 5 * MEGABYTE}),
        ("map-not-xml", do.map_not_xml, unchecked(""), {"where": "/{name}.xml", "reference": ""}),
        ("map-bomb", do.map_bomb, unchecked("can't be unpacked"),
         {"where": "/{name}.xml.gz", "reference": ""}),
        ("map-cut", do.map_cut, Outcome("unchecked", "", "run/(truncated|unchecked)"),
         {"where": "/{name}.xml", "reference": ""}),
        ("map-xxe", do.map_with("xxe"), unchecked(""), {"where": "/{name}.xml", "reference": ""}),
        ("map-laughs", do.map_with("laughs"), unchecked(""), {"where": "/{name}.xml", "reference": ""}),
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
    Site("robots-500", do.robots_500, is_whole=True),
    Site("robots-403", do.robots_403, forbids=False),
    Site("robots-huge", do.robots_huge),
    Site("robots-wildcards", do.robots_wildcards),
    Site("robots-circle", do.robots_circle, forbids=False),
    Site("robots-page", do.robots_page, forbids=False),
    Site("robots-endless", do.robots_endless, forbids=False),
    Site("robots-delay", do.robots_slow, options=("sitemap: false",)),
    Site("tls-good", tls="good"),
    Site("tls-expired", tls="expired", is_whole=True),
    Site("tls-wrong-name", tls="wrong-name", is_whole=True),
    Site("tls-self-signed", tls="self-signed", is_whole=True),
    Site("tls-unknown-ca", tls="unknown-ca", is_whole=True),
    Site("tls-garbage", front=do.front_garbage, is_secure=True, is_whole=True),
    Site("tls-silent", front=do.front_silent, is_secure=True, is_whole=True, options=(QUICK,)),
    Site("host-garbage", front=do.front_garbage, is_whole=True),
    Site("host-silent", front=do.front_silent, is_whole=True, options=(QUICK,)),
    Site("host-closing", front=do.front_closing, is_whole=True),
    Site("host-absent", is_absent=True, is_whole=True),
]
