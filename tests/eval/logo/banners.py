#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Banners with a logo, and pictures without one of those that are looked for: empty banners, banners with a foreign logo, photos,
screenshots. Each picture names a book of four brands, none of the family of a foreign logo in it.
usage: banners.py DATA OUT [SEED [BANNERS [NEGATIVES]]]      DATA holds gen.py, gen_banner.py and png/"""
import json
import os
import random
import sys

data, out = sys.argv[1:3]
seed, positives, negatives = (int(v) for v in (sys.argv[3:] + ["1", "200", "400"][len(sys.argv) - 3:]))
sys.path.insert(0, data)
os.chdir(data)
import numpy as np  # noqa: E402

import gen  # noqa: E402
import gen_banner  # noqa: E402

BOOK = 4
rng = random.Random(seed)
brands = gen.brands("public")


def some_brand():
    while True:
        brand = rng.choice(brands)
        if gen.load("logos", brand) is not None:
            return brand


def book(own, foreign):
    names = [own] if own else []
    while len(names) < BOOK:
        brand = some_brand()
        if all(gen.group(brand) != gen.group(other) for other in names + ([foreign] if foreign else [])):
            names.append(brand)
    return names


def cut(paths):
    """A part of a photo or of a screenshot, as a JPEG."""
    picture = gen.photo(rng.choice(paths))
    height, width = picture.shape[:2]
    w, h = rng.randint(min(width, 400), width), rng.randint(min(height, 200), height)
    x, y = rng.randint(0, width - w), rng.randint(0, height - h)
    whole = np.dstack([picture[y:y + h, x:x + w], np.full((h, w), 255, np.uint8)])
    return gen.enc(whole, "jpg", rng.randint(50, 92))[1]


def negative():
    kind = rng.choice(["none", "foreign", "foreign", "foreign", "photo", "shot"])
    foreign = some_brand() if kind == "foreign" else None
    if kind in ("none", "foreign"):
        return gen_banner.banner(rng, gen.load("logos", foreign) if foreign else None)[3], kind, foreign
    return cut(gen.PHOTOS if kind == "photo" else gen.SHOTS), kind, None


os.makedirs(out, exist_ok=True)
with open(os.path.join(out, "labels.jsonl"), "w") as labels:
    for number in range(positives + negatives):
        row = {"file": f"{number:05d}.jpg", "brand": None, "box": None, "mono": 0}
        if number < positives:
            row["brand"] = some_brand()
            _, row["box"], meta, jpeg = gen_banner.banner(rng, gen.load("logos", row["brand"]))
            row.update(mono=meta.get("mono", 0), kind=meta["bg"], book=book(row["brand"], None))
        else:
            jpeg, row["kind"], foreign = negative()
            row["book"] = book(None, foreign)
        with open(os.path.join(out, row["file"]), "wb") as file:
            file.write(jpeg)
        labels.write(json.dumps(row) + "\n")
