# SPDX-License-Identifier: MIT
"""A web server on loopback that says what a file tells it to; the file is read at each request.

usage: server.py ROUTES PORTFILE     ends by itself after two minutes
ROUTES: a line each: PATH STATUS DELAY_MSEC TEXT     TEXT of a 3xx is where it leads
"""
import http.server
import os
import sys
import threading
import time

ROUTES, PORTFILE = sys.argv[1], sys.argv[2]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802, the library's name
        status, delay, text = 404, 0, ""
        with open(ROUTES, encoding="utf-8") as routes:
            for line in routes:
                path, own_status, own_delay, own_text = line.rstrip("\n").split(" ", 3)
                if path == self.path:
                    status, delay, text = int(own_status), int(own_delay), own_text
        time.sleep(delay / 1000)
        body = b"" if 300 <= status < 400 else text.encode()
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", text)
        kinds = {".xml": "application/xml", ".png": "image/png", ".svg": "image/svg+xml"}
        kind = kinds.get(os.path.splitext(self.path)[1], "text/html; charset=utf-8")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Timer(120, server.shutdown).start()
with open(PORTFILE + ".new", "w", encoding="utf-8") as out:
    out.write(str(server.server_address[1]))
os.replace(PORTFILE + ".new", PORTFILE)
server.serve_forever()
