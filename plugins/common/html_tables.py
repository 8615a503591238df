# SPDX-License-Identifier: MIT
"""Makes the tables of html_names.c at build time: where the names of elements and attributes are
found, and all character references of the HTML standard, as Python's own table has them.

usage: html_tables.py html_elements.def html_attributes.def OUTPUT
"""
import html.entities
import re
import sys


def fold(name):
    """The hash of html_names.c."""
    value = len(name)
    for char in name.encode():
        value = (value * 31 + (char | 0x20)) & 0xFFFFFFFF
    return value ^ (value >> 10)


def slots(array, path, macro, size):
    """Numbers from 1 in an open hash table; 0 is free."""
    names = re.findall(macro + r'\(\w+, "([^"]+)"', open(path, encoding="utf-8").read())
    table = [0] * size
    for number, name in enumerate(names, 1):
        at = fold(name) % size
        while table[at]:
            at = (at + 1) % size
        table[at] = number
    print(f"static const uint8_t {array}[{size}] = {{{', '.join(map(str, table))}}};")


def literal(text):
    return "".join(f"\\{byte:03o}" for byte in text.encode())


def references():
    """Sorted by name; the first of each first character."""
    rows = sorted(html.entities.html5.items(), key=lambda row: row[0].encode())
    print("static const struct reference references[] = {")
    for name, text in rows:
        print(f'    {{"{name}", "{literal(text)}", {len(name)}, {len(text.encode())}}},')
    print("};")
    firsts = [sum(name.encode()[0] < char for name, _ in rows) for char in range(129)]
    print(f"static const uint16_t reference_firsts[129] = {{{', '.join(map(str, firsts))}}};")


def main():
    elements, attributes, output = sys.argv[1:]
    sys.stdout = open(output, "w", encoding="ascii")
    print("/* Made by html_tables.py. */")
    slots("element_slots", elements, "ELEMENT", 1024)
    slots("attribute_slots", attributes, "ATTRIBUTE", 256)
    references()


main()
