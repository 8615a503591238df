#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The office reader against independent ones on files that are not part of the repository.

office.py DUMP SHARED: DOCX and ODT against pandoc's syntax tree, PPTX and ODS against their XML as
Python's zipfile and ElementTree give it. Compared are words as multisets, both ways: readers differ
by design in the order of notes and boxes. Left out on our side is what pandoc does not read:
headers, footers, charts, lettering, alternative texts; a file that is equal only without its text
boxes is counted apart.
"""
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

READ_LEAST, EQUAL_LEAST = 0.97, 0.95
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
ALT, HIDDEN_ROLES = 4, {4}


def words(text):
    text = text.replace("\u00ad", "").replace("\u2011", "-")
    return collections.Counter(re.findall(r"\S+", text))


# ---- what the reader gives ----

def dump(program, files):
    out = subprocess.run([program] + files, capture_output=True, check=True).stdout.decode()
    result = {}
    for line in out.split("\n"):
        kind, _, rest = line.partition("\t")
        if kind == "file":
            path, _, failure = rest.partition("\t")
            here = result[path] = {"failure": failure, "blocks": [], "cut": []}
        elif kind == "cut":
            here["cut"].append(rest)
        elif kind == "block":
            where, role, text = rest.split("\t", 2)
            here["blocks"].append((where, int(role), text))
    return result


def own(read, wanted, without=None):
    return words("\n".join(text for where, role, text in read["blocks"]
                           if role not in HIDDEN_ROLES and re.match(wanted, where)
                           and not (without and re.search(without, where))))


# ---- pandoc ----

def pandoc_text(node, out):
    if isinstance(node, list):
        for item in node:
            pandoc_text(item, out)
        return
    if not isinstance(node, dict):
        return
    kind, content = node.get("t"), node.get("c")
    if kind == "Str":
        out.append(content)
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        out.append(" ")
    elif kind in ("Code", "CodeBlock"):
        out.append(content[1])
    elif kind == "Math":
        out.append(" ")
    elif kind == "Image" or kind == "RawInline":
        return
    elif kind in ("Note", "Para", "Plain", "Header", "CodeBlock"):
        out.append("\n")
        pandoc_text(content[2] if kind == "Header" else content, out)
        out.append("\n")
    elif kind == "Quoted":
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        out.append(marks[0])
        pandoc_text(content[1], out)
        out.append(marks[1])
    elif kind is None:
        for value in node.values():
            pandoc_text(value, out)
    else:
        pandoc_text(content, out)


def pandoc_words(path):
    kind = path.rsplit(".", 1)[1]
    run = subprocess.run(["pandoc", "-f", kind, "-t", "json", path], capture_output=True)
    if run.returncode != 0:
        return None
    tree, out = json.loads(run.stdout), []
    for value in tree["meta"].values():
        pandoc_text(value, out)
        out.append("\n")
    pandoc_text(tree["blocks"], out)
    return words("".join(out))


# ---- PPTX and ODS by their XML ----

def shape_text(root, is_notes):
    out = []
    for shape in root.iter(P + "sp"):
        place = shape.find(".//" + P + "ph")
        kind = place.get("type", "body") if place is not None else None
        hidden = shape.find(".//" + P + "cNvPr")
        if (is_notes and kind != "body") or (hidden is not None and hidden.get("hidden") == "1"):
            for paragraph in shape.iter(A + "p"):
                paragraph.clear()
    for paragraph in root.iter(A + "p"):
        for item in paragraph.iter():
            if item.tag == A + "fld" and item.get("type") == "slidenum":
                item.clear()
            elif item.tag == A + "t":
                out.append(item.text or "")
            elif item.tag == A + "br":
                out.append(" ")
        out.append("\n")
    return "".join(out)


def relations(archive, part):
    folder, name = os.path.split(part)
    rels = folder + "/_rels/" + name + ".rels"
    if rels not in archive.namelist():
        return {}
    return {r.get("Id"): (r.get("Type").rsplit("/", 1)[1],
                          os.path.normpath(os.path.join(folder, r.get("Target"))))
            for r in ET.fromstring(archive.read(rels)) if r.get("TargetMode") != "External"}


def pptx_words(path):
    out = []
    with zipfile.ZipFile(path) as archive:
        main = "ppt/presentation.xml"
        rels = relations(archive, main)
        for slide in ET.fromstring(archive.read(main)).iter(P + "sldId"):
            part = rels[slide.get(R + "id")][1]
            root = ET.fromstring(archive.read(part))
            if root.get("show") == "0":
                continue
            out.append(shape_text(root, False))
            for kind, target in relations(archive, part).values():
                if kind == "notesSlide":
                    out.append(shape_text(ET.fromstring(archive.read(target)), True))
    return words("\n".join(out))


def odf_text(node, out):
    if node.tag in (OFFICE + "annotation", TABLE + "covered-table-cell", TABLE + "tracked-changes",
                    OFFICE + "forms", TABLE + "content-validations"):
        return
    if node.tag == TABLE + "table-row" and node.get(TABLE + "visibility", "visible") != "visible":
        return
    is_paragraph = node.tag in (TEXT + "p", TEXT + "h")
    is_in_text = is_paragraph or node.tag.startswith(TEXT)
    if is_in_text and node.text:
        out.append(node.text)
    for child in node:
        odf_text(child, out)
        if child.tag in (TEXT + "s", TEXT + "tab", TEXT + "line-break"):
            out.append(" ")
        if is_in_text and child.tail:
            out.append(child.tail)
    if is_paragraph:
        out.append("\n")


def ods_words(path):
    out = []
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("content.xml"))
    for table in root.iter(TABLE + "table"):
        out.append(table.get(TABLE + "name", "") + "\n")
        odf_text(table, out)
    return words("".join(out))


# ---- the comparison ----

def compare(path, read):
    """equal, boxes (equal without them), differs"""
    if path.endswith((".docx", ".odt")):
        wanted = r"body|footnote|endnote|properties"
        other = pandoc_words(path)
        without = (None, "textbox", "table")
    elif path.endswith(".pptx"):
        wanted, other, without = r"slide=\d+(/notes)?(/p|/table|$)", pptx_words(path), (None,)
    else:
        wanted, other, without = r"sheet=", ods_words(path), (None,)
    if other is None:
        return "no other", None
    for leave_out in without[:2]:
        ours = own(read, wanted, leave_out)
        if ours == other:
            return "equal" if leave_out is None else "equal without text boxes", None
    ours = own(read, wanted)
    return "differs", (list((ours - other).elements())[:12], list((other - ours).elements())[:12])


def main():
    program, shared = sys.argv[1:3]
    folder = os.path.join(shared, "corpus", "documents")
    if not os.path.isdir(folder) or not shutil.which("pandoc"):
        print("no documents beside the sources, or no pandoc")
        return 77
    files = sorted(f for kind in ("docx", "pptx", "odt")
                   for f in glob.glob(os.path.join(folder, "*", "*." + kind)))
    files += sorted(glob.glob("/usr/share/libreoffice/help/media/files/**/*.ods", recursive=True))
    result = dump(program, files)
    counts = collections.defaultdict(collections.Counter)
    read_count = 0
    for path in files:
        read, kind = result[path], path.rsplit(".", 1)[1]
        name = os.path.basename(path)[-60:]
        is_empty = read["failure"] == "holds no text and no picture"
        if read["failure"] and not is_empty:
            print(f"not read: {name}: {read['failure']}")
            counts[kind]["not read"] += 1
            continue
        read_count += 1
        for what in read["cut"]:
            print(f"in part: {name}: {what}")
        verdict, difference = compare(path, read)
        counts[kind][verdict] += 1
        if difference:
            print(f"differs: {name}\n  only ours  {difference[0]}\n  only other {difference[1]}")
    good = total = 0
    for kind, own_counts in counts.items():
        print(kind, dict(own_counts))
        good += own_counts["equal"] + own_counts["equal without text boxes"]
        total += sum(own_counts.values()) - own_counts["not read"] - own_counts["no other"]
    print(f"read {read_count} of {len(files)}, words equal in {good} of {total}")
    return 0 if read_count >= READ_LEAST * len(files) and good >= EQUAL_LEAST * total else 1


sys.exit(main())
