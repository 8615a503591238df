#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the target table of the words: promise, language and spelling, on all sets there are.

usage: run.py BUILD [FOLDER] [--strict] [--floors] [--listing FILE]

FOLDER holds the shared sets (README.md); without it only the own ones are measured. --strict: exit 1 if a target
is missed. --floors: exit 1 if a figure is far below it (something broke). --listing: each false alarm
and each miss, to read.
"""
import argparse
import concurrent.futures
import os
import sys
import time

sys.dont_write_bytecode = True  # beside the sources
import measures
import product
import targets

JOBS = 2  # at a time
SUGGESTED, SUGGESTED_FOR_FLOORS = 40, 15  # words of a list


def jobs_of(measure, has_shared):
    """Longest first."""
    jobs = [lambda: measure.isolated('en'), lambda: measure.isolated('nl'), measure.false_hits,
            measure.slips, measure.languages, measure.promise, measure.own_alarms]
    if has_shared:
        jobs += [measure.running,
                 lambda: measure.alarms('coronamelder', ('nl', 'en'), measures.BRAND_LIST),
                 lambda: measure.alarms('coronamelder', ('nl', 'en'), label=' without list'),
                 measure.held_out_alarms,
                 lambda: measure.alarms('d-i-guide', ('nl', 'en')),
                 lambda: measure.alarms('lo-help', ('nl',)),
                 lambda: measure.alarms('clin28-wiki', ('nl',))]
    return jobs


def measure_all(measure, has_shared):
    found = {}
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for future in [pool.submit(job) for job in jobs_of(measure, has_shared)]:
            found.update(future.result())
    return found


def shown(value):
    return '-' if value is None else '%.4f' % value if value < 1 else '%.2f' % value


def print_table(found):
    line = '%-52s %8s %8s %8s %9s %8s  %s'
    print(line % ('target', 'figure', 'half A', 'half B', 'of', 'goal', ''))
    missed, broken = [], []
    for group in targets.GROUPS:
        print(group.title)
        for name in sorted(n for n in found if group.owns(n)):
            figure = found[name]
            value = figure.value()
            goal = group.goal_of(name)
            verdict = '' if goal is None else 'met' if group.is_met(value, goal) else 'MISSED'
            missed += [name] if verdict == 'MISSED' else []
            floor = group.floor_of(name)
            broken += [name] if floor is not None and not group.is_met(value, floor) else []
            print(line % ('  ' + name, shown(value), shown(figure.value(0)), shown(figure.value(1)),
                          '%.3g' % sum(figure.whole), '' if goal is None else group.goal_text(goal),
                          verdict))
    print('speed: tests/bench (words, language, promise, terms and spelling, ns a byte)')
    return missed, broken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('folder', nargs='?', default='')
    parser.add_argument('--strict', action='store_true')
    parser.add_argument('--floors', action='store_true')
    parser.add_argument('--listing')
    given = parser.parse_args()
    has_shared = os.path.exists(os.path.join(given.folder, 'clean_blocks.tsv'))
    if not has_shared:
        print('no sets in "%s": only the own sets are measured' % given.folder)
    measure = measures.Measures(product.Product(given.build), given.folder if has_shared else '',
                                SUGGESTED_FOR_FLOORS if given.floors else SUGGESTED)
    begun = time.monotonic()
    missed, broken = print_table(measure_all(measure, has_shared))
    print('%d targets missed; %.0f s' % (len(missed), time.monotonic() - begun))
    if given.listing:
        with open(given.listing, 'w', encoding='utf-8') as file:
            file.writelines('\t'.join(entry) + '\n' for entry in sorted(measure.listing))
    if broken:
        print('far below the target: ' + ', '.join(broken))
    return 1 if (given.strict and missed) or (given.floors and broken) else 0


sys.exit(main())
