# SPDX-License-Identifier: MIT
"""The product under evaluation: "touchstone check" over a site, and one check asked for texts."""
import html
import json
import os
import pathlib
import re
import subprocess
import tempfile
import typing

BRAND = 'touchstone: 1\nname: Eval\nlanguages: [%s]\n%s\n'
SPELLING = 'spelling: { dictionaries: { nl: nl_NL, en: "en_GB, en_US" }%s }'
PLAN = """touchstone: 1
brand: brand.yaml
touchpoints:
  - { id: site, channel: website, source: { folder: { path: site } } }
"""
PAGE = '''<!DOCTYPE html>
<html lang="%s"><head><meta charset="utf-8"><title></title></head><body>
%s
</body></html>
'''
LINES_BEFORE = 3  # the number of the first block's line


class Block(typing.NamedTuple):
    text: str
    language: str  # declared
    tag: str = 'p'
    half: int = 0


class Finding(typing.NamedTuple):
    rule: str
    actual: str
    expected: str
    block: Block


class Product:
    def __init__(self, build):
        self.build = os.path.abspath(build)
        plugins = os.path.join(self.build, 'plugins')
        self.environment = dict(os.environ, TOUCHSTONE_PLUGIN_PATH=plugins,
                                TOUCHSTONE_TEST_PLUGINS=plugins, LC_ALL='C.UTF-8')

    def run(self, program, arguments, **options):
        command = [os.path.join(self.build, program)] + arguments
        return subprocess.run(command, env=self.environment, text=True, encoding='utf-8',
                              stdout=subprocess.PIPE, **options).stdout

    def check(self, pages, languages, words=None):
        """The spelling findings, one for each place, in a site of these pages (lists of blocks)."""
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            write_site(folder / 'site', pages)
            spelling = SPELLING % (', words: ["%s"]' % os.path.abspath(words) if words else '')
            (folder / 'brand.yaml').write_text(BRAND % (languages, spelling), encoding='utf-8')
            (folder / 'touchstone.yaml').write_text(PLAN, encoding='utf-8')
            said = self.run('core/touchstone',
                            ['check', '-q', '-o', 'jsonl', '--fail-on', 'never'], cwd=folder)
        return read_report(said, pages)

    def ask(self, check, brand, lines):
        """What the check says of each line (language or '', text, word to suggest for): a list of
        the fields that it emitted."""
        with tempfile.NamedTemporaryFile('w', suffix='.yaml', encoding='utf-8') as file:
            file.write(brand)
            file.flush()
            given = ''.join('\t'.join(line) + '\n' for line in lines)
            said = self.run('tests/eval/language_probe', [check, file.name], input=given, check=True)
        answers = [[]]
        for line in said.splitlines():
            if line == 'end':
                answers.append([])
            else:
                answers[-1].append(line.split('\t'))
        if len(answers) != len(lines) + 1:
            raise SystemExit('%s answered %d of %d lines' % (check, len(answers) - 1, len(lines)))
        return answers[:-1]


def write_site(folder, pages):
    folder.mkdir()
    for number, page in enumerate(pages):
        declared = {block.language for block in page}
        body = [element(block, declared) for block in page]
        (folder / ('%05d.html' % number)).write_text(
            PAGE % (page[0].language, '\n'.join(body)), encoding='utf-8')


def element(block, declared):
    own = ' lang="%s"' % block.language if len(declared) > 1 else ''
    return '<%s%s>%s</%s>' % (block.tag, own, html.escape(block.text, quote=False), block.tag)


def read_report(said, pages):
    findings, count = [], 0
    for row in map(json.loads, said.splitlines()):
        if row['type'] == 'document':
            if row['status'] != 'checked':
                raise SystemExit('%s: %s %s' % (row['locator'], row['status'], row['reason']))
            count += 1
        if row['type'] == 'finding' and row['rule'].startswith('spelling/'):
            if len(row['places']) != row['count']:
                raise SystemExit('%s: %d places, %d told' % (row['actual'], row['count'],
                                                             len(row['places'])))
            for place in row['places']:
                page = pages[page_number(place['locator'])]
                findings.append(Finding(row['rule'], row['actual'], row['expected'],
                                        page[place['line'] - LINES_BEFORE]))
    if count != len(pages):
        raise SystemExit('touchstone check told of %d pages, not %d' % (count, len(pages)))
    return findings


def page_number(locator):
    return int(re.search(r'(\d+)\.html', locator).group(1))
