# SPDX-License-Identifier: MIT
"""Mail servers that do not do what they should, a port each.

usage: imap_fake.py PORTS_FILE CERTIFICATE LOG_FOLDER
PORTS_FILE gets lines NAME=PORT; LOG_FOLDER/NAME what the client said."""
import os
import socket
import ssl
import sys
import threading
import time

ports_file, certificate, folder = sys.argv[1:]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate)
DATE = 'INTERNALDATE "26-Nov-2026 09:00:00 +0000"'
MAIL = b"From: info@vlakwerk.example\r\nSubject: Proef\r\n\r\nEen goedkoop bericht.\r\n"


class Session:
    def __init__(self, name, sock, log):
        self.name, self.log = name, log
        self.sock, self.file = sock, sock.makefile("rb")
        self.say("* OK [CAPABILITY IMAP4rev1 %s] proef" % self.abilities())

    def abilities(self):
        return {"refuses": "STARTTLS AUTH=PLAIN", "plain": "AUTH=PLAIN", "nologin": "LOGINDISABLED"}.get(
            self.name, "AUTH=PLAIN SASL-IR")

    def say(self, line):
        self.sock.sendall(line.encode() + b"\r\n" if isinstance(line, str) else line)

    def run(self):
        for line in self.file:
            text = line.decode("latin-1").rstrip("\r\n")
            self.log(text)
            tag, _, rest = text.partition(" ")
            word = rest.split(" ")[0].upper()
            if self.answer(tag, word, rest) is False:
                return

    def answer(self, tag, word, rest):
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 " + self.abilities())
        elif word == "STARTTLS":
            return self.say(tag + " NO niet nu")
        elif word == "AUTHENTICATE" and self.name == "parrot":
            return self.say(tag + " NO [UNAVAILABLE] " + rest)
        elif word == "EXAMINE":
            self.say("* %d EXISTS" % (2000 if self.name == "endless" else 2))
            self.say("* OK [UIDVALIDITY %d] ja" % (0 if self.name == "numberless" else 77))
        elif word == "UID":
            return self.fetch(tag, rest)
        elif word == "LOGOUT":
            self.say("* BYE dag")
        self.say(tag + " OK ja")
        return word != "LOGOUT"

    def fetch(self, tag, rest):
        if self.name == "mute":
            return time.sleep(60)
        if self.name == "endless":
            while True:
                self.say("* 1 FETCH (FLAGS ())")
        if "BODY.PEEK[]" not in rest:
            for uid in (1, 2):
                self.say("* %d FETCH (UID %d FLAGS () RFC822.SIZE %d %s)" % (uid, uid, len(MAIL), DATE))
            return self.say(tag + " OK ja")
        for uid in (1, 2):
            self.say("* 2 FETCH (FLAGS (\\Answered))")  # nobody asked for it
            if self.name == "short":
                self.say(b"* 1 FETCH (UID 1 BODY[] {%d}\r\n" % (len(MAIL) + 10) + MAIL)
                return False
            if self.name == "giant":
                self.say(b"* 1 FETCH (UID 1 BODY[] {99999999999}\r\n")
            if self.name == "garbage":
                self.say(b"* 1 FETCH (UID 1 BODY[] ((((\r\n")
            self.say(b"* %d FETCH (BODY[] {%d}\r\n" % (uid, len(MAIL)) + MAIL + b" UID %d)\r\n" % uid)
        self.say(tag + " OK ja")


def serve(name, sock):
    def log(text):
        with open(os.path.join(folder, name), "a") as file:
            file.write(text + "\n")

    log("CONNECTED")
    try:
        if name == "silent":
            time.sleep(60)
        if name not in ("plain", "refuses"):
            sock = context.wrap_socket(sock, server_side=True)
        Session(name, sock, log).run()
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass


def listen(name, listener):
    while True:
        threading.Thread(target=serve, args=(name, listener.accept()[0]), daemon=True).start()


NAMES = ["record", "plain", "refuses", "nologin", "parrot", "silent", "mute", "endless", "short", "giant",
         "garbage", "numberless"]
with open(ports_file + ".new", "w") as file:
    for name in NAMES:
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=listen, args=(name, listener), daemon=True).start()
        file.write("%s=%d\n" % (name, listener.getsockname()[1]))
os.rename(ports_file + ".new", ports_file)
time.sleep(600)
