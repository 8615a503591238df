#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""False alarms of the check "facts" on a site that contradicts itself nowhere.

usage: run.py BUILD MAX

Prints every finding on facts at warning or error; ends 1 if there are more than MAX.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[3]


def check(build):
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(HERE, work, dirs_exist_ok=True)
        environment = dict(os.environ, TOUCHSTONE_PLUGIN_PATH=os.path.join(build, 'plugins'),
                           TOUCHSTONE_RULES_PATH=str(SOURCE / 'rules'))
        subprocess.run([os.path.join(build, 'core', 'touchstone'), 'check', '-q', '-o', 'jsonl=found.jsonl'],
                       cwd=work, env=environment, check=False)
        lines = pathlib.Path(work, 'found.jsonl').read_text(encoding='utf-8').splitlines()
        return [json.loads(line) for line in lines]


def main():
    rows = check(os.path.abspath(sys.argv[1]))
    alarms = [row for row in rows if row['type'] == 'finding' and row['severity'] != 'info'
              and row['rule'].startswith('facts/')]
    for row in alarms:
        print(row['severity'], row['rule'], row['message'], row['places'][0]['locator'], sep='\t')
    checked = sum(row['type'] == 'document' and row['status'] == 'checked' for row in rows)
    print('%d documents, %d false alarms' % (checked, len(alarms)))
    return 0 if checked and len(alarms) <= int(sys.argv[2]) else 1


sys.exit(main())
