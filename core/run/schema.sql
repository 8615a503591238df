-- SPDX-License-Identifier: MIT
-- Version 10 of the database: what is known of every touchpoint, and the run at work on it.
-- Times are UTC in ISO 8601. A run is named by number; 0 = none.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,        -- "2026-11-24T02:00:00Z-1"
    started TEXT NOT NULL,
    finished TEXT,                    -- NULL: at work, or killed
    as_of TEXT NOT NULL,
    plan TEXT NOT NULL,               -- path as given, or "scan"
    plan_hash TEXT NOT NULL,
    brand TEXT NOT NULL,
    version TEXT NOT NULL,
    is_sealed INTEGER NOT NULL,
    plugins TEXT NOT NULL,            -- "name version" a line
    notices TEXT NOT NULL,            -- a line each
    cut_short TEXT,                   -- why it ended early
    suggested INTEGER NOT NULL DEFAULT 0, -- texts that a check was asked suggestions for
    tally TEXT,                       -- JSON: what it saw, and why it did not see more
    book TEXT,                        -- the brand book in lines, if it is not as in the run before
    exit INTEGER
);

-- The touchpoints of the latest run, in the order of the plan; the counts are set when it ends.
CREATE TABLE touchpoint (
    id TEXT PRIMARY KEY,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL, channel TEXT NOT NULL, category TEXT NOT NULL,
    control TEXT NOT NULL, owner TEXT NOT NULL,
    phases TEXT NOT NULL,             -- separated by spaces, as are expects
    expects TEXT NOT NULL,
    is_measured INTEGER NOT NULL,
    is_complete INTEGER NOT NULL DEFAULT 0, -- all of it was seen in the run that saw it last
    importance INTEGER NOT NULL DEFAULT 3, -- 1..5
    root TEXT NOT NULL DEFAULT '',    -- where it starts
    run INTEGER NOT NULL DEFAULT 0,   -- that saw it last
    state TEXT NOT NULL DEFAULT 'not-measured',
    score REAL NOT NULL DEFAULT -1,
    documents INTEGER NOT NULL DEFAULT 0, -- but pictures, where there is anything else
    pictures INTEGER NOT NULL DEFAULT 0,
    unchecked INTEGER NOT NULL DEFAULT 0,
    skipped INTEGER NOT NULL DEFAULT 0,
    errors INTEGER NOT NULL DEFAULT 0,
    warnings INTEGER NOT NULL DEFAULT 0,
    infos INTEGER NOT NULL DEFAULT 0
);

-- How much of a touchpoint carries the promise, a row a language that it has; set when the run ends.
-- Each document counts once, by the best it shows; the rest of them show nothing of it.
CREATE TABLE promise (
    touchpoint TEXT NOT NULL,
    language TEXT NOT NULL,
    documents INTEGER NOT NULL,
    exact INTEGER NOT NULL, altered INTEGER NOT NULL, theme INTEGER NOT NULL,
    PRIMARY KEY (touchpoint, language)
);

-- The same-story matrix (core/result/story.h): what a touchpoint tells of a subject, a row for each
-- thing it tells, or one that says why there is nothing. Set when the run ends.
CREATE TABLE story (
    touchpoint TEXT NOT NULL,
    subject TEXT NOT NULL,            -- "logo", "address", "form:ID", "fact:ID"
    state TEXT NOT NULL,              -- "right", "altered", "old" ...
    entry TEXT NOT NULL,              -- "address:hq", a value; empty = nothing
    words TEXT NOT NULL,              -- as they stand at the first place
    documents INTEGER NOT NULL,       -- that tell it
    locator TEXT NOT NULL, line INTEGER NOT NULL, column INTEGER NOT NULL, path TEXT NOT NULL,
    evidence TEXT NOT NULL            -- its id, or empty
);
CREATE INDEX story_touchpoint ON story (touchpoint, subject);

-- Ways along the touchpoints. variant: empty = the journey as it is. Set when the run ends.
CREATE TABLE journey (
    id TEXT NOT NULL,
    variant TEXT NOT NULL,
    ordinal INTEGER NOT NULL,         -- of the journey in the plan
    name TEXT NOT NULL,
    chance REAL NOT NULL,             -- that a customer meets no deviation; < 0 = not measured
    mean REAL NOT NULL,               -- of the scores of its touchpoints; < 0 = not measured
    moments INTEGER NOT NULL,         -- of contact
    weakest INTEGER NOT NULL,         -- step, from 0; -1 = none
    is_complete INTEGER NOT NULL,
    PRIMARY KEY (id, variant)
);
CREATE TABLE journey_step (
    journey TEXT NOT NULL,
    variant TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    touchpoint TEXT NOT NULL,
    PRIMARY KEY (journey, variant, ordinal)
);

-- Each pair of touchpoints that follow each other in some journey, once.
CREATE TABLE handoff (
    origin TEXT NOT NULL,
    target TEXT NOT NULL,
    state TEXT NOT NULL,              -- "smooth", "broken", "unknown"
    rate REAL NOT NULL,               -- share of what is known that is the same; < 0 = nothing is
    reasons TEXT NOT NULL,            -- JSON array of {aspect, verdict, why, here, there}
    PRIMARY KEY (origin, target)
);

-- What customers said, as the plan's file has it (core/config/feedback.h).
CREATE TABLE feedback (
    touchpoint TEXT NOT NULL,
    date TEXT NOT NULL,
    measure TEXT NOT NULL,
    value REAL NOT NULL,
    n INTEGER NOT NULL,
    party TEXT NOT NULL               -- empty = our own customers
);

-- The last days on which the old may stand, by rollout and kind or channel ("default" = the rest).
CREATE TABLE deadline (
    rollout TEXT NOT NULL,
    name TEXT NOT NULL,
    scope TEXT NOT NULL,
    day TEXT NOT NULL                 -- YYYY-MM-DD
);

-- How far each touchpoint was with each rollout (core/result/rollout.h), a row a run that came to its end.
CREATE TABLE rollout (
    id TEXT NOT NULL,
    touchpoint TEXT NOT NULL,
    run INTEGER NOT NULL,
    name TEXT NOT NULL,
    begins TEXT NOT NULL,             -- YYYY-MM-DD: the switch
    as_of TEXT NOT NULL,              -- likewise, of the run
    state TEXT NOT NULL,
    old INTEGER NOT NULL, new INTEGER NOT NULL, overdue INTEGER NOT NULL, -- documents
    due TEXT NOT NULL,                -- YYYY-MM-DD, or empty
    is_late INTEGER NOT NULL, is_early INTEGER NOT NULL, is_returned INTEGER NOT NULL,
    PRIMARY KEY (id, touchpoint, run)
) WITHOUT ROWID;
CREATE INDEX rollout_run ON rollout (run);

-- What a run came to: its touchpoints, and of each what the rules found there; set when it ends.
CREATE TABLE history (
    run INTEGER NOT NULL,
    touchpoint TEXT NOT NULL,
    state TEXT NOT NULL, score REAL NOT NULL, -- as of table touchpoint
    documents INTEGER NOT NULL, unchecked INTEGER NOT NULL,
    errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL,
    PRIMARY KEY (run, touchpoint)
) WITHOUT ROWID;
CREATE TABLE rule_history (
    run INTEGER NOT NULL,
    touchpoint TEXT NOT NULL,
    rule TEXT NOT NULL,
    findings INTEGER NOT NULL, accepted INTEGER NOT NULL, places INTEGER NOT NULL,
    PRIMARY KEY (run, touchpoint, rule)
) WITHOUT ROWID;

-- Runs whose digest nobody got yet, and why (core/notify/notify.h).
CREATE TABLE notification (
    run INTEGER PRIMARY KEY,
    reason TEXT NOT NULL
);

-- What the run at work has to fetch: state 0 to do, 1 done.
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL,          -- ordinal in the plan
    locator TEXT NOT NULL,
    purpose INTEGER NOT NULL,         -- enum ts_link_purpose; 20 = seen by an earlier run, 21 = a
                                      -- start, 22 = only asked whether it is there
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL,
    is_listed INTEGER NOT NULL,       -- a sitemap named it first
    state INTEGER NOT NULL,
    outcome INTEGER NOT NULL DEFAULT 0, -- enum ts_link_outcome; 0 = well, or not known
    reason TEXT NOT NULL DEFAULT '',  -- of the outcome
    target TEXT NOT NULL DEFAULT '',  -- where it redirects
    UNIQUE (source, locator)
);
CREATE INDEX frontier_queue ON frontier (source, id) WHERE state = 0;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    touchpoint TEXT NOT NULL,
    locator TEXT NOT NULL,
    parent INTEGER NOT NULL DEFAULT 0, -- document it was found inside; -1 = a start that failed
    status INTEGER NOT NULL,          -- enum ts_document_status
    reason TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    kinds TEXT NOT NULL DEFAULT '',   -- separated by spaces
    content_hash TEXT NOT NULL DEFAULT '',
    text_size INTEGER NOT NULL DEFAULT 0,
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    resource TEXT NOT NULL DEFAULT '', -- content hash and what was declared with the bytes
    basis TEXT NOT NULL DEFAULT '',   -- what its verdicts rest on (basis.h); empty = read it anew
    way INTEGER NOT NULL DEFAULT 0,   -- how this run saw it: 0 read, 1 as it was, 2 judged again,
                                      -- 3 read, the verdict of its content was known
    run INTEGER NOT NULL,             -- that saw it last
    acceptances TEXT NOT NULL DEFAULT '', -- what its comments accept, lines (inline_acceptance.h)
    UNIQUE (touchpoint, locator)
);
CREATE INDEX document_parent ON document (parent) WHERE parent <> 0;

-- What is kept of a document that was read whole (core/process/kept.h).
CREATE TABLE kept (
    document INTEGER PRIMARY KEY,
    anchors BLOB NOT NULL,            -- 64-bit hashes
    links BLOB NOT NULL,              -- packed, as is the content
    content BLOB NOT NULL
);

-- What a worker said of a picture (core/run/answers.h); dropped when no run has asked for it for long.
CREATE TABLE answer (
    name TEXT NOT NULL UNIQUE,
    records BLOB NOT NULL,
    first_run INTEGER NOT NULL,       -- in which it was given
    run INTEGER NOT NULL              -- that asked for it last
);

-- One row for what is wrong in a touchpoint, however many places it has.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    touchpoint TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    rule TEXT NOT NULL,
    said INTEGER NOT NULL,            -- severity as rule and brand book say, enum ts_severity
    severity INTEGER NOT NULL,        -- after touchpoint and dates; set when the run ends
    expected TEXT NOT NULL,
    actual TEXT NOT NULL,
    arguments TEXT NOT NULL,          -- JSON object
    numbers TEXT NOT NULL DEFAULT '{}', -- JSON object
    evidence TEXT NOT NULL DEFAULT '', -- its id, or empty
    first_run INTEGER NOT NULL,       -- in which it became new (again)
    fixed_run INTEGER NOT NULL DEFAULT 0,
    run INTEGER NOT NULL DEFAULT 0,   -- that saw it last
    basis TEXT NOT NULL DEFAULT '',   -- hash of the check that said so
    acceptance TEXT NOT NULL DEFAULT '', -- JSON: why it is accepted; empty = it is not
    UNIQUE (touchpoint, fingerprint)
);
CREATE INDEX finding_fingerprint ON finding (fingerprint); -- acceptances name findings by these two
CREATE INDEX finding_rule ON finding (rule);
CREATE INDEX finding_handoff ON finding (touchpoint) WHERE rule = 'handoff/broken';

-- The earlier lives of findings that came back: from when to when they were open.
CREATE TABLE finding_past (
    finding INTEGER NOT NULL,
    fixed_run INTEGER NOT NULL,       -- the key first: else integrity_check of SQLite 3.40 errs
    first_run INTEGER NOT NULL,
    PRIMARY KEY (finding, fixed_run)
) WITHOUT ROWID;
CREATE TRIGGER finding_reopened AFTER UPDATE OF fixed_run ON finding
WHEN old.fixed_run > 0 AND new.fixed_run = 0 AND old.fixed_run <> new.first_run
BEGIN
    INSERT OR REPLACE INTO finding_past VALUES (old.id, old.fixed_run, old.first_run);
END;
CREATE TRIGGER finding_deleted AFTER DELETE ON finding
BEGIN
    DELETE FROM finding_past WHERE finding = old.id;
END;

-- What people are shown of findings and observations: small pictures, each once. id: of the bytes.
CREATE TABLE evidence (
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    bytes BLOB NOT NULL
);

-- document: whose reading or judging said so. 0: a conclusion over many; then conclusion names the
-- check and touchpoint and locator name the place. "dates": what the as-of date makes of what stands
-- there, derived anew when each run ends.
CREATE TABLE place (
    finding INTEGER NOT NULL,
    document INTEGER NOT NULL,
    conclusion TEXT NOT NULL DEFAULT '',
    touchpoint TEXT NOT NULL DEFAULT '', -- empty = the document's, as is locator
    locator TEXT NOT NULL DEFAULT '',
    line INTEGER NOT NULL, column INTEGER NOT NULL,
    path TEXT NOT NULL,               -- "where" in the reports
    excerpt TEXT NOT NULL,
    mark_offset INTEGER NOT NULL, mark_length INTEGER NOT NULL,
    run INTEGER NOT NULL              -- that saw it last
);
CREATE INDEX place_finding ON place (finding);
CREATE INDEX place_document ON place (document);

-- What may be written instead of what a finding says is there.
CREATE TABLE suggestion (
    rule TEXT NOT NULL,
    actual TEXT NOT NULL,
    language TEXT NOT NULL,           -- the finding's argument of that name, or empty
    basis TEXT NOT NULL,              -- hash of the check that was asked
    texts TEXT NOT NULL,              -- a line each, best first; may be empty
    PRIMARY KEY (rule, actual, language)
) WITHOUT ROWID;

CREATE TABLE observation (
    document INTEGER NOT NULL,
    check_name TEXT NOT NULL,
    check_hash TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    confidence REAL NOT NULL,         -- < 0: not measured
    line INTEGER NOT NULL, column INTEGER NOT NULL,
    path TEXT NOT NULL,
    numbers TEXT NOT NULL,            -- JSON object, as are details
    details TEXT NOT NULL DEFAULT '{}',
    excerpt TEXT NOT NULL DEFAULT '', -- as of a place, of those that people are shown; else empty
    mark_offset INTEGER NOT NULL DEFAULT 0, mark_length INTEGER NOT NULL DEFAULT 0,
    evidence TEXT NOT NULL DEFAULT '', -- its id, or empty
    run INTEGER NOT NULL DEFAULT 0,   -- that put it there
    is_concluded INTEGER NOT NULL DEFAULT 0 -- said over all documents, not in judging this one
);
CREATE INDEX observation_evidence ON observation (evidence) WHERE evidence <> '';
CREATE INDEX observation_document ON observation (document);
CREATE INDEX observation_shown ON observation (document, line) WHERE excerpt <> '';
CREATE INDEX observation_concluded ON observation (check_name, document) WHERE is_concluded;
CREATE INDEX observation_handoff ON observation (value, document) WHERE check_name = 'handoff';

-- The pictures that a document shows, where some check judges them.
CREATE TABLE picture (
    document INTEGER NOT NULL,
    locator TEXT NOT NULL,            -- as its source resolves it; as written if there is a reason
    reason TEXT NOT NULL,             -- why it was not asked for, or empty
    path TEXT NOT NULL,
    alt TEXT NOT NULL,
    kind INTEGER NOT NULL,            -- enum ts_reference_kind
    has_alt INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, -- CSS pixels; 0 = not declared
    line INTEGER NOT NULL, column INTEGER NOT NULL,
    area TEXT NOT NULL                -- "X Y WIDTH HEIGHT" of the part that is shown, or empty
);
CREATE INDEX picture_document ON picture (document);
