#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""An independent judge of the JSON Schemas: are they valid draft-07, do they accept the examples of
the design, and do they refuse each of the broken documents below?

Usage: check_schema.py FOLDER_OF_SCHEMAS FOLDER_OF_EXAMPLES FOLDER_OF_THE_MANUALS_EXAMPLES
"""
import json
import pathlib
import re
import sys

import jsonschema
import yaml


class Core(yaml.BaseLoader):
    """YAML 1.2's core schema, as editors read it: on, off and dates are text."""


Core.yaml_implicit_resolvers = {}
Core.bool_values = yaml.SafeLoader.bool_values
for tag, pattern, first in (
    ("bool", r"^(true|false)$", "tf"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+$", "-+0123456789"),
    ("null", r"^(~|null|)$", ["~", "n", ""]),
):
    Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))
for name in ("bool", "int", "float", "null"):
    Core.add_constructor(
        "tag:yaml.org,2002:" + name, getattr(yaml.SafeLoader, "construct_yaml_" + name)
    )

PLAN = "touchstone: 1\ntouchpoints:\n  - {id: a, channel: website, %s}\n"
BRAND = "touchstone: 1\nname: N\nlanguages: [nl]\n%s\n"
PACK = "touchstone: 1\npack: nl/je\nabout: x\n%s\n"

REFUSED = {
    "touchstone": [
        "[]",
        "touchpoints: []",
        "touchstone: 2",
        "touchstone: 1\ntouchpoint: []",
        "touchstone: 1\ntouchpoints: [{id: a}]",
        "touchstone: 1\ntouchpoints: [{channel: email}]",
        PLAN % "phase: never",
        PLAN % "category: other",
        PLAN % "control: theirs",
        PLAN % "importance: 9",
        PLAN % "importance: high",
        PLAN % "expects: [logos]",
        PLAN % "source: {foldr: {path: x}}",
        PLAN % "source: {}",
        PLAN % "source: {folder: {path: x}, web: {start: x}}",
        PLAN % "source: {folder: {}}",
        PLAN % "source: {folder: {path: x, bse: y}}",
        PLAN % "source: {web: {start: x, max_rate: fast}}",
        PLAN % "kinds: [home]",
        PLAN % "checks: {speling: off}",
        PLAN % "checks: {spelling: sometimes}",
        PLAN % "checks: {spelling: {severity: fatal}}",
        "touchstone: 1\njourneys: [{id: a}]",
        "touchstone: 1\njourneys: [{id: a, steps: []}]",
    ],
    "brand": [
        "touchstone: 1",
        BRAND % "nam: x",
        BRAND % "country: Netherlands",
        BRAND % "promise: {payoff: {Dutch: x}}",
        BRAND % "promise: {payoff: {nl: {also: [x]}}}",
        BRAND % "promise: {require: [{on: page, accept: payoff}]}",
        BRAND % "promise: {require: [{on: touchpoint, accept: theme, coverage: 0.6}]}",
        BRAND % "terms: [{forbid: x}]",
        BRAND % "terms: [{id: a, forbid: x, ok: [{scope: heading}]}]",
        BRAND % "terms: [{id: a, severity: low}]",
        BRAND % "packs: [../x]",
        BRAND % "packs: [nl/je.yaml]",
        BRAND % "terms: [{id: a, forbid: x, prefer: y}]",
        BRAND % "terms: [{id: a, forbid: []}]",
        BRAND % "terms: [{id: a, casing: camel}]",
        BRAND % "terms: [{id: a, forbid: x, severity: fatal}]",
        BRAND % "identity: {addresses: [{id: a, city: x}]}",
        BRAND % "identity: {addresses: [{id: a, city: x, street: y, po_box: 1}]}",
        BRAND % "identity: {registrations: {kwk: 1}}",
        BRAND % "identity: {names: [{id: a, text: x, until: tomorrow}]}",
        BRAND % "logos: {versions: [{id: a}]}",
        BRAND % "facts: [{id: a, type: number of days}]",
        BRAND % "facts: [{id: a, truth: 1 day, examples: [{text: x, says: 1d}]}]",
        BRAND % "facts: [{id: a, anchors: {nl: []}}]",
        BRAND % "rollouts: [{id: a, switch: 2026-10-01, replace: {hq-old: hq}}]",
        BRAND % "rollouts: [{id: a, replace: {'address:a': 'address:b'}}]",
    ],
    "pack": [
        "touchstone: 1",
        PACK % "terms: []",
        PACK % "facts: []",
        PACK % "languages: [nl]",
        PACK % "facts: [{id: a, anchors: [x]}]",
        PACK % "facts: [{id: a, type: money, anchors: [x], truth: 2}]",
        PACK % "facts: [{id: a, type: money, anchors: [x], examples: [y]}]",
        PACK % "facts: [{id: a, type: duration, units: [days], anchors: [x]}]",
        PACK % "terms: [{id: a}]",
        PACK % "terms: [{id: a, severity: error}]",
        PACK % "terms: [{id: a, forbid: x, wrong: [{in: legal}]}]",
        PACK % "terms: [{id: a, forbid: x}]\nlanguages: [Dutch]",
        PACK % "terms: [{id: a, forbid: x}]\nname: N",
        "touchstone: 1\npack: nl/je\nterms: [{id: a, forbid: x}]",
        "touchstone: 1\npack: Nl je\nabout: x\nterms: [{id: a, forbid: x}]",
    ],
    "accept": [
        "accept: []",
        "touchstone: 1\naccept: [{word: x}]",
        "touchstone: 1\naccept: [{reason: x}]",
        "touchstone: 1\naccept: [{word: x, rule: y/z, reason: x}]",
        "touchstone: 1\naccept: [{word: x, reason: x, until: 1-1-2027}]",
    ],
    "milter": [
        "touchstone: 1",
        "touchstone: 1\nmails: []",
        "touchstone: 1\nmails: [{from: x}]\nerror: drop",
        "touchstone: 1\nmails: [{form: x}]",
        "touchstone: 1\nmails: [{from: x}]\ntimeout: soon",
    ],
}


EXAMPLES = {
    "touchstone": ["touchstone.yaml"],
    "brand": ["brand.yaml"],
    "pack": ["packs/common/leftovers.yaml", "packs/nl/facts-shop.yaml"],
    "accept": [],
    "milter": [],
}
MANUAL = {
    "touchstone": [],
    "brand": ["brand.yaml"],
    "pack": ["packs/house.yaml"],
    "accept": ["touchstone.accept.yaml"],
    "milter": ["milter.yaml"],
}


def main():
    failures = 0
    schemas, folder, manual = (pathlib.Path(path) for path in sys.argv[1:4])
    for which, refused in REFUSED.items():
        schema = json.loads((schemas / f"{which}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        examples = [folder / name for name in EXAMPLES[which]]
        for name in examples + [manual / name for name in MANUAL[which]]:
            example = name.read_text(encoding="utf-8")
            for error in validator.iter_errors(yaml.load(example, Core)):
                print(f"{name} is refused: {error.message} at {list(error.path)}")
                failures += 1
        for text in refused:
            if validator.is_valid(yaml.load(text, Core)):
                print(f"{which}: accepted, but should not be:\n{text}")
                failures += 1
    sys.exit(1 if failures else 0)


main()
