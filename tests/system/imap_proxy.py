# SPDX-License-Identifier: MIT
"""Passes connections on to a port, and does what a network does: cuts them, or lets time pass.

usage: imap_proxy.py PORT_FILE TARGET_PORT CUT_AFTER CUTS [ARRIVES_AFTER FROM TO]
CUT_AFTER bytes of the server later the first CUTS connections break off (-1: all of them; 0: none).
ARRIVES_AFTER bytes later the file FROM becomes the file TO, once: a mail that arrives."""
import os
import socket
import sys
import threading

port_file, target, cut_after, cuts = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
arrives_after = int(sys.argv[5]) if len(sys.argv) > 5 else None
lock = threading.Lock()
seen = 0


def arrive():
    with lock:
        if os.path.exists(sys.argv[6]):
            os.rename(sys.argv[6], sys.argv[7])


def close(*sockets):
    for one in sockets:
        try:
            one.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def pass_on(source, sink, limit):
    passed = 0
    try:
        while True:
            data = source.recv(4096)
            if not data:
                break
            passed += len(data)
            if limit is not None and passed > limit:
                sink.sendall(data[: len(data) // 2])  # in the middle of a line
                break
            sink.sendall(data)
            if limit is not None or arrives_after is None:
                continue
            if source is not sink and passed > arrives_after:
                arrive()
    except OSError:
        pass
    close(source, sink)


def serve(client):
    global seen
    with lock:
        seen += 1
        limit = cut_after if cut_after and (cuts < 0 or seen <= cuts) else None
        with open(port_file + ".count", "w") as file:
            file.write("%d\n" % seen)
    server = socket.create_connection(("127.0.0.1", target))
    up = threading.Thread(target=pass_on, args=(client, server, 1 << 60), daemon=True)
    up.start()
    pass_on(server, client, limit)


listener = socket.create_server(("127.0.0.1", 0))
with open(port_file + ".new", "w") as file:
    file.write("%d\n" % listener.getsockname()[1])
os.rename(port_file + ".new", port_file)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
