# SPDX-License-Identifier: MIT
"""Prints what a mail program makes of a mail, and fails if it is no well-formed one.

usage: mail_read.py MAIL FIELD|text"""
import email
import email.policy
import sys

path, wanted = sys.argv[1:]
with open(path, "rb") as file:
    data = file.read()
lines = data.split(b"\r\n")
assert b"\n" not in data.replace(b"\r\n", b""), "a line does not end in CRLF"
assert max(len(line) for line in lines) <= 78, "a line is too long"
data.decode("ascii")
mail = email.message_from_bytes(data, policy=email.policy.default)
assert not mail.defects, mail.defects
for name in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"):
    assert len(mail.get_all(name, [])) == 1, "%s stands %d times" % (name, len(mail.get_all(name, [])))
assert mail["Date"].datetime, "no date"
print(mail.get_content() if wanted == "text" else mail[wanted])
