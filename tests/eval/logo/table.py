#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""The table of the logo checks against their targets, from what the programs of an evaluation printed.

    table.py TITLE OUTPUT...      OUTPUT: files with lines "count NAME VALUE OF"; status 1 if a target is missed
"""
import math
import re
import sys

# name, what, target, limit of VALUE / OF, how it is written, least OF that says anything
SHARE, RATE, EXPONENT, THOUSAND, MSEC = range(5)
ROWS = [
    ("main", "identification, main kinds >= 16 px: recall", ">= 0.99", 0.99, SHARE, 0),
    ("false", "identification: false positives per picture and reference", "<= 5e-4", 5e-4, EXPONENT, 20000),
    ("generic", "identification, brands said to be not distinctive, so left out above and below", "<= 0.05", 0.05, SHARE, 0),
    ("usable", "identification, all kinds but flat forms of plain outlines: recall", ">= 0.97", 0.97, SHARE, 0),
    ("every", "identification, all kinds, those included: recall", "", None, SHARE, 0),
    ("pairs-wrong", "rebrand pairs >= 48 px: wrong", "<= 0.005", 0.005, SHARE, 0),
    ("pairs-undecided", "rebrand pairs >= 48 px: undecided", "<= 0.03", 0.03, SHARE, 0),
    ("pairs-none", "rebrand pairs >= 48 px: neither old nor new", "", None, SHARE, 0),
    ("aspect-found", "aspect change >= 4 %, side >= 32 px: found", ">= 0.995", 0.995, SHARE, 0),
    ("aspect-false", "aspect, side >= 32 px: false alarms", "<= 0.005", 0.005, SHARE, 0),
    ("colour-found", "colour difference >= 5, quality >= 50: found", ">= 0.99", 0.99, SHARE, 0),
    ("colour-false", "colour, quality >= 50: false alarms", "<= 0.01", 0.01, SHARE, 0),
    ("colour-lossless-found", "colour difference >= 5, lossless: found", ">= 0.99", 0.99, SHARE, 0),
    ("colour-lossless-false", "colour, lossless: false alarms", "<= 0.01", 0.01, SHARE, 0),
    ("crop-found", "crop >= 3 %: found, with the right side", ">= 0.90", 0.90, SHARE, 0),
    ("crop-false", "crop, no margin: false alarms", "", None, SHARE, 0),
    ("inside", "inside banners, side >= 20 px, not generic: recall", ">= 0.90", 0.90, SHARE, 0),
    ("inside-every", "inside banners, every logo: recall", "", None, SHARE, 0),
    ("inside-false", "inside banners: false alarms per 1,000 pictures without", "<= 1", 1e-3, THOUSAND, 3000),
    ("inside-false-pictures", "inside banners: of 1,000 pictures without, those with a false alarm", "", None, THOUSAND, 0),
    ("speed", "pictures <= 300 px, 4 references, decoding included: a second on one core", ">= 300", 300, RATE, 0),
    ("inside-msec", "localiser: ms a picture and reference", "<= 150", 150, MSEC, 0),
    ("answers", "verdicts from the memory: a second", ">= 20,000", 20000, RATE, 0),
    ("unread", "pictures that could not be read", "0", 0, SHARE, 0),
    ("unrecognised", "pictures not recognised, so not measured", "", None, SHARE, 0),
    ("aspect-unmeasured", "aspect not measured", "", None, SHARE, 0),
    ("colour-unmeasured", "colour not measured, quality >= 50", "", None, SHARE, 0),
    ("colour-lossless-unmeasured", "colour not measured, lossless", "", None, SHARE, 0),
]


def read(paths):
    """Name -> (value, of), summed."""
    counts = {}
    for path in paths:
        with open(path, errors="replace") as file:
            for line in file:
                found = re.match(r"count (\S+) (\S+) (\S+)$", line)
                if found:
                    value, of = counts.get(found[1], (0.0, 0.0))
                    counts[found[1]] = (value + float(found[2]), of + float(found[3]))
    return counts


def interval(value, of):
    """Wilson, 95 %: where the share lies if the pictures were drawn apart from each other."""
    z = 1.96
    share, spread = value / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return middle - half if value else 0.0, middle + half if value < of else 1.0


def written(kind, value, of):
    """The figure, what it was counted from, and its interval."""
    share = value / of
    if kind == RATE:
        return f"{share:,.0f}", f"{value:,.0f} in {of:.3g} s", ""
    if kind == MSEC:
        return f"{share:.1f}", f"{of:,.0f} pictures x references", ""
    low, high = interval(value, of)
    form = {SHARE: "{:.4f}", EXPONENT: "{:.1e}", THOUSAND: "{:.2f}"}[kind]
    factor = 1000 if kind == THOUSAND else 1
    return (form.format(share * factor), f"{value:,.0f} of {of:,.0f}",
            form.format(low * factor) + " to " + form.format(high * factor))


def verdict(target, limit, least, value, of):
    if limit is None:
        return ""
    if of < least:
        # Few pictures are no proof; but what exceeds the allowance of enough of them is lost already.
        return "missed" if value > limit * least else f"too few to say ({least:,} asked for)"
    share = value / of
    return "met" if (share >= limit if target.startswith(">") else share <= limit) else "missed"


def main():
    counts = read(sys.argv[2:])
    is_missed = False
    print(f"### {sys.argv[1]}\n\n| | measured | counted | 95 % | target | |\n|---|---|---|---|---|---|")
    for name, what, target, limit, kind, least in ROWS:
        value, of = counts.get(name, (0.0, 0.0))
        if of == 0:
            is_missed |= limit is not None  # never clean
            print(f"| {what} | | | | {target} | not measured |")
            continue
        met = verdict(target, limit, least, value, of)
        is_missed |= met == "missed"
        print(f"| {what} | {' | '.join(written(kind, value, of))} | {target} | {met} |")
    print()
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
