#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes newsletters of about 100 KB with ten pictures each, all different: newsletter.py FOLDER COUNT"""
import base64
import random
import struct
import sys
import zlib
from email.message import EmailMessage

WORDS = """vloer hout eiken legservice monster plint ondervloer vloerverwarming kleur plank visgraat
onderhoud olie lak meten advies winkel levering afspraak montage garantie korting gemak keuze
woonkamer keuken slaapkamer trap renovatie stil warm sterk mooi nieuw eenvoudig snel zorgvuldig
wij je de het een en van voor met op bij uit naar onze jouw in is zijn wordt kan ook altijd""".split()


def picture(rng):
    width, height = 48, 20
    rows = b"".join(b"\0" + bytes(rng.randrange(256) for _ in range(3 * width)) for _ in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sentence(rng):
    words = [rng.choice(WORDS) for _ in range(rng.randrange(6, 16))]
    return " ".join(words).capitalize() + "."


def newsletter(rng):
    mail = EmailMessage()
    mail["From"] = "Vlakwerk <nieuws@vlakwerk.example>"
    mail["To"] = "klant@post.example"
    mail["Subject"] = sentence(rng)
    mail["List-Unsubscribe"] = "<https://www.vlakwerk.example/afmelden>"
    stories = [[sentence(rng) for _ in range(10)] for _ in range(20)]
    mail.set_content("\n\n".join(" ".join(story) for story in stories))
    rows = "".join(
        '<tr><td style="font-family:Arial,sans-serif;font-size:16px;line-height:24px;color:#333333;padding:0 24px">'
        + (f'<img src="cid:p{i}@vlakwerk" alt="Vloer {i}" width="48" height="20">' if i < 10 else "")
        + f'<h2 style="margin:0">{story[0]}</h2>'
        + "".join(f'<p style="margin:0 0 12px 0">{line} <a href="https://www.vlakwerk.example/{i}">Lees meer</a></p>' for line in story[1:])
        + "</td></tr>"
        for i, story in enumerate(stories))
    mail.add_alternative(
        f'<html lang="nl"><head><title>Nieuws</title></head><body><table width="600">{rows}</table></body></html>', subtype="html")
    html = mail.get_payload()[1]
    for i in range(10):
        html.add_related(picture(rng), "image", "png", cid=f"<p{i}@vlakwerk>", filename=f"vloer{i}.png", disposition="inline")
    return mail.as_bytes()


def main():
    folder, count = sys.argv[1], int(sys.argv[2])
    for i in range(count):
        with open(f"{folder}/newsletter{i:03}.eml", "wb") as out:
            out.write(newsletter(random.Random(i)))


main()
