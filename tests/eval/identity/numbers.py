#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Telephone numbers, mailboxes and registrations of the check "identity" against labelled rows.

usage: numbers.py BUILD [SHARED] [--floors] [-v]

Four sets, each judged by the program as it is, sealed: numbers.tsv and blind_numbers.tsv beside this file (own
writing, with numbers.yaml and blind.yaml as brand books); the telephone and registration rows of SHARED/eval/language/addr_cases.tsv,
as contact pages of ours; and SHARED/eval/language/clean_blocks.tsv with the documentation below
/usr/share/doc, in which the brand does not occur. Prints precision and recall, and what is wrong with -v.
"""
import collections
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ('contact', 'legal', 'invoice', 'email', 'blog')
FLOOR = 0.99
FLOOR_OTHERS = 0.98  # pages of which most was written to be alarmed at
ALARMS_MOST = 2
DOC_BYTES_MOST = 12 << 20
KEY = re.compile(r'(phone|email|registration)')


def plan(work, folder):
    kinds = ', '.join('%s: ["**/%s/*", "%s/*"]' % (kind, kind, kind) for kind in KINDS)
    (work / 'touchstone.yaml').write_text(
        'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: site, channel: website, expects: [], '
        'source: { folder: { path: %s } }, kinds: { %s } }\n' % (folder, kinds))


def run(build, work):
    """Observations and findings by document."""
    environment = dict(os.environ, TOUCHSTONE_PLUGIN_PATH=str(build / 'plugins'),
                       TOUCHSTONE_RULES_PATH=str(HERE.parents[2] / 'rules'))
    done = subprocess.run([str(build / 'core/touchstone'), 'check', '-q', '--fail-on', 'never', '--observations',
                           '-o', 'jsonl=out.jsonl'], cwd=work, env=environment, capture_output=True, text=True)
    if not (work / 'out.jsonl').exists():
        sys.exit(done.stderr)
    seen = collections.defaultdict(set)
    findings = collections.defaultdict(list)
    unchecked = []
    for line in open(work / 'out.jsonl'):
        row = json.loads(line)
        if row['type'] == 'observation' and KEY.match(row['key']):
            seen[row['locator']].add('%s=%s' % (row['key'], row['value']))
        elif row['type'] == 'finding' and row['rule'].startswith('identity/'):
            for place in row['places']:
                findings[place['locator']].append((row['rule'].split('/')[1], row.get('actual', '')))
        elif row['type'] == 'document' and row['status'] == 'unchecked':
            unchecked.append((row['locator'], row['reason']))
    if unchecked:
        sys.exit('unchecked: %s' % unchecked[:3])
    return seen, findings


def measure(name, build, brand, rows, verbose):
    """rows: (id, kind, language, html, expected set). Returns precision and recall."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / 'brand.yaml').write_text(brand)
        plan(work, 'pages')
        for ident, kind, language, text, _ in rows:
            place = work / 'pages' / (kind or 'page')
            place.mkdir(parents=True, exist_ok=True)
            (place / (ident + '.html')).write_text(
                '<!DOCTYPE html><html lang="%s"><title>x</title><body>%s</body></html>' % (language, text))
        seen, findings = run(build, work)
    by_name = {pathlib.PurePath(locator).stem: locator for locator in set(seen) | set(findings)}
    right = wrong = missed = exact = 0
    for ident, kind, _, text, expected in rows:
        locator = by_name.get(ident, '')
        got = set(seen.get(locator, ()))
        told = {'!' + rule for rule, _ in findings.get(locator, ()) if KEY.match(rule) or 'domain' in rule}
        got |= {rule for rule in told if rule in expected or rule == '!domain-lookalike'}
        right += len(got & expected)
        wrong += len(got - expected)
        missed += len(expected - got)
        exact += got == expected
        if verbose and got != expected:
            print('%s (%s) %s\n    got %s, expected %s' % (ident, kind, text[:90], sorted(got), sorted(expected)))
    precision = right / (right + wrong) if right + wrong else 1
    recall = right / (right + missed) if right + missed else 1
    print('%s: %d rows, %d exactly right, precision %.3f, recall %.3f' % (name, len(rows), exact, precision, recall))
    return precision, recall


def own_rows(name):
    rows = []
    for number, line in enumerate(open(HERE / name, encoding='utf-8')):
        if line.startswith('#') or not line.strip():
            continue
        kind, language, text, expected = (line.rstrip('\n').split('\t') + [''])[:4]
        rows.append(('n%04d' % number, kind, language, text, set(expected.split())))
    return rows


def shared_brand(path):
    phones, emails, registrations, names = [], [], collections.defaultdict(list), []
    for line in open(path, encoding='utf-8'):
        if line.startswith('#'):
            continue
        ident, kind, _, value = line.rstrip('\n').split('\t')[:4]
        if kind == 'phone':
            phones.append('{ id: %s, number: "%s" }' % (ident, value))
        elif kind == 'email':
            emails.append(value)
        elif kind in ('kvk', 'vat', 'iban'):
            registrations[kind].append('"%s"' % value)
        elif kind == 'name':
            names.append('{ id: %s, text: %s }' % (ident, value))
    return ('touchstone: 1\nname: Vlakwerk\nlanguages: [nl]\ncountry: NL\nidentity:\n  names: [%s]\n  phones: [%s]\n'
            '  emails: [%s]\n  registrations: {%s}\n' % (
                ', '.join(names), ', '.join(phones), ', '.join(emails),
                ', '.join('%s: [%s]' % (kind, ', '.join(values)) for kind, values in registrations.items())))


def shared_expected(text):
    expected = set()
    for item in text.split(','):
        what, _, rest = item.partition(':')
        ident, _, kind = rest.partition(':')
        kinds = {'tel': 'phone', 'telold': 'phone', 'free': 'phone', 'telbe': 'phone', 'tede': 'phone',
                 'tegb': 'phone'}
        value = {'MATCH': 'match', 'NEAR': 'near', 'UNKNOWN': 'unknown', 'INVALID': 'unknown'}.get(what)
        if value is None:
            continue
        if ident in kinds:
            expected.add('phone:%s=%s' % (ident, value))
        elif ident == 'mail':
            expected.add('email:klantenservice@vlakwerk.nl=%s' % value)
        elif ident in ('kvk', 'vat', 'iban'):
            expected.add('registration:%s=%s' % (ident, value))
        elif ident in ('phone', 'email'):
            expected.add('%s=%s' % (ident, value))
    return expected


def shared_rows(path):
    rows = []
    for line in open(path, encoding='utf-8'):
        if line.startswith('#'):
            continue
        ident, expected, _, text = line.rstrip('\n').split('\t')
        rows.append((ident, 'contact', 'nl', text.replace('\\n', '\n'), shared_expected(expected)))
    return rows


def documentation():
    """Texts below /usr/share/doc and help pages, as long as there are."""
    used = 0
    for root, _, names in sorted(os.walk('/usr/share/doc')):
        for name in sorted(names):
            path = pathlib.Path(root) / name
            if not re.search(r'(\.(txt|md|html?)|README|copyright|NEWS|AUTHORS|TODO)$', name) or not path.is_file():
                continue
            data = path.read_bytes()[:200000]
            used += len(data)
            if used > DOC_BYTES_MOST:
                return
            yield data.decode('utf-8', 'replace')


def count_alarms(build, brand, shared, verbose):
    """Findings in text that is about something else; as contact pages, where most would be said."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / 'brand.yaml').write_text(brand)
        plan(work, 'pages')
        place = work / 'pages' / 'page'
        place.mkdir(parents=True)
        documents = collections.defaultdict(list)
        size = 0
        for line in open(shared / 'eval/language/clean_blocks.tsv', encoding='utf-8'):
            _, source, name, text = line.rstrip('\n').split('\t')[:4]
            documents[source, name].append(text)
        texts = ['\n\n'.join(blocks) for blocks in documents.values()] + list(documentation())
        for number, text in enumerate(texts):
            size += len(text)
            is_markup = '<html' in text[:2000].lower()
            paragraphs = text if is_markup else ''.join(
                '<p>%s' % html.escape(paragraph) for paragraph in re.split(r'\n\s*\n', text.replace('\0', '')))
            (place / ('d%05d.html' % number)).write_text('<!DOCTYPE html><meta charset=utf-8>' + paragraphs)
        _, findings = run(build, work)
    told = [(rule, actual) for all_of_one in findings.values() for rule, actual in all_of_one
            if KEY.match(rule) or 'domain' in rule]
    print('other texts: %d documents, %.1f MB, %d findings' % (len(texts), size / 1e6, len(told)))
    for rule, actual in told if verbose else ():
        print('    %s %s' % (rule, actual))
    return len(told)


def main():
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith('-')]
    if not arguments:
        sys.exit(__doc__)
    build = pathlib.Path(arguments[0]).resolve()
    verbose = '-v' in sys.argv
    brand = (HERE / 'numbers.yaml').read_text()
    figures = list(measure('own rows', build, brand, own_rows('numbers.tsv'), verbose))
    others = measure("others' data", build, (HERE / 'blind.yaml').read_text(), own_rows('blind_numbers.tsv'), verbose)
    alarms = 0
    shared = pathlib.Path(arguments[1]).resolve() if len(arguments) > 1 else None
    if shared and (shared / 'eval/language/addr_cases.tsv').exists():
        language = shared / 'eval/language'
        figures += measure('addr_cases', build, shared_brand(language / 'addr_registry.tsv'),
                           shared_rows(language / 'addr_cases.tsv'), verbose)
        alarms = count_alarms(build, brand, shared, verbose)
    if '--floors' in sys.argv and (min(figures) < FLOOR or min(others) < FLOOR_OTHERS or alarms > ALARMS_MOST):
        sys.exit('below the floor of %.2f (%.2f), or more than %d alarms' % (FLOOR, FLOOR_OTHERS, ALARMS_MOST))


if __name__ == '__main__':
    main()
