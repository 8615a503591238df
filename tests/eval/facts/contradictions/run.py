#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Precision and recall of what the check "facts" says of twelve touchpoints.

usage: run.py BUILD [--floors] [-v]

expected.tsv has forty pairs of statements that were written into the touchpoints beside it: half of
them contradict each other ("alarm"; also: who else says it), the other half only look so ("quiet"). A pair is
found if a finding on its fact and scope names both touchpoints, or, where the brand book has the truth, the one
that is wrong. A false alarm is a finding that no such pair explains, and each touchpoint that a finding
names beyond those of its pair. Ends 1 if a target is missed (with --floors: if a
figure is far below it, so that something is broken), 77 if the packs are not there. -v: all findings.
"""
import csv
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

RULES = ('facts/contradiction', 'facts/contradicts-truth')
PRECISION, RECALL = 0.95, 0.90
FLOORS = 0.85, 0.60
HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[3]


class Finding:
    def __init__(self, row):
        self.rule, self.text = row['rule'], row['actual']
        self.fact, _, scope = row['actual'].split(': ')[0].partition(' (')
        self.scope = scope.rstrip(')').casefold()
        self.touchpoints = {place['touchpoint'] for place in row['places']}

    def is_of(self, pair):
        fact, _, scope = pair['fact'].partition(' ')
        return self.fact == fact and self.scope == scope.casefold()

    def finds(self, pair):
        both = {pair['other']} if self.rule == RULES[1] else {pair['one'], pair['other']}
        return self.is_of(pair) and both <= self.touchpoints

    def unexplained(self, pairs):
        """Each as a false alarm: the finding, or touchpoints in it."""
        own = [pair for pair in pairs if self.finds(pair)]
        if not own:
            return [(self.text, ', '.join(sorted(self.touchpoints)))]
        told = {pair[name] for pair in own for name in ('one', 'other', 'also')}
        return [(self.text, name) for name in sorted(self.touchpoints - told)]


def check(build):
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(HERE, work, dirs_exist_ok=True)
        environment = dict(os.environ, TOUCHSTONE_PLUGIN_PATH=os.path.join(build, 'plugins'),
                           TOUCHSTONE_RULES_PATH=str(SOURCE / 'rules'))
        done = subprocess.run([os.path.join(build, 'core', 'touchstone'), 'check', '-q', '-o',
                               'jsonl=found.jsonl'], cwd=work, env=environment, check=False)
        found = pathlib.Path(work, 'found.jsonl')
        if done.returncode not in (0, 1) and not found.exists():
            sys.exit('touchstone check ended %d' % done.returncode)
        return [json.loads(line) for line in found.read_text(encoding='utf-8').splitlines()]


def main():
    build = os.path.abspath(sys.argv[1])
    if not all((SOURCE / 'rules' / language / 'facts-shop.yaml').exists() for language in ('nl', 'en')):
        print('SKIP: no packs of facts')
        return 77
    with open(HERE / 'expected.tsv', encoding='utf-8', newline='') as file:
        pairs = list(csv.DictReader(file, delimiter='\t'))
    rows = check(build)
    findings = [Finding(row) for row in rows
                if row['type'] == 'finding' and row['rule'] in RULES]
    alarms = [pair for pair in pairs if pair['verdict'] == 'alarm']
    found = [pair for pair in alarms if any(f.finds(pair) for f in findings)]
    false = [entry for finding in findings for entry in finding.unexplained(alarms)]
    if '-v' in sys.argv:
        for row in rows:
            if row['type'] == 'finding' and row['rule'].startswith('facts/'):
                print(row['severity'], row['rule'], row['message'], sep='\t')
    for pair in alarms:
        if pair not in found:
            print('missed:', pair['fact'], pair['one'], pair['other'], pair['why'], sep='\t')
    for entry in false:
        print('false alarm:', *entry, sep='\t')
    precision = len(found) / (len(found) + len(false)) if found else 0
    recall = len(found) / len(alarms)
    print('%d pairs: precision %.3f (goal %.2f), recall %.3f (goal %.2f)'
          % (len(pairs), precision, PRECISION, recall, RECALL))
    least = FLOORS if '--floors' in sys.argv else (PRECISION, RECALL)
    return 0 if precision >= least[0] and recall >= least[1] else 1


sys.exit(main())
