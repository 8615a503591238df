#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the pages of the corpus's Dutch site from the sources that lie there, as far as they do, and compares what touchstone
saw with what the pages show.
usage: site.py render SOURCES OUT | site.py compare FOUND.jsonl OUT"""
import json
import pathlib
import re
import subprocess
import sys

BASE = "https://www.coronamelder.example/"  # as in site.sh
# Which picture shows which logo. What holds one beside other things may be seen or not: both are right.
SHOWS = {"logo-RO.svg": "rijk", "404-logo.svg": "app", "logo-badge.svg": "app", "favicon.ico": "icon"}
HOLDS = {"logo-VWS.svg": "rijk", "logo-VWS-RIVM.svg": "rijk", "phone-icon.svg": None}
FOLDERS = "_includes_content_nl_ _includes_content_en_ _includes_ _layouts_ _data_ img_story-images_ img_information-images_ img_ nl_ en_ fy_".split()


def tree(sources):
    """The corpus's flat names, back in their folders."""
    files = {}
    for path in sorted(sources.rglob("*")):
        folder = next((f for f in FOLDERS if path.name.startswith(f)), None)
        if path.is_file() and folder:
            place = folder.rstrip("_").replace("_includes_content_", "_includes/content/").replace("img_", "img/")
            files[f"{place}/{path.name[len(folder):]}"] = path
    return files


def include(text, files, depth=0):
    def one(match):
        part = files.get("_includes/" + match[1])
        return include(part.read_text(), files, depth + 1) if part and depth < 8 else ""

    text = re.sub(r"{%-?\s*comment\s*-?%}.*?{%-?\s*endcomment\s*-?%}", "", text, flags=re.S)
    text = re.sub(r"{%-?\s*include\s+([\w./-]+)[^%]*%}", one, text)
    return re.sub(r"{%.*?%}", "", text, flags=re.S)


def page(path, files):
    """The page of one source, its layout around it."""
    head, _, body = path.read_text().removeprefix("---").partition("\n---")
    layout = re.search(r"^layout:\s*(\S+)", head, re.M)
    frame = files.get(f"_layouts/{layout[1]}.html") if layout else None
    whole = frame.read_text() if frame else "<html>{% include head.html %}<body>{% include header.html %}{{ content }}{% include footer.html %}</body></html>"
    body = subprocess.run(["pandoc", "-f", "markdown", "-t", "html"], input=include(body, files), capture_output=True, text=True, check=True).stdout
    whole = re.sub(r"{{\s*content\s*}}", lambda _: body, include(whole, files))
    whole = re.sub(r"{{.*?}}", "", whole, flags=re.S)
    whole = re.sub(r"<(img|meta)\b[^>]*(/img/|/)\"[^>]*>", "", whole)  # its name was a variable
    return whole


def render(sources, out):
    files = tree(sources)
    for name, path in files.items():
        target = out / name
        if name.startswith("img/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        elif name[:3] in ("nl/", "en/", "fy/") and name.endswith(".md"):
            target = target.with_suffix(".html")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page(path, files))


def shown(out):
    """(page, logo) -> 1 must be seen, 0 may be."""
    wanted = {}
    for path in sorted(out.rglob("*.html")):
        for name in re.findall(r"(?:src|href|content)=\"[^\"]*/img/([^\"]+)\"", path.read_text()):
            if name in SHOWS and (out / "img" / name).exists():
                wanted[str(path.relative_to(out)), SHOWS[name]] = 1
            elif HOLDS.get(name):
                wanted.setdefault((str(path.relative_to(out)), HOLDS[name]), 0)
    return wanted


def compare(found, out):
    wanted, seen = shown(out), set()
    for line in open(found):
        row = json.loads(line)
        if row["type"] == "observation" and row.get("key", "").startswith("logo:"):
            page = row["locator"].removeprefix(BASE) + ("index.html" if row["locator"].endswith("/") else "")
            if page.endswith(".html"):
                seen.add((page, row["key"][5:]))
    must = {key for key, need in wanted.items() if need}
    pages = len(list(out.rglob("*.html")))
    print(f"{pages} pages show {len(must)} logos: {len(must & seen)} seen, {len(must - seen)} missed, {len(seen - set(wanted))} false")
    for key in sorted(must - seen):
        print("missed", *key)
    for key in sorted(seen - set(wanted)):
        print("false", *key)
    return 0 if must and not must - seen and not seen - set(wanted) else 1


if __name__ == "__main__":
    if sys.argv[1] == "render":
        render(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    else:
        sys.exit(compare(sys.argv[2], pathlib.Path(sys.argv[3])))
