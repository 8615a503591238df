# SPDX-License-Identifier: MIT
"""A site on loopback that knows what a conditional request is. Pages are files; state is read at each
request, so that a test can change the site between two nights.

usage: night.py FOLDER PORTFILE LOG     ends by itself after five minutes
FOLDER/NAME is served as /NAME with an ETag of its bytes; FOLDER/NAME.status holds "500" or
"301 /other" instead; what is not there is 404. LOG gets a line a request: STATUS PATH.
"""
import hashlib
import http.server
import os
import sys
import threading

FOLDER, PORTFILE, LOG = sys.argv[1:4]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802, the library's name
        path = os.path.join(FOLDER, self.path.strip("/") or "index.html")
        status, headers, body = 404, {}, b"<p>weg</p>"
        if os.path.exists(path + ".status"):
            with open(path + ".status", encoding="utf-8") as state:
                words = state.read().split()
            status = int(words[0])
            if len(words) > 1:
                headers["Location"] = words[1]
        elif os.path.exists(path):
            with open(path, "rb") as page:
                body = page.read()
            tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
            headers["ETag"] = tag
            status = 304 if self.headers.get("If-None-Match") == tag else 200
        if status == 304:
            body = b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"{status} {self.path}\n")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Timer(300, server.shutdown).start()
with open(PORTFILE + ".new", "w", encoding="utf-8") as out:
    out.write(str(server.server_address[1]))
os.replace(PORTFILE + ".new", PORTFILE)
server.serve_forever()
