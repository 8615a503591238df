/* SPDX-License-Identifier: MIT
 *
 * The table of statements: all that a run says to its database.
 */
#include "core/run/database.h"

/* What a finding says of the language of its text; empty if nothing. */
#define LANGUAGE "coalesce(f.arguments ->> 'language', '')"

/* Said by a check as it is now for the first time: what it said before is no measure. */
#define ANEW "basis <> ?10 OR fixed_run <> 0"

const char *const statement_sql[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",

    [SQL_RUN_ADD] = "INSERT INTO run (name, started, as_of, plan, plan_hash, brand, version, "
                    "is_sealed, plugins, notices) VALUES (?,?,?,?,?,?,?,?,?,?)",
    [SQL_RUN_LAST] = "SELECT id, name, finished IS NULL, as_of, plan_hash, "
                     "unixepoch('now') - unixepoch(started) FROM run ORDER BY id DESC LIMIT 1",
    [SQL_RUN_FINISH] = "UPDATE run SET finished = ?, cut_short = nullif(?, '') WHERE id = ?",
    /* It may be resumed: then it is finished after all. */
    [SQL_RUN_INTERRUPT] = "UPDATE run SET cut_short = ? WHERE id = ?",
    [SQL_RUN_NOTE] = "UPDATE run SET notices = notices || ? WHERE id = ?",
    [SQL_RUN_SUGGESTED] = "UPDATE run SET suggested = suggested + ? WHERE id = ?",

    /* The counts of touchpoints that this run does not select stay as they were. */
    [SQL_TOUCHPOINT_FORGET] = "UPDATE touchpoint SET ordinal = -1",
    [SQL_TOUCHPOINT_PUT] =
        "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
        "expects, is_measured, root, importance) VALUES (?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET ordinal = excluded.ordinal, name = excluded.name, "
        "channel = excluded.channel, category = excluded.category, control = excluded.control, "
        "owner = excluded.owner, phases = excluded.phases, expects = excluded.expects, "
        "is_measured = excluded.is_measured, root = excluded.root, "
        "importance = excluded.importance",
    [SQL_TOUCHPOINT_DROP] = "DELETE FROM touchpoint WHERE ordinal = -1",
    [SQL_TOUCHPOINT_SEEN] = "UPDATE touchpoint SET is_complete = ?, run = ? WHERE id = ?",
    [SQL_TOUCHPOINT_UNSEEN] = "UPDATE touchpoint SET is_complete = 0 WHERE id = ?",
    /* Documents that were read in the run that saw it last, and in this one. */
    [SQL_TOUCHPOINT_BEFORE] = "SELECT documents - unchecked FROM touchpoint WHERE id = ?",
    [SQL_TOUCHPOINT_REACHED] =
        "SELECT count(*) FROM document WHERE touchpoint = ? AND run = ? AND status IN (1, 2)",
    [SQL_TOUCHPOINTS] =
        "SELECT id, channel, control, expects, root, is_complete FROM touchpoint ORDER BY ordinal",

    [SQL_FRONTIER_CLEAR] = "DELETE FROM frontier",
    [SQL_FRONTIER_ADD] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "VALUES (?,?,?,?,?,?,0) ON CONFLICT DO NOTHING",
    /* Where max_depth cuts links off, a page met again on a shorter way is asked for again: its row
     * moves behind the cursor. */
    [SQL_FRONTIER_ADD_NEARER] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "VALUES (?,?,?,?,?,?,0) ON CONFLICT (source, locator) DO UPDATE SET depth = "
        "excluded.depth, hops = excluded.hops, "
        "id = (SELECT max(id) + 1 FROM frontier), state = 0 WHERE excluded.depth < depth",
    [SQL_FRONTIER_REDIRECT] = "UPDATE frontier SET target = ? WHERE id = ?",
    [SQL_FRONTIER_TARGET] = "SELECT target FROM frontier WHERE source = ? AND locator = ?",
    /* Rows are fed in the order of their ids, so that a cursor tells what was fed. */
    [SQL_FRONTIER_NEXT] = "SELECT id, locator, purpose, depth, hops FROM frontier "
                          "WHERE source = ? AND state = 0 AND id > ? ORDER BY id LIMIT ?",
    [SQL_FRONTIER_DONE] = "UPDATE frontier SET state = 1 WHERE id = ?",
    [SQL_FRONTIER_OUTCOME] = "UPDATE frontier SET outcome = ?, reason = ? WHERE id = ?",
    [SQL_FRONTIER_OUTCOMES] =
        "SELECT source, locator, outcome, reason, target FROM frontier WHERE outcome <> 0",
    [SQL_FRONTIER_QUEUED] =
        "SELECT count(*) FROM frontier WHERE source = ? AND state = 0 AND id > ?",
    [SQL_FRONTIER_VISITED] = "SELECT count(*) FROM frontier WHERE source = ? AND state = 1 "
                             "AND locator <> '' AND purpose NOT IN (3, 5, 22)",
    [SQL_FRONTIER_IS_LISTED] =
        "SELECT count(*) FROM frontier WHERE source = ? AND state = 1 AND locator = ''",
    /* What earlier runs saw and this one has not met: seen again, or gone. */
    [SQL_FRONTIER_REVISIT] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "SELECT ?, locator, 20, 0, 0, 0, 0 FROM document "
        "WHERE touchpoint = ? AND run < ? AND parent = 0 AND status IN (1, 2, 3) "
        "ORDER BY id ON CONFLICT DO NOTHING",

    [SQL_DOCUMENT_PUT] =
        "INSERT INTO document (touchpoint, locator, parent, status, reason, title, media_type, "
        "language, kinds, content_hash, text_size, etag, last_modified, resource, basis, "
        "acceptances, run) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (touchpoint, locator) DO UPDATE SET "
        "parent = iif(excluded.parent = -1, parent, excluded.parent), "
        "status = excluded.status, reason = excluded.reason, title = excluded.title, "
        "media_type = excluded.media_type, language = excluded.language, kinds = excluded.kinds, "
        "content_hash = excluded.content_hash, text_size = excluded.text_size, "
        "etag = excluded.etag, last_modified = excluded.last_modified, "
        "resource = excluded.resource, basis = excluded.basis, "
        "acceptances = excluded.acceptances, way = 0, run = excluded.run "
        "RETURNING id",
    /* It was not reached: what was known of it stays. */
    [SQL_DOCUMENT_MISSED] =
        "INSERT INTO document (touchpoint, locator, parent, status, reason, run) "
        "VALUES (?,?,?,?,?,?) ON CONFLICT (touchpoint, locator) DO UPDATE SET "
        "parent = iif(excluded.parent = -1, parent, excluded.parent), "
        "status = excluded.status, reason = excluded.reason, way = 0, run = excluded.run "
        "RETURNING id",
    /* What can be built upon: it was read whole, and so was all that is inside it. */
    [SQL_DOCUMENT_PAST] =
        "SELECT d.id, d.etag, d.last_modified, d.resource, d.basis, d.status, "
        "d.media_type GLOB 'image/*' OR EXISTS (SELECT 1 FROM document c WHERE c.parent = d.id "
        "AND c.parent <> 0 AND c.media_type GLOB 'image/*') FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.touchpoint = ? AND d.locator = ? AND basis <> '' "
        "AND NOT EXISTS (SELECT 1 FROM document c WHERE c.parent = d.id AND c.parent <> 0 "
        "AND c.status = 3)",
    [SQL_DOCUMENT_KEEP] =
        "UPDATE document SET run = ?1, way = 1, status = iif(status IN (1, 3), 2, status), "
        "reason = iif(status = 3, '', reason), etag = coalesce(nullif(?3, ''), etag), "
        "last_modified = coalesce(nullif(?4, ''), last_modified) WHERE id = ?2",
    [SQL_DOCUMENT_KEEP_CHILDREN] =
        "UPDATE document SET run = ?1, way = 1, status = iif(status = 1, 2, status) "
        "WHERE parent = ?2 AND parent <> 0 AND status <> 4",
    [SQL_DOCUMENT_JUDGED] = "UPDATE document SET run = ?, way = 2, status = ?, reason = ?, "
                            "kinds = coalesce(nullif(?, ''), kinds), basis = ? "
                            "WHERE id = ?",
    [SQL_DOCUMENT_DISTRUST] = "UPDATE document SET basis = '' WHERE id = ?",
    /* parent <> 0 lets the index be used, which holds children only. */
    [SQL_DOCUMENT_CHILDREN_GONE] =
        "UPDATE document SET status = 4, reason = 'no longer inside its parent', run = ?1 "
        "WHERE parent = ?2 AND parent <> 0 AND run < ?1 AND status <> 4",
    [SQL_DOCUMENT_CLEAN_CHILDREN] =
        "DELETE FROM place WHERE document IN "
        "(SELECT id FROM document WHERE parent = ? AND parent <> 0 AND status = 4)",
    [SQL_DOCUMENT_FORGET_CHILDREN] =
        "DELETE FROM observation WHERE document IN "
        "(SELECT id FROM document WHERE parent = ? AND parent <> 0 AND status = 4)",
    [SQL_DOCUMENT_CLEAR_STARTS] =
        "DELETE FROM place WHERE document IN "
        "(SELECT id FROM document WHERE touchpoint = ? AND parent = -1 AND run < ?)",
    [SQL_DOCUMENT_DROP_STARTS] =
        "DELETE FROM document WHERE touchpoint = ? AND parent = -1 AND run < ?",
    [SQL_DOCUMENT_DROP_PLACES] = "DELETE FROM place WHERE document = ?",
    /* Why it could not be read, and what this very run said. */
    [SQL_DOCUMENT_DROP_PROBLEMS] =
        "DELETE FROM place WHERE document = ?1 AND (run = ?2 OR finding IN "
        "(SELECT id FROM finding WHERE substr(rule, 1, 4) = 'run/'))",
    /* Places of an earlier run where this one found the same again. */
    [SQL_DOCUMENT_DROP_RENEWED] =
        "DELETE FROM place WHERE document = ?1 AND run < ?2 AND finding IN "
        "(SELECT finding FROM place WHERE document = ?1 AND run = ?2)",
    [SQL_DOCUMENT_DROP_OBSERVATIONS] =
        "DELETE FROM observation WHERE document = ? AND NOT is_concluded",
    [SQL_DOCUMENT_DROP_CHECK] =
        "DELETE FROM place WHERE document = ?1 AND finding IN "
        "(SELECT id FROM finding WHERE substr(rule, 1, length(?2) + 1) = ?2 || '/')",
    [SQL_DOCUMENT_DROP_OBSERVED] =
        "DELETE FROM observation WHERE document = ?1 AND check_name = ?2 AND NOT is_concluded",

    [SQL_KEPT_PUT] =
        "INSERT OR REPLACE INTO kept (document, content, links, anchors) VALUES (?,?,?,?)",
    [SQL_KEPT_RELINK] = "UPDATE kept SET links = ?2 WHERE document = ?1",
    [SQL_KEPT_DROP] = "DELETE FROM kept WHERE document = ?",
    [SQL_KEPT_FAMILY] =
        "SELECT d.id, d.locator, d.media_type, d.language, k.content FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.id = ?1 UNION ALL "
        "SELECT d.id, d.locator, d.media_type, d.language, k.content FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.parent = ?1 AND d.parent <> 0 "
        "AND d.status IN (1, 2)",
    [SQL_KEPT_LINKS] = "SELECT links FROM kept WHERE document = ?",
    [SQL_KEPT_EACH] =
        "SELECT d.touchpoint, d.locator, k.links, k.anchors FROM kept k "
        "JOIN document d ON d.id = k.document WHERE d.run = ? AND d.status IN (1, 2, 5)",

    /* Pages that a sitemap names and no page leads to: an observation of the host's. */
    [SQL_ORPHAN_DROP] = "DELETE FROM observation WHERE check_name = 'run' AND key = 'orphan' "
                        "AND document IN (SELECT id FROM document WHERE run = ?)",
    [SQL_ORPHAN_EACH] = "SELECT d.id, d.touchpoint, d.locator FROM frontier f JOIN document d "
                        "ON d.locator = f.locator AND d.touchpoint = ?2 "
                        "WHERE f.source = ?1 AND f.is_listed AND d.run = ?3 AND d.status IN (1, 2)",
    [SQL_ORPHAN_ADD] =
        "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "
        "column, path, numbers) VALUES (?, 'run', '', 'orphan', 'sitemap', -1, 0, 0, '', '{}')",

    /* One that was fixed and is back is new. Of texts that differ in case only, the least
     * is kept, so that the order in which documents arrive does not show. */
    [SQL_FINDING_PUT] =
        "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual, "
        "arguments, numbers, first_run, run, basis, evidence) "
        "VALUES (?1,?2,?3,?4,?4,?5,?6,?7,?8,?9,?9,?10,?11) "
        "ON CONFLICT (touchpoint, fingerprint) DO UPDATE SET "
        "said = iif(" ANEW ", ?4, max(said, ?4)), "
        "expected = iif(" ANEW ", ?5, min(expected, ?5)), "
        "actual = iif(" ANEW ", ?6, min(actual, ?6)), "
        "arguments = iif(" ANEW ", ?7, min(arguments, ?7)), "
        "numbers = iif(" ANEW ", ?8, min(numbers, ?8)), "
        "evidence = iif(" ANEW ", ?11, max(evidence, ?11)), basis = ?10, "
        "first_run = iif(fixed_run <> 0, ?9, first_run), "
        "fixed_run = 0, run = ?9 RETURNING id",
    [SQL_ANSWER_GET] = "UPDATE answer SET run = ?3 WHERE name = ?1 AND run >= ?2 "
                       "RETURNING records, first_run < ?3",
    [SQL_ANSWER_PUT] = "INSERT OR REPLACE INTO answer (name, records, first_run, run) "
                       "VALUES (?1,?2,?3,?3)",
    [SQL_ANSWER_CLEAN] = "DELETE FROM answer WHERE run < ?1 OR name IN "
                         "(SELECT name FROM answer ORDER BY run DESC, name LIMIT -1 OFFSET ?2)",
    [SQL_DOCUMENT_REMEMBERED] = "UPDATE document SET way = 3 WHERE id = ?",
    [SQL_EVIDENCE_PUT] = "INSERT OR IGNORE INTO evidence (id, type, bytes) VALUES (?,?,?)",
    [SQL_EVIDENCE_HAS] = "SELECT count(*) FROM evidence WHERE id = ?",
    [SQL_EVIDENCE_CLEAN] =
        "DELETE FROM evidence WHERE id NOT IN (SELECT evidence FROM finding WHERE evidence <> '') "
        "AND id NOT IN (SELECT evidence FROM observation WHERE evidence <> '')",
    [SQL_PLACE_ADD] =
        "INSERT INTO place (finding, document, conclusion, touchpoint, locator, line, "
        "column, path, excerpt, mark_offset, mark_length, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
    [SQL_OBSERVATION_ADD] =
        "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "
        "column, path, numbers, details, excerpt, mark_offset, mark_length, evidence, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    /* What a conclusion points at was observed there by the same check. */
    [SQL_OBSERVATION_EXCERPT] =
        "SELECT o.excerpt, o.mark_offset, o.mark_length FROM document d "
        "JOIN observation o ON o.document = d.id WHERE d.touchpoint = ? AND d.locator = ? "
        "AND o.check_name = ? AND o.line = ? AND o.column = ? AND o.path = ? AND o.excerpt <> '' "
        "ORDER BY o.rowid LIMIT 1",
    /* Observed by a conclusion: shown as the words beside the picture, where it has some. */
    [SQL_CONCLUDED_MARK] =
        "UPDATE observation SET is_concluded = 1, excerpt = coalesce((SELECT alt FROM picture p "
        "WHERE p.document = observation.document AND p.line = observation.line "
        "AND p.column = observation.column AND p.path = observation.path LIMIT 1), '') "
        "WHERE rowid = last_insert_rowid()",
    /* As places of conclusions: what was not looked at stays. */
    [SQL_CONCLUDED_BEGIN] =
        "DELETE FROM observation WHERE is_concluded AND check_name = ?1 AND document IN "
        "(SELECT d.id FROM document d WHERE d.touchpoint = ?2 AND (observation.run = ?3 "
        "OR (SELECT is_complete FROM touchpoint WHERE id = ?2) "
        "OR (d.run = ?3 AND d.status IN (1, 2, 4))))",
    [SQL_CONCLUDED_RENEW] =
        "DELETE FROM observation WHERE is_concluded AND check_name = ?1 AND run < ?2 AND document "
        "IN (SELECT document FROM observation WHERE is_concluded AND check_name = ?1 AND run = ?2)",
    /* ?2: the checks that conclude about it, each between spaces. */
    [SQL_CONCLUDED_FORGET] =
        "DELETE FROM observation WHERE is_concluded AND instr(?2, ' ' || check_name || ' ') = 0 "
        "AND document IN (SELECT id FROM document WHERE touchpoint = ?1)",

    [SQL_PICTURE_DROP] = "DELETE FROM picture WHERE document = ?",
    [SQL_PICTURE_ADD] = "INSERT INTO picture (document, locator, reason, path, alt, kind, has_alt, "
                        "width, height, line, column, area) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
    [SQL_PICTURE_EACH] = "SELECT locator, reason, path, alt, kind, has_alt, width, height, line, "
                         "column, area FROM picture WHERE document = ? ORDER BY rowid",
    [SQL_PICTURE_SHOWN] = "SELECT DISTINCT d.touchpoint, p.locator FROM picture p JOIN document d "
                          "ON d.id = p.document WHERE p.reason = '' AND d.status IN (1, 2)",
    [SQL_DOCUMENT_AT] = "SELECT id, status, reason, media_type FROM document "
                        "WHERE touchpoint = ? AND locator = ?",

    [SQL_CONCLUSION_DROP] = "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND finding "
                            "IN (SELECT id FROM finding WHERE touchpoint = ?2)",
    /* What a touchpoint that was not seen whole no longer says was not looked at, but for places in
     * documents that were. */
    [SQL_CONCLUSION_BEGIN] =
        "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND finding IN "
        "(SELECT id FROM finding WHERE touchpoint = ?2) AND (run = ?3 "
        "OR (SELECT is_complete FROM touchpoint WHERE id = ?2) OR EXISTS (SELECT 1 FROM document d "
        "WHERE d.touchpoint = ?2 AND d.locator = place.locator AND d.run = ?3 "
        "AND d.status IN (1, 2, 4)))",
    [SQL_CONCLUSION_RENEW] =
        "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND run < ?2 AND finding IN "
        "(SELECT finding FROM place WHERE document = 0 AND conclusion = ?1 AND run = ?2)",
    [SQL_FINDING_CLOSE] =
        "UPDATE finding SET fixed_run = ?1 WHERE fixed_run = 0 AND touchpoint = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM place WHERE place.finding = finding.id)",

    /* Texts nobody was asked about since the check became what it is now, the weightiest first. */
    [SQL_SUGGESTION_OPEN] =
        "SELECT f.rule, f.actual, " LANGUAGE " FROM finding f LEFT JOIN suggestion s "
        "ON s.rule = f.rule AND s.actual = f.actual AND s.language = " LANGUAGE
        " AND s.basis = f.basis WHERE f.fixed_run = 0 AND f.basis = ?1 AND s.rule IS NULL "
        "AND substr(f.rule, 1, length(?2) + 1) = ?2 || '/' GROUP BY 1, 2, 3 ORDER BY max(f.said) "
        "DESC, sum((SELECT count(*) FROM place p WHERE p.finding = f.id)) DESC, 1, 2, 3 LIMIT ?3",
    [SQL_SUGGESTION_PUT] = "INSERT OR REPLACE INTO suggestion (rule, actual, language, basis, "
                           "texts) VALUES (?,?,?,?,?)",
    [SQL_SUGGESTION_CLEAN] = "DELETE FROM suggestion WHERE (rule, actual) NOT IN "
                             "(SELECT rule, actual FROM finding WHERE fixed_run = 0)",

    [SQL_STORED_DOCUMENTS] =
        "SELECT id, touchpoint, locator, media_type, language, content_hash, kinds, status, "
        "text_size FROM document ORDER BY touchpoint, locator",
    [SQL_STORED_OBSERVATIONS] =
        "SELECT key, value, confidence, line, column, path, numbers, details, evidence "
        "FROM observation WHERE document = ? AND check_name = ? AND NOT is_concluded "
        "ORDER BY rowid",
    [SQL_UNCHECKED_COUNT] = "SELECT count(*) FROM document WHERE touchpoint = ? AND status = 3",
};
