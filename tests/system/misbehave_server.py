# SPDX-License-Identifier: MIT
"""The machinery of the misbehaving sites: listeners, requests read byte by byte, and a log of who
asked for what. What each of them does wrong stands in misbehave_kinds.py.
"""
import collections
import dataclasses
import socket
import ssl
import struct
import threading
import time

HOST = "127.0.0.1"
PATIENCE = 20  # seconds that a client may be silent; also how long a silent server holds on
HEAD_SIZE = 1 << 16


@dataclasses.dataclass
class Seen:
    """What the server saw of one kind."""
    hits: int = 0
    sent: int = 0
    begun: float = 0.0
    ended: float = 0.0

    @property
    def seconds(self):
        return self.ended - self.begun


class Log:
    """Counts, from all threads."""

    def __init__(self):
        self.lock = threading.Lock()
        self.seen = collections.defaultdict(Seen)
        self.requests = []  # dictionaries

    def request(self, name, ask):
        with self.lock:
            seen = self.seen[name]
            seen.hits += 1
            seen.begun = seen.begun or time.monotonic()
            seen.ended = time.monotonic()
            self.requests.append({
                "at": time.monotonic(), "site": ask.site.name, "kind": name, "method": ask.method, "target": ask.target,
                "cookie": ask.headers.get("cookie", ""), "host": ask.headers.get("host", ""),
                "authorization": ask.headers.get("authorization", ""), "head": ask.head})
            return seen.hits

    def sent(self, name, size):
        with self.lock:
            self.seen[name].sent += size

    def ended(self, name):
        with self.lock:
            self.seen[name].ended = time.monotonic()


class Ask:
    """One request, and the ways to answer it. An answer that ends well keeps the connection."""

    def __init__(self, site, sock, head):
        self.site, self.sock = site, sock
        self.head = head.decode("latin-1")
        first, *lines = self.head.split("\r\n")
        self.method, self.target, *_ = (first.split(" ") + ["", "/"])
        self.path, _, self.query = self.target.partition("?")
        pairs = (line.partition(":") for line in lines)
        self.headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        self.name = ""  # of its kind
        self.hit = 0    # which request for this kind it is
        self.keeps = False

    @property
    def base(self):
        return self.site.base

    @property
    def segments(self):
        return [segment for segment in self.path.split("/") if segment]

    def send(self, data):
        """Bytes, or a text in UTF-8; counted as they are taken, so that an endless answer is measured."""
        view = memoryview(data if isinstance(data, bytes) else data.encode())
        while view:
            size = self.sock.send(view[:1 << 16])
            self.site.log.sent(self.name, size)
            view = view[size:]

    def head_of(self, status="200 OK", headers=(), media="text/html; charset=utf-8"):
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
        return "\r\n".join(lines) + "\r\n\r\n"

    def answer(self, body=b"", status="200 OK", headers=(), media="text/html; charset=utf-8"):
        """A whole answer, well framed."""
        body = body if isinstance(body, bytes) else body.encode()
        length = f"Content-Length: {len(body)}"
        self.send(self.head_of(status, [length, *headers], media).encode() + body)
        self.keeps = True

    def page(self, text, links=(), headers=()):
        self.answer(page(text, links), headers=headers)

    def packed(self, body, encoding):
        self.answer(body, headers=[f"Content-Encoding: {encoding}"])

    def redirect(self, target, status="302 Found", headers=()):
        self.answer(b"", status, [f"Location: {target}", *headers])

    def pause(self, seconds):
        """Waits, less if the client leaves. True: it is still there."""
        self.sock.settimeout(seconds)
        try:
            return self.sock.recv(1) != b""
        except TimeoutError:
            return True
        finally:
            self.sock.settimeout(PATIENCE)

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


def page(text, links=(), head=""):
    """A page of Dutch, for the spelling is checked too."""
    anchors = "".join(f'<p><a href="{link}">Lees verder</a></p>' for link in links)
    return (f'<!DOCTYPE html><html lang="nl"><head><title>Vloeren</title>{head}</head>'
            f"<body><p>{text}</p>{anchors}</body></html>")


@dataclasses.dataclass
class Site:
    """One listener: a touchpoint of its own, unless it is internal."""
    name: str
    robots: object = None        # function of Ask instead of the usual robots.txt
    forbids: bool = True         # its robots.txt keeps us from /forbidden
    front: object = None         # function of (site, socket) instead of HTTP
    tls: str = ""                # name of the certificate
    options: tuple = ()          # lines of its source in the plan
    hosts: tuple = ()            # patterns of more hosts in scope, with {internal}
    is_secure: bool = False      # https without a certificate
    is_internal: bool = False    # nobody may touch it
    is_absent: bool = False      # nobody listens
    is_whole: bool = False       # the host fails as a whole: one kind, of the same name
    maps: tuple = ()             # sitemaps that robots.txt names
    kinds: list = dataclasses.field(default_factory=list)
    host: str = HOST
    port: int = 0
    connections: int = 0
    log: Log = None
    context: object = None
    ports: dict = None           # of all sites, by name
    secret_uri: str = ""         # of a local file that nobody may read

    @property
    def base(self):
        return f"{'https' if self.tls or self.is_secure else 'http'}://{self.host}:{self.port}"

    def kind_of(self, ask):
        name = ask.segments[0].removesuffix(".xml").removesuffix(".xml.gz") if ask.segments else ""
        return next((kind for kind in self.kinds if kind.name == name), None)

    # ---- what is right on every site ----

    def index(self, ask):
        links = []
        for kind in self.kinds:
            links.append("" if kind.is_host else kind.link(self))
            links.append(f'<p><a href="/good/{kind.name}">Lees verder</a></p>')
        links.append('<p><a href="/forbidden/page">Lees verder</a></p>')
        body = page("Welkom bij de winkel.").replace("</body>", "".join(links) + "</body>")
        ask.answer(body, headers=[f"Set-Cookie: home={self.name}; Path=/"])

    def plain_robots(self, ask):
        maps = "".join(f"Sitemap: {self.base}/{name}\n" for name in self.maps)
        ask.answer(f"User-agent: *\nDisallow: /forbidden\n\n{maps}", media="text/plain")

    def respond(self, ask):
        kind = self.kind_of(ask)
        first = ask.segments[0] if ask.segments else ""
        is_robots = ask.path == "/robots.txt"
        ask.name = kind.name if kind else self.name if is_robots else f"({self.name} {first})"
        ask.hit = self.log.request(ask.name, ask)
        try:
            if is_robots:
                (self.robots or self.plain_robots)(ask)
            elif ask.path == "/":
                self.index(ask)
            elif first in ("good", "forbidden"):
                ask.page(f"Een goedkoop verhaal over {first} vloeren.", ["/"])
            elif kind and kind.does:
                kind.does(ask)
            else:
                ask.answer("<p>Niets te zien.</p>", "404 Not Found")
        finally:
            self.log.ended(ask.name)

    # ---- sockets ----

    def serve(self, sock):
        """Requests of one connection, as long as answers end well."""
        with sock:
            sock.settimeout(PATIENCE)
            if self.front:
                self.log.request(self.name, Ask(self, sock, b""))
                self.front(self, sock)
                return
            if self.context:
                sock = self.context.wrap_socket(sock, server_side=True)
            keeps = True
            while keeps and (head := read_head(sock)):
                ask = Ask(self, sock, head)
                self.respond(ask)
                keeps = ask.keeps

    def serve_safely(self, sock):
        try:
            self.serve(sock)
        except (OSError, ssl.SSLError):
            pass  # the client left, or does not trust us: both are its right

    def listen(self, log, certificates):
        self.log = log
        if self.tls:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(certificates / f"{self.tls}.pem")
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.create_server((self.host, self.port), family=family, backlog=128)
        self.port = listener.getsockname()[1]
        if self.is_absent:
            listener.close()
            return
        threading.Thread(target=self.accept, args=[listener], daemon=True).start()

    def accept(self, listener):
        while True:
            sock, _ = listener.accept()
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 18)  # sent is what was taken
            self.connections += 1
            threading.Thread(target=self.serve_safely, args=[sock], daemon=True).start()


def read_head(sock):
    """The bytes of a request up to its empty line; none: the client left."""
    head = b""
    while b"\r\n\r\n" not in head:
        data = sock.recv(4096)
        if not data or len(head) > HEAD_SIZE:
            return b""
        head += data
    return head[:head.index(b"\r\n\r\n")]
