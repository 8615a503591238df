#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the own sets against what their columns promise. Prints each line that breaks it."""
import collections
import sys

sys.dont_write_bytecode = True  # beside the sources
import items

KINDS = {'prose', 'heading', 'label', 'prompt', 'subject', 'review'}
POSITIONS = {'first', 'middle', 'last', 'only', 'quote'}
CLASSES = {'EXACT', 'NEAR', 'ALLUSION', 'NONE'}
SENTENCES_MIN, SLIPS_MIN, LANGUAGES_MIN, WORDS_MIN = 300, 250, 60, 5


def complaints():
    sentences = items.own('sentences.tsv', 0)
    slips = items.own('slips.tsv', 0)
    yield from judge_sentences(sentences)
    yield from judge_slips(slips, {f[0]: f for f in sentences})
    yield from judge_nonwords(slips)
    yield from judge_languages(items.own('languages.tsv', 0))
    yield from judge_cases(items.own('../promise/cases.tsv', 0))


def judge_sentences(sentences):
    for fields in sentences:
        if len(fields) != 4 or fields[1] not in items.DICTIONARIES or fields[2] not in KINDS or \
                fields[3] != ' '.join(fields[3].split()):
            yield 'sentence: %s' % fields
    for column, what in ((0, 'id'), (3, 'text')):
        for value, count in collections.Counter(f[column] for f in sentences).items():
            if count > 1:
                yield 'sentence: %s twice: %s' % (what, value)
    for language in items.DICTIONARIES:
        if sum(f[1] == language for f in sentences) < SENTENCES_MIN:
            yield 'sentences: fewer than %d in %s' % (SENTENCES_MIN, language)


def judge_slips(slips, sentences):
    for fields in slips:
        if len(fields) != 7 or fields[0] not in sentences or fields[3] not in POSITIONS:
            yield 'slip: %s' % fields
            continue
        sentence, wrong, right, text = sentences[fields[0]], fields[4], fields[5], fields[6]
        mended = [text[:i] + right + text[i + len(wrong):] for i in range(len(text))
                  if text.startswith(wrong, i)]
        if sentence[3] not in mended or sentence[1] != fields[1]:
            yield 'slip: "%s" for "%s" does not give the sentence back: %s' % (right, wrong, text)
    if len(slips) < SLIPS_MIN:
        yield 'slips: fewer than %d' % SLIPS_MIN


def judge_nonwords(slips):
    """A slip that a dictionary has is of the class real-word, and only then."""
    for language in items.DICTIONARIES:
        mine = [f for f in slips if f[1] == language]
        wrong = items.not_words(language, sorted({f[4] for f in mine}))
        for fields in mine:
            if (fields[4] in wrong) == (fields[2] == 'real-word'):
                yield 'slip: class %s, but a dictionary %s it: %s' % (
                    fields[2], 'lacks' if fields[4] in wrong else 'has', fields[4])


def judge_languages(rows):
    for fields in rows:
        if len(fields) != 3 or items.count_words(fields[2]) < WORDS_MIN:
            yield 'language: %s' % fields
    for language in ('nl', 'en', 'de', 'fr'):
        if sum(f[1] == language for f in rows) < LANGUAGES_MIN:
            yield 'languages: fewer than %d in %s' % (LANGUAGES_MIN, language)


def judge_cases(rows):
    for fields in rows:
        if len(fields) != 4 or fields[2] not in CLASSES:
            yield 'promise: %s' % fields


def main():
    said = list(complaints())
    for line in said:
        print(line)
    return 1 if said else 0


sys.exit(main())
