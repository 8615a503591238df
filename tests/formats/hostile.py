#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A touchpoint that tries to be more than text in every report: hostile.py DIRECTORY"""
import os
import sys

TRICKS = [
    "zz=1+1", "zz;=cmd|'/C'!A0", "zz,@SUM(A1)", "zz\"\"=1", "zz]]>", "zz<script>alert(1)</script>", "zz&lt;",
    "zz[a](https://evil.example/)", "zz![a](https://evil.example/x.png)", "zz[a](//evil.example)", "zz|a|b|", "zz`code`", "zz@all",
    "zzhttps://evil.example/", "zzwww.evil.example", "zz#1", "zz{0}", "zz%0A::error::fake", "zz::error::fake",
    "zz##[error]fake", "zz\u202egnp.exe\u2066\u200f", "zz\u200b\ufeff\u00ad", "zz\ue000", "zz\ufffe\uffff",
    "zz\u2028line\u2029", "zz$math$", "zz<!--", "zz--", "zz\\u{A}", "zz\\", "zz\U000e0041\U0001f600",
]
STARTS = ["::error::", "::stop-commands::x", "=1+1", "+1", "@cmd", "-1", "##[error]", "# head", "1. one", "> quote", "| a |"]
NAMES = [
    "new\nline.html", "::error::x.html", "]]>.html", "=cmd.html", "a b#c?d%zz.html", "\"><b>.html", "[a](b).html",
    "\u202egnp.html", "\x1b[31m.html", "tab\t.html", "\\back.html", "{0}.html", "@all.html", "http:x.html", "a;=1.html",
]


def page(words):
    escaped = (word.replace("&", "&amp;").replace("<", "&lt;") for word in words)
    return "<html lang=en><title>t</title>\n" + "\n".join(f"<p>{word} here." for word in escaped)


def main(folder):
    site = os.path.join(folder, "site")
    os.makedirs(site)
    for number, name in enumerate(NAMES):
        with open(os.path.join(site, name), "w", encoding="utf-8", newline="\n") as out:
            out.write(page(TRICKS + [start + " zz" + start for start in STARTS] + [f"zzname{number}"]))
    with open(os.path.join(os.fsencode(site), b"bytes\xff\xfe.html"), "w", encoding="utf-8") as out:
        out.write(page(["zzbytes"]))
    for number in range(100):
        with open(os.path.join(site, f"many{number}.html"), "w", encoding="utf-8") as out:
            out.write(page(["We sell zzmany"] * 100))
    # What can't be read is unchecked, and says why.
    with open(os.path.join(site, "::error::broken.pdf"), "wb") as out:
        out.write(b"%PDF-1.7\nnothing of it")
    with open(os.path.join(folder, "touchstone.yaml"), "w", encoding="utf-8") as out:
        out.write('''touchstone: 1
touchpoints:
  - { id: site, name: "::error::fake ]]> <b>", owner: "=1+1", channel: website, source: { folder: { path: site } } }
  - { id: other, name: "[a](https://evil.example/) @all", channel: shop }
''')
    with open(os.path.join(folder, "brand.yaml"), "w", encoding="utf-8") as out:
        out.write('''touchstone: 1
name: "::error::fake [a](https://evil.example/)"
languages: [en]
terms:
  - { id: odd, pattern: '\\S*zz\\S+', because: "::error::fake <b> @all" }
''')


main(sys.argv[1])
