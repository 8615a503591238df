# SPDX-License-Identifier: MIT
"""Holds what a run said, and what the sites saw of it, against the table of misbehaviour."""
import base64
import collections
import json
import re

from misbehave_kinds import STOLEN
from misbehave_table import PASSWORD, SITES, TABLE, USER

RUN_SECONDS = 240
RUN_MEMORY = 300  # MB, of all processes at once
ALL_SENT = 400 << 20
AUTHORIZATION = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


class Run:
    """What touchstone reported."""

    def __init__(self, path):
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        self.documents = collections.defaultdict(list)  # touchpoint -> lines
        self.places = collections.defaultdict(list)     # (touchpoint, locator) -> findings
        for line in lines:
            if line["type"] == "document":
                self.documents[line["touchpoint"]].append(line)
            for place in line.get("places", []):
                self.places[place["touchpoint"], place["locator"]].append(line)

    def rules_at(self, touchpoint, locator):
        return [finding["rule"] for finding in self.places[touchpoint, locator]]


class Judge:
    def __init__(self, work):
        self.run = Run(work / "run.jsonl")
        self.seen = json.loads((work / "first.json").read_text())  # by the first run
        self.later = json.loads((work / "seen.json").read_text())  # and by the second
        self.measured = json.loads((work / "measured.json").read_text())
        self.sites = {site.name: site for site in SITES}
        self.failures = 0

    def fail(self, text):
        print(f"FAILED: {text}")
        self.failures += 1

    def expect(self, is_right, text):
        if not is_right:
            self.fail(text)

    # ---- one kind ----

    def locator_pattern(self, kind):
        where = (kind.where or "/{name}").replace("{name}", re.escape(kind.name))
        base = "" if where.startswith("http") else re.escape(self.seen["sites"][kind.site]["base"])
        return re.compile(base + where)

    def fits(self, kind, document):
        """Is this the document, and its finding, that the row foretells?"""
        outcome, locator = kind.outcome, document["locator"]
        findings = self.run.places[kind.site, locator]
        return (re.fullmatch(outcome.status, document["status"])
                and (re.search(outcome.words, document["reason"]) if not outcome.rule else any(
                    re.fullmatch(outcome.rule, finding["rule"])
                    and re.search(outcome.words, finding["actual"]) for finding in findings))
                and (not outcome.judged or any(
                    finding["rule"] == "terms/cheap" for finding in findings)))

    def judge_outcome(self, kind):
        pattern = self.locator_pattern(kind)
        said = [document for document in self.run.documents[kind.site]
                if pattern.fullmatch(document["locator"])]
        if not kind.outcome.status:
            self.expect(not said, f"{kind.name}: {said[:1]}")
            return "nothing, as nothing was asked for"
        fitting = [document for document in said if self.fits(kind, document)]
        if not fitting:
            examples = [(document["status"], document["reason"],
                         self.run.rules_at(kind.site, document["locator"])) for document in said]
            self.fail(f"{kind.name}: expected {kind.outcome}, got {len(said)}: {examples[:3]}")
        for document in said:
            rules = [rule for rule in self.run.rules_at(kind.site, document["locator"])
                     if rule.startswith("run/")]
            self.expect(len(rules) <= 1, f"{kind.name}: said more than once: {rules}")
        return f"{fitting[0]['status']}: {fitting[0]['reason'][:90]}" if fitting else "FAILED"

    def judge_cost(self, kind):
        seen = self.seen["kinds"].get(kind.name, {"hits": 0, "sent": 0, "seconds": 0})
        asked = kind.does is not None
        self.expect(seen["hits"] <= kind.hits, f"{kind.name}: {seen['hits']} requests, at most {kind.hits}")
        self.expect(seen["hits"] > 0 or not asked, f"{kind.name}: was never asked for")
        self.expect(seen["sent"] <= kind.sent, f"{kind.name}: {seen['sent']} bytes, at most {kind.sent}")
        self.expect(seen["seconds"] <= kind.seconds,
                    f"{kind.name}: {seen['seconds']:.1f} seconds, at most {kind.seconds}")
        return seen

    def judge_good_page(self, kind):
        if self.sites[kind.site].is_whole:
            return
        locator = f"{self.seen['sites'][kind.site]['base']}/good/{kind.name}"
        self.expect("terms/cheap" in self.run.rules_at(kind.site, locator),
                    f"{kind.name}: its good page was not judged")

    # ---- all of them ----

    def judge_boundaries(self):
        """Nothing inside, nothing forbidden, no cookie and no header that belongs elsewhere."""
        for site in SITES:
            if site.is_internal:
                count = self.later["sites"][site.name]["connections"]
                self.expect(count == 0, f"{site.name}: {count} connections")
        for request in self.later["requests"]:
            told = f"{request['site']} {request['target'][:80]}"
            self.expect(not self.sites[request["site"]].forbids
                        or not request["target"].startswith("/forbidden"), f"forbidden: {told}")
            self.expect("x-evil" not in re.sub(r"^.*\r\n", "", request["head"], count=1).lower(),
                        f"a header was injected: {told}")
            self.expect("secret=" not in request["cookie"] or request["site"] == "redirects",
                        f"cookie of a redirect: {told}")
            self.expect(request["authorization"] in ("", AUTHORIZATION) and (
                not request["authorization"] or request["site"] == "redirects"),
                        f"credentials: {told} {request['authorization']}")
            home = re.search(r"home=([a-z0-9-]+)", request["cookie"])
            self.expect(not home or home[1] == request["site"], f"cookie of {home and home[1]}: {told}")

        own = [request for request in self.later["requests"] if request["site"] == "redirects"]
        self.expect(any(request["authorization"] for request in own), "no credentials were sent at all")
        self.expect(any("home=" in request["cookie"] for request in own), "no cookie came back at all")

    def judge_pace(self):
        """A crawl-delay of a day counts as thirty seconds."""
        times = [request["at"] for request in self.seen["requests"]
                 if request["site"] == "robots-delay" and request["target"] != "/robots.txt"]
        pauses = [after - before for before, after in zip(times, times[1:])]
        self.expect(pauses and all(29 <= pause <= 35 for pause in pauses),
                    f"robots-delay: pauses of {pauses} seconds")

    def judge_run(self):
        measured = self.measured
        self.expect(measured["exit"] == 3, f"ended {measured['exit']}, not 3")
        self.expect(measured["wall"] <= RUN_SECONDS, f"took {measured['wall']} seconds")
        self.expect(0 < measured["pss_peak"] <= RUN_MEMORY, f"took {measured['pss_peak']} MB")
        sent = sum(seen["sent"] for seen in self.seen["kinds"].values())
        self.expect(sent <= ALL_SENT, f"{sent} bytes were taken in")

    def judge_secrets(self, work, secret):
        """Neither local files nor the password in anything that is left behind."""
        paths = [work / "run.jsonl", work / "said.txt", work / "report.html"]
        paths += [path for path in (work / ".touchstone").rglob("*") if path.is_file()]
        for path in paths:
            text = path.read_bytes()
            for told in (secret, "root:x:", PASSWORD, AUTHORIZATION.removeprefix("Basic ")):
                self.expect(told.encode() not in text, f"{path.name} tells {told}")
        titles = [line["title"] for lines in self.run.documents.values() for line in lines]
        self.expect(STOLEN not in titles, "an answer was taken for that of another page")


def main(work, secret):
    judge = Judge(work)
    for kind in TABLE:
        said = judge.judge_outcome(kind)
        judge.judge_good_page(kind)
        seen = judge.judge_cost(kind)
        print(f"{kind.name:26} {seen['hits']:4} requests {seen['sent']:9} bytes "
              f"{seen['seconds']:6.2f} s  {said}")
    judge.judge_boundaries()
    judge.judge_pace()
    judge.judge_run()
    judge.judge_secrets(work, secret)
    print(f"{len(TABLE)} kinds, {judge.failures} failures, "
          f"{judge.measured['wall']} s, {judge.measured['cpu']} s of CPU, {judge.measured['pss_peak']} MB")
    return judge.failures > 0
