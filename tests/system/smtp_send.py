#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends mails to a server on loopback and prints what it answers.

one PORT FILE [SENDER [RECIPIENT]]     the answer: "250 ..." or "550 5.7.1 ..."
many PORT FILE COUNT CONNECTIONS KIND  so many of one mail, each to a recipient of its own; KIND:
    campaign   To, Message-ID, boundary and address to unsubscribe differ
    named      the name in the text differs too
    different  the text differs
  prints "ANSWER COUNT" for each code, then "seconds S"
pause PORT FILE                        says "half" in the middle of DATA, goes on when its input ends
"""
import smtplib
import sys
import threading
import time


def connect(port):
    return smtplib.SMTP("127.0.0.1", port, local_hostname="client.vlakwerk.example", timeout=120)


def send(server, data, sender="nieuws@vlakwerk.example", recipient="klant@klant.example"):
    for code, text in (server.docmd("MAIL", f"FROM:<{sender}>"), server.docmd("RCPT", f"TO:<{recipient}>")):
        if code >= 400:
            server.rset()
            return code, text
    return server.data(data)


def one(port, path, *rest):
    with connect(port) as server:
        code, text = send(server, open(path, "rb").read(), *rest)
    print(code, text.decode("ascii", "backslashreplace").replace("\n", " "))


def personal(data, kind, number):
    head, body = data.split(b"\n\n", 1)
    own = b"%08d" % number
    head = head.replace(b"RECIPIENT", b"klant" + own).replace(b"NUMBER", own)
    body = body.replace(b"NUMBER", own)
    name = {"campaign": b"klant", "named": b"Klant " + own, "different": b"klant"}[kind]
    body = body.replace(b"NAAM", name)
    if kind == "different":
        body = body.replace(b"VERHAAL", b" ".join(b"Vloer %d ligt klaar." % (number * 31 + i) for i in range(20)))
    return head + b"\n\n" + body


def many(port, path, count, connections, kind):
    data = open(path, "rb").read()
    answers, lock, todo = {}, threading.Lock(), iter(range(int(count)))

    def work():
        with connect(port) as server:
            while True:
                with lock:
                    number = next(todo, None)
                if number is None:
                    return
                code, _ = send(server, personal(data, kind, number), recipient=f"klant{number}@klant.example")
                with lock:
                    answers[code] = answers.get(code, 0) + 1

    begun = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(int(connections))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for code in sorted(answers):
        print(code, answers[code])
    print("seconds %.2f" % (time.monotonic() - begun))


def pause(port, path):
    data = open(path, "rb").read().replace(b"\n", b"\r\n")
    with connect(port) as server:
        server.docmd("MAIL", "FROM:<nieuws@vlakwerk.example>")
        server.docmd("RCPT", "TO:<klant@klant.example>")
        server.docmd("DATA")
        server.sock.sendall(data[: len(data) // 2])
        print("half", flush=True)
        sys.stdin.read()
        server.sock.sendall(data[len(data) // 2 :] + b"\r\n.\r\n")
        code, text = server.getreply()
    print(code, text.decode("ascii", "backslashreplace").replace("\n", " "))


if __name__ == "__main__":
    {"one": one, "many": many, "pause": pause}[sys.argv[1]](int(sys.argv[2]), *sys.argv[3:])
