#!/bin/sh
# SPDX-License-Identifier: MIT
# What a check before sending costs, step by step: mail.sh BUILD [ROUNDS]. Newsletters of about 100 KB with ten
# pictures, each other words, against the sample firm's brand book, with all checks. The steps are commands that end
# earlier and earlier; the difference between two neighbours is what the later one adds.
set -eu
build=$1
rounds=${2:-30}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server; rm -rf "$work"' EXIT
export TOUCHSTONE_PLUGIN_PATH="$build/plugins" TOUCHSTONE_RULES_PATH="$root/rules"
mkdir "$work/mails"
python3 "$root/tests/bench/newsletter.py" "$work/mails" 200
cd "$root/samples/vlakwerk"
cp brand.yaml words.txt errors.tsv "$work"
printf 'touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n  - { id: newsletters, channel: email, checks: { spelling: off } }\n' >"$work/touchstone.yaml"
"$build/core/touchstone" serve --socket "$work/socket" -q &
server=$!
for try in $(seq 100); do [ -S "$work/socket" ] && break; sleep 0.1; done
python3 - "$build/core/touchstone" "$work" "$rounds" <<'END'
import glob, os, statistics, subprocess, sys, threading, time
binary, work, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
mails = sorted(glob.glob(work + "/mails/*.eml"))
null = open(os.devnull, "w")
def run(*arguments):
    begun = time.monotonic()
    done = subprocess.run([binary, *arguments], stdout=null, stderr=null)
    return (time.monotonic() - begun) * 1000, done.returncode
def median(name, make, count):
    times = []
    for i in range(count):
        msec, status = run(*make(mails[i % len(mails)]))
        assert status in ((2,) if "nobody" in name else (0, 1)), (name, status)
        times.append(msec)
    print(f"{name:58} {statistics.median(times):7.1f} ms   ({min(times):.1f} to {max(times):.1f})")
print(f"{len(mails)} newsletters of {sum(map(os.path.getsize, mails)) // len(mails) // 1000} KB")
few = max(rounds // 6, 3)
median("start: --version", lambda m: ["--version"], rounds)
median("and plugins, configuration: scan --dry-run", lambda m: ["scan", "--as", "newsletters", "--dry-run", m], rounds)
median("and reading, judging without dictionaries: spelling off", lambda m: ["scan", "-c", work + "/touchstone.yaml", "--as", "newsletters", m, "-o", "jsonl"], rounds)
median("and dictionaries: scan --as newsletters", lambda m: ["scan", "--as", "newsletters", m, "-o", "jsonl"], few)
serve = lambda m: ["scan", "--server", work + "/socket", "--as", "newsletters", m, "-o", "jsonl"]
median("a server's mistake: scan --server --as nobody", lambda m: ["scan", "--server", work + "/socket", "--as", "nobody", m], rounds)
median("scan --server, a mail seen before", lambda m: serve(mails[0]), rounds)
median("scan --server, each mail new", serve, min(rounds * 3, len(mails)))
queue, lock = list(mails), threading.Lock()
def work_on():
    while True:
        with lock:
            if not queue:
                return
            mail = queue.pop()
        run(*serve(mail))
begun = time.monotonic()
threads = [threading.Thread(target=work_on) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
took = time.monotonic() - begun
print(f"four clients at a time: {len(mails) / took:.0f} mails a second")
END
