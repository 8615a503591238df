# SPDX-License-Identifier: MIT
"""Two listeners on all of loopback that write the Host and the path of each request to a file.

usage: resolver.py WORK     writes WORK/ports (allowed, inner), then WORK/asked; ends by itself
"""
import http.server
import os
import pathlib
import socket
import sys
import threading

WORK = pathlib.Path(sys.argv[1])
PAGE = """<!DOCTYPE html><html lang="nl"><body><p>Een goedkoop verhaal.</p>
<a href="/more">Lees verder</a><a href="http://open.example:{inner}/inner">Lees verder</a>
<a href="http://inner.example:{inner}/inner">Lees verder</a></body></html>"""
ports = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802, the library's name
        with open(WORK / "asked", "a", encoding="utf-8") as asked:
            asked.write(f"{self.headers['Host']} {self.path}\n")
        is_there = not self.path.startswith(("/robots.txt", "/touchstone-"))
        body = PAGE.format(**ports).encode() if is_there else b""
        self.send_response(200 if is_there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server6(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6


servers = []
for name in ("allowed", "inner"):
    servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    ports[name] = servers[-1].server_address[1]
    servers.append(Server6(("::1", ports[name]), Handler))
for server in servers:
    threading.Thread(target=server.serve_forever, daemon=True).start()
(WORK / "asked").touch()
(WORK / "ports.new").write_text(f"allowed={ports['allowed']} inner={ports['inner']}\n")
os.replace(WORK / "ports.new", WORK / "ports")
threading.Event().wait(120)
