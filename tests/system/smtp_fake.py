# SPDX-License-Identifier: MIT
"""A mail server on loopback that does what it is told.

usage: smtp_fake.py FOLDER CERTIFICATE
FOLDER/port gets its port. How it behaves is the word in FOLDER/mode, read at each connection: good,
tls (STARTTLS, AUTH), whole (encrypted at once, AUTH), plain (no STARTTLS), later (421 greeting), one (550 to some@), none (550 to all),
reject (554 after the text), deny (535), parrot (repeats what it was sent), hang, cut (closes amid
the text). A mail that it took is FOLDER/mail.N; what the client said is FOLDER/said."""
import base64
import os
import socket
import ssl
import sys
import threading
import time

folder, certificate = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate)
taken = 0


class Session:
    def __init__(self, sock, mode):
        self.sock, self.mode, self.is_sealed = sock, mode, False
        self.file = sock.makefile("rb")

    def say(self, line):
        self.sock.sendall(line.encode() + b"\r\n")

    def hear(self):
        line = self.file.readline()
        with open(folder + "/said", "ab") as said:
            said.write(line)
        return line.decode("latin-1").rstrip("\r\n")

    def hello(self):
        lines = ["proef.vlakwerk.example", "8BITMIME"]
        if self.mode in ("tls", "deny", "parrot") and not self.is_sealed:
            lines.append("STARTTLS")
        if self.is_sealed:
            lines.append("AUTH PLAIN")
        for line in lines[:-1]:
            self.say("250-" + line)
        self.say("250 " + lines[-1])

    def seal(self):
        self.say("220 ja")
        self.wrap()

    def wrap(self):
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self.file, self.is_sealed = self.sock.makefile("rb"), True

    def log_in(self, line):
        word = line.split(" ")[2] if line.count(" ") > 1 else None
        if word is None:
            self.say("334 ")
            word = self.hear()
        if self.mode == "parrot":
            return self.say("535 " + word + " " + base64.b64decode(word).decode().replace("\0", " "))
        is_right = base64.b64decode(word) == b"\0proef\0Klinkende-Munt-83"
        self.say("235 ja" if is_right and self.mode in ("tls", "whole") else "535 nee")

    def take_text(self):
        global taken
        self.say("354 zeg het")
        lines = []
        while True:
            line = self.file.readline()
            if line == b".\r\n" or not line:
                break
            if self.mode == "cut":
                return self.sock.shutdown(socket.SHUT_RDWR)
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.mode == "reject":
            return self.say("554 dit wil ik niet")
        taken += 1
        with open("%s/mail.%d" % (folder, taken), "wb") as out:
            out.writelines(lines)
        self.say("250 dank")

    def run(self):
        if self.mode == "whole":
            self.wrap()
        if self.mode == "hang":
            return time.sleep(30)
        if self.mode == "later":
            return self.say("421 vandaag niet")
        self.say("220 proef.vlakwerk.example ESMTP")
        while line := self.hear():
            word = line.split(" ")[0].upper()
            if word == "EHLO":
                self.hello()
            elif word == "STARTTLS":
                self.seal()
            elif word == "AUTH":
                self.log_in(line)
            elif word == "RCPT" and (self.mode == "none" or self.mode == "one" and "<some@" in line):
                self.say("550 die woont hier niet")
            elif word == "DATA":
                self.take_text()
            else:
                self.say("221 dag" if word == "QUIT" else "250 ja")
                if word == "QUIT":
                    return


def serve(sock):
    with open(folder + "/mode") as mode:
        session = Session(sock, mode.read().strip())
    try:
        session.run()
    except OSError:
        pass
    session.sock.close()


listener = socket.create_server(("127.0.0.1", 0))
with open(folder + "/port.new", "w") as out:
    out.write("%d\n" % listener.getsockname()[1])
os.rename(folder + "/port.new", folder + "/port")
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
