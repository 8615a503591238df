# SPDX-License-Identifier: MIT
"""What is measured for each target of the words: which texts, asked how, counted how."""
import collections
import os
import tempfile
import zlib

import items
from product import Block

CHUNK = 20  # sentences of a page of the own sets
BRAND_LIST = os.path.join(items.HERE, 'coronamelder.words')
CASES = os.path.join(items.HERE, '..', 'promise', 'cases.tsv')
SPELLING_BRAND = 'name: Eval\nlanguages: [nl, en]\n'
FOUR_BRAND = 'name: Eval\nlanguages: [nl, en, de, fr]\n'
PAYOFF_BRAND = 'name: V\nlanguages: [%s]\npromise: {payoff: {%s: "%s"}}\n'
FIRST_PAYOFF = 'Gemak op elk vlak'  # of the sample firm: the shared cases are about it

# Invented pay-offs of usual shapes, to be looked for in text that has none of them.
PAYOFFS = (
    ('nl', 'Gemak op elk vlak'), ('nl', 'Samen bouwen we verder'), ('nl', 'Dat voelt als thuis'),
    ('nl', 'Energie waar je op kunt rekenen'), ('nl', 'Altijd dichtbij'),
    ('nl', 'Voor wie vooruit wil'), ('nl', 'De kracht van samen'), ('nl', 'Meer uit je dag'),
    ('nl', 'Zo gewoon is goed'), ('nl', 'Alles onder een dak'), ('en', 'Ease on every surface'),
    ('en', 'Always one step closer'), ('en', 'Made for the way you live'),
    ('en', 'Better every day'), ('en', 'Your home, our craft'), ('en', 'The power of together'),
)


class Figure:
    """A share or a rate: hits of a whole, for both halves."""

    def __init__(self):
        self.hits, self.whole = [0, 0], [0, 0]

    def add(self, half, hits, whole=1):
        self.hits[half] += hits
        self.whole[half] += whole

    def value(self, half=None):
        hits, whole = (sum(self.hits), sum(self.whole)) if half is None else \
            (self.hits[half], self.whole[half])
        return hits / whole if whole else None


def figures():
    return collections.defaultdict(Figure)


class Measures:
    """Each public method measures one group of targets and gives its figures by name; what was said
    wrongly goes to the listing: figure, text, what was said."""

    def __init__(self, product, folder, suggested_max):
        """suggested_max: words of a list that suggestions are asked for; each may cost 0.1 s."""
        self.product, self.folder, self.suggested_max = product, folder, suggested_max
        self.listing = []

    def note(self, name, text, *said):
        self.listing.append((name, *said, text))

    def shared(self, name, count):
        return items.rows(os.path.join(self.folder, name), count) if self.folder else []

    # ---- false alarms ----

    def alarms(self, source, languages, words=None, label=''):
        """False alarms a thousand words in the clean texts of this source."""
        pages = collections.defaultdict(list)
        for language, which, document, text in self.shared('clean_blocks.tsv', 4):
            if which == source and language in languages:
                key = language + document
                pages[key].append(Block(text, language, 'p', items.half(key)))
        return self.count_alarms(source + label, list(pages.values()), words)

    def held_out_alarms(self):
        """The brand site with only those words of its list that stand in half A, for half B."""
        rows = [f for f in self.shared('clean_blocks.tsv', 4) if f[1] == 'coronamelder']
        seen = ' '.join(f[3] for f in rows if items.half(f[0] + f[2]) == 0)
        with open(BRAND_LIST, encoding='utf-8') as lines, \
                tempfile.NamedTemporaryFile('w', suffix='.words', encoding='utf-8') as file:
            file.writelines(line for line in lines if line.strip() in seen)
            file.flush()
            found = self.alarms('coronamelder', ('nl', 'en'), file.name, ' held out')
        for figure in found.values():
            figure.hits[0] = figure.whole[0] = 0
        return found

    def own_alarms(self):
        blocks = [Block(text, language, 'h2' if kind == 'heading' else 'p', items.half(text))
                  for _, language, kind, text in items.own('sentences.tsv', 4)]
        return self.count_alarms('own', chunks(blocks), None)

    def count_alarms(self, source, pages, words):
        found = figures()
        findings = self.product.check(pages, 'nl, en', words)
        for block in (block for page in pages for block in page):
            found['alarms %s %s' % (block.language, source)].add(
                block.half, 0, items.count_words(block.text) / 1000)
        for finding in findings:
            name = 'alarms %s %s' % (finding.block.language, source)
            self.note(name, finding.block.text, finding.rule, finding.actual, finding.expected)
            if finding.rule != 'spelling/unknown-word':
                found[name].add(finding.block.half, 1, 0)
        return found

    # ---- recall ----

    def isolated(self, language):
        """Each misspelling of the lists alone, and what is suggested for those that are found."""
        pairs = [f for f in self.shared('misspell.tsv', 4)
                 if f[0] == language and not set(f[2]) & set(' _')]
        wrong = items.not_words(language, sorted({f[2] for f in pairs}))
        pairs = [f for f in pairs if f[2] in wrong]
        asked = choose(pairs, self.suggested_max)
        lines = [(language, f[2], f[2] if tuple(f) in asked else '') for f in pairs]
        found = figures()
        for fields, said in zip(pairs, self.product.ask('check-spelling', SPELLING_BRAND, lines)):
            self.count_pair(found, fields, said, tuple(fields) in asked)
        return found

    def count_pair(self, found, fields, said, is_asked):
        language, source, wrong, right = fields
        rules = [s[1] for s in said if s[0] == 'finding']
        name, half = '%s %s' % (language, source), items.half(right)
        found['isolated ' + name].add(half, bool(rules))
        found['as misspelt ' + name].add(half, any(r != 'spelling/unknown-word' for r in rules))
        if not rules:
            self.note('isolated ' + name, wrong, right)
        elif is_asked:
            self.count_first(found['first ' + name], 'first ' + name, said, wrong, right)

    def count_first(self, figure, name, said, wrong, right):
        suggested = [s[1] for s in said if s[0] == 'suggestion']
        is_first = bool(suggested) and suggested[0].lower() == right.lower()
        figure.add(items.half(right), is_first)
        if not is_first:
            self.note(name, wrong, right, ' '.join(suggested[:5]))

    def running(self):
        """The sentences of CLIN28 that have a non-word error: all, and those no dictionary knows."""
        errors = [f for f in self.shared('clin28_errors.tsv', 4) if f[0] == 'nonworderror']
        wrong = items.not_words('nl', sorted({f[1] for f in errors}))
        slips = [(f[1], f[2], Block(f[3], 'nl', 'p', items.half(f[3]))) for f in errors]
        found = figures()
        for slip, rules in self.find_slips(slips):
            names = ['running all'] + (['running'] if slip[0] in wrong else [])
            for name in names:
                self.count_slip(found, name, slip, rules)
        return found

    def slips(self):
        """The own sentences with one slip each, by where it stands, and its suggestions."""
        kinds = {f[0]: f[2] for f in items.own('sentences.tsv', 4)}
        rows = [f for f in items.own('slips.tsv', 7) if f[2] != 'real-word']
        slips = [(f[4], f[5], Block(f[6], f[1], 'h2' if kinds[f[0]] == 'heading' else 'p',
                                    items.half(f[0]))) for f in rows]
        found = figures()
        heard = []
        for fields, (slip, rules) in zip(rows, self.find_slips(slips)):
            self.count_slip(found, 'slips ' + fields[1], slip, rules)
            for place in places(fields, kinds[fields[0]]):
                count(found['slips %s %s' % (fields[1], place)], slip, rules)
            heard += [fields] if rules else []
        self.suggest_slips(found, heard)
        return found

    def suggest_slips(self, found, heard):
        for language in ('nl', 'en'):
            asked = sorted((f for f in heard if f[1] == language), key=spread)
            asked = asked[:2 * self.suggested_max]
            lines = [(language, f[4], f[4]) for f in asked]
            answers = self.product.ask('check-spelling', SPELLING_BRAND, lines)
            for fields, said in zip(asked, answers):
                name = 'first %s own slips' % language
                self.count_first(found[name], name, said, fields[4], fields[5])

    def find_slips(self, slips):
        """Each slip with the rules that found it, in a site of these sentences."""
        findings = self.product.check(chunks([s[2] for s in slips]), 'nl, en')
        by_text = collections.defaultdict(list)
        for finding in findings:
            by_text[finding.block.text].append(finding)
        return [(slip, [f.rule for f in by_text[slip[2].text] if is_same(f.actual, slip[0])])
                for slip in slips]

    def count_slip(self, found, name, slip, rules):
        count(found[name], slip, rules)
        count(found['as misspelt ' + name], slip,
              [r for r in rules if r != 'spelling/unknown-word'])
        if not rules:
            self.note(name, slip[2].text, slip[0], slip[1])

    # ---- language ----

    def languages(self):
        """What a sentence of five words or more that declares nothing is taken for, among four."""
        texts = [('lingua', f[0], f[3]) for f in self.shared('clean_blocks.tsv', 4)
                 if f[1] == 'lingua-sent' and items.count_words(f[3]) >= 5]
        texts += [('own', f[1], f[2]) for f in items.own('languages.tsv', 3)]
        found = figures()
        answers = self.product.ask('check-spelling', FOUR_BRAND, [('', t[2]) for t in texts])
        for (source, wanted, text), said in zip(texts, answers):
            name = 'language %s %s' % (source, wanted)
            language = next((s[1] for s in said if s[0] == 'language'), '')
            found[name].add(items.half(text), language == wanted)
            if language != wanted:
                self.note(name, text, language or '-')
        return found

    # ---- promise ----

    def promise(self):
        """The labelled lines, shared and own, by what they should be."""
        cases = [('shared', FIRST_PAYOFF, 'nl', f[0], without_tags(f[1]))
                 for f in self.shared('promise_cases.tsv', 2)]
        cases += [('own', *f[:4]) for f in items.rows(CASES, 4)]
        found = figures()
        for payoff, language in sorted({c[1:3] for c in cases}):
            mine = [c for c in cases if c[1:3] == (payoff, language)]
            for case, seen in zip(mine, self.see_payoff(payoff, language, [c[4] for c in mine])):
                name = 'promise %s %s' % (case[0], case[3])
                found[name].add(items.half(case[4]), seen == case[3])
                if seen != case[3]:
                    self.note(name, case[4], seen, payoff)
        return found

    def false_hits(self):
        """Pay-offs seen, exact or altered, in texts without them, a hundred thousand words."""
        found = figures()
        rows = [f for f in self.shared('clean_blocks.tsv', 4)] + \
            [[f[1], 'own', f[0], f[3]] for f in items.own('sentences.tsv', 4)]
        for language, payoff in PAYOFFS:
            texts = [f[3] for f in rows if f[0] == language]
            for text, seen in zip(texts, self.see_payoff(payoff, language, texts)):
                is_hit = seen in ('EXACT', 'NEAR')
                found['false hits'].add(items.half(text), is_hit, items.count_words(text) / 1e5)
                if is_hit:
                    self.note('false hits', text, seen, payoff)
        return found

    def see_payoff(self, payoff, language, texts):
        answers = self.product.ask('check-promise', PAYOFF_BRAND % (language, language, payoff),
                                   [(language, text) for text in texts])
        return [payoff_class({s[2] for s in said if s[0] == 'observation'}) for said in answers]


def payoff_class(values):
    for value, name in (('exact', 'EXACT'), ('altered', 'NEAR')):
        if value in values:
            return name
    return 'ALLUSION' if values else 'NONE'


def without_tags(text):
    """The readers take tags out; here it is enough to drop them."""
    out, is_tag = '', False
    for character in text:
        is_tag |= character == '<'
        out += '' if is_tag else character
        is_tag &= character != '>'
    return out


def chunks(blocks):
    """Pages of CHUNK blocks, each in one language."""
    pages = []
    for language in sorted({block.language for block in blocks}):
        mine = [block for block in blocks if block.language == language]
        pages += [mine[i:i + CHUNK] for i in range(0, len(mine), CHUNK)]
    return pages


def spread(fields):
    return zlib.crc32('\t'.join(fields).encode())


def choose(pairs, most):
    """So many pairs of each list, spread over it."""
    chosen = set()
    for source in {f[1] for f in pairs}:
        mine = sorted((f for f in pairs if f[1] == source), key=spread)
        chosen |= {tuple(f) for f in mine[:most]}
    return chosen


def is_same(actual, wrong):
    """The finding is about the slip: its word, or part of a slip that the product cuts in words."""
    return wrong in actual or actual in wrong


def places(fields, kind):
    """Where a slip stands: position, letter case, and whether in a heading."""
    wrong, position = fields[4], fields[3]
    case = 'in capitals' if wrong.isupper() else 'small letters' if wrong[0].islower() \
        else 'capital, first' if position in ('first', 'only') else 'capital inside'
    return ['at ' + position, case] + (['in a heading'] if kind == 'heading' else [])


def count(figure, slip, rules):
    figure.add(slip[2].half, bool(rules))
