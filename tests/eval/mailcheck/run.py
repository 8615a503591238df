#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""False alarms of the check "mail": real mails and newsletters judged with a neutral brand book.

usage: run.py CORPUS [-v]

Three sets. "mails": mails with the headers that real ones have; what counts as a false alarm there is
what rules say that need no opinion (parts, merge tags, salutation, staging hosts). "pairs": each
newsletter and page as the HTML part of a mail, with a text part made of its own text in the ways that
mailing programs make one: nothing of it may be called different. "faults": the same with one thing
changed in the text part, which must be found.
"""
import email.message
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap

PRECISE = ('parts-differ', 'merge-tag', 'merge-tag-broken', 'salutation-empty', 'link-staging',
           'subject-cut', 'preheader-leftover', 'preheader-repeats', 'link-empty')
ALARMS_MAX = 1 / 20  # a mail
FOUND_MIN = 0.8


class Text(html.parser.HTMLParser):
    """The visible text, in paragraphs, with links behind their words."""
    HIDDEN = {'style', 'script', 'title', 'head', 'noscript', 'svg', 'template'}
    BREAKS = {'p', 'div', 'td', 'th', 'tr', 'li', 'h1', 'h2', 'h3', 'h4', 'table', 'center', 'section'}
    VOID = {'br', 'img', 'hr', 'meta', 'link', 'input', 'area', 'base', 'col', 'wbr', 'source'}

    def __init__(self):
        super().__init__()
        self.paragraphs, self.now, self.hidden, self.href = [], '', [], None

    def flush(self):
        text = ' '.join(self.now.split())
        if text:
            self.paragraphs.append(text)
        self.now = ''

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        style = (given.get('style') or '').replace(' ', '').lower()
        if tag not in self.VOID and (self.hidden or tag in self.HIDDEN or 'display:none' in style
                                     or 'hidden' in given):
            self.hidden.append(tag)
        if tag in self.BREAKS or tag == 'br':
            self.flush()
        if tag == 'a' and not self.hidden:
            self.href = given.get('href')

    def handle_endtag(self, tag):
        if tag in self.hidden:
            while self.hidden and self.hidden.pop() != tag:
                pass
        if tag == 'a' and self.href and self.href.startswith('http'):
            self.now += ' <%s>' % self.href
        if tag == 'a':
            self.href = None
        if tag in self.BREAKS:
            self.flush()

    def handle_data(self, data):
        if not self.hidden:
            self.now += data


def paragraphs_of(source):
    text = Text()
    text.feed(source)
    text.flush()
    return text.paragraphs


def whole(paragraphs):
    return paragraphs


def wrapped(paragraphs):
    """Lines of 60 characters, as old programs break them; addresses stay whole."""
    return [textwrap.fill(p, 60, break_long_words=False, break_on_hyphens=False) for p in paragraphs]


def without_menu(paragraphs):
    """No short lines (menus, buttons), no links, and the small print at the foot left out."""
    kept = [re.sub(r'<http[^>]*>', '', p) for p in paragraphs if len(p) > 30]
    return kept[:max(3, len(kept) * 3 // 4)]


def shouting(paragraphs):
    """Headings in capitals, bullets, and addresses numbered at the foot."""
    links = re.findall(r'<(http[^>]*)>', ' '.join(paragraphs))
    body = [p.upper() if len(p) < 40 and 'http' not in p else '* ' + re.sub(r'<http[^>]*>', '[1]', p)
            for p in paragraphs]
    return body + ['[%d] %s' % (i + 1, link) for i, link in enumerate(links)]


MADE = (whole, wrapped, without_menu, shouting)


def tracked(source):
    """As a mailing program sends it: each link through its own host."""
    return re.sub(r'href="https?://[^"]*"', 'href="https://click.mailhuis.example/t/Zk81mQx4T9aLp2"',
                  source)


def other_story(paragraphs):
    return ['Zomervakantie begint binnenkort en onze showroom in Utrecht ontvangt bezoekers.',
            'Ontdek kleuren, drink koffie, ontmoet stylisten, win prijzen, geniet muziek.',
            'Kinderen tekenen plattegronden terwijl ouders plinten vergelijken.']


def other_price(paragraphs):
    return paragraphs + ['Nu voor \u20ac 7319,45 bij ons.']


def stub(paragraphs):
    return ['Your mail program cannot display HTML. Please open this message in another one.']


def mail(subject, text, source):
    message = email.message.EmailMessage()
    message['From'] = 'Neutraal <nieuws@neutraal.example>'
    message['To'] = 'lezer@post.example'
    message['Subject'] = subject
    message['Date'] = 'Mon, 2 Nov 2026 07:00:00 +0100'
    message['Message-ID'] = '<1@neutraal.example>'
    message.set_content('\n\n'.join(text) + '\n', cte='quoted-printable')
    message.add_alternative(source, subtype='html', cte='quoted-printable')
    return message.as_bytes()


def put(folder, name, data):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / (name + '.eml')).write_bytes(data)


def is_real(data):
    head = data.split(b'\n\n')[0].split(b'\r\n\r\n')[0].lower()
    return all(re.search(rb'^' + name + rb':', head, re.M) for name in (b'from', b'subject', b'date')) \
        and re.search(rb'^(received|message-id):', head, re.M)


def build(corpus, work):
    for path in sorted((corpus / 'email').rglob('*')):
        if path.suffix in ('.eml', '.msg') and is_real(path.read_bytes()):
            put(work / 'mails', '%s-%s' % (path.parent.name[:12], path.stem), path.read_bytes())
    pages = [p for part in ('newsletter', 'website-nl', 'webpage', 'structured-data')
             for p in sorted((corpus / part).rglob('*.html'))]
    for number, path in enumerate(pages):
        source = path.read_text(encoding='utf-8', errors='replace')
        paragraphs = paragraphs_of(source)
        if sum(map(len, paragraphs)) < 400 or len(source) > 500000:
            continue
        name = '%03d-%s' % (number, path.stem[:40])
        for way in MADE:
            put(work / 'pairs', name + '-' + way.__name__, mail('Nieuws', way(paragraphs), source))
        put(work / 'pairs', name + '-tracked', mail('Nieuws', paragraphs, tracked(source)))
        for fault in (other_story, stub):
            put(work / 'faults', name + '-' + fault.__name__, mail('Nieuws', fault(paragraphs), source))
        if re.search(r'(?:\u20ac|&euro;)\s*\d', source):
            put(work / 'faults', name + '-other_price',
                mail('Nieuws', other_price(paragraphs[:-1]), source + '<p>Nu voor &euro; 6158,90.</p>'))


def scan(folder, brand):
    binary = os.path.join(os.environ['TOUCHSTONE_BUILD_ROOT'], 'core', 'touchstone')
    out = folder.parent / (folder.name + '.jsonl')
    subprocess.run([binary, 'scan', '-q', '--lang', 'en', '-b', brand, str(folder), '-o',
                    'jsonl=%s' % out], check=False)
    with open(out, encoding='utf-8') as lines:
        rows = [json.loads(line) for line in lines]
    seen = {r['locator'] for r in rows if r['type'] == 'document' and r['locator'].endswith('.eml')
            and r['status'] == 'checked'}
    findings = [(r['rule'][5:], p['locator'], r['message']) for r in rows
                if r['type'] == 'finding' and r['rule'].startswith('mail/') for p in r['places']]
    return seen, [f for f in findings if '#' not in f[1]]


def count(findings):
    by_rule = {}
    for rule, locator, _ in findings:
        by_rule.setdefault(rule, set()).add(locator)
    return ', '.join('%s %d' % (rule, len(where)) for rule, where in sorted(by_rule.items())) or '-'


def judge(work, is_verbose):
    brand = work / 'brand.yaml'
    brand.write_text('touchstone: 1\nname: Neutraal\nlanguages: [nl, en]\n')
    is_good = True
    for name in ('mails', 'pairs'):
        seen, findings = scan(work / name, brand)
        rules = PRECISE if name == 'mails' else ('parts-differ',)
        alarms = [f for f in findings if f[0] in rules]
        alarmed = {f[1] for f in alarms}
        print('%s: %d mails; mails with findings by rule: %s' % (name, len(seen), count(findings)))
        print('%s: %d mails with %s: %.1f %%' % (name, len(alarmed), 'one to look at' if name == 'mails'
                                              else 'a false alarm', 100 * len(alarmed) / len(seen)))
        is_good &= len(alarmed) <= ALARMS_MAX * len(seen)
        for finding in alarms if is_verbose else []:
            print('  %s %s: %s' % (finding[0], os.path.basename(finding[1]), finding[2][:160]))
    seen, findings = scan(work / 'faults', brand)
    found = {f[1] for f in findings if f[0] == 'parts-differ'}
    print('faults: %d of %d found' % (len(found & seen), len(seen)))
    for locator in sorted(seen - found) if is_verbose else []:
        print('  not found: %s' % os.path.basename(locator))
    return is_good and len(found & seen) >= FOUND_MIN * len(seen)


def main():
    corpus = pathlib.Path(sys.argv[1])
    if not (corpus / 'email').is_dir():
        print('no corpus at %s' % corpus)
        return 77
    with tempfile.TemporaryDirectory() as work:
        build(corpus, pathlib.Path(work))
        return 0 if judge(pathlib.Path(work), '-v' in sys.argv) else 1


sys.exit(main())
