# SPDX-License-Identifier: MIT
"""The sets of the language evaluation: a line each, read into items."""
import hashlib
import os
import re
import subprocess

DICTIONARIES = {'nl': 'nl_NL', 'en': 'en_GB,en_US'}
HERE = os.path.dirname(os.path.abspath(__file__))


def half(key):
    """Half A or B (0, 1) of a set, by the item alone: a rule tuned on one half shows in the other."""
    return hashlib.sha1(key.encode()).digest()[0] & 1


def rows(path, count):
    """The fields of each line; lines with too few and comments are left out."""
    with open(path, encoding='utf-8') as lines:
        fields = [line.rstrip('\n').split('\t') for line in lines if not line.startswith('#')]
    return [f for f in fields if len(f) >= count]


def own(name, count):
    return rows(os.path.join(HERE, name), count)


def count_words(text):
    """What stands between spaces and has a letter."""
    return sum(1 for token in text.split() if re.search(r'[^\W\d_]', token))


def not_words(language, words):
    """Those of the words that no dictionary of the language has."""
    flagged = subprocess.run(['hunspell', '-i', 'utf-8', '-d', DICTIONARIES[language], '-l'],
                             input='\n'.join(words) + '\n', text=True, check=True,
                             stdout=subprocess.PIPE).stdout.split()
    parts = set(flagged)
    return {w for w in words if w in parts or parts & set(re.split(r"[^\w']+", w))}
