#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures of old and new logos for pairs_eval, made with the generator of the evaluation data.

    pairs.py DATA OUT [SEED [PAIRS]]

DATA holds gen.py, pairs.json and png/; PNG only, whatever damage was done before. Pairs that look alike to anybody (alike.py) are left
out, and told; PAIRS others are taken.
"""
import json
import os
import random
import sys

data, out = sys.argv[1:3]
seed, count = (int(value) for value in (sys.argv[3:] + ["1", "100"][len(sys.argv) - 3:]))
sys.path.insert(0, data)
import gen  # noqa: E402
from alike import alike  # noqa: E402
from PIL import Image  # noqa: E402

KINDS = ["png_alpha", "jpg", "colbg", "gray", "mono", "negative", "boxed"]
SIZES = [48, 96, 200, 320]

rng = random.Random(seed)
with open(os.path.join(data, "pairs.json")) as file:
    pairs = json.load(file)
rng.shuffle(pairs)
os.makedirs(out, exist_ok=True)
number = done = same = 0
with open(os.path.join(out, "labels.jsonl"), "w") as labels:
    for pair in pairs:
        try:
            drawings = {side: gen.load(pair[side], pair["slug"]) for side in ("old", "new")}
        except FileNotFoundError:
            continue
        if done == count or any(drawing is None for drawing in drawings.values()):
            continue
        if alike(drawings["old"], drawings["new"]):
            same += 1
            continue
        done += 1
        for side, drawing in drawings.items():
            for kind in KINDS:
                picture, _, _ = gen.positive(rng, drawing, kind, rng.choice(SIZES))
                name = f"{number:06d}.png"
                Image.fromarray(picture).save(os.path.join(out, name))
                label = {"file": name, "slug": pair["slug"], "old": pair["old"],
                         "new": pair["new"], "is": side, "kind": kind}
                labels.write(json.dumps(label) + "\n")
                number += 1
print(f"{number} pictures of {done} pairs; {same} more look alike and are left out")
