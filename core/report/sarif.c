/* SPDX-License-Identifier: MIT
 *
 * SARIF 2.1.0 (errata 01): one run. What only programs of others need to know of it stands here;
 * results are written as they come, so that memory does not grow with them.
 */
#include "core/report/sarif.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/report/verdict.h"
#include "core/report/words.h"

#define SCHEMA \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#define PLACES_TOLD 100u /* of a finding: what GitHub shows; the count is said */

/* ---- the run --------------------------------------------------------------------------------- */

static void put_time(json_t *object, const char *key, const char *time)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GDateTime) parsed = time ? g_date_time_new_from_iso8601(time, utc) : NULL;
    g_autofree char *text = parsed ? g_date_time_format(parsed, "%Y-%m-%dT%H:%M:%SZ") : NULL;
    if (text) {
        json_object_set_new(object, key, json_string(text));
    }
}

/* Notices are of the run as it was set up: robots.txt ignored, a section that no check judges. */
static json_t *notices_of(const struct sarif *sarif)
{
    const GPtrArray *notices = result_run(sarif->result)->notices;
    json_t *array = json_array();
    for (guint i = 0; i < notices->len; i++) {
        json_array_append_new(array, json_pack("{s:s, s:o}", "level", "note", "message",
                                               sarif_text(g_ptr_array_index(notices, i))));
    }
    return array;
}

/* What made the run end 3 is told at least once, also where no finding says it. */
static json_t *told_of(const struct sarif *sarif)
{
    const struct result_summary *summary = result_summary(sarif->result);
    if (summary->cut_short || (summary->exit == 3 && json_array_size(sarif->told) == 0)) {
        g_autofree char *verdict = verdict_text(sarif->result, sarif->options->language);
        g_strdelimit(verdict, "\n", ' ');
        json_array_append_new(sarif->told, json_pack("{s:s, s:o}", "level", "error", "message",
                                                     sarif_text(g_strstrip(verdict))));
    }
    return json_incref(sarif->told);
}

static json_t *invocation_of(const struct sarif *sarif)
{
    static const enum word meanings[] = {WORD_EXIT_0, WORD_EXIT_1, WORD_EXIT_1, WORD_EXIT_3};
    const struct result_run *run = result_run(sarif->result);
    const struct result_summary *summary = result_summary(sarif->result);
    json_t *object = json_object();
    g_autofree char *status = g_strdup_printf("%d", summary->exit);
    g_autofree char *meaning =
        words_say(sarif->options->language, meanings[CLAMP(summary->exit, 0, 3)],
                  &(struct message_value){"status", status}, 1);
    put_time(object, "startTimeUtc", run->started);
    put_time(object, "endTimeUtc", run->finished);
    json_object_set_new(object, "exitCode", json_integer(summary->exit));
    json_object_set_new(object, "exitCodeDescription", json_string(meaning));
    json_object_set_new(object, "executionSuccessful",
                        json_boolean(summary->exit != 3 && !summary->cut_short));
    json_object_set_new(object, "toolExecutionNotifications", told_of(sarif));
    json_object_set_new(object, "toolConfigurationNotifications", notices_of(sarif));
    return object;
}

static json_t *driver_of(const struct sarif *sarif)
{
    const struct result_run *run = result_run(sarif->result);
    json_t *object = json_object();
    json_object_set_new(object, "name", json_string("touchstone"));
    json_object_set_new(object, "version", jsonl_text(run->version));
    json_object_set_new(object, "rules", json_incref(sarif->rules.array));
    json_object_set_new(object, "notifications", json_incref(sarif->notifications.array));
    return json_pack("{s:o}", "driver", object);
}

/* A category that stays, and what tells runs of it apart, which comes after the last slash. */
static json_t *automation_of(const struct sarif *sarif)
{
    const struct result_run *run = result_run(sarif->result);
    g_autofree char *id = g_strdup_printf("touchstone/%s/%s", run->plan, run->id);
    return json_pack("{s:o}", "id", jsonl_text(id));
}

static json_t *touchpoints_of(const struct sarif *sarif)
{
    const GArray *touchpoints = result_touchpoints(sarif->result);
    json_t *array = json_array();
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        json_array_append_new(array,
                              json_pack("{s:o, s:o, s:s, s:o, s:i, s:i}", "id", jsonl_text(own->id),
                                        "name", jsonl_text(own->name), "state", own->state, "score",
                                        jsonl_measured(own->score), "documents",
                                        (int)own->documents, "unchecked", (int)own->unchecked));
    }
    return array;
}

static json_t *run_of(const struct sarif *sarif)
{
    const struct result_run *run = result_run(sarif->result);
    json_t *object = json_object();
    json_object_set_new(object, "tool", driver_of(sarif));
    json_object_set_new(object, "automationDetails", automation_of(sarif));
    json_object_set_new(object, "language", json_string(words_language(sarif->options->language)));
    json_object_set_new(object, "columnKind", json_string("unicodeCodePoints"));
    json_object_set_new(object, "originalUriBaseIds",
                        json_pack("{s:{s:{s:s}}}", "%SRCROOT%", "description", "text",
                                  "The folder in which touchstone ran"));
    json_object_set_new(object, "invocations", json_pack("[o]", invocation_of(sarif)));
    json_object_set_new(object, "properties",
                        json_pack("{s:o, s:o, s:o}", "brand", jsonl_text(run->brand), "asOf",
                                  jsonl_text(run->as_of), "touchpoints", touchpoints_of(sarif)));
    return object;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* First the rules, which stand before the results and are counted by their places. */
static int collect(const struct result_finding *finding, void *data)
{
    struct sarif *sarif = data;
    if (sarif_is_result(sarif, finding)) {
        sarif_rules_place(&sarif->rules, sarif->result, finding);
    }
    if (sarif_is_notification(finding)) {
        json_array_append_new(sarif->told, sarif_notification(sarif, finding));
    }
    return 0;
}

static int put_result(const struct result_finding *finding, void *data)
{
    struct sarif *sarif = data;
    if (!sarif_is_result(sarif, finding)) {
        return 0;
    }
    g_string_append(sarif->text, sarif->count++ ? ",\n" : "\n");
    jsonl_append(sarif->text, sarif_result(sarif, finding));
    return report_flush(sarif->text, sarif->out);
}

static int write_all(struct sarif *sarif)
{
    const struct result_query few = {.order = RESULT_STABLE, .at_most = 10};
    const struct result_query all = {.order = RESULT_STABLE, .at_most = PLACES_TOLD};
    int done = result_each_finding(sarif->result, &few, collect, sarif);
    if (done != 0) {
        return done;
    }
    g_string_append(sarif->text, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[\n");
    jsonl_append(sarif->text, run_of(sarif));
    g_string_truncate(sarif->text, sarif->text->len - 1); /* the run's results come before its } */
    g_string_append(sarif->text, ",\n\"results\":[");
    done = result_each_finding(sarif->result, &all, put_result, sarif);
    g_string_append(sarif->text, "]}\n]}\n");
    return done == 0 ? report_flush(sarif->text, sarif->out) : done;
}

static int write_sarif(const struct result *result, const struct report_options *options, FILE *out,
                       char **error_r)
{
    struct sarif sarif = {
        .result = result,
        .options = options,
        .told = json_array(),
        .text = g_string_new(NULL),
        .out = out,
    };
    sarif_rules_init(&sarif.rules);
    sarif_rules_init(&sarif.notifications);
    int done = write_all(&sarif);
    sarif_rules_finish(&sarif.rules);
    sarif_rules_finish(&sarif.notifications);
    json_decref(sarif.told);
    g_string_free(sarif.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_sarif = {
    .name = "sarif",
    .help = N_("SARIF 2.1.0, for code scanning and editors"),
    .write = write_sarif,
};
