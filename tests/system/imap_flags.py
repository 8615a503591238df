# SPDX-License-Identifier: MIT
"""Prints the flags of all mails of the test's INBOX, a line each: uid and flags.

usage: imap_flags.py PORT CA_FILE PASSWORD_FILE"""
import imaplib
import ssl
import sys

port, authority, secret = sys.argv[1:]
box = imaplib.IMAP4_SSL("127.0.0.1", int(port), ssl_context=ssl.create_default_context(cafile=authority))
box.login("proef", open(secret).read().strip())
box.select("INBOX", readonly=True)
for line in box.uid("FETCH", "1:*", "(FLAGS)")[1]:
    print(line.decode())
box.logout()
