# SPDX-License-Identifier: MIT
"""Sites that misbehave in every way of misbehave_table.py, on loopback, and the judge of what a run
made of them.

usage: misbehave.py serve WORK    writes plan and brand book there, serves until it is told to end
                                  (or seven minutes), then writes seen.json; USR1: first.json
       misbehave.py judge WORK    compares run.jsonl, measured.json and those two with the table
WORK/certificates holds NAME.pem, key and certificate, of the sites with TLS, and ca.pem.
"""
import dataclasses
import json
import os
import pathlib
import signal
import sys
import threading

import misbehave_judge
import misbehave_server
import misbehave_table

LIFETIME = 420  # seconds
SECRET = "Koekoeksjong-7c1e"

BRAND = """touchstone: 1
name: Vlakwerk
languages: [nl]
terms: [ { id: cheap, forbid: [goedkoop], severity: warning } ]
spelling: { dictionaries: { nl: nl_NL } }
"""


def listen(work, log):
    """Starts all sites; those that are internal share a port."""
    ports = {}
    secret = work / "secret.txt"
    secret.write_text(SECRET)
    for site in misbehave_table.SITES:
        site.ports, site.secret_uri = ports, secret.as_uri()
        site.kinds = [kind for kind in misbehave_table.TABLE if kind.site == site.name]
        site.port = ports.get("internal", 0) if site.is_internal else 0
        site.listen(log, work / "certificates")
        ports[site.name] = site.port


def touchpoint(site):
    local = misbehave_table.LOCAL.format(host=site.host, port=site.port)
    hosts = ", ".join(f'"{host.format(internal=site.ports["internal"])}"' for host in site.hosts)
    options = [f'start: "{site.base}/"', local, *site.options]
    options += [f"hosts: [{hosts}]"] if hosts else []
    options += ["ca_file: certificates/ca.pem"] if site.is_secure or site.tls else []
    return (f"  - id: {site.name}\n    channel: website\n"
            f"    source: {{ web: {{ {', '.join(options)} }} }}\n")


def write_plan(work):
    touchpoints = [touchpoint(site) for site in misbehave_table.SITES if not site.is_internal]
    (work / "brand.yaml").write_text(BRAND)
    (work / "touchstone.yaml").write_text(
        "touchstone: 1\nbrand: brand.yaml\ntouchpoints:\n" + "".join(touchpoints))


def write_seen(path, log):
    with log.lock:
        seen = {name: {**dataclasses.asdict(one), "seconds": one.seconds}
                for name, one in log.seen.items()}
        sites = {site.name: {"base": site.base, "port": site.port, "connections": site.connections}
                 for site in misbehave_table.SITES}
        text = json.dumps({"kinds": seen, "sites": sites, "requests": log.requests})
    path.with_suffix(".new").write_text(text)
    path.with_suffix(".new").rename(path)


def serve(work):
    log = misbehave_server.Log()
    over = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: over.set())
    signal.signal(signal.SIGUSR1, lambda *_: write_seen(work / "first.json", log))
    listen(work, log)
    write_plan(work)
    (work / "ready").touch()
    over.wait(LIFETIME)
    write_seen(work / "seen.json", log)
    os._exit(0)  # without waiting for those that still hold a connection


COMMANDS = {"serve": serve, "judge": lambda work: misbehave_judge.main(work, SECRET)}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]](pathlib.Path(sys.argv[2])))
