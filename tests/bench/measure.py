# SPDX-License-Identifier: MIT
"""Runs a command and prints what it and all its processes took, as one line of JSON:
cpu (user and system seconds of all of them), wall (seconds), pss_peak and pss_samples (MB), exit.

usage: measure.py COMMAND...
"""
import json
import os
import resource
import subprocess
import sys
import threading
import time


def pss_of_session(session):
    """MB of memory of all processes of a session, shared pages counted once."""
    total = 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as stat:
                if int(stat.read().rsplit(")", 1)[1].split()[3]) != session:
                    continue
            with open(f"/proc/{entry}/smaps_rollup", encoding="utf-8") as rollup:
                total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except (OSError, IndexError, ValueError):
            continue  # it ended while we looked
    return total / 1024


def main():
    begun = time.monotonic()
    child = subprocess.Popen(sys.argv[1:], start_new_session=True, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    samples = []
    ended = threading.Event()

    def sample():
        while not ended.wait(0.25):
            samples.append(pss_of_session(child.pid))

    sampler = threading.Thread(target=sample)
    sampler.start()
    child.wait()
    wall = time.monotonic() - begun
    ended.set()
    sampler.join()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"cpu": round(used.ru_utime + used.ru_stime, 3), "wall": round(wall, 3),
                      "pss_peak": round(max(samples, default=0), 1),
                      "pss_samples": [round(value, 1) for value in samples],
                      "exit": child.returncode}))


main()
