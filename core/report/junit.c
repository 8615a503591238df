/* SPDX-License-Identifier: MIT
 *
 * JUnit XML, as CI servers show tests: a suite a touchpoint, a case a rule. The subset that both
 * the schema of Jenkins and that of Ant's JUnit report take.
 *
 * A case fails on errors and warnings, which make a touchpoint deviate; what is of lesser weight or
 * accepted stands in the suite's output. What could not be checked is an error, never a pass: where
 * nothing of a touchpoint was seen its rules are skipped.
 */
#include <string.h>

#include <glib/gi18n.h>

#include "core/report/escape.h"
#include "core/report/report_formats.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/result_rule.h"
#include "core/result/run_rules.h"

#define FINDINGS_TOLD 25u /* of a rule in a touchpoint */
#define PLACES_TOLD 3u
#define STAR "/*"

/* What a case ended with; failure and error are elements. */
enum outcome { OUTCOME_PASS, OUTCOME_FAILURE, OUTCOME_ERROR, OUTCOME_SKIPPED };

struct suite {
    const struct result *result;
    const struct report_options *options;
    const struct result_touchpoint *touchpoint;
    gboolean is_seen; /* something of it was checked in this run */
    GString *cases, *output;
    guint tests, failures, errors, skipped;
    GHashTable *rules; /* ids that have a case */
    /* the case at hand: all findings of a rule come one after the other */
    char *rule, *first, *severity;
    GString *findings;
    guint count;
};

static void put_attribute(GString *out, const char *name, const char *value, const char *fallback)
{
    g_autofree char *text = g_strstrip(g_strdup(value));
    g_string_append_printf(out, " %s=\"", name);
    escape_xml(out, *text ? text : fallback, -1);
    g_string_append_c(out, '"');
}

/* ---- cases ----------------------------------------------------------------------------------- */

static void put_case(struct suite *suite, const char *rule, enum outcome outcome,
                     const char *message)
{
    static const char *const elements[] = {NULL, "failure", "error", "skipped"};
    GString *out = suite->cases;
    suite->tests++;
    suite->failures += outcome == OUTCOME_FAILURE;
    suite->errors += outcome == OUTCOME_ERROR;
    suite->skipped += outcome == OUTCOME_SKIPPED;
    g_string_append(out, "    <testcase");
    put_attribute(out, "name", rule, "-");
    put_attribute(out, "classname", suite->touchpoint ? suite->touchpoint->id : "touchstone", "-");
    if (outcome == OUTCOME_PASS) {
        g_string_append(out, " time=\"0\"/>\n");
        return;
    }
    g_string_append_printf(out, " time=\"0\">\n      <%s", elements[outcome]);
    put_attribute(out, "message", message, "-");
    if (outcome != OUTCOME_SKIPPED) {
        put_attribute(out, "type", suite->severity ? suite->severity : "unchecked", "-");
    }
    g_string_append_printf(out, ">%s</%s>\n    </testcase>\n",
                           outcome == OUTCOME_SKIPPED ? "" : suite->findings->str,
                           elements[outcome]);
}

static void put_finding(GString *out, const struct result_finding *finding, const char *language)
{
    g_autofree char *why = verdict_acceptance(finding, language);
    g_string_append_printf(out, "%s: ", words_of(language, finding->severity));
    escape_xml(out, finding->message, -1);
    if (why) {
        g_string_append(out, " - ");
        escape_xml(out, why, -1);
    }
    g_string_append_c(out, '\n');
    for (guint i = 0; i < finding->places->len; i++) {
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        g_autofree char *locator = verdict_locator(place);
        g_string_append(out, "    ");
        escape_xml(out, *locator ? locator : place->touchpoint, -1);
        if (place->line) {
            g_string_append_printf(out, ":%u:%u", place->line, place->column);
        }
        g_string_append_c(out, '\n');
    }
    if (finding->count > finding->places->len) {
        g_autofree char *more =
            words_count(language, WORD_N_MORE_PLACES, finding->count - finding->places->len);
        g_string_append_printf(out, "    %s\n", more);
    }
}

static void end_rule(struct suite *suite)
{
    if (!suite->rule) {
        return;
    }
    if (suite->count > FINDINGS_TOLD) {
        g_autofree char *more =
            words_count(suite->options->language, WORD_N_REST, suite->count - FINDINGS_TOLD);
        g_string_append_printf(suite->findings, "%s\n", more);
    }
    gboolean is_gap = run_rules_is_unchecked(suite->rule);
    put_case(suite, suite->rule, is_gap ? OUTCOME_ERROR : OUTCOME_FAILURE, suite->first);
    g_hash_table_add(suite->rules, g_steal_pointer(&suite->rule));
    g_clear_pointer(&suite->first, g_free);
    g_clear_pointer(&suite->severity, g_free);
    g_string_truncate(suite->findings, 0);
    suite->count = 0;
}

static int look_at(const struct result_finding *finding, void *data)
{
    struct suite *suite = data;
    gboolean is_gap = run_rules_is_unchecked(finding->rule);
    if ((finding->state && strcmp(finding->state, "fixed") == 0) ||
        !report_wants(suite->options, finding)) {
        return 0;
    }
    gboolean is_note = strcmp(finding->severity, "info") == 0 || run_rules_has(finding->rule);
    if (*finding->acceptance || (is_note && !is_gap)) {
        put_finding(suite->output, finding, suite->options->language);
        return 0;
    }
    if (!suite->rule || strcmp(suite->rule, finding->rule) != 0) {
        end_rule(suite);
        suite->rule = g_strdup(finding->rule);
        suite->first = g_strdup(finding->message);
        suite->severity = g_strdup(is_gap ? "unchecked" : finding->severity);
    }
    if (suite->count++ < FINDINGS_TOLD) {
        put_finding(suite->findings, finding, suite->options->language);
    }
    return 0;
}

/* Has a term of the brand book a case, so that "all terms" would say what is not so? */
static gboolean has_case(const struct suite *suite, const char *rule)
{
    GHashTableIter each;
    gpointer id;
    if (!g_str_has_suffix(rule, STAR)) {
        return g_hash_table_contains(suite->rules, rule);
    }
    g_hash_table_iter_init(&each, suite->rules);
    while (g_hash_table_iter_next(&each, &id, NULL)) {
        if (strncmp(id, rule, strlen(rule) - 1) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put_quiet_rule(const struct result_rule *rule, void *data)
{
    struct suite *suite = data;
    gboolean is_asked = !rule->is_of_pictures || suite->touchpoint->pictures > 0;
    if (is_asked && !has_case(suite, rule->id)) {
        put_case(suite, rule->id, suite->is_seen ? OUTCOME_PASS : OUTCOME_SKIPPED,
                 words_get(suite->options->language, WORD_UNCHECKED));
    }
}

/* ---- suites ---------------------------------------------------------------------------------- */

static void begin_suite(struct suite *suite, const struct result_touchpoint *touchpoint)
{
    *suite = (struct suite){
        .result = suite->result,
        .options = suite->options,
        .touchpoint = touchpoint,
        .is_seen =
            touchpoint && touchpoint->documents + touchpoint->pictures > touchpoint->unchecked,
        .cases = g_string_new(NULL),
        .output = g_string_new(NULL),
        .findings = g_string_new(NULL),
        .rules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
}

static void put_time(GString *out, const struct result *result, const char *element)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    const struct result_run *run = result_run(result);
    g_autoptr(GDateTime) began = g_date_time_new_from_iso8601(run->started, utc);
    g_autoptr(GDateTime) ended =
        run->finished ? g_date_time_new_from_iso8601(run->finished, utc) : NULL;
    g_autofree char *stamp = began ? g_date_time_format(began, "%Y-%m-%dT%H:%M:%S") : NULL;
    gboolean is_run = strcmp(element, "touchstone") == 0 && began && ended;
    gint64 seconds = is_run ? g_date_time_difference(ended, began) / G_TIME_SPAN_SECOND : 0;
    g_string_append_printf(out, " timestamp=\"%s\" time=\"%" G_GINT64_FORMAT "\"",
                           stamp ? stamp : "1970-01-01T00:00:00", MAX(seconds, 0));
}

static void put_properties(GString *out, const struct suite *suite)
{
    const struct result_touchpoint *touchpoint = suite->touchpoint;
    const struct result_run *run = result_run(suite->result);
    const char *const properties[][2] = {
        {touchpoint ? "state" : "brand", touchpoint ? touchpoint->state : run->brand},
        {touchpoint ? "channel" : "plan", touchpoint ? touchpoint->channel : run->plan},
        {touchpoint ? "owner" : "as-of", touchpoint ? touchpoint->owner : run->as_of},
    };
    g_string_append(out, "    <properties>\n");
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        g_string_append_printf(out, "      <property name=\"%s\"", properties[i][0]);
        put_attribute(out, "value", properties[i][1], "");
        g_string_append(out, "/>\n");
    }
    g_string_append(out, "    </properties>\n");
}

static int end_suite(struct suite *suite, guint id, FILE *out)
{
    g_autoptr(GString) text = g_string_new("  <testsuite");
    const char *name = suite->touchpoint ? suite->touchpoint->name : "touchstone";
    const char *own = suite->touchpoint ? suite->touchpoint->id : "touchstone";
    put_attribute(text, "name", name, own);
    put_attribute(text, "package", own, "-");
    g_string_append_printf(text,
                           " id=\"%u\" hostname=\"localhost\" tests=\"%u\" failures=\"%u\" "
                           "errors=\"%u\"",
                           id, suite->tests, suite->failures, suite->errors);
    if (suite->skipped) { /* older schemas know no such count */
        g_string_append_printf(text, " skipped=\"%u\"", suite->skipped);
    }
    put_time(text, suite->result, own);
    g_string_append(text, ">\n");
    put_properties(text, suite);
    g_string_append_printf(text,
                           "%s    <system-out>%s</system-out>\n    <system-err></system-err>\n"
                           "  </testsuite>\n",
                           suite->cases->str, suite->output->str);
    g_string_free(suite->cases, TRUE);
    g_string_free(suite->output, TRUE);
    g_string_free(suite->findings, TRUE);
    g_hash_table_unref(suite->rules);
    return report_flush(text, out);
}

static int put_touchpoint(struct suite *suite, const struct result_touchpoint *touchpoint)
{
    const char *language = suite->options->language;
    const struct result_query wanted = {
        .touchpoint = touchpoint->id, .order = RESULT_STABLE, .at_most = PLACES_TOLD};
    gboolean is_measured = strcmp(touchpoint->state, "not-measured") != 0;
    if (!is_measured || !touchpoint->is_current) {
        put_case(suite, "touchpoint", OUTCOME_SKIPPED,
                 words_get(language, is_measured ? WORD_NOT_THIS_RUN : WORD_NO_SOURCE));
        return 0;
    }
    int done = result_each_finding(suite->result, &wanted, look_at, suite);
    end_rule(suite);
    gboolean is_unchecked = strcmp(touchpoint->state, "unchecked") == 0 || touchpoint->gaps > 0;
    if (suite->errors == 0 && is_unchecked) {
        put_case(suite, "run/unchecked", OUTCOME_ERROR, words_get(language, WORD_UNCHECKED));
        g_hash_table_add(suite->rules, g_strdup("run/unchecked"));
    }
    result_rule_each(suite->result, put_quiet_rule, suite);
    return done;
}

/* The run as a whole, so that a file without touchpoints is no success. */
static void put_run(struct suite *suite)
{
    g_autofree char *verdict = verdict_text(suite->result, suite->options->language);
    const struct result_summary *summary = result_summary(suite->result);
    gboolean is_short = summary->exit == 3 || summary->cut_short || summary->documents == 0;
    g_auto(GStrv) lines = g_strsplit(verdict, "\n", -1);
    for (char **line = lines; *line; line++) {
        g_string_append(suite->findings, line == lines ? "" : "\n");
        escape_xml(suite->findings, *line, -1);
    }
    verdict[strcspn(verdict, "\n")] = '\0';
    put_case(suite, "run", is_short ? OUTCOME_ERROR : OUTCOME_PASS, verdict);
}

static int write_suites(const struct result *result, const struct report_options *options,
                        FILE *out)
{
    const GArray *touchpoints = result_touchpoints(result);
    struct suite suite = {.result = result, .options = options};
    int done = 0;
    guint i;
    for (i = 0; done == 0 && i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        begin_suite(&suite, touchpoint);
        done = put_touchpoint(&suite, touchpoint);
        done |= end_suite(&suite, i, out);
    }
    begin_suite(&suite, NULL);
    put_run(&suite);
    return done | end_suite(&suite, i, out);
}

static int write_junit(const struct result *result, const struct report_options *options, FILE *out,
                       char **error_r)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", out);
    int done = write_suites(result, options, out);
    fputs("</testsuites>\n", out);
    return report_end(result, done, out, error_r);
}

const struct reporter report_junit = {
    .name = "junit",
    .help = N_("JUnit XML, for the test view of a CI server: a suite a touchpoint, a case a rule"),
    .write = write_junit,
};
