#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the voice reader says of a corpus, held against an independent reading of it.

usage: compare.py DUMP VOICE CAPTIONS     DUMP: the program voice_dump
Exits 77 if the corpus is not there.
"""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

SILENT = set("grammar script log var assign clear data property param return throw reprompt exit "
             "disconnect metadata lexicon meta desc goto submit Play Redirect Media".split())
TRANSPARENT = set("value enumerate break emphasis prosody voice lang mark say-as phoneme audio "
                  "foreach token w sub".split())
KNOWN = set("vxml form menu field initial record transfer object subdialog block prompt choice "
            "option noinput nomatch help error catch filled if elseif else link p s "
            "paragraph sentence Response Say Gather Pay Prompt Message Body Sms speak".split())
TWIML_SPOKEN = {"Say", "Message", "Body", "Sms"}


def name_of(element):
    return element.tag.rsplit("}", 1)[-1]


def is_border(element):
    name = name_of(element)
    return (name in KNOWN or name in SILENT) and name not in TRANSPARENT and name != "desc"


def runs(element, spoken, out):
    """Appends to the last text of out, and begins a new one at each border."""
    name = name_of(element)
    border = is_border(element)
    if border:
        out.append("")
    if name == "sub":
        out[-1] += element.get("alias", "") if spoken else ""
    elif name == "value":
        out[-1] += "\x01" + element.get("expr", "") if spoken else ""
    elif name == "audio" and not "".join(element.itertext()).strip():
        out.append("")
    elif name not in SILENT:
        inside = spoken or name in TWIML_SPOKEN or name in ("form", "menu", "speak")
        out[-1] += (element.text or "") if inside else ""
        for child in element:
            runs(child, inside, out)
            out[-1] += (child.tail or "") if inside else ""
    if border:
        out.append("")


def words_of(text):
    return "".join(text.replace("\x01", "").split())


def expect_markup(path):
    out = [""]
    runs(ElementTree.parse(path).getroot(), False, out)
    return [words_of(run) for run in out if re.sub("\x01[^\x01]*?$", "", run).strip("\x01 \n\t")]


def expect_phrases(path):
    out = []
    for element in ElementTree.parse(path).getroot().iter():
        if element.tag == "action" and element.get("function") == "speak-text":
            out.append(element.get("data"))
        elif element.tag == "prompt" and element.get("phrase") != "NULL":
            out.append(element.get("phrase"))
    # What is only known in the call ("$1") is no word by itself.
    return [words_of(text) for text in out if text and re.sub(r"\$\d|\$\{.*?\}", "", text).strip()]


def expect_sounds(path):
    out = []
    for line in open(path, encoding="utf-8"):
        found = re.match(r"([^:;]+):\s*(.*?)\s*$", line)
        if found and found[2] and not re.fullmatch(r"\[.*\]|\(.*\)|<.*>", found[2]):
            out.append(words_of(found[2]))
    return out


TIME = r"(?:\d+:)?[0-5]\d:[0-5]\d\.\d{3}(?!\d)"
TIMES = re.compile(r"[ \t\f]*(?:(\d+):)?([0-5]\d):([0-5]\d)\.\d{3}[ \t\f]*-->[ \t\f]*" + TIME)


def expect_cues(path):
    """All cue texts, in order, as one text."""
    text = open(path, encoding="utf-8-sig").read().replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    out, lines, i = [], text.split("\n")[1:], 0
    while i < len(lines):
        timed = "-->" in lines[i] and TIMES.match(lines[i])
        i += 1
        if not timed:
            continue
        while i < len(lines) and lines[i] and "-->" not in lines[i]:
            out.append(lines[i])
            i += 1
    return words_of(" ".join(re.sub(r"<[^>]*>", "", line) for line in out))


def read_dump(dump, paths):
    done = subprocess.run([dump] + paths, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit("the program broke down, or the reader broke the contract")
    files, own = {}, None
    for line in done.stdout.splitlines():
        kind, number, *texts = line.split("\t")
        if kind == "file":
            own = files[texts[0]] = {"type": texts[1], "blocks": [], "links": [], "truncated": []}
        elif kind == "block":
            own["blocks"].append(words_of(texts[2]))
        elif kind in ("link", "truncated"):
            own[kind + ("s" if kind == "link" else "")].append(texts[0])
        else:
            own["verdict"], own["reason"] = kind, texts[0]
    return files


def is_xml(path):
    try:
        ElementTree.parse(path)
        return True
    except ElementTree.ParseError:
        return False


def compare(path, own, counts):
    """The difference in words, or None."""
    kind = own["type"].rsplit("/", 1)[-1]
    counts[kind + " " + own["verdict"]] += 1
    if kind in ("voicexml+xml", "x-twiml+xml", "ssml+xml", "x-freeswitch+xml") and not is_xml(path):
        counts["not XML"] += 1
        return None if "line" in own["reason"] else "not XML, but " + own["verdict"]
    if kind == "vtt":
        expected, said = expect_cues(path), "".join(own["blocks"])
    elif kind == "x-freeswitch+xml":
        expected, said = expect_phrases(path), own["blocks"]
    elif kind == "x-asterisk-sounds":
        expected, said = expect_sounds(path), own["blocks"]
    elif kind == "x-asterisk-conf":
        expected, said = [], own["blocks"]
    else:
        expected, said = expect_markup(path), own["blocks"]
    counts["blocks"] += len(own["blocks"])
    counts["telephone numbers"] += sum(link.startswith("tel:") for link in own["links"])
    counts["ways on"] += sum(not link.startswith("tel:") for link in own["links"])
    counts["with recordings nobody wrote down"] += any("recording" in t for t in own["truncated"])
    if expected and own["verdict"] != "read":
        return "refused: " + own["reason"]
    if not expected and own["verdict"] == "refused":
        counts["without a spoken word, and said so"] += 1
    for one, other in zip(expected, said):
        if one != other:
            return "expected %r, got %r" % (one, other)
    if len(expected) != len(said):
        return "expected %d, got %d" % (len(expected), len(said))
    return None


def main():
    dump, *folders = sys.argv[1:]
    paths = sorted(os.path.join(at, name) for folder in folders
                   for at, _, names in os.walk(folder) for name in names)
    if not paths:
        print("SKIP: no corpus in " + " ".join(folders))
        return 77
    files, counts, wrong = read_dump(dump, paths), Counter(), 0
    for path in paths:
        own = files[path]
        fault = compare(path, own, counts) if own["type"] else "of no kind that is known"
        if fault:
            wrong += 1
            print(os.path.basename(path) + ": " + fault)
    print(len(paths), "files")
    for name, count in sorted(counts.items()):
        print("%6d %s" % (count, name))
    print("%6d differ" % wrong)
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
