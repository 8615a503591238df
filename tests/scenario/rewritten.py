#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes pages, and mails, that hold the same faults in surroundings that differ at random.

rewritten.py FOLDER COUNT SEED

FOLDER/NUMBER.html and FOLDER/NUMBER.eml: the faults in another order, between other sentences of
the same paragraph and other paragraphs, on other lines, broken elsewhere, deeper in the tree.
"""
import pathlib
import random
import sys

FAULTS = [
    "Een goedkope vloer ligt er zo.",
    "Wij leggen elke vloerr zelf.",
    "Het monster ligt in de de winkel.",
    "Schrijf naar Kanaalstraat 21A, 3531 CJ Utrecht.",
    "Ons adres is Prof. Dr. Dorgelolaan 30, 5613 AM Eindhoven.",
    "Bel ons op 030 - 123 45 76.",
    "Levertijd: 9 werkdagen.",
    "Het oude nummer was VW-123 op het etiket.",
    "Gemak op elke vlak.",
]
FILLERS = [
    "De zaag ligt in de schuur.",
    "Het hout droogt een week.",
    "Na het schuren komt de olie.",
    "Er staat koffie klaar.",
    "De trap is van eiken.",
    "Dinsdag komt de wagen langs.",
    "Buiten waait het hard.",
    "De kamer is leeg en licht.",
]
WRAPS = ["<p>{}</p>", "<div><div><p>{}</p></div></div>", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>",
         "<section><h2>Meer</h2><p>{}</p></section>"]


def paragraphs(rng):
    """The faults, each once, in paragraphs; a few without any."""
    faults = FAULTS[:]
    rng.shuffle(faults)
    for fault in faults:
        for _ in range(rng.randrange(3)):
            yield " ".join(rng.sample(FILLERS, 2))
        yield " ".join(rng.sample(FILLERS, rng.randrange(3)) + [fault] + rng.sample(FILLERS, rng.randrange(3)))


def broken(text, rng):
    """White space that a browser shows as one space."""
    return "".join(rng.choice([" ", " ", " ", "\n", "\n    ", "  "]) if letter == " " else letter for letter in text)


def page(rng):
    rows = [rng.choice(WRAPS).format(broken(text, rng)) + "\n" * rng.randrange(4) for text in paragraphs(rng)]
    return '<!DOCTYPE html>\n<html lang="nl"><head><title>Vloeren</title></head>\n<body>' + "".join(rows) + "</body></html>\n"


def mail(rng):
    head = "From: Vlakwerk <info@vlakwerk.example>\nSubject: Vloeren\nContent-Language: nl\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    return head + ("\n" * rng.randrange(2, 4)).join(paragraphs(rng)) + "\n"


folder, count, seed = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for number in range(count):
    rng = random.Random(seed * 100003 + number)
    (folder / f"{number:04}.html").write_text(page(rng), encoding="utf-8")
    (folder / f"{number:04}.eml").write_text(mail(rng), encoding="utf-8")
