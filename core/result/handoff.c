/* SPDX-License-Identifier: MIT
 *
 * What both sides of a handoff tell, aspect by aspect, from what is stored of the two touchpoints.
 */
#include "core/result/handoff.h"

#include <sqlite3.h>
#include <string.h>

#include "core/result/result_private.h"
#include "core/result/sql.h"
#include "core/result/story.h"

const char *const handoff_aspects[HANDOFF_ASPECTS] = {
    [HANDOFF_MEASURED] = "measured", [HANDOFF_WAY] = "way",           [HANDOFF_PROMISE] = "promise",
    [HANDOFF_LANGUAGE] = "language", [HANDOFF_FORM] = "form",         [HANDOFF_FACTS] = "facts",
    [HANDOFF_LOGO] = "logo",         [HANDOFF_IDENTITY] = "identity",
};
const char *const handoff_verdicts[] = {"same", "differs", "unknown"};

struct pair {
    const struct handoff_work *work;
    const struct plan_touchpoint *from, *to;
    struct handoff *handoff;
    gboolean is_failed;
};

/* ---- asking ---------------------------------------------------------------------------------- */

/* The first row of a query, two columns of it as text; FALSE: there is none. ?1: id, ?2: more. */
static gboolean ask(struct pair *pair, const char *sql, const char *id, const char *more,
                    char **first_r, char **second_r)
{
    sqlite3_stmt *query = sql_open(pair->work->database, sql, more ? "tt" : "t", id, more);
    int stepped = sqlite3_step(query);
    if (stepped == SQLITE_ROW) {
        *first_r = g_strdup(result_text(query, 0));
        if (second_r) {
            *second_r = g_strdup(result_text(query, 1));
        }
    }
    sqlite3_finalize(query);
    pair->is_failed |= stepped != SQLITE_ROW && stepped != SQLITE_DONE;
    return stepped == SQLITE_ROW;
}

static void add(struct pair *pair, enum handoff_aspect aspect, enum handoff_verdict verdict,
                const char *why, const char *const sides[2])
{
    struct handoff_reason reason = {
        .aspect = aspect,
        .verdict = verdict,
        .why = why,
        .here = g_strdup(sides && sides[0] ? sides[0] : ""),
        .there = g_strdup(sides && sides[1] ? sides[1] : ""),
    };
    g_array_append_val(pair->handoff->reasons, reason);
}

/* ---- measured, and the way ------------------------------------------------------------------- */

static gboolean is_measured(struct pair *pair)
{
    static const char seen_sql[] =
        "SELECT 1, EXISTS (SELECT 1 FROM document d WHERE d.touchpoint = ?1 "
        "AND d.status IN (1, 2))";
    const struct plan_touchpoint *const sides[] = {pair->from, pair->to};
    static const char *const whys[] = {"from-not-measured", "to-not-measured"};
    guint before = pair->handoff->reasons->len;
    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *name = NULL;
        g_autofree char *is_seen = NULL;
        if (!sides[i]->is_measured) {
            add(pair, HANDOFF_MEASURED, HANDOFF_UNKNOWN, whys[i], NULL);
        } else if (!ask(pair, seen_sql, sides[i]->id, NULL, &name, &is_seen) ||
                   strcmp(is_seen, "1") != 0) {
            const char *const both[2] = {sides[i]->name, NULL};
            add(pair, HANDOFF_MEASURED, HANDOFF_UNKNOWN, "nothing-seen", both);
        }
    }
    return pair->handoff->reasons->len == before;
}

static void judge_way(struct pair *pair, unsigned from, unsigned to)
{
    struct handoff_reason reason = {.aspect = HANDOFF_WAY};
    int done;
    if (handoff_way(pair->work, from, to, &reason, &done)) {
        reason.here = reason.here ? reason.here : g_strdup("");
        reason.there = reason.there ? reason.there : g_strdup("");
        g_array_append_val(pair->handoff->reasons, reason);
    }
    pair->is_failed |= done != 0;
}

/* ---- promise and language -------------------------------------------------------------------- */

static void judge_promise(struct pair *pair)
{
    static const char carried_sql[] =
        "SELECT sum(exact + altered + theme) > 0 FROM promise WHERE touchpoint = ?1 "
        "HAVING count(*) > 0";
    g_autofree char *here = NULL;
    g_autofree char *there = NULL;
    if (!ask(pair, carried_sql, pair->from->id, NULL, &here, NULL) ||
        !ask(pair, carried_sql, pair->to->id, NULL, &there, NULL)) {
        return; /* not expected on both sides, or not judged */
    }
    gboolean is_here = strcmp(here, "1") == 0, is_there = strcmp(there, "1") == 0;
    if (is_here || is_there) {
        add(pair, HANDOFF_PROMISE, is_here && is_there ? HANDOFF_SAME : HANDOFF_DIFFERS,
            !is_there  ? "no-promise-there"
            : !is_here ? "no-promise-here"
                       : "promise",
            NULL);
    }
}

/* Who reads most of one side's pages must be able to read on. */
static void judge_language(struct pair *pair)
{
#define SPOKEN                                                                                 \
    "FROM document WHERE touchpoint = ?1 AND status IN (1, 2) AND text_size > 0 AND language " \
    "NOT IN ('', 'und') "
    static const char main_sql[] = "SELECT lower(substr(language, 1, 2)) AS own " SPOKEN
                                   "GROUP BY own ORDER BY count(*) DESC, own";
    static const char has_sql[] =
        "SELECT 1 " SPOKEN "AND lower(substr(language, 1, 2)) = ?2 LIMIT 1";
    g_autofree char *here = NULL;
    g_autofree char *there = NULL;
    g_autofree char *found = NULL;
    if (!ask(pair, main_sql, pair->from->id, NULL, &here, NULL) ||
        !ask(pair, main_sql, pair->to->id, NULL, &there, NULL)) {
        return;
    }
    gboolean is_same = ask(pair, has_sql, pair->to->id, here, &found, NULL);
    const char *const sides[2] = {here, there};
    add(pair, HANDOFF_LANGUAGE, is_same ? HANDOFF_SAME : HANDOFF_DIFFERS,
        is_same ? "language" : "other-language", sides);
}

/* ---- the story ------------------------------------------------------------------------------- */

/* What most of a touchpoint's documents tell of a subject. */
#define MOST                                                                             \
    "SELECT coalesce(nullif(words, ''), entry), entry FROM story WHERE touchpoint = ?1 " \
    "AND subject = ?2 AND documents > 0 ORDER BY documents DESC, state = 'right' DESC, entry "

static void judge_form_of(struct pair *pair, const char *subject)
{
    g_autofree char *here = NULL;
    g_autofree char *there = NULL;
    if (!ask(pair, MOST, pair->from->id, subject, &here, NULL) ||
        !ask(pair, MOST, pair->to->id, subject, &there, NULL)) {
        return;
    }
    gboolean is_same = strcmp(here, there) == 0;
    const char *const sides[2] = {here, there};
    add(pair, HANDOFF_FORM, is_same ? HANDOFF_SAME : HANDOFF_DIFFERS,
        is_same ? "form" : "other-form", sides);
}

static void judge_forms(struct pair *pair)
{
    const struct ts_node *terms = pair->work->plan->terms;
    judge_form_of(pair, "form");
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        const struct ts_node *term = ts_item(terms->children, i);
        struct ts_str id = ts_get_text(term, "id");
        if (ts_get(term, "consistent") && id.len) {
            g_autofree char *subject = g_strdup_printf("form:%.*s", (int)id.len, id.ptr);
            judge_form_of(pair, subject);
        }
    }
}

/* What the check of the facts found between the two, or a truth that one of them keeps. */
static void judge_facts(struct pair *pair)
{
    static const char contradiction_sql[] =
        "SELECT f.actual FROM finding f JOIN finding g ON g.fingerprint = f.fingerprint "
        "WHERE f.touchpoint = ?1 AND g.touchpoint = ?2 AND f.fixed_run = 0 AND g.fixed_run = 0 "
        "AND f.rule = 'facts/contradiction' ORDER BY f.fingerprint";
    static const char truth_sql[] =
        "SELECT a.words, b.words FROM story a JOIN story b ON b.subject = a.subject "
        "WHERE a.touchpoint = ?1 AND b.touchpoint = ?2 AND a.subject GLOB 'fact:*' "
        "AND (a.state = 'altered') <> (b.state = 'altered') AND NOT EXISTS (SELECT 1 FROM story c "
        "WHERE c.touchpoint = ?1 AND c.subject = a.subject AND c.state = b.state) "
        "ORDER BY a.subject, a.documents + b.documents DESC";
    static const char common_sql[] =
        "SELECT a.subject FROM story a JOIN story b ON b.subject = a.subject WHERE "
        "a.touchpoint = ?1 AND b.touchpoint = ?2 AND a.subject GLOB 'fact:*'";
    const char *from = pair->from->id, *to = pair->to->id;
    g_autofree char *here = NULL;
    g_autofree char *there = NULL;
    if (ask(pair, contradiction_sql, from, to, &here, NULL)) {
        const char *const sides[2] = {here, NULL};
        add(pair, HANDOFF_FACTS, HANDOFF_DIFFERS, "other-facts", sides);
    } else if (ask(pair, truth_sql, from, to, &here, &there)) {
        const char *const sides[2] = {here, there};
        add(pair, HANDOFF_FACTS, HANDOFF_DIFFERS, "other-fact", sides);
    } else if (ask(pair, common_sql, from, to, &here, NULL)) {
        add(pair, HANDOFF_FACTS, HANDOFF_SAME, "facts", NULL);
    }
}

/* ---- entries by date ------------------------------------------------------------------------- */

struct shown {
    char *words, *entry, *state;
};

static void clear_shown(struct shown *shown)
{
    g_free(shown->words);
    g_free(shown->entry);
    g_free(shown->state);
}

/* The entry of a kind that most documents show, and whether it is right. */
static gboolean shows(struct pair *pair, const char *touchpoint, const char *subject,
                      struct shown *shown_r)
{
    static const char state_sql[] =
        "SELECT state FROM story WHERE touchpoint = ?1 AND subject || char(10) || entry = ?2 "
        "ORDER BY documents DESC";
    *shown_r = (struct shown){NULL};
    if (!ask(pair, MOST, touchpoint, subject, &shown_r->words, &shown_r->entry)) {
        return FALSE;
    }
    g_autofree char *key = g_strconcat(subject, "\n", shown_r->entry, NULL);
    return ask(pair, state_sql, touchpoint, key, &shown_r->state, NULL);
}

static gboolean is_dated(const struct shown *shown)
{
    return strcmp(shown->state, STORY_OLD) == 0 || strcmp(shown->state, STORY_EARLY) == 0;
}

/* 1: both right, or nothing to compare but right ones; 0: nothing on one side; -1: told. Several
 * entries may be right at once, so only one that is not right today makes a difference. */
static int judge_entry(struct pair *pair, enum handoff_aspect aspect, const char *subject)
{
    struct shown here, there;
    int verdict = 0;
    gboolean is_here = shows(pair, pair->from->id, subject, &here);
    gboolean is_there = shows(pair, pair->to->id, subject, &there);
    if (is_here && is_there) {
        const char *const sides[2] = {here.words, there.words};
        gboolean is_other = is_dated(&here) != is_dated(&there) ||
                            (is_dated(&here) && strcmp(here.entry, there.entry) != 0);
        verdict = is_other ? -1 : 1;
        if (is_other) {
            add(pair, aspect, HANDOFF_DIFFERS,
                aspect == HANDOFF_LOGO ? "other-logo" : "other-identity", sides);
        }
    }
    clear_shown(&here);
    clear_shown(&there);
    return verdict;
}

static void judge_logo(struct pair *pair)
{
    if (judge_entry(pair, HANDOFF_LOGO, "logo") == 1) {
        add(pair, HANDOFF_LOGO, HANDOFF_SAME, "logo", NULL);
    }
}

static void judge_identity(struct pair *pair)
{
    static const char *const subjects[] = {"name", "address", "phone"};
    gboolean is_compared = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
        int verdict = judge_entry(pair, HANDOFF_IDENTITY, subjects[i]);
        if (verdict < 0) {
            return;
        }
        is_compared = is_compared || verdict == 1;
    }
    if (is_compared) {
        add(pair, HANDOFF_IDENTITY, HANDOFF_SAME, "identity", NULL);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void clear_reason(gpointer data)
{
    struct handoff_reason *reason = data;
    g_free(reason->here);
    g_free(reason->there);
}

void handoff_free(struct handoff **handoff)
{
    if (*handoff) {
        g_array_unref((*handoff)->reasons);
        g_clear_pointer(handoff, g_free);
    }
}

static void conclude(struct handoff *handoff)
{
    guint counts[3] = {0};
    for (guint i = 0; i < handoff->reasons->len; i++) {
        counts[g_array_index(handoff->reasons, struct handoff_reason, i).verdict]++;
    }
    guint known = counts[HANDOFF_SAME] + counts[HANDOFF_DIFFERS];
    handoff->rate = known ? (double)counts[HANDOFF_SAME] / known : -1;
    handoff->state = counts[HANDOFF_DIFFERS]             ? "broken"
                     : counts[HANDOFF_UNKNOWN] || !known ? "unknown"
                                                         : "smooth";
}

struct handoff *handoff_judge(const struct handoff_work *work, unsigned from, unsigned to)
{
    struct handoff *handoff = g_new0(struct handoff, 1);
    struct pair pair = {
        .work = work,
        .from = plan_touchpoint_at(work->plan, from),
        .to = plan_touchpoint_at(work->plan, to),
        .handoff = handoff,
    };
    handoff->reasons = g_array_new(FALSE, TRUE, sizeof(struct handoff_reason));
    g_array_set_clear_func(handoff->reasons, clear_reason);
    if (is_measured(&pair)) {
        judge_way(&pair, from, to);
        judge_promise(&pair);
        judge_language(&pair);
        judge_forms(&pair);
        judge_facts(&pair);
        judge_logo(&pair);
        judge_identity(&pair);
    }
    conclude(handoff);
    if (pair.is_failed) {
        handoff_free(&handoff);
    }
    return handoff;
}
