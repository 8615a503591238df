#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""CSV as Python's reader takes it, annotations as a GitHub runner would: tables.py KIND FILE..."""
import csv
import re
import subprocess
import sys
import json
import unicodedata

failures = []


def fail(file, text):
    failures.append(f"{file}: {text}")


def steers(text):
    return [c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Co")]


def look_at_csv(file, separator, mark):
    data = open(file, "rb").read()
    if data.startswith(b"\xef\xbb\xbf") != mark:
        fail(file, "byte order mark")
    text = data.decode("utf-8-sig")
    if text.count("\n") != text.count("\r\n") or text.count("\r") != text.count("\r\n"):
        fail(file, "a line ends otherwise than in CRLF")
    rows = list(csv.reader(text.splitlines(True), delimiter=separator, strict=True))
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            fail(file, f"row {number} has {len(row)} fields, the first {len(rows[0])}")
        for field in row:
            if field.lstrip(" ")[:1] in tuple("=+-@＝＋－＠\t\r") and field.strip():
                fail(file, f"row {number}: a formula: {field}")
            if steers(field):
                fail(file, f"row {number}: it steers: {field!r}")
    # Opened with the other separator, or none, no cell is a formula either.
    other = ";" if separator == "," else ","
    for line in text.split("\r\n"):
        for cell in line.split(other)[1:]:
            if re.match(r' *[=+@＝＋＠]|-[^ ,;"]', cell):
                fail(file, f"a formula after {other}: {cell[:40]}")
    return f"{len(rows) - 1} rows"


def look_at_log(file, _separator, _mark):
    kinds = {"error": 0, "warning": 0, "notice": 0}
    for line in open(file, encoding="utf-8", newline="\n").read().split("\n"):
        if "##[" in line:
            fail(file, f"an old command: {line}")
        match = re.match(r"\s*::([^:]*)::(.*)", line)
        if not match:
            if line.lstrip().startswith("::"):
                fail(file, f"half a command: {line}")
            continue
        name, _, properties = match[1].partition(" ")
        if name not in kinds or line.startswith(" "):
            fail(file, f"not ours: {line}")
            continue
        kinds[name] += 1
        for part in properties.split(","):
            if not re.match(r"(file|line|col|title)=[^,:\r\n]+$", part):
                fail(file, f"property {part}: {line}")
        if "title=" not in properties or steers(line):
            fail(file, f"odd: {line!r}")
    if max(kinds.values()) > 10:
        fail(file, f"more than GitHub shows: {kinds}")
    return str(kinds)


def look_at_markdown(file, _separator, _mark):
    """By pandoc, as GitHub-flavoured: no links but pages, no pictures, HTML, tables; what a reader of mentions sees."""
    out = subprocess.run(["pandoc", "-f", "gfm", "-t", "json", file], capture_output=True, check=True).stdout
    counts = {}

    def walk(node):
        if isinstance(node, dict):
            kind = node.get("t")
            counts[kind] = counts.get(kind, 0) + 1
            if kind in ("Image", "RawInline", "RawBlock", "Table", "CodeBlock", "BlockQuote", "Math", "OrderedList"):
                fail(file, f"{kind}: {str(node)[:200]}")
            if kind == "Link" and "evil" in str(node["c"][2]):
                fail(file, f"a link: {node['c'][2]}")
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
        elif isinstance(node, str) and re.search(r"(^|\W)@\w|https?://evil|www\.evil", node):
            fail(file, f"a mention or an address: {node}")

    walk(json.loads(out))
    text = open(file, encoding="utf-8").read()
    if [c for c in steers(text) if c not in "\n\u2060"]:
        fail(file, "it steers")
    return f"{counts.get('Link', 0)} links, {counts.get('Header', 0)} headings"


KINDS = {
    "csv": (look_at_csv, ",", False),
    "csv-excel": (look_at_csv, ",", True),
    "csv-excel-nl": (look_at_csv, ";", True),
    "github": (look_at_log, None, None),
    "md": (look_at_markdown, None, None),
}
look, *arguments = KINDS[sys.argv[1]]
for name in sys.argv[2:]:
    before = len(failures)
    told = look(name, *arguments)
    print("INVALID" if len(failures) > before else "valid  ", f"{name}: {told}")
for failure in failures[:40]:
    print("FAILED:", failure, file=sys.stderr)
sys.exit(1 if failures else 0)
