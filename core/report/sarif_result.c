/* SPDX-License-Identifier: MIT
 *
 * Findings as SARIF has them: results with their places, and notifications of the run.
 */
#include <string.h>

#include "core/report/escape.h"
#include "core/report/location.h"
#include "core/report/sarif.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/result/run_rules.h"

#define ROOT "%SRCROOT%"

/* "{0}" would be an argument (SARIF 3.11.5) and "[text](uri)" a link (3.11.6). Other braces stay as
 * they are: viewers show them so, and a merge tag is to be read as it stands. */
json_t *sarif_text(const char *text)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    g_autoptr(GString) safe = g_string_new(NULL);
    escape_terminal(shown, text, -1);
    for (const char *at = shown->str; *at; at++) {
        gsize digits = *at == '{' ? strspn(at + 1, "0123456789") : 0;
        gboolean is_argument = digits > 0 && at[1 + digits] == '}';
        g_string_append(safe, is_argument ? "{ " : "");
        if (!is_argument) {
            g_string_append_c(safe, *at);
        }
        g_string_append(safe, *at == ']' && at[1] == '(' ? " " : "");
    }
    return json_pack("{s:o}", "text", json_string(*safe->str ? safe->str : "-"));
}

/* ---- places ---------------------------------------------------------------------------------- */

static json_t *region_of(const struct location *location, const char *excerpt)
{
    json_t *region = json_pack("{s:i}", "startLine", (int)location->line);
    if (location->column) {
        json_object_set_new(region, "startColumn", json_integer(location->column));
    }
    if (*excerpt) {
        json_object_set_new(region, "snippet", sarif_text(excerpt));
    }
    return region;
}

static json_t *physical_of(const struct location *location, const char *excerpt)
{
    json_t *artifact = json_pack("{s:s}", "uri", location->uri);
    json_t *physical = json_pack("{s:o}", "artifactLocation", artifact);
    if (location->is_relative) {
        json_object_set_new(artifact, "uriBaseId", json_string(ROOT));
    }
    if (location->line) {
        json_object_set_new(physical, "region", region_of(location, excerpt));
    }
    return physical;
}

json_t *sarif_location(const struct sarif *sarif, const struct result_finding *finding,
                       const struct result_place *place, guint id)
{
    struct location location;
    json_t *object = json_object();
    const char *touchpoint = place ? place->touchpoint : finding->touchpoint;
    json_t *logical = json_pack("{s:o, s:s}", "name", jsonl_text(touchpoint), "kind", "touchpoint");
    if (id) {
        json_object_set_new(object, "id", json_integer(id));
    }
    if (place && *place->where) {
        g_autofree char *where = g_strdup_printf("%s/%s", touchpoint, place->where);
        json_object_set_new(logical, "fullyQualifiedName", jsonl_text(where));
    }
    if (location_of(sarif->result, place, &location)) {
        json_object_set_new(object, "physicalLocation",
                            physical_of(&location, place ? place->excerpt : ""));
    }
    location_clear(&location);
    json_object_set_new(object, "logicalLocations", json_pack("[o]", logical));
    if (id && *place->excerpt) {
        json_object_set_new(object, "message", sarif_text(place->excerpt));
    }
    return object;
}

/* Of all but the first each has a number, by which a message may point at it. */
static json_t *places_of(const struct sarif *sarif, const struct result_finding *finding,
                         guint first, guint end)
{
    json_t *array = json_array();
    for (guint i = first; i < MIN(end, finding->places->len); i++) {
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        json_array_append_new(array, sarif_location(sarif, finding, place, first ? i : 0));
    }
    return array;
}

/* ---- results --------------------------------------------------------------------------------- */

gboolean sarif_is_notification(const struct result_finding *finding)
{
    return run_rules_has(finding->rule) &&
           !(finding->state && strcmp(finding->state, "fixed") == 0);
}

/* What could not be checked is a result too, of the kind "open": else who reads results alone would
 * take it for clean. */
gboolean sarif_is_result(const struct sarif *sarif, const struct result_finding *finding)
{
    return report_wants(sarif->options, finding) &&
           (!run_rules_has(finding->rule) || run_rules_is_unchecked(finding->rule));
}

static json_t *message_of(const struct sarif *sarif, const struct result_finding *finding)
{
    if (finding->count < 2) {
        return sarif_text(finding->message);
    }
    g_autofree char *places = words_count(sarif->options->language, WORD_N_PLACES, finding->count);
    g_autofree char *text = g_strdup_printf("%s (%s)", finding->message, places);
    return sarif_text(text);
}

/* One of the two is the finding's own, as all reports have it; the other, by the name that GitHub
 * looks for, is of this touchpoint alone, for there a number stands for one alert. */
static json_t *fingerprints_of(const struct result_finding *finding)
{
    g_autofree char *both = g_strdup_printf("%s\n%s", finding->touchpoint, finding->fingerprint);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, both, -1);
    g_autofree char *line = g_strdup_printf("%.16s:1", hash);
    return json_pack("{s:o, s:s}", "touchstoneFinding/v1", jsonl_text(finding->fingerprint),
                     "primaryLocationLineHash", line);
}

static const char *baseline_of(const struct result_finding *finding)
{
    static const char *const states[][2] = {
        {"new", "new"}, {"open", "unchanged"}, {"fixed", "absent"}};
    for (gsize i = 0; finding->state && i < G_N_ELEMENTS(states); i++) {
        if (strcmp(finding->state, states[i][0]) == 0) {
            return states[i][1];
        }
    }
    return NULL;
}

/* By a comment beside it. */
static gboolean is_inline(const struct result_finding *finding)
{
    json_t *why = json_loads(finding->acceptance, 0, NULL);
    gboolean is_inline = json_is_true(json_object_get(why, "inline"));
    json_decref(why);
    return is_inline;
}

/* Present on every result, since an empty list says that this one is not suppressed (3.27.23). */
static json_t *suppressions_of(const struct sarif *sarif, const struct result_finding *finding)
{
    json_t *array = json_array();
    g_autofree char *why = verdict_acceptance(finding, sarif->options->language);
    if (why) {
        g_autoptr(GString) shown = g_string_new(NULL);
        escape_terminal(shown, why, -1);
        json_array_append_new(array, json_pack("{s:s, s:s, s:s}", "kind",
                                               is_inline(finding) ? "inSource" : "external",
                                               "status", "accepted", "justification", shown->str));
    }
    return array;
}

static json_t *properties_of(const struct sarif *sarif, const struct result_finding *finding)
{
    const struct result_touchpoint *own = result_touchpoint(sarif->result, finding->touchpoint);
    json_t *object = json_object();
    json_t *suggestions = json_array();
    for (guint i = 0; finding->suggestions[i]; i++) {
        json_array_append_new(suggestions, jsonl_text(finding->suggestions[i]));
    }
    json_object_set_new(object, "touchpoint", jsonl_text(finding->touchpoint));
    json_object_set_new(object, "owner", jsonl_text(own ? own->owner : ""));
    json_object_set_new(object, "actual", jsonl_text(finding->actual));
    json_object_set_new(object, "expected", jsonl_text(finding->expected));
    json_object_set_new(object, "suggestions", suggestions);
    json_object_set_new(object, "placeCount", json_integer(finding->count));
    json_object_set_new(object, "seen", json_boolean(finding->is_seen || !finding->state));
    return object;
}

json_t *sarif_result(struct sarif *sarif, const struct result_finding *finding)
{
    gboolean is_gap = run_rules_is_unchecked(finding->rule);
    const char *baseline = baseline_of(finding);
    json_t *locations = places_of(sarif, finding, 0, 1);
    json_t *object = json_object();
    if (json_array_size(locations) == 0) {
        json_array_append_new(locations, sarif_location(sarif, finding, NULL, 0));
    }
    json_object_set_new(object, "ruleId", jsonl_text(finding->rule));
    json_object_set_new(object, "ruleIndex",
                        json_integer(sarif_rules_place(&sarif->rules, sarif->result, finding)));
    json_object_set_new(object, "kind", json_string(is_gap ? "open" : "fail"));
    json_object_set_new(object, "level",
                        json_string(is_gap ? "none" : sarif_level(finding->severity)));
    json_object_set_new(object, "message", message_of(sarif, finding));
    json_object_set_new(object, "locations", locations);
    if (finding->places->len > 1) {
        json_object_set_new(object, "relatedLocations", places_of(sarif, finding, 1, G_MAXUINT));
    }
    if (finding->count > 0) {
        json_object_set_new(object, "occurrenceCount", json_integer(finding->count));
    }
    json_object_set_new(object, "partialFingerprints", fingerprints_of(finding));
    if (baseline) {
        json_object_set_new(object, "baselineState", json_string(baseline));
    }
    json_object_set_new(object, "suppressions", suppressions_of(sarif, finding));
    json_object_set_new(object, "properties", properties_of(sarif, finding));
    return object;
}

json_t *sarif_notification(struct sarif *sarif, const struct result_finding *finding)
{
    int place = sarif_rules_place(&sarif->notifications, sarif->result, finding);
    return json_pack("{s:{s:o, s:i}, s:s, s:o, s:o}", "descriptor", "id", jsonl_text(finding->rule),
                     "index", place, "level", sarif_level(finding->severity), "message",
                     message_of(sarif, finding), "locations", places_of(sarif, finding, 0, 10));
}
